//! Bidwright turns a deal, PMO cost models and a delivery methodology into a priced, risk-tested,
//! review-ready proposal and statement of work.
//!
//! Data goes one way. The modules below are floors, ground up: a floor uses those above it in this
//! list and never one below. `tests/it/floors.rs` holds the rule. `ARCHITECTURE.md` has the picture.

pub mod quantity;
pub mod money;
pub mod words;
pub mod source;
pub mod diag;
pub mod derivation;
pub mod digest;
pub mod carried;
pub mod claims;
pub mod rules;

pub mod estimate;
pub mod deal;
pub mod book;
pub mod theme;
pub mod calibrate;

pub mod input;
pub mod plan;
pub mod price;
pub mod forecast;
pub mod value;
pub mod revision;
pub mod offer;
pub mod proof;
pub mod review;
pub mod approvals;
pub mod trace;

pub mod picture;
pub mod document;
pub mod compose;
pub mod chart;
pub mod layout;
pub mod export;
pub mod verify;

pub mod service;
pub mod cli;
