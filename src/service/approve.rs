//! Approve: what the review of a deal asks of a role, approved by a person and recorded.

use jiff::civil::Date;

use super::{Answer, File, Keys, Store, StoreError, open, pipeline};
use bidwright_base::diag::Diags;
use bidwright_base::source::{Layer, Source};
use bidwright_input::Project;
use bidwright_review::approvals;
use bidwright_review::approvals::{Act, ApprovalStatus, Approved, Draft, Log, Secret};
use pipeline::Reviewed;

/// Who approves what.
#[derive(Debug, Clone, Copy)]
pub struct ApproveRequest<'r> {
    /// The deal file.
    pub deal: &'r str,
    /// The approver the review asks for.
    pub role: &'r str,
    /// Who approves: a name or address of the keys file.
    pub name: &'r str,
    /// A note for the record.
    pub note: &'r str,
    /// The day it is done.
    pub day: Date,
    /// Today, by the clock of the front: the record says so if it is another day.
    pub today: Date,
}

/// An approval that was recorded.
#[derive(Debug, Clone)]
pub struct Approval {
    /// The review.
    pub reviewed: Reviewed,
    /// What was recorded, and as which record.
    pub made: (Draft, u32),
    /// The approval status of each rule now.
    pub approval_statuses: Vec<ApprovalStatus>,
    /// The log, as the store displays its name.
    pub log: String,
}

impl Approval {
    /// The rules that are still not approved.
    pub fn open(&self) -> impl Iterator<Item = &ApprovalStatus> {
        self.approval_statuses.iter().filter(|one| !one.is_approved())
    }
}

/// Approves what a deal's review asks of a role.
///
/// # Errors
/// The log cannot be read or written.
///
/// # Examples
/// ```
/// use bidwright_base::diag::Diags;
/// use bidwright_model::book::Approver;
/// use bidwright_review::approvals::Secret;
/// use bidwright_service::{ApproveRequest, Keys, approve};
///
/// struct KeyRing;
///
/// impl Keys for KeyRing {
///     fn has(&self, _: &Approver) -> bool {
///         true
///     }
///
///     fn secret(&self, _: &Approver, _: &mut Diags) -> Option<Secret> {
///         Some(Secret::new(&[7; 32]))
///     }
/// }
///
/// # let store = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/workspace.rs"));
/// let request = ApproveRequest {
///     deal: "deal.toml",
///     role: "sales-manager",
///     name: "Kari Holm",
///     note: "agreed with the customer",
///     day: jiff::civil::date(2026, 11, 24),
///     today: jiff::civil::date(2026, 11, 24),
/// };
/// let (answer, written) = approve(&store, &request, &KeyRing);
/// assert!(written.is_ok());
/// let approval = answer.result.expect("a deal without errors");
/// assert_eq!(approval.open().count(), 0, "every rule that asked is approved");
/// ```
pub fn approve<S: Store>(
    store: &S,
    request: &ApproveRequest<'_>,
    keys: &dyn Keys,
) -> (Answer<Approval>, Result<(), StoreError>) {
    let (mut project, mut diags) = open(store, request.deal);
    let reviewed = pipeline::review_to_sign(&project, &mut diags);
    let signer = reviewed.as_ref().and_then(|reviewed| signer(reviewed, request, keys, &mut diags));
    let (Some(reviewed), Some(signer)) = (reviewed, signer) else {
        return (Answer::new(project, diags, None), Ok(()));
    };
    let name = log_of(&reviewed);
    let log = store.describe(&name);
    let done = store.update(&name, |text| {
        let Some(log) = fresh(&mut project, &reviewed, &log, text, &mut diags) else {
            return (Ok(None), None);
        };
        let (done, text) = decide(&reviewed, log, request, &signer, &mut diags);
        match text {
            // The words are kept before the record that is of them.
            Some(text) => match store.write("approvals", &[words_of(&reviewed)]) {
                Ok(_) => (Ok(done), Some(text)),
                Err(error) => (Err(error), None),
            },
            None => (Ok(done), None),
        }
    });
    let (done, written) = match done.and_then(|done| done) {
        Ok(done) => (done, Ok(())),
        Err(error) => (None, Err(error)),
    };
    let approval =
        done.map(|Done { made, approval_statuses }| Approval { reviewed, made, approval_statuses, log });
    (Answer::new(project, diags, approval), written)
}

/// The name of the log of a deal's number.
pub(super) fn log_of(reviewed: &Reviewed) -> String {
    format!("approvals/{}.log", reviewed.offer.deal.head.number.value)
}

/// The words that a record of today is of.
pub(super) fn words_of(reviewed: &Reviewed) -> File {
    let head = &reviewed.offer.deal.head;
    let name = reviewed.bound.words_name(&head.number.value, head.revision.value);
    File { name, bytes: reviewed.words.text().into_bytes() }
}

/// The log as it is now, with the lock held: another approval may have been recorded since the deal was read.
pub(super) fn fresh(
    project: &mut Project,
    reviewed: &Reviewed,
    shown: &str,
    text: Option<&str>,
    diags: &mut Diags,
) -> Option<Log> {
    let number = &reviewed.offer.deal.head.number.value;
    let Some(text) = text else {
        return Some(Log::empty(number));
    };
    let file = project.sources.add(Source {
        path: shown.to_owned(),
        name: shown.to_owned(),
        text: text.to_owned().into(),
        layer: Layer::Workspace,
    });
    let (approvers, keys_log) = (reviewed.offer.book.approvers.as_ref(), reviewed.keys_log.as_ref());
    approvals::read(number, file, text, approvers, keys_log, diags)
}

/// Who approves.
struct Signer {
    name: String,
    secret: Secret,
}

/// The approver and their key, if nothing but the log can refuse them.
fn signer(
    reviewed: &Reviewed,
    request: &ApproveRequest<'_>,
    keys: &dyn Keys,
    diags: &mut Diags,
) -> Option<Signer> {
    let offer = &reviewed.offer;
    approvals::approvable(reviewed.review.ruling, &reviewed.requests, request.role, diags);
    approvals::in_time(&offer.deal.head, request.day, diags);
    reviewed.submit_first(&reviewed.log, diags);
    let one = approvals::approver(offer, &reviewed.log, request.role, request.name, request.day, diags)?;
    let secret = keys.secret(one, diags)?;
    (!diags.has_errors()).then(|| Signer { name: one.name.value.clone(), secret })
}

struct Done {
    made: (Draft, u32),
    approval_statuses: Vec<ApprovalStatus>,
}

/// What is to be recorded, and the log with it.
fn decide(
    reviewed: &Reviewed,
    log: Log,
    request: &ApproveRequest<'_>,
    signer: &Signer,
    diags: &mut Diags,
) -> (Option<Done>, Option<String>) {
    let head = &reviewed.offer.deal.head;
    reviewed.frozen(&log, diags);
    // The log may hold a submission that was not there when the deal was read.
    reviewed.submit_first(&log, diags);
    approvals::approver(&reviewed.offer, &log, request.role, request.name, request.day, diags);
    if diags.has_errors() {
        return (None, None);
    }
    let status = |log: &Log| {
        approvals::approval_statuses(&reviewed.offer, &reviewed.requests_by(log), log, request.day)
    };
    let requests = reviewed.requests_by(&log);
    let approval_statuses = status(&log);
    let open: Vec<Approved> = (requests.iter().zip(&approval_statuses))
        .filter(|(asked, status)| asked.role == request.role && !status.is_approved())
        .map(|(asked, _)| asked.what.clone())
        .collect();
    if open.is_empty() {
        approvals::approved_already(head, request.role, &approval_statuses, diags);
        return (None, None);
    }
    let good = jiff::Span::new().days(i64::from(reviewed.offer.book.policy.approval_days));
    let draft = Draft {
        deal: head.number.value.clone(),
        revision: head.revision.value,
        date: request.day,
        name: signer.name.clone(),
        recorded: (request.day != request.today).then_some(request.today),
        bound: Some(reviewed.bound.clone()),
        hash: reviewed.review.hash.clone(),
        act: Act::Approval(approvals::Approval {
            role: request.role.to_owned(),
            note: request.note.to_owned(),
            expires: request.day.saturating_add(good).min(head.valid_until()),
            approved: open,
        }),
    };
    let (log, text) = log.append(draft.clone(), &signer.secret);
    let number = u32::try_from(log.records().len()).unwrap_or(u32::MAX);
    (Some(Done { made: (draft, number), approval_statuses: status(&log) }), Some(text))
}
