//! What `book` and `deal` have in common: which library files a deal names, what was read of them, how one is
//! opened, and cycles among rows that refer to each other. `deal` uses `book`; `book` uses this module only.

mod cycle;
mod library_file;
mod selection;

pub(super) use cycle::{find_cycle, show_cycle};
pub(super) use library_file::{check_format, toml_file};
pub(super) use selection::{LibraryChoice, SelectedLibrary};
