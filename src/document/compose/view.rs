//! What a customer template sees: the contract with template authors.
//!
//! No cost, margin, floor, contingency or discount authority is in it, so none can leak. Amounts,
//! dates and percentages are strings, already set in the document's language; words such as
//! `offer.model` are those of the deal file, for conditions. Every string is plain text and is
//! escaped for Markdown when a template prints it.

mod price;
mod scope;
mod value;

pub use price::{AtCostView, DiscountView, OptionView, PaymentView, PriceView, RangeView, RateView, TaxView};
pub use scope::{
    AssumptionView, DeliverableView, DependencyView, ObjectiveView, PackageView, PhaseView, RiskView,
};
pub use value::{ExposureLine, ExposureView, OfficeView, SuccessView, Three};

use serde::Serialize;

/// Everything a customer template can name.
#[derive(Debug, Clone, Serialize)]
pub struct View {
    /// The supplier.
    pub firm: Firm,
    /// The offer itself.
    pub offer: OfferView,
    /// The customer.
    pub customer: CustomerView,
    /// What the customer wants to reach.
    pub objectives: Vec<ObjectiveView>,
    /// What is delivered; optional ones are left out.
    pub deliverables: Vec<DeliverableView>,
    /// Phases that hold work, with their packages.
    pub phases: Vec<PhaseView>,
    /// Options beside the offer.
    pub options: Vec<OptionView>,
    /// What can go wrong.
    pub risks: Vec<RiskView>,
    /// What is assumed.
    pub assumptions: Vec<AssumptionView>,
    /// What is not part of it.
    pub exclusions: Vec<String>,
    /// What each side has to provide, by date.
    pub dependencies: Vec<DependencyView>,
    /// People on both sides.
    pub people: People,
    /// How we deliver.
    pub method: MethodView,
    /// What it costs the customer.
    pub price: PriceView,
    /// Payments, summing to the net price; empty: monthly in arrears.
    pub payments: Vec<PaymentView>,
    /// Deadline, liability, damages: the terms of the contract on failure. `None` without `[stakes]`.
    pub stakes: Option<StakesView>,
    /// What the contract is made under.
    pub contract: ContractView,
    /// Values of the clauses, such as `acceptance_days`, as plain numbers.
    pub terms: std::collections::BTreeMap<String, String>,
    /// The selected clauses, in order (statement of work only).
    pub clauses: Vec<ClauseView>,
    /// How the figures were made.
    pub simulation: SimulationView,
    /// What an outright failure would cost the customer; `None` without `[stakes]`.
    pub exposure: Option<ExposureView>,
    /// The chance of success; `None` without `[stakes]`, and where nothing that was stated carries a chance.
    pub success: Option<SuccessView>,
    /// Whether there are `[stakes]` and no chance is told, since nothing that was stated can defeat success.
    pub chance_not_told: bool,
    /// The value delivery management adds, and the conditions for it to pay; `None` without `[stakes]`.
    pub office: Option<OfficeView>,
    /// What may be cited here, by id: never a row that is not for customers.
    pub evidence: std::collections::BTreeMap<String, CitationView>,
}

/// The supplier.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Firm {
    pub name: String,
    pub legal: String,
}

/// The offer itself.
#[derive(Debug, Clone, Serialize)]
pub struct OfferView {
    /// `Q-2026-0047-R1`.
    pub reference: String,
    /// `Q-2026-0047`.
    pub number: String,
    /// 1, 2, ...
    pub revision: u32,
    /// Why there is a revision after the first.
    pub reason: Option<String>,
    /// What the deal is called.
    pub title: String,
    /// Of the offer.
    pub date: String,
    /// How many days it is valid: "30 days".
    pub valid_for: String,
    /// The last day it can be accepted.
    pub valid_until: String,
    /// When work starts.
    pub start: String,
    /// When work ends by the plan; a retainer's last day.
    pub finish: String,
    /// The day by which we commit to finish: the deadline, or else what four in five simulated deliveries meet.
    pub committed: Option<String>,
    /// "28 weeks" or "12 months".
    pub duration: String,
    /// `fixed-price`, `time-and-materials`, `capped`, `retainer`.
    pub model: String,
    /// "fixed price", "time and materials", "time and materials with a ceiling", "monthly retainer".
    pub model_name: String,
    /// Three letters.
    pub currency: String,
    /// Who answers for it.
    pub owner: Option<String>,
    /// Public holidays observed: "Norway"; empty without a calendar.
    pub calendar: String,
    /// "Monday to Friday".
    pub working_week: String,
    /// "7.5" or "8": hours of a working day.
    pub hours_per_day: String,
}

/// The customer.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the names are those of the deal file")]
pub struct CustomerView {
    pub name: String,
    pub country: Option<String>,
    pub contact: Option<String>,
    pub role: Option<String>,
    pub address: Option<String>,
    /// `none`, `coordinator`, `mature`.
    pub pmo: String,
    /// Whether there is a context; the fenced block `customer-context` prints it.
    pub has_context: bool,
}

/// People on both sides.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct People {
    pub customer: Vec<Person>,
    pub supplier: Vec<Person>,
}

/// A person with a part in the delivery.
#[derive(Debug, Clone, Serialize)]
pub struct Person {
    /// Their name.
    pub name: String,
    /// Their title.
    pub title: Option<String>,
    /// `sponsor`, `project-manager`, ...
    pub duty: String,
    /// "Sponsor", "Project manager", ...
    pub duty_name: String,
}

/// How we deliver.
#[derive(Debug, Clone, Serialize)]
pub struct MethodView {
    /// "Lean Delivery".
    pub name: String,
    /// A sentence or two.
    pub promise: String,
    /// Activities that take place, in order; never one that is not priced or not planned.
    pub activities: Vec<ActivityView>,
    /// How much of the customer's own time they take in all: "14.5 days"; `None` if nothing is stated.
    pub customer_days: Option<String>,
    /// Whether activities are counted and priced one by one; otherwise they are paid from a pool of days.
    pub counted: bool,
    /// That all of them are in the price, each with its deliverable; `None` unless that is proved.
    pub certificate: Option<String>,
}

/// A governance activity.
#[derive(Debug, Clone, Serialize)]
pub struct ActivityView {
    /// What it is called.
    pub name: String,
    /// "once, in Discover", "every two weeks", "for each deliverable".
    pub when: String,
    /// "1 time", "14 times".
    pub count: String,
    /// What the customer receives.
    pub deliverable: String,
    /// What the customer has of it.
    pub customer_value: String,
    /// Names of the failure modes it treats.
    pub prevents: Vec<String>,
    /// The customer's time in all: "3 days".
    pub customer_time: Option<String>,
    /// `weekly`, `once`, ...
    pub cadence: String,
    /// The phase's name.
    pub phase: Option<String>,
}

/// The contract's terms on failure.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the names are those of the deal file")]
pub struct StakesView {
    pub deadline: Option<String>,
    pub liability_cap_percent: Option<String>,
    pub damages_percent_per_week: Option<String>,
    pub damages_cap_percent: Option<String>,
    pub damages_grace_days: Option<String>,
}

/// What the contract is made under.
#[derive(Debug, Clone, Serialize)]
pub struct ContractView {
    /// The master agreement; `None`: the statement of work is a contract of its own.
    pub master: Option<MasterView>,
}

/// A master agreement.
#[derive(Debug, Clone, Serialize)]
pub struct MasterView {
    /// What it is called.
    pub title: String,
    /// Its date.
    pub date: String,
}

/// A clause of the contract.
#[derive(Debug, Clone, Serialize)]
pub struct ClauseView {
    /// Its id.
    pub id: String,
    /// Its heading.
    pub title: String,
}

/// How the figures were made.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct SimulationView {
    /// "100,000".
    pub iterations: String,
    pub seed: String,
    /// `p10-p90` or `min-max`.
    pub reading: String,
    pub correlation: String,
    pub stream_correlation: String,
    /// The finish in one of two simulated deliveries.
    pub finish_p50: Option<String>,
    /// In four of five.
    pub finish_p80: Option<String>,
    /// "bidwright 0.1.0": what computed them.
    pub version: String,
}

/// A work that may be cited, and what it found.
#[derive(Debug, Clone, Serialize)]
pub struct CitationView {
    /// Who found it.
    pub author: String,
    /// What the work is called.
    pub title: Option<String>,
    /// Where it was published and when.
    pub venue: String,
    /// All three in one.
    pub citation: String,
    /// What was measured.
    pub measured: String,
    /// What came out: "over 40% of 67 did not improve between reviews".
    pub figure: String,
    /// The caveat that goes with it.
    pub caveat: String,
}
