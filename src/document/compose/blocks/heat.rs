//! Risks by how likely they are and how much they weigh, as a matrix.

use rust_decimal::Decimal;

use super::Scene;
use crate::compose::fill::likelihood_word;
use crate::compose::table_builder::Options;
use crate::tree::walk::plain;
use crate::tree::{Block, Chart, Figure, Heat, Inline};
use bidwright_base::locale::Message;
use bidwright_model::deal::Likelihood;
use bidwright_review::customer_offer::Risk;

/// More risks than that are counted in a caption, not named.
const MOST_NAMED: usize = 4;

/// Chance beside the working days a risk would take: what a customer may weigh it by, for cost is not in it.
pub(super) fn risk_heat(scene: &Scene<'_>, options: &Options) -> Vec<Block> {
    let weights = vec![
        scene.text(Message::HeatDelayNone),
        scene.text(Message::HeatDelayWeek),
        scene.text(Message::HeatDelayWeeks),
        scene.text(Message::HeatDelayLonger),
    ];
    let weight = |risk: &Risk<'_>| match risk.likely_delay {
        days if days <= Decimal::ZERO => 0,
        days if days <= Decimal::from(5) => 1,
        days if days <= Decimal::TEN => 2,
        _ => 3,
    };
    let risks: Vec<HeatRisk<'_>> = (scene.offer.risks.iter())
        .filter(|risk| !risk.opportunity && risk.likely_delay >= Decimal::ZERO)
        .map(|risk| HeatRisk { id: risk.id, likelihood: risk.likelihood, column: weight(risk) })
        .collect();
    scene.heat(options.id("risk-heat"), options, &risks, weights, Message::HeatDelay)
}

/// A risk in a matrix.
pub(in crate::compose) struct HeatRisk<'a> {
    pub(in crate::compose) id: &'a str,
    pub(in crate::compose) likelihood: Likelihood,
    /// The index of its column.
    pub(in crate::compose) column: usize,
}

impl Scene<'_> {
    /// A matrix of risks.
    pub(in crate::compose) fn heat(
        &self,
        id: String,
        options: &Options,
        risks: &[HeatRisk<'_>],
        weights: Vec<String>,
        column_title: Message<'_>,
    ) -> Vec<Block> {
        let levels = [Likelihood::High, Likelihood::Medium, Likelihood::Low];
        let level = |risk: &HeatRisk<'_>| {
            levels.iter().position(|level| *level == risk.likelihood).expect("one of three")
        };
        let mut rows: Vec<(String, Vec<Vec<String>>)> = levels
            .iter()
            .map(|level| (likelihood_word(self.locale, *level), vec![Vec::new(); weights.len()]))
            .collect();
        for risk in risks {
            rows[level(risk)].1[risk.column].push(risk.id.to_owned());
        }
        // Steps from the corner where nothing matters.
        let rank = |risk: &HeatRisk<'_>| levels.len() - 1 - level(risk) + risk.column;
        let Some(most) = risks.iter().map(rank).max() else {
            return Vec::new();
        };
        let first: Vec<&str> = risks.iter().filter(|risk| rank(risk) == most).map(|risk| risk.id).collect();
        let caption =
            options.caption.clone().unwrap_or_else(|| vec![Inline::Text(self.watch(&first, risks.len()))]);
        let described = rows.iter().flat_map(|(chance, cells)| {
            let cells = cells.iter().zip(&weights).filter(|(ids, _)| !ids.is_empty());
            cells.map(move |(ids, weight)| format!("{chance}, {weight}: {}", ids.join(", ")))
        });
        let described = described.collect::<Vec<_>>().join("; ");
        let (column_title, row_title) = (self.text(column_title), self.text(Message::HeatChance));
        let alt = format!("{}. {row_title} / {column_title}: {described}.", plain(&caption));
        let chart = Chart::Heat(Heat { weights, rows, column_title, row_title });
        vec![Block::Figure(Figure { id, alt, caption, chart })]
    }

    /// "Of 9 risks, watch R1 and R2 first".
    fn watch(&self, first: &[&str], all: usize) -> String {
        let locale = self.locale;
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
