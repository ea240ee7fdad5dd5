//! Value: what failure would cost, what the delivery office costs and brings, and which set of its activities
//! would do.

use rust_decimal::Decimal;

use super::{Answer, open, pipeline};
use bidwright_base::locale::Locale;
use bidwright_base::simulated::Simulated;
use bidwright_base::words;
use bidwright_economics::forecast::ScenarioPair;
use bidwright_economics::offer::{Offer, ValueAnalysis};
use bidwright_economics::plan::Office;
use bidwright_economics::value;
use bidwright_economics::value::lean::Lean;
use bidwright_economics::value::{Line, PmoValue, Source, TurningPoint};
use bidwright_input::Files;
use bidwright_model::book::Rows;
use bidwright_model::deal::ThreePoint;
use bidwright_model::distributions;

/// What of the value is asked for.
#[derive(Debug, Clone, Copy)]
pub struct ValueRequest<'r> {
    /// The deal file.
    pub deal: &'r str,
    /// Most days of ours that governance may take, the mandatory activities included.
    pub effort_cap: Option<Decimal>,
    /// Also where the answer would turn.
    pub turning: bool,
}

/// A deal with the value of its delivery office.
#[derive(Debug, Clone)]
pub struct Valued {
    /// The offer.
    pub offer: Offer,
    /// The value of its delivery office.
    pub value_analysis: ValueAnalysis,
    /// Where the answer would turn, nearest first; empty unless asked for, and without `[stakes]`.
    pub turning: Vec<TurningPoint>,
}

/// Values the delivery office of a deal.
///
/// ```
/// use bidwright_service::{ValueRequest, value};
///
/// # let store = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/workspace.rs"));
/// let request = ValueRequest { deal: "deal.toml", effort_cap: None, turning: false };
/// let valued = value(&store, &request).result.expect("a deal without errors");
/// assert!(valued.value_analysis.value.pmo_value.is_none(), "the deal has no `[stakes]`");
/// ```
pub fn value<F: Files + ?Sized>(files: &F, request: &ValueRequest<'_>) -> Answer<Valued> {
    let (project, mut diags) = open(files, request.deal);
    let valued = pipeline::offer(&project, &mut diags).map(|offer| {
        let value_analysis = pipeline::analyse_value(&offer, request.effort_cap);
        value::findings(&offer.deal, &offer.book, &value_analysis.value, &mut diags);
        let turning = if request.turning && value_analysis.value.pmo_value.is_some() {
            pipeline::turning(&offer, &value_analysis)
        } else {
            Vec::new()
        };
        Valued { offer, value_analysis, turning }
    });
    Answer::new(project, diags, valued)
}

/// By how much the lowest of the deal's bidders is below cost on average (MODEL 8); `None` unless their number is
/// known.
///
/// ```
/// # use bidwright_input::Files;
/// # let store = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/workspace.rs"));
/// # let deal = String::from_utf8(store.read("deal.toml").unwrap().unwrap()).unwrap();
/// use bidwright_service::value::{ValueRequest, value, winners_curse};
///
/// let store = store.with("deal.toml", deal + "bidders = 5\n");
/// let request = ValueRequest { deal: "deal.toml", effort_cap: None, turning: false };
/// let valued = value(&store, &request).result.expect("a deal without errors");
/// let below_cost = winners_curse(&valued.offer, &valued.value_analysis).expect("five bidders");
/// assert!(below_cost > 0.0, "the lowest of five honest estimates is too low");
/// ```
#[must_use]
pub fn winners_curse(offer: &Offer, value_analysis: &ValueAnalysis) -> Option<f64> {
    let bidders = offer.deal.commercial.bidders?.value;
    let cost = &value_analysis.scenario_pair.with.outcome.cost;
    let (mean, sd) = (cost.mean().value, cost.sd().value);
    Some(distributions::winners_curse(sd / mean, bidders) * mean)
}

/// The chance of staying within the budget with the office and without, if the office clearly lowers it.
///
/// ```
/// use bidwright_service::value::{ValueRequest, budget_headroom_spent, value};
///
/// # let store = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/workspace.rs"));
/// let request = ValueRequest { deal: "deal.toml", effort_cap: None, turning: false };
/// let valued = value(&store, &request).result.expect("a deal without errors");
/// assert_eq!(budget_headroom_spent(&valued.value_analysis), None, "nobody stated a budget");
/// ```
#[must_use]
pub fn budget_headroom_spent(value_analysis: &ValueAnalysis) -> Option<[Simulated; 2]> {
    let ScenarioPair { with, without, .. } = &value_analysis.scenario_pair;
    let (with, without) = with.success.in_budget.zip(without.success.in_budget)?;
    let clearly = (2.0 * without.se.max(with.se)).max(0.005);
    (without.value - with.value > clearly).then_some([with, without])
}

/// Of an office that is priced as a whole, what the same activities would cost the customer and be worth, counted one by
/// one: net, beyond the mandatory ones. `None` of any other office.
///
/// ```
/// # use bidwright_input::Files;
/// # let store = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/workspace.rs"));
/// # let deal = String::from_utf8(store.read("deal.toml").unwrap().unwrap()).unwrap();
/// use bidwright_service::value::{ValueRequest, counted_by_activity, value};
///
/// let store = store.with("deal.toml", deal + "[stakes]\nrework_percent = [5, 10, 20]\n");
/// let request = ValueRequest { deal: "deal.toml", effort_cap: None, turning: false };
/// let valued = value(&store, &request).result.expect("a deal without errors");
/// let pmo_value = valued.value_analysis.value.pmo_value.expect("stakes");
/// // The office of the deal counts its activities, so there is nothing to compare.
/// assert_eq!(counted_by_activity(&valued.offer, &pmo_value), None);
/// ```
#[must_use]
pub fn counted_by_activity(offer: &Offer, pmo_value: &PmoValue) -> Option<(f64, Simulated)> {
    let Office::Pool(_) = offer.plan.governance.office else { return None };
    let offered = &pmo_value.lean.offered;
    Some((offered.cost, offered.net_value?))
}

/// The `[governance]` table that offers the leanest set of activities, for the deal file.
///
/// ```
/// # use bidwright_input::Files;
/// # let store = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/workspace.rs"));
/// # let deal = String::from_utf8(store.read("deal.toml").unwrap().unwrap()).unwrap();
/// use bidwright_service::value::{ValueRequest, governance_table, value};
///
/// let store = store.with("deal.toml", deal + "[stakes]\nrework_percent = [5, 10, 20]\n");
/// let request = ValueRequest { deal: "deal.toml", effort_cap: None, turning: false };
/// let valued = value(&store, &request).result.expect("a deal without errors");
/// let lean = valued.value_analysis.value.pmo_value.expect("stakes").lean;
/// let table = governance_table(&valued.offer, &lean);
/// assert!(table.starts_with("[governance]\n") && table.contains("drop = ["));
/// ```
#[must_use]
pub fn governance_table(offer: &Offer, lean: &Lean) -> String {
    let activities = &offer.book.methodology.activities;
    let out: Vec<String> = (activities.indexed())
        .filter(|(at, _)| !lean.leanest.activities.contains(at))
        .map(|(_, activity)| format!("\"{}\"", activity.id.value))
        .collect();
    let note = match offer.plan.governance.office {
        // Only an office that counts activities is cheaper without some.
        Office::Pool(_) => {
            "# this office is priced as a whole: choose one that counts activities to see the saving\n"
        }
        _ => "",
    };
    format!("[governance]\n{note}drop = [{}]\n", out.join(", "))
}

/// How a line of the exposure is worked out, in words.
///
/// ```
/// # use bidwright_input::Files;
/// # let store = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/workspace.rs"));
/// # let deal = String::from_utf8(store.read("deal.toml").unwrap().unwrap()).unwrap();
/// use bidwright_service::value::{ValueRequest, formula, value};
///
/// let store = store.with("deal.toml", deal + "[stakes]\nrework_percent = [5, 10, 20]\n");
/// let request = ValueRequest { deal: "deal.toml", effort_cap: None, turning: false };
/// let valued = value(&store, &request).result.expect("a deal without errors");
/// let exposure = valued.value_analysis.value.pmo_value.expect("stakes").exposure;
/// let rework = formula(&valued.offer, &exposure.supplier.lines[0]);
/// assert!(rework.starts_with("5 / 10 / 20 % of the net price of "));
/// ```
#[must_use]
pub fn formula(offer: &Offer, line: &Line) -> String {
    let locale = Locale::of(&offer.deal.head.language.value);
    let net = locale.amount(offer.quote.totals.net);
    let range = |points: &ThreePoint| {
        let [low, likely, high] =
            [points.low, points.likely, points.high].map(|point| locale.number(point.normalize()));
        if points.is_constant() { likely } else { format!("{low} / {likely} / {high}") }
    };
    match &line.what {
        Source::Reprocurement { percent } | Source::Rework { percent } => {
            format!("{} % of the net price of {net}", range(percent))
        }
        Source::Internal | Source::FollowOn => "as stated".to_owned(),
        Source::Benefit { months, per_year, objectives } => {
            let ids: Vec<&str> =
                objectives.iter().map(|at| offer.deal.objectives[*at].id.value.as_str()).collect();
            format!(
                "{} months of {} a year ({})",
                range(months),
                locale.number(per_year.normalize()),
                words::list(&ids)
            )
        }
    }
}

/// Who stated what a line of the exposure rests on: the stakes' source, and of benefits each objective's own.
///
/// ```
/// # use bidwright_input::Files;
/// # let store = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/workspace.rs"));
/// # let deal = String::from_utf8(store.read("deal.toml").unwrap().unwrap()).unwrap();
/// use bidwright_service::value::{ValueRequest, sources, value};
///
/// let stakes = "[stakes]\nrework_percent = [5, 10, 20]\nsource = \"Nordvik, 3 November\"\n";
/// let store = store.with("deal.toml", deal + stakes);
/// let request = ValueRequest { deal: "deal.toml", effort_cap: None, turning: false };
/// let valued = value(&store, &request).result.expect("a deal without errors");
/// let exposure = valued.value_analysis.value.pmo_value.expect("stakes").exposure;
/// let rework = &exposure.supplier.lines[0];
/// assert_eq!(sources(&valued.offer, &rework.what), ["Nordvik, 3 November"]);
/// ```
#[must_use]
pub fn sources(offer: &Offer, what: &Source) -> Vec<String> {
    let stakes = offer.deal.stakes.as_ref().and_then(|stakes| stakes.source.clone());
    let mut sources = vec![stakes.unwrap_or_else(|| "the stakes name no source".to_owned())];
    if let Source::Benefit { objectives, .. } = what {
        sources.extend(objectives.iter().map(|at| {
            let objective = &offer.deal.objectives[*at];
            let source = objective.source.as_deref().unwrap_or("no source named");
            format!("{}: {source}", objective.id.value)
        }));
    }
    sources
}
