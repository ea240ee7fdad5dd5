//! The draft: what printpdf makes of fonts, images and pages, as a tree of objects to be finished.

use lopdf::{Dictionary, Document, Object, ObjectId};
use printpdf::{Op, PdfDocument, PdfPage, PdfSaveOptions};

use super::fonts::Fonts;
use super::images::PageImages;
use crate::layout::Pages;
use crate::layout::pages::Destination;
use bidwright_base::geometry::{Pt, Rect};

/// The tree of objects, while it is being finished.
pub(super) struct Draft {
    /// The tree.
    pub(super) doc: Document,
    /// Its pages, in order.
    pub(super) pages: Vec<ObjectId>,
    /// Height of each page, for PDF counts from its foot.
    heights: Vec<Pt>,
}

/// Lets printpdf write the pages.
pub(super) fn write(pages: &Pages, ops: Vec<Vec<Op>>, fonts: &Fonts<'_>, images: PageImages<'_>) -> Draft {
    let mut writer = PdfDocument::new("");
    writer.resources.fonts.map = fonts.subsets();
    writer.resources.xobjects.map = images.into_objects();
    writer.pages = pages
        .pages
        .iter()
        .zip(ops)
        .map(|(page, ops)| {
            let size = page.size;
            let paper = printpdf::Rect::from_wh(pt(size.width), pt(size.height));
            PdfPage { media_box: paper.clone(), trim_box: paper.clone(), crop_box: paper, ops }
        })
        .collect();
    let options =
        PdfSaveOptions { optimize: false, subset_fonts: false, secure: true, image_optimization: None };
    let mut doc = writer.to_lopdf_document(&options, &mut Vec::new());
    doc.version = "1.7".to_owned();

    let ids: Vec<ObjectId> = doc.page_iter().collect();
    for id in &ids {
        let page = doc.get_dictionary_mut(*id).expect("printpdf: a page");
        page.remove(b"TrimBox");
        page.remove(b"CropBox");
        page.remove(b"Annots");
    }
    let heights = pages.pages.iter().map(|page| page.size.height).collect();
    Draft { doc, pages: ids, heights }
}

impl Draft {
    /// The root of the tree.
    pub(super) fn catalog(&mut self) -> &mut Dictionary {
        self.doc.catalog_mut().expect("printpdf: a catalog")
    }

    /// A page.
    pub(super) fn page(&mut self, index: usize) -> &mut Dictionary {
        self.doc.get_dictionary_mut(self.pages[index]).expect("printpdf: a page")
    }

    /// A font, by its name in the resources, which all pages share.
    pub(super) fn font(&self, name: &str) -> &Dictionary {
        let entry = |dict: &Dictionary, key: &[u8]| {
            let id = dict.get(key).and_then(Object::as_reference).expect("printpdf: indirect resources");
            self.doc.get_dictionary(id).expect("printpdf: indirect resources").clone()
        };
        let page = self.doc.get_dictionary(self.pages[0]).expect("printpdf: a page");
        let font = entry(&entry(page, b"Resources"), b"Font")
            .get(name.as_bytes())
            .and_then(Object::as_reference)
            .expect("printpdf: every font shown");
        self.doc.get_dictionary(font).expect("printpdf: every font shown")
    }

    /// An area as PDF writes it: from the foot of the page, two corners.
    pub(super) fn rect(&self, page: usize, area: Rect) -> Object {
        let foot = self.heights[page];
        [area.x, foot - area.y - area.height, area.x + area.width, foot - area.y].map(number).to_vec().into()
    }

    /// The place to scroll to for a destination: a little above it, the width and zoom as they are.
    pub(super) fn view(&self, to: Destination) -> Object {
        const HEADROOM: Pt = Pt(8.0);
        let top = (self.heights[to.page] - to.y + HEADROOM).min(self.heights[to.page]);
        let view = [self.pages[to.page].into(), "XYZ".into(), Object::Null, number(top), Object::Null];
        view.to_vec().into()
    }
}

/// A length or place, to 1/100 pt: as fine as any printer, and the same on every machine.
pub(super) fn pt(length: Pt) -> printpdf::Pt {
    self::length(length.0)
}

/// The same from a plain number.
pub(super) fn length(value: f64) -> printpdf::Pt {
    printpdf::Pt(rounded(value, 100.0))
}

/// The same, as an object.
pub(super) fn number(length: Pt) -> Object {
    Object::Real(rounded(length.0, 100.0))
}

/// To 1/`parts`; adding zero turns a negative zero into zero.
#[expect(
    clippy::cast_possible_truncation,
    reason = "PDF numbers are short; pages are far smaller than the limits"
)]
pub(super) fn rounded(value: f64, parts: f64) -> f32 {
    ((value * parts).round() / parts + 0.0) as f32
}

/// An index or a count as PDF writes it.
pub(super) fn int(count: usize) -> i64 {
    i64::try_from(count).expect("counts of things in memory")
}
