//! What a failed delivery costs the customer: line by line, with how each is worked out and its source.

use rust_decimal::prelude::ToPrimitive;

use super::Scene;
use crate::compose::own_words::{self, own};
use crate::compose::table_builder::{Cell, Options, TableBuilder, text};
use crate::tree::walk::plain;
use crate::tree::{Block, Chart, Figure, Inline, Range, Ranges, RowKind};
use bidwright_base::locale::Message;
use bidwright_base::money::Money;
use bidwright_base::simulated::Simulated;
use bidwright_model::deal::Damages;
use bidwright_review::customer_offer::{Exposure, Loss};

/// The exposure table, and under it the sources of its figures.
pub(super) fn exposure_table(scene: &Scene<'_>, options: &Options) -> Vec<Block> {
    let Some(exposure) = stated(scene) else {
        return Vec::new();
    };
    let localized = scene.localized();
    let amount = |amount: Money| text(localized.plain_amount(amount));
    let mut table = TableBuilder::new([
        scene.text(Message::ExposureLine),
        scene.text(Message::ExposureHow),
        scene.in_currency(Message::ExposureLow),
        scene.in_currency(Message::ExposureLikely),
        scene.in_currency(Message::ExposureHigh),
    ])
    .figures([2, 3, 4]);
    let mut row = |kind, label: String, how: String, [low, likely, high]: [Money; 3]| {
        table.add(kind, [text(label), text(how), amount(low), amount(likely), amount(high)]);
    };
    for line in &exposure.lines {
        row(RowKind::Body, localized.loss_label(line.loss), localized.loss_formula(line.loss), line.amounts);
    }
    if exposure.lines.len() > 1 {
        let label = scene.text(Message::ExposureTotal);
        row(RowKind::Total, label, String::new(), exposure.sum);
    }
    if let Some(week) = exposure.week_late {
        let how = scene.text(Message::ExposureHowWeek);
        row(RowKind::Body, scene.text(Message::ExposureWeekLate), how, week);
    }
    let damages = scene.offer.stakes.and_then(|stakes| stakes.damages);
    if let (Some(most), Some(damages)) = (exposure.damages.filter(|most| !most.is_zero()), damages) {
        let label = scene.text(Message::ExposureDamages);
        table.row([text(label), text(damages_rule(scene, damages)), Cell::new(), Cell::new(), amount(most)]);
    }
    let mut blocks = table.finish(options, "exposure-sheet");
    if !blocks.is_empty() {
        blocks.extend(sources(scene, exposure));
    }
    blocks
}

/// The same as ranges.
pub(super) fn chart(scene: &Scene<'_>, options: &Options) -> Vec<Block> {
    let Some(exposure) = stated(scene) else {
        return Vec::new();
    };
    let localized = scene.localized();
    let range = |label: String, amounts: [Money; 3], kind| {
        let [low, likely, high] = amounts.map(|amount| localized.plain_amount(amount));
        Range {
            label,
            values: amounts.map(|amount| amount.amount().to_f64().unwrap_or_default()),
            words: likely,
            more: scene.text(Message::FromTo { low: &low, high: &high }),
            kind,
        }
    };
    let mut rows: Vec<Range> = (exposure.lines.iter())
        .map(|line| range(localized.loss_label(line.loss), line.amounts, RowKind::Body))
        .collect();
    if rows.len() > 1 {
        let label = scene.text(Message::ExposureChartTotal);
        rows.push(range(label, exposure.sum, RowKind::Total));
    }
    if let Some(week) = exposure.week_late {
        rows.push(range(scene.text(Message::ExposureWeekLate), week, RowKind::Group));
    }
    let caption = options.caption.clone().unwrap_or_else(|| vec![Inline::Text(finding(scene, exposure))]);
    let described = rows.iter().map(|row| format!("{}: {} ({})", row.label, row.words, row.more));
    let alt = format!("{}. {}.", plain(&caption), described.collect::<Vec<_>>().join("; "));
    vec![Block::Figure(Figure {
        id: options.id("exposure-chart"),
        alt,
        caption,
        chart: Chart::Ranges(Ranges {
            rows,
            unit: scene.offer.price.currency.code().to_owned(),
            bar: scene.text(Message::ExposureChartRange),
            mark: scene.text(Message::ExposureChartLikely),
        }),
    })]
}

/// The exposure, where anything of it is stated.
fn stated<'s>(scene: &Scene<'s>) -> Option<&'s Exposure<'s>> {
    let exposure = &scene.offer.value.as_ref()?.exposure;
    let any = !exposure.lines.is_empty() || exposure.week_late.is_some();
    any.then_some(exposure)
}

/// "A delivery that fails outright costs you EUR 703,000 to EUR 2,750,000, most likely EUR 1,380,000".
fn finding(scene: &Scene<'_>, exposure: &Exposure<'_>) -> String {
    let about = |amount: Money| {
        let value = amount.amount().to_f64().unwrap_or_default();
        scene.localized().about(Simulated { value, se: 0.0 })
    };
    let costs = |[low, likely, high]: [Money; 3]| [about(low), about(likely), about(high)];
    match (exposure.lines.is_empty(), exposure.week_late) {
        (true, Some(week)) => {
            let [low, likely, high] = &costs(week);
            scene.text(Message::ExposureFindingLate { low, likely, high })
        }
        _ => {
            let [low, likely, high] = &costs(exposure.sum);
            scene.text(Message::ExposureFinding { low, likely, high })
        }
    }
}

/// "0.5% of the net price a week, up to 10%, after 10 days of grace".
fn damages_rule(scene: &Scene<'_>, damages: &Damages) -> String {
    let locale = scene.locale;
    let (week, cap) = (&locale.percent(damages.percent_per_week), &locale.percent(damages.cap_percent.value));
    if damages.grace_days.is_zero() {
        return scene.text(Message::ExposureDamagesRule { week, cap });
    }
    scene.text(Message::ExposureDamagesRuleAfter { week, cap, count: damages.grace_days })
}

/// Somebody's sentence to which ours is joined.
fn without_stop(source: &str) -> String {
    own(own_words::plain(source).trim().trim_end_matches('.'))
}

/// The sources, in small print.
fn sources(scene: &Scene<'_>, exposure: &Exposure<'_>) -> Vec<Block> {
    let mut notes: Vec<String> = Vec::new();
    if let Some(source) = scene.offer.stakes.and_then(|stakes| stakes.source) {
        notes.push(without_stop(source));
    }
    let benefits = exposure.lines.iter().find_map(|line| match line.loss {
        Loss::Benefit { objectives, .. } => Some(objectives),
        _ => None,
    });
    let mut sources: Vec<String> = Vec::new();
    for objective in benefits.into_iter().flatten().map(|at| &scene.offer.objectives[*at]) {
        if let Some(source) = &objective.source {
            sources.push(format!("{}: {}", objective.id.value, without_stop(source)));
        }
    }
    if !sources.is_empty() {
        notes.push(scene.text(Message::ExposureBenefitSources { sources: &sources.join("; ") }));
    }
    if notes.is_empty() {
        return Vec::new();
    }
    let words = scene.text(Message::ExposureSource { source: &notes.join(". ") });
    vec![Block::Fine(vec![Block::Paragraph(vec![Inline::Text(words)])])]
}
