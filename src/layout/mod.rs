//! Layout: a [`crate::document::Document`], a [`crate::theme::Theme`] and its fonts become [`Pages`].
//!
//! In small steps: collect, break, distribute, place.

pub mod pages;

pub use pages::Pages;
