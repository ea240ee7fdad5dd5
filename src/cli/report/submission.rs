//! A submission that was recorded.

use super::approval::recorded;
use bidwright_base::words;
use bidwright_service::{ReviewStatus, ReviewVerdict, Submission};

/// What was recorded, and who must approve. `deal` is how the person called the deal.
pub(crate) fn text(submission: &Submission, deal: &str) -> String {
    let Submission { reviewed, made: (draft, number), log } = submission;
    let reference = reviewed.offer.deal.head.reference();
    let mut text = format!("submitted {reference} by {} on {}\n", draft.name, draft.date);
    text += &recorded(draft);
    text += &format!("hash of the material fields {}\nrecord {number} of {log}\n", draft.hash);
    text += &match ReviewStatus::of(reviewed, draft.date).verdict {
        ReviewVerdict::Waiting { approvers, .. } => {
            let role = if let [only] = &approvers[..] { only } else { "ROLE" };
            let must = words::list(&approvers);
            format!("{must} must approve: `bidwright approve {deal} --as {role} --name NAME`\n")
        }
        ReviewVerdict::Blocked { .. } => {
            format!("the policy blocks it: `bidwright review {deal}` tells why\n")
        }
        ReviewVerdict::Clear { .. } | ReviewVerdict::Approved { .. } => {
            format!("every approval is valid: `bidwright issue {deal}` makes the final documents\n")
        }
    };
    text
}
