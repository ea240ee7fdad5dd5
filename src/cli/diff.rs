//! `bidwright diff OLD NEW`.

use bidwright_input::Library;
use std::path::Path;

use super::arguments::{Common, Format};
use super::terminal::print;
use super::{Exit, findings, report};
use bidwright_service as service;
use bidwright_service::json;
use bidwright_service::json::{Diff, Finding};

pub(super) fn run(library: &Library, old: &Path, new: &Path, common: &Common) -> Exit {
    let (old, before) = common.store(library, old);
    let (new, after) = common.store(library, new);
    let diffed = service::diff((&old, &before), (&new, &after));
    match (&diffed.compared, common.format) {
        (Some(compared), Format::Json) => print(&json::document(&Diff::of(compared))),
        (Some(compared), Format::Text) => print(&report::diff::text(compared)),
        (None, Format::Json) => {
            let findings = diffed.findings.iter().flat_map(Finding::all).collect();
            print(&json::document(&json::Findings { findings }));
        }
        // Warnings of either deal are for its own check.
        (None, Format::Text) => diffed.findings.iter().for_each(findings::report),
    }
    if diffed.compared.is_some() { Exit::Done } else { Exit::Findings }
}
