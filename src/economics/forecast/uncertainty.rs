//! How much the chance of success depends on inputs that are not known exactly: effects, probabilities and
//! correlation drawn in an outer loop around the simulation (MODEL 14.4).

use bidwright_base::simulated::Span;
use rayon::prelude::*;

use super::draw_cache::DrawCache;
use super::resimulate;
use super::rng::Stream;
use super::scenario_pair::{Runs, scenarios};
use super::success::{Success, success};
use super::terms::Terms;
use super::treatment::{InputSampler, apply_inputs};
use crate::plan;
use crate::plan::Scope;
use crate::price::Priced;
use bidwright_model::distributions::beta_quantile;

/// Draws of the uncertain inputs, and deliveries simulated for each: our assumption.
const DRAWS: u32 = 200;
const INNER: u32 = 5_000;
/// The weight of a stated effect or probability, in observations (α + β of its beta distribution): our
/// assumption.
const CONCENTRATION: f64 = 10.0;
/// The range of the common correlation: our assumption.
const CORRELATION: (f64, f64) = (0.1, 0.4);

/// The chance of success over what the inputs may be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Uncertainty {
    /// How many inputs were drawn.
    pub draws: u32,
    /// Deliveries simulated for each.
    pub iterations: u32,
    /// Of joint success with the office.
    pub with: Span,
    /// Of joint success without.
    pub without: Span,
    /// Of the difference.
    pub gain: Span,
    /// In what part of the draws the office raises success.
    pub helps: f64,
}

/// Draws what is uncertain about the inputs, and simulates each draw over the same random numbers.
#[must_use]
pub fn uncertainty(offer: Priced<'_>, seed: u64) -> Uncertainty {
    let Priced { deal, book, plan, .. } = offer;
    let bare = plan::plan(deal, book, Scope::WITHOUT_PMO);
    let terms = Terms::of(offer, &bare);
    let model = scenarios(deal, book, &[plan, &bare], Runs { iterations: INNER, seed });
    let cache = DrawCache::of(&model);

    let draw = |n: u32| -> [f64; 2] {
        let mut model = model.clone();
        let drawn = Drawn { seed, n: n.into() };
        // In a deal that assumes more within a stream there is less left to share.
        model.common_correlation = drawn.correlation().min(1.0 - model.stream_correlation);
        apply_inputs(&mut model, deal, book, &[plan, &bare], &drawn);
        let forecast = resimulate(&model, &cache);
        let joint = |case: usize, payment: super::Payment| -> Success {
            let outcome = &forecast.cases[case];
            success(outcome.finish.values(), &payment.customer_cost(outcome), &outcome.ends, &terms.targets)
        };
        [joint(0, terms.with).joint.value, joint(1, terms.without).joint.value]
    };
    let joints: Vec<[f64; 2]> = (0..DRAWS).into_par_iter().map(draw).collect();

    let span = |of: &dyn Fn(&[f64; 2]) -> f64| {
        let sample = super::Sample::new(joints.iter().map(of).collect());
        Span { low: sample.quantile(0.05).value, high: sample.quantile(0.95).value }
    };
    Uncertainty {
        draws: DRAWS,
        iterations: INNER,
        with: span(&|joint| joint[0]),
        without: span(&|joint| joint[1]),
        gain: span(&|joint| joint[0] - joint[1]),
        helps: joints.iter().filter(|joint| joint[0] > joint[1]).count() as f64 / f64::from(DRAWS),
    }
}

/// One draw of everything uncertain, each from a stream of its own name.
struct Drawn {
    seed: u64,
    n: u64,
}

impl Drawn {
    fn uniform(&self, name: &str) -> f64 {
        // The prefix is part of the stream name and so fixes the draws: another word would change every figure.
        Stream::new(self.seed, &format!("belief/{name}")).uniform(self.n)
    }

    fn correlation(&self) -> f64 {
        let (least, most) = CORRELATION;
        least + (most - least) * self.uniform("correlation")
    }
}

impl InputSampler for Drawn {
    fn probability(&self, risk: &str, stated: f64) -> f64 {
        beta_quantile(stated, CONCENTRATION, self.uniform(&format!("risk/{risk}")))
    }

    fn effect(&self, name: &str, used: f64) -> f64 {
        beta_quantile(used, CONCENTRATION, self.uniform(&format!("effect/{name}")))
    }
}
