//! From what was typed to values.

use clap::builder::{PossibleValuesParser, TypedValueParser};

use rust_decimal::Decimal;

use bidwright_service::pipeline::{Format, Output};

/// `proposal`, `sow`, ...
pub(super) fn outputs() -> impl TypedValueParser<Value = Output> {
    PossibleValuesParser::new(Output::all().map(Output::word))
        .map(|name| Output::all().find(|output| output.word() == name).expect("one of them"))
}

/// `pdf`, `md`, ...
pub(super) fn formats() -> impl TypedValueParser<Value = Format> {
    let all = Format::ALL;
    PossibleValuesParser::new(all.map(|(name, _)| name))
        .map(move |name| all.iter().find(|(known, _)| *known == name).expect("one of them").1)
}

/// `12.5`.
pub(super) fn days(text: &str) -> Result<Decimal, String> {
    text.parse::<Decimal>().map_err(|error| error.to_string())
}

/// A name or the like: something, on one line.
pub(super) fn one_line(text: &str) -> Result<String, String> {
    match text.trim() {
        "" => Err("it is empty".to_owned()),
        text if text.chars().any(char::is_control) => Err("it must be one line of text".to_owned()),
        text if text.chars().count() > 200 => Err("it has more than 200 characters".to_owned()),
        text => Ok(text.to_owned()),
    }
}

/// Longest note of an approval, in characters.
const LONGEST_NOTE: usize = 2_000;

/// The note of an approval.
pub(super) fn note(text: &str) -> Result<String, String> {
    match text.chars().count() {
        length if length > LONGEST_NOTE => Err(format!("it has {length} characters; at most {LONGEST_NOTE}")),
        _ => Ok(text.trim().to_owned()),
    }
}
