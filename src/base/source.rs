//! The texts people wrote, and a place in them for every value read.

use std::borrow::Cow;
use std::fmt;
use std::ops::{Deref, Range};

/// A file among the [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

/// Where a source comes from: a file of the workspace hides a built-in one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layer {
    /// Compiled into the program.
    BuiltIn,
    /// Written by the user: the deal file and the files of its workspace.
    Workspace,
}

/// One text, with the name a reader knows it by.
#[derive(Debug, Clone)]
pub struct Source {
    /// As shown in findings: relative to where the program was started.
    pub name: String,
    /// Path inside the library, such as `pricing/rates/emea-2026.toml`; the deal's own is its file name.
    pub path: String,
    /// The whole text, UTF-8, without a byte order mark.
    pub text: Cow<'static, str>,
    /// Whose it is.
    pub layer: Layer,
}

/// Every text a run has read, in the order it was read.
///
/// ```
/// use std::borrow::Cow;
/// use bidwright_base::source::{Layer, Place, Source, Sources};
///
/// let (name, text) = ("deal.toml", Cow::Borrowed("name = \"Müller\"\nrates = 12\n"));
/// let mut sources = Sources::default();
/// let file = sources.add(Source { name: name.into(), path: name.into(), text, layer: Layer::Workspace });
/// assert_eq!(sources[file].name, "deal.toml");
/// assert_eq!(sources.iter().count(), 1);
/// ```
#[derive(Debug, Clone, Default)]
pub struct Sources(Vec<Source>);

impl Sources {
    /// Takes a source in and names it.
    pub fn add(&mut self, source: Source) -> FileId {
        self.0.push(source);
        FileId(u32::try_from(self.0.len() - 1).expect("fewer than 2^32 files"))
    }

    /// All sources with their ids.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &Source)> {
        (0u32..).map(FileId).zip(&self.0)
    }

    /// Line and column of a byte offset, both from 1; columns count characters.
    ///
    /// ```
    /// use std::borrow::Cow;
    /// use bidwright_base::source::{Layer, Place, Source, Sources};
    ///
    /// let (name, text) = ("deal.toml", Cow::Borrowed("name = \"Müller\"\nrates = 12\n"));
    /// let mut sources = Sources::default();
    /// let file = sources.add(Source { name: name.into(), path: name.into(), text, layer: Layer::Workspace });
    /// let at = sources[file].text.find("12").expect("it is there");
    /// assert_eq!(sources.line_column(Place::new(file, at..at + 2)), (2, 9));
    /// ```
    #[must_use]
    pub fn line_column(&self, place: Place) -> (usize, usize) {
        let text = &self[place.file].text;
        let before = &text[..text.floor_char_boundary((place.start as usize).min(text.len()))];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
    }
}

impl std::ops::Index<FileId> for Sources {
    type Output = Source;
    fn index(&self, id: FileId) -> &Source {
        &self.0[id.0 as usize]
    }
}

/// A stretch of bytes in a source.
///
/// ```
/// use bidwright_base::source::{Layer, Place, Source, Sources};
///
/// let (name, text) = ("deal.toml", "valid_days = 30\n".into());
/// let mut sources = Sources::default();
/// let file = sources.add(Source { name: name.into(), path: name.into(), text, layer: Layer::Workspace });
/// let days = Place::new(file, 13..15);
/// assert_eq!(&sources[days.file].text[days.span()], "30");
/// assert!(Place::new(file, 0..10) < days, "places sort as they stand in the file");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Place {
    /// The place of `span` in `file`. Files are at most 8 MiB, so offsets fit.
    #[must_use]
    pub fn new(file: FileId, span: Range<usize>) -> Place {
        let fit = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Place { file, start: fit(span.start), end: fit(span.end) }
    }

    /// The bytes of the source it covers.
    #[must_use]
    pub fn span(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A value and where it was written. Reads like the value itself.
///
/// ```
/// use std::borrow::Cow;
/// use bidwright_base::source::{Layer, Place, Placed, Source, Sources};
///
/// let (name, text) = ("deal.toml", Cow::Borrowed("name = \"Müller\"\nrates = 12\n"));
/// let mut sources = Sources::default();
/// let file = sources.add(Source { name: name.into(), path: name.into(), text, layer: Layer::Workspace });
/// let rates = Placed::new("12", Place::new(file, 25..27));
/// assert_eq!(rates.len(), 2); // of the value
/// assert_eq!(rates.map(|text| text.parse()).value, Ok(12));
/// assert_eq!(&sources[file].text[rates.place.span()], "12");
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Placed<T> {
    /// What was written.
    pub value: T,
    /// Where.
    pub place: Place,
}

impl<T> Placed<T> {
    /// A value read at `place`.
    pub fn new(value: T, place: Place) -> Placed<T> {
        Placed { value, place }
    }

    /// The same place, another reading of the value.
    pub fn map<U>(self, read: impl FnOnce(T) -> U) -> Placed<U> {
        Placed { value: read(self.value), place: self.place }
    }
}

impl<T> Deref for Placed<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.value
    }
}

// Places clutter debug output and never matter in it.
impl<T: fmt::Debug> fmt::Debug for Placed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.fmt(f)
    }
}
