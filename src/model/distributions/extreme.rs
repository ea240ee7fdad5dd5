//! The winner's curse: the lowest of several honest estimates is too low (MODEL 8).

use super::normal::{cdf, density};
use bidwright_base::math::pow;

/// E[max of n independent N(0,1)], for n from 1.
///
/// ∫ x·n·φ(x)·Φ(x)ⁿ⁻¹ dx by the trapezoidal rule, which for a smooth function that dies away on both
/// sides is exact to the last digits: steps of 1/64 over ±10.
#[must_use]
fn expected_maximum(n: u32) -> f64 {
    const STEPS_A_UNIT: f64 = 64.0;
    let n = f64::from(n.max(1));
    let at = |step: i32| {
        let x = f64::from(step) / STEPS_A_UNIT;
        x * n * density(x) * pow(cdf(x), n - 1.0)
    };
    (-640..=640).map(at).sum::<f64>() / STEPS_A_UNIT
}

/// By how much the lowest of `bidders` unbiased estimates with this relative standard deviation is below
/// the cost on average, as a part of the cost: σ·E[max of n N(0,1)].
///
/// ```
/// use bidwright_model::distributions::winners_curse;
///
/// // Eight bidders, each within 20 % or so: the lowest is 28.5 % under the cost on average.
/// assert!((winners_curse(0.2, 8) - 0.285).abs() < 5e-4);
/// assert!(winners_curse(0.2, 1).abs() < 1e-9);
/// ```
#[must_use]
pub fn winners_curse(relative_sd: f64, bidders: u32) -> f64 {
    relative_sd * expected_maximum(bidders)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eight_bidders_at_a_fifth_are_off_by_more_than_a_quarter() {
        assert!((winners_curse(0.2, 8) - 0.285).abs() < 5e-4, "{}", winners_curse(0.2, 8));
    }

    #[test]
    fn the_expected_maximum_is_that_of_the_tables() {
        // Order statistics of the normal distribution; n = 2 and 3 are 1/√π and 3/(2√π).
        let root = std::f64::consts::PI.sqrt();
        let known = [
            (1, 0.0),
            (2, 1.0 / root),
            (3, 1.5 / root),
            (5, 1.162_964_473_640_5),
            (8, 1.423_600_306_045_0),
            (10, 1.538_752_730_835_2),
            (100, 2.507_593_638),
            (1_000, 3.241_435_777),
        ];
        for (n, expected) in known {
            let found = expected_maximum(n);
            assert!((found - expected).abs() < 1e-6, "{n}: {found}");
        }
    }
}
