//! The chance of success with delivery management and without, and how sure the date is.

use jiff::ToSpan;
use jiff::civil::Date;

use super::Scene;
use crate::compose::table_builder::Options;
use crate::tree::walk::plain;
use crate::tree::{BarPair, Block, Chances, Chart, Curve, Figure, Inline, ProbabilityBar, SCurve};
use bidwright_base::locale::Message;
use bidwright_base::simulated::{Simulated, Span};
use bidwright_review::customer_offer::{Scenario, Scenarios};

/// Chances of the curve: enough points for a smooth curve.
const POINTS: u32 = 48;

/// All conditions together, with what that chance may be, and each alone.
pub(super) fn chart(scene: &Scene<'_>, options: &Options) -> Vec<Block> {
    let Some(value) = &scene.offer.value else {
        return Vec::new();
    };
    let scenarios = &value.scenarios;
    let uncertainty = scenarios.uncertainty;
    let locale = scene.locale;
    let chance = |p: Simulated, range: Option<Span>| ProbabilityBar {
        value: p.value,
        range: range.map(|span| (span.low, span.high)),
        words: locale.chance(p),
    };
    let (with, without) = (scenarios.with.success, scenarios.without.success);
    if !speaks_for_the_offer(scene) {
        return Vec::new();
    }
    let single = with.conditions().len() == 1;
    let joint = if single { scene.text(Message::SuccessAccepted) } else { scene.text(Message::SuccessAll) };
    let mut rows = vec![BarPair {
        label: joint,
        chances: [
            chance(with.joint, Some(uncertainty.with)),
            chance(without.joint, Some(uncertainty.without)),
        ],
        whole: !single,
    }];
    let mut alone = |label: String, both: Option<(Simulated, Simulated)>| {
        if let Some((one, other)) = both.filter(|_| !single) {
            rows.push(BarPair { label, chances: [chance(one, None), chance(other, None)], whole: false });
        }
    };
    let stakes = scene.offer.stakes;
    let deadline = stakes.and_then(|stakes| stakes.deadline).map(|day| locale.short_date(day));
    let budget = stakes.and_then(|stakes| stakes.budget);
    let budget = budget.map(|budget| locale.round_money(scene.offer.price.currency, budget));
    alone(
        scene.text(Message::SuccessOnTime { date: &deadline.unwrap_or_default() }),
        with.on_time.zip(without.on_time),
    );
    alone(
        scene.text(Message::SuccessInBudget { budget: &budget.unwrap_or_default() }),
        with.in_budget.zip(without.in_budget),
    );
    alone(scene.text(Message::SuccessAccepted), Some((with.accepted, without.accepted)));

    let caption = options.caption.clone().unwrap_or_else(|| vec![Inline::Text(finding(scene, scenarios))]);
    let one = scene.text(Message::WithDeliveryManagement);
    let other = scene.text(Message::WithoutDeliveryManagement);
    let described = rows.iter().map(|row| {
        let [with, without] = row.chances.each_ref().map(|chance| &chance.words);
        format!("{}: {with}, {other}: {without}", row.label)
    });
    let ranges = [(&one, uncertainty.with), (&other, uncertainty.without)]
        .map(|(way, span)| format!("{way}: {}", locale.chances(span)));
    let whisker = scene.text(Message::PlausibleRange);
    let alt = format!(
        "{}. {}. {whisker}: {}.",
        plain(&caption),
        described.collect::<Vec<_>>().join("; "),
        ranges.join("; ")
    );
    vec![Block::Figure(Figure {
        id: options.id("success-chart"),
        alt,
        caption,
        chart: Chart::Chances(Chances { upper: one, lower: other, rows, whisker }),
    })]
}

/// Whether the chance is clearly higher with delivery management. Only then the two stand side by side: what
/// argues against the offer is the reviewer's to read.
fn speaks_for_the_offer(scene: &Scene<'_>) -> bool {
    scene.view.success.as_ref().is_some_and(|success| success.change == "up")
}

/// The caveat that goes with the chart of the chance of success, in small print.
pub(super) fn note(scene: &Scene<'_>, _: &Options) -> Vec<Block> {
    let Some(success) = scene.view.success.as_ref().filter(|_| speaks_for_the_offer(scene)) else {
        return Vec::new();
    };
    let (runs, conditions) = (&success.runs, &success.conditions);
    let (error, range, without_range) = (&success.error, &success.range, &success.without_range);
    let words = scene.text(Message::SuccessNote { runs, conditions, error, range, without_range });
    vec![Block::Fine(vec![Block::Paragraph(vec![Inline::Text(words)])])]
}

/// The finish over all simulated deliveries, with the deadline.
pub(super) fn curve(scene: &Scene<'_>, options: &Options) -> Vec<Block> {
    let Some(value) = &scene.offer.value else {
        return Vec::new();
    };
    // The term of a retainer ends when it ends.
    if scene.offer.simulation.forecast.finish.is_none() {
        return Vec::new();
    }
    let scenarios = &value.scenarios;
    let one = scene.text(Message::WithDeliveryManagement);
    let other = scene.text(Message::WithoutDeliveryManagement);
    let mut curves = vec![drawn(scene, one, &scenarios.with)];
    if speaks_for_us(scenarios) && scenarios.with.finish.values() != scenarios.without.finish.values() {
        curves.push(drawn(scene, other, &scenarios.without));
    }
    let last = curves.iter().flat_map(|curve| &curve.points).map(|(day, _)| *day).fold(0.0, f64::max);
    let deadline = scene.offer.stakes.and_then(|stakes| stakes.deadline);
    let limit = deadline
        .zip(scenarios.deadline)
        .map(|(day, place)| (place, scene.text(Message::DeadlineOn { date: &scene.locale.short_date(day) })));
    let caption = options
        .caption
        .clone()
        .unwrap_or_else(|| vec![Inline::Text(date_finding(scene, scenarios, deadline))]);
    let described = curves.iter().map(|curve| {
        let marks = curve.marks.iter().map(|(_, chance, name)| {
            let chance = scene.locale.chance(Simulated { value: *chance, se: 0.0 });
            scene.text(Message::FinishCurvePoint { chance: &chance, date: name })
        });
        format!("{}: {}", curve.name, marks.collect::<Vec<_>>().join(", "))
    });
    let alt = format!("{}. {}.", plain(&caption), described.collect::<Vec<_>>().join("; "));
    let ticks = months(scene, last);
    vec![Block::Figure(Figure {
        id: options.id("s-curve"),
        alt,
        caption,
        chart: Chart::SCurve(SCurve { curves, ticks, limit, unit: String::new() }),
    })]
}

fn finding(scene: &Scene<'_>, scenarios: &Scenarios<'_>) -> String {
    let [with, without] =
        &[scenarios.with, scenarios.without].map(|one| scene.locale.chance(one.success.joint));
    scene.text(Message::SuccessFinding { with, without })
}

/// Whether the date with delivery management is no less sure than without: only then are the two compared.
fn speaks_for_us(scenarios: &Scenarios<'_>) -> bool {
    let (with, without) = (scenarios.with, scenarios.without);
    with.success.on_time.zip(without.success.on_time).map_or_else(
        || with.finish.mean().value <= without.finish.mean().value,
        |(one, other)| one.value >= other.value,
    )
}

fn date_finding(scene: &Scene<'_>, scenarios: &Scenarios<'_>, deadline: Option<Date>) -> String {
    let locale = scene.locale;
    let both = scenarios.with.success.on_time.zip(scenarios.without.success.on_time);
    if let (Some(day), Some((with, without))) = (deadline, both.filter(|_| speaks_for_us(scenarios))) {
        let (with, without) = (&locale.chance(with), &locale.chance(without));
        return scene.text(Message::FinishFindingDeadline { date: &locale.date(day), with, without });
    }
    let [half, most, _] = &scenarios.with.dates.map(|day| locale.date(day));
    scene.text(Message::FinishFinding { half, most })
}

/// A scenario's finish as a curve, from one in a hundred to all but one.
fn drawn(scene: &Scene<'_>, name: String, scenario: &Scenario<'_>) -> Curve {
    let finish = scenario.finish;
    // Sorted once, for all the points.
    let _sorted = finish.sorted();
    let points = (0..=POINTS).map(|at| {
        let chance = 0.01 + 0.98 * f64::from(at) / f64::from(POINTS);
        (finish.quantile(chance).value, chance)
    });
    let mark = |chance: f64, day: Date| (finish.quantile(chance).value, chance, scene.locale.short_date(day));
    let [half, most, _] = scenario.dates;
    Curve { name, points: points.collect(), marks: vec![mark(0.5, half), mark(0.8, most)] }
}

/// The first of each month, counted in working days from the start.
fn months(scene: &Scene<'_>, last: f64) -> Vec<(f64, String)> {
    let schedule = &scene.offer.schedule;
    let mut ticks = Vec::new();
    let mut first = schedule.start.first_of_month().saturating_add(1.month());
    loop {
        let before = first.saturating_sub(1.day());
        let place = schedule.calendar.working_days(schedule.start, before) as f64;
        if place > last || ticks.len() > 240 {
            return ticks;
        }
        ticks.push((place, scene.locale.short_month(first)));
        first = first.saturating_add(1.month());
    }
}
