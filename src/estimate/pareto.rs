//! The fat tail: a Pareto ratio capped at the contractual exit (MODEL 4.4).

use super::math::pow;

/// min(Pareto(x_m, α), cap). Without a cap its mean is fragile, so there is none without.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CappedPareto {
    /// x_m, the least ratio.
    pub least: f64,
    /// α, the exponent of the tail; not 1.
    pub alpha: f64,
    /// The ratio at which the contract is left or liability ends, at least x_m.
    pub cap: f64,
}

impl CappedPareto {
    /// The mean, x_m·(α − (x_m/cap)^(α−1))/(α−1).
    #[must_use]
    pub fn mean(&self) -> f64 {
        let CappedPareto { least, alpha, cap } = *self;
        least * (alpha - pow(least / cap, alpha - 1.0)) / (alpha - 1.0)
    }

    /// The probability of reaching the cap, (x_m/cap)^α.
    #[must_use]
    pub fn at_cap(&self) -> f64 {
        pow(self.least / self.cap, self.alpha)
    }

    /// The ratio exceeded with probability `upper` in (0, 1], and whether that is the cap.
    #[must_use]
    pub fn exceeded_with(&self, upper: f64) -> (f64, bool) {
        let ratio = self.least * pow(upper, -1.0 / self.alpha);
        if ratio >= self.cap { (self.cap, true) } else { (ratio, false) }
    }
}
