//! Tax by category, on what the lines come to after discount.

use std::collections::BTreeMap;

use super::quote::{Line, LineKind, TaxLine};
use crate::book::Book;
use crate::deal::Deal;
use crate::money::Money;

/// Row 12: q(category net × rate). `discounts` holds each line's part of the discount.
pub(super) fn by_category(deal: &Deal, book: &Book, lines: &[Line], discounts: &[Money]) -> Vec<TaxLine> {
    let mut nets: BTreeMap<usize, Money> = BTreeMap::new();
    for (line, discount) in lines.iter().zip(discounts) {
        let kind = match line.kind {
            LineKind::Purchase(at) => deal.purchases[at].category.word(),
            _ => "labour",
        };
        let row = book.tax.index_of(kind).expect("checked: one tax takes the rest");
        *nets.entry(row).or_default() += line.price - *discount;
    }
    nets.into_iter()
        .map(|(row, net)| {
            let tax = &book.tax.taxes[row];
            TaxLine {
                tax_row: row,
                category: tax.category.clone(),
                label: tax.label.clone(),
                percent: tax.percent,
                net,
                tax: deal.head.currency.round(net.amount() * tax.percent.ratio()),
            }
        })
        .collect()
}
