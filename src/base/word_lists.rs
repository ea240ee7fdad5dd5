//! Words by language as data: a purpose (claims, figures, typography) has one file a language, which people who
//! know the language can edit, and every language is read in every text.
//!
//! ```text
//! # A comment.
//! [titles]
//! Herr, Frau
//! Dr.
//! [months]
//! 1: Januar, Jan
//! ```
//! A section holds entries between commas or line ends. A line may start with what its entries mean and a
//! colon. A section of which a language has nothing says so by a lone `-`.

mod numbers;
mod times;

pub use numbers::number;
pub use times::unit_of_time;

use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

/// What a section says for "this language has no such word".
const NONE: &str = "-";

/// An entry of a section: what it means, empty where the line does not say, and the words.
type Entry = (&'static str, &'static str);

/// The lists of one purpose in all languages.
///
/// ```
/// use bidwright_base::word_lists::WordLists;
///
/// let lists = WordLists::read(&["[months]\n1: January, Jan", "[months]\n1: Januar"]);
/// assert_eq!(lists.list("months"), ["January", "Jan", "Januar"]);
/// assert_eq!(lists.dictionary::<i8>("months").get("Januar"), Some(&1));
/// ```
#[derive(Debug)]
pub struct WordLists {
    sections: BTreeMap<&'static str, Vec<Entry>>,
}

impl WordLists {
    /// Reads the files of a purpose, one a language.
    ///
    /// # Panics
    /// If a file breaks the format, or the languages have not the same sections: the files are part of the
    /// program, and each purpose has a test that reads them.
    #[must_use]
    pub fn read(languages: &[&'static str]) -> WordLists {
        let mut sections: BTreeMap<&'static str, Vec<Entry>> = BTreeMap::new();
        let mut names: Option<BTreeSet<&str>> = None;
        for text in languages {
            let language = parse(text);
            let here: BTreeSet<&str> = language.keys().copied().collect();
            if let Some(names) = &names {
                let uneven: Vec<_> = names.symmetric_difference(&here).collect();
                assert!(uneven.is_empty(), "sections {uneven:?} are not in the word lists of all languages");
            }
            names = Some(here);
            for (section, entries) in language {
                sections.entry(section).or_default().extend(entries);
            }
        }
        WordLists { sections }
    }

    /// The entries of a section, language by language, as the files have them.
    ///
    /// # Panics
    /// If there is no such section.
    #[must_use]
    pub fn list(&self, section: &str) -> Vec<&'static str> {
        self.section(section).iter().map(|(_, words)| *words).collect()
    }

    /// The entries of a section of single words, to look words up in.
    ///
    /// # Panics
    /// If there is no such section.
    #[must_use]
    pub fn set(&self, section: &str) -> BTreeSet<&'static str> {
        self.section(section).iter().map(|(_, words)| *words).collect()
    }

    /// The entries of a section, each with what it means, in the order of [`list`](WordLists::list).
    ///
    /// # Panics
    /// If there is no such section, or a meaning is not of this type.
    #[must_use]
    pub fn meanings<T: FromStr>(&self, section: &str) -> Vec<(&'static str, T)> {
        let meaning = |means: &str| {
            let unknown = || panic!("`{means}:` in `[{section}]` of a word list does not say what is meant");
            means.parse().unwrap_or_else(|_| unknown())
        };
        self.section(section).iter().map(|(means, words)| (*words, meaning(means))).collect()
    }

    /// The same for single words, to look them up in.
    ///
    /// # Panics
    /// As [`meanings`](WordLists::meanings), and if a word has two of them.
    #[must_use]
    pub fn dictionary<T: FromStr + PartialEq>(&self, section: &str) -> BTreeMap<&'static str, T> {
        let mut all = BTreeMap::new();
        for (word, meaning) in self.meanings::<T>(section) {
            let one = all.get(word).is_none_or(|before| *before == meaning);
            assert!(one, "`{word}` in `[{section}]` means two things in the word lists");
            all.insert(word, meaning);
        }
        all
    }

    fn section(&self, name: &str) -> &[Entry] {
        self.sections.get(name).unwrap_or_else(|| panic!("the word lists have no section `[{name}]`"))
    }
}

/// The sections of one language.
fn parse(text: &'static str) -> BTreeMap<&'static str, Vec<Entry>> {
    let mut sections: BTreeMap<&'static str, Vec<Entry>> = BTreeMap::new();
    let mut open = None;
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            assert!(!sections.contains_key(name), "`[{name}]` stands twice in a word list");
            sections.insert(name, Vec::new());
            open = Some(name);
            continue;
        }
        let section = open.and_then(|name| sections.get_mut(name));
        let section = section.unwrap_or_else(|| panic!("`{line}` stands before the first section"));
        let (means, words) = line.split_once(": ").unwrap_or(("", line));
        section.extend(words.split(',').map(str::trim).filter(|one| !one.is_empty()).map(|one| (means, one)));
    }
    for (name, entries) in &mut sections {
        assert!(!entries.is_empty(), "`[{name}]` is empty in a word list: `{NONE}` says that it has to be");
        if *entries == [("", NONE)] {
            entries.clear();
        }
    }
    sections
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_read_together() {
        let lists = WordLists::read(&[
            "# English.\n[titles]\nMr, Mrs\nDr\n[months]\n1: January, Jan\n[cases]\n-\n",
            "[months]\n1: Januar\n12: Dezember\n[titles]\nHerr\n[cases]\nGenitiv",
        ]);
        assert_eq!(lists.list("titles"), ["Mr", "Mrs", "Dr", "Herr"]);
        assert_eq!(lists.list("cases"), ["Genitiv"]);
        let months = [("January", 1), ("Jan", 1), ("Januar", 1), ("Dezember", 12)];
        assert_eq!(lists.meanings::<i8>("months"), months);
        assert_eq!(lists.dictionary::<i8>("months"), BTreeMap::from(months));
    }

    #[test]
    #[should_panic(expected = "[\"titles\"] are not in the word lists of all languages")]
    fn a_section_that_a_language_lacks_is_told() {
        let _ = WordLists::read(&["[months]\n1: January\n[titles]\nMr", "[months]\n1: Januar"]);
    }

    #[test]
    #[should_panic(expected = "`[months]` is empty")]
    fn an_empty_section_says_so() {
        let _ = WordLists::read(&["[months]\n[titles]\nMr"]);
    }
}
