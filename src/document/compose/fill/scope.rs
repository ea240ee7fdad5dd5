//! What is delivered, in which phases, and what stands around it.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::Seen;
use crate::compose::view::{
    AssumptionView, DeliverableView, DependencyView, ObjectiveView, OptionView, PackageView, PhaseView,
    RiskView,
};
use bidwright_base::locale::{Locale, Message};
use bidwright_economics::plan::{PlannedPackage, deliverables_in_scope};
use bidwright_model::book::{FailureIdx, PhaseIdx};
use bidwright_model::deal::{DeliverableIdx, IfWrong, ObjectiveIdx, Side};

impl<'a> Seen<'a> {
    pub(super) fn objectives(self) -> Vec<ObjectiveView> {
        let currency = self.offer.deal.head.currency.value;
        let rows = self.offer.deal.objectives.iter();
        rows.map(|objective| ObjectiveView {
            id: objective.id.value.clone(),
            statement: objective.statement.clone(),
            measure: objective.measure.clone(),
            baseline: objective.baseline.clone(),
            target: objective.target.clone(),
            benefit_per_year: objective
                .benefit_per_year
                .map(|benefit| self.locale.round_money(currency, currency.round(benefit.value))),
            source: objective.source.clone(),
        })
        .collect()
    }

    /// Deliverables of the offer: all but those that only optional packages make.
    pub(in crate::compose) fn delivered(self) -> Vec<DeliverableIdx> {
        deliverables_in_scope(&self.offer.deal, &self.offer.plan.packages).collect()
    }

    /// When the last package of a deliverable ends.
    pub(in crate::compose) fn due(self, deliverable: DeliverableIdx) -> Option<Date> {
        let makes = |p: &&PlannedPackage| self.offer.deal.work[p.package].deliverable == Some(deliverable);
        self.offer.plan.packages.iter().filter(makes).map(|p| p.finish).max()
    }

    pub(in crate::compose) fn phase_name(self, phase: PhaseIdx) -> &'a str {
        &self.offer.book.methodology.phases[phase].name
    }

    /// Packages of a phase, by start and then file order.
    pub(in crate::compose) fn packages_of(self, phase: PhaseIdx) -> Vec<&'a PlannedPackage> {
        let plan = &self.offer.plan;
        let mut packages: Vec<&PlannedPackage> =
            plan.packages.iter().filter(|p| self.offer.deal.work[p.package].phase == phase).collect();
        packages.sort_by_key(|p| (p.start, p.package));
        packages
    }

    pub(super) fn deliverables(self) -> Vec<DeliverableView> {
        let deal = &self.offer.deal;
        let row = |at: DeliverableIdx| {
            let deliverable = &deal.deliverables[at];
            DeliverableView {
                id: deliverable.id.value.clone(),
                name: deliverable.name.clone(),
                acceptance: deliverable.acceptance.as_ref().map(|text| text.value.clone()),
                must_have: deliverable.must_have,
                serves: self.objective_ids(&deliverable.serves),
                phase: deliverable.phase.map(|phase| self.phase_name(phase).to_owned()),
                due: self.due(at).map(|day| self.locale.date(day)),
            }
        };
        self.delivered().into_iter().map(row).collect()
    }

    fn objective_ids(self, objectives: &[ObjectiveIdx]) -> Vec<String> {
        let id = |at: &ObjectiveIdx| self.offer.deal.objectives[*at].id.value.clone();
        objectives.iter().map(id).collect()
    }

    pub(super) fn phases(self) -> Vec<PhaseView> {
        let Seen { offer, locale } = self;
        let package = |planned: &PlannedPackage| {
            let package = &offer.deal.work[planned.package];
            PackageView {
                id: package.id.value.clone(),
                name: package.name.clone(),
                start: locale.date(planned.start),
                finish: locale.date(planned.finish),
                deliverable: package.deliverable.map(|at| offer.deal.deliverables[at].id.value.clone()),
                milestone: package.effort.is_empty(),
            }
        };
        let spans = offer.plan.phases.iter();
        spans
            .map(|span| {
                let phase = &offer.book.methodology.phases[span.phase];
                PhaseView {
                    name: phase.name.clone(),
                    purpose: phase.purpose.clone(),
                    gate: phase.gate.clone(),
                    start: locale.date(span.start),
                    finish: locale.date(span.finish),
                    packages: self.packages_of(span.phase).into_iter().map(package).collect(),
                }
            })
            .collect()
    }

    pub(super) fn options(self) -> Vec<OptionView> {
        let Seen { offer, locale } = self;
        let money = |amount| locale.money(offer.quote.currency, amount);
        let rows = offer.quote.options.iter();
        rows.map(|priced| {
            let option = &offer.deal.options[priced.option];
            OptionView {
                id: option.id.value.clone(),
                name: option.name.clone(),
                pitch: option.pitch.clone(),
                work: option.work.iter().map(|at| offer.deal.work[*at].name.clone()).collect(),
                net: money(priced.net),
                delivery_management: money(priced.pmo_price),
                total_with: money(priced.total_with),
                total_without: money(offer.quote.totals.net),
                finish: locale.date(priced.finish),
            }
        })
        .collect()
    }

    pub(super) fn risks(self) -> Vec<RiskView> {
        let rows = self.offer.deal.risks.iter();
        rows.map(|risk| RiskView {
            id: risk.id.value.clone(),
            name: risk.name.clone(),
            likelihood: Level::of(risk.probability.value).word(self.locale),
            response: risk.response.clone(),
            early_sign: risk.early_sign.clone(),
            bearer: risk.bearer.word().to_owned(),
            treated_by: risk.failure.map_or_else(Vec::new, |failure| self.treated_by(failure)),
            threatens: self.objective_ids(&risk.threatens),
            opportunity: risk
                .cost
                .is_some_and(|cost| cost.likely.is_sign_negative() && !cost.likely.is_zero()),
        })
        .collect()
    }

    /// Names of the planned activities that treat a failure mode.
    fn treated_by(self, failure: FailureIdx) -> Vec<String> {
        self.planned_activities()
            .filter(|(activity, _)| activity.treats.iter().any(|t| t.failure == failure))
            .map(|(activity, _)| activity.name.clone())
            .collect()
    }

    pub(super) fn assumptions(self) -> Vec<AssumptionView> {
        let rows = self.offer.deal.assumptions.iter();
        rows.map(|assumption| AssumptionView {
            id: assumption.id.value.clone(),
            text: assumption.text.clone(),
            owner: side_word(assumption.owner).to_owned(),
            if_wrong: match assumption.if_wrong {
                IfWrong::ChangeRequest => "change-request".to_owned(),
                IfWrong::AtOurRisk => "at-our-risk".to_owned(),
            },
        })
        .collect()
    }

    pub(super) fn dependencies(self) -> Vec<DependencyView> {
        let rows = self.offer.deal.dependencies.iter();
        rows.map(|dependency| DependencyView {
            text: dependency.text.value.clone(),
            owner: side_word(dependency.owner).to_owned(),
            by: dependency.by.map(|day| self.locale.date(day.value)),
        })
        .collect()
    }
}

/// How likely a risk is: a word, for a percentage would claim to know more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::compose) enum Level {
    /// Under 15 %.
    Low,
    /// Under 40 %.
    Medium,
    /// 40 % or more.
    High,
}

impl Level {
    /// Of a probability, 0 to 1.
    pub(in crate::compose) fn of(probability: Decimal) -> Level {
        if probability < Decimal::new(15, 2) {
            Level::Low
        } else if probability < Decimal::new(40, 2) {
            Level::Medium
        } else {
            Level::High
        }
    }

    /// "low", "medium", "high".
    pub(in crate::compose) fn word(self, locale: Locale) -> String {
        locale.text(match self {
            Level::Low => Message::LikelihoodLow,
            Level::Medium => Message::LikelihoodMedium,
            Level::High => Message::LikelihoodHigh,
        })
    }
}

fn side_word(side: Side) -> &'static str {
    match side {
        Side::Customer => "customer",
        Side::Supplier => "supplier",
    }
}
