//! What would change the decision: for each input the value at which the customer's net value is
//! nothing, all else as stated, over the same random numbers (MODEL 11).

use rayon::prelude::*;

use super::case::Valued;
use super::failure::{Failure, Weights};
use crate::forecast::{
    DrawCache, InputSampler, Model, Runs, ScenarioPair, apply_inputs, double, resimulate, risks_of, scenarios,
};
use crate::plan;
use crate::plan::{Plan, Scope};
use crate::price::Priced;
use bidwright_model::book::{FailureIdx, Rows};
use bidwright_model::deal::{RiskIdx, ThreePoint};

/// Simulated deliveries of each step of a bisection: enough for two digits of the root.
const RUNS: u32 = 20_000;
/// Bisection steps: to a thousandth of the interval.
const STEPS: u32 = 10;
/// Effects are tried up to this multiple of what is stated.
const MAX_EFFECT: f64 = 4.0;
/// What a probability can be.
const PROBABILITY: (f64, f64) = (0.0, 1.0);

/// The value of an input at which the decision would change.
#[derive(Debug, Clone, PartialEq)]
pub struct TurningPoint {
    /// What is changed.
    pub lever: Lever,
    /// As stated, in the lever's unit.
    pub stated: f64,
    /// Where the net value is nothing; `None`: nowhere within reason.
    pub at: Option<f64>,
}

impl TurningPoint {
    /// How far away it is, as a part of what is stated.
    #[must_use]
    pub fn distance(&self) -> f64 {
        self.at.map_or(f64::INFINITY, |at| ((at - self.stated) / self.stated).abs())
    }
}

impl Lever {
    /// Whether its values are money; else a factor, months, percent or a probability.
    #[must_use]
    pub fn is_money(&self) -> bool {
        matches!(self, Lever::OfficeCost | Lever::WeekLate | Lever::InternalCost)
    }
}

/// An input of the decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lever {
    /// What the office costs the customer, in money.
    OfficeCost,
    /// All stated effects together, as a multiple of what they are.
    Effects,
    /// All costs of failure together, as a multiple of what they are.
    FailureCost,
    /// A week late, in money (likely).
    WeekLate,
    /// Months of benefit lost (likely).
    BenefitMonths,
    /// The customer's internal cost (likely).
    InternalCost,
    /// Reprocurement, in percent of price (likely).
    Reprocurement,
    /// The probability of a risk.
    Probability(RiskIdx),
}

/// Every lever of an offer with stakes, nearest first.
#[must_use]
pub fn turning_points(offer: Priced<'_>, scenario_pair: &ScenarioPair) -> Vec<TurningPoint> {
    let Priced { deal, book, plan, .. } = offer;
    let study = Study::new(Valued { offer, scenario_pair });
    let mut turning = vec![study.office()];
    turning.extend(study.stakes());
    turning.push(study.effects());
    let offered = plan.governance.activities.iter().map(|c| &book.methodology.activities[c.activity]);
    let treated: Vec<FailureIdx> =
        offered.filter(|a| !a.mandatory).flat_map(|a| a.treats.iter().map(|t| t.failure)).collect();
    let risks: Vec<RiskIdx> = risks_of(deal, &[plan])
        .filter(|risk| risk.failure.is_some_and(|failure| treated.contains(&failure)))
        .filter(|risk| !risk.probability.value.is_zero())
        .filter_map(|risk| deal.risks.index_where(|row| row.id.value == risk.id.value))
        .collect();
    turning.extend(risks.into_par_iter().map(|risk| study.probability(risk)).collect::<Vec<_>>());
    turning.sort_by(|a, b| a.distance().total_cmp(&b.distance()));
    turning
}

/// An offer that is resimulated with one input changed at a time.
struct Study<'v> {
    case: Valued<'v>,
    bare: Plan,
    model: Model,
    cache: DrawCache,
    failure: Failure,
}

impl<'v> Study<'v> {
    fn new(case: Valued<'v>) -> Study<'v> {
        let Valued { offer: Priced { deal, book, plan, .. }, scenario_pair } = case;
        let bare = plan::plan(deal, book, Scope::WITHOUT_PMO);
        let runs = Runs { iterations: scenario_pair.runs.iterations.min(RUNS), ..scenario_pair.runs };
        let model = scenarios(deal, book, &[plan, &bare], runs);
        let cache = DrawCache::of(&model);
        let failure = case.failure(Weights::STATED);
        Study { case, bare, model, cache, failure }
    }

    fn office(&self) -> TurningPoint {
        let scenario_pair = self.case.scenario_pair;
        let value =
            self.case.net_value(&scenario_pair.with.outcome, &scenario_pair.without.outcome, &self.failure);
        let cost = scenario_pair.terms.increment();
        TurningPoint { lever: Lever::OfficeCost, stated: cost, at: Some(cost + value).filter(|at| *at > 0.0) }
    }

    /// The net value is a straight line in each of the stakes: two points give its root exactly.
    fn stakes(&self) -> Vec<TurningPoint> {
        let scenario_pair = self.case.scenario_pair;
        let (with, without) = (&scenario_pair.with.outcome, &scenario_pair.without.outcome);
        let stated = self.case.net_value(with, without, &self.failure);
        let turn = |lever, likely: f64, weights: Weights| {
            let none = self.case.net_value(with, without, &self.case.failure(weights));
            let root = none / (none - stated);
            TurningPoint {
                lever,
                stated: likely,
                at: Some(root * likely).filter(|at| at.is_finite() && *at >= 0.0),
            }
        };
        let stakes = self.case.offer.deal.stakes.as_ref();
        let likely = |of: fn(&bidwright_model::deal::Stakes) -> Option<ThreePoint>| {
            stakes.and_then(of).map(|points| double(points.likely)).filter(|likely| *likely > 0.0)
        };
        let less = |change: fn(&mut Weights)| {
            let mut weights = Weights::STATED;
            change(&mut weights);
            weights
        };
        let mut turning = vec![turn(Lever::FailureCost, 1.0, Weights::all(0.0))];
        let own = [
            (Lever::WeekLate, likely(|s| s.delay_cost_per_week), less(|w| w.week_late = 0.0)),
            (Lever::BenefitMonths, likely(|s| s.benefit_lost_months), less(|w| w.benefit = 0.0)),
            (Lever::InternalCost, likely(|s| s.internal_cost), less(|w| w.internal = 0.0)),
            (Lever::Reprocurement, likely(|s| s.reprocurement_percent), less(|w| w.reprocurement = 0.0)),
        ];
        for (lever, likely, weights) in own {
            if let Some(likely) = likely {
                turning.push(turn(lever, likely, weights));
            }
        }
        turning
    }

    fn effects(&self) -> TurningPoint {
        let at = self.bisect((0.0, MAX_EFFECT), 1.0, &|by| Changed { effects: by, probability: None });
        TurningPoint { lever: Lever::Effects, stated: 1.0, at }
    }

    fn probability(&self, risk: RiskIdx) -> TurningPoint {
        let row = &self.case.offer.deal.risks[risk];
        let stated = double(row.probability.value);
        let id = row.id.value.as_str();
        let at = self.bisect(PROBABILITY, stated, &|p| Changed { effects: 1.0, probability: Some((id, p)) });
        TurningPoint { lever: Lever::Probability(risk), stated, at }
    }

    /// The value nearest to what is stated at which the net value changes its sign.
    fn bisect<'a>(
        &self,
        (least, most): (f64, f64),
        stated: f64,
        changed: &dyn Fn(f64) -> Changed<'a>,
    ) -> Option<f64> {
        let value = |x: f64| self.at(&changed(x));
        let here = value(stated) > 0.0;
        let other = |end: f64| (value(end) > 0.0) != here;
        let end = [least, most].into_iter().find(|end| other(*end))?;
        let (mut same, mut turned) = (stated, end);
        for _ in 0..STEPS {
            let middle = 0.5 * (same + turned);
            if (value(middle) > 0.0) == here { same = middle } else { turned = middle }
        }
        Some(0.5 * (same + turned))
    }

    /// NV with some inputs changed.
    fn at(&self, changed: &Changed<'_>) -> f64 {
        let mut model = self.model.clone();
        let Priced { deal, book, plan, .. } = self.case.offer;
        apply_inputs(&mut model, deal, book, &[plan, &self.bare], changed);
        let cases = resimulate(&model, &self.cache).cases;
        self.case.net_value(&cases[0], &cases[1], &self.failure)
    }
}

/// Inputs in place of the stated ones.
struct Changed<'a> {
    effects: f64,
    probability: Option<(&'a str, f64)>,
}

impl InputSampler for Changed<'_> {
    fn probability(&self, risk: &str, stated: f64) -> f64 {
        self.probability.filter(|(id, _)| *id == risk).map_or(stated, |(_, p)| p)
    }

    fn effect(&self, _: &str, used: f64) -> f64 {
        // No effect takes all of anything.
        (used * self.effects).min(0.99)
    }
}
