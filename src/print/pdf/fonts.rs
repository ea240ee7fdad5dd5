//! Fonts: which glyphs are used and what they mean, cut down to those, with their widths.
//!
//! A glyph's code in the PDF is its number in the subset, and printpdf gets as character the one with that
//! code point is that glyph, so a run of glyphs is a string to it.

mod face;

use std::collections::BTreeMap;

use lopdf::{Dictionary, Object, Stream};
use printpdf::{FontId, PdfFont};
use rayon::prelude::*;

use super::draft::Draft;
use crate::layout::Pages;
use crate::layout::pages::{Glyph, Item, Run};
use face::Face;
pub(super) use face::Shown;

/// A face as a file: a TTF, OTF or a member of a collection.
#[derive(Clone, Copy)]
pub struct FaceData<'a> {
    /// The file.
    pub data: &'a [u8],
    /// Which member of a collection; 0 otherwise.
    pub index: u32,
}

/// The fonts of a document, by index of the face.
pub(super) struct Fonts<'a> {
    faces: Vec<Option<Face<'a>>>,
}

/// What a glyph stood for, and how often.
type Meanings<'a> = Vec<(&'a str, u32)>;

impl<'a> Fonts<'a> {
    /// Counts the glyphs of all pages and settles the text of each: the one it is drawn for most often.
    pub(super) fn of(pages: &Pages, faces: &[FaceData<'a>]) -> Fonts<'a> {
        let mut used: Vec<Vec<Option<Meanings<'_>>>> = vec![Vec::new(); faces.len()];
        for run in runs(pages) {
            let glyphs = &mut used[run.face];
            for cluster in clusters(&run.glyphs) {
                for glyph in cluster {
                    let id = usize::from(glyph.id);
                    if glyphs.len() <= id {
                        glyphs.resize(id + 1, None);
                    }
                    let meanings = glyphs[id].get_or_insert_default();
                    // The text of several glyphs together is not that of any of them.
                    if let [alone] = cluster {
                        count(meanings, plain(text_of(run, alone)));
                    }
                }
            }
        }
        let faces = faces
            .iter()
            .zip(used)
            .map(|(file, glyphs)| glyphs.iter().any(Option::is_some).then(|| Face::new(*file, &glyphs)))
            .collect();
        Fonts { faces }
    }

    /// A glyph counted before.
    pub(super) fn shown(&self, face: usize, glyph: u16) -> &Shown {
        self.face(face).shown(glyph)
    }

    /// Ascent and descent of a face, for one point of size.
    pub(super) fn height(&self, face: usize) -> (f64, f64) {
        self.face(face).height()
    }

    /// The fonts for printpdf, cut down to the glyphs used.
    pub(super) fn subsets(&self) -> BTreeMap<FontId, PdfFont> {
        let used: Vec<(usize, &Face<'_>)> = self.used().collect();
        let fonts = used.into_par_iter().map(|(index, face)| (id(index), face.embed()));
        fonts.collect()
    }

    /// Corrects printpdf's entries about the fonts: the text of glyphs, and the metrics of the face.
    pub(super) fn finish(&self, draft: &mut Draft) {
        for (index, face) in self.used() {
            let dict = draft.font(&id(index).0);
            let meaning = dict.get(b"ToUnicode").and_then(Object::as_reference).expect("printpdf: ToUnicode");
            let descriptor = dict
                .get(b"DescendantFonts")
                .and_then(Object::as_array)
                .and_then(|fonts| fonts[0].as_dict())
                .and_then(|font| font.get(b"FontDescriptor"))
                .and_then(Object::as_reference)
                .expect("printpdf: a descriptor");
            draft.doc.set_object(meaning, Stream::new(Dictionary::new(), face.to_unicode().into_bytes()));
            let descriptor = draft.doc.get_dictionary_mut(descriptor).expect("printpdf: a descriptor");
            face.describe(descriptor);
        }
    }

    fn face(&self, face: usize) -> &Face<'a> {
        self.faces[face].as_ref().expect("counted: every face with a glyph")
    }

    fn used(&self) -> impl Iterator<Item = (usize, &Face<'a>)> {
        self.faces.iter().enumerate().filter_map(|(index, face)| Some((index, face.as_ref()?)))
    }
}

/// The resource name of a face; not `F1` to `F14`, which printpdf takes for its built-in fonts.
pub(super) fn id(face: usize) -> FontId {
    FontId(format!("T{face}"))
}

const SOFT_HYPHEN: &str = "\u{AD}";

/// What a glyph means on its own: what it stood for most often, the first of equals.
///
/// The hyphen at the end of a line means U+00AD there and a hyphen elsewhere; it is the exception, however
/// often it occurs, and its text is given where it is drawn. So is a capital drawn for a small letter in a head set in
/// capitals: elsewhere it means itself.
fn meaning<'a>(meanings: &Meanings<'a>) -> Option<&'a str> {
    let mut best = (None, 0);
    let stands_for_small =
        |text: &str| meanings.iter().any(|(other, _)| *other != text && *other == text.to_uppercase());
    let usual = |text: &str| !text.is_empty() && text != SOFT_HYPHEN && !stands_for_small(text);
    for (text, times) in meanings.iter().filter(|(text, _)| usual(text)) {
        if *times > best.1 {
            best = (Some(*text), *times);
        }
    }
    best.0
}

fn count<'a>(meanings: &mut Meanings<'a>, text: &'a str) {
    match meanings.iter_mut().find(|(known, _)| *known == text) {
        Some((_, times)) => *times += 1,
        None => meanings.push((text, 1)),
    }
}

/// Spaces and hyphens that hold a line together are copied and searched as plain ones, because readers type those.
pub(super) fn plain(text: &str) -> &str {
    match text {
        "\u{A0}" | "\u{202F}" => " ",
        "\u{2011}" => "-",
        _ => text,
    }
}

/// The text a glyph is drawn for.
pub(super) fn text_of<'a>(run: &'a Run, glyph: &Glyph) -> &'a str {
    &run.text[glyph.text.0 as usize..glyph.text.1 as usize]
}

/// Glyphs drawn for one piece of text together: one that has the text, and those after it that have none.
pub(super) fn clusters(glyphs: &[Glyph]) -> impl Iterator<Item = &[Glyph]> {
    glyphs.chunk_by(|_, next| next.text.0 == next.text.1)
}

fn runs(pages: &Pages) -> impl Iterator<Item = &Run> {
    let items = pages.pages.iter().flat_map(|page| &page.items);
    items.filter_map(|placed| match &placed.item {
        Item::Text(run) => Some(run),
        _ => None,
    })
}
