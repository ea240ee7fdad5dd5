//! Plan: the network of a deal with dates and float, and the delivery office beside it.

use super::{Answer, open, pipeline};
use bidwright_economics::offer::Offer;
use bidwright_input::Files;

/// Plans a deal.
pub fn plan<F: Files + ?Sized>(files: &F, deal: &str) -> Answer<Offer> {
    let (project, mut diags) = open(files, deal);
    let offer = pipeline::offer(&project, &mut diags);
    Answer::new(project, diags, offer)
}
