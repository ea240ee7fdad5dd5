//! What no text for a customer may claim: figures from sources that cannot bear them, chances with more
//! digits than a simulation supports (MODEL 14.6 and 16), and delivery management as an extra.
//!
//! Reads plain text of any origin: a deal, a methodology, or a finished document. Its words are data, one file a
//! language: `claim_lint/words/en.txt`.

mod addon;
mod precision;
mod sentences;
mod sources;
mod words;

use std::ops::Range;

use bidwright_base::diag::{Code, Diagnostic};
use sentences::{Token, sentences};

/// Something a text should not claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Its bytes in the text.
    pub span: Range<usize>,
    /// What to say about it, without a place.
    pub finding: Diagnostic,
}

/// Every such claim of a text, in the order of the sentences.
#[must_use]
pub fn lint(text: &str) -> Vec<Claim> {
    let claims = |sentence: &[Token<'_>]| {
        let cited = sources::find(sentence).into_iter().map(|(span, why)| {
            let message = format!("`{}` is no source for a customer: {why}", shown(&text[span.clone()]));
            let finding = Diagnostic::warning(Code::NeverCite, message)
                .hint("cite a source that measured it, or say that it is your own assumption");
            Claim { span, finding }
        });
        let precise = precision::find(sentence).into_iter().map(|span| {
            let message = format!("`{}` is finer than a forecast can tell", shown(&text[span.clone()]));
            let finding = Diagnostic::warning(Code::FalsePrecision, message)
                .hint("whole percent for a chance, three digits for simulated money");
            Claim { span, finding }
        });
        let extra = addon::find(sentence, text).into_iter().map(|span| {
            let message = format!("`{}` makes delivery management an extra", shown(&text[span.clone()]));
            let finding = Diagnostic::warning(Code::AddOnWords, message)
                .hint("it is inside the price: say `delivery management is part of the price`");
            Claim { span, finding }
        });
        cited.chain(precise).chain(extra).collect::<Vec<_>>()
    };
    sentences(text).iter().flat_map(|sentence| claims(sentence)).collect()
}

/// Whether a text makes delivery management an extra.
#[must_use]
pub fn makes_an_extra(text: &str) -> bool {
    sentences(text).iter().any(|sentence| !addon::find(sentence, text).is_empty())
}

/// A text on one line, with plain spaces.
fn shown(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(Code, &str)> {
        lint(text).into_iter().map(|claim| (claim.finding.code, &text[claim.span])).collect()
    }

    #[test]
    fn a_source_that_cannot_bear_it_is_told() {
        for (text, claim) in [
            ("As the Standish Group shows, most fail.", "Standish"),
            ("See the CHAOS Report 2020.", "CHAOS Report"),
            ("Better than the industry\u{a0}average.", "industry\u{a0}average"),
            ("PMI's Pulse of the\nProfession says so.", "Pulse of the\nProfession"),
            ("A PMO has 31 % fewer failed projects.", "31 % fewer failed projects"),
            ("70 % of all IT projects fail.", "70 % of all IT projects fail"),
            ("Our governance reduces risk by 30 %.", "reduces risk by 30 %"),
            ("Unsere Steuerung senkt das Risiko um 30 %.", "senkt das Risiko um 30 %"),
            ("Wir liegen über dem Branchendurchschnitt.", "Branchendurchschnitt"),
        ] {
            assert_eq!(found(text), [(Code::NeverCite, claim)], "{text}");
        }
    }

    #[test]
    fn what_is_measured_or_a_target_is_no_claim() {
        for text in [
            "Reduce credit risk by 20 %.",
            "We reduce the risk of failure by 10 points, from 40 % to 30 %.",
            "The risk falls. By 30 % of the budget we stop.",
            "The three-month average of the industry.",
            "Chaos engineering finds what breaks.",
            "70 % of all invoices fail the check.",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn delivery_management_is_no_extra() {
        for (text, claim) in [
            ("Plus a project management fee of 12 %.", "project management fee"),
            ("All Project-Management\u{a0}Fees are monthly.", "Project-Management\u{a0}Fees"),
            ("The PM fee is due first.", "PM fee"),
            ("There is a PMO surcharge.", "PMO surcharge"),
            ("PMO-Surcharges apply", "PMO-Surcharges"),
            ("A management overhead charge applies.", "management overhead charge"),
            ("Delivery management add-on", "Delivery management add-on"),
            ("An admin fee of EUR 50 is added.", "admin fee"),
            ("We add a surcharge for the PMO.", "surcharge for the PMO"),
            ("Hinzu kommt eine Projektmanagement-Pauschale.", "Projektmanagement-Pauschale"),
            ("Die Projektmanagementpauschale beträgt 10 %.", "Projektmanagementpauschale"),
            ("Der PMO-Zuschlag ist fällig.", "PMO-Zuschlag"),
            ("Zuzüglich Verwaltungsgebühren.", "Verwaltungsgebühren"),
            ("Ein Aufschlag für das Projektmanagement", "Aufschlag für das Projektmanagement"),
        ] {
            assert_eq!(found(text), [(Code::AddOnWords, claim)], "{text}");
        }
    }

    #[test]
    fn what_is_part_of_the_price_or_denied_is_left_alone() {
        for text in [
            "Delivery management is part of the price and no add-on.",
            "We charge no project management fee.",
            "Never a surcharge for the PMO.",
            "A PMO surcharge is not charged.",
            "Ohne Projektmanagement-Pauschale.",
            "For delivery management, fees and expenses see below.",
            "The monthly fee covers project management.",
            "Fees for risk management software are yours.",
            "Die Monatspauschale enthält die Projektsteuerung.",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn a_chance_is_told_in_whole_percent() {
        for (text, claim) in [
            ("The chance of success is 77.43 %.", "77.43 %"),
            ("With a probability of 7.5% it slips.", "7.5%"),
            ("Die Wahrscheinlichkeit beträgt 77,4\u{a0}%.", "77,4\u{a0}%"),
            ("Simulated cost is EUR 412,345.67 on average.", "EUR 412,345.67"),
            ("In simulated deliveries it came to 412,345.67 EUR.", "412,345.67 EUR"),
        ] {
            assert_eq!(found(text), [(Code::FalsePrecision, claim)], "{text}");
        }
    }

    #[test]
    fn contracts_and_measures_keep_their_digits() {
        for text in [
            "The chance of success is 77 %.",
            "Availability is 99.95 %. The chance of that is high.",
            "The price is EUR 863,120.45, whatever the simulation says.",
            "Simulated cost is about EUR 412,000.",
            "Damages are 0.5 % a week.",
            "At least 99.5% of the invoices agree.",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
