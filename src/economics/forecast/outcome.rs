//! What a simulation gives, by case.

use super::model::{Case, Keep};
use super::sample::Sample;
use bidwright_base::simulated::Simulated;

/// All cases of a model, in its order, over the same random numbers.
#[derive(Debug, Clone)]
pub struct Forecast {
    /// One for each case.
    pub cases: Vec<Outcome>,
}

/// One case. Money in the deal's currency, times in working days; vectors are by iteration, so two
/// cases can be compared pairwise. Those marked (all) are empty under
/// [`Keep::Totals`].
#[derive(Debug, Clone)]
pub struct Outcome {
    /// What it comes to at plan.
    pub planned: Planned,
    /// C, the supplier's cost of delivery.
    pub cost: Sample,
    /// T, the finish.
    pub finish: Sample,
    /// What work, governance and purchases come to at their bill rates, before discount (all).
    pub billed: Vec<f64>,
    /// What the customer bears of the risks' cost (all).
    pub customer_risk: Vec<f64>,
    /// Cost of governance with its office, a part of C (all).
    pub governance_cost: Vec<f64>,
    /// Governance at bill rates, a part of `billed` (all).
    pub governance_billed: Vec<f64>,
    /// Acceptance and termination (all).
    pub ends: Vec<End>,
    /// Per package, the probability of being critical; empty unless requested.
    pub criticality: Vec<Simulated>,
}

impl Outcome {
    /// What must be held in reserve to be covered with this confidence: max(0, Q(C) − C_plan), and
    /// the simulation error of the quantile (MODEL 7, line 7).
    #[must_use]
    pub fn reserve(&self, confidence: f64) -> Simulated {
        let quantile = self.cost.quantile(confidence);
        Simulated { value: (quantile.value - self.planned.cost).max(0.0), ..quantile }
    }
}

/// A case at planned effort and without risks (MODEL 6), by the code that simulates.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Planned {
    /// C_plan.
    pub cost: f64,
    /// T_plan.
    pub finish: f64,
    /// Work, governance and purchases at their bill rates.
    pub billed: f64,
    /// Cost of governance with its office.
    pub governance_cost: f64,
    /// Governance at bill rates.
    pub governance_billed: f64,
}

/// How an iteration ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct End(u8);

impl End {
    /// Q = 1: no risk that occurred defeated acceptance.
    #[must_use]
    pub fn accepted(self) -> bool {
        self.0 & 1 == 0
    }

    /// F = 1: refused or terminated.
    #[must_use]
    pub fn failed(self) -> bool {
        self.0 != 0
    }

    pub(in crate::forecast) fn refuse(&mut self) {
        self.0 |= 1;
    }

    pub(super) fn terminate(&mut self) {
        self.0 |= 2;
    }
}

/// A case's figures being written.
#[derive(Debug, Default)]
pub(super) struct Columns {
    cost: Vec<f64>,
    finish: Vec<f64>,
    billed: Vec<f64>,
    customer_risk: Vec<f64>,
    governance_cost: Vec<f64>,
    governance_billed: Vec<f64>,
    ends: Vec<End>,
    packages: usize,
}

/// The part of them a block writes.
#[derive(Debug)]
pub(super) struct Slot<'c> {
    pub(super) cost: &'c mut [f64],
    pub(super) finish: &'c mut [f64],
    pub(super) billed: &'c mut [f64],
    pub(super) customer_risk: &'c mut [f64],
    pub(super) governance_cost: &'c mut [f64],
    pub(super) governance_billed: &'c mut [f64],
    /// Empty unless all is kept.
    pub(super) ends: &'c mut [End],
    /// In how many of its iterations each package is critical; empty unless requested.
    pub(super) critical: Vec<u64>,
}

impl Columns {
    pub(super) fn new(case: &Case, iterations: usize) -> Columns {
        let all = if case.keep == Keep::All { iterations } else { 0 };
        Columns {
            cost: vec![0.0; iterations],
            finish: vec![0.0; iterations],
            billed: vec![0.0; all],
            customer_risk: vec![0.0; all],
            governance_cost: vec![0.0; all],
            governance_billed: vec![0.0; all],
            ends: vec![End::default(); all],
            packages: if case.criticality { case.scope.len() } else { 0 },
        }
    }

    /// Cut into blocks, each with a slot of its own: threads write where no other does.
    pub(super) fn slots(&mut self, block: usize) -> impl Iterator<Item = Slot<'_>> {
        fn cut<T>(column: &mut [T], block: usize) -> impl Iterator<Item = &mut [T]> {
            column.chunks_mut(block).chain(std::iter::repeat_with(Default::default))
        }
        let packages = self.packages;
        self.cost
            .chunks_mut(block)
            .zip(cut(&mut self.finish, block))
            .zip(cut(&mut self.billed, block))
            .zip(cut(&mut self.customer_risk, block))
            .zip(cut(&mut self.governance_cost, block))
            .zip(cut(&mut self.governance_billed, block))
            .zip(cut(&mut self.ends, block))
            .map(
                move |(
                    (((((cost, finish), billed), customer_risk), governance_cost), governance_billed),
                    ends,
                )| {
                    Slot {
                        cost,
                        finish,
                        billed,
                        customer_risk,
                        governance_cost,
                        governance_billed,
                        ends,
                        critical: vec![0; packages],
                    }
                },
            )
    }

    /// The first iteration's, where that is the plan.
    pub(super) fn planned(&self) -> Planned {
        Planned {
            cost: self.cost[0],
            finish: self.finish[0],
            billed: self.billed[0],
            governance_cost: self.governance_cost[0],
            governance_billed: self.governance_billed[0],
        }
    }

    pub(super) fn outcome(self, planned: Planned, critical: &[u64]) -> Outcome {
        let iterations = self.cost.len();
        let share = |count: &u64| {
            Simulated::share(usize::try_from(*count).expect("at most the iterations"), iterations)
        };
        Outcome {
            planned,
            cost: Sample::new(self.cost),
            finish: Sample::new(self.finish),
            billed: self.billed,
            customer_risk: self.customer_risk,
            governance_cost: self.governance_cost,
            governance_billed: self.governance_billed,
            ends: self.ends,
            criticality: critical.iter().map(share).collect(),
        }
    }
}
