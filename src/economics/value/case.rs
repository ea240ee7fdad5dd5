//! An offer with its forecast, and what every part of its value is worked out from: the customer's losses,
//! their net value, and joint success.

use super::failure::{Costs, Failure, Weights};
use super::net::{Losses, net};
use crate::forecast::{Outcome, Payment, ScenarioPair, Success, Terms, double, success};
use crate::price::Priced;

/// What is valued.
#[derive(Clone, Copy)]
pub(super) struct Valued<'v> {
    pub(super) offer: Priced<'v>,
    pub(super) scenario_pair: &'v ScenarioPair,
}

impl Valued<'_> {
    /// The stakes, drawn.
    pub(super) fn failure(self, weights: Weights) -> Failure {
        let Valued { offer, scenario_pair } = self;
        Failure::draw(
            offer.deal,
            offer.quote.totals.net,
            &scenario_pair.terms.targets,
            scenario_pair.runs,
            weights,
        )
    }

    /// NV of the customer.
    pub(super) fn net_value(self, with: &Outcome, without: &Outcome, failure: &Failure) -> f64 {
        let terms = &self.scenario_pair.terms;
        let losses = |outcome: &Outcome, payment, office| {
            customer_losses(payment, office, outcome, &failure.costs(outcome))
        };
        let without = losses(without, terms.without, 0.0);
        let with = losses(with, terms.with, double(terms.price));
        net(&without, &with, terms.increment()).value.value
    }
}

/// L^C: what the customer pays less the office, the risks they bear, and H^C.
pub(super) fn customer_losses(payment: Payment, office: f64, outcome: &Outcome, costs: &Costs) -> Losses {
    Losses {
        running: payment.customer_cost(outcome).into_iter().map(|paid| paid - office).collect(),
        failure: costs.customer.clone(),
    }
}

/// Joint success of an outcome at a payment.
pub(super) fn joint(outcome: &Outcome, payment: Payment, terms: &Terms) -> Success {
    success(outcome.finish.values(), &payment.customer_cost(outcome), &outcome.ends, &terms.targets)
}
