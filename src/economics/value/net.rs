//! Net value and what must be true for it: pure functions of what each delivery costs with the office
//! and without, over the same random numbers (MODEL 10.3).

use bidwright_base::simulated::Simulated;
use bidwright_base::simulated::total;

/// What one party carries apart from the office itself, by delivery.
#[derive(Debug, Clone, Default)]
pub struct Losses {
    /// What has nothing to do with failure: what is paid, risks that are borne.
    pub running: Vec<f64>,
    /// The failure part, H.
    pub failure: Vec<f64>,
}

impl Losses {
    fn whole(&self, n: usize) -> f64 {
        self.running[n] + self.failure[n]
    }
}

/// A party's net value of the office.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Net {
    /// `E[H]` without the office.
    pub failure_without: Simulated,
    /// `E[H]` with it.
    pub failure_with: Simulated,
    /// P(H > 0) without and with.
    pub failure_probability: [Simulated; 2],
    /// P90 of H without and with.
    pub failure_p90: [Simulated; 2],
    /// ΔL = `E[L₀]` − `E[L_S]`, paired.
    pub reduction: Simulated,
    /// c(S): what the office costs this party beyond scenario 0.
    pub cost: f64,
    /// NV = ΔL − c(S), with the paired error.
    pub value: Simulated,
}

impl Net {
    /// c*: the most the office may cost this party.
    #[must_use]
    pub fn max_cost(&self) -> f64 {
        self.cost + self.value.value
    }

    /// Whether the net value is more than two standard errors above nothing (or below it).
    #[must_use]
    pub(crate) fn is_clear(&self) -> bool {
        self.value.value.abs() > 2.0 * self.value.se
    }
}

/// Net value from losses without and with the office, and what the office costs beyond scenario 0.
#[must_use]
pub fn net(without: &Losses, with: &Losses, cost: f64) -> Net {
    let saved: Vec<f64> = (0..without.failure.len()).map(|n| without.whole(n) - with.whole(n)).collect();
    let reduction = Simulated::mean(&saved);
    let failing = |losses: &Losses| {
        Simulated::share(losses.failure.iter().filter(|h| **h > 0.0).count(), losses.failure.len())
    };
    let p90 = |losses: &Losses| crate::forecast::Sample::new(losses.failure.clone()).quantile(0.9);
    Net {
        failure_without: Simulated::mean(&without.failure),
        failure_with: Simulated::mean(&with.failure),
        failure_probability: [failing(without), failing(with)],
        failure_p90: [p90(without), p90(with)],
        reduction,
        cost,
        // A constant changes no spread.
        value: Simulated { value: reduction.value - cost, se: reduction.se },
    }
}

/// What must be true for the office to pay, at one budget.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BreakEven {
    /// J₀.
    pub without: f64,
    /// J_S.
    pub with: f64,
    /// J_S − J₀, paired.
    pub gain: Simulated,
    /// K: what a delivery without success costs in failure, on average, in scenario 0; `None` if all
    /// succeed.
    pub failure: Option<f64>,
    /// K*: the failure cost at which the office pays; `None` where J does not clearly rise.
    pub failure_cost: Option<f64>,
    /// J*: the success at which it pays; `None` where no probability does.
    pub required: Option<f64>,
    /// OR*: the odds ratio that takes.
    pub odds: Option<f64>,
}

/// Break-evens of the customer (MODEL 10.3): `met` is whether each delivery succeeds.
#[must_use]
pub fn break_even(
    (without, with): (&Losses, &Losses),
    (met_without, met_with): (&[bool], &[bool]),
    cost: f64,
) -> BreakEven {
    let n = met_without.len() as f64;
    let share = |met: &[bool]| met.iter().filter(|met| **met).count() as f64 / n;
    let (j0, js) = (share(met_without), share(met_with));
    let one = |met: bool| f64::from(u8::from(met));
    let pairs = met_with.iter().zip(met_without);
    let gain = Simulated::mean(&pairs.map(|(with, without)| one(*with) - one(*without)).collect::<Vec<_>>());
    let failed: Vec<f64> =
        without.failure.iter().zip(met_without).filter(|(_, met)| !**met).map(|(h, _)| *h).collect();
    let failure = (!failed.is_empty()).then(|| total(&failed) / failed.len() as f64);
    let mean = |values: &[f64]| total(values) / n;
    let other = mean(&without.running) - mean(&with.running);
    let clear = gain.value > 0.0 && gain.value >= 2.0 * gain.se;
    let required = failure.filter(|k| *k > 0.0).map(|k| required_success(j0, cost - other, k));
    let required = required.filter(|j| *j > 0.0 && *j < 1.0);
    BreakEven {
        without: j0,
        with: js,
        gain,
        failure,
        failure_cost: clear.then(|| (cost - other) / gain.value),
        required,
        odds: required.and_then(|j| odds_ratio(j0, j)),
    }
}

/// J* = J₀ + (c(S) − ΔL_other)/K.
#[must_use]
pub(crate) fn required_success(without: f64, uncovered: f64, failure: f64) -> f64 {
    without + uncovered / failure
}

/// odds(J)/odds(J₀); `None` where one of them is 0 or 1.
#[must_use]
pub(super) fn odds_ratio(without: f64, with: f64) -> Option<f64> {
    let odds = |p: f64| (p > 0.0 && p < 1.0).then(|| p / (1.0 - p));
    Some(odds(with)? / odds(without)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One hundred deliveries that each fail at a cost of 10 unless they succeed.
    fn deliveries(met: impl Fn(usize) -> bool) -> (Losses, Vec<bool>) {
        let met: Vec<bool> = (0..100).map(met).collect();
        let failure = met.iter().map(|met| if *met { 0.0 } else { 10.0 }).collect();
        (Losses { running: vec![0.0; 100], failure }, met)
    }

    #[test]
    fn a_gain_within_its_error_names_no_failure_cost() {
        let (without, before) = deliveries(|n| n < 50);
        let found = |succeeds: fn(usize) -> bool| {
            let (with, after) = deliveries(succeeds);
            break_even((&without, &with), (&before, &after), 1.0)
        };
        // Two more succeed, but which ones they are is mostly chance: 32 gained, 30 lost.
        let unclear = found(|n| (30..82).contains(&n));
        assert!(unclear.gain.value > 0.0 && unclear.gain.value < 2.0 * unclear.gain.se);
        assert_eq!(unclear.failure_cost, None);
        // Ten more succeed and none less: 1 / 0.1.
        let clear = found(|n| n < 60);
        assert!((clear.failure_cost.expect("clear") - 10.0).abs() < 1e-12);
        // Fewer succeed: nothing makes it pay by success.
        assert_eq!(found(|n| n < 40).failure_cost, None);
    }

    #[test]
    fn what_an_office_may_cost_at_most_is_what_it_saves() {
        let ((without, _), (with, _)) = (deliveries(|n| n < 50), deliveries(|n| n < 60));
        let net = net(&without, &with, 0.4);
        assert!((net.reduction.value - 1.0).abs() < 1e-12 && (net.value.value - 0.6).abs() < 1e-12);
        assert!((net.max_cost() - 1.0).abs() < 1e-12);
        assert_eq!(odds_ratio(1.0, 0.5), None);
    }
}
