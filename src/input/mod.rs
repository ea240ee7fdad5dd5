//! To come: input.
