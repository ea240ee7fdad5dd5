//! What holds for any simulation, whatever its inputs.

use bidwright_base::math::pow;
use bidwright_model::distributions::{CappedPareto, Range, Reading, Shape};
use proptest::prelude::*;

use super::builders::{model, package, risk, treated};
use crate::forecast::rng::fnv1a;
use crate::forecast::treat::Effects;
use crate::forecast::{
    Activity, Case, Count, Forecast, Governance, Keep, Model, Tail, Treated, Work, clash, simulate,
};

fn pert(low: f64, likely: f64, high: f64) -> Shape {
    let range = Range::new(low, likely, high).expect("in order");
    range.fit(Reading::P10P90).shape
}

/// A deal with everything in it, in three cases: governed, bare, and with one package left out.
fn deal(iterations: usize) -> Model {
    let mut packages = vec![
        package("W1", pert(5.0, 8.0, 14.0), &[]),
        package("W2", pert(10.0, 15.0, 30.0), &[0]),
        package("W3", pert(3.0, 4.0, 9.0), &[0]),
        package("W4", pert(2.0, 2.5, 4.0), &[1, 2]),
        package("W5", pert(6.0, 7.0, 9.0), &[2]),
    ];
    packages[1].stream = Some(0);
    packages[2].stream = Some(0);
    packages[3].lag = 1.5;
    let second = packages[0].roles[0].clone();
    packages[0].roles.push(second);
    let mut model = model(47, iterations, 0.2, packages);
    model.stream_correlation = 0.1;
    model.streams = vec!["data".to_owned()];
    model.risks = vec![
        risk("R1", Some(1), pert(1.0, 2.0, 9.0), pert(1.0, 2.0, 5.0)),
        risk("R2", None, pert(0.0, 1.0, 4.0), pert(0.0, 1.0, 2.0)),
        risk("R3", Some(4), pert(3.0, 4.0, 5.0), Shape::Constant(-1.0)),
    ];
    let steering = Activity { days: 0.5, cost: 0.6, bill: 0.9, count: Count::Every(5.0) };
    let governed = Case {
        treated: vec![treated(0.2), treated(0.1), treated(0.3)],
        governance: Governance {
            work: Work::Activities(vec![steering]),
            minimum_days: 2.0,
            day_cost: 1.2,
            day_bill: 1.8,
            office: 0.04,
        },
        purchases_cost: 10.0,
        purchases_price: 12.0,
        carried: None,
        ..model.cases[0].clone()
    };
    let bare = Case {
        treated: vec![treated(0.5), treated(0.1), treated(1.0)],
        governance: Governance::NONE,
        ..governed.clone()
    };
    let mut smaller = governed.clone();
    smaller.scope[4] = false;
    model.cases = vec![governed, bare, smaller];
    model
}

/// Every byte of a forecast.
fn bytes(forecast: &Forecast) -> Vec<u64> {
    let mut all = Vec::new();
    for case in &forecast.cases {
        let columns = [
            case.cost.values(),
            case.finish.values(),
            &case.billed,
            &case.customer_risk,
            &case.governance_cost,
            &case.governance_billed,
        ];
        all.extend(columns.into_iter().flatten().map(|x| x.to_bits()));
        all.extend(case.ends.iter().map(|end| u64::from(end.accepted())));
        for figure in [case.cost.mean(), case.cost.sd(), case.finish.quantile(0.8), case.reserve(0.8)] {
            all.extend([figure.value.to_bits(), figure.se.to_bits()]);
        }
        all.extend(case.criticality.iter().map(|p| p.value.to_bits()));
    }
    all
}

#[test]
fn threads_change_no_byte() {
    let model = deal(3001);
    let expected = bytes(&simulate(&model));
    for threads in [1, 3, 8] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        assert!(pool.install(|| bytes(&simulate(&model))) == expected, "{threads} threads");
    }
}

#[test]
fn the_same_bytes_on_every_machine() {
    let text: Vec<String> = bytes(&simulate(&deal(3001))).iter().map(|x| format!("{x:016x}")).collect();
    // Changes only when the model itself does; then say so in the change log.
    assert_eq!(format!("{:016x}", fnv1a(&text.concat())), "6b3910c1c251a2b5");
}

#[test]
fn more_iterations_keep_the_first_ones() {
    let (few, many) = (simulate(&deal(500)), simulate(&deal(1300)));
    for (few, many) in few.cases.iter().zip(&many.cases) {
        assert_eq!(few.cost.values(), &many.cost.values()[..500]);
        assert_eq!(few.finish.values(), &many.finish.values()[..500]);
    }
}

#[test]
fn without_uncertainty_every_iteration_is_the_plan() {
    let mut model = deal(300);
    for role in model.packages.iter_mut().flat_map(|package| &mut package.roles) {
        role.effort = Shape::Constant(role.planned);
    }
    for case in &mut model.cases {
        case.treated.fill(treated(0.0));
    }
    for case in simulate(&model).cases {
        assert!(case.cost.values().iter().all(|c| c.to_bits() == case.planned.cost.to_bits()));
        assert!(case.finish.values().iter().all(|t| t.to_bits() == case.planned.finish.to_bits()));
        assert!(case.reserve(0.8).value.to_bits() == 0);
        assert!(case.reserve(0.8).se.to_bits() == 0);
    }
}

#[test]
fn removing_a_package_changes_nobody_elses_draws() {
    let whole = deal(400);
    let mut rest = whole.clone();
    rest.packages.remove(4);
    rest.risks.retain(|risk| risk.on != Some(4));
    for case in &mut rest.cases {
        case.scope.remove(4);
        case.treated.remove(2);
    }
    // The third case of the whole leaves out the same package, and with it its risk.
    let (whole, rest) = (simulate(&whole), simulate(&rest));
    assert_eq!(whole.cases[2].cost.values(), rest.cases[0].cost.values());
    assert_eq!(whole.cases[2].finish.values(), rest.cases[0].finish.values());
}

#[test]
fn order_of_risks_and_of_cases_does_not_matter() {
    let model = deal(400);
    let mut turned = model.clone();
    turned.cases.reverse();
    let (model, turned) = (simulate(&model), simulate(&turned));
    for (a, b) in model.cases.iter().zip(turned.cases.iter().rev()) {
        assert_eq!(a.cost.values(), b.cost.values());
        assert_eq!(a.finish.values(), b.finish.values());
    }
}

#[test]
fn percentiles_rise() {
    for case in simulate(&deal(2000)).cases {
        let at: Vec<f64> = (1..100).map(|p| case.cost.quantile(f64::from(p) / 100.0).value).collect();
        assert!(at.windows(2).all(|pair| pair[0] <= pair[1]));
        let reserves: Vec<f64> = [0.5, 0.6, 0.8, 0.9].map(|p| case.reserve(p).value).to_vec();
        assert!(reserves.windows(2).all(|pair| pair[0] <= pair[1]));
    }
}

#[test]
fn a_risk_made_less_likely_occurs_nowhere_new() {
    let forecast = simulate(&deal(2000));
    let (governed, bare) = (&forecast.cases[0], &forecast.cases[1]);
    for n in 0..2000 {
        assert!(governed.ends[n].accepted() || !bare.ends[n].accepted());
    }
}

#[test]
fn an_occurring_risk_delays_by_what_float_leaves() {
    // W1 (2 days) and W2 (5 days) side by side; 4 days late on W1 makes 6.
    let packages = vec![package("W1", Shape::Constant(2.0), &[]), package("W2", Shape::Constant(5.0), &[])];
    let mut model = model(1, 50, 0.0, packages);
    let late = |on, days| risk("R", on, Shape::Constant(0.0), Shape::Constant(days));
    let finish = |model: &Model| simulate(model).cases[0].finish.values()[7];
    model.cases[0].treated = vec![treated(1.0)];
    for (on, days, expected) in
        [(Some(0), 4.0, 6.0), (Some(0), 2.0, 5.0), (None, 4.0, 9.0), (Some(1), -9.0, 2.0)]
    {
        model.risks = vec![late(on, days)];
        assert!((finish(&model) - expected).abs() < 1e-12, "{on:?} {days}");
    }
    model.cases[0].treated = vec![Treated { probability: 1.0, impact: 0.5 }];
    model.risks = vec![late(None, 4.0)];
    assert!((finish(&model) - 7.0).abs() < 1e-12);
}

#[test]
fn a_term_is_never_longer_than_agreed() {
    let mut model = deal(200);
    model.term = Some(252.0);
    for case in simulate(&model).cases {
        assert!(case.finish.values().iter().all(|t| (t - 252.0).abs() < 1e-12));
        assert!((case.planned.finish - 252.0).abs() < 1e-12);
    }
}

#[test]
fn the_tail_multiplies_the_plan_and_ends_at_the_exit() {
    let mut model = deal(20_000);
    model.risks.clear();
    model.cases.truncate(1);
    model.cases[0].treated.clear();
    model.cases[0].governance = Governance::NONE;
    model.cases[0].purchases_cost = 0.0;
    let ratio = CappedPareto { least: 1.5, alpha: 1.4, cap: 5.0 };
    model.tail = Some(Tail { weight: 1.0, ratio, time_exponent: 0.5 });
    let outcome = simulate(&model).cases.remove(0);
    let mean = outcome.cost.mean();
    let expected = outcome.planned.cost * ratio.mean();
    assert!((mean.value - expected).abs() <= 4.5 * mean.se, "{mean:?} {expected}");
    let terminated = outcome.ends.iter().filter(|end| end.failed()).count();
    let share = bidwright_base::simulated::Simulated::share(terminated, 20_000);
    assert!((share.value - pow(ratio.least / ratio.cap, ratio.alpha)).abs() <= 4.5 * share.se);
}

#[test]
fn totals_alone_are_the_same_totals() {
    let all = deal(600);
    let mut few = all.clone();
    for case in &mut few.cases {
        case.keep = Keep::Totals;
        case.criticality = false;
    }
    let (all, few) = (simulate(&all), simulate(&few));
    for (all, few) in all.cases.iter().zip(&few.cases) {
        assert_eq!(all.cost.values(), few.cost.values());
        assert_eq!(all.finish.values(), few.finish.values());
        assert!(few.billed.is_empty() && few.ends.is_empty());
    }
}

#[test]
fn streams_have_names_of_their_own() {
    let mut deal = deal(1);
    assert_eq!(clash(&deal), None);
    let again = deal.packages[0].clone();
    let name = format!("work/{}", again.id);
    deal.packages.push(again);
    assert_eq!(clash(&deal), Some((name.clone(), name)));
}

proptest! {
    #[test]
    fn one_more_activity_never_raises_a_probability(
        p in 0.0..=1.0_f64,
        mandatory in prop::collection::vec(0.0..1.0_f64, 0..4),
        further in prop::collection::vec(0.0..1.0_f64, 0..8),
        more in 0.0..1.0_f64,
        kappa in 0.01..=1.0_f64,
    ) {
        let mut effects = Effects { mandatory, further };
        let before = effects.treat(p, kappa, 0.0);
        effects.further.push(more);
        let after = effects.treat(p, kappa, 0.0);
        prop_assert!(after <= before * (1.0 + 1e-12));
        prop_assert!((0.0..=1.0).contains(&after));
    }
}
