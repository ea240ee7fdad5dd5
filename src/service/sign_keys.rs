//! Sign keys: a change of the keys file, signed by somebody whom it knew before.

use jiff::civil::Date;

use super::{Answer, File, Findings, Keys, Store, StoreError};
use bidwright_base::diag::Diags;
use bidwright_base::source::Sources;
use bidwright_base::words;
use bidwright_input as input;
use bidwright_input::{Files, KEYS, KEYS_LOG, KeysFile};
use bidwright_model::book::Approvers;
use bidwright_review::approvals;
use bidwright_review::approvals::{KeysDraft, KeysLog};

/// The folder of the keys file and its log.
pub(super) const FOLDER: &str = "approvals";

/// The log, to be written there.
pub(super) fn file_of(text: String) -> File {
    let name = KEYS_LOG.rsplit('/').next().unwrap_or(KEYS_LOG).to_owned();
    File { name, bytes: text.into_bytes() }
}

/// A keys file without errors, and its log, if it has one.
pub(super) struct Registry {
    pub(super) approvers: Approvers,
    pub(super) log: Option<KeysLog>,
}

impl Registry {
    /// Of a text, and the log that is there.
    ///
    /// # Errors
    /// One of them has errors: the first of them, after what goes before it.
    pub(super) fn read<F: Files + ?Sized>(files: &F, text: &str) -> Result<Registry, String> {
        let mut diags = Diags::default();
        Registry::of(files, text, &mut diags).1.ok_or_else(|| format!(": {}", in_words(&diags)))
    }

    fn of<F: Files + ?Sized>(files: &F, text: &str, diags: &mut Diags) -> (Sources, Option<Registry>) {
        let KeysFile { sources, approvers, log } = input::check_keys(files, text, diags);
        let log = log.map(|file| KeysLog::read(file, &sources[file].text, diags));
        let whole = !diags.has_errors() && log.as_ref().is_none_or(Option::is_some);
        let registry =
            approvers.filter(|_| whole).map(|approvers| Registry { approvers, log: log.flatten() });
        (sources, registry)
    }
}

/// The first error, with what to do about it.
pub(super) fn in_words(diags: &Diags) -> String {
    let Some(first) = diags.iter().next() else { return String::new() };
    let hint = first.hint.as_ref().map_or(String::new(), |hint| format!(" ({hint})"));
    format!("{}{hint}", first.message)
}

/// Who signs the keys file.
#[derive(Debug, Clone, Copy)]
pub struct SignKeysRequest<'r> {
    /// Somebody whom it knew before; `None`: nothing is signed, and what waits is returned.
    pub name: Option<&'r str>,
    /// The day it is done.
    pub day: Date,
    /// Today, by the clock of the front: the record says so if it is another day.
    pub today: Date,
}

/// What of a keys file was signed, or waits for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeysSigned {
    /// What changed since the last record, in words; empty: the file is as it was signed.
    pub changes: Vec<String>,
    /// The record that was made.
    pub record: Option<u32>,
    /// Who may sign, each once.
    pub signers: Vec<String>,
    /// The log, as the store displays its name.
    pub log: String,
}

/// Signs what changed in the keys file since the last record of its log, which is begun if there is none.
///
/// # Errors
/// A file cannot be read or written.
///
/// # Examples
/// ```
/// use bidwright_service::{SignKeysRequest, sign_keys};
///
/// # struct KeyRing;
/// # impl bidwright_service::Keys for KeyRing {
/// #     fn has(&self, _: &bidwright_model::book::Approver) -> bool { true }
/// #     fn secret(
/// #         &self,
/// #         _: &bidwright_model::book::Approver,
/// #         _: &mut bidwright_base::diag::Diags,
/// #     ) -> Option<bidwright_review::approvals::Secret> {
/// #         Some(bidwright_review::approvals::Secret::new(&[7; 32]))
/// #     }
/// # }
/// # let store = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/workspace.rs"));
/// # let day = jiff::civil::date(2026, 11, 24);
/// // A keys file of before it had a log.
/// let look = SignKeysRequest { name: None, day, today: day };
/// let waiting = sign_keys(&store, &look, &KeyRing).0.result.expect("a keys file");
/// assert_eq!((waiting.changes.len(), waiting.record), (2, None));
///
/// let request = SignKeysRequest { name: Some("Kari Holm"), ..look };
/// let signed = sign_keys(&store, &request, &KeyRing).0.result.expect("somebody who is in it");
/// assert_eq!(signed.record, Some(1));
/// assert_eq!(sign_keys(&store, &look, &KeyRing).0.result.expect("a keys file").changes.len(), 0);
/// ```
pub fn sign_keys<S: Store>(
    store: &S,
    request: &SignKeysRequest<'_>,
    keys: &dyn Keys,
) -> (Answer<KeysSigned>, Result<(), StoreError>) {
    let mut diags = Diags::default();
    let mut sources = Sources::default();
    // Whoever writes the log holds the lock of the file it is of.
    let done = store.update(KEYS, |text| {
        let Some(text) = text else {
            diags.push(approvals::no_keys());
            return (Ok(None), None);
        };
        let registry;
        (sources, registry) = Registry::of(store, text, &mut diags);
        let signed = registry.and_then(|registry| sign(store, &registry, text, request, keys, &mut diags));
        let Some((signed, log)) = signed else { return (Ok(None), None) };
        let written = log.map_or(Ok(Vec::new()), |log| store.write(FOLDER, &[file_of(log)]));
        (written.map(|_| Some(signed)), None)
    });
    let (result, written) = match done.and_then(|done| done) {
        Ok(result) => (result, Ok(())),
        Err(error) => (None, Err(error)),
    };
    (Answer { result, findings: Findings { sources, diags } }, written)
}

/// What changed, and the log with a record of it, if somebody signs.
fn sign<S: Store>(
    store: &S,
    Registry { approvers, log }: &Registry,
    text: &str,
    request: &SignKeysRequest<'_>,
    keys: &dyn Keys,
    diags: &mut Diags,
) -> Option<(KeysSigned, Option<String>)> {
    let log = log.clone().unwrap_or_default();
    let people = log.signers(approvers);
    let mut signed = KeysSigned {
        changes: log.unsigned(approvers, text).unwrap_or_default(),
        record: None,
        signers: words::unique(people.iter().map(|one| one.name.value.clone())),
        log: store.describe(KEYS_LOG),
    };
    let Some(name) = request.name.filter(|_| !signed.changes.is_empty()) else {
        return Some((signed, None));
    };
    let one = approvals::known(&people, name, request.day, diags)?;
    let secret = keys.secret(one, diags)?;
    let draft = KeysDraft {
        date: request.day,
        recorded: (request.day != request.today).then_some(request.today),
        name: one.name.value.clone(),
    };
    let (log, written) = log.append(draft, approvers, text, &secret);
    signed.record = log.records().last().map(|record| record.number);
    Some((signed, Some(written)))
}
