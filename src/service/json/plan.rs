//! `bidwright.plan/1`: the network with its dates and float, the phases, and the delivery office beside it.
//! Durations and floats are working days, effort is days of work.

use rust_decimal::Decimal;
use serde::Serialize;

use super::Published;
use bidwright_base::quantity::{Days, WorkTime};
use bidwright_economics::offer::Offer;
use bidwright_economics::plan;
use bidwright_economics::plan::{Counted, Office, PhaseSpan, PlannedPackage};
use bidwright_model::book::Book;
use bidwright_model::deal::Deal;

/// The plan of a deal.
///
/// ```
/// # let store = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/workspace.rs"));
/// # let offer = bidwright_service::plan(&store, "deal.toml").result.expect("a deal without errors");
/// use bidwright_service::json;
///
/// let published = serde_json::to_value(json::Plan::of(&offer))?;
/// assert_eq!(published["start"], "2027-01-11");
/// assert_eq!(published["critical_path"][0], "W1");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, Serialize)]
pub struct Plan<'o> {
    number: &'o str,
    revision: u32,
    start: String,
    finish: String,
    working_days: Days,
    /// Of delivery, without the delivery office.
    effort_days: Days,
    hours_per_day: Days,
    /// In the order of the deal.
    packages: Vec<Package<'o>>,
    /// The packages whose delay delays the finish.
    critical_path: Vec<&'o str>,
    /// Those that hold packages, in the order of the methodology.
    phases: Vec<Phase<'o>>,
    governance: Governance<'o>,
    /// Finish with each option.
    options: Vec<Choice<'o>>,
}

impl Published for Plan<'_> {
    const KIND: &'static str = "plan";
}

#[derive(Debug, Clone, Serialize)]
struct Package<'o> {
    id: &'o str,
    name: &'o str,
    phase: &'o str,
    deliverable: Option<&'o str>,
    /// The packages that must be finished before it.
    after: Vec<&'o str>,
    lag_days: Days,
    start: String,
    finish: String,
    duration_days: Days,
    /// From the start of the plan; `early_finish_days` likewise.
    early_start_days: Days,
    early_finish_days: Days,
    float_days: Days,
    critical: bool,
    effort: Vec<Effort<'o>>,
}

#[derive(Debug, Clone, Serialize)]
struct Effort<'o> {
    role: &'o str,
    days: Days,
    hours: Days,
}

#[derive(Debug, Clone, Serialize)]
struct Phase<'o> {
    id: &'o str,
    name: &'o str,
    /// Of its earliest package; `finish` of its latest.
    start: String,
    finish: String,
}

#[derive(Debug, Clone, Serialize)]
struct Governance<'o> {
    activities: Vec<Activity<'o>>,
    /// What of them is priced: `none`, a `pool` of days, or the `activities` as counted.
    priced_as: &'static str,
    /// Of the pool.
    pool_days: Option<Days>,
    /// Up to the minimum, beyond the activities as counted.
    top_up_days: Option<Days>,
}

#[derive(Debug, Clone, Serialize)]
struct Activity<'o> {
    id: &'o str,
    name: &'o str,
    /// Null where it runs across all phases.
    phase: Option<&'o str>,
    cadence: &'static str,
    count: u64,
    mandatory: bool,
    /// All times together, as the sums below.
    effort_days: Days,
    effort_hours: Days,
    customer_days: Days,
    customer_hours: Days,
    effort: Vec<Effort<'o>>,
}

#[derive(Debug, Clone, Serialize)]
struct Choice<'o> {
    id: &'o str,
    name: &'o str,
    finish: String,
}

impl<'o> Plan<'o> {
    /// Of an offer.
    #[must_use]
    pub fn of(offer: &'o Offer) -> Plan<'o> {
        let Offer { deal, book, plan, quote, .. } = offer;
        let hours = Hours(Decimal::from(plan.minutes_per_day) / Decimal::from(60));
        Plan {
            number: &deal.head.number.value,
            revision: deal.head.revision.value,
            start: plan.start.to_string(),
            finish: plan.finish.to_string(),
            working_days: days(&plan.length),
            effort_days: plan.effort,
            hours_per_day: Days(hours.0),
            packages: plan.packages.iter().map(|planned| Package::of(deal, book, planned, hours)).collect(),
            critical_path: (plan.critical())
                .map(|planned| deal.work[planned.package].id.value.as_str())
                .collect(),
            phases: plan.phases.iter().map(|span| Phase::of(book, span)).collect(),
            governance: Governance::of(book, &plan.governance, hours),
            options: (quote.options.iter())
                .map(|option| {
                    let choice = &deal.options[option.option];
                    Choice { id: &choice.id.value, name: &choice.name, finish: option.finish.to_string() }
                })
                .collect(),
        }
    }
}

/// Hours of a working day.
#[derive(Debug, Clone, Copy)]
struct Hours(Decimal);

impl Hours {
    fn of(self, days: Days) -> Days {
        days * self.0
    }

    fn effort(self, role: &str, days: Days) -> Effort<'_> {
        Effort { role, days, hours: self.of(days) }
    }
}

fn days(time: &WorkTime) -> Days {
    Days(time.to_decimal())
}

impl<'o> Package<'o> {
    fn of(deal: &'o Deal, book: &'o Book, planned: &PlannedPackage, hours: Hours) -> Package<'o> {
        let row = &deal.work[planned.package];
        let effort = planned.effort.iter();
        Package {
            id: &row.id.value,
            name: &row.name,
            phase: &book.methodology.phases[row.phase].id,
            deliverable: row.deliverable.map(|at| deal.deliverables[at].id.value.as_str()),
            after: row.after.iter().map(|at| deal.work[at.value].id.value.as_str()).collect(),
            lag_days: Days(row.lag_days.value),
            start: planned.start.to_string(),
            finish: planned.finish.to_string(),
            duration_days: days(&planned.time.duration),
            early_start_days: days(&planned.time.early_start),
            early_finish_days: days(&planned.time.early_finish),
            float_days: days(&planned.time.float),
            critical: planned.is_critical(),
            effort: effort.map(|one| hours.effort(&row.effort[one.row].role.value, one.days)).collect(),
        }
    }
}

impl<'o> Phase<'o> {
    fn of(book: &'o Book, span: &PhaseSpan) -> Phase<'o> {
        let phase = &book.methodology.phases[span.phase];
        Phase {
            id: &phase.id,
            name: &phase.name,
            start: span.start.to_string(),
            finish: span.finish.to_string(),
        }
    }
}

impl<'o> Governance<'o> {
    fn of(book: &'o Book, governance: &plan::Governance, hours: Hours) -> Governance<'o> {
        let activities = governance.activities.iter();
        let (priced_as, pool_days, top_up_days) = match governance.office {
            Office::None => ("none", None, None),
            Office::Pool(days) => ("pool", Some(days), None),
            Office::Activities { top_up } => ("activities", None, Some(top_up)),
        };
        Governance {
            activities: activities.map(|counted| Activity::of(book, governance, counted, hours)).collect(),
            priced_as,
            pool_days,
            top_up_days,
        }
    }
}

impl<'o> Activity<'o> {
    fn of(
        book: &'o Book,
        governance: &plan::Governance,
        &Counted { activity, count }: &Counted,
        hours: Hours,
    ) -> Activity<'o> {
        let methodology = &book.methodology;
        let activity = &methodology.activities[activity];
        let by_role: Vec<(&str, Days)> = governance.days(activity, count).collect();
        let effort_days = governance.effort(activity, count);
        let customer = activity.customer_effort.map_or(Days::ZERO, |each| each.value * Decimal::from(count));
        Activity {
            id: &activity.id.value,
            name: &activity.name,
            phase: activity.phase.map(|at| methodology.phases[at].id.as_str()),
            cadence: activity.cadence.value.word(),
            count,
            mandatory: activity.mandatory,
            effort_days,
            effort_hours: hours.of(effort_days),
            customer_days: customer,
            customer_hours: hours.of(customer),
            effort: by_role.into_iter().map(|(role, days)| hours.effort(role, days)).collect(),
        }
    }
}
