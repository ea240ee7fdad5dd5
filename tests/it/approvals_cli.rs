//! `bidwright keygen`, `approve`, `issue`, and `build` as drafts: as people run them, together and against each
//! other.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use bidwright_base::diag::{Code, Diags};
use bidwright_base::digest::{hex, sha256};
use bidwright_document::compose::DocumentKind;
use bidwright_service::pipeline;
use bidwright_service::pipeline::{Format, Output, ReleaseState};
use serde_json::Value;
use tempfile::TempDir;

use crate::approvals::{ANN, BO, BRAND, DEAL, OWNER, POLICY, brand, keys, seed};

/// A workspace on disk, and a folder of private keys beside it.
pub(crate) struct Place {
    pub(crate) folder: TempDir,
}

/// With the private keys of Ann, Bo and the owner.
pub(crate) fn place() -> Place {
    let place = Place { folder: tempfile::tempdir().expect("a folder") };
    place.write("ws/deals/t1/deal.toml", DEAL);
    place.write("ws/pricing/policies/ours.toml", POLICY);
    place.write("ws/approvals/keys.toml", &keys());
    place.write(&format!("ws/{BRAND}"), &brand());
    for name in [ANN, BO, OWNER] {
        place.key(name, name);
    }
    place
}

/// What came of a command.
pub(crate) struct Came {
    pub(crate) status: Option<i32>,
    pub(crate) out: String,
    pub(crate) said: String,
}

impl Came {
    fn of(output: &std::process::Output) -> Came {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Came { status: output.status.code(), out: text(&output.stdout), said: text(&output.stderr) }
    }
}

impl Place {
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|problem| panic!("{name}: {problem}"))
    }

    pub(crate) fn edit(&self, name: &str, old: &str, new: &str) {
        let text = self.read(name);
        assert!(text.contains(old), "{old}");
        self.write(name, &text.replacen(old, new, 1));
    }

    fn deal(&self, old: &str, new: &str) {
        self.edit("ws/deals/t1/deal.toml", old, new);
    }

    /// The private key of one person in the file of another.
    pub(crate) fn key(&self, file: &str, of: &str) {
        let name = file.to_lowercase().replace(' ', "-");
        self.write(&format!("keys/{name}.key"), &format!("# a key\n{}\n", hex(&seed(of))));
    }

    pub(crate) fn command(&self, words: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bidwright"));
        command.current_dir(self.path("ws")).env("BIDWRIGHT_KEYS", self.path("keys")).env("NO_COLOR", "1");
        // Names have a blank: `_` stands for it.
        command.args(words.split(' ').map(|word| word.replace('_', " ")));
        command
    }

    pub(crate) fn run(&self, words: &str) -> Came {
        Came::of(&self.command(words).output().expect("it starts"))
    }

    fn start(&self, words: &str) -> Child {
        self.command(words).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts")
    }

    pub(crate) fn done(&self, words: &str) -> String {
        let came = self.run(words);
        assert_eq!(came.status, Some(0), "{words}\n{}{}", came.out, came.said);
        came.out
    }

    pub(crate) fn json(&self, words: &str) -> Value {
        let came = self.run(words);
        serde_json::from_str(&came.out).unwrap_or_else(|_| panic!("{}{}", came.out, came.said))
    }

    fn records(&self) -> usize {
        self.read(LOG).matches("[[record]]\n").count()
    }
}

const LOG: &str = "ws/approvals/T-1.log";
const ANNS: &str = "approve deals/t1 --as sales-manager --name Ann_Berg --date 2026-11-24";
const BOS: &str = "approve deals/t1 --as finance-director --name bo@example.com --date 2026-11-25";
const ISSUE: &str = "issue deals/t1 --date 2026-11-26";
const OUT: &str = "ws/out/T-1-R1/customer";

/// What programs read of a review once everybody has approved.
fn approvals_are_published(place: &Place) {
    let json = place.json("review deals/t1 --format json");
    assert_eq!((&json["verdict"], &json["as_of"]), (&"approve".into(), &"2026-11-25".into()));
    let given = &json["approvals"][0];
    for (key, value) in [
        ("rule", "discount"),
        ("role", "sales-manager"),
        ("state", "approved"),
        ("by", ANN),
        ("on", "2026-11-24"),
        ("expires", "2026-12-24"),
    ] {
        assert_eq!(given[key], value, "{key}");
    }
    assert_eq!((&given["why"], &json["issued"]), (&Value::Null, &Value::Null));
}

#[test]
fn an_offer_goes_from_draft_to_final() {
    let place = place();
    let built = place.run("build deals/t1 --format pdf,md");
    assert_eq!(built.status, Some(3), "{}", built.said);
    assert!(built.out.contains("DRAFT: sales-manager and finance-director must approve"), "{}", built.out);
    assert!(place.read(&format!("{OUT}/proposal.md")).starts_with("**DRAFT**\n"));
    assert_eq!(place.run("review deals/t1").status, Some(3));

    let ann = place.done(ANNS);
    assert!(
        ann.starts_with(
            "approved T-1-R1 as sales-manager by Ann Berg on 2026-11-24, good until 2026-12-24\n"
        )
    );
    assert!(ann.ends_with("still to be approved: terms of finance-director\n"), "{ann}");
    assert!(place.done(BOS).contains("every approval is valid: `bidwright issue deals/t1`"));
    let again = place.run(ANNS);
    assert_eq!((again.status, again.out.as_str()), (Some(1), ""), "{}", again.said);
    for words in [
        "error[approved-already]: T-1-R1 is approved as `sales-manager` already, and nothing has changed since",
        "rule `discount` by Ann Berg on 2026-11-24, good until 2026-12-24",
    ] {
        assert!(again.said.contains(words), "{words}: {}", again.said);
    }
    assert_eq!(place.records(), 2);
    let review = place.run("review deals/t1");
    assert_eq!(review.status, Some(0));
    assert!(review.out.starts_with("APPROVED: every approval is valid, for 2 rules"), "{}", review.out);

    approvals_are_published(&place);
    assert_eq!(place.run("review deals/t1 --date 2026-12-25").status, Some(3), "by then one is too old");

    let built = place.run("build deals/t1 --format pdf,md");
    assert_eq!(built.status, Some(0), "{}", built.said);
    assert!(built.out.contains("DRAFT, approved: `bidwright issue deals/t1` makes the final documents"));
    assert!(place.read(&format!("{OUT}/sow.md")).starts_with("**DRAFT**\n"));
    let draft = fs::read(place.path(&format!("{OUT}/sow.pdf"))).expect("a draft");

    let issued = place.done(ISSUE);
    assert!(
        issued.contains("issued T-1-R1 by Ola Eier on 2026-11-26, record 3 of"),
        "the owner signs: {issued}"
    );
    let customer = [DocumentKind::Proposal, DocumentKind::StatementOfWork].map(Output::Customer);
    let outputs = [customer[0], customer[1], Output::Memo];
    let files = |of: ReleaseState| {
        let mut diags = Diags::default();
        let project = crate::support::load(&place.path("ws/deals/t1"), None, &mut diags);
        let reviewed = pipeline::review(&project, &mut diags).expect("a review");
        pipeline::documents(&project, &reviewed, of, &outputs, &[Format::Pdf], &mut diags).expect("documents")
    };
    assert_eq!(draft, files(ReleaseState::Draft)[1].bytes);
    let log = place.read(LOG);
    for file in files(ReleaseState::Issued) {
        let folder = if file.name == "review.pdf" { "ws/out/T-1-R1/internal" } else { OUT };
        let written = fs::read(place.path(&format!("{folder}/{}", file.name))).expect("a file");
        assert!(written == file.bytes, "{} has no watermark", file.name);
        assert!(log.contains(&sha256(&written)), "{} is recorded", file.name);
    }
    // Whoever has the log knows who made a file.
    let known = place.done("verify out/T-1-R1/customer/sow.pdf --deal deals/t1");
    assert!(
        known.contains("It was issued by Ola Eier on 2026-11-26 as T-1-R1: record 3 of the log"),
        "{known}"
    );
    fs::write(place.path("ws/out/draft.pdf"), &draft).expect("written");
    let unknown = place.json("verify out/draft.pdf --deal deals/t1 --format json");
    let codes = unknown["findings"].as_array().expect("findings").iter().map(|finding| &finding["code"]);
    assert!(codes.into_iter().any(|code| code == "verify-not-issued"), "{unknown}");
    fs::remove_file(place.path(&format!("{OUT}/sow.pdf"))).expect("removed");
    // Long after, the same again: it went out then.
    let again = place.done("issue deals/t1 --date 2028-01-01");
    assert!(
        again.contains("was issued by Ola Eier on 2026-11-26 already: the same bytes were written"),
        "{again}"
    );
    assert_eq!(
        fs::read(place.path(&format!("{OUT}/sow.pdf"))).expect("a file"),
        files(ReleaseState::Issued)[1].bytes
    );
    assert_eq!(place.read(LOG), log, "nothing new is recorded");
    assert!(place.run("review deals/t1").out.ends_with("issued on 2026-11-26 by Ola Eier\n"));
}

#[test]
fn a_revision_that_went_out_is_frozen() {
    let place = place();
    for words in [ANNS, BOS, ISSUE] {
        place.done(words);
    }
    let before = fs::read(place.path(&format!("{OUT}/sow.pdf"))).expect("a file");
    // Drafts are made beside what went out, and say so.
    let built = place.done("build deals/t1");
    assert!(built.contains("issued on 2026-11-26 by Ola Eier: what went out is not written over"), "{built}");
    assert!(!built.contains("makes the final documents"), "{built}");
    assert!(place.path("ws/out/T-1-R1/draft/customer/sow.pdf").exists());
    // No word of it may be corrected: what went out went out.
    place.deal("title = \"Two questions\"", "title = \"Two answers\"");
    let came = place.run(ISSUE);
    assert_eq!(came.status, Some(1), "{}", came.out);
    for words in ["revision-frozen", "what the customer reads (", "Two answers", "raise `revision` to 2"] {
        assert!(came.said.contains(words), "{words}: {}", came.said);
    }
    place.deal("title = \"Two answers\"", "title = \"Two questions\"");
    assert!(place.done(ISSUE).contains("the same bytes were written"));
    assert_eq!(fs::read(place.path(&format!("{OUT}/sow.pdf"))).expect("a file"), before);
    place.deal("percent = 12", "percent = 13");
    let log = place.read(LOG);
    for words in [ANNS, ISSUE, "build deals/t1", "check deals/t1"] {
        let came = place.run(words);
        assert_eq!(came.status, Some(1), "{words}");
        let (code, said) = (Code::RevisionFrozen, "T-1-R1 was issued on 2026-11-26");
        assert!(came.said.contains(&format!("error[{code}]: {said}")), "{}", came.said);
    }
    assert_eq!(place.read(LOG), log);
    place.deal("number = \"T-1\"", "number = \"T-1\"\nrevision = 2\nreason = \"More discount\"");
    assert_eq!(place.run("build deals/t1").status, Some(3));
    place.done(ANNS);
    place.done(BOS);
    place.done(ISSUE);
    assert_eq!(place.records(), 6, "one log for all revisions");
    // The older file is genuine, and not the last word.
    let older = place.run("verify out/T-1-R1/customer/sow.pdf --deal deals/t1");
    assert_eq!(older.status, Some(0), "{}", older.said);
    assert!(older.said.contains("warning[verify-superseded]"), "{}", older.said);
    assert!(older.said.contains("superseded by T-1-R2"), "{}", older.said);
}

#[test]
fn clear_offers_need_nobody_and_blocked_ones_help_nobody() {
    let clear = place();
    clear.deal("percent = 12", "percent = 9");
    clear.deal("payment_terms_days = 75", "payment_terms_days = 30");
    let built = clear.run("build deals/t1 --format md");
    assert_eq!((built.status, built.out.contains("DRAFT")), (Some(0), false));
    assert!(!clear.read(&format!("{OUT}/sow.md")).contains("DRAFT"));
    clear.done(ISSUE);
    let blocked = place();
    blocked.deal("percent = 12", "percent = 40");
    let built = blocked.run("build deals/t1 --format md");
    assert_eq!(built.status, Some(4));
    assert!(built.out.contains("DRAFT: the policy blocks this offer"), "{}", built.out);
    assert!(blocked.read(&format!("{OUT}/sow.md")).starts_with("**DRAFT**\n"));
}

#[test]
fn a_draft_says_so_in_the_language_of_the_deal() {
    let place = place();
    for (path, text) in crate::support::own_texts() {
        place.write(&format!("ws/{path}"), &text);
    }
    place.deal("currency = \"EUR\"", "currency = \"EUR\"\nlanguage = \"de-DE\"");
    assert_eq!(place.run("build deals/t1 --format md").status, Some(3));
    assert!(place.read(&format!("{OUT}/sow.md")).starts_with("**ENTWURF**\n"));
}

/// What is done to the place, the command, and the finding that comes of it.
type Case = (Code, fn(&Place), &'static str);

/// The findings of acts that are provoked here.
pub(crate) fn provoked() -> impl Iterator<Item = Code> {
    let told = NOT_DONE.iter().chain(NOT_ISSUED).map(|(code, ..)| *code);
    let told = told.chain(NOT_TWICE.iter().map(|(code, ..)| *code));
    let others = [Code::RevisionFrozen, Code::VerifyNotIssued, Code::VerifySuperseded, Code::NotIssued];
    told.chain(others).chain([Code::NotAsIssued])
}

/// What cannot be done at a place where nothing was done yet.
const NOT_DONE: &[Case] = &[
    (Code::NoKeys, |place| fs::remove_file(place.path("ws/approvals/keys.toml")).expect("gone"), ANNS),
    (Code::NoKeys, |place| fs::remove_dir_all(place.path("ws/approvals")).expect("gone"), ANNS),
    (Code::UnknownApprover, |_| {}, "approve deals/t1 --as sales-manager --name Anne_Berg --date 2026-11-24"),
    (
        Code::KeyExpired,
        |place| place.edit("ws/approvals/keys.toml", "email = \"ann", "until = 2026-11-23\nemail = \"ann"),
        ANNS,
    ),
    (Code::NotInRole, |_| {}, "approve deals/t1 --as finance-director --name Ann_Berg --date 2026-11-24"),
    (Code::OwnerApproves, |_| {}, "approve deals/t1 --as sales-manager --name Ola_Eier --date 2026-11-24"),
    (Code::NothingToApprove, |place| place.deal("percent = 12", "percent = 10"), ANNS),
    (Code::ReviewBlocked, |place| place.deal("percent = 12", "percent = 31"), ANNS),
    (Code::ReviewBlocked, |place| place.deal("percent = 12", "percent = 31"), ISSUE),
    (Code::ApprovalOpen, |_| {}, ISSUE),
    (Code::OfferExpired, |_| {}, "approve deals/t1 --as sales-manager --name Ann_Berg --date 2027-01-03"),
    (Code::NoPrivateKey, |place| fs::remove_file(place.path("keys/ann-berg.key")).expect("gone"), ANNS),
    (Code::BadPrivateKey, |place| place.write("keys/ann-berg.key", "secret\n"), ANNS),
    (Code::PrivateKeyDiffers, |place| place.key(ANN, "Mallory"), ANNS),
    (
        Code::PrivateKeyDiffers,
        |_| {},
        "approve deals/t1 --as sales-manager --name Ann_Berg --key ../keys/bo-dahl.key --date 2026-11-24",
    ),
];

#[test]
fn what_cannot_be_done_is_told_and_leaves_no_trace() {
    for (code, prepare, words) in NOT_DONE {
        let place = place();
        prepare(&place);
        let came = place.run(words);
        assert_eq!(came.status, Some(1), "{code}: {}{}", came.out, came.said);
        assert!(came.said.contains(&format!("error[{code}]")), "{code}: {}", came.said);
        assert!(came.out.is_empty() && !place.path(LOG).exists() && !place.path("ws/out").exists(), "{code}");
    }
}

/// What is done once, and cannot be done again.
const NOT_TWICE: &[Case] = &[
    (Code::ApprovedAlready, |place| drop(place.done(ANNS)), ANNS),
    // By somebody else in the role, too: there is nothing left to approve.
    (
        Code::ApprovedAlready,
        |place| {
            place.done(ANNS);
            place.edit(
                "ws/approvals/keys.toml",
                "roles = [\"finance-director\"]",
                "roles = [\"sales-manager\"]",
            );
        },
        "approve deals/t1 --as sales-manager --name Bo_Dahl --date 2026-11-24",
    ),
    (Code::SubmittedAlready, |place| drop(place.done(OLAS)), OLAS),
    (
        Code::SubmitterApproves,
        |place| drop(place.done("submit deals/t1 --name Ann_Berg --date 2026-11-23")),
        ANNS,
    ),
    (
        Code::NotSubmitted,
        |place| {
            place.edit("ws/approvals/keys.toml", "format = 1\n", "format = 1\nsubmit_required = true\n");
            place.done(OLAS);
            place.deal("percent = 12", "percent = 14");
        },
        ANNS,
    ),
];

const OLAS: &str = "submit deals/t1 --name Ola_Eier --date 2026-11-23";

#[test]
fn what_was_done_already_is_told_and_not_recorded_again() {
    for (code, prepare, words) in NOT_TWICE {
        let place = place();
        prepare(&place);
        let before = place.read(LOG);
        let came = place.run(words);
        assert_eq!((came.status, came.out.as_str()), (Some(1), ""), "{code}: {}", came.said);
        assert!(came.said.contains(&format!("error[{code}]")), "{code}: {}", came.said);
        assert_eq!(place.read(LOG), before, "{code}");
    }
}

/// What can no longer be done once everybody has approved.
const NOT_ISSUED: &[Case] = &[
    (Code::ApprovalExpired, |_| {}, "issue deals/t1 --date 2026-12-27"),
    (Code::ApprovalReopened, |place| place.deal("percent = 12", "percent = 14"), ISSUE),
    (Code::OfferExpired, |_| {}, "issue deals/t1 --date 2027-01-03"),
    (Code::UnknownOwner, |place| place.deal("owner@example.com", "nobody@example.com"), ISSUE),
    (Code::NoOwner, |place| place.deal("owner = \"owner@example.com\"\n", ""), ISSUE),
    (
        Code::PlaceholderFirm,
        |place| fs::remove_file(place.path(&format!("ws/{BRAND}"))).expect("gone"),
        ISSUE,
    ),
    // A sentence of a template is what the customer reads.
    (Code::ApprovalReopened, sentence_in_a_clause, ISSUE),
    (Code::NoSigner, |place| fs::remove_dir_all(place.path("keys")).expect("gone"), ISSUE),
    (Code::LogTampered, |place| place.edit(LOG, "2026-12-24", "2027-12-24"), ISSUE),
    (Code::LogTampered, |place| place.edit(LOG, "2026-12-24", "2027-12-24"), ANNS),
];

#[test]
fn nothing_is_issued_under_a_legal_name_or_a_logo_of_an_invented_firm() {
    for (old, new, told) in [
        ("legal = \"Fjell & Vik AS\"", "legal = \"MERIDIAN  Delivery, Oslo\"", "`legal`"),
        ("name = \"Fjell & Vik AS\"", "name = \"Copperbeech\"", "`name`"),
        ("legal = ", "logo_dark = \"logo-dark.svg\"\nlegal = ", "`logo_dark`"),
    ] {
        let place = place();
        place.edit(&format!("ws/{BRAND}"), old, new);
        place.done(ANNS);
        place.done(BOS);
        let came = place.run(ISSUE);
        assert!(came.said.contains("error[placeholder-firm]") && came.said.contains(told), "{}", came.said);
    }
}

#[test]
fn a_build_from_a_copy_of_the_workspace_writes_beside_what_went_out() {
    let place = place();
    place.done(ANNS);
    place.done(BOS);
    place.done(ISSUE);
    let issued = place.path("ws/out");
    let folder = fs::read_dir(&issued).expect("a folder").flatten().next().expect("an offer").path();
    let sent = folder.join("customer/proposal.pdf");
    let before = fs::read(&sent).expect("issued");
    for file in ["deals/t1/deal.toml", "pricing/policies/ours.toml", "approvals/keys.toml", BRAND] {
        place.write(&format!("copy/{file}"), &place.read(&format!("ws/{file}")));
    }
    let built = place.run("build ../copy/deals/t1 -o out");
    assert!(built.out.contains("draft"), "{}{}", built.out, built.said);
    assert_eq!(fs::read(&sent).expect("issued"), before);
    assert!(folder.join("draft/customer/proposal.pdf").is_file());
}

#[test]
fn what_is_frozen_is_told_of_the_documents_that_were_issued_alone() {
    let place = place();
    let stakes = "[stakes]\nsource = \"Finance\"\nliability_cap_percent = 100\ndeadline = 2027-12-01\n\n";
    place.deal("[commercial]", &format!("{stakes}[commercial]"));
    for words in [ANNS, BOS, ISSUE] {
        place.done(words);
    }
    place.deal("title = \"Two questions\"", "title = \"Two answers\"");
    let came = place.run("check deals/t1");
    let frozen = came.said.lines().find(|line| line.contains("revision-frozen")).expect("told");
    assert!(frozen.contains("(proposal and sow)") && !frozen.contains("one-page"), "{frozen}");
}

/// Somebody promises another price in a template.
fn sentence_in_a_clause(place: &Place) {
    let path = "templates/documents/proposal/main.md";
    let own = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect("a template");
    place.write(&format!("ws/{path}"), &format!("{own}\n\nNothing else is promised. We are glad to help.\n"));
}

#[test]
fn words_that_were_changed_after_approval_are_approved_again_by_whoever_approved() {
    let place = place();
    place.done(ANNS);
    place.done(BOS);
    sentence_in_a_clause(&place);
    let review = place.run("review deals/t1");
    assert_eq!(review.status, Some(3), "{}", review.out);
    for words in [
        "approve: sales-manager  [wording]",
        "approve: finance-director  [wording]",
        "+ We are glad to help.",
    ] {
        assert!(review.out.contains(words), "{words}: {}", review.out);
    }
    let json = place.json("review deals/t1 --format json");
    let sentences: Vec<&Value> = json["wording"].as_array().expect("a list").iter().collect();
    assert!(
        sentences.iter().any(|one| one["after"] == "We are glad to help." && one["before"].is_null()),
        "{json}"
    );
    assert!(json["approvals"].as_array().expect("a list").iter().any(|one| one["rule"] == "wording"));
    // What was kept of the words cannot be changed unseen.
    let kept = fs::read_dir(place.path("ws/approvals")).expect("a folder").flatten();
    let kept =
        kept.map(|entry| entry.path()).find(|path| path.to_string_lossy().contains("-words-")).expect("kept");
    let words = fs::read_to_string(&kept).expect("text");
    fs::write(&kept, words.replace("promised", "told")).expect("written");
    let altered = place.run("review deals/t1");
    if words.contains("promised") {
        assert!(altered.said.contains("error[kept-altered]"), "{}", altered.said);
    }
    fs::write(&kept, words).expect("written");
    // Each is asked once.
    assert!(place.done(ANNS).contains("[wording] what the customer reads changed: proposal"));
    assert!(place.done(BOS).contains("every approval is valid"));
    place.done(ISSUE);
    let log = place.read(LOG);
    assert!(log.contains("[record.bound]") && log.contains("recorded = "), "{log}");
}

#[test]
fn what_was_issued_is_packed_and_nothing_else() {
    let place = place();
    let early = place.run("pack deals/t1");
    assert!(early.said.contains("error[not-issued]"), "{}", early.said);
    let along = "ws/deals/t1/attachments/cv.txt";
    place.write(along, "Bo Dahl\n");
    for words in [ANNS, BOS] {
        place.done(words);
    }
    // What is sent along was approved with the rest.
    place.write(along, "Ann Berg\n");
    assert!(place.run("issue deals/t1").said.contains("what the customer reads changed: attachments/cv.txt"));
    for words in [ANNS, BOS, "build deals/t1 --format md", ISSUE] {
        place.done(words);
    }
    let packed = place.done("pack deals/t1");
    let zip = fs::read(place.path("ws/out/T-1-R1/T-1-R1.zip")).expect("a package");
    let has = |words: &str| zip.windows(words.len()).any(|window| window == words.as_bytes());
    for name in ["proposal.pdf", "sow.pdf", "attachments/cv.txt", "SHA256SUMS.txt", &sha256(b"Ann Berg\n")] {
        assert!(has(name) && (name == "SHA256SUMS.txt" || packed.contains(name)), "{name}: {packed}");
    }
    assert!(!has("review.pdf") && !has("proposal.md"), "nothing of ours, no drafts");
    place.done("pack deals/t1");
    assert!(fs::read(place.path("ws/out/T-1-R1/T-1-R1.zip")).expect("a package") == zip, "the same bytes");
    for (file, text) in [(along, "Cy\n"), ("ws/deals/t1/forms/price.md", "EUR 1.00\n")] {
        let before = fs::read(place.path(file)).ok();
        place.write(file, text);
        let packed = place.run("pack deals/t1").said;
        assert!(packed.contains("error[not-as-issued]"), "{packed}");
        assert!(place.run("check deals/t1").said.contains("error[revision-frozen]"));
        match before {
            Some(bytes) => fs::write(place.path(file), bytes).expect("put back"),
            None => fs::remove_file(place.path(file)).expect("removed"),
        }
    }
    place.done("pack deals/t1");
    fs::remove_file(place.path(along)).expect("removed");
    assert!(place.run("pack deals/t1").said.contains("is missing"));
    place.write(along, "Ann Berg\n");
    fs::write(place.path(&format!("{OUT}/sow.pdf")), "another").expect("written");
    assert!(place.run("pack deals/t1").said.contains("error[not-as-issued]"));
}

#[test]
fn a_copy_to_try_something_in_is_compared() {
    let place = place();
    place.write("ws/deals/what-if/deal.toml", &DEAL.replace("percent = 12", "percent = 14"));
    let told = place.done("diff deals/t1 deals/what-if");
    assert!(told.contains("discount: 12% → 14%"), "{told}");
    // Read on its own it is a twin, unless it is said to be a copy; what goes out is made of the real deal alone.
    assert!(place.run("price deals/what-if").said.contains("error[duplicate-number]"));
    assert!(place.done("price deals/what-if --as-if").contains("14"));
    assert_eq!(
        place.run("review deals/what-if --as-if").status,
        Some(3),
        "it asks for approvals as the real one would"
    );
    assert_eq!(place.run("build deals/what-if --as-if").status, Some(2), "no documents of a copy");
}

#[test]
fn what_no_longer_stands_is_not_issued() {
    for (code, prepare, words) in NOT_ISSUED {
        let place = place();
        place.done(ANNS);
        place.done(BOS);
        prepare(&place);
        let before = place.read(LOG);
        let came = place.run(words);
        assert_eq!(came.status, Some(1), "{code}: {}{}", came.out, came.said);
        assert!(came.said.contains(&format!("error[{code}]")), "{code}: {}", came.said);
        assert!(came.out.is_empty() && !place.path("ws/out").exists(), "{code}");
        assert_eq!(place.read(LOG), before, "{code}");
    }
}

#[test]
fn approvals_at_the_same_time_lose_nothing() {
    let place = place();
    // Eight people, each asked by a rule of their own.
    let names: Vec<String> = (1..=8).map(|at| format!("Person {at}")).collect();
    let mut policy = "format = 1\nid = \"ours\"\n".to_owned();
    let mut all = "format = 1\n".to_owned();
    for (at, name) in names.iter().enumerate() {
        policy += &format!(
            "\n[[rule]]\nid = \"rule-{at}\"\nwhen = \"quote.discount_percent > {at}\"\nverdict = \"approve\"\napprover = \"role-{at}\"\nsay = \"So much\"\n"
        );
        let key = bidwright_review::approvals::Secret::new(&seed(name)).public();
        all += &(bidwright_review::approvals::entry(name, None, &[format!("role-{at}")], &key) + "\n");
        place.key(name, name);
    }
    place.write("ws/pricing/policies/ours.toml", &policy);
    place.write("ws/approvals/keys.toml", &all);
    let running: Vec<Child> = (names.iter().enumerate())
        .map(|(at, name)| {
            let name = name.replace(' ', "_");
            place.start(&format!("approve deals/t1 --as role-{at} --name {name} --date 2026-11-24"))
        })
        .collect();
    for child in running {
        let came = Came::of(&child.wait_with_output().expect("it ends"));
        assert_eq!(came.status, Some(0), "{}", came.said);
    }
    assert_eq!(place.records(), 8);
    assert_eq!(place.run("review deals/t1").status, Some(0), "every approval is valid");
}

#[test]
fn what_a_killed_writer_left_is_in_nobodys_way() {
    let place = place();
    place.done(ANNS);
    let before = place.read(LOG);
    // What a writer leaves that was killed before it was done: locks nobody holds, and halves of a log.
    place.write("ws/approvals/.T-1.log.lock", "");
    for half in ["", &before[..before.len() / 2], "not a log"] {
        place.write("ws/approvals/.T-1.log.part", half);
        assert_eq!(place.read(LOG), before);
        assert_eq!(place.run("review deals/t1").status, Some(3), "one is open, nothing is wrong");
    }
    place.done(BOS);
    assert_eq!(place.records(), 2);
    assert!(!place.path("ws/approvals/.T-1.log.part").exists());
    assert!(
        !place.path("ws/approvals/.T-1.log.lock").exists(),
        "nothing is left in a folder under version control"
    );
}

#[test]
fn without_a_workspace_approvals_stand_beside_the_deal() {
    let place = Place { folder: tempfile::tempdir().expect("a folder") };
    // Below a folder of its own project, so that no workspace above is found.
    place.write("ws/.git/HEAD", "");
    place.write("ws/deal.toml", &DEAL.replace("policy = \"ours\"\n", "").replace("_days = 75", "_days = 30"));
    place.write("ws/approvals/keys.toml", &keys());
    place.key(ANN, ANN);
    place.done("approve deal.toml --as sales-manager --name Ann_Berg --date 2026-11-24");
    assert_eq!(place.read(LOG).matches("[[record]]\n").count(), 1);
}

#[cfg(unix)]
#[test]
fn approvals_outside_of_the_workspace_are_not_read() {
    let place = place();
    place.done(ANNS);
    fs::rename(place.path("ws/approvals"), place.path("elsewhere")).expect("moved");
    std::os::unix::fs::symlink(place.path("elsewhere"), place.path("ws/approvals")).expect("linked");
    let came = place.run("review deals/t1");
    assert_eq!(came.status, Some(1));
    assert!(came.said.contains("error[outside-workspace]"), "{}", came.said);
}

#[test]
fn keys_are_made_once_and_kept_from_others() {
    let place = Place { folder: tempfile::tempdir().expect("a folder") };
    place.write("ws/deals/t1/deal.toml", DEAL);
    place.write("ws/pricing/policies/ours.toml", POLICY);
    assert!(
        place
            .done("keygen --name Ann_Berg --email ann@example.com --role sales-manager")
            .starts_with("added Ann Berg to ")
    );
    place.done("keygen --name Bo_Dahl --role finance-director --by Ann_Berg");
    let table = place.read("ws/approvals/keys.toml");
    assert!(table.starts_with("format = 1\n\n[[approver]]\nname = \"Ann Berg\"\nemail = \"ann@example.com\"\nroles = [\"sales-manager\"]\nkey = \""), "{table}");
    assert!(table.contains("\n\n[[approver]]\nname = \"Bo Dahl\"\n"), "{table}");
    let secret = place.read("keys/ann-berg.key");
    assert!(!table.contains(secret.lines().last().expect("a key")));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |name: &str| fs::metadata(place.path(name)).expect("there").permissions().mode() & 0o777;
        assert_eq!((mode("keys/ann-berg.key"), mode("keys")), (0o600, 0o700));
    }
    let twice = place.run("keygen --name Ann_Berg");
    assert_eq!((twice.status, twice.out.as_str()), (Some(1), ""));
    assert!(twice.said.contains("is in approvals/keys.toml already"), "{}", twice.said);
    assert_eq!((place.read("keys/ann-berg.key"), place.read("ws/approvals/keys.toml")), (secret, table));
    // What was made is good to approve with.
    place.done(ANNS);
    let inside = |folder: &Path| {
        Came::of(
            &place.command("keygen --name Cy").env("BIDWRIGHT_KEYS", folder).output().expect("it starts"),
        )
    };
    let came = inside(&place.path("ws/approvals"));
    assert_eq!(came.status, Some(1));
    assert!(came.said.contains("is inside the workspace"), "{}", came.said);
    assert_eq!(place.run("keygen --name ").status, Some(2));
}
