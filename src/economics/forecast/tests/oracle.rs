//! Random numbers and networks against their oracles.

use bidwright_model::distributions::{Range, Reading, Shape};
use serde_json::Value;

use super::builders::{N, SEEDS, found, model, only, package};
use crate::forecast::Package;
use crate::forecast::rng::{Stream, fnv1a, philox};
use crate::oracle::{self, case, cases};

#[test]
fn random_numbers_have_known_answers() {
    let hex = |value: &Value| u32::from_str_radix(value.as_str().expect("hex"), 16).expect("hex");
    let words = |value: &Value| -> Vec<u32> { value.as_array().expect("words").iter().map(hex).collect() };
    for case in cases("rng") {
        let inputs = &case.inputs;
        if let Some(text) = inputs["text"].as_str() {
            assert_eq!(format!("{:016x}", fnv1a(text)), case.expected["hash"]);
        } else if let Some(name) = inputs["stream"].as_str() {
            let stream = Stream::new(inputs["seed"].as_u64().expect("seed"), name);
            let u = stream.uniform(inputs["iteration"].as_u64().expect("iteration"));
            let expected: f64 = case.expected["u"].as_str().expect("u").parse().expect("a double");
            assert_eq!(u.to_bits(), expected.to_bits(), "{}", case.id);
        } else {
            let counter = words(&inputs["counter"]).try_into().expect("four words");
            let key = words(&inputs["key"]).try_into().expect("two words");
            assert_eq!(philox(counter, key).to_vec(), words(&case.expected["words"]), "{}", case.id);
        }
    }
}

/// Activities of a network case, with their shapes or durations.
fn network(case: &oracle::Case) -> Vec<Package> {
    let list = case.inputs["activities"].as_array().expect("activities");
    let id = |of: &Value| of.as_str().expect("an id").to_owned();
    let place = |of: &Value| list.iter().position(|a| a["id"] == *of).expect("known");
    let mut packages = Vec::new();
    for activity in list {
        let number = |key: &str| activity[key].as_f64();
        let shape = match number("duration") {
            Some(days) => Shape::Constant(days),
            None => {
                let part = |key| number(key).expect("a number");
                let range = Range::new(part("low"), part("likely"), part("high"));
                range.expect("in order").fit(Reading::MinMax).shape
            }
        };
        let after: Vec<usize> = activity["after"].as_array().expect("a list").iter().map(place).collect();
        let mut package = package(&id(&activity["id"]), shape, &after);
        package.lag = number("lag_days").unwrap_or(0.0);
        packages.push(package);
    }
    packages
}

#[test]
fn simulated_networks() {
    for id in ["taylor-chain", "general-foundry"] {
        let case = case("networks", id);
        for seed in SEEDS {
            let outcome = only(&model(seed, N, 0.0, network(&case)));
            let finish = &outcome.finish;
            case.simulated("sim_mean", found(finish.mean()));
            case.simulated("sim_sd", found(finish.sd()));
            case.simulated("sim_p50", found(finish.quantile(0.5)));
            case.simulated("sim_p80", found(finish.quantile(0.8)));
            case.simulated("sim_p90", found(finish.quantile(0.9)));
            case.simulated("sim_p_by_deadline", found(finish.at_most(case.input("deadline"))));
            let Some(expected) = case.expected["criticality"].as_object() else {
                continue;
            };
            for (package, found) in network(&case).iter().zip(&outcome.criticality) {
                let p = expected[&package.id].as_f64().expect("a probability");
                let allowed = 4.5 * (found.se * found.se + 0.000_125 * 0.000_125).sqrt();
                assert!((found.value - p).abs() <= allowed, "{} {found:?} {p}", package.id);
            }
        }
    }
}

#[test]
fn fixed_networks() {
    for id in ["cpm-7", "lag"] {
        let case = case("networks", id);
        let packages = network(&case);
        let outcome = only(&model(1, 1, 0.0, packages.clone()));
        case.holds("length", outcome.finish.values()[0]);
        let critical: Vec<&str> = packages
            .iter()
            .zip(&outcome.criticality)
            .filter(|(_, p)| p.value > 0.5)
            .map(|(package, _)| package.id.as_str())
            .collect();
        assert_eq!(Value::from(critical), case.expected["critical_path"]);
    }
}

#[test]
fn a_lag_without_predecessor_delays_the_start() {
    let mut packages = vec![package("A", Shape::Constant(3.0), &[])];
    packages[0].lag = 2.0;
    let finish = only(&model(1, 1, 0.0, packages)).finish.values()[0];
    assert!((finish - 5.0).abs() < 1e-12);
}
