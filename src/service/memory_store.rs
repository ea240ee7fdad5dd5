//! A workspace in memory: a store without a disk.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard};

use super::{File, Store, StoreError};
use bidwright_base::diag::Diagnostic;
use bidwright_input as input;
use bidwright_input::{FileError, Files, LARGEST, Library, Listing};

/// A workspace in memory, for tests of a front and for batches that keep nothing.
///
/// ```
/// use bidwright_input::{Files, Library};
/// use bidwright_service::{MemoryStore, Store};
///
/// let store = MemoryStore::new(&Library::default()).with("notes/a.txt", "one");
/// store.update("notes/a.txt", |text| ((), text.map(|text| format!("{text}, two"))))?;
/// assert_eq!(store.read("notes/a.txt").unwrap(), Some(b"one, two".to_vec()));
/// # Ok::<(), bidwright_service::StoreError>(())
/// ```
#[derive(Debug)]
pub struct MemoryStore {
    library: Library,
    files: Mutex<BTreeMap<String, Vec<u8>>>,
    /// Held while a text is updated.
    lock: Mutex<()>,
}

impl MemoryStore {
    /// An empty workspace over a library.
    #[must_use]
    pub fn new(library: &Library) -> MemoryStore {
        MemoryStore { library: library.clone(), files: Mutex::default(), lock: Mutex::default() }
    }

    /// With a file, in place of one of that name.
    #[must_use]
    pub fn with(self, name: &str, bytes: impl Into<Vec<u8>>) -> MemoryStore {
        self.files().insert(name.to_owned(), bytes.into());
        self
    }

    fn files(&self) -> MutexGuard<'_, BTreeMap<String, Vec<u8>>> {
        self.files.lock().expect("no code that holds it panics")
    }
}

impl Files for MemoryStore {
    fn library(&self) -> &Library {
        &self.library
    }

    fn read(&self, name: &str) -> Result<Option<Vec<u8>>, FileError> {
        let files = self.files();
        let Some(bytes) = files.get(name) else {
            let folder = format!("{name}/");
            let is_folder = files.keys().any(|known| known.starts_with(&folder));
            return if is_folder { Err(FileError::NotAFile) } else { Ok(None) };
        };
        let size = bytes.len() as u64;
        if size > LARGEST { Err(FileError::TooLarge(size)) } else { Ok(Some(bytes.clone())) }
    }

    fn list(&self, folder: &str) -> Result<Listing, FileError> {
        let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let files = self.files().keys().filter(|name| name.starts_with(&folder)).cloned().collect();
        Ok(Listing { files, outside: Vec::new() })
    }
}

impl Store for MemoryStore {
    fn update<T>(
        &self,
        name: &str,
        change: impl FnOnce(Option<&str>) -> (T, Option<String>),
    ) -> Result<T, StoreError> {
        // A panic in `change` leaves the old text, so a poisoned lock still guards a whole one.
        let _lock = self.lock.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let unreadable = |finding: Diagnostic| StoreError::Unreadable(finding.message);
        let before = match self.read(name) {
            Ok(Some(bytes)) => Some(input::text(bytes).map_err(unreadable)?),
            Ok(None) => None,
            Err(error) => return Err(unreadable(error.finding(name))),
        };
        let (value, after) = change(before.as_deref());
        if let Some(after) = after {
            self.files().insert(name.to_owned(), after.into_bytes());
        }
        Ok(value)
    }

    fn write(&self, folder: &str, files: &[File]) -> Result<Vec<String>, StoreError> {
        let name = |file: &File| format!("{folder}/{}", file.name);
        self.files().extend(files.iter().map(|file| (name(file), file.bytes.clone())));
        Ok(files.iter().map(name).collect())
    }
}
