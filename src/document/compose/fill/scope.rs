//! What is delivered, in which phases, and its objectives, assumptions and risks.

use super::LocalizedOffer;
use crate::compose::view::{
    AssumptionView, AtCostView, DeliverableView, DependencyView, ObjectiveView, OptionView, PackageView,
    PhaseView, RiskView,
};
use bidwright_base::locale::{Locale, Message};
use bidwright_model::book::PhaseIdx;
use bidwright_model::deal::{IfWrong, Likelihood, ObjectiveIdx, Side};
use bidwright_review::customer_offer::{Deliverable, Package, Planned};

impl<'a> LocalizedOffer<'a> {
    pub(super) fn objectives(self) -> Vec<ObjectiveView> {
        let currency = self.offer.price.currency;
        let rows = self.offer.objectives.iter();
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

    pub(in crate::compose) fn phase_name(self, phase: PhaseIdx) -> &'a str {
        &self.offer.phase(phase).row.name
    }

    pub(super) fn deliverables(self) -> Vec<DeliverableView> {
        self.offer.delivered().map(|row| self.deliverable(row)).collect()
    }

    fn deliverable(self, Deliverable { row, due, .. }: &Deliverable<'_>) -> DeliverableView {
        DeliverableView {
            id: row.id.value.clone(),
            name: row.name.clone(),
            acceptance: row.acceptance.as_ref().map(|text| text.value.clone()),
            must_have: row.must_have,
            serves: self.objective_ids(&row.serves),
            phase: row.phase.map(|phase| self.phase_name(phase).to_owned()),
            due: due.map(|day| self.locale.date(day)),
        }
    }

    fn package(self, package: &Package<'_>, planned: &Planned) -> PackageView {
        PackageView {
            id: package.id.to_owned(),
            name: package.name.to_owned(),
            start: self.locale.date(planned.start),
            finish: self.locale.date(planned.finish),
            deliverable: package.deliverable.map(|at| self.offer.deliverable(at).row.id.value.clone()),
            milestone: package.milestone,
        }
    }

    fn objective_ids(self, objectives: &[ObjectiveIdx]) -> Vec<String> {
        let id = |at: &ObjectiveIdx| self.offer.objectives[*at].id.value.clone();
        objectives.iter().map(id).collect()
    }

    pub(super) fn phases(self) -> Vec<PhaseView> {
        let LocalizedOffer { offer, locale } = self;
        let phases = offer.planned_phases();
        phases
            .map(|(at, phase, [first, last])| PhaseView {
                name: phase.row.name.clone(),
                purpose: phase.row.purpose.clone(),
                gate: phase.row.gate.clone(),
                start: locale.date(first),
                finish: locale.date(last),
                packages: (offer.planned_in(at).into_iter())
                    .map(|(package, planned)| self.package(package, planned))
                    .collect(),
            })
            .collect()
    }

    pub(super) fn options(self) -> Vec<OptionView> {
        let LocalizedOffer { offer, locale } = self;
        let money = |amount| locale.money(offer.price.currency, amount);
        let rows = offer.price.options.iter();
        rows.map(|option| OptionView {
            id: option.id.to_owned(),
            name: option.name.to_owned(),
            pitch: option.pitch.map(str::to_owned),
            work: option.work.iter().map(|name| (*name).to_owned()).collect(),
            needs: option.needs.join(", "),
            packages: (option.packages.iter())
                .filter_map(|package| Some(self.package(package, package.planned.as_ref()?)))
                .collect(),
            deliverables: option.deliverables.iter().map(|row| self.deliverable(row)).collect(),
            purchases: (option.purchases.iter())
                .map(|row| AtCostView { name: row.name.to_owned(), amount: money(row.amount) })
                .collect(),
            ceiling: option.ceiling.map(|effect| effect.word().to_owned()),
            ceiling_with: offer
                .price
                .cap
                .filter(|_| option.needs.is_empty())
                .map(|cap| money(cap + option.net)),
            net: money(option.net),
            delivery_management: money(option.delivery_management),
            total_with: money(option.total_with),
            total_without: money(option.total_with - option.net),
            finish: locale.date(option.finish),
        })
        .collect()
    }

    pub(super) fn risks(self) -> Vec<RiskView> {
        let rows = self.offer.risks.iter();
        rows.map(|risk| RiskView {
            id: risk.id.to_owned(),
            name: risk.name.to_owned(),
            likelihood: likelihood_word(self.locale, risk.likelihood),
            response: risk.response.map(str::to_owned),
            early_sign: risk.early_sign.map(str::to_owned),
            bearer: risk.bearer.word().to_owned(),
            treated_by: risk.treated_by.iter().map(|name| (*name).to_owned()).collect(),
            threatens: self.objective_ids(risk.threatens),
            opportunity: risk.opportunity,
        })
        .collect()
    }

    pub(super) fn assumptions(self) -> Vec<AssumptionView> {
        let rows = self.offer.assumptions.iter();
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
        let rows = self.offer.dependencies.iter();
        rows.map(|dependency| DependencyView {
            text: dependency.text.value.clone(),
            owner: side_word(dependency.owner).to_owned(),
            by: dependency.by.map(|day| self.locale.date(day.value)),
        })
        .collect()
    }
}

/// "low", "medium", "high".
pub(in crate::compose) fn likelihood_word(locale: Locale, likelihood: Likelihood) -> String {
    locale.text(match likelihood {
        Likelihood::Low => Message::LikelihoodLow,
        Likelihood::Medium => Message::LikelihoodMedium,
        Likelihood::High => Message::LikelihoodHigh,
    })
}

fn side_word(side: Side) -> &'static str {
    match side {
        Side::Customer => "customer",
        Side::Supplier => "supplier",
    }
}
