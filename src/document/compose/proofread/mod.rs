//! Proof-reading: what a finished document says, held against the offer and against what nobody may claim.

pub(crate) mod figures;
pub(crate) mod promises;
pub(crate) mod prose;
pub(crate) mod traps;
mod words;
