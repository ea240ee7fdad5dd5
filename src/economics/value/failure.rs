//! What a failure costs each party, delivery by delivery (MODEL 10.2).

use crate::forecast::{Outcome, Runs, Targets, double, stake};
use bidwright_base::money::Money;
use bidwright_model::deal::{Deal, ThreePoint};
use bidwright_model::distributions::Shape;

/// The stakes of a deal, drawn: one value for each simulated delivery.
#[derive(Debug, Clone)]
pub(super) struct Failure {
    /// d; `None`: nothing is late.
    deadline: Option<f64>,
    /// Money, or a percentage of the price, as the deal states it.
    delay_per_week: Vec<f64>,
    /// Reprocurement and internal cost.
    direct: Vec<f64>,
    benefit: Vec<f64>,
    rework: Vec<f64>,
    follow_on: Vec<f64>,
    damages: Option<Damages>,
    /// Cap on liability, in money.
    liability: f64,
}

/// Delay damages in money.
#[derive(Debug, Clone, Copy)]
struct Damages {
    per_week: f64,
    most: f64,
    grace: f64,
}

/// H of one party or the other, by delivery.
#[derive(Debug, Clone)]
pub(super) struct Costs {
    /// H^C.
    pub(super) customer: Vec<f64>,
    /// H^S.
    pub(super) supplier: Vec<f64>,
    /// What of H^S is owed or done for this delivery: rework and the transfer, without the next deal.
    pub(super) liabilities: Vec<f64>,
}

/// Factors on the stated stakes, for sensitivity.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Weights {
    pub(super) week_late: f64,
    pub(super) benefit: f64,
    pub(super) internal: f64,
    pub(super) reprocurement: f64,
}

impl Weights {
    /// As stated.
    pub(super) const STATED: Weights =
        Weights { week_late: 1.0, benefit: 1.0, internal: 1.0, reprocurement: 1.0 };

    /// All of them times `by`.
    pub(super) fn all(by: f64) -> Weights {
        Weights { week_late: by, benefit: by, internal: by, reprocurement: by }
    }
}

impl Failure {
    /// Draws the stakes at the offered net price; all nothing without `[stakes]`.
    pub(super) fn draw(deal: &Deal, net: Money, targets: &Targets, runs: Runs, weights: Weights) -> Failure {
        let count = runs.iterations as usize;
        let stakes = deal.stakes.as_ref();
        let price = double(net.amount());
        let drawn = |key: &str, points: Option<ThreePoint>, by: f64| -> Vec<f64> {
            let shape =
                points.map_or(Shape::Constant(0.0), |p| crate::plan::shape(&p, deal.estimate.reading).0);
            let mut values = stake(runs.seed, key, &shape, count);
            for value in &mut values {
                *value *= by;
            }
            values
        };
        let of_price = price / 100.0;
        let of = |get: fn(&bidwright_model::deal::Stakes) -> Option<ThreePoint>| stakes.and_then(get);
        let benefit: f64 =
            deal.objectives.iter().filter_map(|o| o.benefit_per_year.as_ref()).map(|b| double(b.value)).sum();
        let reprocurement =
            drawn("reprocurement_percent", of(|s| s.reprocurement_percent), of_price * weights.reprocurement);
        let internal = drawn("internal_cost", of(|s| s.internal_cost), weights.internal);
        Failure {
            deadline: targets.deadline,
            delay_per_week: drawn("delay_cost_per_week", of(|s| s.delay_cost_per_week), weights.week_late),
            direct: reprocurement.iter().zip(&internal).map(|(one, other)| one + other).collect(),
            benefit: drawn(
                "benefit_lost_months",
                of(|s| s.benefit_lost_months),
                benefit / 12.0 * weights.benefit,
            ),
            rework: drawn("rework_percent", of(|s| s.rework_percent), of_price),
            follow_on: drawn("follow_on_margin", of(|s| s.follow_on_margin), 1.0),
            damages: stakes.and_then(|s| s.damages.as_ref()).map(|damages| Damages {
                per_week: double(damages.percent_per_week.0) * of_price,
                most: double(damages.cap_percent.0) * of_price,
                grace: double(damages.grace_days),
            }),
            liability: stakes
                .and_then(|s| s.liability_cap)
                .map_or(f64::INFINITY, |cap| double(cap.value.0) * of_price),
        }
    }

    /// H of both parties in a scenario.
    pub(super) fn costs(&self, outcome: &Outcome) -> Costs {
        let count = outcome.ends.len();
        let mut costs = Costs {
            customer: Vec::with_capacity(count),
            supplier: Vec::with_capacity(count),
            liabilities: Vec::with_capacity(count),
        };
        for (n, (end, finish)) in outcome.ends.iter().zip(outcome.finish.values()).enumerate() {
            let late = self.deadline.map_or(0.0, |deadline| (finish - deadline).max(0.0));
            let transfer = self.damages.map_or(0.0, |damages| damages.of(late)).min(self.liability);
            // The lost benefit already covers the time after the deadline.
            let (customer, rework, next) = if end.failed() {
                (self.direct[n] + self.benefit[n], self.rework[n], self.follow_on[n])
            } else {
                (late / 5.0 * self.delay_per_week[n], 0.0, 0.0)
            };
            costs.customer.push(customer - transfer);
            costs.supplier.push(rework + next + transfer);
            costs.liabilities.push(rework + transfer);
        }
        costs
    }
}

impl Damages {
    /// LD after so many days late: min(cap, rate · weeks beyond grace).
    fn of(self, late: f64) -> f64 {
        (self.per_week * (late - self.grace).max(0.0) / 5.0).min(self.most)
    }
}
