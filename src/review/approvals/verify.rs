//! Whether a log is as it was made: every record in its place, by whom it names, and none missing.

use std::ops::Range;

use super::keys::is_by;
use super::log::heading;
use super::record::Record;
use super::seal::Seal;
use bidwright_base::diag::{Code, Diagnostic};
use bidwright_base::digest::sha256;
use bidwright_base::source::{FileId, Place};
use bidwright_base::words;
use bidwright_model::book::Approvers;

/// The file of a log, for the places of findings.
#[derive(Debug, Clone, Copy)]
pub(super) struct Site {
    pub(super) file: FileId,
    /// Whether its lines end in CR and LF, while spans count LF alone.
    pub(super) turned: bool,
}

impl Site {
    pub(super) fn place(self, text: &str, span: Range<usize>) -> Place {
        let more = |at: usize| if self.turned { at + text[..at].matches('\n').count() } else { at };
        Place::new(self.file, more(span.start)..more(span.end))
    }
}

const COPY: &str =
    "take the file from a copy: records are only ever added, by `bidwright approve` and `issue`";

/// What is wrong, if anything.
pub(super) fn verify(
    number: &str,
    records: &[Record],
    seal: Option<&Seal>,
    text: &str,
    approvers: Option<&Approvers>,
    site: Site,
) -> Vec<Diagnostic> {
    let log = Verifier { number, records, seal, text, approvers, site };
    if let Some(finding) = log.order().or_else(|| log.ends()) {
        return vec![finding];
    }
    let mut found: Vec<Diagnostic> = (0..records.len()).filter_map(|at| log.record(at)).collect();
    if found.is_empty() {
        found.extend(log.sealed());
    }
    found
}

struct Verifier<'l> {
    number: &'l str,
    records: &'l [Record],
    seal: Option<&'l Seal>,
    text: &'l str,
    approvers: Option<&'l Approvers>,
    site: Site,
}

/// The outcome of checking a signature against the known keys.
enum SignatureCheck {
    /// It is by the key of the name.
    Valid,
    /// It is by no key of the name.
    Invalid,
    /// There is no key of the name.
    UnknownSigner,
    /// It is by the key of the name, which had expired by the date of the record.
    KeyExpired(String),
}

impl Verifier<'_> {
    /// The first lines of a stretch: who reads the finding looks there.
    fn at(&self, span: &Range<usize>) -> Place {
        let end = self.text[span.clone()].lines().take(2).map(|line| line.len() + 1).sum::<usize>();
        self.site.place(self.text, span.start..(span.start + end.saturating_sub(1)).min(span.end))
    }

    /// The digest of the record before, or of the heading: what a record holds as `previous`.
    fn previous_digest(&self, at: usize) -> String {
        match at.checked_sub(1) {
            Some(before) => self.records[before].digest(),
            None => sha256(heading(self.number).as_bytes()),
        }
    }

    /// Whether the records are numbered from 1 in order.
    fn order(&self) -> Option<Diagnostic> {
        let numbers: Vec<u32> = self.records.iter().map(|record| record.number).collect();
        let (wanted, at) =
            (1u32..).zip(0..).take(numbers.len()).find(|(wanted, at)| numbers[*at] != *wanted)?;
        let (record, place) = (&self.records[at], self.at(&self.records[at].span));
        let number = record.number;
        // The hash it holds proves its place, so its number was changed.
        let finding = if record.previous == self.previous_digest(at) {
            Diagnostic::error(
                Code::LogTampered,
                format!("record {wanted} was changed: it calls itself {number}"),
            )
        } else if numbers[..at].contains(&number) {
            Diagnostic::error(Code::LogReordered, format!("record {number} occurs twice in the log"))
        } else if numbers[at..].contains(&wanted) {
            Diagnostic::error(
                Code::LogReordered,
                format!("record {number} is in the place of record {wanted}"),
            )
        } else {
            let message = format!("record {wanted} is missing: the next one here is record {number}");
            Diagnostic::error(Code::LogTruncated, message)
        };
        Some(finding.at(place).hint(COPY))
    }

    /// Whether the end is there.
    fn ends(&self) -> Option<Diagnostic> {
        let end = self.text.len();
        let Some(seal) = self.seal else {
            let last = self.records.last().map_or(0..0, |last| last.span.clone());
            let message = format!(
                "the log was cut off after {}: its seal is missing",
                words::count(self.records.len(), "record", "records")
            );
            let place = if last.is_empty() { self.site.place(self.text, end..end) } else { self.at(&last) };
            return Some(Diagnostic::error(Code::LogTruncated, message).at(place).hint(COPY));
        };
        let counted = usize::try_from(seal.records).unwrap_or(usize::MAX);
        let genuine = matches!(
            self.check_signature(&seal.by, &seal.body(), &seal.signature, None),
            SignatureCheck::Valid
        );
        if counted > self.records.len() && genuine {
            let message = format!(
                "{} missing at the end: the seal counts {}, the log has {}",
                match counted - self.records.len() {
                    1 => format!("record {counted} is"),
                    _ => format!("records {} to {counted} are", self.records.len() + 1),
                },
                words::count(counted, "record", "records"),
                self.records.len(),
            );
            return Some(Diagnostic::error(Code::LogTruncated, message).at(self.at(&seal.span)).hint(COPY));
        }
        if counted < self.records.len() && genuine {
            let message = format!("record {} was added without a seal", counted + 1);
            let place = self.at(&self.records[counted].span);
            return Some(Diagnostic::error(Code::LogTampered, message).at(place).hint(COPY));
        }
        None
    }

    /// Whether a record is as its maker left it, and follows the one before.
    fn record(&self, at: usize) -> Option<Diagnostic> {
        let record = &self.records[at];
        let number = record.number;
        let place = self.at(&record.span);
        let error = |code, message: String| Some(Diagnostic::error(code, message).at(place).hint(hint(code)));
        if record.draft.deal != self.number {
            let message = format!(
                "record {number} is of the deal {}, this log of {}",
                shown(&record.draft.deal),
                self.number
            );
            return error(Code::LogTampered, message);
        }
        let body = record.body();
        // Whether what comes after knows it as it is.
        let known = match (self.records.get(at + 1), self.seal) {
            (Some(next), _) => next.previous == record.digest(),
            (None, Some(seal)) => seal.head == record.digest(),
            (None, None) => true,
        };
        let name = shown(&record.draft.name);
        match self.check_signature(&record.draft.name, &body, &record.signature, Some(record)) {
            SignatureCheck::Valid
                if record.previous == self.previous_digest(at) || at > 0 && self.broken(at - 1) =>
            {
                None
            }
            SignatureCheck::Valid if at == 0 => error(
                Code::LogReordered,
                format!("record {number} does not begin this log: it follows something that is not here"),
            ),
            SignatureCheck::Valid => error(
                Code::LogReordered,
                format!(
                    "record {number} does not follow record {}: it was made after another one",
                    number - 1
                ),
            ),
            SignatureCheck::Invalid | SignatureCheck::UnknownSigner if !known => {
                error(Code::LogTampered, format!("record {number} was changed after {name} signed it"))
            }
            SignatureCheck::Invalid => {
                error(Code::LogSignature, format!("the signature of record {number} is not by {name}"))
            }
            SignatureCheck::UnknownSigner if self.approvers.is_none() => error(
                Code::LogUnknownApprover,
                format!(
                    "record {number} is signed by {name}, but there is no `approvals/keys.toml` to verify the signature with"
                ),
            ),
            SignatureCheck::UnknownSigner => error(
                Code::LogUnknownApprover,
                format!("record {number} is signed by {name}, who is not in `keys.toml`"),
            ),
            SignatureCheck::KeyExpired(until) => error(
                Code::LogUnknownApprover,
                format!(
                    "record {number} is of {}, but the key of {name} was good until {until} only",
                    record.draft.date
                ),
            ),
        }
    }

    /// Whether a record's own text is not what its maker signed: what follows it is then not reported.
    fn broken(&self, at: usize) -> bool {
        let record = &self.records[at];
        !matches!(
            self.check_signature(&record.draft.name, &record.body(), &record.signature, Some(record)),
            SignatureCheck::Valid | SignatureCheck::KeyExpired(_)
        )
    }

    /// Whether the seal is by who made the last record, and of this log.
    fn sealed(&self) -> Option<Diagnostic> {
        let (seal, last) = (self.seal?, self.records.last());
        let place = self.at(&seal.span);
        let error = |code, message: String| Some(Diagnostic::error(code, message).at(place).hint(hint(code)));
        let counted = usize::try_from(seal.records).is_ok_and(|counted| counted == self.records.len());
        let whole = counted && last.is_some_and(|last| seal.head == last.digest());
        let own = last.is_some_and(|last| last.draft.name == seal.by);
        match self.check_signature(&seal.by, &seal.body(), &seal.signature, None) {
            SignatureCheck::Valid if whole && own => None,
            SignatureCheck::Valid if whole => {
                let maker = last.map_or(String::new(), |last| shown(&last.draft.name));
                error(
                    Code::LogSignature,
                    format!(
                        "the log is sealed by {}, but its last record is by {maker}: who appends, seals",
                        shown(&seal.by)
                    ),
                )
            }
            _ if whole && own => {
                error(Code::LogSignature, format!("the seal is not signed by {}", shown(&seal.by)))
            }
            _ => error(Code::LogTampered, "the seal was changed: it does not fit the log".to_owned()),
        }
    }

    fn check_signature(
        &self,
        name: &str,
        body: &str,
        signature: &str,
        dated: Option<&Record>,
    ) -> SignatureCheck {
        let mut named = self.approvers.into_iter().flat_map(|all| all.named(name)).peekable();
        if named.peek().is_none() {
            return SignatureCheck::UnknownSigner;
        }
        // A person with a new key is listed twice.
        let Some(one) = named.find(|one| is_by(&one.key.value, body, signature)) else {
            return SignatureCheck::Invalid;
        };
        match (dated, one.until) {
            (Some(record), Some(until)) if record.draft.date > until => {
                SignatureCheck::KeyExpired(until.to_string())
            }
            _ => SignatureCheck::Valid,
        }
    }
}

/// What to do about a record, or a seal, that is not as it was made.
fn hint(code: Code) -> &'static str {
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

/// A name from a file that is not verified yet, escaped and cut short.
fn shown(name: &str) -> String {
    let short: String = name.chars().take(80).collect();
    format!("`{}`", short.escape_debug())
}
