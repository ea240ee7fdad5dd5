//! Approvals that bind: what a log shows of what was done to it, what a change reopens, and who may do what.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use bidwright_base::diag::{Code, Diags, Severity};
use bidwright_base::digest::{hex, sha256, unhex};
use bidwright_base::source::FileId;
use bidwright_input::Project;
use bidwright_review::approvals;
use bidwright_review::approvals::{Act, Approval, ApprovalStatus, Bound, Draft, Log, Secret, State};
use bidwright_service::pipeline;
use bidwright_service::pipeline::Reviewed;
use jiff::civil::{Date, date};

use crate::golden;

/// A deal that two people must approve, for different reasons.
pub(crate) const DEAL: &str = r#"format = 1

[deal]
number = "T-1"
title = "Two questions"
date = 2026-11-23
valid_days = 40
start = 2027-01-11
currency = "EUR"
model = "fixed-price"
policy = "ours"
owner = "owner@example.com"

[estimate]
contingency_percent = 5
iterations = 1000

[customer]
name = "Customer AS"

[[deliverable]]
id = "D1"
name = "Service"
acceptance = "100 of 100 pass"

[[work]]
id = "W1"
name = "Build"
phase = "build"
deliverable = "D1"
effort = { developer = 40 }

[[risk]]
id = "R1"
name = "Dirty data"
failure = "none"
probability = 0.2
cost = 500

[commercial]
discount = { percent = 12, reason = "Framework" }
payment_terms_days = 75

[[payment]]
name = "All of it"
percent = 100
due = "signature"
"#;

/// One rule on the price, one on the terms, one that nobody can approve.
pub(crate) const POLICY: &str = r#"format = 1
id = "ours"

[[rule]]
id = "discount"
when = "quote.discount_percent > 10"
verdict = "approve"
approver = "sales-manager"
say = "A discount of {{ quote.discount_percent }} %"

[[rule]]
id = "terms"
when = "quote.payment_terms_days > 60"
verdict = "approve"
approver = "finance-director"
say = "Payment after {{ quote.payment_terms_days }} days"

[[rule]]
id = "limit"
when = "quote.discount_percent > 30"
verdict = "block"
say = "Too much"
"#;

pub(crate) const ANN: &str = "Ann Berg";
pub(crate) const BO: &str = "Bo Dahl";
pub(crate) const OWNER: &str = "Ola Eier";
const SALES: &str = "sales-manager";
const FINANCE: &str = "finance-director";

/// The default brand, of a firm that can sign.
pub(crate) fn brand() -> String {
    let built_in = include_str!("../../templates/brands/default/brand.toml");
    let own = built_in.lines().filter(|line| !line.starts_with("logo"));
    own.collect::<Vec<_>>().join("\n").replace("Meridian Delivery", "Fjell & Vik AS")
}

/// Where it hides the built-in one.
pub(crate) const BRAND: &str = "templates/brands/default/brand.toml";

/// Keys of tests are anybody's.
pub(crate) fn secret(name: &str) -> Secret {
    Secret::new(&seed(name))
}

pub(crate) fn seed(name: &str) -> [u8; 32] {
    let digest = unhex(&sha256(name.as_bytes())).expect("hexadecimal");
    digest.try_into().expect("32 bytes")
}

pub(crate) fn entry(name: &str, email: &str, roles: &[&str]) -> String {
    let roles: Vec<String> = roles.iter().map(|role| (*role).to_owned()).collect();
    approvals::entry(name, Some(email), &roles, &secret(name).public())
}

pub(crate) fn keys() -> String {
    let ann = entry(ANN, "ann@example.com", &[SALES]);
    let bo = entry(BO, "bo@example.com", &[FINANCE]);
    let owner = entry(OWNER, "owner@example.com", &[SALES]);
    format!("format = 1\n\n{ann}\n{bo}\n{owner}")
}

/// What is in a workspace.
#[derive(Clone)]
struct World {
    deal: String,
    policy: String,
    keys: String,
    log: Option<String>,
}

fn world() -> World {
    World { deal: DEAL.to_owned(), policy: POLICY.to_owned(), keys: keys(), log: None }
}

impl World {
    fn deal(mut self, old: &str, new: &str) -> World {
        assert!(self.deal.contains(old), "{old}");
        self.deal = self.deal.replacen(old, new, 1);
        self
    }

    fn policy(mut self, old: &str, new: &str) -> World {
        assert!(self.policy.contains(old), "{old}");
        self.policy = self.policy.replacen(old, new, 1);
        self
    }

    fn keys(mut self, old: &str, new: &str) -> World {
        assert!(self.keys.contains(old), "{old}");
        self.keys = self.keys.replacen(old, new, 1);
        self
    }

    fn project(&self) -> Project {
        let project = Project::from_text(&bidwright::library(), self.deal.clone())
            .with("pricing/policies/ours.toml", self.policy.clone())
            .with("approvals/keys.toml", self.keys.clone());
        match &self.log {
            Some(log) => project.with("approvals/T-1.log", log.clone()),
            None => project,
        }
    }

    /// The review, and the codes of its findings.
    fn looked_at(&self) -> (Option<Reviewed>, Vec<Code>) {
        let project = self.project();
        let mut diags = Diags::default();
        let reviewed = pipeline::review(&project, &mut diags);
        let loud = diags.iter().filter(|finding| finding.severity != Severity::Note);
        (reviewed, loud.map(|finding| finding.code).filter(|code| !QUIET.contains(code)).collect())
    }

    fn reviewed(&self) -> Reviewed {
        let (reviewed, codes) = self.looked_at();
        reviewed.unwrap_or_else(|| panic!("{codes:?}\n{}", self.log.as_deref().unwrap_or_default()))
    }

    /// With what a role is asked approved by somebody.
    fn approved(mut self, role: &str, name: &str, day: Date) -> World {
        let reviewed = self.reviewed();
        let draft = draft(&reviewed, role, name, day);
        self.log = Some(reviewed.log.append(draft, &secret(name)).1);
        self
    }

    fn states(&self, day: Date) -> Vec<(String, State)> {
        let all = self.reviewed().approval_statuses(day).into_iter();
        all.map(|ApprovalStatus { rule, state, .. }| (rule, state)).collect()
    }

    /// `discount open, terms approved`.
    fn statuses(&self, day: Date) -> String {
        let all: Vec<String> =
            self.states(day).iter().map(|(rule, state)| format!("{rule} {}", state.word())).collect();
        all.join(", ")
    }
}

/// What the small deal is told anyway.
const QUIET: &[Code] = &[
    Code::DutyUnheld,
    Code::PmoShare,
    Code::ServesNothing,
    Code::ThreatensNothing,
    Code::BarelyARange,
    // Keys files of before they had a log are read as they were.
    Code::NoKeysLog,
];

fn draft(reviewed: &Reviewed, role: &str, name: &str, day: Date) -> Draft {
    let head = &reviewed.offer.deal.head;
    Draft {
        deal: head.number.value.clone(),
        revision: head.revision.value,
        date: day,
        name: name.to_owned(),
        recorded: None,
        hash: reviewed.review.hash.clone(),
        // As records were before documents were bound: they are read and count as they did.
        bound: None,
        act: Act::Approval(Approval {
            role: role.to_owned(),
            note: "We \"agreed\"\n\u{202e}twice".to_owned(),
            expires: day.saturating_add(jiff::Span::new().days(30)),
            approved: reviewed
                .requests
                .iter()
                .filter(|requests| requests.role == role)
                .map(|requests| requests.what.clone())
                .collect(),
        }),
    }
}

const DAY: Date = date(2026, 11, 24);

fn both() -> World {
    world().approved(SALES, ANN, DAY).approved(FINANCE, BO, date(2026, 11, 25))
}

/// A log of three records.
fn three() -> World {
    let mut world = both();
    let reviewed = world.reviewed();
    let act = Act::Issue(vec![approvals::IssuedFile { name: "sow.pdf".into(), sha256: "ab".repeat(32) }]);
    let draft = Draft { act, ..draft(&reviewed, SALES, ANN, date(2026, 11, 26)) };
    world.log = Some(reviewed.log.append(draft, &secret(ANN)).1);
    world
}

/// Reads logs without the deal around them, as often as one likes.
struct Reader {
    approvers: Option<bidwright_model::book::Approvers>,
    file: FileId,
}

fn reader(world: &World) -> Reader {
    let reviewed = world.reviewed();
    Reader { file: reviewed.offer.deal.file, approvers: reviewed.offer.book.approvers }
}

impl Reader {
    fn read(&self, text: &str) -> Result<Log, Vec<(Code, String)>> {
        let mut diags = Diags::default();
        approvals::read("T-1", self.file, text, self.approvers.as_ref(), None, &mut diags).ok_or_else(|| {
            assert!(diags.iter().all(|finding| finding.place.is_some()), "{diags:?}");
            diags.iter().map(|finding| (finding.code, finding.message.clone())).collect()
        })
    }

    /// The one finding on a text.
    fn finding(&self, text: &str) -> (Code, String) {
        let mut found = self.read(text).expect_err("something was done to it");
        assert_eq!(found.len(), 1, "{found:?}");
        found.remove(0)
    }

    fn code(&self, text: &str) -> Code {
        self.finding(text).0
    }
}

/// The heading, the records and the seal of a log.
fn parts(log: &str) -> (String, Vec<String>, String) {
    let (rest, seal) = log.split_once("[seal]").expect("a seal");
    let mut parts = rest.split("[[record]]");
    let heading = parts.next().expect("a heading").to_owned();
    (heading, parts.map(|part| format!("[[record]]{part}")).collect(), format!("[seal]{seal}"))
}

fn joined(heading: &str, records: &[&String], seal: &str) -> String {
    records.iter().fold(heading.to_owned(), |text, record| text + record) + seal
}

#[test]
fn a_log_of_several_records_reads_back_and_is_toml() {
    let world = three();
    let text = world.log.clone().expect("a log");
    let log = reader(&world).read(&text).expect("a valid log");
    let names: Vec<&str> = log.records().iter().map(|record| record.draft.name.as_str()).collect();
    assert_eq!(names, [ANN, BO, ANN]);
    assert_eq!(log.records()[0].approval().expect("one").note, "We \"agreed\"\n\u{202e}twice");
    assert_eq!(log.issued(1).map(|record| record.number), Some(3));
    let table: toml::Table = toml::from_str(&text).expect("TOML for whoever reads it");
    let records = table["record"].as_array().expect("rows");
    assert_eq!(records.len(), 3);
    assert_eq!(records[0]["note"].as_str(), Some("We \"agreed\"\n\u{202e}twice"));
    let figures = records[0]["approved"][0]["figures"].as_array().expect("a list");
    assert_eq!(figures[0].as_str(), Some("quote.discount_percent 12"));
    assert_eq!(table["seal"]["records"].as_integer(), Some(3));
}

#[test]
fn every_byte_changed_removed_or_doubled_is_found() {
    let world = both();
    let (text, reader) = (world.log.clone().expect("a log"), reader(&world));
    let codes: BTreeSet<Code> = (0..text.len())
        .flat_map(|at| {
            let byte = text.as_bytes()[at];
            let mut others: Vec<Vec<u8>> = [byte ^ 1, byte ^ 32, b'\n', b'\r', b'0', b'"']
                .into_iter()
                .filter(|other| *other != byte)
                .map(|other| [&text.as_bytes()[..at], &[other], &text.as_bytes()[at + 1..]].concat())
                .collect();
            others.push([&text.as_bytes()[..at], &text.as_bytes()[at + 1..]].concat());
            others.push([&text.as_bytes()[..=at], &text.as_bytes()[at..]].concat());
            // What is no text is refused where it is read.
            others.into_iter().filter_map(|bytes| String::from_utf8(bytes).ok()).collect::<Vec<_>>()
        })
        .filter(|changed| *changed != text)
        .map(|changed| match reader.read(&changed) {
            Ok(_) => panic!("not found:\n{changed}"),
            Err(found) => found[0].0,
        })
        .collect();
    // The last signature is known by nothing after it, and without its last line end the log stops short.
    assert_eq!(codes, BTreeSet::from([Code::LogSignature, Code::LogTampered, Code::LogTruncated]));
}

#[test]
fn a_log_cut_off_anywhere_is_found() {
    let world = both();
    let (text, reader) = (world.log.clone().expect("a log"), reader(&world));
    for end in 0..text.len() {
        let Some(cut) = text.get(..end) else { continue };
        assert_eq!(reader.code(cut), Code::LogTruncated, "{end}");
    }
}

#[test]
fn a_record_removed_is_missed_whichever_it_was() {
    let world = three();
    let reader = reader(&world);
    let (heading, records, seal) = parts(world.log.as_deref().expect("a log"));
    let [one, two, three] = &records[..] else { panic!("{records:?}") };
    for (left, said) in [
        (vec![two, three], "record 1 is missing: the next one here is record 2"),
        (vec![one, three], "record 2 is missing: the next one here is record 3"),
        (vec![one, two], "record 3 is missing at the end: the seal counts 3 records, the log has 2"),
        (vec![one], "records 2 to 3 are missing at the end: the seal counts 3 records, the log has 1"),
        (vec![], "records 1 to 3 are missing at the end: the seal counts 3 records, the log has 0"),
    ] {
        let found = reader.finding(&joined(&heading, &left, &seal));
        assert_eq!(found, (Code::LogTruncated, said.to_owned()));
    }
    let bare = joined(&heading, &[one, two, three], "");
    assert_eq!(reader.finding(&bare).1, "the log was cut off after 3 records: its seal is missing");
    assert_eq!(reader.code(""), Code::LogTruncated);
}

#[test]
fn records_in_another_order_or_twice_are_found() {
    let world = three();
    let reader = reader(&world);
    let (heading, records, seal) = parts(world.log.as_deref().expect("a log"));
    let [one, two, three] = &records[..] else { panic!("{records:?}") };
    for (left, said) in [
        (vec![two, one, three], "record 2 is in the place of record 1"),
        (vec![one, three, two], "record 3 is in the place of record 2"),
        (vec![one, one, two, three], "record 1 occurs twice in the log"),
        (vec![one, two, three, two], "record 2 occurs twice in the log"),
    ] {
        let found = reader.finding(&joined(&heading, &left, &seal));
        assert_eq!(found, (Code::LogReordered, said.to_owned()));
    }
}

#[test]
fn the_records_of_two_copies_that_went_apart_do_not_make_one_log() {
    let one = world().approved(SALES, ANN, DAY);
    let here = one.clone().approved(FINANCE, BO, date(2026, 11, 25));
    let there = one.approved(FINANCE, BO, date(2026, 11, 27)).log.expect("a log");
    let reader = reader(&here);
    let (heading, ours, _) = parts(here.log.as_deref().expect("a log"));
    let (_, theirs, seal) = parts(&there);
    assert_eq!(reader.code(&joined(&heading, &[&ours[0], &ours[1], &theirs[1]], &seal)), Code::LogReordered);
    // A seal of the other copy does not fit either.
    assert_eq!(reader.code(&joined(&heading, &[&ours[0], &ours[1]], &seal)), Code::LogTampered);
    // A record may be whole and follow something else.
    let third = three();
    let (_, records, seal) = parts(third.log.as_deref().expect("a log"));
    let later = joined(&heading, &[&ours[0], &theirs[1], &records[2]], &seal);
    let found = reader.finding(&later);
    assert_eq!(
        found,
        (Code::LogReordered, "record 3 does not follow record 2: it was made after another one".into())
    );
}

#[test]
fn nobody_signs_for_another() {
    let world = world();
    let reviewed = world.reviewed();
    let reader = reader(&world);
    let draft = |name: &str| draft(&reviewed, SALES, name, DAY);
    let by = |name: &str, hand: &str| Log::empty("T-1").append(draft(name), &secret(hand)).1;
    assert!(reader.read(&by(ANN, ANN)).is_ok());
    let found = reader.finding(&by(ANN, "Mallory"));
    assert_eq!(found, (Code::LogSignature, "the signature of record 1 is not by `Ann Berg`".into()));
    assert_eq!(reader.code(&by(ANN, BO)), Code::LogSignature);
    let found = reader.finding(&by("Mallory", "Mallory"));
    assert_eq!(
        found,
        (Code::LogUnknownApprover, "record 1 is signed by `Mallory`, who is not in `keys.toml`".into())
    );
    // Cutting off the end needs the hand that made what is left.
    let (log, text) = Log::empty("T-1").append(draft(ANN), &secret(ANN));
    let (heading, records, _) = parts(&text);
    let (_, longer) = log.append(Draft { name: BO.into(), ..draft(BO) }, &secret(BO));
    let (_, _, seal) = parts(&longer);
    let cut = joined(&heading, &[&records[0]], &seal.replace("records = 2", "records = 1"));
    assert_eq!(reader.code(&cut), Code::LogTampered);
    // A log of another deal is none of this one.
    let mut other = draft(ANN);
    other.deal = "T-2".into();
    let (_, foreign) = Log::empty("T-1").append(other, &secret(ANN));
    assert_eq!(reader.finding(&foreign).1, "record 1 is of the deal `T-2`, this log of T-1");
    assert_eq!(reader.code(&Log::empty("T-2").append(draft(ANN), &secret(ANN)).1), Code::LogTampered);
    // Without keys nothing is known.
    let blind = Reader { approvers: None, ..reader };
    assert_eq!(blind.code(&by(ANN, ANN)), Code::LogUnknownApprover);
}

#[test]
fn an_older_key_is_good_for_older_records() {
    let old = both();
    let line = format!("key = \"{}\"", hex(&secret(ANN).public()));
    let new = format!(
        "{line}\nuntil = 2026-11-24\n\n{}",
        entry(ANN, "ann@example.com", &[SALES])
            .replace(&hex(&secret(ANN).public()), &hex(&secret("new").public()))
    );
    let changed = old.clone().keys(&line, &new);
    assert_eq!(changed.statuses(DAY.tomorrow().expect("a day")), "discount approved, terms approved");
    let late = old.keys(&line, &new.replace("until = 2026-11-24", "until = 2026-11-23"));
    assert_eq!(late.looked_at().1, [Code::LogUnknownApprover]);
}

#[test]
fn a_checkout_with_other_line_ends_is_no_edit() {
    let world = both();
    let reader = reader(&world);
    let turned = world.log.clone().expect("a log").replace('\n', "\r\n");
    assert_eq!(reader.read(&turned).map(|log| log.records().len()), Ok(2));
    let half = turned.replacen("\r\n", "\n", 1);
    assert_eq!(reader.code(&half), Code::LogTampered);
}

#[test]
fn a_change_reopens_what_it_touches_and_nothing_else() {
    let day = date(2026, 11, 25);
    let approved = both();
    assert_eq!(approved.statuses(day), "discount approved, terms approved");
    for (old, new, told) in [
        ("percent = 12", "percent = 15", "discount reopened, terms approved"),
        ("developer = 40", "developer = 41", "discount reopened, terms approved"),
        ("payment_terms_days = 75", "payment_terms_days = 90", "discount approved, terms reopened"),
        ("name = \"All of it\"", "name = \"The whole\"", "discount approved, terms reopened"),
        // Neither rule stands on what is promised, nor on what may go wrong.
        ("100 of 100 pass", "99 of 100 pass", "discount approved, terms approved"),
        ("probability = 0.2", "probability = 0.3", "discount approved, terms approved"),
        ("percent = 12", "percent = 9", "terms approved"),
        ("number = \"T-1\"", "number = \"T-1\"\nrevision = 2\nreason = \"New\"", "discount open, terms open"),
    ] {
        assert_eq!(approved.clone().deal(old, new).statuses(day), told, "{old} to {new}");
    }
    let states = approved.deal("percent = 12", "percent = 15").states(day);
    let State::Reopened { why, given } = &states[0].1 else { panic!("{states:?}") };
    assert_eq!(why, "price changed; quote.discount_percent was 12, is 15");
    assert_eq!((given.by.as_str(), given.on, given.record), (ANN, DAY, 1));
}

#[test]
fn what_is_only_told_and_how_it_is_written_reopen_nothing() {
    let day = date(2026, 11, 25);
    for world in [
        both().deal("title = \"Two questions\"", "title    =   \"Three\"  # a remark"),
        both().deal(
            "discount = { percent = 12, reason = \"Framework\" }\npayment_terms_days = 75",
            "payment_terms_days = 75\ndiscount = { reason = \"Other\", percent = 12.00 }",
        ),
        both().policy("id = \"ours\"\n", "id = \"ours\"\n# remarks\nname = \"Ours\"\n"),
        both().policy("when = \"quote.discount_percent > 30\"", "when = \"quote.discount_percent > 31\""),
    ] {
        assert_eq!(
            world.statuses(day),
            "discount approved, terms approved",
            "{}\n{}",
            world.deal,
            world.policy
        );
    }
}

#[test]
fn a_rule_that_was_changed_asks_again() {
    let day = date(2026, 11, 25);
    for (old, new) in [
        ("quote.discount_percent > 10", "quote.discount_percent > 11"),
        ("say = \"A discount of", "say = \"Only a discount of"),
    ] {
        let world = both().policy(old, new);
        assert_eq!(world.statuses(day), "discount reopened, terms approved");
        let states = world.states(day);
        let State::Reopened { why, .. } = &states[0].1 else { panic!("{states:?}") };
        assert_eq!(why, "the rule itself changed");
    }
    // Another approver is another question.
    let passed_on = both().policy("approver = \"sales-manager\"", "approver = \"finance-director\"");
    assert_eq!(passed_on.statuses(day), "discount open, terms approved");
}

#[test]
fn an_approval_ends_with_its_days_and_with_the_offer() {
    let early = world().approved(SALES, ANN, DAY);
    assert_eq!(early.statuses(date(2026, 11, 23)), "discount open, terms open", "not before it was given");
    assert_eq!(early.statuses(date(2026, 12, 24)), "discount approved, terms open");
    assert_eq!(early.statuses(date(2026, 12, 25)), "discount expired, terms open");
    // Valid until 2 January: whatever was signed, an offer that is over is not approved.
    let late = world().approved(SALES, ANN, date(2026, 12, 20));
    assert_eq!(late.statuses(date(2027, 1, 2)), "discount approved, terms open");
    assert_eq!(late.statuses(date(2027, 1, 3)), "discount expired, terms open");
}

#[test]
fn who_may_not_approve_has_not_approved() {
    let day = date(2026, 11, 25);
    let owner = world().approved(SALES, OWNER, DAY);
    assert_eq!(owner.statuses(day), "discount open, terms open");
    let allowed = owner.clone().keys("format = 1\n", "format = 1\nowner_may_approve = true\n");
    assert_eq!(allowed.statuses(day), "discount approved, terms open");
    let wrong = world().approved(SALES, BO, DAY);
    assert_eq!(wrong.statuses(day), "discount open, terms open", "Bo is not the sales manager");
    let left = both().keys("roles = [\"sales-manager\"]", "roles = []");
    assert_eq!(left.statuses(day), "discount open, terms approved", "nor is Ann any more");
    // Who becomes the owner later has approved their own offer all the same.
    let handed_over = both().deal("owner@example.com", "Ann Berg <ann@example.com>");
    assert_eq!(handed_over.statuses(day), "discount open, terms approved");
}

#[test]
fn approvals_that_can_never_come_are_told_before() {
    assert_eq!(world().looked_at().1, Vec::<Code>::new());
    let nobody = world().keys("roles = [\"finance-director\"]", "roles = [\"finance-directory\"]");
    assert_eq!(nobody.looked_at().1, [Code::ApproverMissing]);
    let over =
        world().keys("roles = [\"finance-director\"]", "until = 2026-11-22\nroles = [\"finance-director\"]");
    assert_eq!(over.looked_at().1, [Code::ApproverMissing]);
    let alone = world().keys("roles = [\"sales-manager\"]", "roles = []");
    assert_eq!(alone.looked_at().1, [Code::ApproverIsOwner]);
    let small = alone.keys("format = 1\n", "format = 1\nowner_may_approve = true\n");
    assert_eq!(small.looked_at().1, Vec::<Code>::new());
}

/// The logs of the gallery, each of which something was done to. `UPDATE=1` writes them.
#[test]
fn the_gallery_of_broken_logs_is_what_it_says() {
    // The deals of the gallery are small ones of the number Q-1.
    let draft = |name: &str, role: &str, day: Date| Draft {
        deal: "Q-1".into(),
        revision: 1,
        date: day,
        name: name.to_owned(),
        recorded: None,
        hash: "0".repeat(64),
        bound: None,
        act: Act::Approval(Approval {
            role: role.to_owned(),
            note: String::new(),
            expires: date(2026, 12, 2),
            approved: Vec::new(),
        }),
    };
    let (log, first) = Log::empty("Q-1").append(draft(ANN, SALES, date(2026, 11, 3)), &secret(ANN));
    let (_, good) = log.append(draft(BO, FINANCE, date(2026, 11, 4)), &secret(BO));
    let forged = Log::empty("Q-1").append(draft(ANN, SALES, date(2026, 11, 3)), &secret("Mallory")).1;
    let stranger = Log::empty("Q-1").append(draft("Cy", SALES, date(2026, 11, 3)), &secret("Cy")).1;
    let (heading, records, seal) = parts(&good);
    let turned = joined(&heading, &[&records[1], &records[0]], &seal);
    let cut = joined(&heading, &[&records[0]], &seal);
    assert!(first.starts_with(&heading));
    for (code, log) in [
        (Code::LogTampered, good.replacen("2026-12-02", "2027-12-02", 1)),
        (Code::LogReordered, turned),
        (Code::LogTruncated, cut),
        (Code::LogSignature, forged),
        (Code::LogUnknownApprover, stranger),
    ] {
        golden::hold(&format!("../errors/{code}/approvals/Q-1.log"), &log);
        golden::hold(&format!("../errors/{code}/approvals/keys.toml"), &keys());
    }
    for code in [Code::ApproverMissing, Code::ApproverIsOwner] {
        let mut text = "format = 1\n\n".to_owned();
        let roles: &[&str] = if code == Code::ApproverMissing { &[FINANCE] } else { &[SALES] };
        let _infallible = write!(text, "{}", entry(OWNER, "owner@example.com", roles));
        golden::hold(&format!("../errors/{code}/approvals/keys.toml"), &text);
        let log = crate::keys_log::first(OWNER, &text);
        golden::hold(&format!("../errors/{code}/approvals/keys.log"), &log);
    }
    let digest = || "0".repeat(64);
    let bound = Bound {
        policy: digest(),
        keys: digest(),
        chain: Some(digest()),
        files: digest(),
        words: digest(),
        documents: BTreeMap::new(),
    };
    let bound = Draft { bound: Some(bound), ..draft(ANN, SALES, date(2026, 11, 3)) };
    let (_, under) = Log::empty("Q-1").append(bound, &secret(ANN));
    golden::hold("../errors/keys-log-replaced/approvals/Q-1.log", &under);
    let floor = keys().replacen("format = 1\n", "format = 1\nallowed_policies = [\"ours\"]\n", 1);
    golden::hold("../errors/keys-unsigned/approvals/keys.log", &crate::keys_log::first(ANN, &keys()));
    for (code, text) in
        [(Code::KeysUnsigned, floor), (Code::KeysLogReplaced, keys()), (Code::NoKeysLog, keys())]
    {
        golden::hold(&format!("../errors/{code}/approvals/keys.toml"), &text);
    }
    let twice =
        entry(ANN, "ann@example.com", &[SALES]) + "\n" + &entry(ANN, "bo@example.com", &[]).replace(ANN, BO);
    golden::hold("../errors/approver-twice/approvals/keys.toml", &format!("format = 1\n\n{twice}"));
    let short = entry(ANN, "ann@example.com", &[SALES]).replace("key = \"", "key = \"0x");
    golden::hold("../errors/bad-key/approvals/keys.toml", &format!("format = 1\n\n{short}"));
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(200))]

    #[test]
    fn no_text_is_taken_for_a_log_or_ends_the_program(
        pieces in proptest::collection::vec((0..400_usize, 0..400_usize), 0..6),
        noise in "\\PC{0,12}",
    ) {
        let (heading, records, seal) = parts(GOOD.0.as_str());
        let text = [heading, records.concat(), seal].concat();
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        // Stretches of a good log in any order, with anything between.
        let mixed: Vec<String> = pieces
            .iter()
            .map(|(from, length)| {
                let from = from % lines.len();
                lines[from..(from + length % lines.len()).min(lines.len())].concat()
            })
            .collect();
        let mixed = mixed.join(&noise);
        proptest::prop_assert!(mixed == text || GOOD.1.read(&mixed).is_err());
    }
}

/// A good log and who reads it, made once.
static GOOD: std::sync::LazyLock<(String, Reader)> = std::sync::LazyLock::new(|| {
    let world = both();
    (world.log.clone().expect("a log"), reader(&world))
});
