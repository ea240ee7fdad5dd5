//! False precision: a chance in fractions of a percent, simulated money to the cent.

use std::collections::BTreeSet;
use std::ops::Range;

use super::sentences::Token;
use super::words::WORDS;

/// Where a sentence is finer than a forecast can be.
pub(super) fn find(sentence: &[Token<'_>]) -> Vec<Range<usize>> {
    let holds = |words: &BTreeSet<&str>| sentence.iter().any(|token| words.contains(token.word.as_str()));
    let simulated =
        sentence.iter().any(|token| WORDS.simulated.iter().any(|stem| token.word.starts_with(stem)));
    let mut spans = Vec::new();
    if simulated || holds(&WORDS.chance) {
        spans.extend(sentence.windows(2).filter_map(|pair| percent(&pair[0], &pair[1])));
    }
    if simulated && !holds(&WORDS.agreed) {
        spans.extend(sentence.windows(2).filter_map(|pair| cents(&pair[0], &pair[1])));
    }
    spans
}

/// A percentage with decimals.
fn percent(number: &Token<'_>, sign: &Token<'_>) -> Option<Range<usize>> {
    (number.is_number() && sign.is_percent() && decimals(number.text).is_some())
        .then_some(number.span.start..sign.span.end)
}

/// An amount with cents, its currency before or after.
fn cents(one: &Token<'_>, other: &Token<'_>) -> Option<Range<usize>> {
    let number = if is_currency(one) {
        other
    } else if is_currency(other) {
        one
    } else {
        return None;
    };
    let to_the_cent = decimals(number.text).is_some_and(|decimals| decimals.len() == 2 && decimals != "00");
    (number.is_number() && to_the_cent).then_some(one.span.start..other.span.end)
}

fn is_currency(token: &Token<'_>) -> bool {
    let code = token.text.len() == 3 && token.text.chars().all(|c| c.is_ascii_uppercase());
    code || matches!(token.text, "€" | "$" | "£")
}

/// What stands after the last separator, unless that separates thousands.
fn decimals(number: &str) -> Option<&str> {
    let (whole, last) = number.rsplit_once(['.', ','])?;
    let separators = number.matches(['.', ',']).count();
    let thousands = last.len() == 3 && (separators > 1 || last == "000" || whole.len() > 3);
    (!thousands).then_some(last)
}
