//! Correlation by common factors: a Gaussian copula (MODEL 3).
//!
//! Z = √ρ0·G0 + √ρg·G_stream + √(1−ρ0−ρg)·ε. Any ρ0, ρg ≥ 0 with ρ0 + ρg ≤ 1 is positive
//! semi-definite by construction. Raw samples are never multiplied by a matrix.

use super::draw_cache::{DrawCache, Normals};

/// The factors of a model.
#[derive(Debug)]
pub(super) struct Factors {
    common: Normals,
    streams: Vec<Normals>,
    common_weight: f64,
    stream_weight: f64,
    /// Weight of ε outside streams, and inside.
    own: [f64; 2],
}

impl Factors {
    pub(super) fn new(
        seed: u64,
        names: &[String],
        common: f64,
        within: f64,
        cache: Option<&DrawCache>,
    ) -> Factors {
        Factors {
            common: Normals::new(seed, "factor", cache),
            streams: names.iter().map(|name| Normals::new(seed, &format!("stream/{name}"), cache)).collect(),
            common_weight: common.sqrt(),
            stream_weight: within.sqrt(),
            // Below zero only by rounding.
            own: [(1.0 - common).max(0.0).sqrt(), (1.0 - common - within).max(0.0).sqrt()],
        }
    }

    /// Draws the factors of a block of iterations from `start`: `shared[0]` is what things without a
    /// stream share, `shared[1 + s]` what those of stream s do.
    pub(super) fn draw(&self, start: u64, shared: &mut [Vec<f64>]) {
        let (first, others) = shared.split_first_mut().expect("there is the common factor");
        self.common.fill(start, first);
        for z in first.iter_mut() {
            *z *= self.common_weight;
        }
        for (stream, shared) in self.streams.iter().zip(others) {
            stream.fill(start, shared);
            for (z, common) in shared.iter_mut().zip(first.iter()) {
                *z = common + self.stream_weight * *z;
            }
        }
    }

    /// How many shared sums there are.
    pub(super) fn count(&self) -> usize {
        1 + self.streams.len()
    }

    /// Turns ε into Z for something in `stream`.
    pub(super) fn join(&self, stream: Option<usize>, shared: &[Vec<f64>], z: &mut [f64]) {
        let own = self.own[usize::from(stream.is_some())];
        for (z, shared) in z.iter_mut().zip(&shared[stream.map_or(0, |s| s + 1)]) {
            *z = shared + own * *z;
        }
    }
}
