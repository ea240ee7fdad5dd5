//! From the bytes of a file to its text.

use std::ops::Range;

use bidwright_base::diag::{Code, Diagnostic};

/// Largest file, in bytes.
pub(super) const LARGEST: u64 = 8 * 1024 * 1024;

/// The text of a file without its byte order mark, and where it is no text. Then the rest stands in, so
/// that findings can still be shown.
pub(super) fn text(bytes: Vec<u8>) -> (String, Option<(Diagnostic, Range<usize>)>) {
    let bytes = match bytes.strip_prefix(b"\xef\xbb\xbf") {
        Some(rest) => rest.to_vec(),
        None => bytes,
    };
    match String::from_utf8(bytes) {
        Ok(text) => (text, None),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            let finding = Diagnostic::error(Code::NotUtf8, "the file is not UTF-8 from here on")
                .hint("save it as UTF-8");
            (text, Some((finding, at..at + '\u{fffd}'.len_utf8())))
        }
    }
}

/// What no text file has: zero bytes, a CR alone, more than 8 MiB.
pub(super) fn check(text: &str) -> Option<(Diagnostic, Range<usize>)> {
    let bytes = text.as_bytes();
    if let Some(at) = bytes.iter().position(|b| *b == 0) {
        let finding = Diagnostic::error(Code::NulByte, "the file has a zero byte")
            .hint("is it a text file, saved as UTF-8?");
        return Some((finding, at..at + 1));
    }
    // Most files have no CR at all; those that do are looked through once.
    let mut from = 0;
    while let Some(found) = bytes[from..].iter().position(|b| *b == b'\r') {
        let at = from + found;
        if bytes.get(at + 1) != Some(&b'\n') {
            let finding = Diagnostic::error(Code::LoneCarriageReturn, "a line ends in CR alone")
                .hint("save the file with line ends LF or CRLF");
            return Some((finding, at..at + 1));
        }
        from = at + 1;
    }
    (text.len() as u64 > LARGEST).then(|| (too_large(text.len() as u64, LARGEST), 0..0))
}

/// The finding on a file that is too large.
pub(super) fn too_large(bytes: u64, largest: u64) -> Diagnostic {
    let mebibytes = |bytes: u64| bytes.div_ceil(1024 * 1024);
    Diagnostic::error(
        Code::FileTooLarge,
        format!("the file has {} MiB; at most {}", mebibytes(bytes), mebibytes(largest)),
    )
}
