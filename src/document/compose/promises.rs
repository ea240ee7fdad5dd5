//! What a document promises of delivery management and the offer does not hold: an activity of the
//! methodology, told by its name, that was left out and is not paid for.

use std::ops::Range;

use super::figures::{Typed, sentence, texts};
use super::render::Engine;
use crate::tree::Document;
use bidwright_base::diag::{Diagnostic, Diags};
use bidwright_base::locale::Locale;
use bidwright_base::source::FileId;
use bidwright_economics::offer::Offer;
use bidwright_review::funding_check;

/// Pushes a finding for each such name in a document. `main` is the file it was made from.
pub(super) fn check(
    document: &Document,
    offer: &Offer,
    engine: &Engine,
    main: (&str, FileId),
    diags: &mut Diags,
) {
    let methodology = &offer.book.methodology;
    let told: Vec<&str> =
        funding_check::told(&offer.book, &offer.plan).map(|(one, _)| one.id.value.as_str()).collect();
    // A name of one word may be any word.
    let lost: Vec<&str> = (methodology.activities.iter())
        .filter(|one| !told.contains(&one.id.value.as_str()) && one.name.contains(' '))
        .map(|one| one.name.as_str())
        .collect();
    if lost.is_empty() {
        return;
    }
    let paid = paid(offer, &told);
    let typed = Typed::new(engine, main, Locale::of(&offer.deal.head.language));
    let mut said = Vec::new();
    texts::of(document, &mut |text| {
        let here = words(text);
        let theirs: Vec<Range<usize>> = paid.iter().flat_map(|name| found(&here, name)).collect();
        for name in &lost {
            let spans = found(&here, &list(name));
            let free = spans
                .into_iter()
                .find(|span| !theirs.iter().any(|paid| paid.start <= span.start && span.end <= paid.end));
            let Some(span) = free else { continue };
            let place = match typed.find(text, span.clone()) {
                Some(found) => found.place,
                // The customer may speak of their own, and a lighter set be proposed with what it would take up.
                None if !says(engine.view(), name) => continue,
                None => offer.deal.head.number.place,
            };
            if said.contains(&(*name, place)) {
                continue;
            }
            said.push((*name, place));
            let message = format!(
                "`{name}` is told to the customer and the offer does not hold it: \"{}\"",
                sentence(text, span)
            );
            diags.push(
                Diagnostic::error("unfunded-activity", message)
                    .at(place)
                    .hint("take it into the offer under `[governance]`, or leave it out of the text"),
            );
        }
    });
}

/// Whether a view says a name, apart from what it says of other sets of activities.
fn says(view: &tera::Value, name: &str) -> bool {
    match (view.as_str(), view.as_map(), view.as_array()) {
        (Some(text), ..) => !found(&words(text), &list(name)).is_empty(),
        (_, Some(map), _) => {
            map.iter().any(|(key, value)| key.as_str() != Some("office") && says(value, name))
        }
        (.., Some(all)) => all.iter().any(|value| says(value, name)),
        _ => false,
    }
}

/// Names that are paid for and may hold the name of what is not.
fn paid(offer: &Offer, told: &[&str]) -> Vec<Vec<String>> {
    let deal = &offer.deal;
    let activities = offer.book.methodology.activities.iter();
    (activities.filter(|one| told.contains(&one.id.value.as_str())).map(|one| &one.name))
        .chain(deal.work.iter().map(|package| &package.name))
        .chain(deal.deliverables.iter().map(|deliverable| &deliverable.name))
        .chain(deal.payments.iter().map(|payment| &payment.name))
        .chain(deal.options.iter().map(|option| &option.name))
        .map(|name| list(name))
        .collect()
}

type Words = Vec<(Range<usize>, String)>;

/// Where a name stands among some words, the last of them in the plural too.
fn found(here: &Words, name: &[String]) -> Vec<Range<usize>> {
    let Some((last, init)) = name.split_last() else { return Vec::new() };
    let fits = |at: usize| {
        let word = |n: usize| here.get(at + n).map(|(_, word)| word.as_str());
        let end = word(init.len());
        init.iter().enumerate().all(|(n, wanted)| word(n) == Some(wanted))
            && end.is_some_and(|end| {
                end.strip_prefix(last.as_str()).is_some_and(|more| matches!(more, "" | "s"))
            })
    };
    (0..here.len()).filter(|at| fits(*at)).map(|at| here[at].0.start..here[at + init.len()].0.end).collect()
}

fn list(name: &str) -> Vec<String> {
    words(name).into_iter().map(|(_, word)| word).collect()
}

/// The words of a text in small letters, with their bytes.
fn words(text: &str) -> Words {
    let mut words: Words = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
        let end = at + c.len_utf8();
        match words.last_mut() {
            Some((span, word)) if span.end == at => {
                span.end = end;
                word.extend(c.to_lowercase());
            }
            _ => words.push((at..end, c.to_lowercase().collect())),
        }
    }
    words
}
