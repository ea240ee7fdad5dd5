//! Activities of delivery management that a document promises and the offer does not fund: an activity of the
//! methodology, mentioned by its name, that was left out of the offer.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use super::figures::{Typed, sentence, texts};
use super::words::{WORDS, words_of};
use crate::compose::template::Engine;
use crate::tree::Document;
use bidwright_base::diag::{Code, Diagnostic, Diags};
use bidwright_base::locale::Locale;
use bidwright_base::source::FileId;
use bidwright_base::words::split;
use bidwright_review::customer_offer::CustomerOffer;

static NAME_ENDINGS: LazyLock<BTreeSet<&str>> = LazyLock::new(|| WORDS.set("endings of a name"));

/// Pushes a finding for each such name in a document. `main` is the file it was made from.
pub(crate) fn check(
    document: &Document,
    offer: &CustomerOffer<'_>,
    engine: &Engine,
    main: (&str, FileId),
    diags: &mut Diags,
) {
    // A name of one word may be any word.
    let left_out = offer.method.left_out.iter().copied();
    let unfunded: Vec<&str> = left_out.filter(|name| name.contains(' ')).collect();
    if unfunded.is_empty() {
        return;
    }
    let funded = funded_names(offer);
    let typed = Typed::new(engine, main, Locale::of(&offer.head.language));
    let mut reported = Vec::new();
    texts::of(document, &mut |text| {
        let here = words_of(text);
        let within: Vec<Range<usize>> = funded.iter().flat_map(|name| find(&here, name)).collect();
        for name in &unfunded {
            let spans = find(&here, &split(name));
            let free = spans
                .into_iter()
                .find(|span| !within.iter().any(|name| name.start <= span.start && span.end <= name.end));
            let Some(span) = free else { continue };
            let place = match typed.find(text, span.clone()) {
                Some(found) => found.place,
                // The customer may speak of their own, and a lighter set be proposed with what it would take up.
                None if !mentions(engine.view(), name) => continue,
                None => offer.head.number.place,
            };
            if reported.contains(&(*name, place)) {
                continue;
            }
            reported.push((*name, place));
            let message = format!(
                "`{name}` is stated to the customer and is not in the offer: \"{}\"",
                sentence(text, span)
            );
            diags.push(
                Diagnostic::error(Code::UnfundedActivity, message)
                    .at(place)
                    .hint("take it into the offer under `[governance]`, or leave it out of the text"),
            );
        }
    });
}

/// Whether a view mentions a name, apart from what it has on other sets of activities.
fn mentions(view: &tera::Value, name: &str) -> bool {
    match (view.as_str(), view.as_map(), view.as_array()) {
        (Some(text), ..) => !find(&words_of(text), &split(name)).is_empty(),
        (_, Some(map), _) => {
            map.iter().any(|(key, value)| key.as_str() != Some("office") && mentions(value, name))
        }
        (.., Some(all)) => all.iter().any(|value| mentions(value, name)),
        _ => false,
    }
}

/// Names of what is funded, which may have the name of what is not within them.
fn funded_names(offer: &CustomerOffer<'_>) -> Vec<Vec<String>> {
    (offer.method.activities.iter().map(|activity| activity.name))
        .chain(offer.packages.iter().map(|package| package.name))
        .chain(offer.deliverables.iter().map(|deliverable| deliverable.row.name.as_str()))
        .chain(offer.price.payments.iter().map(|payment| payment.terms.name.as_str()))
        .chain(offer.price.options.iter().map(|option| option.name))
        .map(split)
        .collect()
}

type Words = Vec<(Range<usize>, String)>;

/// Where a name stands among some words, its last word in the plural too.
fn find(here: &Words, name: &[String]) -> Vec<Range<usize>> {
    let Some((last, init)) = name.split_last() else { return Vec::new() };
    let fits = |at: usize| {
        let word = |n: usize| here.get(at + n).map(|(_, word)| word.as_str());
        let end = word(init.len());
        init.iter().enumerate().all(|(n, wanted)| word(n) == Some(wanted))
            && end.is_some_and(|end| {
                end.strip_prefix(last.as_str())
                    .is_some_and(|more| more.is_empty() || NAME_ENDINGS.contains(more))
            })
    };
    (0..here.len()).filter(|at| fits(*at)).map(|at| here[at].0.start..here[at + init.len()].0.end).collect()
}
