//! The plan the speed targets are stated for: 120 packages in layers of six, four streams, twelve risks, with
//! a delivery office and without. `benches/peers/plan.py` is the same plan.

use bidwright_economics::forecast::{
    Activity, Case, Count, Governance, Keep, Model, Package, Risk, Role, Treated, Work,
};
use bidwright_model::distributions::{Range, Reading, Shape};

/// A range no other has, so nothing is shared.
fn range(i: u32) -> Range {
    let likely = 5.0 + f64::from(i % 17);
    let low = likely * (0.6 + 0.002 * f64::from(i % 101));
    let high = likely * (1.5 + 0.005 * f64::from(i % 97));
    Range::new(low, likely, high).expect("in order")
}

/// Its distribution.
pub(crate) fn shape(i: u32) -> Shape {
    range(i).fit(Reading::P10P90).shape
}

/// The plan, simulated so often.
pub(crate) fn model(iterations: usize) -> Model {
    let packages: Vec<Package> = (0..120_u32)
        .map(|i| {
            let effort = shape(i);
            let role = Role {
                effort,
                planned: effort.mean(),
                team: 1.0 + f64::from(i % 3),
                day_cost: 600.0 + f64::from(i),
                day_bill: 900.0,
            };
            let place = i as usize;
            // Layers of six; each package follows one or two of the layer before.
            let after = match place {
                0..6 => Vec::new(),
                _ if i % 2 == 0 => vec![place - 6],
                _ => vec![place - 7, place - 6],
            };
            Package { id: format!("W{i}"), stream: Some(place % 4), after, lag: 0.0, roles: vec![role] }
        })
        .collect();
    let risks: Vec<Risk> = (0..12_u32)
        .map(|k| Risk {
            id: format!("R{k}"),
            on: (k > 1).then_some(10 * k as usize),
            linked: true,
            cost: Range::new(1e3, 4e3, 9e3).expect("in order").fit(Reading::P10P90).shape,
            delay: Range::new(2.0, 5.0, 12.0).expect("in order").fit(Reading::P10P90).shape,
            supplier_share: 0.5,
            customer_share: 0.5,
            defeats_acceptance: true,
        })
        .collect();
    let weekly = |interval| Activity { days: 0.5, cost: 400.0, bill: 500.0, count: Count::Every(interval) };
    let case = |probability, impact, work| Case {
        scope: vec![true; packages.len()],
        treated: vec![Treated { probability, impact }; risks.len()],
        governance: Governance { work, minimum_days: 4.0, day_cost: 800.0, day_bill: 1000.0, office: 0.04 },
        purchases_cost: 1e4,
        purchases_price: 1.1e4,
        carried: None,
        keep: Keep::All,
        criticality: false,
    };
    let cases = vec![
        case(0.1, 0.8, Work::Activities(vec![weekly(5.0), weekly(10.0), weekly(21.0)])),
        case(0.2, 1.0, Work::None),
    ];
    Model {
        seed: 47,
        iterations,
        minutes_per_day: 480,
        common_correlation: 0.2,
        stream_correlation: 0.1,
        streams: ["data", "app", "site", "staff"].map(str::to_owned).to_vec(),
        packages,
        risks,
        acceptance_threshold: 0.8,
        term: None,
        tail: None,
        cases,
    }
}
