//! The checked model as plain data: the deal, the book it draws on, the theme of its documents, three-point
//! estimates as distributions, the language of a policy's rules, a record of past deals, a revision's facts.

#![warn(unused_crate_dependencies)]

pub mod distributions;
pub mod rules;
pub mod deal;
pub mod book;
pub mod theme;
pub mod record;
pub mod revision;

#[cfg(test)]
#[allow(dead_code, reason = "each storey reads the part its cases need")]
#[path = "../../tests/oracles/reader.rs"]
mod oracle;
