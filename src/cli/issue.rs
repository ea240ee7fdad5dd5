//! `bidwright issue DEAL`.

use bidwright_input::Library;
use std::path::Path;

use super::approve::WAITING;
use super::arguments::IssueArgs;
use super::keys::KeyFolder;
use super::terminal::{print, progress, say};
use super::{DiskStore, Exit, findings, report, today};
use bidwright_service as service;
use bidwright_service::{IssueRequest, Progress};

pub(super) fn run(library: &Library, deal: &Path, args: &IssueArgs) -> Exit {
    progress(&format!("reading and reviewing {}", deal.display()));
    let IssueArgs { out, name, signing } = args;
    let (store, file) = DiskStore::of_deal(library, deal, signing.workspace.as_deref());
    let store = store.with_out(out).on_waiting(WAITING);
    let request = IssueRequest { deal: &file, name: name.as_deref(), day: signing.day(), today: today() };
    let keys = KeyFolder { file: signing.key.as_deref() };
    let (answer, written) = service::issue(&store, &request, &keys, &|step| {
        if step == Progress::Rendering {
            progress("setting the final documents");
        }
    });
    findings::report(&answer.findings);
    if let Err(trouble) = written {
        say(&format!("error: {trouble}"));
        return Exit::Findings;
    }
    let Some(issue) = &answer.result else { return Exit::Findings };
    print(&report::issue::text(issue));
    Exit::Done
}
