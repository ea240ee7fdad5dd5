//! `approvals/keys.log`: every change of the keys file, signed by somebody whom the file knew before it.
//!
//! A record holds all that the file says after it, so that the next one can be verified without the older file: its
//! signature counts if it is by a key of the record before, and that of the first if it is by a key of its own.

mod record;
mod state;

use std::ops::Range;

use jiff::civil::Date;

use super::keys::Secret;
use super::log::{not_as_written, parse};
use super::seal::{self, Seal};
use super::text::Bad;
use super::verify::{Chain, Entry, Site, verify};
use bidwright_base::diag::{Code, Diags};
use bidwright_base::digest::sha256;
use bidwright_base::source::{FileId, Place, Placed};
use bidwright_model::book::{Approver, Approvers};

pub use record::{KeysDraft, KeysRecord};
use state::State;

/// The changes of a keys file: every record is genuine and in its place.
///
/// ```
/// # use bidwright_base::source::{Layer, Place, Placed, Source, Sources};
/// # let (name, path) = ("keys.toml".to_owned(), "approvals/keys.toml".to_owned());
/// # let file = Sources::default().add(Source { name, path, text: "".into(), layer: Layer::Workspace });
/// # let place = Place::new(file, 0..0);
/// use bidwright_base::diag::{Code, Diags};
/// use bidwright_model::book::{Approver, Approvers};
/// use bidwright_review::approvals::{KeysDraft, KeysLog, Secret, entry};
///
/// // Ann begins the log of a keys file that she is in.
/// let secret = Secret::new(&[7; 32]);
/// let text = format!("format = 1\n\n{}", entry("Ann Berg", None, &[], &secret.public()));
/// # let ann = Approver {
/// #     name: Placed::new("Ann Berg".to_owned(), place),
/// #     email: None,
/// #     roles: Vec::new(),
/// #     key: Placed::new(secret.public(), place),
/// #     until: None,
/// # };
/// # let mut approvers = Approvers {
/// #     file,
/// #     owner_may_approve: false,
/// #     submit_required: false,
/// #     allowed_policies: None,
/// #     margin_floor: None,
/// #     all: vec![ann],
/// # };
/// let draft =
///     KeysDraft { date: jiff::civil::date(2026, 11, 24), recorded: None, name: "Ann Berg".to_owned() };
/// let (log, written) = KeysLog::default().append(draft, &approvers, &text, &secret);
/// assert_eq!(log.unsigned(&approvers, &text), None);
/// assert!(log.head().is_some_and(|head| log.position(&head) == Some(1)));
///
/// // What changes afterwards waits for a signature.
/// approvers.owner_may_approve = true;
/// let changes = log.unsigned(&approvers, &format!("owner_may_approve = true\n{text}"));
/// assert_eq!(changes, Some(vec!["owner_may_approve was false, is true".to_owned()]));
///
/// // The log is read back as it was, or not at all.
/// let mut diags = Diags::default();
/// assert_eq!(KeysLog::read(file, &written, &mut diags).map(|log| log.records().len()), Some(1));
/// assert!(KeysLog::read(file, &written.replace("2026", "2025"), &mut diags).is_none());
/// assert_eq!(diags.iter().next().map(|finding| finding.code), Some(Code::LogTampered));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KeysLog {
    records: Vec<KeysRecord>,
    file: Option<FileId>,
}

const HEADING: &str = "# Every change of approvals/keys.toml, in the order it was signed. Written by `bidwright keygen` and\n\
     # `bidwright keysign`: a record is signed by somebody the file knew before, and holds the hash of the one before.\n\n";

impl KeysLog {
    /// Every record, in the order made.
    #[must_use]
    pub fn records(&self) -> &[KeysRecord] {
        &self.records
    }

    /// By which records of deals know the log as it is: SHA-256 of its last record.
    #[must_use]
    pub fn head(&self) -> Option<String> {
        self.records.last().map(Entry::digest)
    }

    /// The number of the record with this SHA-256.
    #[must_use]
    pub fn position(&self, head: &str) -> Option<u32> {
        self.records.iter().find(|record| record.digest() == head).map(|record| record.number)
    }

    /// What changed in the keys file since the last record, in words; `None`: it is as it was signed.
    #[must_use]
    pub fn unsigned(&self, approvers: &Approvers, text: &str) -> Option<Vec<String>> {
        let (now, last) = (State::of(approvers), self.records.last());
        let before = last.map(|record| &record.after);
        let same = last.is_some_and(|record| record.file == digest(text)) && before == Some(&now);
        (!same).then(|| now.changes_since(before))
    }

    /// Who may sign the next record: those of the last one who hold a role, or everybody where nobody does or the file
    /// has no log yet.
    #[must_use]
    pub fn signers(&self, approvers: &Approvers) -> Vec<Approver> {
        let (Some(last), Some(file)) = (self.records.last(), self.file) else {
            return approvers.all.clone();
        };
        let place = Place::new(file, 0..0);
        let known = |person: &state::Person| Approver {
            name: Placed::new(person.name.clone(), place),
            email: person.email.clone(),
            roles: person.roles.iter().map(|role| Placed::new(role.clone(), place)).collect(),
            key: Placed::new(person.key, place),
            until: person.until,
        };
        last.after.signers().map(known).collect()
    }

    /// The log with a record of the keys file as it is, and its text.
    #[must_use]
    pub fn append(
        mut self,
        draft: KeysDraft,
        approvers: &Approvers,
        text: &str,
        secret: &Secret,
    ) -> (KeysLog, String) {
        let number = u32::try_from(self.records.len() + 1).unwrap_or(u32::MAX);
        let last = self.records.last();
        let after = State::of(approvers);
        let mut record = KeysRecord {
            number,
            changes: after.changes_since(last.map(|record| &record.after)),
            file: digest(text),
            after,
            previous: last.map_or_else(|| sha256(HEADING.as_bytes()), Entry::digest),
            signature: String::new(),
            span: 0..0,
            draft,
        };
        record.signature = secret.sign(&record.body());
        let (head, by) = (record.digest(), record.draft.name.clone());
        self.records.push(record);
        let signature = secret.sign(&seal::body(number, &head, &by));
        let seal = Seal { records: number, head, by, signature, span: 0..0 };
        let records: String = self.records.iter().map(|record| record.text() + "\n").collect();
        let text = format!("{HEADING}{records}{}", seal.text());
        (self, text)
    }

    /// Reads the log of a keys file, or pushes a finding on what was altered.
    #[must_use]
    pub fn read(file: FileId, text: &str, diags: &mut Diags) -> Option<KeysLog> {
        let (text, site) = Site::of(file, text);
        let text = text.as_ref();
        let (records, seal) = match parse(HEADING, text, KeysRecord::read) {
            Ok(parts) => parts,
            Err(Bad(span)) => {
                diags.push(not_as_written(text, span, site).hint(COPY));
                return None;
            }
        };
        let found = verify(&Changes { records: &records }, seal.as_ref(), text, site);
        if found.is_empty() {
            return Some(KeysLog { records, file: Some(file) });
        }
        found.into_iter().for_each(|finding| diags.push(finding));
        None
    }
}

/// Of a text, whatever its line ends.
fn digest(text: &str) -> String {
    sha256(text.replace("\r\n", "\n").as_bytes())
}

const COPY: &str =
    "take the file from a copy: records are only ever added, by `bidwright keygen` and `bidwright keysign`";

/// The log as it is verified.
struct Changes<'l> {
    records: &'l [KeysRecord],
}

impl Chain for Changes<'_> {
    type Entry = KeysRecord;

    fn entries(&self) -> &[KeysRecord] {
        self.records
    }

    fn heading(&self) -> String {
        HEADING.to_owned()
    }

    /// Those the file knew before a change; the first is signed by somebody who is in the file it is of.
    fn keys_of(&self, at: usize, name: &str) -> Vec<([u8; 32], Option<Date>)> {
        let Some(before) = self.records.get(at.saturating_sub(1)) else { return Vec::new() };
        let named = before.after.signers().filter(|person| person.name == name);
        named.map(|person| (person.key, person.until)).collect()
    }

    fn stranger(&self, at: usize, _: &str) -> String {
        if at == 0 {
            "who is not in the keys file it is of".to_owned()
        } else {
            "whom the keys file did not know before it, or knew without a role".to_owned()
        }
    }

    fn contradiction(&self, at: usize) -> Option<String> {
        let record = &self.records[at];
        let before = at.checked_sub(1).map(|before| &self.records[before].after);
        (record.changes != record.after.changes_since(before))
            .then(|| format!("the changes that record {} lists are not those it makes", record.number))
    }

    fn hint(&self, code: Code) -> &'static str {
        match code {
            Code::LogSignature => {
                "take the file from a copy; if none has another signature, ask who wrote this record"
            }
            Code::LogUnknownApprover => {
                "take the file from a copy; a change is signed by somebody who was there before: `bidwright keysign`"
            }
            _ => COPY,
        }
    }
}

impl Entry for KeysRecord {
    fn number(&self) -> u32 {
        self.number
    }

    fn date(&self) -> Date {
        self.draft.date
    }

    fn name(&self) -> &str {
        &self.draft.name
    }

    fn body(&self) -> String {
        KeysRecord::body(self)
    }

    fn signature(&self) -> &str {
        &self.signature
    }

    fn previous(&self) -> &str {
        &self.previous
    }

    fn digest(&self) -> String {
        sha256(self.text().as_bytes())
    }

    fn span(&self) -> &Range<usize> {
        &self.span
    }
}
