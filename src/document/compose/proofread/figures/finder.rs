//! Finds the figures of a text: amounts, dates, percentages, durations, counts and parts of a whole.
//!
//! A count is identified by what it counts, so that "12 weeks" is another figure than "12 months" and than a bare
//! 12. What names a place ("clause 4"), a thing ("W1", "SFIA 5" as a word) or a time of day is none.

use std::ops::Range;

use rust_decimal::Decimal;

use super::tokens::{Gap, Kind, Token, tokens};
use super::vocabulary::{self, counted, is_one, is_stated_one, kind_of_time};
use crate::compose::own_words;
use bidwright_base::locale::Locale;
use bidwright_base::money::Currency;
use bidwright_base::word_lists;
use bidwright_base::word_lists::unit_of_time;

/// A figure in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Figure {
    /// Its bytes, unit included.
    pub(super) span: Range<usize>,
    /// The bytes of its numbers alone.
    pub(super) numbers: Vec<Range<usize>>,
    /// Its value.
    pub(super) value: Value,
}

/// The value of a figure.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Value {
    /// Money, without its sign of plus or minus.
    Amount(String, Decimal),
    /// Of a hundred.
    Percent(Decimal),
    /// A day, or the parts of it that are written.
    Date(Option<i16>, i8, Option<i8>),
    /// Four of five.
    Part(Decimal, Decimal),
    /// So many of something; of nothing that is named, if empty.
    Count(Decimal, String),
}

/// Every figure of a text, in order. What is somebody's own words has none, and parts what stands around it.
pub(super) fn figures(text: &str, locale: Locale) -> Vec<Figure> {
    let text = &*own_words::masked(text);
    if !text.bytes().any(|byte| byte.is_ascii_alphanumeric()) {
        return Vec::new();
    }
    let tokens = tokens(text, locale);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let Some((value, first, next)) = read(&tokens, at) else {
            at += 1;
            continue;
        };
        let inside = &tokens[first..next];
        let is_number = |token: &&Token<'_>| {
            matches!(token.kind, Kind::Number(_) | Kind::Day(..))
                || number_word(token).is_some()
                || is_one(&token.word)
        };
        found.push(Figure {
            span: inside[0].span.start..inside[inside.len() - 1].span.end,
            numbers: inside.iter().filter(is_number).map(|token| token.span.clone()).collect(),
            value,
        });
        at = next;
    }
    found
}

/// The figure whose number is at a token, with its first token and the one behind it.
fn read(tokens: &[Token<'_>], at: usize) -> Option<(Value, usize, usize)> {
    let token = &tokens[at];
    if let Kind::Day(year, month, day) = token.kind {
        return Some((Value::Date(Some(year), month, Some(day)), at, at + 1));
    }
    let month = month_first(tokens, at).map(|(value, next)| (value, at, next));
    if month.is_some() {
        return month;
    }
    if let Some((whole, next)) = part(tokens, at) {
        return Some((whole, at, next));
    }
    if let Kind::Number(value) = token.kind {
        let before = at.checked_sub(1).map(|at| &tokens[at]);
        if let Some((value, next)) = day_first(tokens, at, value) {
            return Some((value, at, next));
        }
        if let Some(code) = before.filter(|_| matches!(token.gap, Gap::None | Gap::Space)).and_then(money) {
            let (scale, next) = scaled(tokens, at + 1);
            return Some((Value::Amount(code, (value * scale).normalize()), at - 1, next));
        }
        if let Some(next) = percent(tokens, at + 1) {
            return Some((Value::Percent(value), at, next));
        }
        let (scale, after) = scaled(tokens, at + 1);
        // "1,2 Mio. EUR"
        let unit = tokens.get(after).filter(|token| after > at + 1 && token.gap == Gap::Stop);
        if let Some(code) = near(tokens, after).or(unit).and_then(money) {
            return Some((Value::Amount(code, (value * scale).normalize()), at, after + 1));
        }
        // "2. Sponsors": the number of a line.
        let follows = tokens.get(1).is_some_and(|next| next.gap == Gap::Stop && next.kind == Kind::Word);
        if at == 0 && token.span.start == 0 && follows && token.text.len() <= 2 {
            return None;
        }
        if before.is_some_and(|b| token.gap != Gap::Other && vocabulary::names_a_place(&b.word)) {
            return None;
        }
        let (noun, next) = counted_noun(tokens, at + 1);
        return Some((Value::Count(value, noun), at, next));
    }
    let (value, last) = spelt(tokens, at)?;
    if let Some(next) = percent(tokens, last) {
        return Some((Value::Percent(value), at, next));
    }
    let (noun, next) = counted_noun(tokens, last);
    // "The two differ": a word that counts nothing is no figure.
    (!noun.is_empty()).then_some((Value::Count(value, noun), at, next))
}

/// "November 3, 2026", "November 2026", "November 3".
fn month_first(tokens: &[Token<'_>], at: usize) -> Option<(Value, usize)> {
    let month = vocabulary::month(tokens[at].text)?;
    let first = whole(near(tokens, at + 1)?)?;
    if let Some(year) = year(first) {
        return Some((Value::Date(Some(year), month, None), at + 2));
    }
    let day = day(first)?;
    let stated = tokens.get(at + 2).filter(|token| matches!(token.gap, Gap::Space | Gap::Stop));
    match stated.and_then(whole).and_then(year) {
        Some(year) => Some((Value::Date(Some(year), month, Some(day)), at + 3)),
        None => Some((Value::Date(None, month, Some(day)), at + 2)),
    }
}

/// "3 November 2026", "3. November", "3 Nov".
fn day_first(tokens: &[Token<'_>], at: usize, value: Decimal) -> Option<(Value, usize)> {
    let name = tokens.get(at + 1).filter(|token| matches!(token.gap, Gap::Space | Gap::Stop))?;
    let (month, day) = (vocabulary::month(name.text)?, day(value)?);
    match near(tokens, at + 2).and_then(whole).and_then(year) {
        Some(year) => Some((Value::Date(Some(year), month, Some(day)), at + 3)),
        None => Some((Value::Date(None, month, Some(day)), at + 2)),
    }
}

/// "four of five", "one in ten", "3 out of 4", "three quarters".
fn part(tokens: &[Token<'_>], at: usize) -> Option<(Value, usize)> {
    let number = |token: &Token<'_>| match token.kind {
        Kind::Number(value) => value.is_integer().then_some(value),
        Kind::Word if is_one(&token.word) => Some(Decimal::ONE),
        _ => number_word(token),
    };
    let some = number(&tokens[at])?;
    let next = near(tokens, at + 1)?;
    let several = !is_one(&tokens[at].word);
    if let Some(parts) = vocabulary::fraction(&next.word).filter(|_| several) {
        return Some((Value::Part(some, parts.into()), at + 2));
    }
    let after = phrase_end(tokens, at + 1, vocabulary::out_of())?;
    let whole = near(tokens, after).filter(|token| !is_one(&token.word))?;
    let whole = number(whole).filter(|whole| *whole > some && *whole <= Decimal::ONE_HUNDRED)?;
    Some((Value::Part(some, whole), after + 1))
}

/// A number in words, and the token behind it.
fn spelt(tokens: &[Token<'_>], at: usize) -> Option<(Decimal, usize)> {
    if is_stated_one(&tokens[at].word) {
        let unit = near(tokens, at + 1).filter(|token| unit_of_time(&token.word).is_some());
        return unit.map(|_| (Decimal::ONE, at + 1));
    }
    let value = number_word(&tokens[at])?;
    let more = tokens.get(at + 1).filter(|token| token.gap == Gap::Hyphen);
    let more = more
        .and_then(|token| if is_stated_one(&token.word) { Some(Decimal::ONE) } else { number_word(token) });
    match more.filter(|more| value >= 20.into() && *more < Decimal::TEN) {
        Some(more) => Some((value + more, at + 2)),
        None => Some((value, at + 1)),
    }
}

/// What is counted from a token on, and the token behind it.
fn counted_noun(tokens: &[Token<'_>], at: usize) -> (String, usize) {
    let close = |at: usize| tokens.get(at).filter(|token| matches!(token.gap, Gap::Space | Gap::Hyphen));
    let Some(word) = close(at).filter(|token| token.kind == Kind::Word) else { return (String::new(), at) };
    if word.text.contains(|c: char| c.is_ascii_digit()) || number_word(word).is_some() {
        return (String::new(), at);
    }
    let name = &*word.word;
    let unit = close(at + 1).and_then(|token| unit_of_time(&token.word));
    if let Some((kind, unit)) = kind_of_time(name).zip(unit) {
        return (format!("{kind}{unit}"), at + 2);
    }
    match unit_of_time(name) {
        Some(unit) => (unit.to_owned(), at + 1),
        None => {
            let noun = counted(name);
            let next = if noun.is_empty() { at } else { at + 1 };
            (noun, next)
        }
    }
}

/// The token behind a sign or word for percent.
fn percent(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    if near(tokens, at)?.kind == Kind::Percent {
        return Some(at + 1);
    }
    phrase_end(tokens, at, vocabulary::percent())
}

/// The token behind the one of these phrases that starts at a token.
fn phrase_end(tokens: &[Token<'_>], at: usize, phrases: &[&str]) -> Option<usize> {
    let end = |phrase: &&str| {
        let mut next = at;
        for word in phrase.split(' ') {
            near(tokens, next).filter(|token| token.word == word)?;
            next += 1;
        }
        Some(next)
    };
    phrases.iter().find_map(end)
}

/// What an amount is multiplied by, and the token behind it.
fn scaled(tokens: &[Token<'_>], at: usize) -> (Decimal, usize) {
    match near(tokens, at).and_then(|token| vocabulary::scale(&token.word)) {
        Some(scale) => (scale.into(), at + 1),
        None => (Decimal::ONE, at),
    }
}

/// The currency a token names.
fn money(token: &Token<'_>) -> Option<String> {
    match token.kind {
        Kind::Money => Some(match token.text {
            "€" => "EUR".to_owned(),
            "£" => "GBP".to_owned(),
            other => other.to_owned(),
        }),
        Kind::Word if token.text.len() == 3 && token.text.chars().all(|c| c.is_ascii_uppercase()) => {
            Currency::from_code(token.text).map(|_| token.text.to_owned())
        }
        Kind::Word => vocabulary::currency(&token.word).map(str::to_owned),
        _ => None,
    }
}

/// A token directly after the one before.
fn near<'t, 'a>(tokens: &'t [Token<'a>], at: usize) -> Option<&'t Token<'a>> {
    tokens.get(at).filter(|token| matches!(token.gap, Gap::None | Gap::Space))
}

fn number_word(token: &Token<'_>) -> Option<Decimal> {
    (token.kind == Kind::Word).then(|| word_lists::number(&token.word)).flatten().map(Decimal::from)
}

fn whole(token: &Token<'_>) -> Option<Decimal> {
    match token.kind {
        Kind::Number(value) => value.is_integer().then_some(value),
        _ => None,
    }
}

fn day(value: Decimal) -> Option<i8> {
    i8::try_from(value).ok().filter(|day| value.is_integer() && (1..=31).contains(day))
}

fn year(value: Decimal) -> Option<i16> {
    i16::try_from(value).ok().filter(|year| (1900..=2199).contains(year))
}
