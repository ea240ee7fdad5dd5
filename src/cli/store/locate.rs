//! Where a workspace is, and what the files in it are called.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf, absolute};

/// The nearest folder from a file upwards that has `deals/`, `pricing/` or `templates/`, not above
/// a `.git` or the home folder.
pub(crate) fn workspace_of(file: &Path) -> Option<PathBuf> {
    let home = std::env::home_dir();
    let start = absolute(file).ok()?;
    for folder in start.ancestors().skip(1) {
        if ["deals", "pricing", "templates"].iter().any(|name| folder.join(name).is_dir()) {
            return Some(folder.to_owned());
        }
        if folder.join(".git").exists() || home.as_deref() == Some(folder) {
            return None;
        }
    }
    None
}

/// A folder that may be written as nothing at all: then it is the one the program was started in.
pub(super) fn folder(path: &Path) -> &Path {
    if path.as_os_str().is_empty() { Path::new(".") } else { path }
}

/// The folder above a folder, without links.
pub(super) fn parent_of(path: &Path) -> Option<PathBuf> {
    absolute(folder(path)).ok()?.parent().and_then(|up| fs::canonicalize(up).ok())
}

/// The name of a file in a workspace: its path from the root, or the whole of it if it is elsewhere.
pub(super) fn name_of(root: &Path, file: &Path) -> String {
    let [Ok(root), Ok(file)] = [folder(root), file].map(absolute) else {
        return file.to_string_lossy().into_owned();
    };
    file.strip_prefix(&root).unwrap_or(&file).to_string_lossy().replace('\\', "/")
}

/// Folders, and files of the same kind, beside a file that is not there.
pub(super) fn near(file: &Path) -> Vec<String> {
    const MOST: usize = 500;
    let wanted = file.extension().or(Some(OsStr::new("toml")));
    let entries = file.parent().map(|beside| fs::read_dir(folder(beside)));
    let entries = entries.into_iter().flatten().flatten().flatten().take(MOST);
    entries
        .filter(|entry| entry.path().is_dir() || entry.path().extension() == wanted)
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect()
}
