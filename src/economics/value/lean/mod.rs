//! The leanest set: which activities beyond the mandatory ones are worth their cost (MODEL 13).
//!
//! An exact search over an analytic surrogate picks candidates; a full simulation of each decides. Sets
//! closer than two paired standard errors are ties, and reported as ties.

mod bound;
mod confirm;
mod deal;
mod exhaust;
mod candidate;
mod problem;
#[cfg(test)]
mod tests;

pub use candidate::Candidate;
pub use problem::{Activity, ActivitySet, Hazard, Problem};

pub(super) use confirm::lean;

use bidwright_base::simulated::Simulated;
use bidwright_model::book::ActivityIdx;

/// The answer for a deal.
#[derive(Debug, Clone)]
pub struct Lean {
    /// By cost, success rising: no other set costs less and succeeds more.
    pub frontier: Vec<Point>,
    /// What is offered.
    pub offered: Point,
    /// The set of highest net value; of sets that tie with it, the one that costs least.
    pub leanest: Point,
    /// Other simulated sets whose net value ties with that of the leanest.
    pub ties: Vec<Point>,
    /// NV of the leanest less NV of the offered set, paired.
    pub saved: Simulated,
    /// How the search ended.
    pub proof: Proof,
    /// What was searched.
    pub problem: Problem,
}

impl Lean {
    /// Whether a lighter set brings clearly more than the offered one.
    #[must_use]
    pub(crate) fn is_lighter(&self) -> bool {
        self.leanest.activities != self.offered.activities
            && self.saved.value > 2.0 * self.saved.se
            && self.leanest.cost < self.offered.cost
    }

    /// Whether the leanest set brings clearly more than it costs.
    #[must_use]
    pub(crate) fn leanest_pays(&self) -> bool {
        self.leanest.net_value.is_some_and(|net| net.value > 2.0 * net.se)
    }

    /// Activities that are offered and that the leanest set leaves out, in file order.
    pub fn left_out(&self) -> impl Iterator<Item = ActivityIdx> {
        self.offered.without(&self.leanest)
    }

    /// Activities that are not offered and that the leanest set takes up, in file order.
    pub fn taken_up(&self) -> impl Iterator<Item = ActivityIdx> {
        self.leanest.without(&self.offered)
    }

    /// The simulated sets of the frontier, with the leanest and the offered one, by cost.
    #[must_use]
    pub fn simulated(&self) -> Vec<&Point> {
        let mut points: Vec<&Point> =
            self.frontier.iter().filter(|point| point.net_value.is_some()).collect();
        for extra in [&self.leanest, &self.offered] {
            if !points.iter().any(|point| point.activities == extra.activities) {
                points.push(extra);
            }
        }
        points.sort_by(|a, b| a.cost.total_cmp(&b.cost));
        points
    }

    /// How many sets of the frontier were not simulated.
    #[must_use]
    pub fn unsimulated(&self) -> usize {
        self.frontier.iter().filter(|point| point.net_value.is_none()).count()
    }
}

/// A set of activities.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// Activities of the methodology, the mandatory ones included, in file order.
    pub activities: Vec<ActivityIdx>,
    /// c(S): what it costs the customer beyond the mandatory ones.
    pub cost: f64,
    /// J, simulated, at the same budget; `None` where it was not, and where nothing that was stated carries a chance.
    pub success: Option<Simulated>,
    /// Ĵ, the surrogate; never to be mixed with J.
    pub success_surrogate: f64,
    /// NV, simulated; `None` where it was not.
    pub net_value: Option<Simulated>,
    /// f, the surrogate's net value.
    pub net_value_surrogate: f64,
}

impl Point {
    /// Ĵ; `None` where the set was simulated and no chance is told.
    #[must_use]
    pub fn surrogate(&self) -> Option<f64> {
        (self.success.is_some() || self.net_value.is_none()).then_some(self.success_surrogate)
    }

    /// Activities of this set that another has not.
    fn without<'p>(&'p self, other: &'p Point) -> impl Iterator<Item = ActivityIdx> + 'p {
        self.activities.iter().copied().filter(|at| !other.activities.contains(at))
    }
}

/// How sure a search is of its best set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Proof {
    /// All admissible sets were evaluated; how many there were.
    Exhausted(u64),
    /// Bounds rule out all others, after so many nodes.
    Bounded(u64),
    /// Stopped early: no set is better than the best found by more than this.
    Gap(f64),
}

/// What a search finds.
#[derive(Debug, Clone)]
pub struct Solution {
    /// The highest f(S); of ties within 10⁻⁹ the one with fewer activities, then lower cost, then file order.
    pub optimum: Candidate,
    /// The highest net values, highest first.
    pub best: Vec<Candidate>,
    /// By cost, success rising.
    pub frontier: Vec<Candidate>,
    /// How sure it is of the optimum.
    pub proof: Proof,
}

/// Solves a problem: all sets up to 22 free activities, bounds beyond. `None` if no set is admissible.
#[must_use]
pub fn solve(problem: &Problem) -> Option<Solution> {
    let free = problem.activities.iter().filter(|activity| !activity.mandatory).count();
    if free > exhaust::MAX_FREE {
        return solve_by_bounds(problem);
    }
    let (best, front, admissible) = exhaust::exhaust(problem);
    Some(Solution {
        optimum: best.optimum()?,
        best: best.top,
        frontier: front.points(),
        proof: Proof::Exhausted(admissible),
    })
}

/// [`solve`] by branch and bound, whatever the size.
#[must_use]
pub(crate) fn solve_by_bounds(problem: &Problem) -> Option<Solution> {
    let (best, front, proof) = bound::bound(problem);
    Some(Solution { optimum: best.optimum()?, best: best.top, frontier: front.points(), proof })
}
