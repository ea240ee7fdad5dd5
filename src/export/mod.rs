//! Exports: pages or documents become files. Same input, same bytes.

pub mod pdf;
mod svg;

pub use pdf::pdf;
pub use svg::svg;
