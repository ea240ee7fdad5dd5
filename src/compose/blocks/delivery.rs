//! The delivery office as the customer sees it, and the people on both sides.

use super::Scene;
use crate::book::Raci;
use crate::compose::fill::duty_name;
use crate::compose::locale::person;
use crate::compose::sheet::{Options, Sheet, maybe, text};
use crate::deal::{Duty, Side};
use crate::document::Block;

/// Activity, when, what the customer holds in hand, the failure it prevents. Costs are not in it.
pub(super) fn pm_ledger(scene: &Scene<'_>, options: &Options) -> Vec<Block> {
    let say = |english, german| scene.say(english, german);
    let mut sheet = Sheet::new([
        say("Activity", "Aktivität"),
        say("When", "Wann"),
        say("What you receive", "Was Sie erhalten"),
        say("The failure it prevents", "Welches Scheitern sie verhindert"),
    ]);
    for activity in &scene.view.method.activities {
        sheet.row([
            text(&activity.name),
            text(&activity.when),
            text(&activity.deliverable),
            text(activity.prevents.join("; ")),
        ]);
    }
    sheet.finish(options, "pm-ledger")
}

/// The rhythm of the delivery: how often, for what, and how much of the customer's time.
pub(super) fn activities(scene: &Scene<'_>, options: &Options) -> Vec<Block> {
    let say = |english, german| scene.say(english, german);
    let mut sheet = Sheet::new([
        say("Activity", "Aktivität"),
        say("When", "Wann"),
        say("How often", "Wie oft"),
        say("What it is good for", "Wofür"),
        say("Your time", "Ihre Zeit"),
    ])
    .figures([2, 4]);
    for activity in &scene.view.method.activities {
        sheet.row([
            text(&activity.name),
            text(&activity.when),
            text(&activity.count),
            text(&activity.customer_value),
            maybe(activity.customer_time.as_ref()),
        ]);
    }
    sheet.finish(options, "activities")
}

/// Who takes part, by side.
pub(super) fn team(scene: &Scene<'_>, options: &Options) -> Vec<Block> {
    let say = |english, german| scene.say(english, german);
    let mut sheet = Sheet::new([
        say("Name", "Name"),
        say("Title", "Funktion"),
        say("Part", "Rolle"),
    ]);
    let people = &scene.view.people;
    for (side, people) in [
        (&scene.view.customer.name, &people.customer),
        (&scene.view.firm.name, &people.supplier),
    ] {
        if people.is_empty() {
            continue;
        }
        sheet.group(side);
        // Somebody with two duties is one person.
        let mut told: Vec<&str> = Vec::new();
        for one in people {
            if told.contains(&one.name.as_str()) {
                continue;
            }
            told.push(&one.name);
            let duties: Vec<&str> = people
                .iter()
                .filter(|other| other.name == one.name)
                .map(|other| other.duty_name.as_str())
                .collect();
            sheet.row([
                text(&one.name),
                maybe(one.title.as_ref()),
                text(duties.join(", ")),
            ]);
        }
    }
    sheet.finish(options, "team")
}

/// Activities by who is responsible, accountable, consulted and informed.
pub(super) fn raci(scene: &Scene<'_>, options: &Options) -> Vec<Block> {
    let activities = || scene.seen.planned_activities().map(|(activity, _)| activity);
    // Our roles first, in the order in which they turn up, then duties in the order of a deal.
    let mut roles: Vec<&str> = Vec::new();
    let mut duties: Vec<Duty> = Vec::new();
    for name in activities()
        .flat_map(|activity| lists(&activity.raci))
        .flat_map(|(names, _)| names)
    {
        match Duty::ALL.into_iter().find(|duty| duty.word() == name) {
            Some(duty) if !duties.contains(&duty) => duties.push(duty),
            None if !roles.contains(&name.as_str()) => roles.push(name),
            _ => {}
        }
    }
    duties.sort();

    let mut sheet = Sheet::new([scene.say("Activity", "Aktivität")]);
    for role in &roles {
        sheet.column(scene.seen.role_title(role).to_owned());
    }
    for duty in &duties {
        sheet.column(scene.duty_head(*duty));
    }
    let names: Vec<&str> = roles
        .iter()
        .copied()
        .chain(duties.iter().map(|duty| duty.word()))
        .collect();
    let mut sheet = sheet.centred(1..=names.len());
    for activity in activities() {
        let letters = |name: &&str| {
            let letters: Vec<&str> = lists(&activity.raci)
                .into_iter()
                .filter(|(names, _)| names.iter().any(|known| known == name))
                .map(|(_, letter)| letter)
                .collect();
            text(letters.join("/"))
        };
        let cells: Vec<_> = std::iter::once(text(&activity.name))
            .chain(names.iter().map(letters))
            .collect();
        sheet.row(cells);
    }
    sheet.finish(options, "raci")
}

fn lists(raci: &Raci) -> [(&Vec<String>, &'static str); 4] {
    [
        (&raci.responsible, "R"),
        (&raci.accountable, "A"),
        (&raci.consulted, "C"),
        (&raci.informed, "I"),
    ]
}

impl Scene<'_> {
    /// A duty and who holds it. A methodology means the customer's; only where nobody of theirs holds it,
    /// ours.
    fn duty_head(&self, duty: Duty) -> String {
        let holders = |side: Side| -> Vec<String> {
            let all = self.seen.offer.deal.stakeholders.iter();
            all.filter(|s| s.duty == duty && s.side == side)
                .map(|s| person(&s.name))
                .collect()
        };
        let mut names = holders(Side::Customer);
        if names.is_empty() {
            names = holders(Side::Supplier);
        }
        let mut head = duty_name(self.seen.locale, duty).to_owned();
        // More names than that are a list of their own: the team.
        if (1..=2).contains(&names.len()) {
            head = format!("{head}\n{}", names.join(", "));
        }
        head
    }
}
