//! `bidwright calibrate HISTORY.csv`.

use bidwright_input::Library;
use std::fs;
use std::path::{Path, PathBuf};

use super::arguments::Format;
use super::store::workspace_of;
use super::terminal::{print, say};
use super::{DiskStore, Exit, findings, report};
use bidwright_service as service;
use bidwright_service::OUT;
use bidwright_service::json;
use bidwright_service::json::{Calibration, Finding};

pub(super) fn run(library: &Library, history: &Path, out: Option<&Path>, format: Format) -> Exit {
    let place = out.map_or_else(|| default_place(history), Path::to_owned);
    if let Err(wrong) = check_place(&place, history) {
        say(&format!("error: {wrong}"));
        return Exit::Usage;
    }
    let replaces = place.exists();
    let (store, name) =
        DiskStore::new(library, "").with_out(place.parent().unwrap_or(Path::new(""))).with_file(history);
    let file = place.file_name().unwrap_or_default().to_string_lossy();
    let answer = service::calibrate(&store, &name, (OUT, &file));
    let Some(calibrated) = &answer.result else {
        match format {
            Format::Json => print(&json::document(&json::Findings::of(&answer.findings))),
            Format::Text => findings::report(&answer.findings),
        }
        return Exit::Findings;
    };
    if let Err(error) = &calibrated.written {
        let why = error.reason();
        say(&format!("error: cannot write {}: {why}", place.display()));
        return Exit::Findings;
    }
    match format {
        Format::Text => {
            print(&report::calibration::text(&calibrated.calibration));
            findings::report(&answer.findings);
        }
        Format::Json => {
            let found = Finding::all(&answer.findings);
            print(&json::document(&Calibration::of(&calibrated.calibration, found)));
        }
    }
    let over = if replaces { ", over the one that was there" } else { "" };
    say(&format!("wrote {}{over}", shown(&place)));
    Exit::Done
}

/// In the workspace one stands in, or else in that of the history, or else beside it.
fn default_place(history: &Path) -> PathBuf {
    let here = std::env::current_dir().ok().and_then(|here| workspace_of(&here.join("history.csv")));
    let root = here.or_else(|| workspace_of(history)).or_else(|| history.parent().map(Path::to_owned));
    root.unwrap_or_default().join("pricing").join("history.toml")
}

/// A file of its own, for what stood there before is replaced.
fn check_place(place: &Path, history: &Path) -> Result<(), String> {
    if place.is_dir() || place.file_name().is_none() {
        return Err(format!("`{}` is a folder; name a file", place.display()));
    }
    let same = fs::canonicalize(place).ok().zip(fs::canonicalize(history).ok());
    if same.is_some_and(|(one, other)| one == other) {
        return Err(format!("`{}` is the history itself; name another file", place.display()));
    }
    Ok(())
}

/// Relative to where the program was started, if it is below.
fn shown(path: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    path.strip_prefix(&here).unwrap_or(path).display().to_string()
}
