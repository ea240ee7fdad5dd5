//! PDF: pages become one tagged, archivable file (PDF 1.7, PDF/UA-1, PDF/A-2b or, with attachments, PDF/A-3b).
//!
//! printpdf writes content streams, fonts and pages. What it cannot express (structure, outline, metadata) is
//! added to its tree of objects, and the tree is saved here, because its own save differs from run to run.

mod area;
mod content;
mod draft;
mod file;
mod fonts;
mod icc;
mod images;
mod links;
mod manifest;
mod metadata;
mod outline;
mod parts;
mod plain;
mod read;
mod save;
mod seal;
mod tags;
mod text;
mod words;

use std::fmt;

pub use fonts::FaceData;
pub(crate) use parts::{BOOKMARKS, FRAME, METADATA, RESOURCES, STRUCTURE};
pub use read::{Contents, Page, ReadError, read};
pub(crate) use seal::{Identity, identity};
pub(crate) use words::prints_figure;

use crate::layout::Pages;
use bidwright_document::tree::Meta;

/// Writes a PDF. `Run::face` is an index into `faces`. With attachments comes a manifest of all parts.
///
/// # Errors
///
/// If an image is broken or cannot be printed; all else in `pages` is ours.
pub fn pdf(
    pages: &Pages,
    meta: &Meta,
    faces: &[FaceData<'_>],
    attachments: &[Attachment],
) -> Result<Vec<u8>, UnprintableImage> {
    let images = images::PageImages::of(pages)?;
    let fonts = fonts::Fonts::of(pages, faces);
    let drawn = content::draw(pages, &fonts, &images);

    let mut draft = draft::write(pages, drawn.ops, &fonts, images);
    fonts.finish(&mut draft);
    let annotations = links::add(&mut draft, pages, &drawn.links);
    tags::add(&mut draft, pages, &drawn.content, &drawn.links, &annotations);
    outline::add(&mut draft, pages);
    if attachments.is_empty() {
        metadata::add(&mut draft, meta, &[]);
    } else {
        let with_manifest: Vec<Attachment> = attachments.iter().cloned().chain([manifest::empty()]).collect();
        metadata::add(&mut draft, meta, &with_manifest);
        manifest::fill(&mut draft, meta, attachments);
    }
    Ok(save::save(draft.doc))
}

/// A file inside the PDF, as the deal it was made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// File name, as in `quote.json`.
    pub name: String,
    /// Media type, as in `application/json`.
    pub mime: String,
    /// What it is, in a few words.
    pub description: String,
    /// Its bytes.
    pub data: Vec<u8>,
    /// Figures in it that readers may look for on the pages: a name for each, and how the pages print it.
    pub figures: Vec<(String, String)>,
}

/// An image that cannot be printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnprintableImage {
    /// Index of the first page it is on.
    pub page: usize,
    /// What is wrong with it.
    pub reason: String,
}

impl fmt::Display for UnprintableImage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the picture on page {} cannot be printed: {}", self.page + 1, self.reason)
    }
}

impl std::error::Error for UnprintableImage {}
