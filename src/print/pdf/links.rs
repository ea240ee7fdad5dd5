//! Links: places to click, each an annotation of its own that the structure knows.

use lopdf::{Dictionary, Object, ObjectId, StringFormat, dictionary, text_string};

use super::content::Link;
use super::draft::{Draft, int};
use crate::layout::Pages;
use bidwright_document::tree::Target;

/// Adds the annotations; their ids, in the order of `links`.
pub(super) fn add(draft: &mut Draft, pages: &Pages, links: &[Link<'_>]) -> Vec<ObjectId> {
    /// Printed with the page, and shown.
    const PRINT: i64 = 4;
    let mut annotations: Vec<ObjectId> = Vec::new();
    let mut by_page: Vec<Vec<Object>> = vec![Vec::new(); pages.pages.len()];
    for (index, link) in links.iter().enumerate() {
        let mut entries = dictionary! {
            "Type" => "Annot",
            "Subtype" => "Link",
            "Rect" => draft.rect(link.page, link.area),
            "Border" => vec![0.into(), 0.into(), 0.into()],
            "F" => PRINT,
            "Contents" => text_string(link.words),
            "P" => draft.pages[link.page],
        };
        if link.element.is_some() {
            entries.set("StructParent", parent_key(draft, index));
        }
        match link.to {
            Target::Uri(uri) => entries.set("A", visit(uri)),
            Target::Id(id) => {
                assert!(pages.places.contains_key(id), "layout: a place for the id `{id}`");
                entries.set("Dest", place_name(id));
            }
        }
        let annotation = draft.doc.add_object(entries);
        annotations.push(annotation);
        by_page[link.page].push(annotation.into());
    }
    for (index, annotations) in by_page.into_iter().enumerate() {
        // Readers step through them in the order of the structure.
        let page = draft.page(index);
        page.set("Tabs", "S");
        if !annotations.is_empty() {
            page.set("Annots", annotations);
        }
    }
    annotations
}

/// The key of a link in the tree that leads from content to structure; pages have those before.
pub(super) fn parent_key(draft: &Draft, link: usize) -> i64 {
    int(draft.pages.len() + link)
}

/// An id as the name of a destination: its bytes, so that names sort as ids do.
pub(super) fn place_name(id: &str) -> Object {
    Object::String(id.into(), StringFormat::Literal)
}

fn visit(uri: &str) -> Dictionary {
    dictionary! { "Type" => "Action", "S" => "URI", "URI" => Object::string_literal(ascii(uri)) }
}

/// PDF takes 7-bit addresses only.
fn ascii(uri: &str) -> String {
    uri.bytes()
        .map(|byte| match byte {
            b'!'..=b'~' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}
