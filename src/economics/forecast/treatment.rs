//! What the activities of a plan do to its risks, by the inputs as stated or by others in their place
//! (MODEL 9).

use super::model::{Model, Treated, double};
use super::treat::{Effects, effect};
use crate::plan::{Plan, Planned};
use bidwright_model::book::Book;
use bidwright_model::deal;
use bidwright_model::deal::{CustomerPmo, Deal, PackageIdx};

/// The risks of a model of these plans: one on a package outside every scope does not exist.
pub(crate) fn risks_of<'d>(deal: &'d Deal, plans: &[&Plan]) -> impl Iterator<Item = &'d deal::Risk> {
    let planned: Vec<PackageIdx> = plans.iter().flat_map(|plan| &plan.packages).map(|p| p.package).collect();
    deal.risks.iter().filter(move |risk| risk.on.is_none_or(|on| planned.contains(&on.value)))
}

/// p_k(S) and m_k(S) under the activities of a plan (MODEL 9).
pub(super) fn treated(offer: Planned<'_>, risk: &deal::Risk) -> Treated {
    treated_under(offer, risk, &StatedInputs)
}

/// Values in place of uncertain stated inputs: as stated, drawn, or set to a trial value.
pub(crate) trait InputSampler {
    /// p_k(0) of a risk, by its id.
    fn probability(&self, risk: &str, stated: f64) -> f64;
    /// An effect as used, by the name of its activity, failure mode and kind.
    fn effect(&self, name: &str, used: f64) -> f64;
}

/// Every input as stated.
struct StatedInputs;

impl InputSampler for StatedInputs {
    fn probability(&self, _: &str, stated: f64) -> f64 {
        stated
    }

    fn effect(&self, _: &str, used: f64) -> f64 {
        used
    }
}

/// o: what of our effects the customer's own office has already (MODEL 9).
#[must_use]
pub fn overlap(deal: &Deal, book: &Book) -> f64 {
    double(match deal.customer.pmo {
        CustomerPmo::None => *book.pmo.overlap[0],
        CustomerPmo::Coordinator => *book.pmo.overlap[1],
        CustomerPmo::Mature => *book.pmo.overlap[2],
    })
}

/// Treats the risks of a model of these plans by other inputs than the stated ones.
pub(crate) fn apply_inputs(
    model: &mut Model,
    deal: &Deal,
    book: &Book,
    plans: &[&Plan],
    inputs: &dyn InputSampler,
) {
    for (case, plan) in model.cases.iter_mut().zip(plans) {
        for (treated, risk) in case.treated.iter_mut().zip(risks_of(deal, plans)) {
            *treated = treated_under(Planned { deal, book, plan }, risk, inputs);
        }
    }
}

/// [`treated`] by these inputs.
fn treated_under(offer: Planned<'_>, risk: &deal::Risk, inputs: &dyn InputSampler) -> Treated {
    let Planned { deal, book, plan } = offer;
    let overlap = overlap(deal, book);
    let kappa = double(*book.pmo.overlap_decay);
    let mut probability = Effects::default();
    let mut severity = Effects::default();
    for counted in &plan.governance.activities {
        let activity = &book.methodology.activities[counted.activity];
        for treatment in activity.treats.iter().filter(|t| Some(t.failure) == risk.failure) {
            let weight = double(treatment.evidence.weight());
            let name = |on| {
                let failure = &book.methodology.failures[treatment.failure].id;
                format!("{}/{failure}/{on}", activity.id.value)
            };
            let used = |stated| effect(double(stated), weight, overlap);
            let on_probability = inputs.effect(&name("probability"), used(treatment.probability));
            let on_impact = inputs.effect(&name("impact"), used(treatment.impact));
            // What mandatory activities do is in p_k(0) already; further ones rank behind them.
            let of = |effects: &mut Effects, effect: f64| {
                if activity.mandatory { &mut effects.mandatory } else { &mut effects.further }.push(effect);
            };
            of(&mut probability, on_probability);
            of(&mut severity, on_impact);
        }
    }
    let untreated = inputs.probability(&risk.id.value, double(risk.probability.value));
    let least = double(book.pmo.p_min);
    Treated { probability: probability.treat(untreated, kappa, least), impact: severity.left(kappa) }
}
