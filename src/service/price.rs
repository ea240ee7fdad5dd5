//! Price: the build-up of a deal, and what it would be without the delivery office.

mod counterfactual;

pub use counterfactual::{Consequence, Counterfactual, WithWithout};

use super::{Answer, open, pipeline};
use bidwright_base::money::Money;
use bidwright_base::quantity::Days;
use bidwright_economics::offer::Offer;
use bidwright_economics::price::Quote;
use bidwright_input::Files;

/// Which price is asked for.
#[derive(Debug, Clone, Copy)]
pub struct PriceRequest<'r> {
    /// The deal file.
    pub deal: &'r str,
    /// Also with the mandatory activities only.
    pub without_pmo: bool,
}

/// A priced deal.
///
/// ```
/// use bidwright_service::{PriceRequest, price};
///
/// # let store = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/workspace.rs"));
/// let request = PriceRequest { deal: "deal.toml", without_pmo: true };
/// let priced = price(&store, &request).result.expect("a deal without errors");
/// // The quote that was asked for is the one without the office.
/// assert!(priced.quote().totals.pmo_price < priced.offer.quote.totals.pmo_price);
/// ```
#[derive(Debug, Clone)]
pub struct Priced {
    /// The offer.
    pub offer: Offer,
    /// Its quote with the mandatory activities only, if it was asked for.
    pub without: Option<Quote>,
}

impl Priced {
    /// The quote that was asked for.
    #[must_use]
    pub fn quote(&self) -> &Quote {
        self.without.as_ref().unwrap_or(&self.offer.quote)
    }
}

/// Days of all lines of a quote.
///
/// ```
/// # let store = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/workspace.rs"));
/// # let offer = bidwright_service::plan(&store, "deal.toml").result.expect("a deal without errors");
/// use bidwright_base::quantity::Days;
/// use bidwright_service::effort;
///
/// // That of the package, and that of the delivery office.
/// let of_package = offer.quote.lines[0].days.expect("a line of labour");
/// assert!(effort(&offer.quote) > of_package && of_package > Days::ZERO);
/// ```
#[must_use]
pub fn effort(quote: &Quote) -> Days {
    quote.lines.iter().filter_map(|line| line.days).sum()
}

/// Direct cost of all lines of a quote.
///
/// ```
/// # let store = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/workspace.rs"));
/// # let offer = bidwright_service::plan(&store, "deal.toml").result.expect("a deal without errors");
/// use bidwright_service::direct_cost;
///
/// let direct = direct_cost(&offer.quote);
/// assert!(direct < offer.quote.totals.cost, "burden and overhead come on top");
/// ```
#[must_use]
pub fn direct_cost(quote: &Quote) -> Money {
    quote.currency.sum(quote.lines.iter().map(|line| line.direct))
}

/// Prices a deal.
///
/// ```
/// use bidwright_service::{PriceRequest, json, price};
///
/// # let store = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/workspace.rs"));
/// let answer = price(&store, &PriceRequest { deal: "deal.toml", without_pmo: false });
/// let priced = answer.result.expect("a deal without errors");
/// let totals = &priced.quote().totals;
/// assert_eq!(totals.net, totals.price - totals.discount);
/// let published = json::document(&json::Price::of(&priced.offer, priced.quote()));
/// assert!(published.contains("\"schema\": \"bidwright.price/1\""));
/// ```
pub fn price<F: Files + ?Sized>(files: &F, request: &PriceRequest<'_>) -> Answer<Priced> {
    let (project, mut diags) = open(files, request.deal);
    let priced = pipeline::offer(&project, &mut diags).map(|offer| {
        let without = request.without_pmo.then(|| pipeline::without_pmo(&offer));
        Priced { offer, without }
    });
    Answer::new(project, diags, priced)
}
