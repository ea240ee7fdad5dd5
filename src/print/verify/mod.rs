//! Checks of an issued PDF that need nothing but the file: that no byte was altered, or else
//! which part was; that the sums it states come out; that its pages print the figures it carries.
//!
//! A file that was altered with all digests made anew holds here. Only the digest of the whole file,
//! compared with the one its issuer recorded, shows that, so it is printed.

mod figures;
mod findings;
mod parts;
mod sums;

pub use findings::findings;
pub use sums::sums;

use crate::pdf;
use crate::pdf::{Contents, ReadError};
use bidwright_base::digest::sha256;
use bidwright_document::embedded_data;
use bidwright_document::embedded_data::{Manifest, Quote};

/// Everything checked of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verification {
    /// SHA-256 of the file as it is: what `sha256sum` prints, and the record of issued files holds.
    pub sha256: String,
    /// Its identity; `None` if it carries no quote that can be read.
    pub document: Option<Issued>,
    /// In order: the file, its parts, its sums, its figures. One alone where nothing in it can be checked.
    pub checks: Vec<Check>,
}

impl Verification {
    /// Whether every check holds.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.checks.iter().all(|check| check.holds)
    }

    /// Whether anything in the file could be checked.
    #[must_use]
    pub fn is_checkable(&self) -> bool {
        self.document.is_some() || self.checks.len() != 1
    }

    fn failed(bytes: &[u8], check: Check) -> Verification {
        Verification { sha256: sha256(bytes), document: None, checks: vec![check] }
    }
}

/// The identity of a file by its attached quote.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of the quote")]
pub struct Issued {
    pub number: String,
    pub revision: u32,
    pub reference: String,
    /// In words and its own language: "Statement of work".
    pub document: String,
    pub title: String,
    pub customer: String,
    pub date: String,
    pub currency: String,
}

/// One thing checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// The kind of thing.
    pub kind: CheckKind,
    /// Its name.
    pub name: String,
    /// What the file states; empty if nothing.
    pub stated: String,
    /// What is found; empty if nothing.
    pub found: String,
    /// Whether the two agree.
    pub holds: bool,
}

/// What is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CheckKind {
    /// Whether it is a PDF at all.
    Format,
    /// Whether it can be read within bounds.
    Size,
    /// Whether it carries what it is checked by.
    Data,
    /// All of its bytes.
    File,
    /// A page.
    Page,
    /// An attached file.
    Attachment,
    /// Another part.
    Part,
    /// A sum of the quote.
    Sum,
    /// A figure printed on pages.
    Figure,
}

impl CheckKind {
    /// As in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            CheckKind::Format => "kind",
            CheckKind::Size => "size",
            CheckKind::Data => "data",
            CheckKind::File => "file",
            CheckKind::Page => "page",
            CheckKind::Attachment => "attachment",
            CheckKind::Part => "part",
            CheckKind::Sum => "sum",
            CheckKind::Figure => "figure",
        }
    }
}

impl Check {
    fn new(kind: CheckKind, name: &str, stated: &str, found: &str, holds: bool) -> Check {
        Check { kind, name: name.to_owned(), stated: stated.to_owned(), found: found.to_owned(), holds }
    }

    /// Holds if what is found is what is stated.
    fn equal(kind: CheckKind, name: &str, stated: &str, found: &str) -> Check {
        Check::new(kind, name, stated, found, stated == found)
    }
}

/// Why a file carries nothing to check it by.
const FOREIGN: &str = "the file carries no data of an offer";
const NOT_ISSUED: &str = "the file does not carry the data of its offer: it was built here, and not issued";
const ENCRYPTED: &str = "the file is encrypted, so nothing in it can be checked";

/// Whether a file is one that was issued, as far as it says itself: it carries the data of its offer. One that somebody
/// encrypted, or that is too large to be looked into, may be one.
#[must_use]
pub fn may_be_issued(bytes: &[u8]) -> bool {
    match pdf::read(bytes) {
        Ok(contents) => {
            let carries = |name: &str| contents.attachments.contains_key(name);
            carries(embedded_data::MANIFEST) || carries(embedded_data::QUOTE)
        }
        Err(why) => matches!(why, ReadError::Encrypted | ReadError::TooLarge),
    }
}

/// Checks a file, whatever it is.
#[must_use]
pub fn verify(bytes: &[u8]) -> Verification {
    let contents = match pdf::read(bytes) {
        Ok(contents) => contents,
        Err(why) => return Verification::failed(bytes, unreadable(why)),
    };
    let mut checks = Vec::new();
    let identity = pdf::identity(bytes);
    let carries = |name: &str| contents.attachments.contains_key(name);
    if !carries(embedded_data::MANIFEST) && !carries(embedded_data::QUOTE) {
        let why = if identity.stated.is_some() { NOT_ISSUED } else { FOREIGN };
        return Verification::failed(bytes, Check::new(CheckKind::Data, "data", "", why, false));
    }
    checks.push(parts::file(&identity));

    let manifest: Option<Manifest> = attached_as(&contents, embedded_data::MANIFEST, &mut checks);
    if let Some(manifest) = &manifest {
        parts::check(manifest, &contents, &mut checks);
    }
    let quote: Option<Quote> = attached_as(&contents, embedded_data::QUOTE, &mut checks);
    if let Some(quote) = &quote {
        checks.extend(sums(quote));
    }
    if let Some((manifest, quote)) = manifest.as_ref().zip(quote.as_ref()) {
        figures::check(manifest, quote, &contents, &mut checks);
    }
    let document = quote.map(|quote| Issued {
        number: quote.number,
        revision: quote.revision,
        reference: quote.reference,
        document: manifest.map_or(quote.document, |manifest| manifest.document),
        title: quote.title,
        customer: quote.customer,
        date: quote.date,
        currency: quote.currency,
    });
    Verification { sha256: sha256(bytes), document, checks }
}

fn unreadable(why: ReadError) -> Check {
    match why {
        ReadError::NotPdf => {
            Check::new(CheckKind::Format, "PDF", "", "the file does not begin like a PDF", false)
        }
        ReadError::Encrypted => Check::new(CheckKind::Data, "data", "", ENCRYPTED, false),
        ReadError::TooLarge => Check::new(CheckKind::Size, "size", "", "too large", false),
        ReadError::Broken(why) => Check::new(CheckKind::File, "whole file", "", &why, false),
    }
}

/// The content of an attached file; a failed check if it cannot be read.
fn attached_as<T: embedded_data::Embedded>(
    contents: &Contents,
    name: &str,
    checks: &mut Vec<Check>,
) -> Option<T> {
    let read = match contents.attachments.get(name) {
        Some(bytes) => embedded_data::read(bytes).map_err(|why| format!("cannot be read: {why}")),
        None => Err("is not in the file".to_owned()),
    };
    match read {
        Ok(value) => Some(value),
        Err(why) => {
            checks.push(Check::new(CheckKind::Data, name, "", &why, false));
            None
        }
    }
}
