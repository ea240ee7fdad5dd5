//! What holds for any lean search, whatever its activities and risks.

use proptest::prelude::*;

use crate::value::lean::{Activity, ActivitySet, Hazard, Problem, Proof, solve, solve_by_bounds};

/// Problems of up to nine activities and four risks, with needs, exclusions, mandatory ones and caps.
fn problems() -> impl Strategy<Value = Problem> {
    let risk = (0.0..=1.0_f64, -20.0..100.0_f64, any::<bool>())
        .prop_map(|(probability, loss, defeats)| Hazard { probability, loss, defeats });
    let effects = prop::collection::vec((0..4_usize, 0.0..0.9_f64, 0.0..0.9_f64), 0..4);
    let activity =
        (0.0..15.0_f64, prop::bool::weighted(0.15), effects, 0..1024_u32, prop::bool::weighted(0.2));
    (
        prop::collection::vec(risk, 4),
        prop::collection::vec(activity, 1..9),
        0.05..=1.0_f64,
        prop::option::weighted(0.3, 10.0..60.0_f64),
        any::<bool>(),
    )
        .prop_map(|(risks, drawn, kappa, cap, from_mandatory)| {
            let count = drawn.len();
            let activities = (drawn.into_iter().enumerate())
                .map(|(at, (cost, mandatory, effects, link, linked))| {
                    // An activity may need an earlier one, so there is no cycle.
                    let needs = if linked && at > 0 {
                        ActivitySet::EMPTY.with(link as usize % at)
                    } else {
                        ActivitySet::EMPTY
                    };
                    let mut once: Vec<(usize, f64, f64)> = Vec::new();
                    for effect in effects {
                        if once.iter().all(|known| known.0 != effect.0) {
                            once.push(effect);
                        }
                    }
                    Activity {
                        cost,
                        weight: cost,
                        mandatory,
                        needs,
                        excludes: ActivitySet::EMPTY,
                        effects: once,
                    }
                })
                .collect::<Vec<Activity>>();
            let base = ActivitySet::EMPTY;
            let mut problem = Problem { risks, activities, base, kappa, p_min: 0.01, cap };
            // A mandatory activity never needs one that can be left out: such files are refused.
            for at in 0..count {
                if problem.activities[at].mandatory {
                    let needed = problem.activities[at].needs;
                    needed.iter().for_each(|other| problem.activities[other].mandatory = true);
                }
            }
            // Half of them are stated as a deal states its risks: the mandatory activities in place.
            if from_mandatory {
                problem.base = problem.mandatory();
            }
            problem
        })
}

/// p_k(S) of a risk: what is missing to success where no other risk defeats it.
pub(crate) fn probability(problem: &Problem, risk: usize, set: ActivitySet) -> f64 {
    let mut alone = problem.clone();
    for (at, other) in alone.risks.iter_mut().enumerate() {
        other.defeats = at == risk;
    }
    1.0 - alone.success(set)
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(1.0)
}

proptest! {
    #[test]
    fn bounds_find_what_looking_at_every_set_finds(problem in problems()) {
        let (all, bounded) = (solve(&problem), solve_by_bounds(&problem));
        prop_assert_eq!(all.is_some(), bounded.is_some());
        if let (Some(all), Some(bounded)) = (all, bounded) {
            prop_assert!(matches!(bounded.proof, Proof::Bounded(_)));
            prop_assert!(close(all.optimum.net_value, bounded.optimum.net_value), "{:?} {:?}", all.optimum, bounded.optimum);
        }
    }

    #[test]
    fn the_optimum_is_admissible_and_nothing_is_better(problem in problems()) {
        let Some(solution) = solve(&problem) else { return Ok(()) };
        prop_assert!(problem.admits(solution.optimum.set));
        prop_assert!(close(solution.optimum.net_value, problem.net_value(solution.optimum.set)));
        for bits in 0..1_u128 << problem.activities.len() {
            let set = ActivitySet(bits);
            if problem.admits(set) {
                prop_assert!(problem.net_value(set) <= solution.optimum.net_value + 2e-9);
            }
        }
    }

    #[test]
    fn the_frontier_rises_and_no_set_is_above_it(problem in problems()) {
        let Some(solution) = solve(&problem) else { return Ok(()) };
        let frontier = &solution.frontier;
        prop_assert!(frontier.windows(2).all(|p| p[0].cost <= p[1].cost && p[0].success < p[1].success));
        for bits in 0..1_u128 << problem.activities.len() {
            let set = ActivitySet(bits);
            if problem.admits(set) {
                let (cost, success) = (problem.cost(set), problem.success(set));
                let under = frontier.iter().any(|p| p.cost <= cost + 1e-9 && p.success >= success - 1e-11);
                prop_assert!(under, "{set:?} {cost} {success}");
            }
        }
    }

    #[test]
    fn one_more_activity_never_raises_a_probability(problem in problems()) {
        for at in 0..problem.activities.len() {
            let set = ActivitySet(0b1010_1010 & ((1 << problem.activities.len()) - 1));
            for risk in 0..problem.risks.len() {
                let (before, after) = (probability(&problem, risk, set), probability(&problem, risk, set.with(at)));
                prop_assert!(after <= before + 1e-12);
            }
        }
    }

    #[test]
    fn a_dearer_activity_is_no_better_an_answer(problem in problems(), more in 0.0..20.0_f64) {
        let Some(solution) = solve(&problem) else { return Ok(()) };
        let mut dearer = problem.clone();
        dearer.activities[0].cost += more;
        let dearer = solve(&dearer).expect("weights are as they were");
        prop_assert!(dearer.optimum.net_value <= solution.optimum.net_value + 1e-9);
    }
}

#[test]
fn threads_change_nothing_of_the_search() {
    // Fourteen activities on three risks, with many ties: half of them do nothing and cost nothing.
    let activity = |at: usize| Activity {
        cost: if at.is_multiple_of(2) { 0.0 } else { at as f64 / 3.0 },
        effects: if at.is_multiple_of(2) { Vec::new() } else { vec![(at % 3, 0.07 * at as f64 / 3.0, 0.1)] },
        ..Activity::default()
    };
    let problem = Problem {
        risks: (1..=3)
            .map(|k| Hazard { probability: 0.1 * f64::from(k), loss: 90.0, defeats: k > 1 })
            .collect(),
        activities: (0..14).map(activity).collect(),
        base: ActivitySet::EMPTY,
        kappa: 0.6,
        p_min: 0.0,
        cap: None,
    };
    let found = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        let solution = pool.install(|| solve(&problem)).expect("admissible");
        (solution.optimum, solution.best, solution.frontier)
    };
    assert!(found(1) == found(3) && found(3) == found(8));
    let idle = found(1).0.set.iter().any(|at| at % 2 == 0);
    assert!(!idle, "of sets that tie, the one with fewer activities");
}

#[test]
fn thirty_activities_are_solved_with_proof() {
    let part = |a: usize, b: usize| ((a * 37 + b * 101) % 97) as f64 / 97.0;
    let candidate = |at: usize| Activity {
        cost: 2.0 + 12.0 * part(at, 5),
        effects: (0..3)
            .map(|n| ((at * 7 + n * 5) % 20, 0.05 + 0.4 * part(at, n), 0.2 * part(n, at)))
            .collect(),
        ..Activity::default()
    };
    let hazard = |k: usize| Hazard {
        probability: 0.05 + 0.4 * part(k, 1),
        loss: 20.0 + 150.0 * part(k, 2),
        defeats: !k.is_multiple_of(3),
    };
    let problem = Problem {
        risks: (0..20).map(hazard).collect(),
        activities: (0..30).map(candidate).collect(),
        base: ActivitySet::EMPTY,
        kappa: 0.6,
        p_min: 0.0,
        cap: None,
    };
    let solution = solve(&problem).expect("admissible");
    assert!(matches!(solution.proof, Proof::Bounded(_)), "{:?}", solution.proof);
    // No neighbour by one activity is better, which no search could miss.
    for at in 0..30 {
        let other = ActivitySet(solution.optimum.set.0 ^ 1 << at);
        assert!(problem.net_value(other) <= solution.optimum.net_value + 1e-9);
    }
}
