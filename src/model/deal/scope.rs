//! What is delivered and the work it takes.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::{Deal, Model, ObjectiveIdx, Side, ThreePoint};
use crate::book::{Idx, PhaseIdx};
use bidwright_base::money::{Currency, Money};
use bidwright_base::quantity::Percent;
use bidwright_base::source::{Place, Placed};

/// A deliverable of the deal.
pub type DeliverableIdx = Idx<Deliverable>;
/// A work package of the deal.
pub type PackageIdx = Idx<Package>;
/// A role on a work package: a row of its effort.
pub type RoleIdx = Idx<RoleEffort>;
/// An option of the deal.
pub type OptionIdx = Idx<Choice>;
/// A purchase of the deal.
pub type PurchaseIdx = Idx<Purchase>;

/// `[[deliverable]]`: something tangible the customer accepts.
#[derive(Debug, Clone)]
pub struct Deliverable {
    /// Its id.
    pub id: Placed<String>,
    /// What it is called.
    pub name: String,
    /// Objectives it serves.
    pub serves: Vec<ObjectiveIdx>,
    /// How the customer will know it is done.
    pub acceptance: Option<Placed<String>>,
    /// Whether the delivery fails without it.
    pub must_have: bool,
    /// The phase it belongs to.
    pub phase: Option<PhaseIdx>,
}

/// `[[work]]`: a work package.
///
/// ```
/// # let deal = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/deal.rs"));
/// use rust_decimal::Decimal;
///
/// let link = &deal.work[1];
/// let effort = &link.effort[0]; // two developers at once
/// assert_eq!((effort.days.likely, effort.team.value), (Decimal::from(12), Decimal::TWO));
/// assert!(!link.effort.is_empty(), "without effort it would be a milestone");
/// // Every package of the offer itself, in file order.
/// let offered = deal.work.iter().filter(|package| !package.optional);
/// assert_eq!(offered.map(|package| package.id.as_str()).collect::<Vec<_>>(), ["W1", "W2"]);
/// ```
#[derive(Debug, Clone)]
pub struct Package {
    /// Its id.
    pub id: Placed<String>,
    /// What it is called.
    pub name: String,
    /// The phase it belongs to.
    pub phase: PhaseIdx,
    /// Packages of one stream correlate more.
    pub stream: Option<String>,
    /// The deliverable it makes.
    pub deliverable: Option<DeliverableIdx>,
    /// Predecessors, finish to start.
    pub after: Vec<Placed<PackageIdx>>,
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
    /// Optional packages it adds.
    pub work: Vec<PackageIdx>,
    /// Options that must be taken with it.
    pub needs: Vec<Placed<OptionIdx>>,
    /// What it does to the ceiling of a capped deal.
    pub ceiling: Option<Placed<CeilingEffect>>,
    /// Why the customer may want it.
    pub pitch: Option<String>,
}

/// What an option does to the ceiling of a capped deal, once it is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CeilingEffect {
    /// The ceiling rises by what the option adds.
    Extends,
    /// It is billed beside the ceiling.
    Outside,
}

impl CeilingEffect {
    /// As written in a deal.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            CeilingEffect::Extends => "extends",
            CeilingEffect::Outside => "outside",
        }
    }
}

impl Deal {
    /// Every option that is taken with one, by `needs`, in file order and without itself.
    #[must_use]
    pub fn needed(&self, option: OptionIdx) -> Vec<OptionIdx> {
        let mut found: Vec<OptionIdx> = Vec::new();
        let mut open = vec![option];
        while let Some(at) = open.pop() {
            let new = self.options[at].needs.iter().map(|need| need.value);
            for need in new.filter(|need| *need != option) {
                if !found.contains(&need) {
                    found.push(need);
                    open.push(need);
                }
            }
        }
        found.sort_unstable();
        found
    }

    /// What an option does to the ceiling, where there is one: as stated, or else it extends it.
    #[must_use]
    pub fn ceiling_effect(&self, option: OptionIdx) -> Option<CeilingEffect> {
        let stated = self.options[option].ceiling.map_or(CeilingEffect::Extends, |effect| effect.value);
        (self.head.model.value == Model::Capped).then_some(stated)
    }
}

/// `[[purchase]]`: what we buy for the delivery.
///
/// ```
/// # use bidwright_base::source::{Place, Placed, Source, Sources, Layer};
/// # let (name, path) = ("deal.toml".to_owned(), "deal.toml".to_owned());
/// # let text = Source { name, path, text: "".into(), layer: Layer::Workspace };
/// # let place = Place::new(Sources::default().add(text), 0..0);
/// use bidwright_base::{money::Currency, quantity::Percent};
/// use bidwright_model::deal::{Purchase, PurchaseCategory};
///
/// let euro = Currency::from_code("EUR").expect("a currency");
/// let licence = Purchase {
///     id: Placed::new("P1".to_owned(), place),
///     name: "Database".to_owned(),
///     option: None,
///     cost: Placed::new(euro.round(4_000.into()), place),
///     markup: Placed::new(Percent(8.into()), place),
///     category: PurchaseCategory::Licence,
/// };
/// // 4,000 euros and 8 %.
/// assert_eq!(licence.price(euro), euro.round(4_320.into()));
/// ```
#[derive(Debug, Clone)]
pub struct Purchase {
    /// Its id, by default P1, P2, ... in file order.
    pub id: Placed<String>,
    /// What it is called.
    pub name: String,
    /// The option it belongs to.
    pub option: Option<OptionIdx>,
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
///
/// ```
/// use bidwright_model::deal::PurchaseCategory;
///
/// assert_eq!(PurchaseCategory::Licence.word(), "licence");
/// ```
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
///
/// ```
/// # let deal = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/deal.rs"));
/// use bidwright_model::deal::{IfWrong, Side};
///
/// // The customer's to make true; if it is wrong, the price may change.
/// let assumption = &deal.assumptions[0];
/// assert_eq!((assumption.owner, assumption.if_wrong), (Side::Customer, IfWrong::ChangeRequest));
/// ```
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
