//! Permissions: to sign, to approve as a role, to change what was issued.

use jiff::civil::Date;

use super::approval_status::{ApprovalStatus, State};
use super::bound::Bound;
use super::log::Log;
use super::record::{Draft, IssuedFile, Record};
use super::requests::ApprovalRequest;
use super::submission::{independent, submission_of};
use super::wording::WordChange;
use crate::Ruling;
use bidwright_base::diag::{Code, Diagnostic, Diags, Severity};
use bidwright_base::words;
use bidwright_economics::offer::Offer;
use bidwright_model::book::{Approver, Approvers};
use bidwright_model::deal::Head;

/// The approver of a name or address, if their key is valid on a day.
pub fn signer<'a>(offer: &'a Offer, name: &str, day: Date, diags: &mut Diags) -> Option<&'a Approver> {
    let Some(approvers) = &offer.book.approvers else {
        diags.push(no_keys());
        return None;
    };
    known(&approvers.all, name, day, diags)
}

/// The one of a name or address among people, if their key is valid on a day.
pub fn known<'a>(people: &'a [Approver], name: &str, day: Date, diags: &mut Diags) -> Option<&'a Approver> {
    let known = |one: &&Approver| one.is(name);
    if let Some(one) = people.iter().filter(known).find(|one| one.good_on(day)) {
        return Some(one);
    }
    let finding = match people.iter().rfind(known).and_then(|one| Some((one, one.until?))) {
        Some((one, until)) => {
            let message = format!("the key of `{}` was good until {until}, not on {day}", one.name.value);
            Diagnostic::error(Code::KeyExpired, message)
                .at(one.key.place)
                .hint("make a new key with `bidwright keygen`, and add its table beside the old one")
        }
        None => {
            let names = people.iter().map(|one| &one.name.value);
            Diagnostic::error(Code::UnknownApprover, format!("there is no `{name}` in `approvals/keys.toml`"))
                .hint(words::did_you_mean(name, names))
        }
    };
    diags.push(finding);
    None
}

/// The finding on a workspace without approvers.
#[must_use]
pub fn no_keys() -> Diagnostic {
    Diagnostic::error(Code::NoKeys, "approving and issuing need `approvals/keys.toml`, and there is none")
        .hint("`bidwright keygen --name \"Your name\" --role ROLE` makes a key, and puts you there")
}

/// The approver of a name or address, if they may approve an offer as a role on a day.
pub fn approver<'a>(
    offer: &'a Offer,
    log: &Log,
    role: &str,
    name: &str,
    day: Date,
    diags: &mut Diags,
) -> Option<&'a Approver> {
    let one = signer(offer, name, day, diags)?;
    let approvers = offer.book.approvers.as_ref()?;
    if !one.holds(role) {
        diags.push(not_in_role(approvers, one, role));
        return None;
    }
    let head = &offer.deal.head;
    let owner = head.owner.as_ref();
    let finding = if let Some(owner) = owner.filter(|owner| !approvers.may_approve(one, Some(&owner.value))) {
        let message = format!("`{}` owns this deal and cannot approve it", one.name.value);
        Diagnostic::error(Code::OwnerApproves, message).at(owner.place)
    } else {
        let Some(record) = submission_of(approvers, log, head.revision.value, one) else { return Some(one) };
        let message = format!(
            "`{}` submitted {} on {} and cannot approve it",
            one.name.value,
            head.reference(),
            record.draft.date
        );
        Diagnostic::error(Code::SubmitterApproves, message).at(one.name.place)
    };
    let others: Vec<&str> = approvers
        .holders(role)
        .filter(|other| other.good_on(day) && independent(offer, log, other))
        .map(|other| other.name.value.as_str())
        .collect();
    diags.push(finding.hint(if others.is_empty() {
        "give the role to somebody else in `approvals/keys.toml`".to_owned()
    } else {
        format!("as `{role}` {} can", words::choice(&others))
    }));
    None
}

fn not_in_role(approvers: &Approvers, one: &Approver, role: &str) -> Diagnostic {
    let others: Vec<String> =
        approvers.holders(role).map(|other| format!("`{}`", other.name.value)).collect();
    let hint = if others.is_empty() {
        "no approver has that role: add it in `approvals/keys.toml`".to_owned()
    } else {
        format!("{} can", words::choice(&others))
    };
    let message = format!("`{}` cannot approve as `{role}`", one.name.value);
    Diagnostic::error(Code::NotInRole, message).at(one.name.place).hint(hint)
}

/// Reports why nothing can be approved as a role, if so.
pub fn approvable(ruling: Ruling, requests: &[ApprovalRequest], role: &str, diags: &mut Diags) {
    if ruling == Ruling::Block {
        diags.push(blocked());
    } else if !requests.iter().any(|one| one.role == role) {
        let roles = words::unique(requests.iter().map(|one| one.role.as_str()));
        let hint = if roles.is_empty() {
            "the review is clear: `bidwright issue` makes the final documents".to_owned()
        } else {
            format!("the review asks {}", words::list(&roles))
        };
        let message = format!("the review asks nothing of `{role}`");
        diags.push(Diagnostic::error(Code::NothingToApprove, message).hint(hint));
    }
}

/// Reports that everything asked of a role is approved.
pub fn approved_already(head: &Head, role: &str, approval_statuses: &[ApprovalStatus], diags: &mut Diags) {
    let given = approval_statuses.iter().filter(|one| one.role == role).filter_map(|one| {
        let given = one.state.given()?;
        Some(format!("rule `{}` by {} on {}, good until {}", one.rule, given.by, given.on, given.expires))
    });
    let message = format!(
        "{} is approved as `{role}` already, and nothing has changed since: {}",
        head.reference(),
        words::list(&given.collect::<Vec<_>>())
    );
    diags.push(
        Diagnostic::error(Code::ApprovedAlready, message)
            .at(head.number.place)
            .hint("nothing was recorded; `bidwright review` tells what is still open"),
    );
}

/// The finding on an offer that does not go out.
fn blocked() -> Diagnostic {
    Diagnostic::error(Code::ReviewBlocked, "the policy blocks this offer, and a block cannot be approved")
        .hint("`bidwright review` tells which rule, and why; `bidwright build` makes drafts")
}

/// Reports what keeps an offer from being issued.
pub fn issuable(
    offer: &Offer,
    ruling: Ruling,
    approval_statuses: &[ApprovalStatus],
    day: Date,
    diags: &mut Diags,
) {
    const DRAFTS: &str = "`bidwright build` makes drafts";
    if ruling == Ruling::Block {
        diags.push(blocked());
        return;
    }
    in_time(&offer.deal.head, day, diags);
    for ApprovalStatus { rule, role, state } in approval_statuses {
        let finding = match state {
            State::Approved(_) => continue,
            State::Open => {
                let message = format!("rule `{rule}` waits for the approval of `{role}`");
                Diagnostic::error(Code::ApprovalOpen, message)
                    .hint(format!("`bidwright approve DEAL --as {role} --name NAME` records it; {DRAFTS}"))
            }
            State::Expired(given) => {
                let message = format!(
                    "the approval of rule `{rule}` by {} was good until {}, not on {day}",
                    given.by, given.expires
                );
                Diagnostic::error(Code::ApprovalExpired, message)
                    .hint(format!("ask `{role}` to approve again; {DRAFTS}"))
            }
            State::Reopened { given, why } => {
                let message = format!(
                    "rule `{rule}` was approved by {} on {}, and what was approved has changed: {why}",
                    given.by, given.on
                );
                Diagnostic::error(Code::ApprovalReopened, message)
                    .hint(format!("ask `{role}` to approve again; {DRAFTS}"))
            }
        };
        diags.push(finding);
    }
}

/// Reports a margin below the floor that the keys file sets, whatever the rules of the policy say of it.
pub fn above_floor(offer: &Offer, severity: Severity, diags: &mut Diags) {
    let floor = offer.book.approvers.as_ref().and_then(|approvers| approvers.margin_floor);
    let Some((floor, margin)) = floor.zip(offer.quote.totals.margin_percent()) else { return };
    if margin < floor {
        let message =
            format!("the margin is {margin} %, below the floor of {floor} % in `approvals/keys.toml`");
        let finding = Diagnostic { severity, ..Diagnostic::error(Code::FloorUndercut, message) };
        diags.push(
            finding
                .at(offer.deal.head.number.place)
                .hint("no approval goes below it: raise the price, or have those who keep the keys file change the floor"),
        );
    }
}

/// Reports an offer without an owner, or with one who is not among the approvers.
pub fn owned(offer: &Offer, diags: &mut Diags) {
    let (head, Some(approvers)) = (&offer.deal.head, &offer.book.approvers) else { return };
    let names: Vec<&str> = approvers.all.iter().map(|one| one.name.value.as_str()).collect();
    let Some(owner) = &head.owner else {
        let finding =
            Diagnostic::error(Code::NoOwner, "the deal has no `owner`, who answers for what goes out");
        diags.push(
            finding
                .at(head.number.place)
                .hint(format!("name one of `approvals/keys.toml`: {}", words::choice(&names))),
        );
        return;
    };
    if !approvers.all.iter().any(|one| one.is(&owner.value)) {
        let message = format!("the owner `{}` is not in `approvals/keys.toml`", owner.value);
        diags.push(
            Diagnostic::error(Code::UnknownOwner, message)
                .at(owner.place)
                .hint(words::did_you_mean(&owner.value, names)),
        );
    }
}

/// Reports an offer past its last day of validity.
pub fn in_time(head: &Head, day: Date, diags: &mut Diags) {
    let until = head.valid_until();
    if day > until {
        let message = format!("the offer was valid until {until}, not on {day}");
        diags.push(
            Diagnostic::error(Code::OfferExpired, message)
                .at(head.date.place)
                .hint("date it anew, in a new revision"),
        );
    }
}

/// Reports a revision that was issued and has changed since; `changed` are the sentences that did.
pub fn frozen(head: &Head, log: &Log, hash: &str, now: &Bound, changed: &[WordChange], diags: &mut Diags) {
    let Some(issued) = log.issued(head.revision.value) else { return };
    let mut what = Vec::new();
    if issued.draft.hash != hash {
        what.push("in what matters".to_owned());
    }
    let differing = issued.draft.bound.as_ref().map_or(Vec::new(), |then| now.differing(then));
    // Documents that can be made of the deal and were not are bound too, but a customer has read none of them.
    let (went_out, others): (Vec<&str>, Vec<&str>) =
        differing.into_iter().partition(|name| issued.has_document(name));
    if !went_out.is_empty() {
        what.push(format!("in what the customer reads ({})", words::list(&went_out)));
    }
    if what.is_empty() && !others.is_empty() {
        what.push("in words of the deal that no issued document shows".to_owned());
    }
    if what.is_empty() {
        return;
    }
    let changed: Vec<WordChange> =
        changed.iter().filter(|one| issued.has_document(&one.document)).cloned().collect();
    let message = format!("{}{}", frozen_since(head, issued, &words::list(&what)), first_of(&changed));
    diags.push(raise(head, message));
}

/// The first sentence that was changed, and how many more, after what went before it.
pub(super) fn first_of(changed: &[WordChange]) -> String {
    let Some(one) = changed.first() else { return String::new() };
    let side = |text: &Option<String>| match text {
        Some(text) => format!("\u{201c}{}\u{201d}", words::shortened(text, 80)),
        None => "nothing".to_owned(),
    };
    let more = changed.len() - 1;
    let more = if more == 0 { String::new() } else { format!(", and {more} more") };
    format!("; {} said {}, and says {}{more}", one.document, side(&one.before), side(&one.after))
}

/// Reports the files of a revision that are not those that were issued, by name.
pub fn frozen_files(head: &Head, issued: &Record, files: &[IssuedFile], diags: &mut Diags) {
    let then = issued.issued().unwrap_or_default();
    let other = files.iter().filter(|file| !then.contains(file)).map(|file| file.name.as_str());
    let gone = then
        .iter()
        .filter(|file| files.iter().all(|now| now.name != file.name))
        .map(|file| file.name.as_str());
    let names: Vec<&str> = other.chain(gone).collect();
    if !names.is_empty() {
        diags.push(raise(head, frozen_since(head, issued, &format!("in {}", words::list(&names)))));
    }
}

fn frozen_since(head: &Head, issued: &Record, what: &str) -> String {
    let Draft { date, name, .. } = &issued.draft;
    format!("{} was issued on {date} by {name} and has changed since {what}", head.reference())
}

pub(super) fn raise(head: &Head, message: String) -> Diagnostic {
    let next = head.revision.value + 1;
    Diagnostic::error(Code::RevisionFrozen, message)
        .at(head.revision.place)
        .hint(format!("raise `revision` to {next}, and say the `reason`"))
}
