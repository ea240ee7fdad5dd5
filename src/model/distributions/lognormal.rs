//! Shifted lognormal and normal distributions from stated percentiles (MODEL 2.5 and 2.6).

use super::Shape;
use bidwright_base::math::{exp, ln};
use super::normal::{self, Z90};

/// Normal(μ, σ): in the library, not in deal files.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Normal {
    /// Its mean.
    pub mean: f64,
    /// Its standard deviation, at least 0.
    pub sd: f64,
}

/// γ + e^(μ + σZ).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LogNormal {
    /// γ, the least value: 0 unless three percentiles were given.
    pub shift: f64,
    /// Mean of the logarithm.
    pub mu: f64,
    /// Standard deviation of the logarithm.
    pub sigma: f64,
}

impl LogNormal {
    /// From the median of e^(μ + σZ), unshifted.
    #[must_use]
    pub fn around(median: f64, sigma: f64) -> LogNormal {
        LogNormal { shift: 0.0, mu: ln(median), sigma }
    }

    /// From P10 and P90, 0 < P10 ≤ P90.
    #[must_use]
    pub fn from_p10_p90(p10: f64, p90: f64) -> LogNormal {
        LogNormal { shift: 0.0, mu: 0.5 * (ln(p10) + ln(p90)), sigma: (ln(p90) - ln(p10)) / (2.0 * Z90) }
    }

    /// From P10 < P50 < P90 skewed to the right; a symmetric triple has no finite shift and gives the
    /// normal. `None` if it is skewed to the left or out of order.
    #[must_use]
    pub fn from_p10_p50_p90(p10: f64, p50: f64, p90: f64) -> Option<Shape> {
        let bend = p10 + p90 - 2.0 * p50;
        if !(p10 < p50 && p50 < p90) || bend < 0.0 {
            return None;
        }
        // Within rounding of symmetric: the shift would be lost in rounding too.
        if bend <= 1e-9 * (p90 - p10) {
            return Some(Shape::Normal(Normal { mean: p50, sd: (p90 - p10) / (2.0 * Z90) }));
        }
        let shift = (p10 * p90 - p50 * p50) / bend;
        Some(Shape::LogNormal(LogNormal {
            shift,
            mu: ln(p50 - shift),
            sigma: ln((p90 - shift) / (p50 - shift)) / Z90,
        }))
    }

    /// The mean, γ + e^(μ + σ²/2).
    #[must_use]
    pub fn mean(&self) -> f64 {
        self.shift + exp(self.mu + 0.5 * self.sigma * self.sigma)
    }

    /// The variance.
    #[must_use]
    pub fn variance(&self) -> f64 {
        let s2 = self.sigma * self.sigma;
        (exp(s2) - 1.0) * exp(2.0 * self.mu + s2)
    }

    /// P(X ≤ x).
    #[must_use]
    pub fn cdf(&self, x: f64) -> f64 {
        if x <= self.shift { 0.0 } else { normal::cdf((ln(x - self.shift) - self.mu) / self.sigma) }
    }

    /// The value at a standard normal score.
    #[must_use]
    pub fn at(&self, z: f64) -> f64 {
        self.shift + exp(self.mu + self.sigma * z)
    }
}
