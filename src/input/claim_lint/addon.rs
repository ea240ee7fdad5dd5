//! Words that make delivery management an extra: a fee, a surcharge, something put on top.

use std::ops::Range;

use super::sentences::Token;
use super::words::WORDS;

/// How far a denial reaches, in words.
const REACH: usize = 5;

/// Where a sentence makes an extra of it.
pub(super) fn find(sentence: &[Token<'_>], text: &str) -> Vec<Range<usize>> {
    let mut spans: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while at < sentence.len() {
        match extra_at(sentence, at, text).filter(|end| !denied(sentence, at, *end)) {
            Some(end) => {
                spans.push(sentence[at].span.start..sentence[end - 1].span.end);
                at = end;
            }
            None => at += 1,
        }
    }
    spans
}

/// The end of a name for such an extra that starts at this token.
fn extra_at(sentence: &[Token<'_>], at: usize, text: &str) -> Option<usize> {
    let word = sentence[at].word.as_str();
    // "Projektmanagementpauschale": both in one word.
    let joined = |stem: &str| {
        let rest = word.strip_prefix(stem).map(|rest| rest.strip_prefix('s').unwrap_or(rest));
        rest.is_some_and(|rest| WORDS.extras.contains(&rest))
    };
    if WORDS.compounds.iter().any(|stem| joined(stem)) {
        return Some(at + 1);
    }
    let any = |list: &[&str], at: usize| {
        list.iter().filter_map(|words| phrase_end(sentence, at, words, text)).max()
    };
    let before = any(&WORDS.delivery_management, at)
        .or_else(|| any(&WORDS.administration, at))
        .filter(|end| follows(sentence, *end, text));
    if let Some(end) = before.and_then(|end| any(&WORDS.extras, end)) {
        return Some(end);
    }
    // "A surcharge for the PMO", "eine Pauschale für das Projektmanagement".
    let extra = any(&WORDS.extras, at)?;
    let mut next = extra;
    let link = sentence.get(next)?.word.as_str();
    if !WORDS.links.contains(link) {
        return None;
    }
    next += 1;
    if WORDS.articles.contains(sentence.get(next)?.word.as_str()) {
        next += 1;
    }
    // "Charges for management reports" are for reports: only plain delivery management counts here.
    any(&WORDS.delivery_management, next)
}

/// The end of a phrase whose words follow each other from this token on.
fn phrase_end(sentence: &[Token<'_>], at: usize, words: &str, text: &str) -> Option<usize> {
    let mut next = at;
    for word in words.split(' ') {
        let here = sentence.get(next).filter(|token| token.word == word)?;
        if next > at && !is_joined(sentence[next - 1].span.end..here.span.start, text) {
            return None;
        }
        next += 1;
    }
    Some(next)
}

/// Whether a token follows the one before it with nothing but blanks and hyphens in between.
fn follows(sentence: &[Token<'_>], at: usize, text: &str) -> bool {
    sentence.get(at).is_some_and(|next| is_joined(sentence[at - 1].span.end..next.span.start, text))
}

/// Whether only blanks and hyphens stand between two words.
fn is_joined(between: Range<usize>, text: &str) -> bool {
    text[between].chars().all(|c| c.is_whitespace() || matches!(c, '-' | '\u{2010}' | '\u{2011}' | '–'))
}

fn denied(sentence: &[Token<'_>], start: usize, end: usize) -> bool {
    let before = &sentence[start.saturating_sub(REACH)..start];
    let after = &sentence[end..sentence.len().min(end + 3)];
    before.iter().chain(after).any(|token| WORDS.denials.contains(token.word.as_str()))
}
