//! The delivery office: activities with their counts, or days by one of the other cost models (MODEL 6).

use rust_decimal::Decimal;

use super::{GovernanceSet, PhaseSpan, PlannedPackage, Scope};
use bidwright_base::quantity::{Days, Percent, WorkTime};
use bidwright_base::source::Placed;
use bidwright_model::book::{Activity, ActivityIdx, Book, Cadence, PmoKind, Rows};
use bidwright_model::deal::{Deal, DeliverableIdx, PackageIdx};

/// The delivery office in a plan.
#[derive(Debug, Clone)]
pub struct Governance {
    /// Activities that take place, in the methodology's order: chosen, and of a phase with priced work.
    pub activities: Vec<Counted>,
    /// What is paid for.
    pub office: Office,
}

/// An activity and how often it takes place.
#[derive(Debug, Clone)]
pub struct Counted {
    /// Which of the methodology's activities it is.
    pub activity: ActivityIdx,
    /// Times in the plan.
    pub count: u64,
}

/// What of the delivery office is paid for. Days are planned days, rounded to 0.01.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Office {
    /// Nothing: an office that counts activities has none left, or scenario 0 of one that does not count them.
    None,
    /// Days of the office's role, by percentage, bands or staffing.
    Pool(Days),
    /// Each activity, and a top-up to the minimum of the office's role.
    Activities {
        /// Days up to `minimum_days`; treats nothing.
        top_up: Days,
    },
}

impl Governance {
    /// Days of an activity in the plan, by role, in the order of its file.
    pub fn days<'a>(&self, activity: &'a Activity, count: u64) -> impl Iterator<Item = (&'a str, Days)> {
        activity
            .effort
            .iter()
            .map(move |(role, each)| (role.value.as_str(), each.value * Decimal::from(count)))
    }

    /// Days of an activity in the plan, of all roles together.
    #[must_use]
    pub fn effort(&self, activity: &Activity, count: u64) -> Days {
        self.days(activity, count).map(|(_, days)| days).sum()
    }
}

#[expect(clippy::too_many_arguments, reason = "one caller; each is a different fact of the plan")]
pub(super) fn count(
    deal: &Deal,
    book: &Book,
    scope: Scope,
    packages: &[PlannedPackage],
    length: &WorkTime,
    effort: Days,
    phases: &[PhaseSpan],
    minutes_per_day: u32,
) -> Governance {
    let times = |cadence: Cadence| match every_days(deal, cadence) {
        Some(days) => length.minutes(minutes_per_day).div_ceil(u64::from(days * minutes_per_day)),
        None => match cadence {
            Cadence::PerPhase => phases.len() as u64,
            Cadence::PerDeliverable => deliverables_in_scope(deal, packages).count() as u64,
            Cadence::PerPayment => deal.payments.len() as u64,
            _ => 1,
        },
    };
    let chosen = |at: ActivityIdx, activity: &Activity| match scope.governance {
        GovernanceSet::Offered => !deal.governance.dropped.contains(&at),
        GovernanceSet::Mandatory => activity.mandatory,
    };
    let activities: Vec<Counted> = (book.methodology.activities.indexed())
        .filter(|(at, activity)| chosen(*at, activity))
        .map(|(at, activity)| Counted { activity: at, count: times(activity.cadence.value) })
        .filter(|counted| {
            counted.count > 0 && has_work(&book.methodology.activities[counted.activity], phases)
        })
        .collect();
    let office = office(book, scope, &activities, length, effort);
    Governance { activities, office }
}

/// Working days from one occurrence to the next, where an activity comes by time. Without payments of its own a
/// deal is invoiced once a month, and so comes what accompanies a payment (MODEL 6).
#[must_use]
pub fn every_days(deal: &Deal, cadence: Cadence) -> Option<u32> {
    match cadence {
        Cadence::PerPayment if deal.payments.is_empty() => Cadence::Monthly.every_days(),
        _ => cadence.every_days(),
    }
}

/// Whether the phase an activity belongs to holds priced work. In a phase without any nothing happens.
fn has_work(activity: &Activity, phases: &[PhaseSpan]) -> bool {
    activity.phase.is_none_or(|phase| phases.iter().any(|span| span.phase == phase))
}

fn office(book: &Book, scope: Scope, activities: &[Counted], length: &WorkTime, effort: Days) -> Office {
    let pool = match &book.pmo.kind {
        PmoKind::ActivityBased if activities.is_empty() => return Office::None,
        PmoKind::ActivityBased => {
            let days: Days = (activities.iter())
                .flat_map(|a| {
                    let effort = &book.methodology.activities[a.activity].effort;
                    effort.iter().map(|(_, each)| each.value * Decimal::from(a.count))
                })
                .sum();
            return Office::Activities {
                top_up: if days < *book.pmo.minimum { *book.pmo.minimum - days } else { Days::ZERO },
            };
        }
        _ if scope.governance == GovernanceSet::Mandatory => return Office::None,
        PmoKind::PercentOfEffort(percent) => effort * percent.ratio(),
        PmoKind::Tiered(tiers) => tiered(tiers, effort),
        PmoKind::Staffed { setup, fte, closeout } => {
            **setup + **closeout + Days(length.to_decimal() * fte.value)
        }
    };
    Office::Pool(Days::planned(pool.0.max(book.pmo.minimum.0)))
}

/// Marginal bands: each percentage applies to the part of the effort inside its band.
fn tiered(tiers: &[(Option<Placed<Days>>, Placed<Percent>)], effort: Days) -> Days {
    let mut below = Days::ZERO;
    let mut days = Days::ZERO;
    for (up_to, percent) in tiers {
        let top = up_to.map_or(effort, |limit| limit.value.min(effort));
        if top > below {
            days += (top - below) * percent.ratio();
            below = top;
        }
    }
    days
}

/// Deliverables that a priced package makes, or that no package makes at all.
pub fn deliverables_in_scope<'d>(
    deal: &'d Deal,
    packages: &'d [PlannedPackage],
) -> impl Iterator<Item = DeliverableIdx> + 'd {
    let made_by = move |at: DeliverableIdx, package: PackageIdx| deal.work[package].deliverable == Some(at);
    deal.deliverables.indices().filter(move |&at| {
        packages.iter().any(|p| made_by(at, p.package)) || !deal.work.indices().any(|w| made_by(at, w))
    })
}
