//! Messages that a person can follow: a key nobody knows, a date in the order of Europe, a letter in place of a file,
//! a language without texts. One row a case.

use std::path::Path;

use bidwright_base::diag::{Code, Diagnostic, Diags};
use bidwright_input as input;
use bidwright_input::Project;

use crate::deals::PLAIN as DEAL;
use crate::support::{load, over_own_texts};

fn found(project: &Project) -> Vec<Diagnostic> {
    let mut diags = Diags::default();
    let _ = input::check(project, &mut diags);
    diags.iter().cloned().collect()
}

/// The deal with another line in place of one.
fn with(old: &str, new: &str) -> Vec<Diagnostic> {
    assert!(DEAL.contains(old), "{old}");
    found(&Project::from_text(&bidwright::library(), DEAL.replace(old, new)))
}

fn of(case: &str) -> Vec<Diagnostic> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(case);
    // A workspace of its own: in that of the program's sources no text is a built-in one.
    let project = load(&folder.join("deal.toml"), Some(folder.as_path()), &mut Diags::default());
    found(&project)
}

#[test]
fn a_key_nobody_knows_is_told_with_those_there_are() {
    let found = of("unknown-keys");
    let unknown: Vec<&Diagnostic> = found.iter().filter(|one| one.code == Code::UnknownKey).collect();
    assert!(unknown.len() >= 15, "{found:#?}");
    for one in &unknown {
        let hint = one.hint.as_deref().unwrap_or_default();
        assert!(hint.contains("known here") || hint.contains("did you mean"), "{}: {hint}", one.message);
    }
    let of = |name: &str| {
        let one = unknown.iter().find(|one| one.message.starts_with(name));
        one.and_then(|one| one.hint.clone()).unwrap_or_else(|| panic!("{name}"))
    };
    assert!(of("`[deal]`").contains("`valid_days`"));
    assert!(of("the file").contains("`stakeholder`"), "{}", of("the file"));
}

#[test]
fn a_slip_of_the_pen_has_a_hint() {
    for (old, new, hint) in [
        ("start = 2027-01-11", "start = 11.01.2027", "`2027-01-11`"),
        ("start = 2027-01-11", "start = 1/31/2027", "`2027-01-31`"),
        ("start = 2027-01-11", "start = \"2027-01-11\"", "without quotes"),
        ("\"Nordvik Logistics AS\"", "“Nordvik Logistics AS”", "straight quotes"),
        ("tax = \"NO-standard\"", "tax = \"NO\"", "`NO-standard`"),
        ("tax = \"NO-standard\"", "tax = \"zzz\"", "known here: "),
    ] {
        let found = with(old, new);
        let hints: Vec<&str> = found.iter().filter_map(|one| one.hint.as_deref()).collect();
        assert!(hints.iter().any(|one| one.contains(hint)), "{new}: {found:#?}");
    }
}

#[test]
fn no_hint_advises_an_offer_of_no_days() {
    let hint = |start: &str| {
        let found = with("start = 2027-01-11", &format!("valid_days = 10\nstart = {start}"));
        let one = found.iter().find(|one| one.code == Code::SignAfterStart).expect("told");
        one.hint.clone().unwrap_or_default()
    };
    assert_eq!(hint("2026-11-23"), "start the day after 2026-12-03");
    assert!(hint("2026-11-24").contains("let `valid_days` be 1 at most"));
}

#[test]
fn one_text_without_a_language_is_told_in_the_singular() {
    // Every text but one template is the workspace's own.
    let texts = crate::support::own_texts().into_iter().filter(|(path, _)| !path.contains("documents/sow/"));
    let german = DEAL.replace("[customer]", "language = \"de-DE\"\n[customer]");
    let project = Project::from_text(&bidwright::library(), german);
    let project = texts.fold(project, |project, (path, text)| project.with(&path, text));
    let found = found(&project);
    let one = found.iter().find(|one| one.code == Code::LanguageWithoutTexts).expect("told");
    assert!(one.message.ends_with("the template `sow` does not"), "{}", one.message);
}

#[test]
fn a_letter_in_place_of_a_deal_is_told_once() {
    let letter = "Dear Sir,\n\nhere is our deal\nwith many lines\nand more: x\n- a\n- b\nYours\n";
    let found = found(&Project::from_text(&bidwright::library(), letter));
    let codes: Vec<Code> = found.iter().map(|one| one.code).collect();
    assert_eq!(codes, [Code::BadToml]);
    assert!(found[0].hint.as_deref().unwrap_or_default().contains("`bidwright init`"));
}

#[test]
fn a_german_deal_is_refused_with_what_has_no_german() {
    let found = of("german");
    let one = found.iter().find(|one| one.code == Code::LanguageWithoutTexts).expect("told");
    for what in ["`proposal`", "`sow`", "the clauses", "`lean-delivery`", "roles in `emea-2026`"] {
        assert!(one.message.contains(what), "{what}: {}", one.message);
    }
}

#[test]
fn a_workspace_with_words_of_its_own_passes_for_what_it_replaces() {
    let german = DEAL.replace("currency =", "language = \"de-DE\"\ncurrency =");
    let told = |project: &Project| {
        let found = found(project);
        found.into_iter().find(|one| one.code == Code::LanguageWithoutTexts).map(|one| one.message)
    };
    assert_eq!(told(&over_own_texts(&german)), None);
    let proposal = Project::from_text(&bidwright::library(), german.clone())
        .with("templates/documents/proposal/de/main.md", "+++\ntitle = \"T\"\nkind = \"K\"\n+++\nAngebot\n");
    let message = told(&proposal).expect("the rest is missing");
    assert!(!message.contains("`proposal`") && message.contains("`sow`"), "{message}");
    // Where there is no word of a language at all, no template helps.
    let norwegian = told(&over_own_texts(&german.replace("de-DE", "nb-NO"))).expect("told");
    assert!(norwegian.contains("words of tables"), "{norwegian}");
}
