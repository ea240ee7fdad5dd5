//! A log as a whole: read and verified, or written with one record more.

use jiff::civil::Date;

use super::keys::Secret;
use super::keys_log::KeysLog;
use super::record::{Draft, Record};
use super::seal::{self, Seal};
use super::text::{Bad, Lines};
use super::verify::{Chain, Entry, Site, shown, verify};
use bidwright_base::diag::{Code, Diagnostic, Diags};
use bidwright_base::digest::sha256;
use bidwright_base::source::FileId;
use bidwright_base::words;
use bidwright_model::book::Approvers;

/// What was submitted, approved and issued under one deal number: every record is genuine and in its place.
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

/// Reads the log of a deal number, or pushes a finding on what was altered. `keys_log` is that of the keys file, if it
/// has one: a record may have been made under it.
#[must_use]
pub fn read(
    number: &str,
    file: FileId,
    text: &str,
    approvers: Option<&Approvers>,
    keys_log: Option<&KeysLog>,
    diags: &mut Diags,
) -> Option<Log> {
    let (text, site) = Site::of(file, text);
    let text = text.as_ref();
    let (records, seal) = match parse(&heading(number), text, Record::read) {
        Ok(parts) => parts,
        Err(Bad(span)) => {
            let hint = "take the file from a copy; what has to be approved anew, `bidwright approve` records";
            diags.push(not_as_written(text, span, site).hint(hint));
            return None;
        }
    };
    let chain = Approved { number, records: &records, approvers };
    let mut found = verify(&chain, seal.as_ref(), text, site);
    if found.is_empty() {
        found.extend(under_keys_log(&records, keys_log, text, site));
    }
    if found.is_empty() {
        return Some(Log { number: number.to_owned(), records });
    }
    found.into_iter().for_each(|finding| diags.push(finding));
    None
}

/// The finding on the first record that was made under another log of the keys file than there is.
fn under_keys_log(
    records: &[Record],
    keys_log: Option<&KeysLog>,
    text: &str,
    site: Site,
) -> Option<Diagnostic> {
    let mut last = 0;
    for record in records {
        let Some(head) = record.draft.bound.as_ref().and_then(|bound| bound.chain.as_ref()) else { continue };
        let number = record.number;
        let message = match (keys_log, keys_log.and_then(|log| log.position(head))) {
            (None, _) => {
                format!(
                    "record {number} was made under a log of the keys file, and `approvals/keys.log` is not there"
                )
            }
            (Some(_), None) => format!(
                "record {number} was made under a record of `approvals/keys.log` that is not in it: it is another log, or an older one"
            ),
            (Some(_), Some(position)) if position < last => format!(
                "record {number} was made under record {position} of `approvals/keys.log`, after one was made under record {last}: an older keys file had been put back"
            ),
            (Some(_), Some(position)) => {
                last = position;
                continue;
            }
        };
        let finding = Diagnostic::error(Code::KeysLogReplaced, message);
        return Some(
            finding
                .at(site.head(text, &record.span))
                .hint("take `approvals/keys.log` and `keys.toml` from a copy: the log is only ever added to"),
        );
    }
    None
}

/// The log of a deal number, as it is verified.
struct Approved<'l> {
    number: &'l str,
    records: &'l [Record],
    approvers: Option<&'l Approvers>,
}

const COPY: &str =
    "take the file from a copy: records are only ever added, by `bidwright approve` and `issue`";

impl Chain for Approved<'_> {
    type Entry = Record;

    fn entries(&self) -> &[Record] {
        self.records
    }

    fn heading(&self) -> String {
        heading(self.number)
    }

    fn keys_of(&self, _: usize, name: &str) -> Vec<([u8; 32], Option<Date>)> {
        let named = self.approvers.into_iter().flat_map(|all| all.named(name));
        named.map(|one| (one.key.value, one.until)).collect()
    }

    fn stranger(&self, _: usize, _: &str) -> String {
        match self.approvers {
            None => "but there is no `approvals/keys.toml` to verify the signature with".to_owned(),
            Some(_) => "who is not in `keys.toml`".to_owned(),
        }
    }

    fn contradiction(&self, at: usize) -> Option<String> {
        let record = &self.records[at];
        let deal = &record.draft.deal;
        (deal != self.number).then(|| {
            format!("record {} is of the deal {}, this log of {}", record.number, shown(deal), self.number)
        })
    }

    fn hint(&self, code: Code) -> &'static str {
        match code {
            Code::LogSignature => {
                "take the file from a copy; if none has another signature, ask who wrote this record"
            }
            Code::LogUnknownApprover => {
                "keep everybody who ever approved in `approvals/keys.toml`, with `until` once they no longer may"
            }
            _ => COPY,
        }
    }
}

/// Records and seal of a log, whether they are genuine or not.
pub(super) fn parse<R>(
    heading: &str,
    text: &str,
    read: impl Fn(&mut Lines<'_>) -> Result<R, Bad>,
) -> Result<(Vec<R>, Option<Seal>), Bad> {
    let mut lines = Lines::new(text);
    for line in heading.lines() {
        lines.line(line)?;
    }
    let mut records = Vec::new();
    while lines.is_next("[[record]]") {
        records.push(read(&mut lines)?);
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
pub(super) fn not_as_written(text: &str, span: std::ops::Range<usize>, site: Site) -> Diagnostic {
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
        return Diagnostic::error(Code::LogTruncated, message).at(site.place(text, span));
    }
    let end = text[span.start..].find('\n').map_or(span.end, |end| (span.start + end).max(span.start));
    let message = format!("{part} was changed: this line is not as it was written");
    Diagnostic::error(Code::LogTampered, message).at(site.place(text, span.start..end))
}
