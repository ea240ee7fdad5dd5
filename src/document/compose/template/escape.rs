//! Values in Markdown: printed as exactly what they are, wherever they stand.
//!
//! A backslash works in running text but not in code, and not for a space at the end of a line; and
//! Markdown counts letters and punctuation around `**` and quotes. So a value does not travel as
//! itself: every character of it that could mean anything becomes one of Plane 16's private use,
//! which Markdown takes for a letter of a word, and is turned back when the document is folded.
//! A customer called `A|B *c* <b> [x](y) # 1.` is one long word to the parser.

use std::borrow::Cow;
use std::io::{self, Write};

/// A character `c` below [`END`] travels as `SHIFT + c`.
const SHIFT: u32 = 0x10_0000;
/// Past Latin, Greek, Cyrillic, the general punctuation and that of Chinese and Japanese.
const END: u32 = 0x3100;
/// Announces that the next character is one of ours that was in the value already.
const LITERAL: char = '\u{10fffd}';

/// Writes a value so that [`unescape`] gives it back from any place in folded Markdown.
pub(crate) fn escape(value: &str, to: &mut dyn Write) -> io::Result<()> {
    let mut out = String::with_capacity(value.len() * 2);
    for c in value.chars() {
        match u32::from(c) {
            _ if c.is_ascii_alphanumeric() => out.push(c),
            code @ 0..END if !c.is_alphanumeric() => {
                out.push(char::from_u32(SHIFT + code).expect("within Plane 16"));
            }
            SHIFT.. => out.extend([LITERAL, c]),
            _ => out.push(c),
        }
    }
    to.write_all(out.as_bytes())
}

/// Restores the values in text that may hold some.
pub(crate) fn unescape(text: &str) -> Cow<'_, str> {
    // Plane 16 is what UTF-8 writes with a first byte of F4.
    if !text.as_bytes().contains(&0xF4) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c == LITERAL {
            out.extend(chars.next());
            continue;
        }
        let plain = u32::from(c).checked_sub(SHIFT).filter(|&code| code < END).and_then(char::from_u32);
        out.push(plain.unwrap_or(c));
    }
    Cow::Owned(out)
}

/// A value as [`escape`] writes it.
pub(crate) fn escaped(value: &str) -> String {
    let mut out = Vec::new();
    escape(value, &mut out).expect("memory takes it");
    String::from_utf8(out).expect("characters were written")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_string_comes_back(value in "\\PC*|[\\u{100000}-\\u{10ffff} a*]*|(?s:.)*") {
            let escaped = escaped(&value);
            prop_assert_eq!(unescape(&escaped), value);
        }
    }

    #[test]
    fn letters_and_digits_are_left_alone() {
        assert_eq!(escaped("Müller99"), "Müller99");
    }
}
