//! Deliveries by size, client and contract, each segment pooled with all of them: a segment of two shows
//! little by itself (MODEL 12).

use std::collections::BTreeMap;

use bidwright_base::math::{exp, ln};
use bidwright_base::quantity::Days;
use bidwright_model::record::Past;

/// How many deliveries of its own a segment needs to count as much as all together; our assumption
/// (MODEL 12).
pub const N0: f64 = 10.0;

/// Where the size bands begin, in days of effort as sold; each is four times the one before. Our
/// assumption.
const BANDS: [(u32, &str); 4] =
    [(0, "under 50 days"), (50, "50 to 199 days"), (200, "200 to 799 days"), (800, "800 days and more")];

/// What deliveries are grouped by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum By {
    /// Band of size as sold.
    Size,
    /// Who it was for.
    Client,
    /// How it was paid.
    Contract,
}

impl By {
    /// As reports name it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            By::Size => "size",
            By::Client => "client",
            By::Contract => "contract",
        }
    }
}

/// Deliveries that are alike in one respect.
#[derive(Debug, Clone, PartialEq)]
pub struct Segment {
    /// In which respect.
    pub by: By,
    /// What they have in common.
    pub name: String,
    /// Share that succeeded, of everything signed.
    pub success: Pooled,
    /// Typical (geometric mean) actual over estimated effort, of what was finished; `None` if nothing was.
    pub ratio: Option<Pooled>,
}

/// A figure of a segment by itself, and pooled with all deliveries.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pooled {
    /// Deliveries it rests on.
    pub n: u32,
    /// Its own.
    pub own: f64,
    /// Drawn towards all.
    pub pooled: f64,
}

/// The weight of a segment of `n` deliveries against that of all.
#[must_use]
pub fn weight(n: u32) -> f64 {
    f64::from(n) / (f64::from(n) + N0)
}

/// A segment's mean, drawn towards the mean of all.
#[must_use]
pub fn pooled(n: u32, segment: f64, overall: f64) -> f64 {
    let own = weight(n);
    own * segment + (1.0 - own) * overall
}

/// The size band of a delivery.
#[must_use]
pub fn band(size: Days) -> &'static str {
    let found = BANDS.iter().rev().find(|(from, _)| size.0 >= (*from).into());
    found.unwrap_or(&BANDS[0]).1
}

/// Every segment: bands from small to large, then clients and contracts with the most deliveries first.
#[must_use]
pub(crate) fn segments(deals: &[Past]) -> Vec<Segment> {
    let deliveries: Vec<&Past> = deals.iter().filter(|deal| deal.is_delivery()).collect();
    let all = Sums::of(&deliveries);
    let mut found = Vec::new();
    for by in [By::Size, By::Client, By::Contract] {
        let mut groups: BTreeMap<&str, Vec<&Past>> = BTreeMap::new();
        for deal in &deliveries {
            let name = match by {
                By::Size => band(deal.size.value),
                By::Client => &deal.client,
                By::Contract => deal.contract.word(),
            };
            groups.entry(name).or_default().push(deal);
        }
        let mut groups: Vec<_> = groups.into_iter().collect();
        groups.sort_by_key(|(name, group)| match by {
            By::Size => BANDS.iter().position(|(_, band)| band == name).unwrap_or_default(),
            // Stable: those with as many stay in the order of their names.
            By::Client | By::Contract => usize::MAX - group.len(),
        });
        found.extend(groups.into_iter().map(|(name, group)| segment(by, name, &Sums::of(&group), &all)));
    }
    found
}

/// What is added up over deliveries.
struct Sums {
    deliveries: u32,
    successes: u32,
    finished: u32,
    /// Of ln(actual / estimated effort).
    logs: f64,
}

impl Sums {
    fn of(deliveries: &[&Past]) -> Sums {
        let none = Sums { deliveries: 0, successes: 0, finished: 0, logs: 0.0 };
        deliveries.iter().fold(none, |sums, deal| {
            let ratio = deal.effort_ratio();
            Sums {
                deliveries: sums.deliveries + 1,
                successes: sums.successes + u32::from(deal.success() == Some(true)),
                finished: sums.finished + u32::from(ratio.is_some()),
                logs: sums.logs + ratio.map_or(0.0, ln),
            }
        })
    }

    fn success(&self) -> f64 {
        f64::from(self.successes) / f64::from(self.deliveries)
    }

    fn mean_log(&self) -> f64 {
        self.logs / f64::from(self.finished)
    }
}

fn segment(by: By, name: &str, own: &Sums, all: &Sums) -> Segment {
    let success = Pooled {
        n: own.deliveries,
        own: own.success(),
        pooled: pooled(own.deliveries, own.success(), all.success()),
    };
    let ratio = (own.finished > 0).then(|| Pooled {
        n: own.finished,
        own: exp(own.mean_log()),
        pooled: exp(pooled(own.finished, own.mean_log(), all.mean_log())),
    });
    Segment { by, name: name.to_owned(), success, ratio }
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::*;

    #[test]
    fn bands_begin_where_they_say() {
        let names = ["0.01", "49.99", "50", "199", "200", "799.5", "800", "1000000"]
            .map(|size| band(Days(Decimal::from_str_exact(size).expect("a number"))));
        let [small, middle, large, largest] = BANDS.map(|(_, name)| name);
        assert_eq!(names, [small, small, middle, middle, large, large, largest, largest]);
    }
}
