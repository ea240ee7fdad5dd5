//! What several tests share: made-up documents, checks of what comes out, deals read from disk.

pub(crate) mod balance;
pub(crate) mod documents;
pub(crate) mod dump;
pub(crate) mod overlaps;
pub(crate) mod pdf_check;
#[expect(clippy::cast_possible_truncation, reason = "samples are small")]
pub(crate) mod pdf_pages;
pub(crate) mod tools;

use std::path::Path;

use bidwright_base::diag::Diags;
use bidwright_cli::DiskStore;
use bidwright_input as input;
use bidwright_input::Project;
use bidwright_print::layout::Face;
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};

/// A deal and its workspace from disk, over the built-in library.
pub(crate) fn load(deal: &Path, workspace: Option<&Path>, diags: &mut Diags) -> Project {
    let (store, name) = DiskStore::of_deal(&bidwright::library(), deal, workspace);
    input::load(&store, &name, diags)
}

/// The built-in texts a customer reads as files of a workspace. A deal in another language than English needs texts
/// of its own, and here they are the same ones: what such tests hold is figures, dates and the words of code.
pub(crate) fn own_texts() -> Vec<(String, String)> {
    let project = Project::from_text(&bidwright::library(), "");
    ["templates/documents/", "templates/clauses/", "templates/methodologies/", "pricing/rates/"]
        .into_iter()
        .flat_map(|folder| project.below(folder))
        .map(|(path, file)| (path.to_owned(), project.sources[file].text.to_string()))
        .collect()
}

/// A deal over [`own_texts`].
pub(crate) fn over_own_texts(deal: &str) -> Project {
    let project = Project::from_text(&bidwright::library(), deal.to_owned());
    own_texts().into_iter().fold(project, |project, (path, text)| project.with(&path, text))
}

fn font(face: &Face) -> FontRef<'_> {
    FontRef::new(&face.data).expect("a font")
}

/// The glyph a font has for a character that stands alone.
pub(crate) fn glyph(face: &Face, c: char) -> Option<u16> {
    font(face).charmap().map(c).and_then(|glyph| u16::try_from(glyph.to_u32()).ok())
}

/// Height of the capitals as a share of the size.
pub(crate) fn cap_share(face: &Face) -> f64 {
    let metrics = font(face).metrics(Size::unscaled(), LocationRef::default());
    f64::from(metrics.cap_height.expect("stated by our fonts")) / f64::from(metrics.units_per_em)
}
