//! `bidwright keysign --name NAME`.

use bidwright_input::Library;

use super::approve::WAITING;
use super::arguments::KeysignArgs;
use super::keys::{KeyFolder, root_of};
use super::terminal::{print, say};
use super::{DiskStore, Exit, findings, report, today};
use bidwright_service as service;
use bidwright_service::SignKeysRequest;

pub(super) fn run(library: &Library, args: &KeysignArgs) -> Exit {
    let KeysignArgs { name, key, date, workspace } = args;
    let today = today();
    let request = SignKeysRequest { name: name.as_deref(), day: date.unwrap_or(today), today };
    // Locking makes the folder of the keys file, which a typing error in a path should not.
    if let Some(absent) = workspace.as_ref().filter(|root| !root.is_dir()) {
        say(&format!("error: there is no folder `{}`", absent.display()));
        return Exit::Findings;
    }
    let store = DiskStore::new(library, root_of(workspace.as_deref())).on_waiting(WAITING);
    let (answer, written) = service::sign_keys(&store, &request, &KeyFolder { file: key.as_deref() });
    findings::report(&answer.findings);
    if let Err(trouble) = written {
        say(&format!("error: {trouble}"));
        return Exit::Findings;
    }
    let Some(signed) = &answer.result else { return Exit::Findings };
    print(&report::keysign::text(signed, name.as_deref(), request.day));
    let waits = signed.record.is_none() && !signed.changes.is_empty();
    if waits { Exit::Findings } else { Exit::Done }
}
