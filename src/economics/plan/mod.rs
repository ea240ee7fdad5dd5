//! The plan: priced scope as a network in working days and dates, and the delivery office beside it
//! as counted cost lines that are never on the path.

mod allocation;
mod effort;
mod findings;
mod governance;
mod network;
mod promises;

pub use effort::shape;
pub use findings::findings;
pub use governance::{Counted, Governance, Office, deliverables_in_scope, every_days};
pub use network::{Node, Schedule, Task, schedule};

use jiff::civil::Date;
use rust_decimal::Decimal;

use bidwright_base::quantity::{Days, WorkTime};
use bidwright_model::book::{Book, CardIdx, PhaseIdx, RateCard, Rows};
use bidwright_model::deal::{Deal, Model, OptionIdx, PackageIdx, Retainer, RoleIdx};
use bidwright_model::distributions::Shape;

/// What is planned: the base offer or one option beside it, with our governance or without.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Scope {
    /// The option whose packages and purchases are added.
    pub option: Option<OptionIdx>,
    /// Which activities of the methodology take place.
    pub governance: GovernanceSet,
}

impl Scope {
    /// The offer itself.
    pub const OFFER: Scope = Scope { option: None, governance: GovernanceSet::Offered };
    /// Scenario 0: the offer with the mandatory activities only.
    pub const WITHOUT_PMO: Scope = Scope { option: None, governance: GovernanceSet::Mandatory };

    /// The offer with one option.
    #[must_use]
    pub fn with_option(option: OptionIdx) -> Scope {
        Scope { option: Some(option), governance: GovernanceSet::Offered }
    }
}

/// Sets of governance activities (MODEL 6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum GovernanceSet {
    /// All of the methodology, less what the deal leaves out.
    Offered,
    /// The mandatory ones only: scenario 0.
    Mandatory,
}

/// A plan of one scope.
#[derive(Debug, Clone)]
pub struct Plan {
    /// What it is a plan of.
    pub scope: Scope,
    /// The first working day.
    pub start: Date,
    /// T_plan: working days at planned effort, without risks.
    pub length: WorkTime,
    /// The day on which the last work is done; a retainer's last day of term.
    pub finish: Date,
    /// The rate card in force at the start.
    pub card: CardIdx,
    /// Minutes of a working day.
    pub minutes_per_day: u32,
    /// Priced packages, in file order.
    pub packages: Vec<PlannedPackage>,
    /// E: delivery effort of the priced packages, whoever does them.
    pub effort: Days,
    /// Phases that hold priced packages, in the methodology's order.
    pub phases: Vec<PhaseSpan>,
    /// The delivery office.
    pub governance: Governance,
}

impl Plan {
    /// The packages a day's delay of which delays the finish, in file order.
    pub fn critical(&self) -> impl Iterator<Item = &PlannedPackage> {
        self.packages.iter().filter(|planned| planned.is_critical())
    }
}

/// A plan with what it was made from: the deal, and the library the deal draws on.
#[derive(Debug, Clone, Copy)]
pub struct Planned<'a> {
    /// What is offered.
    pub deal: &'a Deal,
    /// What it draws on.
    pub book: &'a Book,
    /// The plan of one scope of it.
    pub plan: &'a Plan,
}

impl<'a> Planned<'a> {
    /// The rate card in force at the start of the plan. Findings hold that the cards of one plan agree in
    /// their percentages and basis.
    #[must_use]
    pub(crate) fn card(self) -> &'a RateCard {
        &self.book.cards[self.plan.card]
    }

    /// The same deal in another plan.
    #[must_use]
    pub fn with_plan(self, plan: &'a Plan) -> Planned<'a> {
        Planned { plan, ..self }
    }
}

/// A package in the plan.
#[derive(Debug, Clone)]
pub struct PlannedPackage {
    /// Which of the deal's packages it is.
    pub package: PackageIdx,
    /// Effort by role, in file order.
    pub effort: Vec<PlannedEffort>,
    /// Its place in working time.
    pub time: Node,
    /// The working day on which it starts.
    pub start: Date,
    /// The working day on which it ends; a milestone's own day.
    pub finish: Date,
}

impl PlannedPackage {
    /// Whether a day's delay here delays the finish.
    #[must_use]
    pub fn is_critical(&self) -> bool {
        self.time.float.is_zero()
    }
}

/// The effort of one role on one package.
#[derive(Debug, Clone)]
pub struct PlannedEffort {
    /// The row of the package's `effort`.
    pub row: RoleIdx,
    /// Its distribution.
    pub shape: Shape,
    /// Planned effort, rounded once to 0.01 day.
    pub days: Days,
    /// The low end where it is not as stated: the P10 attained when the range was cut at zero.
    pub(crate) low_attained: Option<f64>,
}

/// A phase in the plan.
#[derive(Debug, Clone)]
pub struct PhaseSpan {
    /// Which of the methodology's phases it is.
    pub phase: PhaseIdx,
    /// First day of its earliest package.
    pub start: Date,
    /// Last day of its latest package.
    pub finish: Date,
}

/// Plans a scope of the deal.
#[must_use]
pub fn plan(deal: &Deal, book: &Book, scope: Scope) -> Plan {
    let priced = priced_packages(deal, scope);
    let start = book.calendar.working_day_from(deal.head.start.value);
    // Findings hold that some card is in force, and that those of one plan agree.
    let card = book.cards.index_where(|card| card.covers(start)).unwrap_or(CardIdx::new(0));
    let minutes_per_day = book.cards[card].minutes_per_day;

    let effort: Vec<Vec<PlannedEffort>> =
        priced.iter().map(|&at| effort::planned(&deal.work[at], &deal.estimate)).collect();
    let (schedule, nodes) = network(deal, &priced, &effort);
    let packages: Vec<PlannedPackage> = priced
        .iter()
        .zip(effort)
        .zip(nodes)
        .map(|((&package, effort), time)| {
            let finish =
                book.calendar.finish(start, time.early_finish.minutes(minutes_per_day), minutes_per_day);
            // A package that starts as another ends, at the end of a day, starts the next morning.
            let start = book.calendar.after(start, time.early_start.whole_days()).min(finish);
            PlannedPackage { package, effort, time, start, finish }
        })
        .collect();

    let (length, finish) = match (&deal.commercial.retainer, deal.head.model.value) {
        (Some(retainer), Model::Retainer) => term(retainer.term_months.value, deal.head.start.value),
        _ => {
            let finish = book.calendar.finish(start, schedule.minutes(minutes_per_day), minutes_per_day);
            (schedule, finish)
        }
    };

    let effort = match &deal.commercial.retainer {
        // A retainer without packages sells hours: they are its effort.
        Some(retainer) if deal.work.is_empty() => hours_sold(retainer, minutes_per_day),
        _ => packages.iter().flat_map(|p| &p.effort).map(|e| e.days).sum(),
    };
    let phases = phase_spans(deal, book, &packages);
    let governance =
        governance::count(deal, book, scope, &packages, &length, effort, &phases, minutes_per_day);
    Plan { scope, start, length, finish, card, minutes_per_day, packages, effort, phases, governance }
}

/// The options of a scope: the one it adds, and what that needs.
pub(crate) fn taken(deal: &Deal, scope: Scope) -> impl Iterator<Item = OptionIdx> {
    let needed = scope.option.map(|option| deal.needed(option)).unwrap_or_default();
    needed.into_iter().chain(scope.option)
}

/// Base packages and those of the option and of what it needs, in file order.
fn priced_packages(deal: &Deal, scope: Scope) -> Vec<PackageIdx> {
    let chosen = |at: &PackageIdx| taken(deal, scope).any(|option| deal.options[option].work.contains(at));
    deal.work.indices().filter(|at| !deal.work[*at].optional || chosen(at)).collect()
}

/// Early and late times of the priced packages. Predecessors outside the scope do not exist.
fn network(deal: &Deal, priced: &[PackageIdx], effort: &[Vec<PlannedEffort>]) -> (WorkTime, Vec<Node>) {
    let position = |at: PackageIdx| priced.binary_search(&at).ok();
    let tasks: Vec<network::Task> = priced
        .iter()
        .zip(effort)
        .map(|(&at, effort)| {
            let package = &deal.work[at];
            let longest = effort.iter().map(|e| WorkTime::of(e.days, package.effort[e.row].team.value)).max();
            network::Task {
                duration: longest.unwrap_or_else(WorkTime::zero),
                lag: WorkTime::days(package.lag_days.value),
                after: package.after.iter().filter_map(|before| position(before.value)).collect(),
            }
        })
        .collect();
    let Schedule { length, nodes } = schedule(&tasks).expect("checked: no cycle");
    (length, nodes)
}

/// A retainer lasts its term: 21 working days a month, to the day before the term's anniversary.
fn term(months: u32, start: Date) -> (WorkTime, Date) {
    let end = start.saturating_add(jiff::Span::new().months(i64::from(months)));
    (WorkTime::days((u64::from(months) * 21).into()), end.yesterday().unwrap_or(start))
}

fn hours_sold(retainer: &Retainer, minutes_per_day: u32) -> Days {
    let hours = retainer.hours_per_month.value * Decimal::from(retainer.term_months.value);
    Days::planned(hours * Decimal::from(60) / Decimal::from(minutes_per_day))
}

fn phase_spans(deal: &Deal, book: &Book, packages: &[PlannedPackage]) -> Vec<PhaseSpan> {
    let span = |phase| {
        let inside = || packages.iter().filter(move |p| deal.work[p.package].phase == phase);
        Some(PhaseSpan {
            phase,
            start: inside().map(|p| p.start).min()?,
            finish: inside().map(|p| p.finish).max()?,
        })
    };
    book.methodology.phases.indices().filter_map(span).collect()
}
