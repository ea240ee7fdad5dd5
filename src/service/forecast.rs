//! Forecast: cost, finish and chance of success, with the delivery office and without.

use super::{Answer, open, pipeline};
use bidwright_economics::forecast::{Runs, ScenarioPair};
use bidwright_economics::offer::Offer;
use bidwright_input::Files;
use bidwright_model::distributions::Shape;
use pipeline::ForecastReport;

/// Which forecast is asked for.
#[derive(Debug, Clone, Copy)]
pub struct ForecastRequest<'r> {
    /// The deal file.
    pub deal: &'r str,
    /// Simulated projects; `None`: the deal's.
    pub iterations: Option<u32>,
    /// Seed of the random numbers; `None`: the deal's.
    pub seed: Option<u64>,
}

/// A deal with its forecast.
#[derive(Debug, Clone)]
pub struct Forecasted {
    /// The offer.
    pub offer: Offer,
    /// Its forecast.
    pub forecast_report: ForecastReport,
}

/// What the customer's budget does to the chance of success at the same budget.
///
/// ```
/// # use bidwright_input::Files;
/// # let store = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/workspace.rs"));
/// # let deal = String::from_utf8(store.read("deal.toml").unwrap().unwrap()).unwrap();
/// use bidwright_service::{BudgetEffect, ForecastRequest, forecast};
///
/// let store = store.with("deal.toml", deal + "[stakes]\nbudget = 10_000\n");
/// let request = ForecastRequest { deal: "deal.toml", iterations: None, seed: None };
/// let forecasted = forecast(&store, &request).result.expect("a deal without errors");
/// let pair = &forecasted.forecast_report.scenario_pair;
/// assert_eq!(BudgetEffect::of(&forecasted.offer, pair), Some(BudgetEffect::OfferAbove));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BudgetEffect {
    /// The offer itself is above the budget.
    OfferAbove,
    /// It turns the gain of the delivery office into a loss.
    LowersSuccess,
    /// It takes back part of the gain.
    LessensGain,
}

impl BudgetEffect {
    /// Of an offer; `None` without a budget, and where it has no clear effect.
    #[must_use]
    pub fn of(offer: &Offer, scenario_pair: &ScenarioPair) -> Option<BudgetEffect> {
        let ScenarioPair { with, without, repriced, .. } = scenario_pair;
        let (one, other) = with.success.in_budget.zip(without.success.in_budget)?;
        let budget = offer.deal.stakes.as_ref().and_then(|stakes| stakes.budget);
        if budget.is_some_and(|budget| offer.quote.totals.net > budget.value) {
            return Some(BudgetEffect::OfferAbove);
        }
        // A difference within its error is none; the larger of the two errors is used for the paired one.
        if other.value - one.value <= 2.0 * one.se.max(other.se) {
            return None;
        }
        let regained = repriced.joint.value - with.success.joint.value;
        if with.success.above(&without.success).value < 0.0 {
            Some(BudgetEffect::LowersSuccess)
        } else {
            (regained > 0.005).then_some(BudgetEffect::LessensGain)
        }
    }
}

/// Whether the parts of success, multiplied, clearly miss the chance of all together: they are not independent.
///
/// ```
/// use bidwright_service::{ForecastRequest, are_parts_dependent, forecast};
///
/// # let store = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/workspace.rs"));
/// let request = ForecastRequest { deal: "deal.toml", iterations: None, seed: None };
/// let forecasted = forecast(&store, &request).result.expect("a deal without errors");
/// // Nobody stated a deadline or a budget: one part is left, and it is the whole.
/// assert!(!are_parts_dependent(&forecasted.forecast_report.scenario_pair));
/// ```
#[must_use]
pub fn are_parts_dependent(scenario_pair: &ScenarioPair) -> bool {
    let ScenarioPair { with, without, .. } = scenario_pair;
    [&with.success, &without.success].iter().any(|one| (one.joint.value - one.product()).abs() > 0.005)
}

/// What would have to be stated before a chance of success says anything; `None` where one is told.
#[must_use]
pub fn missing_for_chance(offer: &Offer, scenario_pair: &ScenarioPair) -> Option<Vec<&'static str>> {
    if scenario_pair.with.success.is_carried() {
        return None;
    }
    let ranges = (offer.plan.packages.iter())
        .flat_map(|package| &package.effort)
        .any(|effort| !matches!(effort.shape, Shape::Constant(_)));
    let targets = &scenario_pair.terms.targets;
    let missing = [
        (!ranges, "no effort has a range"),
        (offer.deal.risks.is_empty(), "no risk is listed"),
        (!offer.deal.risks.is_empty(), "no risk listed can defeat success"),
        (targets.deadline.is_none(), "no deadline is stated"),
        (targets.budget.is_none(), "no budget is stated"),
    ];
    Some(missing.into_iter().filter(|(is, _)| *is).map(|(_, words)| words).collect())
}

/// Forecasts a deal. The price does not change with the request.
///
/// ```
/// use bidwright_service::{ForecastRequest, forecast};
///
/// # let store = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/workspace.rs"));
/// let request = ForecastRequest { deal: "deal.toml", iterations: Some(2_000), seed: Some(7) };
/// let forecasted = forecast(&store, &request).result.expect("a deal without errors");
/// let pair = &forecasted.forecast_report.scenario_pair;
/// let cost = &pair.with.outcome.cost;
/// assert!(cost.quantile(0.1).value < cost.quantile(0.9).value);
/// ```
pub fn forecast<F: Files + ?Sized>(files: &F, request: &ForecastRequest<'_>) -> Answer<Forecasted> {
    let (project, mut diags) = open(files, request.deal);
    let forecasted = pipeline::offer(&project, &mut diags).map(|offer| {
        let own = Runs::of(&offer.deal);
        let runs = Runs {
            iterations: request.iterations.unwrap_or(own.iterations),
            seed: request.seed.unwrap_or(own.seed),
        };
        let forecast_report = pipeline::forecast_report(&offer, runs);
        Forecasted { offer, forecast_report }
    });
    Answer::new(project, diags, forecasted)
}
