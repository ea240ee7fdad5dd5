//! Register: a person and their public key, added to the keys file of a workspace.

use super::{Store, StoreError};
use bidwright_base::diag::Diags;
use bidwright_input as input;
use bidwright_review::approvals;

/// Who is to be registered.
#[derive(Debug, Clone, Copy)]
pub struct RegisterRequest<'r> {
    /// By which records name them.
    pub name: &'r str,
    /// Their address.
    pub email: Option<&'r str>,
    /// The approvers of a policy they stand for.
    pub roles: &'r [String],
    /// Their public key.
    pub key: [u8; 32],
}

/// The file of those who may approve, in a workspace.
pub const KEYS: &str = "approvals/keys.toml";

/// Adds a person to the keys file, which is made if there is none. `keep` keeps the private key, and is called once
/// nothing else can refuse.
///
/// # Errors
/// The file cannot be read or written; or, as the inner error, in words: it has errors, holds the person or the key
/// already, or the private key was not kept.
///
/// # Examples
/// ```
/// use bidwright_input::{Files, Library};
/// use bidwright_service::{MemoryStore, RegisterRequest, register};
///
/// let store = MemoryStore::new(&Library::default());
/// let key = bidwright_review::approvals::Secret::new(&[7; 32]).public();
/// let kari = RegisterRequest { name: "Kari Holm", email: None, roles: &[], key };
/// assert_eq!(register(&store, &kari, || Ok(())), Ok(Ok(())));
/// let text = String::from_utf8(store.read("approvals/keys.toml").unwrap().unwrap()).unwrap();
/// assert!(text.starts_with("format = 1\n\n[[approver]]\nname = \"Kari Holm\"\n"));
/// assert!(register(&store, &kari, || Ok(())).unwrap().is_err(), "she is there already");
/// ```
pub fn register<S: Store>(
    store: &S,
    request: &RegisterRequest<'_>,
    keep: impl FnOnce() -> Result<(), String>,
) -> Result<Result<(), String>, StoreError> {
    let shown = store.describe(KEYS);
    store.update(KEYS, |text| {
        let before = text.unwrap_or_default();
        // A file that is there and empty was made for this.
        let before = if before.trim().is_empty() { "format = 1\n" } else { before };
        match refused(before, request, &shown) {
            Some(why) => return (Err(why), None),
            None => {
                if let Err(why) = keep() {
                    return (Err(why), None);
                }
            }
        }
        let entry = approvals::entry(request.name, request.email, request.roles, &request.key);
        (Ok(()), Some(format!("{}\n\n{entry}", before.trim_end())))
    })
}

/// Why a person is not added, in words.
fn refused(text: &str, request: &RegisterRequest<'_>, shown: &str) -> Option<String> {
    let mut diags = Diags::default();
    let Some(known) = input::check_keys(text, &mut diags) else {
        let first = diags.iter().next().map_or(String::new(), |finding| format!(": {}", finding.message));
        return Some(format!("{shown} has errors, so `{}` is not added{first}", request.name));
    };
    if let Some(other) = known.all.iter().find(|one| one.key.value == request.key) {
        return Some(format!("`{}` has this key in {shown} already", other.name.value));
    }
    let email = request.email.unwrap_or(request.name);
    let twin = known.all.iter().find(|one| one.until.is_none() && (one.is(request.name) || one.is(email)))?;
    Some(format!(
        "`{}` is in {shown} already; for a new key, say in the old table until when it was good: `until = 2026-12-31`",
        twin.name.value
    ))
}
