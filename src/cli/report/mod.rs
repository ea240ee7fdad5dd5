//! Results of acts as text for people.

mod draw;
mod figure;
mod table;

pub(crate) mod approval;
pub(crate) mod build;
pub(crate) mod issue;
pub(crate) mod keysign;
pub(crate) mod submission;
pub(crate) mod verify;

pub mod calibration;
pub mod diff;
pub mod explain;
pub mod forecast;
pub mod plan;
pub mod price;
pub mod review;
pub mod value;
