//! A workspace in memory: a store without a disk, for tests of acts.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard};

use bidwright_cli::Step;
use bidwright_input as input;
use bidwright_input::{FileError, Files, LARGEST, Library, Listing};
use bidwright_service::{File, Store, StoreError};

/// Files by name, over the built-in library.
pub(crate) struct MemoryStore {
    library: Library,
    files: Mutex<BTreeMap<String, Vec<u8>>>,
    /// Held by whoever updates a text.
    lock: Mutex<()>,
    /// Where a write crashes.
    crash: Option<Step>,
}

impl Default for MemoryStore {
    fn default() -> MemoryStore {
        MemoryStore {
            library: bidwright::library(),
            files: Mutex::default(),
            lock: Mutex::default(),
            crash: None,
        }
    }
}

impl MemoryStore {
    /// With a file, in place of one of that name.
    pub(crate) fn with(self, name: &str, bytes: impl Into<Vec<u8>>) -> MemoryStore {
        self.files().insert(name.to_owned(), bytes.into());
        self
    }

    /// With a crash in every write, right before a step.
    pub(crate) fn crashing(self, step: Step) -> MemoryStore {
        MemoryStore { crash: Some(step), ..self }
    }

    /// Every name.
    pub(crate) fn names(&self) -> Vec<String> {
        self.files().keys().cloned().collect()
    }

    fn files(&self) -> MutexGuard<'_, BTreeMap<String, Vec<u8>>> {
        self.files.lock().expect("nobody panics with it")
    }

    fn step(&self, step: Step, name: &str) -> Result<(), StoreError> {
        if self.crash == Some(step) {
            return Err(StoreError::Text { place: name.to_owned(), why: "a crash".to_owned() });
        }
        Ok(())
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
        let files = self.names().into_iter().filter(|name| name.starts_with(&folder)).collect();
        Ok(Listing { files, outside: Vec::new() })
    }
}

impl Store for MemoryStore {
    fn update<T>(
        &self,
        name: &str,
        change: impl FnOnce(Option<&str>) -> (T, Option<String>),
    ) -> Result<T, StoreError> {
        let _lock = self.lock.lock().expect("nobody panics with it");
        let unreadable = |finding: bidwright_base::diag::Diagnostic| StoreError::Unreadable(finding.message);
        let before = match self.read(name) {
            Ok(Some(bytes)) => Some(input::text(bytes).map_err(unreadable)?),
            Ok(None) => None,
            Err(error) => return Err(unreadable(error.finding(name))),
        };
        let (value, after) = change(before.as_deref());
        if let Some(after) = after {
            self.step(Step::Write, name)?;
            self.step(Step::Rename, name)?;
            self.files().insert(name.to_owned(), after.into_bytes());
            self.step(Step::Sync, name)?;
        }
        Ok(value)
    }

    fn write(&self, folder: &str, files: &[File]) -> Result<Vec<String>, StoreError> {
        let name = |file: &File| format!("{folder}/{}", file.name);
        self.files().extend(files.iter().map(|file| (name(file), file.bytes.clone())));
        Ok(files.iter().map(name).collect())
    }
}
