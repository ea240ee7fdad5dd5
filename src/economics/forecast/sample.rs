//! Simulated figures and the error of simulating them (MODEL 14.4).

use std::sync::OnceLock;

use bidwright_base::simulated::{Simulated, spread, total};

/// One figure over all iterations, in their order.
#[derive(Debug, Clone, Default)]
pub struct Sample {
    values: Vec<f64>,
    sorted: OnceLock<Vec<f64>>,
}

impl Sample {
    /// Of these values, at least one.
    #[must_use]
    pub fn new(values: Vec<f64>) -> Sample {
        Sample { values, sorted: OnceLock::new() }
    }

    /// The values, by iteration.
    #[must_use]
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    /// The values from least to greatest; sorted on first use.
    #[must_use]
    pub fn sorted(&self) -> &[f64] {
        self.sorted.get_or_init(|| {
            let mut sorted = self.values.clone();
            sorted.sort_unstable_by(f64::total_cmp);
            sorted
        })
    }

    /// The mean.
    #[must_use]
    pub fn mean(&self) -> Simulated {
        Simulated::mean(&self.values)
    }

    /// The standard deviation; its error from the fourth moment.
    #[must_use]
    pub fn sd(&self) -> Simulated {
        let mean = self.mean().value;
        let variance = spread(&self.values, mean);
        let fourth: Vec<f64> =
            self.values.iter().map(|x| (x - mean) * (x - mean) * (x - mean) * (x - mean)).collect();
        let n = real(self.values.len());
        let of_variance = ((total(&fourth) / n - variance * variance).max(0.0) / n).sqrt();
        let sd = variance.sqrt();
        Simulated { value: sd, se: if sd > 0.0 { of_variance / (2.0 * sd) } else { 0.0 } }
    }

    /// x_(⌈Nq⌉), with half the distance between the order statistics ⌊Nq ∓ √(Nq(1−q))⌋, clamped to
    /// the sample, as its error. Selects where nothing has been sorted yet: a price asks for one
    /// quantile of each case, and sorting would be most of its time.
    #[must_use]
    pub fn quantile(&self, q: f64) -> Simulated {
        let n = real(self.values.len());
        let reach = (n * q * (1.0 - q)).sqrt();
        let ranks = [(n * q - reach).floor(), (n * q).ceil(), (n * q + reach).floor()];
        let [below, value, above] = match self.sorted.get() {
            Some(sorted) => ranks.map(|k| sorted[place(sorted.len(), k)]),
            None => selected(self.values.clone(), ranks.map(|k| place(self.values.len(), k))),
        };
        Simulated { value, se: 0.5 * (above - below) }
    }

    /// P(X ≤ x).
    #[must_use]
    pub fn at_most(&self, x: f64) -> Simulated {
        Simulated::share(self.values.iter().filter(|v| **v <= x).count(), self.values.len())
    }
}

/// Index of x_(k), k from 1, clamped to the sample.
fn place(length: usize, k: f64) -> usize {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to the sample's length from below and above"
    )]
    let k = k.clamp(1.0, real(length)) as usize;
    k - 1
}

/// Three order statistics of `values`, by selection.
fn selected(mut values: Vec<f64>, places: [usize; 3]) -> [f64; 3] {
    let mut from = 0;
    places.map(|at| {
        // A selection leaves what is no greater to its left, so the next one looks on one side only.
        // In a sample of a few values the second place can lie above the third.
        let (side, nth) =
            if at < from { (&mut values[..from], at) } else { (&mut values[from..], at - from) };
        let found = *side.select_nth_unstable_by(nth, f64::total_cmp).1;
        from = at;
        found
    })
}

/// A count as a double: exact below 2⁵³.
fn real(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_order_statistics_and_their_errors_stay_inside() {
        let sample = Sample::new((1..=1000).rev().map(f64::from).collect());
        let near =
            |found: f64, expected: f64| assert!((found - expected).abs() < 1e-12, "{found} {expected}");
        near(sample.quantile(0.8).value, 800.0);
        near(sample.quantile(0.8001).value, 801.0);
        near(sample.quantile(1.0).value, 1000.0);
        near(sample.quantile(0.0).value, 1.0);
        // √(1000·0.16) = 12.6: ranks 787 and 812.
        near(sample.quantile(0.8).se, 12.5);
        near(sample.quantile(0.9999).se, 0.5);
        near(sample.mean().value, 500.5);
        near(sample.at_most(250.0).value, 0.25);
    }

    #[test]
    fn selecting_finds_what_sorting_finds() {
        let values: Vec<f64> =
            (0..5000_u32).map(|i| f64::from(i.wrapping_mul(2_654_435_761) % 4999)).collect();
        let (lazy, sorted) = (Sample::new(values.clone()), Sample::new(values));
        let _now_sorted = sorted.sorted();
        for q in [0.0, 0.000_1, 0.1, 0.5, 0.8, 0.9999, 1.0] {
            assert_eq!(lazy.quantile(q), sorted.quantile(q), "{q}");
        }
    }

    #[test]
    fn the_error_of_a_mean_is_sd_over_root_n() {
        let sample = Sample::new((0..10_000_u32).map(|i| f64::from(i % 2)).collect());
        assert!((sample.mean().se - 0.005).abs() < 1e-12);
        assert!((sample.sd().value - 0.5).abs() < 1e-12);
        assert!(sample.sd().se.abs() < 1e-9);
    }
}
