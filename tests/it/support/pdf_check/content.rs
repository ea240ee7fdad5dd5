//! The operations of a page: everything marked, marks and text objects nested, pieces known to the structure.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Object, ObjectId};

use super::structure::Tree;
use super::{Broken, File, of};

/// By font: the codes shown.
pub(super) type Used = BTreeMap<String, BTreeSet<u16>>;

/// Checks a page; the fonts and codes it shows.
pub(super) fn check(
    file: &File<'_>,
    id: ObjectId,
    page: &Dictionary,
    place: &str,
    tree: &Tree,
    broken: &mut Broken,
) -> Used {
    let mut reader = Reader {
        place,
        tree,
        page: id,
        key: file.int(page, "StructParents"),
        next: 0,
        marks: Vec::new(),
        in_text: false,
        font: String::new(),
        used: Used::new(),
        broken,
    };
    match Content::decode(&file.doc.get_page_content(id)) {
        Ok(content) => content.operations.iter().for_each(|operation| reader.operation(operation)),
        Err(error) => reader.rule(false, || format!("cannot be read: {error}")),
    }
    reader.rule(reader.marks.is_empty(), || "ends inside a mark".to_owned());
    reader.rule(!reader.in_text, || "ends inside a text object".to_owned());
    reader.used
}

/// The content of a mark.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Piece,
    Artifact,
    /// Inside another, as one with other text to copy.
    Inner,
}

struct Reader<'r> {
    place: &'r str,
    tree: &'r Tree,
    page: ObjectId,
    key: Option<i64>,
    /// The number the next piece should have.
    next: i64,
    /// Open marks, each with whether it began inside a text object.
    marks: Vec<(Mark, bool)>,
    in_text: bool,
    font: String,
    used: Used,
    broken: &'r mut Broken,
}

impl Reader<'_> {
    fn rule(&mut self, kept: bool, rule: impl FnOnce() -> String) {
        let place = self.place;
        self.broken.unless(kept, || format!("{place}: {}", rule()));
    }

    fn operation(&mut self, operation: &Operation) {
        match operation.operator.as_str() {
            "BT" => {
                self.rule(!self.in_text, || "a text object inside another".to_owned());
                self.in_text = true;
            }
            "ET" => {
                self.rule(self.in_text, || "a text object ends that did not begin".to_owned());
                let overlap = self.marks.last().is_some_and(|(_, within)| *within);
                self.rule(!overlap, || "a text object ends inside a mark set in it".to_owned());
                self.in_text = false;
            }
            "BMC" | "BDC" => self.begin(&operation.operands),
            "EMC" => {
                let mark = self.marks.pop();
                self.rule(mark.is_some(), || "a mark ends that did not begin".to_owned());
                let apart = mark.is_none_or(|(_, within)| within == self.in_text);
                self.rule(apart, || "a mark and a text object overlap".to_owned());
            }
            "Tf" => {
                let name = operation.operands.first().and_then(|name| name.as_name().ok());
                self.font = String::from_utf8_lossy(name.unwrap_or_default()).into_owned();
            }
            "Tj" | "TJ" | "'" | "\"" => {
                self.painted("text");
                self.rule(self.in_text, || "text outside of text objects".to_owned());
                for operand in &operation.operands {
                    self.show(operand);
                }
            }
            "f" | "f*" | "F" | "S" | "s" | "B" | "B*" | "b" | "b*" | "sh" | "Do" => {
                self.painted(&operation.operator);
                self.rule(!self.in_text, || "a drawing inside a text object".to_owned());
            }
            _ => {}
        }
    }

    fn painted(&mut self, what: &str) {
        self.rule(!self.marks.is_empty(), || format!("`{what}` without a mark"));
    }

    fn begin(&mut self, operands: &[Object]) {
        let tag = operands.first().and_then(|tag| tag.as_name().ok()).unwrap_or_default();
        let tag = String::from_utf8_lossy(tag).into_owned();
        let properties = operands.get(1).and_then(of);
        let number = properties.and_then(|p| p.get(b"MCID").ok()?.as_i64().ok());
        let mark = match number {
            Some(number) => {
                let next = self.next;
                self.rule(number == next, || format!("piece {number} comes where {next} should"));
                self.next = number + 1;
                let role = self.tree.piece(self.page, self.key, number);
                self.rule(role == Some(tag.as_str()), || {
                    format!("piece {number} is marked {tag} and belongs to {}", role.unwrap_or("nothing"))
                });
                Mark::Piece
            }
            None if tag == "Artifact" => Mark::Artifact,
            None => Mark::Inner,
        };
        let nested = !self.marks.is_empty();
        self.rule(nested == (mark == Mark::Inner), || format!("a mark {tag} in the wrong place"));
        let loose = mark == Mark::Inner || !self.in_text;
        self.rule(loose, || format!("a mark {tag} begins inside a text object"));
        self.marks.push((mark, self.in_text));
    }

    fn show(&mut self, operand: &Object) {
        match operand {
            Object::String(codes, _) => {
                let codes = codes.chunks_exact(2).map(|code| u16::from_be_bytes([code[0], code[1]]));
                self.used.entry(self.font.clone()).or_default().extend(codes);
            }
            Object::Array(items) => items.iter().for_each(|item| self.show(item)),
            _ => {}
        }
    }
}
