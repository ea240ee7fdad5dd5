//! Whether a log is as it was made: every record in its place, by whom it names, and none missing.

use std::borrow::Cow;
use std::ops::Range;

use jiff::civil::Date;

use super::keys::is_by;
use super::seal::Seal;
use bidwright_base::diag::{Code, Diagnostic};
use bidwright_base::digest::sha256;
use bidwright_base::source::{FileId, Place};
use bidwright_base::words;

/// A record of a log: signed by who made it, and holding the digest of the one before.
pub(super) trait Entry {
    /// From 1.
    fn number(&self) -> u32;
    /// The day it was made, as it says.
    fn date(&self) -> Date;
    /// Who made it.
    fn name(&self) -> &str;
    /// What the signature is over.
    fn body(&self) -> String;
    fn signature(&self) -> &str;
    /// The digest it holds of the record before; of the first, of the heading.
    fn previous(&self) -> &str;
    /// By which the next record, or the seal, knows it.
    fn digest(&self) -> String;
    /// Its span in the text it was read from.
    fn span(&self) -> &Range<usize>;
}

/// The records of a log, and whose signature counts in it.
pub(super) trait Chain {
    type Entry: Entry;

    fn entries(&self) -> &[Self::Entry];

    fn heading(&self) -> String;

    /// The public keys of a name that counted for a record, each with the last day it was good.
    fn keys_of(&self, at: usize, name: &str) -> Vec<([u8; 32], Option<Date>)>;

    /// Why nobody of a name has a key that counts for a record.
    fn stranger(&self, at: usize, name: &str) -> String;

    /// What a record says that no record of this log can, whoever signed it.
    fn contradiction(&self, at: usize) -> Option<String>;

    /// What to do about a finding.
    fn hint(&self, code: Code) -> &'static str;
}

/// The file of a log, for the places of findings.
#[derive(Debug, Clone, Copy)]
pub(super) struct Site {
    pub(super) file: FileId,
    /// Whether its lines end in CR and LF, while spans count LF alone.
    pub(super) turned: bool,
}

impl Site {
    /// Of a text, and the text with the line ends of a log: a checkout may have turned every one, which is no edit.
    pub(super) fn of(file: FileId, text: &str) -> (Cow<'_, str>, Site) {
        let turned = text.contains('\n') && text.matches("\r\n").count() == text.matches('\n').count();
        let unix = if turned { text.replace("\r\n", "\n").into() } else { text.into() };
        (unix, Site { file, turned })
    }

    /// The first lines of a stretch: who reads the finding looks there.
    pub(super) fn head(self, text: &str, span: &Range<usize>) -> Place {
        let end = text[span.clone()].lines().take(2).map(|line| line.len() + 1).sum::<usize>();
        self.place(text, span.start..(span.start + end.saturating_sub(1)).min(span.end))
    }

    pub(super) fn place(self, text: &str, span: Range<usize>) -> Place {
        let more = |at: usize| if self.turned { at + text[..at].matches('\n').count() } else { at };
        Place::new(self.file, more(span.start)..more(span.end))
    }
}

/// What is wrong, if anything.
pub(super) fn verify<C: Chain>(chain: &C, seal: Option<&Seal>, text: &str, site: Site) -> Vec<Diagnostic> {
    let log = Verifier { chain, seal, text, site };
    if let Some(finding) = log.order().or_else(|| log.ends()) {
        return vec![finding];
    }
    let mut found: Vec<Diagnostic> = (0..chain.entries().len()).filter_map(|at| log.record(at)).collect();
    if found.is_empty() {
        found.extend(log.sealed());
    }
    found
}

struct Verifier<'l, C> {
    chain: &'l C,
    seal: Option<&'l Seal>,
    text: &'l str,
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

impl<C: Chain> Verifier<'_, C> {
    fn entries(&self) -> &[C::Entry] {
        self.chain.entries()
    }

    fn at(&self, span: &Range<usize>) -> Place {
        self.site.head(self.text, span)
    }

    /// The digest of the record before, or of the heading: what a record holds as `previous`.
    fn previous_digest(&self, at: usize) -> String {
        match at.checked_sub(1) {
            Some(before) => self.entries()[before].digest(),
            None => sha256(self.chain.heading().as_bytes()),
        }
    }

    /// Whether the records are numbered from 1 in order.
    fn order(&self) -> Option<Diagnostic> {
        let numbers: Vec<u32> = self.entries().iter().map(Entry::number).collect();
        let (wanted, at) =
            (1u32..).zip(0..).take(numbers.len()).find(|(wanted, at)| numbers[*at] != *wanted)?;
        let (record, place) = (&self.entries()[at], self.at(self.entries()[at].span()));
        let number = record.number();
        // The hash it holds proves its place, so its number was changed.
        let finding = if record.previous() == self.previous_digest(at) {
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
        let hint = self.chain.hint(finding.code);
        Some(finding.at(place).hint(hint))
    }

    /// Whether the end is there.
    fn ends(&self) -> Option<Diagnostic> {
        let (end, here) = (self.text.len(), self.entries().len());
        let error = |code, message: String, place| {
            Some(Diagnostic::error(code, message).at(place).hint(self.chain.hint(code)))
        };
        let Some(seal) = self.seal else {
            let last = self.entries().last().map_or(0..0, |last| last.span().clone());
            let message = format!(
                "the log was cut off after {}: its seal is missing",
                words::count(here, "record", "records")
            );
            let place = if last.is_empty() { self.site.place(self.text, end..end) } else { self.at(&last) };
            return error(Code::LogTruncated, message, place);
        };
        let counted = usize::try_from(seal.records).unwrap_or(usize::MAX);
        let genuine = matches!(self.check_seal(seal), SignatureCheck::Valid);
        if counted > here && genuine {
            let message = format!(
                "{} missing at the end: the seal counts {}, the log has {here}",
                match counted - here {
                    1 => format!("record {counted} is"),
                    _ => format!("records {} to {counted} are", here + 1),
                },
                words::count(counted, "record", "records"),
            );
            return error(Code::LogTruncated, message, self.at(&seal.span));
        }
        if counted < here && genuine {
            let message = format!("record {} was added without a seal", counted + 1);
            return error(Code::LogTampered, message, self.at(self.entries()[counted].span()));
        }
        None
    }

    /// Whether a record is as its maker left it, and follows the one before.
    fn record(&self, at: usize) -> Option<Diagnostic> {
        let record = &self.entries()[at];
        let number = record.number();
        let place = self.at(record.span());
        let error = |code, message: String| {
            Some(Diagnostic::error(code, message).at(place).hint(self.chain.hint(code)))
        };
        let signed = self.check_record(at);
        if let (SignatureCheck::Valid, Some(message)) = (&signed, self.chain.contradiction(at)) {
            return error(Code::LogTampered, message);
        }
        // Whether what comes after knows it as it is.
        let known = match (self.entries().get(at + 1), self.seal) {
            (Some(next), _) => next.previous() == record.digest(),
            (None, Some(seal)) => seal.head == record.digest(),
            (None, None) => true,
        };
        let name = shown(record.name());
        match signed {
            SignatureCheck::Valid
                if record.previous() == self.previous_digest(at) || at > 0 && self.broken(at - 1) =>
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
            SignatureCheck::UnknownSigner => error(
                Code::LogUnknownApprover,
                format!("record {number} is signed by {name}, {}", self.chain.stranger(at, record.name())),
            ),
            SignatureCheck::KeyExpired(until) => error(
                Code::LogUnknownApprover,
                format!(
                    "record {number} is of {}, but the key of {name} was good until {until} only",
                    record.date()
                ),
            ),
        }
    }

    /// Whether a record's own text is not what its maker signed: what follows it is then not reported.
    fn broken(&self, at: usize) -> bool {
        !matches!(self.check_record(at), SignatureCheck::Valid | SignatureCheck::KeyExpired(_))
    }

    /// Whether the seal is by who made the last record, and of this log.
    fn sealed(&self) -> Option<Diagnostic> {
        let (seal, last) = (self.seal?, self.entries().last());
        let place = self.at(&seal.span);
        let error = |code, message: String| {
            Some(Diagnostic::error(code, message).at(place).hint(self.chain.hint(code)))
        };
        let counted = usize::try_from(seal.records).is_ok_and(|counted| counted == self.entries().len());
        let whole = counted && last.is_some_and(|last| seal.head == last.digest());
        let own = last.is_some_and(|last| last.name() == seal.by);
        match self.check_seal(seal) {
            SignatureCheck::Valid if whole && own => None,
            SignatureCheck::Valid if whole => {
                let maker = last.map_or(String::new(), |last| shown(last.name()));
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

    fn check_record(&self, at: usize) -> SignatureCheck {
        let record = &self.entries()[at];
        self.check_signature(at, record.name(), &record.body(), record.signature(), Some(record.date()))
    }

    /// A seal is by somebody whose signature counts for the last record.
    fn check_seal(&self, seal: &Seal) -> SignatureCheck {
        let last = self.entries().len().saturating_sub(1);
        self.check_signature(last, &seal.by, &seal.body(), &seal.signature, None)
    }

    fn check_signature(
        &self,
        at: usize,
        name: &str,
        body: &str,
        signature: &str,
        dated: Option<Date>,
    ) -> SignatureCheck {
        let keys = self.chain.keys_of(at, name);
        if keys.is_empty() {
            return SignatureCheck::UnknownSigner;
        }
        // A person with a new key is listed twice.
        let Some((_, until)) = keys.iter().find(|(key, _)| is_by(key, body, signature)) else {
            return SignatureCheck::Invalid;
        };
        match (dated, until) {
            (Some(date), Some(until)) if date > *until => SignatureCheck::KeyExpired(until.to_string()),
            _ => SignatureCheck::Valid,
        }
    }
}

/// A name from a file that is not verified yet, escaped and cut short.
pub(super) fn shown(name: &str) -> String {
    let short: String = name.chars().take(80).collect();
    format!("`{}`", short.escape_debug())
}
