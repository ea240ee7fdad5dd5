//! How long a deal takes: the whole command, started anew each time, and each stage in process.
//!
//! Targets on two cores, release: the command with both PDFs under 150 ms, layout and PDF of the
//! proposal under 20 ms for 15 pages (it has 18).

use bidwright_cli::DiskStore;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use bidwright_base::diag::Diags;
use bidwright_document::compose;
use bidwright_document::compose::DocumentKind;
use bidwright_input as input;
use bidwright_input::Project;
use bidwright_print::layout;
use bidwright_print::layout::FontBook;
use bidwright_print::pdf;
use bidwright_print::pdf::FaceData;
use bidwright_service::pipeline;
use criterion::{Criterion, criterion_group, criterion_main};

fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/order-to-cash")
}

fn project() -> Project {
    {
        let (store, name) = DiskStore::of_deal(&bidwright::library(), &sample(), None);
        input::load(&store, &name, &mut Diags::default())
    }
}

fn command(c: &mut Criterion) {
    let out = std::env::temp_dir().join("bidwright-bench");
    c.bench_function("whole command, two PDFs", |b| {
        b.iter(|| {
            let mut build = Command::new(env!("CARGO_BIN_EXE_bidwright"));
            build.arg("build").arg(sample()).arg("-o").arg(&out);
            build.stdout(Stdio::null()).stderr(Stdio::null());
            assert!(build.status().expect("the program starts").success());
        });
    });
}

fn stages(c: &mut Criterion) {
    let mut diags = Diags::default();
    let project = project();
    let offer = pipeline::offer(&project, &mut diags).expect("a sample that stands");
    let document =
        pipeline::compose(&project, &offer, DocumentKind::Proposal, &mut diags).expect("a proposal");
    let fonts = FontBook::load(&offer.theme.fonts).expect("whole fonts");
    let faces: Vec<FaceData<'_>> =
        fonts.faces().iter().map(|face| FaceData { data: &face.data, index: 0 }).collect();

    c.bench_function("read and check", |b| {
        b.iter(|| input::check(black_box(&self::project()), &mut Diags::default()));
    });
    c.bench_function("plan, simulate, price", |b| {
        b.iter(|| pipeline::offer(black_box(&project), &mut Diags::default()));
    });
    c.bench_function("compose the proposal", |b| {
        b.iter(|| pipeline::compose(&project, &offer, DocumentKind::Proposal, &mut Diags::default()));
    });
    c.bench_function("load the fonts", |b| b.iter(|| FontBook::load(black_box(&offer.theme.fonts))));
    c.bench_function("layout of the proposal", |b| {
        b.iter(|| layout::layout(black_box(&document), &offer.theme, &fonts));
    });
    c.bench_function("layout and PDF of the proposal", |b| {
        b.iter(|| {
            let laid = layout::layout(black_box(&document), &offer.theme, &fonts);
            pdf::pdf(&laid.pages, &document.meta, &faces, &[]).expect("a PDF")
        });
    });
}

/// A text as long as the specification of Markdown; four times as long must take about four times the time.
fn long_text(c: &mut Criterion) {
    let mut diags = Diags::default();
    let project = project();
    let offer = pipeline::offer(&project, &mut diags).expect("a sample that stands");
    let proposal =
        pipeline::compose(&project, &offer, DocumentKind::Proposal, &mut diags).expect("a proposal");
    let fonts = FontBook::load(&offer.theme.fonts).expect("whole fonts");
    let once = compose::markdown(&proposal);
    for times in [8, 32] {
        let (document, _) = compose::parse_markdown(&once.repeat(times), proposal.meta.clone());
        let pages = layout::layout(&document, &offer.theme, &fonts).pages.pages.len();
        c.bench_function(&format!("layout of {pages} pages of Markdown"), |b| {
            b.iter(|| layout::layout(black_box(&document), &offer.theme, &fonts));
        });
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20).measurement_time(Duration::from_secs(4));
    targets = command, stages, long_text
}
criterion_main!(benches);
