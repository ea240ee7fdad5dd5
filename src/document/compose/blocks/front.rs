//! What stands first and last: figures at a glance, revisions, signatures.

use super::Scene;
use crate::compose::changes::{effects, in_short};
use crate::compose::sheet::{Options, Sheet, text};
use crate::tree::{Block, Item, KeyFigure, SignatureBlock};
use bidwright_model::deal::Model;
use bidwright_model::revision::Revision;
use bidwright_review::changes::{Seen, changes};
use bidwright_review::material;

/// Price, finish, payments.
pub(super) fn key_figures(scene: &Scene<'_>, _: &Options) -> Vec<Block> {
    let say = |english, german| scene.say(english, german);
    let view = scene.view;
    let figure = |label: &str, value: &str, remark: String| KeyFigure {
        label: label.to_owned(),
        value: value.to_owned(),
        remark,
    };
    let net = say("net of tax", "ohne Steuer");
    let model = scene.seen.offer.deal.head.model.value;
    let price = match (model, &view.price.monthly_fee, &view.price.cap) {
        (Model::Retainer, Some(fee), _) => {
            let term = view.price.term.as_deref().unwrap_or_default();
            figure(say("Monthly fee", "Monatspauschale"), fee, format!("{net}, {term}"))
        }
        (Model::Capped, _, Some(cap)) => {
            let most = say("at most", "höchstens");
            figure(
                say("Estimated price", "Geschätzter Preis"),
                &view.price.net,
                format!("{net}, {most} {cap}"),
            )
        }
        (Model::TimeAndMaterials, ..) => {
            figure(say("Estimated price", "Geschätzter Preis"), &view.price.net, net.to_owned())
        }
        _ => figure(say("Price", "Preis"), &view.price.net, format!("{}, {net}", view.offer.model_name)),
    };
    let finish = match &view.simulation.finish_p80 {
        _ if model == Model::Retainer => {
            let from = say("from", "ab");
            figure(
                say("Term ends", "Laufzeit bis"),
                &view.offer.finish,
                format!("{from} {}", view.offer.start),
            )
        }
        Some(late) => {
            let by = say("four in five simulated deliveries by", "vier von fünf simulierten Lieferungen bis");
            figure(say("Finish by plan", "Ende nach Plan"), &view.offer.finish, format!("{by} {late}"))
        }
        None => {
            figure(say("Finish by plan", "Ende nach Plan"), &view.offer.finish, view.offer.duration.clone())
        }
    };
    let terms = format!("{} {}", say("payable within", "zahlbar innerhalb von"), view.price.payment_terms);
    let payments = match view.payments.len() {
        0 => figure(
            say("Payment", "Zahlung"),
            say("monthly", "monatlich"),
            say("in arrears", "nachträglich").to_owned(),
        ),
        n => {
            let (one, many) = (say("payment", "Zahlung"), say("payments", "Zahlungen"));
            let value = scene.seen.locale.count(n.into(), one, many);
            let label = match model {
                Model::FixedPrice => say("Paid by result", "Zahlung nach Ergebnis"),
                _ => say("Paid in", "Zahlung in"),
            };
            figure(label, &value, terms)
        }
    };
    // A page has room for three: payments are told with the price anyway.
    let last = match &view.success {
        Some(success) => {
            let range = say("plausible range", "plausibler Bereich");
            figure(
                say("Chance of success", "Erfolgschance"),
                &success.joint,
                format!("{}; {range} {}", success.conditions, success.range),
            )
        }
        None => payments,
    };
    vec![Block::KeyFigures(vec![price, finish, last])]
}

/// Every revision, why it is one, and what it changed that the customer can see.
pub(super) fn revision_history(scene: &Scene<'_>, options: &Options) -> Vec<Block> {
    let say = |english, german| scene.say(english, german);
    let offer = scene.seen.offer;
    let mut sheet =
        Sheet::new([say("Reference", "Nummer"), say("Date", "Datum"), say("What changed", "Änderung")]);
    let this = material::revision(offer);
    let mut before: Option<&Revision> = None;
    for revision in offer.earlier.iter().chain([&this]) {
        let first = say("First issue", "Erste Ausgabe");
        let mut cell = text(revision.reason.as_deref().unwrap_or(first));
        cell.extend(before.and_then(|before| changed(scene, before, revision)));
        sheet.row([text(revision.reference()), scene.day(revision.date), cell]);
        before = Some(revision);
    }
    sheet.finish(options, "revision-history")
}

/// What changed for the customer: what somebody changed, then what that did to price and finish.
fn changed(scene: &Scene<'_>, old: &Revision, new: &Revision) -> Option<Block> {
    let locale = scene.seen.locale;
    let all = changes(old, new);
    let made = all.iter().filter(|change| change.seen == Seen::Customer && !change.follows);
    let made = made.map(|change| in_short(locale, new.currency, change));
    let effects = effects(locale, old, new, false);
    let moved = effects.iter().filter(|effect| effect.before != effect.after);
    let moved = moved.map(|effect| format!("{}: {} → {}", effect.figure, effect.before, effect.after));
    let item = |words: String| Item { task: None, blocks: text(words) };
    let items: Vec<Item> = made.chain(moved).map(item).collect();
    (!items.is_empty()).then_some(Block::List { start: None, tight: true, items })
}

/// Lines to sign on: one block for each signatory, at least one a side.
pub(super) fn signatures(scene: &Scene<'_>, _: &Options) -> Vec<Block> {
    let say = |english, german| scene.say(english, german).to_owned();
    let people = &scene.view.people;
    let mut blocks = Vec::new();
    for (party, people) in
        [(&scene.view.customer.name, &people.customer), (&scene.view.firm.name, &people.supplier)]
    {
        let signatories: Vec<_> = people.iter().filter(|one| one.duty == "signatory").map(Some).collect();
        let signatories = if signatories.is_empty() { vec![None] } else { signatories };
        for one in signatories {
            let name = one.map(|one| one.name.clone()).unwrap_or_default();
            let title = one.and_then(|one| one.title.clone()).unwrap_or_default();
            blocks.push(SignatureBlock {
                party: format!("{} {party}", say("For", "Für")),
                lines: vec![
                    (say("Name", "Name"), name),
                    (say("Title", "Funktion"), title),
                    (say("Date", "Datum"), String::new()),
                    (say("Signature", "Unterschrift"), String::new()),
                ],
            });
        }
    }
    vec![Block::Signatures(blocks)]
}
