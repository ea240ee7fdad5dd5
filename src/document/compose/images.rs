//! Images that templates name, found among the files of the workspace and the library.
//!
//! A path starts at `templates/`. It is looked up in a map of what was loaded, never on a disk or a net, so
//! a path that leads elsewhere finds nothing; it is recognised only for the finding's message.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::template::{Engine, Templates};
use crate::image::{Image, ImageError};
use crate::tree::Block;
use crate::tree::walk::block_lists;
use bidwright_base::diag::{Code, Diagnostic, Diags};
use bidwright_base::source::{FileId, Place};
use bidwright_base::words;
use bidwright_input as input;

/// The kinds of image there are, for hints.
const KINDS: &str = "pictures are PNG, JPEG or SVG files";

/// The images of a document, each validated once.
pub(super) struct Images<'a> {
    templates: &'a Templates<'a>,
    engine: &'a Engine,
    /// The document's own file: the place of findings on an image whose path a value made.
    main: FileId,
    /// The image at a path; `None`: it has its finding.
    found: BTreeMap<String, Option<Arc<Image>>>,
}

impl<'a> Images<'a> {
    /// Nothing looked up yet.
    pub(super) fn new(templates: &'a Templates<'a>, engine: &'a Engine, main: FileId) -> Images<'a> {
        Images { templates, engine, main, found: BTreeMap::new() }
    }

    /// Puts its image into every block that shows one; a finding gives the reason where there is none.
    pub(super) fn show(&mut self, blocks: &mut Vec<Block>, diags: &mut Diags) {
        block_lists(blocks, &mut |list| {
            for block in list {
                if let Block::Image { source, alt, image, .. } = block {
                    if alt.is_empty() {
                        diags.push(no_words(source).at(self.place(source, alt)));
                    }
                    *image = self.find(source, alt, diags);
                }
            }
        });
    }

    fn find(&mut self, source: &str, alt: &str, diags: &mut Diags) -> Option<Arc<Image>> {
        if let Some(known) = self.found.get(source) {
            return known.clone();
        }
        let found = look_up(source, self.templates).map_err(|fault| {
            diags.push(fault.at(self.place(source, alt)));
        });
        let found = found.ok().map(Arc::new);
        if let Some(colours) = found.as_ref().and_then(|image| image.foreign_colours()) {
            diags.push(shifting(source, colours).at(self.place(source, alt)));
        }
        self.found.insert(source.to_owned(), found.clone());
        found
    }

    /// Where a template names an image: its path, or its words where a value made the path.
    fn place(&self, source: &str, alt: &str) -> Place {
        let named = |open: &str| {
            let close = if source.is_empty() { ")" } else { "" };
            let place = self.engine.place_of(&format!("{open}{source}{close}"))?;
            let span = place.span();
            Some(Place::new(place.file, (span.start + open.len()).min(span.end)..span.end))
        };
        // The same image may be named elsewhere with the words it lacks here.
        let bare = ["![](", "![](<"].into_iter().filter(|_| alt.is_empty());
        let place = bare.chain(["](", "](<"]).find_map(named);
        let by_words = || self.engine.place_of(&format!("![{alt}")).filter(|_| !alt.is_empty());
        place.or_else(by_words).unwrap_or(Place::new(self.main, 0..0))
    }
}

/// The image at a path.
fn look_up(source: &str, templates: &Templates<'_>) -> Result<Image, Diagnostic> {
    let shown: String = source.chars().take(80).collect();
    if is_address(source) {
        let message = format!("`{shown}` is an address, and no picture is fetched from anywhere");
        return Err(Diagnostic::error(Code::RemotePicture, message)
            .hint("save the picture below `templates/` and name its path from there"));
    }
    let mut parts = source.split(['/', '\\']);
    let drive = source.as_bytes().get(1) == Some(&b':');
    if source.starts_with(['/', '\\']) || drive || parts.any(|part| part == "..") {
        return Err(input::outside(&shown));
    }
    let path: Vec<&str> = source.split('/').filter(|part| !matches!(*part, "" | ".")).collect();
    let path = path.join("/");
    let Some(data) = templates.image(&path) else {
        return Err(missing(&shown, &path, templates));
    };
    Image::read(data).map_err(|error| unprintable(&shown, &error))
}

/// Whether a path names a scheme, as `https:` and `data:` do, or a host. One letter is a drive.
fn is_address(source: &str) -> bool {
    let scheme = source.split_once(':').map_or("", |(scheme, _)| scheme);
    let is_scheme = scheme.len() > 1
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    is_scheme || source.starts_with("//")
}

fn missing(shown: &str, path: &str, templates: &Templates<'_>) -> Diagnostic {
    let stem = path.rsplit('/').next().unwrap_or_default();
    let ending = stem.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    if !ending.is_empty() && !["png", "jpg", "jpeg", "svg"].contains(&ending.as_str()) {
        let message = format!("the picture `{shown}` is of a kind that cannot be printed");
        return Diagnostic::error(Code::BadPicture, message)
            .hint(format!("{KINDS}: save it as one of these"));
    }
    // It is most often written from another folder than it is read from.
    let from_elsewhere = || {
        let end = path.strip_prefix("templates/").unwrap_or(path);
        let mut names = templates.images();
        let found = names.find(|name| *name == end || name.ends_with(&format!("/{end}")))?;
        Some(format!("a path starts at `templates/`: write `{found}`"))
    };
    let near = || {
        let near = words::did_you_mean(path, templates.images());
        (!near.is_empty()).then_some(near)
    };
    let rule = || "a path starts at `templates/`, of the workspace or of the library".to_owned();
    let hint = Some(path).filter(|path| !path.is_empty()).and_then(|_| from_elsewhere().or_else(near));
    Diagnostic::error(Code::MissingPicture, format!("there is no picture `{shown}`"))
        .hint(hint.unwrap_or_else(rule))
}

fn unprintable(shown: &str, error: &ImageError) -> Diagnostic {
    let message = format!("the picture `{shown}` cannot be printed: {error}");
    match error {
        ImageError::Bad(_) => Diagnostic::error(Code::BadPicture, message).hint(KINDS),
        ImageError::TooLarge(..) => Diagnostic::error(Code::PictureTooLarge, message)
            .hint("save it smaller: 2000 pixels are enough for the width of a page"),
    }
}

fn shifting(source: &str, colours: &str) -> Diagnostic {
    let shown: String = source.chars().take(80).collect();
    let message = format!("the picture `{shown}` is in the colours of {colours}; printed as sRGB they shift");
    Diagnostic::warning(Code::PictureColours, message)
        .hint("convert it to sRGB where it was made, and save it again")
}

fn no_words(source: &str) -> Diagnostic {
    let shown: String = source.chars().take(80).collect();
    let hint = "describe in the brackets what it shows, for those who do not see it: \
                `![The two sites and the line between them](pictures/sites.png)`";
    Diagnostic::error(Code::NoAlternativeText, format!("the picture `{shown}` has no alternative text"))
        .hint(hint)
}
