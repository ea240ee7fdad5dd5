//! Reading a file back, from any source: its words, its attached files and the digests of its parts.
//!
//! It may be hostile, so what it may cost is bounded: its size, the objects it packs together, and all that
//! its streams inflate to.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use lopdf::{Document, LoadOptions, Object};

use super::parts::{Parts, attached};
use super::plain::Plain;
use super::{seal, words};

/// What a file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contents {
    /// Digest and words of each page.
    pub pages: Vec<Page>,
    /// Attached files, by name.
    pub attachments: BTreeMap<String, Vec<u8>>,
    /// Digests of the other parts, by name.
    pub parts: BTreeMap<String, String>,
}

/// A page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Of its content, its size and its links.
    pub digest: String,
    /// Its words; lines and pieces are parted by white space.
    pub text: String,
}

/// Why a file cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadError {
    /// It does not begin like a PDF.
    NotPdf,
    /// A password was set on it.
    Encrypted,
    /// It is, or inflates to, more than any file made here.
    TooLarge,
    /// It begins like a PDF and is broken: why.
    Broken(String),
}

/// Largest file, in bytes.
const LARGEST: usize = 32 << 20;
/// All that the packed objects of a file may inflate to. Each of their bytes takes many in memory.
const PACKED: usize = 16 << 20;
/// Of those, one stream.
const PACKED_TOGETHER: usize = 8 << 20;
/// All that its other streams may inflate to.
const INFLATED: usize = 128 << 20;

/// Reads a file.
///
/// # Errors
///
/// If it cannot be read. A file that was altered mostly can.
pub fn read(bytes: &[u8]) -> Result<Contents, ReadError> {
    if !bytes.starts_with(b"%PDF-") {
        return Err(ReadError::NotPdf);
    }
    if bytes.len() > LARGEST {
        return Err(ReadError::TooLarge);
    }
    if packed_too_large(bytes) {
        // What is encrypted cannot be measured.
        let encrypted = seal::find(bytes, b"/Encrypt", 0).is_some();
        return Err(if encrypted { ReadError::Encrypted } else { ReadError::TooLarge });
    }
    let doc = load(bytes).map_err(ReadError::Broken)?;
    if doc.is_encrypted() || doc.encryption_state.is_some() {
        return Err(ReadError::Encrypted);
    }
    if doc.catalog().is_err() {
        return Err(ReadError::Broken("it has no catalog".to_owned()));
    }
    let plain = Plain::up_to(INFLATED);
    let parts = Parts::of(&doc, &plain);
    let digests = parts.of_pages();
    let others = parts.of_others();
    // As in `load`: operations are parsed by what is not ours.
    let texts = catch_unwind(AssertUnwindSafe(|| words::pages(&doc, &Plain::up_to(INFLATED))));
    let texts = texts.unwrap_or_default();
    let texts = texts.into_iter().chain(std::iter::repeat(String::new()));
    let attachments = attached(&doc).into_iter().map(|(name, id)| match doc.objects.get(&id) {
        Some(Object::Stream(stream)) => (name, plain.of(stream)),
        _ => (name, Vec::new()),
    });
    let contents = Contents {
        attachments: attachments.collect(),
        pages: digests.into_iter().zip(texts).map(|(digest, text)| Page { digest, text }).collect(),
        parts: others,
    };
    if plain.over() {
        return Err(ReadError::TooLarge);
    }
    Ok(contents)
}

/// The tree of objects. The reader is not ours: should it panic on a broken file, then the file is broken.
fn load(bytes: &[u8]) -> Result<Document, String> {
    let options = LoadOptions { max_decompressed_size: Some(PACKED_TOGETHER), ..LoadOptions::default() };
    match catch_unwind(|| Document::load_mem_with_options(bytes, options)) {
        Ok(Ok(doc)) => Ok(doc),
        Ok(Err(error)) => Err(error.to_string()),
        Err(_) => Err("its objects cannot be followed".to_owned()),
    }
}

/// Whether the objects and tables that are packed together in streams inflate to too much.
fn packed_too_large(bytes: &[u8]) -> bool {
    let plain = Plain::up_to(PACKED);
    let names = (0..bytes.len()).filter(|at| bytes[*at] == b'/').map(|at| at + 1);
    for at in names.filter(|at| is_named(&bytes[*at..], b"ObjStm") || is_named(&bytes[*at..], b"XRef")) {
        let data = seal::find(bytes, b"stream", at).map(|at| at + b"stream".len());
        let data = data.and_then(|at| bytes.get(at..)).unwrap_or_default();
        let skip = data.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        if plain.measure(&data[skip..]) == 0 {
            // Packed another way: as much as it may be.
            plain.charge(PACKED_TOGETHER);
        }
        if plain.over() {
            return true;
        }
    }
    false
}

/// Whether a name is this one, be its letters written out as in `Obj#53tm`.
fn is_named(bytes: &[u8], name: &[u8]) -> bool {
    let mut rest = bytes;
    name.iter().all(|letter| {
        let (byte, after) = match rest {
            [b'#', high, low, after @ ..] => {
                let digits = [*high, *low].map(|digit| char::from(digit).to_digit(16));
                let [Some(high), Some(low)] = digits else { return false };
                (high * 16 + low, after)
            }
            [byte, after @ ..] => (u32::from(*byte), after),
            [] => return false,
        };
        rest = after;
        byte == u32::from(*letter)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_objects_are_known_however_their_name_is_written() {
        assert!(is_named(b"ObjStm/N 1", b"ObjStm") && is_named(b"#4fbj#53tm ", b"ObjStm"));
        assert!(
            !is_named(b"ObjSt", b"ObjStm")
                && !is_named(b"#4", b"ObjStm")
                && !is_named(b"#zzbjStm", b"ObjStm")
        );
    }
}
