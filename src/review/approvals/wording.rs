//! Changed words: whoever approved is asked again when a document is not what it was when they did, and is shown the
//! sentences, before and after.

use std::collections::BTreeMap;

use super::bound::{Bound, Words};
use super::log::Log;
use super::record::{Approved, Record};
use super::requests::ApprovalRequest;
use super::submission::independent;
use bidwright_base::digest::sha256;
use bidwright_base::words;
use bidwright_economics::offer::Offer;

/// The name of the rule that every policy has: what the customer reads is what was approved.
pub const WORDING: &str = "wording";

/// A sentence that is not what it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordChange {
    /// The document, as `build --doc` names it.
    pub document: String,
    /// As it was; `None`: it is new.
    pub before: Option<String>,
    /// As it is; `None`: it is gone.
    pub after: Option<String>,
}

/// Approvals of this revision, by people who may give them, that say what the documents were.
fn bound_approvals<'l>(offer: &Offer, log: &'l Log) -> Vec<(&'l Record, &'l Bound)> {
    let head = &offer.deal.head;
    let Some(approvers) = &offer.book.approvers else { return Vec::new() };
    let counts = |record: &Record, role: &str| {
        let mut makers = approvers.named(&record.draft.name);
        makers.any(|maker| maker.holds(role) && independent(offer, log, maker))
    };
    let all = log.records().iter().filter(|record| record.draft.revision == head.revision.value);
    all.filter(|record| record.approval().is_some_and(|given| counts(record, &given.role)))
        .filter_map(|record| Some((record, record.draft.bound.as_ref()?)))
        .collect()
}

/// The approvals that words ask for which were changed since: of whoever the policy names, or else of every role that
/// approved other words and has not approved these.
#[must_use]
pub fn wording_requests(offer: &Offer, log: &Log, now: &Bound) -> Vec<ApprovalRequest> {
    let given = bound_approvals(offer, log);
    let role = |record: &Record| record.approval().map(|given| given.role.clone());
    if given.iter().all(|(_, then)| then.documents == now.documents) {
        return Vec::new();
    }
    let roles = match &offer.book.policy.wording {
        Some(named) => vec![named.value.clone()],
        None => words::unique(given.iter().filter_map(|(record, _)| role(record))),
    };
    let settled = |asked: &String| {
        given
            .iter()
            .any(|(record, then)| then.documents == now.documents && role(record).as_ref() == Some(asked))
    };
    roles.into_iter().filter(|role| !settled(role)).map(|role| request(role, &given, now, offer)).collect()
}

fn request(role: String, given: &[(&Record, &Bound)], now: &Bound, offer: &Offer) -> ApprovalRequest {
    let differing = given.iter().rev().find(|(_, then)| then.documents != now.documents);
    let names = differing.map_or(Vec::new(), |(_, then)| now.differing(then));
    let digests: Vec<String> =
        now.documents.iter().map(|(name, digest)| format!("{name} {digest}\n")).collect();
    ApprovalRequest {
        role,
        place: offer.book.policy.wording.as_ref().map(|role| role.place),
        wording: true,
        what: Approved {
            rule: WORDING.to_owned(),
            message: format!("what the customer reads changed: {}", words::list(&names)),
            figures: Vec::new(),
            definition: sha256(digests.concat().as_bytes()),
            groups: BTreeMap::new(),
        },
    }
}

/// The approval whose words a role is shown the changes from: its own last one, or else the last of anybody.
pub(super) fn last_given<'l>(offer: &Offer, log: &'l Log, role: &str) -> Option<(&'l Record, &'l Bound)> {
    let given = bound_approvals(offer, log);
    let own = given.iter().rfind(|(record, _)| record.approval().is_some_and(|one| one.role == role));
    own.or(given.last()).copied()
}

/// The oldest of the approvals that [`wording_requests`] are measured from.
#[must_use]
pub fn words_since<'l>(offer: &Offer, log: &'l Log, requests: &[ApprovalRequest]) -> Option<&'l Bound> {
    let asked = requests.iter().filter(|request| request.wording);
    let since = asked.filter_map(|request| last_given(offer, log, &request.role));
    since.min_by_key(|(record, _)| record.number).map(|(_, then)| then)
}

/// Every sentence that differs, by document and in the order of the text.
#[must_use]
pub fn word_changes(before: &Words, after: &Words) -> Vec<WordChange> {
    let mut names: Vec<&String> = before.0.keys().chain(after.0.keys()).collect();
    names.sort_unstable();
    names.dedup();
    let none = Vec::new();
    let mut found = Vec::new();
    for name in names {
        let [was, is] = [before, after].map(|words| words.0.get(name).unwrap_or(&none).as_slice());
        for (before, after) in differing(was, is) {
            found.push(WordChange { document: name.clone(), before, after });
        }
    }
    found
}

/// Most comparisons of one sentence with another; longer stretches are compared as sets.
const MOST: usize = 4_000_000;

type Pair = (Option<String>, Option<String>);

/// The stretches that differ: what was and what is, one beside the other.
fn differing(was: &[String], is: &[String]) -> Vec<Pair> {
    let start = was.iter().zip(is).take_while(|(a, b)| a == b).count();
    let (was, is) = (&was[start..], &is[start..]);
    let end = was.iter().rev().zip(is.iter().rev()).take_while(|(a, b)| a == b).count();
    let (was, is) = (&was[..was.len() - end], &is[..is.len() - end]);
    if was.len().saturating_mul(is.len()) > MOST {
        let gone = was.iter().filter(|one| !is.contains(one)).map(|one| (Some(one.clone()), None));
        let new = is.iter().filter(|one| !was.contains(one)).map(|one| (None, Some(one.clone())));
        return gone.chain(new).collect();
    }
    // The longest common subsequence of what is left, from the end.
    let width = is.len() + 1;
    let mut common = vec![0_u32; (was.len() + 1) * width];
    for a in (0..was.len()).rev() {
        for b in (0..is.len()).rev() {
            common[a * width + b] = if was[a] == is[b] {
                common[(a + 1) * width + b + 1] + 1
            } else {
                common[(a + 1) * width + b].max(common[a * width + b + 1])
            };
        }
    }
    let (mut a, mut b) = (0, 0);
    let (mut gone, mut new, mut pairs) = (Vec::new(), Vec::new(), Vec::new());
    while a < was.len() || b < is.len() {
        if a < was.len() && b < is.len() && was[a] == is[b] {
            pairs.append(&mut beside(&mut gone, &mut new));
            (a, b) = (a + 1, b + 1);
        } else if b == is.len() || a < was.len() && common[(a + 1) * width + b] >= common[a * width + b + 1] {
            gone.push(was[a].clone());
            a += 1;
        } else {
            new.push(is[b].clone());
            b += 1;
        }
    }
    pairs.append(&mut beside(&mut gone, &mut new));
    pairs
}

fn beside(gone: &mut Vec<String>, new: &mut Vec<String>) -> Vec<Pair> {
    let rows = gone.len().max(new.len());
    let (mut gone, mut new) = (gone.drain(..), new.drain(..));
    (0..rows).map(|_| (gone.next(), new.next())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(words: &str) -> Vec<String> {
        words.chars().map(|c| c.to_string()).collect()
    }

    #[test]
    fn a_changed_sentence_stands_beside_what_it_was() {
        let pair = |was: &str, is: &str| {
            let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
            (some(was), some(is))
        };
        assert_eq!(differing(&all("abcd"), &all("abcd")), []);
        assert_eq!(differing(&all("abcd"), &all("abxd")), [pair("c", "x")]);
        assert_eq!(differing(&all("abcd"), &all("abyxd")), [pair("c", "y"), pair("", "x")]);
        assert_eq!(differing(&all("abcd"), &all("acxd")), [pair("b", ""), pair("", "x")]);
        assert_eq!(differing(&all(""), &all("a")), [pair("", "a")]);
    }
}
