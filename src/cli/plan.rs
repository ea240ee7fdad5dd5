//! `bidwright plan DEAL`.

use bidwright_input::Library;
use std::path::Path;

use super::arguments::{Common, Format};
use super::terminal::print;
use super::{Exit, findings, report};
use bidwright_service as service;
use bidwright_service::json;
use bidwright_service::json::Plan;

pub(super) fn run(library: &Library, deal: &Path, common: &Common) -> Exit {
    let (store, name) = common.store(library, deal);
    let answer = service::plan(&store, &name);
    match (&answer.result, common.format) {
        (Some(offer), Format::Json) => print(&json::document(&Plan::of(offer))),
        (Some(offer), Format::Text) => print(&report::plan::text(offer)),
        (None, Format::Json) => print(&json::document(&json::Findings::of(&answer.findings))),
        (None, Format::Text) => {}
    }
    // In JSON, errors are the answer; findings that allow a plan go to stderr.
    if common.format == Format::Text || answer.result.is_some() {
        findings::report(&answer.findings);
    }
    Exit::of(&answer)
}
