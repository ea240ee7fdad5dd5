//! Every set, in Gray-code order: from one to the next a single activity comes or goes, and only the
//! risks it treats are evaluated again.

use rayon::prelude::*;

use super::candidate::{Best, Candidate, ParetoFront};
use super::problem::{ActivitySet, Problem, Ranked};

/// More free activities than this are left to branch and bound.
pub(super) const MAX_FREE: usize = 22;
/// Free activities that are fixed in each part of the work; parts run side by side.
const FIXED: usize = 5;

/// All admissible sets: the best, the frontier, and how many there were.
pub(super) fn exhaust(problem: &Problem) -> (Best, ParetoFront, u64) {
    let mandatory = problem.mandatory();
    let free: Vec<usize> = (0..problem.activities.len()).filter(|at| !mandatory.has(*at)).collect();
    assert!(free.len() <= MAX_FREE, "the caller bounds instead");
    let (fixed, walked) = free.split_at(FIXED.min(free.len()));
    let ranked = problem.ranked();
    let parts: Vec<(Best, ParetoFront, u64)> = (0..1_u32 << fixed.len())
        .into_par_iter()
        .map(|chosen| {
            let start = fixed.iter().enumerate().filter(|(bit, _)| chosen >> bit & 1 == 1);
            let start = start.fold(mandatory, |set, (_, at)| set.with(*at));
            Walk::new(problem, &ranked, start).run(walked)
        })
        .collect();
    let mut whole = (Best::default(), ParetoFront::default(), 0);
    for (best, front, admissible) in parts {
        whole.0.join(best);
        whole.1.join(front);
        whole.2 += admissible;
    }
    whole
}

/// A walk over the sets that differ in some activities only.
struct Walk<'p> {
    problem: &'p Problem,
    ranked: &'p [Ranked],
    set: ActivitySet,
    /// `E[L̂(base)]`.
    untreated: f64,
    /// p·m·ℓ of each risk.
    terms: Vec<f64>,
    /// 1 − p of each risk that can defeat success, 1 of others.
    spared: Vec<f64>,
}

impl<'p> Walk<'p> {
    fn new(problem: &'p Problem, ranked: &'p [Ranked], set: ActivitySet) -> Walk<'p> {
        let count = problem.risks.len();
        let untreated = problem.loss(problem.base);
        let mut walk =
            Walk { problem, ranked, set, untreated, terms: vec![0.0; count], spared: vec![1.0; count] };
        (0..count).for_each(|k| walk.update(k));
        walk
    }

    fn update(&mut self, k: usize) {
        let (ranked, risk) = (&self.ranked[k], &self.problem.risks[k]);
        self.terms[k] = self.problem.term(ranked, risk, self.set);
        if risk.defeats {
            self.spared[k] = 1.0 - self.problem.probability(ranked, risk, self.set);
        }
    }

    fn run(mut self, free: &[usize]) -> (Best, ParetoFront, u64) {
        let (mut best, mut front, mut admissible) = (Best::default(), ParetoFront::default(), 0);
        for step in 1..=1_u64 << free.len() {
            if self.problem.admits(self.set) {
                admissible += 1;
                let found = self.found();
                best.take(found);
                front.take(found);
            }
            // The last step would flip an activity there is none of: every set has been visited.
            if let Some(at) = free.get(step.trailing_zeros() as usize) {
                self.set = ActivitySet(self.set.0 ^ 1 << at);
                for effect in &self.problem.activities[*at].effects {
                    self.update(effect.0);
                }
            }
        }
        (best, front, admissible)
    }

    /// Each figure is a sum or product over all risks in their order, so rounding does not depend on the path of the walk.
    fn found(&self) -> Candidate {
        let cost = self.problem.cost(self.set);
        Candidate {
            set: self.set,
            cost,
            net_value: self.untreated - self.terms.iter().sum::<f64>() - cost,
            success: self.spared.iter().product(),
        }
    }
}
