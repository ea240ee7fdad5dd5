//! What the customer pays: the rows of the price table and the sums under them, payments, options, rates.

use jiff::civil::Date;

use bidwright_base::money::{Currency, Money};
use bidwright_base::quantity::Days;
use bidwright_economics::price::{
    DayRate, Label, PaymentLine, Quote, TaxLine, day_rates, outside_price, presented,
};
use bidwright_model::book::{Book, Rows};
use bidwright_model::deal::{
    self, CeilingEffect, Deal, Discount, Due, Expenses, Presentation, PurchaseCategory, Retainer,
};

use super::{Deliverable, Package, Phase, delivery};
use bidwright_economics::plan::Plan;

/// The price; amounts are net of tax unless their name says otherwise.
#[derive(Debug, Clone)]
pub struct Price<'a> {
    /// Of every amount.
    pub currency: Currency,
    /// By what the rows are.
    pub presentation: Presentation,
    /// The rows of the price table; they sum to `list`.
    pub rows: Vec<Row<'a>>,
    /// Before discount.
    pub list: Money,
    /// What was given off the list price, and why.
    pub discount: Option<&'a Discount>,
    /// What that comes to.
    pub discount_amount: Money,
    /// What is paid before tax.
    pub net: Money,
    /// Taxes with a percentage, a name or a note to print.
    pub taxes: Vec<Tax<'a>>,
    /// All tax.
    pub tax: Money,
    /// Net and tax.
    pub gross: Money,
    /// Whether some tax of the table is above zero, on whatever it applies to.
    pub taxed: bool,
    /// Payments, summing to net; empty: monthly in arrears.
    pub payments: Vec<Payment<'a>>,
    /// Days to pay an invoice.
    pub payment_terms_days: u32,
    /// Priced beside the offer.
    pub options: Vec<Choice<'a>>,
    /// The ceiling, not to be exceeded.
    pub cap: Option<Money>,
    /// The terms of a retainer.
    pub retainer: Option<&'a Retainer>,
    /// Its fee a month, after discount.
    pub retainer_fee: Option<Money>,
    /// The same before discount, where there is one.
    pub retainer_list_fee: Option<Money>,
    /// What a day of each role is billed at, where days are billed.
    pub rates: Vec<DayRate>,
    /// How travel is paid.
    pub expenses: Expenses,
    /// Travel outside the price.
    pub at_cost: Vec<Expense<'a>>,
    /// What is bought for the delivery.
    pub purchases: Vec<Purchase<'a>>,
}

/// A row of the price table.
#[derive(Debug, Clone)]
pub struct Row<'a> {
    /// What it is the price of.
    pub item: Item<'a>,
    /// Effort behind it, where the presentation shows effort.
    pub days: Option<Days>,
    /// Before discount.
    pub price: Money,
}

/// What a row of the price is the price of.
#[derive(Debug, Clone, Copy)]
pub enum Item<'a> {
    /// A phase, by name.
    Phase(&'a str),
    /// A role, by title.
    Role(&'a str),
    /// A deliverable.
    Deliverable(&'a deal::Deliverable),
    /// Work that belongs to no single deliverable.
    OtherWork,
    /// Delivery management and assurance.
    DeliveryManagement,
    /// A purchase, by name.
    Purchase(&'a str),
}

/// Tax of one category.
#[derive(Debug, Clone, Copy)]
pub struct Tax<'a> {
    /// What it comes to, of what.
    pub line: &'a TaxLine,
    /// What is printed under the total.
    pub note: &'a str,
}

/// A payment.
#[derive(Debug, Clone, Copy)]
pub struct Payment<'a> {
    /// What it is called and what part of the price it is.
    pub terms: &'a deal::Payment,
    /// What is paid, and when it falls due.
    pub line: &'a PaymentLine,
    /// The day by the plan; `None`: the day of signature is not known, or the plan has no such day.
    pub day: Option<Date>,
}

/// An option beside the offer.
#[derive(Debug, Clone)]
pub struct Choice<'a> {
    /// Its id.
    pub id: &'a str,
    /// What it is called.
    pub name: &'a str,
    /// Why the customer may want it.
    pub pitch: Option<&'a str>,
    /// Names of its packages.
    pub work: Vec<&'a str>,
    /// Its packages, in the plan with it.
    pub packages: Vec<Package<'a>>,
    /// The deliverables they make, due by that plan.
    pub deliverables: Vec<Deliverable<'a>>,
    /// What is bought for it inside the price, before discount.
    pub purchases: Vec<Expense<'a>>,
    /// Ids of every option that is taken with it.
    pub needs: Vec<&'a str>,
    /// Of a capped offer, what it does to the ceiling.
    pub ceiling: Option<CeilingEffect>,
    /// What it adds.
    pub net: Money,
    /// Of which delivery management.
    pub delivery_management: Money,
    /// The price with it, and with what it needs.
    pub total_with: Money,
    /// The finish with it.
    pub finish: Date,
}

/// Something bought: travel outside the price, or what an option takes.
#[derive(Debug, Clone, Copy)]
pub struct Expense<'a> {
    /// What it is called.
    pub name: &'a str,
    /// As estimated; of an option, what it costs the customer before discount.
    pub amount: Money,
}

/// What is bought for the delivery, without what it costs us.
#[derive(Debug, Clone, Copy)]
pub struct Purchase<'a> {
    /// What it is called.
    pub name: &'a str,
    /// What sort of thing.
    pub category: PurchaseCategory,
}

pub(super) fn price<'a>(
    deal: &'a Deal,
    book: &'a Book,
    plan: &Plan,
    quote: &'a Quote,
    deliverables: &[Deliverable<'_>],
    phases: &[Phase<'_>],
) -> Price<'a> {
    let (commercial, totals) = (&deal.commercial, &quote.totals);
    Price {
        currency: quote.currency,
        presentation: commercial.presentation,
        rows: rows(deal, book, quote),
        list: totals.price,
        discount: commercial.discount.as_ref(),
        discount_amount: totals.discount,
        net: totals.net,
        taxes: taxes(book, quote),
        tax: totals.tax,
        gross: totals.gross,
        taxed: (book.tax.taxes.iter()).flat_map(|tax| &tax.rates).any(|rate| !rate.percent.is_zero()),
        payments: payments(deal, quote, deliverables, phases),
        payment_terms_days: commercial.payment_terms_days,
        options: options(deal, plan, quote),
        cap: quote.cap.map(|cap| cap.amount),
        retainer: commercial.retainer.as_ref(),
        retainer_fee: quote.retainer_fee,
        retainer_list_fee: quote.retainer_list_fee,
        rates: day_rates(book, quote),
        expenses: commercial.expenses,
        at_cost: (quote.at_cost.iter())
            .map(|row| Expense { name: &deal.purchases[row.purchase].name, amount: row.amount })
            .collect(),
        purchases: (deal.purchases.iter())
            .map(|row| Purchase { name: &row.name, category: row.category })
            .collect(),
    }
}

fn rows<'a>(deal: &'a Deal, book: &'a Book, quote: &Quote) -> Vec<Row<'a>> {
    let role = |id: &str| -> Option<&'a str> {
        let named = book.cards[0].role(id).map(|row| row.title.as_str());
        // A role is named by the package it works on.
        named.or_else(|| {
            let all = deal.work.iter().flat_map(|package| &package.effort);
            all.map(|effort| effort.role.value.as_str()).find(|known| *known == id)
        })
    };
    let item = |label: Label| match label {
        Label::Phase(at) => Item::Phase(&book.methodology.phases[at].name),
        Label::Role(id) => Item::Role(role(&id).expect("a row's role is that of some package")),
        Label::Deliverable(at) => Item::Deliverable(&deal.deliverables[at]),
        Label::OtherWork => Item::OtherWork,
        Label::DeliveryManagement => Item::DeliveryManagement,
        Label::Purchase(at) => Item::Purchase(&deal.purchases[at].name),
    };
    let rows = presented(deal, quote, deal.commercial.presentation).into_iter();
    rows.map(|row| Row { item: item(row.label), days: row.days, price: row.price }).collect()
}

fn taxes<'a>(book: &'a Book, quote: &'a Quote) -> Vec<Tax<'a>> {
    let is_printed = |line: &&TaxLine| !book.tax.id.is_empty() || !line.tax.is_zero();
    let printed = quote.taxes.iter().filter(is_printed);
    printed.map(|line| Tax { line, note: &book.tax.taxes[line.tax_row].note }).collect()
}

fn payments<'a>(
    deal: &'a Deal,
    quote: &'a Quote,
    deliverables: &[Deliverable<'_>],
    phases: &[Phase<'_>],
) -> Vec<Payment<'a>> {
    let day = |due: Due| match due {
        Due::Signature => None,
        Due::On(day) => Some(day),
        Due::Deliverable(at) => deliverables[at.get()].due,
        Due::Phase(at) => phases[at.get()].days.map(|[_, last]| last),
    };
    let rows = quote.payments.iter();
    rows.map(|line| Payment { terms: &deal.payments[line.payment], line, day: day(line.due) }).collect()
}

fn options<'a>(deal: &'a Deal, plan: &Plan, quote: &Quote) -> Vec<Choice<'a>> {
    let rows = quote.options.iter();
    rows.map(|priced| {
        let option = &deal.options[priced.option];
        let plan = priced.with.as_ref().map_or(plan, |with| &with.0);
        let of_option = |at: usize| option.work.iter().any(|work| work.get() == at);
        let packages = delivery::packages(deal, plan).into_iter().enumerate();
        let packages: Vec<Package<'_>> =
            packages.filter(|(at, _)| of_option(*at)).map(|(_, row)| row).collect();
        let deliverables = deal.deliverables.indexed().zip(delivery::deliverables(deal, plan));
        let made = |at| packages.iter().any(|package| package.deliverable == Some(at));
        Choice {
            id: &option.id.value,
            name: &option.name,
            pitch: option.pitch.as_deref(),
            work: option.work.iter().map(|at| deal.work[*at].name.as_str()).collect(),
            deliverables: deliverables.filter(|((at, _), _)| made(*at)).map(|(_, row)| row).collect(),
            packages,
            purchases: (deal.purchases.iter())
                .filter(|row| row.option == Some(priced.option) && !outside_price(deal, row.category))
                .map(|row| Expense { name: &row.name, amount: row.price(quote.currency) })
                .collect(),
            needs: (deal.needed(priced.option).into_iter())
                .map(|at| deal.options[at].id.value.as_str())
                .collect(),
            ceiling: deal.ceiling_effect(priced.option),
            net: priced.net,
            delivery_management: priced.pmo_price,
            total_with: priced.total_with,
            finish: priced.finish,
        }
    })
    .collect()
}
