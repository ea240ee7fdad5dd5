//! The deal as the customer's documents state it, as data.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Amount, Embedded, Number};

/// What was agreed about, and what it rests on. Dates are as in `2026-11-23`; ids are those of the
/// documents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deal {
    /// `bidwright.deal/1`.
    pub schema: String,
    /// `Q-2026-0047-R1`.
    pub reference: String,
    /// What the deal is called.
    pub title: String,
    /// Who it is for.
    pub customer: Customer,
    /// What the customer wants to reach.
    pub objectives: Vec<Objective>,
    /// What is delivered.
    pub deliverables: Vec<Deliverable>,
    /// Phases that hold work.
    pub phases: Vec<Phase>,
    /// Work packages of the offer.
    pub work: Vec<Package>,
    /// What is assumed.
    pub assumptions: Vec<Assumption>,
    /// What is not part of it.
    pub exclusions: Vec<String>,
    /// What each side has to provide, by date.
    pub dependencies: Vec<Dependency>,
    /// What can go wrong, and what is done about it.
    pub risks: Vec<Risk>,
    /// How it is delivered.
    pub methodology: String,
    /// Delivery management: what takes place, how often, and what it hands over.
    pub activities: Vec<Activity>,
    /// People on both sides.
    pub stakeholders: Vec<Stakeholder>,
    /// The contract's terms on lateness and liability; null if nothing.
    pub stakes: Option<Stakes>,
    /// The clauses of the contract, by id, in their order.
    pub clauses: Vec<String>,
    /// Values in them, such as `acceptance_days`.
    pub terms: BTreeMap<String, Number>,
}

impl Embedded for Deal {
    const SCHEMA: &'static str = "bidwright.deal/1";

    fn schema(&self) -> &str {
        &self.schema
    }
}

/// Who it is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names are those of the deal file")]
pub struct Customer {
    pub name: String,
    pub country: Option<String>,
    pub contact: Option<String>,
    pub role: Option<String>,
    pub address: Option<String>,
    /// Markdown: the context the customer gave.
    pub context: Option<String>,
}

/// What the customer wants to reach.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names are those of the deal file")]
pub struct Objective {
    pub id: String,
    pub statement: String,
    pub measure: Option<String>,
    pub baseline: Option<String>,
    pub target: Option<String>,
    /// The customer's figure.
    pub benefit_per_year: Option<Amount>,
}

/// Something the customer accepts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names are those of the deal file")]
pub struct Deliverable {
    pub id: String,
    pub name: String,
    pub acceptance: Option<String>,
    /// Ids of objectives.
    pub serves: Vec<String>,
    /// By the plan.
    pub due: Option<String>,
}

/// A phase that holds work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Phase {
    pub name: String,
    pub gate: String,
    pub start: String,
    pub finish: String,
}

/// A work package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Package {
    pub id: String,
    pub name: String,
    /// The phase's name.
    pub phase: String,
    /// The deliverable's id.
    pub deliverable: Option<String>,
    pub start: String,
    pub finish: String,
}

/// What is assumed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names are those of the deal file")]
pub struct Assumption {
    pub id: String,
    pub text: String,
    pub owner: String,
    pub if_wrong: String,
}

/// What one side has to provide for the work to proceed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names are those of the deal file")]
pub struct Dependency {
    pub text: String,
    pub owner: String,
    pub by: Option<String>,
}

/// What can go wrong, in the words of the documents: a likelihood, not a probability, and no cost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names are those of the deal file")]
pub struct Risk {
    pub id: String,
    pub name: String,
    /// In the document's language: "low", "medium", "high".
    pub likelihood: String,
    pub opportunity: bool,
    pub response: Option<String>,
    pub early_sign: Option<String>,
    pub bearer: String,
    /// Ids of objectives.
    pub threatens: Vec<String>,
    /// Names of activities.
    pub treated_by: Vec<String>,
}

/// A governance activity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names are those of the methodology")]
pub struct Activity {
    pub name: String,
    pub cadence: String,
    /// The phase's name.
    pub phase: Option<String>,
    /// How often by the plan.
    pub count: u64,
    pub deliverable: String,
    pub customer_value: String,
    /// The customer's own time in all.
    pub customer_days: Option<Number>,
}

/// A person with a part in the delivery.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names are those of the deal file")]
pub struct Stakeholder {
    pub name: String,
    pub title: Option<String>,
    pub side: String,
    pub duty: String,
}

/// The contract's terms on lateness and liability.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names are those of the deal file")]
pub struct Stakes {
    pub deadline: Option<String>,
    pub liability_cap_percent: Option<Number>,
    pub damages_percent_per_week: Option<Number>,
    pub damages_cap_percent: Option<Number>,
    pub damages_grace_days: Option<Number>,
}
