//! A workspace on disk: one writer of a text at a time, and never half a file.

mod locate;
mod write;

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

pub(super) use locate::workspace_of;

use bidwright_input as input;
use bidwright_input::{FileError, Files, LARGEST, Library, Listing};
use bidwright_service::{File, OUT, Store, StoreError};

/// Folders are read this deep, which also ends a circle of links.
const DEEPEST: usize = 8;

/// A folder of files, and files named on the command line wherever they are.
pub struct DiskStore {
    library: Library,
    root: PathBuf,
    /// The folder that no path may lead out of, without links.
    boundary: Option<PathBuf>,
    /// The workspace asked for, if it does not exist.
    absent: Option<PathBuf>,
    /// Files named on the command line, by name.
    given: Vec<(String, PathBuf)>,
    /// Where [`OUT`] is.
    out: PathBuf,
    /// Whether the deal is a what-if copy.
    what_if: bool,
    /// Called while another process holds the lock.
    waiting: fn(),
}

impl DiskStore {
    /// The workspace of a deal, and the deal's name in it: a deal file, or a folder holding `deal.toml`.
    ///
    /// The workspace is the folder asked for, or else the nearest above the deal, or else the deal's own.
    #[must_use]
    pub fn of_deal(library: &Library, deal: &Path, workspace: Option<&Path>) -> (DiskStore, String) {
        let path = if deal.is_dir() { deal.join("deal.toml") } else { deal.to_owned() };
        let folder = path.parent().map(Path::to_owned).unwrap_or_default();
        let absent = workspace.filter(|root| !root.is_dir()).map(Path::to_owned);
        let found = match workspace {
            Some(root) => absent.is_none().then(|| root.to_owned()),
            None => workspace_of(&path),
        };
        let lone = found.is_none();
        let mut store =
            DiskStore { absent, ..DiskStore::new(library, found.unwrap_or_else(|| folder.clone())) };
        if lone {
            // Deals beside a deal without a workspace may be read.
            store.boundary = locate::parent_of(&folder);
        }
        let name = locate::name_of(&store.root, &path);
        store.given.push((name.clone(), path));
        (store, name)
    }

    /// A folder as it is, over a library.
    #[must_use]
    pub fn new(library: &Library, root: impl Into<PathBuf>) -> DiskStore {
        let root = root.into();
        DiskStore {
            library: library.clone(),
            boundary: fs::canonicalize(locate::folder(&root)).ok(),
            root,
            absent: None,
            given: Vec::new(),
            out: PathBuf::from(OUT),
            what_if: false,
            waiting: || {},
        }
    }

    /// With another place for what goes out.
    #[must_use]
    pub fn with_out(self, out: impl Into<PathBuf>) -> DiskStore {
        DiskStore { out: out.into(), ..self }
    }

    /// With the deal as a what-if copy of another, if so.
    #[must_use]
    pub(crate) fn with_what_if(self, what_if: bool) -> DiskStore {
        DiskStore { what_if, ..self }
    }

    /// With a file from anywhere, and its name here.
    #[must_use]
    pub fn with_file(mut self, path: &Path) -> (DiskStore, String) {
        let name = locate::name_of(&self.root, path);
        self.given.push((name.clone(), path.to_owned()));
        (self, name)
    }

    /// With something to be done before waiting for another writer.
    pub(crate) fn on_waiting(self, waiting: fn()) -> DiskStore {
        DiskStore { waiting, ..self }
    }

    fn given(&self, name: &str) -> Option<&Path> {
        self.given.iter().find(|(known, _)| known == name).map(|(_, path)| path.as_path())
    }

    /// Where a file is, or would be.
    fn path(&self, name: &str) -> PathBuf {
        if let Some(path) = self.given(name) {
            return path.to_owned();
        }
        match name.strip_prefix(OUT).map(|rest| rest.strip_prefix('/').ok_or(rest)) {
            Some(Ok(rest)) => self.out.join(rest),
            Some(Err("")) => self.out.clone(),
            _ => self.root.join(name),
        }
    }

    /// Whether a path stays in the workspace, or in the folder for what goes out. What is not there leads nowhere.
    fn is_inside(&self, name: &str, path: &Path) -> bool {
        let Ok(real) = fs::canonicalize(path) else { return true };
        let top = name.split_once('/').map_or(name, |(top, _)| top);
        let within = |folder: &Path| fs::canonicalize(folder).is_ok_and(|folder| real.starts_with(folder));
        match top {
            OUT => within(locate::folder(&self.out)),
            "approvals" => within(locate::folder(&self.root)),
            // The library's own folders may be links, and what is in them is theirs.
            "pricing" | "templates" | "deals" if within(&self.root.join(top)) => true,
            _ => self.boundary.as_ref().is_some_and(|boundary| real.starts_with(boundary)),
        }
    }

    fn walk(&self, folder: &Path, path: &str, deep: usize, listing: &mut Listing) {
        let Ok(entries) = fs::read_dir(folder) else { return };
        for entry in entries.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = if path.is_empty() { name.clone() } else { format!("{path}/{name}") };
            let file = entry.path();
            let Ok(kind) = entry.file_type() else { continue };
            if name.starts_with('.') {
                continue;
            }
            if kind.is_symlink() {
                let real = fs::canonicalize(&file).ok();
                if !real.is_some_and(|real| self.boundary.as_ref().is_some_and(|b| real.starts_with(b))) {
                    listing.outside.push(path);
                    continue;
                }
            }
            if kind.is_dir() || kind.is_symlink() && file.is_dir() {
                if deep > 0 {
                    self.walk(&file, &path, deep - 1, listing);
                }
            } else {
                listing.files.push(path);
            }
        }
    }
}

impl Files for DiskStore {
    fn library(&self) -> &Library {
        &self.library
    }

    fn read(&self, name: &str) -> Result<Option<Vec<u8>>, FileError> {
        let path = self.path(name);
        if self.given(name).is_none() && !self.is_inside(name, &path) {
            return Err(FileError::Outside);
        }
        // Looked at before it is opened: a pipe would wait for a writer for ever.
        let about = match fs::metadata(&path) {
            Ok(about) => about,
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
                return Ok(None);
            }
            Err(error) => return Err(FileError::Unreadable(error.to_string())),
        };
        if !about.is_file() {
            return Err(FileError::NotAFile);
        }
        if about.len() > LARGEST {
            return Err(FileError::TooLarge(about.len()));
        }
        fs::read(&path).map(Some).map_err(|error| FileError::Unreadable(error.to_string()))
    }

    fn is_what_if(&self) -> bool {
        self.what_if
    }

    fn list(&self, folder: &str) -> Result<Listing, FileError> {
        if let Some(absent) = &self.absent {
            return Err(FileError::NoWorkspace(absent.display().to_string()));
        }
        let mut listing = Listing::default();
        self.walk(&self.path(folder), folder, DEEPEST, &mut listing);
        listing.files.sort();
        listing.outside.sort();
        Ok(listing)
    }

    fn follow(&self, from: &str, path: &str) -> Result<String, FileError> {
        let folder = from.rsplit_once('/').map_or(Path::new(""), |(folder, _)| Path::new(folder));
        let mut name = folder.join(path);
        if self.path(&name.to_string_lossy()).is_dir() {
            name = name.join("deal.toml");
        }
        let name = name.to_string_lossy().replace('\\', "/");
        let real = fs::canonicalize(self.path(&name)).ok();
        let inside =
            |real: PathBuf| self.boundary.as_ref().is_some_and(|boundary| real.starts_with(boundary));
        // What is not there leads nowhere.
        if real.is_none_or(inside) { Ok(name) } else { Err(FileError::Outside) }
    }

    fn describe(&self, name: &str) -> String {
        let path = self.path(name);
        let here = std::env::current_dir().unwrap_or_default();
        path.strip_prefix(&here).unwrap_or(&path).to_string_lossy().replace('\\', "/")
    }

    fn is_same(&self, one: &str, other: &str) -> bool {
        let real = |name| fs::canonicalize(self.path(name)).ok();
        real(one) == real(other)
    }

    fn near(&self, name: &str) -> Vec<String> {
        locate::near(&self.path(name))
    }
}

impl Store for DiskStore {
    fn update<T>(
        &self,
        name: &str,
        change: impl FnOnce(Option<&str>) -> (T, Option<String>),
    ) -> Result<T, StoreError> {
        let path = self.path(name);
        let unwritable = |error: std::io::Error| StoreError::Text {
            place: path.display().to_string(),
            why: error.to_string(),
        };
        let _lock = write::lock(&path, self.waiting).map_err(unwritable)?;
        let unreadable = |finding: bidwright_base::diag::Diagnostic| StoreError::Unreadable(finding.message);
        let before = match self.read(name) {
            Ok(Some(bytes)) => Some(input::text(bytes).map_err(unreadable)?),
            Ok(None) => None,
            Err(error) => return Err(unreadable(error.finding(&self.describe(name)))),
        };
        let (value, after) = change(before.as_deref());
        if let Some(after) = after {
            write::replace(&path, &after).map_err(unwritable)?;
        }
        Ok(value)
    }

    fn write(&self, folder: &str, files: &[File]) -> Result<Vec<String>, StoreError> {
        let place = self.path(folder);
        let written = write::all(locate::folder(&place), files).map_err(|error| StoreError::Folder {
            place: place.display().to_string(),
            why: error.to_string(),
        })?;
        Ok(written.into_iter().map(|path| path.display().to_string()).collect())
    }
}
