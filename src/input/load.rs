//! From files to a [`Project`]: the deal file, its workspace, and nothing outside of it.

use super::files::{FileError, Files, LARGEST, outside, read};
use super::project::{KEYS, KEYS_LOG, Project, Revision, is_asset, is_text, log_of, number_of};
use super::read::is_id;
use super::{bytes, parse};
use bidwright_base::diag::{Code, Diagnostic, Diags, Severity};
use bidwright_base::source::{FileId, Place};

/// Reads a deal file and its workspace, over the built-in library.
///
/// The project is there even if the deal could not be read, so that the findings can be shown with its
/// sources; [`super::check`] then has nothing to add.
#[must_use]
pub fn load<F: Files + ?Sized>(files: &F, deal: &str, diags: &mut Diags) -> Project {
    let (text, wrong) = match read(files, deal, bytes::LARGEST) {
        Ok(bytes) => bytes::text(bytes),
        Err(finding) => (String::new(), Some((finding, 0..0))),
    };
    let mut project = Project::new(files.library(), &files.describe(deal), text);
    let before = errors(diags);
    if let Some((finding, span)) = wrong {
        let missing = finding.code == Code::MissingFile;
        diags.push(if missing { finding } else { finding.at(Place::new(project.deal, span)) });
        project.unreadable = true;
        return project;
    }
    let mut loader = Loader { files, deal, project, diags };
    loader.library();
    loader.revisions();
    loader.previous();
    loader.approvals();
    loader.along();
    let Loader { mut project, diags, .. } = loader;
    project.incomplete = errors(diags) > before;
    project
}

fn errors(diags: &Diags) -> usize {
    diags.iter().filter(|finding| finding.severity == Severity::Error).count()
}

struct Loader<'a, F: Files + ?Sized> {
    files: &'a F,
    /// The name of the deal file.
    deal: &'a str,
    project: Project,
    diags: &'a mut Diags,
}

impl<F: Files + ?Sized> Loader<'_, F> {
    /// The library files of the workspace.
    fn library(&mut self) {
        for folder in ["pricing", "templates"] {
            let names = match self.list(folder) {
                Ok(names) => names,
                Err(error) => {
                    self.diags.push(error.finding(folder));
                    return;
                }
            };
            for name in names {
                if is_text(&name) {
                    self.text(&name);
                } else if is_asset(&name) {
                    self.asset(name);
                }
            }
        }
    }

    /// The files below a folder; of links that lead out of the workspace, findings.
    fn list(&mut self, folder: &str) -> Result<Vec<String>, FileError> {
        let listing = self.files.list(folder)?;
        for name in &listing.outside {
            self.diags.push(outside(&self.files.describe(name)));
        }
        Ok(listing.files)
    }

    fn text(&mut self, name: &str) {
        let shown = self.files.describe(name);
        match read(self.files, name, bytes::LARGEST) {
            Ok(bytes) => {
                let (text, wrong) = bytes::text(bytes);
                let id = self.project.add(name, &shown, text);
                if let Some((finding, span)) = wrong {
                    self.diags.push(finding.at(Place::new(id, span)));
                }
            }
            Err(finding) => {
                let id = self.project.add(name, &shown, String::new());
                self.diags.push(finding.at(Place::new(id, 0..0)));
            }
        }
    }

    fn asset(&mut self, name: String) {
        if let Some(data) = self.bytes(&name) {
            self.project.assets.add(name, data);
        }
    }

    fn bytes(&mut self, name: &str) -> Option<Vec<u8>> {
        let shown = self.files.describe(name);
        let finding = match self.files.read(name) {
            Ok(Some(data)) => return Some(data),
            Ok(None) => FileError::NotAFile.finding(&shown),
            Err(FileError::TooLarge(_)) => {
                let message = format!("`{shown}` has more than {} MiB", LARGEST / (1024 * 1024));
                Diagnostic::error(Code::FileTooLarge, message)
            }
            Err(error) => error.finding(&shown),
        };
        self.diags.push(finding);
        None
    }

    /// The files beside the deal that are sent along with its documents.
    fn along(&mut self) {
        let folder = self.deal.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
        for along in ["attachments", "forms"] {
            for name in self.list(&format!("{folder}{along}")).unwrap_or_default() {
                if let Some(data) = self.bytes(&name) {
                    self.project.along.insert(name[folder.len()..].to_owned(), data);
                }
            }
        }
    }

    /// Other deal files with the same number.
    fn revisions(&mut self) {
        let Some((number, own)) = number_of(&self.project.sources[self.project.deal].text) else {
            return;
        };
        for name in self.list("deals").unwrap_or_default() {
            if !name.ends_with(".toml") || self.files.is_same(&name, self.deal) {
                continue;
            }
            // What is wrong with another deal is found when that deal is checked.
            let Ok(bytes) = read(self.files, &name, bytes::LARGEST) else { continue };
            let (text, _) = bytes::text(bytes);
            if !text.contains(&number) {
                continue;
            }
            if let Some((other, revision)) = number_of(&text)
                && other == number
                && !(revision == own && self.files.is_what_if())
            {
                let file = self.project.add_deal(&self.files.describe(&name), text);
                self.project.revisions.push(Revision { file, revision });
            }
        }
    }

    /// The deal file named by `previous`.
    fn previous(&mut self) {
        let Some((written, place)) = previous_of(&self.project, self.project.deal) else {
            return;
        };
        let name = match self.files.follow(self.deal, &written) {
            Ok(name) => name,
            Err(error) => {
                self.diags.push(error.finding(&written).at(place));
                return;
            }
        };
        match read(self.files, &name, bytes::LARGEST) {
            Ok(bytes) => {
                let (text, _) = bytes::text(bytes);
                let id = self.project.add_deal(&self.files.describe(&name), text);
                self.project.previous = Some(id);
            }
            Err(finding) => self.diags.push(finding.at(place)),
        }
    }

    /// Who may approve and how that changed, what was approved under the deal's number, and what was kept of revisions issued.
    fn approvals(&mut self) {
        let number =
            number_of(&self.project.sources[self.project.deal].text).filter(|(number, _)| is_id(number));
        let mut names = vec![KEYS.to_owned(), KEYS_LOG.to_owned()];
        if let Some((number, revision)) = number {
            names.push(log_of(&number));
            names.extend(self.kept(&number, revision));
        }
        for name in names {
            match self.files.read(&name) {
                Ok(None) => {}
                Err(FileError::Outside) => self.diags.push(outside(&self.files.describe(&name))),
                _ => self.text(&name),
            }
        }
    }

    /// Files kept of this revision and those before it, and the words this one was approved with, sorted.
    fn kept(&self, number: &str, revision: u32) -> Vec<String> {
        let before = |name: &String| {
            let of = name.strip_prefix("approvals/")?.strip_prefix(number)?;
            let of = of.strip_prefix("-R")?;
            if let Some(words) = of.strip_suffix(".txt") {
                let (of, _) = words.split_once("-words-")?;
                return of.parse::<u32>().ok().filter(|of| *of == revision);
            }
            of.strip_suffix(".toml")?.parse::<u32>().ok().filter(|of| *of <= revision)
        };
        let listing = self.files.list("approvals").unwrap_or_default();
        let names = listing.files.into_iter().chain(listing.outside);
        let mut names: Vec<String> = names.filter(|name| before(name).is_some()).collect();
        names.sort();
        names
    }
}

/// `previous` of a deal, and where it stands.
fn previous_of(project: &Project, deal: FileId) -> Option<(String, Place)> {
    let table = parse::quietly(&project.sources[deal].text)?;
    let head = table.get("deal")?.get_ref().as_table()?;
    let previous = head.get("previous")?;
    let path = previous.get_ref().as_str()?.to_owned();
    Some((path, Place::new(deal, previous.span())))
}
