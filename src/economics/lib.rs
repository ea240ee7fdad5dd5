//! What a deal takes, costs and may come to: each stage is a function from one noun to the next.

#![warn(unused_crate_dependencies)]

pub mod plan;
pub mod price;
pub mod forecast;
pub mod value;
pub mod calibrate;
pub mod offer;

#[cfg(test)]
#[allow(dead_code, reason = "each storey reads the part its cases need")]
#[path = "../../tests/oracles/reader.rs"]
mod oracle;
