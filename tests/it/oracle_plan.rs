//! MODEL 5 against cases with known answers: critical path, lags, cycles, calendars.

use bidwright_base::quantity::WorkTime;
use bidwright_economics::plan::{Task, schedule};
use bidwright_model::book::Calendar;
use bidwright_model::distributions::{Range, classic};
use jiff::civil::{Date, Weekday};
use rust_decimal::Decimal;
use serde_json::Value;

use crate::oracle::{Case, cases, cases_named, decimal};

/// The activities of a case that have a fixed duration, with their names.
fn network(case: &Case) -> (Vec<String>, Vec<Task>) {
    let rows = case.inputs["activities"].as_array().expect("activities");
    let names: Vec<String> = rows.iter().map(|row| row["id"].as_str().expect("an id").to_owned()).collect();
    let tasks = rows
        .iter()
        .map(|row| Task {
            duration: WorkTime::days(decimal(&row["duration"])),
            lag: WorkTime::days(row.get("lag_days").map_or(Decimal::ZERO, decimal)),
            after: row["after"]
                .as_array()
                .expect("a list")
                .iter()
                .map(|before| {
                    names.iter().position(|name| name == before.as_str().expect("an id")).expect("known")
                })
                .collect(),
        })
        .collect();
    (names, tasks)
}

#[test]
fn the_longest_path_is_critical_and_float_is_what_the_rest_can_wait() {
    for case in cases("networks").iter().filter(|case| case.expected.get("length").is_some()) {
        let (names, tasks) = network(case);
        let plan = schedule(&tasks).expect("no cycle");
        let expected = &case.expected;
        assert_eq!(plan.length, WorkTime::days(decimal(&expected["length"])), "{}", case.id);
        let critical: Vec<&String> = names
            .iter()
            .zip(&plan.nodes)
            .filter(|(_, node)| node.float.is_zero())
            .map(|(name, _)| name)
            .collect();
        let path: Vec<&str> =
            expected["critical_path"].as_array().expect("a path").iter().filter_map(Value::as_str).collect();
        assert_eq!(critical, path, "{}", case.id);
        for (name, node) in names.iter().zip(&plan.nodes) {
            if let Some(float) = expected["float"].get(name) {
                assert_eq!(node.float, WorkTime::days(decimal(float)), "float of {name} in {}", case.id);
            }
            if let Some(start) = expected.get("start").and_then(|starts| starts.get(name)) {
                assert_eq!(
                    node.early_start,
                    WorkTime::days(decimal(start)),
                    "start of {name} in {}",
                    case.id
                );
            }
        }
    }
}

#[test]
fn classic_pert_takes_the_longest_path_of_means_for_the_network() {
    for case in cases("networks").iter().filter(|case| case.expected.get("classic_var").is_some()) {
        let rows = case.inputs["activities"].as_array().expect("activities");
        let number = |row: &Value, key: &str| row[key].as_f64().expect("a number");
        let range = |row: &Value| {
            Range::new(number(row, "low"), number(row, "likely"), number(row, "high")).expect("in order")
        };
        let names: Vec<&str> = rows.iter().map(|row| row["id"].as_str().expect("an id")).collect();
        let tasks: Vec<Task> = rows
            .iter()
            .map(|row| Task {
                // Six times the mean: whole numbers, so that ties are ties.
                duration: WorkTime::days(
                    decimal(&row["low"]) + decimal(&row["likely"]) * Decimal::from(4) + decimal(&row["high"]),
                ),
                lag: WorkTime::zero(),
                after: row["after"]
                    .as_array()
                    .expect("a list")
                    .iter()
                    .map(|before| {
                        names.iter().position(|name| Some(*name) == before.as_str()).expect("known")
                    })
                    .collect(),
            })
            .collect();
        let plan = schedule(&tasks).expect("no cycle");
        let critical =
            rows.iter().zip(&plan.nodes).filter(|(_, node)| node.float.is_zero()).map(|(row, _)| range(row));
        let chain = classic::chain(&critical.collect::<Vec<_>>());
        for (key, found) in [("classic_mean", chain.0), ("classic_length", chain.0), ("classic_var", chain.1)]
        {
            if case.expected.get(key).is_some() {
                case.holds(key, found);
            }
        }
        case.holds("classic_p_by_deadline", classic::by_deadline(chain, case.input("deadline")));
    }
}

#[test]
fn a_cycle_is_named_once_round() {
    for case in cases_named("networks", "cycle") {
        let (names, tasks) = network(&case);
        let mut cycle: Vec<&str> =
            schedule(&tasks).expect_err("a cycle").iter().map(|&at| names[at].as_str()).collect();
        cycle.sort_unstable();
        let members: Vec<&str> = case.expected["cycle_members"]
            .as_array()
            .expect("a list")
            .iter()
            .filter_map(Value::as_str)
            .collect();
        assert_eq!(cycle, members);
    }
}

fn calendar(inputs: &Value) -> Calendar {
    let weekday = |name: &Value| match name.as_str().expect("a day") {
        "sat" => Weekday::Saturday,
        "sun" => Weekday::Sunday,
        other => panic!("{other}"),
    };
    let holidays = inputs["holidays"].as_array().expect("a list");
    Calendar {
        id: "oracle".into(),
        name: "Oracle".into(),
        weekend: inputs["weekend"].as_array().expect("a list").iter().map(weekday).collect(),
        holidays: holidays.iter().map(|day| (date(day), "holiday".to_owned())).collect(),
        place: None,
    }
}

fn date(value: &Value) -> Date {
    value.as_str().expect("a date").parse().expect("a date")
}

#[test]
fn work_finishes_on_the_day_that_fills_its_minutes() {
    for case in cases_named("calendar", "finish-") {
        let inputs = &case.inputs;
        let per_day = u32::try_from(inputs["minutes_per_day"].as_u64().expect("minutes")).expect("fits");
        let minutes = WorkTime::days(decimal(&inputs["working_days"])).minutes(per_day);
        let finish = calendar(inputs).finish(date(&inputs["start"]), minutes, per_day);
        assert_eq!(finish, date(&case.expected["finish"]), "{}", case.id);
    }
}

#[test]
fn days_to_a_deadline_count_both_ends() {
    for case in cases_named("calendar", "days-to-deadline") {
        let inputs = &case.inputs;
        let days = calendar(inputs).working_days(date(&inputs["start"]), date(&inputs["deadline"]));
        assert_eq!(Some(days), case.expected["working_days"].as_u64(), "{}", case.id);
    }
}

mod properties {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_finish_is_the_end_of_some_task_and_none_is_later(
            rows in proptest::collection::vec((0_u32..400, 0_u32..50, proptest::collection::vec(0_usize..30, 0..4)), 1..30),
        ) {
            // Predecessors before their successors, so there is no cycle.
            let tasks: Vec<Task> = rows.iter().enumerate().map(|(at, (days, lag, after))| Task {
                duration: WorkTime::days(Decimal::new(i64::from(*days), 1)),
                lag: WorkTime::days(Decimal::new(i64::from(*lag), 1)),
                after: after.iter().filter(|&&before| before < at).copied().collect(),
            }).collect();
            let plan = schedule(&tasks).expect("no cycle");
            prop_assert!(plan.nodes.iter().any(|node| node.early_finish == plan.length));
            for node in &plan.nodes {
                prop_assert!(node.early_finish <= plan.length);
                prop_assert!(node.float >= WorkTime::zero());
            }
        }
    }
}
