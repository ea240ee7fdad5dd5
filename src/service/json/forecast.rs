//! `bidwright.forecast/1`: cost, finish and success with the delivery office and without. Simulation errors of
//! every figure are in the text; here that of `joint`.

use serde::Serialize;

use super::{Published, money};
use crate::pipeline::ForecastReport;
use bidwright_base::money::{Currency, Money};
use bidwright_base::simulated::Span;
use bidwright_economics::forecast;
use bidwright_economics::forecast::{Classic, Input, Outcome, Sample, Scenario, ScenarioPair, Uncertainty};
use bidwright_economics::offer::Offer;

/// The forecast of a deal.
///
/// ```
/// # let store = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/workspace.rs"));
/// # let offer = bidwright_service::plan(&store, "deal.toml").result.expect("a deal without errors");
/// use bidwright_economics::forecast::Runs;
/// use bidwright_service::{json, pipeline};
///
/// let report = pipeline::forecast_report(&offer, Runs { iterations: 1_000, seed: 7 });
/// let published = serde_json::to_value(json::Forecast::of(&offer, &report))?;
/// assert_eq!((&published["iterations"], &published["seed"]), (&1_000.into(), &7.into()));
/// assert!(published["with"]["success"]["joint"].is_null(), "this deal states nothing that could fail");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, Serialize)]
pub struct Forecast<'o> {
    number: &'o str,
    revision: u32,
    currency: &'static str,
    iterations: u32,
    seed: u64,
    with: Side,
    without: Side,
    /// With the budget raised by what the office costs.
    success_repriced: Success,
    /// Without the fat tail, where a deal has one.
    without_tail: Option<Both>,
    classic_pert: Option<Pert>,
    /// Null where no chance of success is told.
    success_uncertainty: Option<Uncertain>,
    criticality: Vec<Critical<'o>>,
    correlations: Vec<Link<'o>>,
    swings: Vec<Swing<'o>>,
}

impl Published for Forecast<'_> {
    const KIND: &'static str = "forecast";
}

#[derive(Debug, Clone, Serialize)]
struct Both {
    with: Side,
    without: Side,
}

#[derive(Debug, Clone, Serialize)]
struct Side {
    cost: Spread<Money>,
    finish_days: Spread<f64>,
    finish_date: Dates,
    success: Success,
}

#[derive(Debug, Clone, Serialize)]
struct Spread<N> {
    mean: N,
    sd: N,
    p10: N,
    p50: N,
    p80: N,
    p90: N,
}

#[derive(Debug, Clone, Serialize)]
struct Dates {
    p50: String,
    p80: String,
    p90: String,
}

/// Where nothing that was stated carries a chance all are null. Without a deadline or a budget that part is null, and `conditions` lists what `joint` is over.
#[derive(Debug, Clone, Serialize)]
struct Success {
    joint: Option<f64>,
    on_time: Option<f64>,
    in_budget: Option<f64>,
    accepted: Option<f64>,
    /// Of `joint`.
    standard_error: Option<f64>,
    conditions: Vec<&'static str>,
}

#[derive(Debug, Clone, Serialize)]
struct Pert {
    mean: f64,
    sd: f64,
    p80: f64,
    on_time: Option<f64>,
}

#[derive(Debug, Clone, Serialize)]
struct Uncertain {
    draws: u32,
    iterations: u32,
    with: Percentiles,
    without: Percentiles,
    difference: Percentiles,
    /// The part of the draws in which the office raises success.
    raised: f64,
}

#[derive(Debug, Clone, Serialize)]
struct Percentiles {
    p5: f64,
    p95: f64,
}

#[derive(Debug, Clone, Serialize)]
struct Critical<'o> {
    id: &'o str,
    probability: f64,
    standard_error: f64,
    cruciality: Option<Correlation>,
    significance: Option<f64>,
}

#[derive(Debug, Clone, Serialize)]
struct Correlation {
    rho: f64,
    low: f64,
    high: f64,
}

#[derive(Debug, Clone, Serialize)]
struct Link<'o> {
    kind: &'static str,
    id: Option<&'o str>,
    cost: Option<Correlation>,
    finish: Option<Correlation>,
}

#[derive(Debug, Clone, Serialize)]
struct Swing<'o> {
    kind: &'static str,
    id: Option<&'o str>,
    p10: Point,
    p90: Point,
}

#[derive(Debug, Clone, Serialize)]
struct Point {
    cost_mean: Money,
    cost_p80: Money,
    finish_mean: f64,
    finish_p80: f64,
    success: Option<f64>,
    net_value: Option<Money>,
}

impl<'o> Forecast<'o> {
    /// Of an offer.
    #[must_use]
    pub fn of(offer: &'o Offer, forecast_report: &'o ForecastReport) -> Forecast<'o> {
        let ForecastReport { scenario_pair, drivers, uncertainty } = forecast_report;
        let currency = offer.quote.currency;
        let carried = scenario_pair.with.success.is_carried();
        let both = |[with, without]: &[Scenario; 2]| Both {
            with: Side::of(currency, with),
            without: Side::of(currency, without),
        };
        Forecast {
            number: &offer.deal.head.number.value,
            revision: offer.deal.head.revision.value,
            currency: currency.code(),
            iterations: scenario_pair.runs.iterations,
            seed: scenario_pair.runs.seed,
            with: Side::of(currency, &scenario_pair.with),
            without: Side::of(currency, &scenario_pair.without),
            success_repriced: Success::of(&scenario_pair.repriced),
            without_tail: scenario_pair.without_tail.as_ref().map(both),
            classic_pert: scenario_pair.classic.map(|Classic { mean, sd, p80, on_time, .. }| Pert {
                mean,
                sd,
                p80,
                on_time,
            }),
            success_uncertainty: carried.then(|| Uncertain::of(uncertainty)),
            criticality: criticality(scenario_pair, drivers),
            correlations: (drivers.links.iter())
                .map(|link| {
                    let (kind, id) = input(&link.input);
                    let [cost, finish] = [link.cost, link.finish].map(|link| link.map(Correlation::of));
                    Link { kind, id, cost, finish }
                })
                .collect(),
            swings: (drivers.swings.iter())
                .map(|swing| {
                    let (kind, id) = input(&swing.input);
                    let [p10, p90] =
                        [&swing.low, &swing.high].map(|point| Point::of(currency, point, carried));
                    Swing { kind, id, p10, p90 }
                })
                .collect(),
        }
    }
}

impl Side {
    fn of(currency: Currency, scenario: &Scenario) -> Side {
        let Outcome { cost, finish, .. } = &scenario.outcome;
        let [p50, p80, p90] = scenario.dates.map(|day| day.to_string());
        Side {
            cost: spread(cost, |amount| money(currency, amount)),
            finish_days: spread(finish, |days| days),
            finish_date: Dates { p50, p80, p90 },
            success: Success::of(&scenario.success),
        }
    }
}

fn spread<N>(sample: &Sample, number: impl Fn(f64) -> N) -> Spread<N> {
    let at = |q: f64| number(sample.quantile(q).value);
    Spread {
        mean: number(sample.mean().value),
        sd: number(sample.sd().value),
        p10: at(0.1),
        p50: at(0.5),
        p80: at(0.8),
        p90: at(0.9),
    }
}

impl Success {
    fn of(success: &forecast::Success) -> Success {
        let told = |p: f64| success.is_carried().then_some(p);
        Success {
            joint: told(success.joint.value),
            on_time: success.on_time.and_then(|p| told(p.value)),
            in_budget: success.in_budget.and_then(|p| told(p.value)),
            accepted: told(success.accepted.value),
            standard_error: told(success.joint.se),
            conditions: success.conditions(),
        }
    }
}

impl Uncertain {
    fn of(uncertainty: &Uncertainty) -> Uncertain {
        let span = |span: Span| Percentiles { p5: span.low, p95: span.high };
        Uncertain {
            draws: uncertainty.draws,
            iterations: uncertainty.iterations,
            with: span(uncertainty.with),
            without: span(uncertainty.without),
            difference: span(uncertainty.gain),
            raised: uncertainty.helps,
        }
    }
}

fn criticality<'o>(scenario_pair: &'o ScenarioPair, drivers: &forecast::Drivers) -> Vec<Critical<'o>> {
    (scenario_pair.critical.iter())
        .map(|(id, often)| {
            let index = drivers.index(id);
            Critical {
                id,
                probability: often.value,
                standard_error: often.se,
                cruciality: index.and_then(|index| index.cruciality).map(Correlation::of),
                significance: index.map(|index| index.significance(often.value)),
            }
        })
        .collect()
}

impl Correlation {
    fn of(forecast::Correlation { rho, low, high }: forecast::Correlation) -> Correlation {
        Correlation { rho, low, high }
    }
}

impl Point {
    fn of(currency: Currency, point: &forecast::Point, carried: bool) -> Point {
        let money = |amount| money(currency, amount);
        Point {
            cost_mean: money(point.cost),
            cost_p80: money(point.cost_p80),
            finish_mean: point.finish,
            finish_p80: point.finish_p80,
            success: carried.then_some(point.success),
            net_value: point.net_value.map(money),
        }
    }
}

fn input(input: &Input) -> (&'static str, Option<&str>) {
    match input {
        Input::Common => ("common", None),
        Input::Work(id) => ("work", Some(id)),
        Input::Risk(id) => ("risk", Some(id)),
    }
}
