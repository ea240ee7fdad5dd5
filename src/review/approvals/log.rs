//! A log as a whole: read and verified, or written with one record more.

use jiff::civil::Date;

use super::keys::Secret;
use super::record::{Draft, Record};
use super::seal::{self, Seal};
use super::text::{Bad, Lines};
use super::verify::{Site, verify};
use bidwright_base::diag::{Code, Diagnostic, Diags};
use bidwright_base::digest::sha256;
use bidwright_base::source::FileId;
use bidwright_base::words;
use bidwright_model::book::Approvers;

/// What was approved and issued under one deal number: every record is genuine and in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Log {
    number: String,
    records: Vec<Record>,
}

/// The heading of a log.
pub(super) fn heading(number: &str) -> String {
    format!(
        "# What was approved and issued under {number}, in the order it was done. Written by `bidwright approve`\n\
         # and `bidwright issue`: every record is signed and holds the hash of the one before, so an edit shows.\n\n"
    )
}

impl Log {
    /// The log of a number under which nothing was approved yet.
    #[must_use]
    pub fn empty(number: &str) -> Log {
        Log { number: number.to_owned(), records: Vec::new() }
    }

    /// Every record, in the order made.
    #[must_use]
    pub fn records(&self) -> &[Record] {
        &self.records
    }

    /// The day of the last record.
    #[must_use]
    pub(crate) fn last_date(&self) -> Option<Date> {
        self.records.iter().map(|record| record.draft.date).max()
    }

    /// The last time a revision was issued.
    #[must_use]
    pub fn issued(&self, revision: u32) -> Option<&Record> {
        let of = |record: &&Record| record.draft.revision == revision && record.issued().is_some();
        self.records.iter().rev().find(of)
    }

    /// The log with one record more, and its text.
    #[must_use]
    pub fn append(mut self, draft: Draft, secret: &Secret) -> (Log, String) {
        let number = u32::try_from(self.records.len() + 1).unwrap_or(u32::MAX);
        let previous = match self.records.last() {
            Some(last) => last.digest(),
            None => sha256(heading(&self.number).as_bytes()),
        };
        let signature = secret.sign(&draft.body(number, &previous));
        let by = draft.name.clone();
        let record = Record { number, draft, previous, signature, span: 0..0 };
        let head = record.digest();
        self.records.push(record);
        let signature = secret.sign(&seal::body(number, &head, &by));
        let seal = Seal { records: number, head, by, signature, span: 0..0 };
        let text = written(&self.number, &self.records, Some(&seal));
        (self, text)
    }
}

/// A log as it is written.
fn written(number: &str, records: &[Record], seal: Option<&Seal>) -> String {
    let mut text = heading(number);
    for record in records {
        text.push_str(&record.text());
        text.push('\n');
    }
    text.push_str(&seal.map_or(String::new(), Seal::text));
    text
}

/// Reads the log of a deal number, or pushes a finding on what was altered.
#[must_use]
pub fn read(
    number: &str,
    file: FileId,
    text: &str,
    approvers: Option<&Approvers>,
    diags: &mut Diags,
) -> Option<Log> {
    // A checkout may have turned every line end, which is no edit.
    let turned = text.contains('\n') && text.matches("\r\n").count() == text.matches('\n').count();
    let site = Site { file, turned };
    let unix = text.replace("\r\n", "\n");
    let text = if turned { &unix } else { text };
    let (records, seal) = match parse(number, text) {
        Ok(parts) => parts,
        Err(Bad(span)) => {
            diags.push(not_as_written(text, span, site));
            return None;
        }
    };
    let found = verify(number, &records, seal.as_ref(), text, approvers, site);
    if found.is_empty() {
        return Some(Log { number: number.to_owned(), records });
    }
    found.into_iter().for_each(|finding| diags.push(finding));
    None
}

/// Its records and seal, whether they are genuine or not.
fn parse(number: &str, text: &str) -> Result<(Vec<Record>, Option<Seal>), Bad> {
    let mut lines = Lines::new(text);
    for line in heading(number).lines() {
        lines.line(line)?;
    }
    let mut records = Vec::new();
    while lines.is_next("[[record]]") {
        records.push(Record::read(&mut lines)?);
        if lines.is_over() {
            return Ok((records, None));
        }
        lines.line("")?;
    }
    if lines.is_over() {
        return Ok((records, None));
    }
    let seal = Seal::read(&mut lines)?;
    if lines.is_over() { Ok((records, Some(seal))) } else { Err(Bad(lines.at()..text.len())) }
}

/// The finding on a line that no log has, or on an end in the middle of one.
fn not_as_written(text: &str, span: std::ops::Range<usize>, site: Site) -> Diagnostic {
    let begun = text[..span.start].matches("[[record]]\n").count();
    let sealed = text[..span.start].contains("\n[seal]\n");
    let part = match (begun, sealed) {
        (_, true) => "the seal".to_owned(),
        (0, _) => "the heading of the log".to_owned(),
        (record, _) => format!("record {record}"),
    };
    // A last line without its end was cut off, unless the log was whole before it.
    let whole =
        text[..span.start].rsplit_once("\n[seal]\n").is_some_and(|(_, seal)| seal.contains("\nsignature = "));
    let cut = span.end == text.len() && !text[span.start..].contains('\n') && !whole;
    if cut {
        let message =
            format!("the log was cut off in {part}, after {}", words::count(begun, "record", "records"));
        return Diagnostic::error(Code::LogTruncated, message)
            .at(site.place(text, span))
            .hint("take the whole file from a copy: records are never removed");
    }
    let end = text[span.start..].find('\n').map_or(span.end, |end| (span.start + end).max(span.start));
    let message = format!("{part} was changed: this line is not as it was written");
    Diagnostic::error(Code::LogTampered, message)
        .at(site.place(text, span.start..end))
        .hint("take the file from a copy; what has to be approved anew, `bidwright approve` records")
}
