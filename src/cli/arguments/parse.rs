//! From what was typed to values.

use std::ops::RangeInclusive;

use clap::builder::{PossibleValuesParser, TypedValueParser};

use rust_decimal::Decimal;

use bidwright_model::deal::ITERATIONS;
use bidwright_service::pipeline::{Format, Output};

/// Those made by default, by their words.
pub(super) fn default_outputs() -> [&'static str; 3] {
    Output::DEFAULT.map(Output::word)
}

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

/// How many deliveries may be simulated, as clap counts.
pub(super) fn iterations() -> RangeInclusive<i64> {
    i64::from(*ITERATIONS.start())..=i64::from(*ITERATIONS.end())
}
