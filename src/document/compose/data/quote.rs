//! The price as the documents state it.

use crate::compose::DocumentKind;
use crate::compose::blocks::Scene;
use crate::compose::fill::{LocalizedOffer, view};
use crate::embedded_data::{
    AtCost, Choice, Discount, Embedded, Expenses, Line, Number, Payment, Quote, Rate, Retainer, Tax,
};
use bidwright_base::locale::NBSP;
use bidwright_model::deal;
use bidwright_model::deal::Due;
use bidwright_review::customer_offer::{CustomerOffer, Price};

/// The price of an offer, as a document of this kind carries it.
#[must_use]
pub fn quote(offer: &CustomerOffer<'_>, kind: DocumentKind) -> Quote {
    let (head, price) = (offer.head, &offer.price);
    let localized = LocalizedOffer::of(offer);
    let view = view(offer);
    let scene = Scene { offer, locale: localized.locale, view: &view };
    let lines = price.rows.iter().map(|row| Line {
        item: scene.price_label(row.item).replace(NBSP, " "),
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
        start: offer.schedule.start.to_string(),
        planned_finish: offer.schedule.finish.to_string(),
        currency: view.offer.currency.clone(),
        minor_units: price.currency.decimals(),
        language: head.language.value.clone(),
        customer: view.customer.name.clone(),
        supplier: view.firm.name.clone(),
        model: view.offer.model.clone(),
        presentation: view.price.presentation.clone(),
        lines: lines.collect(),
        list: price.list.into(),
        discount: price.discount.map(|discount| Discount {
            percent: discount.percent.value.into(),
            amount: price.discount_amount.into(),
            reason: discount.reason.value.clone(),
        }),
        net: price.net.into(),
        taxes: taxes(price),
        tax: price.tax.into(),
        gross: price.gross.into(),
        payments: payments(price),
        payment_terms_days: price.payment_terms_days,
        options: options(price),
        cap: price.cap.map(Into::into),
        retainer: price.retainer_fee.zip(price.retainer).map(|(fee, terms)| Retainer {
            fee: fee.into(),
            list_fee: price.retainer_list_fee.map(Into::into),
            months: terms.term_months.value,
            hours_per_month: Number(terms.hours_per_month.value),
        }),
        rates: (price.rates.iter())
            .map(|rate| Rate {
                role: rate.title.clone(),
                level: rate.level.clone(),
                list: Some(rate.list.into()),
                rate: rate.rate.into(),
                days: Some(rate.days.into()),
                amount: Some(rate.amount.into()),
            })
            .collect(),
        hours_per_day: Number(localized.hours_per_day()),
        expenses: expenses(price, &view.price.expenses),
    }
}

fn taxes(price: &Price<'_>) -> Vec<Tax> {
    let rows = price.taxes.iter().map(|tax| tax.line);
    rows.map(|tax| Tax {
        category: tax.category.clone(),
        label: tax.label.clone(),
        percent: tax.percent.into(),
        net: tax.net.into(),
        tax: tax.tax.into(),
        same_net: tax.rate > 0,
    })
    .collect()
}

fn payments(price: &Price<'_>) -> Vec<Payment> {
    let rows = price.payments.iter();
    rows.map(|payment| Payment {
        name: payment.terms.name.clone(),
        due: payment.terms.due_text.clone(),
        due_kind: match payment.line.due {
            Due::Signature => "signature",
            Due::On(_) => "date",
            Due::Deliverable(_) => "deliverable",
            Due::Phase(_) => "phase",
        }
        .to_owned(),
        amount: payment.line.amount.into(),
        tax: payment.line.tax.into(),
        taxes: payment.line.taxes.iter().map(|tax| (*tax).into()).collect(),
    })
    .collect()
}

fn options(price: &Price<'_>) -> Vec<Choice> {
    let rows = price.options.iter();
    rows.map(|option| Choice {
        id: option.id.to_owned(),
        name: option.name.to_owned(),
        needs: option.needs.iter().map(|id| (*id).to_owned()).collect(),
        ceiling: option.ceiling.map(|effect| effect.word().to_owned()),
        net: option.net.into(),
        total_with: option.total_with.into(),
        planned_finish: option.finish.to_string(),
    })
    .collect()
}

fn expenses(price: &Price<'_>, kind: &str) -> Expenses {
    let cap = match price.expenses {
        deal::Expenses::Capped(cap) => Some(cap.value.into()),
        _ => None,
    };
    let rows = price.at_cost.iter();
    let at_cost = rows.map(|row| AtCost { name: row.name.to_owned(), amount: row.amount.into() }).collect();
    Expenses { kind: kind.to_owned(), cap, at_cost }
}
