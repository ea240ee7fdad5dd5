//! The files of a workspace as this crate asks for them: by name, wherever they are kept.

use bidwright_base::diag::{Code, Diagnostic};
use bidwright_base::words;

use super::{Library, bytes};

/// Largest file that is read at all, in bytes: a font, a picture, an issued PDF. Texts may have less.
pub const LARGEST: u64 = 32 * 1024 * 1024;

/// The files of a workspace. A name is the path from its root, such as `pricing/rates/emea-2026.toml`.
pub trait Files: Sync {
    /// What a deal may name without the workspace having it.
    fn library(&self) -> &Library;

    /// The bytes of a file; `None` if there is none of that name.
    ///
    /// # Errors
    /// What stands there is no file, has more than [`LARGEST`] bytes, leads out of the workspace or cannot be
    /// read.
    fn read(&self, name: &str) -> Result<Option<Vec<u8>>, FileError>;

    /// The files below a folder, however deep; none if there is no such folder. Nothing names the whole workspace.
    ///
    /// # Errors
    /// There is no workspace.
    fn list(&self, folder: &str) -> Result<Listing, FileError>;

    /// The name of the file that a path written in another file leads to, relative to that file's folder.
    ///
    /// # Errors
    /// It leads out of the workspace.
    fn follow(&self, from: &str, path: &str) -> Result<String, FileError> {
        let mut parts: Vec<&str> = from.split('/').collect();
        parts.pop();
        for part in path.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop().ok_or(FileError::Outside)?;
                }
                part => parts.push(part),
            }
        }
        let name = parts.join("/");
        Ok(if name.ends_with(".toml") { name } else { format!("{name}/deal.toml") })
    }

    /// How people know a file: what findings and reports call it.
    fn describe(&self, name: &str) -> String {
        name.to_owned()
    }

    /// Whether the deal is a what-if copy: another file may hold its number and revision.
    fn is_what_if(&self) -> bool {
        false
    }

    /// Whether two names are of one file: where files are kept, there may be links.
    fn is_same(&self, one: &str, other: &str) -> bool {
        one == other
    }

    /// File and folder names that somebody may have meant by one that is not there.
    fn near(&self, name: &str) -> Vec<String> {
        let folder = folder_of(name);
        let listing = self.list(folder).unwrap_or_default();
        let inside = listing.files.iter().filter_map(|file| file.strip_prefix(folder));
        let first = |rest: &str| rest.trim_start_matches('/').split('/').next().map(str::to_owned);
        inside.filter_map(first).collect()
    }
}

/// What is below a folder, sorted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listing {
    /// The files, by name.
    pub files: Vec<String>,
    /// Links that lead out of the workspace: named, never followed.
    pub outside: Vec<String>,
}

/// Why a file cannot be had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileError {
    /// It leads out of the workspace.
    Outside,
    /// It is a folder, a pipe or a device.
    NotAFile,
    /// It has so many bytes, which is more than [`LARGEST`].
    TooLarge(u64),
    /// Something else, in words.
    Unreadable(String),
    /// The workspace of this name does not exist.
    NoWorkspace(String),
}

impl FileError {
    /// The finding on a file that people know as `shown`.
    #[must_use]
    pub fn finding(&self, shown: &str) -> Diagnostic {
        match self {
            FileError::Outside => outside(shown),
            FileError::NotAFile => Diagnostic::error(Code::NotAFile, format!("`{shown}` is not a file")),
            FileError::TooLarge(size) => bytes::too_large(*size, bytes::LARGEST),
            FileError::Unreadable(why) => {
                Diagnostic::error(Code::UnreadableFile, format!("`{shown}` cannot be read: {why}"))
            }
            FileError::NoWorkspace(folder) => {
                Diagnostic::error(Code::MissingFile, format!("there is no folder `{folder}`"))
            }
        }
    }
}

/// The finding on a path that leaves the workspace.
#[must_use]
pub fn outside(path: &str) -> Diagnostic {
    Diagnostic::error(Code::OutsideWorkspace, format!("`{path}` leads out of the workspace"))
        .hint("files are read from the workspace only: copy it there")
}

/// The text in the bytes of a file.
///
/// # Errors
/// There are too many of them, or they are no UTF-8.
pub fn text(bytes: Vec<u8>) -> Result<String, Diagnostic> {
    let size = bytes.len() as u64;
    if size > bytes::LARGEST {
        return Err(bytes::too_large(size, bytes::LARGEST));
    }
    match bytes::text(bytes) {
        (text, None) => Ok(text),
        (_, Some((finding, _))) => Err(finding),
    }
}

/// The bytes of a file of at most `largest` bytes that must be there.
pub(super) fn read<F: Files + ?Sized>(files: &F, name: &str, largest: u64) -> Result<Vec<u8>, Diagnostic> {
    match files.read(name) {
        Ok(Some(bytes)) if bytes.len() as u64 > largest => Err(bytes::too_large(bytes.len() as u64, largest)),
        Ok(Some(bytes)) => Ok(bytes),
        Ok(None) => Err(missing(files, name)),
        Err(FileError::TooLarge(size)) => Err(bytes::too_large(size, largest)),
        Err(error) => Err(error.finding(&files.describe(name))),
    }
}

/// The finding on a file that is not there, with the names near it.
fn missing<F: Files + ?Sized>(files: &F, name: &str) -> Diagnostic {
    let last = name.rsplit('/').next().unwrap_or(name);
    Diagnostic::error(Code::MissingFile, format!("there is no file `{}`", files.describe(name)))
        .hint(words::did_you_mean(last, files.near(name)))
}

/// The folder of a file: the name up to its last `/`.
pub(super) fn folder_of(name: &str) -> &str {
    name.rsplit_once('/').map_or("", |(folder, _)| folder)
}
