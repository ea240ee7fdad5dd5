//! `bidwright.value/1`: what the delivery office costs and brings, all for the customer at the same budget,
//! unless a key says otherwise. Without `[stakes]` every figure that needs them is null.

mod exposure;
mod sets;

use serde::Serialize;

use super::{Published, money};
use bidwright_base::money::{Currency, Money};
use bidwright_economics::offer::{Offer, ValueAnalysis};
use bidwright_economics::value;
use bidwright_economics::value::{PmoValue, TurningPoint};
use exposure::Exposure;
use sets::{Activity, Lever, Point, Search};

/// The value of a deal's delivery office.
///
/// ```
/// # let store = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/workspace.rs"));
/// # let offer = bidwright_service::plan(&store, "deal.toml").result.expect("a deal without errors");
/// use bidwright_service::{json, pipeline};
///
/// let analysis = pipeline::analyse_value(&offer, None);
/// let published = serde_json::to_value(json::Value::of(&offer, &analysis, &[]))?;
/// // The deal has no `[stakes]`: what the office costs is known, what it brings is not.
/// assert!(published["pmo_cost"].is_string() && published["net_value"].is_null());
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, Serialize)]
pub struct Value<'o> {
    number: &'o str,
    revision: u32,
    currency: &'static str,
    iterations: u32,
    seed: u64,
    verdict: Option<&'static str>,
    exposure: Option<Exposure<'o>>,
    /// The whole office.
    pmo_cost: Money,
    /// Over the mandatory activities.
    pmo_cost_increment: Money,
    customer_hours: Money,
    loss_reduction: Option<Money>,
    /// `loss_reduction` less `pmo_cost_increment`.
    net_value: Option<Money>,
    net_value_standard_error: Option<Money>,
    break_even_avoided_percent: Option<f64>,
    break_even_failure_cost: Option<Money>,
    same_budget: Option<BreakEven>,
    repriced: Option<BreakEven>,
    parties: Option<Parties>,
    cross_check: Option<CrossCheck>,
    results: Option<Results>,
    ledger: Option<Vec<Activity<'o>>>,
    frontier: Option<Vec<Point<'o>>>,
    offered: Option<Point<'o>>,
    leanest: Option<Point<'o>>,
    ties: Option<Vec<Point<'o>>>,
    search: Option<Search>,
    turning: Vec<Lever<'o>>,
}

impl Published for Value<'_> {
    const KIND: &'static str = "value";
}

#[derive(Debug, Clone, Serialize)]
struct BreakEven {
    /// Null with its like where no chance of success is told.
    success_without: Option<f64>,
    success_with: Option<f64>,
    gain: Option<f64>,
    gain_standard_error: Option<f64>,
    mean_failure_cost: Option<Money>,
    break_even_failure_cost: Option<Money>,
    required_success: Option<f64>,
    required_odds_ratio: Option<f64>,
}

#[derive(Debug, Clone, Serialize)]
struct Parties {
    customer: Net,
    supplier: Net,
}

#[derive(Debug, Clone, Serialize)]
struct Net {
    failure_cost_without: Simulated,
    failure_cost_with: Simulated,
    failure_probability_without: f64,
    failure_probability_with: f64,
    failure_cost_p90_without: Money,
    failure_cost_p90_with: Money,
    loss_reduction: Simulated,
    pmo_cost_increment: Money,
    net_value: Simulated,
    most_pmo_may_cost: Money,
}

#[derive(Debug, Clone, Serialize)]
struct Simulated {
    value: Money,
    standard_error: Money,
}

#[derive(Debug, Clone, Serialize)]
struct CrossCheck {
    implied_odds_ratio: Option<f64>,
    needed_odds_ratio: Option<f64>,
    prior_p5: f64,
    prior_p95: f64,
    prior_harm: f64,
    prior_pays: Option<f64>,
    outside: bool,
}

#[derive(Debug, Clone, Serialize)]
struct Results {
    with: Outturn,
    without: Outturn,
    break_even_win_ratio: Option<f64>,
}

#[derive(Debug, Clone, Serialize)]
struct Outturn {
    mean: Simulated,
    loss_probability: f64,
    below_floor_probability: f64,
    worst_tenth_mean: Money,
}

impl<'o> Value<'o> {
    /// Of an offer with its value analysis.
    #[must_use]
    pub fn of(offer: &'o Offer, value_analysis: &'o ValueAnalysis, turning: &[TurningPoint]) -> Value<'o> {
        let ValueAnalysis { scenario_pair, value, .. } = value_analysis;
        let currency = offer.quote.currency;
        let pmo_value = value.pmo_value.as_ref();
        let carried = scenario_pair.with.success.is_carried();
        let money = |amount| money(currency, amount);
        let lean = pmo_value.map(|pmo_value| &pmo_value.lean);
        let points = |points: &'o [value::lean::Point]| -> Vec<Point<'o>> {
            points.iter().map(|point| Point::of(offer, point)).collect()
        };
        Value {
            number: &offer.deal.head.number.value,
            revision: offer.deal.head.revision.value,
            currency: currency.code(),
            iterations: scenario_pair.runs.iterations,
            seed: scenario_pair.runs.seed,
            verdict: pmo_value.map(|pmo_value| pmo_value.verdict.word()),
            exposure: pmo_value.map(|pmo_value| Exposure::of(offer, &pmo_value.exposure)),
            pmo_cost: value.office.whole,
            pmo_cost_increment: value.office.increment,
            customer_hours: value.office.own_hours,
            loss_reduction: pmo_value.map(|pmo_value| money(pmo_value.customer.reduction.value)),
            net_value: pmo_value.map(|pmo_value| money(pmo_value.customer.value.value)),
            net_value_standard_error: pmo_value.map(|pmo_value| money(pmo_value.customer.value.se)),
            break_even_avoided_percent: pmo_value.and_then(|pmo_value| pmo_value.break_even_points),
            break_even_failure_cost: pmo_value
                .and_then(|pmo_value| pmo_value.same_budget.failure_cost)
                .map(money),
            same_budget: pmo_value.map(|pmo_value| BreakEven::of(currency, &pmo_value.same_budget, carried)),
            repriced: pmo_value.map(|pmo_value| BreakEven::of(currency, &pmo_value.repriced, carried)),
            parties: pmo_value.map(|PmoValue { customer, supplier, .. }| Parties {
                customer: Net::of(currency, customer),
                supplier: Net::of(currency, supplier),
            }),
            cross_check: pmo_value.map(|pmo_value| CrossCheck::of(&pmo_value.check)),
            results: pmo_value.map(|pmo_value| Results::of(currency, &pmo_value.results)),
            ledger: pmo_value
                .map(|pmo_value| pmo_value.ledger.iter().map(|row| Activity::of(offer, row)).collect()),
            frontier: lean.map(|lean| points(&lean.frontier)),
            offered: lean.map(|lean| Point::of(offer, &lean.offered)),
            leanest: lean.map(|lean| Point::of(offer, &lean.leanest)),
            ties: lean.map(|lean| points(&lean.ties)),
            search: lean.map(|lean| Search::of(currency, lean.proof)),
            turning: turning.iter().map(|one| Lever::of(offer, one)).collect(),
        }
    }
}

impl Simulated {
    fn of(currency: Currency, simulated: bidwright_base::simulated::Simulated) -> Simulated {
        Simulated { value: money(currency, simulated.value), standard_error: money(currency, simulated.se) }
    }
}

impl BreakEven {
    fn of(currency: Currency, of: &value::BreakEven, carried: bool) -> BreakEven {
        let told = |p: f64| carried.then_some(p);
        let money = |amount| money(currency, amount);
        BreakEven {
            success_without: told(of.without),
            success_with: told(of.with),
            gain: told(of.gain.value),
            gain_standard_error: told(of.gain.se),
            mean_failure_cost: of.failure.map(money),
            break_even_failure_cost: of.failure_cost.map(money),
            required_success: of.required,
            required_odds_ratio: of.odds,
        }
    }
}

impl Net {
    fn of(currency: Currency, net: &value::Net) -> Net {
        let simulated = |of| Simulated::of(currency, of);
        let money = |amount| money(currency, amount);
        Net {
            failure_cost_without: simulated(net.failure_without),
            failure_cost_with: simulated(net.failure_with),
            failure_probability_without: net.failure_probability[0].value,
            failure_probability_with: net.failure_probability[1].value,
            failure_cost_p90_without: money(net.failure_p90[0].value),
            failure_cost_p90_with: money(net.failure_p90[1].value),
            loss_reduction: simulated(net.reduction),
            pmo_cost_increment: money(net.cost),
            net_value: simulated(net.value),
            most_pmo_may_cost: money(net.max_cost()),
        }
    }
}

impl CrossCheck {
    fn of(check: &value::CrossCheck) -> CrossCheck {
        let [prior_p5, prior_p95] = check.prior.range();
        CrossCheck {
            implied_odds_ratio: check.implied,
            needed_odds_ratio: check.needed,
            prior_p5,
            prior_p95,
            prior_harm: check.prior.below(1.0),
            prior_pays: check.pays,
            outside: check.is_outside(),
        }
    }
}

impl Results {
    fn of(currency: Currency, results: &value::Results) -> Results {
        let outturn = |of: &value::Outturn| Outturn {
            mean: Simulated::of(currency, of.mean),
            loss_probability: of.loss.value,
            below_floor_probability: of.below_floor.value,
            worst_tenth_mean: money(currency, of.worst_tenth),
        };
        Results {
            with: outturn(&results.with),
            without: outturn(&results.without),
            break_even_win_ratio: results.wins().map(|wins| wins.ratio),
        }
    }
}
