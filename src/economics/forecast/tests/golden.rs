//! The golden deal: work, a risk and an office whose figures are known in closed form.

use bidwright_base::simulated::Simulated;
use bidwright_model::distributions::Shape;

use super::builders::{N, SEEDS, model, package, risk, treated};
use super::textbook::normal_shape;
use crate::forecast::{Activity, Case, Count, Governance, Model, Outcome, Risk, Work, simulate};
use crate::oracle::{self, case, cases};

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
