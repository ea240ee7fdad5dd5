//! What is delivered, when, and how the delivery is managed.

use jiff::civil::Date;
use rust_decimal::Decimal;

use bidwright_base::quantity::Days;
use bidwright_economics::offer::Offer;
use bidwright_economics::plan::{Office, Plan, deliverables_in_scope};
use bidwright_model::book::{
    self, ActivityIdx, Book, Cadence, Calendar, Evidence, PhaseIdx, Raci, Rows, When,
};
use bidwright_model::deal::{self, Deal, DeliverableIdx, PackageIdx};

use crate::funding_check;

/// A deliverable, and when it is due.
#[derive(Debug, Clone)]
pub struct Deliverable<'a> {
    /// As the deal has it.
    pub row: &'a deal::Deliverable,
    /// Whether it is part of the offer: it is not where only optional packages make it.
    pub in_scope: bool,
    /// When the last of its packages ends by the plan.
    pub due: Option<Date>,
}

/// A work package. Its estimates by role are ours.
#[derive(Debug, Clone)]
pub struct Package<'a> {
    /// Its id.
    pub id: &'a str,
    /// What it is called.
    pub name: &'a str,
    /// The phase it belongs to.
    pub phase: PhaseIdx,
    /// The deliverable it makes.
    pub deliverable: Option<DeliverableIdx>,
    /// Whether it is a milestone: it has no effort.
    pub milestone: bool,
    /// Its place in the plan; `None`: it is optional.
    pub planned: Option<Planned>,
}

/// A package in the plan.
#[derive(Debug, Clone, Copy)]
pub struct Planned {
    /// The working day on which it starts.
    pub start: Date,
    /// The working day on which it ends.
    pub finish: Date,
    /// Whether a day's delay here delays the finish.
    pub critical: bool,
    /// Planned effort, all roles together.
    pub effort: Days,
}

/// A phase, and when it is worked on.
#[derive(Debug, Clone)]
pub struct Phase<'a> {
    /// As the methodology has it.
    pub row: &'a book::Phase,
    /// Its first and last day; `None`: it holds no planned package.
    pub days: Option<[Date; 2]>,
}

/// When work starts and ends.
#[derive(Debug, Clone)]
pub struct Schedule<'a> {
    /// The first working day.
    pub start: Date,
    /// The day on which the last work is done; a retainer's last day of term.
    pub finish: Date,
    /// Minutes of a working day.
    pub minutes_per_day: u32,
    /// Working days.
    pub calendar: &'a Calendar,
}

/// How the delivery is managed.
#[derive(Debug, Clone)]
pub struct Method<'a> {
    /// What the methodology is called.
    pub name: &'a str,
    /// What it promises, in one or two sentences.
    pub promise: &'a str,
    /// Activities that take place and are paid for, in order.
    pub activities: Vec<Activity<'a>>,
    /// Names of the activities that are not part of the offer: no text may promise them.
    pub left_out: Vec<&'a str>,
    /// Whether activities are counted and priced one by one; otherwise they are paid from a pool of days.
    pub counted: bool,
    /// How many activities are proved to be in the price, each with its deliverable; `None` without that proof.
    pub certified: Option<usize>,
    /// Roles of the rate card.
    pub roles: Vec<Role<'a>>,
}

/// A role of the rate card, without its rates.
#[derive(Debug, Clone, Copy)]
pub struct Role<'a> {
    /// Its id.
    pub id: &'a str,
    /// What it is called.
    pub title: &'a str,
}

/// An activity of delivery management. Our own effort and what it costs are ours.
#[derive(Debug, Clone)]
pub struct Activity<'a> {
    /// What it is called.
    pub name: &'a str,
    /// The phase it belongs to; without one it runs across all.
    pub phase: Option<PhaseIdx>,
    /// How often.
    pub cadence: Cadence,
    /// On which day of its phase, of one that takes place once.
    pub when: Option<When>,
    /// Times in the plan.
    pub count: u64,
    /// The customer's days each time.
    pub customer_effort: Option<Days>,
    /// What the customer holds in hand after it.
    pub deliverable: &'a str,
    /// What the customer has of it.
    pub customer_value: &'a str,
    /// The failures it prevents, in a sentence each.
    pub prevents: Vec<&'a str>,
    /// Grades of evidence of its effects, best first.
    pub grades: Vec<Evidence>,
    /// Who does what.
    pub raci: &'a Raci,
    /// What it does to the customer's expected loss; `None` until that is simulated.
    pub effect: Option<Effect>,
}

impl Activity<'_> {
    /// The customer's days in all.
    #[must_use]
    pub fn customer_days(&self) -> Option<Days> {
        Some(self.customer_effort? * Decimal::from(self.count))
    }
}

/// What an activity does to the customer's expected loss.
#[derive(Debug, Clone, Copy)]
pub struct Effect {
    /// Part of it that comes from what it treats, 0 to 1.
    pub addressed: f64,
    /// What it takes off as the only one beyond the mandatory ones.
    pub alone: f64,
}

pub(super) fn deliverables<'a>(deal: &'a Deal, plan: &Plan) -> Vec<Deliverable<'a>> {
    let in_scope: Vec<DeliverableIdx> = deliverables_in_scope(deal, &plan.packages).collect();
    let due = |at: DeliverableIdx| {
        let made = plan.packages.iter().filter(|p| deal.work[p.package].deliverable == Some(at));
        made.map(|p| p.finish).max()
    };
    let rows = deal.deliverables.indexed();
    rows.map(|(at, row)| Deliverable { row, in_scope: in_scope.contains(&at), due: due(at) }).collect()
}

pub(super) fn packages<'a>(deal: &'a Deal, plan: &Plan) -> Vec<Package<'a>> {
    let planned = |at: PackageIdx| {
        let found = plan.packages.iter().find(|planned| planned.package == at)?;
        Some(Planned {
            start: found.start,
            finish: found.finish,
            critical: found.is_critical(),
            effort: found.effort.iter().map(|row| row.days).sum(),
        })
    };
    let rows = deal.work.indexed();
    rows.map(|(at, row)| Package {
        id: &row.id.value,
        name: &row.name,
        phase: row.phase,
        deliverable: row.deliverable,
        milestone: row.effort.is_empty(),
        planned: planned(at),
    })
    .collect()
}

pub(super) fn phases<'a>(book: &'a Book, plan: &Plan) -> Vec<Phase<'a>> {
    let days = |at: PhaseIdx| {
        let span = plan.phases.iter().find(|span| span.phase == at)?;
        Some([span.start, span.finish])
    };
    let rows = book.methodology.phases.indexed();
    rows.map(|(at, row)| Phase { row, days: days(at) }).collect()
}

pub(super) fn schedule<'a>(book: &'a Book, plan: &Plan) -> Schedule<'a> {
    Schedule {
        start: plan.start,
        finish: plan.finish,
        minutes_per_day: plan.minutes_per_day,
        calendar: &book.calendar,
    }
}

pub(super) fn method(offer: &Offer) -> Method<'_> {
    let Offer { book, plan, .. } = offer;
    let methodology = &book.methodology;
    let funded: Vec<&book::Activity> = funding_check::promised(book, plan).map(|(one, _)| one).collect();
    let is_funded = |one: &book::Activity| funded.iter().any(|other| other.id.value == one.id.value);
    Method {
        name: &methodology.name,
        promise: &methodology.promise,
        activities: funding_check::promised(book, plan)
            .map(|(one, count)| activity(offer, one, count))
            .collect(),
        left_out: (methodology.activities.iter())
            .filter(|one| !is_funded(one))
            .map(|one| one.name.as_str())
            .collect(),
        counted: matches!(plan.governance.office, Office::Activities { .. }),
        certified: funding_check::certificate(offer).map(|held| held.activities),
        roles: (book.cards[0].roles.iter()).map(|role| Role { id: &role.id, title: &role.title }).collect(),
    }
}

fn activity<'a>(offer: &'a Offer, one: &'a book::Activity, count: u64) -> Activity<'a> {
    let methodology = &offer.book.methodology;
    let pmo_value =
        offer.value_analysis.as_ref().and_then(|value_analysis| value_analysis.value.pmo_value.as_ref());
    let entry = pmo_value.and_then(|pmo_value| {
        let is = |at: ActivityIdx| methodology.activities[at].id.value == one.id.value;
        pmo_value.ledger.iter().find(|entry| is(entry.activity))
    });
    let held = |grade: &Evidence| one.treats.iter().any(|treatment| treatment.evidence == *grade);
    Activity {
        name: &one.name,
        phase: one.phase,
        // Without payments of its own a deal is invoiced once a month, and what comes with a payment so too.
        cadence: match one.cadence.value {
            Cadence::PerPayment if offer.deal.payments.is_empty() => Cadence::Monthly,
            stated => stated,
        },
        when: one.when,
        count,
        customer_effort: one.customer_effort.map(|each| each.value),
        deliverable: &one.deliverable,
        customer_value: &one.customer_value,
        prevents: one.treats.iter().map(|t| methodology.failures[t.failure].name.as_str()).collect(),
        grades: [Evidence::A, Evidence::B, Evidence::C, Evidence::None].into_iter().filter(held).collect(),
        raci: &one.raci,
        effect: entry.map(|entry| Effect { addressed: entry.addressed, alone: entry.alone }),
    }
}
