//! Submissions: who answers for a deal signs for it as it stands, and does not approve it.

use bidwright_base::diag::{Code, Diags};
use bidwright_input::{KEYS, KEYS_LOG, check_keys};
use bidwright_review::approvals;
use bidwright_review::approvals::KeysLog;
use bidwright_service as service;
use bidwright_service::{ApproveRequest, MemoryStore, ReviewRequest, Store, SubmitRequest, pipeline};
use jiff::civil::date;

use crate::approvals::{ANN, BO, DEAL, OWNER, entry, keys};
use crate::keys_log::{DAY, KeyRing, signed, store, text};

const NAME: &str = "deals/t1/deal.toml";
const LOG: &str = "approvals/T-1.log";
const SALES: &str = "sales-manager";
const FINANCE: &str = "finance-director";

/// The codes of what went wrong; empty: it is recorded.
fn submit(store: &MemoryStore, name: &str) -> Vec<Code> {
    let request = SubmitRequest { deal: NAME, name, note: "Agreed", day: DAY, today: DAY };
    let (answer, written) = service::submit(store, &request, &KeyRing);
    written.expect("written");
    errors(&answer.findings.diags, answer.result.is_some())
}

fn approve(store: &MemoryStore, role: &str, name: &str) -> Vec<Code> {
    let request = ApproveRequest { deal: NAME, role, name, note: "", day: DAY, today: DAY };
    let (answer, written) = service::approve(store, &request, &KeyRing);
    written.expect("written");
    errors(&answer.findings.diags, answer.result.is_some())
}

fn errors(diags: &Diags, done: bool) -> Vec<Code> {
    let errors = diags.iter().filter(|one| one.severity == bidwright_base::diag::Severity::Error);
    let errors: Vec<Code> = errors.map(|one| one.code).collect();
    assert_eq!(done, errors.is_empty());
    errors
}

fn with_keys(old: &str, new: &str) -> MemoryStore {
    assert!(keys().contains(old));
    store().with(KEYS, keys().replacen(old, new, 1))
}

fn deal(store: &MemoryStore, old: &str, new: &str) {
    let change = |text: Option<&str>| ((), text.map(|text| text.replacen(old, new, 1)));
    store.update(NAME, change).expect("written");
}

/// What a review says, in one line.
fn review(store: &MemoryStore) -> String {
    let judged = service::review(store, &ReviewRequest { deal: NAME, day: None }).result.expect("a review");
    let text = bidwright_cli::report::review::text(&judged.reviewed, judged.day);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn whoever_submitted_does_not_approve() {
    let store = store();
    assert_eq!(submit(&store, ANN), []);
    assert_eq!(approve(&store, SALES, ANN), [Code::SubmitterApproves]);
    assert_eq!(approve(&store, SALES, "ann@example.com"), [Code::SubmitterApproves]);
    assert_eq!(approve(&store, FINANCE, BO), []);
    // Nor after somebody else has submitted it too, or it has changed since.
    assert_eq!(submit(&store, OWNER), []);
    deal(&store, "percent = 12", "percent = 13");
    assert_eq!(approve(&store, SALES, ANN), [Code::SubmitterApproves]);
    // Another revision is another matter.
    deal(&store, "number = \"T-1\"", "number = \"T-1\"\nrevision = 2\nreason = \"New\"");
    assert_eq!(approve(&store, SALES, ANN), []);
}

#[test]
fn another_name_of_a_person_changes_nothing() {
    // Ann stands there twice, with two keys: by address she is one.
    let other = entry("A. Berg", "Ann@Example.com", &[SALES]);
    let store = store().with(KEYS, keys() + "\n" + &other);
    assert_eq!(submit(&store, ANN), []);
    assert_eq!(approve(&store, SALES, "A. Berg"), [Code::SubmitterApproves]);
    // One key under two names is refused where it is read.
    let twin = entry(ANN, "x@example.com", &[SALES]).replace(ANN, "Anna");
    let mut diags = Diags::default();
    assert!(check_keys(&store, &(keys() + "\n" + &twin), &mut diags).approvers.is_none());
    let found: Vec<(Code, bool)> = diags.iter().map(|one| (one.code, one.place.is_some())).collect();
    assert_eq!(found, [(Code::ApproverTwice, true)]);
}

#[test]
fn an_approval_by_who_submits_later_does_not_count() {
    let store = store();
    assert_eq!(approve(&store, SALES, ANN), []);
    assert!(review(&store).contains("approved by Ann Berg"));
    assert_eq!(submit(&store, ANN), []);
    assert!(!review(&store).contains("approved by Ann Berg"), "{}", review(&store));
    let answer = service::review(&store, &ReviewRequest { deal: NAME, day: None });
    let told: Vec<&str> = answer.findings.diags.iter().map(|one| one.message.as_str()).collect();
    // Ola owns it, Ann has submitted it: nobody is left.
    let only = "only `Ann Berg` can approve as `sales-manager`, who submitted this deal";
    assert!(told.contains(&only), "{told:?}");
}

#[test]
fn a_firm_may_let_those_who_submit_approve() {
    let store = with_keys("format = 1\n", "format = 1\nowner_may_approve = true\n");
    assert_eq!(submit(&store, ANN), []);
    assert_eq!(approve(&store, SALES, ANN), []);
}

#[test]
fn the_owner_is_held_to_the_rule_of_owners_as_before() {
    let store = store();
    assert_eq!(approve(&store, SALES, OWNER), [Code::OwnerApproves]);
    assert_eq!(submit(&store, BO), []);
    assert_eq!(approve(&store, SALES, OWNER), [Code::OwnerApproves]);
    assert_eq!(approve(&store, SALES, ANN), []);
}

#[test]
fn where_it_is_required_a_deal_is_submitted_as_it_stands_before_it_is_approved() {
    let store = with_keys("format = 1\n", "format = 1\nsubmit_required = true\n");
    assert!(review(&store).contains("not submitted, which comes before approvals"));
    assert_eq!(approve(&store, SALES, ANN), [Code::NotSubmitted]);
    assert_eq!(submit(&store, OWNER), []);
    assert_eq!(approve(&store, SALES, ANN), []);
    deal(&store, "percent = 12", "percent = 14");
    let request = ApproveRequest { deal: NAME, role: FINANCE, name: BO, note: "", day: DAY, today: DAY };
    let (answer, _) = service::approve(&store, &request, &KeyRing);
    let told = answer.findings.diags.iter().find(|one| one.code == Code::NotSubmitted).expect("told");
    for words in ["since then price", "what the customer reads (proposal and sow) changed; proposal said “"]
    {
        assert!(told.message.contains(words), "{words}: {}", told.message);
    }
    // A title is nothing material, and yet not what was submitted.
    deal(&store, "percent = 14", "percent = 12");
    deal(&store, "Two questions", "Two answers");
    assert!(review(&store).contains("and since then what the customer reads (proposal and sow) changed"));
    assert_eq!(approve(&store, FINANCE, BO), [Code::NotSubmitted]);
    // As it was submitted, it counts again; so does another submission.
    deal(&store, "Two answers", "Two questions");
    assert_eq!(approve(&store, FINANCE, BO), []);
    deal(&store, "percent = 12", "percent = 14");
    assert_eq!(submit(&store, OWNER), []);
    assert_eq!(approve(&store, SALES, ANN), []);
}

#[test]
fn what_was_submitted_is_not_submitted_again() {
    let store = store();
    assert_eq!(submit(&store, ANN), []);
    let before = text(&store, LOG);
    assert_eq!(submit(&store, ANN), [Code::SubmittedAlready]);
    assert_eq!(text(&store, LOG), before);
    deal(&store, "percent = 12", "percent = 13");
    assert_eq!(submit(&store, ANN), []);
    assert_eq!(submit(&store, "Mallory"), [Code::UnknownApprover]);
}

#[test]
fn the_review_shows_who_submitted_and_whether_it_has_changed_since() {
    let store = store();
    let published = |store: &MemoryStore| {
        let judged =
            service::review(store, &ReviewRequest { deal: NAME, day: None }).result.expect("a review");
        serde_json::to_value(service::json::Review::of(&judged.reviewed, judged.day)).expect("JSON")
    };
    let memo = |store: &MemoryStore| {
        let mut diags = Diags::default();
        let project = bidwright_input::load(store, NAME, &mut diags);
        let reviewed = pipeline::review(&project, &mut diags).expect("a review");
        let memo = pipeline::compose_memo(&project, &reviewed, &mut diags).expect("a memo");
        bidwright_document::compose::markdown(&memo).replace('\u{a0}', " ")
    };
    assert!(published(&store)["submitted"].is_null());
    assert!(!memo(&store).contains("Submitted by"));
    assert_eq!(submit(&store, BO), []);
    let json = published(&store);
    assert_eq!(json["submitted"]["by"], BO);
    assert_eq!(
        (&json["submitted"]["on"], &json["submitted"]["note"]),
        (&"2026-11-24".into(), &"Agreed".into())
    );
    assert_eq!(json["submitted"]["changed"].as_array().map(Vec::len), Some(0));
    assert!(memo(&store).contains("Submitted by Bo Dahl, 24 Nov 2026, as it stands."), "{}", memo(&store));
    assert!(review(&store).contains("submitted on 2026-11-24 by Bo Dahl, “Agreed”, as it stands"));
    deal(&store, "percent = 12", "percent = 14");
    assert!(memo(&store).contains("since then changed: price"), "{}", memo(&store));
    assert_eq!(published(&store)["submitted"]["changed"][0], "price");
}

#[test]
fn every_line_of_a_submission_changed_removed_or_doubled_is_found() {
    let store = store();
    signed(&store, ANN).expect("signed");
    assert_eq!(submit(&store, ANN), []);
    let log = text(&store, LOG).expect("a log");
    assert!(log.contains("\nchain = "), "bound to the log of the keys file");
    let known = check_keys(&store, &keys(), &mut Diags::default());
    let approvers = known.approvers.expect("people");
    let keys_log = text(&store, KEYS_LOG).expect("a log");
    let keys_log = KeysLog::read(approvers.file, &keys_log, &mut Diags::default());
    let read = |text: &str| {
        let (people, mut diags) = (Some(&approvers), Diags::default());
        let log = approvals::read("T-1", approvers.file, text, people, keys_log.as_ref(), &mut diags);
        assert!(log.is_some() || diags.has_errors());
        log
    };
    assert!(read(&log).is_some_and(|log| log.records()[0].submission().is_some()));
    let lines: Vec<&str> = log.split_inclusive('\n').collect();
    for (at, line) in lines.iter().enumerate() {
        let changes = [String::new(), line.repeat(2), format!(" {line}"), line.replacen('e', "f", 1)];
        let digit = line.replacen(|c: char| c.is_ascii_digit(), "7", 1);
        for other in changes.into_iter().chain([digit]).filter(|other| other != line) {
            let changed = [&lines[..at].concat(), other.as_str(), &lines[at + 1..].concat()].concat();
            assert!(read(&changed).is_none(), "not found:\n{changed}");
        }
    }
    // A submission is not passed off as an approval, nor an approval as a submission.
    assert!(read(&log.replacen("\"submitted\"", "\"approval\"", 1)).is_none());
    assert!(read(&log.replacen("\"submitted\"", "\"issued\"", 1)).is_none());
}

#[test]
fn a_submission_after_its_time_is_refused() {
    let store = store();
    let day = date(2027, 1, 3);
    let request = SubmitRequest { deal: NAME, name: OWNER, note: "", day, today: day };
    let (answer, _) = service::submit(&store, &request, &KeyRing);
    assert!(answer.findings.diags.iter().any(|one| one.code == Code::OfferExpired));
    assert!(DEAL.contains("valid_days = 40") && text(&store, LOG).is_none());
}

/// The codes of what keeps a deal from being issued; empty: it is.
fn issue(store: &MemoryStore) -> Vec<Code> {
    let request = service::IssueRequest { deal: NAME, name: Some(ANN), day: DAY, today: DAY };
    let (answer, written) = service::issue(store, &request, &KeyRing, &|_| {});
    written.expect("written");
    errors(&answer.findings.diags, answer.result.is_some())
}

#[test]
fn where_it_is_required_a_deal_that_asks_for_no_approval_is_submitted_before_it_is_issued() {
    let store = with_keys("format = 1\n", "format = 1\nsubmit_required = true\n");
    deal(&store, "percent = 12", "percent = 2");
    deal(&store, "payment_terms_days = 75", "payment_terms_days = 30");
    assert_eq!(issue(&store), [Code::NotSubmitted]);
    assert_eq!(submit(&store, OWNER), []);
    deal(&store, "percent = 2", "percent = 3");
    assert_eq!(issue(&store), [Code::NotSubmitted], "not as it was submitted");
    deal(&store, "percent = 3", "percent = 2");
    assert_eq!(issue(&store), []);
}

#[test]
fn below_the_floor_of_the_keys_file_nothing_is_signed_whatever_the_policy_asks() {
    let store = with_keys("format = 1\n", "format = 1\nmargin_floor_percent = 20\n")
        .with("pricing/policies/ours.toml", "format = 1\nid = \"ours\"\nmargin_floor_percent = 20\n");
    deal(&store, "percent = 12", "percent = 75");
    assert_eq!(submit(&store, OWNER), [Code::FloorUndercut]);
    assert_eq!(issue(&store), [Code::FloorUndercut]);
    deal(&store, "percent = 75", "percent = 2");
    assert_eq!(issue(&store), []);
}
