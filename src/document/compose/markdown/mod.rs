//! Markdown in and out: a text is folded into blocks, the blocks are tidied, and a document is written as
//! Markdown again.

mod chart_table;
pub(crate) mod fold;
pub(crate) mod tidy;
mod writer;

#[cfg(test)]
pub(crate) use writer::blocks;
pub use writer::markdown;
