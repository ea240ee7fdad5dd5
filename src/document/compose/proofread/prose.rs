//! Checks the claims of a finished document sentence by sentence (MODEL 15, traps 18 and 19).
//!
//! Values were checked where they were written, in the deal and in the methodology. Here it is what a template
//! says, alone or around a value.

use std::ops::Range;

use super::words::words_of;
use crate::compose::template::{Engine, Origin};
use crate::tree::walk;
use crate::tree::{Block, Inline};
use bidwright_base::diag::{Code, Diags};
use bidwright_base::source::Place;
use bidwright_base::words;
use bidwright_input::claim_lint::lint;

/// Pushes a finding for each such claim that a template makes.
pub(crate) fn check(blocks: &mut Vec<Block>, engine: &Engine, diags: &mut Diags) {
    let mut reported: Vec<(Code, Place)> = Vec::new();
    walk::inline_lists(blocks, &mut |content: &mut Vec<Inline>| {
        let text = walk::plain(content);
        for claim in lint(&text) {
            let Some(place) = place(engine, &text, claim.span) else { continue };
            if !reported.contains(&(claim.finding.code, place)) {
                reported.push((claim.finding.code, place));
                diags.push(claim.finding.at(place));
            }
        }
    });
}

/// Where a template has the phrase: the words themselves, or those before the number and then a value.
fn place(engine: &Engine, text: &str, span: Range<usize>) -> Option<Place> {
    let claimed = words::split(&text[span.clone()]);
    let number = text[span.clone()].find(|c: char| c.is_ascii_digit()).unwrap_or(0);
    let before = words::split(&text[..span.start + number]);
    let before = &before[before.len().saturating_sub(4)..];
    engine.origins().find_map(|origin| {
        let runs = words_of(&origin.text);
        let verbatim = find(&runs, &claimed).map(|span| origin.place(span));
        verbatim.or_else(|| around_a_value(origin, &runs, before))
    })
}

/// The last words before a value that is printed: four of them, or three, or all there are. Fewer would be
/// found before some other value as well.
fn around_a_value(origin: &Origin, runs: &[(Range<usize>, String)], before: &[String]) -> Option<Place> {
    (before.len().clamp(1, 3)..=before.len()).rev().find_map(|count| {
        let before = &before[before.len() - count..];
        let starts = (0..runs.len()).filter(|at| is_at(runs, *at, before));
        let ends = starts.map(|at| (runs[at].0.start, runs[at + count - 1].0.end));
        let mut printed = ends.filter(|(_, end)| is_value(&origin.text[*end..]));
        printed.next().map(|(start, end)| origin.place(start..end))
    })
}

/// Whether a value is printed before the next word.
fn is_value(after: &str) -> bool {
    after.find(|c: char| c.is_alphanumeric()).is_some_and(|word| after[..word].contains("{{"))
}

fn find(runs: &[(Range<usize>, String)], wanted: &[String]) -> Option<Range<usize>> {
    let at = (0..runs.len()).find(|at| is_at(runs, *at, wanted))?;
    Some(runs[at].0.start..runs[at + wanted.len() - 1].0.end)
}

fn is_at(runs: &[(Range<usize>, String)], at: usize, wanted: &[String]) -> bool {
    let here = runs[at..].iter().map(|(_, word)| word);
    !wanted.is_empty() && runs.len() - at >= wanted.len() && here.zip(wanted).all(|(one, other)| one == other)
}
