//! The review memo: two pages for whoever approves or rejects the offer. It is internal and has a template tree of its
//! own, `templates/internal/`, whose blocks no customer template can name.

mod blocks;
mod charts;
mod figures;

use serde::Serialize;

use self::blocks::MemoBlocks;
use super::blocks::Scene;
use super::view::View;
use super::{Templates, draft, numbered, own_view, own_words};
use crate::tree::Document;
use bidwright_base::diag::Diags;
use bidwright_base::locale::{Locale, Message};
use bidwright_economics::offer::Offer;
use bidwright_model::revision::Revision;
use bidwright_review::approvals::{ApprovalStatus, Submitted, WORDING, WordChange};
use bidwright_review::changes::{Change, changes};
use bidwright_review::customer_offer::CustomerOffer;
use bidwright_review::material;
use bidwright_review::{Review, Ruling};

/// What a memo is made of.
pub struct Memo<'a> {
    /// The offer, with its value analysis.
    pub offer: &'a Offer,
    /// What the policy ruled.
    pub review: &'a Review,
    /// The status of each approval.
    pub approval_statuses: &'a [ApprovalStatus],
    /// The revision before, this one, and what changed; `None`: there is none before.
    changed: Option<(&'a Revision, Revision, Vec<Change>)>,
    /// Whether the customer would read other words than were approved, and the sentences that differ.
    words: (bool, &'a [WordChange]),
    /// Who submitted the deal, and what has changed since.
    submitted: Option<Submitted<'a>>,
    /// How many charts there is room for, up to three.
    pub charts: usize,
}

impl<'a> Memo<'a> {
    /// Of a reviewed offer.
    #[must_use]
    pub fn new(
        offer: &'a Offer,
        review: &'a Review,
        approval_statuses: &'a [ApprovalStatus],
        changed_words: &'a [WordChange],
        submitted: Option<Submitted<'a>>,
    ) -> Memo<'a> {
        let changed = offer.earlier.last().map(|before| {
            let this = material::revision(offer);
            let changes = changes(before, &this);
            (before, this, changes)
        });
        let words =
            (approval_statuses.iter().any(|one| one.rule == WORDING && !one.is_approved()), changed_words);
        Memo { offer, review, approval_statuses, changed, words, submitted, charts: MOST_CHARTS }
    }
}

impl Memo<'_> {
    /// Whether every approval that the policy requires is given.
    fn approved(&self) -> bool {
        self.approval_statuses.iter().all(ApprovalStatus::is_approved)
    }

    /// The verdict in a word: "Clear", "Approval needed", "Blocked".
    fn verdict(&self) -> Message<'static> {
        match self.review.ruling {
            Ruling::Clear if self.approved() => Message::MemoVerdictClear,
            Ruling::Clear => Message::MemoVerdictApprove,
            Ruling::Approve if self.approved() => Message::MemoVerdictApproved,
            Ruling::Approve => Message::MemoVerdictApprove,
            Ruling::Block => Message::MemoVerdictBlock,
        }
    }
}

/// What the memo's template can print, beside all that a customer's can.
#[derive(Debug, Serialize)]
struct MemoView {
    #[serde(flatten)]
    view: View,
    review: ReviewView,
}

/// The review, as strings.
#[derive(Debug, Serialize)]
struct ReviewView {
    /// `clear`, `approve` or `block`.
    verdict: &'static str,
    /// Id of the policy.
    policy: String,
    /// How many rules fired.
    fired: usize,
    /// The revision this one is compared with: "Q-2026-0047-R1".
    previous: Option<String>,
    /// How many material changes were made since, without those that follow from them.
    changes: usize,
    /// Whether the customer would read other words than were approved.
    other_words: bool,
    /// SHA-256 of the material fields.
    hash: String,
    /// How many charts there is room for.
    charts: usize,
}

/// Charts of a memo with room for all of them.
const MOST_CHARTS: usize = 3;

/// Composes the memo; `None` if its template cannot be used, and findings give the reason.
pub fn memo(memo: &Memo<'_>, templates: &Templates<'_>, diags: &mut Diags) -> Option<Document> {
    let Memo { offer, review, changed, .. } = memo;
    // What its customer may know of it: a memo can show that as their documents do.
    let deal = own_words::marked(&offer.deal);
    let customer_offer = &CustomerOffer::with_texts_of(offer, &deal);
    let view = own_view(customer_offer);
    let made_by_somebody = |changes: &Vec<Change>| changes.iter().filter(|change| !change.derived).count();
    let all = MemoView {
        view: view.clone(),
        review: ReviewView {
            verdict: review.ruling.word(),
            policy: offer.book.policy.id.clone(),
            fired: review.fired.len(),
            previous: changed.as_ref().map(|(before, ..)| before.reference()),
            changes: changed.as_ref().map_or(0, |(_, _, changes)| made_by_somebody(changes)),
            other_words: memo.words.0,
            hash: review.hash.clone(),
            charts: memo.charts,
        },
    };
    let locale = Locale::of(&offer.deal.head.language);
    let scene = Scene { offer: customer_offer, locale, view: &view };
    let blocks = MemoBlocks { memo, scene: &scene };
    let draft = draft(&scene, &blocks, &all, "review", templates, diags)?;
    Some(numbered(draft, customer_offer, diags).0)
}
