//! Tags: the logical structure, for readers who do not see the page.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Object, ObjectId, StringFormat, dictionary, text_string};

use super::content::{Content, Link};
use super::draft::{Draft, int};
use super::links::parent_key;
use crate::layout::Pages;
use crate::layout::pages::{Element, Role};
use bidwright_base::geometry::Rect;

/// Adds the structure, and the tree that leads back to it from pages and links.
pub(super) fn add(
    draft: &mut Draft,
    pages: &Pages,
    content: &Content,
    links: &[Link<'_>],
    annotations: &[ObjectId],
) {
    let root = draft.doc.new_object_id();
    let ids: Vec<ObjectId> = pages.elements.iter().map(|_| draft.doc.new_object_id()).collect();
    let kids = Kids::of(&pages.elements, content, links);
    let objects = Objects { ids: &ids, links, annotations };
    let mut notes: BTreeMap<String, ObjectId> = BTreeMap::new();
    for (index, element) in pages.elements.iter().enumerate() {
        let parent = if index == 0 { root } else { ids[element.parent] };
        let mut entries = dictionary! { "S" => name(element.role), "P" => parent };
        objects.set_kids(draft, &mut entries, &kids.in_order(index));
        describe(draft, &mut entries, element, content.figures.get(&index));
        if element.role == Role::Note {
            let id = format!("note-{:04}", notes.len() + 1);
            entries.set("ID", note_id(&id));
            notes.insert(id, ids[index]);
        }
        draft.doc.set_object(ids[index], entries);
    }
    let back = parent_tree(draft, content, links, &ids);
    let mut tree = dictionary! {
        "Type" => "StructTreeRoot",
        "K" => ids[0],
        "ParentTree" => back,
        "ParentTreeNextKey" => parent_key(draft, links.len()),
    };
    if !notes.is_empty() {
        let notes: Vec<Object> = notes.iter().flat_map(|(id, to)| [note_id(id), (*to).into()]).collect();
        tree.set("IDTree", dictionary! { "Names" => notes });
    }
    draft.doc.set_object(root, tree);
    let catalog = draft.catalog();
    catalog.set("StructTreeRoot", root);
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
}

/// The objects that elements refer to.
struct Objects<'a> {
    /// Of the elements.
    ids: &'a [ObjectId],
    links: &'a [Link<'a>],
    /// Of the links.
    annotations: &'a [ObjectId],
}

impl Objects<'_> {
    /// Sets what an element holds, and the page its pieces are on unless they name another.
    fn set_kids(&self, draft: &Draft, entries: &mut Dictionary, kids: &[Kid]) {
        let page = kids.iter().find_map(|kid| kid.page(self.links));
        let objects: Vec<Object> = kids.iter().map(|kid| self.kid(draft, *kid, page)).collect();
        if let Some(page) = page {
            entries.set("Pg", draft.pages[page]);
        }
        match <[Object; 1]>::try_from(objects) {
            Ok([only]) => entries.set("K", only),
            Err(kids) if kids.is_empty() => {}
            Err(kids) => entries.set("K", kids),
        }
    }

    fn kid(&self, draft: &Draft, kid: Kid, page: Option<usize>) -> Object {
        match kid {
            Kid::Element(child) => self.ids[child].into(),
            Kid::Piece(at, piece) if Some(at) == page => int(piece).into(),
            Kid::Piece(at, piece) => {
                dictionary! { "Type" => "MCR", "Pg" => draft.pages[at], "MCID" => int(piece) }.into()
            }
            Kid::Link(link) => {
                let page = draft.pages[self.links[link].page];
                dictionary! { "Type" => "OBJR", "Pg" => page, "Obj" => self.annotations[link] }.into()
            }
        }
    }
}

/// Sets the attributes of an element: its alternative text, its language, its attributes.
fn describe(draft: &Draft, entries: &mut Dictionary, element: &Element, figure: Option<&(usize, Rect)>) {
    if let Some(alt) = &element.alt {
        entries.set("Alt", text_string(alt));
    }
    if let Some(language) = &element.language {
        entries.set("Lang", text_string(language));
    }
    if let Some(attributes) = attributes(draft, element.role, figure) {
        entries.set("A", attributes);
    }
}

/// The tree from the pieces of pages, and from links, to their elements.
fn parent_tree(draft: &mut Draft, content: &Content, links: &[Link<'_>], ids: &[ObjectId]) -> ObjectId {
    let mut back: Vec<Object> = Vec::new();
    for (page, pieces) in content.pieces.iter().enumerate() {
        let elements: Vec<Object> = pieces.iter().map(|element| ids[*element].into()).collect();
        back.extend([int(page).into(), elements.into()]);
        draft.page(page).set("StructParents", int(page));
    }
    for (index, link) in links.iter().enumerate() {
        if let Some(element) = link.element {
            back.extend([parent_key(draft, index).into(), ids[element].into()]);
        }
    }
    draft.doc.add_object(dictionary! { "Nums" => back })
}

/// What an element holds.
#[derive(Clone, Copy)]
enum Kid {
    Element(usize),
    /// Page, and number of the piece there.
    Piece(usize, usize),
    Link(usize),
}

impl Kid {
    fn page(self, links: &[Link<'_>]) -> Option<usize> {
        match self {
            Kid::Element(_) => None,
            Kid::Piece(page, _) => Some(page),
            Kid::Link(link) => Some(links[link].page),
        }
    }
}

/// When something is drawn: its page, then how many pieces are drawn before it there.
type DrawOrder = (usize, usize);

const UNDRAWN: DrawOrder = (usize::MAX, 0);

struct Kids<'a> {
    elements: &'a [Element],
    /// By element: what was drawn for itself, in order.
    own: Vec<Vec<(DrawOrder, Kid)>>,
    /// By element: when it or anything below it was drawn first.
    first: Vec<DrawOrder>,
}

impl<'a> Kids<'a> {
    fn of(elements: &'a [Element], content: &Content, links: &[Link<'_>]) -> Kids<'a> {
        let mut own: Vec<Vec<(DrawOrder, Kid)>> = vec![Vec::new(); elements.len()];
        for (page, pieces) in content.pieces.iter().enumerate() {
            for (piece, element) in pieces.iter().enumerate() {
                own[*element].push(((page, piece), Kid::Piece(page, piece)));
            }
        }
        for (index, link) in links.iter().enumerate() {
            if let Some(element) = link.element {
                own[element].push(((link.page, link.after), Kid::Link(index)));
            }
        }
        for own in &mut own {
            own.sort_by_key(|(order, _)| *order);
        }
        let mut kids = Kids { elements, own, first: vec![UNDRAWN; elements.len()] };
        kids.order_below(0);
        kids
    }

    fn order_below(&mut self, element: usize) -> DrawOrder {
        let own = self.own[element].first().map_or(UNDRAWN, |(order, _)| *order);
        let elements = self.elements;
        let below = elements[element].children.iter().map(|child| self.order_below(*child)).min();
        self.first[element] = below.unwrap_or(UNDRAWN).min(own);
        self.first[element]
    }

    /// Children in the order layout gave them, with the element's own pieces between: a paragraph, a link in
    /// it, the rest of the paragraph. A child drawn late, as a footnote is, holds up nothing that was drawn
    /// before the children after it.
    fn in_order(&self, element: usize) -> Vec<Kid> {
        let children = &self.elements[element].children;
        let mut own = self.own[element].iter().peekable();
        let mut kids = Vec::with_capacity(children.len());
        let mut due: Vec<DrawOrder> = children.iter().map(|child| self.first[*child]).collect();
        for at in (1..due.len()).rev() {
            due[at - 1] = due[at - 1].min(due[at]);
        }
        for (child, due) in children.iter().zip(due) {
            while let Some((_, kid)) = own.next_if(|(order, _)| *order < due) {
                kids.push(*kid);
            }
            kids.push(Kid::Element(*child));
        }
        kids.extend(own.map(|(_, kid)| *kid));
        kids
    }
}

/// The standard structure type of a role (ISO 32000-1, 14.8.4).
pub(super) fn name(role: Role) -> &'static str {
    match role {
        Role::Document => "Document",
        Role::Section => "Sect",
        Role::Contents => "TOC",
        Role::ContentsItem => "TOCI",
        Role::Reference => "Reference",
        Role::Heading(0 | 1) => "H1",
        Role::Heading(2) => "H2",
        Role::Heading(3) => "H3",
        Role::Heading(4) => "H4",
        Role::Heading(5) => "H5",
        Role::Heading(_) => "H6",
        Role::Paragraph => "P",
        Role::List { .. } => "L",
        Role::ListItem => "LI",
        Role::Label => "Lbl",
        Role::ListBody => "LBody",
        Role::Quote => "BlockQuote",
        Role::Code => "Code",
        Role::Table => "Table",
        Role::TableHead => "THead",
        Role::TableBody => "TBody",
        Role::Row => "TR",
        Role::HeaderCell { .. } => "TH",
        Role::Cell { .. } => "TD",
        Role::Caption => "Caption",
        Role::Figure => "Figure",
        Role::Note => "Note",
        Role::Link => "Link",
        Role::Span => "Span",
        Role::Division => "Div",
    }
}

fn attributes(draft: &Draft, role: Role, figure: Option<&(usize, Rect)>) -> Option<Dictionary> {
    match (role, figure) {
        (Role::List { ordered }, _) => {
            let numbering = if ordered { "Decimal" } else { "Disc" };
            Some(dictionary! { "O" => "List", "ListNumbering" => numbering })
        }
        (Role::HeaderCell { of_row }, _) => {
            let scope = if of_row { "Row" } else { "Column" };
            Some(dictionary! { "O" => "Table", "Scope" => scope })
        }
        (Role::Cell { columns: 2.. }, _) => {
            let Role::Cell { columns } = role else {
                return None;
            };
            Some(dictionary! { "O" => "Table", "ColSpan" => i64::from(columns) })
        }
        (Role::Figure, Some((page, area))) => {
            let bounds = draft.rect(*page, *area);
            Some(dictionary! { "O" => "Layout", "Placement" => "Block", "BBox" => bounds })
        }
        _ => None,
    }
}

fn note_id(id: &str) -> Object {
    Object::String(id.into(), StringFormat::Literal)
}

/// By element: the figure it is or belongs to.
pub(super) fn figures(elements: &[Element]) -> Vec<Option<usize>> {
    fn within(elements: &[Element], element: usize, figure: Option<usize>, found: &mut [Option<usize>]) {
        let here = (elements[element].role == Role::Figure).then_some(element);
        found[element] = figure.or(here);
        for child in &elements[element].children {
            within(elements, *child, found[element], found);
        }
    }
    let mut found = vec![None; elements.len()];
    if !elements.is_empty() {
        within(elements, 0, None, &mut found);
    }
    found
}
