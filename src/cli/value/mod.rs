//! `bidwright value DEAL`: what failure would cost, what the delivery office costs and saves, and which
//! set of its activities earns its keep.

mod answer;
mod balance;
pub(super) mod exposure;
mod sets;

use std::fmt::Write as _;
use std::path::Path;

use rust_decimal::Decimal;

use bidwright_model::book::{ActivityIdx, Rows};
use rust_decimal::prelude::ToPrimitive;

use super::figure::{error, figure, rounded, wrapped};
use super::{Common, Exit, Format, findings, json, load, print};
use bidwright_base::locale::Locale;
use bidwright_base::money::Money;
use bidwright_base::simulated::Simulated;
use bidwright_economics::offer::{Appraisal, Offer};
use bidwright_economics::plan::Office;
use bidwright_economics::value::Turning;
use bidwright_economics::value::lean::Lean;
use bidwright_service::pipeline;

/// What of the value is asked for.
#[derive(Debug, Clone, Copy, clap::Args)]
pub(super) struct Wish {
    /// Governance may take at most so many of our days, the mandatory activities included.
    #[arg(long, value_name = "DAYS", value_parser = |text: &str| text.parse::<Decimal>().map_err(|why| why.to_string()))]
    effort_cap: Option<Decimal>,
    /// Print the `[governance]` table of the leanest set, to put in the deal, and nothing else.
    #[arg(long, conflicts_with = "format")]
    apply_leanest: bool,
}

pub(super) fn run(deal: &Path, wish: Wish, common: &Common) -> Exit {
    let (project, mut diags) = load(deal, common.workspace.as_deref());
    let offer = pipeline::offer(&project, &mut diags);
    let found = offer.map(|offer| {
        let appraisal = pipeline::appraise(&offer, wish.effort_cap);
        bidwright_economics::value::findings(&offer.deal, &offer.book, &appraisal.value, &mut diags);
        (offer, appraisal)
    });
    match &found {
        Some((offer, appraisal)) if wish.apply_leanest => {
            // Without stakes there is no leanest set, and the finding says why.
            if let Some(worth) = &appraisal.value.worth {
                print(&governance_table(offer, &worth.lean));
            }
        }
        Some((offer, appraisal)) => {
            let turning = match appraisal.value.worth {
                Some(_) => pipeline::turning(offer, appraisal),
                None => Vec::new(),
            };
            match common.format {
                Format::Json => print(&json::value(offer, appraisal, &turning)),
                Format::Text => print(&report(offer, appraisal, &turning)),
            }
        }
        None if common.format == Format::Json => {
            print(&json::document(
                "findings",
                &serde_json::json!({ "findings": json::findings(&project.sources, &diags) }),
            ));
        }
        None => {}
    }
    if common.format == Format::Text {
        findings::report(&project.sources, &diags);
    }
    if diags.has_errors() { Exit::Findings } else { Exit::Done }
}

/// The report for people.
pub(super) fn report(offer: &Offer, appraisal: &Appraisal, turning: &[Turning]) -> String {
    let head = &offer.deal.head;
    let page = Page { offer, appraisal, locale: Locale::of(&head.language.value) };
    let mut text = format!(
        "{}  {}\nvalue of the delivery office, {}, net of tax, {} simulated deliveries, seed {}\n",
        head.reference(),
        head.title.value,
        head.currency.code(),
        page.locale.whole(appraisal.prospects.runs.iterations.into()),
        appraisal.prospects.runs.seed,
    );
    match &appraisal.value.worth {
        Some(worth) => {
            page.say(&mut text, &page.answer(worth));
            text.push_str(&page.exposure(worth));
            text.push_str(&page.parties(worth));
            text.push_str(&page.break_even(worth));
            text.push_str(&page.results(worth));
            text.push_str(&page.ledger(worth));
            text.push_str(&page.frontier(&worth.lean));
            text.push_str(&page.turning(turning));
            page.say(&mut text, &page.small_print());
        }
        None => {
            let office = &appraisal.value.office;
            let said = format!(
                "The delivery office costs the customer {}, their own hours included. What it saves cannot be said: \
                 the deal has no `[stakes]`, so nobody has said what a failed delivery would cost.",
                page.locale.amount(office.whole)
            );
            page.say(&mut text, &[said]);
        }
    }
    text
}

/// The `[governance]` table that offers the leanest set.
pub(super) fn governance_table(offer: &Offer, lean: &Lean) -> String {
    let activities = &offer.book.methodology.activities;
    let out: Vec<String> = (activities.indexed())
        .filter(|(at, _)| !lean.leanest.activities.contains(at))
        .map(|(_, activity)| format!("\"{}\"", activity.id.value))
        .collect();
    let note = match offer.plan.governance.office {
        // Only an office that counts activities is cheaper without some.
        Office::Pool(_) => {
            "# this office is priced as a whole: choose one that counts activities to see the saving\n"
        }
        _ => "",
    };
    format!("[governance]\n{note}drop = [{}]\n", out.join(", "))
}
struct Page<'o> {
    offer: &'o Offer,
    appraisal: &'o Appraisal,
    locale: Locale,
}

impl Page<'_> {
    fn say(&self, text: &mut String, sentences: &[String]) {
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
        figure(self.locale, simulated, Decimal::ONE)
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
/// Enough of a text to know it by.
fn shortened(text: &str) -> String {
    const MOST: usize = 34;
    match text.char_indices().nth(MOST) {
        Some((at, _)) => format!("{}…", text[..at].trim_end()),
        None => text.to_owned(),
    }
}
