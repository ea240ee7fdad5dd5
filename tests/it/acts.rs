//! Acts over a store: from a deal to an issued file and back, on disk and in memory, with crashes in between.

use bidwright_base::diag::{Code, Diags};
use bidwright_document::compose::DocumentKind;
use bidwright_input::Files;
use bidwright_model::book::Approver;
use bidwright_review::approvals::Secret;
use bidwright_service as service;
use bidwright_service::pipeline::{Format, Output};
use bidwright_service::{
    ApproveRequest, BuildRequest, Clearance, IssueRequest, Keys, Logged, PriceRequest, Progress,
    ReviewRequest, Store, StoreError, VerifyRequest,
};
use jiff::civil::{Date, date};

use crate::approvals::{ANN, BO, BRAND, DEAL, POLICY, brand, keys, secret};
use crate::store::{InMemory, OnDisk, Step, Tested};

const NAME: &str = "deals/t1/deal.toml";
const LOG: &str = "approvals/T-1.log";
const DAY: Date = date(2026, 11, 24);

/// Everybody's private keys.
struct Everybody;

impl Keys for Everybody {
    fn has(&self, _: &Approver) -> bool {
        true
    }

    fn secret(&self, approver: &Approver, _: &mut Diags) -> Option<Secret> {
        Some(secret(&approver.name))
    }
}

fn workspace<S: Tested>() -> S {
    S::holding(&files(&[]))
}

fn files<'f>(more: &[(&'f str, &'f [u8])]) -> Vec<(&'f str, &'f [u8])> {
    let (keys, brand): (&'static str, &'static str) = (keys().leak(), brand().leak());
    let own = [
        (NAME, DEAL.as_bytes()),
        ("pricing/policies/ours.toml", POLICY.as_bytes()),
        ("approvals/keys.toml", keys.as_bytes()),
        (BRAND, brand.as_bytes()),
    ];
    own.into_iter().chain(more.iter().copied()).collect()
}

/// What Ann, or else Bo, is asked.
fn request(name: &str) -> ApproveRequest<'_> {
    let role = if name == ANN { "sales-manager" } else { "finance-director" };
    ApproveRequest { deal: NAME, role, name, note: "", day: DAY, today: DAY }
}

fn approve<S: Store>(store: &S, name: &str) -> Result<u32, StoreError> {
    let (answer, written) = service::approve(store, &request(name), &Everybody);
    written.map(|()| match answer.result {
        Some(approval) => approval.made.1,
        // It was approved before: nothing was recorded.
        None if answer.findings.diags.iter().any(|one| one.code == Code::ApprovedAlready) => 0,
        None => panic!("{:#?}", answer.findings.diags),
    })
}

fn issue<S: Store>(store: &S) -> Result<service::Issue, StoreError> {
    let request = IssueRequest { deal: NAME, name: None, day: DAY, today: DAY };
    let (answer, written) = service::issue(store, &request, &Everybody, &|_| {});
    written.map(|()| answer.result.unwrap_or_else(|| panic!("{:#?}", answer.findings.diags)))
}

fn clearance<F: Files>(store: &F) -> Clearance {
    let answer = service::review(store, &ReviewRequest { deal: NAME, day: Some(DAY) });
    answer.result.expect("a review").clearance()
}

fn text<F: Files>(store: &F, name: &str) -> Option<String> {
    store.read(name).expect("readable").map(|bytes| String::from_utf8(bytes).expect("text"))
}

#[test]
fn an_offer_goes_from_deal_to_issued_file_in_memory() {
    let store: InMemory = workspace();
    assert!(service::check(&store, NAME).result.is_some());
    let priced = service::price(&store, &PriceRequest { deal: NAME, without_pmo: true });
    let priced = priced.result.expect("a price");
    assert_eq!(priced.quote().totals, priced.without.as_ref().expect("asked for").totals);

    assert_eq!(clearance(&store), Clearance::Waiting);
    let outputs = [Output::Customer(DocumentKind::StatementOfWork)];
    let request = BuildRequest { deal: NAME, outputs: &outputs, formats: &[Format::Markdown] };
    let steps = std::cell::RefCell::new(Vec::new());
    let built = service::build(&store, &request, &|step| steps.borrow_mut().push(step));
    let built = built.result.expect("documents");
    assert_eq!(*steps.borrow(), [Progress::Reading, Progress::Reviewing, Progress::Rendering]);
    assert!(built.files[0].bytes.starts_with(b"**DRAFT**\n"));
    assert_eq!(text(&store, LOG), None, "to build records nothing");

    assert_eq!(approve(&store, ANN), Ok(1));
    assert_eq!(approve(&store, ANN), Ok(0), "it stands");
    assert_eq!(approve(&store, BO), Ok(2));
    assert_eq!(clearance(&store), Clearance::Clear);
    let issued = issue(&store).expect("issued");
    assert!(issued.new);
    let files = ["customer/proposal.pdf", "customer/sow.pdf", "internal/review.pdf"]
        .map(|file| format!("out/T-1-R1/{file}"));
    assert_eq!(issued.files, files);
    assert!(!issue(&store).expect("issued").new, "the same bytes");

    let request = VerifyRequest { file: "out/T-1-R1/customer/sow.pdf", deal: Some((NAME, "T-1")) };
    let verified = service::verify(&store, &request);
    assert!(verified.file.result.expect("ours").holds());
    assert!(matches!(verified.log, Some(Logged::Issued(record)) if record.number == 3));

    let changed = DEAL
        .replace("percent = 12", "percent = 14")
        .replace("number =", "revision = 2\nreason = \"More\"\nnumber =");
    let store = store.with("deals/t2/deal.toml", changed);
    let diffed = service::diff((&store, NAME), (&store, "deals/t2/deal.toml"));
    let compared = diffed.compared.expect("two deals");
    assert_eq!(compared.old.issued, Some(DAY), "as it went out");
    assert!(compared.changes.iter().any(|change| change.field.contains("discount")));
    let explained = service::explain(&store, NAME, Some("totals.net")).result.expect("a trace");
    assert!(explained.figures.get("totals.net").is_some());
}

/// After a crash at every step of writing the log, it is the old one or the new one, and work goes on.
fn approvals_survive_a_crash<S: Tested>() {
    let store: S = workspace();
    assert_eq!(approve(&store, ANN), Ok(1));
    let before = text(&store, LOG).expect("a log");
    for (step, recorded) in [(Step::Write, false), (Step::Rename, false), (Step::Sync, true)] {
        let store = S::holding(&files(&[(LOG, before.as_bytes())])).crashing(step);
        assert!(approve(&store, BO).is_err(), "{step:?}");
        let store = store.restarted();
        let log = text(&store, LOG).expect("a log");
        assert_eq!(log != before, recorded, "{step:?}");
        assert_eq!(clearance(&store) == Clearance::Clear, recorded, "{step:?}");
        assert_eq!(approve(&store, BO), Ok(if recorded { 0 } else { 2 }), "{step:?}");
        assert_eq!(clearance(&store), Clearance::Clear, "{step:?}");
    }
}

/// Files that were written but not recorded are no issue: the next one writes and records them.
fn an_issue_survives_a_crash<S: Tested>() {
    let store: S = workspace();
    for name in [ANN, BO] {
        approve(&store, name).expect("recorded");
    }
    let before = text(&store, LOG).expect("a log");
    let store = S::holding(&files(&[(LOG, before.as_bytes())])).crashing(Step::Rename);
    assert!(issue(&store).is_err());
    let store = store.restarted();
    assert_eq!(text(&store, LOG), Some(before));
    assert!(issue(&store).expect("issued").new);
}

#[test]
fn approvals_survive_a_crash_in_memory() {
    approvals_survive_a_crash::<InMemory>();
}

#[test]
fn approvals_survive_a_crash_on_disk() {
    approvals_survive_a_crash::<OnDisk>();
}

#[test]
fn an_issue_survives_a_crash_in_memory() {
    an_issue_survives_a_crash::<InMemory>();
}

#[test]
fn an_issue_survives_a_crash_on_disk() {
    an_issue_survives_a_crash::<OnDisk>();
}
