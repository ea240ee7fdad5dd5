//! The figures a document may hold: what the view has, what blocks made of the model, and what templates
//! printed of it.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::Stated;
use super::finder::{Value, figures};
use super::texts;
use crate::compose::table_builder;
use crate::compose::template::{Printed, escape};
use crate::tree::walk;
use crate::tree::{Block, Figure, Table};
use bidwright_base::locale::Locale;

/// From here on a number is known by its value, whatever it counts: tables print amounts and numbers of runs
/// without their units.
const DISTINCTIVE: Decimal = Decimal::ONE_HUNDRED;

/// What is rounded is off by no more than one part in so many.
const ROUNDED_AT_MOST: Decimal = Decimal::from_parts(20, 0, 0, false, 0);

/// Figures with a source.
#[derive(Debug)]
pub(crate) struct Known {
    locale: Locale,
    exact: BTreeSet<Value>,
    /// Of amounts and of distinctive counts.
    numbers: BTreeSet<Decimal>,
}

impl Known {
    /// Those of a view, which is a map of plain values.
    pub(crate) fn of_view(view: &tera::Value, locale: Locale) -> Known {
        let mut known = Known { locale, exact: BTreeSet::new(), numbers: BTreeSet::new() };
        known.view(view);
        known
    }

    fn view(&mut self, value: &tera::Value) {
        if let Some(text) = value.as_str() {
            for figure in figures(text, self.locale) {
                // A bare 5 among the terms may be of anything; what a template prints it as is taken in there.
                let bare =
                    matches!(&figure.value, Value::Count(n, thing) if thing.is_empty() && *n < DISTINCTIVE);
                if !bare {
                    self.add(figure.value);
                }
            }
        } else if let Some(map) = value.as_map() {
            map.values().for_each(|value| self.view(value));
        } else if let Some(list) = value.as_array() {
            list.iter().for_each(|value| self.view(value));
        }
    }

    /// Takes in the figures of which every number was printed from the model.
    pub(crate) fn printed(&mut self, printed: &Printed) {
        let (text, from) = plain(printed);
        for figure in figures(&text, self.locale) {
            let mut bytes = figure.numbers.iter().flat_map(|number| from[number.clone()].iter());
            if bytes.all(|printed| *printed) {
                self.add(figure.value);
            }
        }
    }

    /// Takes in what a typed block made; a caption is the template's own.
    pub(crate) fn made(&mut self, blocks: &[Block], options: &table_builder::Options) {
        let Some(caption) = &options.caption else {
            return texts::each(blocks, &mut |text| self.text(text));
        };
        let own = walk::plain(caption);
        for block in blocks {
            let block = match block {
                Block::Table(table) => Block::Table(Table { caption: Vec::new(), ..table.clone() }),
                Block::Figure(figure) => Block::Figure(Figure {
                    caption: Vec::new(),
                    alt: figure.alt.replacen(&own, "", 1),
                    ..figure.clone()
                }),
                other => other.clone(),
            };
            texts::each(std::slice::from_ref(&block), &mut |text| self.text(text));
        }
    }

    fn text(&mut self, text: &str) {
        figures(text, self.locale).into_iter().for_each(|figure| self.add(figure.value));
    }

    fn add(&mut self, value: Value) {
        match &value {
            Value::Amount(_, number) => {
                self.numbers.insert(*number);
            }
            Value::Count(number, _) if *number >= DISTINCTIVE => {
                self.numbers.insert(*number);
            }
            // A day is known by its month and its year too.
            Value::Date(year, month, Some(day)) => {
                self.exact.insert(Value::Date(*year, *month, None));
                self.exact.insert(Value::Date(None, *month, Some(*day)));
                self.numbers.extend(year.map(Decimal::from));
            }
            _ => {}
        }
        self.exact.insert(value);
    }

    /// Whether a figure has a source.
    pub(super) fn knows(&self, value: &Value) -> bool {
        self.exact.contains(value)
            || match value {
                Value::Amount(_, number) => self.numbers.contains(number),
                Value::Count(number, thing) => {
                    let of_time =
                        ["hour", "day", "week", "month", "year"].iter().any(|time| thing.ends_with(time));
                    *number >= DISTINCTIVE && !of_time && self.numbers.contains(number)
                }
                _ => false,
            }
    }

    /// Whether somebody's figure has a source.
    pub(crate) fn has(&self, one: &Stated) -> bool {
        self.knows(&one.0.value)
    }

    /// Those of a few texts of the view.
    pub(crate) fn of_texts<'t>(texts: impl IntoIterator<Item = &'t str>, locale: Locale) -> Known {
        let mut known = Known { locale, exact: BTreeSet::new(), numbers: BTreeSet::new() };
        texts.into_iter().for_each(|text| known.text(text));
        known
    }

    /// Takes in those of a part of the view.
    pub(crate) fn and_of(mut self, part: &impl serde::Serialize) -> Known {
        self.view(&tera::Value::from_serializable(part));
        self
    }

    /// Whether somebody's amount is one with a source, or such a one rounded.
    pub(crate) fn has_about(&self, one: &Stated) -> bool {
        let Value::Amount(_, stated) = one.0.value else { return self.has(one) };
        // The last digit that is not 0 tells how far it was rounded; cents are not rounded to.
        let mut unit = Decimal::ONE;
        while unit < stated && (stated % (unit * Decimal::TEN)).is_zero() {
            unit *= Decimal::TEN;
        }
        let near = |known: &Decimal| {
            let off = (*known - stated).abs();
            off * Decimal::TWO <= unit && off * ROUNDED_AT_MOST <= *known
        };
        self.has(one) || stated.is_integer() && unit > Decimal::ONE && self.numbers.iter().any(near)
    }

    /// In which language its texts are read.
    pub(super) fn locale(&self) -> Locale {
        self.locale
    }
}

/// Markdown as the words it will be, and for each byte of them whether the model printed it. Emphasis and
/// links fall away, so that a figure is beside its unit.
fn plain(printed: &Printed) -> (String, Vec<bool>) {
    let text = printed.text.as_str();
    let mut out = String::with_capacity(text.len());
    let mut from = Vec::with_capacity(text.len());
    let mut values = printed.values.iter().peekable();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        while values.peek().is_some_and(|value| value.end <= at) {
            values.next();
        }
        let of_model = values.peek().is_some_and(|value| value.start <= at);
        let rest = &text[at..];
        let skipped = match c {
            _ if of_model => None,
            '*' | '_' | '`' | '~' | '\\' => Some(1),
            '[' if rest.starts_with("[^") => rest.find(']').map(|end| end + 1),
            '[' => Some(1),
            ']' if rest.starts_with("](") => rest.find(')').map(|end| end + 1),
            _ => None,
        };
        if let Some(skipped) = skipped {
            at += skipped;
            continue;
        }
        let (word, length) = match rest.strip_prefix("&nbsp;") {
            Some(_) => (" ".into(), "&nbsp;".len()),
            None => (escape::unescape(&rest[..c.len_utf8()]), c.len_utf8()),
        };
        out.push_str(&word);
        from.resize(out.len(), of_model);
        at += length;
    }
    (out, from)
}
