//! The simulation against its oracles: random numbers, networks, correlation, treatment, the cost
//! of governance, and the golden deal.

use bidwright_base::simulated::Simulated;

use bidwright_model::book::Evidence;
use bidwright_model::distributions::{Pert, Range, Reading, Shape};
use serde_json::Value;

use super::textbook::{
    dosed, joint, marginal_for, normal_shape, rank_correlation, sd_factor, uniform_shape, variance_of_sum,
};
use super::triangular::Triangular;
use crate::forecast::rng::{Stream, fnv1a, philox};
use crate::forecast::treat::{Effects, effect};
use crate::forecast::{
    Activity, Band, Case, Count, Governance, Keep, Model, Outcome, Package, Risk, Role, Sample, Treated,
    Work, simulate,
};
use crate::oracle::{self, case, cases};

/// Not chosen: the first four primes above 1,000.
pub(crate) const SEEDS: [u64; 4] = [1009, 1013, 1019, 1021];
const N: usize = 100_000;

/// One role at a cost of 1 a day, so cost is effort.
pub(crate) fn package(id: &str, effort: Shape, after: &[usize]) -> Package {
    Package {
        id: id.to_owned(),
        stream: None,
        after: after.to_vec(),
        lag: 0.0,
        roles: vec![Role { effort, planned: effort.mean(), team: 1.0, day_cost: 1.0, day_bill: 2.0 }],
    }
}

/// All packages in scope, no governance, no risks.
pub(crate) fn model(seed: u64, iterations: usize, rho: f64, packages: Vec<Package>) -> Model {
    let scope = vec![true; packages.len()];
    Model {
        seed,
        iterations,
        minutes_per_day: 480,
        common_correlation: rho,
        stream_correlation: 0.0,
        streams: Vec::new(),
        packages,
        risks: Vec::new(),
        acceptance_threshold: 0.8,
        term: None,
        tail: None,
        cases: vec![Case {
            scope,
            treated: Vec::new(),
            governance: Governance::NONE,
            purchases_cost: 0.0,
            purchases_price: 0.0,
            carried: None,
            keep: Keep::All,
            criticality: true,
        }],
    }
}

fn only(model: &Model) -> Outcome {
    simulate(model).cases.remove(0)
}

fn found(value: Simulated) -> (f64, f64) {
    (value.value, value.se)
}

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

pub(crate) fn risk(id: &str, on: Option<usize>, cost: Shape, delay: Shape) -> Risk {
    Risk {
        id: id.to_owned(),
        on,
        linked: true,
        cost,
        delay,
        supplier_share: 1.0,
        customer_share: 0.0,
        defeats_acceptance: true,
    }
}

pub(crate) fn treated(probability: f64) -> Treated {
    Treated { probability, impact: 1.0 }
}

/// G1 as a model: without the PMO, then with it.
pub(crate) fn golden(seed: u64, case: &oracle::Case) -> Model {
    let normal = |key: &str| {
        let pair = &case.inputs[key]["normal"];
        let part = |i: usize| pair[i].as_f64().expect("a number");
        normal_shape(part(0), part(1))
    };
    let mut packages = vec![package("X1", normal("X1"), &[]), package("X2", normal("X2"), &[0])];
    packages[0].roles[0].day_cost = 800.0;
    packages[1].roles[0].day_cost = 1200.0;
    let mut model = model(seed, N, case.input("rho"), packages);
    // In the closed form the risk is independent of the work.
    model.risks =
        vec![Risk { linked: false, ..risk("B", Some(1), Shape::Constant(5000.0), Shape::Constant(6.0)) }];
    let scenario = |key: &str, base: &Case| {
        let part = |name: &str| case.inputs[key][name].as_f64().expect("a number");
        let charter = Activity { days: 1.0, cost: part("PM"), bill: 0.0, count: Count::Fixed(1.0) };
        Case {
            treated: vec![treated(part("p_B"))],
            governance: Governance { work: Work::Activities(vec![charter]), ..Governance::NONE },
            ..base.clone()
        }
    };
    model.cases = vec![scenario("without", &model.cases[0]), scenario("with", &model.cases[0])];
    model
}

/// Joint success, and the loss without the PMO's own cost, by iteration.
struct Result {
    joint: Vec<f64>,
    damages: Vec<f64>,
    loss: Vec<f64>,
}

fn result(case: &oracle::Case, key: &str, outcome: &Outcome) -> Result {
    let deadline = case.input("deadline");
    let damages = |name: &str| case.inputs["damages"][name].as_f64().expect("a number");
    let budget = case.inputs[key]["budget"].as_f64().expect("a number");
    let both = || outcome.cost.values().iter().zip(outcome.finish.values());
    let joint: Vec<f64> =
        both().map(|(cost, finish)| f64::from(u8::from(*finish <= deadline && *cost <= budget))).collect();
    let damages: Vec<f64> = both()
        .map(|(_, finish)| ((finish - deadline).max(0.0) * damages("per_day")).min(damages("cap")))
        .collect();
    let loss = (0..joint.len())
        .map(|n| {
            let work = outcome.cost.values()[n] - outcome.governance_cost[n];
            work + damages[n] + case.input("failure_cost_K") * (1.0 - joint[n])
        })
        .collect();
    Result { joint, damages, loss }
}

#[test]
fn the_golden_deal() {
    for case in cases("golden_g1") {
        for seed in SEEDS {
            let forecast = simulate(&golden(seed, &case));
            let near = |key: &str, name: &str, value: Simulated| {
                let expected = case.expected[key][name].as_f64().expect("a number");
                let error = (value.value - expected).abs();
                assert!(error <= 4.5 * value.se, "{} {key} {name}: {value:?} {expected}", case.id);
            };
            let mut results = Vec::new();
            for (key, outcome) in ["without", "with"].into_iter().zip(&forecast.cases) {
                let found = result(&case, key, outcome);
                let (cost, finish) = (&outcome.cost, &outcome.finish);
                near(key, "E_cost", cost.mean());
                near(key, "on_time", finish.at_most(case.input("deadline")));
                near(key, "in_budget", cost.at_most(case.inputs[key]["budget"].as_f64().expect("a number")));
                near(key, "joint", Simulated::mean(&found.joint));
                near(key, "E_damages", Simulated::mean(&found.damages));
                for (q, percent) in [(0.5, 50), (0.8, 80), (0.9, 90)] {
                    near(key, &format!("cost_p{percent}"), cost.quantile(q));
                    near(key, &format!("finish_p{percent}"), finish.quantile(q));
                }
                // The naive product is another figure altogether.
                let product = case.expected[key]["product_of_marginals"].as_f64().expect("a number");
                assert!((Simulated::mean(&found.joint).value - product).abs() > 0.05);
                results.push(found);
            }
            let paired = |of: &dyn Fn(usize) -> f64| Simulated::mean(&(0..N).map(of).collect::<Vec<f64>>());
            let [without, with] = &results[..] else { panic!("two scenarios") };
            let value = paired(&|n| without.loss[n] - with.loss[n] - 2500.0);
            let other = paired(&|n| {
                let k = case.input("failure_cost_K");
                (without.loss[n] + k * without.joint[n]) - (with.loss[n] + k * with.joint[n])
            });
            for (key, found) in [("net_value", value), ("loss_reduction_other_than_K", other)] {
                let error = (found.value - case.expect(key)).abs();
                assert!(error <= 4.5 * found.se, "{} {key}: {found:?}", case.id);
            }
            // The same numbers serve both scenarios: unpaired, the error would be twice as large.
            let apart = [without, with].map(|result| Simulated::mean(&result.loss).se);
            let apart = (apart[0] * apart[0] + apart[1] * apart[1]).sqrt();
            assert!(2.0 * value.se < apart, "{value:?} {apart}");
        }
    }
}

#[test]
fn contingency_of_the_golden_deal() {
    let case = case("golden_g1", "g1-25k-same-budget");
    for seed in SEEDS {
        let outcome = simulate(&golden(seed, &case)).cases.remove(1);
        assert!((outcome.planned.cost - 54_500.0).abs() < 1e-6);
        let reserve = outcome.reserve(0.8);
        let expected = case.expected["with"]["cost_p80"].as_f64().expect("a number") - 54_500.0;
        assert!((reserve.value - expected).abs() <= 4.5 * reserve.se);
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

/// What a grade of evidence weighs, as the simulation uses it.
fn weight(grade: Evidence) -> f64 {
    use rust_decimal::prelude::ToPrimitive;
    grade.weight().to_f64().expect("a decimal has a nearest double")
}
