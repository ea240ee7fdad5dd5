//! The checked deal: every name resolved, every number in its range. Plain data.
//!
//! References to rows of the deal and of the methodology are indices into their vectors, in file
//! order, each of its own type ([`Idx`](crate::book::Idx)). Every figure a person wrote keeps its place, so that a later stage can still point at it.

mod commercial;
mod customer;
mod risk;
mod scope;

pub use commercial::*;
pub use customer::*;
pub use risk::*;
pub use scope::*;

use jiff::civil::Date;
use rust_decimal::Decimal;

use bidwright_base::money::Currency;
use bidwright_base::quantity::Percent;
use bidwright_base::source::{FileId, Place, Placed};

/// How many deliveries may be simulated.
///
/// ```
/// use bidwright_model::deal::ITERATIONS;
///
/// assert!(ITERATIONS.contains(&10_000) && !ITERATIONS.contains(&100));
/// ```
pub const ITERATIONS: std::ops::RangeInclusive<u32> = 1_000..=10_000_000;
/// The largest seed of the random numbers, which is the largest whole number of a deal file.
pub const LARGEST_SEED: u64 = i64::MAX.unsigned_abs();

/// A deal, checked.
///
/// ```
/// # let deal = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/deal.rs"));
/// use bidwright_model::book::Rows;
/// use bidwright_model::deal::Due;
///
/// // References are indices: the link follows the label service, and a payment waits for what both make.
/// let service = deal.work.index_where(|package| package.id.value == "W1").expect("a package");
/// let link = &deal.work[1];
/// assert_eq!(link.after[0].value, service);
/// let made = link.deliverable.expect("a deliverable");
/// assert_eq!(deal.deliverables[made].name, "Label service");
/// assert_eq!(deal.payments[1].due.value, Due::Deliverable(made));
/// ```
#[derive(Debug, Clone)]
pub struct Deal {
    /// The deal file.
    pub file: FileId,
    /// `[deal]`.
    pub head: Head,
    /// `[estimate]`.
    pub estimate: Estimate,
    /// `[customer]`.
    pub customer: Customer,
    /// `[[stakeholder]]`.
    pub stakeholders: Vec<Stakeholder>,
    /// `[[objective]]`.
    pub objectives: Vec<Objective>,
    /// `[[deliverable]]`.
    pub deliverables: Vec<Deliverable>,
    /// `[[work]]`.
    pub work: Vec<Package>,
    /// `[[option]]`.
    pub options: Vec<Choice>,
    /// `[[purchase]]`.
    pub purchases: Vec<Purchase>,
    /// `[[risk]]`.
    pub risks: Vec<Risk>,
    /// `[[assumption]]`.
    pub assumptions: Vec<Assumption>,
    /// `[[exclusion]]`.
    pub exclusions: Vec<Placed<String>>,
    /// `[[dependency]]`.
    pub dependencies: Vec<Dependency>,
    /// `[stakes]`.
    pub stakes: Option<Stakes>,
    /// `[commercial]`.
    pub commercial: Commercial,
    /// `[governance]`.
    pub governance: Governance,
    /// `[[payment]]`.
    pub payments: Vec<Payment>,
    /// `[contract]`.
    pub contract: Contract,
    /// `[clauses]`.
    pub clauses: Clauses,
}

/// `[deal]`: what the offer is called, when, in what money and shape.
///
/// ```
/// # use bidwright_base::source::{Place, Placed, Source, Sources, Layer};
/// # let (name, path) = ("deal.toml".to_owned(), "deal.toml".to_owned());
/// # let text = Source { name, path, text: "".into(), layer: Layer::Workspace };
/// # let place = Place::new(Sources::default().add(text), 0..0);
/// use bidwright_base::money::Currency;
/// use bidwright_model::deal::{Head, Model};
/// use jiff::civil::date;
///
/// let head = Head {
///     number: Placed::new("Q-2026-0047".to_owned(), place),
///     revision: Placed::new(1, place),
///     reason: None,
///     previous: None,
///     title: Placed::new("Warehouse system".to_owned(), place),
///     date: Placed::new(date(2026, 9, 1), place),
///     valid_days: 30,
///     start: Placed::new(date(2026, 11, 2), place),
///     currency: Placed::new(Currency::from_code("EUR").expect("a currency"), place),
///     language: Placed::new("en".to_owned(), place),
///     model: Placed::new(Model::FixedPrice, place),
///     owner: None,
/// };
/// assert_eq!(head.reference(), "Q-2026-0047-R1");
/// assert_eq!(head.valid_until(), date(2026, 10, 1));
/// ```
#[derive(Debug, Clone)]
pub struct Head {
    /// Never reused; shown with the revision.
    pub number: Placed<String>,
    /// From 1.
    pub revision: Placed<u32>,
    /// Why there is a revision after the first.
    pub reason: Option<Placed<String>>,
    /// The deal file of the revision before, as written.
    pub previous: Option<Placed<String>>,
    /// What the deal is called.
    pub title: Placed<String>,
    /// The offer's date.
    pub date: Placed<Date>,
    /// How long the offer stands, in days from its date.
    pub valid_days: u32,
    /// When work starts, as written; a day off moves to the next working day.
    pub start: Placed<Date>,
    /// The deal's one currency.
    pub currency: Placed<Currency>,
    /// BCP 47.
    pub language: Placed<String>,
    /// How it is paid.
    pub model: Placed<Model>,
    /// Who answers for the offer.
    pub owner: Option<Placed<String>>,
}

impl Head {
    /// `Q-2026-0047-R1`.
    #[must_use]
    pub fn reference(&self) -> String {
        format!("{}-R{}", self.number.value, self.revision.value)
    }

    /// The last day the offer can be accepted.
    #[must_use]
    pub fn valid_until(&self) -> Date {
        self.date.saturating_add(jiff::Span::new().days(i64::from(self.valid_days)))
    }
}

/// The four commercial models.
///
/// ```
/// use bidwright_model::deal::Model;
///
/// assert_eq!(Model::TimeAndMaterials.word(), "time-and-materials");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Model {
    /// One price for the scope; we carry the risk and fund it with contingency.
    FixedPrice,
    /// Work is billed as done.
    TimeAndMaterials,
    /// Work is billed as done, up to a ceiling.
    Capped,
    /// So many hours a month for a term.
    Retainer,
}

impl Model {
    /// As written in a deal.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Model::FixedPrice => "fixed-price",
            Model::TimeAndMaterials => "time-and-materials",
            Model::Capped => "capped",
            Model::Retainer => "retainer",
        }
    }
}

/// `[estimate]`: how ranges are read and how certain the price shall be.
///
/// ```
/// # let deal = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/deal.rs"));
/// use bidwright_model::deal::{Basis, ContingencyRule, Reading};
///
/// let estimate = &deal.estimate;
/// // One in ten takes longer than its high; the plan takes the mean.
/// assert_eq!((estimate.reading, estimate.basis), (Reading::P10P90, Basis::Mean));
/// // Contingency brings the cost to its P80.
/// assert!(matches!(estimate.contingency, ContingencyRule::Confidence(at) if at.value == 80));
/// ```
#[derive(Debug, Clone)]
pub struct Estimate {
    /// What low and high mean.
    pub reading: Reading,
    /// Whether planned effort is the mean or the likely value.
    pub basis: Basis,
    /// Where contingency comes from.
    pub contingency: ContingencyRule,
    /// Common factor ρ0 of the copula.
    pub correlation: Placed<Decimal>,
    /// Further correlation ρg of packages of one stream.
    pub stream_correlation: Placed<Decimal>,
    /// Simulated deliveries.
    pub iterations: u32,
    /// Of the generator.
    pub seed: u64,
    /// Whether the classic PERT figures stand beside the simulated ones.
    pub classic: Placed<bool>,
    /// The fat tail, if it is on.
    pub tail: Option<FatTail>,
}

/// `tail`: some deliveries go wrong altogether, and everything takes its plan times one ratio (MODEL 4.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FatTail {
    /// The ratio of cost at which the contract would be left, or liability ends; above the least.
    pub exit_ratio: Decimal,
    /// How many deliveries it strikes.
    pub weight: Percent,
    /// The least ratio in the tail; above 0.
    pub least_ratio: Decimal,
    /// How fast larger ratios get rarer; above 0.
    pub alpha: Decimal,
    /// Durations take the ratio to this power.
    pub time_exponent: Decimal,
}

/// What the bounds of a range mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// One in ten is below low, one in ten above high.
    P10P90,
    /// Nothing is below low or above high.
    MinMax,
}

/// What planned effort is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// The mean of each distribution.
    Mean,
    /// The likely value.
    Likely,
}

/// Where contingency comes from; it exists for fixed-price only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContingencyRule {
    /// Brings cost to this percentile of the simulation.
    Confidence(Placed<u32>),
    /// A plain percentage of cost.
    Percent(Placed<Percent>),
}

/// Low, likely and high, or one number for all three.
///
/// ```
/// # use bidwright_base::source::{Place, Placed, Source, Sources, Layer};
/// # let (name, path) = ("deal.toml".to_owned(), "deal.toml".to_owned());
/// # let text = Source { name, path, text: "".into(), layer: Layer::Workspace };
/// # let place = Place::new(Sources::default().add(text), 0..0);
/// use bidwright_model::deal::ThreePoint;
/// use rust_decimal::Decimal;
///
/// // Days of work.
/// let [low, likely, high] = [8, 10, 18].map(Decimal::from);
/// assert!(!ThreePoint { low, likely, high, place }.is_constant());
/// assert!(ThreePoint { low: likely, likely, high: likely, place }.is_constant());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ThreePoint {
    /// Lowest, or P10.
    pub low: Decimal,
    /// Most likely.
    pub likely: Decimal,
    /// Highest, or P90.
    pub high: Decimal,
    /// Where it was written.
    pub place: Place,
}

impl ThreePoint {
    /// Whether there is no uncertainty in it.
    #[must_use]
    pub fn is_constant(&self) -> bool {
        self.low == self.high
    }
}
