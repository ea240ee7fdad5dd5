//! From text to a TOML table with a place for every value.

use std::borrow::Cow;

use toml::de::{DeTable, Error};

use super::read::FindingSink;
use bidwright_base::diag::{Code, Diagnostic};
use bidwright_base::source::{FileId, Place};

/// Parses a text, or says where it is no TOML. Other findings in such a file would only follow from
/// that, so there are none.
pub(super) fn toml<'s>(file: FileId, text: &'s str, sink: &FindingSink) -> Option<DeTable<'s>> {
    match DeTable::parse(text) {
        Ok(table) => Some(table.into_inner()),
        Err(first) => {
            for error in errors(text, first) {
                sink.push(finding(file, text, &error));
            }
            None
        }
    }
}

/// Parses a text whose findings are another's matter.
pub(super) fn quietly(text: &str) -> Option<DeTable<'_>> {
    DeTable::parse(text).ok().map(toml::Spanned::into_inner)
}

/// All syntax errors of a small file, up to ten; the first of a large one.
fn errors(text: &str, first: Error) -> Vec<Error> {
    if text.len() > 256 * 1024 {
        return vec![first];
    }
    let (_, mut all) = DeTable::parse_recoverable(text);
    // One slip often gives two errors at one place, or one on each of the next characters.
    all.dedup_by_key(|error| error.span().map(|span| line_of(text, span.start)));
    if is_something_else(text, all.len()) {
        return vec![first];
    }
    all.truncate(10);
    all
}

/// Whether most lines with words are no TOML: then it is a letter or a table, and not a file with slips.
fn is_something_else(text: &str, wrong: usize) -> bool {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).count();
    wrong > 2 && 2 * wrong > lines
}

fn line_of(text: &str, at: usize) -> usize {
    text.as_bytes()[..at.min(text.len())].iter().filter(|b| **b == b'\n').count()
}

fn finding(file: FileId, text: &str, error: &Error) -> Diagnostic {
    let span = error.span().unwrap_or(0..0);
    let start = text.floor_char_boundary(span.start.min(text.len()));
    let place = Place::new(file, start..text.ceil_char_boundary(span.end.clamp(start, text.len())));
    let message = error.message();
    if message.contains("recursion") || message.contains("recurse") {
        let message = "lists or tables are nested too deep";
        return Diagnostic::error(Code::TooDeep, message).at(place).hint("80 levels are read");
    }
    if message == "duplicate key" {
        let key = text[place.span()].trim();
        let message = format!("`{}` is written twice", shorten(key));
        let hint = if text[..start].ends_with('[') {
            "a table may open once; rows are written with two brackets: `[[...]]`"
        } else {
            ""
        };
        return Diagnostic::error(Code::DuplicateKey, message).at(place).hint(hint);
    }
    let other = is_something_else(text, DeTable::parse_recoverable(text).1.len());
    let hint = if other {
        "a deal file is TOML: `bidwright init` writes one to begin with".to_owned()
    } else {
        hint(text, start)
    };
    Diagnostic::error(Code::BadToml, format!("this is not TOML: {message}")).at(place).hint(hint)
}

/// What people mean by the commonest slips.
fn hint(text: &str, at: usize) -> String {
    let line_start = text[..at].rfind('\n').map_or(0, |at| at + 1);
    let line = text[line_start..].lines().next().unwrap_or_default();
    let value = line.split_once('=').map_or("", |(_, value)| value.trim());
    let said = if let Some(day) = day(value) {
        return format!("write dates as year, month and day: `{day}`");
    } else if value.contains(['\u{201c}', '\u{201d}', '\u{2018}', '\u{2019}']) && !value.contains('"') {
        "use straight quotes: \"...\""
    } else if value.starts_with(|c: char| c.is_ascii_digit()) && value.contains(',') {
        "write thousands without a comma, or with `_`: 24_000"
    } else if value.starts_with(|c: char| c.is_alphabetic()) {
        "put texts in quotes: \"...\""
    } else {
        ""
    };
    said.to_owned()
}

/// A day in the order of Europe, `11.01.2027` or `11/1/2027`, as TOML has it. Where the second number can be no
/// month, the first is one.
fn day(value: &str) -> Option<String> {
    let written = value.split([' ', '#']).next()?.trim_matches(['"', '\'']);
    let parts: Vec<&str> = written.split(['.', '/']).collect();
    let [first, second, year] = parts[..] else { return None };
    let number = |part: &str| -> Option<u32> {
        (!part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| part.parse().ok())
            .flatten()
    };
    let (first, second) = (number(first)?, number(second)?);
    let year = number(year).filter(|_| year.len() == 4)?;
    let (month, day) = if second > 12 { (first, second) } else { (second, first) };
    ((1..=12).contains(&month) && (1..=31).contains(&day)).then(|| format!("{year}-{month:02}-{day:02}"))
}

fn shorten(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(60) {
        Some((at, _)) => format!("{}...", &text[..at]).into(),
        None => text.into(),
    }
}
