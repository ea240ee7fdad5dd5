//! Where a template has words, and which figures it declares.

use std::ops::Range;

use super::finder::{Value, figures};
use crate::compose::template::front;
use crate::compose::template::tags::{blank, declared};
use crate::compose::template::{Engine, Origin};
use bidwright_base::locale::Locale;
use bidwright_base::source::{FileId, Place};

/// A typed text: a template, or the front matter of a document.
struct Source<'e> {
    origin: Option<&'e Origin>,
    front: Option<FileId>,
    /// Words with their bytes, tags and comments left out.
    words: Vec<(Range<usize>, String)>,
    declared: Vec<Value>,
}

/// Everything that was typed for a document.
pub(crate) struct Typed<'e> {
    sources: Vec<Source<'e>>,
}

/// Where something was typed.
pub(crate) struct Occurrence {
    source: usize,
    /// Where.
    pub(crate) place: Place,
}

impl<'e> Typed<'e> {
    /// The templates of a run, and the front matter that starts the main file.
    pub(crate) fn new(engine: &'e Engine, (main, file): (&str, FileId), locale: Locale) -> Typed<'e> {
        let body = front::body_start(main);
        let front = Source {
            origin: None,
            front: Some(file),
            words: words(&blank(&main[..body])),
            // A comment of the main file speaks for its front matter too.
            declared: values(&declared(main), locale),
        };
        let template = |origin: &'e Origin| Source {
            origin: Some(origin),
            front: None,
            words: words(&blank(&origin.text)),
            declared: values(&origin.declares, locale),
        };
        let sources = std::iter::once(front).chain(engine.origins().map(template)).collect();
        Typed { sources }
    }

    /// Where a stretch of a finished text was typed: of all places that have its words, the one with the most
    /// of the words around it.
    pub(crate) fn find(&self, text: &str, span: Range<usize>) -> Option<Occurrence> {
        const AROUND: usize = 5;
        let list = |text: &str| words(text).into_iter().map(|(_, word)| word).collect::<Vec<_>>();
        let wanted = list(&text[span.clone()]);
        let before: Vec<String> = list(&text[..span.start]).into_iter().rev().take(AROUND).collect();
        let after: Vec<String> = list(&text[span.end..]).into_iter().take(AROUND).collect();
        let mut best: Option<(usize, Occurrence)> = None;
        for (source, typed) in self.sources.iter().enumerate() {
            for at in typed.starts(&wanted) {
                let end = at + wanted.len();
                let is = |at: Option<usize>, word: &String| {
                    at.and_then(|at| typed.words.get(at)).is_some_and(|(_, other)| other == word)
                };
                let left =
                    before.iter().enumerate().take_while(|(n, word)| is(at.checked_sub(n + 1), word)).count();
                let right = after.iter().enumerate().take_while(|(n, word)| is(Some(end + n), word)).count();
                if best.as_ref().is_none_or(|(most, _)| left + right > *most) {
                    let bytes = typed.words[at].0.start..typed.words[end - 1].0.end;
                    best = Some((left + right, Occurrence { source, place: typed.place(bytes) }));
                }
            }
        }
        best.map(|(_, found)| found)
    }

    /// Whether the template in which it was typed declares a figure; any template, where none has it as
    /// printed.
    pub(super) fn declares(&self, found: Option<&Occurrence>, value: &Value) -> bool {
        match found {
            Some(found) => self.sources[found.source].declared.contains(value),
            None => self.sources.iter().any(|source| source.declared.contains(value)),
        }
    }

    /// The place of the words just before a figure that no template has as printed, else the main file's start.
    pub(super) fn near(&self, text: &str, at: usize) -> Place {
        let before = words(&text[..at]);
        let near = (1..=before.len().min(4)).rev().find_map(|count| {
            let first = before[before.len() - count].0.start;
            self.find(text, first..before[before.len() - 1].0.end)
        });
        near.map_or_else(|| self.sources[0].place(0..0), |found| found.place)
    }
}

impl Source<'_> {
    fn starts<'s>(&'s self, wanted: &'s [String]) -> impl Iterator<Item = usize> + 's {
        let fits = move |at: &usize| {
            let here = self.words[*at..].iter().map(|(_, word)| word);
            self.words.len() - at >= wanted.len() && here.zip(wanted).all(|(one, other)| one == other)
        };
        let any = !wanted.is_empty();
        (0..self.words.len()).filter(move |at| any && fits(at))
    }

    fn place(&self, span: Range<usize>) -> Place {
        match (self.origin, self.front) {
            (Some(origin), _) => origin.place(span),
            (None, Some(file)) => Place::new(file, span),
            (None, None) => unreachable!("a source is a template or a front matter"),
        }
    }
}

/// The figures that are declared.
pub(super) fn values(declared: &[String], locale: Locale) -> Vec<Value> {
    let figures = declared.iter().flat_map(|one| figures(one, locale));
    figures.map(|figure| figure.value).collect()
}

/// The words of a text in lower case, with their bytes.
fn words(text: &str) -> Vec<(Range<usize>, String)> {
    let mut words: Vec<(Range<usize>, String)> = Vec::new();
    for (at, c) in text.char_indices() {
        // A sign distinguishes figures as a word does: 75 and 75%.
        let word = c.is_alphanumeric();
        if !word && !matches!(c, '%' | '€' | '$' | '£') {
            continue;
        }
        let end = at + c.len_utf8();
        match words.last_mut() {
            Some((span, last)) if span.end == at && word && last.ends_with(char::is_alphanumeric) => {
                span.end = end;
                last.extend(c.to_lowercase());
            }
            _ => words.push((at..end, c.to_lowercase().collect())),
        }
    }
    words
}
