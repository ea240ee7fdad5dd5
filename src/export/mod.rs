//! Exports: pages or documents become files. Same input, same bytes.

pub mod pdf;

pub use pdf::pdf;
