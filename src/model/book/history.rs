//! What the firm's own deliveries say, as `bidwright calibrate` left it in `pricing/history.toml`
//! (MODEL 12), and the sceptical assumption that stands where there is no history.

use super::Book;
use crate::distributions::{Beta, Normal, Student};
use bidwright_base::math::ln;
use bidwright_base::words;

/// `pricing/history.toml`.
///
/// ```
/// use bidwright_model::book::{Arm, History, OverrunRatio, sceptical};
/// use bidwright_model::distributions::{Beta, Student};
///
/// let ratio = Student { location: 0.1, scale: 0.3, degrees: 20.0 };
/// let history = History {
///     source: "history.csv".to_owned(),
///     lost: 9,
///     with: Arm { accepted: 12, refused: 2, cancelled: 0, success: Beta::new(13.0, 3.0) },
///     without: Arm { accepted: 8, refused: 5, cancelled: 0, success: Beta::new(9.0, 6.0) },
///     ln_or: sceptical(),
///     effort: OverrunRatio { fitted: ratio, counted: None },
///     duration: None,
///     p80: None,
/// };
/// assert_eq!(history.citation(), "27 finished deliveries of history.csv, 14 with a delivery office");
/// // The effect is as wide as the assumption: it owes nothing to data.
/// assert_eq!(history.weight_on_data(), 0.0);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct History {
    /// The name of the file it was made from.
    pub source: String,
    /// Deals that were lost, so never delivered.
    pub lost: u32,
    /// Deliveries with a delivery office.
    pub with: Arm,
    /// Deliveries without one.
    pub without: Arm,
    /// Posterior of the logarithm of the odds ratio of success, with an office against without.
    pub ln_or: Normal,
    /// By how much the next delivery's effort exceeds its estimate.
    pub effort: OverrunRatio,
    /// The same of its duration; `None` where no delivery has both durations.
    pub duration: Option<OverrunRatio>,
    /// How often the P80 of effort held, if any was recorded.
    pub p80: Option<Hits>,
}

/// Actual over estimated, of the next delivery.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OverrunRatio {
    /// The fitted curve, of the logarithm.
    pub fitted: Student,
    /// The quantiles as counted, where the curve does not hold them: these are used then.
    pub counted: Option<Counted>,
}

/// Quantiles of a ratio as they were counted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Counted {
    /// How many deliveries they are of.
    pub deliveries: u32,
    /// P10, P50, P80 and P90.
    pub ratios: [f64; 4],
}

/// Deliveries that were managed alike.
///
/// ```
/// use bidwright_model::book::Arm;
/// use bidwright_model::distributions::Beta;
///
/// let with = Arm { accepted: 11, refused: 2, cancelled: 1, success: Beta::new(12.0, 4.0) };
/// assert_eq!((with.deliveries(), with.finished()), (14, 13));
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Arm {
    /// Finished and accepted: the successes.
    pub accepted: u32,
    /// Finished, not accepted.
    pub refused: u32,
    /// Signed, and stopped before the end.
    pub cancelled: u32,
    /// Posterior of the share that succeeds.
    pub success: Beta,
}

/// Statements of a P80, and how many held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hits {
    /// Finished deliveries with a P80 of effort.
    pub forecasts: u32,
    /// Those that took no more than it.
    pub hits: u32,
}

impl Arm {
    /// Everything that was signed.
    #[must_use]
    pub fn deliveries(&self) -> u32 {
        self.accepted + self.refused + self.cancelled
    }

    /// Everything that was finished.
    #[must_use]
    pub fn finished(&self) -> u32 {
        self.accepted + self.refused
    }
}

impl History {
    /// Deliveries with an office and without.
    #[must_use]
    pub fn deliveries(&self) -> u32 {
        self.with.deliveries() + self.without.deliveries()
    }

    /// Every deal of the record, the lost ones among them.
    #[must_use]
    pub fn deals(&self) -> u32 {
        self.lost + self.deliveries()
    }

    /// Deliveries that were finished, with an office and without.
    #[must_use]
    pub fn finished(&self) -> u32 {
        self.with.finished() + self.without.finished()
    }

    /// How much of the posterior effect is data, and not the sceptical assumption: the deviation of the
    /// posterior tells, for both are normal.
    #[must_use]
    pub fn weight_on_data(&self) -> f64 {
        let narrowed = self.ln_or.sd / sceptical().sd;
        (1.0 - narrowed * narrowed).max(0.0)
    }

    /// Where it comes from, in words: "27 finished deliveries of history.csv, 14 with a delivery office".
    #[must_use]
    pub fn citation(&self) -> String {
        let cancelled = self.with.cancelled + self.without.cancelled;
        let (one, many) = match cancelled {
            0 => ("finished delivery", "finished deliveries"),
            _ => ("finished or cancelled delivery", "finished or cancelled deliveries"),
        };
        format!(
            "{} of {}, {} with a delivery office",
            words::count(self.deliveries() as usize, one, many),
            self.source,
            self.with.deliveries(),
        )
    }
}

/// Mean and standard deviation of ln OR, the effect of a delivery office on the odds of success: the
/// posterior where there is a history, else [`sceptical`].
///
/// ```
/// # let book = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/book.rs"));
/// use bidwright_model::book::{effect_prior, sceptical};
///
/// assert!(book.history.is_none());
/// assert_eq!(effect_prior(&book), (sceptical().mean, sceptical().sd));
/// ```
#[must_use]
pub fn effect_prior(book: &Book) -> (f64, f64) {
    let Normal { mean, sd } = book.history.as_ref().map_or_else(sceptical, |history| history.ln_or);
    (mean, sd)
}

/// N(ln 1.4, 0.35²): our assumption (MODEL 17), below what those report who grade themselves, with 17 %
/// of it on harm.
///
/// ```
/// use bidwright_model::book::sceptical;
/// use bidwright_model::distributions::normal;
///
/// let effect = sceptical();
/// assert!((effect.mean.exp() - 1.4).abs() < 1e-12); // the odds of success, with an office against without
/// // With 17 % it does harm.
/// assert!((normal::cdf((0.0 - effect.mean) / effect.sd) - 0.17).abs() < 0.005);
/// ```
#[must_use]
pub fn sceptical() -> Normal {
    Normal { mean: ln(1.4), sd: 0.35 }
}
