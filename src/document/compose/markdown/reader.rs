//! Reads plain Markdown, which is no template, as a document: the counterpart of the writer.

use std::collections::{BTreeMap, BTreeSet};

use super::fold::{AsWritten, Notes, fold};
use super::tidy;
use crate::compose::typography;
use crate::tree::{Document, Meta};
use bidwright_base::locale::Locale;

/// A Markdown text as a document of its own, and the links in it that lead nowhere. Every fence is code, every
/// heading stays even if nothing follows under it.
#[must_use]
pub fn parse_markdown(markdown: &str, meta: Meta) -> (Document, Vec<String>) {
    let locale = Locale::of(&meta.language);
    let mut notes = Notes::default();
    let mut blocks = fold(markdown, locale, &mut AsWritten, &mut notes);
    let (notes, dangling) = tidy::tidy_as_written(&mut blocks, notes);
    let labels = BTreeMap::new();
    let names = BTreeSet::new();
    let mut document = Document { meta, cover: None, contents: false, blocks, notes, labels, names };
    typography::apply(&mut document, locale);
    (document, dangling)
}
