//! From a stated low, likely and high to a PERT distribution (MODEL 2.3 and 2.4).

use super::beta::Beta;
use super::pert::{self, Pert};
use super::root::falling;
use super::{Fitted, Range, Reading, Shape};

/// The PERT distribution of a range, read as said.
pub(super) fn fit(range: Range, reading: Reading) -> Fitted {
    let Range { low, likely, high } = range;
    if low >= high {
        return Fitted { shape: Shape::Constant(likely), p10_attained: None };
    }
    if reading == Reading::MinMax {
        let mode = (likely - low) / (high - low);
        return Fitted { shape: spanning(low, high, mode), p10_attained: None };
    }
    let (a, b, c) = free(range);
    if low >= 0.0 && a < 0.0 {
        return floored(range);
    }
    Fitted { shape: spanning(a, b, c), p10_attained: None }
}

/// On [a, b], with the mode at the fraction `c`.
fn spanning(a: f64, b: f64, c: f64) -> Shape {
    Shape::Pert(Pert::at(a, b, pert::unit(c, Pert::LAMBDA)))
}

/// P10 and P90 on [0, 1] with mode `c`.
fn p10_p90(c: f64) -> (f64, f64) {
    let unit = pert::unit(c, Pert::LAMBDA);
    (unit.lower_quantile(0.1, None), p90(unit))
}

fn p90(unit: Beta) -> f64 {
    1.0 - unit.mirrored().lower_quantile(0.1, None)
}

/// Ends a and b and mode c that meet P10, mode and P90 exactly: the root of
/// g(c) = ℓ·(q₉₀(c) − c) − h·(c − q₁₀(c)), which falls strictly between 0 and 1.
fn free(Range { low, likely, high }: Range) -> (f64, f64, f64) {
    /// The root at ℓ = 0 and λ = 4. As a function of the ratio the root is nearly a straight line from
    /// here to 1 less this.
    const C0: f64 = 0.028_198_500_12;
    let (left, right) = ((likely - low) / (high - low), (high - likely) / (high - low));
    let c = falling(
        |c| {
            let (q10, q90) = p10_p90(c);
            left * (q90 - c) - right * (c - q10)
        },
        (0.0, 1.0),
        C0 + (1.0 - 2.0 * C0) * left,
        1e-10,
    );
    let (q10, q90) = p10_p90(c);
    let width = (high - low) / (q90 - q10);
    let a = likely - c * width;
    (a, a + width, c)
}

/// With a = 0 and P90 met: for ranges whose free fit would reach below zero where the stated low is not
/// below it. The P10 attained is reported, because it is not the one stated.
fn floored(Range { likely, high, .. }: Range) -> Fitted {
    // P90 rises with the mode, so b lies between `high` and what mode 0 would need.
    let widest = high / p10_p90(0.0).1;
    let b = falling(
        |b| high - b * p10_p90(likely / b).1,
        (high, widest),
        high + 0.5 * (1.0 - likely / high) * (widest - high),
        1e-12 * high,
    );
    let shape = spanning(0.0, b, likely / b);
    Fitted { shape, p10_attained: Some(shape.quantile(0.1)) }
}
