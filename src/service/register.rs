//! Register: a person and their public key, added to the keys file of a workspace.

use jiff::civil::Date;

use super::sign_keys::{FOLDER, Registry, in_words};
use super::{Keys, Store, StoreError};
use bidwright_base::diag::Diags;
use bidwright_base::words;
use bidwright_input::KEYS;
use bidwright_model::book::Approvers;
use bidwright_review::approvals;
use bidwright_review::approvals::{KeysDraft, KeysLog, Secret};

/// Who is to be registered.
#[derive(Debug, Clone, Copy)]
pub struct RegisterRequest<'r> {
    /// By which records name them.
    pub name: &'r str,
    /// Their address.
    pub email: Option<&'r str>,
    /// The approvers of a policy they stand for.
    pub roles: &'r [String],
    /// Their private key.
    pub secret: &'r Secret,
    /// Who is there already and signs the change.
    pub by: Option<&'r str>,
    /// The day it is done.
    pub day: Date,
}

/// A person who was added to the keys file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registered {
    /// The record of it in the log of the keys file; `None`: it waits for a signature.
    pub record: Option<u32>,
    /// Who may sign it, each once.
    pub signers: Vec<String>,
}

/// Adds a person to the keys file, which is made if there is none. `keep` keeps the private key, and is called once
/// nothing else can refuse.
///
/// The first person signs the first record of the log of the file. Who comes later is signed for by somebody who is
/// there, at once or afterwards by [`super::sign_keys`].
///
/// # Errors
/// A file cannot be read or written; or, as the inner error, in words: it has errors, holds the person or the key
/// already, the signer is not there or has no key, or the private key was not kept.
///
/// # Examples
/// ```
/// use bidwright_input::{Files, Library};
/// use bidwright_review::approvals::Secret;
/// use bidwright_service::{MemoryStore, RegisterRequest, Registered, register};
///
/// # struct KeyRing;
/// # impl bidwright_service::Keys for KeyRing {
/// #     fn has(&self, _: &bidwright_model::book::Approver) -> bool { true }
/// #     fn secret(
/// #         &self,
/// #         _: &bidwright_model::book::Approver,
/// #         _: &mut bidwright_base::diag::Diags,
/// #     ) -> Option<Secret> {
/// #         Some(Secret::new(&[7; 32]))
/// #     }
/// # }
/// let store = MemoryStore::new(&Library::default());
/// let day = jiff::civil::date(2026, 11, 24);
/// let [kari, per] = [Secret::new(&[7; 32]), Secret::new(&[8; 32])];
/// let kari = RegisterRequest { name: "Kari Holm", email: None, roles: &[], secret: &kari, by: None, day };
/// let first = register(&store, &kari, &KeyRing, || Ok(()))?.expect("nobody was there");
/// assert_eq!(first.record, Some(1), "she signs for herself");
/// let text = String::from_utf8(store.read("approvals/keys.toml").unwrap().unwrap()).unwrap();
/// assert!(text.starts_with("format = 1\n\n[[approver]]\nname = \"Kari Holm\"\n"));
/// assert!(register(&store, &kari, &KeyRing, || Ok(()))?.is_err(), "she is there already");
///
/// // Whoever comes next is signed for by her.
/// let per = RegisterRequest { name: "Per Vik", secret: &per, by: Some("Kari Holm"), ..kari };
/// let second = register(&store, &per, &KeyRing, || Ok(()))?.expect("she is known");
/// assert_eq!(second.record, Some(2));
/// # Ok::<(), bidwright_service::StoreError>(())
/// ```
pub fn register<S: Store>(
    store: &S,
    request: &RegisterRequest<'_>,
    keys: &dyn Keys,
    keep: impl FnOnce() -> Result<(), String>,
) -> Result<Result<Registered, String>, StoreError> {
    store.update(KEYS, |text| {
        let before = text.unwrap_or_default();
        // A file that is there and empty was made for this.
        let before = if before.trim().is_empty() { "format = 1\n" } else { before };
        let plan = plan(store, before, request, keys);
        let plan = plan.and_then(|plan| keep().map(|()| plan));
        match plan {
            Ok(Plan { text, log: None, done }) => (Ok(Ok(done)), Some(text)),
            Ok(Plan { text, log: Some(log), done }) => match store.write(FOLDER, &[log]) {
                Ok(_) => (Ok(Ok(done)), Some(text)),
                Err(error) => (Err(error), None),
            },
            Err(why) => (Ok(Err(why)), None),
        }
    })?
}

/// What is to be written.
struct Plan {
    text: String,
    log: Option<super::File>,
    done: Registered,
}

fn plan<S: Store>(
    store: &S,
    before: &str,
    request: &RegisterRequest<'_>,
    keys: &dyn Keys,
) -> Result<Plan, String> {
    let shown = store.describe(KEYS);
    let not_added = |why: String| format!("{shown} has errors, so `{}` is not added{why}", request.name);
    let Registry { approvers, log, .. } = Registry::read(store, before).map_err(not_added)?;
    if let Some(why) = refused(&approvers, request, &shown) {
        return Err(why);
    }
    let entry = approvals::entry(request.name, request.email, request.roles, &request.secret.public());
    let text = format!("{}\n\n{entry}", before.trim_end());
    let after = Registry::read(store, &text).map_err(not_added)?.approvers;
    let log_now = log.unwrap_or_default();
    let signers = words::unique(log_now.signers(&approvers).into_iter().map(|one| one.name.value));
    let first = signers.is_empty().then_some((request.name.to_owned(), None));
    let signer = match (first, request.by) {
        (None, Some(by)) => Some(signer(&log_now, &approvers, before, by, request.day, keys, &shown)?),
        (first, _) => first,
    };
    let Some((name, secret)) = signer else {
        return Ok(Plan { text, log: None, done: Registered { record: None, signers } });
    };
    let draft = KeysDraft { date: request.day, recorded: None, name };
    let secret = secret.as_ref().unwrap_or(request.secret);
    let (log, written) = log_now.append(draft, &after, &text, secret);
    let done = Registered { record: log.records().last().map(|record| record.number), signers };
    Ok(Plan { text, log: Some(super::sign_keys::file_of(written)), done })
}

/// Who signs for another, if all that was there before is signed.
fn signer(
    log: &KeysLog,
    approvers: &Approvers,
    before: &str,
    by: &str,
    day: Date,
    keys: &dyn Keys,
    shown: &str,
) -> Result<(String, Option<Secret>), String> {
    let waiting = if log.records().is_empty() { None } else { log.unsigned(approvers, before) };
    if let Some(changes) = waiting {
        return Err(format!(
            "{shown} was changed and nobody has signed that ({}): `bidwright keysign` comes first",
            words::list(&changes)
        ));
    }
    let mut diags = Diags::default();
    let people = log.signers(approvers);
    let found = approvals::known(&people, by, day, &mut diags).and_then(|one| {
        let secret = keys.secret(one, &mut diags)?;
        Some((one.name.value.clone(), Some(secret)))
    });
    found.ok_or_else(|| in_words(&diags))
}

/// Why a person is not added, in words.
fn refused(known: &Approvers, request: &RegisterRequest<'_>, shown: &str) -> Option<String> {
    if let Some(other) = known.all.iter().find(|one| one.key.value == request.secret.public()) {
        return Some(format!("`{}` has this key in {shown} already", other.name.value));
    }
    let email = request.email.unwrap_or(request.name);
    let twin = known.all.iter().find(|one| one.until.is_none() && (one.is(request.name) || one.is(email)))?;
    Some(format!(
        "`{}` is in {shown} already; for a new key, say in the old table until when it was good: `until = 2026-12-31`",
        twin.name.value
    ))
}
