//! Check: everything that is wrong with a deal, its plan, its price and its documents.

use super::{Answer, open, pipeline};
use bidwright_input::Files;

/// Every finding of a deal. It has a result if there is no error.
pub fn check<F: Files + ?Sized>(files: &F, deal: &str) -> Answer<()> {
    let (project, mut diags) = open(files, deal);
    let _reviewed = pipeline::review(&project, &mut diags);
    let sound = !diags.has_errors();
    Answer::new(project, diags, sound.then_some(()))
}
