//! The library by kind and id: files of the workspace hide built-in ones of the same id.

use std::collections::BTreeMap;

use super::parse;
use super::project::Project;
use super::read::FindingSink;
use bidwright_base::diag::{Code, Diagnostic};
use bidwright_base::source::{FileId, Layer, Place, Placed};
use bidwright_base::words;

/// What a library file is about.
pub(super) struct Kind {
    /// As findings call it.
    pub(super) what: &'static str,
    /// The code of the finding on an id that is not there.
    pub(super) unknown: Code,
    folder: &'static str,
    ending: &'static str,
    /// Whether several files may carry one id.
    several: bool,
}

const fn kind(what: &'static str, unknown: Code, folder: &'static str) -> Kind {
    Kind { what, unknown, folder, ending: ".toml", several: false }
}

pub(super) const RATES: Kind =
    Kind { several: true, ..kind("rate card", Code::UnknownRates, "pricing/rates/") };
pub(super) const PMO: Kind = kind("delivery office", Code::UnknownPmo, "pricing/pmo/");
pub(super) const METHODOLOGY: Kind =
    kind("methodology", Code::UnknownMethodology, "templates/methodologies/");
pub(super) const POLICY: Kind = kind("policy", Code::UnknownPolicy, "pricing/policies/");
pub(super) const CALENDAR: Kind = kind("calendar", Code::UnknownCalendar, "pricing/calendars/");
pub(super) const TAX: Kind = kind("tax table", Code::UnknownTax, "pricing/taxes/");
pub(super) const BRAND: Kind =
    Kind { ending: "/brand.toml", ..kind("brand", Code::UnknownBrand, "templates/brands/") };
pub(super) const CLAUSE: Kind =
    Kind { ending: ".md", ..kind("clause", Code::UnknownClause, "templates/clauses/") };

/// Every kind.
pub(super) const KINDS: [&Kind; 8] = [&RATES, &PMO, &METHODOLOGY, &POLICY, &CALENDAR, &TAX, &BRAND, &CLAUSE];

/// Files of one kind, with the ids inside them.
fn files<'p>(
    project: &'p Project,
    kind: &'static Kind,
) -> impl Iterator<Item = (Layer, Option<&'p str>, FileId)> {
    project
        .layers(kind.folder)
        .filter(|(path, _)| path.ends_with(kind.ending) && !path.ends_with("README.md"))
        .map(|(_, file)| {
            let source = &project.sources[file];
            (source.layer, id_of(&source.text), file)
        })
}

/// The files with an id: those of the workspace, or else the built-in ones.
pub(super) fn with_id(project: &Project, kind: &'static Kind, id: &str) -> Vec<FileId> {
    let mut found = [Vec::new(), Vec::new()];
    // A built-in file is called after its id (a test holds this), so the others need no look inside.
    let called = format!("{}{id}", kind.folder);
    for (path, file) in project.layers(kind.folder).filter(|(path, _)| path.ends_with(kind.ending)) {
        let source = &project.sources[file];
        let built_in = source.layer == Layer::BuiltIn;
        if (!built_in || path.starts_with(&called)) && id_of(&source.text) == Some(id) {
            found[usize::from(built_in)].push(file);
        }
    }
    let [own, built_in] = found;
    if own.is_empty() { built_in } else { own }
}

/// The files with an id that must be there; none and a finding if it is not.
pub(super) fn need(
    project: &Project,
    kind: &'static Kind,
    id: &Placed<String>,
    sink: &FindingSink,
) -> Vec<FileId> {
    let found = with_id(project, kind, id);
    // An empty id stands in for one that could not be read.
    if found.is_empty() && !id.is_empty() {
        let shown: String = id.escape_debug().take(80).collect();
        let known = files(project, kind).filter_map(|(_, id, _)| id);
        let message = format!("there is no {} `{shown}`", kind.what);
        sink.push(
            Diagnostic::error(kind.unknown, message).at(id.place).hint(words::did_you_mean(&shown, known)),
        );
    }
    found
}

/// Paths and ids of a kind, for tests.
#[cfg(test)]
pub(super) fn ids<'p>(
    project: &'p Project,
    kind: &'static Kind,
) -> impl Iterator<Item = (&'p str, Option<&'p str>)> {
    files(project, kind).map(|(_, id, file)| (project.sources[file].path.as_str(), id))
}

/// One file of each id, sorted by id: for the kinds of which a deal takes all.
pub(super) fn all(project: &Project, kind: &'static Kind) -> Vec<FileId> {
    let mut by_id: BTreeMap<&str, (Layer, FileId)> = BTreeMap::new();
    for (layer, id, file) in files(project, kind) {
        let Some(id) = id else { continue };
        let hidden = by_id.get(id).is_some_and(|(other, _)| *other >= layer);
        if !hidden {
            by_id.insert(id, (layer, file));
        }
    }
    by_id.into_values().map(|(_, file)| file).collect()
}

/// Says which files of the workspace have no id, or one that another has too.
pub(super) fn check_ids(project: &Project, sink: &FindingSink) {
    for kind in KINDS {
        let mut seen: BTreeMap<&str, FileId> = BTreeMap::new();
        for (layer, id, file) in files(project, kind) {
            if layer != Layer::Workspace {
                continue;
            }
            let Some(id) = id else {
                // A file that is no TOML is told when it is read; until then its id is unknown.
                let text = &project.sources[file].text;
                if kind.ending == ".md" || parse::toml(file, text, sink).is_some() {
                    let message = format!("this {} has no `id`", kind.what);
                    sink.push(Diagnostic::error(Code::MissingId, message).at(Place::new(file, 0..0)));
                }
                continue;
            };
            if let Some(first) = seen.insert(id, file).filter(|_| !kind.several) {
                let other = &project.sources[first].name;
                let message = format!("`{other}` is a {} with the id `{id}` too", kind.what);
                let text = &project.sources[file].text;
                let at = text.find(id).unwrap_or_default();
                sink.push(
                    Diagnostic::error(Code::DuplicateFileId, message)
                        .at(Place::new(file, at..at + id.len()))
                        .hint("give one of them another id, or remove it"),
                );
            }
        }
    }
}

/// The id inside a file, found without parsing all of it: a line `id = "..."` before the first table.
fn id_of(text: &str) -> Option<&str> {
    let text = text.strip_prefix("+++").unwrap_or(text);
    for line in text.lines() {
        let line = line.trim();
        if line.starts_with('[') || line == "+++" {
            break;
        }
        let value = line.strip_prefix("id").map(str::trim_start).and_then(|l| l.strip_prefix('='));
        if let Some(value) = value.map(str::trim_start) {
            let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
            let (id, _) = value[1..].split_once(quote)?;
            return Some(id);
        }
    }
    None
}
