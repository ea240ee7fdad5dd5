//! Typography of words: straight quotes and hyphens become the quotes and dashes of the language, and a figure
//! keeps its unit on its line. Templates were set that way when they were read; here it is done for all words of
//! templates and of methodologies. Code, and what is somebody's own words, is left as written.

mod dashes;
mod spaces;
mod words;

use std::borrow::Cow;

use crate::compose::own_words;
use crate::tree::walk::inline_lists;
use crate::tree::{Block, Chart, Document, Inline};
use bidwright_base::locale::Locale;

/// Typesets every word of a document.
pub(crate) fn apply(document: &mut Document, locale: Locale) {
    let set = |text: &mut String| {
        let set = |typed: &str| match typeset(typed, locale) {
            Cow::Owned(better) => Some(better),
            Cow::Borrowed(_) => None,
        };
        if let Cow::Owned(better) = own_words::around(text, set) {
            *text = better;
        }
    };
    set(&mut document.meta.title);
    set(&mut document.meta.customer);
    if let Some(cover) = &mut document.cover {
        set(&mut cover.title);
        set(&mut cover.subtitle);
        cover.facts.iter_mut().for_each(|(_, value)| set(value));
    }
    for blocks in std::iter::once(&mut document.blocks).chain(&mut document.notes) {
        inline_lists(blocks, &mut |content| {
            for inline in content {
                if let Inline::Text(text) = inline {
                    set(text);
                }
            }
        });
        for block in blocks {
            match block {
                Block::KeyFigures(figures) => {
                    figures.iter_mut().flat_map(|one| [&mut one.value, &mut one.remark]).for_each(set);
                }
                Block::Signatures(parties) => {
                    for party in parties {
                        set(&mut party.party);
                        party.lines.iter_mut().for_each(|(_, value)| set(value));
                    }
                }
                Block::Figure(figure) => {
                    set(&mut figure.alt);
                    match &mut figure.chart {
                        Chart::Gantt(gantt) => gantt.rows.iter_mut().for_each(|row| set(&mut row.label)),
                        Chart::Waterfall(chart) => {
                            chart.steps.iter_mut().for_each(|step| set(&mut step.label))
                        }
                        Chart::Ranges(ranges) => ranges.rows.iter_mut().for_each(|row| set(&mut row.label)),
                        // Their words are made by code.
                        Chart::SCurve(_)
                        | Chart::Chances(_)
                        | Chart::Frontier(_)
                        | Chart::Payments(_)
                        | Chart::Heat(_) => {}
                    }
                }
                _ => {}
            }
        }
    }
}

/// The words as a typesetter has them.
fn typeset(text: &str, locale: Locale) -> Cow<'_, str> {
    if !text.contains([' ', '-', '\'', '"']) {
        return Cow::Borrowed(text);
    }
    if text.contains("  ") {
        return Cow::Owned(typeset(&single_spaced(text), locale).into_owned());
    }
    let set = spaces::kept_together(&dashes::dashed(&quoted(text, locale), locale), locale);
    if set == text { Cow::Borrowed(text) } else { Cow::Owned(set) }
}

/// Several spaces in a template are one.
fn single_spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if !(c == ' ' && out.ends_with(' ')) {
            out.push(c);
        }
    }
    out
}

/// Quotes and apostrophes of the language. A mark that could be feet or inches stays.
fn quoted(text: &str, locale: Locale) -> String {
    let [open, close, inner_open, inner_close] = locale.quotes();
    let mut out = String::with_capacity(text.len() + 8);
    let (mut in_double, mut in_single) = (false, false);
    let mut before: Option<char> = None;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let next = rest.peek().copied();
        let opens = before.is_none_or(|b| b.is_whitespace() || "([{–—/“„«".contains(b))
            && next.is_some_and(|n| !n.is_whitespace());
        let figure = before.is_some_and(|b| b.is_ascii_digit());
        let set = match c {
            '"' if in_double && !opens => {
                in_double = false;
                close
            }
            '"' if opens => {
                in_double = true;
                open
            }
            '"' if figure => '"',
            '"' => close,
            '\'' if before.is_some_and(char::is_alphanumeric) && next.is_some_and(char::is_alphabetic) => '’',
            '\'' if in_single && !opens => {
                in_single = false;
                inner_close
            }
            // '97 leaves something out.
            '\'' if opens && next.is_some_and(char::is_alphabetic) => {
                in_single = true;
                inner_open
            }
            '\'' if figure => '\'',
            '\'' => '’',
            _ => c,
        };
        out.push(set);
        before = Some(set);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn british(text: &str) -> String {
        typeset(text, Locale::British).replace('\u{a0}', "~")
    }

    #[test]
    fn quotes_are_those_of_the_language() {
        assert_eq!(british("Answer \"where is it?\" first"), "Answer “where is it?” first");
        assert_eq!(
            british("the society's, the users' and 'theirs'"),
            "the society’s, the users’ and ‘theirs’"
        );
        assert_eq!(typeset("sagt \"nein\" und geht's an", Locale::German), "sagt „nein“ und geht’s an");
        assert_eq!(typeset("nichts", Locale::Swiss), "nichts");
    }

    #[test]
    fn a_measure_in_feet_and_inches_stays() {
        assert_eq!(british("a 19\" rack, 6' deep"), "a 19\" rack, 6' deep");
        assert_eq!(british("since '97"), "since ’97");
    }

    #[test]
    fn quotes_dashes_and_spaces_are_set_together() {
        assert_eq!(british("\"10-16 pages\" - no. 5's"), "“10–16 pages” – no.~5’s");
    }
}
