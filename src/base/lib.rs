//! What every storey uses: money and quantities, places in files, findings, digests, words and figures
//! of a language.

#![warn(unused_crate_dependencies)]

pub mod quantity;
pub mod money;
pub mod math;
pub mod words;
pub mod word_lists;
pub mod source;
pub mod diag;
pub mod derivation;
pub mod digest;
pub mod simulated;
pub mod geometry;
pub mod locale;
