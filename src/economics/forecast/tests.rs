//! What holds of the simulation, and what it says of cases with known answers.

pub(crate) mod builders;
pub(crate) mod golden;
mod oracle;
mod properties;
mod success;
mod sums;
pub(crate) mod textbook;
mod treatment;
#[allow(dead_code, reason = "each storey uses the part its cases are stated in")]
#[path = "../../../tests/oracles/triangular.rs"]
mod triangular;

use super::*;
use bidwright_model::distributions::{CappedPareto, Range, Reading, Shape};
use builders::{package, risk, treated};

/// Two packages in a row, a risk on the second that both sides share, and a fat tail.
fn model() -> Model {
    let effort = Range::new(5.0, 8.0, 14.0).expect("in order").fit(Reading::P10P90).shape;
    let packages = vec![package("W1", effort, &[]), package("W2", effort, &[0])];
    let mut model = builders::model(47, 1_001, 0.2, packages);
    let risk = risk("R1", Some(1), effort, Shape::Constant(2.0));
    model.risks = vec![Risk { supplier_share: 0.5, customer_share: 0.5, ..risk }];
    model.cases[0].treated = vec![treated(0.3)];
    let ratio = CappedPareto { least: 1.5, alpha: 1.4, cap: 3.0 };
    model.tail = Some(Tail { weight: 0.1, ratio, time_exponent: 0.5 });
    model
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
