//! The structure: standard types, sound nesting, and the way back from content.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Object, ObjectId};

use super::{Broken, File, of};

/// The structure as read.
#[derive(Default)]
pub(super) struct Tree {
    roles: BTreeMap<ObjectId, String>,
    /// Page and number of a piece: the element that claims it.
    pieces: BTreeMap<(ObjectId, i64), ObjectId>,
    /// Annotations: the element that claims it.
    objects: BTreeMap<ObjectId, ObjectId>,
    /// The way back: by key, the element or elements.
    back: BTreeMap<i64, Vec<ObjectId>>,
    seen: RefCell<BTreeSet<(ObjectId, i64)>>,
}

impl Tree {
    /// Walks the structure.
    pub(super) fn read(file: &File<'_>, catalog: &Dictionary, broken: &mut Broken) -> Tree {
        let mut tree = Tree::default();
        let root = catalog.get(b"StructTreeRoot").and_then(Object::as_reference);
        let Some((root, dict)) = root.ok().and_then(|id| Some((id, file.doc.get_dictionary(id).ok()?)))
        else {
            broken.unless(false, || "there is no structure".to_owned());
            return tree;
        };
        if let Some(back) = file.dict(dict, "ParentTree") {
            for pair in file.list(back, "Nums").chunks(2) {
                let [Object::Integer(key), value] = pair else {
                    continue;
                };
                let elements = match file.follow(value) {
                    Object::Array(list) => list.iter().filter_map(|e| e.as_reference().ok()).collect(),
                    _ => value.as_reference().into_iter().collect(),
                };
                tree.back.insert(*key, elements);
            }
        }
        let mut walk = Walk { file, tree: &mut tree, broken, headings: 0, ids: BTreeSet::new() };
        for kid in kids(file, dict) {
            walk.element(kid, root, "");
        }
        tree
    }

    /// The type of an element.
    pub(super) fn role(&self, element: ObjectId) -> &str {
        self.roles.get(&element).map_or("nothing", String::as_str)
    }

    /// The element an annotation names as its own.
    pub(super) fn object_parent(&self, key: i64) -> Option<ObjectId> {
        self.back.get(&key).and_then(|elements| elements.first().copied())
    }

    /// The element that claims an annotation.
    pub(super) fn holds_object(&self, annotation: ObjectId) -> Option<ObjectId> {
        self.objects.get(&annotation).copied()
    }

    /// The type of the element a piece belongs to, if both ways agree.
    pub(super) fn piece(&self, page: ObjectId, key: Option<i64>, number: i64) -> Option<&str> {
        self.seen.borrow_mut().insert((page, number));
        let claimed = self.pieces.get(&(page, number))?;
        let back = self.back.get(&key?)?.get(usize::try_from(number).ok()?)?;
        (claimed == back).then(|| self.role(*claimed))
    }

    /// Every piece claimed was found on its page.
    pub(super) fn all_seen(&self, broken: &mut Broken) {
        for ((page, number), element) in &self.pieces {
            let seen = self.seen.borrow().contains(&(*page, *number));
            let role = self.role(*element);
            broken.unless(seen, || {
                format!("a {role} claims piece {number} of object {}, which has none", page.0)
            });
        }
    }
}

struct Walk<'w, 'a> {
    file: &'w File<'a>,
    tree: &'w mut Tree,
    broken: &'w mut Broken,
    /// Level of the last heading.
    headings: u32,
    ids: BTreeSet<String>,
}

impl<'a> Walk<'_, 'a> {
    fn element(&mut self, object: &'a Object, parent: ObjectId, above: &str) {
        let Ok(id) = object.as_reference() else {
            self.broken.unless(false, || format!("an element below {above} is not an object of its own"));
            return;
        };
        let Some(dict) = of(self.file.follow(object)) else {
            return;
        };
        let role = self.file.name(dict, "S").unwrap_or_default();
        if self.tree.roles.insert(id, role.clone()).is_some() {
            self.broken.unless(false, || format!("a {role} occurs in two places"));
            return;
        }
        let back = dict.get(b"P").and_then(Object::as_reference).ok();
        self.broken.unless(back == Some(parent), || format!("a {role} does not know its parent {above}"));
        let fits = may_stand(&role, above);
        self.broken.unless(fits, || format!("a {role} is not allowed in a {above}"));
        self.rules(&role, dict);

        let page = dict.get(b"Pg").and_then(Object::as_reference).ok();
        for kid in kids(self.file, dict) {
            match self.file.follow(kid) {
                Object::Integer(number) => self.claim(page, *number, id),
                Object::Dictionary(entries) => match self.file.name(entries, "Type").as_deref() {
                    Some("MCR") => {
                        let page = entries.get(b"Pg").and_then(Object::as_reference).ok().or(page);
                        let number = self.file.int(entries, "MCID").unwrap_or(-1);
                        self.claim(page, number, id);
                    }
                    Some("OBJR") => {
                        if let Ok(object) = entries.get(b"Obj").and_then(Object::as_reference) {
                            self.tree.objects.insert(object, id);
                        }
                    }
                    _ => self.element(kid, id, &role),
                },
                _ => self.broken.unless(false, || format!("a {role} holds something unknown")),
            }
        }
    }

    fn claim(&mut self, page: Option<ObjectId>, number: i64, element: ObjectId) {
        let role = self.tree.role(element).to_owned();
        let Some(page) = page else {
            self.broken.unless(false, || format!("a {role} holds piece {number} of no page"));
            return;
        };
        let other = self.tree.pieces.insert((page, number), element);
        self.broken.unless(other.is_none(), || format!("a {role} claims piece {number}, which is taken"));
    }

    /// What an element of this type must have.
    fn rules(&mut self, role: &str, dict: &'a Dictionary) {
        let file = self.file;
        let attribute =
            |key: &str| file.dict(dict, "A").is_some_and(|attributes| file.get(attributes, key).is_some());
        match role {
            "Figure" => {
                let alt = file.text(dict, "Alt").unwrap_or_default();
                self.broken
                    .unless(!alt.trim().is_empty(), || "a Figure has no words in its place".to_owned());
                self.broken.unless(attribute("BBox"), || "a Figure has no bounding box".to_owned());
            }
            "TH" => self.broken.unless(attribute("Scope"), || "a TH has no Scope".to_owned()),
            "L" => self.broken.unless(attribute("ListNumbering"), || "an L has no ListNumbering".to_owned()),
            "Note" => {
                let id = file.text(dict, "ID").unwrap_or_default();
                let fresh = !id.is_empty() && self.ids.insert(id);
                self.broken.unless(fresh, || "a Note has no ID of its own".to_owned());
            }
            _ => {}
        }
        if let Some(level) = role.strip_prefix('H').and_then(|level| level.parse().ok()) {
            let last = std::mem::replace(&mut self.headings, level);
            self.broken.unless(level <= last + 1, || format!("an H{level} follows an H{last}"));
        }
    }
}

/// What an element holds, be it one thing or several.
fn kids<'a>(file: &File<'a>, dict: &'a Dictionary) -> Vec<&'a Object> {
    match dict.get(b"K") {
        Ok(Object::Array(list)) => list.iter().collect(),
        Ok(reference @ Object::Reference(_)) => match file.follow(reference) {
            Object::Array(list) => list.iter().collect(),
            _ => vec![reference],
        },
        Ok(other) => vec![other],
        Err(_) => Vec::new(),
    }
}

/// Whether the type is a standard one, and fits in the one above.
fn may_stand(role: &str, above: &str) -> bool {
    const ANYWHERE: &[&str] = &[
        "Sect",
        "Div",
        "BlockQuote",
        "TOC",
        "H1",
        "H2",
        "H3",
        "H4",
        "H5",
        "H6",
        "P",
        "L",
        "Table",
        "Figure",
        "Note",
        "Reference",
        "Code",
        "Link",
        "Span",
        "Caption",
        "Lbl",
    ];
    let within: &[&str] = match above {
        "" => &["Document"],
        "TOC" => &["TOC", "TOCI", "Caption"],
        "TOCI" => &["Lbl", "Reference", "P", "TOC"],
        "L" => &["L", "LI", "Caption"],
        "LI" => &["Lbl", "LBody"],
        "Table" => &["Caption", "THead", "TBody", "TFoot", "TR"],
        "THead" | "TBody" | "TFoot" => &["TR"],
        "TR" => &["TH", "TD"],
        _ => ANYWHERE,
    };
    within.contains(&role)
}
