//! Markdown in and out: a text is folded into blocks, the blocks are tidied, and a document is written as
//! Markdown again.

mod chart_table;
pub(crate) mod fold;
mod reader;
pub(crate) mod tidy;
mod writer;

pub use reader::parse_markdown;
#[cfg(test)]
pub(crate) use writer::blocks;
pub use writer::markdown;
