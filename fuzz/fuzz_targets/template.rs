//! Any text as the proposal's template: findings or a document, laid out, never a panic.
#![no_main]

use std::sync::LazyLock;

use bidwright_base::diag::Diags;
use bidwright_document::compose::DocumentKind;
use bidwright_economics::offer::Offer;
use bidwright_input::Project;
use bidwright_service::pipeline;
use bidwright_service::pipeline::{Format, Output, ReleaseState};

const DEAL: &str = include_str!("../../samples/service-desk/deal.toml");

static OFFER: LazyLock<Offer> = LazyLock::new(|| {
    pipeline::offer(&Project::from_text(&bidwright::library(), DEAL), &mut Diags::default()).expect("a sample that stands")
});

libfuzzer_sys::fuzz_target!(|body: &str| {
    let text = format!("+++\ntitle = \"T\"\nkind = \"Proposal\"\n+++\n{body}");
    let project = Project::from_text(&bidwright::library(), DEAL).with("templates/documents/proposal/main.md", text);
    let _files = pipeline::documents(
        &project,
        &OFFER,
        ReleaseState::Final,
        &[Output::Customer(DocumentKind::Proposal)],
        &[Format::Pdf],
        &mut Diags::default(),
    );
});
