//! `bidwright approve DEAL --as ROLE --name NAME`.

use bidwright_input::Library;
use std::path::Path;

use super::arguments::ApproveArgs;
use super::keys::KeyFolder;
use super::terminal::{print, progress, say};
use super::{DiskStore, Exit, findings, report, today};
use bidwright_service as service;
use bidwright_service::ApproveRequest;

/// The message while another process holds the log.
pub(super) const WAITING: fn() = || say("waiting: somebody else is writing to this log");

pub(super) fn run(library: &Library, deal: &Path, args: &ApproveArgs) -> Exit {
    progress(&format!("reading and reviewing {}", deal.display()));
    let ApproveArgs { role, name, note, signing } = args;
    let (store, file) = DiskStore::of_deal(library, deal, signing.workspace.as_deref());
    let request = ApproveRequest { deal: &file, role, name, note, day: signing.day(), today: today() };
    let keys = KeyFolder { file: signing.key.as_deref() };
    let (answer, written) = service::approve(&store.on_waiting(WAITING), &request, &keys);
    findings::report(&answer.findings);
    if let Err(trouble) = written {
        say(&format!("error: {trouble}"));
        return Exit::Findings;
    }
    let Some(approval) = &answer.result else { return Exit::Findings };
    print(&report::approval::text(approval, &deal.display().to_string()));
    Exit::Done
}
