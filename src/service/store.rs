//! Where the texts of a workspace are kept: a folder today, a database tomorrow.

use super::File;
use bidwright_input::Files;

/// A workspace that is read and written by name. Besides what [`Files`] reads, it has a folder [`OUT`] for the
/// documents that go out.
///
/// ```
/// use bidwright_input::{Files, Library};
/// use bidwright_service::{File, MemoryStore, OUT, Store};
///
/// let store = MemoryStore::new(&Library::default());
/// let memo = File { name: "review.md".to_owned(), bytes: b"# Review".to_vec() };
/// assert_eq!(store.write(&format!("{OUT}/Q-1-R1"), &[memo])?, ["out/Q-1-R1/review.md"]);
/// // A text is changed under its lock; `None` leaves it as it is.
/// let before = store.update("approvals/Q-1.log", |text| (text.is_some(), Some("a record".to_owned())))?;
/// assert!(!before, "it was new");
/// assert_eq!(store.read("approvals/Q-1.log").unwrap(), Some(b"a record".to_vec()));
/// # Ok::<(), bidwright_service::StoreError>(())
/// ```
pub trait Store: Files {
    /// Reads a text under its lock and replaces it by what `change` returns, if anything.
    ///
    /// After a crash the old text is there or the new one, whole.
    ///
    /// # Errors
    /// The text cannot be read, or the new one not be written: then the old one is as it was.
    fn update<T>(
        &self,
        name: &str,
        change: impl FnOnce(Option<&str>) -> (T, Option<String>),
    ) -> Result<T, StoreError>;

    /// Writes files into a folder, replacing those of the same names, and returns their names for display. The folder is
    /// made where there is none, if folders are kept at all.
    ///
    /// # Errors
    /// One of them cannot be written: then none is.
    fn write(&self, folder: &str, files: &[File]) -> Result<Vec<String>, StoreError>;
}

/// The folder for what goes out; an offer has a folder in it that is called by its reference.
pub const OUT: &str = "out";

/// Why a store could not do what was asked.
///
/// ```
/// use bidwright_service::StoreError;
///
/// let error = StoreError::Folder { place: "out/Q-1-R1".to_owned(), why: "the disk is full".to_owned() };
/// assert_eq!(error.to_string(), "cannot write to out/Q-1-R1: the disk is full");
/// assert_eq!(error.reason(), "the disk is full");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoreError {
    /// A text that was to be changed cannot be read, in words.
    Unreadable(String),
    /// A text cannot be written.
    Text {
        /// Its name for display.
        place: String,
        /// Why, in words.
        why: String,
    },
    /// Files cannot be written into a folder.
    Folder {
        /// Its name for display.
        place: String,
        /// Why, in words.
        why: String,
    },
}

impl StoreError {
    /// The reason alone.
    #[must_use]
    pub fn reason(&self) -> &str {
        match self {
            StoreError::Unreadable(why) | StoreError::Text { why, .. } | StoreError::Folder { why, .. } => {
                why
            }
        }
    }
}

impl std::fmt::Display for StoreError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            StoreError::Unreadable(why) => f.write_str(why),
            StoreError::Text { place, why } => write!(f, "cannot write {place}: {why}"),
            StoreError::Folder { place, why } => write!(f, "cannot write to {place}: {why}"),
        }
    }
}

impl std::error::Error for StoreError {}
