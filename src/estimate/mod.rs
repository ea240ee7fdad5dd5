//! To come: estimate.
