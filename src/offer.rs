//! An offer: everything a document, a review or a forecast is made of.

use jiff::civil::Date;

use crate::book::Book;
use crate::deal::Deal;
use crate::money::Money;
use crate::plan::Plan;
use crate::price::Quote;
use crate::theme::Theme;

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
    /// What the simulation says.
    pub outlook: Outlook,
}

/// What the simulation says about an offer, in the terms of its documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outlook {
    /// Simulated deliveries.
    pub iterations: u32,
    /// The generator's seed.
    pub seed: u64,
    /// The finish in one of two deliveries, and in four of five; `None` for a retainer.
    pub finish: Option<(Date, Date)>,
    /// P10, P50, P80 and P90 of what the customer would be billed for work, for the models that bill it.
    pub billed: Option<[Money; 4]>,
}
