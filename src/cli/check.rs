//! `bidwright check DEAL...`.

use bidwright_input::Library;
use std::path::PathBuf;

use super::arguments::{Common, Format};
use super::terminal::{print, say};
use super::{Exit, findings};
use bidwright_service as service;
use bidwright_service::json;
use bidwright_service::json::Finding;

pub(super) fn run(library: &Library, deals: &[PathBuf], common: &Common) -> Exit {
    let mut worst = Exit::Done;
    let mut all = Vec::new();
    for deal in deals {
        let (store, name) = common.store(library, deal);
        let answer = service::check(&store, &name);
        worst = worst.max(Exit::of(&answer));
        match common.format {
            Format::Text => {
                findings::report(&answer.findings);
                if answer.findings.diags.iter().next().is_none() {
                    say(&format!("{}: nothing found", deal.display()));
                }
            }
            Format::Json => all.extend(Finding::all(&answer.findings)),
        }
    }
    if common.format == Format::Json {
        print(&json::document(&json::Findings { findings: all }));
    }
    worst
}
