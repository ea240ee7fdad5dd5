//! What stays the same when one model is simulated many times with small changes: the tables of its
//! shapes, and the standard normal scores of its streams, which depend on seed and name alone.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::model::Model;
use super::rng::Stream;
use super::streams::scored;
use super::tables::Tables;

/// Scores kept at most: 64 MB of them. Larger models draw anew each time, with the same result.
const MOST: usize = 8_000_000;

/// Tables and draws of a model.
#[derive(Debug)]
pub(crate) struct DrawCache {
    pub(super) tables: Tables,
    scores: BTreeMap<String, Arc<[f64]>>,
    seed: u64,
}

impl DrawCache {
    /// Of a model that will be simulated with the same seed, at most as many iterations, and with the same
    /// shapes or constants in their place.
    #[must_use]
    pub(crate) fn of(model: &Model) -> DrawCache {
        let names: Vec<String> = scored(model).collect();
        let keep = names.len().saturating_mul(model.iterations) <= MOST;
        let draw = |name: String| {
            let mut z = vec![0.0; model.iterations];
            Stream::new(model.seed, &name).fill_scores(0, &mut z);
            (name, Arc::from(z))
        };
        let scores = if keep { names.into_par_iter().map(draw).collect() } else { BTreeMap::new() };
        DrawCache { tables: Tables::of_model(model), scores, seed: model.seed }
    }

    /// The scores of a stream, if they were kept.
    fn scores(&self, seed: u64, name: &str) -> Option<Arc<[f64]>> {
        self.scores.get(name).filter(|_| seed == self.seed).map(Arc::clone)
    }
}

/// Standard normal scores by name: drawn, or read where they were kept.
#[derive(Debug, Clone)]
pub(super) struct Normals {
    stream: Stream,
    kept: Option<Arc<[f64]>>,
}

impl Normals {
    pub(super) fn new(seed: u64, name: &str, cache: Option<&DrawCache>) -> Normals {
        Normals { stream: Stream::new(seed, name), kept: cache.and_then(|cache| cache.scores(seed, name)) }
    }

    /// The scores of iterations `start`, `start + 1`, ...
    pub(super) fn fill(&self, start: u64, z: &mut [f64]) {
        let from = usize::try_from(start).unwrap_or(usize::MAX);
        let kept = self.kept.as_ref().and_then(|kept| kept.get(from..from.checked_add(z.len())?));
        match kept {
            Some(kept) => z.copy_from_slice(kept),
            None => self.stream.fill_scores(start, z),
        }
    }
}
