//! `templates/methodologies/*.toml`.

use rust_decimal::Decimal;
use toml::de::DeValue;

use crate::read::{
    Item, Names, Table, Word, all_of, at_least, days, flag, id, line, list, long, name, number, one_of, word,
};
use crate::shared::{find_cycle, show_cycle};
use crate::vocabulary::any_in;
use bidwright_base::diag::{Code, Diagnostic};
use bidwright_base::quantity::Days;
use bidwright_base::source::{FileId, Placed};
use bidwright_base::words;
use bidwright_model::book::{
    Activity, ActivityIdx, Cadence, Evidence, Failure, Idx, Methodology, Phase, Raci, Treatment, When,
};
use bidwright_model::deal::Duty;

impl Word for Cadence {
    const WORDS: &'static [(&'static str, Cadence)] = &[
        ("once", Cadence::Once),
        ("per-phase", Cadence::PerPhase),
        ("weekly", Cadence::Weekly),
        ("fortnightly", Cadence::Fortnightly),
        ("monthly", Cadence::Monthly),
        ("per-deliverable", Cadence::PerDeliverable),
        ("per-payment", Cadence::PerPayment),
    ];
}

impl Word for When {
    const WORDS: &'static [(&'static str, When)] = &[
        ("start", When::Start),
        ("two-thirds", When::TwoThirds),
        ("before-last-work", When::BeforeLastWork),
        ("end", When::End),
    ];
}

impl Word for Evidence {
    const WORDS: &'static [(&'static str, Evidence)] =
        &[("A", Evidence::A), ("B", Evidence::B), ("C", Evidence::C), ("none", Evidence::None)];
}

/// What activities can refer to.
struct Known {
    phases: Names<Phase>,
    failures: Names<Failure>,
    activities: Names<Activity>,
}

pub(super) fn methodology(t: &Table<'_>, file: FileId) -> Methodology {
    let known = Known {
        phases: Names::of_rows(t, "phase", Code::UnknownPhase),
        failures: Names::of_rows(t, "failure", Code::UnknownFailure),
        activities: Names::of_rows(t, "activity", Code::UnknownActivity),
    };
    let methodology = Methodology {
        id: t.need("id", id),
        name: t.or("name", "", line),
        promise: t.or("promise", "", long),
        phases: t.rows("phase", |row, _| Phase {
            id: row.need("id", id),
            name: row.need("name", name),
            purpose: row.or("purpose", "", long),
            gate: row.or("gate", "", long),
        }),
        failures: t
            .rows("failure", |row, _| Failure { id: row.need("id", id), name: row.need("name", name) }),
        activities: t.rows("activity", |row, at| activity(row, Idx::new(at), &known)),
        file,
    };
    if methodology.phases.is_empty() {
        t.record(Diagnostic::error(Code::NoPhases, "the methodology has no `[[phase]]`"));
    }
    check_needs(t, &methodology);
    methodology
}

fn activity(t: &Table<'_>, at: ActivityIdx, known: &Known) -> Activity {
    let before = t.sink().errors();
    let activity = Activity {
        id: t.need("id", id),
        name: t.need("name", name),
        phase: t.may("phase", one_of(&known.phases)),
        cadence: t.or("cadence", Cadence::Once, word::<Cadence>),
        when: t.may("when", word::<When>),
        effort: t.entries("effort", |role, item| {
            (role.clone(), Placed::new(days(item).unwrap_or_default(), item.place))
        }),
        customer_effort: t.may("customer_effort", days),
        deliverable: t.or("deliverable", "", line),
        customer_value: t.or("customer_value", "", line),
        treats: t.rows("treats", |row, _| treatment(row, &known.failures)),
        mandatory: t.or("mandatory", false, flag),
        needs: t.or("needs", [], all_of(&known.activities)),
        excludes: t.or("excludes", [], all_of(&known.activities)),
        raci: t.may_table("raci", raci).unwrap_or_default(),
        place: t.place,
    };
    if activity.phase.is_some()
        && !matches!(activity.cadence.value, Cadence::Once | Cadence::PerDeliverable | Cadence::PerPayment)
    {
        let word = activity.cadence.word();
        let message = format!("{} has a `phase`, but is {word} across all phases", t.name);
        let finding = Diagnostic::error(Code::PhaseWithCadence, message).at(t.place_of("phase"));
        t.sink().push(finding.hint("keep `phase` or the cadence, not both"));
    }
    if activity.when.is_some() && (activity.cadence.value != Cadence::Once || activity.phase.is_none()) {
        let message = format!("{} has a `when`, but does not take place once in a phase", t.name);
        let finding = Diagnostic::error(Code::PhaseWithCadence, message).at(t.place_of("when"));
        t.sink().push(
            finding.hint("`when` is a day of the phase of what happens once: leave it out, or add `phase`"),
        );
    }
    if activity.needs.contains(&at) || activity.excludes.contains(&at) {
        let message = format!("{} needs or excludes itself", t.name);
        t.record(Diagnostic::error(Code::NeedsItself, message));
    }
    if t.sink().errors() == before {
        check_use(t, &activity);
    }
    activity
}

fn treatment(t: &Table<'_>, failures: &Names<Failure>) -> Treatment {
    Treatment {
        failure: t.need("failure", one_of(failures)),
        probability: t.or("probability", Decimal::ZERO, effect()),
        impact: t.or("impact", Decimal::ZERO, effect()),
        evidence: t.or("evidence", Evidence::None, word),
        place: t.place,
    }
}

/// 0 to under 1.
fn effect() -> impl Fn(&Item<'_>) -> Option<Decimal> {
    number(at_least(0).below(1))
}

fn raci(t: &Table<'_>) -> Raci {
    Raci {
        responsible: t.or("responsible", [], names),
        accountable: t.or("accountable", [], names),
        consulted: t.or("consulted", [], names),
        informed: t.or("informed", [], names),
    }
}

/// One name or a list of them.
fn names(item: &Item<'_>) -> Option<Vec<String>> {
    match item.value {
        DeValue::Array(_) => list(id)(item),
        _ => id(item).map(|one| vec![one]),
    }
}

/// Each failure once, and no activity for nothing (MODEL 15).
fn check_use(t: &Table<'_>, activity: &Activity) {
    for (at, treatment) in activity.treats.iter().enumerate() {
        if activity.treats[..at].iter().any(|other| other.failure == treatment.failure) {
            let message = format!("{} treats one failure mode twice", t.name);
            let finding = Diagnostic::error(Code::TreatedTwice, message).at(t.place_of("treats"));
            t.sink().push(finding.hint("write one entry with both effects"));
            break;
        }
    }
    // What the contract asks for, or a duty answers for, has a use of its own (lint 20).
    let is_duty = activity.mandatory || answers(activity).next().is_some();
    if activity.treats.is_empty() && activity.deliverable.is_empty() && !is_duty {
        let message = format!("{} treats nothing and delivers nothing", t.name);
        t.record(Diagnostic::warning(Code::ActivityWithoutUse, message).hint("leave it out"));
    }
    let works = |treatment: &Treatment| !treatment.probability.is_zero() || !treatment.impact.is_zero();
    let days: Days = activity.effort.iter().map(|(_, days)| days.value).sum();
    if activity.treats.iter().any(works) && days.is_zero() {
        let message = format!("{} treats a failure without any effort", t.name);
        t.record(Diagnostic::warning(Code::FreeTreatment, message).hint("nothing is free: count its days"));
    }
    if activity.customer_effort.is_none() && meets_the_customer(activity) {
        let message = format!("{} takes the customer's time, and has no `customer_effort`", t.name);
        t.record(Diagnostic::warning(Code::CustomerHoursUnpriced, message).hint(
            "the customer's days each time, such as `customer_effort = 0.5`; 0 if it really takes none",
        ));
    }
}

/// Duties that answer for an activity.
fn answers(activity: &Activity) -> impl Iterator<Item = &String> {
    activity.raci.accountable.iter().filter(|name| Duty::ALL.into_iter().any(|duty| duty.word() == *name))
}

/// Whether people of the customer take part in it together with ours, time and again or in a meeting.
fn meets_the_customer(activity: &Activity) -> bool {
    // A project manager or a member can be on either side; these are the customer's.
    const CUSTOMERS: [Duty; 3] = [Duty::Sponsor, Duty::Acceptor, Duty::Signatory];
    let parts = activity.raci.accountable.iter().chain(&activity.raci.consulted);
    let customers = |name: &String| CUSTOMERS.into_iter().any(|duty| duty.word() == name);
    let named = words::split(&activity.name).into_iter().chain(words::split(&activity.deliverable));
    let recurs = activity.cadence.every_days().is_some();
    parts.into_iter().any(customers) && (recurs || any_in(named, "meetings"))
}

fn check_needs(t: &Table<'_>, methodology: &Methodology) {
    let needs: Vec<Vec<usize>> = methodology
        .activities
        .iter()
        .enumerate()
        .map(|(at, activity)| {
            activity.needs.iter().map(|need| need.get()).filter(|need| *need != at).collect()
        })
        .collect();
    if let Some(cycle) = find_cycle(&needs) {
        let id = |at: usize| methodology.activities[at].id.value.clone();
        let message = format!("activities need each other: {}", show_cycle(&cycle, id));
        let place = cycle.first().map_or(t.place, |at| methodology.activities[*at].id.place);
        t.sink().push(Diagnostic::error(Code::NeedsCycle, message).at(place));
    }
}
