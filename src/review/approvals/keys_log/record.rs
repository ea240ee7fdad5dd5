//! One record of the log of the keys file: who signed what changed, and all that the file says since.

use std::fmt::Write as _;
use std::ops::Range;

use jiff::civil::Date;

use super::super::text::{Bad, Lines, quoted};
use super::state::State;

/// A record of the log of the keys file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeysRecord {
    /// From 1.
    pub number: u32,
    /// Who signed it, and when.
    pub draft: KeysDraft,
    /// What changed, in words.
    pub changes: Vec<String>,
    /// SHA-256 of the file.
    pub(super) file: String,
    /// What the file says.
    pub(super) after: State,
    /// SHA-256 of the record before; of the first, of the heading of the log.
    pub(super) previous: String,
    pub(super) signature: String,
    /// Its span in the text it was read from.
    pub(super) span: Range<usize>,
}

/// Who signs a change of the keys file, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeysDraft {
    /// The day it was done, by whoever did it.
    pub date: Date,
    /// The day it was recorded, if that is not the day it is said to have been done.
    pub recorded: Option<Date>,
    /// Who signs.
    pub name: String,
}

impl KeysRecord {
    /// All of it that is signed: everything but the signature.
    pub(super) fn body(&self) -> String {
        let KeysDraft { date, recorded, name } = &self.draft;
        let mut out = format!("[[record]]\nnumber = {}\ndate = {date}\n", self.number);
        if let Some(recorded) = recorded {
            let _infallible = writeln!(out, "recorded = {recorded}");
        }
        let changes: String = self.changes.iter().map(|change| format!("  {},\n", quoted(change))).collect();
        format!(
            "{out}name = {}\nfile = {}\nchanges = [\n{changes}]\n{}\n[record.signed]\nprevious = {}\n",
            quoted(name),
            quoted(&self.file),
            self.after.text(),
            quoted(&self.previous)
        )
    }

    pub(super) fn text(&self) -> String {
        format!("{}signature = {}\n", self.body(), quoted(&self.signature))
    }

    /// Reads one, up to the blank line after it.
    pub(super) fn read(lines: &mut Lines<'_>) -> Result<KeysRecord, Bad> {
        let start = lines.at();
        lines.line("[[record]]")?;
        let number = lines.number("number")?;
        let date = lines.date("date")?;
        let recorded = if lines.has("recorded") { Some(lines.date("recorded")?) } else { None };
        let name = lines.text("name")?;
        let file = lines.hex("file", 64)?;
        let changes = lines.texts("changes")?;
        let after = State::read(lines)?;
        lines.line("[record.signed]")?;
        let previous = lines.hex("previous", 64)?;
        let signature = lines.hex("signature", 128)?;
        let draft = KeysDraft { date, recorded, name };
        Ok(KeysRecord { number, draft, changes, file, after, previous, signature, span: start..lines.at() })
    }
}
