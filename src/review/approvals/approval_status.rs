//! Whether what was approved is still valid.

use jiff::civil::Date;

use super::log::Log;
use super::record::{Approval, Approved, Record};
use super::requests::ApprovalRequest;
use super::submission::independent;
use super::wording::last_given;
use bidwright_base::words;
use bidwright_economics::offer::Offer;

/// A rule that requires approval, and whether it has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApprovalStatus {
    /// The rule.
    pub rule: String,
    /// Who must approve.
    pub role: String,
    /// Whether they have.
    pub state: State,
}

/// Whether an approval is given and still valid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// It is not approved.
    Open,
    /// It is approved.
    Approved(Given),
    /// It was approved, and the approval has expired.
    Expired(Given),
    /// It was approved, and what was approved has changed.
    Reopened {
        /// What was approved.
        given: Given,
        /// What has changed since, in words.
        why: String,
    },
}

/// An approval that was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// By whom.
    pub by: String,
    /// When.
    pub on: Date,
    /// The last day it is valid.
    pub expires: Date,
    /// The number of its record.
    pub record: u32,
}

impl State {
    /// As in JSON.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            State::Open => "open",
            State::Approved(_) => "approved",
            State::Expired(_) => "expired",
            State::Reopened { .. } => "reopened",
        }
    }

    /// The approval behind it, valid or not.
    #[must_use]
    pub fn given(&self) -> Option<&Given> {
        match self {
            State::Open => None,
            State::Approved(given) | State::Expired(given) | State::Reopened { given, .. } => Some(given),
        }
    }
}

impl ApprovalStatus {
    /// Whether the approval is given and valid.
    #[must_use]
    pub fn is_approved(&self) -> bool {
        matches!(self.state, State::Approved(_))
    }
}

/// The default day of a review: the offer's date, or that of the last record if later.
#[must_use]
pub fn as_of(offer: &Offer, log: &Log) -> Date {
    let date = offer.deal.head.date.value;
    log.last_date().map_or(date, |last| last.max(date))
}

/// The approval status, on a day, of each rule that requires approval.
#[must_use]
pub fn approval_statuses(
    offer: &Offer,
    requests: &[ApprovalRequest],
    log: &Log,
    day: Date,
) -> Vec<ApprovalStatus> {
    let one = |request: &ApprovalRequest| ApprovalStatus {
        rule: request.what.rule.clone(),
        role: request.role.clone(),
        state: state(offer, request, log, day),
    };
    requests.iter().map(one).collect()
}

/// Words that were changed are asked of only while nobody in the role has approved them as they are.
fn state_of_words(offer: &Offer, request: &ApprovalRequest, log: &Log) -> State {
    let Some((record, approval)) =
        last_given(offer, log, &request.role).and_then(|(record, _)| Some((record, record.approval()?)))
    else {
        return State::Open;
    };
    let draft = &record.draft;
    let expires = approval.expires.min(offer.deal.head.valid_until());
    let given = Given { by: draft.name.clone(), on: draft.date, expires, record: record.number };
    State::Reopened { given, why: request.what.message.clone() }
}

fn state(offer: &Offer, request: &ApprovalRequest, log: &Log, day: Date) -> State {
    if request.wording {
        return state_of_words(offer, request, log);
    }
    let found: Vec<(Given, &Approved)> =
        log.records().iter().filter_map(|record| given(offer, request, log, record, day)).collect();
    // Of several that fit, the one valid longest.
    let fitting = found.iter().filter(|(_, then)| fits(then, &request.what)).map(|(given, _)| given);
    if let Some(given) = fitting.max_by_key(|given| (given.expires, given.record)) {
        let given = given.clone();
        return if day <= given.expires { State::Approved(given) } else { State::Expired(given) };
    }
    match found.into_iter().last() {
        Some((given, then)) => State::Reopened { given, why: why(then, &request.what) },
        None => State::Open,
    }
}

/// The approval of a rule of this revision in a record, if it counts: its maker holds the role to this day and may
/// approve the deal, and the day is not before it was made.
fn given<'r>(
    offer: &Offer,
    request: &ApprovalRequest,
    log: &Log,
    record: &'r Record,
    day: Date,
) -> Option<(Given, &'r Approved)> {
    let Approval { role, expires, approved, .. } = record.approval()?;
    let (head, draft) = (&offer.deal.head, &record.draft);
    let mut makers = offer.book.approvers.as_ref()?.named(&draft.name);
    let may = makers.any(|maker| maker.holds(&request.role) && independent(offer, log, maker));
    if !may || draft.revision != head.revision.value || *role != request.role || draft.date > day {
        return None;
    }
    let then = approved.iter().find(|then| then.rule == request.what.rule)?;
    let given = Given {
        by: draft.name.clone(),
        on: draft.date,
        // An approval never outlives the offer, whatever was signed.
        expires: (*expires).min(head.valid_until()),
        record: record.number,
    };
    Some((given, then))
}

/// The message is not compared: it follows from the rule and its figures.
fn fits(then: &Approved, now: &Approved) -> bool {
    then.definition == now.definition && then.figures == now.figures && then.groups == now.groups
}

/// What has changed, in words.
fn why(then: &Approved, now: &Approved) -> String {
    let mut reasons = Vec::new();
    if then.definition != now.definition {
        reasons.push("the rule itself changed".to_owned());
    }
    let moved: Vec<&str> = now
        .groups
        .iter()
        .filter(|(touch, digest)| then.groups.get(touch) != Some(digest))
        .map(|(t, _)| t.word())
        .collect();
    if !moved.is_empty() {
        reasons.push(format!("{} changed", words::list(&moved)));
    }
    for figure in &now.figures {
        let (path, value) = figure.split_once(' ').unwrap_or((figure, ""));
        let before = then.figures.iter().find_map(|figure| figure.strip_prefix(path)?.strip_prefix(' '));
        if let Some(before) = before.filter(|before| *before != value) {
            reasons.push(format!("{path} was {before}, is {value}"));
        }
    }
    if reasons.is_empty() { "the rule reads other fields now".to_owned() } else { reasons.join("; ") }
}
