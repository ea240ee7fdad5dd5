//! The price build-up, exactly as MODEL 7 has it: every amount decimal, rounded at its line and
//! nowhere else, with the rule it follows from.
//!
//! No floats here. What the simulation contributes (the contingency) arrives as money.

mod chain;
mod day_rates;
mod findings;
mod lines;
mod payments;
mod present;
mod quote;
mod rates;
mod steps;
mod tax;

pub use day_rates::{DayRate, day_rates};
pub use findings::findings;
pub use lines::in_price;
pub use present::{Label, PriceRow, presented};
pub use quote::*;
pub use rates::{UnitRate, unit_rate};
pub use steps::line_keys;
pub use tax::{tax_keys, tax_row};

use crate::plan::Plan;
use bidwright_model::book::Book;
use bidwright_model::deal::{Deal, Expenses, PurchaseCategory};

/// Prices a plan.
#[must_use]
pub fn price(deal: &Deal, book: &Book, plan: &Plan, simulated: &Simulated) -> Quote {
    let drafts = lines::drafts(deal, book, plan);
    let mut chain = chain::build_up(deal, book, plan, drafts, simulated);
    let discounts = bidwright_base::money::split(
        deal.head.currency.value,
        chain.totals.discount,
        &chain.lines.iter().map(|line| line.price.amount()).collect::<Vec<_>>(),
    );
    for (line, discount) in chain.lines.iter_mut().zip(discounts) {
        line.discount = discount;
    }
    let taxes = tax::by_category(deal, book, &chain.lines);
    let tax = deal.head.currency.value.sum(taxes.iter().map(|line| line.tax));
    let mut totals = chain.totals;
    totals.tax = tax;
    totals.gross = totals.net + tax;
    let payments = payments::schedule(deal, totals.net, tax);
    Quote {
        currency: deal.head.currency.value,
        at_cost: lines::at_cost(deal, book, plan.scope),
        cap: deal.commercial.cap.map(|cap| Cap { amount: cap.value, p80_uncapped: simulated.p80_uncapped }),
        steps: steps::with_tax(chain.steps, &totals, &taxes),
        lines: chain.lines,
        totals,
        taxes,
        payments,
        options: Vec::new(),
        retainer_fee: chain.retainer_fee,
    }
}

/// What one unit of contingency adds to the net price: (1 − δ)/(1 − τ).
#[must_use]
pub fn net_per_contingency(deal: &Deal, book: &Book, plan: &Plan) -> f64 {
    let discount = deal.commercial.discount.as_ref().map_or(0.0, |discount| discount.percent.ratio_f64());
    (1.0 - discount) / (1.0 - book.cards[plan.card].target_margin.ratio_f64())
}

/// Whether travel stands outside the price.
fn outside_price(deal: &Deal, category: PurchaseCategory) -> bool {
    category == PurchaseCategory::Travel && deal.commercial.expenses != Expenses::Included
}
