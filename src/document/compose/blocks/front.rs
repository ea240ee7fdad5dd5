//! The first and last blocks of a document: figures at a glance, revisions, signatures.

use super::Scene;
use crate::compose::changes::{customer_effects, in_short};
use crate::compose::own_words::own;
use crate::compose::table_builder::{Options, text};
use crate::tree::{Block, Item, KeyFigure, SignatureBlock};
use bidwright_base::locale::Message;
use bidwright_model::deal::Model;
use bidwright_review::customer_offer::Revision;

/// Price, finish, and the chance of success; the payments where no chance of success is shown.
pub(super) fn key_figures(scene: &Scene<'_>, _: &Options) -> Vec<Block> {
    // A page has room for three: payments are shown with the price anyway.
    let last = match &scene.view.success {
        Some(success) => {
            let (conditions, range) = (&success.conditions, &success.range);
            scene.figure(
                Message::ChanceOfSuccess,
                &success.joint,
                Message::GlanceSuccess { conditions, range },
            )
        }
        None => scene.key_payments(),
    };
    vec![Block::KeyFigures(vec![scene.key_price(), scene.key_finish(), last])]
}

impl Scene<'_> {
    fn figure(&self, label: Message<'_>, value: &str, remark: Message<'_>) -> KeyFigure {
        KeyFigure { label: self.text(label), value: value.to_owned(), remark: self.text(remark) }
    }

    fn key_price(&self) -> KeyFigure {
        let price = &self.view.price;
        match (self.offer.head.model.value, &price.monthly_fee, &price.cap) {
            (Model::Retainer, Some(fee), _) => {
                let term = price.term.as_deref().unwrap_or_default();
                self.figure(Message::GlanceMonthlyFee, fee, Message::GlanceNetForTerm { term })
            }
            (Model::Capped, _, Some(cap)) => {
                self.figure(Message::GlanceEstimatedPrice, &price.net, Message::GlanceNetAtMost { cap })
            }
            (Model::TimeAndMaterials, ..) => {
                self.figure(Message::GlanceEstimatedPrice, &price.net, Message::GlanceNet)
            }
            _ => {
                let model = &self.view.offer.model_name;
                self.figure(Message::GlancePrice, &price.net, Message::GlanceNetOfModel { model })
            }
        }
    }

    fn key_finish(&self) -> KeyFigure {
        let offer = &self.view.offer;
        let label = Message::FinishByPlan;
        match &offer.committed {
            _ if self.offer.head.model.value == Model::Retainer => {
                let from = Message::GlanceTermFrom { start: &offer.start };
                self.figure(Message::GlanceTermEnds, &offer.finish, from)
            }
            Some(date) => {
                let plan = Message::GlanceFinishPlan { date: &offer.finish };
                self.figure(Message::FinishCommitted, date, plan)
            }
            None => KeyFigure {
                label: self.text(label),
                value: offer.finish.clone(),
                remark: offer.duration.clone(),
            },
        }
    }

    fn key_payments(&self) -> KeyFigure {
        let count = self.view.payments.len();
        if count == 0 {
            let value = self.text(Message::GlanceMonthly);
            return self.figure(Message::GlancePayment, &value, Message::GlanceInArrears);
        }
        let label = match self.offer.head.model.value {
            Model::FixedPrice => Message::GlancePaidByResult,
            _ => Message::GlancePaidIn,
        };
        let value = self.text(Message::GlancePayments { count: count.into() });
        self.figure(label, &value, Message::GlancePayableWithin { terms: &self.view.price.payment_terms })
    }
}

/// Every revision, why it is one, and what it changed that the customer can see.
pub(super) fn revision_history(scene: &Scene<'_>, options: &Options) -> Vec<Block> {
    let mut table = scene.table([Message::RevisionsReference, Message::Date, Message::RevisionsChanged]);
    let mut before: Option<&Revision> = None;
    for revision in &scene.offer.revisions {
        let first = scene.text(Message::RevisionsFirst);
        let mut cell = text(revision.reason.as_deref().map_or(first, own));
        cell.extend(before.and_then(|before| changed(scene, before, revision)));
        table.row([text(&revision.reference), scene.day(revision.date), cell]);
        before = Some(revision);
    }
    table.finish(options, "revision-history")
}

/// What changed for the customer: the changes, then their effect on price and finish.
fn changed(scene: &Scene<'_>, old: &Revision, new: &Revision) -> Option<Block> {
    let locale = scene.locale;
    let made = new.changes.iter().map(|change| in_short(locale, new.currency, change));
    let effects = customer_effects(locale, old, new);
    let moved = effects.iter().filter(|effect| effect.before != effect.after);
    let moved = moved.map(|effect| format!("{}: {} → {}", effect.figure, effect.before, effect.after));
    let item = |words: String| Item { task: None, blocks: text(words) };
    let items: Vec<Item> = made.chain(moved).map(item).collect();
    (!items.is_empty()).then_some(Block::List { start: None, tight: true, items })
}

/// Lines to sign on: one block for each signatory, at least one a side.
pub(super) fn signatures(scene: &Scene<'_>, _: &Options) -> Vec<Block> {
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
                party: scene.text(Message::SignatureFor { party }),
                lines: vec![
                    (scene.text(Message::PersonName), name),
                    (scene.text(Message::PersonTitle), title),
                    (scene.text(Message::Date), String::new()),
                    (scene.text(Message::SignatureSignature), String::new()),
                ],
            });
        }
    }
    vec![Block::Signatures(blocks)]
}
