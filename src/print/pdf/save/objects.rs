//! Objects in the words of PDF.

use std::io::Write as _;

use lopdf::{Dictionary, Object, StringFormat};

use super::TO_MEMORY;

/// Writes an object that is not a stream.
pub(in crate::pdf) fn write(object: &Object, out: &mut Vec<u8>) {
    match object {
        Object::Null => out.extend(b"null"),
        Object::Boolean(value) => write!(out, "{value}").expect(TO_MEMORY),
        Object::Integer(value) => write!(out, "{value}").expect(TO_MEMORY),
        Object::Real(value) => write!(out, "{value}").expect(TO_MEMORY),
        Object::Name(text) => name(text, out),
        Object::String(text, StringFormat::Literal) => literal(text, out),
        Object::String(text, StringFormat::Hexadecimal) => {
            out.push(b'<');
            out.extend(
                text.iter().flat_map(|byte| [HEX[usize::from(byte >> 4)], HEX[usize::from(byte & 15)]]),
            );
            out.push(b'>');
        }
        Object::Array(items) => {
            out.push(b'[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(b' ');
                }
                write(item, out);
            }
            out.push(b']');
        }
        Object::Dictionary(entries) => dictionary(entries, out),
        Object::Reference((id, generation)) => write!(out, "{id} {generation} R").expect(TO_MEMORY),
        Object::Stream(_) => unreachable!("streams stand on their own"),
    }
}

/// Writes a dictionary, its entries in the order they were set.
pub(super) fn dictionary(entries: &Dictionary, out: &mut Vec<u8>) {
    out.extend(b"<<");
    for (key, value) in entries {
        name(key, out);
        // Delimiters part themselves from what is before them.
        let parted =
            matches!(value, Object::Name(_) | Object::String(..) | Object::Array(_) | Object::Dictionary(_));
        if !parted {
            out.push(b' ');
        }
        write(value, out);
    }
    out.extend(b">>");
}

const HEX: &[u8; 16] = b"0123456789ABCDEF";

fn name(text: &[u8], out: &mut Vec<u8>) {
    out.push(b'/');
    for byte in text {
        if byte.is_ascii_graphic() && !b"()<>[]{}/%#".contains(byte) {
            out.push(*byte);
        } else {
            out.extend([b'#', HEX[usize::from(byte >> 4)], HEX[usize::from(byte & 15)]]);
        }
    }
}

fn literal(text: &[u8], out: &mut Vec<u8>) {
    out.push(b'(');
    for byte in text {
        match byte {
            b'(' | b')' | b'\\' => out.extend([b'\\', *byte]),
            // Readers take either end of line for a line feed.
            b'\r' => out.extend(b"\\r"),
            _ => out.push(*byte),
        }
    }
    out.push(b')');
}
