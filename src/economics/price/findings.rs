//! Findings that need a price: payments that do not meet it, ceilings and budgets it
//! is above, options that come out negative, rates that change while a package runs.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::quote::LineKind;
use super::{Priced, unit_rate};
use crate::plan::{Planned, PlannedPackage};
use bidwright_base::diag::{Code, Diagnostic, Diags};
use bidwright_base::money::Money;
use bidwright_base::quantity::grouped;
use bidwright_model::book::PriceBasis;
use bidwright_model::deal::{Model, Share};

/// Pushes every finding about a quote. Errors mean it cannot go out.
pub fn findings(offer: Priced<'_>, diags: &mut Diags) {
    payments(offer, diags);
    ceiling(offer, diags);
    budget(offer, diags);
    options(offer, diags);
    contingency(offer, diags);
    lean_band(offer, diags);
    hours_sold(offer, diags);
    rate_changes(offer, diags);
}

fn payments(Priced { deal, quote, .. }: Priced<'_>, diags: &mut Diags) {
    let Some(last) = deal.payments.last() else { return };
    let rest = deal.payments.iter().position(|row| row.share == Share::Rest);
    let sum = quote.payments.iter().map(|line| line.amount).sum::<bidwright_base::money::Money>();
    let net = quote.totals.net;
    let code = quote.currency.code();
    if sum != net {
        diags.push(
            Diagnostic::error(
                Code::PaymentsDoNotAddUp,
                format!("the payments come to {sum:#} {code}, the net price is {net:#} {code}"),
            )
            .at(last.due.place)
            .hint("let one payment take the remainder with `rest = true`"),
        );
    } else if let Some(at) = rest.filter(|&at| quote.payments[at].amount.amount().is_sign_negative()) {
        diags.push(
            Diagnostic::error(
                Code::PaymentsDoNotAddUp,
                format!(
                    "the other payments exceed the net price of {net:#} {code}; `rest` would be {:#}",
                    quote.payments[at].amount
                ),
            )
            .at(deal.payments[at].due.place)
            .hint("lower the other payments"),
        );
    }
}

fn ceiling(Priced { deal, quote, .. }: Priced<'_>, diags: &mut Diags) {
    let (Some(cap), Some(written)) = (&quote.cap, &deal.commercial.cap) else {
        return;
    };
    if deal.head.model.value != Model::Capped {
        return;
    }
    let code = quote.currency.code();
    if quote.totals.net > cap.amount {
        let message = format!(
            "the net price of {:#} {code} is above the ceiling of {:#} {code}",
            quote.totals.net, cap.amount
        );
        diags.push(
            Diagnostic::error(Code::NetAboveCap, message)
                .at(written.place)
                .hint("raise the ceiling, or reduce scope"),
        );
    } else if let Some(p80) = cap.p80_uncapped.filter(|p80| *p80 > cap.amount) {
        let message = format!(
            "one delivery in five would bill more than {p80:#} {code} without the ceiling of {:#} {code}",
            cap.amount
        );
        diags.push(Diagnostic::warning(Code::CapBelowP80, message).at(written.place).hint(
            "what exceeds the ceiling is our cost; raise it, narrow the ranges, or accept the risk knowingly",
        ));
    }
}

fn budget(Priced { deal, quote, .. }: Priced<'_>, diags: &mut Diags) {
    let Some(budget) = deal.stakes.as_ref().and_then(|stakes| stakes.budget.as_ref()) else {
        return;
    };
    let (net, code) = (quote.totals.net, quote.currency.code());
    let two_errors =
        quote.totals.contingency_standard_error.map_or(Decimal::ZERO, |e| e.amount() * Decimal::TWO);
    if net > budget.value {
        let message = format!(
            "the net price of {net:#} {code} is above the customer's budget of {:#} {code}",
            budget.value
        );
        diags.push(
            Diagnostic::warning(Code::PriceAboveBudget, message)
                .at(budget.place)
                .hint("say so in the offer, or reduce scope; the budget is net of tax"),
        );
    } else if (budget.value - net).amount() <= two_errors {
        let message = format!(
            "the net price of {net:#} {code} is within two standard errors of the budget of {:#} {code}",
            budget.value
        );
        diags.push(
            Diagnostic::warning(Code::PriceNearBudget, message)
                .at(budget.place)
                .hint("more iterations narrow the error of the contingency"),
        );
    }
}

fn options(Priced { deal, quote, .. }: Priced<'_>, diags: &mut Diags) {
    for option in quote.options.iter().filter(|option| option.net.amount().is_sign_negative()) {
        let row = &deal.options[option.option];
        let message = format!(
            "option `{}` makes the offer cheaper by {:#} {}",
            row.id.value,
            option.net.abs(),
            quote.currency.code()
        );
        diags.push(
            Diagnostic::warning(Code::NegativeOption, message)
                .at(row.id.place)
                .hint("an option adds to the offer; is its work in the right place?"),
        );
    }
}

/// Lint 23: contingency hides an unmanaged risk or a loose range.
fn contingency(Priced { deal, quote, .. }: Priced<'_>, diags: &mut Diags) {
    let (contingency, cost) = (quote.totals.contingency.amount(), quote.totals.cost.amount());
    if contingency * Decimal::from(4) > cost && !cost.is_zero() {
        let share = (contingency * Decimal::ONE_HUNDRED / cost).round_dp(1);
        let message = format!(
            "contingency of {:#} {} is {share} % of cost",
            quote.totals.contingency,
            quote.currency.code()
        );
        diags.push(
            Diagnostic::warning(Code::ContingencyLarge, message)
                .at(deal.head.model.place)
                .hint("above 25 % a loose range or an unmanaged risk is usually behind it; treat the risk instead of funding it"),
        );
    }
}

/// Lint 22: the delivery office's share of the price outside its band.
fn lean_band(Priced { deal, book, quote, .. }: Priced<'_>, diags: &mut Diags) {
    let Some(share) = quote.totals.pmo_share_percent() else {
        return;
    };
    let (low, high) = book.pmo.lean_band;
    if share < low || share > high {
        let message = format!(
            "the delivery office is {share} % of the price; the lean band of `{}` is {low} to {high} %",
            book.pmo.id
        );
        let hint = if share < low {
            "so little governance may be too little: tell the reviewer why it is enough here"
        } else {
            "leave activities out with `[governance] drop`, or tell the reviewer why this deal needs them"
        };
        diags.push(Diagnostic::warning(Code::PmoShare, message).at(deal.head.model.place).hint(hint));
    }
}

/// A package that runs across a change of rates keeps those of its first day (MODEL 7).
fn rate_changes(Priced { deal, book, plan, quote }: Priced<'_>, diags: &mut Diags) {
    let offer = Planned { deal, book, plan };
    for planned in &plan.packages {
        let Some(change) = RateChange::of(offer, planned) else { continue };
        let code = quote.currency.code();
        let message = format!(
            "`{}` runs across a change of rates on {} and keeps the {} of its first day, {:#} {code}; by days it would come to {:#} {code}",
            deal.work[planned.package].id.value,
            change.on,
            if by_cost(offer) { "cost rates" } else { "bill rates" },
            change.first_day,
            change.by_days,
        );
        diags.push(
            Diagnostic::note(Code::RateChange, message)
                .at(deal.work[planned.package].id.place)
                .hint("split the package at that day if the difference matters"),
        );
    }
}

/// Whether lines are priced from what a day costs; else from its bill rate.
fn by_cost(offer: Planned<'_>) -> bool {
    offer.card().basis == PriceBasis::CostPlus && offer.deal.head.model.value == Model::FixedPrice
}

/// A change of rates while a package runs.
struct RateChange {
    /// The first day with other rates.
    on: Date,
    /// The package at the rates of its first day, as it is priced.
    first_day: Money,
    /// The same at the rates of each of its days, its effort spread evenly over them.
    by_days: Money,
}

impl RateChange {
    /// `None`: the same rates from its first day to its last.
    fn of(offer: Planned<'_>, planned: &PlannedPackage) -> Option<RateChange> {
        let Planned { deal, book, plan } = offer;
        let currency = deal.head.currency.value;
        let rate = |role: &str, day: Date| {
            let unit = unit_rate(book, currency, role, day);
            if by_cost(offer) { unit.cost } else { unit.bill }
        };
        let roles: Vec<(&str, Decimal)> = (planned.effort.iter())
            .map(|one| (deal.work[planned.package].effort[one.row].role.value.as_str(), one.days.0))
            .collect();
        let rates = |day: Date| -> Vec<Decimal> { roles.iter().map(|(role, _)| rate(role, day)).collect() };
        let (from, to) = (planned.time.early_start.to_decimal(), planned.time.early_finish.to_decimal());
        let mut place = planned.time.early_start.whole_days();
        let mut day = book.calendar.after(plan.start, place);
        let first = rates(day);
        if to <= from || first == rates(planned.finish.max(day)) {
            return None;
        }
        let mut on = None;
        let mut by_days = vec![Decimal::ZERO; roles.len()];
        while Decimal::from(place) < to {
            let today = rates(day);
            if on.is_none() && today != first {
                on = Some(day);
            }
            let part = (to.min(Decimal::from(place + 1)) - from.max(Decimal::from(place))) / (to - from);
            for ((sum, rate), (_, days)) in by_days.iter_mut().zip(today).zip(&roles) {
                *sum += *days * part * rate;
            }
            place += 1;
            day = book.calendar.after(day, 1);
        }
        let at_first = roles.iter().zip(first).map(|((_, days), rate)| currency.round(*days * rate));
        Some(RateChange {
            on: on?,
            first_day: currency.sum(at_first),
            by_days: currency.sum(by_days.into_iter().map(|amount| currency.round(amount))),
        })
    }
}

/// A retainer whose work and delivery office need more hours than it sells.
fn hours_sold(Priced { deal, book, quote, .. }: Priced<'_>, diags: &mut Diags) {
    let Some(retainer) =
        deal.commercial.retainer.as_ref().filter(|_| deal.head.model.value == Model::Retainer)
    else {
        return;
    };
    let days: bidwright_base::quantity::Days =
        quote.lines.iter().filter(|l| !matches!(l.kind, LineKind::Purchase(_))).filter_map(|l| l.days).sum();
    let planned = days.0 * Decimal::from(book.cards[0].minutes_per_day) / Decimal::from(60);
    let sold = retainer.hours_per_month.value * Decimal::from(retainer.term_months.value);
    if planned > sold {
        let message = format!(
            "the work and the delivery office take {} hours, the retainer sells {}",
            grouped(planned.round_dp(0)),
            grouped(sold.normalize())
        );
        diags.push(
            Diagnostic::warning(Code::RetainerHours, message)
                .at(retainer.hours_per_month.place)
                .hint("hours beyond those sold are our cost; sell more hours a month or plan less work"),
        );
    }
}
