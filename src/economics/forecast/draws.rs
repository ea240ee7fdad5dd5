//! Draws of the stakes, which are outside the network: a pure function of seed and name, as every draw is
//! (MODEL 14.1).

use super::rng::Stream;
use super::tables::Tables;
use bidwright_model::distributions::Shape;

/// Names of the stakes' streams, so that a clash with one is found like any other.
pub(super) const STAKES: [&str; 6] = [
    "delay_cost_per_week",
    "benefit_lost_months",
    "internal_cost",
    "reprocurement_percent",
    "rework_percent",
    "follow_on_margin",
];

/// The first `iterations` values of a stake, by its key; independent of everything else.
#[must_use]
pub(crate) fn stake(seed: u64, key: &str, shape: &Shape, iterations: usize) -> Vec<f64> {
    debug_assert!(STAKES.contains(&key), "`{key}` is in the list clashes are looked for in");
    let mut x = vec![0.0; iterations];
    if let Shape::Constant(value) = shape {
        x.fill(*value);
        return x;
    }
    let mut z = vec![0.0; iterations];
    Stream::new(seed, &format!("stake/{key}")).fill_scores(0, &mut z);
    Tables::of(std::iter::once(shape)).sampler(shape).fill(&z, &mut x);
    x
}
