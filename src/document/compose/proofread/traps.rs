//! Misuse of the chances of success in the text of a template (MODEL 15): multiplied, or in two framings without
//! labels.

use std::ops::Range;

use super::words::WORDS;
use crate::compose::template::Engine;
use crate::compose::template::tags::{Tag, parts, tags};
use bidwright_base::diag::{Code, Diagnostic, Diags};

/// Pushes a finding for each in the templates of a run.
pub(crate) fn check(engine: &Engine, diags: &mut Diags) {
    for origin in engine.origins() {
        let tags = tags(&origin.text);
        for span in products(&origin.text, &tags) {
            let message = "the chances of date, budget and acceptance are multiplied: that is not the chance of all three";
            diags.push(Diagnostic::warning(Code::ProductOfMarginals, message).at(origin.place(span)).hint(
                "they are not independent; print the joint chance, which is counted delivery by delivery",
            ));
        }
        for span in mixed(&origin.text, &tags) {
            let message =
                "figures at the same budget and re-priced ones are shown side by side without labels";
            diags.push(
                Diagnostic::warning(Code::FramingsMixed, message)
                    .at(origin.place(span))
                    .hint("write \"same budget\" and \"re-priced\" beside them, or keep to one"),
            );
        }
    }
}

/// The parts of joint success, each alone.
const MARGINALS: &[&str] = &["on_time", "in_budget", "accepted"];
/// Lint 14: where marginals are multiplied, in an expression or in words that do not deny it.
fn products(text: &str, tags: &[Tag<'_>]) -> Vec<Range<usize>> {
    let mut spans: Vec<Range<usize>> =
        tags.iter().filter(|tag| multiplies(tag.inside)).map(|tag| tag.span.clone()).collect();
    let lower = text.to_ascii_lowercase();
    let denials = WORDS.set("denials");
    for phrase in WORDS.list("product of chances") {
        for (at, _) in lower.match_indices(phrase) {
            let sentence = lower[..at].rsplit(['.', '\n']).next().unwrap_or_default();
            let denied = sentence.split(|c: char| !c.is_alphabetic()).any(|word| denials.contains(word));
            if !denied {
                spans.push(at..at + phrase.len());
            }
        }
    }
    spans
}

/// Whether two different marginals are factors of one product.
fn multiplies(expression: &str) -> bool {
    let mut factors: Vec<&str> = Vec::new();
    let mut times = false;
    for part in parts(expression) {
        match part {
            "*" => times = true,
            // What is within a product: brackets, filters, percent to ratio.
            "(" | ")" | "|" | "/" => {}
            "+" | "-" | "~" | "," | "=" | "<" | ">" | "!" | "and" | "or" | "not" | "if" | "else" => {
                (times, factors) = (false, Vec::new());
            }
            name => {
                let last = name.rsplit('.').next().unwrap_or(name);
                if !MARGINALS.contains(&last) {
                    continue;
                }
                if times && factors.iter().any(|factor| *factor != last) {
                    return true;
                }
                factors.push(last);
            }
        }
    }
    false
}

/// Lint 15: paragraphs and tables that print both framings and do not name both.
fn mixed(text: &str, tags: &[Tag<'_>]) -> Vec<Range<usize>> {
    let [same_budget, re_priced] = ["same budget", "re-priced"].map(|framing| WORDS.list(framing));
    let mut spans = Vec::new();
    for block in blocks(text) {
        let printed: Vec<&Tag<'_>> =
            tags.iter().filter(|tag| tag.prints && block.contains(&tag.span.start)).collect();
        let names =
            || printed.iter().flat_map(|tag| parts(tag.inside).into_iter().map(move |part| (tag, part)));
        let repriced = |name: &str| name.split('.').any(|segment| segment.contains("repriced"));
        let same = |name: &str| !repriced(name) && name.split('.').any(|s| s == "joint" || s == "net_value");
        let first_repriced = names().find(|(_, name)| repriced(name));
        let Some((tag, _)) = first_repriced.filter(|_| names().any(|(_, name)| same(name))) else { continue };
        // A label is a word of the text: the name of a field is none.
        let mut words = text[block.clone()].to_lowercase();
        for tag in &printed {
            words = words.replace(&text[tag.span.clone()].to_lowercase(), " ");
        }
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let contains = |labels: &[&str]| labels.iter().any(|label| words.contains(label));
        if !(contains(&same_budget) && contains(&re_priced)) {
            spans.push(tag.span.clone());
        }
    }
    spans
}

/// Stretches of text between empty lines.
fn blocks(text: &str) -> Vec<Range<usize>> {
    let mut blocks = Vec::new();
    let (mut start, mut at) = (0, 0);
    for line in text.split_inclusive('\n') {
        if line.trim().is_empty() {
            blocks.push(start..at);
            start = at + line.len();
        }
        at += line.len();
    }
    blocks.push(start..at);
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn products_in(text: &str) -> usize {
        products(text, &tags(text)).len()
    }

    #[test]
    fn marginals_multiplied_are_found_however_they_are_written() {
        for text in [
            "{{ success.on_time * success.in_budget }}",
            "{{ (on_time|float) * (accepted|float) }}",
            "{% set all = on_time / 100 * in_budget / 100 %}",
            "It is the product of the chances.",
        ] {
            assert_eq!(products_in(text), 1, "{text}");
        }
    }

    #[test]
    fn other_products_and_honest_words_are_left_alone() {
        for text in [
            "{{ success.on_time }} * {{ success.in_budget }}",
            "{{ price.days * success.accepted }}",
            "{{ on_time + in_budget * 2 }}",
            "{{ 100 * on_time }}, {{ 100 * in_budget }}",
            "It is not the product of the chances.",
            "{# {{ on_time * in_budget }} #}",
        ] {
            assert_eq!(products_in(text), 0, "{text}");
        }
    }

    fn mixed_in(text: &str) -> usize {
        mixed(text, &tags(text)).len()
    }

    #[test]
    fn two_framings_in_one_paragraph_need_their_labels() {
        assert_eq!(mixed_in("{{ success.joint }}, or {{ success.repriced }}."), 1);
        assert_eq!(mixed_in("| {{ value.net_value }} |\n| {{ value.repriced.net_value }} |"), 1);
        assert_eq!(mixed_in("{{ success.joint }} at the same\nbudget, {{ success.repriced }} re-priced."), 0);
        assert_eq!(mixed_in("{{ success.joint }}.\n\n{{ success.repriced }} re-priced."), 0);
        assert_eq!(mixed_in("{{ success.repriced.joint }} with a budget that grows."), 0);
    }
}
