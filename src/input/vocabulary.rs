//! The words by which names in a deal or a methodology are understood, by language: `vocabulary/en.txt` says what
//! each section is for. A new language is one file and one line here.

use std::sync::LazyLock;

use bidwright_base::word_lists::WordLists;

const LANGUAGES: &[&str] = &[include_str!("vocabulary/en.txt"), include_str!("vocabulary/de.txt")];

static WORDS: LazyLock<WordLists> = LazyLock::new(|| WordLists::read(LANGUAGES));

/// Whether one of these words is in a section of single words.
pub(super) fn any_in<S: AsRef<str>>(words: impl IntoIterator<Item = S>, section: &str) -> bool {
    let known = WORDS.set(section);
    words.into_iter().any(|word| known.contains(word.as_ref()))
}

/// Whether a phrase of a section stands among these words.
pub(super) fn phrase_in(words: &[String], section: &str) -> bool {
    let stands = |phrase: &str| {
        let phrase: Vec<&str> = phrase.split(' ').collect();
        words.windows(phrase.len()).any(|run| *run == *phrase)
    };
    WORDS.list(section).into_iter().any(stands)
}
