//! A deal as a search problem: activities at their own price, risks at what they do to the customer.

use rust_decimal::Decimal;

use super::problem::{Activity, ActivitySet, Hazard, MAX_ACTIVITIES, Problem};
use crate::forecast::terms::{at_same_contingency, customer_day_cost};
use crate::forecast::{Model, Outcome, Runs, double, overlap, scenarios, simulate, treat};
use crate::plan;
use crate::plan::{Plan, Planned, Scope};
use crate::price::LineKind;
use crate::value::case::Valued;
use crate::value::failure::Failure;
use bidwright_base::money::Money;
use bidwright_model::book::{ActivityIdx, Book, PmoKind, Rows};
use bidwright_model::deal::{Deal, RiskIdx};
use bidwright_model::distributions::Shape;

/// Deliveries a risk's loss is taken from: forced on and off over the same numbers, so few are enough.
const FORCED_RUNS: u32 = 20_000;

/// The same book with its office costed by activity, as the search always does.
pub(in crate::value) fn of_activities(book: &Book) -> Book {
    let mut book = book.clone();
    book.pmo.kind = PmoKind::ActivityBased;
    book
}

/// The plan of the offer with these activities and no others.
pub(super) fn plan_of(deal: &Deal, book: &Book, set: ActivitySet) -> Plan {
    let mut chosen = deal.clone();
    let all = book.methodology.activities.indices();
    chosen.governance.dropped = all.filter(|at| at.get() >= MAX_ACTIVITIES || !set.has(at.get())).collect();
    plan::plan(&chosen, book, Scope::OFFER)
}

/// Activities a set can hold: those whose roles have a rate.
fn can_take_place(book: &Book, at: usize) -> bool {
    let mut roles = book.methodology.activities[at].effort.iter();
    roles.all(|(role, _)| book.cards.iter().all(|card| card.role(&role.value).is_some()))
}

/// The problem of an offer; activities that cannot take place exclude themselves.
pub(super) fn problem(
    case: Valued<'_>,
    book: &Book,
    losses: &[(RiskIdx, f64)],
    model: &Model,
    effort_cap: Option<Decimal>,
) -> Problem {
    let deal = case.offer.deal;
    let activities = &book.methodology.activities[..book.methodology.activities.len().min(MAX_ACTIVITIES)];
    let rated: Vec<usize> = (0..activities.len()).filter(|at| can_take_place(book, *at)).collect();
    let whole = plan_of(deal, book, ActivitySet::of(&rated));
    // Of a phase without priced work, or never: what does not take place in the whole is in no set.
    let possible: Vec<usize> = whole.governance.activities.iter().map(|c| c.activity.get()).collect();
    let quote = at_same_contingency(Planned { deal, book, plan: &whole }, case.offer.quote);
    let day_cost = customer_day_cost(deal, case.offer.quote);
    let share = overlap(deal, book);
    let keep = case.scenario_pair.terms.keep;

    let activity_of = |at: usize| {
        let activity = &activities[at];
        let count =
            whole.governance.activities.iter().find(|c| c.activity.get() == at).map_or(0, |c| c.count);
        let lines = quote.lines.iter().filter(|line| line.kind == LineKind::Pmo(Some(ActivityIdx::new(at))));
        let price = lines.map(|line| line.price).sum::<Money>().amount() * keep;
        let hours = activity.customer_effort.map_or(Decimal::ZERO, |each| each.0) * Decimal::from(count);
        let effort: f64 = activity.effort.iter().map(|(_, days)| days.to_f64()).sum();
        let used = |stated: Decimal, weight: Decimal| treat::effect(double(stated), double(weight), share);
        let effects = (losses.iter().enumerate())
            .filter_map(|(k, (risk, _))| Some((k, deal.risks[*risk].failure?)))
            .flat_map(|(k, failure)| {
                let treats = activity.treats.iter().filter(move |t| t.failure == failure);
                treats.map(move |t| {
                    let weight = t.evidence.weight();
                    (k, used(t.probability, weight), used(t.impact, weight))
                })
            });
        Activity {
            // What the mandatory ones cost belongs to scenario 0; what they do ranks before the others.
            cost: if activity.mandatory { 0.0 } else { double(price + hours * day_cost) },
            weight: effort * count as f64,
            mandatory: activity.mandatory,
            // What does not take place here was done before, or elsewhere: nothing waits for it.
            needs: ActivitySet::of_activities(
                activity.needs.iter().copied().filter(|at| possible.contains(&at.get())),
            ),
            excludes: excluded(activities, at),
            effects: effects.collect(),
        }
    };
    let impossible = |at: usize| Activity { excludes: ActivitySet::EMPTY.with(at), ..Activity::default() };
    let hazard = |(risk, loss): &(RiskIdx, f64)| {
        let row = model.risks.iter().find(|r| r.id == deal.risks[*risk].id.value).expect("one of its risks");
        Hazard {
            probability: double(deal.risks[*risk].probability.value),
            loss: *loss,
            defeats: defeats(case, row),
        }
    };
    let activities: Vec<Activity> = (0..activities.len())
        .map(|at| if possible.contains(&at) { activity_of(at) } else { impossible(at) })
        .collect();
    let mandatory = activities.iter().enumerate().filter(|(_, activity)| activity.mandatory);
    Problem {
        risks: losses.iter().map(hazard).collect(),
        base: mandatory.fold(ActivitySet::EMPTY, |set, (at, _)| set.with(at)),
        activities,
        kappa: double(*book.pmo.overlap_decay),
        p_min: double(book.pmo.p_min),
        cap: effort_cap.map(double),
    }
}

/// Both directions: an exclusion stated by either of the two counts.
fn excluded(activities: &[bidwright_model::book::Activity], at: usize) -> ActivitySet {
    let others =
        activities.iter().enumerate().filter(|(_, other)| other.excludes.contains(&ActivityIdx::new(at)));
    others.fold(ActivitySet::of_activities(activities[at].excludes.iter().copied()), |set, (other, _)| {
        set.with(other)
    })
}

/// Whether a risk can defeat success.
fn defeats(case: Valued<'_>, risk: &crate::forecast::Risk) -> bool {
    let targets = &case.scenario_pair.terms.targets;
    let something = |shape: &Shape| *shape != Shape::Constant(0.0);
    risk.defeats_acceptance
        || targets.deadline.is_some() && something(&risk.delay)
        || targets.budget.is_some() && risk.customer_share > 0.0 && something(&risk.cost)
}

/// ℓ_k of each risk: the customer's mean loss in scenario 0 with the risk forced
/// to occur, less that with the risk forced not to.
pub(in crate::value) fn forced(
    case: Valued<'_>,
    book: &Book,
    failure: &Failure,
) -> (Vec<(RiskIdx, f64)>, Model) {
    let deal = case.offer.deal;
    let bare = plan::plan(deal, book, Scope::WITHOUT_PMO);
    let runs = case.scenario_pair.runs;
    let few = Runs { iterations: runs.iterations.min(FORCED_RUNS), ..runs };
    let stated = scenarios(deal, book, &[&bare], few);
    let mut model = stated.clone();
    let with = |k: usize, probability: f64| {
        let mut forced = stated.cases[0].clone();
        forced.treated[k].probability = probability;
        forced
    };
    model.cases = (0..model.risks.len()).flat_map(|k| [with(k, 1.0), with(k, 0.0)]).collect();
    if model.cases.is_empty() {
        return (Vec::new(), stated);
    }
    let payment = case.scenario_pair.terms.without;
    let mean = |outcome: &Outcome| {
        let paid = payment.customer_cost(outcome);
        let failure = failure.costs(outcome).customer;
        let whole: Vec<f64> = paid.iter().zip(&failure).map(|(paid, h)| paid + h).collect();
        bidwright_base::simulated::Simulated::mean(&whole).value
    };
    let forecast = simulate(&model);
    let row = |id: &str| deal.risks.index_where(|risk| risk.id.value == id).expect("a risk of the deal");
    let losses = (model.risks.iter().zip(forecast.cases.chunks(2)))
        .map(|(risk, pair)| (row(&risk.id), mean(&pair[0]) - mean(&pair[1])))
        .collect();
    (losses, stated)
}
