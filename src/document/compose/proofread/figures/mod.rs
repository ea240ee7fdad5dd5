//! Document equals model: every figure of a finished document is traced to the model or declared.
//!
//! A figure has a source where the view has it, where a typed block made it, or where a template printed it
//! with `{{ }}`; any other was typed and is a finding with its sentence. What is true by construction,
//! such as a period in a clause, is declared: by a template in `{# declares: 75%; one of two #}`, by a clause in
//! its front matter.

mod finder;
mod known;
mod stated;
#[cfg(test)]
mod tests;
pub(super) mod texts;
mod tokens;
mod typed;
mod vocabulary;

pub(crate) use known::Known;
pub(crate) use stated::{Stated, stated};
pub(crate) use typed::Typed;

use std::cell::OnceCell;
use std::ops::Range;

use super::words::sentence_around;
use crate::compose::template::Engine;
use crate::tree::Document;
use bidwright_base::diag::{Code, Diagnostic, Diags};
use bidwright_base::source::FileId;
use finder::{Value, figures};

/// Pushes a finding for each figure of a document that has no source. `main` is the file it was made from.
pub(crate) fn check(
    document: &Document,
    known: &Known,
    engine: &Engine,
    main: (&str, FileId),
    diags: &mut Diags,
) {
    let locale = known.locale();
    // Few documents have a figure to look for.
    let typed = OnceCell::new();
    let typed = || typed.get_or_init(|| Typed::new(engine, main, locale));
    let mut reported = Vec::new();
    texts::of(document, &mut |text| {
        for figure in figures(text, locale) {
            if known.knows(&figure.value) {
                continue;
            }
            let found = typed().find(text, figure.span.clone());
            if typed().declares(found.as_ref(), &figure.value) {
                continue;
            }
            let place = found.map_or_else(|| typed().near(text, figure.span.start), |found| found.place);
            if reported.contains(&(place, figure.value.clone())) {
                continue;
            }
            let (shown, sentence) = (one_line(&text[figure.span.clone()]), sentence(text, figure.span));
            let message = format!("`{shown}` is no figure of this offer: \"{sentence}\"");
            let hint = format!(
                "print it from the model{}, or declare what is always so: `{{# declares: {shown} #}}` in a template, \
                 `declares = [\"{shown}\"]` in a clause",
                example(&figure.value)
            );
            diags.push(Diagnostic::error(Code::StrayFigure, message).at(place).hint(hint));
            reported.push((place, figure.value));
        }
    });
}

/// A value of the view of this kind.
fn example(value: &Value) -> &'static str {
    match value {
        Value::Amount(..) => ", as in `{{ price.net }}`",
        Value::Date(..) => ", as in `{{ offer.finish }}`",
        Value::Percent(_) => ", as in `{{ success.joint }}`",
        Value::Count(_, thing) if thing == "week" || thing == "month" => ", as in `{{ offer.duration }}`",
        Value::Count(..) => ", as in `{{ deliverables | length }}`",
        Value::Part(..) => "",
    }
}

/// The sentence around a range of a text.
pub(crate) fn sentence(text: &str, span: Range<usize>) -> String {
    one_line(&text[sentence_around(text, span, &['.', '?', '!'])])
}

/// On one line, and a hard space is a space.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
