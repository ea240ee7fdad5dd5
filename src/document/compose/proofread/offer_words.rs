//! Words for what an offer promises in figures, and for what else a figure may be of: `offer_words/en.txt` explains
//! each section.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use bidwright_base::word_lists::WordLists;
use bidwright_base::words::split;

const LANGUAGES: &[&str] = &[include_str!("offer_words/en.txt"), include_str!("offer_words/de.txt")];

/// A phrase as written in its list, and its words.
pub(super) struct Phrase {
    pub(super) text: &'static str,
    pub(super) words: Vec<String>,
}

static PHRASES: LazyLock<BTreeMap<&'static str, Vec<Phrase>>> = LazyLock::new(|| {
    let lists = WordLists::read(LANGUAGES);
    let phrases = |section: &str| {
        let list = lists.list(section).into_iter();
        list.map(|text| Phrase { text, words: split(text) }).collect()
    };
    SECTIONS.iter().map(|section| (*section, phrases(section))).collect()
});

const SECTIONS: &[&str] = &[
    "price",
    "net",
    "gross",
    "list price",
    "finish",
    "handover",
    "deadline",
    "discount",
    "ceiling",
    "payment",
    "chance",
    "chance of one",
    "links",
    "of the offer",
    "auxiliaries",
    "of what",
    "articles",
    "weak",
    "ours",
    "each",
    "elsewhere",
];

/// The phrases of all languages in a section.
pub(super) fn phrases(section: &str) -> &'static [Phrase] {
    &PHRASES[section]
}

/// Whether a word is in a section.
pub(super) fn is_in(section: &str, word: &str) -> bool {
    phrases(section).iter().any(|phrase| matches!(phrase.words.as_slice(), [only] if only == word))
}

/// Whether a phrase of a section stands somewhere in a text.
pub(super) fn stands_in(section: &str, words: &[&str]) -> bool {
    (0..words.len()).any(|at| starts(section, &words[at..]))
}

/// Whether a text starts with a phrase of a section.
pub(super) fn starts(section: &str, words: &[&str]) -> bool {
    phrases(section).iter().any(|phrase| phrase.starts(words))
}

impl Phrase {
    /// Whether a text starts with it.
    pub(super) fn starts(&self, words: &[&str]) -> bool {
        words.len() >= self.words.len() && words.iter().zip(&self.words).all(|(one, other)| one == other)
    }
}
