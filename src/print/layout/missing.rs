//! What no font has, and where on the pages a reader would miss it.

use std::collections::BTreeSet;

use super::pages::{Item, Page, Pages};

/// How many characters before and after are quoted.
const AROUND: usize = 24;

/// A character, or several that make one sign, that no font of the brand has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// The character or characters.
    pub text: String,
    /// The words it occurs in, each once, in the order of the pages.
    pub words: Vec<String>,
    /// The first page it occurs on, counted from one, and the text around it there.
    pub place: Option<(usize, String)>,
}

/// Looks for what is missing on all pages.
pub(super) fn found(missing: BTreeSet<String>, pages: &Pages) -> Vec<Missing> {
    missing.into_iter().map(|text| look_for(text, pages)).collect()
}

fn look_for(text: String, pages: &Pages) -> Missing {
    let mut found = Missing { text, words: Vec::new(), place: None };
    for (at, page) in pages.pages.iter().enumerate() {
        for line in texts(page) {
            for (byte, _) in line.match_indices(found.text.as_str()) {
                let word = word_at(line, byte, found.text.len());
                if !found.words.iter().any(|known| known == word) {
                    found.words.push(word.to_owned());
                }
                found.place.get_or_insert_with(|| (at + 1, around(line, byte, found.text.len())));
            }
        }
    }
    found
}

fn texts(page: &Page) -> impl Iterator<Item = &str> {
    page.items.iter().filter_map(|placed| match &placed.item {
        Item::Text(run) => Some(run.text.as_str()),
        _ => None,
    })
}

/// The letters and figures around the characters at a byte, without the marks around them, which may have
/// been typed otherwise.
fn word_at(line: &str, at: usize, length: usize) -> &str {
    let other = |c: char| !c.is_alphanumeric();
    let start = line[..at].rfind(other).map_or(0, |from| line.ceil_char_boundary(from + 1));
    let end = line[at + length..].find(other).map_or(line.len(), |to| at + length + to);
    &line[start..end]
}

fn around(line: &str, at: usize, length: usize) -> String {
    let before: Vec<char> = line[..at].chars().rev().take(AROUND).collect();
    let after = line[at..].chars().take(line[at..at + length].chars().count() + AROUND);
    let text: String = before.into_iter().rev().chain(after).collect();
    text.replace('\u{ad}', "").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{around, word_at};

    #[test]
    fn a_word_is_reported_without_the_marks_around_it() {
        let line = "for “株式会社三井X”, here";
        let at = line.find('三').expect("in it");
        assert_eq!(word_at(line, at, '三'.len_utf8()), "株式会社三井X");
        assert_eq!(around(line, at, '三'.len_utf8()), line);
        assert_eq!(word_at("a→b", 1, 3), "a→b");
        assert_eq!(word_at("a → b", 2, 3), "→");
    }
}
