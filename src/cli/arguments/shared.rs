//! What several commands are asked alike.

use std::path::{Path, PathBuf};

use bidwright_input::Library;

use clap::ValueEnum;

use crate::DiskStore;

#[derive(Debug, clap::Args)]
pub(crate) struct Common {
    /// For people or for programs.
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: Format,
    /// The workspace; default: the nearest folder above the deal that holds deals, pricing or templates.
    #[arg(long, value_name = "DIR")]
    pub(crate) workspace: Option<PathBuf>,
    /// The deal is a what-if copy: the number and revision of another file are no error.
    #[arg(long)]
    pub(crate) as_if: bool,
}

impl Common {
    /// The workspace of a deal, and the deal's name in it.
    pub(crate) fn store(&self, library: &Library, deal: &Path) -> (DiskStore, String) {
        let (store, name) = DiskStore::of_deal(library, deal, self.workspace.as_deref());
        (store.with_what_if(self.as_if), name)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// A table.
    Text,
    /// JSON, always the internal view.
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum View {
    /// Cost, contingency and margin.
    Internal,
    /// What the customer sees.
    Customer,
}
