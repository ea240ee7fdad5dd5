//! Figures that people state in their own words.

use std::borrow::Cow;
use std::ops::Range;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::finder::{Figure, Value, figures};
use bidwright_base::locale::Locale;

/// A figure in somebody's words.
pub(crate) struct Stated(pub(super) Figure);

/// Every figure of a text, however people write it: "64 000 euros", "55.000 EUR" in English, "03/15/2027" too.
pub(crate) fn stated(text: &str, locale: Locale) -> Vec<Stated> {
    let joined = groups_joined(text);
    let mut found = figures(&joined, locale);
    for figure in &mut found {
        let written = &joined[figure.numbers.first().cloned().unwrap_or_default()];
        let in_thousands = written.split_once(['.', ',']).is_some_and(|(_, rest)| rest.len() == 3);
        if let Value::Amount(_, number) = &mut figure.value
            && in_thousands
            && *number < Decimal::ONE_THOUSAND
        {
            *number = (*number * Decimal::ONE_THOUSAND).normalize();
        }
    }
    found.extend(slashed_days(text));
    found.sort_by_key(|figure| figure.span.start);
    found.into_iter().map(Stated).collect()
}

/// With a sign that groups digits for each blank that does: as long as the text.
fn groups_joined(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let digits = |at: usize| bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut blanks = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let length = digits(at);
        if length == 0 {
            at += 1;
            continue;
        }
        let mut end = at + length;
        while length <= 3 && bytes.get(end) == Some(&b' ') && digits(end + 1) == 3 {
            blanks.push(end);
            end += 4;
        }
        at = end;
    }
    if blanks.is_empty() {
        return text.into();
    }
    let joined = text.char_indices().map(|(at, c)| if blanks.contains(&at) { '\'' } else { c });
    joined.collect::<String>().into()
}

/// "03/15/2027" and "15/03/2027": days in digits that can be read in one way only.
fn slashed_days(text: &str) -> impl Iterator<Item = Figure> + '_ {
    let of_day = |c: char| c.is_ascii_digit() || c == '/';
    let starts = text.char_indices().filter(move |(at, c)| {
        c.is_ascii_digit() && !text[..*at].ends_with(|c: char| c.is_alphanumeric() || c == '/')
    });
    starts.filter_map(move |(at, _)| {
        let written = text[at..].split(|c| !of_day(c)).next()?;
        let parts: Vec<i16> = written.split('/').map(|part| part.parse().ok()).collect::<Option<_>>()?;
        let [first, second, year @ 1900..=2199] = parts[..] else { return None };
        let (month, day) = match (first, second) {
            (month @ 1..=12, day @ 13..=31) | (day @ 13..=31, month @ 1..=12) => (month, day),
            (same @ 1..=12, other) if same == other => (same, other),
            _ => return None,
        };
        let value = Value::Date(Some(year), i8::try_from(month).ok()?, Some(i8::try_from(day).ok()?));
        let span = at..at + written.len();
        Some(Figure { numbers: vec![span.clone()], span, value })
    })
}

impl Stated {
    /// Its bytes.
    pub(crate) fn span(&self) -> Range<usize> {
        self.0.span.clone()
    }

    /// Whether it is money.
    pub(crate) fn is_amount(&self) -> bool {
        matches!(self.0.value, Value::Amount(..))
    }

    /// Whether it is a day of a month, or a month of a year.
    pub(crate) fn is_date(&self) -> bool {
        matches!(self.0.value, Value::Date(_, _, Some(_)) | Value::Date(Some(_), ..))
    }

    /// Whether it is a day or month, its year included, before another day.
    pub(crate) fn is_before(&self, other: Date) -> bool {
        match self.0.value {
            Value::Date(Some(year), month, day) => {
                (year, month, day.unwrap_or(other.day())) < (other.year(), other.month(), other.day())
            }
            _ => false,
        }
    }

    /// Whether it is a share of a hundred.
    pub(crate) fn is_percent(&self) -> bool {
        matches!(self.0.value, Value::Percent(_))
    }
}
