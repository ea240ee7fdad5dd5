//! Success, what a customer pays and what drives both, on models with known answers.

use bidwright_model::distributions::Shape;

use super::builders::{model, package};
use super::golden::golden;
use super::textbook::{normal_shape, rank_correlation};
use crate::forecast::{Input, Payment, Targets, drivers, simulate, success};
use crate::oracle::cases;

#[test]
fn joint_success_of_the_golden_deal() {
    for case in cases("golden_g1") {
        let mut model = golden(1009, &case);
        // In the closed form nothing is refused.
        model.risks[0].defeats_acceptance = false;
        let forecast = simulate(&model);
        for (key, outcome) in ["without", "with"].into_iter().zip(&forecast.cases) {
            let targets = Targets {
                deadline: Some(case.input("deadline")),
                budget: case.inputs[key]["budget"].as_f64(),
                minutes_per_day: 480,
            };
            // One party carries all, so the customer's cost is the cost.
            let found = success(outcome.finish.values(), outcome.cost.values(), &outcome.ends, &targets);
            for (name, p) in
                [("joint", Some(found.joint)), ("on_time", found.on_time), ("in_budget", found.in_budget)]
            {
                let (p, expected) =
                    (p.expect("a condition"), case.expected[key][name].as_f64().expect("a number"));
                assert!(
                    (p.value - expected).abs() <= 4.5 * p.se,
                    "{} {key} {name}: {p:?} {expected}",
                    case.id
                );
            }
            let product = case.expected[key]["product_of_marginals"].as_f64().expect("a number");
            assert!((found.product() - product).abs() < 0.01);
        }
    }
}

#[test]
fn a_ceiling_holds() {
    let mut outcome =
        simulate(&model(7, 1000, 0.2, vec![package("A", Shape::Constant(50.0), &[])])).cases.remove(0);
    outcome.customer_risk.fill(5.0);
    let all = |payment: Payment, expected: f64| {
        let paid = payment.customer_cost(&outcome);
        assert!(paid.iter().all(|x| (x - expected).abs() < 1e-9), "{payment:?} {}", paid[0]);
    };
    // Bill rate 2 a day.
    all(Payment::Billed { cap: None }, 105.0);
    all(Payment::Billed { cap: Some(80.0) }, 85.0);
    all(Payment::Fixed(70.0), 75.0);
}

#[test]
fn the_wider_input_matters_more_and_the_fixed_one_not_at_all() {
    let normal = |sd| normal_shape(50.0, sd);
    let mut model = model(
        1009,
        10_000,
        0.0,
        vec![
            package("wide", normal(8.0), &[]),
            package("narrow", normal(2.0), &[0]),
            package("fixed", Shape::Constant(50.0), &[1]),
            // Never on the path: it costs, and delays nothing.
            package("aside", normal(4.0), &[]),
        ],
    );
    model.cases[0].criticality = false;
    let targets = Targets { deadline: Some(150.0), budget: None, minutes_per_day: 480 };
    let found = drivers(&model, Payment::Fixed(0.0), &targets, None);
    let work = |id: &str| Input::Work(id.to_owned());
    let link = |id: &str| found.links.iter().find(|link| link.input == work(id));
    let rho = |id: &str| link(id).and_then(|link| link.cost).map_or(0.0, |c| c.rho);
    // Of a sum of independent normals: the part of the variance, and Spearman's (6/π)·asin(ρ/2).
    let expected = rank_correlation(8.0 / f64::sqrt(64.0 + 4.0 + 16.0));
    assert!((rho("wide") - expected).abs() < 0.02, "{} {expected}", rho("wide"));
    assert!(rho("wide") > rho("aside") && rho("aside") > rho("narrow") && rho("narrow") > 0.0);
    assert!(link("fixed").is_none());
    assert!(link("aside").expect("it costs").finish.is_none());

    let swing = |id: &str| found.swings.iter().find(|swing| swing.input == work(id)).expect("uncertain");
    assert_eq!(found.swings[0].input, work("wide"));
    let wide = swing("wide");
    // From P10 to P90; held, nothing else moves.
    let apart = normal(8.0).quantile(0.9) - normal(8.0).quantile(0.1);
    for moved in [wide.high.cost - wide.low.cost, wide.high.finish - wide.low.finish] {
        assert!((moved - apart).abs() < 1e-6, "{moved}");
    }
    assert!(wide.low.success > 0.9 && wide.high.success < 0.1);
    let aside = swing("aside");
    assert!((aside.low.success - aside.high.success).abs() < 1e-12);
}
