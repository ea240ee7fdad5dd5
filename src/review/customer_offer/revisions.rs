//! Revisions of the offer as the customer knows them: price, finish, and the changes that show in their documents.

use jiff::civil::Date;

use bidwright_base::money::{Currency, Money};
use bidwright_economics::offer::Offer;
use bidwright_model::revision;

use crate::changes::{Audience, Change, changes};
use crate::material;

/// A revision, and what changed since the one before.
#[derive(Debug, Clone)]
pub struct Revision {
    /// `Q-2026-0047-R1`.
    pub reference: String,
    /// Of the offer.
    pub date: Date,
    /// Why there is a revision after the first.
    pub reason: Option<String>,
    /// Of every amount.
    pub currency: Currency,
    /// Net price.
    pub net: Money,
    /// Finish by plan.
    pub finish: Date,
    /// What somebody changed since the revision before, as far as it shows in customers' documents; empty for
    /// the first that is known.
    pub changes: Vec<Change>,
}

pub(super) fn revisions(offer: &Offer) -> Vec<Revision> {
    let this = material::revision(offer);
    let mut before: Option<&revision::Revision> = None;
    let mut all = Vec::new();
    for revision in offer.earlier.iter().chain([&this]) {
        let mut made = before.map_or_else(Vec::new, |before| changes(before, revision));
        made.retain(|change| change.audience == Audience::Customer && !change.derived);
        all.push(Revision {
            reference: revision.reference(),
            date: revision.date,
            reason: revision.reason.clone(),
            currency: revision.currency,
            net: revision.headline.net,
            finish: revision.headline.finish,
            changes: made,
        });
        before = Some(revision);
    }
    all
}
