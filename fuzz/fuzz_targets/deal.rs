//! Any text as a deal: findings or an offer, never a panic.
#![no_main]

use bidwright_base::diag::Diags;
use bidwright_input::Project;
use bidwright_service::pipeline;

libfuzzer_sys::fuzz_target!(|text: &str| {
    // Fewer iterations: what is looked for is in reading, not in simulating.
    let text = text.replace("iterations = ", "iterations = 1_000 # ");
    let mut diags = Diags::default();
    let offer = pipeline::offer(&Project::from_text(&bidwright::library(), text), &mut diags);
    assert!(offer.is_some() != diags.has_errors(), "an offer or an error");
});
