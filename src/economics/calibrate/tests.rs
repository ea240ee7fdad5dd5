//! Calibration with the firm's own history against reference results (MODEL 12).

use bidwright_base::math::exp;
use bidwright_model::book::sceptical;
use bidwright_model::distributions::{Beta, LogNormal, normal};
use serde_json::Value;

use super::effect::odds_ratio;
use super::{Overrun, better, effect, interval, pooled, posterior, prior, ratio, weight};
use crate::oracle::{Case, case, cases};

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().expect("a list").iter().map(|n| n.as_f64().expect("a number")).collect()
}

/// e^(μ + σ²/2).
fn lognormal_mean(of: LogNormal) -> f64 {
    exp(of.mu + 0.5 * of.sigma * of.sigma)
}

/// A probability whose odds are multiplied.
fn multiplied(base: f64, odds_ratio: f64) -> f64 {
    let odds = odds_ratio * base / (1.0 - base);
    odds / (1.0 + odds)
}

/// Holds a list of results against the case.
fn hold(case: &Case, key: &str, found: &[f64]) {
    let expected = numbers(&case.expected[key]);
    assert_eq!(expected.len(), found.len(), "{} {key}", case.id);
    for (found, expected) in found.iter().zip(expected) {
        assert!((found - expected).abs() <= 1e-8, "{} {key}: {found} instead of {expected}", case.id);
    }
}

#[test]
fn every_case_of_the_topic_is_tested_here() {
    let ids: Vec<String> = cases("bayes").into_iter().map(|case| case.id).collect();
    assert_eq!(ids, ["arms-16-16", "sceptical-prior", "overrun-nig", "pooling"]);
}

#[test]
fn success_by_arm_and_the_effect_of_sixteen_against_sixteen() {
    let case = case("bayes", "arms-16-16");
    let counts = |arm: &str| {
        let count =
            |key: &str| u32::try_from(case.inputs[arm][key].as_u64().expect("a count")).expect("small");
        (count("successes"), count("n"))
    };
    let arm = |name: &str, office: bool| -> Beta {
        let before = prior(office);
        assert_eq!(vec![before.alpha, before.beta], numbers(&case.inputs[name]["prior"]));
        let (successes, n) = counts(name);
        posterior(before, successes, n)
    };
    let (with, without) = (arm("with", true), arm("without", false));
    hold(&case, "with_posterior", &[with.alpha, with.beta]);
    hold(&case, "without_posterior", &[without.alpha, without.beta]);
    case.holds("with_mean", with.mean());
    case.holds("without_mean", without.mean());
    hold(&case, "with_p05_p95", &interval(with));
    hold(&case, "without_p05_p95", &interval(without));
    case.holds("difference", with.mean() - without.mean());
    case.holds("p_with_better", better(with, without));

    let effect = effect(counts("with"), counts("without"));
    let data = effect.data.expect("two arms");
    case.holds("data_log_or", data.mean);
    case.holds("data_se", data.sd);
    case.holds("data_or", odds_ratio(data).at(0.0));
    case.holds("weight_on_data", effect.weight);
    let odds = odds_ratio(effect.posterior);
    case.holds("posterior_or", odds.at(0.0));
    hold(&case, "posterior_or_p05_p95", &[0.05, 0.95].map(|p| odds.at(normal::quantile(p))));
    case.holds("p_or_below_1", odds.cdf(1.0));
}

#[test]
fn the_sceptical_prior_leaves_room_for_harm() {
    let case = case("bayes", "sceptical-prior");
    let odds = odds_ratio(sceptical());
    case.holds("median", odds.at(0.0));
    case.holds("mean", lognormal_mean(odds));
    case.holds("p_below_1", odds.cdf(1.0));
    let [low, middle, high] = [0.05, 0.5, 0.95].map(|p| odds.at(normal::quantile(p)));
    for (found, expected) in [low, high].iter().zip(numbers(&case.expected["p05_p95"])) {
        assert!((found - expected).abs() <= 1e-7, "{found} instead of {expected}");
    }
    let shares = [low, middle, high].map(|ratio| multiplied(0.7, ratio));
    hold(&case, "base_0.70_gives", &shares);
}

#[test]
fn overrun_of_six_deliveries() {
    let case = case("bayes", "overrun-nig");
    let before = Overrun::prior();
    for (key, found) in [("n0", before.n), ("a0", before.a), ("b0", before.b)] {
        assert!((found - case.input(key)).abs() < 1e-15, "{key}");
    }
    let after = before.updated(&numbers(&case.inputs["ln_ratio"]));
    for (key, found) in [("m", after.mean), ("n", after.n), ("a", after.a), ("b", after.b)] {
        case.holds(key, found);
    }
    let predictive = after.predictive();
    case.holds("predictive_scale", predictive.scale);
    let ratios = [0.1, 0.5, 0.8, 0.9].map(|p| ratio(predictive, p));
    hold(&case, "predictive_ratio_p10_p50_p80_p90", &ratios);
}

#[test]
fn a_segment_is_drawn_towards_all() {
    let case = case("bayes", "pooling");
    let n = 6;
    assert!((case.input("n") - f64::from(n)).abs() < 1e-15);
    case.holds("weight", weight(n));
    case.holds("pooled", pooled(n, case.input("segment_mean"), case.input("overall_mean")));
}
