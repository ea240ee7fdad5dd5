//! A text as words, numbers and signs, with the text between them.

use std::borrow::Cow;
use std::ops::Range;

use rust_decimal::Decimal;

use super::vocabulary;
use bidwright_base::locale::Locale;
use bidwright_base::word_lists;

/// A word, a number or a sign.
#[derive(Debug, Clone)]
pub(super) struct Token<'t> {
    /// As written.
    pub(super) text: &'t str,
    /// In lower case.
    pub(super) word: Cow<'t, str>,
    /// Where.
    pub(super) span: Range<usize>,
    /// What it is.
    pub(super) kind: Kind,
    /// What parts it from the one before.
    pub(super) gap: Gap,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters, or letters and digits: a name of something.
    Word,
    /// Digits with their separators.
    Number(Decimal),
    /// A day in digits: year, month, day.
    Day(i16, i8, i8),
    /// `%`.
    Percent,
    /// A sign of money.
    Money,
}

/// What parts two tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// Nothing.
    None,
    /// White space within a paragraph.
    Space,
    /// A hyphen that joins.
    Hyphen,
    /// A comma or a full stop, and white space.
    Stop,
    /// Anything else.
    Other,
}

/// The tokens of a text whose numbers are set as in `locale`.
pub(super) fn tokens(text: &str, locale: Locale) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let (length, kind) = match c {
            '%' => (1, Kind::Percent),
            '€' | '$' | '£' | '¥' => (c.len_utf8(), Kind::Money),
            _ if c.is_ascii_digit() => number(&text[at..], locale),
            _ if c.is_alphanumeric() => (run(&text[at..]), Kind::Word),
            _ => {
                at += c.len_utf8();
                continue;
            }
        };
        let before = tokens.last().map_or(0, |token| token.span.end);
        let between = &text[before..at];
        // What is joined to a name is part of the name: Q-2026-0047, ISO/IEC 27001.
        let joined = match between {
            "" | " " => false,
            "-" => tokens
                .last()
                .is_some_and(|last| last.kind == Kind::Word && word_lists::number(&last.word).is_none()),
            "." | ":" | "/" | "_" | "@" | "#" | "&" => !tokens.is_empty(),
            _ => between.ends_with(['_', '#', '@', '/']),
        };
        // 09:30 and 24/7 are a time and a saying.
        if let Some(last) = tokens.last_mut().filter(|_| matches!(between, ":" | "/"))
            && matches!((last.kind, kind), (Kind::Number(_), Kind::Number(_)))
        {
            last.kind = Kind::Word;
        }
        let kind = if joined && matches!(kind, Kind::Number(_)) { Kind::Word } else { kind };
        let written = &text[at..at + length];
        tokens.push(Token {
            text: written,
            word: lower_case(written),
            span: at..at + length,
            kind,
            gap: gap(between),
        });
        at += length;
    }
    tokens
}

/// Letters and digits up to what is neither.
fn run(text: &str) -> usize {
    text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len())
}

fn gap(between: &str) -> Gap {
    // A minus belongs to its number.
    let between = between.strip_suffix(['\u{2212}', '±']).unwrap_or(between);
    let blank = |text: &str| text.chars().all(char::is_whitespace) && text.matches('\n').count() < 2;
    match between {
        "" => Gap::None,
        "-" | "\u{2011}" => Gap::Hyphen,
        _ if blank(between) => Gap::Space,
        _ if between.strip_prefix(['.', ',']).is_some_and(blank) => Gap::Stop,
        _ => Gap::Other,
    }
}

/// The length of what starts with a digit, and what it is.
fn number(text: &str, locale: Locale) -> (usize, Kind) {
    if let Some((length, day)) = day(text) {
        return (length, day);
    }
    let mut end = 0;
    let digits = |from: usize| text[from..].bytes().take_while(u8::is_ascii_digit).count();
    loop {
        end += digits(end);
        let Some(separator) = text[end..].chars().next() else { break };
        let next = end + separator.len_utf8();
        let group = digits(next);
        let joins = match separator {
            '.' | ',' | '\'' | '\u{2019}' => group > 0,
            // French and Swiss group by thin spaces.
            '\u{202f}' | '\u{2009}' | '\u{a0}' => group == 3,
            _ => false,
        };
        if !joins {
            break;
        }
        end = next;
    }
    // "3rd", "24h" and "2x" are names of something; 50k is money if its currency is beside it.
    let tail = run(&text[end..]);
    if tail > 0 {
        return match value(&text[..end], locale).zip(vocabulary::scale(&lower_case(&text[end..end + tail]))) {
            Some((value, _)) => (end, Kind::Number(value)),
            None => (end + tail, Kind::Word),
        };
    }
    (end, value(&text[..end], locale).map_or(Kind::Word, Kind::Number))
}

/// 2026-11-23 and 23.11.2026.
fn day(text: &str) -> Option<(usize, Kind)> {
    let length = text.find(|c: char| !c.is_ascii_digit() && !matches!(c, '-' | '.')).unwrap_or(text.len());
    let written = text[..length].trim_end_matches(['.', '-']);
    let joined = text[written.len()..].starts_with(|c: char| c.is_alphanumeric());
    let parts: Vec<&str> = written.split(['.', '-']).collect();
    let [first, month, last] = parts[..] else { return None };
    let (year, day) = match (written.contains('-'), first.len(), last.len()) {
        (true, 4, 2) => (first, last),
        (false, 1 | 2, 4) => (last, first),
        _ => return None,
    };
    let (year, month, day) = (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    let real = (1..=12).contains(&month) && (1..=31).contains(&day) && !joined;
    real.then_some((written.len(), Kind::Day(year, month, day)))
}

/// The value of digits and separators, by the locale's signs or else by those of the others; `None` for what is no number, as 0.1.0.
fn value(written: &str, locale: Locale) -> Option<Decimal> {
    let plain: String =
        written.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\'' | '\u{2019}')).collect();
    let (thousands, point) = if locale == Locale::German { ('.', ',') } else { (',', '.') };
    read(&plain, thousands, point).or_else(|| read(&plain, point, thousands))
}

/// Whether digits stand in groups as somebody writes them: 1,234,567 or, in India, 12,34,567.
fn grouped(groups: &[&str]) -> bool {
    let sizes: Vec<usize> = groups.iter().map(|group| group.len()).collect();
    match sizes.as_slice() {
        [] | [0, ..] => false,
        [_] => true,
        [first, rest @ .., last] => {
            let in_groups_of = |size: usize| *first <= size && rest.iter().all(|one| *one == size);
            *last == 3 && (in_groups_of(3) || in_groups_of(2))
        }
    }
}

fn read(plain: &str, thousands: char, point: char) -> Option<Decimal> {
    let (whole, decimals) = plain.split_once(point).unwrap_or((plain, ""));
    let groups: Vec<&str> = whole.split(thousands).collect();
    if !grouped(&groups) || decimals.contains([thousands, point]) {
        return None;
    }
    let whole = groups.concat();
    let number = if decimals.is_empty() { whole } else { format!("{whole}.{decimals}") };
    number.parse::<Decimal>().ok().map(|number| number.normalize())
}

/// In lower case.
fn lower_case(word: &str) -> Cow<'_, str> {
    if word.chars().any(char::is_uppercase) { word.to_lowercase().into() } else { word.into() }
}
