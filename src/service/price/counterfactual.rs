//! The counterfactual: what the offer would cost with the mandatory activities only, beside the offer.

use bidwright_base::money::Money;
use bidwright_economics::offer::Offer;
use bidwright_economics::price::Quote;
use bidwright_model::deal::Model;

/// An amount with the delivery office and without, net of tax, in the currency of the deal.
///
/// ```
/// use bidwright_base::money::Currency;
/// use bidwright_service::WithWithout;
///
/// let eur = Currency::from_code("EUR").expect("a currency of ISO 4217");
/// let net = WithWithout { with: eur.round(50_000.into()), without: eur.round(46_000.into()) };
/// assert_eq!(net.difference(), eur.round((-4_000).into())); // the office adds EUR 4,000
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WithWithout {
    /// As offered.
    pub with: Money,
    /// With the mandatory activities only.
    pub without: Money,
}

impl WithWithout {
    /// Without less with: negative where the office adds to it.
    #[must_use]
    pub fn difference(self) -> Money {
        self.without - self.with
    }
}

/// The offer beside the same deal without its delivery office.
///
/// ```
/// # let store = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/workspace.rs"));
/// # let offer = bidwright_service::plan(&store, "deal.toml").result.expect("a deal without errors");
/// use bidwright_service::pipeline::without_pmo;
/// use bidwright_service::{Consequence, Counterfactual};
///
/// let beside = Counterfactual::of(&offer, &without_pmo(&offer));
/// assert_eq!(beside.net.with, offer.quote.totals.net);
/// // A fixed price: contingency carries what the office would have treated.
/// assert_eq!(beside.consequence, Consequence::RisksInContingency);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counterfactual {
    /// The delivery office's part of the price, before discount.
    pub office: WithWithout,
    /// Cost, before contingency.
    pub cost: WithWithout,
    /// Contingency.
    pub contingency: WithWithout,
    /// After discount, before tax.
    pub net: WithWithout,
    /// What follows from leaving the office out.
    pub consequence: Consequence,
}

/// What follows from leaving the delivery office out of an offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Consequence {
    /// The offer is dearer: what it saves in delivery management it needs in contingency.
    Dearer,
    /// The risks are untreated, and contingency carries them.
    RisksInContingency,
    /// The risks are untreated, and the commercial model has no contingency for them.
    RisksUncovered,
}

impl Counterfactual {
    /// Of an offer, and its quote with the mandatory activities only.
    #[must_use]
    pub fn of(offer: &Offer, without: &Quote) -> Counterfactual {
        let [with, without] = [offer.quote.totals, without.totals];
        let consequence = if without.net > with.net {
            Consequence::Dearer
        } else if offer.deal.head.model.value == Model::FixedPrice {
            Consequence::RisksInContingency
        } else {
            Consequence::RisksUncovered
        };
        Counterfactual {
            office: WithWithout { with: with.pmo_price, without: without.pmo_price },
            cost: WithWithout { with: with.cost, without: without.cost },
            contingency: WithWithout { with: with.contingency, without: without.contingency },
            net: WithWithout { with: with.net, without: without.net },
            consequence,
        }
    }
}
