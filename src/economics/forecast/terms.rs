//! What the customer pays for a delivery with the office and without, and what they measure it against
//! (MODEL 8, 10.1).

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::model::double;
use super::scopes::bills_work;
use super::success::{Payment, Targets};
use crate::plan::{Office, Plan, Planned};
use crate::price;
use crate::price::{LineKind, Priced, Quote};
use bidwright_base::money::Money;
use bidwright_base::source::Placed;
use bidwright_model::deal;
use bidwright_model::deal::{ContingencyRule, Deal};

/// Payments, targets and what the office costs the customer; amounts after discount, net of tax.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Terms {
    /// Paid with the office.
    pub with: Payment,
    /// Paid with the mandatory activities only.
    pub without: Payment,
    /// The customer's.
    pub targets: Targets,
    /// 1 − δ.
    pub keep: Decimal,
    /// Δp: what the office adds to the price beyond the mandatory activities.
    pub price: Decimal,
    /// The customer's own hours beyond scenario 0: in the activities that are not mandatory, or in all where
    /// the office is priced as a whole.
    pub own_hours: Decimal,
}

impl Terms {
    /// Of an offer, planned with its office and with the mandatory activities only.
    #[must_use]
    pub fn of(offer: Priced<'_>, bare: &Plan) -> Terms {
        let Priced { deal, plan, quote, .. } = offer;
        let keep = Decimal::ONE - discount(deal);
        let bare_price = office_price(offer.planned().with_plan(bare), quote);
        let price = (quote.totals.pmo_price - bare_price).amount() * keep;
        let net = quote.totals.net.amount();
        Terms {
            with: payment(deal, quote, net),
            without: payment(deal, quote, net - price),
            targets: targets(offer.planned()),
            keep,
            price,
            // An office priced as a whole is no part of scenario 0, nor are the customer's hours in it.
            own_hours: own_hours(offer.planned(), quote, matches!(plan.governance.office, Office::Pool(_))),
        }
    }

    /// c(S), the customer's.
    #[must_use]
    pub fn increment(&self) -> f64 {
        double(self.price + self.own_hours)
    }

    /// The budget grown by what the office costs the customer.
    #[must_use]
    pub(crate) fn repriced(&self) -> Targets {
        Targets { budget: self.targets.budget.map(|budget| budget + self.increment()), ..self.targets }
    }
}

/// What the customer pays where the price comes to `net`: that, or what is billed.
#[must_use]
pub fn payment(deal: &Deal, quote: &Quote, net: Decimal) -> Payment {
    if !bills_work(deal) {
        return Payment::Fixed(double(net));
    }
    let cap = quote.cap.filter(|_| deal.head.model.value == deal::Model::Capped);
    Payment::Billed { cap: cap.map(|cap| double(cap.amount.amount())) }
}

fn discount(deal: &Deal) -> Decimal {
    deal.commercial.discount.as_ref().map_or(Decimal::ZERO, |d| d.percent.value.ratio())
}

/// Deadline in working days and budget. A retainer lasts its term: no deadline is tested.
pub(super) fn targets(Planned { deal, book, plan }: Planned<'_>) -> Targets {
    let stakes = deal.stakes.as_ref();
    let can_be_late = deal.head.model.value != deal::Model::Retainer;
    let deadline = stakes.and_then(|stakes| stakes.deadline).filter(|_| can_be_late);
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

/// The list price of a plan's office in the chain, at the offer's contingency.
#[must_use]
pub(crate) fn office_price(offer: Planned<'_>, quote: &Quote) -> Money {
    at_same_contingency(offer, quote).totals.pmo_price
}

/// A plan priced with the contingency of the offer.
#[must_use]
pub fn at_same_contingency(offer: Planned<'_>, quote: &Quote) -> Quote {
    // Where contingency is simulated, the chain takes it as given: here it is given that of the offer.
    let mut same = offer.deal.clone();
    same.estimate.contingency = ContingencyRule::Confidence(Placed::new(80, same.head.start.place));
    let contingency = price::Simulated {
        reserve: Some(price::Reserve {
            amount: quote.totals.contingency,
            error: quote.currency.zero(),
            between: None,
        }),
        ..price::Simulated::default()
    };
    price::price(Planned { deal: &same, ..offer }, &contingency)
}

/// What the customer's own hours cost them at planned counts: in all activities, or in those that are not
/// mandatory.
#[must_use]
pub fn own_hours(Planned { deal, book, plan }: Planned<'_>, quote: &Quote, all: bool) -> Decimal {
    let days: Decimal = (plan.governance.activities.iter())
        .map(|counted| (&book.methodology.activities[counted.activity], counted.count))
        .filter(|(activity, _)| all || !activity.mandatory)
        .map(|(activity, count)| {
            activity.customer_effort.map_or(Decimal::ZERO, |each| each.0) * Decimal::from(count)
        })
        .sum();
    days * customer_day_cost(deal, quote)
}

/// What a day of the customer's own costs: as stated, or the mean loaded cost of our delivery days.
#[must_use]
pub fn customer_day_cost(deal: &Deal, quote: &Quote) -> Decimal {
    let stated = deal.stakes.as_ref().and_then(|stakes| stakes.customer_day_cost);
    stated.map_or_else(|| mean_loaded_rate(quote), |cost| cost.value.amount())
}

/// The mean loaded cost of a planned delivery day.
fn mean_loaded_rate(quote: &Quote) -> Decimal {
    let delivery = || {
        let worked = quote.lines.iter().filter(|line| matches!(line.kind, LineKind::Labour(_)));
        worked.filter_map(|line| Some((line.days?.0, line.rate?.loaded)))
    };
    let cost: Decimal = delivery().map(|(days, loaded)| days * loaded).sum();
    let days: Decimal = delivery().map(|(days, _)| days).sum();
    cost.checked_div(days).unwrap_or_default()
}
