//! What is delivered, and what it rests on, as a template can print it.

use serde::Serialize;

/// What the customer wants to reach.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the names are those of the deal file")]
pub struct ObjectiveView {
    pub id: String,
    pub statement: String,
    pub measure: Option<String>,
    pub baseline: Option<String>,
    pub target: Option<String>,
    /// With currency.
    pub benefit_per_year: Option<String>,
    pub source: Option<String>,
}

/// Something the customer accepts.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the names are those of the deal file")]
pub struct DeliverableView {
    pub id: String,
    pub name: String,
    pub acceptance: Option<String>,
    pub must_have: bool,
    /// Ids of objectives.
    pub serves: Vec<String>,
    /// The phase's name.
    pub phase: Option<String>,
    /// When its last package ends by the plan.
    pub due: Option<String>,
}

/// A phase that holds work.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct PhaseView {
    pub name: String,
    pub purpose: String,
    pub gate: String,
    pub start: String,
    pub finish: String,
    pub packages: Vec<PackageView>,
}

/// A work package.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct PackageView {
    pub id: String,
    pub name: String,
    pub start: String,
    pub finish: String,
    /// The deliverable's id.
    pub deliverable: Option<String>,
    /// No effort of its own.
    pub milestone: bool,
}

/// What can go wrong.
#[derive(Debug, Clone, Serialize)]
pub struct RiskView {
    /// Its id.
    pub id: String,
    /// What would happen.
    pub name: String,
    /// "low" (under 15 %), "medium" (under 40 %), "high".
    pub likelihood: String,
    /// What we do.
    pub response: Option<String>,
    /// How we will see it coming.
    pub early_sign: Option<String>,
    /// `supplier`, `customer`, `shared`.
    pub bearer: String,
    /// Names of the activities that treat it.
    pub treated_by: Vec<String>,
    /// Ids of objectives.
    pub threatens: Vec<String>,
    /// Whether it is an opportunity: its cost is negative.
    pub opportunity: bool,
}

/// What is assumed.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the names are those of the deal file")]
pub struct AssumptionView {
    pub id: String,
    pub text: String,
    /// `customer` or `supplier`.
    pub owner: String,
    /// `change-request` or `at-our-risk`.
    pub if_wrong: String,
}

/// What one side has to provide for the work to proceed.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the names are those of the deal file")]
pub struct DependencyView {
    pub text: String,
    pub owner: String,
    pub by: Option<String>,
}
