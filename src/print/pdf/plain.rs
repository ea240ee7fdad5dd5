//! What streams hold, inflated. A file of a few kilobytes can inflate to any size, so all of them together
//! have a bound.

use std::cell::Cell;
use std::io::Read as _;

use flate2::read::ZlibDecoder;
use lopdf::{Object, Stream};

/// Inflates streams up to a number of bytes in all.
pub(super) struct Plain {
    left: Cell<usize>,
    over: Cell<bool>,
}

impl Plain {
    /// With this number of bytes in all.
    pub(super) fn up_to(bytes: usize) -> Plain {
        Plain { left: Cell::new(bytes), over: Cell::new(false) }
    }

    /// Whether the bound was met, and something came out short.
    pub(super) fn over(&self) -> bool {
        self.over.get()
    }

    /// The bytes of a stream, as far as it is sound; as they are where it is not deflated.
    pub(super) fn of(&self, stream: &Stream) -> Vec<u8> {
        let bytes = if is_deflated(stream) {
            inflated(&stream.content, self.left.get().saturating_add(1))
        } else {
            stream.content.clone()
        };
        self.charge(bytes.len());
        if self.over() { Vec::new() } else { bytes }
    }

    /// Inflates data that ends somewhere, and keeps nothing of it: how many bytes come of it.
    pub(super) fn measure(&self, data: &[u8]) -> usize {
        let mut part = [0; 8192];
        let mut decoder = ZlibDecoder::new(data);
        let mut all = 0;
        while let Ok(read @ 1..) = decoder.read(&mut part) {
            all += read;
            self.charge(read);
            if self.over() {
                break;
            }
        }
        all
    }

    /// Counts the bytes of a stream.
    pub(super) fn charge(&self, bytes: usize) {
        match self.left.get().checked_sub(bytes) {
            Some(left) => self.left.set(left),
            None => self.over.set(true),
        }
    }
}

/// Whether a stream is deflated, and nothing else.
pub(super) fn is_deflated(stream: &Stream) -> bool {
    let flate = |name: &Object| name.as_name().is_ok_and(|name| name == b"FlateDecode");
    match stream.dict.get(b"Filter") {
        Ok(Object::Array(filters)) => matches!(filters.as_slice(), [only] if flate(only)),
        Ok(filter) => flate(filter),
        Err(_) => false,
    }
}

fn inflated(data: &[u8], at_most: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    // What comes before the damage is kept: it has another digest than the whole.
    let _damaged = ZlibDecoder::new(data).take(at_most as u64).read_to_end(&mut bytes);
    bytes
}
