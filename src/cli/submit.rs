//! `bidwright submit DEAL --name NAME`.

use bidwright_input::Library;
use std::path::Path;

use super::approve::WAITING;
use super::arguments::SubmitArgs;
use super::keys::KeyFolder;
use super::terminal::{print, progress, say};
use super::{DiskStore, Exit, findings, report, today};
use bidwright_service as service;
use bidwright_service::SubmitRequest;

pub(super) fn run(library: &Library, deal: &Path, args: &SubmitArgs) -> Exit {
    progress(&format!("reading and reviewing {}", deal.display()));
    let SubmitArgs { name, note, signing } = args;
    let (store, file) = DiskStore::of_deal(library, deal, signing.workspace.as_deref());
    let request = SubmitRequest { deal: &file, name, note, day: signing.day(), today: today() };
    let keys = KeyFolder { file: signing.key.as_deref() };
    let (answer, written) = service::submit(&store.on_waiting(WAITING), &request, &keys);
    findings::report(&answer.findings);
    if let Err(trouble) = written {
        say(&format!("error: {trouble}"));
        return Exit::Findings;
    }
    let Some(submission) = &answer.result else { return Exit::Findings };
    print(&report::submission::text(submission, &deal.display().to_string()));
    Exit::Done
}
