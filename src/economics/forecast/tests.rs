//! What holds of the simulation, and what it says of cases with known answers.

pub(crate) mod oracle;
mod properties;
mod success;
pub(crate) mod textbook;
#[allow(dead_code, reason = "each storey uses the part its cases are stated in")]
#[path = "../../../tests/oracles/triangular.rs"]
mod triangular;

use super::*;
use bidwright_model::distributions::{CappedPareto, Range, Reading, Shape};

/// Two packages in a row, a risk on the second, and a fat tail.
fn model() -> Model {
    let effort = Range::new(5.0, 8.0, 14.0).expect("in order").fit(Reading::P10P90).shape;
    let role = Role { effort, planned: effort.mean(), team: 1.0, day_cost: 1.0, day_bill: 2.0 };
    let package = |id: &str, after| Package {
        id: id.to_owned(),
        stream: None,
        after,
        lag: 0.0,
        roles: vec![role.clone()],
    };
    let risk = Risk {
        id: "R1".to_owned(),
        on: Some(1),
        linked: true,
        cost: effort,
        delay: Shape::Constant(2.0),
        supplier_share: 0.5,
        customer_share: 0.5,
        defeats_acceptance: true,
    };
    let ratio = CappedPareto { least: 1.5, alpha: 1.4, cap: 3.0 };
    Model {
        seed: 47,
        iterations: 1_001,
        minutes_per_day: 480,
        common_correlation: 0.2,
        stream_correlation: 0.0,
        streams: Vec::new(),
        packages: vec![package("W1", Vec::new()), package("W2", vec![0])],
        risks: vec![risk],
        acceptance_threshold: 0.8,
        term: None,
        tail: Some(Tail { weight: 0.1, ratio, time_exponent: 0.5 }),
        cases: vec![Case {
            scope: vec![true; 2],
            treated: vec![Treated { probability: 0.3, impact: 1.0 }],
            governance: Governance::NONE,
            purchases_cost: 0.0,
            purchases_price: 0.0,
            carried: None,
            keep: Keep::All,
            criticality: true,
        }],
    }
}

#[test]
fn block_size_changes_no_figure() {
    let model = model();
    let tables = Tables::of_model(&model);
    let figures = |block: usize| {
        let case = simulate_over(&model, &tables, None, block).cases.swap_remove(0);
        (case.cost.values().to_vec(), case.finish.values().to_vec(), case.ends, case.criticality)
    };
    let expected = figures(BLOCK);
    for block in [1, 7, 64, 333, 5_000] {
        assert!(figures(block) == expected, "blocks of {block}");
    }
}
