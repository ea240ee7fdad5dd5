//! Review: the policy's rules evaluated on a deal, and its approval status on a day.

mod fields;
mod status;

pub use fields::{ContextField, MaterialField, context_fields, material_fields};
pub use status::{IssuedAs, NextStep, ReviewStatus, ReviewVerdict};

use jiff::civil::Date;

use super::{Answer, open, pipeline};
use bidwright_input::Files;
use pipeline::Reviewed;

/// Which review is asked for.
#[derive(Debug, Clone, Copy)]
pub struct ReviewRequest<'r> {
    /// The deal file.
    pub deal: &'r str,
    /// The day approvals are judged by; `None`: the offer's, or that of the last approval.
    pub day: Option<Date>,
}

/// A reviewed deal, judged by a day.
#[derive(Debug, Clone)]
pub struct Judged {
    /// The review.
    pub reviewed: Reviewed,
    /// The day.
    pub day: Date,
}

impl Judged {
    /// What the offer may be used for on that day.
    #[must_use]
    pub fn clearance(&self) -> Clearance {
        Clearance::of(&self.reviewed, self.day)
    }
}

/// What an offer may be used for.
///
/// ```
/// use bidwright_service::Clearance;
///
/// // Of several offers, the worst decides.
/// let offers = [Clearance::Waiting, Clearance::Clear, Clearance::Blocked];
/// assert_eq!(offers.into_iter().max(), Some(Clearance::Blocked));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Clearance {
    /// It may go out.
    Clear,
    /// An approval is missing.
    Waiting,
    /// The policy blocks it.
    Blocked,
}

impl Clearance {
    /// Of a reviewed deal, on a day.
    #[must_use]
    pub fn of(reviewed: &Reviewed, day: Date) -> Clearance {
        match ReviewStatus::of(reviewed, day).verdict {
            ReviewVerdict::Clear { .. } | ReviewVerdict::Approved { .. } => Clearance::Clear,
            ReviewVerdict::Waiting { .. } => Clearance::Waiting,
            ReviewVerdict::Blocked { .. } => Clearance::Blocked,
        }
    }
}

/// Reviews a deal.
///
/// ```
/// use bidwright_service::{Clearance, ReviewRequest, ReviewStatus, ReviewVerdict, review};
///
/// # let store = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/workspace.rs"));
/// let answer = review(&store, &ReviewRequest { deal: "deal.toml", day: None });
/// let judged = answer.result.expect("a deal without errors");
/// assert_eq!(judged.reviewed.review.fired[0].rule, "any-discount");
/// assert_eq!(judged.clearance(), Clearance::Waiting);
/// let approvers = vec!["sales-manager".to_owned()];
/// let status = ReviewStatus::of(&judged.reviewed, judged.day);
/// assert_eq!(status.verdict, ReviewVerdict::Waiting { approvers, rules: 1 });
/// ```
pub fn review<F: Files + ?Sized>(files: &F, request: &ReviewRequest<'_>) -> Answer<Judged> {
    let (project, mut diags) = open(files, request.deal);
    let judged = pipeline::review(&project, &mut diags).map(|reviewed| {
        let day = request.day.unwrap_or_else(|| reviewed.as_of());
        Judged { reviewed, day }
    });
    Answer::new(project, diags, judged)
}
