//! Any text as a history of deliveries: findings or posteriors, never a panic.
#![no_main]

use bidwright::diag::Diags;
use bidwright::input::HistoryFile;
use bidwright::pipeline;

libfuzzer_sys::fuzz_target!(|text: &str| {
    let mut diags = Diags::default();
    let found = pipeline::calibration(&HistoryFile::from_text("history.csv", text), &mut diags);
    assert!(found.is_some() != diags.has_errors(), "posteriors or an error");
});
