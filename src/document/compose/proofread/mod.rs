//! Proof-reading: a finished document is checked against the offer and the list of banned claims.

pub(crate) mod contract;
pub(crate) mod contradictions;
pub(crate) mod figures;
pub(crate) mod promises;
pub(crate) mod prose;
pub(crate) mod traps;
mod offer_words;
mod words;
