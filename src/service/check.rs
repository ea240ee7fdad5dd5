//! Check: everything that is wrong with a deal, its plan, its price and its documents: what `build` finds, without
//! a file.

use super::{Answer, open, pipeline};
use bidwright_input::Files;
use pipeline::{Format, Output};

/// Every finding of a deal. It has a result if there is no error.
///
/// ```
/// use bidwright_service::check;
///
/// # let store = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/workspace.rs"));
/// let answer = check(&store, "deal.toml");
/// assert!(answer.result.is_some(), "a deal without errors");
/// for finding in answer.findings.diags.iter() {
///     println!("{}: {}", finding.code.as_str(), finding.message);
/// }
/// ```
pub fn check<F: Files + ?Sized>(files: &F, deal: &str) -> Answer<()> {
    let (project, mut diags) = open(files, deal);
    if let Some(reviewed) = pipeline::review(&project, &mut diags) {
        // A copy to try something in may differ from what went out.
        if !files.is_what_if() {
            reviewed.frozen(&reviewed.log, &mut diags);
        }
        // Pages say what words do not: fonts, pictures, characters that are missing, tables that are cramped.
        if !diags.has_errors() {
            let (state, formats) = (reviewed.release_state(), [Format::Pdf]);
            let _files =
                pipeline::documents(&project, &reviewed, state, &Output::DEFAULT, &formats, &mut diags);
        }
    }
    let sound = !diags.has_errors();
    Answer::new(project, diags, sound.then_some(()))
}
