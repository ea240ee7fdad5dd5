//! Submissions: who says by their signature that a deal is theirs as it stands. They do not approve it.

use super::bound::Bound;
use super::keys::is_by;
use super::log::Log;
use super::permissions::{first_of, raise};
use super::record::{Draft, Record, Submission};
use super::verify::Entry;
use super::wording::WordChange;
use crate::material;
use bidwright_base::diag::{Code, Diagnostic, Diags};
use bidwright_base::words;
use bidwright_economics::offer::Offer;
use bidwright_model::book::{Approver, Approvers};

impl Submission {
    /// Of an offer as it is.
    #[must_use]
    pub fn of(offer: &Offer, note: &str) -> Submission {
        Submission { note: note.to_owned(), groups: material::groups(offer) }
    }
}

/// The submission of a revision, against the deal as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submitted<'l> {
    /// Its record.
    pub record: &'l Record,
    /// What has changed since, in words; empty: the deal is as it was submitted.
    pub changed: Vec<String>,
}

/// The submissions of a revision, in the order made.
fn submissions(log: &Log, revision: u32) -> impl DoubleEndedIterator<Item = &Record> {
    log.records()
        .iter()
        .filter(move |record| record.draft.revision == revision && record.submission().is_some())
}

/// The last submission of the deal as it is, or else the last of its revision.
#[must_use]
pub fn submitted<'l>(offer: &Offer, log: &'l Log, hash: &str, now: &Bound) -> Option<Submitted<'l>> {
    let all = || submissions(log, offer.deal.head.revision.value);
    let found = all().rfind(|record| is_same(record, hash, now)).or_else(|| all().next_back());
    found.map(|record| Submitted { record, changed: changed(offer, record, hash, now) })
}

/// Whether a deal is as it was when a record was made of it.
fn is_same(record: &Record, hash: &str, now: &Bound) -> bool {
    let bound = record.draft.bound.as_ref();
    record.draft.hash == hash && bound.is_some_and(|then| now.documents == then.documents)
}

fn changed(offer: &Offer, record: &Record, hash: &str, now: &Bound) -> Vec<String> {
    let mut what = Vec::new();
    if let Some(submission) = record.submission().filter(|_| record.draft.hash != hash) {
        let groups = material::groups(offer);
        let moved = groups.iter().filter(|(touch, digest)| submission.groups.get(*touch) != Some(*digest));
        what.extend(moved.map(|(touch, _)| touch.word().to_owned()));
        if what.is_empty() {
            what.push("what matters".to_owned());
        }
    }
    let differing = record.draft.bound.as_ref().map_or(Vec::new(), |then| now.differing(then));
    if !differing.is_empty() {
        what.push(format!("what the customer reads ({})", words::list(&differing)));
    }
    what
}

/// The submission of a revision by somebody, as a person and by the key that signed it.
pub(super) fn submission_of<'l>(
    approvers: &Approvers,
    log: &'l Log,
    revision: u32,
    one: &Approver,
) -> Option<&'l Record> {
    if approvers.owner_may_approve {
        return None;
    }
    submissions(log, revision).find(|record| {
        let name = &record.draft.name;
        // Somebody with two names has one address, or one key.
        let mut named = approvers.named(name);
        one.is(name)
            || named.any(|other| {
                one.is(&other.name.value) || other.email.as_ref().is_some_and(|email| one.is(email))
            })
            || is_by(&one.key.value, &record.body(), record.signature())
    })
}

/// Whether somebody may approve an offer: they neither own it nor submitted it.
pub(super) fn independent(offer: &Offer, log: &Log, one: &Approver) -> bool {
    let head = &offer.deal.head;
    let owner = head.owner.as_ref().map(|owner| owner.value.as_str());
    offer.book.approvers.as_ref().is_some_and(|approvers| {
        approvers.may_approve(one, owner) && submission_of(approvers, log, head.revision.value, one).is_none()
    })
}

/// Reports a deal that was issued, or that somebody has submitted as it is.
pub fn submittable(offer: &Offer, log: &Log, hash: &str, now: &Bound, name: &str, diags: &mut Diags) {
    let head = &offer.deal.head;
    if let Some(issued) = log.issued(head.revision.value) {
        let Draft { date, name, .. } = &issued.draft;
        let message =
            format!("{} was issued on {date} by {name}: there is nothing to submit", head.reference());
        diags.push(raise(head, message));
        return;
    }
    let mut own = submissions(log, head.revision.value).filter(|record| record.draft.name == name);
    if let Some(record) = own.rfind(|record| is_same(record, hash, now)) {
        let message = format!(
            "{} was submitted by {name} on {} already, and is as it was: record {} says so",
            head.reference(),
            record.draft.date,
            record.number
        );
        diags.push(
            Diagnostic::error(Code::SubmittedAlready, message)
                .at(head.number.place)
                .hint("nothing was recorded; `bidwright review` tells who must approve"),
        );
    }
}

/// Reports a deal that nobody has submitted as it is, where that is required before it is approved. `changed` are the
/// sentences that are not those that were submitted.
pub fn submit_first(
    offer: &Offer,
    submitted: Option<&Submitted<'_>>,
    changed: &[WordChange],
    diags: &mut Diags,
) {
    if !offer.book.approvers.as_ref().is_some_and(|approvers| approvers.submit_required) {
        return;
    }
    let head = &offer.deal.head;
    let message = match submitted {
        None => format!("nobody has submitted {}", head.reference()),
        Some(Submitted { changed: what, .. }) if what.is_empty() => return,
        Some(Submitted { record, changed: what }) => format!(
            "{} was submitted by {} on {}, and since then {} changed{}",
            head.reference(),
            record.draft.name,
            record.draft.date,
            words::list(what),
            first_of(changed)
        ),
    };
    diags.push(
        Diagnostic::error(Code::NotSubmitted, message).at(head.number.place).hint(
            "whoever answers for the deal as it stands submits it: `bidwright submit DEAL --name NAME`",
        ),
    );
}
