//! What several tests share: made-up documents, checks of what comes out, deals read from disk.

pub(crate) mod balance;
pub(crate) mod documents;
pub(crate) mod dump;
pub(crate) mod overlaps;
pub(crate) mod pdf_check;
#[expect(clippy::cast_possible_truncation, reason = "samples are small")]
pub(crate) mod pdf_pages;
pub(crate) mod tools;

use std::path::Path;

use bidwright_base::diag::Diags;
use bidwright_cli::DiskStore;
use bidwright_input as input;
use bidwright_input::Project;

/// A deal and its workspace from disk, over the built-in library.
pub(crate) fn load(deal: &Path, workspace: Option<&Path>, diags: &mut Diags) -> Project {
    let (store, name) = DiskStore::of_deal(&bidwright::library(), deal, workspace);
    input::load(&store, &name, diags)
}
