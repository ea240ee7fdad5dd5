//! Texts that reach the customer, looked through for what they must not claim (MODEL 15, traps 18 and 19).

use std::ops::Range;

use toml::Spanned;
use toml::de::DeValue;

use super::parse;
use super::project::Project;
use super::read::FindingSink;
use crate::claim_lint::lint;
use bidwright_base::source::{FileId, Place};

/// Each such claim in the texts of a TOML file, at its words. Comments are not checked.
pub(super) fn check(project: &Project, file: FileId, sink: &FindingSink) {
    let text = &project.sources[file].text;
    let Some(table) = parse::quietly(text) else { return };
    for value in table.values() {
        each(value, &mut |span| {
            // As written, quotes included: an escape more or less moves no word.
            for claim in lint(text.get(span.clone()).unwrap_or_default()) {
                let place = span.start + claim.span.start..span.start + claim.span.end;
                sink.push(claim.finding.at(Place::new(file, place)));
            }
        });
    }
}

/// The span of every text in a value.
fn each(value: &Spanned<DeValue<'_>>, visit: &mut impl FnMut(Range<usize>)) {
    match value.get_ref() {
        DeValue::String(_) => visit(value.span()),
        DeValue::Array(list) => list.iter().for_each(|value| each(value, visit)),
        DeValue::Table(table) => table.values().for_each(|value| each(value, visit)),
        _ => {}
    }
}
