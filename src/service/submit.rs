//! Submit: somebody says by their signature that a deal is theirs as it stands, before others approve it.

use jiff::civil::Date;

use super::approve::{fresh, log_of, words_of};
use super::{Answer, Keys, Store, StoreError, open, pipeline};
use bidwright_base::diag::Diags;
use bidwright_review::approvals;
use bidwright_review::approvals::{Act, Draft, Log, Secret};
use pipeline::Reviewed;

/// Who submits what.
#[derive(Debug, Clone, Copy)]
pub struct SubmitRequest<'r> {
    /// The deal file.
    pub deal: &'r str,
    /// Who submits: a name or address of the keys file.
    pub name: &'r str,
    /// A note for those who approve.
    pub note: &'r str,
    /// The day it is done.
    pub day: Date,
    /// Today, by the clock of the front: the record says so if it is another day.
    pub today: Date,
}

/// A submission that was recorded.
#[derive(Debug, Clone)]
pub struct Submission {
    /// The review.
    pub reviewed: Reviewed,
    /// What was recorded, and as which record.
    pub made: (Draft, u32),
    /// The log, as the store displays its name.
    pub log: String,
}

/// Submits a deal as it stands. Whoever does that for a revision cannot approve it.
///
/// # Errors
/// The log cannot be read or written.
///
/// # Examples
/// ```
/// use bidwright_base::diag::Code;
/// use bidwright_service::{ApproveRequest, SubmitRequest, approve, submit};
///
/// # struct KeyRing;
/// # impl bidwright_service::Keys for KeyRing {
/// #     fn has(&self, _: &bidwright_model::book::Approver) -> bool { true }
/// #     fn secret(
/// #         &self,
/// #         _: &bidwright_model::book::Approver,
/// #         _: &mut bidwright_base::diag::Diags,
/// #     ) -> Option<bidwright_review::approvals::Secret> {
/// #         Some(bidwright_review::approvals::Secret::new(&[7; 32]))
/// #     }
/// # }
/// # let store = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/workspace.rs"));
/// # let day = jiff::civil::date(2026, 11, 24);
/// let request = SubmitRequest { deal: "deal.toml", name: "Kari Holm", note: "", day, today: day };
/// let (answer, written) = submit(&store, &request, &KeyRing);
/// assert!(written.is_ok());
/// assert_eq!(answer.result.expect("a deal without errors").made.1, 1, "the first record of its log");
///
/// // Somebody else has to approve it now.
/// let (role, name) = ("sales-manager", "Kari Holm");
/// let request = ApproveRequest { deal: "deal.toml", role, name, note: "", day, today: day };
/// let (answer, _) = approve(&store, &request, &KeyRing);
/// assert!(answer.findings.diags.iter().any(|finding| finding.code == Code::SubmitterApproves));
/// ```
pub fn submit<S: Store>(
    store: &S,
    request: &SubmitRequest<'_>,
    keys: &dyn Keys,
) -> (Answer<Submission>, Result<(), StoreError>) {
    let (mut project, mut diags) = open(store, request.deal);
    let ready = pipeline::review_to_sign(&project, &mut diags).and_then(|reviewed| {
        approvals::in_time(&reviewed.offer.deal.head, request.day, &mut diags);
        let one = approvals::signer(&reviewed.offer, request.name, request.day, &mut diags)?;
        let signer = (one.name.value.clone(), keys.secret(one, &mut diags)?);
        (!diags.has_errors()).then_some((reviewed, signer))
    });
    let Some((reviewed, (name, secret))) = ready else {
        return (Answer::new(project, diags, None), Ok(()));
    };
    let file = log_of(&reviewed);
    let shown = store.describe(&file);
    let done = store.update(&file, |text| {
        let log = fresh(&mut project, &reviewed, &shown, text, &mut diags);
        let made = log.and_then(|log| record(&reviewed, log, request, &name, &secret, &mut diags));
        let Some((made, text)) = made else { return (Ok(None), None) };
        // The words are kept before the record that is of them.
        match store.write("approvals", &[words_of(&reviewed)]) {
            Ok(_) => (Ok(Some(made)), Some(text)),
            Err(error) => (Err(error), None),
        }
    });
    let (made, written) = match done.and_then(|done| done) {
        Ok(made) => (made, Ok(())),
        Err(error) => (None, Err(error)),
    };
    let submission = made.map(|made| Submission { reviewed, made, log: shown });
    (Answer::new(project, diags, submission), written)
}

/// The record, and the log with it.
fn record(
    reviewed: &Reviewed,
    log: Log,
    request: &SubmitRequest<'_>,
    name: &str,
    secret: &Secret,
    diags: &mut Diags,
) -> Option<((Draft, u32), String)> {
    let Reviewed { offer, review, bound, .. } = reviewed;
    let head = &offer.deal.head;
    reviewed.frozen(&log, diags);
    approvals::submittable(offer, &log, &review.hash, bound, name, diags);
    if diags.has_errors() {
        return None;
    }
    let draft = Draft {
        deal: head.number.value.clone(),
        revision: head.revision.value,
        date: request.day,
        name: name.to_owned(),
        recorded: (request.day != request.today).then_some(request.today),
        bound: Some(bound.clone()),
        hash: review.hash.clone(),
        act: Act::Submission(approvals::Submission::of(offer, request.note)),
    };
    let (log, text) = log.append(draft.clone(), secret);
    let number = u32::try_from(log.records().len()).unwrap_or(u32::MAX);
    Some(((draft, number), text))
}
