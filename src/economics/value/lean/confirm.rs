//! Candidates of the search by full simulation over the same random numbers, and what they show.

use rayon::prelude::*;
use rust_decimal::Decimal;

use super::candidate::Candidate;
use super::deal::{forced, of_activities, plan_of, problem};
use super::problem::{ActivitySet, Problem};
use super::{Lean, Point, Proof, Solution, solve};
use crate::forecast::terms::{office_price, own_hours, payment};
use crate::forecast::{Outcome, Runs, double, scenarios, simulate};
use crate::plan::{Plan, Planned};
use crate::price::Priced;
use crate::value::case::{Valued, joint};
use crate::value::failure::Failure;
use bidwright_base::simulated::Simulated;
use bidwright_model::book::Book;

/// Sets that are simulated, at most.
const CANDIDATES: usize = 20;
/// Of them, so many for their net value; the rest are spread over the frontier.
const FOR_VALUE: usize = 8;
/// Deliveries of each, at most.
const RUNS: u32 = 100_000;
/// Sets simulated at once: what they keep by delivery fits the memory of a small machine.
const AT_ONCE: usize = 7;

/// The lean search of an offer.
pub(in crate::value) fn lean(case: Valued<'_>, failure: &Failure, effort_cap: Option<Decimal>) -> Lean {
    let book = of_activities(case.offer.book);
    let (losses, model) = forced(case, &book, failure);
    let problem = problem(case, &book, &losses, &model, effort_cap);
    let mandatory = problem.mandatory();
    let offered =
        ActivitySet::of_activities(case.offer.plan.governance.activities.iter().map(|c| c.activity));
    // A cap below the mandatory activities admits nothing; they stay all the same.
    let solution = solve(&problem).unwrap_or_else(|| only(&problem, mandatory));

    let baseline = Baseline::new(case, &book, mandatory);
    let sets = candidates(&solution, mandatory, offered);
    let simulated = baseline.simulate(&sets, failure);
    let shown: Vec<Point> = (solution.frontier.par_iter().map(|found| found.set))
        .map(|set| baseline.point(&problem, set, &simulated))
        .collect();
    let at = |set: ActivitySet| baseline.point(&problem, set, &simulated);
    let (leanest, ties) = leanest(&simulated, &problem, effort_cap.is_some().then_some(offered));
    let saved = paired(&simulated, leanest, offered);
    Lean {
        frontier: rising(shown),
        offered: at(offered),
        leanest: at(leanest),
        ties: ties.into_iter().map(at).collect(),
        saved,
        proof: solution.proof,
        problem,
    }
}

fn only(problem: &Problem, set: ActivitySet) -> Solution {
    let found = Candidate::of(problem, set);
    Solution { optimum: found, best: vec![found], frontier: vec![found], proof: Proof::Exhausted(0) }
}

/// What to simulate: the mandatory and the offered set, the best by net value, and points of the frontier.
fn candidates(solution: &Solution, mandatory: ActivitySet, offered: ActivitySet) -> Vec<ActivitySet> {
    let mut sets = vec![mandatory, offered];
    let take = |set: ActivitySet, sets: &mut Vec<ActivitySet>| {
        if sets.len() < CANDIDATES && !sets.contains(&set) {
            sets.push(set);
        }
    };
    take(solution.optimum.set, &mut sets);
    solution.best.iter().take(FOR_VALUE).for_each(|found| take(found.set, &mut sets));
    let frontier = &solution.frontier;
    let points = CANDIDATES.min(frontier.len());
    for step in 0..points {
        // Evenly spaced, both ends included.
        let at = if points > 1 { step * (frontier.len() - 1) / (points - 1) } else { 0 };
        take(frontier[at].set, &mut sets);
    }
    sets
}

/// A simulated set.
struct Trial {
    set: ActivitySet,
    success: Simulated,
    net: Simulated,
    /// L₀ − L_S − c(S), by delivery.
    by_delivery: Vec<f64>,
}

/// What all sets are compared with: scenario 0.
struct Baseline<'c> {
    case: Valued<'c>,
    book: &'c Book,
    runs: Runs,
    mandatory: ActivitySet,
    /// The price of the mandatory activities, before discount.
    price: Decimal,
}

impl<'c> Baseline<'c> {
    fn new(case: Valued<'c>, book: &'c Book, mandatory: ActivitySet) -> Baseline<'c> {
        let runs = case.scenario_pair.runs;
        let plan = plan_of(case.offer.deal, book, mandatory);
        Baseline {
            case,
            book,
            runs: Runs { iterations: runs.iterations.min(RUNS), ..runs },
            mandatory,
            price: office_price(Planned { deal: case.offer.deal, book, plan: &plan }, case.offer.quote)
                .amount(),
        }
    }

    /// Δp and c(S), after discount.
    fn costs(&self, plan: &Plan) -> (Decimal, f64) {
        let Valued { offer, scenario_pair } = self.case;
        let planned = Planned { deal: offer.deal, book: self.book, plan };
        let price = office_price(planned, offer.quote).amount() - self.price;
        let price = price * scenario_pair.terms.keep;
        (price, double(price + own_hours(planned, offer.quote, false)))
    }

    /// Simulates sets; the first is the mandatory one.
    fn simulate(&self, sets: &[ActivitySet], failure: &Failure) -> Vec<Trial> {
        debug_assert!(sets.first() == Some(&self.mandatory));
        let mut trials: Vec<Trial> = Vec::new();
        let mut bare: Vec<f64> = Vec::new();
        for some in sets.chunks(AT_ONCE) {
            let plans: Vec<Plan> =
                some.iter().map(|set| plan_of(self.case.offer.deal, self.book, *set)).collect();
            let plans: Vec<&Plan> = plans.iter().collect();
            let model = scenarios(self.case.offer.deal, self.book, &plans, self.runs);
            let outcomes = simulate(&model).cases;
            let settled: Vec<_> = (plans.par_iter().zip(&outcomes))
                .map(|(plan, outcome)| self.settle(plan, outcome, failure))
                .collect();
            for (set, (success, loss, cost)) in some.iter().zip(settled) {
                if bare.is_empty() {
                    bare.clone_from(&loss);
                }
                let by_delivery: Vec<f64> = bare.iter().zip(&loss).map(|(l0, l)| l0 - l - cost).collect();
                let net = Simulated::mean(&by_delivery);
                trials.push(Trial { set: *set, success, net, by_delivery });
            }
        }
        trials
    }

    /// J, L^C by delivery, and c(S).
    fn settle(&self, plan: &Plan, outcome: &Outcome, failure: &Failure) -> (Simulated, Vec<f64>, f64) {
        let Valued { offer: Priced { deal, quote, .. }, scenario_pair } = self.case;
        let terms = &scenario_pair.terms;
        let (price, cost) = self.costs(plan);
        // The offer's price with this office in place of its own.
        let office = (self.price - quote.totals.pmo_price.amount()) * terms.keep + price;
        let paid = payment(deal, quote, quote.totals.net.amount() + office);
        let success = joint(outcome, paid, terms).joint;
        let h = failure.costs(outcome).customer;
        let paid = paid.customer_cost(outcome).into_iter();
        let loss = paid.zip(&h).map(|(paid, h)| paid - double(price) + h).collect();
        (success, loss, cost)
    }

    /// A set as it is reported, at the cost of its own chain.
    fn point(&self, problem: &Problem, set: ActivitySet, trials: &[Trial]) -> Point {
        let trial = trials.iter().find(|trial| trial.set == set);
        let carried = self.case.scenario_pair.with.success.is_carried();
        let cost = self.costs(&plan_of(self.case.offer.deal, self.book, set)).1;
        Point {
            activities: set.activities().collect(),
            cost,
            success: trial.map(|trial| trial.success).filter(|_| carried),
            success_surrogate: problem.success(set),
            net_value: trial.map(|trial| trial.net),
            net_value_surrogate: problem.loss(self.mandatory) - problem.loss(set) - cost,
        }
    }
}

/// The highest simulated net value, and of all that tie with it the one that costs least; the other ties.
/// Where effort is capped, `not` is left out unless it keeps the cap.
fn leanest(trials: &[Trial], problem: &Problem, not: Option<ActivitySet>) -> (ActivitySet, Vec<ActivitySet>) {
    let allowed = |trial: &&Trial| not != Some(trial.set) || problem.admits(trial.set);
    let all: Vec<&Trial> = trials.iter().filter(allowed).collect();
    let best = all.iter().max_by(|a, b| a.net.value.total_cmp(&b.net.value)).expect("the mandatory set");
    let ties = |trial: &&&Trial| {
        let apart = difference(best, trial);
        apart.value <= 2.0 * apart.se
    };
    let mut near: Vec<ActivitySet> = all.iter().filter(ties).map(|trial| trial.set).collect();
    near.sort_by(|a, b| problem.cost(*a).total_cmp(&problem.cost(*b)).then(a.count().cmp(&b.count())));
    let leanest = near.remove(0);
    (leanest, near)
}

fn difference(one: &Trial, other: &Trial) -> Simulated {
    let pairs = one.by_delivery.iter().zip(&other.by_delivery);
    Simulated::mean(&pairs.map(|(one, other)| one - other).collect::<Vec<f64>>())
}

fn paired(trials: &[Trial], one: ActivitySet, other: ActivitySet) -> Simulated {
    let find = |set: ActivitySet| trials.iter().find(|trial| trial.set == set).expect("both were simulated");
    difference(find(one), find(other))
}

/// By cost, success rising, at the costs of their own chains.
fn rising(mut points: Vec<Point>) -> Vec<Point> {
    points
        .sort_by(|a, b| a.cost.total_cmp(&b.cost).then(b.success_surrogate.total_cmp(&a.success_surrogate)));
    let mut best = f64::NEG_INFINITY;
    points.retain(|point| {
        let rises = point.success_surrogate > best + 1e-12;
        best = best.max(point.success_surrogate);
        rises
    });
    points
}
