//! Any text as a history of deliveries: findings or posteriors, never a panic.
#![no_main]

use bidwright_base::diag::Diags;
use bidwright_input::HistoryFile;
use bidwright_service::pipeline;

libfuzzer_sys::fuzz_target!(|text: &str| {
    let mut diags = Diags::default();
    let found = pipeline::calibration(&HistoryFile::from_text("history.csv", text), &mut diags);
    assert!(found.is_some() != diags.has_errors(), "posteriors or an error");
});
