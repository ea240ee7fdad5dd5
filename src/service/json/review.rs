//! `bidwright.review/1`: the verdict, the rules that fired with the figures they read, and the hash; and
//! `bidwright.reviews/1`, a list of them.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::{Finding, Published, percent};
use crate::pipeline::Reviewed;
use bidwright_base::money::Money;
use bidwright_model::rules::Datum;
use bidwright_review as review;
use bidwright_review::Fired;
use bidwright_review::approvals;
use bidwright_review::approvals::{ApprovalStatus, KeysRecord, State, WordChange};

/// The review of one deal.
///
/// ```
/// use bidwright_service::{ReviewRequest, json, review};
///
/// # let store = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/workspace.rs"));
/// let request = ReviewRequest { deal: "deal.toml", day: None };
/// let judged = review(&store, &request).result.expect("a deal without errors");
/// let published = serde_json::to_value(json::Review::of(&judged.reviewed, judged.day))?;
/// assert_eq!((&published["verdict"], &published["as_of"]), (&"approve".into(), &"2026-11-23".into()));
/// assert_eq!(published["approvers"][0], "sales-manager");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, serde::Serialize)]
pub struct Review<'r> {
    number: &'r str,
    revision: u32,
    currency: &'static str,
    policy: &'r str,
    verdict: &'static str,
    approvers: Vec<&'r str>,
    fired: Vec<Rule<'r>>,
    /// Of the material fields.
    hash: &'r str,
    /// The day approvals are judged by.
    as_of: String,
    approvals: Vec<Approval>,
    /// Sentences that are not those that were approved.
    wording: Vec<Wording>,
    /// Records made under another keys file or policy than today's.
    other_keys: Vec<u32>,
    other_policy: Vec<u32>,
    /// Changes of the keys file since the first of these records, as they were signed.
    keys_changes: Vec<KeysChange<'r>>,
    submitted: Option<Submitted<'r>>,
    issued: Option<Issued<'r>>,
    figures: Figures,
    risks: Vec<Risk<'r>>,
}

impl Published for Review<'_> {
    const KIND: &'static str = "review";
}

/// Reviews of several deals.
///
/// ```
/// use bidwright_service::json::{ReviewOf, Reviews, Unreadable, document};
///
/// // Beside the reviews stand the deals that have none, each with the reason.
/// let unreadable = Unreadable { deal: "deals/q-2/deal.toml".to_owned(), findings: Vec::new() };
/// let text = document(&Reviews { reviews: vec![ReviewOf::Unreadable(unreadable)] });
/// assert!(text.contains("\"schema\": \"bidwright.reviews/1\""));
/// assert!(text.contains("\"deal\": \"deals/q-2/deal.toml\""));
/// ```
#[derive(Debug, Clone, serde::Serialize)]
pub struct Reviews<'r> {
    /// In the order asked for.
    pub reviews: Vec<ReviewOf<'r>>,
}

impl Published for Reviews<'_> {
    const KIND: &'static str = "reviews";
}

/// A review, or why there is none.
#[derive(Debug, Clone, serde::Serialize)]
#[serde(untagged)]
pub enum ReviewOf<'r> {
    /// The review.
    Reviewed(Box<Review<'r>>),
    /// The errors that prevent a review.
    Unreadable(Unreadable),
}

/// The findings of a deal that cannot be reviewed.
#[derive(Debug, Clone, serde::Serialize)]
pub struct Unreadable {
    /// The deal, as it was asked for.
    pub deal: String,
    /// What is wrong with it.
    pub findings: Vec<Finding>,
}

impl Published for Unreadable {
    const KIND: &'static str = "findings";
}

#[derive(Debug, Clone, serde::Serialize)]
struct Rule<'r> {
    rule: &'r str,
    verdict: &'static str,
    approver: Option<&'r str>,
    message: &'r str,
    figures: RuleFigures<'r>,
}

#[derive(Debug, Clone, serde::Serialize)]
struct Approval {
    rule: String,
    role: String,
    state: &'static str,
    by: Option<String>,
    on: Option<String>,
    expires: Option<String>,
    /// Why it was reopened.
    why: Option<String>,
}

#[derive(Debug, Clone, serde::Serialize)]
struct Wording {
    document: String,
    before: Option<String>,
    after: Option<String>,
}

#[derive(Debug, Clone, serde::Serialize)]
struct KeysChange<'r> {
    record: u32,
    by: &'r str,
    on: String,
    changes: &'r [String],
}

/// Who submitted the revision.
#[derive(Debug, Clone, serde::Serialize)]
struct Submitted<'r> {
    by: &'r str,
    on: String,
    note: &'r str,
    hash: &'r str,
    /// What has changed since; empty: the deal is as it was submitted.
    changed: Vec<String>,
}

#[derive(Debug, Clone, serde::Serialize)]
struct Issued<'r> {
    by: &'r str,
    on: String,
    hash: &'r str,
}

#[derive(Debug, Clone, serde::Serialize)]
struct Figures {
    net: Money,
    margin_percent: Option<f64>,
    margin_percent_if_contingency_unspent: Option<f64>,
    margin_floor_percent: Option<f64>,
    walk_away_net: Option<Money>,
    discount_room_percent: Option<f64>,
    pmo_share_percent: Option<f64>,
    success: Option<f64>,
}

/// A risk as stated, untreated.
#[derive(Debug, Clone, serde::Serialize)]
struct Risk<'r> {
    id: &'r str,
    cost: Money,
    margin_points: Option<f64>,
}

impl<'r> Review<'r> {
    /// Of a deal, its approvals judged as of a day.
    #[must_use]
    pub fn of(reviewed: &'r Reviewed, day: Date) -> Review<'r> {
        let Reviewed { offer, review, .. } = reviewed;
        let issued = reviewed.log.issued(offer.deal.head.revision.value).map(|record| Issued {
            by: &record.draft.name,
            on: record.draft.date.to_string(),
            hash: &record.draft.hash,
        });
        Review {
            number: &offer.deal.head.number.value,
            revision: offer.deal.head.revision.value,
            currency: offer.quote.currency.code(),
            policy: &offer.book.policy.id,
            verdict: review.ruling.word(),
            approvers: review.approvers(),
            fired: review.fired.iter().map(Rule::of).collect(),
            hash: &review.hash,
            as_of: day.to_string(),
            approvals: reviewed.approval_statuses(day).into_iter().map(Approval::of).collect(),
            wording: reviewed.word_changes().into_iter().map(Wording::of).collect(),
            other_keys: reviewed.under_other(|bound| &bound.keys),
            other_policy: reviewed.under_other(|bound| &bound.policy),
            keys_changes: reviewed.keys_changes().iter().map(KeysChange::of).collect(),
            submitted: reviewed.submitted().map(Submitted::of),
            issued,
            figures: Figures::of(reviewed),
            risks: risks(reviewed),
        }
    }
}

impl<'r> Rule<'r> {
    fn of(fired: &'r Fired) -> Rule<'r> {
        Rule {
            rule: &fired.rule,
            verdict: fired.verdict.word(),
            approver: fired.approver.as_deref(),
            message: &fired.message,
            figures: RuleFigures(&fired.figures),
        }
    }
}

impl Approval {
    fn of(approval_status: ApprovalStatus) -> Approval {
        let given = approval_status.state.given();
        Approval {
            state: approval_status.state.word(),
            by: given.map(|given| given.by.clone()),
            on: given.map(|given| given.on.to_string()),
            expires: given.map(|given| given.expires.to_string()),
            why: if let State::Reopened { why, .. } = &approval_status.state {
                Some(why.clone())
            } else {
                None
            },
            rule: approval_status.rule,
            role: approval_status.role,
        }
    }
}

impl<'r> KeysChange<'r> {
    fn of(record: &'r KeysRecord) -> KeysChange<'r> {
        let KeysRecord { number, draft, changes, .. } = record;
        KeysChange { record: *number, by: &draft.name, on: draft.date.to_string(), changes }
    }
}

impl<'r> Submitted<'r> {
    fn of(submitted: approvals::Submitted<'r>) -> Submitted<'r> {
        let approvals::Submitted { record, changed } = submitted;
        let draft = &record.draft;
        Submitted {
            by: &draft.name,
            on: draft.date.to_string(),
            note: record.submission().map_or("", |submission| &submission.note),
            hash: &draft.hash,
            changed,
        }
    }
}

impl Wording {
    fn of(WordChange { document, before, after }: WordChange) -> Wording {
        Wording { document, before, after }
    }
}

impl Figures {
    fn of(Reviewed { offer, figures, .. }: &Reviewed) -> Figures {
        let totals = &offer.quote.totals;
        let value_analysis = offer.value_analysis.as_ref();
        Figures {
            net: totals.net,
            margin_percent: percent(totals.margin_percent()),
            margin_percent_if_contingency_unspent: percent(totals.margin_percent_if_contingency_unspent()),
            margin_floor_percent: percent(Some(offer.book.policy.margin_floor)),
            walk_away_net: figures.walk_away,
            discount_room_percent: percent(figures.room),
            pmo_share_percent: percent(totals.pmo_share_percent()),
            success: value_analysis
                .map(|value_analysis| &value_analysis.scenario_pair.with.success)
                .filter(|success| success.is_carried())
                .map(|success| success.joint.value),
        }
    }
}

fn risks(Reviewed { offer, figures, .. }: &Reviewed) -> Vec<Risk<'_>> {
    let risk = |threat: &review::Threat| Risk {
        id: &offer.deal.risks[threat.risk].id.value,
        cost: threat.cost,
        margin_points: percent(Some(threat.points)),
    };
    figures.threats.iter().map(risk).collect()
}

/// The figures a rule read, by the path of each field.
#[derive(Debug, Clone)]
struct RuleFigures<'r>(&'r [(String, Datum)]);

impl Serialize for RuleFigures<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(Some(self.0.len()))?;
        for (path, datum) in self.0 {
            map.serialize_entry(path, &Plain(datum))?;
        }
        map.end()
    }
}

/// A datum as the value it is.
struct Plain<'r>(&'r Datum);

impl Serialize for Plain<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Datum::Null => to.serialize_none(),
            // The nearest double, as every number of JSON is read.
            Datum::Number(number) => number.to_string().parse::<f64>().ok().serialize(to),
            Datum::Text(text) => to.serialize_str(text),
            Datum::Flag(flag) => to.serialize_bool(*flag),
            Datum::Texts(texts) => texts.serialize(to),
            Datum::Rows(rows) => to.collect_seq(rows.iter().map(row)),
        }
    }
}

fn row<'r>(row: &'r BTreeMap<&'static str, Datum>) -> BTreeMap<&'static str, Plain<'r>> {
    row.iter().map(|(name, datum)| (*name, Plain(datum))).collect()
}
