//! Whether the fitted curve holds what was counted. Ratios of real tasks pile up at 1 and have a long tail, which
//! no log-normal has; with many of them the quantiles as counted say more than the fit.

use bidwright_base::math::exp;
use bidwright_model::book::{Counted, OverrunRatio};
use bidwright_model::distributions::Student;

/// The quantiles that are told, in tenths.
const TENTHS: [u32; 4] = [1, 5, 8, 9];
/// The half-width of 95 % in standard deviations.
const WIDTH: f64 = 1.96;
/// A count is taken as normal from this many on either side of the quantile, as is customary.
const ENOUGH: f64 = 5.0;

/// The quantiles as counted, if one of the fitted ones is so far off that more or fewer deliveries lie below it
/// than chance allows in 95 of 100 (a binomial count, taken as normal).
pub(super) fn counted(logs: &[f64], fitted: Student) -> Option<Counted> {
    let mut sorted = logs.to_vec();
    sorted.sort_by(f64::total_cmp);
    let off = |tenths: u32| {
        let (n, p) = (sorted.len() as f64, f64::from(tenths) / 10.0);
        let quantile = fitted.quantile(p);
        // Deliveries exactly at the quantile may count on either side.
        let below = sorted.partition_point(|log| *log < quantile) as f64;
        let at_most = sorted.partition_point(|log| *log <= quantile) as f64;
        let slack = WIDTH * (n * p * (1.0 - p)).sqrt();
        n * p.min(1.0 - p) >= ENOUGH && (n * p > at_most + slack || n * p < below - slack)
    };
    TENTHS.into_iter().any(off).then(|| Counted {
        deliveries: u32::try_from(sorted.len()).expect("a file of 8 MiB has fewer rows"),
        ratios: TENTHS.map(|tenths| quantile(&sorted, tenths)),
    })
}

/// The least ratio that so many tenths of the deliveries do not exceed.
fn quantile(sorted: &[f64], tenths: u32) -> f64 {
    let at = (sorted.len() * tenths as usize).div_ceil(10).max(1) - 1;
    exp(sorted[at])
}

/// P10, P50, P80 and P90 of actual over estimated, as they are used: counted where the fit does not hold.
pub(super) fn used(overrun: OverrunRatio) -> [f64; 4] {
    overrun.counted.map_or_else(|| super::ratio_range(overrun.fitted), |counted| counted.ratios)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calibrate::overrun::{Overrun, ratio};
    use bidwright_base::math::ln;

    fn fit(logs: &[f64]) -> Student {
        Overrun::prior().updated(logs).predictive()
    }

    /// The middle of each of `n` equal parts of a log-normal.
    fn lognormal(n: u32) -> Vec<f64> {
        let ideal = Student { location: 0.1, scale: 0.3, degrees: 1e6 };
        (0..n).map(|at| ideal.quantile((f64::from(at) + 0.5) / f64::from(n))).collect()
    }

    #[test]
    fn a_fit_that_holds_is_kept() {
        let logs = lognormal(2000);
        assert_eq!(counted(&logs, fit(&logs)), None);
    }

    #[test]
    fn ratios_that_pile_up_at_one_are_told_as_counted() {
        // Half take just their estimate; the rest spread far to either side.
        let mut logs = vec![0.0; 500];
        logs.extend((1..=250).map(|at| 2.5 * f64::from(at) / 250.0));
        logs.extend((1..=250).map(|at| -1.2 * f64::from(at) / 250.0));
        let found = counted(&logs, fit(&logs)).expect("the fit does not hold");
        assert_eq!((found.deliveries, found.ratios[1]), (1000, 1.0));
        assert!(found.ratios[2] < ratio(fit(&logs), 0.8));
    }

    #[test]
    fn a_few_deliveries_contradict_no_fit() {
        let logs = [0.0, 0.0, 0.0, ln(8.0)];
        assert_eq!(counted(&logs, fit(&logs)), None);
    }
}
