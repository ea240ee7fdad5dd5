//! Risks by how likely they are and how much they weigh, as a matrix.

use rust_decimal::Decimal;

use super::Scene;
use crate::compose::fill::Level;
use crate::compose::table_builder::Options;
use crate::tree::walk::plain;
use crate::tree::{Block, Chart, Figure, Heat, Inline};
use bidwright_base::locale::Message;
use bidwright_model::deal::Risk;

/// More risks than that are counted in a caption, not named.
const MOST_NAMED: usize = 4;

/// Chance beside the working days a risk would take: what a customer may weigh it by, for cost is not in it.
pub(super) fn risk_heat(scene: &Scene<'_>, options: &Options) -> Vec<Block> {
    let days = |risk: &Risk| risk.delay_days.as_ref().map_or(Decimal::ZERO, |days| days.likely);
    let weights = vec![
        scene.text(Message::HeatDelayNone),
        scene.text(Message::HeatDelayWeek),
        scene.text(Message::HeatDelayWeeks),
        scene.text(Message::HeatDelayLonger),
    ];
    let weight = |risk: &Risk| match days(risk) {
        days if days <= Decimal::ZERO => 0,
        days if days <= Decimal::from(5) => 1,
        days if days <= Decimal::TEN => 2,
        _ => 3,
    };
    let opportunity = |risk: &Risk| {
        risk.cost.as_ref().is_some_and(|cost| cost.likely.is_sign_negative() && !cost.likely.is_zero())
            || days(risk) < Decimal::ZERO
    };
    let risks: Vec<(&Risk, usize)> = (scene.seen.offer.deal.risks.iter())
        .filter(|risk| !opportunity(risk))
        .map(|risk| (risk, weight(risk)))
        .collect();
    scene.heat(options.id("risk-heat"), options, &risks, weights, Message::HeatDelay)
}

impl Scene<'_> {
    /// A matrix of risks, each with the index of its column.
    pub(in crate::compose) fn heat(
        &self,
        id: String,
        options: &Options,
        risks: &[(&Risk, usize)],
        weights: Vec<String>,
        column_title: Message<'_>,
    ) -> Vec<Block> {
        let levels = [Level::High, Level::Medium, Level::Low];
        let level = |risk: &Risk| {
            let own = Level::of(risk.probability.value);
            levels.iter().position(|level| *level == own).expect("one of three")
        };
        let mut rows: Vec<(String, Vec<Vec<String>>)> = levels
            .iter()
            .map(|level| (level.word(self.seen.locale), vec![Vec::new(); weights.len()]))
            .collect();
        for (risk, column) in risks {
            rows[level(risk)].1[*column].push(risk.id.value.clone());
        }
        // Steps from the corner where nothing matters.
        let rank = |(risk, column): &(&Risk, usize)| levels.len() - 1 - level(risk) + column;
        let Some(most) = risks.iter().map(rank).max() else {
            return Vec::new();
        };
        let first: Vec<&str> =
            risks.iter().filter(|one| rank(one) == most).map(|(risk, _)| risk.id.value.as_str()).collect();
        let caption =
            options.caption.clone().unwrap_or_else(|| vec![Inline::Text(self.watch(&first, risks.len()))]);
        let told = rows.iter().flat_map(|(chance, cells)| {
            let cells = cells.iter().zip(&weights).filter(|(ids, _)| !ids.is_empty());
            cells.map(move |(ids, weight)| format!("{chance}, {weight}: {}", ids.join(", ")))
        });
        let told = told.collect::<Vec<_>>().join("; ");
        let (column_title, row_title) = (self.text(column_title), self.text(Message::HeatChance));
        let alt = format!("{}. {row_title} / {column_title}: {told}.", plain(&caption));
        let chart = Chart::Heat(Heat { weights, rows, column_title, row_title });
        vec![Block::Figure(Figure { id, alt, caption, chart })]
    }

    /// "Of 9 risks, watch R1 and R2 first".
    fn watch(&self, first: &[&str], all: usize) -> String {
        let locale = self.seen.locale;
        let which = match first.len() {
            0..=MOST_NAMED => locale.list(first),
            many => many.to_string(),
        };
        if all == 1 {
            return self.text(Message::HeatFindingOne);
        }
        let count = first.len().into();
        self.text(Message::HeatFinding { all: &all.to_string(), which: &which, count })
    }
}
