//! A text somebody else wrote, set as it is: nothing in it is a template's.

use std::collections::BTreeMap;

use super::markdown::fold::{AsWritten, Notes, fold};
use super::markdown::tidy;
use super::typography;
use crate::tree::{Document, Meta};
use bidwright_base::locale::Locale;

/// A Markdown text as a document of its own, and the links in it that lead nowhere. Every fence is code, every
/// heading stays even if nothing stands under it.
#[must_use]
pub fn appendix(markdown: &str, meta: Meta) -> (Document, Vec<String>) {
    let locale = Locale::of(&meta.language);
    let mut notes = Notes::default();
    let mut blocks = fold(markdown, locale, &mut AsWritten, &mut notes);
    let (notes, dangling) = tidy::tidy_as_written(&mut blocks, notes);
    let labels = BTreeMap::new();
    let mut document = Document { meta, cover: None, contents: false, blocks, notes, labels };
    typography::apply(&mut document, locale);
    (document, dangling)
}
