//! The lean search against cases with known answers.

use serde_json::Value;

use super::properties::probability;
use crate::oracle::{Case, case, cases};
use crate::value::lean::{
    Activity, ActivitySet, Candidate, Hazard, Problem, Proof, Solution, solve, solve_by_bounds,
};

/// L1, or a case made of it by what its inputs add.
fn problem(case: &Case) -> Problem {
    let base = cases("lean_l1").into_iter().next().expect("L1");
    let inputs = if case.inputs["same_as"].is_string() { &base.inputs } else { &case.inputs };
    let numbers = |of: &Value| -> Vec<f64> {
        of.as_array().expect("a list").iter().map(|x| x.as_f64().expect("a number")).collect()
    };
    let index = |of: &Value| usize::try_from(of.as_u64().expect("an index")).expect("small");
    let indices = |of: &Value| -> Vec<usize> { of.as_array().expect("a list").iter().map(index).collect() };
    let (p0, loss, cost) =
        (numbers(&inputs["p0"]), numbers(&inputs["loss_if_occurs"]), numbers(&inputs["cost"]));
    let mut activities: Vec<Activity> =
        cost.iter().map(|cost| Activity { cost: *cost, weight: *cost, ..Activity::default() }).collect();
    if let Some(rows) = inputs["effect"].as_array() {
        for (activity, row) in activities.iter_mut().zip(rows) {
            activity.effects = numbers(row).into_iter().enumerate().map(|(k, e)| (k, e, 0.0)).collect();
        }
    }
    for row in inputs["effect_sparse"].as_array().into_iter().flatten() {
        let effect = row[2].as_f64().expect("a number");
        activities[index(&row[0])].effects.push((index(&row[1]), effect, 0.0));
    }
    for at in
        case.inputs["mandatory"].as_array().map(|_| indices(&case.inputs["mandatory"])).unwrap_or_default()
    {
        activities[at].mandatory = true;
    }
    for (at, needs) in case.inputs["needs"].as_object().into_iter().flatten() {
        activities[at.parse::<usize>().expect("an index")].needs = ActivitySet::of(&indices(needs));
    }
    for pair in case.inputs["exclusive"].as_array().into_iter().flatten() {
        let pair = indices(pair);
        activities[pair[0]].excludes = ActivitySet::of(&pair[1..]);
        activities[pair[1]].excludes = ActivitySet::of(&pair[..1]);
    }
    Problem {
        risks: p0
            .iter()
            .zip(&loss)
            .map(|(p, l)| Hazard { probability: *p, loss: *l, defeats: true })
            .collect(),
        activities,
        base: ActivitySet::EMPTY,
        kappa: inputs["kappa"].as_f64().expect("a number"),
        p_min: inputs["p_min"].as_f64().expect("a number"),
        cap: case.inputs["cost_cap"].as_f64(),
    }
}

fn members(set: ActivitySet) -> Vec<usize> {
    set.iter().collect()
}

fn hold(case: &Case, found: &Candidate) {
    let expected = &case.expected["optimum"];
    let set: Vec<usize> = expected["set"]
        .as_array()
        .expect("a set")
        .iter()
        .map(|x| usize::try_from(x.as_u64().expect("an index")).expect("small"))
        .collect();
    assert_eq!(members(found.set), set, "{}", case.id);
    for (key, found) in [("cost", found.cost), ("net_value", found.net_value), ("success", found.success)] {
        let expected = expected[key].as_f64().expect("a number");
        assert!((found - expected).abs() <= 1e-8, "{} {key}: {found} {expected}", case.id);
    }
}

#[test]
fn every_leanest_set_is_found_both_ways() {
    for case in cases("lean_l1") {
        let problem = problem(&case);
        let by_bounds = solve_by_bounds(&problem).expect("some set is admissible");
        hold(&case, &by_bounds.optimum);
        assert!(matches!(by_bounds.proof, Proof::Bounded(_)), "{}: {:?}", case.id, by_bounds.proof);
        let solution: Solution = solve(&problem).expect("some set is admissible");
        hold(&case, &solution.optimum);
    }
}

#[test]
fn the_frontier_of_l1() {
    let case = case("lean_l1", "L1-kappa0.6");
    let solution = solve(&problem(&case)).expect("some set is admissible");
    assert_eq!(solution.proof, Proof::Exhausted(256));
    let expected = case.expected["frontier"].as_array().expect("rows");
    assert_eq!(solution.frontier.len(), expected.len());
    for (found, row) in solution.frontier.iter().zip(expected) {
        let set: Vec<usize> = row[0]
            .as_array()
            .expect("a set")
            .iter()
            .map(|x| usize::try_from(x.as_u64().expect("an index")).expect("small"))
            .collect();
        assert_eq!(members(found.set), set);
        for (at, found) in [(1, found.cost), (2, found.success), (3, found.net_value)] {
            assert!((found - row[at].as_f64().expect("a number")).abs() <= 1e-8, "{row} {found}");
        }
    }
    let on_it = solution.frontier.iter().any(|found| found.set == solution.optimum.set);
    assert!(!on_it, "the best net value need not be on the frontier, and here it is not");
}

#[test]
fn single_effects_added_up_mislead() {
    let case = case("lean_l1", "L1-kappa0.6");
    let problem = problem(&case);
    let all = Candidate { set: problem.all(), ..solve(&problem).expect("admissible").optimum };
    let expected = &case.expected["all"];
    let near = |found: f64, key: &Value| {
        assert!((found - key.as_f64().expect("a number")).abs() <= 1e-8, "{found} {key}")
    };
    near(problem.net_value(all.set), &expected["net_value"]);
    near(problem.success(all.set), &expected["success"]);
    near(problem.loss(ActivitySet::EMPTY), &case.expected["base_expected_loss"]);
    near(problem.success(ActivitySet::EMPTY), &case.expected["base_success"]);
    let best = solve(&problem).expect("admissible").optimum;
    let left = case.expected["residual_p_at_optimum"].as_array().expect("a list");
    left.iter().enumerate().for_each(|(risk, key)| near(probability(&problem, risk, best.set), key));
    // Each activity alone against the naive sum of all that seem to pay.
    let alone = |at: usize| problem.net_value(ActivitySet::EMPTY.with(at));
    let naive: Vec<usize> = (0..8).filter(|at| alone(*at) > 0.0).collect();
    let claimed: f64 = naive.iter().map(|at| alone(*at)).sum();
    near(claimed, &case.expected["naive_additive"]["claimed"]);
    near(problem.net_value(ActivitySet::of(&naive)), &case.expected["naive_additive"]["true"]);
}

#[test]
fn counted_from_the_mandatory_set_as_the_product_does() {
    // The oracle's own remark: 15.4384994988 at a cost of 22.
    let problem = problem(&case("lean_l1", "L1-kappa0.6-mandatory-5"));
    let best = solve(&problem).expect("admissible").optimum;
    let base = problem.mandatory();
    assert!((best.net_value - problem.net_value(base) - 15.438_499_498_8).abs() < 1e-8);
    assert!((best.cost - problem.cost(base) - 22.0).abs() < 1e-12);
}

#[test]
fn stated_under_the_mandatory_set_as_a_deal_does() {
    // The same problem told as a deal tells it: probabilities with activity 5 in place, which costs nothing
    // more and keeps its effects. Dividing them out again gives the oracle's own optimum.
    let untreated = problem(&case("lean_l1", "L1-kappa0.6-mandatory-5"));
    let mandatory = untreated.mandatory();
    let mut deal = untreated.clone();
    deal.base = mandatory;
    for (at, risk) in deal.risks.iter_mut().enumerate() {
        risk.probability = probability(&untreated, at, mandatory);
    }
    deal.activities[5].cost = 0.0;
    for best in [solve(&deal), solve_by_bounds(&deal)].map(|found| found.expect("admissible").optimum) {
        assert_eq!(members(best.set), [0, 3, 4, 5]);
        assert!((best.net_value - 15.438_499_498_8).abs() < 1e-8, "{}", best.net_value);
        assert!((best.cost - 22.0).abs() < 1e-12);
        assert!((best.success - 0.284_294_661_13).abs() < 1e-8);
    }
    assert!(deal.net_value(mandatory).abs() < 1e-12, "f(0) = 0");
}

#[test]
fn a_risk_by_hand_behind_a_mandatory_activity() {
    // κ = 0.6; activity 0 mandatory with 0.30, 1 with 0.20, 2 with 0.50; p(0) = 0.40, a loss of 1,000.
    let with = |effect: f64, cost: f64, mandatory: bool| Activity {
        cost,
        mandatory,
        effects: vec![(0, effect, effect / 2.0)],
        ..Activity::default()
    };
    let problem = Problem {
        risks: vec![Hazard { probability: 0.40, loss: 1_000.0, defeats: true }],
        activities: vec![with(0.30, 0.0, true), with(0.20, 30.0, false), with(0.50, 80.0, false)],
        base: ActivitySet::of(&[0]),
        kappa: 0.6,
        p_min: 0.0,
        cap: None,
    };
    let near = |found: f64, expected: f64| assert!((found - expected).abs() < 1e-9, "{found} {expected}");
    near(problem.loss(problem.base), 400.0);
    // Probability 0.352; impact (0.85)(1 − 0.06)/0.85 = 0.94: 330.88, so 69.12 less, at 30.
    near(problem.net_value(ActivitySet::of(&[0, 1])), 69.12 - 30.0);
    near(1.0 - problem.success(ActivitySet::of(&[0, 1])), 0.352);
    // Impact of the other: (0.75)(1 − 0.09)/0.85.
    let left = 0.40 * (0.5 * 0.82 / 0.7) * 1_000.0 * (0.75 * 0.91 / 0.85);
    near(problem.net_value(ActivitySet::of(&[0, 2])), 400.0 - left - 80.0);
}
