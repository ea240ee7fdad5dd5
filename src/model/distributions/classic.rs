//! Classic PERT: the textbook's analytic mode, kept to be compared with and never used for a figure.
//!
//! It takes one path for the network and (b − a)/6 for the standard deviation, which is not that of the
//! distribution ranges become ([`super::Pert`]); merging paths make its answers too hopeful (MODEL 15,
//! trap 3).

use super::{Range, normal};

/// Mean and variance of a chain of tasks: Σ (a + 4m + b)/6 and Σ ((b − a)/6)².
#[must_use]
pub fn chain(tasks: &[Range]) -> (f64, f64) {
    tasks.iter().fold((0.0, 0.0), |(mean, variance), task| {
        let sd = (task.high() - task.low()) / 6.0;
        (mean + (task.low() + 4.0 * task.likely() + task.high()) / 6.0, variance + sd * sd)
    })
}

/// P(the chain ends by `deadline`) if its length were normal; certain either way if nothing is uncertain.
#[must_use]
pub fn by_deadline((mean, variance): (f64, f64), deadline: f64) -> f64 {
    if variance > 0.0 {
        normal::cdf((deadline - mean) / variance.sqrt())
    } else {
        f64::from(u8::from(mean <= deadline))
    }
}

/// The length of the chain not exceeded with probability `p`, if it were normal.
#[must_use]
pub fn quantile((mean, variance): (f64, f64), p: f64) -> f64 {
    mean + variance.sqrt() * normal::quantile(p)
}
