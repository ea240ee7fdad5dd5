//! Distributions and formulas of the textbooks in which oracles are stated and which the program itself
//! does not use.

use bidwright_base::math::pow;
use bidwright_model::distributions::normal;
use bidwright_model::distributions::{Pert, Shape};

/// λ of a PERT distribution that is nearly normal: its excess kurtosis is −6/(λ + 5).
const NEARLY_NORMAL: f64 = 1_000.0;

/// A symmetric shape with this mean and standard deviation. Its quantiles are those of the normal to
/// 0.0005 standard deviations, a tenth of the standard error at 100,000 iterations.
pub(crate) fn normal_shape(mean: f64, sd: f64) -> Shape {
    let half = sd * (NEARLY_NORMAL + 3.0).sqrt();
    Shape::Pert(Pert::new(mean - half, mean, mean + half, NEARLY_NORMAL))
}

/// The uniform distribution on (0, 1): PERT without weight on its mode.
pub(crate) fn uniform_shape() -> Shape {
    Shape::Pert(Pert::new(0.0, 0.5, 1.0, 1e-12))
}

/// The rank correlation that a copula correlation gives: (6/π)·asin(ρ/2).
#[expect(clippy::disallowed_methods, reason = "held to a tolerance far above the last digit")]
pub(crate) fn rank_correlation(rho: f64) -> f64 {
    6.0 / std::f64::consts::PI * (rho / 2.0).asin()
}

/// By how much correlation widens the sum of n equal items: √(1 + (n−1)ρ).
pub(crate) fn sd_factor(items: f64, rho: f64) -> f64 {
    (1.0 + (items - 1.0) * rho).sqrt()
}

/// P(X ≤ Φ⁻¹(p), Y ≤ Φ⁻¹(p)) of two standard normals that correlate by ρ < 1, by Simpson's rule over
/// φ(x)·Φ((h − ρx)/√(1 − ρ²)).
pub(crate) fn joint(p: f64, rho: f64) -> f64 {
    const PARTS: u32 = 2_000;
    const FROM: f64 = -9.0;
    let h = normal::quantile(p);
    let width = (h - FROM) / f64::from(PARTS);
    let own = (1.0 - rho * rho).sqrt();
    let at = |x: f64| normal::density(x) * normal::cdf((h - rho * x) / own);
    let weight = |i: u32| match i {
        0 | PARTS => 1.0,
        _ if i % 2 == 1 => 4.0,
        _ => 2.0,
    };
    (0..=PARTS).map(|i| weight(i) * at(FROM + f64::from(i) * width)).sum::<f64>() * width / 3.0
}

/// The probability with which each of two targets must hold for both to hold with `joint_success`.
pub(crate) fn marginal_for(joint_success: f64, rho: f64) -> f64 {
    let (mut low, mut high) = (joint_success, 1.0 - 1e-12);
    for _ in 0..60 {
        let middle = 0.5 * (low + high);
        if joint(middle, rho) < joint_success { low = middle } else { high = middle }
    }
    0.5 * (low + high)
}

/// Variance of a sum by its items' variances and correlations: Σ σ_i·σ_j·ρ_ij.
pub(crate) fn variance_of_sum(variances: &[f64], rho: impl Fn(usize, usize) -> f64) -> f64 {
    let pairs = (0..variances.len()).flat_map(|i| (0..variances.len()).map(move |j| (i, j)));
    pairs.map(|(i, j)| rho(i, j) * (variances[i] * variances[j]).sqrt()).sum()
}

/// e(x) = e_max·(1 − 2^(−x/x_half)): an effect that grows with its dose.
pub(crate) fn dosed(most: f64, dose: f64, half_dose: f64) -> f64 {
    most * (1.0 - pow(2.0, -dose / half_dose))
}

#[test]
fn the_nearly_normal_shape_has_the_quantiles_of_the_normal() {
    let shape = normal_shape(50.0, 5.0);
    assert!((shape.mean() - 50.0).abs() < 1e-9);
    for p in [0.01, 0.1, 0.2, 0.5, 0.8, 0.9, 0.95] {
        let score = (shape.quantile(p) - 50.0) / 5.0;
        assert!((score - normal::quantile(p)).abs() < 2e-3, "{p}: {score}");
    }
}
