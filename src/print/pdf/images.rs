//! Images: SVG as vector forms, JPEG passed through, PNG with its transparency apart. Each once, however often
//! it is shown.

mod drawing;
mod raster;

use std::collections::BTreeMap;

use printpdf::{XObject, XObjectId};

use super::UnprintableImage;
use crate::layout::Pages;
use crate::layout::pages::Item;

/// The images of a document, each a unit square to be scaled.
pub(super) struct PageImages<'a> {
    found: Vec<(Source<'a>, XObject)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Source<'a> {
    Svg(&'a str),
    Raster(&'a [u8]),
}

impl<'a> PageImages<'a> {
    /// Reads all images.
    pub(super) fn of(pages: &'a Pages) -> Result<PageImages<'a>, UnprintableImage> {
        let mut found: Vec<(Source<'a>, XObject)> = Vec::new();
        for (page, on_page) in pages.pages.iter().enumerate() {
            for source in on_page.items.iter().filter_map(|placed| source(&placed.item)) {
                if !found.iter().any(|(known, _)| *known == source) {
                    let object = match source {
                        Source::Svg(svg) => drawing::form(svg),
                        Source::Raster(data) => raster::image(data).map_err(|e| e.to_string()),
                    };
                    let object = object.map_err(|reason| UnprintableImage { page, reason })?;
                    found.push((source, XObject::External(object)));
                }
            }
        }
        Ok(PageImages { found })
    }

    /// The resource name of an item's image.
    pub(super) fn id(&self, item: &Item) -> XObjectId {
        let source = source(item).expect("asked for images only");
        let index = self.found.iter().position(|(known, _)| *known == source);
        id(index.expect("found before drawing"))
    }

    /// The images for printpdf.
    pub(super) fn into_objects(self) -> BTreeMap<XObjectId, XObject> {
        let objects = self.found.into_iter().enumerate();
        objects.map(|(index, (_, object))| (id(index), object)).collect()
    }
}

fn source(item: &Item) -> Option<Source<'_>> {
    match item {
        Item::Svg { svg, .. } => Some(Source::Svg(svg)),
        Item::Image { data, .. } => Some(Source::Raster(data)),
        _ => None,
    }
}

fn id(index: usize) -> XObjectId {
    XObjectId(format!("X{index}"))
}

/// Entries of a dictionary, for printpdf.
fn dict<const N: usize>(entries: [(&str, printpdf::DictItem); N]) -> BTreeMap<String, printpdf::DictItem> {
    entries.map(|(key, value)| (key.to_owned(), value)).into()
}

fn name(name: &str) -> printpdf::DictItem {
    printpdf::DictItem::Name(name.into())
}
