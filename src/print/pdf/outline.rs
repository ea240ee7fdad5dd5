//! Ways through the document: outline, named places, page numbers as printed.

use lopdf::{Dictionary, Object, ObjectId, dictionary, text_string};

use super::draft::{Draft, int};
use super::links::place_name;
use crate::layout::Pages;
use crate::layout::pages::{Bookmark, Page};

/// Adds all three.
pub(super) fn add(draft: &mut Draft, pages: &Pages) {
    let places: Vec<Object> =
        pages.places.iter().flat_map(|(id, to)| [place_name(id), draft.view(*to)]).collect();
    let labels = page_labels(&pages.pages);
    let outline = (!pages.outline.is_empty()).then(|| outline(draft, &pages.outline));
    let catalog = draft.catalog();
    // printpdf asks for one column; the reader decides.
    catalog.remove(b"PageLayout");
    catalog.set("PageLabels", dictionary! { "Nums" => labels });
    if !places.is_empty() {
        catalog.set("Names", dictionary! { "Dests" => dictionary! { "Names" => places } });
    }
    if let Some(outline) = outline {
        catalog.set("Outlines", outline);
        catalog.set("PageMode", "UseOutlines");
    }
}

/// The outline as a tree: a bookmark hangs below the nearest one before it with a lower level.
fn outline(draft: &mut Draft, bookmarks: &[Bookmark]) -> ObjectId {
    let root = draft.doc.new_object_id();
    let ids: Vec<ObjectId> = bookmarks.iter().map(|_| draft.doc.new_object_id()).collect();
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); bookmarks.len()];
    let mut top: Vec<usize> = Vec::new();
    let mut parents: Vec<Option<usize>> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for (index, bookmark) in bookmarks.iter().enumerate() {
        while open.last().is_some_and(|last| bookmarks[*last].level >= bookmark.level) {
            open.pop();
        }
        parents.push(open.last().copied());
        open.last().map_or(&mut top, |parent| &mut children[*parent]).push(index);
        open.push(index);
    }

    for (index, bookmark) in bookmarks.iter().enumerate() {
        let mut entries = dictionary! {
            "Title" => text_string(&bookmark.title),
            "Parent" => parents[index].map_or(root, |parent| ids[parent]),
            "Dest" => place_name(&bookmark.id),
        };
        let siblings = parents[index].map_or(&top, |parent| &children[parent]);
        let at = siblings.binary_search(&index).expect("hung there above");
        if let Some(before) = at.checked_sub(1) {
            entries.set("Prev", ids[siblings[before]]);
        }
        if let Some(next) = siblings.get(at + 1) {
            entries.set("Next", ids[*next]);
        }
        // A negative count: closed at first.
        hang(&mut entries, &ids, &children[index], -1);
        draft.doc.set_object(ids[index], entries);
    }
    let mut entries = dictionary! { "Type" => "Outlines" };
    hang(&mut entries, &ids, &top, 1);
    draft.doc.set_object(root, entries);
    root
}

fn hang(entries: &mut Dictionary, ids: &[ObjectId], children: &[usize], sign: i64) {
    if let [first, .., last] | [first @ last] = children {
        entries.set("First", ids[*first]);
        entries.set("Last", ids[*last]);
        entries.set("Count", sign * int(children.len()));
    }
}

/// Page numbers as printed, in ranges: the viewer shows and takes these.
fn page_labels(pages: &[Page]) -> Vec<Object> {
    let mut labels = Vec::new();
    let mut expected = None;
    for (index, page) in pages.iter().enumerate() {
        let number = page.label.parse::<u32>().ok().filter(|number| number.to_string() == page.label);
        if number.is_none() || number != expected {
            let range = match number {
                Some(number) => dictionary! { "S" => "D", "St" => number },
                None if page.label.is_empty() => Dictionary::new(),
                None => dictionary! { "P" => text_string(&page.label) },
            };
            labels.extend([int(index).into(), range.into()]);
        }
        expected = number.map(|number| number + 1);
    }
    labels
}
