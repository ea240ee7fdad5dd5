//! The gallery of findings: for each code a page that explains it and the smallest deal that provokes it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{env, fs};

use bidwright_base::diag;
use bidwright_base::diag::Diags;
use bidwright_base::source::Sources;
use bidwright_cli::DiskStore;
use bidwright_document::compose::DocumentKind;
use bidwright_input as input;
use bidwright_input::IssuedFile;
use bidwright_print::verify;
use bidwright_service::pipeline;
use bidwright_service::pipeline::{Format, Output, ReleaseState};

/// Findings no file in a repository can provoke (a clash needs two ids with one 64-bit hash). Unit tests of their stages provoke those they can.
const NOT_FROM_A_FILE: &[&str] = &[
    "unknown-document",
    "stream-clash",
    "file-too-large",
    "string-too-long",
    "too-many-packages",
    "unreadable-file",
];

/// Findings on what somebody does, not on what is written: the commands that approve, issue and make keys raise
/// them, and `approvals_cli` provokes each.
const ACTS: &[&str] = &["src/approvals/may.rs", "src/cli", "src/service/issue.rs", "src/service/verify.rs"];

/// Floors whose findings are in the gallery.
const FLOORS: &[&str] = &[
    "src/approvals",
    "src/calibrate",
    "src/claims.rs",
    "src/input",
    "src/plan",
    "src/price",
    "src/proof.rs",
    "src/forecast",
    "src/value",
    "src/compose",
    "src/verify",
    "src/service/pipeline.rs",
    "src/service/pipeline",
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every entry of the gallery by its code: a deal file, a folder that holds one, or a history.
fn gallery() -> Vec<(String, PathBuf)> {
    let mut found: Vec<_> = fs::read_dir(root().join("tests/errors"))
        .expect("the gallery")
        .map(|entry| entry.expect("an entry").path())
        .map(|path| {
            let code = path.file_stem().expect("a name").to_string_lossy().into_owned();
            (code, path)
        })
        .collect();
    found.sort();
    found
}

#[test]
fn each_file_provokes_its_one_finding_at_a_place() {
    let mut wrong = Vec::new();
    // Most of the gallery has no stakes: what their value would say is asked for where it is the point.
    let of_value = codes_in(&["src/value"]);
    let of_review = codes_in(&["src/approvals/asked.rs"]);
    for (code, path) in gallery() {
        let (sources, diags) = match path.extension().is_some_and(|ending| ending == "csv") {
            true => of_history(&path),
            false if code.starts_with("one-page") => of_one_page(&path),
            false if code.starts_with("memo") => of_memo(&path),
            false if of_review.contains(&code) => of_review_of(&path),
            false => of_deal(&path, of_value.contains(&code)),
        };
        let found = diags.sorted(&sources);
        let codes: BTreeSet<&str> = found.iter().map(|finding| finding.code).collect();
        let placed = found.iter().all(|finding| finding.place.is_some());
        if codes != BTreeSet::from([code.as_str()]) || !placed || found.len() != 1 {
            wrong.push(format!("{code}: {found:#?}"));
        }
    }
    // What is wrong with a PDF is done to one made here: nobody could read what a file in a folder holds.
    for (code, bytes) in crate::issued::gallery() {
        let file = IssuedFile::from_bytes("offer.pdf", bytes);
        let mut diags = Diags::default();
        verify::findings(
            &verify::verify(file.bytes.as_deref().unwrap_or_default()),
            file.place(),
            &mut diags,
        );
        let found = diags.sorted(&file.sources);
        if !matches!(found.as_slice(), [only] if only.code == code && only.place.is_some()) {
            wrong.push(format!("{code}: {found:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Findings of reading come first; a deal that reads well is planned, priced and set, and `valued` if asked.
fn of_deal(path: &Path, valued: bool) -> (Sources, Diags) {
    let mut diags = Diags::default();
    let project = crate::support::load(path, None, &mut diags);
    let _checked = input::check(&project, &mut diags);
    if diags.iter().next().is_none()
        && let Some(offer) = pipeline::offer(&project, &mut diags)
    {
        if valued {
            let appraisal = pipeline::appraise(&offer, None);
            bidwright_economics::value::findings(&offer.deal, &offer.book, &appraisal.value, &mut diags);
        }
        let _log = pipeline::log(&project, &offer, &mut diags);
        let kinds = [DocumentKind::Proposal, DocumentKind::StatementOfWork];
        let _files = pipeline::documents(
            &project,
            &offer,
            ReleaseState::Final,
            &kinds.map(Output::Customer),
            &[Format::Pdf],
            &mut diags,
        );
    }
    (project.sources, diags)
}

/// Whether approvals can come at all is known once the policy was asked.
fn of_review_of(path: &Path) -> (Sources, Diags) {
    let mut diags = Diags::default();
    let project = crate::support::load(path, None, &mut diags);
    let _reviewed = pipeline::review(&project, &mut diags);
    (project.sources, diags)
}

/// The document of one page needs to know what failure costs.
fn of_one_page(path: &Path) -> (Sources, Diags) {
    let mut diags = Diags::default();
    let project = crate::support::load(path, None, &mut diags);
    if let Some(mut offer) = pipeline::offer(&project, &mut diags) {
        offer.appraisal = Some(pipeline::appraise(&offer, None));
        let _files = pipeline::documents(
            &project,
            &offer,
            ReleaseState::Final,
            &[Output::Customer(DocumentKind::OnePage)],
            &[Format::Pdf],
            &mut diags,
        );
    }
    (project.sources, diags)
}

/// The memo needs a review.
fn of_memo(path: &Path) -> (Sources, Diags) {
    let mut diags = Diags::default();
    let project = crate::support::load(path, None, &mut diags);
    // What the value of its office would say is not the point here.
    if let Some(reviewed) = pipeline::review(&project, &mut Diags::default()) {
        let (outputs, formats) = ([Output::Memo], [Format::Pdf]);
        let _files =
            pipeline::documents(&project, &reviewed, ReleaseState::Draft, &outputs, &formats, &mut diags);
    }
    (project.sources, diags)
}

/// A history that reads well is calibrated with.
fn of_history(path: &Path) -> (Sources, Diags) {
    let mut diags = Diags::default();
    let (store, name) = DiskStore::new(&bidwright::library(), "").with_file(path);
    let history = input::load_history(&store, &name, &mut diags);
    let _calibration = pipeline::calibration(&history, &mut diags);
    (history.sources, diags)
}

#[test]
fn each_code_has_a_page_and_a_file() {
    let mut used = codes_in(FLOORS);
    let acts = codes_in(ACTS);
    used.retain(|code| !acts.contains(code));
    let made = crate::issued::gallery().into_iter().map(|(code, _)| code.to_owned());
    let shown: BTreeSet<String> = gallery().into_iter().map(|(code, _)| code).chain(made).collect();
    let bare: Vec<_> = used
        .iter()
        .filter(|code| diag::page(code).is_none())
        .map(|code| format!("{code} has no page"))
        .chain(
            used.iter()
                .filter(|code| !shown.contains(*code) && !NOT_FROM_A_FILE.contains(&code.as_str()))
                .map(|code| format!("{code} has no file")),
        )
        .chain(shown.difference(&used).map(|code| format!("{code} is no code")))
        .collect();
    assert!(bare.is_empty(), "{}", bare.join("\n"));
    assert!(used.len() >= 50, "{} codes", used.len());
}

#[test]
fn each_code_of_an_act_has_a_page_and_a_test() {
    let tests = fs::read_to_string(root().join("tests/it/approvals_cli.rs")).expect("the tests of the acts");
    let acts = codes_in(ACTS);
    let bare: Vec<_> = acts
        .iter()
        .filter(|code| diag::page(code).is_none() || !tests.contains(&format!("\"{code}\"")))
        .collect();
    assert!(bare.is_empty(), "no page, or not tried: {bare:?}");
    assert!(acts.len() >= 15, "{acts:?}");
}

#[test]
fn each_page_explains_a_code_that_is_used() {
    let used = codes_in(&["src"]);
    let orphans: Vec<_> = diag::codes().filter(|code| !used.contains(*code)).collect();
    assert_eq!(orphans, Vec::<&str>::new());
}

#[test]
fn each_page_has_a_heading_and_a_few_sentences() {
    for code in diag::codes() {
        let page = diag::page(code).expect("a code's own page");
        assert!(page.starts_with("# "), "{code}");
        let sentences = page.matches(['.', '?']).count();
        assert!((3..40).contains(&sentences), "{code}: {sentences} sentences");
    }
}

/// The codes of findings made below some folders of the source, tests excepted.
fn codes_in(folders: &[&str]) -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    for folder in folders {
        collect(&root().join(folder), &mut codes);
    }
    codes
}

fn collect(folder: &Path, codes: &mut BTreeSet<String>) {
    let inside = match folder.is_dir() {
        true => {
            fs::read_dir(folder).expect("readable").map(|entry| entry.expect("an entry").path()).collect()
        }
        false => vec![folder.to_owned()],
    };
    for path in inside {
        if path.is_dir() {
            collect(&path, codes);
        } else if path.extension().is_some_and(|ending| ending == "rs") && !path.ends_with("tests.rs") {
            let text = fs::read_to_string(&path).expect("source text");
            for maker in ["Diagnostic::error(", "Diagnostic::warning(", "Diagnostic::note(", "refuse("] {
                for (at, _) in text.match_indices(maker) {
                    let rest = text[at + maker.len()..].trim_start();
                    let code = rest.strip_prefix('"').and_then(|rest| rest.split_once('"'));
                    codes.extend(code.map(|(code, _)| code.to_owned()));
                }
            }
            // Kinds of library files carry the code of an id that is not there.
            for word in text.split('"').skip(1).step_by(2) {
                if word.starts_with("unknown-") && word.len() < 40 {
                    codes.insert(word.to_owned());
                }
            }
        }
    }
}
