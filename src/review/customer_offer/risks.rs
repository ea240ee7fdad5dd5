//! What can go wrong. Probabilities and costs are ours: the customer reads a likelihood and a delay.

use rust_decimal::Decimal;

use bidwright_economics::plan::Plan;
use bidwright_model::book::{Book, FailureIdx};
use bidwright_model::deal::{self, Bearer, Deal, Likelihood, ObjectiveIdx};

use crate::funding_check;

/// A risk.
#[derive(Debug, Clone)]
pub struct Risk<'a> {
    /// Its id.
    pub id: &'a str,
    /// What would happen.
    pub name: &'a str,
    /// How likely it is, untreated.
    pub likelihood: Likelihood,
    /// Whether it is an opportunity.
    pub opportunity: bool,
    /// Working days it likely takes if it happens; negative: it saves them.
    pub likely_delay: Decimal,
    /// What we do about it.
    pub response: Option<&'a str>,
    /// How we will see it coming.
    pub early_sign: Option<&'a str>,
    /// Who pays.
    pub bearer: Bearer,
    /// Objectives it threatens.
    pub threatens: &'a [ObjectiveIdx],
    /// Names of the activities that treat it.
    pub treated_by: Vec<&'a str>,
}

pub(super) fn risks<'a>(deal: &'a Deal, book: &'a Book, plan: &'a Plan) -> Vec<Risk<'a>> {
    let treated_by = |risk: &deal::Risk| {
        let treats = |failure: FailureIdx| {
            let all = funding_check::promised(book, plan).map(|(activity, _)| activity);
            let treating = all.filter(|one| one.treats.iter().any(|t| t.failure == failure));
            treating.map(|one| one.name.as_str()).collect()
        };
        risk.failure.map_or_else(Vec::new, treats)
    };
    let row = |risk: &'a deal::Risk| Risk {
        id: &risk.id.value,
        name: &risk.name,
        likelihood: risk.likelihood(),
        opportunity: risk.is_opportunity(),
        likely_delay: risk.delay_days.map_or(Decimal::ZERO, |days| days.likely),
        response: risk.response.as_deref(),
        early_sign: risk.early_sign.as_deref(),
        bearer: risk.bearer,
        threatens: &risk.threatens,
        treated_by: treated_by(risk),
    };
    deal.risks.iter().map(row).collect()
}
