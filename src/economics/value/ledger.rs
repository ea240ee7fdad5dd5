//! The PM ledger: each activity with the failure it treats, its effort, its deliverable, its cost, and
//! the share of the exposure it addresses (MODEL 9): what a reader needs to see what each activity is paid for.

use rust_decimal::Decimal;

use super::case::Valued;
use super::lean::{ActivitySet, Problem};
use crate::forecast::terms::customer_day_cost;
use crate::forecast::{double, overlap, treat};
use crate::plan::{Counted, Office};
use crate::price::{LineKind, Priced};
use bidwright_base::money::Money;
use bidwright_base::quantity::Days;
use bidwright_model::book::{ActivityIdx, Evidence, FailureIdx};

/// An activity in the ledger.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Which of the methodology's activities it is.
    pub activity: ActivityIdx,
    /// Times in the plan.
    pub count: u64,
    /// Our effort, all of them.
    pub effort: Days,
    /// The customer's.
    pub customer_effort: Days,
    /// Its part of the net price; `None` where the office is priced as a whole.
    pub price: Option<Money>,
    /// Its loaded cost to us; `None` likewise.
    pub cost: Option<Money>,
    /// What the customer's own hours in it cost them.
    pub own_hours: Money,
    /// Whether it can be left out; what a mandatory one does is part of scenario 0.
    pub mandatory: bool,
    /// What it treats.
    pub treats: Vec<Treats>,
    /// Part of the expected loss of scenario 0 that comes from risks it treats, 0 to 1; activities on the
    /// same risk address the same part.
    pub addressed: f64,
    /// What it takes off the customer's expected loss if it is the only one beyond the mandatory ones.
    pub alone: f64,
    /// What it takes off as the last of the offered ones.
    pub last: f64,
}

/// A failure an activity treats.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Treats {
    /// Which of the methodology's failure modes it is.
    pub failure: FailureIdx,
    /// Off the probability, as stated.
    pub probability: Decimal,
    /// Off the impact, as stated.
    pub impact: Decimal,
    /// How well it is known.
    pub evidence: Evidence,
    /// Off the probability, as used: weighed by evidence, less the overlap with the customer's office.
    pub used: f64,
    /// Off the impact, as used.
    pub used_impact: f64,
}

/// Every activity that takes place, in file order.
pub(super) fn ledger(case: Valued<'_>, problem: &Problem) -> Vec<Entry> {
    let Valued { offer: Priced { deal, book, plan, quote }, scenario_pair } = case;
    let share = overlap(deal, book);
    let day_cost = customer_day_cost(deal, quote);
    let counted = &plan.governance.activities;
    let offered = ActivitySet::of_activities(counted.iter().map(|c| c.activity));
    let whole: f64 = problem.risks.iter().map(|risk| (risk.probability * risk.loss).max(0.0)).sum();
    let treated = |at: usize| -> f64 {
        let risks = problem.activities[at].effects.iter().map(|effect| &problem.risks[effect.0]);
        risks.map(|risk| (risk.probability * risk.loss).max(0.0)).sum()
    };
    let loss = |set: ActivitySet| problem.loss(set);
    let pooled = !matches!(plan.governance.office, Office::Activities { .. });

    let entry = |counted: &Counted| {
        let activity = &book.methodology.activities[counted.activity];
        // The search numbers activities by their place in the methodology.
        let at = counted.activity.get();
        let times = Decimal::from(counted.count);
        let lines = || quote.lines.iter().filter(|line| line.kind == LineKind::Pmo(Some(counted.activity)));
        let customer_effort = activity.customer_effort.map_or(Days::ZERO, |each| each.value * times);
        let used = |stated: Decimal, weight: Decimal| treat::effect(double(stated), double(weight), share);
        // What a mandatory one does is part of both sides: no saving is claimed for it.
        let in_search = at < problem.activities.len() && !activity.mandatory;
        Entry {
            activity: counted.activity,
            count: counted.count,
            effort: activity.effort.iter().map(|(_, each)| each.value * times).sum(),
            customer_effort,
            price: (!pooled).then(|| {
                let listed = quote.currency.sum(lines().map(|line| line.price));
                quote.currency.round(listed.amount() * scenario_pair.terms.keep)
            }),
            cost: (!pooled).then(|| quote.currency.sum(lines().map(|line| line.cost))),
            own_hours: quote.currency.round(customer_effort.0 * day_cost),
            mandatory: activity.mandatory,
            treats: (activity.treats.iter())
                .map(|t| Treats {
                    failure: t.failure,
                    probability: t.probability,
                    impact: t.impact,
                    evidence: t.evidence,
                    used: used(t.probability, t.evidence.weight()),
                    used_impact: used(t.impact, t.evidence.weight()),
                })
                .collect(),
            addressed: if in_search && whole > 0.0 { treated(at) / whole } else { 0.0 },
            alone: if in_search {
                loss(problem.mandatory()) - loss(problem.mandatory().with(at))
            } else {
                0.0
            },
            last: if in_search { loss(offered.without(at)) - loss(offered) } else { 0.0 },
        }
    };
    counted.iter().map(entry).collect()
}
