//! By how much actuals exceed estimates: the logarithm of their ratio as a normal of unknown mean and
//! spread (MODEL 12).

use bidwright_base::math::{exp, ln};
use bidwright_model::distributions::{Normal, Student};

/// The distribution of ln(actual / estimate): normal-inverse-gamma.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Overrun {
    /// Mean of the logarithm.
    pub mean: f64,
    /// Its weight, in deliveries.
    pub n: f64,
    /// Shape of the variance.
    pub a: f64,
    /// Scale of the variance.
    pub b: f64,
}

impl Overrun {
    /// The prior, our assumption (MODEL 17): the weight of ten deliveries, 5 % over, with a
    /// spread of about 0.35.
    #[must_use]
    pub(crate) fn prior() -> Overrun {
        Overrun { mean: ln(1.05), n: 10.0, a: 5.0, b: 0.49 }
    }

    /// The posterior after these logarithms of ratios.
    #[must_use]
    pub(crate) fn updated(self, logs: &[f64]) -> Overrun {
        let Some(Normal { mean, sd }) = spread(logs) else {
            return self;
        };
        let count = logs.len() as f64;
        let n = self.n + count;
        let off = mean - self.mean;
        Overrun {
            mean: (self.n * self.mean + count * mean) / n,
            n,
            a: self.a + 0.5 * count,
            b: self.b + 0.5 * count * sd * sd + self.n * count * off * off / (2.0 * n),
        }
    }

    /// The logarithm of the next delivery's ratio.
    #[must_use]
    pub(crate) fn predictive(&self) -> Student {
        Student {
            location: self.mean,
            scale: (self.b * (self.n + 1.0) / (self.a * self.n)).sqrt(),
            degrees: 2.0 * self.a,
        }
    }
}

/// The p-quantile of the next delivery's actual over estimate.
#[must_use]
pub fn ratio(predictive: Student, p: f64) -> f64 {
    exp(predictive.quantile(p))
}

/// P10, P50, P80 and P90 of actual over estimated.
#[must_use]
pub fn ratio_range(predictive: Student) -> [f64; 4] {
    [0.1, 0.5, 0.8, 0.9].map(|p| ratio(predictive, p))
}

/// Mean and root mean square deviation; `None` of nothing.
fn spread(values: &[f64]) -> Option<Normal> {
    let count = values.len() as f64;
    let mean = values.iter().sum::<f64>() / count;
    let square = values.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / count;
    (!values.is_empty()).then_some(Normal { mean, sd: square.sqrt() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_counted_changes_nothing() {
        assert_eq!(Overrun::prior().updated(&[]), Overrun::prior());
    }

    #[test]
    fn counting_in_two_parts_is_counting_once() {
        let logs = [0.1, -0.2, 0.35, 0.0, 0.6];
        let once = Overrun::prior().updated(&logs);
        let twice = Overrun::prior().updated(&logs[..2]).updated(&logs[2..]);
        for (one, other) in [(once.mean, twice.mean), (once.a, twice.a), (once.b, twice.b)] {
            assert!((one - other).abs() < 1e-14);
        }
    }

    #[test]
    fn four_in_five_stay_within_the_p80() {
        let predictive = Overrun::prior().predictive();
        assert!((predictive.cdf(ln(ratio(predictive, 0.8))) - 0.8).abs() < 1e-12);
    }
}
