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
///
/// ```
/// use bidwright_base::math::exp;
///
/// assert_eq!(exp(0.0), 1.0);
/// assert!((exp(0.1) - 1.105171).abs() < 1e-6); // 10 % a year, compounded without pause
/// ```
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
///
/// ```
/// use bidwright_base::math::{exp, ln_gamma};
///
/// assert!((exp(ln_gamma(5.0)) - 24.0).abs() < 1e-9); // 4!
/// ```
#[must_use]
pub fn ln_gamma(x: f64) -> f64 {
    libm::lgamma(x)
}

/// Inverse hyperbolic tangent.
///
/// ```
/// use bidwright_base::math::{atanh, tanh};
///
/// let correlation = 0.3;
/// assert!((tanh(atanh(correlation)) - correlation).abs() < 1e-12);
/// ```
#[must_use]
pub fn atanh(x: f64) -> f64 {
    libm::atanh(x)
}

/// Hyperbolic tangent.
///
/// ```
/// use bidwright_base::math::tanh;
///
/// assert_eq!(tanh(0.0), 0.0);
/// assert_eq!(tanh(40.0), 1.0); // it never leaves −1 to 1
/// ```
#[must_use]
pub fn tanh(x: f64) -> f64 {
    libm::tanh(x)
}

/// Sine and cosine of an angle in radians.
///
/// ```
/// use bidwright_base::math::sin_cos;
///
/// let (sine, cosine) = sin_cos(std::f64::consts::FRAC_PI_2); // a quarter of a circle
/// assert!((sine - 1.0).abs() < 1e-12 && cosine.abs() < 1e-12);
/// ```
#[must_use]
pub fn sin_cos(x: f64) -> (f64, f64) {
    libm::sincos(x)
}
