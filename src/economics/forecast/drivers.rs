//! What moves cost, finish and success: each uncertain input by itself (MODEL 11).

use rayon::prelude::*;

use super::correlation::{Correlation, pearson, ranks, significant};
use super::draw_cache::DrawCache;
use super::indices::{Index, indices};
use super::model::Model;
use super::outcome::Outcome;
use super::redraws::{Input, Redraws};
use super::success::{Payment, Targets, success};
use super::{resimulate, simulate};
use bidwright_model::distributions::Shape;

/// Inputs whose swing is simulated: those that correlate most with cost or finish.
const SWINGS: usize = 40;

/// How an input correlates with cost and finish.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// The input.
    pub input: Input,
    /// Rank correlation with cost; `None` where its interval includes 0.
    pub cost: Option<Correlation>,
    /// Rank correlation with finish; `None` where its interval includes 0.
    pub finish: Option<Correlation>,
}

impl Link {
    fn strength(&self) -> f64 {
        [self.cost, self.finish].into_iter().flatten().map(|c| c.rho.abs()).fold(0.0, f64::max)
    }
}

/// The delivery with one input held at its P10 and at its P90, all others random.
#[derive(Debug, Clone, PartialEq)]
pub struct Swing {
    /// The input.
    pub input: Input,
    /// At P10.
    pub low: Point,
    /// At P90.
    pub high: Point,
}

/// Figures of a delivery with one input held.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// Mean cost.
    pub cost: f64,
    /// P80 of cost.
    pub cost_p80: f64,
    /// Mean finish.
    pub finish: f64,
    /// P80 of finish.
    pub finish_p80: f64,
    /// Joint success.
    pub success: f64,
    /// The customer's net value of the office; `None` where no net value is asked for.
    pub net_value: Option<f64>,
}

/// The customer's net value of the office, from a simulated delivery with it and one without.
pub type NetValueFn<'j> = dyn Fn(&Outcome, &Outcome) -> f64 + Sync + 'j;

/// The sensitivity of a delivery to its uncertain inputs.
#[derive(Debug, Clone, PartialEq)]
pub struct Drivers {
    /// Simulated deliveries it is taken from.
    pub iterations: usize,
    /// How each package of the network affects the finish.
    pub indices: Vec<Index>,
    /// Inputs that correlate with cost or finish, strongest first.
    pub links: Vec<Link>,
    /// Inputs by their swing of success, then of the P80 of cost, largest first.
    pub swings: Vec<Swing>,
}

impl Drivers {
    /// How a package of the network affects the finish; `None` if its duration does not vary.
    #[must_use]
    pub fn index(&self, package: &str) -> Option<&Index> {
        self.indices.iter().find(|index| index.id == package)
    }

    /// Whether the net value of the office is known at the ends of the swings.
    #[must_use]
    pub fn have_net_value(&self) -> bool {
        self.swings.iter().any(|swing| swing.low.net_value.is_some())
    }
}

/// The drivers of the first case of a model; the second, if there is one, is scenario 0 of the net value.
#[must_use]
pub fn drivers(
    model: &Model,
    payment: Payment,
    targets: &Targets,
    net_value: Option<&NetValueFn<'_>>,
) -> Drivers {
    let mut model = model.clone();
    for case in &mut model.cases {
        case.criticality = false;
    }
    let mut alone = model.clone();
    alone.cases.truncate(1);
    let outcome = simulate(&alone).cases.swap_remove(0);
    let mut links = links(&alone, &outcome);
    links.sort_by(|a, b| b.strength().total_cmp(&a.strength()));

    let held = Held { model: &model, cache: DrawCache::of(&model), payment, targets, net_value };
    let inputs: Vec<&Input> = links.iter().map(|link| &link.input).take(SWINGS + 1).collect();
    let swing = |input: &&Input| {
        Some(Swing { input: (*input).clone(), low: held.point(input, 0.1)?, high: held.point(input, 0.9)? })
    };
    let mut swings: Vec<Swing> = inputs.par_iter().filter_map(swing).collect();
    let by = |of: fn(&Point) -> f64| move |swing: &Swing| (of(&swing.high) - of(&swing.low)).abs();
    let (chance, money) = (by(|point| point.success), by(|point| point.cost_p80));
    swings.sort_by(|a, b| chance(b).total_cmp(&chance(a)).then(money(b).total_cmp(&money(a))));
    links.retain(|link| link.strength() > 0.0);
    Drivers {
        iterations: model.iterations,
        indices: indices(&alone, &held.cache.tables, &outcome),
        links,
        swings,
    }
}

/// Every uncertain input with its correlations.
fn links(model: &Model, outcome: &Outcome) -> Vec<Link> {
    let (cost, finish) = (ranks(outcome.cost.values()), ranks(outcome.finish.values()));
    let draws = Redraws::new(model);
    inputs(model)
        .into_par_iter()
        .map(|input| {
            let ranks = ranks(&draws.of(&input));
            let with = |other: &[f64]| significant(pearson(&ranks, other)?, model.iterations);
            Link { cost: with(&cost), finish: with(&finish), input }
        })
        .collect()
}

/// What is uncertain in the first case.
fn inputs(model: &Model) -> Vec<Input> {
    let case = &model.cases[0];
    let uncertain = |p: &usize| model.packages[*p].roles.iter().any(|role| !role.effort.is_constant());
    let packages = (0..model.packages.len()).filter(|p| case.scope[*p]).filter(uncertain);
    let threatens = |k: &usize| {
        let in_scope = model.risks[*k].on.is_none_or(|p| case.scope[p]);
        in_scope && case.treated[*k].probability > 0.0
    };
    let risks = (0..model.risks.len()).filter(threatens);
    let common = (model.common_correlation > 0.0).then_some(Input::Common);
    (common.into_iter())
        .chain(packages.map(|p| Input::Work(model.packages[p].id.clone())))
        .chain(risks.map(|k| Input::Risk(model.risks[k].id.clone())))
        .collect()
}

/// A model in which one input after another is held.
struct Held<'h> {
    model: &'h Model,
    cache: DrawCache,
    payment: Payment,
    targets: &'h Targets,
    net_value: Option<&'h NetValueFn<'h>>,
}

impl Held<'_> {
    /// The delivery with one input at its q-quantile; `None` for what cannot be held.
    fn point(&self, input: &Input, q: f64) -> Option<Point> {
        let outcome = self.outcome(input, q, 0)?;
        let paid = self.payment.customer_cost(&outcome);
        let joint = success(outcome.finish.values(), &paid, &outcome.ends, self.targets).joint;
        let net_value = match self.net_value {
            Some(net_value) if self.model.cases.len() > 1 => {
                Some(net_value(&outcome, &self.outcome(input, q, 1)?))
            }
            _ => None,
        };
        Some(Point {
            cost: outcome.cost.mean().value,
            cost_p80: outcome.cost.quantile(0.8).value,
            finish: outcome.finish.mean().value,
            finish_p80: outcome.finish.quantile(0.8).value,
            success: joint.value,
            net_value,
        })
    }

    /// One case with the input held. What a risk comes to at a quantile differs by case, so each is
    /// simulated by itself.
    fn outcome(&self, input: &Input, q: f64, case: usize) -> Option<Outcome> {
        let mut held = self.model.clone();
        held.cases = vec![held.cases.swap_remove(case)];
        let mut refused = false;
        match input {
            Input::Common => return None,
            Input::Work(id) => {
                let package = held.packages.iter_mut().find(|package| package.id == *id)?;
                for role in &mut package.roles {
                    role.effort = Shape::Constant(role.effort.quantile(q));
                }
            }
            Input::Risk(id) => {
                let k = held.risks.iter().position(|risk| risk.id == *id)?;
                let treated = &mut held.cases[0].treated[k];
                let severity = severity_at(q, treated.probability);
                treated.probability = if severity.is_some() { 1.0 } else { 0.0 };
                if let Some(u) = severity {
                    let risk = &mut held.risks[k];
                    risk.cost = Shape::Constant(risk.cost.quantile(u));
                    risk.delay = Shape::Constant(risk.delay.quantile(u));
                    // The severity that decides is the one held, not the one drawn.
                    refused = risk.defeats_acceptance && u * treated.impact > held.acceptance_threshold;
                    risk.defeats_acceptance = false;
                }
            }
        }
        let mut outcome = resimulate(&held, &self.cache).cases.swap_remove(0);
        if refused {
            outcome.ends.iter_mut().for_each(super::End::refuse);
        }
        Some(outcome)
    }
}

/// The severity of a risk at the q-quantile of what it comes to, most often nothing.
fn severity_at(q: f64, probability: f64) -> Option<f64> {
    let spared = 1.0 - probability;
    (q > spared).then(|| (q - spared) / probability)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rare_risk_is_nothing_at_its_p90() {
        assert_eq!(severity_at(0.9, 0.05), None);
        assert_eq!(severity_at(0.1, 0.4), None);
        assert!((severity_at(0.9, 0.4).expect("it occurs") - 0.75).abs() < 1e-12);
        assert!((severity_at(0.1, 1.0).expect("always") - 0.1).abs() < 1e-12);
    }
}
