//! The delivery office as the customer sees it, and the people on both sides.

use super::Scene;
use crate::compose::fill::duty_name;
use crate::compose::table_builder::{Options, maybe, text};
use crate::tree::{Block, Tone};
use bidwright_base::locale::Message;
use bidwright_base::simulated::Simulated;
use bidwright_model::book::{Evidence, Raci};
use bidwright_model::deal::{Duty, Side};
use bidwright_review::customer_offer::Activity;

/// Activity, when, what the customer receives, the failure it prevents, how much of the exposure that
/// failure is and how well the effect is known. Costs are not in it.
pub(super) fn pm_ledger(scene: &Scene<'_>, options: &Options) -> Vec<Block> {
    let mut table = scene
        .table([
            Message::ColumnActivity,
            Message::ColumnWhen,
            Message::ColumnReceived,
            Message::ColumnPrevented,
            Message::LedgerExposure,
            Message::LedgerGrade,
        ])
        .figures([4]);
    for (activity, words) in scene.offer.method.activities.iter().zip(&scene.view.method.activities) {
        let share = activity.effect.map(|effect| effect.addressed).filter(|share| *share >= 0.005);
        let share = share.map(|value| scene.locale.chance(Simulated { value, se: 0.0 }));
        table.row([
            text(&words.name),
            text(&words.when),
            text(&words.deliverable),
            text(words.prevents.join(". ")),
            maybe(share.as_ref()),
            activity.effect.map_or_else(Vec::new, |_| text(scene.grades(activity))),
        ]);
    }
    table.finish(options, "pm-ledger")
}

/// Most that fit on a page with other things.
const KEY_ACTIVITIES: usize = 6;

/// The activities that take most off the expected loss, at most six, in their order.
pub(super) fn key_activities(scene: &Scene<'_>, options: &Options) -> Vec<Block> {
    let mut table = scene.table([Message::ColumnActivity, Message::ColumnReceived, Message::ColumnPrevented]);
    let (activities, words) = (&scene.offer.method.activities, &scene.view.method.activities);
    let saved = |at: &usize| activities[*at].effect.map_or(0.0, |effect| effect.alone);
    let mut chosen: Vec<usize> = (0..activities.len()).collect();
    // A stable sort: of equals, and without any figure, the first ones stay.
    chosen.sort_by(|one, other| saved(other).total_cmp(&saved(one)));
    chosen.truncate(KEY_ACTIVITIES);
    chosen.sort_unstable();
    for words in chosen.into_iter().map(|at| &words[at]) {
        let first = words.prevents.first();
        table.row([text(&words.name), text(&words.deliverable), maybe(first)]);
    }
    table.finish(options, "key-activities")
}

/// The rhythm of the delivery: how often, for what, and how much of the customer's time.
pub(super) fn activities(scene: &Scene<'_>, options: &Options) -> Vec<Block> {
    let mut table = scene
        .table([
            Message::ColumnActivity,
            Message::ColumnWhen,
            Message::ActivitiesCount,
            Message::ActivitiesValue,
            Message::ActivitiesTime,
        ])
        .figures([2, 4]);
    for activity in &scene.view.method.activities {
        table.row([
            text(&activity.name),
            text(&activity.when),
            text(&activity.count),
            text(&activity.customer_value),
            maybe(activity.customer_time.as_ref()),
        ]);
    }
    table.finish(options, "activities")
}

/// Who takes part, by side.
pub(super) fn team(scene: &Scene<'_>, options: &Options) -> Vec<Block> {
    let mut table = scene.table([Message::PersonName, Message::PersonTitle, Message::TeamPart]);
    let people = &scene.view.people;
    for (side, people) in
        [(&scene.view.customer.name, &people.customer), (&scene.view.firm.name, &people.supplier)]
    {
        if people.is_empty() {
            continue;
        }
        table.group(side);
        // Somebody with two duties is one person.
        let mut named: Vec<&str> = Vec::new();
        for one in people {
            if named.contains(&one.name.as_str()) {
                continue;
            }
            named.push(&one.name);
            let duties: Vec<&str> = people
                .iter()
                .filter(|other| other.name == one.name)
                .map(|other| other.duty_name.as_str())
                .collect();
            table.row([text(&one.name), maybe(one.title.as_ref()), text(duties.join(", "))]);
        }
    }
    table.finish(options, "team")
}

/// Activities by who is responsible, accountable, consulted and informed: one column each, with names,
/// so that it reads at any number of people.
pub(super) fn raci(scene: &Scene<'_>, options: &Options) -> Vec<Block> {
    let mut table = scene.table([
        Message::ColumnActivity,
        Message::RaciResponsible,
        Message::RaciAccountable,
        Message::RaciConsulted,
        Message::RaciInformed,
    ]);
    for activity in &scene.offer.method.activities {
        let Raci { responsible, accountable, consulted, informed } = activity.raci;
        let names = |names: &[String]| {
            let names: Vec<String> = names.iter().map(|name| scene.holder(name)).collect();
            text(names.join(", "))
        };
        table.row([
            text(activity.name),
            names(responsible),
            names(accountable),
            names(consulted),
            names(informed),
        ]);
        // The more a part binds, the stronger its ground: who answers for it, who does it, who is asked.
        let ground = |names: &[String], tone| if names.is_empty() { Tone::None } else { tone };
        table.tones([
            Tone::None,
            ground(responsible, Tone::Mid),
            ground(accountable, Tone::Strong),
            ground(consulted, Tone::Pale),
        ]);
    }
    table.finish(options, "raci")
}

impl Scene<'_> {
    /// Grades of evidence of what an activity treats, best first: "B, C".
    fn grades(&self, activity: &Activity<'_>) -> String {
        let words = activity.grades.iter().map(|grade| match grade {
            Evidence::None => self.text(Message::GradeNone),
            known => known.word().to_owned(),
        });
        words.collect::<Vec<_>>().join(",\u{a0}")
    }

    /// Who a name of a RACI is: a role by its title, a duty by the people who hold it, whose parts the
    /// table of the team shows. A methodology
    /// means the customer's people; only where none of theirs holds the duty, ours.
    fn holder(&self, name: &str) -> String {
        let Some(duty) = Duty::ALL.into_iter().find(|duty| duty.word() == name) else {
            // "Service manager, SFIA 5": the level is a matter of the rates.
            let title = self.offer.role_title(name);
            return title.split(", ").next().unwrap_or(title).to_owned();
        };
        let holders = |side: Side| -> Vec<String> {
            let all = self.offer.stakeholders.iter();
            let held = all.filter(|s| s.duty == duty && s.side == side);
            held.map(|s| s.name.value.clone()).collect()
        };
        let mut names = holders(Side::Customer);
        if names.is_empty() {
            names = holders(Side::Supplier);
        }
        // More names than that are a list of their own: the team.
        if (1..=2).contains(&names.len()) { names.join(", ") } else { duty_name(self.locale, duty) }
    }
}
