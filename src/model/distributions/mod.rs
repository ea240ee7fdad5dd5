//! Estimates: what a low, a likely and a high value say about a quantity (MODEL 2).
//!
//! A [`Range`] is what people state, a [`Reading`] is how its ends are meant, and a [`Shape`] is the
//! distribution it becomes. Everything is a function of its arguments, with the same bytes on every
//! machine; units are those of the range.

mod beta;
pub mod classic;
mod extreme;
mod fit;
mod lognormal;
pub mod normal;
mod pareto;
mod pert;
mod root;
mod student;
mod table;
#[cfg(test)]
mod tests;

pub use beta::{Beta, beta_quantile};
pub use extreme::winners_curse;
pub use lognormal::{LogNormal, Normal};
pub use pareto::CappedPareto;
pub use pert::Pert;
pub use student::Student;
pub use table::{Sampler, Table};

/// Low, likely and high, in that order and finite.
///
/// ```
/// use bidwright_model::distributions::{Range, Reading};
///
/// // Days of work: nothing can be under 8 or over 18.
/// let days = Range::new(8.0, 10.0, 18.0).expect("in order");
/// let shape = days.fit(Reading::MinMax).shape;
/// assert!((shape.mean() - 11.0).abs() < 1e-9);
/// // Read as P10 and P90, one in ten takes more than 18 days.
/// let shape = days.fit(Reading::P10P90).shape;
/// assert!((shape.quantile(0.9) - 18.0).abs() < 1e-6);
/// assert!(Range::new(12.0, 10.0, 18.0).is_none());
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range {
    low: f64,
    likely: f64,
    high: f64,
}

impl Range {
    /// `None` unless low ≤ likely ≤ high, all finite.
    #[must_use]
    pub fn new(low: f64, likely: f64, high: f64) -> Option<Range> {
        let ordered = low <= likely && likely <= high && low.is_finite() && high.is_finite();
        ordered.then_some(Range { low, likely, high })
    }

    /// One number: no uncertainty.
    #[must_use]
    pub fn exactly(value: f64) -> Range {
        Range { low: value, likely: value, high: value }
    }

    /// The low value as stated.
    #[must_use]
    pub fn low(self) -> f64 {
        self.low
    }

    /// The likely value, the mode.
    #[must_use]
    pub fn likely(self) -> f64 {
        self.likely
    }

    /// The high value as stated.
    #[must_use]
    pub fn high(self) -> f64 {
        self.high
    }

    /// Its distribution: PERT with λ = 4.
    #[must_use]
    pub fn fit(self, reading: Reading) -> Fitted {
        fit::fit(self, reading)
    }
}

/// How the ends of a range are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Reading {
    /// One in ten turns out below the low, one in ten above the high: what stated ranges really are.
    #[default]
    P10P90,
    /// Nothing can turn out below the low or above the high.
    MinMax,
}

/// A range as a distribution.
///
/// ```
/// use bidwright_model::distributions::{Range, Reading};
///
/// // A likely value near the low: the P10 stated would take the range below zero, so another is attained.
/// let fitted = Range::new(1.0, 1.5, 20.0).expect("in order").fit(Reading::P10P90);
/// assert!(fitted.p10_attained.is_some());
/// assert!(fitted.shape.quantile(0.001) > 0.0);
/// assert!((fitted.shape.quantile(0.9) - 20.0).abs() < 1e-6, "the P90 is the one stated");
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fitted {
    /// The distribution.
    pub shape: Shape,
    /// The 10 % quantile it has instead of the one stated, where the fit was cut off at zero
    /// (the note `range-floor`).
    pub p10_attained: Option<f64>,
}

/// A distribution.
///
/// ```
/// use bidwright_model::distributions::{Range, Reading};
///
/// // Exactly 5 days: no spread, and certain to be done in 5.
/// let shape = Range::exactly(5.0).fit(Reading::P10P90).shape;
/// assert!(shape.is_constant());
/// assert_eq!(shape.mean(), 5.0);
/// assert_eq!((shape.cdf(4.9), shape.cdf(5.0)), (0.0, 1.0));
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Shape {
    /// Always this value.
    Constant(f64),
    /// What ranges become.
    Pert(Pert),
}

impl Shape {
    /// The mean.
    #[must_use]
    pub fn mean(&self) -> f64 {
        match self {
            Shape::Constant(value) => *value,
            Shape::Pert(pert) => pert.mean(),
        }
    }

    /// P(X ≤ x).
    #[must_use]
    pub fn cdf(&self, x: f64) -> f64 {
        match self {
            Shape::Constant(value) => f64::from(u8::from(x >= *value)),
            Shape::Pert(pert) => pert.cdf(x),
        }
    }

    /// The x with P(X ≤ x) = p, to 1e-9 of the spread or better.
    #[must_use]
    pub fn quantile(&self, p: f64) -> f64 {
        match self {
            Shape::Constant(value) => *value,
            Shape::Pert(pert) => pert.quantile(p),
        }
    }

    /// Whether it is one value and nothing else.
    #[must_use]
    pub fn is_constant(&self) -> bool {
        matches!(self, Shape::Constant(_))
    }
}
