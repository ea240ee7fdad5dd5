//! Saving: streams deflated, small objects gathered in streams, and an identity that is a hash of the bytes.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use lopdf::{Document, Object, SaveOptions, Stream, StringFormat};
use rayon::prelude::*;

/// The bytes of the file.
pub(super) fn save(mut doc: Document) -> Vec<u8> {
    doc.objects.par_iter_mut().for_each(|(_, object)| {
        if let Object::Stream(stream) = object {
            deflate(stream);
        }
    });
    doc.trailer.set(
        "ID",
        vec![Object::String(vec![0; 16], StringFormat::Hexadecimal); 2],
    );
    let options = SaveOptions::builder()
        .use_object_streams(true)
        .use_xref_streams(true)
        .max_objects_per_stream(400)
        .compression_level(LEVEL)
        .build();
    let mut bytes = Vec::new();
    doc.save_with_options(&mut bytes, options)
        .expect("written to memory");
    identify(&mut bytes);
    bytes
}

/// Above this, the file gets hardly smaller and takes much longer.
const LEVEL: u32 = 6;

fn deflate(stream: &mut Stream) {
    if stream.allows_compression && !stream.dict.has(b"Filter") {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::new(LEVEL));
        encoder.write_all(&stream.content).expect("written to memory");
        stream.dict.set("Filter", "FlateDecode");
        stream.set_content(encoder.finish().expect("written to memory"));
    }
}

fn identify(bytes: &mut [u8]) {
    let hole = b"<00000000000000000000000000000000>";
    let id = format!("<{:032X}>", hash(bytes));
    while let Some(at) = bytes.windows(hole.len()).rposition(|part| part == hole) {
        bytes[at..at + hole.len()].copy_from_slice(id.as_bytes());
    }
}

/// FNV-1a, 128 bits: names bytes, and keeps no secrets.
pub(super) fn hash(bytes: &[u8]) -> u128 {
    bytes
        .iter()
        .fold(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d, |hash, byte| {
            (hash ^ u128::from(*byte)).wrapping_mul(0x0100_0000_0000_0000_0000_013b)
        })
}
