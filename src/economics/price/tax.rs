//! Tax by category, on what the lines come to after discount.

use std::collections::BTreeMap;

use super::quote::{Line, LineKind, TaxLine};
use bidwright_base::money::Money;
use bidwright_model::book::{Book, TaxIdx};
use bidwright_model::deal::Deal;

/// Row 12: q(category net × rate), for each tax on the category by itself: half-up to the minor unit, as the laws
/// of several taxes on one price ask.
pub(super) fn by_category(deal: &Deal, book: &Book, lines: &[Line]) -> Vec<TaxLine> {
    let mut nets: BTreeMap<TaxIdx, Money> = BTreeMap::new();
    for line in lines {
        *nets.entry(tax_row(deal, book, line)).or_default() += line.price - line.discount;
    }
    nets.into_iter()
        .flat_map(|(row, net)| {
            let tax = &book.tax.taxes[row];
            tax.rates.iter().enumerate().map(move |(at, rate)| TaxLine {
                tax_row: row,
                rate: at,
                category: tax.category.clone(),
                label: rate.label.clone(),
                percent: rate.percent,
                net,
                tax: deal.head.currency.round(net.amount() * rate.percent.ratio()),
            })
        })
        .collect()
}

/// The tax of a line.
#[must_use]
pub fn tax_row(deal: &Deal, book: &Book, line: &Line) -> TaxIdx {
    let kind = match line.kind {
        LineKind::Purchase(at) => deal.purchases[at].category.word(),
        _ => "labour",
    };
    book.tax.index_of(kind).expect("checked: one tax takes the rest")
}

/// The figure keys of taxes: `tax.S`; where a category comes twice, `tax.S.2`.
#[must_use]
pub fn tax_keys(taxes: &[TaxLine]) -> Vec<String> {
    let names = taxes.iter().map(|tax| if tax.category.is_empty() { "none" } else { &tax.category });
    bidwright_base::words::distinct(names).into_iter().map(|name| format!("tax.{name}")).collect()
}
