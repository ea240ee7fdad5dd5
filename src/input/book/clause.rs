//! `templates/clauses/*.md`: front matter between two lines `+++`, then Markdown.

use std::collections::BTreeMap;

use crate::library;
use crate::library::CLAUSE;
use crate::parse;
use crate::project::Project;
use crate::read::{FindingSink, Table, any, flag, id, line, list, name, number, whole};
use bidwright_base::diag::{Code, Diagnostic};
use bidwright_base::source::{FileId, Place};
use bidwright_model::book::Clause;

/// Every clause of the library, by id.
pub(super) fn clauses(project: &Project, sink: &FindingSink) -> BTreeMap<String, Clause> {
    library::all(project, &CLAUSE)
        .into_iter()
        .filter_map(|file| clause(project, file, sink))
        .map(|clause| (clause.id.clone(), clause))
        .collect()
}

fn clause(project: &Project, file: FileId, sink: &FindingSink) -> Option<Clause> {
    let text = &project.sources[file].text;
    let Some((front, body)) = split(text) else {
        let message = "a clause starts with keys between two lines `+++`";
        sink.push(Diagnostic::error(Code::NoFrontMatter, message).at(Place::new(file, 0..0)));
        return None;
    };
    // The fence is blanked, so that places in the front matter are places in the file.
    let front = format!("   {}", &text[3..front]);
    let table = parse::toml(file, &front, sink)?;
    let mut root = Table::root(file, &table, sink);
    root.name = "the clause".to_owned();
    let _: Option<u32> = root.may("format", whole(1, 1));
    let values =
        root.entries("values", |key, item| number(any())(item).map(|value| (key.value.clone(), value)));
    let clause = Clause {
        id: root.need("id", id),
        title: root.need("title", name),
        order: root.or("order", 1_000_u32, whole(0, 1_000_000)),
        required: root.or("required", false, flag),
        when: root.or("when", [], list(line)),
        declares: root.or("declares", [], list(line)),
        body: body.trim().to_owned(),
        file,
        values: values.into_iter().flatten().collect(),
    };
    root.finish();
    Some(clause)
}

/// Where the front matter ends, and the body after it.
fn split(text: &str) -> Option<(usize, &str)> {
    let rest = text.strip_prefix("+++")?;
    let rest = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix('\n'))?;
    let start = text.len() - rest.len();
    let mut at = start;
    for line in rest.split_inclusive('\n') {
        if line.trim_end() == "+++" {
            return Some((at, &text[at + line.len()..]));
        }
        at += line.len();
    }
    None
}
