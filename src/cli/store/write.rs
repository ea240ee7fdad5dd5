//! Writing so that a crash leaves the old file or the new one.

use std::fs::{self, File as Handle};
use std::io::{Result, Write};
use std::path::{Path, PathBuf};

use super::locate;
use bidwright_service::File;

/// The steps of replacing a text, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// The new text is written beside the old one.
    Write,
    /// The new text takes the name of the old one.
    Rename,
    /// The new name reaches the disk.
    Sync,
}

/// A lock against other writers of a text: on a file beside it, which is removed with the lock.
pub(super) struct Lock {
    _held: Handle,
    place: PathBuf,
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Removed while it is held, so nobody can have locked it in between. Where an open file cannot be removed, it stays.
        let _stays = fs::remove_file(&self.place);
    }
}

/// Locks a text against other writers. The lock ends with what is returned or with the process that holds it, however
/// that ends.
pub(super) fn lock(path: &Path, waiting: fn()) -> Result<Lock> {
    let (folder, name) = parts(path);
    fs::create_dir_all(folder)?;
    let place = folder.join(format!(".{name}.lock"));
    let mut told = false;
    loop {
        let held = Handle::options().create(true).truncate(false).write(true).open(&place)?;
        if held.try_lock().is_err() {
            if !told {
                waiting();
            }
            told = true;
            held.lock()?;
        }
        // Who had it before has removed it: the lock is then on a file nobody else will find.
        if is_at(&held, &place) {
            return Ok(Lock { _held: held, place });
        }
    }
}

/// Whether an open file is the one at a path.
#[cfg(unix)]
fn is_at(file: &Handle, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), fs::metadata(path)) {
        (Ok(one), Ok(other)) => (one.dev(), one.ino()) == (other.dev(), other.ino()),
        _ => false,
    }
}

/// Where an open file cannot be removed, it is.
#[cfg(not(unix))]
fn is_at(_: &Handle, _: &Path) -> bool {
    true
}

/// Replaces a text. The new one is on the disk before it takes the old one's name.
pub(super) fn replace(path: &Path, text: &str) -> Result<()> {
    replace_by_steps(path, text, |_| Ok(()))
}

/// [`replace`], where an error of `before` leaves everything as a crash would.
fn replace_by_steps(path: &Path, text: &str, before: impl Fn(Step) -> Result<()>) -> Result<()> {
    let (folder, name) = parts(path);
    before(Step::Write)?;
    // What a killed writer left under this name is written over: only who holds the lock comes here.
    let beside = folder.join(format!(".{name}.part"));
    let mut file = Handle::create(&beside)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    drop(file);
    before(Step::Rename)?;
    fs::rename(&beside, path)?;
    before(Step::Sync)?;
    // Where a folder cannot be opened, the system sees to it.
    if let Ok(folder) = Handle::open(folder) {
        let _unsupported = folder.sync_all();
    }
    Ok(())
}

/// Writes every file beside its place first and renames them all at the end, so that nothing is left
/// half-written.
pub(super) fn all(folder: &Path, files: &[File]) -> Result<Vec<PathBuf>> {
    fs::create_dir_all(folder)?;
    let mut staged = Vec::new();
    for file in files {
        let place = folder.join(&file.name);
        let beside = folder.join(format!(".{}.part", file.name));
        let written = Handle::create(&beside).and_then(|mut out| out.write_all(&file.bytes));
        staged.push((beside, place));
        if let Err(problem) = written {
            for (beside, _) in &staged {
                let _gone = fs::remove_file(beside);
            }
            return Err(problem);
        }
    }
    for (beside, place) in &staged {
        fs::rename(beside, place)?;
    }
    Ok(staged.into_iter().map(|(_, place)| place).collect())
}

/// The folder of a file, and its name there.
fn parts(path: &Path) -> (&Path, String) {
    let folder = locate::folder(path.parent().unwrap_or(Path::new("")));
    (folder, path.file_name().unwrap_or_default().to_string_lossy().into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Error;

    #[test]
    fn a_crash_leaves_the_old_text_or_the_new_one() {
        for (step, left) in [(Step::Write, "old"), (Step::Rename, "old"), (Step::Sync, "new")] {
            let folder = tempfile::tempdir().expect("a folder");
            let path = folder.path().join("T-1.log");
            fs::write(&path, "old").expect("written");
            let crash = |now| if now == step { Err(Error::other("a crash")) } else { Ok(()) };
            assert!(replace_by_steps(&path, "new", crash).is_err(), "{step:?}");
            assert_eq!(fs::read_to_string(&path).expect("a text"), left, "{step:?}");
            // What was left behind is in nobody's way.
            replace(&path, "after").expect("replaced");
            assert_eq!(fs::read_to_string(&path).expect("a text"), "after", "{step:?}");
            assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1, "{step:?}");
        }
    }
}
