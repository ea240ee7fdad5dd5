//! The pair of scenarios of an offer: the delivery with our governance and with the mandatory activities only,
//! over the same random numbers, against the customer's deadline and budget.

use jiff::civil::Date;

use super::classic::{Classic, classic_of};
use super::drivers::{Drivers, NetValueFn, drivers};
use super::figures::finish_date;
use super::model::{Keep, Model};
use super::outcome::Outcome;
use super::scopes::model;
use super::simulate;
use super::success::{Payment, Success, Targets, success};
use super::terms::Terms;
use crate::plan;
use crate::plan::{Plan, Scope};
use crate::price::Priced;
use bidwright_base::simulated::Simulated;
use bidwright_model::book::Book;
use bidwright_model::deal;
use bidwright_model::deal::Deal;
use bidwright_model::distributions::Shape;

/// How much is simulated. It never changes a price.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Runs {
    /// N.
    pub iterations: u32,
    /// Of the generator.
    pub seed: u64,
}

impl Runs {
    /// Those a deal asks for.
    #[must_use]
    pub fn of(deal: &Deal) -> Runs {
        Runs { iterations: deal.estimate.iterations, seed: deal.estimate.seed }
    }
}

/// An offer simulated with its delivery office and without.
#[derive(Debug, Clone)]
pub struct ScenarioPair {
    /// What was simulated.
    pub runs: Runs,
    /// What the customer pays, and what success is measured against.
    pub terms: Terms,
    /// S: with every activity offered.
    pub with: Scenario,
    /// 0: with the mandatory activities only.
    pub without: Scenario,
    /// With, where the budget grows by what the offered activities cost the customer.
    pub repriced: Success,
    /// How often each package of the offer is critical, with the office.
    pub critical: Vec<(String, Simulated)>,
    /// With the office and without, as if there were no fat tail; `None` where there is none.
    pub without_tail: Option<[Scenario; 2]>,
    /// The figures of classic PERT, if the deal asks for it.
    pub classic: Option<Classic>,
}

/// A package that is critical less often than this is left out where causes are listed.
const SELDOM: f64 = 0.01;

impl ScenarioPair {
    /// Packages that are critical in one delivery of a hundred or more, most often first.
    #[must_use]
    pub fn often_critical(&self) -> Vec<(&str, Simulated)> {
        let named = self.critical.iter().map(|(id, often)| (id.as_str(), *often));
        let mut critical: Vec<(&str, Simulated)> = named.filter(|(_, often)| often.value >= SELDOM).collect();
        critical.sort_by(|a, b| b.1.value.total_cmp(&a.1.value));
        critical
    }
}

/// One of two ways to deliver.
#[derive(Debug, Clone)]
pub struct Scenario {
    /// Cost and finish.
    pub outcome: Outcome,
    /// Against the customer's targets.
    pub success: Success,
    /// The finish dates of P50, P80 and P90.
    pub dates: [Date; 3],
}

/// Simulates an offer with and without its delivery office (MODEL 10.1). The price is the quote's,
/// whatever is simulated here.
#[must_use]
pub fn scenario_pair(offer: Priced<'_>, runs: Runs) -> ScenarioPair {
    let Priced { deal, book, plan, .. } = offer;
    let bare = plan::plan(deal, book, Scope::WITHOUT_PMO);
    let mut model = scenarios(deal, book, &[plan, &bare], runs);
    model.cases[0].criticality = true;
    let terms = Terms::of(offer, &bare);
    let met = |outcome: &Outcome, payment: Payment, targets: &Targets| {
        success(outcome.finish.values(), &payment.customer_cost(outcome), &outcome.ends, targets)
    };
    let scenario = |plan: &Plan, payment: Payment, outcome: Outcome| Scenario {
        dates: [0.5, 0.8, 0.9]
            .map(|q| finish_date(offer.planned().with_plan(plan), outcome.finish.quantile(q).value)),
        success: met(&outcome, payment, &terms.targets),
        outcome,
    };
    let both = |model: &Model| {
        let [with, without]: [Outcome; 2] = simulate(model).cases.try_into().expect("two cases");
        [scenario(plan, terms.with, with), scenario(&bare, terms.without, without)]
    };
    let [mut with, without] = both(&model);
    let found = std::mem::take(&mut with.outcome.criticality);
    let critical: Vec<(String, Simulated)> = (model.packages.iter().zip(found).zip(&model.cases[0].scope))
        .filter(|(_, inside)| **inside)
        .map(|((package, often), _)| (package.id.clone(), often))
        .collect();
    let repriced = met(&with.outcome, terms.with, &terms.repriced());
    let carried = is_carried(&model, [&with, &without]);
    let [mut with, mut without] = [with, without];
    with.success = with.success.carried_by(carried);
    without.success = without.success.carried_by(carried);
    let repriced = repriced.carried_by(carried);
    model.cases[0].criticality = false;
    let without_tail = model.tail.take().map(|_| both(&model));
    ScenarioPair {
        runs,
        terms,
        with,
        without,
        repriced,
        without_tail,
        classic: classic_of(deal, plan, terms.targets.deadline),
        critical: if deal.head.model.value == deal::Model::Retainer { Vec::new() } else { critical },
    }
}

/// Whether a chance of success says anything: something uncertain was stated, and it defeats some simulated delivery.
/// Without a range, a risk or a fat tail every delivery is the plan; and where none ever misses acceptance, the date or
/// the budget, the chance would be that of what nobody wrote down.
fn is_carried(model: &Model, ways: [&Scenario; 2]) -> bool {
    let constant = |shape: &Shape| matches!(shape, Shape::Constant(_));
    let ranges = model.packages.iter().flat_map(|p| &p.roles).any(|role| !constant(&role.effort));
    let risks = model.cases.iter().flat_map(|case| &case.treated).any(|risk| risk.probability > 0.0);
    let uncertain = ranges || risks || model.tail.is_some();
    uncertain && ways.iter().any(|way| way.success.joint.value < 1.0)
}

/// Iterations the drivers are estimated from: a rank correlation of 0.02 is then significant.
const DRIVER_ITERATIONS: u32 = 10_000;

/// What moves the offer's cost, finish and success, over the first of the iterations requested; and the
/// office's net value, where `net_value` is given.
#[must_use]
pub fn drivers_of(offer: Priced<'_>, runs: Runs, net_value: Option<&NetValueFn<'_>>) -> Drivers {
    let Priced { deal, book, plan, .. } = offer;
    let bare = plan::plan(deal, book, Scope::WITHOUT_PMO);
    let few = Runs { iterations: runs.iterations.min(DRIVER_ITERATIONS), ..runs };
    let model = scenarios(deal, book, &[plan, &bare], few);
    let terms = Terms::of(offer, &bare);
    drivers(&model, terms.with, &terms.targets, net_value)
}

/// A model of several ways to deliver, one case for each plan, everything kept.
#[must_use]
pub(crate) fn scenarios(deal: &Deal, book: &Book, plans: &[&Plan], runs: Runs) -> Model {
    let mut model = model(deal, book, plans);
    model.iterations = runs.iterations as usize;
    model.seed = runs.seed;
    for case in &mut model.cases {
        case.keep = Keep::All;
    }
    model
}
