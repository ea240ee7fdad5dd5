//! Planned effort: the mean or the likely value of each range, rounded once (MODEL 6).

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::PlannedEffort;
use bidwright_base::quantity::Days;
use bidwright_model::book::Rows;
use bidwright_model::deal::{Basis, Estimate, Package, Reading, RoleEffort, RoleIdx, ThreePoint};
use bidwright_model::distributions;
use bidwright_model::distributions::{Range, Shape};

/// The distributions and planned days of a package, by role.
pub(super) fn planned(package: &Package, estimate: &Estimate) -> Vec<PlannedEffort> {
    let row = |(row, effort): (RoleIdx, &RoleEffort)| {
        let (shape, low_attained) = shape(&effort.days, estimate.reading);
        let days = if effort.days.is_constant() || estimate.basis == Basis::Likely {
            effort.days.likely
        } else {
            Decimal::from_f64_retain(shape.mean()).expect("a mean lies within its range")
        };
        PlannedEffort { row, shape, days: Days::planned(days), low_attained }
    };
    package.effort.indexed().map(row).collect()
}

/// The distribution of a three-point estimate, and the P10 attained where it was cut at zero.
#[must_use]
pub fn shape(points: &ThreePoint, reading: Reading) -> (Shape, Option<f64>) {
    let double = |value: Decimal| value.to_f64().expect("a decimal has a nearest double");
    let range = Range::new(double(points.low), double(points.likely), double(points.high))
        .expect("checked: in order");
    let reading = match reading {
        Reading::P10P90 => distributions::Reading::P10P90,
        Reading::MinMax => distributions::Reading::MinMax,
    };
    let fitted = range.fit(reading);
    (fitted.shape, fitted.p10_attained)
}
