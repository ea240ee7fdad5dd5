//! Sources whose figures must not be quoted to a customer, and phrases that give an effect as a cause.
//!
//! The reasons are the product's own evidence review: surveys in which the people whose success is measured
//! grade themselves, groups that are defined by the success they are said to have, and base rates that were
//! never checked.

use std::ops::Range;
use std::str::FromStr;

use super::sentences::Token;
use super::words::WORDS;

/// What is wrong with a source, or with the way an effect is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Defect {
    /// Found misleading by others.
    OneSided,
    /// Its groups are defined by what it says of them.
    Circular,
    /// The people whose success is measured grade themselves.
    SelfGraded,
    /// An average of an unstated population.
    Average,
    /// A base rate that was not measured for such work.
    BaseRate,
    /// A relative cut of a risk without its size.
    Effect,
}

impl Defect {
    /// The reason as a reader of the finding is told.
    fn reason(self) -> &'static str {
        match self {
            Defect::OneSided => "its figures were found misleading and one-sided",
            Defect::Circular => "its groups are defined by the success they are said to have",
            Defect::SelfGraded => "those who are measured graded themselves",
            Defect::Average => "it is not stated of what, or how it was taken",
            Defect::BaseRate => "no such rate has been measured for deliveries like this one",
            Defect::Effect => "an effect needs the chance before and after",
        }
    }
}

/// By the names that the word lists use for the defects of sources.
impl FromStr for Defect {
    type Err = ();

    fn from_str(name: &str) -> Result<Defect, ()> {
        Ok(match name {
            "one-sided" => Defect::OneSided,
            "circular" => Defect::Circular,
            "self-graded" => Defect::SelfGraded,
            "average" => Defect::Average,
            "base-rate" => Defect::BaseRate,
            _ => return Err(()),
        })
    }
}

/// Where a sentence quotes what it must not, and why it must not.
pub(super) fn find(sentence: &[Token<'_>]) -> Vec<(Range<usize>, &'static str)> {
    let mut spans: Vec<(Range<usize>, &'static str)> = Vec::new();
    for start in 0..sentence.len() {
        let rest = &sentence[start..];
        let source =
            WORDS.unfit_sources.iter().find_map(|(phrase, why)| Some((phrase_length(phrase, rest)?, *why)));
        let effect = || Some((effect_end(sentence, start)?, Defect::Effect));
        if let Some((length, why)) = source.or_else(effect) {
            let span = rest[0].span.start..rest[length - 1].span.end;
            // "31 % fewer failed projects" holds two phrases and is one finding.
            match spans.last_mut() {
                Some((last, _)) if last.end > span.start => *last = last.start..last.end.max(span.end),
                _ => spans.push((span, why.reason())),
            }
        }
    }
    spans
}

/// How many tokens a phrase takes at the start of these, if they start with it. In a phrase `*` is any ending, `#` a
/// number, `%` percent, `_` any word.
fn phrase_length(phrase: &str, tokens: &[Token<'_>]) -> Option<usize> {
    let mut count = 0;
    for part in phrase.split(' ') {
        let token = tokens.get(count)?;
        let fits = match part {
            "#" => token.is_number(),
            "%" => token.is_percent(),
            "_" => !token.is_number() && !token.is_percent(),
            _ => match part.strip_suffix('*') {
                Some(stem) => token.word.starts_with(stem),
                None => token.word == part,
            },
        };
        if !fits {
            return None;
        }
        count += 1;
    }
    Some(count)
}

/// "reduces the risk by 30 %": a cut of risk in relative terms, without the chance before and after it. Returns how
/// many tokens that takes.
fn effect_end(sentence: &[Token<'_>], start: usize) -> Option<usize> {
    const NEAR: usize = 8;
    let cuts = |token: &Token<'_>| WORDS.cuts.iter().any(|stem| token.word.starts_with(stem));
    if !cuts(&sentence[start]) || gives_both_chances(sentence) {
        return None;
    }
    let rest = &sentence[start..];
    let amount = |at: usize| WORDS.by_how_much.iter().find_map(|phrase| phrase_length(phrase, &rest[at..]));
    let (by, length) = (1..rest.len().min(NEAR)).find_map(|at| Some((at, amount(at)?)))?;
    // Of a risk that has a name of its own, such as credit risk, a target may well be set.
    let is_any_risk = |at: usize| {
        let before = at.checked_sub(1).map(|at| &rest[at]);
        WORDS.risk.contains(rest[at].word.as_str())
            && before.is_some_and(|b| cuts(b) || WORDS.any_risk.contains(b.word.as_str()))
    };
    (1..by).any(is_any_risk).then_some(by + length)
}

/// Whether the sentence says "from 40 % to 30 %".
fn gives_both_chances(sentence: &[Token<'_>]) -> bool {
    let says = |phrase: &&str| (0..sentence.len()).any(|at| phrase_length(phrase, &sentence[at..]).is_some());
    WORDS.from_and_to.iter().any(says)
}
