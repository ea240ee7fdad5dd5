//! Correlation by common factors: a Gaussian copula (MODEL 3).
//!
//! Z = √ρ0·G0 + √ρg·G_stream + √(1−ρ0−ρg)·ε. Any ρ0, ρg ≥ 0 with ρ0 + ρg ≤ 1 is positive
//! semi-definite by construction. Raw samples are never multiplied by a matrix.

use std::f64::consts::PI;

use bidwright_base::math::asin;
use bidwright_model::distributions::normal;

use super::again::{Again, Normals};
use super::rng::Stream;

/// The factors of a model.
#[derive(Debug)]
pub(super) struct Factors {
    common: Normals,
    streams: Vec<Normals>,
    common_weight: f64,
    stream_weight: f64,
    /// Weight of ε outside streams, and inside.
    own: [f64; 2],
}

impl Factors {
    pub(super) fn new(
        seed: u64,
        names: &[String],
        common: f64,
        within: f64,
        again: Option<&Again>,
    ) -> Factors {
        Factors {
            common: Normals::new(seed, "factor", again),
            streams: names.iter().map(|name| Normals::new(seed, &format!("stream/{name}"), again)).collect(),
            common_weight: common.sqrt(),
            stream_weight: within.sqrt(),
            // Below zero only by rounding.
            own: [(1.0 - common).max(0.0).sqrt(), (1.0 - common - within).max(0.0).sqrt()],
        }
    }

    /// Draws the factors of a block of iterations from `start`: `shared[0]` is what things without a
    /// stream share, `shared[1 + s]` what those of stream s do.
    pub(super) fn draw(&self, start: u64, shared: &mut [Vec<f64>]) {
        let (first, others) = shared.split_first_mut().expect("there is the common factor");
        self.common.fill(start, first);
        for z in first.iter_mut() {
            *z *= self.common_weight;
        }
        for (stream, shared) in self.streams.iter().zip(others) {
            stream.fill(start, shared);
            for (z, common) in shared.iter_mut().zip(first.iter()) {
                *z = common + self.stream_weight * *z;
            }
        }
    }

    /// How many shared sums there are.
    pub(super) fn count(&self) -> usize {
        1 + self.streams.len()
    }

    /// Turns ε into Z for something in `stream`.
    pub(super) fn join(&self, stream: Option<usize>, shared: &[Vec<f64>], z: &mut [f64]) {
        let own = self.own[usize::from(stream.is_some())];
        for (z, shared) in z.iter_mut().zip(&shared[stream.map_or(0, |s| s + 1)]) {
            *z = shared + own * *z;
        }
    }
}

/// Independent standard normal scores of a stream.
pub(super) fn scores(stream: &Stream, start: u64, z: &mut [f64]) {
    stream.fill(start, z);
    normal::quantiles(z);
}

/// The rank correlation that a copula correlation gives: (6/π)·asin(ρ/2).
#[must_use]
pub fn rank_correlation(rho: f64) -> f64 {
    6.0 / PI * asin(rho / 2.0)
}

/// By how much correlation widens the sum of n equal items: √(1 + (n−1)ρ).
#[must_use]
pub fn sd_factor(items: f64, rho: f64) -> f64 {
    (1.0 + (items - 1.0) * rho).sqrt()
}

/// P(X ≤ Φ⁻¹(p), Y ≤ Φ⁻¹(p)) of two standard normals that correlate by ρ < 1: joint success at two targets that
/// each hold with probability p, which is not p² (MODEL 10.1). Exact to 10⁻⁹, by quadrature of
/// φ(x)·Φ((h − ρx)/√(1 − ρ²)).
#[must_use]
pub fn joint(p: f64, rho: f64) -> f64 {
    const PARTS: u32 = 2_000;
    const FROM: f64 = -9.0;
    let h = normal::quantile(p);
    let width = (h - FROM) / f64::from(PARTS);
    let own = (1.0 - rho * rho).sqrt();
    let at = |x: f64| normal::density(x) * normal::cdf((h - rho * x) / own);
    // Simpson's rule.
    let weight = |i: u32| match i {
        0 | PARTS => 1.0,
        _ if i % 2 == 1 => 4.0,
        _ => 2.0,
    };
    (0..=PARTS).map(|i| weight(i) * at(FROM + f64::from(i) * width)).sum::<f64>() * width / 3.0
}

/// The probability with which each of two targets must hold for both to hold with probability `joint_success`.
#[must_use]
pub fn marginal_for(joint_success: f64, rho: f64) -> f64 {
    let (mut low, mut high) = (joint_success, 1.0 - 1e-12);
    for _ in 0..60 {
        let middle = 0.5 * (low + high);
        if joint(middle, rho) < joint_success { low = middle } else { high = middle }
    }
    0.5 * (low + high)
}

/// Variance of a sum by its items' variances and correlations: Σ σ_i·σ_j·ρ_ij.
#[must_use]
pub fn variance_of_sum(variances: &[f64], rho: impl Fn(usize, usize) -> f64) -> f64 {
    let items = 0..variances.len();
    items
        .clone()
        .flat_map(|i| items.clone().map(move |j| (i, j)))
        .map(|(i, j)| rho(i, j) * (variances[i] * variances[j]).sqrt())
        .sum()
}
