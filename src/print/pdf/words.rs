//! The words on a page, read back from its operations by the fonts' character maps.
//!
//! lopdf's own reading sees no correction that is not a whole number, so that cells of a row run together
//! before a file is saved and not after; here both are read alike.

use std::collections::BTreeMap;

use lopdf::content::{Content, Operation};
use lopdf::{Document, Object, ObjectId};

use super::file::{File, of};
use super::plain::Plain;

/// What the codes of a font mean.
pub(super) type Meanings = BTreeMap<u16, String>;

/// The text of each page. Pieces that are not set one after the other are parted by white space.
pub(super) fn pages(doc: &Document, plain: &Plain) -> Vec<String> {
    let file = File { doc };
    let mut fonts = BTreeMap::new();
    doc.page_iter().map(|page| words(file, page, plain, &mut fonts)).collect()
}

fn words(file: File<'_>, page: ObjectId, plain: &Plain, known: &mut BTreeMap<ObjectId, Meanings>) -> String {
    let Some(dict) = file.doc.objects.get(&page).and_then(of) else {
        return String::new();
    };
    let fonts = file.dict(dict, "Resources").and_then(|resources| file.dict(resources, "Font"));
    for id in fonts.into_iter().flatten().filter_map(|(_, font)| font.as_reference().ok()) {
        let map = file.doc.objects.get(&id).and_then(of).and_then(|font| file.get(font, "ToUnicode"));
        known.entry(id).or_insert_with(|| match map {
            Some(Object::Stream(map)) => meanings(&plain.of(map)),
            _ => Meanings::new(),
        });
    }
    let font = |name: &[u8]| known.get(&fonts?.get(name).ok()?.as_reference().ok()?);
    let mut content = Vec::new();
    for stream in file.doc.get_page_contents(page) {
        if let Some(Object::Stream(stream)) = file.doc.objects.get(&stream) {
            content.extend(plain.of(stream));
            content.push(b'\n');
        }
    }
    let mut reader = Reader::default();
    if let Ok(content) = Content::decode(&content) {
        for operation in &content.operations {
            reader.operation(operation, &font);
        }
    }
    reader.text
}

/// A correction beyond this, in 1/1000 em, parts words.
const APART: f32 = 200.0;

#[derive(Default)]
struct Reader<'f> {
    text: String,
    font: Option<&'f Meanings>,
}

impl<'f> Reader<'f> {
    fn operation(&mut self, operation: &Operation, font: &impl Fn(&[u8]) -> Option<&'f Meanings>) {
        match operation.operator.as_str() {
            "Tf" => self.font = operation.operands.first().and_then(|name| font(name.as_name().ok()?)),
            "Tj" | "TJ" | "'" | "\"" => operation.operands.iter().for_each(|operand| self.show(operand)),
            "Tm" | "Td" | "TD" | "T*" | "ET" => self.text.push('\n'),
            _ => {}
        }
    }

    fn show(&mut self, operand: &Object) {
        match operand {
            Object::String(codes, _) => {
                for code in codes.chunks_exact(2).map(|code| u16::from_be_bytes([code[0], code[1]])) {
                    let meaning = self.font.and_then(|font| font.get(&code));
                    self.text.push_str(meaning.map_or("\u{FFFD}", String::as_str));
                }
            }
            Object::Array(items) => items.iter().for_each(|item| self.show(item)),
            other => {
                if other.as_float().is_ok_and(|by| by.abs() > APART) {
                    self.text.push(' ');
                }
            }
        }
    }
}

/// The single entries of a ToUnicode map, which are all this program writes.
pub(super) fn meanings(map: &[u8]) -> Meanings {
    let map = String::from_utf8_lossy(map);
    let entry = |line: &str| {
        let (code, text) = line.strip_prefix('<')?.strip_suffix('>')?.split_once("> <")?;
        let units: Result<Vec<u16>, _> = (0..text.len())
            .step_by(4)
            .map(|at| u16::from_str_radix(text.get(at..at + 4).unwrap_or("-"), 16))
            .collect();
        Some((u16::from_str_radix(code, 16).ok()?, String::from_utf16_lossy(&units.ok()?)))
    };
    map.lines().skip_while(|line| !line.ends_with("beginbfchar")).filter_map(entry).collect()
}

/// Whether a figure occurs in a text, and not as a part of a longer one.
#[must_use]
pub(crate) fn prints_figure(text: &str, figure: &str) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let mark = |c: char| matches!(c, '.' | ',' | '\u{2019}');
    !figure.is_empty()
        && text.match_indices(figure).any(|(at, _)| {
            let (before, after) = (&text[..at], &text[at + figure.len()..]);
            let (mut back, mut on) = (before.chars().rev(), after.chars());
            let begins = match back.next() {
                Some(c) if mark(c) => !digit(back.next()),
                c => !digit(c),
            };
            let ends = match on.next() {
                Some(c) if mark(c) => !digit(on.next()),
                c => !digit(c),
            };
            begins && ends
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_not_a_part_of_another() {
        assert!(prints_figure("Net total 1,234.50\n", "1,234.50"));
        assert!(prints_figure("is 1,234.50. It", "1,234.50"));
        assert!(!prints_figure("11,234.50", "1,234.50"));
        assert!(!prints_figure("1,234.50", "234.50"));
        assert!(!prints_figure("1,234.505", "1,234.50"));
        assert!(!prints_figure("1,234.50,7", "1,234.50"));
        assert!(prints_figure("1,234.50, 7", "1,234.50"));
        assert!(!prints_figure("anything", ""));
    }
}
