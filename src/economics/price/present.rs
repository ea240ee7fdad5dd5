//! The price as the customer sees it: three presentations of the delivery office, one sum.

use rust_decimal::Decimal;

use super::quote::{Line, LineKind, Quote};
use super::{BilledRate, presented_in_rates};
use bidwright_base::money::{Money, split};
use bidwright_base::quantity::Days;
use bidwright_model::book::PhaseIdx;
use bidwright_model::deal::{Deal, DeliverableIdx, Presentation, PurchaseIdx};

/// A row of the customer's price table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PriceRow {
    /// What it is the price of.
    pub label: Label,
    /// Effort behind it, where the presentation shows effort.
    pub days: Option<Days>,
    /// List price; rows sum to the price before discount.
    pub price: Money,
}

/// What a row of the price is the price of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Label {
    /// A phase of the methodology.
    Phase(PhaseIdx),
    /// A role.
    Role(String),
    /// A deliverable.
    Deliverable(DeliverableIdx),
    /// Work that belongs to no single deliverable.
    OtherWork,
    /// Delivery management and assurance.
    DeliveryManagement,
    /// A purchase.
    Purchase(PurchaseIdx),
}

/// The rows of the customer's price table, in a presentation.
///
/// `included-block` shows the work by phase and the delivery office as one block; `in-rates` shows it
/// by role, `in-deliverables` by deliverable, both with the delivery office spread over the rows of
/// work in proportion to their price (MODEL 7.2). All three sum to the price.
#[must_use]
pub fn presented(deal: &Deal, quote: &Quote, how: Presentation) -> Vec<PriceRow> {
    let mut rows: Vec<PriceRow> = Vec::new();
    if how == Presentation::InRates && presented_in_rates(deal) && quote.rates.iter().all(carries) {
        // The rows are what is billed: days × rate.
        rows.extend(quote.rates.iter().map(|rate| PriceRow {
            label: Label::Role(rate.role.clone()),
            days: Some(rate.days),
            price: rate.list,
        }));
    }
    if !rows.is_empty() {
        rows.extend(purchases(quote));
        return rows;
    }
    for line in quote.lines.iter().filter(|line| matches!(line.kind, LineKind::Labour(_))) {
        let label = label(deal, line, how);
        let days = (how == Presentation::InRates).then_some(line.days).flatten();
        match rows.iter_mut().find(|row| row.label == label) {
            Some(row) => {
                row.price += line.price;
                row.days = row.days.zip(days).map(|(sum, more)| sum + more);
            }
            None => rows.push(PriceRow { label, days, price: line.price }),
        }
    }
    if how != Presentation::InRates {
        rows.sort_by(|a, b| a.label.cmp(&b.label));
    }
    let office = quote.totals.pmo_price;
    if how == Presentation::IncludedBlock || rows.is_empty() {
        if !office.is_zero() {
            rows.push(PriceRow { label: Label::DeliveryManagement, days: None, price: office });
        }
    } else {
        let weights: Vec<Decimal> = rows.iter().map(|row| row.price.amount()).collect();
        for (row, share) in rows.iter_mut().zip(split(quote.currency, office, &weights)) {
            row.price += share;
        }
    }
    rows.extend(purchases(quote));
    rows
}

/// Whether a rate is one with the delivery office in it.
fn carries(rate: &BilledRate) -> bool {
    rate.year.is_none()
}

fn purchases(quote: &Quote) -> impl Iterator<Item = PriceRow> + '_ {
    quote.lines.iter().filter_map(|line| match line.kind {
        LineKind::Purchase(at) => {
            Some(PriceRow { label: Label::Purchase(at), days: None, price: line.price })
        }
        _ => None,
    })
}

fn label(deal: &Deal, line: &Line, how: Presentation) -> Label {
    let LineKind::Labour(Some((package, effort))) = line.kind else {
        return Label::OtherWork;
    };
    let package = &deal.work[package];
    match how {
        Presentation::IncludedBlock => Label::Phase(package.phase),
        Presentation::InRates => Label::Role(package.effort[effort].role.value.clone()),
        Presentation::InDeliverables => package.deliverable.map_or(Label::OtherWork, Label::Deliverable),
    }
}
