//! Calibrate: success, overruns and effects from the firm's own deliveries, kept in a file that forecasts cite.

use super::{Answer, File, Findings, Store, StoreError, pipeline};
use bidwright_base::diag::{Diags, Severity};
use bidwright_economics::calibrate;
use bidwright_economics::calibrate::Calibration;
use bidwright_input as input;

/// A history, calibrated.
#[derive(Debug, Clone)]
pub struct Calibrated {
    /// Its figures.
    pub calibration: Calibration,
    /// Whether the file was written.
    pub written: Result<(), StoreError>,
}

/// Calibrates a history and writes its figures into a folder, under a name.
///
/// ```
/// use bidwright_input::Files;
/// use bidwright_service::calibrate;
///
/// # let store = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/workspace.rs"));
/// let answer = calibrate(&store, "history.csv", ("pricing", "history.toml"));
/// assert!(answer.result.expect("a history without errors").written.is_ok());
/// assert!(store.read("pricing/history.toml").unwrap().is_some(), "forecasts cite it from now on");
/// ```
pub fn calibrate<S: Store>(store: &S, history: &str, (folder, name): (&str, &str)) -> Answer<Calibrated> {
    let mut diags = Diags::default();
    let history = input::load_history(store, history, &mut diags);
    let calibrated = pipeline::calibration(&history, &mut diags).map(|calibration| {
        let bytes = history_file(&calibration, &diags).into_bytes();
        let written = store.write(folder, &[File { name: name.to_owned(), bytes }]).map(|_| ());
        Calibrated { calibration, written }
    });
    Answer { result: calibrated, findings: Findings { sources: history.sources, diags } }
}

/// The text of `pricing/history.toml`, with the warnings of the history it was made of.
fn history_file(calibration: &Calibration, diags: &Diags) -> String {
    let warnings = diags.iter().filter(|finding| finding.severity == Severity::Warning);
    let messages: Vec<&str> = warnings.map(|finding| finding.message.as_str()).collect();
    calibrate::file(calibration, &messages)
}
