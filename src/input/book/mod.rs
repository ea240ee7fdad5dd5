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

use std::collections::{BTreeMap, BTreeSet};

use super::deal::Choice;
use super::library::{self, Kind};
use super::parse;
use super::project::Project;
use super::read::{FindingSink, Names, Table, whole};
use bidwright_base::diag::{Code, Diagnostic};
use bidwright_base::source::{FileId, Placed};
use bidwright_model::book::{
    ActivityIdx, Approvers, Book, Calendar, Citation, Clause, Exchange, History, Methodology, Pmo, Policy,
    RateCard, RoleRate, Rows, TaxTable,
};
use bidwright_model::deal::Head;

/// What could be taken from the library.
pub(super) struct SelectedLibrary {
    pub(super) cards: Vec<RateCard>,
    pub(super) exchange: Exchange,
    pub(super) pmo: Option<Pmo>,
    pub(super) methodology: Option<Methodology>,
    pub(super) calendar: Option<Calendar>,
    pub(super) tax: Option<TaxTable>,
    pub(super) policy: Option<Policy>,
    pub(super) clauses: BTreeMap<String, Clause>,
    pub(super) evidence: Vec<Citation>,
    pub(super) history: Option<History>,
    pub(super) approvers: Option<Approvers>,
}

/// Takes what a deal names from the library.
pub(super) fn shelf(project: &Project, head: &Head, choice: &Choice, sink: &FindingSink) -> SelectedLibrary {
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

/// A library file, read. `None` if it is no TOML.
pub(super) fn toml_file<T>(
    project: &Project,
    kind: &'static Kind,
    file: FileId,
    sink: &FindingSink,
    read: impl Fn(&Table<'_>, FileId) -> T,
) -> Option<T> {
    let table = parse::toml(file, &project.sources[file].text, sink)?;
    let mut root = Table::root(file, &table, sink);
    kind.what.clone_into(&mut root.name);
    root.name.insert_str(0, "the ");
    format(&root);
    let value = read(&root, file);
    root.finish();
    Some(value)
}

/// Every file says which format it is written in; there is one so far.
pub(super) fn format(root: &Table<'_>) {
    let format: u32 = root.need("format", whole(0, i64::from(u32::MAX)));
    if format != 1 {
        let message = format!("`format` is {format}; this program reads format 1");
        let finding = Diagnostic::error(Code::UnknownFormat, message);
        root.sink().push(finding.at(root.place_of("format")));
    }
}

impl SelectedLibrary {
    /// The roles every card of the deal has. Unknown if there is no card with any.
    pub(super) fn roles(&self) -> Names<RoleRate> {
        let mut common: Option<BTreeSet<&str>> = None;
        for card in self.cards.iter().filter(|card| !card.roles.is_empty()) {
            let roles: BTreeSet<&str> = card.roles.iter().map(|role| role.id.as_str()).collect();
            common = Some(match common {
                Some(common) => common.intersection(&roles).copied().collect(),
                None => roles,
            });
        }
        Names::of("rate for the role", Code::UnknownRole, common)
    }

    /// Says which roles the delivery office and the kept activities count on without a rate, each once.
    pub(super) fn check_roles(&self, choice: &Choice, dropped: &[ActivityIdx], sink: &FindingSink) {
        let roles = self.roles();
        if !roles.known() {
            return;
        }
        let mut wanted: BTreeMap<&str, String> = BTreeMap::new();
        if let Some(pmo) = self.pmo.as_ref().filter(|pmo| !pmo.role.is_empty()) {
            wanted.insert(&pmo.role, format!("delivery office `{}`", pmo.id));
        }
        let activities = self.methodology.iter().flat_map(|m| m.activities.indexed());
        for (_, activity) in activities.filter(|(at, _)| !dropped.contains(at)) {
            for (role, _) in &activity.effort {
                wanted.entry(role).or_insert_with(|| format!("activity `{}`", *activity.id));
            }
        }
        for (role, user) in wanted.into_iter().filter(|(role, _)| roles.get(role).is_none()) {
            let role: String = role.escape_debug().take(80).collect();
            let card = &*choice.rates;
            let message = format!("there is no rate for the role `{role}`, on which {user} counts");
            sink.push(
                Diagnostic::error(Code::UnknownRole, message)
                    .at(choice.rates.place)
                    .hint(format!("add the role to rate card `{card}`, or leave out what counts on it")),
            );
        }
    }

    /// The book, if all of it is there.
    pub(super) fn book(self) -> Option<Book> {
        Some(Book {
            cards: self.cards,
            exchange: self.exchange,
            pmo: self.pmo?,
            methodology: self.methodology?,
            calendar: self.calendar?,
            tax: self.tax?,
            policy: self.policy?,
            clauses: self.clauses,
            evidence: self.evidence,
            history: self.history,
            approvers: self.approvers,
        })
    }
}
