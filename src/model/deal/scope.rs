//! What is delivered and the work it takes.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::{Side, ThreePoint};
use bidwright_base::money::{Currency, Money};
use bidwright_base::quantity::Percent;
use bidwright_base::source::{Place, Placed};

/// `[[deliverable]]`: something tangible the customer accepts.
#[derive(Debug, Clone)]
pub struct Deliverable {
    /// Its id.
    pub id: Placed<String>,
    /// What it is called.
    pub name: String,
    /// Objectives it serves, by index.
    pub serves: Vec<usize>,
    /// How the customer will know it is done.
    pub acceptance: Option<Placed<String>>,
    /// Whether the delivery fails without it.
    pub must_have: bool,
    /// The phase it belongs to, by index into the methodology's.
    pub phase: Option<usize>,
}

/// `[[work]]`: a work package.
#[derive(Debug, Clone)]
pub struct Package {
    /// Its id.
    pub id: Placed<String>,
    /// What it is called.
    pub name: String,
    /// Index into the methodology's phases.
    pub phase: usize,
    /// Packages of one stream correlate more.
    pub stream: Option<String>,
    /// The deliverable it makes, by index.
    pub deliverable: Option<usize>,
    /// Predecessors, finish to start, by index.
    pub after: Vec<Placed<usize>>,
    /// Working days after the last predecessor, or after the start without one.
    pub lag_days: Placed<Decimal>,
    /// Who works on it; empty: a milestone.
    pub effort: Vec<RoleEffort>,
    /// Only priced by an option.
    pub optional: bool,
}

/// The effort of one role on one package.
#[derive(Debug, Clone)]
pub struct RoleEffort {
    /// The role's id, in every rate card of the deal.
    pub role: Placed<String>,
    /// Days of work.
    pub days: ThreePoint,
    /// People at once; above 0.
    pub team: Placed<Decimal>,
}

/// `[[option]]`: priced beside the offer.
#[derive(Debug, Clone)]
pub struct Choice {
    /// Its id.
    pub id: Placed<String>,
    /// What it is called.
    pub name: String,
    /// Optional packages it adds, by index.
    pub work: Vec<usize>,
    /// Why the customer may want it.
    pub pitch: Option<String>,
}

/// `[[purchase]]`: what we buy for the delivery.
#[derive(Debug, Clone)]
pub struct Purchase {
    /// Its id, by default P1, P2, ... in file order.
    pub id: Placed<String>,
    /// What it is called.
    pub name: String,
    /// The option it belongs to, by index.
    pub option: Option<usize>,
    /// What it costs us, in the deal's currency.
    pub cost: Placed<Money>,
    /// Added to cost.
    pub markup: Placed<Percent>,
    /// What sort of thing.
    pub category: PurchaseCategory,
}

impl Purchase {
    /// What the customer pays for it before discount: q(cost × (1 + markup)).
    #[must_use]
    pub fn price(&self, currency: Currency) -> Money {
        currency.round(self.cost.amount() * (Decimal::ONE + self.markup.ratio()))
    }
}

/// Sorts of purchases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PurchaseCategory {
    /// Software and subscriptions.
    Licence,
    /// Travel and lodging.
    Travel,
    /// Work by third parties.
    Subcontract,
    /// Anything else.
    Other,
}

impl PurchaseCategory {
    /// As written in a deal and in a tax file.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            PurchaseCategory::Licence => "licence",
            PurchaseCategory::Travel => "travel",
            PurchaseCategory::Subcontract => "subcontract",
            PurchaseCategory::Other => "other",
        }
    }
}

/// `[[assumption]]`.
#[derive(Debug, Clone)]
pub struct Assumption {
    /// Its id.
    pub id: Placed<String>,
    /// What is assumed.
    pub text: String,
    /// Who makes it true.
    pub owner: Side,
    /// What follows if it is wrong.
    pub if_wrong: IfWrong,
    /// The row.
    pub place: Place,
}

/// What follows from a wrong assumption.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IfWrong {
    /// The price may change.
    ChangeRequest,
    /// We carry it.
    AtOurRisk,
}

/// `[[dependency]]`: what somebody must do for the plan to hold.
#[derive(Debug, Clone)]
pub struct Dependency {
    /// What.
    pub text: Placed<String>,
    /// Whose.
    pub owner: Side,
    /// By when.
    pub by: Option<Placed<Date>>,
}
