//! Rank correlation with its interval: Spearman's coefficient, and Fisher's transformation for the
//! interval (Fisher, "On the probable error of a coefficient of correlation", Metron 1, 1921).

use bidwright_base::math::{atanh, tanh};
use bidwright_base::simulated::{Simulated, total};

/// A rank correlation with its 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Correlation {
    /// Spearman's.
    pub rho: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// The correlation with its interval; `None` where that includes 0.
pub(super) fn significant(rho: f64, iterations: usize) -> Option<Correlation> {
    let half = 1.96 / (iterations.max(4) as f64 - 3.0).sqrt();
    let centre = atanh(rho.clamp(-1.0, 1.0));
    let (low, high) = (tanh(centre - half), tanh(centre + half));
    (low > 0.0 || high < 0.0).then_some(Correlation { rho, low, high })
}

/// Ranks from 1, ties sharing theirs.
pub(super) fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_unstable_by(|a, b| values[*a].total_cmp(&values[*b]).then(a.cmp(b)));
    let mut ranks = vec![0.0; values.len()];
    let mut from = 0;
    for tied in order.chunk_by(|a, b| values[*a].total_cmp(&values[*b]).is_eq()) {
        let rank = from as f64 + (tied.len() as f64 + 1.0) / 2.0;
        for at in tied {
            ranks[*at] = rank;
        }
        from += tied.len();
    }
    ranks
}

/// Pearson's correlation; `None` where one side never varies.
pub(super) fn pearson(x: &[f64], y: &[f64]) -> Option<f64> {
    let centre = |of: &[f64]| -> Vec<f64> {
        let mean = Simulated::mean(of).value;
        of.iter().map(|value| value - mean).collect()
    };
    let (x, y) = (centre(x), centre(y));
    let product =
        |a: &[f64], b: &[f64]| -> f64 { total(&a.iter().zip(b).map(|(a, b)| a * b).collect::<Vec<f64>>()) };
    let spread = (product(&x, &x) * product(&y, &y)).sqrt();
    (spread > 0.0).then(|| product(&x, &y) / spread)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_share_their_rank() {
        let near = |found: Option<f64>, expected: f64| {
            assert!((found.expect("it varies") - expected).abs() < 1e-12, "{found:?} {expected}");
        };
        assert!(
            ranks(&[3.0, 1.0, 3.0, 2.0]).iter().zip([3.5, 1.0, 3.5, 2.0]).all(|(a, b)| (a - b).abs() < 1e-12)
        );
        let spearman = |x: &[f64], y: &[f64]| pearson(&ranks(x), &ranks(y));
        near(spearman(&[1.0, 2.0, 3.0], &[1.0, 8.0, 27.0]), 1.0);
        near(spearman(&[1.0, 2.0, 3.0], &[3.0, 2.0, 1.0]), -1.0);
        assert_eq!(spearman(&[1.0, 1.0], &[1.0, 2.0]), None);
    }

    #[test]
    fn an_interval_around_nothing_is_not_significant() {
        assert_eq!(significant(0.01, 10_000), None);
        let found = significant(0.5, 10_000).expect("far from 0");
        assert!(found.low > 0.48 && found.high < 0.52);
    }
}
