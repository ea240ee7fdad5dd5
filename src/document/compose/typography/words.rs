//! The words that hold their neighbours, by language: `words/en.txt` explains each section. A new language
//! is one file and one line here.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use bidwright_base::word_lists::WordLists;

const LANGUAGES: &[&str] = &[include_str!("words/en.txt"), include_str!("words/de.txt")];

/// Codes and signs written before an amount or after it, whatever the language.
pub(super) const CURRENCIES: &[&str] = &["EUR", "USD", "GBP", "CHF", "NOK", "SEK", "DKK", "€", "$", "£"];

/// Signs of units that all languages share.
const UNIT_SIGNS: &[&str] = &[
    "%", "‰", "°", "°C", "°F", "mm", "cm", "m", "km", "m²", "m³", "kg", "ms", "s", "min", "h", "kB", "KB",
    "MB", "GB", "TB", "PB", "Hz", "kHz", "MHz", "GHz", "kW", "MW", "GW", "kWh", "MWh",
];

/// Signs and codes before a number, whatever the language.
const NUMBER_SIGNS: &[&str] =
    &["EUR", "USD", "GBP", "CHF", "NOK", "SEK", "DKK", "§", "§§", "±", "≤", "≥", "<", ">"];

/// The words of all languages, read at first use.
pub(super) static WORDS: LazyLock<HoldingWords> =
    LazyLock::new(|| HoldingWords::of(&WordLists::read(LANGUAGES)));

/// Words as they are written.
pub(super) struct HoldingWords {
    pub(super) months: BTreeSet<&'static str>,
    /// In the singular.
    pub(super) units: BTreeSet<&'static str>,
    pub(super) plural_endings: BTreeSet<&'static str>,
    /// Signs and abbreviations.
    pub(super) unit_signs: BTreeSet<&'static str>,
    pub(super) numbered: BTreeSet<&'static str>,
    pub(super) lettered: BTreeSet<&'static str>,
    pub(super) titles: BTreeSet<&'static str>,
}

impl HoldingWords {
    fn of(lists: &WordLists) -> HoldingWords {
        let mut unit_signs = lists.set("abbreviated units");
        unit_signs.extend(UNIT_SIGNS.iter().chain(CURRENCIES));
        let mut numbered = lists.set("numbered");
        numbered.extend(NUMBER_SIGNS);
        HoldingWords {
            months: lists.set("months"),
            units: lists.set("units"),
            plural_endings: lists.set("plural endings"),
            unit_signs,
            numbered,
            lettered: lists.set("lettered"),
            titles: lists.set("titles"),
        }
    }
}
