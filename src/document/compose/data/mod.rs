//! The offer as data for the customer's own programs: what the documents state, and nothing they do not.
//!
//! Figures are those of the tables, by the same functions; the words are those of the customer's view.

mod deal;
mod quote;

pub use deal::deal;
pub use quote::quote;

use crate::embedded_data::{Amount, Quote};
use bidwright_base::locale::Locale;
use bidwright_base::money::Currency;

/// The amounts of a quote that documents may print: a name for each, and how their language prints it.
#[must_use]
pub fn figures(quote: &Quote) -> Vec<(String, String)> {
    let locale = Locale::of(&quote.language);
    let Some(currency) = Currency::from_code(&quote.currency) else {
        return Vec::new();
    };
    let mut figures = Vec::new();
    let mut add = |name: String, amount: Amount| {
        figures.push((name, locale.amount(currency.round(amount.0.abs()))));
    };
    for (at, line) in (1..).zip(&quote.lines) {
        add(format!("lines.{at}.amount"), line.amount);
    }
    if let Some(discount) = &quote.discount {
        add("list".to_owned(), quote.list);
        add("discount.amount".to_owned(), discount.amount);
    }
    add("net".to_owned(), quote.net);
    for (at, tax) in (1..).zip(&quote.taxes) {
        add(format!("taxes.{at}.tax"), tax.tax);
    }
    add("gross".to_owned(), quote.gross);
    for (at, payment) in (1..).zip(&quote.payments) {
        add(format!("payments.{at}.amount"), payment.amount);
        add(format!("payments.{at}.tax"), payment.tax);
        for (tax, part) in (1..).zip(&payment.taxes) {
            add(format!("payments.{at}.taxes.{tax}"), *part);
        }
    }
    for option in &quote.options {
        add(format!("options.{}.net", option.id), option.net);
        add(format!("options.{}.total_with", option.id), option.total_with);
    }
    if let Some(cap) = quote.cap {
        add("cap".to_owned(), cap);
    }
    if let Some(retainer) = &quote.retainer {
        add("retainer.fee".to_owned(), retainer.fee);
    }
    for (at, rate) in (1..).zip(&quote.rates) {
        add(format!("rates.{at}.rate"), rate.rate);
    }
    figures
}
