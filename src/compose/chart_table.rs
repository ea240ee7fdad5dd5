//! The data of a chart as a pipe table, for those who read text.

use std::fmt::Write;

use super::markdown::text;
use crate::document::{Bars, Chances, Chart, Frontier, Gantt, GanttKind, Ranges, RowKind, SCurve};

/// The table of a chart.
pub(super) fn table(chart: &Chart) -> String {
    match chart {
        Chart::Gantt(gantt) => plan(gantt),
        Chart::Bars(chart) => bars(chart),
        Chart::SCurve(curve) => self::curve(curve),
        Chart::Ranges(chart) => ranges(chart),
        Chart::Chances(chart) => chances(chart),
        Chart::Frontier(chart) => frontier(chart),
    }
}

fn plan(gantt: &Gantt) -> String {
    let mut out = "|  | Start | Finish |\n| --- | --- | --- |".to_owned();
    for row in &gantt.rows {
        let label = match row.kind {
            GanttKind::Phase => format!("**{}**", text(&row.label)),
            GanttKind::Critical => format!("{} (critical)", text(&row.label)),
            GanttKind::Work | GanttKind::Gate | GanttKind::Governance => text(&row.label),
        };
        for (start, end) in &row.bars {
            let _ = write!(out, "\n| {label} | {start} | {end} |");
        }
        if let (Some(first), Some(last)) = (row.marks.first(), row.marks.last()) {
            let label = match row.marks.len() {
                1 => label,
                n => format!("{label} ({n} times)"),
            };
            let _ = write!(out, "\n| {label} | {first} | {last} |");
        }
    }
    for (day, label) in &gantt.lines {
        let _ = write!(out, "\n| {} | {day} | {day} |", text(label));
    }
    out
}

fn bars(chart: &Bars) -> String {
    let mut out = format!("|  | {} |\n| --- | --: |", text(&chart.unit));
    for (label, _, value) in &chart.rows {
        let _ = write!(out, "\n| {} | {} |", text(label), text(value));
    }
    out
}

fn curve(curve: &SCurve) -> String {
    let mut out = "|  | Chance |  |\n| --- | --: | --- |".to_owned();
    for one in &curve.curves {
        for (_, chance, name) in &one.marks {
            let _ = write!(out, "\n| {} | {}% | {} |", text(&one.name), 100.0 * chance, text(name));
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
    let [one, other] = chart.ways.each_ref().map(|way| text(way));
    let mut out = format!("|  | {one} | {other} |\n| --- | --: | --: |");
    for row in &chart.rows {
        let [one, other] = row.chances.each_ref().map(|chance| text(&chance.words));
        let _ = write!(out, "\n| {} | {one} | {other} |", text(&row.label));
    }
    out
}

fn frontier(chart: &Frontier) -> String {
    let mut out = format!("|  | {} | {} |\n| --- | --: | --: |", text(&chart.cost), text(&chart.chance));
    for (cost, chance, name) in &chart.named {
        let _ = write!(out, "\n| {} | {cost:.0} | {:.0}% |", text(name), 100.0 * chance);
    }
    out
}
