//! A bound on everything that is multiplied later, so that no figure can overflow.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::read::FindingSink;
use crate::shared::SelectedLibrary;
use bidwright_base::diag::{Code, Diagnostic};
use bidwright_model::deal::Deal;

/// Above this, prices lose decimals: 28 digits less those for cents and shares.
const LARGEST_PRICE: f64 = 1e16;
/// Working days: some 40 years.
const LONGEST_PLAN: f64 = 10_000.0;

pub(super) fn check(deal: &Deal, library: &SelectedLibrary, sink: &FindingSink) {
    if sink.errors() > 0 {
        return;
    }
    let worst = |power: f64| {
        let exit = deal.estimate.tail.map_or(1.0, |tail| float(tail.exit_ratio));
        bidwright_base::math::pow(exit, power).max(1.0)
    };
    let length = longest_path(deal) * worst(deal.estimate.tail.map_or(0.0, |t| float(t.time_exponent)));
    if length > LONGEST_PLAN {
        let message = format!("the plan may take {length:.0} working days; at most 10,000");
        sink.push(
            Diagnostic::error(Code::PlanTooLong, message)
                .at(deal.head.start.place)
                .hint("effort is in days, and `team` is people at once"),
        );
    }
    let price = largest_price(deal, library) * worst(1.0);
    if price > LARGEST_PRICE {
        let message = format!("the price may reach {price:.0e}, too large to be kept to the cent");
        sink.push(
            Diagnostic::error(Code::PriceTooLarge, message)
                .at(deal.head.currency.place)
                .hint("amounts are whole units of the currency, percentages plain numbers"),
        );
    }
}

/// Working days of the longest path at the high ends. The packages have no cycle by now.
fn longest_path(deal: &Deal) -> f64 {
    let mut finish: Vec<Option<f64>> = vec![None; deal.work.len()];
    for start in 0..deal.work.len() {
        let mut open = vec![start];
        while let Some(at) = open.last().copied() {
            let package = &deal.work[at];
            let waiting = package.after.iter().map(|b| b.value.get()).find(|b| finish[*b].is_none());
            if let Some(before) = waiting.filter(|_| finish[at].is_none()) {
                open.push(before);
                continue;
            }
            let days = package.effort.iter().map(|e| float(e.days.high) / float(*e.team));
            let before = package.after.iter().filter_map(|b| finish[b.value.get()]);
            let ready = before.fold(0.0, f64::max) + float(*package.lag_days);
            finish[at] = Some(ready + days.fold(0.0, f64::max));
            open.pop();
        }
    }
    finish.into_iter().flatten().fold(0.0, f64::max)
}

/// More than anything the deal can cost.
fn largest_price(deal: &Deal, library: &SelectedLibrary) -> f64 {
    let exchange = library.exchange.0.iter().map(|fx| float(fx.rate.value)).fold(1.0, f64::max);
    let mut rate: f64 = 0.0;
    for card in &library.cards {
        let loaded = (1.0 + float(card.burden.0) / 100.0) * (1.0 + float(card.overhead.0) / 100.0)
            / (1.0 - float(card.target_margin.0) / 100.0);
        let years = f64::from(deal.head.start.year() - card.effective_from.year()).max(0.0) + 40.0;
        let rise = bidwright_base::math::pow(1.0 + float(card.escalation.0).max(0.0) / 100.0, years);
        for role in &card.roles {
            let sold = role.rate_per_day.map_or(0.0, |rate| float(*rate));
            rate = rate.max(float(*role.cost_per_day).max(sold) * loaded * rise);
        }
    }
    let efforts = deal.work.iter().flat_map(|package| &package.effort);
    let mut days: f64 = efforts.map(|effort| float(effort.days.high)).sum();
    // The delivery office comes on top, at most as much again and a few people for the whole plan.
    days = 2.0 * days + LONGEST_PLAN;
    if let Some(retainer) = &deal.commercial.retainer {
        days += f64::from(*retainer.term_months) * float(*retainer.hours_per_month);
    }
    let bought: f64 = deal
        .purchases
        .iter()
        .map(|p| float(p.cost.amount()).abs() * (1.0 + float(p.markup.0).max(0.0) / 100.0))
        .sum();
    let risks = deal.risks.iter().filter_map(|risk| risk.cost);
    let risked: f64 = risks.map(|cost| float(cost.low).abs().max(float(cost.high).abs())).sum();
    days * rate * exchange + bought + risked
}

fn float(number: Decimal) -> f64 {
    number.to_f64().unwrap_or(f64::MAX)
}
