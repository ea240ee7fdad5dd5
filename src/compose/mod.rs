//! Templates and the model become a document.
