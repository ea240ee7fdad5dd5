//! What a finished PDF must keep, read back from its bytes: the parts of PDF/UA-1 and PDF/A that a writer can
//! break. A validator knows more; this needs none at hand.

mod content;
mod metadata;
mod reader;
mod structure;

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId};

use reader::{File, meanings, of};

/// Every rule broken, in words; none for a good file.
pub(crate) fn check(bytes: &[u8]) -> Vec<String> {
    let doc = match Document::load_mem(bytes) {
        Ok(doc) => doc,
        Err(error) => return vec![format!("the file cannot be read: {error}")],
    };
    let file = File { doc: &doc };
    let mut broken = Broken::default();
    let Ok(catalog) = doc.catalog() else {
        return vec!["the file has no catalog".to_owned()];
    };
    metadata::check(&file, catalog, &mut broken);
    let tree = structure::Tree::read(&file, catalog, &mut broken);
    for (number, page) in doc.get_pages() {
        let place = format!("page {number}");
        if let Ok(dict) = doc.get_dictionary(page) {
            let used = content::check(&file, page, dict, &place, &tree, &mut broken);
            fonts(&file, dict, &used, &place, &mut broken);
            annotations(&file, dict, &place, &tree, &mut broken);
        }
    }
    tree.all_seen(&mut broken);
    outline(&file, catalog, &mut broken);
    broken.0
}

/// Rules found broken.
#[derive(Default)]
struct Broken(Vec<String>);

impl Broken {
    fn unless(&mut self, kept: bool, rule: impl FnOnce() -> String) {
        if !kept {
            self.0.push(rule());
        }
    }
}

/// Every font is embedded, and every code shown has a width and a meaning.
fn fonts(file: &File<'_>, page: &Dictionary, used: &content::Used, place: &str, broken: &mut Broken) {
    let all = file.dict(page, "Resources").and_then(|resources| file.dict(resources, "Font"));
    for (name, codes) in used {
        let fault = |rule: &str| format!("{place}: font {name} {rule}");
        let Some(font) = all.and_then(|all| file.dict(all, name)) else {
            broken.unless(false, || fault("is not among the resources"));
            continue;
        };
        let below = file.list(font, "DescendantFonts").first().map(|font| file.follow(font)).and_then(of);
        let descriptor = below.and_then(|font| file.dict(font, "FontDescriptor"));
        let program = ["FontFile2", "FontFile3"];
        let embedded = descriptor.is_some_and(|d| program.iter().any(|key| file.get(d, key).is_some()));
        broken.unless(embedded, || fault("is not embedded"));
        let widths = below.map(|font| widths(file.list(font, "W"))).unwrap_or_default();
        let meanings = match file.get(font, "ToUnicode") {
            Some(Object::Stream(map)) => meanings(&map.get_plain_content().unwrap_or_default()),
            _ => BTreeMap::new(),
        };
        for code in codes {
            broken.unless(widths.contains_key(code), || fault(&format!("has no width for code {code}")));
            let meaning = meanings.get(code).map_or("", String::as_str);
            let meant = !meaning.is_empty() && !meaning.contains(['\0', '\u{FEFF}', '\u{FFFE}']);
            broken.unless(meant, || fault(&format!("has no meaning for code {code}")));
        }
    }
}

/// A `W` array: first code and widths from there.
fn widths(list: &[Object]) -> BTreeMap<u16, f32> {
    let mut widths = BTreeMap::new();
    for pair in list.chunks(2) {
        let [Object::Integer(first), Object::Array(of)] = pair else {
            continue;
        };
        let codes = u16::try_from(*first).unwrap_or(0)..;
        widths.extend(codes.zip(of.iter().filter_map(|width| width.as_float().ok())));
    }
    widths
}

/// Every annotation is an object of its own, printed, described, and known to the structure as a link.
fn annotations(file: &File<'_>, page: &Dictionary, place: &str, tree: &structure::Tree, broken: &mut Broken) {
    let annotations = file.list(page, "Annots");
    let ordered = annotations.is_empty() || file.name(page, "Tabs").as_deref() == Some("S");
    broken.unless(ordered, || format!("{place}: annotations are not in the order of the structure"));
    for (number, annotation) in annotations.iter().enumerate() {
        let fault = |rule: &str| format!("{place}: annotation {} {rule}", number + 1);
        let Ok(id) = annotation.as_reference() else {
            broken.unless(false, || fault("is not an object of its own"));
            continue;
        };
        let Some(dict) = of(file.follow(annotation)) else {
            continue;
        };
        broken.unless(file.int(dict, "F") == Some(4), || fault("is not set to be printed"));
        let words = file.text(dict, "Contents").unwrap_or_default();
        broken.unless(!words.trim().is_empty(), || fault("has no words"));
        let element = file.int(dict, "StructParent").and_then(|key| tree.object_parent(key));
        broken.unless(element.is_some_and(|element| tree.role(element) == "Link"), || {
            let role = element.map_or("nothing", |element| tree.role(element));
            fault(&format!("belongs to {role}, not to a Link"))
        });
        broken.unless(tree.holds_object(id) == element, || fault("is not among the children of its element"));
        if let Ok(to) = dict.get(b"Dest") {
            broken.unless(leads_somewhere(file, to), || fault("leads nowhere"));
        }
    }
}

/// The outline is linked both ways and leads to places that exist.
fn outline(file: &File<'_>, catalog: &Dictionary, broken: &mut Broken) {
    let Ok(Object::Reference(root)) = catalog.get(b"Outlines") else {
        return;
    };
    let mut open: Vec<(ObjectId, usize)> = vec![(*root, 0)];
    while let Some((parent, depth)) = open.pop() {
        let Ok(above) = file.doc.get_dictionary(parent) else {
            continue;
        };
        let (mut next, mut before) = (above.get(b"First").ok(), None);
        while let Some(Object::Reference(id)) = next {
            let Ok(entry) = file.doc.get_dictionary(*id) else {
                break;
            };
            let title = file.text(entry, "Title").unwrap_or_default();
            let fault = |rule: &str| format!("bookmark `{title}` {rule}");
            let reference = |key: &[u8]| entry.get(key).and_then(Object::as_reference).ok();
            broken.unless(!title.is_empty(), || fault("has no title"));
            broken.unless(reference(b"Parent") == Some(parent), || fault("hangs elsewhere too"));
            broken.unless(reference(b"Prev") == before, || fault("does not follow the one before it"));
            let leads = entry.get(b"Dest").is_ok_and(|to| leads_somewhere(file, to));
            broken.unless(leads, || fault("leads nowhere"));
            if depth < 8 && entry.has(b"First") {
                open.push((*id, depth + 1));
            }
            before = Some(*id);
            next = entry.get(b"Next").ok().filter(|next| next.as_reference().ok() != before);
        }
        let last = above.get(b"Last").and_then(Object::as_reference).ok();
        broken.unless(last == before, || "the outline does not end where it is declared to end".to_owned());
    }
}

/// Whether a destination, given as such or by name, is on a page.
fn leads_somewhere(file: &File<'_>, to: &Object) -> bool {
    let named = |name: &[u8]| {
        let names = file.doc.catalog().ok().and_then(|catalog| file.dict(catalog, "Names"))?;
        let list = file.list(file.dict(names, "Dests")?, "Names");
        let pair = list.chunks(2).find(|pair| pair[0].as_str().is_ok_and(|known| known == name))?;
        pair.get(1)
    };
    let view = match to {
        Object::String(name, _) => named(name).map(|view| file.follow(view)),
        other => Some(other),
    };
    let page = view.and_then(|view| view.as_array().ok()?.first()?.as_reference().ok());
    page.is_some_and(|page| file.doc.get_dictionary(page).is_ok_and(|page| page.has_type(b"Page")))
}
