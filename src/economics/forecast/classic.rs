//! The textbook's classic PERT of an offer, where a deal asks for it: one path is taken for the network.
//! It is printed beside the simulation and changes no figure.

use rust_decimal::Decimal;

use super::model::double;
use crate::plan;
use crate::plan::{Plan, Task};
use bidwright_base::quantity::{Days, WorkTime};
use bidwright_model::deal::{Deal, Model, PackageIdx, ThreePoint};
use bidwright_model::distributions::{Range, classic};

/// The finish by classic PERT.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Classic {
    /// Working days.
    pub mean: f64,
    /// √Σ ((b − a)/6)².
    pub sd: f64,
    /// Not exceeded in four of five deliveries, if the length were normal.
    pub p80: f64,
    /// P(on time); `None` without a deadline.
    pub on_time: Option<f64>,
    /// Packages that take time and are not on its path: what it leaves out.
    pub(crate) beside: usize,
}

/// Classic PERT of a plan, if the deal asks for it. A retainer lasts its term whatever the estimates.
#[must_use]
pub(super) fn classic_of(deal: &Deal, plan: &Plan, deadline: Option<f64>) -> Option<Classic> {
    if !deal.estimate.classic.value || deal.head.model.value == Model::Retainer {
        return None;
    }
    let slowest: Vec<Option<(ThreePoint, Decimal)>> =
        plan.packages.iter().map(|planned| slowest(deal, planned.package)).collect();
    let path = longest_path(deal, plan, &slowest);
    let beside = (0..slowest.len()).filter(|at| slowest[*at].is_some() && !path.contains(at)).count();

    let lags: f64 = path.iter().map(|at| double(deal.work[plan.packages[*at].package].lag_days.value)).sum();
    let ranges: Vec<Range> = path.iter().filter_map(|at| slowest[*at]).map(duration).collect();
    let (mean, variance) = classic::chain(&ranges);
    let chain = (mean + lags, variance);
    Some(Classic {
        mean: chain.0,
        sd: variance.sqrt(),
        p80: classic::quantile(chain, 0.8),
        on_time: deadline.map(|deadline| classic::by_deadline(chain, deadline)),
        beside,
    })
}

/// Low, likely and high of the role that takes a package longest by (a + 4m + b)/6, and its people.
fn slowest(deal: &Deal, package: PackageIdx) -> Option<(ThreePoint, Decimal)> {
    let roles = deal.work[package].effort.iter().map(|effort| (effort.days, effort.team.value));
    roles
        .filter(|(days, _)| !six_means(days).is_zero())
        .max_by_key(|(days, team)| WorkTime::of(Days(six_means(days)), *team))
}

/// Six times the mean of the textbook: whole where the estimate is, so that ties are ties.
fn six_means(days: &ThreePoint) -> Decimal {
    days.low + days.likely * Decimal::from(4) + days.high
}

fn duration((days, team): (ThreePoint, Decimal)) -> Range {
    let [low, likely, high] = [days.low, days.likely, days.high].map(|end| double(end / team));
    Range::new(low, likely, high).expect("checked: low, likely and high are in order")
}

/// The packages of one longest path of means, by index into the plan's, last one first.
fn longest_path(deal: &Deal, plan: &Plan, slowest: &[Option<(ThreePoint, Decimal)>]) -> Vec<usize> {
    let position = |package: PackageIdx| plan.packages.iter().position(|p| p.package == package);
    let tasks: Vec<Task> = (plan.packages.iter().zip(slowest))
        .map(|(planned, slowest)| {
            let row = &deal.work[planned.package];
            Task {
                duration: slowest
                    .map_or_else(WorkTime::zero, |(days, team)| WorkTime::of(Days(six_means(&days)), team)),
                lag: WorkTime::days(row.lag_days.value * Decimal::from(6)),
                after: row.after.iter().filter_map(|before| position(before.value)).collect(),
            }
        })
        .collect();
    let nodes = plan::schedule(&tasks).expect("checked: no cycle").nodes;
    // Of two that end together the first counts; one path is all the textbook takes.
    let latest = |of: &mut dyn Iterator<Item = usize>| {
        of.reduce(|a, b| if nodes[b].early_finish > nodes[a].early_finish { b } else { a })
    };
    let mut path = Vec::new();
    let mut last = latest(&mut (0..tasks.len()));
    while let Some(at) = last {
        path.push(at);
        last = latest(&mut tasks[at].after.iter().copied());
    }
    path
}
