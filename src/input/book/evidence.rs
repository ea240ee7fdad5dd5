//! `templates/evidence.toml`: what may be cited, and before whom.

use crate::parse;
use crate::project::Project;
use crate::read::{FindingSink, Table, Word, id, line, list, name, prose, unique_ids, whole, word};
use crate::shared::check_format;
use bidwright_base::diag::{Code, Diagnostic};
use bidwright_model::book::{Audience, Citation, Grade};

impl Word for Grade {
    const WORDS: &'static [(&'static str, Grade)] = &Grade::WORDS;
}

impl Word for Audience {
    const WORDS: &'static [(&'static str, Audience)] =
        &[("yes", Audience::Customers), ("no", Audience::Internal), ("never", Audience::Withheld)];
}

/// Every row of the workspace's file, or else of the built-in one.
pub(super) fn evidence(project: &Project, sink: &FindingSink) -> Vec<Citation> {
    let Some(file) = project.find("templates/evidence.toml") else {
        return Vec::new();
    };
    let Some(table) = parse::toml(file, &project.sources[file].text, sink) else {
        return Vec::new();
    };
    let root = Table::root(file, &table, sink);
    check_format(&root);
    unique_ids(&root, "evidence");
    let rows = root.rows("evidence", |row, _| citation(row));
    root.finish();
    rows
}

fn citation(t: &Table<'_>) -> Citation {
    let citation = Citation {
        id: t.need("id", id),
        author: t.need("author", name),
        title: t.may("title", name),
        venue: t.need("venue", name),
        year: t.may("year", whole(1500, 2199)),
        measured: t.need("measured", prose),
        figure: t.need("figure", prose),
        grade: t.need("grade", word),
        audience: t.need("doc", word),
        caveat: t.need("caveat", prose),
        parties: t.or("parties", [], list(line)),
    };
    if citation.audience == Audience::Customers && !citation.grade.bears_print() && t.has("grade") {
        let message = format!("{} is of too low a grade to stand before a customer", t.name);
        t.sink().push(
            Diagnostic::error(Code::EvidenceTooWeak, message)
                .at(t.place_of("doc"))
                .hint("`doc = \"yes\"` takes grade A, A-, B+ or B; write `doc = \"no\"`"),
        );
    }
    citation
}
