//! `deal.toml`: the tables in the order of the format, then what must hold between them.

mod commercial;
mod contract;
mod customer;
mod head;
mod language;
mod links;
mod payments;
mod people;
mod risk;
mod scope;
mod size;
mod traps;
mod words;

use super::book;
use super::project::Project;
use super::read::{FindingSink, Names, Table, unique_ids};
use super::shared::{SelectedLibrary, check_format};
use super::{Checked, brand, parse, texts};
use bidwright_base::diag::{Code, Diagnostic};
use bidwright_model::book::{Activity, Failure, Idx, Phase, RoleRate};
use bidwright_model::deal::{Choice as OptionRow, Deal, Deliverable, Model, Objective, Package, Purchase};

/// Reads the deal and what it names. `None` only if the file is no TOML or what it names is not
/// there; other findings are recorded, and what could not be read has a placeholder that no later stage uses.
pub(super) fn deal(project: &Project, sink: &FindingSink) -> Option<Checked> {
    let file = project.deal;
    let table = parse::toml(file, &project.sources[file].text, sink)?;
    let root = Table::root(file, &table, sink);
    check_format(&root);

    let head::Read { head, choice, cash, model } = head::read(&root, project);
    let library = book::select(project, &head, &choice, sink);
    let theme = brand::brand(project, &choice.brand, sink);
    let names = names(&root, &library);

    let mut deal = Deal {
        file,
        head,
        estimate: root.table("estimate", head::estimate),
        customer: root.need_table("customer", customer::customer),
        stakeholders: root.rows("stakeholder", |row, _| customer::stakeholder(row)),
        objectives: root.rows("objective", |row, _| customer::objective(row, cash)),
        deliverables: root.rows("deliverable", |row, _| scope::deliverable(row, &names)),
        work: root.rows("work", |row, at| scope::package(row, Idx::new(at), &names)),
        options: root.rows("option", |row, _| scope::option(row, &names)),
        purchases: root.rows("purchase", |row, at| scope::purchase(row, at, &names, cash)),
        risks: root.rows("risk", |row, _| risk::risk(row, &names, cash)),
        assumptions: root.rows("assumption", |row, _| risk::assumption(row)),
        exclusions: root.rows("exclusion", |row, _| risk::exclusion(row)),
        dependencies: root.rows("dependency", |row, _| risk::dependency(row)),
        stakes: root.may_table("stakes", |table| risk::stakes(table, cash)),
        commercial: root.table("commercial", |table| commercial::commercial(table, cash, model, &names)),
        governance: root
            .table("governance", |table| commercial::governance(table, &names, library.methodology.as_ref())),
        payments: payments::payments(&root, cash, &names),
        contract: root.table("contract", contract::contract),
        clauses: root.table("clauses", |table| commercial::clauses(table, &library.clauses)),
    };
    if model == Some(Model::FixedPrice) {
        payments::or_one_sum(&mut deal, library.methodology.as_ref(), &root);
    }
    root.finish();

    let sells_hours = model.is_none_or(|model| model == Model::Retainer);
    if deal.work.is_empty() && deal.purchases.is_empty() && !sells_hours {
        let message = "there is nothing to price: no `[[work]]` and no `[[purchase]]`";
        root.record(Diagnostic::error(Code::NothingToPrice, message));
    }
    library.check_roles(&choice, &deal.governance.dropped, sink);
    links::check(&deal, sink);
    if let Some(methodology) = &library.methodology {
        commercial::check_excludes(&deal.governance.dropped, methodology, sink);
    }
    people::check(&deal, &library, &choice, sink);
    risk::check(&deal, &library, sink);
    traps::check(&deal, &library, sink);
    contract::check(&deal, &library, sink);
    // Of the library, a methodology is told to the customer in its own words.
    for file in [Some(file), library.methodology.as_ref().map(|methodology| methodology.file)] {
        file.into_iter().for_each(|file| texts::check(project, file, sink));
    }
    payments::check_dates(&deal, sink);
    language::check(project, &deal, &library, &choice, sink);
    size::check(&deal, &library, sink);

    Some(Checked { deal, book: library.book()?, theme: theme? })
}

/// What rows can refer to.
pub(super) struct Known {
    objectives: Names<Objective>,
    deliverables: Names<Deliverable>,
    work: Names<Package>,
    options: Names<OptionRow>,
    purchases: Names<Purchase>,
    phases: Names<Phase>,
    failures: Names<Failure>,
    activities: Names<Activity>,
    roles: Names<RoleRate>,
}

fn names(root: &Table<'_>, library: &SelectedLibrary) -> Known {
    let method = library.methodology.as_ref();
    let phases = method.map(|m| m.phases.iter().map(|phase| phase.id.as_str()));
    let failures = method.map(|m| m.failures.iter().map(|failure| failure.id.as_str()));
    let activities = method.map(|m| m.activities.iter().map(|activity| activity.id.as_str()));
    // The first look at rows whose ids nothing refers to is for duplicates only.
    for rows in ["risk", "assumption"] {
        unique_ids(root, rows);
    }
    Known {
        objectives: Names::of_rows(root, "objective", Code::UnknownObjective),
        deliverables: Names::of_rows(root, "deliverable", Code::UnknownDeliverable),
        work: Names::of_rows(root, "work", Code::UnknownWork),
        options: Names::of_rows(root, "option", Code::UnknownOption),
        purchases: Names::of_rows(root, "purchase", None),
        phases: Names::of("phase", Code::UnknownPhase, phases),
        failures: Names::of("failure mode", Code::UnknownFailure, failures),
        activities: Names::of("activity", Code::UnknownActivity, activities),
        roles: library.roles(),
    }
}
