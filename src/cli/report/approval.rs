//! An approval that was recorded.

use bidwright_base::words;
use bidwright_review::approvals::{Act, Draft};
use bidwright_service::Approval;

/// The day a record was made, if that is another than it names.
pub(crate) fn recorded(draft: &Draft) -> String {
    let Some(recorded) = draft.recorded else { return String::new() };
    let when = if draft.date > recorded { "still to come" } else { "past" };
    format!("the record says that it was made on {recorded}, for a day {when}\n")
}

/// What was approved, and what is still open. `deal` is how the person called the deal.
pub(crate) fn text(approval: &Approval, deal: &str) -> String {
    let Approval { reviewed, made: (draft, number), log, .. } = approval;
    let reference = reviewed.offer.deal.head.reference();
    let Act::Approval(given) = &draft.act else { unreachable!("an approval records approvals") };
    let mut text = format!(
        "approved {reference} as {} by {} on {}, good until {}\n",
        given.role, draft.name, draft.date, given.expires
    );
    text += &recorded(draft);
    for approved in &given.approved {
        text += &format!("  [{}] {}\n", approved.rule, approved.message);
    }
    text += &format!("hash of the material fields {}\nrecord {number} of {log}\n", draft.hash);
    let open: Vec<String> = approval.open().map(|one| format!("{} of {}", one.rule, one.role)).collect();
    if open.is_empty() {
        text += &format!("every approval is valid: `bidwright issue {deal}` makes the final documents\n");
    } else {
        text += &format!("still to be approved: {}\n", words::list(&open));
    }
    text
}
