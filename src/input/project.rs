//! Everything from outside, as one value.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::parse;
use bidwright_base::source::{FileId, Layer, Source, Sources};

/// Who may approve, in a workspace.
pub const KEYS: &str = "approvals/keys.toml";

/// Where brands stand.
const BRANDS: &str = "templates/brands/";
/// The changes of that file, in a workspace.
pub const KEYS_LOG: &str = "approvals/keys.log";

/// The built-in library: what a deal may name without having it in its workspace, by path such as
/// `pricing/rates/emea-2026.toml`. The program has it compiled in.
#[derive(Debug, Clone, Default)]
pub struct Library(Arc<BTreeMap<Cow<'static, str>, Cow<'static, [u8]>>>);

impl Library {
    /// Of files that are compiled in.
    #[must_use]
    pub fn embedded(files: &'static [(&'static str, &'static [u8])]) -> Library {
        let files = files.iter().map(|(path, data)| ((*path).into(), (*data).into()));
        Library(Arc::new(files.collect()))
    }
}

/// A deal, its workspace and the built-in library, read once. No later stage touches a disk.
#[derive(Debug, Clone)]
pub struct Project {
    /// Every text: the built-in library, the workspace, the deal.
    pub sources: Sources,
    /// The deal file.
    pub deal: FileId,
    /// Fonts and images.
    pub assets: Assets,
    /// Files that are sent along with the documents, by their path beside the deal, such as `attachments/cv.pdf`.
    pub along: BTreeMap<String, Vec<u8>>,
    /// The deal could not be read, and why is already said.
    pub(super) unreadable: bool,
    /// Something else could not be read, and why is already said.
    pub(super) incomplete: bool,
    /// Other deal files of the workspace with the same number.
    pub(super) revisions: Vec<Revision>,
    /// The deal file named by `previous`.
    pub(super) previous: Option<FileId>,
    /// Texts of the built-in library by path.
    built_in: BTreeMap<String, FileId>,
    /// Texts of the workspace by path.
    own: BTreeMap<String, FileId>,
}

/// Fonts and images by library path, such as `templates/fonts/source-sans-3/SourceSans3-It.ttf`.
#[derive(Debug, Clone, Default)]
pub struct Assets(BTreeMap<String, Cow<'static, [u8]>>);

impl Assets {
    /// The bytes of one.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&Cow<'static, [u8]>> {
        self.0.get(path)
    }

    /// All below a folder, in the order of their paths.
    pub fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a str, &'a Cow<'static, [u8]>)> {
        self.0
            .range(folder.to_owned()..)
            .map(|(path, data)| (path.as_str(), data))
            .take_while(move |(path, _)| path.starts_with(folder))
    }

    /// Takes one in; it hides another of the same path.
    pub fn add(&mut self, path: impl Into<String>, data: impl Into<Cow<'static, [u8]>>) {
        self.0.insert(path.into(), data.into());
    }
}

/// Another deal file with the same number.
#[derive(Debug, Clone, Copy)]
pub(super) struct Revision {
    /// Its file.
    pub(super) file: FileId,
    /// Its revision.
    pub(super) revision: u32,
}

impl Project {
    /// A deal from its text, over the built-in library.
    #[must_use]
    pub fn from_text(library: &Library, deal: impl Into<String>) -> Project {
        Project::new(library, "deal.toml", deal.into())
    }

    /// The built-in library and a deal.
    pub(super) fn new(library: &Library, name: &str, deal: String) -> Project {
        let mut sources = Sources::default();
        let mut assets = Assets::default();
        let mut built_in = BTreeMap::new();
        for (path, data) in library.0.iter() {
            if !is_text(path) {
                assets.add(path.as_ref(), data.clone());
            } else if let Some(text) = text_of(data.clone()) {
                let id = sources.add(Source {
                    name: format!("built-in {path}"),
                    path: path.as_ref().to_owned(),
                    text,
                    layer: Layer::BuiltIn,
                });
                built_in.insert(path.as_ref().to_owned(), id);
            }
        }
        let deal = sources.add(Source {
            name: name.to_owned(),
            path: name.rsplit(['/', '\\']).next().unwrap_or(name).to_owned(),
            text: deal.into(),
            layer: Layer::Workspace,
        });
        Project {
            sources,
            deal,
            assets,
            along: BTreeMap::new(),
            unreadable: false,
            incomplete: false,
            revisions: Vec::new(),
            previous: None,
            built_in,
            own: BTreeMap::new(),
        }
    }

    /// Adds a file of the workspace by its library path, such as `pricing/rates/mine.toml`. It hides a
    /// built-in file of the same path, and a built-in entry of the same id.
    #[must_use]
    pub fn with(mut self, path: &str, text: impl Into<String>) -> Project {
        self.add(path, path, text.into());
        self
    }

    /// Takes a file of the workspace in.
    pub(super) fn add(&mut self, path: &str, name: &str, text: String) -> FileId {
        let id = self.sources.add(Source {
            name: name.to_owned(),
            path: path.to_owned(),
            text: text.into(),
            layer: Layer::Workspace,
        });
        self.own.insert(path.to_owned(), id);
        id
    }

    /// Takes in a deal file that is not ours.
    pub(super) fn add_deal(&mut self, name: &str, text: String) -> FileId {
        self.sources.add(Source {
            name: name.to_owned(),
            path: name.rsplit(['/', '\\']).next().unwrap_or(name).to_owned(),
            text: text.into(),
            layer: Layer::Workspace,
        })
    }

    /// The name or legal name of a built-in brand, whose firms are invented, that a name or legal line states: as a
    /// whole, or as what stands before or between its commas.
    #[must_use]
    pub fn invented(&self, line: &str) -> Option<String> {
        let brands = range(&self.built_in, BRANDS).filter(|(path, _)| path.ends_with("/brand.toml"));
        let names = brands.filter_map(|(_, file)| {
            let brand = parse::quietly(&self.sources[file].text)?;
            let of = |key| brand.get(key)?.get_ref().as_str().map(str::to_owned);
            Some([of("name"), of("legal")])
        });
        let plain = |name: &str| {
            let words: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
            words.join(" ")
        };
        let own: Vec<String> = line.split([',', ';', '·', '|', '(', ')']).map(plain).collect();
        names.flatten().flatten().find(|name| own.contains(&plain(name)))
    }

    /// The built-in brand whose logo a drawing is.
    #[must_use]
    pub fn brand_of_logo(&self, svg: &str) -> Option<&str> {
        // A checkout or an editor may have turned the line ends, which is no new drawing.
        let same = |text: &str| text.split_whitespace().eq(svg.split_whitespace());
        let drawings = range(&self.built_in, BRANDS).filter(|(path, _)| path.ends_with(".svg"));
        let (path, _) = drawings.into_iter().find(|(_, file)| same(&self.sources[*file].text))?;
        path.strip_prefix(BRANDS)?.split('/').next()
    }

    /// The text at a library path: the workspace's, or else the built-in one.
    #[must_use]
    pub fn find(&self, path: &str) -> Option<FileId> {
        self.own.get(path).or_else(|| self.built_in.get(path)).copied()
    }

    /// The log of what was approved under a deal number, if the workspace has one.
    #[must_use]
    pub fn approvals(&self, number: &str) -> Option<FileId> {
        self.own.get(&log_of(number)).copied()
    }

    /// The log of the keys file, if the workspace has one.
    #[must_use]
    pub fn keys_log(&self) -> Option<FileId> {
        self.own.get(KEYS_LOG).copied()
    }

    /// What was kept of a revision when it was issued, by the name of its file.
    #[must_use]
    pub fn kept(&self, name: &str) -> Option<FileId> {
        self.own.get(&format!("approvals/{name}")).copied()
    }

    /// Every text below a folder of the library, in the order of paths; where the workspace has one of
    /// the same path, the built-in one is hidden.
    pub fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a str, FileId)> {
        let built_in = range(&self.built_in, folder);
        let both: BTreeMap<&str, FileId> = built_in.chain(range(&self.own, folder)).collect();
        both.into_iter()
    }

    /// The same with nothing hidden, the workspace first: entries of the library hide each other by id.
    pub(super) fn layers<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a str, FileId)> {
        range(&self.own, folder).chain(range(&self.built_in, folder))
    }

    /// The number and the revision the deal file names, if they can be read.
    #[must_use]
    pub fn revision_named(&self) -> Option<(String, u32)> {
        number_of(&self.sources[self.deal].text)
    }

    /// Without the other deal files of its number.
    #[must_use]
    pub fn alone(&self) -> Project {
        Project { revisions: Vec::new(), ..self.clone() }
    }

    /// The deal files of the revisions before this one, by revision: the file named by `previous`, and those of
    /// the workspace with the same number.
    #[must_use]
    pub fn earlier(&self) -> BTreeMap<u32, Project> {
        let revision = |file| number_of(&self.sources[file].text).map(|(_, revision)| revision);
        let own = revision(self.deal).unwrap_or_default();
        let found = self.revisions.iter().map(|other| (other.revision, other.file));
        let mut all: BTreeMap<u32, FileId> = found.filter(|(revision, _)| *revision < own).collect();
        if let Some(file) = self.previous {
            all.insert(revision(file).filter(|named| *named < own).unwrap_or(own.saturating_sub(1)), file);
        }
        let alone = |deal| Project { deal, previous: None, ..self.alone() };
        all.into_iter().map(|(revision, deal)| (revision, alone(deal))).collect()
    }
}

/// The text of a file of the library, borrowed where the file is compiled in.
fn text_of(data: Cow<'static, [u8]>) -> Option<Cow<'static, str>> {
    match data {
        Cow::Borrowed(data) => std::str::from_utf8(data).ok().map(Cow::Borrowed),
        Cow::Owned(data) => String::from_utf8(data).ok().map(Cow::Owned),
    }
}

fn range<'a>(
    paths: &'a BTreeMap<String, FileId>,
    folder: &'a str,
) -> impl Iterator<Item = (&'a str, FileId)> {
    paths
        .range(folder.to_owned()..)
        .map(|(path, id)| (path.as_str(), *id))
        .take_while(move |(path, _)| path.starts_with(folder))
}

/// The path of the log of a deal number, in a workspace.
pub(super) fn log_of(number: &str) -> String {
    format!("approvals/{number}.log")
}

/// Whether a library file is text, by its ending.
pub(super) fn is_text(path: &str) -> bool {
    let ending = path.rsplit('.').next().unwrap_or_default();
    matches!(ending, "toml" | "md" | "txt" | "svg" | "css" | "html" | "json" | "xml")
}

/// Whether a library file is a font or an image, by its ending.
pub(super) fn is_asset(path: &str) -> bool {
    // Cameras name their files `.JPG`.
    let ending = path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    matches!(ending.as_str(), "ttf" | "otf" | "png" | "jpg" | "jpeg")
}

/// Number and revision of a deal file, if they can be read.
pub(super) fn number_of(text: &str) -> Option<(String, u32)> {
    let table = parse::quietly(text)?;
    let head = table.get("deal")?.get_ref().as_table()?;
    let number = head.get("number")?.get_ref().as_str()?.to_owned();
    let revision = match head.get("revision") {
        Some(revision) => revision.get_ref().as_integer()?.as_str().parse().ok()?,
        None => 1,
    };
    Some((number, revision))
}
