//! The parts of a file and a digest of each, by which a reader can tell which of them was altered.
//!
//! The same walk is made before a file is written and after it is read, and sees neither the numbers of
//! objects nor how streams are deflated: a file saved again by another program still has the same pages.

use std::cell::RefCell;
use std::collections::{BTreeMap, VecDeque};
use std::fmt::Write as _;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::file::{File, of};
use super::plain::{Plain, is_deflated};
use super::save;
use bidwright_base::digest::{hex, sha256};
use bidwright_base::words;

/// Info and XMP: title, author, subject, dates.
pub(crate) const METADATA: &str = "metadata";
/// Fonts with what their glyphs mean, and images.
pub(crate) const RESOURCES: &str = "fonts and pictures";
/// What screen readers follow.
pub(crate) const STRUCTURE: &str = "structure";
/// The outline.
pub(crate) const BOOKMARKS: &str = "bookmarks";
/// All else that belongs to the document: the order of pages, named places, what is attached, colours.
pub(crate) const FRAME: &str = "frame";

/// A part: what it is made of, by names the other parts know it by.
type Roots = Vec<(String, ObjectId)>;

/// The parts of a file.
pub(super) struct Parts<'a> {
    file: File<'a>,
    plain: &'a Plain,
    pages: Vec<Roots>,
    others: BTreeMap<&'static str, Roots>,
    names: BTreeMap<ObjectId, String>,
    /// Digests of streams already read.
    streams: RefCell<BTreeMap<ObjectId, String>>,
}

impl<'a> Parts<'a> {
    /// Finds them.
    pub(super) fn of(doc: &'a Document, plain: &'a Plain) -> Parts<'a> {
        let file = File { doc };
        let pages: Vec<Roots> = doc.page_iter().zip(1..).map(|(id, number)| page(file, id, number)).collect();
        let others = others(file, &pages);
        let mut names = BTreeMap::new();
        for (name, id) in pages.iter().chain(others.values()).flatten() {
            names.entry(*id).or_insert_with(|| name.clone());
        }
        // Attached data has digests of its own.
        for (name, id) in attached(doc) {
            names.insert(id, format!("attached {name}"));
        }
        Parts { file, plain, pages, others, names, streams: RefCell::default() }
    }

    /// Of each page.
    pub(super) fn of_pages(&self) -> Vec<String> {
        self.pages.iter().map(|roots| self.digest(roots)).collect()
    }

    /// Of the others, by name.
    pub(super) fn of_others(&self) -> BTreeMap<String, String> {
        self.others.iter().map(|(name, roots)| ((*name).to_owned(), self.digest(roots))).collect()
    }

    /// Over everything that can be reached from the roots without passing through those of another part.
    fn digest(&self, roots: &Roots) -> String {
        let mut text = String::new();
        let mut walk = Walk::default();
        for (name, id) in roots {
            let _infallible = write!(text, "{name} = ");
            self.object(*id, name.starts_with("page "), &mut walk, &mut text);
        }
        let mut next = 0;
        while let Some(id) = walk.waiting.pop_front() {
            let _infallible = write!(text, "\n@{next} = ");
            self.object(id, false, &mut walk, &mut text);
            next += 1;
        }
        sha256(text.as_bytes())
    }

    fn object(&self, id: ObjectId, is_page: bool, walk: &mut Walk, out: &mut String) {
        match self.file.doc.objects.get(&id) {
            Some(Object::Dictionary(dict)) if is_page => {
                let mut dict = dict.clone();
                // The tree above belongs to the frame.
                dict.remove(b"Parent");
                self.dictionary(&dict, walk, out);
            }
            Some(Object::Stream(stream)) => {
                let mut dict = stream.dict.clone();
                dict.remove(b"Length");
                if is_deflated(stream) {
                    dict.remove(b"Filter");
                }
                self.dictionary(&dict, walk, out);
                let mut known = self.streams.borrow_mut();
                let digest = known.entry(id).or_insert_with(|| sha256(&self.plain.of(stream)));
                let _infallible = write!(out, " {digest}");
            }
            Some(other) => self.direct(other, walk, out),
            None => out.push_str("null"),
        }
    }

    fn direct(&self, object: &Object, walk: &mut Walk, out: &mut String) {
        match object {
            Object::Reference(id) => match self.names.get(id) {
                Some(name) => {
                    let _infallible = write!(out, "({name})");
                }
                None => {
                    let _infallible = write!(out, "@{}", walk.number(*id));
                }
            },
            Object::Array(items) => {
                out.push('[');
                for item in items {
                    self.direct(item, walk, out);
                    out.push(' ');
                }
                out.push(']');
            }
            Object::Dictionary(dict) => self.dictionary(dict, walk, out),
            Object::String(bytes, _) => {
                let _infallible = write!(out, "<{}>", hex(bytes));
            }
            Object::Stream(_) => out.push_str("stream"),
            plain => {
                let mut bytes = Vec::new();
                save::objects::write(plain, &mut bytes);
                out.push_str(&String::from_utf8_lossy(&bytes));
            }
        }
    }

    /// In the order of keys: other programs write them in another.
    fn dictionary(&self, dict: &Dictionary, walk: &mut Walk, out: &mut String) {
        let mut entries: Vec<_> = dict.iter().collect();
        entries.sort_by_key(|(key, _)| *key);
        out.push_str("<<");
        for (key, value) in entries {
            let _infallible = write!(out, "/{} ", hex(key));
            self.direct(value, walk, out);
            out.push(' ');
        }
        out.push_str(">>");
    }
}

/// Objects met on the way, numbered as they come.
#[derive(Default)]
struct Walk {
    numbers: BTreeMap<ObjectId, usize>,
    waiting: VecDeque<ObjectId>,
}

impl Walk {
    fn number(&mut self, id: ObjectId) -> usize {
        let next = self.numbers.len();
        *self.numbers.entry(id).or_insert_with(|| {
            self.waiting.push_back(id);
            next
        })
    }
}

/// A page and the places to click on it.
fn page(file: File<'_>, id: ObjectId, number: usize) -> Roots {
    let mut roots = vec![(format!("page {number}"), id)];
    if let Some(dict) = file.doc.objects.get(&id).and_then(of) {
        let links = file.list(dict, "Annots").iter().filter_map(|link| link.as_reference().ok());
        roots.extend(links.zip(1..).map(|(link, at)| (format!("link {at} of page {number}"), link)));
    }
    roots
}

fn others(file: File<'_>, pages: &[Roots]) -> BTreeMap<&'static str, Roots> {
    let reference =
        |dict: &Dictionary, key: &str| dict.get(key.as_bytes()).and_then(Object::as_reference).ok();
    let named = |name: &str, id: Option<ObjectId>| id.map(|id| (name.to_owned(), id));
    let catalog = file.doc.catalog().ok();
    let of_catalog = |key: &str| catalog.and_then(|catalog| reference(catalog, key));
    let mut resources: Roots = Vec::new();
    for (_, page) in pages.iter().flat_map(|roots| roots.first()) {
        let dict = file.doc.objects.get(page).and_then(of);
        if let Some(id) = dict.and_then(|dict| reference(dict, "Resources"))
            && !resources.iter().any(|(_, known)| *known == id)
        {
            resources.push((format!("resources {}", resources.len() + 1), id));
        }
    }
    let info = named("information", reference(&file.doc.trailer, "Info"));
    let list = |root: Option<(String, ObjectId)>| root.into_iter().collect();
    BTreeMap::from([
        (METADATA, info.into_iter().chain(named("description", of_catalog("Metadata"))).collect()),
        (RESOURCES, resources),
        (STRUCTURE, list(named("structure", of_catalog("StructTreeRoot")))),
        (BOOKMARKS, list(named("bookmarks", of_catalog("Outlines")))),
        (FRAME, list(named("catalog", reference(&file.doc.trailer, "Root")))),
    ])
}

/// Attached files: name and the stream that holds the data. Equal names are made distinct.
pub(super) fn attached(doc: &Document) -> Vec<(String, ObjectId)> {
    let file = File { doc };
    let names = doc.catalog().ok().and_then(|catalog| file.dict(catalog, "Names"));
    let Some(root) = names.and_then(|names| file.dict(names, "EmbeddedFiles")) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let mut open = vec![root];
    // A tree of names that leads into itself ends here.
    for _ in 0..doc.objects.len() {
        let Some(node) = open.pop() else { break };
        open.extend(file.list(node, "Kids").iter().rev().filter_map(|kid| of(file.follow(kid))));
        for spec in
            file.list(node, "Names").iter().skip(1).step_by(2).filter_map(|spec| of(file.follow(spec)))
        {
            let name = file.text(spec, "UF").or_else(|| file.text(spec, "F")).unwrap_or_default();
            let data = file.dict(spec, "EF").and_then(|data| data.get(b"F").ok()?.as_reference().ok());
            found.extend(data.map(|id| (name, id)));
        }
    }
    let names = words::distinct(found.iter().map(|(name, _)| name));
    names.into_iter().zip(found).map(|(name, (_, id))| (name, id)).collect()
}
