//! Explain: where a figure of a deal comes from, down to file and line.

mod tree;
mod written;

pub use tree::{Inputs, Node, What, tree};
pub use written::{Written, written};

use super::{Answer, open, pipeline};
use bidwright_base::words;
use bidwright_economics::offer::Offer;
use bidwright_input::Files;
use bidwright_review::explain::{ExplainedFigures, needs_stakes};

/// An offer, with the origin of every figure that was asked for.
///
/// ```
/// use bidwright_service::explain;
/// use bidwright_service::explain::Missing;
///
/// # let store = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/workspace.rs"));
/// let explained = explain(&store, "deal.toml", Some("totals.net")).result.expect("a deal without errors");
/// assert!(explained.figures.get("totals.net").is_some());
/// let near = Missing::Misspelled("did you mean `totals.net`?".to_owned());
/// assert_eq!(explained.why_missing("totals.nett"), near);
/// assert_eq!(explained.why_missing("colour"), Missing::Unknown);
/// ```
#[derive(Debug, Clone)]
pub struct Explained {
    /// The offer; with its value analysis, if that was needed.
    pub offer: Offer,
    /// Where its figures come from.
    pub figures: ExplainedFigures,
}

/// Why a deal has no figure of a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Missing {
    /// The deal has no `[stakes]`, so the cost of failure is unknown.
    Stakes,
    /// It may be another key that was meant: those, in words.
    Misspelled(String),
    /// No key is like it.
    Unknown,
}

impl Explained {
    /// Why there is no figure of this key.
    #[must_use]
    pub fn why_missing(&self, key: &str) -> Missing {
        if self.offer.deal.stakes.is_none() && needs_stakes(key) {
            return Missing::Stakes;
        }
        match words::did_you_mean(key, self.figures.keys()) {
            near if near.is_empty() => Missing::Unknown,
            near => Missing::Misspelled(near),
        }
    }
}

/// Explains a figure of a deal, or all of them.
///
/// ```
/// use bidwright_service::explain;
/// use bidwright_service::explain::tree;
///
/// # let store = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/workspace.rs"));
/// let explained = explain(&store, "deal.toml", Some("totals.net")).result.expect("a deal without errors");
/// let net = tree(&explained.figures, "totals.net", 0).expect("a figure of every price");
/// assert!(!net.inputs.is_empty(), "a price and a discount");
/// ```
pub fn explain<F: Files + ?Sized>(files: &F, deal: &str, key: Option<&str>) -> Answer<Explained> {
    let (project, mut diags) = open(files, deal);
    let explained = pipeline::offer(&project, &mut diags).map(|mut offer| {
        let mut figures = ExplainedFigures::of(&offer);
        // What is simulated twice over takes longer than the price, so it is made only where it is asked for.
        if key.is_none_or(|key| figures.get(key).is_none()) {
            offer.value_analysis = Some(pipeline::analyse_value(&offer, None));
            figures = ExplainedFigures::of(&offer);
        }
        Explained { offer, figures }
    });
    Answer::new(project, diags, explained)
}
