//! What a review comes to on a day: the verdict, whether the revision was issued, and the next step.

use jiff::civil::Date;

use crate::pipeline::Reviewed;
use bidwright_base::words;
use bidwright_model::book::Verdict;
use bidwright_review::Ruling;
use bidwright_review::approvals::{ApprovalStatus, Record};

/// A review on a day.
///
/// ```
/// use bidwright_service::{NextStep, ReviewRequest, ReviewStatus, ReviewVerdict, review};
///
/// # struct KeyRing;
/// # impl bidwright_service::Keys for KeyRing {
/// #     fn has(&self, _: &bidwright_model::book::Approver) -> bool { true }
/// #     fn secret(
/// #         &self,
/// #         one: &bidwright_model::book::Approver,
/// #         _: &mut bidwright_base::diag::Diags,
/// #     ) -> Option<bidwright_review::approvals::Secret> {
/// #         Some(bidwright_review::approvals::Secret::new(&[if one.name.value == "Per Vik" { 8 } else { 7 }; 32]))
/// #     }
/// # }
/// # let store = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/workspace.rs"));
/// # let day = jiff::civil::date(2026, 11, 24);
/// # let (role, name) = ("sales-manager", "Kari Holm");
/// # let request = bidwright_service::ApproveRequest { deal: "deal.toml", role, name, note: "", day, today: day };
/// # bidwright_service::approve(&store, &request, &KeyRing).1.unwrap();
/// // With the approval of the example of `approve`:
/// let request = ReviewRequest { deal: "deal.toml", day: None };
/// let judged = review(&store, &request).result.expect("a deal without errors");
/// let status = ReviewStatus::of(&judged.reviewed, judged.day);
/// assert_eq!(status.verdict, ReviewVerdict::Approved { rules: 1 });
/// assert_eq!(status.next, Some(NextStep::Issue));
/// ```
#[derive(Debug, Clone)]
pub struct ReviewStatus<'r> {
    /// The approval status of each rule that asks for approval.
    pub approval_statuses: Vec<ApprovalStatus>,
    /// What may be done with the offer, and on account of what.
    pub verdict: ReviewVerdict<'r>,
    /// Whether this revision was issued.
    pub issued: Option<IssuedAs<'r>>,
    /// What is to be done next, if the review asks for approval.
    pub next: Option<NextStep>,
}

/// What may be done with an offer, its approvals counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReviewVerdict<'r> {
    /// It may go out; no rule asks for approval.
    Clear {
        /// Rules that fired with a note.
        notes: usize,
    },
    /// It may go out; every approval it needs is valid.
    Approved {
        /// Rules that asked for one.
        rules: usize,
    },
    /// Approvals are missing.
    Waiting {
        /// Who must approve, each once.
        approvers: Vec<String>,
        /// Rules whose approval is missing.
        rules: usize,
    },
    /// The policy blocks it.
    Blocked {
        /// Rules that block.
        rules: usize,
        /// Who would have to approve the rest, each once.
        approvers: Vec<&'r str>,
    },
}

/// The record of issue of a revision, against the offer as it is.
///
/// ```
/// use bidwright_service::{IssuedAs, ReviewRequest, ReviewStatus, review};
///
/// # use bidwright_input::Files;
/// # struct KeyRing;
/// # impl bidwright_service::Keys for KeyRing {
/// #     fn has(&self, _: &bidwright_model::book::Approver) -> bool { true }
/// #     fn secret(
/// #         &self,
/// #         one: &bidwright_model::book::Approver,
/// #         _: &mut bidwright_base::diag::Diags,
/// #     ) -> Option<bidwright_review::approvals::Secret> {
/// #         Some(bidwright_review::approvals::Secret::new(&[if one.name.value == "Per Vik" { 8 } else { 7 }; 32]))
/// #     }
/// # }
/// # let store = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/workspace.rs"));
/// # let day = jiff::civil::date(2026, 11, 24);
/// # let (role, name) = ("sales-manager", "Kari Holm");
/// # let request = bidwright_service::ApproveRequest { deal: "deal.toml", role, name, note: "", day, today: day };
/// # bidwright_service::approve(&store, &request, &KeyRing).1.unwrap();
/// # let request = bidwright_service::IssueRequest { deal: "deal.toml", name: None, day, today: day };
/// # bidwright_service::issue(&store, &request, &KeyRing, &|_| {}).1.unwrap();
/// # let deal = String::from_utf8(store.read("deal.toml").unwrap().unwrap()).unwrap();
/// // Issued as in the example of `issue`, then changed: the revision is frozen.
/// let store = store.with("deal.toml", deal.replace("[24, 30, 42]", "[28, 34, 46]"));
/// let request = ReviewRequest { deal: "deal.toml", day: None };
/// let judged = review(&store, &request).result.expect("a deal without errors");
/// let status = ReviewStatus::of(&judged.reviewed, judged.day);
/// assert!(matches!(status.issued, Some(IssuedAs::Other(record)) if record.number == 2));
/// ```
#[derive(Debug, Clone, Copy)]
pub enum IssuedAs<'r> {
    /// The material fields and the documents are as they were issued.
    Same(&'r Record),
    /// They differ: the revision is frozen, and must be raised.
    Other(&'r Record),
}

/// The next step towards an issue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NextStep {
    /// Approvers must be named: there are none yet.
    NameApprovers,
    /// Every approval is valid, and the offer can be issued.
    Issue,
}

impl<'r> ReviewStatus<'r> {
    /// Of a reviewed deal, its approvals judged by a day.
    #[must_use]
    pub fn of(reviewed: &'r Reviewed, day: Date) -> ReviewStatus<'r> {
        let approval_statuses = reviewed.approval_statuses(day);
        let verdict = ReviewVerdict::of(reviewed, &approval_statuses);
        let issued = reviewed.log.issued(reviewed.offer.deal.head.revision.value).map(|record| {
            if reviewed.is_issued() { IssuedAs::Same(record) } else { IssuedAs::Other(record) }
        });
        let next = match verdict {
            ReviewVerdict::Approved { .. } | ReviewVerdict::Waiting { .. }
                if reviewed.offer.book.approvers.is_none() =>
            {
                Some(NextStep::NameApprovers)
            }
            ReviewVerdict::Approved { .. } if issued.is_none() => Some(NextStep::Issue),
            _ => None,
        };
        ReviewStatus { approval_statuses, verdict, issued, next }
    }
}

impl<'r> ReviewVerdict<'r> {
    fn of(reviewed: &'r Reviewed, approval_statuses: &[ApprovalStatus]) -> ReviewVerdict<'r> {
        let review = &reviewed.review;
        let count = |verdict| review.fired.iter().filter(|fired| fired.verdict == verdict).count();
        match review.ruling {
            Ruling::Clear if approval_statuses.is_empty() => {
                ReviewVerdict::Clear { notes: review.fired.len() }
            }
            // Words that were changed after an approval are asked of, whatever else is clear.
            Ruling::Clear | Ruling::Approve => {
                let missing = approval_statuses.iter().filter(|one| !one.is_approved());
                let roles: Vec<String> = missing.map(|one| one.role.clone()).collect();
                match roles.len() {
                    0 => ReviewVerdict::Approved { rules: count(Verdict::Approve) },
                    rules => ReviewVerdict::Waiting { approvers: words::unique(roles), rules },
                }
            }
            Ruling::Block => {
                ReviewVerdict::Blocked { rules: count(Verdict::Block), approvers: review.approvers() }
            }
        }
    }
}
