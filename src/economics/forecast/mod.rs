//! The simulation: what a delivery may cost and when it may finish, case by case over the same
//! random numbers (MODEL 3 to 6, 9, 14).
//!
//! A [`Model`] is plain data; [`simulate`] gives a [`Forecast`]. Every draw is a pure function of
//! seed, name and iteration, every block writes its own part of the result, and sums are trees over
//! the full sample: neither threads nor block size change a byte.

mod block;
mod classic;
mod copula;
mod correlation;
mod cost;
mod draw_cache;
mod draws;
mod drivers;
mod figures;
mod findings;
mod indices;
mod model;
mod network;
mod outcome;
mod prepared;
mod scenario_pair;
mod redraws;
mod rng;
mod sample;
mod scopes;
mod streams;
mod success;
mod tables;
pub mod terms;
#[cfg(test)]
pub(crate) mod tests;
pub(crate) mod treat;
mod treatment;
mod uncertainty;

use rayon::prelude::*;

use crate::plan::Plan;
use bidwright_model::book::Book;
use bidwright_model::deal::Deal;

pub use classic::Classic;
pub use correlation::Correlation;
pub use drivers::{Drivers, Link, NetValueFn, Point, Swing, drivers};
pub use figures::{ExpectedCost, ForecastSummary, expected_costs, forecast_summary, simulated};
pub use findings::findings;
pub use indices::Index;
pub use model::{
    Activity, Band, Case, Count, Governance, Keep, Model, Package, Risk, Role, Tail, Treated, Work,
};
pub use outcome::{End, Forecast, Outcome, Planned};
pub use redraws::Input;
pub use sample::Sample;
pub use scenario_pair::{Runs, Scenario, ScenarioPair, drivers_of, scenario_pair};
pub use success::{Payment, Success, Targets, success};
pub use terms::Terms;
pub use treatment::overlap;
pub use uncertainty::{Uncertainty, uncertainty};

pub(crate) use draw_cache::DrawCache;
pub(crate) use draws::stake;
pub(crate) use model::double;
pub(crate) use scenario_pair::scenarios;
pub(crate) use treatment::{InputSampler, apply_inputs, risks_of};

use block::Scratch;
use outcome::Columns;
use prepared::Prepared;
use streams::clash;
use tables::Tables;

/// Iterations worked on at once: small enough that a block of a large network stays in the cache.
const BLOCK: usize = 256;

/// Two inputs of a deal whose names hash to the same stream of random numbers, if any.
#[must_use]
pub fn clash_of(deal: &Deal, book: &Book, plans: &[&Plan]) -> Option<(String, String)> {
    clash(&scopes::model(deal, book, plans))
}

/// Simulates planned scopes of a deal, one case for each in order, over the same draws.
#[must_use]
pub fn of_plans(deal: &Deal, book: &Book, plans: &[&Plan]) -> Forecast {
    simulate(&scopes::model(deal, book, plans))
}

/// Simulates all cases of a model.
#[must_use]
pub fn simulate(model: &Model) -> Forecast {
    simulate_over(model, &Tables::of_model(model), None, BLOCK)
}

/// [`simulate`] where one model is simulated many times with small changes: same seed and shapes.
#[must_use]
pub(crate) fn resimulate(model: &Model, cache: &DrawCache) -> Forecast {
    simulate_over(model, &cache.tables, Some(cache), BLOCK)
}

fn simulate_over(model: &Model, tables: &Tables, cache: Option<&DrawCache>, block: usize) -> Forecast {
    let plan = model.at_plan();
    let (planned, _) = run(&plan, tables, None, 1);
    let (columns, critical) = run(model, tables, cache, block);
    let cases: Vec<Outcome> = columns
        .into_iter()
        .zip(planned)
        .zip(critical)
        .map(|((columns, plan), critical)| columns.outcome(plan.planned(), &critical))
        .collect();
    Forecast { cases }
}

/// Columns of each case, and how often each package is critical in it.
fn run(
    model: &Model,
    tables: &Tables,
    cache: Option<&DrawCache>,
    block: usize,
) -> (Vec<Columns>, Vec<Vec<u64>>) {
    let prepared = Prepared::new(model, tables, cache);
    let mut columns: Vec<Columns> =
        model.cases.iter().map(|case| Columns::new(case, model.iterations)).collect();
    let mut blocks: Vec<Vec<outcome::Slot<'_>>> = Vec::new();
    blocks.resize_with(model.iterations.div_ceil(block), Vec::new);
    for column in &mut columns {
        for (slots, slot) in blocks.iter_mut().zip(column.slots(block)) {
            slots.push(slot);
        }
    }
    // A few long runs of blocks per thread: each run has to make its scratch space first.
    let run = blocks.len() / (4 * rayon::current_num_threads());
    blocks.par_iter_mut().enumerate().with_min_len(run.max(1)).for_each_init(
        Scratch::default,
        |scratch, (at, slots)| {
            scratch.run(&prepared, (at * block) as u64, slots);
        },
    );

    let mut critical: Vec<Vec<u64>> = vec![Vec::new(); model.cases.len()];
    for slots in &blocks {
        for (sum, slot) in critical.iter_mut().zip(slots) {
            sum.resize(slot.critical.len(), 0);
            for (sum, count) in sum.iter_mut().zip(&slot.critical) {
                *sum += count;
            }
        }
    }
    drop(blocks);
    (columns, critical)
}
