//! What people wrote, read and checked: a deal file, its workspace and the built-in library become a
//! [`Deal`], a [`Book`] and a [`Theme`], or findings.
//!
//! [`load`] reads [`Files`] once and makes a [`Project`]; [`check`] reads its texts. Every name is
//! resolved and every number is in its range after that, and all findings come in one run.
//! [`load_history`] and [`check_history`] do the same for the record of past deals; [`load_issued`] reads
//! a PDF and leaves its checks to `verify`.

#![warn(unused_crate_dependencies)]

pub mod claim_lint;
mod book;
mod brand;
mod bytes;
mod contrast;
mod deal;
mod files;
mod history;
mod issued;
mod library;
mod load;
mod parse;
mod project;
mod read;
mod shared;
#[cfg(test)]
mod tests;
mod texts;
mod vocabulary;

pub use files::{FileError, Files, LARGEST, Listing, outside, text};
pub use history::{HistoryFile, check_history, load_history};
pub use issued::{IssuedFile, load_issued};
pub use load::load;
pub use project::{Assets, KEYS, KEYS_LOG, Library, Project};
pub use texts::own_prose;

use bidwright_base::diag::Diags;
use bidwright_base::source::{FileId, Layer, Place, Sources};
use bidwright_model::book::{Approvers, Book};
use bidwright_model::deal::Deal;
use bidwright_model::theme::Theme;

/// A deal and everything it draws on: names resolved, numbers in range.
#[derive(Debug, Clone)]
pub struct Checked {
    /// The deal.
    pub deal: Deal,
    /// Rate cards, delivery office, methodology, calendar, taxes, policy, clauses.
    pub book: Book,
    /// The brand.
    pub theme: Theme,
}

/// Reads and checks a deal. `None` if any finding is an error.
#[must_use]
pub fn check(project: &Project, diags: &mut Diags) -> Option<Checked> {
    if project.unreadable {
        return None;
    }
    let sink = read::FindingSink::default();
    if !is_text(project, &sink) {
        sink.give(diags);
        return None;
    }
    library::check_ids(project, &sink);
    let checked = deal::deal(project, &sink);
    let sound = sink.errors() == 0 && !project.incomplete;
    sink.give(diags);
    checked.filter(|_| sound)
}

/// A keys file and the log of its changes, as they were read.
#[derive(Debug, Clone)]
pub struct KeysFile {
    /// The texts.
    pub sources: Sources,
    /// Who may approve; `None`: the file has errors.
    pub approvers: Option<Approvers>,
    /// The log, if there is one.
    pub log: Option<FileId>,
}

/// Who may approve by the text of a keys file, and the log of the workspace that it would have.
///
/// ```
/// # use bidwright_input::{FileError, Library, Listing};
/// # struct Nothing(Library);
/// # impl Files for Nothing {
/// #     fn library(&self) -> &Library { &self.0 }
/// #     fn read(&self, _: &str) -> Result<Option<Vec<u8>>, FileError> { Ok(None) }
/// #     fn list(&self, _: &str) -> Result<Listing, FileError> { Ok(Listing::default()) }
/// #     fn describe(&self, name: &str) -> String { name.to_owned() }
/// #     fn is_same(&self, one: &str, other: &str) -> bool { one == other }
/// # }
/// # let files = Nothing(Library::default());
/// use bidwright_base::diag::Diags;
/// use bidwright_input::{Files, check_keys};
///
/// let mut diags = Diags::default();
/// let keys = check_keys(&files, "format = 1\nsubmit_required = true\n", &mut diags);
/// let approvers = keys.approvers.expect("a file without errors");
/// assert!(approvers.submit_required && approvers.all.is_empty());
/// assert!(keys.log.is_none(), "nobody has signed it");
/// ```
#[must_use]
pub fn check_keys<F: Files + ?Sized>(files: &F, text: &str, diags: &mut Diags) -> KeysFile {
    let mut project = Project::from_text(&Library::default(), "");
    project.add(KEYS, &files.describe(KEYS), text.to_owned());
    let shown = files.describe(KEYS_LOG);
    let log = match files.read(KEYS_LOG) {
        Ok(None) => None,
        Ok(Some(bytes)) => {
            let (text, wrong) = bytes::text(bytes);
            let file = project.add(KEYS_LOG, &shown, text);
            if let Some((finding, span)) = wrong {
                diags.push(finding.at(Place::new(file, span)));
            }
            Some(file)
        }
        Err(error) => {
            diags.push(error.finding(&shown));
            None
        }
    };
    let sink = read::FindingSink::default();
    let found = book::approvers_of(&project, &sink);
    let sound = sink.errors() == 0;
    sink.give(diags);
    KeysFile { approvers: found.filter(|_| sound), sources: project.sources, log }
}

/// Whether the files people wrote have only what text has.
fn is_text(project: &Project, sink: &read::FindingSink) -> bool {
    let own = project.sources.iter().filter(|(_, source)| source.layer == Layer::Workspace);
    for (file, source) in own {
        if let Some((finding, span)) = bytes::check(&source.text) {
            sink.push(finding.at(Place::new(file, span)));
        }
    }
    sink.errors() == 0
}
