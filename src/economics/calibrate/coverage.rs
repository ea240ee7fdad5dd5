//! Coverage of our own forecasts: a P80 should hold in four deliveries of five (MODEL 12).
//!
//! A histogram of PIT values is left out: it needs the whole distribution of each forecast, and a record
//! keeps one percentile of it.

use bidwright_base::math::ln;
use bidwright_model::book::Hits;
use bidwright_model::record::Past;

/// The share of deliveries in which a P80 should hold.
const NOMINAL: f64 = 0.8;

/// How often the recorded P80s held.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct P80Coverage {
    /// How many held.
    pub hits: Hits,
    /// Mean of (0.8 − hit)²: 0.16 at nominal coverage; 0.04 if all do, 0.64 if none does.
    pub brier: f64,
    /// The factor on sigma with which four in five hold.
    pub widen: Widen,
}

/// How much wider the forecasts should have been.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Widen {
    /// Four in five held.
    No,
    /// Sigma times this.
    By(f64),
    /// Too many P80s lay at or below their estimate: no factor suffices.
    Impossible,
}

impl P80Coverage {
    /// Share of the P80s that held.
    #[must_use]
    pub fn rate(&self) -> f64 {
        f64::from(self.hits.hits) / f64::from(self.hits.forecasts)
    }

    /// Its standard error, √(p(1−p)/n); `None` where all held or none did, for the formula then claims a
    /// certainty that a few deliveries do not give.
    #[must_use]
    pub fn standard_error(&self) -> Option<f64> {
        let p = self.rate();
        let mixed = self.hits.hits > 0 && self.hits.hits < self.hits.forecasts;
        mixed.then(|| (p * (1.0 - p) / f64::from(self.hits.forecasts)).sqrt())
    }
}

/// Over the finished deliveries with a P80; `None` if there is none.
#[must_use]
pub(crate) fn coverage(deals: &[Past]) -> Option<P80Coverage> {
    let stated: Vec<Stated> = deals.iter().filter_map(stated).collect();
    if stated.is_empty() {
        return None;
    }
    let hits = stated.iter().filter(|one| one.held).count();
    let brier = stated.iter().map(|one| {
        let off = NOMINAL - f64::from(u8::from(one.held));
        off * off
    });
    let count = |n: usize| u32::try_from(n).expect("a file of 8 MiB has fewer rows");
    Some(P80Coverage {
        hits: Hits { forecasts: count(stated.len()), hits: count(hits) },
        brier: brier.sum::<f64>() / stated.len() as f64,
        widen: widen(stated.iter().map(|one| one.needed).collect(), hits),
    })
}

/// One recorded P80 against the actual effort.
struct Stated {
    held: bool,
    /// The factor on sigma with which it would just have held; infinite if none would do.
    needed: f64,
}

/// The forecast is read as lognormal about the estimate, so its P80 is estimate · e^(zσ) and a sigma f
/// times as wide moves it to estimate · (P80/estimate)^f.
fn stated(deal: &Past) -> Option<Stated> {
    let (actual, p80) = (deal.actual()?.effort, deal.p80?);
    let held = actual <= p80;
    let estimate = deal.estimate.effort.to_f64();
    let (taken, promised) = (ln(actual.to_f64() / estimate), ln(p80.to_f64() / estimate));
    let needed = if held {
        1.0
    } else if promised > 0.0 {
        taken / promised
    } else {
        // A P80 at or below its estimate has no width to widen: it stays where it is.
        f64::INFINITY
    };
    Some(Stated { held, needed })
}

/// The least factor with which four in five hold.
fn widen(mut needed: Vec<f64>, hits: usize) -> Widen {
    // ⌈0.8 n⌉ without floats.
    let enough = (4 * needed.len()).div_ceil(5);
    if hits >= enough {
        return Widen::No;
    }
    needed.sort_by(f64::total_cmp);
    let factor = needed[enough - 1];
    if factor.is_finite() { Widen::By(factor) } else { Widen::Impossible }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_in_five_is_enough() {
        assert_eq!(widen(vec![1.0, 1.0, 1.0, 1.0, 9.0], 4), Widen::No);
        assert_eq!(widen(vec![1.0; 3], 3), Widen::No);
    }

    #[test]
    fn sigma_is_widened_until_four_in_five_hold() {
        assert_eq!(widen(vec![3.0, 1.0, 1.0, 1.5, 1.0], 3), Widen::By(1.5));
        assert_eq!(widen(vec![f64::INFINITY, 2.0], 0), Widen::Impossible);
    }
}
