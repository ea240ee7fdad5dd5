//! Who the offer is for, who takes part, and what they want to reach.

use rust_decimal::Decimal;

use crate::book::Idx;
use bidwright_base::source::{Place, Placed};

/// `[customer]`.
#[derive(Debug, Clone)]
pub struct Customer {
    /// The customer's name.
    pub name: Placed<String>,
    /// ISO 3166, two letters.
    pub country: Option<Placed<String>>,
    /// Who receives the offer.
    pub contact: Option<String>,
    /// Their role.
    pub role: Option<String>,
    /// Where.
    pub address: Option<String>,
    /// The customer's own project management office.
    pub pmo: CustomerPmo,
    /// Markdown: what the customer told us.
    pub context: Option<Placed<String>>,
}

/// What project management the customer has of their own.
///
/// ```
/// use bidwright_model::deal::CustomerPmo;
///
/// assert_eq!(CustomerPmo::Mature.word(), "mature");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CustomerPmo {
    /// None: we supply it.
    None,
    /// Somebody coordinates: we complement.
    Coordinator,
    /// An office with its own method: we plug into it.
    Mature,
}

impl CustomerPmo {
    /// As written in a deal.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            CustomerPmo::None => "none",
            CustomerPmo::Coordinator => "coordinator",
            CustomerPmo::Mature => "mature",
        }
    }
}

/// `[[stakeholder]]`: a person with a part in the delivery.
///
/// ```
/// # let deal = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/deal.rs"));
/// use bidwright_model::deal::{Duty, Side};
///
/// let acceptor = deal.stakeholders.iter().find(|one| one.duty == Duty::Acceptor).expect("an acceptor");
/// assert_eq!((acceptor.name.as_str(), acceptor.side), ("Ingrid Solberg", Side::Customer));
/// assert_eq!(deal.customer.name.value, "Nordvik Logistics AS");
/// ```
#[derive(Debug, Clone)]
pub struct Stakeholder {
    /// Their name.
    pub name: Placed<String>,
    /// Their title.
    pub title: Option<String>,
    /// Whose side.
    pub side: Side,
    /// Their part.
    pub duty: Duty,
    /// The row.
    pub place: Place,
}

/// Whose side a person or an obligation is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The customer's.
    Customer,
    /// Ours.
    Supplier,
}

/// The part a stakeholder plays.
///
/// ```
/// use bidwright_model::deal::Duty;
///
/// assert_eq!(Duty::ProjectManager.word(), "project-manager");
/// assert_eq!(Duty::ALL[0], Duty::Sponsor);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Duty {
    /// Owns the outcome.
    Sponsor,
    /// Runs the delivery on their side.
    ProjectManager,
    /// Accepts deliverables.
    Acceptor,
    /// Signs the contract.
    Signatory,
    /// Decides what others could not.
    Escalation,
    /// Takes part.
    Member,
}

impl Duty {
    /// Every duty.
    pub const ALL: [Duty; 6] = [
        Duty::Sponsor,
        Duty::ProjectManager,
        Duty::Acceptor,
        Duty::Signatory,
        Duty::Escalation,
        Duty::Member,
    ];

    /// As written in a deal and in a RACI.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Duty::Sponsor => "sponsor",
            Duty::ProjectManager => "project-manager",
            Duty::Acceptor => "acceptor",
            Duty::Signatory => "signatory",
            Duty::Escalation => "escalation",
            Duty::Member => "member",
        }
    }
}

/// An objective of the customer.
pub type ObjectiveIdx = Idx<Objective>;

/// `[[objective]]`: what the customer wants to reach, and how they will know.
///
/// ```
/// # let deal = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/deal.rs"));
/// // An objective is measured, and what is delivered serves it.
/// let serves = deal.deliverables[0].serves[0];
/// let objective = &deal.objectives[serves];
/// assert_eq!(objective.measure.as_deref(), Some("returns a month"));
/// assert_eq!((objective.baseline.as_deref(), objective.target.as_deref()), (Some("420"), Some("150")));
/// ```
#[derive(Debug, Clone)]
pub struct Objective {
    /// Its id.
    pub id: Placed<String>,
    /// One sentence.
    pub statement: String,
    /// What is measured.
    pub measure: Option<String>,
    /// Where the measure stands.
    pub baseline: Option<String>,
    /// Where it shall stand.
    pub target: Option<String>,
    /// What reaching it is worth a year, in the deal's currency; the customer's figure.
    pub benefit_per_year: Option<Placed<Decimal>>,
    /// Who said so, when.
    pub source: Option<String>,
}
