//! What several integration tests share: made-up documents, and checks of what comes out.

pub(crate) mod balance;
pub(crate) mod documents;
pub(crate) mod dump;
pub(crate) mod overlaps;
pub(crate) mod pdf_check;
#[expect(clippy::cast_possible_truncation, reason = "samples are small")]
pub(crate) mod pdf_pages;
pub(crate) mod tools;
