//! What a search finds: the best set with its ties, the next best, and the frontier.

use std::cmp::Ordering;

use super::problem::{ActivitySet, Problem};

/// Two net values closer than this are one (MODEL 13).
pub(super) const TIE: f64 = 1e-9;
/// The chance of success must rise by more than this for another point of the frontier.
const RISE: f64 = 1e-12;
/// The next best sets a search remembers.
const RUNNERS_UP: usize = 8;

/// A set with its figures.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    /// Its members.
    pub set: ActivitySet,
    /// c(S).
    pub cost: f64,
    /// f(S).
    pub net_value: f64,
    /// Ĵ(S).
    pub success: f64,
}

impl Candidate {
    pub(super) fn of(problem: &Problem, set: ActivitySet) -> Candidate {
        Candidate {
            set,
            cost: problem.cost(set),
            net_value: problem.net_value(set),
            success: problem.success(set),
        }
    }

    /// Fewer activities, then lower cost, then file order.
    fn leaner(&self, other: &Candidate) -> Ordering {
        let count = self.set.count().cmp(&other.set.count());
        count.then(self.cost.total_cmp(&other.cost)).then_with(|| first(self.set, other.set))
    }
}

/// File order: the set that holds the earliest activity the other does not.
fn first(one: ActivitySet, other: ActivitySet) -> Ordering {
    match (one.0 ^ other.0).trailing_zeros() {
        128 => Ordering::Equal,
        at if one.0 >> at & 1 == 1 => Ordering::Less,
        _ => Ordering::Greater,
    }
}

/// The best of the sets evaluated; independent of the order of evaluation.
#[derive(Debug, Clone, Default)]
pub(super) struct Best {
    /// Sets that no other is both better and leaner than, by net value.
    near: Vec<Candidate>,
    /// The highest net values, highest first.
    pub(super) top: Vec<Candidate>,
}

impl Best {
    /// The highest net value so far.
    pub(super) fn value(&self) -> f64 {
        self.top.first().map_or(f64::NEG_INFINITY, |found| found.net_value)
    }

    pub(super) fn take(&mut self, found: Candidate) {
        if self.top.iter().any(|other| other.set == found.set) {
            return;
        }
        let better =
            |a: &Candidate, b: &Candidate| b.net_value.total_cmp(&a.net_value).then_with(|| a.leaner(b));
        if self.top.len() < RUNNERS_UP || better(&found, &self.top[RUNNERS_UP - 1]).is_lt() {
            let at = self.top.partition_point(|other| better(other, &found).is_lt());
            self.top.insert(at, found);
            self.top.truncate(RUNNERS_UP);
        }
        let least = self.value() - TIE;
        if found.net_value < least {
            return;
        }
        self.near.retain(|other| other.net_value >= least);
        let beaten = |other: &Candidate| other.net_value >= found.net_value && other.leaner(&found).is_lt();
        if !self.near.iter().any(beaten) {
            self.near.retain(|other| !(found.net_value >= other.net_value && found.leaner(other).is_lt()));
            self.near.push(found);
        }
    }

    pub(super) fn join(&mut self, other: Best) {
        other.near.into_iter().chain(other.top).for_each(|found| self.take(found));
    }

    /// The optimum: of those within a tie of the highest, the leanest.
    pub(super) fn optimum(&self) -> Option<Candidate> {
        let least = self.value() - TIE;
        self.near.iter().filter(|found| found.net_value >= least).min_by(|a, b| a.leaner(b)).copied()
    }
}

/// Sets by cost, success rising: no other set costs less and succeeds more.
#[derive(Debug, Clone, Default)]
pub(super) struct ParetoFront(Vec<Candidate>);

impl ParetoFront {
    pub(super) fn take(&mut self, found: Candidate) {
        // From the left: cheaper ones, and of one cost those of higher success.
        let at = self.0.partition_point(|other| {
            let cost = other.cost.total_cmp(&found.cost);
            let success = found.success.total_cmp(&other.success);
            cost.then(success).then_with(|| other.leaner(&found)).is_lt()
        });
        if at > 0 && self.0[at - 1].success >= found.success {
            return;
        }
        let beaten = self.0[at..].iter().take_while(|other| other.success <= found.success).count();
        self.0.splice(at..at + beaten, [found]);
    }

    pub(super) fn join(&mut self, other: ParetoFront) {
        other.0.into_iter().for_each(|found| self.take(found));
    }

    /// Its points, those apart that rise.
    pub(super) fn points(self) -> Vec<Candidate> {
        let mut points: Vec<Candidate> = Vec::with_capacity(self.0.len());
        for found in self.0 {
            if points.last().is_none_or(|last| found.success > last.success + RISE) {
                points.push(found);
            }
        }
        points
    }
}
