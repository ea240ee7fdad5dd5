//! The front matter of a document: what stands on its cover and in its margins.
//!
//! ```toml
//! +++
//! title = "{{ offer.title }}"
//! kind = "Proposal"
//! subtitle = "Prepared for {{ customer.name }}"
//! footer = "Commercial in confidence"
//! [[fact]]
//! label = "Reference"
//! value = "{{ offer.reference }}"
//! +++
//! ```
//! Strings are templates. A fact whose value comes out empty is left out.

use serde::Deserialize;
use toml::Spanned;

use bidwright_base::diag::{Code, Diagnostic};
use bidwright_base::source::{FileId, Place};

/// The front matter as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Front {
    /// Of the document.
    pub(crate) title: Spanned<String>,
    /// What sort of document, for the kicker and the running head.
    pub(crate) kind: Spanned<String>,
    /// Under the title on the cover.
    pub(crate) subtitle: Option<Spanned<String>>,
    /// In the running footer.
    pub(crate) footer: Option<Spanned<String>>,
    /// Whether there is a cover.
    #[serde(default = "yes")]
    pub(crate) cover: bool,
    /// Whether there is a table of contents.
    #[serde(default = "yes")]
    pub(crate) contents: bool,
    /// At the foot of the cover.
    #[serde(default, rename = "fact")]
    pub(crate) facts: Vec<Fact>,
}

/// A line at the foot of the cover.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Fact {
    /// What it is.
    pub(crate) label: Spanned<String>,
    /// The fact.
    pub(crate) value: Spanned<String>,
}

fn yes() -> bool {
    true
}

const FENCE: &str = "+++";

/// Byte offset at which the text after the front matter starts; 0 without one.
pub(crate) fn body_start(text: &str) -> usize {
    match matter(text) {
        Some((_, end)) => end,
        None => 0,
    }
}

/// The TOML between the fences and the offset behind them.
fn matter(text: &str) -> Option<(&str, usize)> {
    let inner = text.strip_prefix(FENCE)?.strip_prefix(['\r', '\n'])?;
    let start = text.len() - inner.len();
    let close = text[start..].find("\n+++").map(|at| start + at)?;
    let after = close + 1 + FENCE.len();
    let end = text[after..].find('\n').map_or(text.len(), |at| after + at + 1);
    // The line feed before the closing fence belongs to the TOML.
    Some((&text[start..=close], end))
}

/// Reads the front matter of a main file.
pub(crate) fn read(text: &str, file: FileId) -> Result<Front, Diagnostic> {
    let Some((toml, end)) = matter(text) else {
        return Err(Diagnostic::error(
            Code::FrontMatter,
            "a document starts with its front matter between two lines of `+++`",
        )
        .at(Place::new(file, 0..0))
        .hint("it needs at least `title` and `kind`"));
    };
    let start = toml.as_ptr() as usize - text.as_ptr() as usize;
    toml::from_str(toml).map_err(|error| {
        let span = error.span().unwrap_or(0..0);
        let place = Place::new(file, (start + span.start).min(end)..(start + span.end).min(end));
        Diagnostic::error(Code::FrontMatter, error.message().trim_end_matches('.').to_owned()).at(place)
    })
}

/// The place of a value of the front matter in its file.
pub(crate) fn place(file: FileId, text: &str, value: &Spanned<String>) -> Place {
    let start = matter(text).map_or(0, |(toml, _)| toml.as_ptr() as usize - text.as_ptr() as usize);
    Place::new(file, start + value.span().start..start + value.span().end)
}
