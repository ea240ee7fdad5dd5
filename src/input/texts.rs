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

/// Where people write prose in a deal: the table, and its keys. Objectives speak of the customer's own figures.
const PROSE: [(&str, &[&str]); 11] = [
    ("deal", &["title", "reason"]),
    ("customer", &["context"]),
    ("deliverable", &["name", "acceptance"]),
    ("work", &["name"]),
    ("option", &["name", "pitch"]),
    ("purchase", &["name"]),
    ("risk", &["name", "response", "early_sign"]),
    ("assumption", &["text"]),
    ("exclusion", &["text"]),
    ("dependency", &["text"]),
    ("payment", &["name"]),
];

/// What people wrote in the deal in sentences, each as its file has it, in file order.
#[must_use]
pub fn own_prose(project: &Project) -> Vec<(Place, &str)> {
    let file = project.deal;
    let text = &*project.sources[file].text;
    let Some(table) = parse::quietly(text) else { return Vec::new() };
    let mut spans = Vec::new();
    for (name, keys) in PROSE {
        let Some(value) = table.get(name) else { continue };
        let rows: Vec<&Spanned<DeValue<'_>>> = match value.get_ref() {
            DeValue::Array(rows) => rows.iter().collect(),
            _ => vec![value],
        };
        for row in rows.iter().filter_map(|row| row.get_ref().as_table()) {
            keys.iter()
                .filter_map(|key| row.get(*key))
                .for_each(|value| each(value, &mut |span| spans.push(span)));
        }
    }
    spans.sort_by_key(|span| span.start);
    let prose = spans.into_iter().filter_map(|span| Some((Place::new(file, span.clone()), text.get(span)?)));
    prose.collect()
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
