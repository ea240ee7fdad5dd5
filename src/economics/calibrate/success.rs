//! How likely a delivery is to succeed, with a delivery office and without: a prior, updated by what was
//! counted (MODEL 12).

use bidwright_model::distributions::Beta;

/// Points of the quadrature of [`better`], even.
const STEPS: u32 = 2_000;

/// The prior, our assumption (MODEL 17): the weight of ten deliveries at 0.70 with
/// an office; without one those odds divided by the mean of the sceptical odds ratio, 1.49.
#[must_use]
pub fn prior(office: bool) -> Beta {
    if office { Beta::new(7.0, 3.0) } else { Beta::new(6.1, 3.9) }
}

/// The posterior after `successes` of `deliveries`.
#[must_use]
pub(crate) fn posterior(prior: Beta, successes: u32, deliveries: u32) -> Beta {
    let failures = deliveries - successes;
    Beta::new(prior.alpha + f64::from(successes), prior.beta + f64::from(failures))
}

/// P5 and P95: a 90 % interval.
#[must_use]
pub fn interval(share: Beta) -> [f64; 2] {
    [0.05, 0.95].map(|p| share.quantile(p))
}

/// P(with > without) for independent shares, ∫ f(x)·G(x) dx by Simpson's rule over all but 10⁻¹² of f.
#[must_use]
pub fn better(with: Beta, without: Beta) -> f64 {
    let (low, high) = (with.quantile(5e-13), with.quantile(1.0 - 5e-13));
    let step = (high - low) / f64::from(STEPS);
    let at = |index: u32| {
        let x = low + step * f64::from(index);
        with.density(x) * without.cdf(x)
    };
    let inner: f64 = (1..STEPS).map(|index| if index % 2 == 1 { 4.0 } else { 2.0 } * at(index)).sum();
    // Below `low` lies nothing; above `high` at most 10⁻¹² more.
    ((at(0) + inner + at(STEPS)) * step / 3.0).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_shares_are_an_even_bet() {
        for share in [prior(true), prior(false), Beta::new(100_000.0, 40_000.0), Beta::new(1.0, 1.0)] {
            let even = better(share, share);
            assert!((even - 0.5).abs() < 1e-9, "{share:?}: {even}");
        }
    }

    #[test]
    fn either_is_better() {
        let (one, other) = (Beta::new(21.0, 5.0), Beta::new(15.1, 10.9));
        assert!((better(one, other) + better(other, one) - 1.0).abs() < 1e-10);
        assert!(better(Beta::new(9_000.0, 10.0), Beta::new(10.0, 9_000.0)) > 1.0 - 1e-9);
    }

    #[test]
    fn thousands_of_deliveries_still_have_quantiles() {
        for n in [1e2, 1e3, 1e4, 1e5, 1e6] {
            let share = Beta::new(0.7 * n, 0.3 * n);
            for p in [5e-13, 0.05, 0.5, 0.95] {
                let back = share.cdf(share.quantile(p));
                assert!((back / p - 1.0).abs() < 1e-7, "{n} {p}: {back}");
            }
        }
    }
}
