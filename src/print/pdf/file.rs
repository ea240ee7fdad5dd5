//! A file read back: entries resolved, direct or by reference.

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
