//! The exposure: what an outright failure would cost each party, line by line (MODEL 10.2).
//!
//! Low, likely and high are the stated columns, exact and net of tax; only the expected figure is
//! simulated. Percentages of price apply to the offered net price.

use rust_decimal::Decimal;

use bidwright_base::money::{Currency, Money};
use bidwright_base::simulated::Simulated;
use bidwright_model::book::Rows;
use bidwright_model::deal::{Deal, ObjectiveIdx, Stakes, ThreePoint};

/// What failure costs, by party.
#[derive(Debug, Clone)]
pub struct Exposure {
    /// The customer's.
    pub customer: Party,
    /// The supplier's.
    pub supplier: Party,
    /// What each week after the deadline costs the customer; no part of their sum, for an outright
    /// failure already loses the benefit from then on.
    pub week_late: Option<[Money; 3]>,
    /// Delay damages at their cap, within the cap on liability: what leaves the supplier and reaches the
    /// customer. In neither sum.
    pub transfer: Option<Money>,
    /// The supplier's liability at most; `None`: no cap.
    pub liability: Option<Money>,
}

/// One party's exposure.
#[derive(Debug, Clone)]
pub struct Party {
    /// What it is made of; nothing stated, no line.
    pub lines: Vec<Line>,
    /// Σ of the low column.
    pub low: Money,
    /// Σ of the likely column: K_likely.
    pub likely: Money,
    /// Σ of the high column.
    pub high: Money,
    /// `E[H | F = 1]` in scenario 0; `None` below 100 outright failures.
    pub expected: Option<Simulated>,
}

/// A line of a party's exposure.
#[derive(Debug, Clone)]
pub struct Line {
    /// What it is.
    pub what: Source,
    /// Low, likely, high, at an outright failure.
    pub amounts: [Money; 3],
}

/// What a line is worked out from.
#[derive(Debug, Clone, PartialEq)]
pub enum Source {
    /// A percentage of the net price to find and pay another supplier.
    Reprocurement {
        /// Low, likely, high, in percent.
        percent: ThreePoint,
    },
    /// The customer's own effort, wasted.
    Internal,
    /// Months of benefit lost, over all objectives.
    Benefit {
        /// Low, likely, high.
        months: ThreePoint,
        /// Σ of the objectives' benefit in a year.
        per_year: Decimal,
        /// The objectives that state one.
        objectives: Vec<ObjectiveIdx>,
    },
    /// A percentage of the net price to do the work again.
    Rework {
        /// Low, likely, high, in percent.
        percent: ThreePoint,
    },
    /// The margin of the supplier's next deal, lost.
    FollowOn,
}

impl Source {
    /// As in JSON and in the names of figures.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Source::Reprocurement { .. } => "reprocurement",
            Source::Internal => "internal_cost",
            Source::Benefit { .. } => "benefit_lost",
            Source::Rework { .. } => "rework",
            Source::FollowOn => "follow_on_margin",
        }
    }
}

/// The exposure of a deal at its net price, without what is simulated. `None` without `[stakes]`.
#[must_use]
pub fn exposure(deal: &Deal, net: Money) -> Option<Exposure> {
    let stakes = deal.stakes.as_ref()?;
    let currency = deal.head.currency.value;
    let of_price = |percent: Decimal| currency.round(net.amount() * percent / Decimal::ONE_HUNDRED);

    let reprocurement = stakes
        .reprocurement_percent
        .map(|percent| Line { what: Source::Reprocurement { percent }, amounts: columns(percent, of_price) });
    let stated = |points: ThreePoint| columns(points, |amount| currency.round(amount));
    let internal = stakes.internal_cost.map(|cost| Line { what: Source::Internal, amounts: stated(cost) });
    let rework = stakes
        .rework_percent
        .map(|percent| Line { what: Source::Rework { percent }, amounts: columns(percent, of_price) });
    let follow_on =
        stakes.follow_on_margin.map(|margin| Line { what: Source::FollowOn, amounts: stated(margin) });

    let customer = reprocurement.into_iter().chain(internal).chain(benefit(deal, stakes, currency)).collect();
    let supplier = rework.into_iter().chain(follow_on).collect();
    let liability = stakes.liability_cap.map(|cap| of_price(cap.value.0));
    let damages = stakes.damages.as_ref().map(|damages| of_price(damages.cap_percent.0));
    Some(Exposure {
        customer: party(customer, currency),
        supplier: party(supplier, currency),
        week_late: stakes.delay_cost_per_week.map(stated),
        transfer: damages.map(|most| liability.map_or(most, |cap| most.min(cap))),
        liability,
    })
}

/// Σ benefit a year / 12 · months.
fn benefit(deal: &Deal, stakes: &Stakes, currency: Currency) -> Option<Line> {
    let months = stakes.benefit_lost_months?;
    let benefits = || {
        let rows = deal.objectives.indexed();
        rows.filter_map(|(at, objective)| Some((at, objective.benefit_per_year.as_ref()?.value)))
    };
    let per_year: Decimal = benefits().map(|(_, benefit)| benefit).sum();
    if per_year.is_zero() {
        return None;
    }
    let objectives = benefits().map(|(at, _)| at).collect();
    let amounts = columns(months, |months| currency.round(per_year * months / Decimal::from(12)));
    Some(Line { what: Source::Benefit { months, per_year, objectives }, amounts })
}

fn columns(points: ThreePoint, amount: impl Fn(Decimal) -> Money) -> [Money; 3] {
    [points.low, points.likely, points.high].map(amount)
}

fn party(lines: Vec<Line>, currency: Currency) -> Party {
    let sum = |column: usize| currency.sum(lines.iter().map(|line| line.amounts[column]));
    Party { low: sum(0), likely: sum(1), high: sum(2), lines, expected: None }
}
