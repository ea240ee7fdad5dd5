//! The price build-up, exactly as MODEL 7 has it: every amount decimal, rounded at its line and
//! nowhere else, with the rule it follows from.
//!
//! No floats here. What the simulation contributes (the contingency) arrives as money.

mod billing;
mod chain;
mod day_rates;
mod discount;
mod findings;
mod lines;
mod payments;
mod present;
mod quote;
mod rates;
mod steps;
mod tax;

pub use billing::{BilledRate, rate_keys};
pub use day_rates::{DayRate, day_rates};
pub use findings::findings;
pub use present::{Label, PriceRow, presented};
pub use quote::*;
pub use rates::UnitRate;
pub use steps::line_keys;
pub use tax::{tax_keys, tax_row};

pub(crate) use billing::{billed, carrying_rates, percent};
pub(crate) use lines::in_price;
pub(crate) use rates::unit_rate;

use crate::plan::{Plan, Planned};
use bidwright_model::book::Book;
use bidwright_model::deal::{Deal, Expenses, Presentation, PurchaseCategory};

/// A quote with what it prices.
#[derive(Debug, Clone, Copy)]
pub struct Priced<'a> {
    /// What is offered.
    pub deal: &'a Deal,
    /// What it draws on.
    pub book: &'a Book,
    /// The plan of one scope of it.
    pub plan: &'a Plan,
    /// The price of that plan.
    pub quote: &'a Quote,
}

impl<'a> Priced<'a> {
    /// The plan that is priced.
    #[must_use]
    pub fn planned(self) -> Planned<'a> {
        Planned { deal: self.deal, book: self.book, plan: self.plan }
    }
}

/// Prices a plan.
#[must_use]
pub fn price(offer: Planned<'_>, simulated: &Simulated) -> Quote {
    let Planned { deal, plan, .. } = offer;
    let chain = chain::build_up(offer, lines::drafts(offer), simulated);
    let steps = steps::record(offer, &chain, simulated);
    let chain::Chain { lines, totals, taxes, retainer, rates } = chain;
    Quote {
        currency: deal.head.currency.value,
        at_cost: lines::at_cost(deal, offer.book, plan.scope),
        cap: deal.commercial.cap.map(|cap| Cap { amount: cap.value, p80_uncapped: simulated.p80_uncapped }),
        steps,
        lines,
        payments: payments::schedule(deal, totals.net, totals.tax, &taxes),
        totals,
        taxes,
        options: Vec::new(),
        retainer_fee: retainer.map(|retainer| retainer.billed),
        retainer_list_fee: retainer
            .filter(|_| deal.commercial.discount.is_some())
            .map(|retainer| retainer.list),
        rates,
    }
}

/// What one unit of contingency adds to the net price: (1 − δ)/(1 − τ).
#[must_use]
pub fn net_per_contingency(offer: Planned<'_>) -> f64 {
    let discount = offer.deal.commercial.discount.as_ref();
    let discount = discount.map_or(0.0, |discount| discount.percent.ratio_f64());
    (1.0 - discount) / (1.0 - offer.card().target_margin.ratio_f64())
}

/// Whether the rates a customer sees carry the delivery office.
fn presented_in_rates(deal: &Deal) -> bool {
    deal.commercial.presentation == Presentation::InRates
}

/// Whether purchases of this category are billed at cost, outside the price.
#[must_use]
pub fn outside_price(deal: &Deal, category: PurchaseCategory) -> bool {
    category == PurchaseCategory::Travel && deal.commercial.expenses != Expenses::Included
}
