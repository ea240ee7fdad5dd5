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

/// Takes what a deal names from the library.
pub(super) fn select(
    project: &Project,
    head: &Head,
    choice: &LibraryChoice,
    sink: &FindingSink,
) -> SelectedLibrary {
    let cards = rates::cards(project, &choice.rates, sink);
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
        policy: one(project, &library::POLICY, &choice.policy, sink, |t, file| {
            policy::policy(t, file, &project.sources[file].text)
        }),
        clauses: clause::clauses(project, sink),
        evidence: evidence::evidence(project, sink),
        history: history::history(project, sink),
        approvers: approvers::approvers(project, sink),
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
