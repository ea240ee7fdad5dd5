//! What acts found, as text for people: views of their results that compute nothing.

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
