//! An offer's prospects: the delivery with our governance and with the mandatory activities only,
//! over the same random numbers, against the customer's deadline and budget.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::classic::{Classic, classic_of};
use super::drivers::{Drivers, drivers};
use super::figures::finish_date;
use super::model::{Keep, Model};
use super::outcome::Outcome;
use super::sample::Simulated;
use super::scopes::{bills_work, double, model};
use super::simulate;
use super::success::{Payment, Success, Targets, success};
use crate::book::Book;
use crate::deal::{self, ContingencyRule, Deal};
use crate::plan::{self, Plan, Scope};
use crate::price::{self, LineKind, Quote};
use crate::source::Placed;

/// How much is simulated. It never changes a price.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Runs {
    /// N.
    pub iterations: u32,
    /// Of the generator.
    pub seed: u64,
}

impl Runs {
    /// Those a deal asks for.
    #[must_use]
    pub fn of(deal: &Deal) -> Runs {
        Runs { iterations: deal.estimate.iterations, seed: deal.estimate.seed }
    }
}

/// What is to be expected of an offer.
#[derive(Debug, Clone)]
pub struct Prospects {
    /// What was simulated.
    pub runs: Runs,
    /// What success is measured against.
    pub targets: Targets,
    /// S: with every activity offered.
    pub with: Scenario,
    /// 0: with the mandatory activities only.
    pub without: Scenario,
    /// With, where the budget grows by what the offered activities cost the customer.
    pub repriced: Success,
    /// How often each package of the offer is critical, with the office.
    pub critical: Vec<(String, Simulated)>,
    /// c(S): what they cost the customer beyond the mandatory ones, their own hours included.
    pub increment: f64,
    /// With the office and without, as if there were no fat tail; `None` where there is none.
    pub without_tail: Option<[Scenario; 2]>,
    /// What classic PERT says, if the deal asks for it.
    pub classic: Option<Classic>,
}

/// One of two ways to deliver.
#[derive(Debug, Clone)]
pub struct Scenario {
    /// Cost and finish.
    pub outcome: Outcome,
    /// Against the customer's targets.
    pub success: Success,
    /// The finish dates of P50, P80 and P90.
    pub dates: [Date; 3],
}

/// Simulates an offer with and without its delivery office (MODEL 10.1). The price is the quote's,
/// whatever is simulated here.
#[must_use]
pub fn prospects(deal: &Deal, book: &Book, plan: &Plan, quote: &Quote, runs: Runs) -> Prospects {
    let bare = plan::plan(deal, book, Scope::WITHOUT_PMO);
    let mut model = scenarios(deal, book, [plan, &bare], runs);
    let terms = Terms::of(deal, book, plan, &bare, quote);
    let met = |outcome: &Outcome, payment: Payment, targets: &Targets| {
        success(outcome.finish.values(), &payment.customer_cost(outcome), &outcome.ends, targets)
    };
    let scenario = |plan: &Plan, payment: Payment, outcome: Outcome| Scenario {
        dates: [0.5, 0.8, 0.9].map(|q| finish_date(deal, book, plan, outcome.finish.quantile(q).value)),
        success: met(&outcome, payment, &terms.targets),
        outcome,
    };
    let both = |model: &Model| {
        let [with, without]: [Outcome; 2] = simulate(model).cases.try_into().expect("two cases");
        [scenario(plan, terms.with, with), scenario(&bare, terms.without, without)]
    };
    let [mut with, without] = both(&model);
    let found = std::mem::take(&mut with.outcome.criticality);
    let critical: Vec<(String, Simulated)> = (model.packages.iter().zip(found).zip(&model.cases[0].scope))
        .filter(|(_, inside)| **inside)
        .map(|((package, often), _)| (package.id.clone(), often))
        .collect();
    let repriced = met(&with.outcome, terms.with, &terms.repriced());
    model.cases[0].criticality = false;
    let without_tail = model.tail.take().map(|_| both(&model));
    Prospects {
        runs,
        targets: terms.targets,
        with,
        without,
        repriced,
        without_tail,
        classic: classic_of(deal, plan, terms.targets.deadline),
        critical: if deal.head.model.value == deal::Model::Retainer { Vec::new() } else { critical },
        increment: terms.increment,
    }
}

/// Deliveries the drivers are taken from: enough to tell what matters from what does not.
const DRIVER_ITERATIONS: u32 = 10_000;

/// What moves the offer's cost, finish and success, over the first of the iterations asked for.
#[must_use]
pub fn drivers_of(deal: &Deal, book: &Book, plan: &Plan, quote: &Quote, runs: Runs) -> Drivers {
    let bare = plan::plan(deal, book, Scope::WITHOUT_PMO);
    let few = Runs { iterations: runs.iterations.min(DRIVER_ITERATIONS), ..runs };
    let model = scenarios(deal, book, [plan, &bare], few);
    let terms = Terms::of(deal, book, plan, &bare, quote);
    drivers(&model, terms.with, &terms.targets)
}

/// A model of both ways to deliver, everything kept.
pub(super) fn scenarios(deal: &Deal, book: &Book, plans: [&Plan; 2], runs: Runs) -> Model {
    let mut model = model(deal, book, &plans);
    model.iterations = runs.iterations as usize;
    model.seed = runs.seed;
    for case in &mut model.cases {
        case.keep = Keep::All;
    }
    model.cases[0].criticality = true;
    model
}

/// What the customer pays either way, and what they measure it against.
#[derive(Debug, Clone, Copy)]
pub(super) struct Terms {
    pub(super) with: Payment,
    pub(super) without: Payment,
    pub(super) targets: Targets,
    pub(super) increment: f64,
}

impl Terms {
    pub(super) fn of(deal: &Deal, book: &Book, plan: &Plan, bare: &Plan, quote: &Quote) -> Terms {
        let discount = deal.commercial.discount.as_ref().map_or(Decimal::ZERO, |d| d.percent.value.ratio());
        let keep = Decimal::ONE - discount;
        let office = (quote.totals.pmo_price - bare_office_price(deal, book, bare, quote)).amount() * keep;
        let net = quote.totals.net.amount();
        let (with, without) = if bills_work(deal) {
            let cap = quote.cap.filter(|_| deal.head.model.value == deal::Model::Capped);
            let cap = cap.map(|cap| double(cap.amount.amount()));
            let billed = Payment::Billed { keep: double(keep), cap };
            (billed, billed)
        } else {
            (Payment::Fixed(double(net)), Payment::Fixed(double(net - office)))
        };
        Terms {
            with,
            without,
            targets: targets(deal, book, plan),
            increment: double(office + customer_hours(deal, book, plan, quote)),
        }
    }

    /// The budget grown by what the office costs the customer.
    pub(super) fn repriced(&self) -> Targets {
        Targets { budget: self.targets.budget.map(|budget| budget + self.increment), ..self.targets }
    }
}

/// Deadline in working days and budget. A retainer lasts its term: no deadline is tested.
pub(super) fn targets(deal: &Deal, book: &Book, plan: &Plan) -> Targets {
    let stakes = deal.stakes.as_ref();
    let deadline = stakes.and_then(|stakes| stakes.deadline).filter(|_| plan_can_be_late(deal));
    let days = |deadline: Date| match book.calendar.working_days(plan.start, deadline) {
        // Before the first working day, where even nothing takes until.
        0 => -1.0,
        days => days as f64,
    };
    Targets {
        deadline: deadline.map(|deadline| days(deadline.value)),
        budget: stakes.and_then(|stakes| stakes.budget).map(|budget| double(budget.value.amount())),
        minutes_per_day: plan.minutes_per_day,
    }
}

fn plan_can_be_late(deal: &Deal) -> bool {
    deal.head.model.value != deal::Model::Retainer
}

/// The price of the mandatory activities in the chain of scenario 0, at the offer's contingency.
fn bare_office_price(deal: &Deal, book: &Book, bare: &Plan, quote: &Quote) -> crate::money::Money {
    // The chain takes a contingency as it is given where one is simulated: the offer's stands in.
    let mut same = deal.clone();
    same.estimate.contingency = ContingencyRule::Confidence(Placed::new(80, deal.head.start.place));
    let contingency = price::Simulated {
        reserve: Some((quote.totals.contingency, quote.currency.zero())),
        ..price::Simulated::default()
    };
    price::price(&same, book, bare, &contingency).totals.pmo_price
}

/// The customer's own hours in the activities that are not mandatory, at planned counts.
fn customer_hours(deal: &Deal, book: &Book, plan: &Plan, quote: &Quote) -> Decimal {
    let days: Decimal = (plan.governance.activities.iter())
        .map(|counted| (&book.methodology.activities[counted.activity], counted.count))
        .filter(|(activity, _)| !activity.mandatory)
        .map(|(activity, count)| {
            activity.customer_effort.map_or(Decimal::ZERO, |each| each.0) * Decimal::from(count)
        })
        .sum();
    let stated = deal.stakes.as_ref().and_then(|stakes| stakes.customer_day_cost);
    days * stated.map_or_else(|| mean_loaded_rate(quote), |cost| cost.value.amount())
}

/// The mean loaded cost of a planned delivery day: what a day of the customer's is taken to cost where
/// nobody says.
fn mean_loaded_rate(quote: &Quote) -> Decimal {
    let delivery = || {
        let worked = quote.lines.iter().filter(|line| matches!(line.kind, LineKind::Labour(_)));
        worked.filter_map(|line| Some((line.days?.0, line.rate?.loaded)))
    };
    let cost: Decimal = delivery().map(|(days, loaded)| days * loaded).sum();
    let days: Decimal = delivery().map(|(days, _)| days).sum();
    cost.checked_div(days).unwrap_or_default()
}
