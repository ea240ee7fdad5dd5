//! Cost and bill rate of a day: the card in force, escalated and converted, rounded once.

use jiff::civil::Date;
use rust_decimal::Decimal;

use bidwright_base::money::Currency;
use bidwright_model::book::{Book, CardIdx, PriceBasis, Rows};

/// Rates of one role on one day, in the deal's currency, with what they came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnitRate {
    /// Direct cost of a day.
    pub cost: Decimal,
    /// With burden and overhead: k_r of MODEL 6.
    pub(crate) loaded: Decimal,
    /// Price of a day.
    pub bill: Decimal,
    /// The card it is from.
    pub card: CardIdx,
    /// 1 Januaries passed since the card took effect, where it escalates.
    pub years: u32,
    /// Whether the card's currency was converted.
    pub converted: bool,
    /// The day it holds for.
    pub day: Date,
}

/// The rates of a role on a day.
#[must_use]
pub(crate) fn unit_rate(book: &Book, currency: Currency, role: &str, day: Date) -> UnitRate {
    let at =
        book.cards.index_where(|card| card.covers(day)).expect("checked: a card on every day of the plan");
    let card = &book.cards[at];
    let row = card.role(role).expect("checked: every role has a rate on every card");
    let years = u32::try_from(day.year() - card.effective_from.year()).unwrap_or(0);
    let escalated = years > 0 && !card.escalation.is_zero();
    let fx = book.exchange.from(card.currency);

    // Rounded only where it is escalated or converted; else as written.
    let unit = |written: Decimal| {
        if !escalated && fx.is_none() {
            return written;
        }
        let growth = (0..if escalated { years } else { 0 })
            .fold(Decimal::ONE, |product, _| product * (Decimal::ONE + card.escalation.ratio()));
        currency.round(written * growth * fx.map_or(Decimal::ONE, |fx| fx.rate.value)).amount()
    };

    let cost = unit(row.cost_per_day.value);
    let loaded = cost * (Decimal::ONE + card.burden.ratio()) * (Decimal::ONE + card.overhead.ratio());
    let bill = match (card.basis, &row.rate_per_day) {
        (PriceBasis::RateCard, Some(rate)) => unit(rate.value),
        _ => currency.round(loaded / (Decimal::ONE - card.target_margin.ratio())).amount(),
    };
    UnitRate {
        cost,
        loaded,
        bill,
        card: at,
        years: if escalated { years } else { 0 },
        converted: fx.is_some(),
        day,
    }
}
