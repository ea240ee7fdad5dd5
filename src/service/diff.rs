//! Diff: what changed between two deals or two revisions of one.

use super::{Findings, open, pipeline};
use bidwright_input::Files;
use pipeline::Compared;

/// What came of a comparison.
#[derive(Debug, Clone)]
pub struct Diffed {
    /// The two and their difference; `None` where findings stand in its way.
    pub compared: Option<Compared>,
    /// The findings of each, the older one's first.
    pub findings: [Findings; 2],
}

/// Compares two deals, each in a workspace of its own.
pub fn diff<F: Files + ?Sized>((old, before): (&F, &str), (new, after): (&F, &str)) -> Diffed {
    let (before, mut wrong_before) = open(old, before);
    let (after, mut wrong_after) = open(new, after);
    let compared = pipeline::compare([&before, &after], [&mut wrong_before, &mut wrong_after]);
    let findings = [
        Findings { sources: before.sources, diags: wrong_before },
        Findings { sources: after.sources, diags: wrong_after },
    ];
    Diffed { compared, findings }
}
