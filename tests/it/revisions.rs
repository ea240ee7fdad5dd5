//! Revisions of an offer: what counts as a change, how it is told, and to whom.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Output};

use bidwright_base::diag::Diags;
use bidwright_base::locale::Locale;
use bidwright_cli::report;
use bidwright_document::compose::DocumentKind;
use bidwright_input::Project;
use bidwright_review::changes::Edit;
use bidwright_review::material::Touch;
use bidwright_service::json;
use bidwright_service::pipeline;
use bidwright_service::pipeline::Compared;
use serde_json::Value;

const DEAL: &str = include_str!("review_deal.toml");

/// A deal with each `from` replaced by its `to`.
fn with(edits: &[(&str, &str)]) -> String {
    edits.iter().fold(DEAL.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1)
    })
}

fn compare(old: &str, new: &str) -> Compared {
    let projects = [old, new].map(|text| Project::from_text(&bidwright::library(), text.to_owned()));
    let (mut before, mut after) = (Diags::default(), Diags::default());
    pipeline::compare([&projects[0], &projects[1]], [&mut before, &mut after])
        .unwrap_or_else(|| panic!("{before:?} {after:?}"))
}

/// What was changed from the deal by some edits, without what follows.
fn made(edits: &[(&str, &str)]) -> Vec<(String, Edit, BTreeSet<Touch>)> {
    let compared = compare(DEAL, &with(edits));
    let made = compared.changes.into_iter().filter(|change| !change.derived);
    made.map(|change| (Locale::British.text(change.name()), change.edit, change.touches)).collect()
}

fn changed(before: &str, after: &str) -> Edit {
    Edit::Changed(before.into(), after.into())
}

#[test]
fn a_corrected_typing_error_is_no_change() {
    assert_eq!(made(&[("A rich deal", "A richer deal"), ("What they told us", "What you told us")]), []);
}

#[test]
fn a_change_is_one_line_in_business_words() {
    let touches = |one| BTreeSet::from([one]);
    assert_eq!(
        made(&[("payment_terms_days = 30", "payment_terms_days = 45")]),
        [("days to pay an invoice".to_owned(), changed("30", "45"), touches(Touch::Terms))]
    );
    assert_eq!(
        made(&[("target = \"6\"", "target = \"5\"")]),
        [("target of objective O1 “Close faster”".to_owned(), changed("6", "5"), touches(Touch::Promise))]
    );
}

#[test]
fn what_is_worked_out_follows_and_is_not_said_to_be_changed() {
    let compared = compare(DEAL, &with(&[("payment_terms_days = 30", "payment_terms_days = 45")]));
    assert!(compared.changes.iter().all(|change| !change.derived));
    let dearer = compare(DEAL, &with(&[("percent = 4, reason", "percent = 6, reason")]));
    let (follows, made): (Vec<_>, Vec<_>) = dearer.changes.iter().partition(|change| change.derived);
    assert_eq!(made.len(), 1);
    assert!(follows.iter().any(|change| change.field == "quote.net"), "{follows:?}");
    assert!(dearer.new.headline.net < dearer.old.headline.net);
}

#[test]
fn a_row_that_comes_or_goes_is_one_change_and_moves_no_other() {
    let exclusion = "[[exclusion]]\ntext = \"";
    let more = format!("{exclusion}A first one\"\n\n{exclusion}");
    assert_eq!(
        made(&[(exclusion, &more)]),
        [("exclusion “A first one”".to_owned(), Edit::Added(String::new()), BTreeSet::from([Touch::Scope]))]
    );
}

#[test]
fn every_field_that_changes_is_told_with_before_and_after() {
    // Each fact of the deal in turn, as if it had another value in the revision before.
    let compared = compare(DEAL, DEAL);
    assert!(compared.changes.is_empty(), "{:?}", compared.changes);
    for (name, value) in &compared.new.facts {
        let mut old = compared.old.clone();
        old.facts.insert(name.clone(), format!("{value}1"));
        let changes = bidwright_review::changes::changes(&old, &compared.new);
        assert_eq!(changes.len(), 1, "{name}: {changes:?}");
        assert!(matches!(changes[0].edit, Edit::Changed(..)), "{name}");
        for locale in [Locale::British, Locale::German] {
            assert!(!locale.text(changes[0].name()).is_empty(), "{name}");
        }
        assert!(bidwright_review::material::listed(name).is_some(), "{name}: rules may ask for it");
    }
}

#[test]
fn purchases_called_by_their_order_are_warned_of_when_it_changes() {
    let two = |one: &str, other: &str| {
        let row = |name: &str, cost: u32| format!("[[purchase]]\nname = \"{name}\"\ncost = {cost}\n");
        let cost = |name: &str| if name == "Licence" { 100 } else { 200 };
        format!("{DEAL}\n{}{}", row(one, cost(one)), row(other, cost(other)))
    };
    assert!(!DEAL.contains("[[purchase]]\nname"), "the deal's own purchases have ids");
    let compared = compare(&two("Licence", "Travel"), &two("Travel", "Licence"));
    assert!(report::diff::text(&compared).contains("the purchases are in another order"));
    let same = compare(&two("Licence", "Travel"), &two("Licence", "Travel"));
    assert!(!report::diff::text(&same).contains("another order"));
}

#[test]
fn the_diff_tells_price_margin_date_and_chance_of_success() {
    let compared = compare(DEAL, &with(&[("percent = 4, reason", "percent = 6, reason")]));
    let text = report::diff::text(&compared);
    for words in
        ["discount: 4% → 6%", "Net price", "Margin at plan", "Finish by plan", "Chance of success", "±"]
    {
        assert!(text.contains(words), "{words}: {text}");
    }
    let json: Value = serde_json::from_str(&json::document(&json::Diff::of(&compared))).expect("JSON");
    assert_eq!(json["schema"], "bidwright.diff/1");
    assert_eq!(json["changes"].as_array().map(Vec::len), Some(compared.changes.len()));
    assert!(json["new"]["success_standard_error"].is_number());
    assert!(json["old"]["net"].is_string());
}

/// A workspace with two revisions of the deal.
fn two_revisions(edits: &[(&str, &str)]) -> (tempfile::TempDir, Project) {
    let folder = tempfile::tempdir().expect("a folder");
    let second: Vec<_> = [("number = \"R-1\"", "number = \"R-1\"\nrevision = 2\nreason = \"Budget round\"")]
        .into_iter()
        .chain(edits.iter().copied())
        .collect();
    for (name, text) in [("r1", DEAL.to_owned()), ("r2", with(&second))] {
        let deal = folder.path().join("deals").join(name);
        std::fs::create_dir_all(&deal).expect("folders");
        std::fs::write(deal.join("deal.toml"), text).expect("written");
    }
    let mut diags = Diags::default();
    let project = crate::support::load(&folder.path().join("deals/r2"), None, &mut diags);
    (folder, project)
}

#[test]
fn the_review_knows_what_changed_since_the_last_revision() {
    let (_folder, project) = two_revisions(&[("payment_terms_days = 30", "payment_terms_days = 45")]);
    let reviewed = pipeline::review(&project, &mut Diags::default()).expect("a review");
    let changes = reviewed.context.get("changes").expect("published");
    assert_eq!(*changes, bidwright_model::rules::Datum::Texts(vec!["commercial.payment_terms_days".into()]));
    let number = |path: &str| match reviewed.context.get(path) {
        Some(bidwright_model::rules::Datum::Number(number)) => *number,
        other => panic!("{path}: {other:?}"),
    };
    assert_eq!(number("previous.payment_terms_days"), 30.into());
    assert_eq!(number("previous.revision"), 1.into());
    assert_eq!(number("previous.net"), number("quote.net"));
    assert_eq!(number("previous.success"), number("forecast.with.success.joint"));
}

#[test]
fn the_statement_of_work_tells_what_changed_and_nothing_of_ours() {
    let (_folder, project) = two_revisions(&[
        ("percent = 4, reason", "percent = 6, reason"),
        ("target = \"6\"", "target = \"5\""),
        ("probability = 0.35", "probability = 0.45"),
    ]);
    let mut diags = Diags::default();
    let offer = pipeline::offer(&project, &mut diags).expect("an offer");
    let sow =
        pipeline::compose(&project, &offer, DocumentKind::StatementOfWork, &mut diags).expect("a document");
    let text = bidwright_document::compose::markdown(&sow);
    let told = text.lines().find(|line| line.contains("Budget round") && line.contains("→")).expect("a row");
    for words in ["R-1-R2", "discount: 4% → 6%", "target of objective O1", "Net price"] {
        assert!(told.contains(words), "{words}: {told}");
    }
    for words in ["robability", "35%", "45%", "argin", "contingency"] {
        assert!(!told.contains(words), "{words}: {told}");
    }
}

/// Runs the program in a workspace, with private keys in a folder beside it.
fn run(workspace: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_bidwright"))
        .current_dir(workspace)
        .env("BIDWRIGHT_KEYS", workspace.with_extension("keys"))
        .args(arguments)
        .output()
        .expect("the program runs")
}

#[test]
fn an_issued_revision_is_compared_with_as_it_was_issued() {
    let (folder, _) = two_revisions(&[("payment_terms_days = 30", "payment_terms_days = 35")]);
    let root = folder.path();
    for name in ["deals/r1/deal.toml", "deals/r2/deal.toml"] {
        let text = std::fs::read_to_string(root.join(name)).expect("text");
        let owned = text.replacen("number = \"R-1\"", "number = \"R-1\"\nowner = \"ann@example.com\"", 1);
        std::fs::write(root.join(name), owned).expect("written");
    }
    let second = std::fs::read_to_string(root.join("deals/r2/deal.toml")).expect("text");
    std::fs::remove_dir_all(root.join("deals/r2")).expect("gone");
    // No rule asks for anything under a policy without rules.
    std::fs::create_dir_all(root.join("pricing/policies")).expect("folders");
    let policy = "format = 1\nid = \"standard\"\nmargin_floor_percent = 0\n";
    std::fs::write(root.join("pricing/policies/standard.toml"), policy).expect("written");

    let made = run(root, &["keygen", "--name", "Ann", "--role", "owner", "--email", "ann@example.com"]);
    assert!(made.status.success(), "{made:?}");
    let brand = root.join(crate::approvals::BRAND);
    std::fs::create_dir_all(brand.parent().expect("a folder")).expect("folders");
    std::fs::write(brand, crate::approvals::brand()).expect("written");
    let issued = run(root, &["issue", "deals/r1", "--date", "2026-11-24"]);
    assert!(issued.status.success(), "{issued:?}");
    let kept = root.join("approvals/R-1-R1.toml");
    assert!(kept.exists());

    // The deal file of the first revision is spoilt afterwards: the second still knows what it was.
    let first = root.join("deals/r1/deal.toml");
    let text = std::fs::read_to_string(&first).expect("text");
    std::fs::write(&first, text.replace("percent = 4, reason", "percent = 9, reason")).expect("written");
    std::fs::create_dir_all(root.join("deals/r2")).expect("folders");
    std::fs::write(root.join("deals/r2/deal.toml"), second).expect("written");
    let diff = run(root, &["diff", "deals/r1", "deals/r2"]);
    let told = String::from_utf8_lossy(&diff.stdout).into_owned();
    assert!(told.contains("R-1-R1 as issued on 2026-11-24"), "{told}");
    assert!(told.contains("days to pay an invoice: 30 → 35") && !told.contains("discount"), "{told}");
    let review = run(root, &["review", "deals/r2", "--format", "json"]);
    assert!(review.status.success(), "{review:?}");

    // The first revision cannot go out again as something else.
    let again = run(root, &["build", "deals/r1"]);
    assert_eq!(again.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&again.stderr).contains("revision-frozen"));

    // And what was kept of it cannot be changed unseen.
    let text = std::fs::read_to_string(&kept).expect("text");
    std::fs::write(
        &kept,
        text.replacen("commercial.payment_terms_days\\t30", "commercial.payment_terms_days\\t35", 1),
    )
    .expect("written");
    let altered = run(root, &["review", "deals/r2"]);
    assert_eq!(altered.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&altered.stderr).contains("kept-altered"));
}
