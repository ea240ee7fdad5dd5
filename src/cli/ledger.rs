//! The log of a deal number on disk: one writer at a time, and never half a file.

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::Path;

use super::say;
use bidwright_input as input;

/// Reads a log while nobody else writes it, and replaces it by what `change` makes of it, if anything.
///
/// The lock is on a file beside the log and dies with the process that holds it, however that ends. The new
/// text is on the disk before it takes the old one's name: whatever happens, one of the two is there, whole.
pub(super) fn change<T>(
    path: &Path,
    change: impl FnOnce(Option<&str>) -> (T, Option<String>),
) -> Result<T, String> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let trouble = |problem: std::io::Error| format!("cannot write {}: {problem}", path.display());
    fs::create_dir_all(folder).map_err(trouble)?;
    let lock = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(folder.join(format!(".{name}.lock")))
        .map_err(trouble)?;
    if lock.try_lock().is_err() {
        say("waiting: somebody else is writing to this log");
        lock.lock().map_err(trouble)?;
    }
    let before = match fs::metadata(path) {
        Ok(_) => Some(input::text_of(path).map_err(|finding| finding.message)?),
        Err(problem) if problem.kind() == ErrorKind::NotFound => None,
        Err(problem) => return Err(trouble(problem)),
    };
    let (value, after) = change(before.as_deref());
    if let Some(after) = after {
        replace(folder, &name, &after).map_err(trouble)?;
    }
    Ok(value)
}

fn replace(folder: &Path, name: &str, text: &str) -> std::io::Result<()> {
    // What a killed writer left under this name is written over: only who holds the lock comes here.
    let beside = folder.join(format!(".{name}.part"));
    let mut file = File::create(&beside)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    drop(file);
    fs::rename(&beside, folder.join(name))?;
    // The new name must reach the disk too; where a folder cannot be opened, the system sees to it.
    if let Ok(folder) = File::open(folder) {
        let _unsupported = folder.sync_all();
    }
    Ok(())
}
