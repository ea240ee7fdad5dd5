//! What an input was in each iteration. Draws are pure functions of their names, so it is drawn once more
//! here instead of being kept by the simulation.

use super::copula::Factors;
use super::model::Model;
use super::prepared::threshold;
use super::rng::Stream;
use super::tables::Tables;
use bidwright_model::distributions::normal;

/// Something uncertain, by its id in the deal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// What all estimates of the deal share.
    Common,
    /// The effort of a package.
    Work(String),
    /// A risk: whether it occurs, and how severely.
    Risk(String),
}

/// The draws of the first case of a model.
pub(super) struct Redraws<'m> {
    model: &'m Model,
    factors: Factors,
    shared: Vec<Vec<f64>>,
}

impl<'m> Redraws<'m> {
    pub(super) fn new(model: &'m Model) -> Redraws<'m> {
        let (common, within) = (model.common_correlation, model.stream_correlation);
        let factors = Factors::new(model.seed, &model.streams, common, within, None);
        let mut shared = vec![vec![0.0; model.iterations]; factors.count()];
        factors.draw(0, &mut shared);
        Redraws { model, factors, shared }
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
    pub(super) fn duration(&self, p: usize, tables: &Tables) -> Vec<f64> {
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
                    *days += impact * sampler.at(normal::quantile(u));
                }
            }
        }
        days.iter_mut().for_each(|days| *days = days.max(0.0));
        days
    }

    fn scores(&self, name: &str, stream: Option<usize>, linked: bool) -> Vec<f64> {
        let mut z = vec![0.0; self.model.iterations];
        Stream::new(self.model.seed, name).fill_scores(0, &mut z);
        if linked {
            self.factors.join(stream, &self.shared, &mut z);
        }
        z
    }
}
