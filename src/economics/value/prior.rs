//! A sceptical view of what project management does to success, printed beside what the stated effects
//! imply and driving nothing (MODEL 1, 10.5).

use bidwright_base::math::{exp, ln};
use bidwright_model::book;
use bidwright_model::book::Book;
use bidwright_model::distributions::{Normal, normal};

/// 1.645: 90 % of a normal lie within so many standard deviations.
const NINETY: f64 = 1.644_853_626_951_472_7;

/// The odds ratio of success with project management: OR ~ LogNormal(mean, sd).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Prior {
    /// Mean of ln OR.
    pub mean: f64,
    /// Its standard deviation.
    pub sd: f64,
}

impl Prior {
    /// The posterior of the firm's own history where there is one, else [`Prior::sceptical`].
    #[must_use]
    pub fn of(book: &Book) -> Prior {
        let (mean, sd) = book::effect_prior(book);
        Prior { mean, sd }
    }

    /// LogNormal(ln 1.4, 0.35): our assumption, set below what the same people report of themselves.
    #[must_use]
    pub fn sceptical() -> Prior {
        let Normal { mean, sd } = book::sceptical();
        Prior { mean, sd }
    }

    /// P5 and P95 of the odds ratio.
    #[must_use]
    pub fn range(&self) -> [f64; 2] {
        [exp(self.mean - NINETY * self.sd), exp(self.mean + NINETY * self.sd)]
    }

    /// P(OR < x).
    #[must_use]
    pub fn below(&self, x: f64) -> f64 {
        normal::cdf((ln(x) - self.mean) / self.sd)
    }
}

/// What the effects imply, compared with the prior.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CrossCheck {
    /// What it is compared with.
    pub prior: Prior,
    /// odds(J_S)/odds(J₀); `None` where one of them is 0 or 1.
    pub implied: Option<f64>,
    /// OR*: what the office needs to pay.
    pub needed: Option<f64>,
    /// P(OR ≥ OR*): how likely the prior alone holds that to be.
    pub pays: Option<f64>,
}

impl CrossCheck {
    /// Whether the effects claim more, or less, than the prior holds likely (lint 6).
    #[must_use]
    pub fn is_outside(&self) -> bool {
        let [low, high] = self.prior.range();
        self.implied.is_some_and(|or| or < low || or > high)
    }
}

/// Compares an implied and a needed odds ratio with a prior.
#[must_use]
pub(crate) fn cross_check(prior: Prior, implied: Option<f64>, needed: Option<f64>) -> CrossCheck {
    CrossCheck { prior, implied, needed, pays: needed.map(|or| 1.0 - prior.below(or)) }
}
