//! The data of a chart as a pipe table, for those who read text.

use std::fmt::Write;

use super::writer::text;
use crate::tree::{
    Chances, Chart, Frontier, Gantt, GanttKind, Heat, Payments, Ranges, RowKind, SCurve, Waterfall,
};
use bidwright_base::locale::{Locale, Message};

/// The table of a chart; dates are written as in ISO 8601.
pub(super) fn table(chart: &Chart, locale: Locale) -> String {
    match chart {
        Chart::Gantt(gantt) => plan(gantt, locale),
        Chart::Waterfall(chart) => waterfall(chart),
        Chart::SCurve(curve) => self::curve(curve, locale),
        Chart::Ranges(chart) => ranges(chart),
        Chart::Chances(chart) => chances(chart),
        Chart::Frontier(chart) => frontier(chart),
        Chart::Payments(chart) => payments(chart, locale),
        Chart::Heat(chart) => heat(chart),
    }
}

fn plan(gantt: &Gantt, locale: Locale) -> String {
    let (start, finish) = (locale.text(Message::ColumnStart), locale.text(Message::ColumnFinish));
    let mut out = format!("|  | {start} | {finish} |\n| --- | --- | --- |");
    for row in &gantt.rows {
        let label = match row.kind {
            GanttKind::Phase => format!("**{}**", text(&row.label)),
            GanttKind::Critical => locale.text(Message::GanttRowCritical { label: &text(&row.label) }),
            GanttKind::Work | GanttKind::Gate | GanttKind::Governance => text(&row.label),
        };
        for (start, end) in &row.bars {
            let _ = write!(out, "\n| {label} | {start} | {end} |");
        }
        if let (Some(first), Some(last)) = (row.marks.first(), row.marks.last()) {
            let label = match (row.marks.len(), row.kind) {
                (1, GanttKind::Phase) => locale.text(Message::GanttRowGate { label: &label }),
                (1, _) => label,
                (n, _) => locale.text(Message::GanttRowTimes { label: &label, times: &n.to_string() }),
            };
            let _ = write!(out, "\n| {label} | {first} | {last} |");
        }
    }
    for (day, label) in &gantt.lines {
        let _ = write!(out, "\n| {} | {day} | {day} |", text(label));
    }
    let holiday = locale.text(Message::GanttRowHoliday);
    for (first, last) in &gantt.off {
        let _ = write!(out, "\n| {holiday} | {first} | {last} |");
    }
    out
}

fn waterfall(chart: &Waterfall) -> String {
    let mut out = format!("|  | {} |\n| --- | --: |", text(&chart.unit));
    for step in &chart.steps {
        let strong = if step.kind == RowKind::Body { "" } else { "**" };
        let _ = write!(
            out,
            "\n| {strong}{}{strong} | {strong}{}{strong} |",
            text(&step.label),
            text(&step.words)
        );
    }
    out
}

fn curve(curve: &SCurve, locale: Locale) -> String {
    let mut out = format!("|  | {} |  |\n| --- | --: | --- |", locale.text(Message::ColumnChance));
    for one in &curve.curves {
        for (_, chance, name) in &one.marks {
            let chance = percent(*chance, locale);
            let _ = write!(out, "\n| {} | {chance} | {} |", text(&one.name), text(name));
        }
    }
    if let Some((_, name)) = &curve.limit {
        let _ = write!(out, "\n| {} |  |  |", text(name));
    }
    out
}

fn ranges(chart: &Ranges) -> String {
    let mut out = format!("|  | {} |  |\n| --- | --: | --- |", text(&chart.unit));
    for row in &chart.rows {
        let label = match row.kind {
            RowKind::Total => format!("**{}**", text(&row.label)),
            _ => text(&row.label),
        };
        let _ = write!(out, "\n| {label} | {} | {} |", text(&row.words), text(&row.more));
    }
    out
}

fn chances(chart: &Chances) -> String {
    let (one, other) = (text(&chart.upper), text(&chart.lower));
    let mut out = format!("|  | {one} | {other} |\n| --- | --: | --: |");
    for row in &chart.rows {
        let [one, other] = row.chances.each_ref().map(|chance| text(&chance.words));
        let _ = write!(out, "\n| {} | {one} | {other} |", text(&row.label));
    }
    out
}

fn frontier(chart: &Frontier) -> String {
    let mut out = format!("|  | {} | {} |\n| --- | --: | --: |", text(&chart.cost), text(&chart.chance));
    for point in &chart.named {
        let (cost, chance) = (text(&point.cost_words), text(&point.chance_words));
        let _ = write!(out, "\n| {} | {cost} | {chance} |", text(&point.name));
    }
    out
}

/// Each payment, with what is done on its day.
fn payments(chart: &Payments, locale: Locale) -> String {
    let (paid, done) = (text(&chart.paid_name), text(&chart.done_name));
    let mut out = format!("|  | {paid} | {done} |\n| --- | --: | --: |");
    for (day, _, words) in &chart.paid {
        let so_far = chart.done.iter().rev().find(|(done, _)| done <= day).map_or(0.0, |(_, share)| *share);
        let on = if *day < chart.days.0 { locale.text(Message::OnSignature) } else { day.to_string() };
        let _ = write!(out, "\n| {on} | {} | {} |", text(words), percent(so_far, locale));
    }
    out
}

fn heat(chart: &Heat) -> String {
    let corner = format!("{} / {}", text(&chart.row_title), text(&chart.column_title));
    let heads: Vec<String> = chart.weights.iter().map(|name| text(name)).collect();
    let rules = heads.iter().map(|_| " --- |").collect::<String>();
    let mut out = format!("| {corner} | {} |\n| --- |{rules}", heads.join(" | "));
    for (name, cells) in &chart.rows {
        let cells: Vec<String> =
            cells.iter().map(|ids| ids.iter().map(|id| text(id)).collect::<Vec<_>>().join(", ")).collect();
        let _ = write!(out, "\n| {} | {} |", text(name), cells.join(" | "));
    }
    out
}

/// "80%"; German sets the sign apart.
fn percent(share: f64, locale: Locale) -> String {
    locale.percent_sign(&(100.0 * share).round().to_string())
}
