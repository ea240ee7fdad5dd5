//! An offer: everything a document, a review or a forecast is made of.

use crate::book::Book;
use crate::deal::Deal;
use crate::forecast::Outlook;
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
