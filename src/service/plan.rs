//! Plan: the network of a deal with dates and float, and the delivery office beside it.

use super::{Answer, open, pipeline};
use bidwright_economics::offer::Offer;
use bidwright_input::Files;

/// Plans a deal.
///
/// ```
/// use bidwright_service::plan;
///
/// # let store = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/workspace.rs"));
/// let offer = plan(&store, "deal.toml").result.expect("a deal without errors");
/// assert_eq!(offer.plan.start.to_string(), "2027-01-11");
/// assert!(offer.plan.packages[0].is_critical(), "there is no other package");
/// ```
pub fn plan<F: Files + ?Sized>(files: &F, deal: &str) -> Answer<Offer> {
    let (project, mut diags) = open(files, deal);
    let offer = pipeline::offer(&project, &mut diags);
    Answer::new(project, diags, offer)
}
