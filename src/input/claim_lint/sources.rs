//! Sources whose figures must not be quoted to a customer, and phrases that give an effect as a cause.
//!
//! The reasons are the product's own evidence review: surveys in which the people whose success is measured
//! grade themselves, groups that are defined by the success they are said to have, and base rates that were
//! never checked.

use std::ops::Range;

use super::sentences::Token;

/// A phrase and what is wrong with it. In a phrase `*` is any ending, `#` a number, `%` percent, `_` any word.
const NEVER: &[(&str, &str)] = &[
    ("standish", CHAOS),
    ("chaos report*", CHAOS),
    ("chaos manifesto", CHAOS),
    ("chaos stud*", CHAOS),
    ("pulse of the profession", CIRCULAR),
    ("fewer failed projects", SELF_GRADED),
    ("# % fewer fail*", SELF_GRADED),
    ("state of the pmo report", SELF_GRADED),
    ("state of the pmo survey", SELF_GRADED),
    ("industry average*", AVERAGE),
    ("industry benchmark*", AVERAGE),
    ("branchendurchschnitt*", AVERAGE),
    ("branchenschnitt*", AVERAGE),
    ("# % of projects fail*", BASE_RATE),
    ("# % of _ projects fail*", BASE_RATE),
    ("# % of _ _ projects fail*", BASE_RATE),
    ("# % der projekte scheitern", BASE_RATE),
    ("# % aller projekte scheitern", BASE_RATE),
    ("# % aller _ projekte scheitern", BASE_RATE),
];

const CHAOS: &str = "its figures were found misleading and one-sided";
const CIRCULAR: &str = "its groups are defined by the success they are said to have";
const SELF_GRADED: &str = "those who are measured graded themselves";
const AVERAGE: &str = "nobody knows of what, or how it was taken";
const BASE_RATE: &str = "no such rate has been measured for deliveries like this one";
const EFFECT: &str = "an effect needs the chance before and after";

/// Where a sentence quotes what it must not, and why it must not.
pub(super) fn found(sentence: &[Token<'_>]) -> Vec<(Range<usize>, &'static str)> {
    let mut spans: Vec<(Range<usize>, &'static str)> = Vec::new();
    for start in 0..sentence.len() {
        let rest = &sentence[start..];
        let phrase = NEVER.iter().find_map(|(phrase, why)| Some((length(phrase, rest)?, *why)));
        if let Some((length, why)) = phrase.or_else(|| effect(sentence, start).map(|end| (end, EFFECT))) {
            let span = rest[0].span.start..rest[length - 1].span.end;
            // "31 % fewer failed projects" holds two phrases, and is told once.
            match spans.last_mut() {
                Some((last, _)) if last.end > span.start => *last = last.start..last.end.max(span.end),
                _ => spans.push((span, why)),
            }
        }
    }
    spans
}

/// How many tokens a phrase takes at the start of these, if it stands there.
fn length(phrase: &str, tokens: &[Token<'_>]) -> Option<usize> {
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

/// "reduces the risk by 30 %": a cut of risk in relative terms, without the chance before and after it.
fn effect(sentence: &[Token<'_>], start: usize) -> Option<usize> {
    const CUTS: &[&str] = &["reduc", "lower", "cuts", "halv", "senkt", "reduzier", "verringer"];
    const RISK: &[&str] = &["risk", "risks", "overrun", "overruns", "risiko", "risiken"];
    // Of a risk that has a name of its own, such as credit risk, a target may well be set.
    const ANY_RISK: &[&str] =
        &["the", "this", "your", "our", "delivery", "project", "cost", "schedule", "of", "das", "ihr", "die"];
    const NEAR: usize = 8;
    let cuts = |token: &Token<'_>| CUTS.iter().any(|stem| token.word.starts_with(stem));
    if !cuts(&sentence[start]) || gives_both_chances(sentence) {
        return None;
    }
    let rest = &sentence[start..];
    let by = (1..rest.len().min(NEAR)).find(|at| {
        let amount = length("by # %", &rest[*at..]).or_else(|| length("um # %", &rest[*at..]));
        amount.is_some()
    })?;
    let named = |at: usize| {
        let before = at.checked_sub(1).map(|at| &rest[at]);
        RISK.contains(&rest[at].word.as_str())
            && before.is_some_and(|b| cuts(b) || ANY_RISK.contains(&b.word.as_str()))
    };
    (1..by).any(named).then_some(by + 3)
}

/// Whether the sentence says "from 40 % to 30 %".
fn gives_both_chances(sentence: &[Token<'_>]) -> bool {
    ["from # % to # %", "from # to # %", "von # % auf # %", "von # auf # %"]
        .iter()
        .any(|phrase| (0..sentence.len()).any(|at| length(phrase, &sentence[at..]).is_some()))
}
