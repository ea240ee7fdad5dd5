//! Activity by activity: what each brings, the frontier of sets, and where the answer would turn.

use serde::Serialize;

use super::super::money;
use bidwright_base::money::{Currency, Money};
use bidwright_base::quantity::Days;
use bidwright_economics::offer::Offer;
use bidwright_economics::value;
use bidwright_economics::value::lean;
use bidwright_economics::value::lean::Proof;
use bidwright_economics::value::{Entry, TurningPoint};

#[derive(Debug, Clone, Serialize)]
pub(super) struct Activity<'o> {
    activity: &'o str,
    mandatory: bool,
    count: u64,
    effort_days: Days,
    customer_days: Days,
    deliverable: &'o str,
    /// Null where the office is priced as a whole; `cost` likewise.
    price: Option<Money>,
    cost: Option<Money>,
    customer_hours: Money,
    treats: Vec<Treatment<'o>>,
    /// The part of the expected loss that comes from risks it treats.
    exposure_addressed: f64,
    loss_reduction_alone: Money,
    loss_reduction_last: Money,
}

#[derive(Debug, Clone, Serialize)]
struct Treatment<'o> {
    failure: &'o str,
    evidence: &'static str,
    probability_used: f64,
    impact_used: f64,
}

impl<'o> Activity<'o> {
    pub(super) fn of(offer: &'o Offer, entry: &Entry) -> Activity<'o> {
        let methodology = &offer.book.methodology;
        let activity = &methodology.activities[entry.activity];
        let treats = entry.treats.iter().map(|treats| Treatment {
            failure: &methodology.failures[treats.failure].id,
            evidence: treats.evidence.word(),
            probability_used: treats.used,
            impact_used: treats.used_impact,
        });
        Activity {
            activity: &activity.id.value,
            mandatory: entry.mandatory,
            count: entry.count,
            effort_days: entry.effort,
            customer_days: entry.customer_effort,
            deliverable: &activity.deliverable,
            price: entry.price,
            cost: entry.cost,
            customer_hours: entry.own_hours,
            treats: treats.collect(),
            exposure_addressed: entry.addressed,
            loss_reduction_alone: money(offer.quote.currency, entry.alone),
            loss_reduction_last: money(offer.quote.currency, entry.last),
        }
    }
}

/// A set of activities, the mandatory ones among them.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Point<'o> {
    activities: Vec<&'o str>,
    /// Beyond the mandatory activities, to the customer.
    cost: Money,
    /// Null where the set was not simulated.
    success: Option<f64>,
    success_standard_error: Option<f64>,
    /// Null where no chance of success is told.
    success_surrogate: Option<f64>,
    /// The surrogate's where the set was not simulated.
    net_value: Money,
    net_value_standard_error: Option<Money>,
    net_value_surrogate: Money,
}

impl<'o> Point<'o> {
    pub(super) fn of(offer: &'o Offer, point: &lean::Point) -> Point<'o> {
        let activities = &offer.book.methodology.activities;
        let money = |amount| money(offer.quote.currency, amount);
        Point {
            activities: point.activities.iter().map(|at| activities[*at].id.value.as_str()).collect(),
            cost: money(point.cost),
            success: point.success.map(|p| p.value),
            success_standard_error: point.success.map(|p| p.se),
            success_surrogate: point.surrogate(),
            net_value: money(point.net_value.map_or(point.net_value_surrogate, |net| net.value)),
            net_value_standard_error: point.net_value.map(|net| money(net.se)),
            net_value_surrogate: money(point.net_value_surrogate),
        }
    }
}

/// How surely the leanest set is the best: by `sets` or `nodes` looked at, or up to a `gap`.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Search {
    proven: bool,
    sets: Option<u64>,
    nodes: Option<u64>,
    gap: Option<Money>,
}

impl Search {
    pub(super) fn of(currency: Currency, proof: Proof) -> Search {
        let proven = Search { proven: true, sets: None, nodes: None, gap: None };
        match proof {
            Proof::Exhausted(sets) => Search { sets: Some(sets), ..proven },
            Proof::Bounded(nodes) => Search { nodes: Some(nodes), ..proven },
            Proof::Gap(gap) => Search { proven: false, gap: Some(money(currency, gap)), ..proven },
        }
    }
}

/// An input, and where it would turn the answer.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Lever<'o> {
    input: &'static str,
    /// The risk whose probability it is.
    risk: Option<&'o str>,
    stated: Quantity,
    turns_at: Option<Quantity>,
}

#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
enum Quantity {
    Money(Money),
    Number(f64),
}

impl<'o> Lever<'o> {
    pub(super) fn of(offer: &'o Offer, turning: &TurningPoint) -> Lever<'o> {
        use value::Lever as Of;
        let input = match turning.lever {
            Of::OfficeCost => "office_cost",
            Of::Effects => "effects",
            Of::FailureCost => "failure_cost",
            Of::WeekLate => "delay_cost_per_week",
            Of::BenefitMonths => "benefit_lost_months",
            Of::InternalCost => "internal_cost",
            Of::Reprocurement => "reprocurement_percent",
            Of::Probability(_) => "probability",
        };
        let quantity = |value| {
            if turning.lever.is_money() {
                Quantity::Money(money(offer.quote.currency, value))
            } else {
                Quantity::Number(value)
            }
        };
        let risk = match turning.lever {
            Of::Probability(risk) => Some(offer.deal.risks[risk].id.value.as_str()),
            _ => None,
        };
        Lever { input, risk, stated: quantity(turning.stated), turns_at: turning.at.map(quantity) }
    }
}
