//! The library files a deal names.

mod approvers;
mod calendar;
mod clause;
mod evidence;
mod exchange;
mod history;
mod methodology;
mod pmo;
mod policy;
mod rates;
mod tax;

use super::library::{self, Kind};
use super::project::Project;
use super::read::{FindingSink, Table};
use super::shared::{LibraryChoice, SelectedLibrary, toml_file};
use bidwright_base::source::{FileId, Placed};
use bidwright_model::deal::Head;

/// Who may approve, if the workspace says so.
pub(super) fn approvers_of(
    project: &Project,
    sink: &FindingSink,
) -> Option<bidwright_model::book::Approvers> {
    approvers::approvers(project, sink)
}

/// Takes what a deal names from the library.
pub(super) fn select(
    project: &Project,
    head: &Head,
    choice: &LibraryChoice,
    sink: &FindingSink,
) -> SelectedLibrary {
    let cards = rates::cards(project, &choice.rates, sink);
    let policy = one(project, &library::POLICY, &choice.policy, sink, |t, file| {
        policy::policy(t, file, &project.sources[file].text)
    });
    let approvers = approvers::approvers(project, sink);
    if let (Some(approvers), Some(policy)) = (&approvers, &policy) {
        approvers::check_policy(approvers, policy, &choice.policy, sink);
    }
    SelectedLibrary {
        exchange: exchange::exchange(project, head, &cards, sink),
        cards,
        pmo: one(project, &library::PMO, &choice.pmo, sink, pmo::pmo),
        methodology: one(project, &library::METHODOLOGY, &choice.methodology, sink, methodology::methodology),
        calendar: match &choice.calendar {
            Some(id) => one(project, &library::CALENDAR, id, sink, calendar::calendar),
            None => Some(calendar::plain()),
        },
        tax: match &choice.tax {
            Some(id) => one(project, &library::TAX, id, sink, tax::tax),
            None => Some(tax::none()),
        },
        policy,
        clauses: clause::clauses(project, sink),
        evidence: evidence::evidence(project, sink),
        history: history::history(project, sink),
        approvers,
    }
}

/// The one file with an id, read.
fn one<T>(
    project: &Project,
    kind: &'static Kind,
    id: &Placed<String>,
    sink: &FindingSink,
    read: impl Fn(&Table<'_>, FileId) -> T,
) -> Option<T> {
    let file = *library::need(project, kind, id, sink).first()?;
    toml_file(project, kind, file, sink, read)
}
