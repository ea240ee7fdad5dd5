//! What people wrote in a deal is theirs and is printed as it stands. Where they state a figure of the offer itself
//! (its price, finish, deadline, discount, ceiling, payments, chance) and the model has another, they are told.

use std::ops::Range;

use jiff::civil::Date;

use super::figures::{Known, Stated, stated};
use super::offer_words::{Phrase, is_in, phrases, stands_in, starts};
use super::words::{sentence_around, words_of};
use crate::compose::own_words::plain;
use crate::compose::view::View;
use bidwright_base::diag::{Code, Diagnostic, Diags};
use bidwright_base::locale::Locale;
use bidwright_base::source::Place;
use bidwright_base::words;
use bidwright_review::customer_offer::CustomerOffer;

/// Where a sentence ends, as far as it says what a figure is.
const STOPS: &[char] = &['.', '?', '!', ';'];
/// Part a phrase from what stands before it, or from a figure in front of it.
const PARTS: &[char] =
    &[',', ':', ';', '(', ')', '"', '\u{201c}', '\u{201e}', '\u{2013}', '\u{2014}', '|', '*'];

/// Pushes a warning for each figure of a text that stands beside a word for something the offer has, and differs
/// from it. The texts are as their file has them, each with its place. The offer's own words are marked.
pub fn check_own_prose<'t>(
    texts: impl IntoIterator<Item = (Place, &'t str)>,
    offer: &CustomerOffer<'_>,
    diags: &mut Diags,
) {
    let view = crate::compose::own_view(offer);
    let locale = Locale::of(&offer.head.language);
    let things = things(&view, locale);
    for (place, text) in texts {
        for claim in claims(text, &things, offer.head.date.value, locale) {
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
struct Thing {
    /// Its section of the word lists.
    section: &'static str,
    /// As the message names it.
    name: &'static str,
    /// What the model has: "is EUR 1,000.00".
    model: String,
    /// What figures it can be.
    kinds: &'static [Kind],
    /// What it is, each way the offer tells it.
    known: Known,
}

/// What a figure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Amount,
    Date,
    Percent,
}

impl Kind {
    fn of(figure: &Stated) -> Option<Kind> {
        let kinds = [
            (Kind::Amount, figure.is_amount()),
            (Kind::Date, figure.is_date()),
            (Kind::Percent, figure.is_percent()),
        ];
        kinds.into_iter().find_map(|(kind, is)| is.then_some(kind))
    }
}

/// What can be contradicted. Of what an offer does not have, nothing can.
fn things(view: &View, locale: Locale) -> Vec<Thing> {
    let is = |value: &str| format!("is {}", plain(value));
    let price = &view.price;
    let known =
        |texts: &[Option<&String>]| Known::of_texts(texts.iter().flatten().map(|text| text.as_str()), locale);
    let thing = |section, name, model, kinds, known| Thing { section, name, model, kinds, known };
    let amount: &[Kind] = &[Kind::Amount];
    let both: &[Kind] = &[Kind::Amount, Kind::Percent];
    let (date, percent): (&[Kind], &[Kind]) = (&[Kind::Date], &[Kind::Percent]);
    let (cap, fee) = (price.cap.as_ref(), price.monthly_fee.as_ref());
    let prices = known(&[
        Some(&price.net),
        Some(&price.gross),
        Some(&price.list),
        fee,
        cap,
        price.one_off.as_ref(),
        price.extra_hour.as_ref(),
    ]);
    let finishes = [
        Some(&view.offer.finish),
        view.offer.committed.as_ref(),
        view.simulation.finish_p50.as_ref(),
        view.simulation.finish_p80.as_ref(),
    ];
    let handovers = known(&finishes).and_of(&view.phases).and_of(&view.deliverables).and_of(&view.payments);
    let mut things = vec![
        thing("price", "the net price", is(&price.net), amount, prices),
        thing("net", "the net price", is(&price.net), amount, known(&[Some(&price.net), fee])),
        thing("gross", "the gross price", is(&price.gross), amount, known(&[Some(&price.gross)])),
        thing("list price", "the list price", is(&price.list), amount, known(&[Some(&price.list)])),
        thing("finish", "the planned finish", is(&view.offer.finish), date, known(&finishes)),
        thing("handover", "the planned finish", is(&view.offer.finish), date, handovers),
    ];
    if let Some(deadline) = view.stakes.as_ref().and_then(|stakes| stakes.deadline.as_ref()) {
        let dates = known(&[Some(deadline), view.offer.committed.as_ref()]);
        things.push(thing("deadline", "the deadline", is(deadline), date, dates));
    }
    if let Some(cap) = cap {
        let caps = known(&[Some(cap), price.cap_notice.as_ref(), price.expenses_cap.as_ref()]);
        things.push(thing("ceiling", "the ceiling", is(cap), amount, caps));
    }
    let discount = price.discount.as_ref();
    let model = discount.map_or("is none".to_owned(), |one| is(&format!("{}, {}", one.percent, one.amount)));
    let discounts = known(&[discount.map(|one| &one.percent), discount.map(|one| &one.amount)]);
    things.push(thing("discount", "the discount", model, both, discounts));
    if !view.payments.is_empty() {
        let told = view.payments.iter().map(|one| match one.percent.as_str() {
            "" => plain(&one.amount).into_owned(),
            share => plain(share).into_owned(),
        });
        let told: Vec<String> = words::unique(told);
        let model = format!("are {}", words::list(&told));
        // What is due in all is a payment too.
        let payments = known(&[Some(&price.net), Some(&price.gross)]).and_of(&view.payments);
        things.push(thing("payment", "the payments", model, both, payments));
    }
    if let Some(success) = &view.success {
        let all = [Some(&success.joint), Some(&success.without), success.repriced.as_ref()];
        let ranges = [Some(&success.range), Some(&success.without_range)];
        let one = [success.on_time.as_ref(), success.in_budget.as_ref(), Some(&success.accepted)];
        let joint = || is(&success.joint);
        let chances = known(&[&all[..], &ranges[..]].concat());
        things.push(thing("chance", "the chance of success", joint(), percent, chances));
        let chances = known(&[&all[..], &ranges[..], &one[..]].concat());
        things.push(thing("chance of one", "the chance of success", joint(), percent, chances));
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

fn claims<'l>(text: &str, things: &'l [Thing], offered: Date, locale: Locale) -> Vec<Claim<'l>> {
    let all = words_of(text);
    let figures = stated(text, locale);
    let claim = |figure: &Stated| {
        let kind = Kind::of(figure)?;
        let sentence = Sentence::around(text, figure.span(), &all);
        // What lies before the offer is history.
        if figure.is_before(offered) || sentence.speaks_of_something_else(kind) {
            return None;
        }
        let said: Vec<Said<'_>> = things
            .iter()
            .filter(|thing| thing.kinds.contains(&kind))
            .flat_map(|thing| phrases(thing.section).iter().map(move |phrase| (thing, phrase)))
            .filter_map(|(thing, phrase)| sentence.says(thing, phrase))
            .collect();
        // "Net price" says more than "price".
        let narrower = |one: &Said<'_>, other: &Said<'_>| {
            one.at.len() < other.at.len() && other.at.start <= one.at.start && one.at.end <= other.at.end
        };
        let said: Vec<&Said<'_>> =
            said.iter().filter(|one| !said.iter().any(|other| narrower(one, other))).collect();
        if said.iter().any(|one| one.thing.known.has_about(figure)) {
            return None;
        }
        let nearest = said.into_iter().min_by_key(|one| (one.away, std::cmp::Reverse(one.at.len())))?;
        let Thing { name, model, .. } = nearest.thing;
        Some(Claim { span: figure.span(), word: nearest.word, model, thing: name })
    };
    figures.iter().filter_map(claim).collect()
}

/// What a figure is said to be.
struct Said<'l> {
    thing: &'l Thing,
    word: &'static str,
    /// Which words of the sentence say it.
    at: Range<usize>,
    /// How many words from the figure.
    away: usize,
}

/// The sentence around a figure.
struct Sentence<'t> {
    text: &'t str,
    /// The words but those of the figure, and their bytes.
    words: Vec<&'t str>,
    spans: Vec<Range<usize>>,
    /// How many words stand before the figure.
    before: usize,
    figure: Range<usize>,
}

impl<'t> Sentence<'t> {
    fn around(text: &'t str, figure: Range<usize>, all: &'t [(Range<usize>, String)]) -> Sentence<'t> {
        let sentence = sentence_around(text, figure.clone(), STOPS);
        let inside = all.iter().filter(|(at, _)| {
            sentence.start <= at.start
                && at.end <= sentence.end
                && (at.end <= figure.start || figure.end <= at.start)
        });
        let (spans, words): (Vec<_>, Vec<_>) = inside.map(|(at, word)| (at.clone(), word.as_str())).unzip();
        let before = spans.iter().take_while(|at| at.end <= figure.start).count();
        Sentence { text, words, spans, before, figure }
    }

    /// Of the past, of others, or the price of one of many things.
    fn speaks_of_something_else(&self, kind: Kind) -> bool {
        let after = &self.words[self.before..];
        let of_what = || {
            let (of, what) = after.split_first()?;
            let named = what.iter().find(|word| !is_in("articles", word))?;
            Some(is_in("of what", of) && !is_link(named))
        };
        starts("each", after)
            || stands_in("elsewhere", &self.words)
            || kind == Kind::Amount && of_what() == Some(true)
    }

    /// Whether a phrase says that the figure is a thing: nothing of its own stands between the two.
    fn says<'l>(&self, thing: &'l Thing, phrase: &'static Phrase) -> Option<Said<'l>> {
        let length = phrase.words.len();
        let linked = |range: Range<usize>| self.words[range].iter().all(|word| is_link(word));
        // "A budget of EUR 90,000 our price keeps": of the budget.
        let of_another = self.words[..self.before].last().is_some_and(|word| is_in("of what", word));
        let at = (0..self.words.len()).rev().find(|at| {
            let end = at + length;
            let fits = phrase.starts(&self.words[*at..]);
            fits && if end <= self.before {
                linked(end..self.before) && self.is_of_the_offer(*at)
            } else {
                // "EUR 5,000, our price": a comma parts them.
                let between = || &self.text[self.figure.end..self.spans[*at].start];
                *at >= self.before && !of_another && linked(self.before..*at) && !between().contains(PARTS)
            }
        })?;
        let weak = phrases("weak").iter().any(|one| one.text == phrase.text);
        let end = at + length;
        let away = if end <= self.before { self.before - end } else { at - self.before };
        let said = Said { thing, word: phrase.text, at: at..end, away };
        (!weak || self.words.iter().any(|word| is_in("ours", word))).then_some(said)
    }

    /// Whether a word is no part of the name of something else, as in "carrier's price".
    fn is_of_the_offer(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return true };
        let parted = self.text[self.spans[before].end..self.spans[at].start].contains(PARTS);
        let word = self.words[before];
        // "The hall is finished": of what it is said.
        if !parted && before > 0 && is_in("auxiliaries", word) {
            return self.is_of_the_offer(before);
        }
        parted
            || is_link(word)
            || is_in("of the offer", word)
            || word.starts_with(|c: char| c.is_ascii_digit())
    }
}

fn is_link(word: &str) -> bool {
    is_in("links", word)
}

#[cfg(test)]
mod tests {
    use super::{check_own_prose, claims, things};
    use crate::compose::tests::{SAMPLES, read};
    use crate::compose::view::SuccessView;
    use bidwright_base::diag::Diags;
    use bidwright_base::locale::Locale;
    use bidwright_base::source::Place;

    fn contradicted(sample: &str, text: &str) -> Vec<String> {
        let case = read(sample);
        let mut diags = Diags::default();
        let place = Place::new(case.project.deal, 0..text.len());
        check_own_prose([(place, text)], &case.customer_offer(), &mut diags);
        diags.iter().map(|one| one.message.clone()).collect()
    }

    /// Each with the word that the figure stands beside.
    const CONTRADICTIONS: &[(&str, &str)] = &[
        ("Our price is EUR 12,345.67 for all of it.", "price"),
        ("All of it for a fixed price of EUR 98,765.", "fixed price"),
        ("Price: EUR 61,000", "price"),
        ("Fixed price: EUR 55,100.00", "fixed price"),
        ("The price is what you pay: EUR 61,000.", "you pay"),
        ("The price is 64 000 euros.", "price"),
        ("The price is 55.000,00 EUR.", "price"),
        ("The price is 55.000 EUR.", "price"),
        ("EUR 61,000 is our price.", "price"),
        ("Our fees are EUR 61,000.", "our fees"),
        ("The fee is EUR 61,000.", "fee"),
        ("You pay EUR 51,000 for it all.", "you pay"),
        ("The gross amount is EUR 81,000.00.", "gross amount"),
        ("The net price is EUR 81,000.00.", "net price"),
        ("Within your budget of EUR 90,000 our price is EUR 61,000.", "price"),
        ("We will finish by 3 March 2031.", "finish"),
        ("Go-live is on 3 March 2031 at last.", "go live"),
        ("Go-live: 03/15/2031.", "go live"),
        ("The finish is June 2031.", "finish"),
        ("Handover takes place on 2 May 2031.", "handover takes place"),
        ("The project is completed by 2 May 2031.", "completed"),
        ("The deadline you told us is 3 March 2031.", "deadline"),
        ("This holds a discount of 37%.", "discount"),
        ("You have our 37% discount.", "discount"),
        ("The discount is EUR 5,100.", "discount"),
        ("You save 30 % on the list price.", "on the list price"),
        ("The first payment of 37% is due on signature.", "payment"),
        ("The first payment is EUR 21,000.", "payment"),
        ("A payment of EUR 21,000 is due at signature.", "payment"),
        ("50 % is paid at signature.", "at signature"),
        ("Unser Festpreis beträgt 61.000 Euro.", "festpreis"),
        ("Der Rabatt ist 37 %.", "rabatt"),
    ];

    /// True of any offer, or of something else.
    const ORDINARY: &[&str] = &[
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
        "Last year the firm gave its customers a 5 % discount.",
        "The price of the printers is EUR 12,345.",
        "The carrier's price is EUR 12,345.",
        "The unit price is EUR 12.",
        "The price is well within your budget of EUR 90,000.",
        "Your budget is EUR 90,000.",
        "Each week of delay costs EUR 20,000.",
        "The penalty for a late payment is EUR 5,000.",
        "The licence fee is EUR 12,345.",
        "You pay the carrier EUR 400,000 a year.",
        "You pay EUR 12,345 to the carrier.",
        "You save 30 % of the time.",
        "The defect rate is 5 %.",
        "The chance of rain is 40 %.",
        "The old price was EUR 61,000.",
        "Another supplier asked a price of EUR 61,000.",
        "Hall three is finished on 2 May 2031.",
        "You complete the data by 2 May 2031.",
        "The tax deadline is 31 May 2031.",
        "You name an acceptor no later than 2 May 2031.",
        "Printers are ready by 2 May 2031.",
        "Suppliers give a volume discount of 10 %.",
        "Late payments fell by 30 % after signature.",
        "The work takes 12 weeks and 3 people.",
        "They spent EUR 90,000, our price is lower.",
        "Payment is due 30 days after the invoice of EUR 500.",
        "The company was founded in June 1998.",
        "The plan holds before the law changes in June 2031.",
        "Apart from the price, EUR 5,000 is for printers.",
    ];

    #[test]
    fn a_figure_of_ones_own_that_the_offer_does_not_have_is_told() {
        let wrong: Vec<_> = CONTRADICTIONS
            .iter()
            .map(|(text, beside)| (text, format!("beside \"{beside}\""), contradicted(SAMPLES[0], text)))
            .filter(|(_, beside, found)| !matches!(found.as_slice(), [one] if one.contains(beside)))
            .collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn what_speaks_of_something_else_is_not() {
        let told: Vec<_> = ORDINARY
            .iter()
            .map(|text| (text, contradicted(SAMPLES[0], text)))
            .filter(|(_, found)| !found.is_empty())
            .collect();
        assert!(told.is_empty(), "{told:#?}");
    }

    #[test]
    fn a_chance_is_compared_with_those_told() {
        let mut view = crate::compose::own_view(&read(SAMPLES[0]).customer_offer());
        let text = |text: &str| text.to_owned();
        view.success = Some(SuccessView {
            runs: text("100,000"),
            conditions: text("all of it"),
            joint: text("70%"),
            error: text("0.3"),
            range: text("63 to 77%"),
            on_time: Some(text("80%")),
            in_budget: None,
            accepted: text("95%"),
            without: text("60%"),
            without_range: text("51 to 68%"),
            gain: text("10"),
            gain_range: text("5 to 16"),
            change: text("up"),
            repriced: None,
            spends_headroom: false,
            above_budget: false,
            draws: text("200 draws"),
            draw_runs: text("2,000"),
        });
        let things = things(&view, Locale::British);
        let told = |text| claims(text, &things, jiff::civil::date(2026, 1, 1), Locale::British).len();
        assert_eq!(told("The chance that all is met is 99 %."), 1);
        assert_eq!(told("The chance of success is 95%."), 1);
        assert_eq!(told("The chance of success is 70%."), 0);
        assert_eq!(told("The chance of finishing on time is 80%."), 0);
        assert_eq!(told("The chance of rain is 40%."), 0);
    }

    #[test]
    fn another_amount_of_the_offer_is_no_excuse() {
        let case = read(SAMPLES[0]);
        let view = crate::compose::own_view(&case.customer_offer());
        let payment = &view.payments[0];
        let plain = |text: &str| crate::compose::own_words::plain(text).into_owned();
        for text in [
            format!("The price is {}.", plain(&payment.amount)),
            format!("The finish is {}.", plain(&view.offer.start)),
            format!("The gross amount is {}.", plain(&view.price.net)),
        ] {
            assert_eq!(contradicted(SAMPLES[0], &text).len(), 1, "{text}");
        }
        for text in [
            format!("The price is {}.", plain(&view.price.net)),
            format!("The price including tax is {}.", plain(&view.price.gross)),
            format!("The first payment is {}.", plain(&payment.amount)),
            format!("The finish is {}.", plain(&view.offer.finish)),
        ] {
            assert_eq!(contradicted(SAMPLES[0], &text), [""; 0], "{text}");
        }
    }
}
