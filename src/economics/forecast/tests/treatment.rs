//! What activities do to risks, what risks come to, and what the four kinds of office cost, against their oracles.

use bidwright_model::book::Evidence;
use bidwright_model::distributions::Shape;
use serde_json::Value;

use super::builders::{N, SEEDS, found, model, only, package, risk, treated};
use super::textbook::{dosed, normal_shape};
use super::triangular::Triangular;
use crate::forecast::treat::{Effects, effect};
use crate::forecast::{Activity, Band, Count, Governance, Work};
use crate::oracle::{case, cases};

#[test]
fn treatment() {
    let numbers = |value: &Value| -> Vec<f64> {
        value.as_array().expect("a list").iter().filter_map(Value::as_f64).collect()
    };
    for case in cases("treatment") {
        if case.inputs["p0"].is_number() {
            let effects = numbers(&case.inputs["effects"]);
            let effects = Effects { mandatory: Vec::new(), further: effects };
            case.holds("p", effects.treat(case.input("p0"), case.input("kappa"), case.input("p_min")));
        } else if case.inputs["stated"].is_number() {
            let used = effect(case.input("stated"), weight(Evidence::C), case.input("customer_pmo_overlap"));
            case.holds("used", used);
        } else {
            let e = dosed(case.input("e_max"), case.input("dose"), case.input("half_dose"));
            case.holds("e", e);
        }
    }
}

#[test]
fn further_activities_rank_behind_the_mandatory_ones() {
    // Worked on paper: κ = 0.6, a mandatory effect of 0.30, further ones of 0.50 and 0.20, p(0) = 0.40.
    let under = |further: &[f64]| Effects { mandatory: vec![0.30], further: further.to_vec() };
    let near = |found: f64, expected: f64| assert!((found - expected).abs() < 1e-12, "{found} {expected}");
    // Only the weaker one: it is second, 1 − 0.6·0.20 = 0.88. Ranked anew it would have been 0.80.
    near(under(&[0.20]).left(0.6), 0.88);
    near(under(&[0.20]).treat(0.40, 0.6, 0.0), 0.352);
    // Both, ranks over all: (0.50)(1 − 0.18)(1 − 0.072) = 0.38048, over 0.70.
    near(under(&[0.20, 0.50]).left(0.6), 0.38048 / 0.70);
    near(under(&[0.20, 0.50]).treat(0.40, 0.6, 0.0), 0.40 * 0.38048 / 0.70);
    // The mandatory one alone: the risk is as stated, below the floor too.
    near(under(&[]).treat(0.01, 0.6, 0.02), 0.01);
    near(under(&[0.50]).treat(0.03, 0.6, 0.02), 0.02);
    // κ = 1: independent barriers, so what stood before does not matter.
    near(under(&[0.20, 0.50]).left(1.0), 0.40);
    // A mandatory activity that leaves nothing has nothing behind it to take off.
    near(Effects { mandatory: vec![1.0], further: vec![0.5] }.left(0.6), 1.0);
}

/// Governance of a `pmo_cost` case.
fn governance(inputs: &Value) -> Governance {
    let number = |value: &Value| value.as_f64().expect("a number");
    let optional = |key: &str| inputs[key].as_f64().unwrap_or(0.0);
    let day_cost: f64 = inputs["cost_per_day"].as_str().expect("money").parse().expect("a number");
    let band = |tier: &Value| Band {
        up_to: tier["up_to_days"].as_f64().unwrap_or(f64::INFINITY),
        ratio: number(&tier["percent"]) / 100.0,
    };
    let activity = |of: &Value| Activity {
        days: number(&of["days"]),
        cost: number(&of["days"]) * day_cost,
        bill: 0.0,
        count: match of["cadence"].as_str().expect("a cadence") {
            "once" => Count::Fixed(1.0),
            "weekly" => Count::Every(5.0),
            "fortnightly" => Count::Every(10.0),
            "monthly" => Count::Every(21.0),
            "per-phase" => Count::Fixed(number(&inputs["phases"])),
            "per-deliverable" => Count::Fixed(number(&inputs["deliverables"])),
            _ => Count::Fixed(number(&inputs["payments"])),
        },
    };
    Governance {
        work: match inputs["kind"].as_str().expect("a kind") {
            "percent-of-effort" => Work::Share(vec![band(inputs)]),
            "tiered" => Work::Share(inputs["tiers"].as_array().expect("tiers").iter().map(band).collect()),
            "staffed" => Work::Staffed {
                fixed_days: optional("setup_days") + optional("closeout_days"),
                fte: optional("fte"),
            },
            _ => Work::Activities(
                inputs["activities"].as_array().expect("activities").iter().map(activity).collect(),
            ),
        },
        minimum_days: optional("minimum_days"),
        day_cost,
        day_bill: 0.0,
        office: 0.0,
    }
}

#[test]
fn the_four_pmo_models() {
    for case in cases("pmo_cost") {
        let days = case.inputs["effort_days"].as_f64().or(case.inputs["working_days"].as_f64());
        let mut model = model(1, 1, 0.0, vec![package("A", Shape::Constant(days.expect("days")), &[])]);
        model.cases[0].governance = governance(&case.inputs);
        let cost = only(&model).planned.governance_cost;
        let expected: f64 = case.expected["pmo_cost"].as_str().expect("money").parse().expect("a number");
        assert!((cost - expected).abs() < 1e-6, "{} {cost} {expected}", case.id);
    }
}

#[test]
fn a_risk_has_its_mean_and_variance() {
    let case = case("distributions", "risk-bernoulli-triangular");
    // Both figures depend on the impact's mean and variance alone, so a shape of the same two stands in.
    let triangular = Triangular { low: 10.0, mode: 20.0, high: 60.0 };
    let impact = normal_shape(triangular.mean(), triangular.variance().sqrt());
    for seed in SEEDS {
        let mut model = model(seed, N, 0.2, Vec::new());
        model.risks = vec![risk("R1", None, impact, Shape::Constant(0.0))];
        model.cases[0].treated = vec![treated(0.3)];
        let cost = only(&model).cost;
        let (mean, se) = found(cost.mean());
        assert!((mean - case.expect("mean")).abs() <= 4.5 * se);
        let (sd, se) = found(cost.sd());
        assert!((sd - case.expect("var").sqrt()).abs() <= 4.5 * se);
    }
}

/// What a grade of evidence weighs, as the simulation uses it.
fn weight(grade: Evidence) -> f64 {
    use rust_decimal::prelude::ToPrimitive;
    grade.weight().to_f64().expect("a decimal has a nearest double")
}
