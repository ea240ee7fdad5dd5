//! The effect of a delivery office as an odds ratio: what the deliveries show, held back by scepticism
//! (MODEL 12). Few deliveries hardly move it; [`Effect::weight`] is how much they do.

use bidwright_base::math::ln;
use bidwright_model::book::sceptical;
use bidwright_model::distributions::{LogNormal, Normal, normal};

/// The effect on the odds of success.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Effect {
    /// ln OR as counted and its standard error; `None` if one arm has no delivery.
    pub data: Option<Normal>,
    /// How much of the posterior is data; the rest is the prior.
    pub weight: f64,
    /// ln OR after both.
    pub posterior: Normal,
}

impl Effect {
    /// Whether more of the posterior is assumption than data: so few deliveries hardly move it.
    #[must_use]
    pub fn is_mostly_assumed(&self) -> bool {
        self.weight < 0.5
    }
}

/// From successes and deliveries of both arms, by the normal approximation with half a delivery added to
/// each cell, so that no arm without a failure gives an infinite effect.
#[must_use]
pub(crate) fn effect(with: (u32, u32), without: (u32, u32)) -> Effect {
    let prior = sceptical();
    if with.1 == 0 || without.1 == 0 {
        return Effect { data: None, weight: 0.0, posterior: prior };
    }
    let cells = [with, without].map(|(s, n)| [f64::from(s) + 0.5, f64::from(n - s) + 0.5]);
    let [[a, b], [c, d]] = cells;
    let data =
        Normal { mean: ln(a) - ln(b) - ln(c) + ln(d), sd: (1.0 / a + 1.0 / b + 1.0 / c + 1.0 / d).sqrt() };
    let precision = |normal: Normal| 1.0 / (normal.sd * normal.sd);
    let both = precision(data) + precision(prior);
    let weight = precision(data) / both;
    let mean = weight * data.mean + (1.0 - weight) * prior.mean;
    Effect { data: Some(data), weight, posterior: Normal { mean, sd: 1.0 / both.sqrt() } }
}

/// The odds ratio of which this is the logarithm.
#[must_use]
pub(super) fn odds_ratio(ln_or: Normal) -> LogNormal {
    LogNormal { mu: ln_or.mean, sigma: ln_or.sd }
}

/// P5, median and P95 of the odds ratio: its 90 % interval around the middle.
#[must_use]
pub fn odds_range(ln_or: Normal) -> [f64; 3] {
    let odds = odds_ratio(ln_or);
    [0.05, 0.5, 0.95].map(|p| odds.at(normal::quantile(p)))
}

/// P(odds ratio < 1): how likely the office lowers success.
#[must_use]
pub fn harm(ln_or: Normal) -> f64 {
    odds_ratio(ln_or).cdf(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_comparison_the_prior_stands() {
        let one_arm = effect((14, 16), (0, 0));
        assert_eq!((one_arm.data, one_arm.posterior), (None, sceptical()));
    }

    #[test]
    fn an_arm_without_failures_has_a_finite_effect() {
        let found = effect((8, 8), (0, 8));
        assert!(found.posterior.mean.is_finite() && found.weight < 0.1);
    }

    #[test]
    fn thousands_outweigh_the_prior() {
        let found = effect((5_000, 10_000), (5_000, 10_000));
        assert!(found.weight > 0.99 && found.posterior.mean.abs() < 0.01);
    }
}
