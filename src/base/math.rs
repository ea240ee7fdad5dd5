//! The only calls of transcendental functions (MODEL 14.3).
//!
//! The platform's own differ in the last digit from one machine to the next; these are pure Rust, of
//! a pinned version, and give the same bytes everywhere. Square roots, `floor` and `ceil` are exact
//! by IEEE 754 and are called directly.

/// Natural logarithm.
///
/// ```
/// use bidwright_base::math::{exp, ln};
///
/// let days: f64 = 40.0; // the median of a log-normal effort
/// assert!((exp(ln(days)) - days).abs() < 1e-9);
/// ```
#[must_use]
pub fn ln(x: f64) -> f64 {
    libm::log(x)
}

/// e to the power `x`.
#[must_use]
pub fn exp(x: f64) -> f64 {
    libm::exp(x)
}

/// e to the power `x`, less 1: exact near 0, where [`exp`] would lose its digits.
///
/// ```
/// use bidwright_base::math::exp_m1;
///
/// assert_eq!(exp_m1(1e-20), 1e-20);
/// ```
#[must_use]
pub fn exp_m1(x: f64) -> f64 {
    libm::expm1(x)
}

/// `base` to the power `exponent`.
///
/// ```
/// use bidwright_base::math::pow;
///
/// let rise_a_year = pow(1.01, 12.0); // 1 % a month
/// assert!((rise_a_year - 1.1268).abs() < 1e-4);
/// ```
#[must_use]
pub fn pow(base: f64, exponent: f64) -> f64 {
    libm::pow(base, exponent)
}

/// Complementary error function.
///
/// ```
/// use bidwright_base::math::erfc;
///
/// assert_eq!(0.5 * erfc(0.0), 0.5); // half of a normal distribution is above its mean
/// ```
#[must_use]
pub fn erfc(x: f64) -> f64 {
    libm::erfc(x)
}

/// Natural logarithm of the gamma function, for positive `x`.
#[must_use]
pub fn ln_gamma(x: f64) -> f64 {
    libm::lgamma(x)
}

/// Inverse hyperbolic tangent.
#[must_use]
pub fn atanh(x: f64) -> f64 {
    libm::atanh(x)
}

/// Hyperbolic tangent.
#[must_use]
pub fn tanh(x: f64) -> f64 {
    libm::tanh(x)
}

/// Sine and cosine of an angle in radians.
#[must_use]
pub fn sin_cos(x: f64) -> (f64, f64) {
    libm::sincos(x)
}
