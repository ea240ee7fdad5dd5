//! What the record of the firm's own deliveries says beside a forecast, whose figures it does not drive.

use super::{odds_range, used};
use bidwright_base::quantity::Days;
use bidwright_model::book::History;

/// The record, cited beside the forecast of a deal.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Beside {
    /// P5, median and P95 of the odds ratio of success with an office.
    pub odds: [f64; 3],
    /// How much of that is data, 0 to 1; the rest is a sceptical assumption.
    pub weight: f64,
    /// P80 of actual over estimated effort: four in five deliveries take at most this multiple.
    pub overrun_p80: f64,
    /// The same in days of the deal's planned effort; `None` where none is planned.
    pub days_p80: Option<f64>,
}

/// The record beside a deal of so much planned effort.
#[must_use]
pub fn beside(history: &History, planned: Days) -> Beside {
    let [_, _, overrun_p80, _] = used(history.effort);
    Beside {
        odds: odds_range(history.ln_or),
        weight: history.weight_on_data(),
        overrun_p80,
        days_p80: (!planned.is_zero()).then(|| overrun_p80 * planned.to_f64()),
    }
}
