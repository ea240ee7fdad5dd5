//! The fat tail: a Pareto ratio capped at the contractual exit (MODEL 4.4).

use bidwright_base::math::{exp_m1, ln, pow};

/// min(Pareto(x_m, α), cap). Without a cap its mean is fragile, so there is none without.
///
/// ```
/// use bidwright_model::distributions::CappedPareto;
///
/// // A delivery that goes wrong takes 1.5 times its plan or more; the contract is left at 3 times.
/// let ratio = CappedPareto { least: 1.5, alpha: 2.0, cap: 3.0 };
/// assert!((ratio.mean() - 2.25).abs() < 1e-12);
/// assert_eq!(ratio.exceeded_with(0.1), (3.0, true));
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CappedPareto {
    /// x_m, the least ratio.
    pub least: f64,
    /// α, the exponent of the tail, above 0.
    pub alpha: f64,
    /// The ratio at which the contract is left or liability ends, at least x_m.
    pub cap: f64,
}

impl CappedPareto {
    /// The mean, x_m·(α − (x_m/cap)^(α−1))/(α−1), and its limit x_m·(1 + ln(cap/x_m)) at α = 1.
    #[must_use]
    pub fn mean(&self) -> f64 {
        let CappedPareto { least, alpha, cap } = *self;
        // The quotient is 0/0 at α = 1. With t = (α−1)·ln(x_m/cap) it is 1 − ln(x_m/cap)·(eᵗ − 1)/t, and
        // only the last factor needs its limit.
        let spread = ln(least / cap);
        let t = (alpha - 1.0) * spread;
        let slope = if t.abs() > 0.0 { exp_m1(t) / t } else { 1.0 };
        least * (1.0 - spread * slope)
    }

    /// The ratio exceeded with probability `upper` in (0, 1], and whether that is the cap.
    #[must_use]
    pub fn exceeded_with(&self, upper: f64) -> (f64, bool) {
        let ratio = self.least * pow(upper, -1.0 / self.alpha);
        if ratio >= self.cap { (self.cap, true) } else { (ratio, false) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mean(alpha: f64) -> f64 {
        CappedPareto { least: 1.5, alpha, cap: 3.0 }.mean()
    }

    #[test]
    fn the_mean_is_that_of_the_formula() {
        for alpha in [0.5_f64, 1.4, 2.0, 3.0] {
            let formula = 1.5 * (alpha - pow(0.5, alpha - 1.0)) / (alpha - 1.0);
            assert!((mean(alpha) - formula).abs() < 1e-12, "{alpha}");
        }
    }

    #[test]
    fn the_mean_passes_through_an_exponent_of_one() {
        let limit = 1.5 * (1.0 + ln(2.0));
        for alpha in [1.0, 1.0 + 1e-15, 1.0 - 1e-9, 1.0 + 1e-9] {
            assert!((mean(alpha) - limit).abs() < 1e-8, "{alpha}: {}", mean(alpha));
        }
    }

    #[test]
    fn a_cap_at_the_least_ratio_leaves_that_ratio_alone() {
        let point = CappedPareto { least: 1.5, alpha: 1.0, cap: 1.5 };
        assert!((point.mean() - 1.5).abs() < 1e-15);
    }
}
