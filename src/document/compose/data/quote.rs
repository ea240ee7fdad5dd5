//! The price as the documents tell it.

use crate::compose::DocumentKind;
use crate::compose::blocks::Scene;
use crate::compose::fill::{Seen, view};
use crate::embedded_data::{
    AtCost, Carried, Choice, Discount, Expenses, Line, Payment, Quote, Rate, Retainer, Tax,
};
use bidwright_base::locale::Locale;
use bidwright_base::locale::NBSP;
use bidwright_economics::offer::Offer;
use bidwright_economics::price::presented;
use bidwright_model::deal::Due;

/// The price of an offer, as a document of this kind carries it.
#[must_use]
pub fn quote(offer: &Offer, kind: DocumentKind) -> Quote {
    let (deal, quote) = (&offer.deal, &offer.quote);
    let (head, commercial) = (&deal.head, &deal.commercial);
    let seen = Seen { offer, locale: Locale::of(&head.language) };
    let view = view(offer);
    let scene = Scene { seen, view: &view, memo: None };
    let rows = presented(deal, quote, commercial.presentation);
    let lines = rows.iter().map(|row| Line {
        item: scene.price_label(&row.label).replace(NBSP, " "),
        days: row.days.map(Into::into),
        amount: row.price.into(),
    });
    Quote {
        schema: Quote::SCHEMA.to_owned(),
        document: kind.word().to_owned(),
        number: view.offer.number.clone(),
        revision: view.offer.revision,
        reference: view.offer.reference.clone(),
        title: view.offer.title.clone(),
        date: head.date.value.to_string(),
        valid_until: head.valid_until().to_string(),
        start: offer.plan.start.to_string(),
        planned_finish: offer.plan.finish.to_string(),
        currency: view.offer.currency.clone(),
        minor_units: quote.currency.decimals(),
        language: head.language.value.clone(),
        customer: view.customer.name.clone(),
        supplier: view.firm.name.clone(),
        model: view.offer.model.clone(),
        presentation: view.price.presentation.clone(),
        lines: lines.collect(),
        list: quote.totals.price.into(),
        discount: commercial.discount.as_ref().map(|discount| Discount {
            percent: discount.percent.value.into(),
            amount: quote.totals.discount.into(),
            reason: discount.reason.value.clone(),
        }),
        net: quote.totals.net.into(),
        taxes: taxes(offer),
        tax: quote.totals.tax.into(),
        gross: quote.totals.gross.into(),
        payments: payments(offer),
        payment_terms_days: commercial.payment_terms_days,
        options: options(offer),
        cap: quote.cap.map(|cap| cap.amount.into()),
        retainer: quote.retainer_fee.zip(commercial.retainer.as_ref()).map(|(fee, terms)| Retainer {
            fee: fee.into(),
            months: terms.term_months.value,
            hours_per_month: crate::embedded_data::Number(terms.hours_per_month.value),
        }),
        rates: (seen.rates().into_iter())
            .map(|rate| Rate { role: rate.title, level: rate.level, rate: rate.rate.into() })
            .collect(),
        hours_per_day: crate::embedded_data::Number(seen.hours_per_day()),
        expenses: expenses(offer, &view.price.expenses),
    }
}

/// The same rows as in the price table: without a tax file there is none to speak of.
fn taxes(offer: &Offer) -> Vec<Tax> {
    let told =
        |tax: &&bidwright_economics::price::TaxLine| !offer.book.tax.id.is_empty() || !tax.tax.is_zero();
    let rows = offer.quote.taxes.iter().filter(told);
    rows.map(|tax| Tax {
        category: tax.category.clone(),
        label: tax.label.clone(),
        percent: tax.percent.into(),
        net: tax.net.into(),
        tax: tax.tax.into(),
    })
    .collect()
}

fn payments(offer: &Offer) -> Vec<Payment> {
    let row = |line: &bidwright_economics::price::PaymentLine| {
        let payment = &offer.deal.payments[line.payment];
        Payment {
            name: payment.name.clone(),
            due: payment.due_text.clone(),
            due_kind: match line.due {
                Due::Signature => "signature",
                Due::On(_) => "date",
                Due::Deliverable(_) => "deliverable",
                Due::Phase(_) => "phase",
            }
            .to_owned(),
            amount: line.amount.into(),
            tax: line.tax.into(),
        }
    };
    offer.quote.payments.iter().map(row).collect()
}

fn options(offer: &Offer) -> Vec<Choice> {
    let row = |priced: &bidwright_economics::price::OptionPrice| {
        let option = &offer.deal.options[priced.option];
        Choice {
            id: option.id.value.clone(),
            name: option.name.clone(),
            net: priced.net.into(),
            total_with: priced.total_with.into(),
            planned_finish: priced.finish.to_string(),
        }
    };
    offer.quote.options.iter().map(row).collect()
}

fn expenses(offer: &Offer, kind: &str) -> Expenses {
    let cap = match offer.deal.commercial.expenses {
        bidwright_model::deal::Expenses::Capped(cap) => Some(cap.value.into()),
        _ => None,
    };
    let row = |travel: &bidwright_economics::price::AtCost| AtCost {
        name: offer.deal.purchases[travel.purchase].name.clone(),
        amount: travel.amount.into(),
    };
    Expenses { kind: kind.to_owned(), cap, at_cost: offer.quote.at_cost.iter().map(row).collect() }
}
