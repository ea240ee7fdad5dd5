//! The log of the keys file: whoever changes who may approve is signed for by somebody who was there before.

use std::collections::BTreeSet;

use bidwright_base::diag::{Code, Diags, Severity};
use bidwright_base::source::FileId;
use bidwright_input::{Files, KEYS, KEYS_LOG, check_keys};
use bidwright_model::book::{Approver, Approvers};
use bidwright_review::approvals::{KeysDraft, KeysLog, Secret, State};
use bidwright_service as service;
use bidwright_service::{
    ApproveRequest, Keys, MemoryStore, RegisterRequest, ReviewRequest, SignKeysRequest, Store, pipeline,
};
use jiff::civil::{Date, date};

use crate::approvals::{ANN, BO, BRAND, DEAL, OWNER, POLICY, brand, entry, keys, secret};

pub(crate) const DAY: Date = date(2026, 11, 24);
const NAME: &str = "deals/t1/deal.toml";
const SALES: &str = "sales-manager";

/// Everybody's private key, by name.
pub(crate) struct KeyRing;

impl Keys for KeyRing {
    fn has(&self, _: &Approver) -> bool {
        true
    }

    fn secret(&self, one: &Approver, _: &mut Diags) -> Option<Secret> {
        Some(secret(&one.name.value))
    }
}

/// A workspace with a keys file and no log of it.
pub(crate) fn store() -> MemoryStore {
    MemoryStore::new(&bidwright::library())
        .with(NAME, DEAL)
        .with("pricing/policies/ours.toml", POLICY)
        .with(KEYS, keys())
        .with(BRAND, brand())
}

pub(crate) fn text(store: &MemoryStore, name: &str) -> Option<String> {
    store.read(name).expect("readable").map(|bytes| String::from_utf8(bytes).expect("text"))
}

fn edit(store: &MemoryStore, name: &str, old: &str, new: &str) {
    let change = |text: Option<&str>| {
        let text = text.expect("there");
        assert!(text.contains(old), "{old}");
        ((), Some(text.replacen(old, new, 1)))
    };
    store.update(name, change).expect("written");
}

fn put(store: &MemoryStore, name: &str, text: &str) {
    store.update(name, |_| ((), Some(text.to_owned()))).expect("written");
}

fn approvers(text: &str) -> Approvers {
    let mut diags = Diags::default();
    let file = check_keys(&MemoryStore::new(&bidwright::library()), text, &mut diags);
    file.approvers.unwrap_or_else(|| panic!("{diags:?}"))
}

fn draft(name: &str, date: Date) -> KeysDraft {
    KeysDraft { date, recorded: None, name: name.to_owned() }
}

/// The log of a keys file that somebody has signed, for the gallery.
pub(crate) fn first(name: &str, text: &str) -> String {
    KeysLog::default().append(draft(name, date(2026, 11, 3)), &approvers(text), text, &secret(name)).1
}

pub(crate) fn signed(store: &MemoryStore, name: &str) -> Result<Option<u32>, Vec<Code>> {
    let request = SignKeysRequest { name: Some(name), day: DAY, today: DAY };
    let (answer, written) = service::sign_keys(store, &request, &KeyRing);
    written.expect("written");
    let codes = || answer.findings.diags.iter().map(|finding| finding.code).collect();
    answer.result.as_ref().map(|signed| signed.record).ok_or_else(codes)
}

/// The findings of a kind about the keys file and its log, of an approval or a review.
fn findings(diags: &Diags) -> Vec<(Severity, Code)> {
    let ours = [Code::KeysUnsigned, Code::NoKeysLog, Code::KeysLogReplaced];
    let logs = [Code::LogTampered, Code::LogTruncated, Code::LogSignature, Code::LogUnknownApprover];
    let of = |code: Code| ours.contains(&code) || logs.contains(&code);
    diags.iter().filter(|one| of(one.code)).map(|one| (one.severity, one.code)).collect()
}

fn approve(store: &MemoryStore, role: &str, name: &str) -> (bool, Vec<(Severity, Code)>) {
    let request = ApproveRequest { deal: NAME, role, name, note: "", day: DAY, today: DAY };
    let (answer, written) = service::approve(store, &request, &KeyRing);
    written.expect("written");
    (answer.result.is_some(), findings(&answer.findings.diags))
}

fn review(store: &MemoryStore) -> (bool, Vec<(Severity, Code)>) {
    let answer = service::review(store, &ReviewRequest { deal: NAME, day: None });
    (answer.result.is_some(), findings(&answer.findings.diags))
}

#[test]
fn the_first_person_begins_the_log_and_signs_for_whoever_comes_next() {
    let store = MemoryStore::new(&bidwright::library());
    let register = |name: &str, by: Option<&str>| {
        let secret = secret(name);
        let roles = [SALES.to_owned()];
        let request = RegisterRequest { name, email: None, roles: &roles, secret: &secret, by, day: DAY };
        service::register(&store, &request, &KeyRing, || Ok(())).expect("written")
    };
    assert_eq!(register(ANN, None).expect("added").record, Some(1));
    assert_eq!(register(BO, Some(ANN)).expect("added").record, Some(2));
    // Nobody is signed for who is not asked.
    let third = register(OWNER, None).expect("added");
    assert_eq!((third.record, third.signers), (None, vec![ANN.to_owned(), BO.to_owned()]));
    // What was changed before is not signed along by the way.
    let why = register("Cy", Some(ANN)).expect_err("something waits");
    assert!(why.contains("nobody has signed that (added Ola Eier, sales-manager, key "), "{why}");
    assert!(!text(&store, KEYS).expect("a file").contains("Cy"));
    assert_eq!(signed(&store, BO), Ok(Some(3)));
    assert_eq!(signed(&store, BO), Ok(None), "nothing waits any more");
    assert!(register("Cy", Some("Mallory")).expect_err("unknown").contains("there is no `Mallory`"));
    assert_eq!(register("Cy", Some(OWNER)).expect("added").record, Some(4));
    // It is TOML to whoever reads it.
    let log = text(&store, KEYS_LOG).expect("a log");
    let table: toml::Table = toml::from_str(&log).expect("TOML");
    let records = table["record"].as_array().expect("rows");
    let said: Vec<&str> = records.iter().map(|record| record["changes"][0].as_str().expect("text")).collect();
    assert!(
        said.iter()
            .zip([ANN, BO, OWNER, "Cy"])
            .all(|(said, name)| said.starts_with(&format!("added {name}")))
    );
    assert_eq!(records[3]["person"].as_array().map(Vec::len), Some(4));
    assert_eq!(table["seal"]["by"].as_str(), Some(OWNER));
}

#[test]
fn an_older_workspace_works_as_it_did_and_is_told_how_to_begin() {
    let store = store();
    let told = vec![(Severity::Warning, Code::NoKeysLog)];
    assert_eq!(review(&store), (true, told.clone()));
    assert_eq!(approve(&store, SALES, ANN), (true, told));
    assert_eq!(signed(&store, ANN), Ok(Some(1)));
    assert_eq!(review(&store), (true, vec![]));
    // A record of before is not bound to the log, one of since is.
    assert_eq!(approve(&store, "finance-director", BO), (true, vec![]));
    let log = text(&store, "approvals/T-1.log").expect("a log");
    assert_eq!(log.matches("\nchain = ").count(), 1);
}

#[test]
fn a_change_by_hand_stops_approvals_until_somebody_who_was_there_signs_it() {
    let store = store();
    signed(&store, ANN).expect("signed");
    edit(&store, KEYS, "format = 1\n", "format = 1\nallowed_policies = [\"ours\"]\n");
    assert_eq!(review(&store), (true, vec![(Severity::Warning, Code::KeysUnsigned)]));
    assert_eq!(approve(&store, SALES, ANN), (false, vec![(Severity::Error, Code::KeysUnsigned)]));
    assert_eq!(text(&store, "approvals/T-1.log"), None, "nothing is recorded");
    let answer = service::check(&store, NAME);
    let message = answer.findings.diags.iter().find(|one| one.code == Code::KeysUnsigned).expect("told");
    assert!(message.message.ends_with("since record 1: allowed_policies was any, is ours"), "{message:?}");
    assert_eq!(signed(&store, BO), Ok(Some(2)));
    assert_eq!(approve(&store, SALES, ANN), (true, vec![]));
    // A remark is a change, too: the file is what is signed, not a reading of it.
    edit(&store, KEYS, "format = 1\n", "format = 1 # ours\n");
    assert_eq!(review(&store).1, [(Severity::Warning, Code::KeysUnsigned)]);
    // The line ends of a checkout are none.
    edit(&store, KEYS, "format = 1 # ours\n", "format = 1\n");
    put(&store, KEYS, &text(&store, KEYS).expect("a file").replace('\n', "\r\n"));
    assert_eq!(review(&store).1, []);
}

#[test]
fn nobody_signs_themselves_into_the_file() {
    let store = store();
    signed(&store, ANN).expect("signed");
    let mallory = entry("Mallory", "m@example.com", &[SALES]);
    put(&store, KEYS, &(keys() + "\n" + &mallory));
    assert_eq!(signed(&store, "Mallory"), Err(vec![Code::UnknownApprover]));
    // Not with a program of their own either.
    let (all, before) = (text(&store, KEYS).expect("a file"), text(&store, KEYS_LOG).expect("a log"));
    let log = read(&before).expect("whole");
    let forged = log.clone().append(draft("Mallory", DAY), &approvers(&all), &all, &secret("Mallory")).1;
    put(&store, KEYS_LOG, &forged);
    assert_eq!(review(&store), (false, vec![(Severity::Error, Code::LogUnknownApprover)]));
    // By the name of another, whose key it is not.
    let forged = log.clone().append(draft(ANN, DAY), &approvers(&all), &all, &secret("Mallory")).1;
    assert_eq!(read(&forged), Err(Code::LogSignature));
    // Who leaves can sign that they leave, and nothing afterwards.
    let without_bo = format!("format = 1\n\n{}", entry(ANN, "ann@example.com", &[SALES]));
    let (left, gone) = log.append(draft(BO, DAY), &approvers(&without_bo), &without_bo, &secret(BO));
    assert!(read(&gone).is_ok());
    let again = left.append(draft(BO, DAY), &approvers(&keys()), &keys(), &secret(BO)).1;
    assert_eq!(read(&again), Err(Code::LogUnknownApprover));
}

#[test]
fn a_key_that_is_over_signs_nothing() {
    let until = keys().replacen("email = \"ann", "until = 2026-11-23\nemail = \"ann", 1);
    let store = store().with(KEYS, until.clone());
    assert_eq!(signed(&store, ANN), Err(vec![Code::KeyExpired]));
    let late = KeysLog::default().append(draft(ANN, DAY), &approvers(&until), &until, &secret(ANN)).1;
    assert_eq!(read(&late), Err(Code::LogUnknownApprover));
    assert_eq!(signed(&store, BO), Ok(Some(1)));
}

/// A place for findings.
fn file() -> FileId {
    approvers(&keys()).file
}

fn read(text: &str) -> Result<KeysLog, Code> {
    let mut diags = Diags::default();
    KeysLog::read(file(), text, &mut diags).ok_or_else(|| {
        assert!(diags.iter().all(|finding| finding.place.is_some() && finding.hint.is_some()), "{diags:?}");
        diags.iter().next().expect("a reason").code
    })
}

/// Three changes: Ann begins, Bo raises the floor, Ann removes him.
fn three() -> String {
    let floor = keys().replacen("format = 1\n", "format = 1\nmargin_floor_percent = 20\n", 1);
    let left = format!("format = 1\n\n{}", entry(ANN, "ann@example.com", &[SALES]));
    let mut log = KeysLog::default();
    let mut written = String::new();
    for (name, text) in [(ANN, keys()), (BO, floor), (ANN, left)] {
        (log, written) = log.append(draft(name, DAY), &approvers(&text), &text, &secret(name));
    }
    written
}

#[test]
fn every_line_of_the_log_changed_removed_or_doubled_is_found() {
    let text = three();
    assert_eq!(read(&text).map(|log| log.records().len()), Ok(3));
    assert_eq!(read(&text.replace('\n', "\r\n")).map(|log| log.records().len()), Ok(3));
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let mut codes = BTreeSet::new();
    for (at, line) in lines.iter().enumerate() {
        let with =
            |other: String| [&lines[..at].concat(), other.as_str(), &lines[at + 1..].concat()].concat();
        let digit = line.rfind(|c: char| c.is_ascii_digit()).map(|at| {
            let next = (line.as_bytes()[at] - b'0' + 1) % 10;
            format!("{}{next}{}", &line[..at], &line[at + 1..])
        });
        let letter = line.rfind(|c: char| c.is_ascii_lowercase()).map(|at| {
            let other = if line.as_bytes()[at] == b'a' { 'b' } else { 'a' };
            format!("{}{other}{}", &line[..at], &line[at + 1..])
        });
        let turned = line.contains("false").then(|| line.replace("false", "true"));
        let others =
            [Some(String::new()), Some(line.repeat(2)), Some(format!("#{line}")), digit, letter, turned];
        for other in others.into_iter().flatten() {
            let changed = with(other);
            codes.insert(read(&changed).expect_err(&format!("not found:\n{changed}")));
        }
    }
    let told = [Code::LogReordered, Code::LogSignature, Code::LogTampered, Code::LogTruncated];
    assert!(codes.is_subset(&BTreeSet::from(told)), "{codes:?}");
}

#[test]
fn the_log_cut_off_or_reordered_is_found() {
    let text = three();
    for end in 0..text.len() {
        if let Some(cut) = text.get(..end) {
            assert_eq!(read(cut), Err(Code::LogTruncated), "{end}");
        }
    }
    let (rest, seal) = text.split_once("[seal]").expect("a seal");
    let parts: Vec<&str> = rest.split("[[record]]").collect();
    let joined = |order: &[usize]| {
        let records: Vec<String> = order.iter().map(|at| format!("[[record]]{}", parts[*at])).collect();
        format!("{}{}[seal]{seal}", parts[0], records.concat())
    };
    assert!(read(&joined(&[1, 2, 3])).is_ok());
    for order in [&[1, 2][..], &[1], &[], &[2, 3], &[1, 3], &[2, 1, 3], &[1, 1, 2, 3], &[1, 2, 3, 3]] {
        let code = read(&joined(order)).expect_err("something is missing");
        assert!(
            matches!(code, Code::LogTruncated | Code::LogReordered | Code::LogTampered),
            "{order:?} {code}"
        );
    }
}

#[test]
fn a_record_that_lies_about_what_changed_is_found_though_it_is_signed() {
    // Ann takes the record of Bo and says nothing of the floor: she would have to sign it as her own.
    let text = three();
    let quiet =
        text.replacen("margin_floor_percent was none, is 20", "nothing but remarks, order or layout", 1);
    assert_eq!(read(&quiet), Err(Code::LogTampered));
}

#[test]
fn a_log_that_was_removed_begun_anew_or_put_back_does_not_go_unseen() {
    let store = store();
    signed(&store, ANN).expect("signed");
    let (old_keys, old_log) = (text(&store, KEYS).expect("a file"), text(&store, KEYS_LOG).expect("a log"));
    assert_eq!(approve(&store, SALES, ANN), (true, vec![]));
    edit(&store, KEYS, "format = 1\n", "format = 1\nallowed_policies = [\"ours\"]\n");
    signed(&store, ANN).expect("signed");
    assert_eq!(approve(&store, "finance-director", BO), (true, vec![]));
    let (new_keys, new_log) = (text(&store, KEYS).expect("a file"), text(&store, KEYS_LOG).expect("a log"));
    let replaced = || (false, vec![(Severity::Error, Code::KeysLogReplaced)]);
    // Begun anew, by people and a floor of their own.
    put(&store, KEYS_LOG, &first(ANN, &new_keys));
    assert_eq!(review(&store), replaced());
    // Both put back: the last record was made under a later one.
    put(&store, KEYS, &old_keys);
    put(&store, KEYS_LOG, &old_log);
    assert_eq!(review(&store), replaced());
    assert_eq!(approve(&store, SALES, ANN), replaced());
    put(&store, KEYS, &new_keys);
    put(&store, KEYS_LOG, &new_log);
    assert_eq!(review(&store), (true, vec![]));
    // Removed.
    let mut bare = crate::keys_log::store().with(KEYS, new_keys.clone());
    for name in store.list("approvals").expect("a folder").files {
        if name != KEYS_LOG {
            bare = bare.with(&name, store.read(&name).expect("readable").expect("there"));
        }
    }
    let (reviewed, mut told) = review(&bare);
    told.retain(|(severity, _)| *severity == Severity::Error);
    assert_eq!((reviewed, told), replaced());
    assert!(!approve(&bare, SALES, ANN).0);
}

#[test]
fn an_older_keys_file_put_back_for_one_approval_is_found_afterwards() {
    let store = store();
    signed(&store, ANN).expect("signed");
    let (old_keys, old_log) = (text(&store, KEYS).expect("a file"), text(&store, KEYS_LOG).expect("a log"));
    edit(&store, KEYS, "format = 1\n", "format = 1\nallowed_policies = [\"ours\"]\n");
    signed(&store, ANN).expect("signed");
    let (new_keys, new_log) = (text(&store, KEYS).expect("a file"), text(&store, KEYS_LOG).expect("a log"));
    assert_eq!(approve(&store, SALES, ANN), (true, vec![]));
    let deal_log = text(&store, "approvals/T-1.log").expect("a log");
    // With the log of the deal taken away, the second approval goes through under the older file ...
    let aside = crate::keys_log::store().with(KEYS, old_keys).with(KEYS_LOG, old_log);
    assert_eq!(approve(&aside, "finance-director", BO), (true, vec![]));
    // ... but its record does not fit behind the first.
    let forged = text(&aside, "approvals/T-1.log").expect("a log");
    let record = forged.split("[[record]]").nth(1).expect("a record").replacen("number = 1", "number = 2", 1);
    let (head, seal) = deal_log.split_once("[seal]").expect("a seal");
    put(&store, "approvals/T-1.log", &format!("{head}[[record]]{record}[seal]{seal}"));
    put(&store, KEYS, &new_keys);
    put(&store, KEYS_LOG, &new_log);
    assert!(!review(&store).0);
}

#[test]
fn the_review_says_who_changed_the_keys_file_since_an_approval() {
    let store = store();
    signed(&store, ANN).expect("signed");
    assert_eq!(approve(&store, SALES, ANN), (true, vec![]));
    edit(&store, KEYS, "format = 1\n", "format = 1\nallowed_policies = [\"ours\"]\n");
    signed(&store, BO).expect("signed");
    let judged = service::review(&store, &ReviewRequest { deal: NAME, day: None }).result.expect("a review");
    let said = bidwright_cli::report::review::text(&judged.reviewed, judged.day);
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    for words in [
        "the keys file is another than when record 1 was made",
        "record 2 of the keys file, signed by Bo Dahl on 2026-11-24: allowed_policies was any, is ours",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    let json = serde_json::to_value(service::json::Review::of(&judged.reviewed, judged.day)).expect("JSON");
    assert_eq!(json["keys_changes"][0]["by"], BO);
    assert_eq!(json["keys_changes"][0]["changes"][0], "allowed_policies was any, is ours");
    let states = judged.reviewed.approval_statuses(DAY);
    assert!(states.iter().any(|one| matches!(one.state, State::Approved(_))), "what was approved stands");
}

#[test]
fn a_keys_file_begun_anew_beside_its_log_waits_for_those_the_log_knows() {
    let store = store();
    signed(&store, ANN).expect("signed");
    put(&store, KEYS, "");
    let secret = secret("Mallory");
    let request =
        RegisterRequest { name: "Mallory", email: None, roles: &[], secret: &secret, by: None, day: DAY };
    let done = service::register(&store, &request, &KeyRing, || Ok(())).expect("written").expect("added");
    assert_eq!((done.record, done.signers.len()), (None, 3), "not the first: the log knows three others");
    assert_eq!(signed(&store, "Mallory"), Err(vec![Code::UnknownApprover]));
    assert_eq!(review(&store).1, [(Severity::Warning, Code::KeysUnsigned)]);
}

#[test]
fn no_deal_takes_the_name_of_the_log() {
    for number in ["keys", "KEYS"] {
        let store = store().with(NAME, DEAL.replace("\"T-1\"", &format!("\"{number}\"")));
        let answer = service::check(&store, NAME);
        assert!(answer.findings.diags.iter().any(|one| one.code == Code::BadId), "{number}");
    }
}

#[test]
fn logs_of_before_verify_as_they_did() {
    // A log without `chain` counts with a log of the keys file and without one.
    let store = store();
    assert!(approve(&store, SALES, ANN).0);
    let before = text(&store, "approvals/T-1.log").expect("a log");
    assert!(!before.contains("chain"));
    signed(&store, BO).expect("signed");
    let mut diags = Diags::default();
    let project = bidwright_input::load(&store, NAME, &mut diags);
    let reviewed = pipeline::review(&project, &mut diags).expect("a review");
    assert!(
        reviewed.approval_statuses(DAY).iter().any(bidwright_review::approvals::ApprovalStatus::is_approved)
    );
}
