//! Objectives, packages, deliverables, risks, assumptions, exclusions and dependencies.

use super::Scene;
use crate::compose::table_builder::{Options, maybe, text};
use crate::tree::{Block, Inline, Item, Tone};
use bidwright_base::locale::Message;
use bidwright_model::deal::Likelihood;

/// What the customer wants to reach, and how both will know.
pub(super) fn objectives(scene: &Scene<'_>, options: &Options) -> Vec<Block> {
    let mut table = scene
        .table([
            Message::ColumnId,
            Message::ObjectivesObjective,
            Message::ObjectivesMeasure,
            Message::ObjectivesToday,
            Message::ObjectivesTarget,
            Message::ObjectivesBenefit,
        ])
        .figures([5]);
    for objective in &scene.view.objectives {
        table.row([
            text(&objective.id),
            text(&objective.statement),
            maybe(objective.measure.as_ref()),
            maybe(objective.baseline.as_ref()),
            maybe(objective.target.as_ref()),
            maybe(objective.benefit_per_year.as_ref()),
        ]);
    }
    table.finish(options, "objectives")
}

/// What is handed over, and when it is accepted.
pub(super) fn deliverables(scene: &Scene<'_>, options: &Options) -> Vec<Block> {
    let mut table = scene.table([
        Message::ColumnId,
        Message::ColumnDeliverable,
        Message::DeliverablesAccepted,
        Message::DeliverablesServes,
        Message::DeliverablesDue,
    ]);
    for (deliverable, row) in scene.view.deliverables.iter().zip(scene.offer.delivered()) {
        table.row([
            text(&deliverable.id),
            text(&deliverable.name),
            maybe(deliverable.acceptance.as_ref()),
            text(deliverable.serves.join(", ")),
            row.due.map_or_else(Vec::new, |day| scene.day(day)),
        ]);
    }
    table.finish(options, "deliverables")
}

/// Work packages by phase, traceable by their ids.
pub(super) fn scope(scene: &Scene<'_>, options: &Options) -> Vec<Block> {
    let offer = scene.offer;
    let mut table = scene.table([
        Message::ColumnId,
        Message::ScopePackage,
        Message::ColumnDeliverable,
        Message::ColumnStart,
        Message::ColumnFinish,
    ]);
    for (at, phase, _) in offer.planned_phases() {
        table.group(format!("{}: {}", phase.row.name, phase.row.purpose));
        for (package, planned) in offer.planned_in(at) {
            let deliverable = package.deliverable.map(|at| &offer.deliverable(at).row.id.value);
            table.row([
                text(package.id),
                text(package.name),
                maybe(deliverable),
                scene.day(planned.start),
                scene.day(planned.finish),
            ]);
        }
    }
    table.finish(options, "scope")
}

/// What can go wrong, and what we do about it. An opportunity is no risk to the customer.
pub(super) fn risk_table(scene: &Scene<'_>, options: &Options) -> Vec<Block> {
    let mut table = scene.table([
        Message::ColumnId,
        Message::RisksRisk,
        Message::RisksLikelihood,
        Message::RisksResponse,
        Message::RisksEarlySign,
        Message::RisksBearer,
    ]);
    let chances = scene.offer.risks.iter().map(|risk| risk.likelihood);
    for (risk, likelihood) in scene.view.risks.iter().zip(chances).filter(|(risk, _)| !risk.opportunity) {
        let bearer = match risk.bearer.as_str() {
            "customer" => scene.text(Message::RisksBearerCustomer),
            "shared" => scene.text(Message::RisksBearerBoth),
            _ => scene.text(Message::RisksBearerSupplier),
        };
        // What we do about this one, and which of our activities watch over it.
        let mut answer = maybe(risk.response.as_ref());
        if !risk.treated_by.is_empty() {
            let words = scene.text(Message::RisksTreatedBy { activities: &risk.treated_by.join(", ") });
            answer.push(Block::Paragraph(vec![Inline::Emphasis(vec![Inline::Text(words)])]));
        }
        table.row([
            text(&risk.id),
            text(&risk.name),
            text(&risk.likelihood),
            answer,
            maybe(risk.early_sign.as_ref()),
            text(bearer),
        ]);
        table.tones([Tone::None, Tone::None, tone(likelihood)]);
    }
    table.finish(options, "risk-table")
}

/// The shading of a cell by likelihood.
pub(in crate::compose) fn tone(likelihood: Likelihood) -> Tone {
    match likelihood {
        Likelihood::Low => Tone::Pale,
        Likelihood::Medium => Tone::Mid,
        Likelihood::High => Tone::Strong,
    }
}

impl Scene<'_> {
    fn side<'w>(&'w self, word: &str) -> &'w str {
        match word {
            "customer" => &self.view.customer.name,
            _ => &self.view.firm.name,
        }
    }
}

/// What is assumed, whose it is, and what follows if it is wrong.
pub(super) fn assumptions(scene: &Scene<'_>, options: &Options) -> Vec<Block> {
    let mut table = scene.table([
        Message::ColumnId,
        Message::AssumptionsAssumption,
        Message::ColumnOwner,
        Message::AssumptionsIfWrong,
    ]);
    for assumption in &scene.view.assumptions {
        table.row([
            text(&assumption.id),
            text(&assumption.text),
            text(scene.side(&assumption.owner)),
            text(match assumption.if_wrong.as_str() {
                "at-our-risk" => scene.text(Message::AssumptionsAtOurRisk),
                _ => scene.text(Message::AssumptionsChangeRequest),
            }),
        ]);
    }
    table.finish(options, "assumptions")
}

/// What must be done for the plan to hold, by whom and when.
pub(super) fn dependencies(scene: &Scene<'_>, options: &Options) -> Vec<Block> {
    let mut table = scene.table([Message::DependenciesWhat, Message::ColumnOwner, Message::DependenciesBy]);
    let days = scene.offer.dependencies.iter().map(|row| row.by);
    for (dependency, by) in scene.view.dependencies.iter().zip(days) {
        table.row([
            text(&dependency.text),
            text(scene.side(&dependency.owner)),
            by.map_or_else(Vec::new, |day| scene.day(day.value)),
        ]);
    }
    table.finish(options, "dependencies")
}

/// What is not part of the offer.
pub(super) fn exclusions(scene: &Scene<'_>, _: &Options) -> Vec<Block> {
    if scene.view.exclusions.is_empty() {
        return Vec::new();
    }
    let item = |words: &String| Item {
        task: None,
        blocks: vec![Block::Paragraph(vec![Inline::Text(words.clone())])],
    };
    vec![Block::List { start: None, tight: true, items: scene.view.exclusions.iter().map(item).collect() }]
}
