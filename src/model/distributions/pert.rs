//! PERT(a, m, b; λ): a beta distribution stretched over [a, b] (MODEL 2.1).

use super::beta::Beta;

/// A PERT distribution with a < b.
///
/// Its standard deviation is not the textbook (b − a)/6, which belongs to the analytic mode labelled
/// "classic PERT" alone.
///
/// ```
/// use bidwright_model::distributions::Pert;
///
/// let days = Pert::new(8.0, 10.0, 18.0, 4.0);
/// assert!((days.mean() - 11.0).abs() < 1e-9);
/// assert!((days.cdf(days.quantile(0.8)) - 0.8).abs() < 1e-9);
/// assert_eq!((days.low(), days.high()), (8.0, 18.0));
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pert {
    low: f64,
    high: f64,
    unit: Beta,
}

impl Pert {
    /// How much the likely value weighs, unless a test says otherwise.
    pub(crate) const LAMBDA: f64 = 4.0;

    /// From its ends and its mode: a ≤ m ≤ b, a < b, λ > 0.
    ///
    /// α = 1 + λ(m−a)/(b−a), β = 1 + λ(b−m)/(b−a).
    #[must_use]
    pub fn new(low: f64, mode: f64, high: f64, lambda: f64) -> Pert {
        debug_assert!(low <= mode && mode <= high && low < high && lambda > 0.0);
        Pert::at(low, high, unit((mode - low) / (high - low), lambda))
    }

    pub(super) fn at(low: f64, high: f64, unit: Beta) -> Pert {
        Pert { low, high, unit }
    }

    /// The least value.
    #[must_use]
    pub fn low(&self) -> f64 {
        self.low
    }

    /// The greatest value.
    #[must_use]
    pub fn high(&self) -> f64 {
        self.high
    }

    /// α and β of the beta distribution behind it.
    #[must_use]
    pub fn parameters(&self) -> (f64, f64) {
        (self.unit.alpha, self.unit.beta)
    }

    pub(super) fn unit(&self) -> Beta {
        self.unit
    }

    /// The mean.
    #[must_use]
    pub fn mean(&self) -> f64 {
        let Beta { alpha, beta, .. } = self.unit;
        self.low + (self.high - self.low) * alpha / (alpha + beta)
    }

    /// P(X ≤ x).
    #[must_use]
    pub fn cdf(&self, x: f64) -> f64 {
        self.unit.cdf((x - self.low) / (self.high - self.low))
    }

    /// The x with P(X ≤ x) = p, by exact inversion.
    #[must_use]
    pub fn quantile(&self, p: f64) -> f64 {
        self.low + (self.high - self.low) * self.unit.quantile(p)
    }
}

/// The shape on [0, 1] with mode `c`.
pub(super) fn unit(c: f64, lambda: f64) -> Beta {
    Beta::new(1.0 + lambda * c, 1.0 + lambda * (1.0 - c))
}
