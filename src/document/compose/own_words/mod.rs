//! People's own words: what stands in a deal, and the firm's names, is printed character for character.
//!
//! Such a text is marked while a document is made: before and after it stands a noncharacter of Unicode, which
//! no file may hold. Typography leaves what is marked as it is, the search for figures passes over it, and
//! a figure never reaches from a typed word into a marked one. Before the document is handed on the marks are gone.

mod deal;
mod lookup;
mod strip;

pub use deal::marked;
pub(crate) use lookup::Lookup;
pub(crate) use strip::{mark_blocks, strip};

use std::borrow::Cow;
use std::ops::Range;

use bidwright_base::words::NONCHARACTERS;

/// Before the words.
const OPEN: char = *NONCHARACTERS.start();
/// Behind them.
const CLOSE: char = '\u{fdd1}';

/// A text as somebody's own.
pub(crate) fn own(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("{OPEN}{}{CLOSE}", plain(text)) }
}

/// The text alone.
pub(crate) fn plain(text: &str) -> Cow<'_, str> {
    if text.contains([OPEN, CLOSE]) {
        Cow::Owned(text.replace([OPEN, CLOSE], ""))
    } else {
        Cow::Borrowed(text)
    }
}

/// The bytes of all that is marked, marks included.
fn spans(text: &str) -> Vec<Range<usize>> {
    let mut spans: Vec<Range<usize>> = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find(OPEN).map(|at| from + at) {
        let end = text[start..].find(CLOSE).map_or(text.len(), |at| start + at + CLOSE.len_utf8());
        spans.push(start..end);
        from = end;
    }
    spans
}

/// The text of the same length in which own words are no words.
pub(crate) fn masked(text: &str) -> Cow<'_, str> {
    if !text.contains(OPEN) {
        return Cow::Borrowed(text);
    }
    let mut out = text.to_owned();
    for span in spans(text) {
        out.replace_range(span.clone(), &"\u{1}".repeat(span.len()));
    }
    Cow::Owned(out)
}

/// Letters that stand for own words while the text around them is set; the first the text has not.
const STANDS_FOR: [char; 3] = ['ꙮ', 'ꔀ', 'ꠀ'];

/// The text with what is not anybody's own changed by `set`, which keeps every letter in its place.
pub(crate) fn around<'t>(text: &'t str, set: impl Fn(&str) -> Option<String>) -> Cow<'t, str> {
    if !text.contains(OPEN) {
        return set(text).map_or(Cow::Borrowed(text), Cow::Owned);
    }
    let spans = spans(text);
    let mut outer = String::with_capacity(text.len());
    let mut from = 0;
    let Some(letter) = STANDS_FOR.into_iter().find(|letter| !text.contains(*letter)) else {
        return Cow::Borrowed(text);
    };
    for span in &spans {
        outer.push_str(&text[from..span.start]);
        outer.push(letter);
        from = span.end;
    }
    outer.push_str(&text[from..]);
    let Some(set) = set(&outer) else { return Cow::Borrowed(text) };
    let mut own = spans.into_iter();
    let mut out = String::with_capacity(text.len() + 8);
    for c in set.chars() {
        match (c == letter).then(|| own.next()).flatten() {
            Some(span) => out.push_str(&text[span]),
            None => out.push(c),
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_marked_stays_and_what_is_around_it_is_set() {
        let text = format!("for '{}' -- and {}", own("A -- 'b'"), own("1--2"));
        let set = around(&text, |text| Some(text.replace("--", "–").replace('\'', "’")));
        assert_eq!(plain(&set), "for ’A -- 'b'’ – and 1--2");
        assert_eq!(spans(&set).len(), 2);
        assert_eq!(plain(&own(&own("x"))), "x");
        assert_eq!(own(""), "");
    }

    #[test]
    fn a_masked_text_has_the_same_places() {
        let text = format!("in 12 {} days", own("3M"));
        let masked = masked(&text);
        assert_eq!(masked.len(), text.len());
        assert_eq!(masked.find("days"), text.find("days"));
        assert!(!masked.contains("3M"));
    }
}
