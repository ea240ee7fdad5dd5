//! The simulation: what a delivery may cost and when it may finish, case by case over the same
//! random numbers (MODEL 3 to 6, 9, 14).
//!
//! A [`Model`] is plain data; [`simulate`] gives a [`Forecast`]. Every draw is a pure function of
//! seed, name and iteration, every block writes its own part of the result, and sums are trees over
//! the full sample: neither threads nor block size change a byte.

mod again;
mod block;
mod classic;
mod copula;
mod cost;
mod draws;
mod drivers;
mod figures;
mod findings;
mod indices;
mod model;
mod network;
mod outcome;
mod prepared;
mod prospects;
pub mod rng;
mod sample;
mod scopes;
mod success;
mod tables;
pub mod terms;
pub mod treat;
mod uncertainty;

use rayon::prelude::*;

use crate::plan::Plan;
use bidwright_model::book::Book;
use bidwright_model::deal::Deal;

pub use again::Again;
pub use bidwright_base::simulated::{Simulated, Span, total};
pub use classic::Classic;
pub use copula::{joint, marginal_for, rank_correlation, sd_factor, variance_of_sum};
pub use cost::occurrences;
pub use draws::stake;
pub use drivers::{Correlation, Drivers, Input, Judge, Link, Point, Swing, drivers, spearman};
pub use figures::{ExpectedCost, Outlook, expected_costs, outlook, simulated};
pub use findings::findings;
pub use indices::Index;
pub use model::{
    Activity, Band, Case, Count, Governance, Keep, Model, Package, Risk, Role, Tail, Treated, Work,
};
pub use outcome::{End, Forecast, Outcome, Planned};
pub use prospects::{Prospects, Runs, Scenario, drivers_of, prospects, scenarios};
pub use sample::Sample;
pub use scopes::{Belief, believe, double, overlap, risks_of};
pub use success::{Payment, Success, Targets, success};
pub use terms::Terms;
pub use treat::treat;
pub use uncertainty::{Uncertainty, uncertainty};

use block::Scratch;
use outcome::Columns;
use prepared::Prepared;
use tables::Tables;

/// Iterations worked on at once: small enough that a block of a large network stays in the cache.
const BLOCK: usize = 256;

/// Two things of a deal whose names hash to the same stream of random numbers, if any: their draws
/// would be one another's (MODEL 14.1).
#[must_use]
pub fn clash(deal: &Deal, book: &Book, plans: &[&Plan]) -> Option<(String, String)> {
    scopes::model(deal, book, plans).clash()
}

/// Simulates planned scopes of a deal, one case for each in order, over the same draws.
#[must_use]
pub fn of_plans(deal: &Deal, book: &Book, plans: &[&Plan]) -> Forecast {
    simulate(&scopes::model(deal, book, plans))
}

/// Simulates all cases of a model.
#[must_use]
pub fn simulate(model: &Model) -> Forecast {
    simulate_in_blocks(model, BLOCK)
}

/// [`simulate`] with another size of block, which changes nothing but the time it takes.
///
/// # Panics
/// If `block` is 0.
#[must_use]
pub fn simulate_in_blocks(model: &Model, block: usize) -> Forecast {
    simulate_over(model, &Tables::of_model(model), None, block)
}

/// [`simulate`] where one model is simulated many times with small changes: same seed and shapes.
#[must_use]
pub fn simulate_again(model: &Model, again: &Again) -> Forecast {
    simulate_over(model, &again.tables, Some(again), BLOCK)
}

fn simulate_over(model: &Model, tables: &Tables, again: Option<&Again>, block: usize) -> Forecast {
    let plan = model.at_plan();
    let (planned, _) = run(&plan, tables, None, 1);
    let (columns, critical) = run(model, tables, again, block);
    let cases: Vec<Outcome> = columns
        .into_iter()
        .zip(planned)
        .zip(critical)
        .map(|((columns, plan), critical)| columns.outcome(plan.planned(), &critical))
        .collect();
    Forecast { cases }
}

/// Columns of each case, and how often each package is critical in it.
fn run(model: &Model, tables: &Tables, again: Option<&Again>, block: usize) -> (Vec<Columns>, Vec<Vec<u64>>) {
    let prepared = Prepared::new(model, tables, again);
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
