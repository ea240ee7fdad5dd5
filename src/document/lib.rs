//! Documents as trees of blocks: composed from templates and the model, with charts and images as data.

#![warn(unused_crate_dependencies)]

pub mod image;
pub mod tree;
pub mod charts;
pub mod embedded_data;
pub mod compose;
