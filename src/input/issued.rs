//! A PDF that somebody was sent: its bytes, and nothing believed of them.

use super::files::{Files, LARGEST, read};
use bidwright_base::diag::{Code, Diags};
use bidwright_base::source::{FileId, Layer, Place, Source, Sources};

/// A PDF, read once.
#[derive(Debug, Clone)]
pub struct IssuedFile {
    /// Its name, for findings: there is no text to show.
    pub sources: Sources,
    file: FileId,
    /// `None` if it could not be read, and why is already said.
    pub bytes: Option<Vec<u8>>,
}

impl IssuedFile {
    /// A file from its bytes.
    #[must_use]
    pub fn from_bytes(name: &str, bytes: Vec<u8>) -> IssuedFile {
        let (sources, file) = named(name);
        IssuedFile { sources, file, bytes: Some(bytes) }
    }

    /// Where findings about it stand.
    #[must_use]
    pub fn place(&self) -> Place {
        Place::new(self.file, 0..0)
    }
}

/// Reads a PDF. It is there even if it could not be read, so that findings can be shown with it.
#[must_use]
pub fn load_issued<F: Files + ?Sized>(files: &F, name: &str, diags: &mut Diags) -> IssuedFile {
    let shown = files.describe(name);
    match read(files, name, LARGEST) {
        Ok(bytes) => IssuedFile::from_bytes(&shown, bytes),
        Err(finding) => {
            let (sources, file) = named(&shown);
            let missing = finding.code == Code::MissingFile;
            diags.push(if missing { finding } else { finding.at(Place::new(file, 0..0)) });
            IssuedFile { sources, file, bytes: None }
        }
    }
}

fn named(name: &str) -> (Sources, FileId) {
    let mut sources = Sources::default();
    let path = name.rsplit(['/', '\\']).next().unwrap_or(name).to_owned();
    let source = Source { name: name.to_owned(), path, text: "".into(), layer: Layer::Workspace };
    let file = sources.add(source);
    (sources, file)
}
