//! To come: book.
