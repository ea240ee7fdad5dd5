//! Words as proof-reading takes them, and its word lists: `words/en.txt` explains each section. A new language is one
//! file and one line here.

use std::ops::Range;
use std::sync::LazyLock;

use bidwright_base::word_lists::WordLists;

const LANGUAGES: &[&str] = &[include_str!("words/en.txt"), include_str!("words/de.txt")];

/// The lists of all languages, read at first use.
pub(super) static WORDS: LazyLock<WordLists> = LazyLock::new(|| WordLists::read(LANGUAGES));

/// The words of a text in lower case, with their bytes.
pub(super) fn words_of(text: &str) -> Vec<(Range<usize>, String)> {
    let mut words: Vec<(Range<usize>, String)> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
        let end = at + c.len_utf8();
        match words.last_mut() {
            Some((span, word)) if span.end == at => {
                span.end = end;
                word.extend(c.to_lowercase());
            }
            _ => words.push((at..end, c.to_lowercase().collect())),
        }
    }
    words
}

/// The bytes of the sentence around a range of a text: from stop to stop, a stop being one of these signs before a
/// blank, or an empty line.
pub(super) fn sentence_around(text: &str, span: Range<usize>, stops: &[char]) -> Range<usize> {
    let ends = |(at, c): (usize, char)| {
        let next = text[at + c.len_utf8()..].chars().next();
        let stop = stops.contains(&c) && next.is_none_or(char::is_whitespace);
        (stop || c == '\n' && next == Some('\n')).then_some(at + c.len_utf8())
    };
    let start = text[..span.start].char_indices().rev().find_map(ends).unwrap_or(0);
    let end = text[span.end..].char_indices().map(|(at, c)| (span.end + at, c)).find_map(ends);
    start..end.unwrap_or(text.len())
}
