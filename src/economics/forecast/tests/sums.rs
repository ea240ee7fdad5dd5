//! Sums of correlated items and joint success against their oracles.

use bidwright_base::simulated::Simulated;
use bidwright_model::distributions::{Pert, Shape};
use serde_json::Value;

use super::builders::{N, SEEDS, found, model, only, package};
use super::textbook::{
    joint, marginal_for, normal_shape, rank_correlation, sd_factor, uniform_shape, variance_of_sum,
};
use super::triangular::Triangular;
use crate::forecast::{Case, Keep, Package, Sample, simulate};
use crate::oracle::{case, cases};

#[test]
fn joint_success_of_two_p80_targets() {
    for case in cases("correlation") {
        let Some(p) = case.inputs["marginal_p"].as_f64() else {
            continue;
        };
        for seed in SEEDS {
            let shape = normal_shape(50.0, 5.0);
            let packages = vec![package("A", shape, &[]), package("B", shape, &[])];
            // Both start at once, so the finish is the later of the two.
            let finish = only(&model(seed, N, case.input("rho"), packages)).finish;
            let (joint, se) = found(finish.at_most(shape.quantile(p)));
            let error = (joint - case.expect("joint")).abs();
            assert!(error <= 4.5 * se, "{} {joint} ± {se}", case.id);
        }
    }
}

#[test]
fn joint_success_by_formula() {
    for case in cases("correlation") {
        if let Some(p) = case.inputs["marginal_p"].as_f64() {
            case.holds("joint", joint(p, case.input("rho")));
            case.holds("marginal_needed_for_joint_070", marginal_for(0.7, case.input("rho")));
        }
    }
}

#[test]
fn second_moments_of_a_sum() {
    let case = case("correlation", "second-moment");
    let list = |of: &Value| -> Vec<f64> {
        of.as_array().expect("a list").iter().map(|x| x.as_f64().expect("a number")).collect()
    };
    let (means, variances) = (list(&case.inputs["means"]), list(&case.inputs["variances"]));
    let rho = |i: usize, j: usize| case.inputs["R"][i][j].as_f64().expect("a number");
    let variance = variance_of_sum(&variances, rho);
    case.holds("mean", means.iter().sum());
    case.holds("var", variance);
    case.holds("sd", variance.sqrt());
    case.holds("var_if_independent", variance_of_sum(&variances, |i, j| f64::from(u8::from(i == j))));
}

#[test]
fn correlation_formulas() {
    for case in cases("correlation") {
        if case.id.starts_with("inflation") {
            let factor = sd_factor(case.input("n"), case.input("rho"));
            case.holds("sd_factor", factor);
            case.holds("sd_understated_if_ignored", 1.0 - 1.0 / factor);
        } else if case.id.starts_with("spearman") {
            case.holds("spearman", rank_correlation(case.input("normal_rho")));
        }
    }
}

#[test]
fn sums_of_thirty_items() {
    for id in ["sum-30-pert-rho0", "sum-30-pert-rho0.3"] {
        let case = case("correlation", id);
        let item = Shape::Pert(Pert::new(10.0, 15.0, 30.0, 4.0));
        case.holds("sum_of_item_p80", 30.0 * item.quantile(0.8));
        for seed in SEEDS {
            let packages = (0..30).map(|i| package(&format!("W{i}"), item, &[])).collect();
            let cost = only(&model(seed, N, case.input("rho"), packages)).cost;
            case.simulated("mean", found(cost.mean()));
            case.simulated("sd", found(cost.sd()));
            case.simulated("p80", found(cost.quantile(0.8)));
        }
    }
}

/// Sums of triangular items, by iteration. The program draws from the copula; each item is a uniform
/// package alone in a case of its own, whose cost is the probability its quantile is taken at.
fn triangular_sums(seed: u64, rho: f64, items: &[Value], shapes: &[Triangular]) -> Vec<f64> {
    let name = |item: &Value| item[0].as_str().expect("a name").to_owned();
    let packages = items.iter().map(|item| package(&name(item), uniform_shape(), &[])).collect();
    let mut model = model(seed, N, rho, packages);
    let alone = |at: usize| Case {
        scope: (0..items.len()).map(|other| other == at).collect(),
        keep: Keep::Totals,
        criticality: false,
        ..model.cases[0].clone()
    };
    model.cases = (0..items.len()).map(alone).collect();
    let mut sums = vec![0.0; N];
    for (outcome, shape) in simulate(&model).cases.iter().zip(shapes) {
        for (sum, p) in sums.iter_mut().zip(outcome.cost.values()) {
            *sum += shape.quantile(*p);
        }
    }
    sums
}

#[test]
fn a_published_cost_estimate() {
    for case in cases("gao_uav") {
        let items = case.inputs["items"].as_array().expect("items");
        let shapes: Vec<Triangular> = items
            .iter()
            .map(|item| {
                let part = |i: usize| item[i].as_f64().expect("a number");
                Triangular { low: part(1), mode: part(2), high: part(3) }
            })
            .collect();
        for seed in SEEDS {
            let cost = Sample::new(triangular_sums(seed, case.input("rho"), items, &shapes));
            case.simulated("mean", found(cost.mean()));
            case.simulated("sd", found(cost.sd()));
            for (key, q) in [("p10", 0.1), ("p50", 0.5), ("p70", 0.7), ("p80", 0.8), ("p90", 0.9)] {
                case.simulated(key, found(cost.quantile(q)));
            }
            let (p, se) = found(cost.at_most(case.expect("most_likely_sum")));
            let error = (p - case.expect("p_at_most_likely_sum")).abs();
            assert!(error <= 4.5 * se, "{} {p} ± {se}", case.id);
        }
    }
}

#[test]
fn packages_of_one_stream_correlate_more() {
    // Pairs inside a stream correlate ρ0 + ρg, others ρ0: seen in the variance of sums of normals.
    let shape = normal_shape(10.0, 1.0);
    for seed in SEEDS {
        let mut packages: Vec<Package> = (0..4).map(|i| package(&format!("W{i}"), shape, &[])).collect();
        for (i, package) in packages.iter_mut().enumerate() {
            package.stream = (i < 3).then_some(i / 2);
        }
        let mut model = model(seed, N, 0.2, packages);
        model.stream_correlation = 0.3;
        model.streams = vec!["data".to_owned(), "app".to_owned()];
        let sd: Simulated = Sample::sd(&only(&model).cost);
        let expected = f64::sqrt(4.0 + 12.0 * 0.2 + 2.0 * 0.3);
        assert!((sd.value - expected).abs() <= 4.5 * sd.se, "{sd:?} {expected}");
    }
}
