//! The firm's own history: from a record of past deals to posteriors for the next one
//! (MODEL 12).
//!
//! [`calibrate`] turns a [`Record`] into a [`Calibration`]; [`findings`] reports what would mislead in it;
//! [`file()`] is what `pricing/history.toml` holds of it. A success is a delivery that was finished and
//! accepted; lost deals are no deliveries and are only counted.

mod beside;
mod counted;
mod effect;
mod file;
mod findings;
mod coverage;
mod overrun;
mod segments;
mod success;
#[cfg(test)]
mod tests;

pub use beside::{Beside, beside};
use counted::used;
pub use coverage::{P80Coverage, Widen};
pub use effect::{Effect, harm, odds_range};
pub use file::file;
pub use findings::findings;
pub use overrun::{ratio, ratio_range};
pub use segments::{By, N0, Pooled, Segment, band, pooled, weight};
pub use success::{better, interval, prior};

use coverage::coverage;
use effect::effect;
use overrun::Overrun;
use segments::segments;
use success::posterior;

use rust_decimal::{Decimal, RoundingStrategy};

use bidwright_base::math::ln;
use bidwright_model::book::{Arm, History, OverrunRatio};
use bidwright_model::record::{End, Past, Record};

/// What a record of past deals implies for the next one.
#[derive(Debug, Clone)]
pub struct Calibration {
    /// What later forecasts use, and what is written.
    pub history: History,
    /// P(share of successes with an office > without).
    pub better: f64,
    /// The effect of the office, and how much of it is data.
    pub effect: Effect,
    /// By size, client and contract.
    pub segments: Vec<Segment>,
    /// Finished deliveries with both durations.
    pub durations: u32,
    /// How often the recorded P80s held; `None` without any.
    pub coverage: Option<P80Coverage>,
    /// What must be read with every posterior.
    pub warnings: [String; 3],
}

impl Calibration {
    /// The mean share of successes with an office less that without, −1 to 1: no effect yet, for the arms were not
    /// drawn by lot.
    #[must_use]
    pub fn success_difference(&self) -> f64 {
        self.history.with.success.mean() - self.history.without.success.mean()
    }
}

/// Updates every prior with the record.
#[must_use]
pub fn calibrate(record: &Record) -> Calibration {
    let (with, without) = (arm(&record.deals, true), arm(&record.deals, false));
    let effect = effect((with.accepted, with.deliveries()), (without.accepted, without.deliveries()));
    let overrun = |ratio: fn(&Past) -> Option<f64>| {
        let logs: Vec<f64> = record.deals.iter().filter_map(ratio).map(ln).collect();
        let fitted = Overrun::prior().updated(&logs).predictive();
        OverrunRatio { fitted, counted: counted::counted(&logs, fitted) }
    };
    let durations = count(&record.deals, |deal| deal.duration_ratio().is_some());
    let coverage = coverage(&record.deals);
    let history = History {
        source: record.source.clone(),
        lost: count(&record.deals, |deal| deal.end == End::Lost),
        with,
        without,
        ln_or: effect.posterior,
        effort: overrun(Past::effort_ratio),
        duration: (durations > 0).then(|| overrun(Past::duration_ratio)),
        p80: coverage.map(|coverage| coverage.hits),
    };
    Calibration {
        better: better(with.success, without.success),
        effect,
        segments: segments(&record.deals),
        coverage,
        durations,
        warnings: warnings(&history, &effect),
        history,
    }
}

fn arm(deals: &[Past], office: bool) -> Arm {
    let of = |what: fn(End) -> bool| count(deals, |deal| deal.office.value == office && what(deal.end));
    let accepted = of(|end| matches!(end, End::Finished { accepted: true, .. }));
    let refused = of(|end| matches!(end, End::Finished { accepted: false, .. }));
    let cancelled = of(|end| end == End::Cancelled);
    let success = posterior(prior(office), accepted, accepted + refused + cancelled);
    Arm { accepted, refused, cancelled, success }
}

fn count(deals: &[Past], which: impl Fn(&Past) -> bool) -> u32 {
    let found = deals.iter().filter(|deal| which(deal)).count();
    u32::try_from(found).expect("a file of 8 MiB has fewer rows")
}

/// The two warnings of MODEL 12, and how little the data moves.
fn warnings(history: &History, effect: &Effect) -> [String; 3] {
    [
        "These posteriors come from deals that were won and have ended. Deals like those that were lost may \
         go otherwise."
            .into(),
        "Delivery offices go to the hard deals. The arms were not drawn by lot, so their difference is not \
         the effect of the office alone."
            .into(),
        format!(
            "{} deliveries carry {} % of the posterior effect; the rest is a sceptical assumption.",
            history.deliveries(),
            decimal(100.0 * effect.weight, 0),
        ),
    ]
}

/// A figure rounded to `decimals`, half away from zero.
fn decimal(value: f64, decimals: u32) -> Decimal {
    let exact = Decimal::from_f64_retain(value).expect("a figure of checked rows is in range");
    let mut rounded = exact.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
    rounded.rescale(decimals);
    rounded
}
