//! Results of acts as text for people.

mod draw;
mod figure;
mod table;

pub mod approval;
pub mod build;
pub mod calibration;
pub mod diff;
pub mod explain;
pub mod forecast;
pub mod issue;
pub mod plan;
pub mod price;
pub mod review;
pub mod value;
pub mod verify;
