//! What a simulation needs to know, flat: packages, risks, and the cases to hold against each other.
//!
//! Every number is a plain `f64`: efforts and times in working days, money in the deal's currency.
//! Whoever builds a [`Model`] has checked it; see [`clash`](super::clash) for the one thing left.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use bidwright_model::distributions::{CappedPareto, Shape};

/// A network of work with its risks, and the cases it is simulated in over the same random numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    /// Seed of all streams.
    pub seed: u64,
    /// N, at least 1.
    pub iterations: usize,
    /// m, working minutes of a day.
    pub minutes_per_day: u32,
    /// ρ0, what all packages share; ρ0, ρg ≥ 0, ρ0 + ρg ≤ 1.
    pub common_correlation: f64,
    /// ρg, what packages of one stream share on top.
    pub stream_correlation: f64,
    /// Names of the streams of packages.
    pub streams: Vec<String>,
    /// Packages, each after its predecessors.
    pub packages: Vec<Package>,
    /// Risks, in any order: it changes nothing.
    pub risks: Vec<Risk>,
    /// θ, the severity above which a risk defeats acceptance (MODEL 10.1).
    pub acceptance_threshold: f64,
    /// Of a retainer: its term in working days, which is T whatever happens (MODEL 6).
    pub term: Option<f64>,
    /// The optional fat tail.
    pub tail: Option<Tail>,
    /// At least one.
    pub cases: Vec<Case>,
}

/// A work package.
#[derive(Debug, Clone, PartialEq)]
pub struct Package {
    /// Its draws are those of the stream `work/<id>`.
    pub id: String,
    /// Which of [`Model::streams`] it belongs to.
    pub stream: Option<usize>,
    /// Predecessors, all earlier in the list.
    pub after: Vec<usize>,
    /// Days between the last predecessor's finish (or the start) and its own start, at least 0.
    pub lag: f64,
    /// Who works on it; empty: a milestone.
    pub roles: Vec<Role>,
}

/// One role's part of a package.
#[derive(Debug, Clone, PartialEq)]
pub struct Role {
    /// Effort in days.
    pub effort: Shape,
    /// Planned effort in days, before it is rounded: the mean or the likely value, by basis.
    pub planned: f64,
    /// People at once, above 0.
    pub team: f64,
    /// k_r: loaded cost of a day.
    pub day_cost: f64,
    /// Bill rate of a day.
    pub day_bill: f64,
}

/// A discrete risk. Negative impacts are opportunities.
#[derive(Debug, Clone, PartialEq)]
pub struct Risk {
    /// Its draws are those of the streams `risk/<id>` and `severity/<id>`.
    pub id: String,
    /// The package it delays, and without whose presence it does not exist; none delays the finish.
    pub on: Option<usize>,
    /// Whether its occurrence shares the common factor, and the stream of `on`, as it should; `false`
    /// makes it independent, as published cases have it.
    pub linked: bool,
    /// Cost if it occurs.
    pub cost: Shape,
    /// Delay in days if it occurs.
    pub delay: Shape,
    /// Part of the cost the supplier bears.
    pub supplier_share: f64,
    /// Part of the cost the customer bears.
    pub customer_share: f64,
    /// Whether it threatens an objective that a must-have deliverable serves.
    pub defeats_acceptance: bool,
}

/// The fat tail (MODEL 4.4): with this probability everything takes its plan times one ratio.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tail {
    /// w, how often.
    pub weight: f64,
    /// The ratio of effort, capped at the exit.
    pub ratio: CappedPareto,
    /// Durations take the ratio to this power.
    pub time_exponent: f64,
}

/// A scenario: what is in scope, its governance, and the treatment of the risks.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// Per package, whether it is in scope. What is in scope follows nothing that is not.
    pub scope: Vec<bool>,
    /// Per risk, its probability and impact in this case.
    pub treated: Vec<Treated>,
    /// Governance and what it costs.
    pub governance: Governance,
    /// Cost of the purchases in scope.
    pub purchases_cost: f64,
    /// Their price, billed where work is billed.
    pub purchases_price: f64,
    /// Where the rates of delivery carry governance: what of it is billed beside delivery;
    /// `None`: it is billed by its own days.
    pub carried: Option<Carried>,
    /// Which figures are kept by iteration.
    pub keep: Keep,
    /// Whether to find out how often each package is critical: a second pass over the network.
    pub criticality: bool,
}

/// Governance carried by the rates of delivery.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Carried {
    /// What is billed for governance, beside a unit billed for delivery.
    pub beside: f64,
}

/// A risk in a case.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Treated {
    /// p_k(s): 0 never occurs, 1 always.
    pub probability: f64,
    /// m_k(s), which cost and delay are multiplied by.
    pub impact: f64,
}

/// Which figures of a case are kept for every iteration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// Cost and finish: enough for a price.
    Totals,
    /// Everything: needed for success and value.
    All,
}

/// Governance as a cost (MODEL 6).
#[derive(Debug, Clone, PartialEq)]
pub struct Governance {
    /// How its days come about.
    pub work: Work,
    /// Days there are at least, if there is any governance.
    pub minimum_days: f64,
    /// Loaded cost of a day of its role; of counted activities only for the top-up to the minimum.
    pub day_cost: f64,
    /// Bill rate of a day of its role.
    pub day_bill: f64,
    /// The central office, as a part of the loaded cost of delivery labour.
    pub office: f64,
}

impl Governance {
    /// None at all.
    pub(crate) const NONE: Governance =
        Governance { work: Work::None, minimum_days: 0.0, day_cost: 0.0, day_bill: 0.0, office: 0.0 };
}

/// Days of governance.
#[derive(Debug, Clone, PartialEq)]
pub enum Work {
    /// No governance: no minimum and no office either.
    None,
    /// Marginal bands over delivery effort; percent-of-effort is one band without an end.
    Share(Vec<Band>),
    /// `fixed_days` and a part of a person all the time.
    Staffed {
        /// Days of setting up and closing.
        fixed_days: f64,
        /// People, as a part of one.
        fte: f64,
    },
    /// Counted activities; without any it is as none.
    Activities(Vec<Activity>),
}

/// `ratio` of the delivery effort between the band before and `up_to`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Band {
    /// Its end in days; infinite for the last.
    pub up_to: f64,
    /// Part of the effort inside it.
    pub ratio: f64,
}

/// A governance activity.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Activity {
    /// Days of an occurrence, all roles together.
    pub days: f64,
    /// Loaded cost of an occurrence.
    pub cost: f64,
    /// Bill of an occurrence.
    pub bill: f64,
    /// How often.
    pub count: Count,
}

/// How often an activity takes place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Count {
    /// So often, however long it takes.
    Fixed(f64),
    /// Once in so many working days or part of them: 5, 10, 21.
    Every(f64),
}

impl Model {
    /// The same work with nothing uncertain: planned effort, no risks, one iteration. What it comes
    /// to is C_plan and T_plan, by the very code that simulates.
    #[must_use]
    pub(crate) fn at_plan(&self) -> Model {
        let mut plan = self.clone();
        plan.iterations = 1;
        plan.risks.clear();
        plan.tail = None;
        for role in plan.packages.iter_mut().flat_map(|package| &mut package.roles) {
            role.effort = Shape::Constant(role.planned);
        }
        for case in &mut plan.cases {
            case.treated.clear();
            case.keep = Keep::All;
            case.criticality = false;
        }
        plan
    }
}

/// The nearest double.
#[must_use]
pub(crate) fn double(value: Decimal) -> f64 {
    value.to_f64().expect("a decimal has a nearest double")
}
