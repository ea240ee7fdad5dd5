//! The gallery of findings: for each code the smallest deal that provokes it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{env, fs};

use bidwright_base::diag::{Code, Diags};
use bidwright_base::source::Sources;
use bidwright_cli::DiskStore;
use bidwright_document::compose::DocumentKind;
use bidwright_input as input;
use bidwright_input::IssuedFile;
use bidwright_print::verify;
use bidwright_service::pipeline;
use bidwright_service::pipeline::{Format, Output, ReleaseState};

/// Findings no small file can provoke, sorted. Those on size have tests where they are made.
const NOT_FROM_A_FILE: &[Code] = &[
    // More than 8 MiB.
    Code::FileTooLarge,
    // Two ids with one 64-bit hash.
    Code::StreamClash,
    // More than 65,536 bytes.
    Code::StringTooLong,
    // More than 2,000 rows.
    Code::TooManyPackages,
    // A library without the template: the built-in one has each.
    Code::UnknownDocument,
    // A disk or rights that refuse.
    Code::UnreadableFile,
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every entry of the gallery by its code: a deal file, a folder that holds one, or a history.
fn gallery() -> Vec<(Code, PathBuf)> {
    let mut found: Vec<_> = fs::read_dir(root().join("tests/errors"))
        .expect("the gallery")
        .map(|entry| entry.expect("an entry").path())
        .map(|path| {
            let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
            (Code::parse(&name).unwrap_or_else(|| panic!("no code is called {name}")), path)
        })
        .collect();
    found.sort();
    found
}

#[test]
fn each_file_provokes_its_one_finding_at_a_place() {
    let mut wrong = Vec::new();
    for (code, path) in gallery() {
        let (sources, diags) = provoke(code, &path);
        let found = diags.sorted(&sources);
        if !matches!(found.as_slice(), [only] if only.code == code && only.place.is_some()) {
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

#[test]
fn each_code_is_provoked() {
    let files = gallery().into_iter().map(|(code, _)| code);
    let made = crate::issued::gallery().into_iter().map(|(code, _)| code);
    let acts = crate::approvals_cli::provoked();
    let shown: BTreeSet<Code> = files.chain(made).chain(acts).collect();
    let bare: Vec<Code> = Code::ALL.iter().copied().filter(|code| !shown.contains(code)).collect();
    assert_eq!(bare, NOT_FROM_A_FILE);
}

/// Runs what brings a finding out: for most of them, the pricing and the documents of a deal.
fn provoke(code: Code, path: &Path) -> (Sources, Diags) {
    match code {
        _ if path.extension().is_some_and(|ending| ending == "csv") => of_history(path),
        Code::OnePageTooLong | Code::OnePageWithoutStakes => of_one_page(path),
        Code::MemoTooLong => of_memo(path),
        Code::ApproverIsOwner
        | Code::ApproverMissing
        | Code::ContradictsOffer
        | Code::KeysUnsigned
        | Code::NoKeysLog => of_review_of(path),
        // Most of the gallery has no stakes: what their value would say is asked for where it is the point.
        Code::ImpliedOdds
        | Code::LighterOffice
        | Code::NoFailureCost
        | Code::NoStakes
        | Code::OfficeNotWorthIt => of_deal(path, true),
        _ => of_deal(path, false),
    }
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
            let value_analysis = pipeline::analyse_value(&offer, None);
            bidwright_economics::value::findings(&offer.deal, &offer.book, &value_analysis.value, &mut diags);
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
        offer.value_analysis = Some(pipeline::analyse_value(&offer, None));
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
