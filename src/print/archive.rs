//! Files packed into one: a ZIP that is the same bytes for the same files, whenever and wherever it is made.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// A file in a package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its name, with folders.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// The package of some files, in their order.
///
/// ```
/// use bidwright_print::archive::{Entry, zip};
///
/// let files = || vec![Entry { name: "a/b.txt".to_owned(), bytes: b"words".to_vec() }];
/// assert!(zip(files()).starts_with(b"PK"));
/// assert_eq!(zip(files()), zip(files()));
/// ```
#[must_use]
pub fn zip(entries: Vec<Entry>) -> Vec<u8> {
    // A PDF is compressed already; no day and no rights of this machine are told.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for Entry { name, bytes } in entries {
        writer.start_file(name, options).expect("a name once, of less than 65,536 bytes");
        writer.write_all(&bytes).expect("written to memory");
    }
    writer.finish().expect("written to memory").into_inner()
}
