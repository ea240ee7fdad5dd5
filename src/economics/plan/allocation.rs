//! People in two places at once: of working time, not of dates.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{Plan, Planned};
use bidwright_base::diag::{Code, Diagnostic, Diags};
use bidwright_base::quantity::{People, WorkTime};
use bidwright_base::words;
use bidwright_model::deal::{Deal, PackageIdx};

/// CPM ignores people being in two places (MODEL 5.5). One warning names every role whose packages run at
/// the same working time and together need more people than the largest team of that role.
pub(super) fn over_allocation(offer: Planned<'_>, diags: &mut Diags) {
    let Planned { deal, book, plan } = offer;
    let mut told: Vec<String> = Vec::new();
    let mut place = None;
    for (role, work) in by_role(deal, plan) {
        let Some(peak) = peak(&work) else { continue };
        // Half a person twice is one person.
        if peak.people <= peak.team.clone().max(People::of(Decimal::ONE)) {
            continue;
        }
        let title = offer.card().role(role).map_or(role, |r| &r.title);
        let first = book.calendar.after(plan.start, peak.from.whole_days());
        let last =
            book.calendar.finish(plan.start, peak.to.minutes(plan.minutes_per_day), plan.minutes_per_day);
        told.push(format!("{} × {title} from {first} to {}", peak.people.rounded(), last.max(first)));
        place.get_or_insert(deal.work[peak.package].id.place);
    }
    if let Some(place) = place {
        let message = format!(
            "packages at the same time need more people than any one of them has: {}",
            words::list(&told)
        );
        diags.push(
            Diagnostic::warning(Code::OverAllocated, message)
                .at(place)
                .hint("the network ignores that people are in one place at a time; add `after`, or make sure you have them"),
        );
    }
}

/// People of one role at work on one package, from one moment of working time to another.
struct Work {
    from: WorkTime,
    to: WorkTime,
    people: People,
    team: People,
    package: PackageIdx,
}

/// What each role works on. A role with less to do than the package takes is spread over it: who tests one
/// day in five may test elsewhere on the others.
fn by_role<'a>(deal: &'a Deal, plan: &Plan) -> BTreeMap<&'a str, Vec<Work>> {
    let mut roles: BTreeMap<&str, Vec<Work>> = BTreeMap::new();
    for planned in plan.packages.iter().filter(|p| !p.time.duration.is_zero()) {
        for effort in planned.effort.iter().filter(|effort| !effort.days.is_zero()) {
            let row = &deal.work[planned.package].effort[effort.row];
            roles.entry(&row.role.value).or_default().push(Work {
                from: planned.time.early_start.clone(),
                to: planned.time.early_finish.clone(),
                people: People::doing(effort.days, &planned.time.duration),
                team: People::of(row.team.value),
                package: planned.package,
            });
        }
    }
    roles
}

/// The first stretch of time in which the most people of a role are at work.
struct Peak {
    from: WorkTime,
    to: WorkTime,
    people: People,
    /// The largest team of any one package.
    team: People,
    /// The package with which it begins.
    package: PackageIdx,
}

fn peak(work: &[Work]) -> Option<Peak> {
    let team = work.iter().map(|one| &one.team).max()?.clone();
    // Who ends at a moment is free at that moment, so ends come before starts.
    let mut moments: Vec<(&WorkTime, bool, &Work)> = Vec::with_capacity(work.len() * 2);
    for one in work {
        moments.push((&one.to, false, one));
        moments.push((&one.from, true, one));
    }
    moments.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)));
    let mut now = People::none();
    let mut peak: Option<Peak> = None;
    let mut open = false;
    for (at, group) in moments.chunk_by(|a, b| a.0 == b.0).map(|group| (group[0].0, group)) {
        let before = now.clone();
        for (_, starts, one) in group {
            if *starts { now += &one.people } else { now -= &one.people }
        }
        if now == before {
            continue;
        }
        if let Some(peak) = peak.as_mut().filter(|_| open) {
            peak.to = at.clone();
        }
        open = peak.as_ref().is_none_or(|peak| now > peak.people);
        if open && let Some((_, _, first)) = group.iter().find(|(_, starts, _)| *starts) {
            peak = Some(Peak {
                from: at.clone(),
                to: at.clone(),
                people: now.clone(),
                team: team.clone(),
                package: first.package,
            });
        }
    }
    peak
}
