//! What no text for a customer may claim: figures from sources that cannot bear them, and chances told to
//! more digits than anybody knows (MODEL 14.6 and 16).
//!
//! Works on plain words, whoever wrote them: a deal, a methodology, or a document when it is done.

mod precision;
mod sentences;
mod sources;

use std::ops::Range;

use crate::diag::Diagnostic;
use sentences::sentences;

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
pub fn claims(text: &str) -> Vec<Claim> {
    let claims = |sentence: &[sentences::Token<'_>]| {
        let cited = sources::found(sentence).into_iter().map(|(span, why)| {
            let message = format!("`{}` is no source for a customer: {why}", shown(&text[span.clone()]));
            let finding = Diagnostic::warning("never-cite", message)
                .hint("cite a source that measured it, or say that it is your own assumption");
            Claim { span, finding }
        });
        let precise = precision::found(sentence).into_iter().map(|span| {
            let message = format!("`{}` is finer than a forecast can tell", shown(&text[span.clone()]));
            let finding = Diagnostic::warning("false-precision", message)
                .hint("whole percent for a chance, three digits for simulated money");
            Claim { span, finding }
        });
        cited.chain(precise).collect::<Vec<_>>()
    };
    sentences(text).iter().flat_map(|sentence| claims(sentence)).collect()
}

/// On one line, and a hard space is a space.
fn shown(text: &str) -> String {
    text.split(|c: char| c.is_whitespace()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&'static str, &str)> {
        claims(text).into_iter().map(|claim| (claim.finding.code, &text[claim.span])).collect()
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
            assert_eq!(found(text), [("never-cite", claim)], "{text}");
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
    fn a_chance_is_told_in_whole_percent() {
        for (text, claim) in [
            ("The chance of success is 77.43 %.", "77.43 %"),
            ("With a probability of 7.5% it slips.", "7.5%"),
            ("Die Wahrscheinlichkeit beträgt 77,4\u{a0}%.", "77,4\u{a0}%"),
            ("Simulated cost is EUR 412,345.67 on average.", "EUR 412,345.67"),
            ("In simulated deliveries it came to 412,345.67 EUR.", "412,345.67 EUR"),
        ] {
            assert_eq!(found(text), [("false-precision", claim)], "{text}");
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
