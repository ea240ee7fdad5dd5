//! What a failed delivery costs each party, with how each line is worked out.

use serde::Serialize;

use crate::value::{formula, sources};
use bidwright_base::money::Money;
use bidwright_economics::offer::Offer;
use bidwright_economics::value;

use super::super::money;

#[derive(Debug, Clone, Serialize)]
pub(super) struct Exposure<'o> {
    customer: Party,
    supplier: Party,
    each_week_late: Option<Range>,
    /// The most that delay damages move from us to the customer.
    transfer: Option<Money>,
    liability_cap: Option<Money>,
    source: Option<&'o str>,
}

#[derive(Debug, Clone, Serialize)]
struct Range {
    low: Money,
    likely: Money,
    high: Money,
}

#[derive(Debug, Clone, Serialize)]
struct Party {
    low: Money,
    likely: Money,
    high: Money,
    expected: Option<Money>,
    expected_standard_error: Option<Money>,
    lines: Vec<Line>,
}

#[derive(Debug, Clone, Serialize)]
struct Line {
    what: &'static str,
    low: Money,
    likely: Money,
    high: Money,
    formula: String,
    sources: Vec<String>,
}

impl<'o> Exposure<'o> {
    pub(super) fn of(offer: &'o Offer, exposure: &value::Exposure) -> Exposure<'o> {
        let stakes = offer.deal.stakes.as_ref();
        Exposure {
            customer: Party::of(offer, &exposure.customer),
            supplier: Party::of(offer, &exposure.supplier),
            each_week_late: exposure.week_late.map(|[low, likely, high]| Range { low, likely, high }),
            transfer: exposure.transfer,
            liability_cap: exposure.liability,
            source: stakes.and_then(|stakes| stakes.source.as_deref()),
        }
    }
}

impl Party {
    fn of(offer: &Offer, party: &value::Party) -> Party {
        let lines = party.lines.iter().map(|line| {
            let [low, likely, high] = line.amounts;
            Line {
                what: line.what.word(),
                low,
                likely,
                high,
                formula: formula(offer, line),
                sources: sources(offer, &line.what),
            }
        });
        let currency = offer.quote.currency;
        Party {
            low: party.low,
            likely: party.likely,
            high: party.high,
            expected: party.expected.map(|mean| money(currency, mean.value)),
            expected_standard_error: party.expected.map(|mean| money(currency, mean.se)),
            lines: lines.collect(),
        }
    }
}
