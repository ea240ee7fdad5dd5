//! The words that make a number a figure. Those of all languages are read in every document: a deal in one
//! language may quote another.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use crate::compose::proofread::words::WORDS;
use bidwright_base::word_lists::WordLists;

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary::of(&WORDS));

/// Single words by what they mean; phrases are lists.
struct Vocabulary {
    one: BTreeMap<&'static str, String>,
    kinds_of_time: BTreeMap<&'static str, String>,
    months: BTreeMap<&'static str, i8>,
    fractions: BTreeMap<&'static str, u32>,
    out_of: Vec<&'static str>,
    percent: Vec<&'static str>,
    currencies: BTreeMap<&'static str, String>,
    scales: BTreeMap<&'static str, u64>,
    places: BTreeSet<&'static str>,
    uncounted: BTreeSet<&'static str>,
    plural_endings: Vec<&'static str>,
}

impl Vocabulary {
    fn of(lists: &WordLists) -> Vocabulary {
        Vocabulary {
            one: lists.dictionary("one"),
            kinds_of_time: lists.dictionary("kinds of time"),
            months: lists.dictionary("months"),
            fractions: lists.dictionary("fractions"),
            out_of: lists.list("out of"),
            percent: lists.list("percent"),
            currencies: lists.dictionary("currencies"),
            scales: lists.dictionary("scales"),
            places: lists.set("places"),
            uncounted: lists.set("uncounted"),
            plural_endings: lists.list("plural endings"),
        }
    }
}

/// Whether a word means one, or is an article.
pub(super) fn is_one(word: &str) -> bool {
    VOCABULARY.one.contains_key(word)
}

/// Whether a word means one and is no article.
pub(super) fn is_stated_one(word: &str) -> bool {
    VOCABULARY.one.get(word).is_some_and(|kind| kind == "stated")
}

/// The prefix of a unit of time for the word that qualifies it: `working ` of working days, nothing of
/// calendar days; `None` where the word does not qualify a unit.
pub(super) fn kind_of_time(word: &str) -> Option<&'static str> {
    let kind = VOCABULARY.kinds_of_time.get(word)?;
    Some(if kind == "working" { "working " } else { "" })
}

/// The month a word names; a small letter makes "may" and "march" something else.
pub(super) fn month(word: &str) -> Option<i8> {
    if word.starts_with(char::is_uppercase) { VOCABULARY.months.get(word).copied() } else { None }
}

/// Parts of a whole by the word for one of them: "four fifths".
pub(super) fn fraction(word: &str) -> Option<u32> {
    VOCABULARY.fractions.get(word).copied()
}

/// The words between a part and its whole: "four of five", "four out of five".
pub(super) fn out_of() -> &'static [&'static str] {
    &VOCABULARY.out_of
}

/// Words for percent.
pub(super) fn percent() -> &'static [&'static str] {
    &VOCABULARY.percent
}

/// Whether the number after a word names a place in a document or a list, and counts nothing.
pub(super) fn names_a_place(word: &str) -> bool {
    VOCABULARY.places.contains(word)
}

/// Money by its name.
pub(super) fn currency(word: &str) -> Option<&'static str> {
    VOCABULARY.currencies.get(word).map(String::as_str)
}

/// The factor a word multiplies an amount by: "2.5 million".
pub(super) fn scale(word: &str) -> Option<u64> {
    VOCABULARY.scales.get(word).copied()
}

/// What is counted, by a name that one of them and many share; empty for a word that is not counted.
pub(super) fn counted(word: &str) -> String {
    if VOCABULARY.uncounted.contains(word) {
        return String::new();
    }
    let singular = VOCABULARY.plural_endings.iter().find_map(|ending| word.strip_suffix(ending));
    singular.filter(|one| one.chars().count() > 2).unwrap_or(word).to_owned()
}
