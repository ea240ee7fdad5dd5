//! What failure costs the customer, how likely success is, and what delivery management adds. Our own
//! exposure, result and cost are ours.

use jiff::civil::Date;
use rust_decimal::Decimal;

use bidwright_base::money::Money;
use bidwright_base::quantity::Percent;
use bidwright_base::simulated::Simulated;
use bidwright_economics::forecast::{self, Sample, Success, Uncertainty};
use bidwright_economics::offer::{Offer, ValueAnalysis};
use bidwright_economics::value::{self, PmoValue, Source, Verdict};
use bidwright_model::book::ActivityIdx;
use bidwright_model::deal::{self, Damages, ObjectiveIdx, ThreePoint};

/// What the contract agrees about failure, and what success is measured against.
#[derive(Debug, Clone, Copy)]
pub struct Stakes<'a> {
    /// When the customer must have it.
    pub deadline: Option<Date>,
    /// What the customer can spend.
    pub budget: Option<Money>,
    /// The cap on liability, of the price.
    pub liability_cap: Option<Percent>,
    /// Liquidated damages for delay.
    pub damages: Option<&'a Damages>,
    /// Whether the customer stated what a day of their own people costs.
    pub day_is_priced: bool,
    /// Who stated it, when.
    pub source: Option<&'a str>,
}

/// What was simulated and weighed.
#[derive(Debug, Clone)]
pub struct Value<'a> {
    /// What an outright failure would cost the customer.
    pub exposure: Exposure<'a>,
    /// Success and finish with delivery management and without.
    pub scenarios: Scenarios<'a>,
    /// What delivery management adds, and what must be true for it to pay.
    pub office: OfficeValue<'a>,
}

/// What an outright failure would cost the customer.
#[derive(Debug, Clone)]
pub struct Exposure<'a> {
    /// What it is made of; nothing stated, no line.
    pub lines: Vec<LossLine<'a>>,
    /// Sums of the lines: low, likely, high.
    pub sum: [Money; 3],
    /// The mean over simulated outright failures; `None` where there are too few.
    pub expected: Option<Simulated>,
    /// What each week after the deadline costs; no part of the sum.
    pub week_late: Option<[Money; 3]>,
    /// Delay damages from us, at most, within the cap on liability.
    pub damages: Option<Money>,
    /// Our liability at most; `None`: no cap.
    pub liability: Option<Money>,
}

/// A line of it.
#[derive(Debug, Clone, Copy)]
pub struct LossLine<'a> {
    /// What is lost.
    pub loss: Loss<'a>,
    /// Low, likely, high.
    pub amounts: [Money; 3],
}

/// What the customer loses, and what that is worked out from.
#[derive(Debug, Clone, Copy)]
pub enum Loss<'a> {
    /// A percentage of the net price to find and pay another supplier.
    Reprocurement {
        /// Low, likely, high, in percent.
        percent: &'a ThreePoint,
    },
    /// The customer's own effort, wasted.
    Internal,
    /// Months of benefit, over all objectives.
    Benefit {
        /// Low, likely, high.
        months: &'a ThreePoint,
        /// Σ of the objectives' benefit in a year.
        per_year: Decimal,
        /// The objectives that state one.
        objectives: &'a [ObjectiveIdx],
    },
}

/// Success and finish, with the activities offered and with the mandatory ones only.
#[derive(Debug, Clone, Copy)]
pub struct Scenarios<'a> {
    /// Simulated deliveries.
    pub iterations: u32,
    /// With every activity offered.
    pub with: Scenario<'a>,
    /// With the mandatory activities only.
    pub without: Scenario<'a>,
    /// Joint success where the budget grows by what the offered activities cost the customer.
    pub repriced: Simulated,
    /// The deadline, in working days from the start.
    pub deadline: Option<f64>,
    /// What success may be if the inputs are not as stated.
    pub uncertainty: &'a Uncertainty,
}

/// One of two ways to deliver.
#[derive(Debug, Clone, Copy)]
pub struct Scenario<'a> {
    /// Against the customer's targets.
    pub success: &'a Success,
    /// The finish, in working days from the start.
    pub finish: &'a Sample,
    /// The finish dates of P50, P80 and P90.
    pub dates: [Date; 3],
}

/// What delivery management adds to what the customer pays, and what must be true for it to pay.
#[derive(Debug, Clone)]
pub struct OfficeValue<'a> {
    /// What the activities that are not mandatory come to, the customer's own hours included.
    pub adds: Money,
    /// Of which the customer's own hours.
    pub own_hours: Money,
    /// Points of failure probability it must remove to pay; `None` where no failure is priced.
    pub points: Option<f64>,
    /// What a failure must come to for it to pay; `None` where success does not clearly rise.
    pub pays_from: Option<f64>,
    /// The chance of success at which it pays.
    pub pays_at: Option<f64>,
    /// What it takes off the customer's expected loss.
    pub saves: Simulated,
    /// What is left of that after what it adds.
    pub net: Simulated,
    /// The answer, from the customer's side.
    pub verdict: Verdict,
    /// Names of the activities a lighter set would leave out.
    pub leave_out: Vec<&'a str>,
    /// Names of those it would take up.
    pub take_up: Vec<&'a str>,
    /// What the lighter set adds.
    pub lighter_adds: f64,
    /// What the stated effects make of the odds of success; `None` where a chance is 0 or 1.
    pub odds: Option<f64>,
    /// What the odds must become for it to pay.
    pub odds_needed: Option<f64>,
    /// P5 and P95 of the view it is held against.
    pub odds_expected: [f64; 2],
    /// Deliveries of our own that view was made from; `None`: it is our assumption.
    pub record: Option<u32>,
}

pub(super) fn stakes(stakes: &deal::Stakes) -> Stakes<'_> {
    Stakes {
        deadline: stakes.deadline.map(|day| day.value),
        budget: stakes.budget.map(|budget| budget.value),
        liability_cap: stakes.liability_cap.map(|cap| cap.value),
        damages: stakes.damages.as_ref(),
        day_is_priced: stakes.customer_day_cost.is_some(),
        source: stakes.source.as_deref(),
    }
}

pub(super) fn value(offer: &Offer) -> Option<Value<'_>> {
    let value_analysis = offer.value_analysis.as_ref()?;
    let pmo_value = value_analysis.value.pmo_value.as_ref()?;
    Some(Value {
        exposure: exposure(&pmo_value.exposure),
        scenarios: scenarios(value_analysis),
        office: office(offer, value_analysis, pmo_value),
    })
}

fn exposure(of: &value::Exposure) -> Exposure<'_> {
    let party = &of.customer;
    let lines = party.lines.iter();
    Exposure {
        lines: lines
            .filter_map(|line| Some(LossLine { loss: loss(&line.what)?, amounts: line.amounts }))
            .collect(),
        sum: [party.low, party.likely, party.high],
        expected: party.expected,
        week_late: of.week_late,
        damages: of.transfer,
        liability: of.liability,
    }
}

/// `None`: what a supplier loses is no loss of the customer's.
fn loss(what: &Source) -> Option<Loss<'_>> {
    match what {
        Source::Reprocurement { percent } => Some(Loss::Reprocurement { percent }),
        Source::Internal => Some(Loss::Internal),
        Source::Benefit { months, per_year, objectives } => {
            Some(Loss::Benefit { months, per_year: *per_year, objectives })
        }
        Source::Rework { .. } | Source::FollowOn => None,
    }
}

fn scenarios(value_analysis: &ValueAnalysis) -> Scenarios<'_> {
    let of = &value_analysis.scenario_pair;
    Scenarios {
        iterations: of.runs.iterations,
        with: scenario(&of.with),
        without: scenario(&of.without),
        repriced: of.repriced.joint,
        deadline: of.terms.targets.deadline,
        uncertainty: &value_analysis.uncertainty,
    }
}

fn scenario(of: &forecast::Scenario) -> Scenario<'_> {
    Scenario { success: &of.success, finish: &of.outcome.finish, dates: of.dates }
}

fn office<'a>(offer: &'a Offer, value_analysis: &ValueAnalysis, pmo_value: &PmoValue) -> OfficeValue<'a> {
    let lean = &pmo_value.lean;
    let name = |at: ActivityIdx| offer.book.methodology.activities[at].name.as_str();
    OfficeValue {
        adds: value_analysis.value.office.increment,
        own_hours: value_analysis.value.office.own_hours,
        points: pmo_value.break_even_points,
        pays_from: pmo_value.same_budget.failure_cost,
        pays_at: pmo_value.same_budget.required,
        saves: pmo_value.customer.reduction,
        net: pmo_value.customer.value,
        verdict: pmo_value.verdict,
        leave_out: lean.left_out().map(name).collect(),
        take_up: lean.taken_up().map(name).collect(),
        lighter_adds: lean.leanest.cost,
        odds: pmo_value.check.implied,
        odds_needed: pmo_value.check.needed,
        odds_expected: pmo_value.check.prior.range(),
        record: offer.book.history.as_ref().map(|history| history.deliveries()),
    }
}
