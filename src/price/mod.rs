//! To come: price.
