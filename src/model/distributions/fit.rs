//! From a stated low, likely and high to a distribution (MODEL 2.3 and 2.4).

use super::beta::Beta;
use super::pert::{self, Pert};
use super::root::falling;
use super::triangular::Triangular;
use super::{Fitted, Range, Reading, Shape};

/// Which family a range is fitted with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Family {
    /// PERT with this λ.
    Pert {
        /// How much the likely value weighs.
        lambda: f64,
    },
    /// Triangular.
    Triangular,
}

impl Family {
    /// PERT with λ = 4.
    pub const DEFAULT: Family = Family::Pert { lambda: Pert::LAMBDA };

    /// The distribution of `range`, read as said.
    #[must_use]
    pub fn fit(self, range: Range, reading: Reading) -> Fitted {
        let Range { low, likely, high } = range;
        if low >= high {
            return Fitted { shape: Shape::Constant(likely), p10_attained: None };
        }
        if reading == Reading::MinMax {
            return Fitted {
                shape: self.spanning(low, high, (likely - low) / (high - low)),
                p10_attained: None,
            };
        }
        let (a, b, c) = self.free(range);
        if low >= 0.0 && a < 0.0 {
            return self.floored(range);
        }
        Fitted { shape: self.spanning(a, b, c), p10_attained: None }
    }

    /// The family's member on [a, b] with its mode at the fraction `c`.
    fn spanning(self, a: f64, b: f64, c: f64) -> Shape {
        match self {
            Family::Pert { lambda } => Shape::Pert(Pert::at(a, b, pert::unit(c, lambda))),
            Family::Triangular => Shape::Triangular(Triangular::new(a, (a + c * (b - a)).clamp(a, b), b)),
        }
    }

    /// P10 and P90 of the member on [0, 1] with mode `c`.
    fn p10_p90(self, c: f64) -> (f64, f64) {
        match self {
            Family::Pert { lambda } => {
                let unit = pert::unit(c, lambda);
                (unit.lower_quantile(0.1, None), p90(unit))
            }
            Family::Triangular => {
                let unit = Triangular::new(0.0, c, 1.0);
                (unit.quantile(0.1), unit.quantile(0.9))
            }
        }
    }

    /// Ends a and b and mode c that meet P10, mode and P90 exactly: the root of
    /// g(c) = ℓ·(q₉₀(c) − c) − h·(c − q₁₀(c)), which falls strictly between 0 and 1.
    fn free(self, Range { low, likely, high }: Range) -> (f64, f64, f64) {
        let (left, right) = ((likely - low) / (high - low), (high - likely) / (high - low));
        // c as a function of the ratio is nearly a straight line from c₀ to 1 − c₀.
        let c0 = match self {
            Family::Pert { .. } => 0.028_198_500_12,
            Family::Triangular => 0.1,
        };
        let c = falling(
            |c| {
                let (q10, q90) = self.p10_p90(c);
                left * (q90 - c) - right * (c - q10)
            },
            (0.0, 1.0),
            c0 + (1.0 - 2.0 * c0) * left,
            1e-10,
        );
        let (q10, q90) = self.p10_p90(c);
        let width = (high - low) / (q90 - q10);
        let a = likely - c * width;
        (a, a + width, c)
    }

    /// With a = 0 and P90 met: for ranges whose free fit would reach below zero though nobody
    /// said so. The P10 attained is reported, because it is not the one stated.
    fn floored(self, Range { likely, high, .. }: Range) -> Fitted {
        // P90 rises with the mode, so b lies between `high` and what mode 0 would need.
        let widest = high / self.p10_p90(0.0).1;
        let b = falling(
            |b| high - b * self.p10_p90(likely / b).1,
            (high, widest),
            high + 0.5 * (1.0 - likely / high) * (widest - high),
            1e-12 * high,
        );
        let shape = self.spanning(0.0, b, likely / b);
        Fitted { shape, p10_attained: Some(shape.quantile(0.1)) }
    }
}

fn p90(unit: Beta) -> f64 {
    1.0 - unit.mirrored().lower_quantile(0.1, None)
}
