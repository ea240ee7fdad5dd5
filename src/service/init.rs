//! Init: a new workspace with a commented deal to begin with.

use super::{File, Store};
use bidwright_base::words;
use bidwright_input::FileError;

/// A whole deal to begin with: its name and its text.
pub type Sample = (&'static str, &'static str);

/// Why no workspace was made.
///
/// ```
/// use bidwright_input::Library;
/// use bidwright_service::{InitError, MemoryStore, Sample, init};
///
/// let samples: [Sample; 2] = [("order-to-cash", "format = 1\n"), ("service-desk", "format = 1\n")];
/// let made = init(&MemoryStore::new(&Library::default()), &samples, "servicedesk");
/// let hint = "did you mean `service-desk`?".to_owned();
/// assert_eq!(made, Err(InitError::UnknownSample { hint }));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InitError {
    /// No sample has this name.
    UnknownSample {
        /// The names somebody may have meant, in words.
        hint: String,
    },
    /// The deal is there already; nothing was written.
    Exists,
    /// Something cannot be written, in words.
    Unwritable(String),
}

/// The name of a sample's deal file in a workspace.
///
/// ```
/// use bidwright_service::deal_of;
///
/// assert_eq!(deal_of("order-to-cash"), "deals/order-to-cash/deal.toml");
/// ```
#[must_use]
pub fn deal_of(sample: &str) -> String {
    format!("{}/{DEAL}", folder_of(sample))
}

fn folder_of(sample: &str) -> String {
    format!("deals/{sample}")
}

const DEAL: &str = "deal.toml";

/// Makes a workspace with a sample as its first deal, and the folders whose files hide the library's. Nothing that is
/// there is replaced.
///
/// # Errors
/// There is no such sample, its deal is there already, or something cannot be written.
///
/// # Examples
/// ```
/// use bidwright_input::{Files, Library};
/// use bidwright_service::{InitError, MemoryStore, init};
///
/// let store = MemoryStore::new(&Library::default());
/// let samples = [("first", "format = 1\n")];
/// assert_eq!(init(&store, &samples, "first"), Ok("deals/first/deal.toml".to_owned()));
/// assert!(store.read("deals/first/deal.toml").unwrap().is_some());
/// assert_eq!(init(&store, &samples, "first"), Err(InitError::Exists));
/// ```
pub fn init<S: Store>(store: &S, samples: &[Sample], sample: &str) -> Result<String, InitError> {
    let Some((_, deal)) = samples.iter().find(|(name, _)| *name == sample) else {
        let hint = words::did_you_mean(sample, samples.iter().map(|(name, _)| *name));
        return Err(InitError::UnknownSample { hint });
    };
    let (name, folder) = (deal_of(sample), folder_of(sample));
    if exists(store, &name, &folder) {
        return Err(InitError::Exists);
    }
    let file = File { name: DEAL.to_owned(), bytes: deal.as_bytes().to_vec() };
    let write = |folder: &str, files: &[File]| {
        store.write(folder, files).map_err(|error| InitError::Unwritable(error.reason().to_owned()))
    };
    write("pricing", &[])?;
    write("templates", &[])?;
    write(&folder, &[file])?;
    Ok(name)
}

/// Whether a file is there, readable or not.
fn exists<S: Store>(store: &S, name: &str, folder: &str) -> bool {
    match store.read(name) {
        Ok(None) => false,
        // Where the folder itself cannot be looked into, writing tells.
        Err(FileError::Unreadable(_)) => {
            store.list(folder).is_ok_and(|listing| listing.files.iter().any(|file| file == name))
        }
        _ => true,
    }
}
