//! Exports: pages or documents become files. Same input, same bytes.

#![warn(unused_crate_dependencies)]

pub mod archive;
pub mod layout;
pub mod verify;
pub mod pdf;
mod svg;

pub use pdf::pdf;
pub use svg::svg;
