//! An offer: everything a document, a review or a forecast is made of.

use crate::forecast::{ForecastSummary, ScenarioPair, Uncertainty};
use crate::plan::{Plan, Planned};
use crate::price::{Priced, Quote};
use crate::value::Value;
use bidwright_model::book::Book;
use bidwright_model::deal::Deal;
use bidwright_model::revision::Revision;
use bidwright_model::theme::Theme;

/// A planned, simulated and priced deal.
#[derive(Debug, Clone)]
pub struct Offer {
    /// What is offered.
    pub deal: Deal,
    /// What it draws on.
    pub book: Book,
    /// How its documents look.
    pub theme: Theme,
    /// The plan of the offer.
    pub plan: Plan,
    /// Its price, options included.
    pub quote: Quote,
    /// Its simulated figures.
    pub forecast_summary: ForecastSummary,
    /// The value of the delivery office; `None` unless it is analysed, which takes longer than the price.
    pub value_analysis: Option<ValueAnalysis>,
    /// The revisions before this one that are known, oldest first.
    pub earlier: Vec<Revision>,
}

impl Offer {
    /// What is offered, what it draws on, and its plan.
    #[must_use]
    pub fn planned(&self) -> Planned<'_> {
        self.priced().planned()
    }

    /// The same with the quote.
    #[must_use]
    pub fn priced(&self) -> Priced<'_> {
        Priced { deal: &self.deal, book: &self.book, plan: &self.plan, quote: &self.quote }
    }
}

/// An offer with its delivery office, compared with the same offer without.
#[derive(Debug, Clone)]
pub struct ValueAnalysis {
    /// Cost, finish and success both ways.
    pub scenario_pair: ScenarioPair,
    /// Their range if effects, probabilities and correlation are not as stated.
    pub uncertainty: Uncertainty,
    /// What the office costs and brings.
    pub value: Value,
}
