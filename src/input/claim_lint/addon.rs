//! Words that make delivery management an extra: a fee, a surcharge, something put on top.

use std::ops::Range;

use super::sentences::Token;

/// What the fee is for, in words that follow each other.
const OURS: &[&str] = &[
    "project management",
    "project mgmt",
    "programme management",
    "program management",
    "delivery management",
    "pm",
    "pmo",
    "project office",
    "delivery office",
    "projektmanagement",
    "projekt management",
    "projektleitung",
    "projektleitungs",
    "projektsteuerung",
    "projektsteuerungs",
    "projektbüro",
];
/// What it is for too, where the fee follows at once.
const ALSO: &[&str] =
    &["governance", "management", "admin", "administration", "administrative", "verwaltung", "verwaltungs"];
/// What makes it one.
const EXTRAS: &[&str] = &[
    "fee",
    "fees",
    "surcharge",
    "surcharges",
    "charge",
    "charges",
    "add on",
    "add ons",
    "addon",
    "addons",
    "overhead charge",
    "overhead charges",
    "uplift",
    "uplifts",
    "levy",
    "levies",
    "markup",
    "markups",
    "mark up",
    "premium",
    "premiums",
    "pauschale",
    "pauschalen",
    "zuschlag",
    "zuschlags",
    "zuschläge",
    "aufschlag",
    "aufschlags",
    "aufschläge",
    "aufpreis",
    "aufpreise",
    "gebühr",
    "gebühren",
    "umlage",
    "umlagen",
];
/// "Projektmanagementpauschale": both in one word.
const STEMS: &[&str] = &[
    "projektmanagement",
    "projektleitung",
    "projektsteuerung",
    "projektbüro",
    "management",
    "verwaltungs",
    "pmo",
];
/// Words that deny it: "we charge no such fee".
const DENIALS: &[&str] = &[
    "no", "not", "never", "nor", "without", "neither", "kein", "keine", "keinen", "keinem", "keiner",
    "nicht", "nie", "niemals", "ohne",
];
/// How far a denial reaches, in words.
const REACH: usize = 5;

/// Where a sentence makes an extra of it.
pub(super) fn found(sentence: &[Token<'_>], text: &str) -> Vec<Range<usize>> {
    let mut spans: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while at < sentence.len() {
        match named(sentence, at, text).filter(|end| !denied(sentence, at, *end)) {
            Some(end) => {
                spans.push(sentence[at].span.start..sentence[end - 1].span.end);
                at = end;
            }
            None => at += 1,
        }
    }
    spans
}

/// The token behind such a name at this one.
fn named(sentence: &[Token<'_>], at: usize, text: &str) -> Option<usize> {
    let word = sentence[at].word.as_str();
    let joined = |stem: &str| {
        let rest = word.strip_prefix(stem).map(|rest| rest.strip_prefix('s').unwrap_or(rest));
        rest.is_some_and(|rest| EXTRAS.contains(&rest))
    };
    if STEMS.iter().any(|stem| joined(stem)) {
        return Some(at + 1);
    }
    let any =
        |list: &[&str], at: usize| list.iter().filter_map(|words| phrase(sentence, at, words, text)).max();
    let before = any(OURS, at).or_else(|| any(ALSO, at)).filter(|end| beside(sentence, *end, text));
    if let Some(end) = before.and_then(|end| any(EXTRAS, end)) {
        return Some(end);
    }
    // "A surcharge for the PMO", "eine Pauschale für das Projektmanagement".
    let extra = any(EXTRAS, at)?;
    let mut next = extra;
    let link = sentence.get(next)?.word.as_str();
    if !matches!(link, "for" | "für" | "of") {
        return None;
    }
    next += 1;
    if matches!(sentence.get(next)?.word.as_str(), "the" | "our" | "das" | "die" | "unser" | "unsere") {
        next += 1;
    }
    // "Charges for management reports" are for reports; only what is plainly ours is meant.
    any(OURS, next)
}

/// The token behind some words that follow each other.
fn phrase(sentence: &[Token<'_>], at: usize, words: &str, text: &str) -> Option<usize> {
    let mut next = at;
    for word in words.split(' ') {
        let here = sentence.get(next).filter(|token| token.word == word)?;
        if next > at && !adjoin(sentence[next - 1].span.end..here.span.start, text) {
            return None;
        }
        next += 1;
    }
    Some(next)
}

fn beside(sentence: &[Token<'_>], at: usize, text: &str) -> bool {
    sentence.get(at).is_some_and(|next| adjoin(sentence[at - 1].span.end..next.span.start, text))
}

/// Whether only blanks and hyphens stand between two words.
fn adjoin(between: Range<usize>, text: &str) -> bool {
    text[between].chars().all(|c| c.is_whitespace() || matches!(c, '-' | '\u{2010}' | '\u{2011}' | '–'))
}

fn denied(sentence: &[Token<'_>], start: usize, end: usize) -> bool {
    let before = &sentence[start.saturating_sub(REACH)..start];
    let after = &sentence[end..sentence.len().min(end + 3)];
    before.iter().chain(after).any(|token| DENIALS.contains(&token.word.as_str()))
}
