//! Chosen pages as another program paints them, held by the hash of their pixels: what no object tree shows,
//! such as a glyph that is not the letter it stands for.
//!
//! Another version of the program smooths its edges in another way, so hashes count for the version named first in
//! the golden file; with any other, or with none, the test says so and holds nothing.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use bidwright_base::diag::Diags;
use bidwright_cli::load;
use bidwright_document::compose::DocumentKind;
use bidwright_input::Project;
use bidwright_service::pipeline;
use bidwright_service::pipeline::{Format, Output, ReleaseState};

use crate::golden;
use crate::samples::fingerprint;

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
    ("claims-portal", DocumentKind::StatementOfWork, 20),
    // One page with all that counts.
    ("service-desk", DocumentKind::OnePage, 1),
];

/// The version of the program that paints, if there is one.
fn painter() -> Option<String> {
    let said = Command::new("pdftoppm").arg("-v").output().ok()?;
    Some(String::from_utf8_lossy(&said.stderr).lines().next()?.trim().to_owned())
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
    load(&folder, None, &mut Diags::default())
}

#[test]
fn chosen_pages_are_painted_as_they_were() {
    let Some(painter) = painter() else {
        println!("pdftoppm is not here: no page was painted");
        return;
    };
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/renders.txt");
    let held = std::fs::read_to_string(golden).unwrap_or_default();
    if std::env::var_os("UPDATE").is_none() && held.lines().next() != Some(painter.as_str()) {
        println!("{painter} is here, the hashes are of {:?}: no page was compared", held.lines().next());
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let mut told = format!("{painter}\n");
    let mut made: Option<(&str, DocumentKind)> = None;
    let file = folder.path().join("document.pdf");
    for (sample, kind, page) in PAGES {
        if made != Some((sample, kind)) {
            let project = project(sample);
            let mut diags = Diags::default();
            let mut offer = pipeline::offer(&project, &mut diags).expect("a sample that stands");
            offer.appraisal = Some(pipeline::appraise(&offer, None));
            let files = pipeline::documents(
                &project,
                &offer,
                ReleaseState::Final,
                &[Output::Customer(kind)],
                &[Format::Pdf],
                &mut diags,
            );
            std::fs::write(&file, &files.expect("a document")[0].bytes).expect("written");
            made = Some((sample, kind));
        }
        let pixels = fingerprint(&painted(&file, page));
        let _infallible = writeln!(told, "{sample} {} {page} {pixels:016x}", kind.word());
    }
    golden::hold("renders.txt", &told);
}
