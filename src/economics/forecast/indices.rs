//! How each package bears on the finish (MODEL 5.4): cruciality and what significance needs. Criticality is
//! counted by the simulation itself.
//!
//! Draws are pure functions of their names, so what a package took in an iteration is drawn again here
//! instead of being kept.

use super::copula::{self, Factors};
use super::drivers::{Correlation, Input, pearson, ranks, told};
use super::model::Model;
use super::outcome::Outcome;
use super::prepared::threshold;
use super::rng::Stream;
use super::sample::Sample;
use super::tables::Tables;

/// How a package bears on the finish.
#[derive(Debug, Clone, PartialEq)]
pub struct Index {
    /// The package.
    pub id: String,
    /// Cruciality: rank correlation of its duration with the finish; `None` where its interval includes 0.
    pub cruciality: Option<Correlation>,
    /// σ(D)/σ(T): times criticality it is the significance index SSI.
    pub spread: f64,
}

/// The packages in scope of the first case whose duration varies.
pub(super) fn indices(model: &Model, tables: &Tables, outcome: &Outcome) -> Vec<Index> {
    let draws = Draws::new(model);
    let finish = ranks(outcome.finish.values());
    let whole = outcome.finish.sd().value;
    let index = |p: usize| {
        let duration = draws.duration(p, tables);
        let rho = pearson(&ranks(&duration), &finish)?;
        let spread = if whole > 0.0 { Sample::new(duration).sd().value / whole } else { 0.0 };
        Some(Index { id: model.packages[p].id.clone(), cruciality: told(rho, model.iterations), spread })
    };
    (0..model.packages.len()).filter(|p| model.cases[0].scope[*p]).filter_map(index).collect()
}

/// The draws of the first case, made again.
pub(super) struct Draws<'m> {
    model: &'m Model,
    factors: Factors,
    shared: Vec<Vec<f64>>,
}

impl<'m> Draws<'m> {
    pub(super) fn new(model: &'m Model) -> Draws<'m> {
        let (common, within) = (model.common_correlation, model.stream_correlation);
        let factors = Factors::new(model.seed, &model.streams, common, within, None);
        let mut shared = vec![vec![0.0; model.iterations]; factors.count()];
        factors.draw(0, &mut shared);
        Draws { model, factors, shared }
    }

    /// A number for each iteration that rises with what the input came to.
    pub(super) fn of(&self, input: &Input) -> Vec<f64> {
        match input {
            Input::Common => self.shared[0].clone(),
            Input::Work(id) => {
                let package = self.model.packages.iter().find(|package| package.id == *id);
                self.scores(&format!("work/{id}"), package.and_then(|package| package.stream), true)
            }
            Input::Risk(id) => {
                let k = self.model.risks.iter().position(|risk| risk.id == *id).expect("a risk of the model");
                self.severities(k).into_iter().map(|u| u.unwrap_or(0.0)).collect()
            }
        }
    }

    /// The severity of a risk where it occurs.
    fn severities(&self, k: usize) -> Vec<Option<f64>> {
        let risk = &self.model.risks[k];
        let stream = risk.on.and_then(|p| self.model.packages[p].stream);
        let scores = self.scores(&format!("risk/{}", risk.id), stream, risk.linked);
        let above = threshold(self.model.cases[0].treated[k].probability);
        let severity = Stream::new(self.model.seed, &format!("severity/{}", risk.id));
        scores.iter().zip(0..).map(|(z, n)| (*z > above).then(|| severity.uniform(n))).collect()
    }

    /// D of a package: its slowest role, and what risks on it add.
    fn duration(&self, p: usize, tables: &Tables) -> Vec<f64> {
        let package = &self.model.packages[p];
        let z = self.scores(&format!("work/{}", package.id), package.stream, true);
        let mut days = vec![0.0_f64; z.len()];
        let mut x = vec![0.0; z.len()];
        for role in &package.roles {
            tables.sampler(&role.effort).fill(&z, &mut x);
            days.iter_mut().zip(&x).for_each(|(days, x)| *days = days.max(x / role.team));
        }
        for (k, risk) in self.model.risks.iter().enumerate().filter(|(_, risk)| risk.on == Some(p)) {
            let (sampler, impact) = (tables.sampler(&risk.delay), self.model.cases[0].treated[k].impact);
            for (days, u) in days.iter_mut().zip(self.severities(k)) {
                if let Some(u) = u {
                    *days += impact * sampler.at(bidwright_model::distributions::normal::quantile(u));
                }
            }
        }
        days.iter_mut().for_each(|days| *days = days.max(0.0));
        days
    }

    fn scores(&self, name: &str, stream: Option<usize>, linked: bool) -> Vec<f64> {
        let mut z = vec![0.0; self.model.iterations];
        copula::scores(&Stream::new(self.model.seed, name), 0, &mut z);
        if linked {
            self.factors.join(stream, &self.shared, &mut z);
        }
        z
    }
}
