//! What a deal takes, costs and may come to: each stage is a function from one noun to the next.

#![warn(unused_crate_dependencies)]

pub mod plan;
pub mod price;
pub mod forecast;
pub mod value;
pub mod calibrate;
pub mod offer;
