//! The rates that are billed (MODEL 7.6): a role at a rate, from the list to what the customer pays.
//!
//! Where days are billed, the contract bills the printed rates, so the price is made of them: what a role comes
//! to is its days × its rate, to the minor unit, and the discount is what the billed rates leave of the list.

use rust_decimal::Decimal;

use super::presented_in_rates;
use super::quote::{Line, LineKind};
use crate::plan::Planned;
use bidwright_base::money::{Currency, Money, split};
use bidwright_base::quantity::{Days, Percent};
use bidwright_model::book::Book;
use bidwright_model::deal::{Deal, Model};

/// A role at a rate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BilledRate {
    /// The role's id.
    pub role: String,
    /// The year the rate holds in; `None`: it is the same throughout.
    pub year: Option<i16>,
    /// Its planned days.
    pub days: Days,
    /// Its lines, by position.
    pub lines: Vec<usize>,
    /// Its part of the delivery office, where the rates carry it.
    pub office: Money,
    /// A day before discount.
    pub list_rate: Money,
    /// A day, as billed.
    pub rate: Money,
    /// Days × list rate.
    pub list: Money,
    /// Days × billed rate.
    pub net: Money,
}

/// Whether days are billed, at rates the contract states.
#[must_use]
pub(super) fn bills_days(deal: &Deal) -> bool {
    matches!(deal.head.model.value, Model::TimeAndMaterials | Model::Capped)
}

/// The rates of drafted lines; none where no days are billed.
pub(super) fn rates(Planned { deal, book, .. }: Planned<'_>, lines: &[Line]) -> Vec<BilledRate> {
    if !bills_days(deal) {
        return Vec::new();
    }
    let currency = deal.head.currency.value;
    let delivered = |line: &Line| matches!(line.kind, LineKind::Labour(_));
    let carried = presented_in_rates(deal) && lines.iter().any(|line| delivered(line) && has_days(line));
    let mut rates = if carried {
        let mut rates = grouped(deal, book, lines, |line| delivered(line), |_| None);
        carry_office(currency, lines, &mut rates);
        rates
    } else {
        let mut rates = grouped(deal, book, lines, |_| true, |line| line.rate.map(|unit| unit.bill));
        for rate in &mut rates {
            let bill = lines[rate.lines[0]].rate.map_or(Decimal::ZERO, |unit| unit.bill);
            rate.list_rate = currency.round(bill);
        }
        rates
    };
    let discount = percent(deal);
    for rate in &mut rates {
        rate.rate = currency.round(rate.list_rate.amount() * (Decimal::ONE - discount.ratio()));
        rate.list = currency.round(rate.days.0 * rate.list_rate.amount());
        rate.net = currency.round(rate.days.0 * rate.rate.amount());
    }
    rates
}

/// A rate of the card as billed: to the minor unit, less discount, to the minor unit again.
pub(crate) fn billed(deal: &Deal, bill: Decimal) -> Decimal {
    let currency = deal.head.currency.value;
    let keep = Decimal::ONE - percent(deal).ratio();
    currency.round(currency.round(bill).amount() * keep).amount()
}

/// The rates of a plan that carry the delivery office, with what of them is the office's beside a unit of delivery;
/// `None` where the office is billed by its own days.
pub(crate) fn carrying_rates(offer: Planned<'_>) -> Option<(Vec<BilledRate>, Decimal)> {
    if !bills_days(offer.deal) || !presented_in_rates(offer.deal) {
        return None;
    }
    let lines = super::lines::drafts(offer);
    let rates = rates(offer, &lines);
    let carried = rates.iter().all(|rate| rate.year.is_none()) && !rates.is_empty();
    carried.then(|| {
        let office: Money = rates.iter().map(|rate| rate.office).sum();
        let listed: Money = rates.iter().flat_map(|rate| &rate.lines).map(|at| lines[*at].list).sum();
        (rates, office.amount().checked_div(listed.amount()).unwrap_or_default())
    })
}

/// The discount of a deal.
pub(crate) fn percent(deal: &Deal) -> Percent {
    deal.commercial.discount.as_ref().map_or(Percent::ZERO, |discount| discount.percent.value)
}

fn has_days(line: &Line) -> bool {
    line.days.is_some_and(|days| !days.is_zero())
}

/// Lines with days by role and `key`, in order; a year stands where a role has several rates.
fn grouped(
    deal: &Deal,
    book: &Book,
    lines: &[Line],
    of: impl Fn(&Line) -> bool,
    key: impl Fn(&Line) -> Option<Decimal>,
) -> Vec<BilledRate> {
    let mut rates: Vec<BilledRate> = Vec::new();
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| of(line) && has_days(line)) {
        let (Some(role), Some(days)) = (role_of(deal, book, line), line.days) else { continue };
        let same = |rate: &&mut BilledRate| rate.role == role && key(&lines[rate.lines[0]]) == key(line);
        if let Some(rate) = rates.iter_mut().find(same) {
            rate.days = Days(rate.days.0 + days.0);
            rate.lines.push(at);
            continue;
        }
        rates.push(BilledRate {
            role: role.to_owned(),
            year: key(line).and(line.rate).map(|unit| unit.day.year()),
            days,
            lines: vec![at],
            office: Money::default(),
            list_rate: Money::default(),
            rate: Money::default(),
            list: Money::default(),
            net: Money::default(),
        });
    }
    rates
}

/// With the delivery office in the rates, a day of a role carries the role's part of it, by list price.
fn carry_office(currency: Currency, lines: &[Line], rates: &mut [BilledRate]) {
    let office = currency.sum(lines.iter().filter(|line| line.kind.is_pmo()).map(|line| line.list));
    let listed = |rate: &BilledRate| currency.sum(rate.lines.iter().map(|at| lines[*at].list));
    let weights: Vec<Decimal> = rates.iter().map(|rate| listed(rate).amount()).collect();
    for (rate, share) in rates.iter_mut().zip(split(currency, office, &weights)) {
        rate.office = share;
        let whole = (listed(rate) + share).amount();
        rate.list_rate = currency.round(whole.checked_div(rate.days.0).unwrap_or_default());
    }
}

/// The figure keys of rates: `rates.developer`; where a role has several, `rates.developer.2`.
#[must_use]
pub fn rate_keys(rates: &[BilledRate]) -> Vec<String> {
    let names = bidwright_base::words::distinct(rates.iter().map(|rate| &rate.role));
    names.into_iter().map(|name| format!("rates.{name}")).collect()
}

/// The role whose days a line is.
fn role_of<'a>(deal: &'a Deal, book: &'a Book, line: &Line) -> Option<&'a str> {
    match line.kind {
        LineKind::Labour(Some((package, effort))) => Some(&deal.work[package].effort[effort].role.value),
        LineKind::Labour(None) => {
            let role = deal.commercial.retainer.as_ref()?.role.as_ref()?;
            Some(&role.value)
        }
        LineKind::Pmo(Some(activity)) => {
            let activity = &book.methodology.activities[activity];
            let role = line.id.rsplit('/').next()?;
            activity.effort.iter().map(|(role, _)| role.value.as_str()).find(|known| *known == role)
        }
        LineKind::Pmo(None) => Some(&book.pmo.role.value),
        LineKind::Office | LineKind::Purchase(_) => None,
    }
}
