//! The value of a delivery office: what failure would cost, what the delivery office costs and saves, and which
//! set of its activities is worth its cost.

mod answer;
mod balance;
mod exposure;
mod sets;

use std::fmt::Write as _;

use rust_decimal::Decimal;

use bidwright_model::book::ActivityIdx;
use rust_decimal::prelude::ToPrimitive;

use super::figure::{beside, error, figure, rounded, wrapped};
use bidwright_base::locale::Locale;
use bidwright_base::money::Money;
use bidwright_base::simulated::Simulated;
use bidwright_economics::offer::{Offer, ValueAnalysis};
use bidwright_economics::value::TurningPoint;

/// The report for people.
#[must_use]
pub fn text(offer: &Offer, value_analysis: &ValueAnalysis, turning: &[TurningPoint]) -> String {
    let head = &offer.deal.head;
    let page = Page { offer, value_analysis, locale: Locale::of(&head.language.value) };
    let mut text = format!(
        "{}  {}\nvalue of the delivery office, {}, net of tax, {} simulated deliveries, seed {}\n",
        head.reference(),
        head.title.value,
        head.currency.code(),
        page.locale.whole(value_analysis.scenario_pair.runs.iterations.into()),
        value_analysis.scenario_pair.runs.seed,
    );
    match &value_analysis.value.pmo_value {
        Some(pmo_value) => {
            page.sentences(&mut text, &page.answer(pmo_value));
            text.push_str(&page.exposure(pmo_value));
            text.push_str(&page.parties(pmo_value));
            text.push_str(&page.break_even(pmo_value));
            text.push_str(&page.results(pmo_value));
            text.push_str(&page.ledger(pmo_value));
            text.push_str(&page.frontier(&pmo_value.lean));
            text.push_str(&page.turning(turning));
            page.sentences(&mut text, &page.small_print());
        }
        None => {
            let office = &value_analysis.value.office;
            let costs = format!(
                "The delivery office costs the customer {}, their own hours included. What it saves is unknown: \
                 the deal has no `[stakes]`, which state what a failed delivery would cost.",
                page.locale.amount(office.whole)
            );
            page.sentences(&mut text, &[costs]);
        }
    }
    text
}

struct Page<'o> {
    offer: &'o Offer,
    value_analysis: &'o ValueAnalysis,
    locale: Locale,
}

impl Page<'_> {
    fn sentences(&self, text: &mut String, sentences: &[String]) {
        for sentence in sentences {
            let _infallible = writeln!(text, "\n{}", wrapped(sentence));
        }
    }
    fn small_print(&self) -> Vec<String> {
        let deal = &self.offer.deal;
        vec![format!(
            "Scenario without: the mandatory activities only. Same random numbers in both; ± is one standard error of the \
             simulation and says nothing about the inputs. Effects are stated by the methodology, weighed by their grade of \
             evidence (A 1, B 0.7, C 0.4, none 0.25) and lessened by the customer's own office ({}); no controlled study \
             shows that a delivery office raises success. Correlation {}, {} more within a stream. A forecast is not a term \
             of the contract.",
            deal.customer.pmo.word(),
            deal.estimate.correlation.value,
            deal.estimate.stream_correlation.value
        )]
    }
    fn activity(&self, at: ActivityIdx) -> &str {
        &self.offer.book.methodology.activities[at].name
    }

    fn money(&self, simulated: Simulated) -> String {
        beside(self.locale, simulated, Decimal::ONE)
    }

    fn error(&self, se: f64) -> String {
        error(self.locale, se)
    }

    /// A figure that is no finer than three digits.
    fn rough(&self, value: f64) -> String {
        figure(self.locale, Simulated { value, se: value.abs() / 2000.0 }, Decimal::ONE)
    }

    fn two(&self, value: f64) -> String {
        self.locale.number(rounded(value, Decimal::new(1, 2)))
    }

    fn whole(&self, value: f64) -> String {
        figure(self.locale, Simulated { value, se: 0.0 }, Decimal::ONE)
    }

    fn whole_money(&self, money: Money) -> String {
        self.whole(money.amount().to_f64().unwrap_or_default())
    }
}
/// The first characters of a text.
fn shortened(text: &str) -> String {
    const MOST: usize = 34;
    match text.char_indices().nth(MOST) {
        Some((at, _)) => format!("{}…", text[..at].trim_end()),
        None => text.to_owned(),
    }
}
