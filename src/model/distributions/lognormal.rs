//! Normal and lognormal distributions by their parameters: the effect of an office and its odds ratio.

use super::normal;
use bidwright_base::math::{exp, ln};

/// Normal(μ, σ).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Normal {
    /// Its mean.
    pub mean: f64,
    /// Its standard deviation, at least 0.
    pub sd: f64,
}

/// e^(μ + σZ).
///
/// ```
/// use bidwright_model::distributions::LogNormal;
///
/// // An odds ratio of 1.4 in the middle.
/// let odds = LogNormal { mu: 1.4_f64.ln(), sigma: 0.35 };
/// assert!((odds.at(0.0) - 1.4).abs() < 1e-12);
/// assert!((odds.cdf(1.4) - 0.5).abs() < 1e-9);
/// assert_eq!(odds.cdf(0.0), 0.0);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LogNormal {
    /// Mean of the logarithm.
    pub mu: f64,
    /// Standard deviation of the logarithm.
    pub sigma: f64,
}

impl LogNormal {
    /// P(X ≤ x).
    #[must_use]
    pub fn cdf(&self, x: f64) -> f64 {
        if x <= 0.0 { 0.0 } else { normal::cdf((ln(x) - self.mu) / self.sigma) }
    }

    /// The value at a standard normal score.
    #[must_use]
    pub fn at(&self, z: f64) -> f64 {
        exp(self.mu + self.sigma * z)
    }
}
