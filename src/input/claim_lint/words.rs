//! The words of claims, by language: `words/en.txt` says what each section is for. A new language is one file and
//! one line here.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::sources::Defect;
use bidwright_base::word_lists::WordLists;

const LANGUAGES: &[&str] = &[include_str!("words/en.txt"), include_str!("words/de.txt")];

/// The words of all languages, read at first use.
pub(super) static WORDS: LazyLock<ClaimWords> = LazyLock::new(|| ClaimWords::of(&WordLists::read(LANGUAGES)));

/// Sections of single words are sets, those of phrases or beginnings of words are lists.
pub(super) struct ClaimWords {
    pub(super) delivery_management: Vec<&'static str>,
    pub(super) administration: Vec<&'static str>,
    pub(super) extras: Vec<&'static str>,
    pub(super) compounds: Vec<&'static str>,
    pub(super) links: BTreeSet<&'static str>,
    pub(super) articles: BTreeSet<&'static str>,
    pub(super) denials: BTreeSet<&'static str>,
    pub(super) chance: BTreeSet<&'static str>,
    pub(super) simulated: Vec<&'static str>,
    pub(super) agreed: BTreeSet<&'static str>,
    pub(super) percent: BTreeSet<&'static str>,
    pub(super) unfit_sources: Vec<(&'static str, Defect)>,
    pub(super) cuts: Vec<&'static str>,
    pub(super) by_how_much: Vec<&'static str>,
    pub(super) risk: BTreeSet<&'static str>,
    pub(super) any_risk: BTreeSet<&'static str>,
    pub(super) from_and_to: Vec<&'static str>,
}

impl ClaimWords {
    fn of(lists: &WordLists) -> ClaimWords {
        ClaimWords {
            delivery_management: lists.list("delivery management"),
            administration: lists.list("administration"),
            extras: lists.list("extras"),
            compounds: lists.list("compounds"),
            links: lists.set("for"),
            articles: lists.set("articles"),
            denials: lists.set("denials"),
            chance: lists.set("chance"),
            simulated: lists.list("simulated"),
            agreed: lists.set("agreed"),
            percent: lists.set("percent"),
            unfit_sources: lists.meanings("unfit sources"),
            cuts: lists.list("cuts"),
            by_how_much: lists.list("by how much"),
            risk: lists.set("risk"),
            any_risk: lists.set("any risk"),
            from_and_to: lists.list("from and to"),
        }
    }
}
