//! `history.csv`: the firm's own record of past deals, one a row.
//!
//! [`load_history`] reads the file once, [`check_history`] reads its text. As with a deal, every finding
//! comes in one run, each at its cell.

mod cells;
mod row;
mod table;

use std::collections::BTreeSet;

use super::bytes;
use super::files::{Files, read};
use super::read::{FindingSink, duplicate, is_id, one_line};
use bidwright_base::diag::{Code, Diagnostic, Diags};
use bidwright_base::source::{FileId, Layer, Place, Source, Sources};
use bidwright_model::record::{Columns, Record};

/// A history file, read once.
#[derive(Debug, Clone)]
pub struct HistoryFile {
    /// Its text, for findings.
    pub sources: Sources,
    file: FileId,
    /// It could not be read, and why is already said.
    unreadable: bool,
}

impl HistoryFile {
    /// A history from its text.
    #[must_use]
    pub fn from_text(name: &str, text: impl Into<String>) -> HistoryFile {
        let mut sources = Sources::default();
        let file = sources.add(Source {
            name: name.to_owned(),
            path: name.rsplit(['/', '\\']).next().unwrap_or(name).to_owned(),
            text: text.into().into(),
            layer: Layer::Workspace,
        });
        HistoryFile { sources, file, unreadable: false }
    }
}

/// Reads a history file. It is there even if it could not be read, so that findings can be shown with
/// it; [`check_history`] then has nothing to add.
#[must_use]
pub fn load_history<F: Files + ?Sized>(files: &F, name: &str, diags: &mut Diags) -> HistoryFile {
    let (text, wrong) = match read(files, name, bytes::LARGEST) {
        Ok(bytes) => bytes::text(bytes),
        Err(finding) => (String::new(), Some((finding, 0..0))),
    };
    let mut history = HistoryFile::from_text(&files.describe(name), text);
    if let Some((finding, span)) = wrong {
        let missing = finding.code == Code::MissingFile;
        diags.push(if missing { finding } else { finding.at(Place::new(history.file, span)) });
        history.unreadable = true;
    }
    history
}

/// Reads every row. `None` if any finding is an error.
pub fn check_history(history: &HistoryFile, diags: &mut Diags) -> Option<Record> {
    if history.unreadable {
        return None;
    }
    let sink = FindingSink::default();
    let record = record(history, &sink);
    let sound = sink.errors() == 0;
    sink.give(diags);
    record.filter(|_| sound)
}

fn record(history: &HistoryFile, sink: &FindingSink) -> Option<Record> {
    let file = history.file;
    let source = &history.sources[file];
    if let Some((finding, span)) = bytes::check(&source.text) {
        sink.push(finding.at(Place::new(file, span)));
        return None;
    }
    let table = table::read(file, &source.text, sink)?;
    let mut ids = BTreeSet::new();
    let mut deals = Vec::new();
    for cells in table.rows(sink) {
        let id = cells.filled("id").filter(|id| is_id(id));
        if let Some(id) = id.filter(|id| !ids.insert(id.value.as_str())) {
            sink.push(duplicate("deal", id, id.place));
        }
        deals.extend(row::deal(&cells));
    }
    if sink.errors() == 0 && !deals.iter().any(|deal| deal.is_delivery()) {
        let message = if deals.is_empty() {
            "the history has no deal"
        } else {
            "the history has no delivery: every deal was lost"
        };
        sink.push(
            Diagnostic::error(Code::EmptyHistory, message)
                .at(table.heading)
                .hint("add the deliveries that have ended, one a row"),
        );
    }
    let columns = Columns {
        size: table.column("size_days"),
        contract: table.column("contract"),
        outcome: table.column("outcome"),
    };
    Some(Record { source: one_line(&source.path), deals, columns })
}
