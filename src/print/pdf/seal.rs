//! The identity of a file: SHA-256 over all its bytes, with its own place blank.

use std::ops::Range;

use bidwright_base::digest::sha256;

/// Digits of a digest.
const DIGITS: usize = 64;

/// Writes the identity into its blank place, the last in the file.
pub(super) fn close(bytes: &mut [u8]) {
    let place = places(bytes).pop().expect("the table of objects has an identity");
    let digits = sha256(bytes);
    for half in [place.0, place.1] {
        bytes[half].copy_from_slice(digits.as_bytes());
    }
}

/// What an identity is before it is known.
pub(super) const BLANK: [u8; DIGITS / 2] = [0; DIGITS / 2];

/// The identity of a file: as stated in it, and as found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Identity {
    /// The identity the file states; `None` if it states none.
    pub stated: Option<String>,
    /// SHA-256 of the file with that place blank; of the file as it is if there is none.
    pub found: String,
    /// Bytes after the end of the file, where the part before them is as it was made.
    pub appended: usize,
}

impl Identity {
    /// Whether not a byte was altered.
    #[must_use]
    pub(crate) fn holds(&self) -> bool {
        self.appended == 0 && self.stated.as_ref() == Some(&self.found)
    }
}

/// More places than this have an identity in no file that was made here and appended to.
const TRIED: usize = 8;

/// The identity of a file.
#[must_use]
pub(crate) fn identity(bytes: &[u8]) -> Identity {
    let places = places(bytes);
    let mut last = None;
    for (at, (first, second)) in places.iter().rev().take(TRIED).enumerate() {
        let end = find(bytes, END, second.end).map(|at| at + END.len());
        let stated = String::from_utf8_lossy(&bytes[first.clone()]).into_owned();
        if at == 0 {
            let found = blanked(bytes, first, second);
            if found == stated {
                return Identity { stated: Some(stated), found, appended: 0 };
            }
            last = Some(Identity { stated: Some(stated.clone()), found, appended: 0 });
        }
        if let Some(end) = end.filter(|end| *end < bytes.len()) {
            let found = blanked(&bytes[..end], first, second);
            if found == stated {
                return Identity { stated: Some(stated), found, appended: bytes.len() - end };
            }
        }
    }
    last.unwrap_or_else(|| Identity { stated: None, found: sha256(bytes), appended: 0 })
}

/// The end of a file, as this program writes it.
const END: &[u8] = b"%%EOF\n";

fn blanked(bytes: &[u8], first: &Range<usize>, second: &Range<usize>) -> String {
    let mut bytes = bytes.to_vec();
    for half in [first, second] {
        bytes[half.clone()].fill(b'0');
    }
    sha256(&bytes)
}

/// Where a file has an identity of this kind: twice the same digits.
fn places(bytes: &[u8]) -> Vec<(Range<usize>, Range<usize>)> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = find(bytes, b"/ID", from) {
        from = at + 3;
        found.extend(place(bytes, from));
    }
    found
}

fn place(bytes: &[u8], from: usize) -> Option<(Range<usize>, Range<usize>)> {
    let skip = |at: usize| at + bytes[at..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    let expect = |at: usize, mark: u8| {
        let at = skip(at);
        (bytes.get(at) == Some(&mark)).then_some(at + 1)
    };
    let digits = |at: usize| {
        let end = at + DIGITS;
        bytes.get(at..end)?.iter().all(u8::is_ascii_hexdigit).then_some(at..end)
    };
    let first = digits(expect(expect(from, b'[')?, b'<')?)?;
    let second = digits(expect(expect(first.end, b'>')?, b'<')?)?;
    expect(expect(second.end, b'>')?, b']')?;
    (bytes[first.clone()] == bytes[second.clone()]).then_some((first, second))
}

pub(super) fn find(bytes: &[u8], mark: &[u8], from: usize) -> Option<usize> {
    let rest = bytes.get(from..)?;
    let first = *mark.first()?;
    let mut at = 0;
    while let Some(next) = rest[at..].iter().position(|byte| *byte == first) {
        at += next;
        if rest[at..].starts_with(mark) {
            return Some(from + at);
        }
        at += 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The end of a file, as it is saved.
    fn closed(text: &str) -> Vec<u8> {
        let blank = "0".repeat(DIGITS);
        let mut bytes = format!("%PDF-1.7\n{text}\n/ID[<{blank}><{blank}>]>>\n%%EOF\n").into_bytes();
        close(&mut bytes);
        bytes
    }

    #[test]
    fn the_identity_is_over_every_byte_but_itself() {
        let file = closed("one");
        assert!(identity(&file).holds());
        assert_ne!(identity(&file), identity(&closed("two")));
        let appended = identity(&[&file[..], END].concat());
        assert_eq!((appended.appended, appended.holds()), (6, false));
        let cut = identity(&file[..file.len() - 1]);
        assert_eq!((cut.appended, cut.holds()), (0, false));
        assert_eq!(identity(b"%PDF-1.7").stated, None);
    }
}
