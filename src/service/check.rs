//! Check: everything that is wrong with a deal, its plan, its price and its documents.

use super::{Answer, open, pipeline};
use bidwright_input::Files;

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
        reviewed.frozen(&reviewed.log, &mut diags);
    }
    let sound = !diags.has_errors();
    Answer::new(project, diags, sound.then_some(()))
}
