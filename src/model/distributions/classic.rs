//! Classic PERT: the textbook's analytic mode, kept to be compared with and never used for a figure.
//!
//! It takes one path for the network and (b − a)/6 for the standard deviation, which is not that of the
//! distribution ranges become ([`super::Pert`]); merging paths make its answers too hopeful (MODEL 15,
//! trap 3).

use super::{Range, normal};

/// Mean and variance of a chain of tasks: Σ (a + 4m + b)/6 and Σ ((b − a)/6)².
///
/// ```
/// use bidwright_model::distributions::{Range, classic};
///
/// // Two tasks of 8, 10, 18 days one after the other.
/// let task = Range::new(8.0, 10.0, 18.0).expect("in order");
/// let length = classic::chain(&[task, task]);
/// assert!((length.0 - 22.0).abs() < 1e-9);
/// assert!((classic::by_deadline(length, 22.0) - 0.5).abs() < 1e-9);
/// assert!((classic::quantile(length, 0.5) - 22.0).abs() < 1e-9);
/// ```
#[must_use]
pub fn chain(tasks: &[Range]) -> (f64, f64) {
    tasks.iter().fold((0.0, 0.0), |(mean, variance), task| {
        let sd = (task.high() - task.low()) / 6.0;
        (mean + (task.low() + 4.0 * task.likely() + task.high()) / 6.0, variance + sd * sd)
    })
}

/// P(the chain ends by `deadline`) if its length were normal; certain either way if nothing is uncertain.
///
/// ```
/// use bidwright_model::distributions::classic::by_deadline;
///
/// // A chain of 22 days on average, with a standard deviation of 2 days.
/// assert!((by_deadline((22.0, 4.0), 24.0) - 0.841).abs() < 1e-3);
/// assert_eq!(by_deadline((22.0, 0.0), 22.0), 1.0); // certain
/// ```
#[must_use]
pub fn by_deadline((mean, variance): (f64, f64), deadline: f64) -> f64 {
    if variance > 0.0 {
        normal::cdf((deadline - mean) / variance.sqrt())
    } else {
        f64::from(u8::from(mean <= deadline))
    }
}

/// The length of the chain not exceeded with probability `p`, if it were normal.
///
/// ```
/// use bidwright_model::distributions::classic::{by_deadline, quantile};
///
/// let chain = (22.0, 4.0); // mean and variance, in days
/// assert!((quantile(chain, 0.8) - 23.68).abs() < 0.01);
/// assert!((by_deadline(chain, quantile(chain, 0.8)) - 0.8).abs() < 1e-9);
/// ```
#[must_use]
pub fn quantile((mean, variance): (f64, f64), p: f64) -> f64 {
    mean + variance.sqrt() * normal::quantile(p)
}
