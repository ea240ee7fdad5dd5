//! Row 10: the discount, where it reaches what is billed (MODEL 7.6).

use rust_decimal::Decimal;

use super::billing::{BilledRate, bills_days, percent};
use super::chain::MonthlyFee;
use super::quote::{Line, LineKind};
use bidwright_base::money::{Money, split};
use bidwright_model::deal::{Deal, Model};

/// Gives each line its part of the discount, and returns the whole.
///
/// A fixed price is discounted as a whole. Where a rate or a fee is billed, that is discounted and rounded, and
/// the discount is what it leaves of the list; purchases each have their own.
pub(super) fn spread(
    deal: &Deal,
    lines: &mut [Line],
    rates: &[BilledRate],
    retainer: Option<MonthlyFee>,
) -> Money {
    let currency = deal.head.currency.value;
    let ratio = percent(deal).ratio();
    let parts = |lines: &mut [&mut Line], whole: Money| {
        let weights: Vec<Decimal> = lines.iter().map(|line| line.price.amount()).collect();
        for (line, part) in lines.iter_mut().zip(split(currency, whole, &weights)) {
            line.discount = part;
        }
    };
    if deal.head.model.value == Model::FixedPrice {
        let price = currency.sum(lines.iter().map(|line| line.price));
        let whole = currency.round(price.amount() * ratio);
        parts(&mut lines.iter_mut().collect::<Vec<_>>(), whole);
        return whole;
    }
    let of_work = if bills_days(deal) {
        currency.sum(rates.iter().map(|rate| rate.list - rate.net))
    } else {
        let months = deal.commercial.retainer.as_ref().map_or(0, |terms| terms.term_months.value);
        retainer.map_or(currency.zero(), |fee| {
            currency.round((fee.list - fee.billed).amount() * Decimal::from(months))
        })
    };
    let bought = |line: &Line| matches!(line.kind, LineKind::Purchase(_));
    for line in lines.iter_mut().filter(|line| bought(line)) {
        line.discount = currency.round(line.price.amount() * ratio);
    }
    parts(&mut lines.iter_mut().filter(|line| line.days.is_some()).collect::<Vec<_>>(), of_work);
    currency.sum(lines.iter().map(|line| line.discount))
}
