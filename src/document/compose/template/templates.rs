//! The template files of a run, by name.

use std::collections::{BTreeMap, BTreeSet};

use bidwright_base::source::FileId;

/// Template sources. A name is the path below `templates/documents/`, as in `proposal/main.md`. The files of
/// clauses belong here too, under any other name: their findings then have a place.
#[derive(Debug, Clone, Default)]
pub struct Templates<'a> {
    files: BTreeMap<&'a str, (&'a str, FileId)>,
    images: BTreeMap<&'a str, &'a [u8]>,
}

impl<'a> Templates<'a> {
    /// From name, text and file; a later one hides an earlier one of the same name, so built-in
    /// files come first and those of the workspace after.
    pub fn new(files: impl IntoIterator<Item = (&'a str, &'a str, FileId)>) -> Templates<'a> {
        let files = files.into_iter().map(|(name, text, file)| (name, (text, file))).collect();
        Templates { files, images: BTreeMap::new() }
    }

    /// With the images that templates may show. A name is the path below `templates/`, as in
    /// `pictures/site.png`; what is not among them is never read.
    #[must_use]
    pub fn with_images(mut self, images: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Templates<'a> {
        self.images.extend(images);
        self
    }

    /// The bytes of an image.
    pub(crate) fn image(&self, name: &str) -> Option<&'a [u8]> {
        self.images.get(name).copied()
    }

    /// The names of all images.
    pub(crate) fn images(&self) -> impl Iterator<Item = &'a str> {
        self.images.keys().copied()
    }

    /// A file's text and id.
    pub(crate) fn get(&self, name: &str) -> Option<(&'a str, FileId)> {
        self.files.get(name).copied()
    }

    /// The text of a file.
    pub(crate) fn text_of(&self, file: FileId) -> Option<&'a str> {
        self.files.values().find(|(_, id)| *id == file).map(|(text, _)| *text)
    }

    /// The folders that hold a `main.md`.
    pub(crate) fn documents(&self) -> impl Iterator<Item = &'a str> {
        self.files.keys().filter_map(|name| name.strip_suffix("/main.md"))
    }

    /// The files of one folder, without those in folders below it, and all they include from elsewhere.
    /// Nothing else is parsed.
    pub(crate) fn needed(&self, folder: &str) -> BTreeSet<&'a str> {
        let inside = |name: &&&str| name.rsplit_once('/').is_some_and(|(parent, _)| parent == folder);
        self.closed(self.files.keys().filter(inside).copied().collect())
    }

    /// What a text includes, and what that includes.
    pub(crate) fn with_included(&self, text: &str) -> BTreeSet<&'a str> {
        self.closed(self.included(text))
    }

    fn closed(&self, mut open: Vec<&'a str>) -> BTreeSet<&'a str> {
        let mut needed = BTreeSet::new();
        while let Some(name) = open.pop() {
            if needed.insert(name) {
                open.extend(self.included(self.files[name].0));
            }
        }
        needed
    }

    /// Files a text includes or extends, the ones there are; the engine tells of the others.
    fn included(&self, text: &str) -> Vec<&'a str> {
        let mut found = Vec::new();
        for tag in text.split("{%").skip(1) {
            let tag = tag.split("%}").next().unwrap_or_default();
            let mut words = tag.trim_start_matches('-').trim_start().splitn(2, char::is_whitespace);
            if !matches!(words.next(), Some("include" | "extends")) {
                continue;
            }
            let mut quoted = words.next().unwrap_or_default().split(['"', '\'']);
            if let Some((name, _)) = quoted.nth(1).and_then(|name| self.files.get_key_value(name)) {
                found.push(*name);
            }
        }
        found
    }
}
