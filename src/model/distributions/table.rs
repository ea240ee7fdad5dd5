//! Sampling: from a standard normal score to a value, fast (MODEL 14.2).
//!
//! Correlated draws arrive as normal scores z, so a table of x over z needs no Φ. Its 1,024 cells are
//! even in z over ±8, which makes them ever finer in u towards the ends: the last one holds the
//! final 1e-15 of probability. Between nodes it is linear; with cells of 1/64 the error is about
//! 3·10⁻⁵ of x'' everywhere, far inside 10⁻³ of the standard deviation.

use std::sync::Arc;

use super::beta::Beta;
use super::normal;
use super::pert::Pert;

/// Cells of a table.
const CELLS: usize = 1024;
/// Cells in one unit of z, a power of two, so scaling z is exact.
const PER_UNIT: f64 = 64.0;
/// The table spans z from −8 to 8: less than 10⁻¹⁵ of probability lies beyond.
const SPAN: f64 = 8.0;

/// x over the standard normal score z, on the unit interval.
///
/// ```
/// use bidwright_model::distributions::{Pert, Table};
///
/// let table = Table::pert(&Pert::new(8.0, 10.0, 18.0, 4.0));
/// assert!((0.0..0.01).contains(&table.at(-9.0)) && (0.99..=1.0).contains(&table.at(9.0)));
/// // What is twice as wide has the same table.
/// assert_eq!(table, Table::pert(&Pert::new(16.0, 20.0, 36.0, 4.0)));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    nodes: Box<[f64; CELLS + 1]>,
}

impl Table {
    /// The value at score `z`; beyond ±8 that at the end.
    #[inline(always)]
    #[must_use]
    pub fn at(&self, z: f64) -> f64 {
        /// Adding it to a small number rounds that to a whole one, held in the lowest bits: a cast
        /// that costs one addition and never saturates.
        const WHOLE: f64 = 4_503_599_627_370_496.0;
        let t = (z.clamp(-SPAN, SPAN) + SPAN) * PER_UNIT;
        // A whole t may count to the cell on its left: the value is the same.
        let shifted = (t - 0.5).clamp(0.0, 1023.0) + WHOLE;
        let cell = (shifted.to_bits() & 0x3ff) as usize;
        let part = t - (shifted - WHOLE);
        let (left, right) = (self.nodes[cell], self.nodes[cell + 1]);
        left + part * (right - left)
    }

    /// The table of a PERT's unit beta. Two PERT of the same α and β share it.
    #[must_use]
    pub fn pert(pert: &Pert) -> Table {
        let mut nodes = Box::new([0.0; CELLS + 1]);
        // Each half is followed from the middle into its own lower tail, where digits are kept.
        let mut half = [0.0; CELLS / 2 + 1];
        lower_half(pert.unit(), &mut half);
        for (at, x) in half.iter().enumerate() {
            nodes[CELLS / 2 - at] = *x;
        }
        lower_half(pert.unit().mirrored(), &mut half);
        for (at, x) in half.iter().enumerate() {
            nodes[CELLS / 2 + at] = 1.0 - x;
        }
        Table { nodes }
    }
}

/// x at z = 0, −1/64, −2/64, ... −8 for a beta distribution.
///
/// Exact inversion every unit of z; between, the quintic Hermite interpolant, which meets value, slope
/// and curvature at both ends (Farin, *Curves and Surfaces for CAGD*, on quintic Hermite interpolation). The slope is dx/dz = φ(z)/f(x), and from its logarithm
/// x'' = x'·(−z − x'·((α−1)/x − (β−1)/(1−x))).
fn lower_half(beta: Beta, out: &mut [f64; CELLS / 2 + 1]) {
    const STEP: f64 = 1.0;
    const PER_STEP: usize = 64;
    let node = |z: f64, guess: Option<f64>| {
        let x = beta.lower_quantile(normal::cdf(z), guess);
        let slope = normal::density(z) / beta.density(x);
        let bend = slope * (-z - slope * ((beta.alpha - 1.0) / x - (beta.beta - 1.0) / (1.0 - x)));
        (x, slope, bend)
    };
    let mut z = 0.0;
    let (mut x0, mut s0, mut b0) = node(z, None);
    for cells in out[..CELLS / 2].chunks_exact_mut(PER_STEP) {
        z -= STEP;
        // Second order in ln x, which is nearly straight in the tail.
        let (slope, bend) = (s0 / x0, b0 / x0 - (s0 / x0) * (s0 / x0));
        let guess = bidwright_base::math::ln(x0) - slope * STEP + 0.5 * bend * STEP * STEP;
        let (x1, s1, b1) = node(z, Some(guess));
        // In t from 0 to 1 over the step; z falls, so slopes change sign.
        let (d0, d1) = (-s0 * STEP, -s1 * STEP);
        let (c0, c1) = (b0 * STEP * STEP, b1 * STEP * STEP);
        let rise = x1 - x0;
        let k3 = 10.0 * rise - 6.0 * d0 - 4.0 * d1 - 1.5 * c0 + 0.5 * c1;
        let k4 = -15.0 * rise + 8.0 * d0 + 7.0 * d1 + 1.5 * c0 - c1;
        let k5 = 6.0 * rise - 3.0 * (d0 + d1) - 0.5 * (c0 - c1);
        for (i, cell) in (0_u8..).zip(cells.iter_mut()) {
            let t = f64::from(i) / PER_UNIT;
            *cell = x0 + t * (d0 + t * (0.5 * c0 + t * (k3 + t * (k4 + t * k5))));
        }
        (x0, s0, b0) = (x1, s1, b1);
    }
    out[CELLS / 2] = x0;
}

/// A distribution made ready for many draws.
///
/// ```
/// use bidwright_model::distributions::{Pert, Sampler, Table};
///
/// let days = Pert::new(8.0, 10.0, 18.0, 4.0);
/// let sampler = Sampler::pert(&days, Table::pert(&days).into());
/// assert!((sampler.at(0.0) - days.quantile(0.5)).abs() < 1e-3);
/// let mut drawn = [0.0; 2];
/// sampler.fill(&[-1.0, 1.0], &mut drawn);
/// assert_eq!(drawn, [sampler.at(-1.0), sampler.at(1.0)]);
/// ```
#[derive(Debug, Clone)]
pub enum Sampler {
    /// Always this value.
    Constant(f64),
    /// `low + width · table(z)`.
    Table {
        /// Where the table's 0 lies.
        low: f64,
        /// What the table's 1 adds.
        width: f64,
        /// Shared by all of one form.
        table: Arc<Table>,
    },
}

impl Sampler {
    /// Of a PERT distribution, with the table of its form.
    #[must_use]
    pub fn pert(pert: &Pert, table: Arc<Table>) -> Sampler {
        Sampler::Table { low: pert.low(), width: pert.high() - pert.low(), table }
    }

    /// The value at score `z`.
    #[must_use]
    pub fn at(&self, z: f64) -> f64 {
        match self {
            Sampler::Constant(value) => *value,
            Sampler::Table { low, width, table } => low + width * table.at(z),
        }
    }

    /// Values at many scores: `x[n]` at `z[n]`, each the same as [`Sampler::at`] of it.
    pub fn fill(&self, z: &[f64], x: &mut [f64]) {
        match self {
            Sampler::Constant(value) => x.fill(*value),
            Sampler::Table { low, width, table } => {
                x.iter_mut().zip(z).for_each(|(x, z)| *x = low + width * table.at(*z));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Mean of the table under the normal, by the trapezoid rule on a grid finer than its cells.
    fn mean(table: &Table) -> f64 {
        let h = 1.0 / 256.0;
        (-2200..=2200).map(|i| f64::from(i) * h).map(|z| h * normal::density(z) * table.at(z)).sum()
    }

    #[test]
    fn pert_tables_are_exact_enough_for_every_mode() {
        for c in (0..=40).map(|c| f64::from(c) / 40.0) {
            for lambda in [2.0, 4.0] {
                let pert = Pert::new(0.0, c, 1.0, lambda);
                let table = Table::pert(&pert);
                let sd = crate::distributions::tests::variance(&pert).sqrt();
                let error = (mean(&table) - pert.mean()).abs() / sd;
                assert!(error < 1e-4, "mean, c {c} lambda {lambda}: {error:e}");
                for z in (-310..=310).map(|i| f64::from(i) * 0.01003) {
                    let error = (table.at(z) - pert.quantile(normal::cdf(z))).abs() / sd;
                    assert!(error < 1e-4, "z {z}, c {c} lambda {lambda}: {error:e}");
                }
                // The far tails too: rare, but a sample must not leave the range.
                assert!(table.at(-9.0) >= 0.0 && table.at(9.0) <= 1.0);
                for z in [-8.0, -7.995, -6.3, 6.3, 7.995, 8.0] {
                    let error = (table.at(z) - pert.quantile(normal::cdf(z))).abs() / sd;
                    assert!(error < 1e-3, "z {z}, c {c} lambda {lambda}: {error:e}");
                }
            }
        }
    }
}
