//! From the planned scopes of a deal to a model of them: one case for each, over the same draws.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::model::{
    Activity, Band, Carried, Case, Count, Governance, Keep, Model, Package, Risk, Role, Tail, Work, double,
};
use super::treatment::{risks_of, treated};
use crate::plan::{Office, Plan, Planned, PlannedPackage, every_days};
use crate::price::{self, BilledRate, in_price, unit_rate};
use bidwright_base::money::Money;
use bidwright_model::book::{Book, PmoKind};
use bidwright_model::deal;
use bidwright_model::deal::{Basis, Deal, ObjectiveIdx, PackageIdx};
use bidwright_model::distributions::{CappedPareto, Shape};

/// Severity above which a risk that occurs defeats acceptance: θ of MODEL 10.1, our assumption.
const ACCEPTANCE_THRESHOLD: f64 = 0.8;

/// One case for each plan, in order. Packages that no plan holds do not exist.
pub(super) fn model(deal: &Deal, book: &Book, plans: &[&Plan]) -> Model {
    let mut planned: BTreeMap<PackageIdx, (&Plan, &PlannedPackage)> = BTreeMap::new();
    for plan in plans {
        for package in &plan.packages {
            planned.entry(package.package).or_insert((plan, package));
        }
    }
    let order = topological(deal, &planned);
    let position: BTreeMap<PackageIdx, usize> =
        order.iter().enumerate().map(|(at, package)| (*package, at)).collect();
    let mut streams: Vec<String> = deal.work.iter().filter_map(|package| package.stream.clone()).collect();
    streams.sort_unstable();
    streams.dedup();

    let carrying = |plan: &Plan| price::carrying_rates(Planned { deal, book, plan });
    let of_plans: Vec<_> = plans.iter().map(|plan| carrying(plan)).collect();
    let rates_of = |plan: &Plan| {
        let at = plans.iter().position(|one| std::ptr::eq(*one, plan));
        at.and_then(|at| of_plans[at].as_ref())
    };
    let packages: Vec<Package> = order
        .iter()
        .map(|at| {
            let row = &deal.work[*at];
            let (plan, planned) = planned[at];
            Package {
                id: row.id.value.clone(),
                stream: row.stream.as_ref().and_then(|name| streams.binary_search(name).ok()),
                after: row.after.iter().filter_map(|before| position.get(&before.value).copied()).collect(),
                lag: double(row.lag_days.value),
                roles: roles(Planned { deal, book, plan }, planned, rates_of(plan)),
            }
        })
        .collect();
    let risks: Vec<&deal::Risk> = risks_of(deal, plans).collect();

    let case = |plan: &&Plan| Case {
        scope: order.iter().map(|at| plan.packages.iter().any(|p| p.package == *at)).collect(),
        treated: risks.iter().map(|risk| treated(Planned { deal, book, plan }, risk)).collect(),
        governance: governance(Planned { deal, book, plan }),
        purchases_cost: in_price(deal, plan.scope).map(|at| double(deal.purchases[at].cost.amount())).sum(),
        purchases_price: in_price(deal, plan.scope).map(|at| double(paid_for(deal, at).amount())).sum(),
        carried: rates_of(plan).map(|(_, beside)| Carried { beside: double(*beside) }),
        keep: if bills_work(deal) { Keep::All } else { Keep::Totals },
        criticality: false,
    };
    Model {
        seed: deal.estimate.seed,
        iterations: deal.estimate.iterations as usize,
        minutes_per_day: plans[0].minutes_per_day,
        common_correlation: double(deal.estimate.correlation.value),
        stream_correlation: double(deal.estimate.stream_correlation.value),
        streams: streams.clone(),
        risks: risks
            .iter()
            .map(|risk| Risk {
                id: risk.id.value.clone(),
                on: risk.on.map(|on| position[&on.value]),
                linked: true,
                cost: impact(deal, risk.cost.as_ref()),
                delay: impact(deal, risk.delay_days.as_ref()),
                supplier_share: double(risk.bearer.supplier_share()),
                customer_share: 1.0 - double(risk.bearer.supplier_share()),
                defeats_acceptance: threatens_must_have(deal, risk),
            })
            .collect(),
        packages,
        acceptance_threshold: ACCEPTANCE_THRESHOLD,
        term: (deal.head.model.value == deal::Model::Retainer).then(|| plans[0].length.to_f64()),
        tail: deal.estimate.tail.as_ref().map(tail),
        cases: plans.iter().map(case).collect(),
    }
}

/// The fat tail of the deal (MODEL 4.4).
fn tail(tail: &deal::FatTail) -> Tail {
    Tail {
        weight: tail.weight.ratio_f64(),
        ratio: CappedPareto {
            least: double(tail.least_ratio),
            alpha: double(tail.alpha),
            cap: double(tail.exit_ratio),
        },
        time_exponent: double(tail.time_exponent),
    }
}

/// Whether the customer is billed for work done.
pub(super) fn bills_work(deal: &Deal) -> bool {
    matches!(deal.head.model.value, deal::Model::TimeAndMaterials | deal::Model::Capped)
}

/// Packages, each after its predecessors, ties in file order.
fn topological(deal: &Deal, planned: &BTreeMap<PackageIdx, (&Plan, &PlannedPackage)>) -> Vec<PackageIdx> {
    let mut order: Vec<PackageIdx> = Vec::with_capacity(planned.len());
    let mut left: Vec<PackageIdx> = planned.keys().copied().collect();
    // The network has no cycle, so each pass places at least one package.
    while !left.is_empty() {
        let waits = |before: PackageIdx| left.contains(&before);
        let (ready, waiting): (Vec<PackageIdx>, Vec<PackageIdx>) =
            left.iter().partition(|at| !deal.work[**at].after.iter().any(|before| waits(before.value)));
        assert!(!ready.is_empty(), "checked: no cycle");
        order.extend(ready);
        left = waiting;
    }
    order
}

/// What the customer pays for a purchase.
fn paid_for(deal: &Deal, at: deal::PurchaseIdx) -> Money {
    let currency = deal.head.currency.value;
    let price = deal.purchases[at].price(currency);
    price - currency.round(price.amount() * price::percent(deal).ratio())
}

fn roles(
    Planned { deal, book, plan }: Planned<'_>,
    planned: &PlannedPackage,
    carrying: Option<&(Vec<BilledRate>, Decimal)>,
) -> Vec<Role> {
    let day = book.calendar.after(plan.start, planned.time.early_start.whole_days());
    (planned.effort.iter())
        .map(|effort| {
            let row = &deal.work[planned.package].effort[effort.row];
            let rate = unit_rate(book, deal.head.currency.value, &row.role.value, day);
            Role {
                effort: effort.shape,
                planned: match deal.estimate.basis {
                    Basis::Mean => effort.shape.mean(),
                    Basis::Likely => double(row.days.likely),
                },
                team: double(row.team.value),
                day_cost: double(rate.loaded),
                day_bill: carrying
                    .and_then(|(rates, beside)| {
                        let rate = rates.iter().find(|rate| rate.role == *row.role.value)?;
                        Some(double(rate.rate.amount()) / (1.0 + double(*beside)))
                    })
                    .unwrap_or_else(|| double(price::billed(deal, rate.bill))),
            }
        })
        .collect()
}

/// A risk's cost or delay if it occurs; left out it is nothing.
fn impact(deal: &Deal, points: Option<&deal::ThreePoint>) -> Shape {
    points.map_or(Shape::Constant(0.0), |points| crate::plan::shape(points, deal.estimate.reading).0)
}

fn threatens_must_have(deal: &Deal, risk: &deal::Risk) -> bool {
    let served = |objective: &ObjectiveIdx| {
        deal.deliverables.iter().any(|d| d.must_have && d.serves.contains(objective))
    };
    risk.threatens.iter().any(served)
}

fn governance(Planned { deal, book, plan }: Planned<'_>) -> Governance {
    let rate = |role: &str| unit_rate(book, deal.head.currency.value, role, plan.start);
    let work = match (&plan.governance.office, &book.pmo.kind) {
        (Office::None, _) => return Governance::NONE,
        (_, PmoKind::PercentOfEffort(percent)) => {
            Work::Share(vec![Band { up_to: f64::INFINITY, ratio: percent.ratio_f64() }])
        }
        (_, PmoKind::Tiered(tiers)) => Work::Share(
            tiers
                .iter()
                .map(|(up_to, percent)| Band {
                    up_to: up_to.map_or(f64::INFINITY, |days| days.to_f64()),
                    ratio: percent.ratio_f64(),
                })
                .collect(),
        ),
        (_, PmoKind::Staffed { setup, fte, closeout }) => {
            Work::Staffed { fixed_days: (**setup + **closeout).to_f64(), fte: double(**fte) }
        }
        (_, PmoKind::ActivityBased) => Work::Activities(
            plan.governance
                .activities
                .iter()
                .map(|counted| {
                    let activity = &book.methodology.activities[counted.activity];
                    let sum = |of: &dyn Fn(&price::UnitRate) -> Decimal| -> Decimal {
                        activity.effort.iter().map(|(role, days)| days.0 * of(&rate(&role.value))).sum()
                    };
                    let bill = sum(&|rate| price::billed(deal, rate.bill));
                    Activity {
                        days: activity.effort.iter().map(|(_, days)| days.to_f64()).sum(),
                        cost: double(sum(&|rate| rate.loaded)),
                        bill: double(bill),
                        count: match every_days(deal, activity.cadence.value) {
                            Some(days) => Count::Every(f64::from(days)),
                            None => Count::Fixed(counted.count as f64),
                        },
                    }
                })
                .collect(),
        ),
    };
    let own = rate(&book.pmo.role.value);
    Governance {
        work,
        minimum_days: book.pmo.minimum.to_f64(),
        day_cost: double(own.loaded),
        day_bill: double(price::billed(deal, own.bill)),
        office: book.pmo.office.ratio_f64(),
    }
}
