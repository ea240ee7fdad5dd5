//! The chance of success with delivery management and without, and how sure the date is.

use jiff::ToSpan;
use jiff::civil::Date;

use super::Scene;
use crate::compose::table_builder::Options;
use crate::tree::walk::plain;
use crate::tree::{BarPair, Block, Chances, Chart, Curve, Figure, Inline, ProbabilityBar, SCurve};
use bidwright_base::locale::Message;
use bidwright_base::simulated::{Simulated, Span};
use bidwright_economics::forecast::{Scenario, ScenarioPair};
use bidwright_economics::offer::ValueAnalysis;

/// Chances of the curve: enough points that no corner is seen.
const POINTS: u32 = 48;

/// All conditions together, with what that chance may be, and each alone.
pub(super) fn chart(scene: &Scene<'_>, options: &Options) -> Vec<Block> {
    let Some((value_analysis, _)) = scene.seen.pmo_value() else {
        return Vec::new();
    };
    let ValueAnalysis { scenario_pair, uncertainty, .. } = value_analysis;
    let locale = scene.seen.locale;
    let chance = |p: Simulated, range: Option<Span>| ProbabilityBar {
        value: p.value,
        range: range.map(|span| (span.low, span.high)),
        words: locale.chance(p),
    };
    let [with, without] = [&scenario_pair.with, &scenario_pair.without].map(|one| &one.success);
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
    let stakes = scene.seen.offer.deal.stakes.as_ref();
    let deadline = stakes.and_then(|stakes| stakes.deadline).map(|day| locale.short_date(day.value));
    let budget = stakes.and_then(|stakes| stakes.budget);
    let budget = budget.map(|budget| locale.round_money(scene.seen.offer.quote.currency, budget.value));
    alone(
        scene.text(Message::SuccessOnTime { date: &deadline.unwrap_or_default() }),
        with.on_time.zip(without.on_time),
    );
    alone(
        scene.text(Message::SuccessInBudget { budget: &budget.unwrap_or_default() }),
        with.in_budget.zip(without.in_budget),
    );
    alone(scene.text(Message::SuccessAccepted), Some((with.accepted, without.accepted)));

    let caption =
        options.caption.clone().unwrap_or_else(|| vec![Inline::Text(finding(scene, scenario_pair))]);
    let one = scene.text(Message::WithDeliveryManagement);
    let other = scene.text(Message::WithoutDeliveryManagement);
    let told = rows.iter().map(|row| {
        let [with, without] = row.chances.each_ref().map(|chance| &chance.words);
        format!("{}: {with}, {other}: {without}", row.label)
    });
    let ranges = [(&one, uncertainty.with), (&other, uncertainty.without)]
        .map(|(way, span)| format!("{way}: {}", locale.chances(span)));
    let whisker = scene.text(Message::PlausibleRange);
    let alt = format!(
        "{}. {}. {whisker}: {}.",
        plain(&caption),
        told.collect::<Vec<_>>().join("; "),
        ranges.join("; ")
    );
    vec![Block::Figure(Figure {
        id: options.id("success-chart"),
        alt,
        caption,
        chart: Chart::Chances(Chances { upper: one, lower: other, rows, whisker }),
    })]
}

/// What must be said with a chance of success, in small print.
pub(super) fn note(scene: &Scene<'_>, _: &Options) -> Vec<Block> {
    let Some(success) = &scene.view.success else {
        return Vec::new();
    };
    let words = scene.text(Message::SuccessNote {
        runs: &success.runs,
        conditions: &success.conditions,
        error: &success.error,
        range: &success.range,
        without_range: &success.without_range,
    });
    vec![Block::Fine(vec![Block::Paragraph(vec![Inline::Text(words)])])]
}

/// The finish over all simulated deliveries, with the deadline.
pub(super) fn curve(scene: &Scene<'_>, options: &Options) -> Vec<Block> {
    let Some((value_analysis, _)) = scene.seen.pmo_value() else {
        return Vec::new();
    };
    // The term of a retainer ends when it ends.
    if scene.seen.offer.forecast_summary.finish.is_none() {
        return Vec::new();
    }
    let scenario_pair = &value_analysis.scenario_pair;
    let one = scene.text(Message::WithDeliveryManagement);
    let other = scene.text(Message::WithoutDeliveryManagement);
    let mut curves = vec![drawn(scene, one, &scenario_pair.with)];
    if scenario_pair.with.outcome.finish.values() != scenario_pair.without.outcome.finish.values() {
        curves.push(drawn(scene, other, &scenario_pair.without));
    }
    let last = curves.iter().flat_map(|curve| &curve.points).map(|(day, _)| *day).fold(0.0, f64::max);
    let deadline = scene.seen.offer.deal.stakes.as_ref().and_then(|stakes| stakes.deadline);
    let limit = deadline.zip(scenario_pair.terms.targets.deadline).map(|(day, place)| {
        (place, scene.text(Message::DeadlineOn { date: &scene.seen.locale.short_date(day.value) }))
    });
    let caption = options.caption.clone().unwrap_or_else(|| {
        vec![Inline::Text(date_finding(scene, scenario_pair, deadline.map(|day| day.value)))]
    });
    let told = curves.iter().map(|curve| {
        let marks = curve.marks.iter().map(|(_, chance, name)| {
            let chance = scene.seen.locale.chance(Simulated { value: *chance, se: 0.0 });
            scene.text(Message::FinishCurvePoint { chance: &chance, date: name })
        });
        format!("{}: {}", curve.name, marks.collect::<Vec<_>>().join(", "))
    });
    let alt = format!("{}. {}.", plain(&caption), told.collect::<Vec<_>>().join("; "));
    let ticks = months(scene, last);
    vec![Block::Figure(Figure {
        id: options.id("s-curve"),
        alt,
        caption,
        chart: Chart::SCurve(SCurve { curves, ticks, limit, unit: String::new() }),
    })]
}

fn finding(scene: &Scene<'_>, scenario_pair: &ScenarioPair) -> String {
    let locale = scene.seen.locale;
    let [with, without] = [&scenario_pair.with, &scenario_pair.without].map(|one| &one.success);
    let (with, without) = (&locale.chance(with.joint), &locale.chance(without.joint));
    scene.text(Message::SuccessFinding { with, without })
}

fn date_finding(scene: &Scene<'_>, scenario_pair: &ScenarioPair, deadline: Option<Date>) -> String {
    let locale = scene.seen.locale;
    let both = scenario_pair.with.success.on_time.zip(scenario_pair.without.success.on_time);
    if let (Some(day), Some((with, without))) = (deadline, both) {
        let (with, without) = (&locale.chance(with), &locale.chance(without));
        return scene.text(Message::FinishFindingDeadline { date: &locale.date(day), with, without });
    }
    let [half, most, _] = &scenario_pair.with.dates.map(|day| locale.date(day));
    scene.text(Message::FinishFinding { half, most })
}

/// A scenario's finish as a curve, from one in a hundred to all but one.
fn drawn(scene: &Scene<'_>, name: String, scenario: &Scenario) -> Curve {
    let finish = &scenario.outcome.finish;
    // Sorted once, for all the points.
    let _sorted = finish.sorted();
    let points = (0..=POINTS).map(|at| {
        let chance = 0.01 + 0.98 * f64::from(at) / f64::from(POINTS);
        (finish.quantile(chance).value, chance)
    });
    let mark =
        |chance: f64, day: Date| (finish.quantile(chance).value, chance, scene.seen.locale.short_date(day));
    let [half, most, _] = scenario.dates;
    Curve { name, points: points.collect(), marks: vec![mark(0.5, half), mark(0.8, most)] }
}

/// The first of each month, counted in working days from the start.
fn months(scene: &Scene<'_>, last: f64) -> Vec<(f64, String)> {
    let (plan, calendar) = (&scene.seen.offer.plan, &scene.seen.offer.book.calendar);
    let mut ticks = Vec::new();
    let mut first = plan.start.first_of_month().saturating_add(1.month());
    loop {
        let before = first.saturating_sub(1.day());
        let place = calendar.working_days(plan.start, before) as f64;
        if place > last || ticks.len() > 240 {
            return ticks;
        }
        ticks.push((place, scene.seen.locale.short_month(first)));
        first = first.saturating_add(1.month());
    }
}
