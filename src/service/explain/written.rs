//! A place as people and programs want it: file, line and column, and the text there.

use bidwright_base::source::{Place, Sources};

/// The text at a place in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Written {
    /// The value as written.
    There {
        /// `deal.toml:12:3`.
        at: String,
        /// Its first line.
        text: String,
    },
    /// Nothing: the file or the row leaves it out, and a default applies.
    Default {
        /// Where it could have been written.
        at: String,
    },
}

/// Characters of a text that are shown.
const SHOWN: usize = 60;

/// Reads a place.
///
/// ```
/// use bidwright_base::source::{Layer, Place, Source, Sources};
/// use bidwright_service::explain::{Written, written};
///
/// let (name, text) = ("deal.toml", "[deal]\nvalid_days = 30\n".into());
/// let mut sources = Sources::default();
/// let file = sources.add(Source { name: name.into(), path: name.into(), text, layer: Layer::Workspace });
/// let there = Written::There { at: "deal.toml:2:14".to_owned(), text: "30".to_owned() };
/// assert_eq!(written(&sources, Place::new(file, 20..22)), there);
/// // What a table leaves out has the place of its heading.
/// let left_out = Written::Default { at: "deal.toml:1:1".to_owned() };
/// assert_eq!(written(&sources, Place::new(file, 0..6)), left_out);
/// ```
#[must_use]
pub fn written(sources: &Sources, place: Place) -> Written {
    let source = &sources[place.file];
    let text = source.text.get(place.span()).unwrap_or_default();
    if text.is_empty() {
        return Written::Default { at: source.name.clone() };
    }
    let (line, column) = sources.line_column(place);
    let at = format!("{}:{line}:{column}", source.name);
    // What a row leaves out has the place of the row, which is its heading.
    let heading = text.starts_with("[[")
        || text.strip_prefix('[').is_some_and(|rest| rest.starts_with(char::is_alphabetic));
    if heading {
        return Written::Default { at };
    }
    let first = text.lines().next().unwrap_or_default();
    let mut shown: String = first.chars().take(SHOWN).collect();
    if shown.len() < text.trim_end().len() {
        shown.push('…');
    }
    Written::There { at, text: shown }
}
