//! Best-first branch and bound, for more activities than an exhaustive search can visit.
//!
//! The bound takes the risks apart: an activity's cost is shared out over the risks it treats, and each
//! risk by itself takes the activities that serve it best at those shares. What no set can have together
//! is allowed there, so the bound is never too low; where risks share no activity it is exact.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use super::Proof;
use super::candidate::{Best, Candidate, ParetoFront, TIE};
use super::problem::{ActivitySet, Problem, Ranked};

/// Nodes after which the search stops and reports the gap.
const MAX_NODES: u64 = 60_000;
/// A risk treated by more open activities than this is bounded by all of them together.
const MAX_OPEN: usize = 10;
/// Points of the frontier.
const CAPS: u32 = 20;

/// The best sets and the frontier, with how sure they are.
pub(super) fn bound(problem: &Problem) -> (Best, ParetoFront, Proof) {
    let (best, proof) = Search::new(problem, Goal::NetValue).run();
    let mut front = ParetoFront::default();
    let most = problem.cost(problem.all()) - problem.cost(problem.mandatory());
    for step in 0..=CAPS {
        let cap = problem.cost(problem.mandatory()) + most * f64::from(step) / f64::from(CAPS);
        let (found, _) = Search::new(problem, Goal::Success { cap, price: 0.0 }.priced(problem)).run();
        if let Some(found) = found.optimum() {
            front.take(Candidate::of(problem, found.set));
        }
    }
    for found in &best.top {
        front.take(*found);
    }
    (best, front, proof)
}

/// What is maximised.
#[derive(Debug, Clone, Copy)]
enum Goal {
    /// f(S).
    NetValue,
    /// ln Ĵ(S) at a cost of at most `cap`; a unit of cost is bounded at `price`.
    Success { cap: f64, price: f64 },
}

impl Goal {
    /// With the price of cost at which the bound of the whole is lowest: the bound is convex in it.
    fn priced(self, problem: &Problem) -> Goal {
        let Goal::Success { cap, .. } = self else { return self };
        let at = |price: f64| {
            let search = Search::new(problem, Goal::Success { cap, price });
            search.bound(problem.mandatory(), search.free())
        };
        let (mut low, mut high) = (0.0, 1.0 / problem.cost(problem.all()).max(f64::MIN_POSITIVE) * 8.0);
        for _ in 0..40 {
            let (a, b) = (low + (high - low) / 3.0, high - (high - low) / 3.0);
            if at(a) <= at(b) { high = b } else { low = a }
        }
        Goal::Success { cap, price: low }
    }

    /// What a unit of cost counts.
    fn price(self) -> f64 {
        match self {
            Goal::NetValue => 1.0,
            Goal::Success { price, .. } => price,
        }
    }
}

struct Search<'p> {
    problem: &'p Problem,
    ranked: Vec<Ranked>,
    goal: Goal,
    /// Of each activity, what of its cost each risk it treats carries.
    shares: Vec<Vec<(usize, f64)>>,
}

/// Activities decided for and against.
#[derive(Debug, Clone, Copy)]
struct Node {
    bound: f64,
    chosen: ActivitySet,
    open: ActivitySet,
}

impl<'p> Search<'p> {
    fn new(problem: &'p Problem, goal: Goal) -> Search<'p> {
        let mut search = Search { problem, ranked: problem.ranked(), goal, shares: Vec::new() };
        search.shares = (0..problem.activities.len()).map(|at| search.share(at)).collect();
        search
    }

    /// An activity's cost over its risks, by what it does for each alone.
    fn share(&self, at: usize) -> Vec<(usize, f64)> {
        let activity = &self.problem.activities[at];
        let alone = |k: usize| {
            let none = self.contribution(k, self.problem.base);
            (self.contribution(k, self.problem.base.with(at)) - none).max(0.0)
        };
        let risks: Vec<(usize, f64)> = activity.effects.iter().map(|e| (e.0, alone(e.0))).collect();
        let all: f64 = risks.iter().map(|(_, gain)| gain).sum();
        let count = risks.len().max(1) as f64;
        let part = |gain: f64| if all > 0.0 { gain / all } else { 1.0 / count };
        risks.into_iter().map(|(k, gain)| (k, activity.cost * part(gain))).collect()
    }

    fn free(&self) -> ActivitySet {
        ActivitySet(self.problem.all().0 & !self.problem.mandatory().0)
    }

    /// What a risk contributes under a set.
    fn contribution(&self, k: usize, set: ActivitySet) -> f64 {
        let (ranked, risk) = (&self.ranked[k], &self.problem.risks[k]);
        match self.goal {
            Goal::NetValue => {
                self.problem.term(ranked, risk, self.problem.base) - self.problem.term(ranked, risk, set)
            }
            Goal::Success { .. } if risk.defeats => {
                let spared = 1.0 - self.problem.probability(ranked, risk, set);
                bidwright_base::math::ln(spared.max(1e-300))
            }
            Goal::Success { .. } => 0.0,
        }
    }

    /// No set between `chosen` and `chosen` with all of `open` has a higher net value.
    fn bound(&self, chosen: ActivitySet, open: ActivitySet) -> f64 {
        let price = self.goal.price();
        let risks: f64 = (0..self.ranked.len()).map(|k| self.bound_of(k, chosen, open, price)).sum();
        let idle: f64 = open
            .iter()
            .filter(|at| self.problem.activities[*at].effects.is_empty())
            .map(|at| (-price * self.problem.activities[at].cost).max(0.0))
            .sum();
        let spent = price * self.problem.cost(chosen);
        let cap = match self.goal {
            Goal::NetValue => 0.0,
            Goal::Success { cap, price } => price * cap,
        };
        risks + idle - spent + cap
    }

    /// The same of one risk: the best of all choices among the open activities that treat it.
    fn bound_of(&self, k: usize, chosen: ActivitySet, open: ActivitySet, price: f64) -> f64 {
        let treating: Vec<usize> = ActivitySet(self.ranked[k].by.0 & open.0).iter().collect();
        if treating.is_empty() {
            return self.contribution(k, chosen);
        }
        if treating.len() > MAX_OPEN {
            let all = treating.iter().fold(chosen, |set, at| set.with(*at));
            return self.contribution(k, chosen).max(self.contribution(k, all));
        }
        let carried: Vec<f64> = treating
            .iter()
            .map(|at| self.shares[*at].iter().find(|(risk, _)| *risk == k).map_or(0.0, |(_, share)| *share))
            .collect();
        let choice = |bits: u32| {
            let inside = (0..treating.len()).filter(|bit| bits >> bit & 1 == 1);
            let (set, cost) =
                inside.fold((chosen, 0.0), |(set, cost), bit| (set.with(treating[bit]), cost + carried[bit]));
            self.contribution(k, set) - price * cost
        };
        (0..1_u32 << treating.len()).map(choice).fold(f64::NEG_INFINITY, f64::max)
    }

    /// The goal's own value of an admissible set, under the name of a net value.
    fn value(&self, set: ActivitySet) -> Option<Candidate> {
        if !self.problem.admits(set) {
            return None;
        }
        let found = Candidate::of(self.problem, set);
        match self.goal {
            Goal::NetValue => Some(found),
            Goal::Success { cap, .. } if found.cost <= cap + TIE => Some(Candidate {
                net_value: (0..self.ranked.len()).map(|k| self.contribution(k, set)).sum(),
                ..found
            }),
            Goal::Success { .. } => None,
        }
    }

    fn run(self) -> (Best, Proof) {
        let mut best = Best::default();
        let mut queue = BinaryHeap::new();
        let root = self.node(self.problem.mandatory(), self.free());
        for set in self.greedy() {
            self.value(set).into_iter().for_each(|found| best.take(found));
        }
        queue.extend(root);
        let mut nodes = 0;
        while let Some(node) = queue.pop() {
            if node.bound < best.value() - TIE {
                break;
            }
            if nodes == MAX_NODES {
                return (best.clone(), Proof::Gap((node.bound - best.value()).max(0.0)));
            }
            nodes += 1;
            self.value(node.chosen).into_iter().for_each(|found| best.take(found));
            let Some(at) = self.branch(node) else { continue };
            let least = best.value() - TIE;
            let both = [self.choose(node, at), self.refuse(node, at)];
            queue.extend(both.into_iter().flatten().filter(|child| child.bound >= least));
        }
        (best, Proof::Bounded(nodes))
    }

    /// `None` if nothing below can be admissible.
    fn node(&self, chosen: ActivitySet, open: ActivitySet) -> Option<Node> {
        let conflict = chosen.iter().any(|at| self.problem.activities[at].excludes.0 & chosen.0 != 0);
        let dear = match self.goal {
            Goal::Success { cap, .. } => self.problem.cost(chosen) > cap + TIE,
            Goal::NetValue => false,
        };
        if conflict || dear || !self.problem.keeps_cap(chosen) {
            return None;
        }
        Some(Node { bound: self.bound(chosen, open), chosen, open })
    }

    /// With the activity and all it needs; what excludes them is out.
    fn choose(&self, node: Node, at: usize) -> Option<Node> {
        let mut chosen = node.chosen.with(at);
        loop {
            let needed = chosen
                .iter()
                .fold(chosen, |set, at| ActivitySet(set.0 | self.problem.activities[at].needs.0));
            if needed == chosen {
                break;
            }
            chosen = needed;
        }
        let refused = ActivitySet(chosen.0 & !node.chosen.0 & !node.open.0);
        if refused != ActivitySet::EMPTY {
            return None;
        }
        let out = |other: usize| self.problem.activities[other].excludes.0 & chosen.0 != 0;
        let open = ActivitySet(node.open.0 & !chosen.0);
        let open = open.iter().filter(|other| out(*other)).fold(open, ActivitySet::without);
        self.node(chosen, open)
    }

    /// Without the activity and all that needs it.
    fn refuse(&self, node: Node, at: usize) -> Option<Node> {
        let mut open = node.open.without(at);
        loop {
            let there = ActivitySet(node.chosen.0 | open.0);
            let lost: Vec<usize> =
                open.iter().filter(|other| !there.holds(self.problem.activities[*other].needs)).collect();
            if lost.is_empty() {
                break;
            }
            open = lost.into_iter().fold(open, ActivitySet::without);
        }
        self.node(node.chosen, open)
    }

    /// The open activity that changes the most: where the two sides differ, bounds fall fastest.
    fn branch(&self, node: Node) -> Option<usize> {
        let change = |at: usize| {
            let gain: f64 = self.problem.activities[at]
                .effects
                .iter()
                .map(|e| self.contribution(e.0, node.chosen.with(at)) - self.contribution(e.0, node.chosen))
                .sum();
            gain.abs() + self.goal.price() * self.problem.activities[at].cost.abs()
        };
        node.open.iter().max_by(|a, b| change(*a).total_cmp(&change(*b)).then(b.cmp(a)))
    }

    /// Sets grown and shrunk one activity at a time: good ones to start from.
    fn greedy(&self) -> Vec<ActivitySet> {
        let root = Node { bound: f64::INFINITY, chosen: self.problem.mandatory(), open: self.free() };
        let mut found = vec![root.chosen, self.problem.all()];
        let mut node = root;
        let contribution =
            |set: ActivitySet| self.value(set).map_or(f64::NEG_INFINITY, |found| found.net_value);
        loop {
            let grown: Vec<Node> = node.open.iter().filter_map(|at| self.choose(node, at)).collect();
            let best = grown.into_iter().max_by(|a, b| {
                contribution(a.chosen).total_cmp(&contribution(b.chosen)).then(b.chosen.cmp(&a.chosen))
            });
            match best {
                Some(next) if contribution(next.chosen) > contribution(node.chosen) => {
                    found.push(next.chosen);
                    node = next;
                }
                _ => return found,
            }
        }
    }
}

impl Ord for Node {
    fn cmp(&self, other: &Node) -> Ordering {
        let bound = self.bound.total_cmp(&other.bound);
        bound.then_with(|| other.chosen.cmp(&self.chosen)).then_with(|| other.open.cmp(&self.open))
    }
}

impl PartialOrd for Node {
    fn partial_cmp(&self, other: &Node) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Node {
    fn eq(&self, other: &Node) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Node {}
