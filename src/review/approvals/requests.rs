//! The approvals a policy requires of an offer, in the form in which they are given.

use std::collections::{BTreeMap, BTreeSet};

use super::log::Log;
use super::record::Approved;
use super::submission::independent;
use crate::{Review, material, touched};
use bidwright_base::diag::{Code, Diagnostic, Diags};
use bidwright_base::digest::sha256;
use bidwright_base::source::Place;
use bidwright_base::words;
use bidwright_economics::offer::Offer;
use bidwright_model::book::{Approver, Rule, Verdict};
use bidwright_model::rules::{Context, Datum};

/// A rule that fired and requires approval.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApprovalRequest {
    /// Of whom.
    pub role: String,
    /// Where the policy names the role.
    pub place: Option<Place>,
    /// Whether it is of [changed words](super::WORDING) and of no rule of the policy.
    pub wording: bool,
    /// What an approval would be of.
    pub what: Approved,
}

/// Every rule that fired and requires approval, in the order of the review.
#[must_use]
pub fn requests(offer: &Offer, context: &Context, review: &Review) -> Vec<ApprovalRequest> {
    let groups = material::groups(offer);
    let fired = review.fired.iter().filter(|fired| fired.verdict == Verdict::Approve);
    fired
        .filter_map(|fired| {
            let rule = offer.book.policy.rules.iter().find(|rule| rule.id == fired.rule)?;
            let fields = fields(rule);
            let touched = touched(fields.iter().copied());
            let groups: BTreeMap<_, _> = groups
                .iter()
                .filter(|(touch, _)| touched.contains(*touch))
                .map(|(t, d)| (*t, d.clone()))
                .collect();
            Some(ApprovalRequest {
                role: fired.approver.clone().unwrap_or_default(),
                place: rule.approver.as_ref().map(|approver| approver.place),
                wording: false,
                what: Approved {
                    rule: rule.id.clone(),
                    message: fired.message.clone(),
                    figures: fields.iter().filter_map(|path| figure(path, context)).collect(),
                    definition: rule.definition(),
                    groups,
                },
            })
        })
        .collect()
}

/// The fields a rule reads, in its condition and in its message.
fn fields(rule: &Rule) -> BTreeSet<&str> {
    rule.when.fields().chain(rule.message.fields()).collect()
}

/// A field and its value, to the last digit: `quote.discount_percent 12`.
fn figure(path: &str, context: &Context) -> Option<String> {
    let value = match context.get(path)? {
        Datum::Null => "none".to_owned(),
        Datum::Number(number) => number.normalize().to_string(),
        Datum::Text(text) => text.clone(),
        Datum::Flag(flag) => flag.to_string(),
        Datum::Texts(texts) if texts.is_empty() => "none".to_owned(),
        Datum::Texts(texts) => texts.join(", "),
        // Rows are not spelt out in a log: a digest shows that they differ.
        Datum::Rows(rows) => {
            let digest = sha256(rows_text(rows).as_bytes());
            format!("{}, {}", words::count(rows.len(), "row", "rows"), &digest[..16])
        }
    };
    Some(format!("{path} {value}"))
}

/// Rows as the digests of earlier records have them: every number in the form of a double.
fn rows_text(rows: &[BTreeMap<&'static str, Datum>]) -> String {
    let entry = |(name, datum): (&&str, &Datum)| match datum {
        Datum::Number(number) => {
            let double: f64 = number.to_string().parse().expect("a decimal has a nearest double");
            format!("{name:?}: Number({double:?})")
        }
        other => format!("{name:?}: {other:?}"),
    };
    let row = |row: &BTreeMap<&'static str, Datum>| {
        format!("{{{}}}", row.iter().map(entry).collect::<Vec<_>>().join(", "))
    };
    format!("[{}]", rows.iter().map(row).collect::<Vec<_>>().join(", "))
}

/// Reports approvals that no approver can give, if the workspace names its approvers.
pub fn findings(offer: &Offer, requests: &[ApprovalRequest], log: &Log, diags: &mut Diags) {
    let Some(approvers) = &offer.book.approvers else { return };
    let (head, keys) = (&offer.deal.head, "`approvals/keys.toml`");
    let owner = head.owner.as_ref().map(|owner| owner.value.as_str());
    for one in requests {
        let (role, rule) = (&one.role, &one.what.rule);
        let holders: Vec<&Approver> =
            approvers.holders(role).filter(|holder| holder.good_on(head.date.value)).collect();
        let finding = if holders.is_empty() {
            let roles = approvers.all.iter().flat_map(|one| &one.roles).map(|role| &role.value);
            let near = words::did_you_mean(role, roles);
            let hint = if near.starts_with("did you mean") {
                near
            } else {
                format!("give somebody the role in {keys}; `bidwright keygen` makes a key")
            };
            let message =
                format!("rule `{rule}` asks `{role}` to approve, and no approver in {keys} has that role");
            Diagnostic::warning(Code::ApproverMissing, message).hint(hint)
        } else if !holders.iter().any(|holder| independent(offer, log, holder)) {
            let name = &holders[0].name.value;
            let theirs = if approvers.may_approve(holders[0], owner) { "submitted" } else { "owns" };
            let message = format!("only `{name}` can approve as `{role}`, who {theirs} this deal");
            Diagnostic::warning(Code::ApproverIsOwner, message).hint(format!(
                "give the role to somebody else in {keys}, or let them approve: `owner_may_approve = true`"
            ))
        } else {
            continue;
        };
        diags.push(finding.at(one.place.unwrap_or(head.number.place)));
    }
}
