//! Templates and the model become a document.
pub mod view;
