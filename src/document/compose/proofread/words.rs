//! The word lists of proof-reading: `words/en.txt` explains each section. A new language is one file and one
//! line here.

use std::sync::LazyLock;

use bidwright_base::word_lists::WordLists;

const LANGUAGES: &[&str] = &[include_str!("words/en.txt"), include_str!("words/de.txt")];

/// The lists of all languages, read at first use.
pub(super) static WORDS: LazyLock<WordLists> = LazyLock::new(|| WordLists::read(LANGUAGES));
