//! What stays the same when a model is simulated again and again with small changes: the tables of its
//! shapes, and the standard normal scores of its streams, which depend on seed and name alone.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::copula;
use super::model::Model;
use super::rng::Stream;
use super::tables::Tables;

/// Scores kept at most: 64 MB of them. Larger models draw anew each time, with the same result.
const MOST: usize = 8_000_000;

/// Tables and draws of a model.
#[derive(Debug)]
pub struct Again {
    pub(super) tables: Tables,
    draws: BTreeMap<String, Arc<[f64]>>,
    seed: u64,
}

impl Again {
    /// Of a model that will be simulated with the same seed, at most as often, and with the same shapes or
    /// constants in their place.
    #[must_use]
    pub fn of(model: &Model) -> Again {
        let names: Vec<String> = names(model).collect();
        let keep = names.len().saturating_mul(model.iterations) <= MOST;
        let draw = |name: String| {
            let mut z = vec![0.0; model.iterations];
            copula::scores(&Stream::new(model.seed, &name), 0, &mut z);
            (name, Arc::from(z))
        };
        let draws = if keep { names.into_par_iter().map(draw).collect() } else { BTreeMap::new() };
        Again { tables: Tables::of_model(model), draws, seed: model.seed }
    }

    /// The scores of a stream, if they were kept.
    pub(super) fn draws(&self, seed: u64, name: &str) -> Option<Arc<[f64]>> {
        self.draws.get(name).filter(|_| seed == self.seed).map(Arc::clone)
    }
}

/// Streams whose scores are read in every iteration.
fn names(model: &Model) -> impl Iterator<Item = String> + '_ {
    let factors = std::iter::once("factor".to_owned());
    factors
        .chain(model.streams.iter().map(|name| format!("stream/{name}")))
        .chain(model.packages.iter().map(|package| format!("work/{}", package.id)))
        .chain(model.risks.iter().map(|risk| format!("risk/{}", risk.id)))
}

/// Standard normal scores by name: drawn, or read where they were kept.
#[derive(Debug, Clone)]
pub(super) struct Normals {
    stream: Stream,
    kept: Option<Arc<[f64]>>,
}

impl Normals {
    pub(super) fn new(seed: u64, name: &str, again: Option<&Again>) -> Normals {
        Normals { stream: Stream::new(seed, name), kept: again.and_then(|again| again.draws(seed, name)) }
    }

    /// The scores of iterations `start`, `start + 1`, ...
    pub(super) fn fill(&self, start: u64, z: &mut [f64]) {
        let from = usize::try_from(start).unwrap_or(usize::MAX);
        let kept = self.kept.as_ref().and_then(|kept| kept.get(from..from.checked_add(z.len())?));
        match kept {
            Some(kept) => z.copy_from_slice(kept),
            None => copula::scores(&self.stream, start, z),
        }
    }
}
