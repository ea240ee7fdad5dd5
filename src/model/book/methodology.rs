//! How work is delivered: phases, the ways deliveries fail, and the activities that treat them.

use rust_decimal::Decimal;

use super::Idx;
use bidwright_base::quantity::Days;
use bidwright_base::source::{FileId, Place, Placed};

/// A phase of the methodology.
pub type PhaseIdx = Idx<Phase>;
/// A failure mode of the methodology.
pub type FailureIdx = Idx<Failure>;
/// A governance activity of the methodology.
pub type ActivityIdx = Idx<Activity>;

/// `templates/methodologies/*.toml`.
///
/// ```
/// # let book = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/book.rs"));
/// use rust_decimal::Decimal;
///
/// // What a steering meeting treats, and what that counts for, with a survey behind it.
/// let methodology = &book.methodology;
/// let treatment = &methodology.activities[0].treats[0];
/// assert_eq!(methodology.failures[treatment.failure].id, "scope-drift");
/// assert_eq!(treatment.probability * treatment.evidence.weight(), Decimal::new(12, 2)); // of 0.3
/// ```
#[derive(Debug, Clone)]
pub struct Methodology {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// One or two sentences to the customer.
    pub promise: String,
    /// In order.
    pub phases: Vec<Phase>,
    /// Failure modes.
    pub failures: Vec<Failure>,
    /// Governance activities, in file order.
    pub activities: Vec<Activity>,
    /// Its file.
    pub file: FileId,
}

/// A phase.
#[derive(Debug, Clone)]
pub struct Phase {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// What it is for.
    pub purpose: String,
    /// What must be true at its end.
    pub gate: String,
}

/// A way deliveries fail.
#[derive(Debug, Clone)]
pub struct Failure {
    /// Its id.
    pub id: String,
    /// In a sentence.
    pub name: String,
}

/// A governance activity: a counted cost line, never on the path.
///
/// ```
/// # let book = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/book.rs"));
/// use bidwright_model::book::Cadence;
///
/// let steering = &book.methodology.activities[0];
/// assert_eq!(steering.cadence.value, Cadence::Monthly);
/// assert!(steering.phase.is_none() && !steering.mandatory, "in all phases, and it may be left out");
/// assert_eq!(steering.raci.accountable, ["sponsor"]);
/// ```
#[derive(Debug, Clone)]
pub struct Activity {
    /// Its id.
    pub id: Placed<String>,
    /// What it is called.
    pub name: String,
    /// The phase it belongs to; without one it runs across all.
    pub phase: Option<PhaseIdx>,
    /// How often.
    pub cadence: Placed<Cadence>,
    /// Of one that takes place once in its phase, on which day; without it the first of all is on the first day of the
    /// work, every other on the last of its phase.
    pub when: Option<When>,
    /// Days each time, by role.
    pub effort: Vec<(Placed<String>, Placed<Days>)>,
    /// The customer's days each time.
    pub customer_effort: Option<Placed<Days>>,
    /// What the customer holds in hand after it.
    pub deliverable: String,
    /// What the customer has of it.
    pub customer_value: String,
    /// What it treats.
    pub treats: Vec<Treatment>,
    /// Whether it can be left out.
    pub mandatory: bool,
    /// Activities it needs.
    pub needs: Vec<ActivityIdx>,
    /// Activities it excludes.
    pub excludes: Vec<ActivityIdx>,
    /// Who does what.
    pub raci: Raci,
    /// The row.
    pub place: Place,
}

/// How often an activity takes place.
///
/// ```
/// use bidwright_model::book::Cadence;
///
/// // In working days.
/// assert_eq!(Cadence::Fortnightly.every_days(), Some(10));
/// assert_eq!(Cadence::PerPhase.every_days(), None);
/// assert_eq!(Cadence::PerPhase.word(), "per-phase");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cadence {
    /// Once.
    Once,
    /// In each phase that holds priced work.
    PerPhase,
    /// Every 5 working days.
    Weekly,
    /// Every 10.
    Fortnightly,
    /// Every 21.
    Monthly,
    /// For each deliverable in scope.
    PerDeliverable,
    /// For each payment.
    PerPayment,
}

impl Cadence {
    /// Working days between two, for the cadences of time.
    #[must_use]
    pub fn every_days(self) -> Option<u32> {
        match self {
            Cadence::Weekly => Some(5),
            Cadence::Fortnightly => Some(10),
            Cadence::Monthly => Some(21),
            _ => None,
        }
    }

    /// As written in a methodology.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Cadence::Once => "once",
            Cadence::PerPhase => "per-phase",
            Cadence::Weekly => "weekly",
            Cadence::Fortnightly => "fortnightly",
            Cadence::Monthly => "monthly",
            Cadence::PerDeliverable => "per-deliverable",
            Cadence::PerPayment => "per-payment",
        }
    }
}

/// On which day of its phase an activity takes place that does so once.
///
/// ```
/// use bidwright_model::book::When;
///
/// // A decision to go live stands before what it decides.
/// assert_eq!(When::BeforeLastWork.word(), "before-last-work");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// On its first day.
    Start,
    /// After two thirds of its working days.
    TwoThirds,
    /// On the day on which the package starts that ends last.
    BeforeLastWork,
    /// On its last day.
    End,
}

impl When {
    /// As written in a methodology.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            When::Start => "start",
            When::TwoThirds => "two-thirds",
            When::BeforeLastWork => "before-last-work",
            When::End => "end",
        }
    }
}

/// The effect of an activity on a failure mode, as stated.
#[derive(Debug, Clone)]
pub struct Treatment {
    /// What it treats.
    pub failure: FailureIdx,
    /// Takes this part off the probability; 0 to under 1.
    pub probability: Decimal,
    /// Takes this part off the impact; 0 to under 1.
    pub impact: Decimal,
    /// How well it is known.
    pub evidence: Evidence,
    /// The entry.
    pub place: Place,
}

/// Grade of evidence, and what it weighs (MODEL 9; the weights are our assumption).
///
/// ```
/// use bidwright_model::book::Evidence;
/// use rust_decimal::Decimal;
///
/// assert_eq!(Evidence::B.weight(), Decimal::new(7, 1));
/// assert_eq!(Evidence::None.word(), "none");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Evidence {
    /// Judgment, audit or large-sample records.
    A,
    /// Peer-reviewed.
    B,
    /// Survey.
    C,
    /// Our own assumption.
    None,
}

impl Evidence {
    /// A 1.0, B 0.7, C 0.4, none 0.25.
    #[must_use]
    pub fn weight(self) -> Decimal {
        match self {
            Evidence::A => Decimal::ONE,
            Evidence::B => Decimal::new(7, 1),
            Evidence::C => Decimal::new(4, 1),
            Evidence::None => Decimal::new(25, 2),
        }
    }

    /// As written in a methodology.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Evidence::A => "A",
            Evidence::B => "B",
            Evidence::C => "C",
            Evidence::None => "none",
        }
    }
}

/// Responsible, accountable, consulted, informed: names of roles or duties.
#[derive(Debug, Clone, Default)]
pub struct Raci {
    /// Does it.
    pub responsible: Vec<String>,
    /// Answers for it.
    pub accountable: Vec<String>,
    /// Asked before.
    pub consulted: Vec<String>,
    /// Told after.
    pub informed: Vec<String>,
}
