//! Chosen pages as another program paints them, held by the hash of their pixels: what no object tree shows,
//! such as a glyph that is not the letter it is drawn for.
//!
//! Another version of the program smooths its edges in another way, so each version has a golden file of its own.
//! Without one, or without the program, the test is counted as skipped: see `support::tools`.

use std::fmt::Write as _;
use std::path::Path;
use std::process::{self, Command};

use bidwright_base::diag::Diags;
use bidwright_document::compose::DocumentKind;
use bidwright_input::Project;
use bidwright_service::pipeline::{self, Format, ReleaseState};

use crate::golden;
use crate::samples::fingerprint;
use crate::support::tools;

/// Pages and what is looked at on them.
const PAGES: [(&str, DocumentKind, u32); 10] = [
    // The cover, the contents, key figures.
    ("order-to-cash", DocumentKind::Proposal, 1),
    ("order-to-cash", DocumentKind::Proposal, 2),
    ("order-to-cash", DocumentKind::Proposal, 3),
    // A chart and a footnote, a table that goes on, a plan.
    ("order-to-cash", DocumentKind::Proposal, 5),
    ("order-to-cash", DocumentKind::Proposal, 7),
    ("order-to-cash", DocumentKind::Proposal, 10),
    // Letters that are not Latin, the payment curve.
    ("order-to-cash", DocumentKind::Proposal, 13),
    // Two columns, a form to fill in.
    ("order-to-cash", DocumentKind::StatementOfWork, 15),
    ("claims-portal", DocumentKind::StatementOfWork, 19),
    // One page with all that counts.
    ("service-desk", DocumentKind::OnePage, 1),
];

/// The version of poppler, as in `22.12.0`, from what `pdftoppm -v` prints.
fn version(output: &process::Output) -> String {
    let printed = String::from_utf8_lossy(&output.stderr);
    let first = printed.lines().next().unwrap_or_default();
    first.trim_start_matches("pdftoppm version").trim().to_owned()
}

/// The pixels of a page, small enough to be painted fast and large enough to be read.
fn painted(file: &Path, page: u32) -> Vec<u8> {
    let page = page.to_string();
    let painted = Command::new("pdftoppm").args(["-r", "60", "-f", &page, "-l", &page]).arg(file).output();
    let painted = painted.expect("it was there a moment ago");
    assert!(painted.status.success() && painted.stdout.len() > 100_000, "page {page} of {}", file.display());
    painted.stdout
}

fn project(sample: &str) -> Project {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(sample);
    crate::support::load(&folder, None, &mut Diags::default())
}

#[test]
fn chosen_pages_are_painted_as_they_were() {
    let Some(output) = tools::require("pdftoppm", "-v") else { return };
    let version = version(&output);
    let name = format!("renders/poppler-{version}.txt");
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(&name);
    if std::env::var_os("UPDATE").is_none() && !golden.exists() {
        return tools::skip(&format!("there is no `tests/golden/{name}` for poppler {version}"));
    }
    let folder = tempfile::tempdir().expect("a folder");
    let mut hashes = String::new();
    let mut made: Option<(&str, DocumentKind)> = None;
    let file = folder.path().join("document.pdf");
    for (sample, kind, page) in PAGES {
        if made != Some((sample, kind)) {
            let project = project(sample);
            let mut diags = Diags::default();
            let mut offer = pipeline::offer(&project, &mut diags).expect("a valid sample");
            offer.value_analysis = Some(pipeline::analyse_value(&offer, None));
            let files = pipeline::documents(
                &project,
                &offer,
                ReleaseState::Final,
                &[pipeline::Output::Customer(kind)],
                &[Format::Pdf],
                &mut diags,
            );
            std::fs::write(&file, &files.expect("a document")[0].bytes).expect("written");
            made = Some((sample, kind));
        }
        let pixels = fingerprint(&painted(&file, page));
        let _infallible = writeln!(hashes, "{sample} {} {page} {pixels:016x}", kind.word());
    }
    golden::hold(&name, &hashes);
}
