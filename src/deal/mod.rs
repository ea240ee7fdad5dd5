//! To come: deal.
