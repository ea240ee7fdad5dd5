//! The end of a log: how many records there are, and which is the last. Without it, the last ones could be cut
//! off unnoticed.

use std::ops::Range;

use super::text::{Bad, Lines, quoted};

/// Made by whoever appended the last record, and only by them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Seal {
    pub(super) records: u32,
    /// SHA-256 of the last record.
    pub(super) head: String,
    pub(super) by: String,
    pub(super) signature: String,
    pub(super) span: Range<usize>,
}

/// What the signature is over.
pub(super) fn body(records: u32, head: &str, by: &str) -> String {
    format!("[seal]\nrecords = {records}\nhead = {}\nby = {}\n", quoted(head), quoted(by))
}

impl Seal {
    pub(super) fn body(&self) -> String {
        body(self.records, &self.head, &self.by)
    }

    pub(super) fn text(&self) -> String {
        format!("{}signature = {}\n", self.body(), quoted(&self.signature))
    }

    pub(super) fn read(lines: &mut Lines<'_>) -> Result<Seal, Bad> {
        let start = lines.at();
        lines.line("[seal]")?;
        Ok(Seal {
            records: lines.number("records")?,
            head: lines.hex("head", 64)?,
            by: lines.text("by")?,
            signature: lines.hex("signature", 128)?,
            span: start..lines.at(),
        })
    }
}
