//! `bidwright pack DEAL`.

use bidwright_input::Library;
use std::path::Path;

use super::arguments::PackArgs;
use super::terminal::{print, say};
use super::{DiskStore, Exit, findings};
use bidwright_service as service;

pub(super) fn run(library: &Library, deal: &Path, args: &PackArgs) -> Exit {
    let (store, file) = DiskStore::of_deal(library, deal, args.workspace.as_deref());
    let (answer, written) = service::pack(&store.with_out(&args.out), &file);
    findings::report(&answer.findings);
    if let Err(trouble) = written {
        say(&format!("error: {trouble}"));
        return Exit::Findings;
    }
    let Some(packed) = &answer.result else { return Exit::Findings };
    let mut text = format!("packed {} into {}\n", packed.reference, packed.file);
    for (name, digest) in &packed.entries {
        text += &format!("  {digest}  {name}\n");
    }
    print(&text);
    Exit::Done
}
