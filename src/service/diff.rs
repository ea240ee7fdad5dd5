//! Diff: what changed between two deals or two revisions of one.

use super::{Findings, open, pipeline};
use bidwright_input::Files;
use pipeline::Compared;

/// The outcome of a comparison.
#[derive(Debug, Clone)]
pub struct Diffed {
    /// The two and their difference; `None` if either has errors.
    pub compared: Option<Compared>,
    /// The findings of each, the older one's first.
    pub findings: [Findings; 2],
}

/// Compares two deals, each in a workspace of its own.
///
/// ```
/// use bidwright_input::Files;
/// use bidwright_service::diff;
///
/// # let store = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/workspace.rs"));
/// let old = String::from_utf8(store.read("deal.toml").unwrap().unwrap()).unwrap();
/// let store = store.with("later.toml", old.replace("percent = 5", "percent = 8"));
/// let compared = diff((&store, "deal.toml"), (&store, "later.toml")).compared.expect("two deals");
/// assert!(compared.changes.iter().any(|change| change.field.contains("discount")));
/// ```
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
