//! SVG drawings as PDF forms.

use std::collections::BTreeMap;

use lopdf::{Document, Object};
use printpdf::{DictItem, ExternalStream, ExternalXObject};
use svg2pdf::{ConversionOptions, PageOptions};

use super::{dict, name};
use bidwright_document::image::svg;

/// An SVG as a form of one by one.
pub(super) fn form(svg: &str) -> Result<ExternalXObject, String> {
    let tree = svg::tree(svg).map_err(|e| e.to_string())?;
    let conversion =
        ConversionOptions { compress: false, embed_text: false, pdfa: true, ..ConversionOptions::default() };
    let pdf = svg2pdf::to_pdf(&tree, conversion, PageOptions { dpi: 72.0 }).map_err(|e| e.to_string())?;

    let doc = Document::load_mem(&pdf).map_err(|_| broken())?;
    let page = doc.page_iter().next().expect("svg2pdf: one page");
    let entries = doc.get_dictionary(page).expect("svg2pdf: one page");
    let (width, height) = (tree.size().width(), tree.size().height());
    let numbers = |numbers: &[f32]| DictItem::Array(numbers.iter().copied().map(DictItem::Real).collect());
    let mut form = dict([
        ("Type", name("XObject")),
        ("Subtype", name("Form")),
        ("BBox", numbers(&[0.0, 0.0, width, height])),
        ("Matrix", numbers(&[1.0 / width, 0.0, 0.0, 1.0 / height, 0.0, 0.0])),
    ]);
    for key in ["Resources", "Group"] {
        if let Ok(object) = entries.get(key.as_bytes()) {
            form.insert(key.to_owned(), inline(&doc, object)?);
        }
    }
    Ok(ExternalXObject {
        stream: ExternalStream { dict: form, content: doc.get_page_content(page), compress: true },
        width: None,
        height: None,
        dpi: None,
    })
}

/// Numbers of extreme size, such as the far end of a gradient at 1e30, are written so that no reader
/// reads them back.
fn broken() -> String {
    "the SVG holds numbers that PDF cannot; draw it in a reasonable size".to_owned()
}

/// The object with all it refers to in place, for it moves to another file. Only trees come here: a page's
/// resources and group, without the page.
fn inline(doc: &Document, object: &Object) -> Result<DictItem, String> {
    Ok(match object {
        Object::Reference(id) => inline(doc, doc.get_object(*id).map_err(|_| broken())?)?,
        Object::Array(items) => match plain_space(doc, items) {
            Some(space) => name(space),
            None => DictItem::Array(items.iter().map(|item| inline(doc, item)).collect::<Result<_, _>>()?),
        },
        Object::Dictionary(entries) => DictItem::Dict { map: map(doc, entries)? },
        Object::Stream(stream) => {
            let mut entries = stream.dict.clone();
            entries.remove(b"Length");
            let dict = map(doc, &entries)?;
            let content = stream.content.clone();
            DictItem::Stream { stream: ExternalStream { dict, content, compress: true } }
        }
        other => DictItem::from_lopdf(other),
    })
}

fn map(doc: &Document, entries: &lopdf::Dictionary) -> Result<BTreeMap<String, DictItem>, String> {
    let entry =
        |(key, value): (&Vec<u8>, _)| Ok((String::from_utf8_lossy(key).into_owned(), inline(doc, value)?));
    entries.iter().map(entry).collect()
}

/// The device's colours for svg2pdf's sRGB: the file's output intent declares that they are the same.
fn plain_space(doc: &Document, space: &[Object]) -> Option<&'static str> {
    let [Object::Name(kind), Object::Reference(profile)] = space else {
        return None;
    };
    let parts = || doc.get_object(*profile).ok()?.as_stream().ok()?.dict.get(b"N").ok()?.as_i64().ok();
    match (kind.as_slice(), parts()) {
        (b"ICCBased", Some(3)) => Some("DeviceRGB"),
        (b"ICCBased", Some(1)) => Some("DeviceGray"),
        _ => None,
    }
}
