//! Binding approvals: what a policy requires of an offer, what was approved, and whether that is still valid.
//!
//! A [`Log`] is the text of `approvals/NUMBER.log`: records, each signed by who made it and holding the hash of
//! the one before, and a seal that counts them. [`read`] verifies it or reports what was altered; [`Log::append`]
//! makes the next text. A [`KeysLog`] is the same for changes of the keys file. An approval is of rules as they were ([`requests`]): their definition, the figures they read,
//! and the groups of material fields they depend on. [`approval_statuses`] compares that with the offer of today.
//!
//! Everything here is text in, text or findings out: files, the clock and private keys are the caller's.

mod bound;
mod requests;
mod kept;
mod keys;
mod keys_log;
mod log;
mod permissions;
mod record;
mod said;
mod seal;
mod submission;
mod approval_status;
mod text;
mod verify;
mod wording;

pub use approval_status::{ApprovalStatus, Given, State, approval_statuses, as_of};
pub use bound::{Bound, Words, sentences};
pub use kept::{as_issued, kept, kept_name};
pub use keys::{Secret, entry};
pub use keys_log::{KeysDraft, KeysLog, KeysRecord};
pub use log::{Log, read};
pub use permissions::{
    above_floor, approvable, approved_already, approver, frozen, frozen_files, in_time, issuable, known,
    no_keys, owned, signer,
};
pub use record::{Act, Approval, Approved, Draft, IssuedFile, Record, Submission};
pub use requests::{ApprovalRequest, findings, requests};
pub use said::{note, one_line};
pub use submission::{Submitted, submit_first, submittable, submitted};
pub use wording::{WORDING, WordChange, word_changes, wording_requests, words_since};
