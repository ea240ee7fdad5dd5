//! Approvals that bind: what a policy asks in an offer, what was approved of it, and whether that still stands.
//!
//! A [`Log`] is the text of `approvals/NUMBER.log`: records, each signed by who made it and holding the hash of
//! the one before, and a seal that counts them. [`read`] takes it in or says what was done to it; [`Log::append`]
//! makes the next text. An approval is of rules as they were ([`asked`]): their definition, the figures they saw,
//! and the groups of material fields they stand on. [`standing`] compares that with the offer of today.
//!
//! Everything here is text in, text or findings out: files, the clock and private keys are the caller's.

mod asked;
mod kept;
mod keys;
mod log;
mod may;
mod record;
mod seal;
mod standing;
mod text;
mod verify;

pub use asked::{Asked, asked, findings};
pub use kept::{as_issued, kept, kept_name};
pub use keys::{Secret, entry};
pub use log::{Log, read};
pub use may::{approver, asks, frozen, in_time, issuable, signer};
pub use record::{Act, Approval, Approved, Draft, IssuedFile, Record};
pub use standing::{Given, Standing, State, as_of, standing};
