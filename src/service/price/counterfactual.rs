//! The counterfactual: what the offer would cost with the mandatory activities only, beside the offer.

use bidwright_base::money::Money;
use bidwright_economics::offer::Offer;
use bidwright_economics::price::Quote;
use bidwright_model::deal::Model;

/// An amount with the delivery office and without, net of tax, in the currency of the deal.
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
