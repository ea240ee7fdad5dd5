//! Bidwright turns a deal, PMO cost models and a delivery methodology into a priced, risk-tested,
//! review-ready proposal and statement of work.
//!
//! The storeys are crates of their own, in the folders of `src/`; `ARCHITECTURE.md` has the picture. This one
//! holds what is compiled into the program: the folders `pricing/`, `templates/` and `samples/`.

use bidwright_input::Library;

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// The built-in library: the folders `pricing/` and `templates/`.
#[must_use]
pub fn library() -> Library {
    Library::embedded(LIBRARY)
}
