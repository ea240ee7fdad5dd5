//! From disk to a [`Project`]: the deal file, its workspace, and nothing outside of it.

use std::ffi::OsStr;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf, absolute};

use super::project::{KEYS, Library, Project, Revision, is_asset, is_text, log_of, number_of};
use super::read::is_id;
use super::{bytes, parse};
use bidwright_base::diag::{Diagnostic, Diags, Severity};
use bidwright_base::source::{FileId, Place};
use bidwright_base::words;

/// Largest font or image, in bytes.
const LARGEST_ASSET: u64 = 32 * 1024 * 1024;
/// Folders are read this deep, which also ends a circle of links.
const DEEPEST: usize = 8;

/// Reads a deal file, or a folder holding `deal.toml`, and its workspace, over the built-in library.
///
/// The project is there even if the deal could not be read, so that the findings can be shown with its
/// sources; [`super::check`] then has nothing to add.
#[must_use]
pub fn load(library: &Library, deal: &Path, workspace: Option<&Path>, diags: &mut Diags) -> Project {
    let path = if deal.is_dir() { deal.join("deal.toml") } else { deal.to_owned() };
    let name = shown(&path);
    let (text, wrong) = match read(&path) {
        Ok(bytes) => bytes::text(bytes),
        Err(finding) => (String::new(), Some((finding, 0..0))),
    };
    let mut project = Project::new(library, &name, text);
    let before = errors(diags);
    if let Some((finding, span)) = wrong {
        let missing = finding.code == "missing-file";
        diags.push(if missing { finding } else { finding.at(Place::new(project.deal, span)) });
        project.unreadable = true;
        return project;
    }
    let root = match workspace {
        Some(root) if root.is_dir() => Some(root.to_owned()),
        Some(root) => {
            let message = format!("there is no folder `{}`", root.display());
            diags.push(Diagnostic::error("missing-file", message));
            None
        }
        None => workspace_of(&path),
    };
    // Without a workspace, approvals stand beside the deal.
    let beside = root.clone().unwrap_or_else(|| folder_of(&path));
    let mut loader =
        Loader { boundary: root.as_deref().and_then(|root| fs::canonicalize(root).ok()), project, diags };
    if let Some(root) = root {
        loader.library(&root);
        loader.revisions(&root.join("deals"), &path);
    }
    loader.previous(&path);
    loader.approvals(&beside);
    let Loader { mut project, diags, .. } = loader;
    project.incomplete = errors(diags) > before;
    project
}

fn errors(diags: &Diags) -> usize {
    diags.iter().filter(|finding| finding.severity == Severity::Error).count()
}

/// The nearest folder from a file upwards that has `deals/`, `pricing/` or `templates/`, not above
/// a `.git` or the home folder.
#[must_use]
pub fn workspace_of(file: &Path) -> Option<PathBuf> {
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

/// The folder of a deal's approvals: of its workspace, or else beside the deal file. It need not be there.
#[must_use]
pub fn approvals_of(deal: &Path, workspace: Option<&Path>) -> PathBuf {
    let path = if deal.is_dir() { deal.join("deal.toml") } else { deal.to_owned() };
    let root = workspace.map(Path::to_owned).or_else(|| workspace_of(&path));
    root.unwrap_or_else(|| folder_of(&path)).join("approvals")
}

/// The text of a file as [`load`] would read it, or why it cannot be read.
///
/// # Errors
/// It is missing, no file, too large, closed to us or no UTF-8.
pub fn text_of(path: &Path) -> Result<String, Diagnostic> {
    match bytes::text(read(path)?) {
        (text, None) => Ok(text),
        (_, Some((finding, _))) => Err(finding),
    }
}

fn folder_of(file: &Path) -> PathBuf {
    file.parent().map(Path::to_owned).unwrap_or_default()
}

/// A path as findings show it: relative to where the program was started, if it is below.
pub(super) fn shown(path: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    let relative = path.strip_prefix(&here).unwrap_or(path);
    relative.to_string_lossy().replace('\\', "/")
}

/// The bytes of a file, unless it is missing, no file, too large or closed to us.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, Diagnostic> {
    read_at_most(path, bytes::LARGEST)
}

/// The same with a size of its own.
pub(super) fn read_at_most(path: &Path, largest: u64) -> Result<Vec<u8>, Diagnostic> {
    let name = shown(path);
    let about = fs::metadata(path).map_err(|error| match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => missing(path),
        _ => Diagnostic::error("unreadable-file", format!("`{name}` cannot be read: {error}")),
    })?;
    if !about.is_file() {
        return Err(Diagnostic::error("not-a-file", format!("`{name}` is not a file")));
    }
    if about.len() > largest {
        return Err(bytes::too_large(about.len(), largest));
    }
    fs::read(path)
        .map_err(|error| Diagnostic::error("unreadable-file", format!("`{name}` cannot be read: {error}")))
}

/// The finding on a file that is not there, with the names near it.
fn missing(path: &Path) -> Diagnostic {
    let wanted = path.extension().or(Some(OsStr::new("toml")));
    let near = path.parent().map(|folder| {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        fs::read_dir(folder).into_iter().flatten().flatten().take(500)
    });
    let near: Vec<String> = near
        .into_iter()
        .flatten()
        .filter(|entry| entry.path().is_dir() || entry.path().extension() == wanted)
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    let typed = path.file_name().unwrap_or_default().to_string_lossy();
    Diagnostic::error("missing-file", format!("there is no file `{}`", shown(path)))
        .hint(words::did_you_mean(&typed, near))
}

struct Loader<'a> {
    project: Project,
    diags: &'a mut Diags,
    /// The workspace, without links: nothing outside of it is read.
    boundary: Option<PathBuf>,
}

impl Loader<'_> {
    /// The library files of a workspace.
    fn library(&mut self, root: &Path) {
        for folder in ["pricing", "templates"] {
            for (path, file) in self.files(root, folder) {
                if is_text(&path) {
                    self.text(&path, &file);
                } else if is_asset(&path) {
                    self.asset(path, &file);
                }
            }
        }
    }

    fn text(&mut self, path: &str, file: &Path) {
        match read(file) {
            Ok(bytes) => {
                let (text, wrong) = bytes::text(bytes);
                let id = self.project.add(path, &shown(file), text);
                if let Some((finding, span)) = wrong {
                    self.diags.push(finding.at(Place::new(id, span)));
                }
            }
            Err(finding) => {
                let id = self.project.add(path, &shown(file), String::new());
                self.diags.push(finding.at(Place::new(id, 0..0)));
            }
        }
    }

    fn asset(&mut self, path: String, file: &Path) {
        // Looked at before it is opened: a pipe would wait for a writer for ever.
        let about = match fs::metadata(file) {
            Ok(about) if about.is_file() => about,
            _ => {
                let message = format!("`{}` is not a file", shown(file));
                self.diags.push(Diagnostic::error("not-a-file", message));
                return;
            }
        };
        if about.len() > LARGEST_ASSET {
            let message = format!("`{}` has more than 32 MiB", shown(file));
            self.diags.push(Diagnostic::error("file-too-large", message));
            return;
        }
        match fs::read(file) {
            Ok(data) => self.project.assets.add(path, data),
            Err(error) => {
                let message = format!("`{}` cannot be read: {error}", shown(file));
                self.diags.push(Diagnostic::error("unreadable-file", message));
            }
        }
    }

    /// Other deal files with the same number.
    fn revisions(&mut self, folder: &Path, deal: &Path) {
        let Some((number, _)) = number_of(&self.project.sources[self.project.deal].text) else {
            return;
        };
        let own = fs::canonicalize(deal).ok();
        let Some(root) = folder.parent().map(Path::to_owned) else {
            return;
        };
        for (path, file) in self.files(&root, "deals") {
            if !path.ends_with(".toml") || fs::canonicalize(&file).ok() == own {
                continue;
            }
            // What is wrong with another deal is said when that deal is checked.
            let Ok(bytes) = read(&file) else { continue };
            let (text, _) = bytes::text(bytes);
            if !text.contains(&number) {
                continue;
            }
            if let Some((other, revision)) = number_of(&text)
                && other == number
            {
                let file = self.project.add_deal(&shown(&file), text);
                self.project.revisions.push(Revision { file, revision });
            }
        }
    }

    /// The deal file named by `previous`.
    fn previous(&mut self, deal: &Path) {
        let Some((written, place)) = previous_of(&self.project, self.project.deal) else {
            return;
        };
        let folder = deal.parent().unwrap_or(Path::new(""));
        let mut file = folder.join(&written);
        if file.is_dir() {
            file = file.join("deal.toml");
        }
        // Without a workspace, deals beside this one may be read.
        let beside = || absolute(folder).ok()?.parent().and_then(|up| fs::canonicalize(up).ok());
        let boundary = self.boundary.clone().or_else(beside);
        let inside = fs::canonicalize(&file)
            .ok()
            .is_none_or(|real| boundary.is_some_and(|root| real.starts_with(root)));
        if !inside {
            self.diags.push(outside(&written).at(place));
            return;
        }
        match read(&file) {
            Ok(bytes) => {
                let (text, _) = bytes::text(bytes);
                let id = self.project.add_deal(&shown(&file), text);
                self.project.previous = Some(id);
            }
            Err(finding) => self.diags.push(finding.at(place)),
        }
    }

    /// Who may approve, what was approved under the deal's number, and what was kept of revisions issued.
    fn approvals(&mut self, root: &Path) {
        let number =
            number_of(&self.project.sources[self.project.deal].text).filter(|(number, _)| is_id(number));
        let mut paths = vec![KEYS.to_owned()];
        if let Some((number, revision)) = number {
            paths.push(log_of(&number));
            paths.extend(self.kept(root, &number, revision));
        }
        for path in paths {
            let file = root.join(&path);
            let real = match fs::canonicalize(&file) {
                Ok(real) => real,
                Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
                    continue;
                }
                Err(_) => file.clone(),
            };
            // A relative folder of the deal may be written as nothing at all.
            let root = if root.as_os_str().is_empty() { Path::new(".") } else { root };
            if fs::canonicalize(root).is_ok_and(|root| real.starts_with(root)) {
                self.text(&path, &file);
            } else {
                self.diags.push(outside(&shown(&file)));
            }
        }
    }

    /// Files kept of this revision and those before it, sorted.
    fn kept(&self, root: &Path, number: &str, revision: u32) -> Vec<String> {
        let entries = fs::read_dir(root.join("approvals")).into_iter().flatten().flatten();
        let before = |name: &String| {
            let of = name.strip_prefix(number)?.strip_prefix("-R")?.strip_suffix(".toml")?;
            of.parse::<u32>().ok().filter(|of| *of <= revision)
        };
        let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
        let mut names: Vec<String> = names.filter(|name| before(name).is_some()).collect();
        names.sort();
        names.into_iter().map(|name| format!("approvals/{name}")).collect()
    }

    /// The files below a folder of the workspace, by library path, sorted.
    fn files(&mut self, root: &Path, folder: &str) -> Vec<(String, PathBuf)> {
        let mut found = Vec::new();
        self.walk(&root.join(folder), folder, DEEPEST, &mut found);
        found.sort();
        found
    }

    fn walk(&mut self, folder: &Path, path: &str, deep: usize, found: &mut Vec<(String, PathBuf)>) {
        let Ok(entries) = fs::read_dir(folder) else { return };
        for entry in entries.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let (file, path) = (entry.path(), format!("{path}/{name}"));
            let Ok(kind) = entry.file_type() else { continue };
            if name.starts_with('.') {
                continue;
            }
            if kind.is_symlink() {
                let real = fs::canonicalize(&file).ok();
                if !real.is_some_and(|real| self.boundary.as_ref().is_some_and(|b| real.starts_with(b))) {
                    self.diags.push(outside(&shown(&file)));
                    continue;
                }
            }
            if kind.is_dir() || kind.is_symlink() && file.is_dir() {
                if deep > 0 {
                    self.walk(&file, &path, deep - 1, found);
                }
            } else {
                found.push((path, file));
            }
        }
    }
}

/// The finding on a path that leaves the workspace.
#[must_use]
pub fn outside(path: &str) -> Diagnostic {
    Diagnostic::error("outside-workspace", format!("`{path}` leads out of the workspace"))
        .hint("files are read from the workspace only: copy it there")
}

/// `previous` of a deal, and where it stands.
fn previous_of(project: &Project, deal: FileId) -> Option<(String, Place)> {
    let table = parse::quietly(&project.sources[deal].text)?;
    let head = table.get("deal")?.get_ref().as_table()?;
    let previous = head.get("previous")?;
    let path = previous.get_ref().as_str()?.to_owned();
    Some((path, Place::new(deal, previous.span())))
}
