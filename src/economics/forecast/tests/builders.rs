//! Small models, as the oracles state them.

use bidwright_base::simulated::Simulated;
use bidwright_model::distributions::Shape;

use crate::forecast::{Case, Governance, Keep, Model, Outcome, Package, Risk, Role, Treated, simulate};

/// Not chosen: the first four primes above 1,000.
pub(crate) const SEEDS: [u64; 4] = [1009, 1013, 1019, 1021];
/// Iterations.
pub(super) const N: usize = 100_000;

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

pub(super) fn only(model: &Model) -> Outcome {
    simulate(model).cases.remove(0)
}

pub(super) fn found(value: Simulated) -> (f64, f64) {
    (value.value, value.se)
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
