//! Entries of a PDF, direct or by reference. The check reads files by itself, so that a fault of the exporter's own
//! reader does not hide one of its writer.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object};

/// Reads through references.
#[derive(Clone, Copy)]
pub(super) struct File<'a> {
    pub(super) doc: &'a Document,
}

impl<'a> File<'a> {
    pub(super) fn follow(&self, object: &'a Object) -> &'a Object {
        self.doc.dereference(object).map_or(&Object::Null, |(_, object)| object)
    }

    pub(super) fn get(&self, dict: &'a Dictionary, key: &str) -> Option<&'a Object> {
        dict.get(key.as_bytes()).ok().map(|object| self.follow(object)).filter(|object| !object.is_null())
    }

    pub(super) fn dict(&self, dict: &'a Dictionary, key: &str) -> Option<&'a Dictionary> {
        self.get(dict, key).and_then(of)
    }

    pub(super) fn list(&self, dict: &'a Dictionary, key: &str) -> &'a [Object] {
        self.get(dict, key).and_then(|object| object.as_array().ok()).map_or(&[], Vec::as_slice)
    }

    pub(super) fn int(&self, dict: &'a Dictionary, key: &str) -> Option<i64> {
        self.get(dict, key)?.as_i64().ok()
    }

    pub(super) fn name(&self, dict: &'a Dictionary, key: &str) -> Option<String> {
        Some(String::from_utf8_lossy(self.get(dict, key)?.as_name().ok()?).into_owned())
    }

    pub(super) fn text(&self, dict: &'a Dictionary, key: &str) -> Option<String> {
        lopdf::decode_text_string(self.get(dict, key)?).ok()
    }
}

/// A dictionary, be it that of a stream.
pub(super) fn of(object: &Object) -> Option<&Dictionary> {
    match object {
        Object::Dictionary(dict) => Some(dict),
        Object::Stream(stream) => Some(&stream.dict),
        _ => None,
    }
}

/// The single entries of a ToUnicode map, which are all this program writes.
pub(super) fn meanings(map: &[u8]) -> BTreeMap<u16, String> {
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
