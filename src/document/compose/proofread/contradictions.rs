//! What people wrote in a deal is theirs and is printed as it stands. Where they state a figure of the offer itself
//! (its price, finish, deadline, discount, ceiling, payments, chance) and the model has another, they are told.

use std::ops::Range;

use jiff::civil::Date;

use super::figures::{Known, Stated, stated};
use super::words::{sentence_around, words_of};
use crate::compose::own_words::plain;
use crate::compose::view::View;
use bidwright_base::diag::{Code, Diagnostic, Diags};
use bidwright_base::locale::Locale;
use bidwright_base::source::Place;
use bidwright_base::word_lists::promised;
use bidwright_base::words as phrases;
use bidwright_review::customer_offer::CustomerOffer;

/// Most words between what a figure is said to be and the figure.
const WORDS_BEFORE: usize = 4;
/// Where a sentence ends, as far as it says what a figure is.
const STOPS: &[char] = &['.', '?', '!', ';', ':'];
/// Most words between a figure and what it is said to be.
const WORDS_AFTER: usize = 1;

/// Pushes a warning for each figure of a text that stands beside a word for something the offer has, and differs
/// from it. The texts are as their file has them, each with its place. The offer's own words are marked.
pub fn check_own_prose<'t>(
    texts: impl IntoIterator<Item = (Place, &'t str)>,
    offer: &CustomerOffer<'_>,
    diags: &mut Diags,
) {
    let view = crate::compose::own_view(offer);
    let locale = Locale::of(&offer.head.language);
    let known = Known::of_view(&tera::Value::from_serializable(&view), locale);
    let things = things(&view, &known, offer.head.date.value, locale);
    for (place, text) in texts {
        for claim in claims(text, &things, locale) {
            let Claim { span, word, model, thing } = claim;
            let start = place.span().start;
            let here = Place::new(place.file, start + span.start..start + span.end);
            let shown = &text[span];
            let message = format!("`{shown}` stands beside \"{word}\", and {thing} of this offer {model}");
            diags.push(Diagnostic::warning(Code::ContradictsOffer, message).at(here).hint(
                "it is printed as it stands: let the words follow the offer or the offer the words, or say what else is meant",
            ));
        }
    }
}

/// Something an offer promises in a figure.
struct Thing<'k> {
    /// Its section of the word lists.
    section: &'static str,
    /// As the message names it.
    name: &'static str,
    /// What the model has: "is EUR 1,000.00".
    model: String,
    /// Whether a figure is of its kind and another than the model's.
    differs: Box<dyn Fn(&Stated) -> bool + 'k>,
}

/// What can be contradicted. Of what an offer does not have, nothing can.
fn things<'k>(view: &View, known: &'k Known, offered: Date, locale: Locale) -> Vec<Thing<'k>> {
    let is = |value: &str| format!("is {}", plain(value));
    let amount = |one: &Stated| one.is_amount() && !known.has_about(one);
    // What lies before the offer is history.
    let day = move |one: &Stated| one.is_date() && !one.is_before(offered) && !known.has(one);
    let mut things = vec![
        Thing {
            section: "price",
            name: "the net price",
            model: is(&view.price.net),
            differs: Box::new(amount),
        },
        Thing {
            section: "finish",
            name: "the planned finish",
            model: is(&view.offer.finish),
            differs: Box::new(day),
        },
    ];
    if let Some(deadline) = view.stakes.as_ref().and_then(|stakes| stakes.deadline.as_ref()) {
        things.push(Thing {
            section: "deadline",
            name: "the deadline",
            model: is(deadline),
            differs: Box::new(day),
        });
    }
    if let Some(cap) = &view.price.cap {
        things.push(Thing {
            section: "ceiling",
            name: "the ceiling",
            model: is(cap),
            differs: Box::new(amount),
        });
    }
    let discount: Vec<Stated> =
        view.price.discount.iter().flat_map(|one| stated(&one.percent, locale)).collect();
    let model = view.price.discount.as_ref().map_or("is none".to_owned(), |one| is(&one.percent));
    let differs = move |one: &Stated| one.is_percent() && !discount.iter().any(|known| known.is(one));
    things.push(Thing { section: "discount", name: "the discount", model, differs: Box::new(differs) });
    let shares: Vec<&str> =
        view.payments.iter().map(|one| one.percent.as_str()).filter(|share| !share.is_empty()).collect();
    if !shares.is_empty() {
        let of_each: Vec<Stated> = shares.iter().flat_map(|share| stated(share, locale)).collect();
        let differs = move |one: &Stated| one.is_percent() && !of_each.iter().any(|known| known.is(one));
        let model = format!("are {}", phrases::list(&phrases::unique(shares.iter().copied())));
        things.push(Thing {
            section: "payment",
            name: "the shares of payments",
            model,
            differs: Box::new(differs),
        });
    }
    if let Some(success) = &view.success {
        let joint: Vec<Stated> = stated(&success.joint, locale);
        let differs = move |one: &Stated| one.is_percent() && !joint.iter().any(|known| known.is(one));
        let model = is(&success.joint);
        things.push(Thing {
            section: "chance",
            name: "the chance of success",
            model,
            differs: Box::new(differs),
        });
    }
    things
}

/// A figure that differs from what it is said to be.
struct Claim<'l> {
    span: Range<usize>,
    /// Beside it.
    word: &'static str,
    model: &'l str,
    thing: &'static str,
}

fn claims<'l>(text: &str, things: &'l [Thing<'_>], locale: Locale) -> Vec<Claim<'l>> {
    let all = words_of(text);
    let mut claims = Vec::new();
    for figure in stated(text, locale) {
        let span = figure.span();
        let sentence = sentence_around(text, span.clone(), STOPS);
        let inside = |range: &Range<usize>| sentence.start <= range.start && range.end <= sentence.end;
        let before: Vec<&str> = all
            .iter()
            .filter(|(at, _)| inside(at) && at.end <= span.start)
            .map(|(_, word)| word.as_str())
            .collect();
        let after: Vec<&str> = all
            .iter()
            .filter(|(at, _)| inside(at) && at.start >= span.end)
            .map(|(_, word)| word.as_str())
            .collect();
        // "EUR 3 per invoice" is the price of something else.
        if after.first().is_some_and(|next| promised("each").contains(next)) {
            continue;
        }
        for Thing { section, name, model, differs } in things {
            let beside = promised(section).into_iter().find(|phrase| stands_beside(phrase, &before, &after));
            if let Some(word) = beside.filter(|_| differs(&figure)) {
                claims.push(Claim { span: span.clone(), word, model, thing: name });
                break;
            }
        }
    }
    claims
}

/// Whether a phrase ends shortly before a figure, or begins right behind it.
fn stands_beside(phrase: &str, before: &[&str], after: &[&str]) -> bool {
    let phrase = phrases::split(phrase);
    let fits = |words: &[&str]| words.iter().zip(&phrase).all(|(one, other)| *one == other.as_str());
    let length = phrase.len();
    let first = before.len().saturating_sub(WORDS_BEFORE + length);
    let ends_before =
        (first..).take_while(|at| at + length <= before.len()).any(|at| fits(&before[at..at + length]));
    let begins_after =
        (0..=WORDS_AFTER).any(|at| at + length <= after.len() && fits(&after[at..at + length]));
    ends_before || begins_after
}

#[cfg(test)]
mod tests {
    use super::check_own_prose;
    use crate::compose::tests::{SAMPLES, read};
    use bidwright_base::diag::Diags;
    use bidwright_base::source::Place;

    fn contradicted(sample: &str, text: &str) -> Vec<String> {
        let case = read(sample);
        let mut diags = Diags::default();
        let place = Place::new(case.project.deal, 0..text.len());
        check_own_prose([(place, text)], &case.customer_offer(), &mut diags);
        diags.iter().map(|one| one.message.clone()).collect()
    }

    #[test]
    fn a_figure_of_ones_own_that_the_offer_does_not_have_is_told() {
        for (text, beside) in [
            ("Our price is EUR 12,345.67 for all of it.", "price"),
            ("All of it for a fixed price of EUR 98,765.", "price"),
            ("We will finish by 3 March 2031.", "finish"),
            ("Go-live is on 3 March 2031 at last.", "go live"),
            ("The deadline you told us is 3 March 2031.", "deadline"),
            ("This holds a discount of 37%.", "discount"),
            ("You have our 37% discount.", "discount"),
            ("The first payment of 37% is due on signature.", "payment"),
        ] {
            let found = contradicted(SAMPLES[0], text);
            assert_eq!(found.len(), 1, "{text}: {found:?}");
            assert!(found[0].contains(&format!("beside \"{beside}\"")), "{found:?}");
        }
    }

    #[test]
    fn what_speaks_of_something_else_is_not() {
        for text in [
            "You send 10 000 invoices a month.",
            "Customers called 3M and Studio 54 in ZIP 10115, phone 555-0199.",
            "WCAG 2.2 AA and FAR 52.212-4 hold.",
            "They lose EUR 12,345.67 a year to disputes.",
            "The old contract ended on 3 March 2019.",
            "The audit was completed on 3 May 2024.",
            "The team is available for handover until 3 March 2031.",
            "The price of EUR 3 per invoice is the carrier's.",
            "A price in euros. On 3 March 2031 the law changes.",
            "At least 99.5% of the invoices agree to the cent.",
            "We finish by 31 August 2027.",
            "The deadline is 31 August 2027.",
            "This holds a discount of 4%.",
        ] {
            assert_eq!(contradicted(SAMPLES[0], text), [""; 0], "{text}");
        }
    }
}
