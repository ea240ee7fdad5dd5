//! Who is to do what in governance, and whether anybody holds that part.

use std::collections::BTreeSet;

use crate::read::FindingSink;
use crate::shared::{LibraryChoice, SelectedLibrary};
use bidwright_base::diag::{Code, Diagnostic};
use bidwright_base::words;
use bidwright_model::book::Rows;
use bidwright_model::deal::{Deal, Duty};

/// Duties that no stakeholder holds, and names in a `raci` that are neither a duty nor a role: once for the
/// deal, not once for each activity.
pub(super) fn check(deal: &Deal, library: &SelectedLibrary, choice: &LibraryChoice, sink: &FindingSink) {
    let Some(methodology) = &library.methodology else {
        return;
    };
    let roles = library.roles();
    let mut unheld = BTreeSet::new();
    let mut unknown = BTreeSet::new();
    for (at, activity) in methodology.activities.indexed() {
        if deal.governance.dropped.contains(&at) {
            continue;
        }
        let raci = &activity.raci;
        let parts = [&raci.responsible, &raci.accountable, &raci.consulted, &raci.informed];
        for name in parts.into_iter().flatten() {
            let duty = Duty::ALL.into_iter().find(|duty| duty.word() == name);
            match duty {
                Some(duty) if deal.stakeholders.iter().any(|person| person.duty == duty) => {}
                // A duty may bear the name of a role, such as `project-manager`.
                _ if roles.get(name).is_some() || !roles.known() => {}
                Some(duty) => {
                    unheld.insert(duty.word());
                }
                None => {
                    unknown.insert(name.as_str());
                }
            }
        }
    }
    let quoted = |names: BTreeSet<&str>| -> Vec<String> {
        names.into_iter().map(|name| format!("`{name}`")).collect()
    };
    if !unheld.is_empty() {
        let place = deal.stakeholders.first().map_or(deal.customer.name.place, |first| first.place);
        let message = format!("no stakeholder holds the duty {}", words::list(&quoted(unheld)));
        sink.push(
            Diagnostic::warning(Code::DutyUnheld, message)
                .at(place)
                .hint("the activities of the methodology count on them: add a `[[stakeholder]]`"),
        );
    }
    if !unknown.is_empty() {
        let message = format!(
            "methodology `{}` counts on {}, which is no duty and no role of the rate card",
            *choice.methodology,
            words::list(&quoted(unknown)),
        );
        sink.push(Diagnostic::warning(Code::RaciUnheld, message).at(choice.methodology.place));
    }
}
