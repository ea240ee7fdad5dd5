//! Figures that people state in their own words.

use std::ops::Range;

use jiff::civil::Date;

use super::finder::{Figure, Value, figures};
use bidwright_base::locale::Locale;

/// A figure in somebody's words.
pub(crate) struct Stated(pub(super) Figure);

/// Every figure of a text.
pub(crate) fn stated(text: &str, locale: Locale) -> Vec<Stated> {
    figures(text, locale).into_iter().map(Stated).collect()
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

    /// Whether it is a day of a month.
    pub(crate) fn is_date(&self) -> bool {
        matches!(self.0.value, Value::Date(_, _, Some(_)))
    }

    /// Whether it is a day, its year included, before another.
    pub(crate) fn is_before(&self, other: Date) -> bool {
        let Value::Date(Some(year), month, Some(day)) = self.0.value else { return false };
        (year, month, day) < (other.year(), other.month(), other.day())
    }

    /// Whether it is a share of a hundred.
    pub(crate) fn is_percent(&self) -> bool {
        matches!(self.0.value, Value::Percent(_))
    }

    /// Whether it is the same value.
    pub(crate) fn is(&self, other: &Stated) -> bool {
        self.0.value == other.0.value
    }
}
