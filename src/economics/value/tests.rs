//! Net value and break-evens against cases with known answers.

use super::net::odds_ratio;
use super::net::required_success;
use super::prior::cross_check;
use super::{BreakEven, Losses, Net, Prior, break_even, net};
use crate::forecast::tests::builders::SEEDS;
use crate::forecast::tests::golden::golden;
use crate::forecast::{Outcome, simulate};
use crate::oracle::{Case, case, cases};

/// What one party who carries all loses without the office's own cost, and whether each delivery succeeds.
fn golden_losses(case: &Case, key: &str, outcome: &Outcome) -> (Losses, Vec<bool>) {
    let damages = |name: &str| case.inputs["damages"][name].as_f64().expect("a number");
    let budget = case.inputs[key]["budget"].as_f64().expect("a number");
    let deadline = case.input("deadline");
    let mut losses = Losses::default();
    let mut met = Vec::new();
    for (n, (cost, finish)) in outcome.cost.values().iter().zip(outcome.finish.values()).enumerate() {
        let late = ((finish - deadline).max(0.0) * damages("per_day")).min(damages("cap"));
        let success = *finish <= deadline && *cost <= budget;
        losses.running.push(cost - outcome.governance_cost[n] + late);
        losses.failure.push(if success { 0.0 } else { case.input("failure_cost_K") });
        met.push(success);
    }
    (losses, met)
}

fn golden_break_even(case: &Case, seed: u64) -> (Net, BreakEven) {
    let forecast = simulate(&golden(seed, case));
    let (without, met_without) = golden_losses(case, "without", &forecast.cases[0]);
    let (with, met_with) = golden_losses(case, "with", &forecast.cases[1]);
    let cost = case.inputs["with"]["PM"].as_f64().expect("a number");
    (net(&without, &with, cost), break_even((&without, &with), (&met_without, &met_with), cost))
}

#[test]
fn the_golden_deal_is_not_worth_its_office() {
    for case in cases("golden_g1") {
        for seed in SEEDS {
            let (net, be) = golden_break_even(&case, seed);
            let near = |key: &str, found: f64, se: f64| {
                let expected = case.expect(key);
                assert!((found - expected).abs() <= 4.5 * se, "{} {key}: {found} ± {se} {expected}", case.id);
            };
            near("net_value", net.value.value, net.value.se);
            near("max_pmo_price", net.max_cost(), net.value.se);
            let other = case.expect("loss_reduction_other_than_K");
            // What is not covered, and the gain, carry errors of their own.
            let uncovered = (2500.0 - other, net.value.se);
            let (one, two) = (uncovered.1 / uncovered.0, be.gain.se / be.gain.value);
            let relative = (one * one + two * two).sqrt();
            let cost = be.failure_cost.expect("success rises clearly");
            near("break_even_failure_cost", cost, cost * relative);
            assert!(net.value.value < 0.0, "the answer there is: do not buy this office");
            let lump = be.failure.expect("some fail");
            assert!((lump - 25_000.0).abs() < 1e-6, "every failure costs K: {lump}");
        }
    }
}

#[test]
fn the_golden_deal_in_closed_form() {
    let case = case("golden_g1", "g1-25k-same-budget");
    let joint = |key: &str| case.expected[key]["joint"].as_f64().expect("a number");
    let (without, with) = (joint("without"), joint("with"));
    let uncovered = 2500.0 - case.expect("loss_reduction_other_than_K");
    let required = required_success(without, uncovered, case.input("failure_cost_K"));
    case.holds("required_joint", required);
    case.holds("break_even_failure_cost", uncovered / (with - without));
    let needed = odds_ratio(without, required).expect("between 0 and 1");
    case.holds("required_odds_ratio", needed);
    let implied = odds_ratio(without, with).expect("between 0 and 1");
    case.holds("implied_odds_ratio", implied);
    let check = cross_check(Prior::sceptical(), Some(implied), Some(needed));
    case.holds("prior_p_pays", check.pays.expect("there is a need"));
    assert!(!check.is_outside());
    case.holds("net_value", case.input("failure_cost_K") * (with - without) - uncovered);
}

#[test]
fn the_sceptical_view() {
    let case = case("bayes", "sceptical-prior");
    let prior = Prior::sceptical();
    let [low, high] = prior.range();
    let expected = case.expected["p05_p95"].as_array().expect("two");
    for (found, expected) in [low, high].into_iter().zip(expected) {
        assert!((found - expected.as_f64().expect("a number")).abs() < 1e-7);
    }
    case.holds("p_below_1", prior.below(1.0));
}
