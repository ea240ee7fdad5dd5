//! No words of a chart meet each other or leave the drawing.

use super::*;
use crate::tree::{
    BarPair, Chances, Curve, Frontier, Heat, NamedPoint, Payments, ProbabilityBar, Range, Ranges, RowKind,
    SCurve, Waterfall, WaterfallStep,
};

const PALETTE: Palette = Palette {
    primary: Colour([11, 74, 87]),
    accent: Colour([230, 126, 34]),
    ink: Colour([20, 20, 20]),
    muted: Colour([100, 100, 100]),
    rule: Colour([200, 200, 200]),
    tint: Colour([240, 240, 240]),
    paper: Colour::WHITE,
    positive: Colour([0, 120, 0]),
    caution: Colour([180, 40, 0]),
};

fn drawn(chart: &Chart, width: f64) -> Drawing {
    let width = Pt(width);
    let measure = |text: &str, size: Pt, strong: bool| {
        let letters = u32::try_from(text.chars().count()).expect("a short text");
        f64::from(letters) * size * if strong { 0.54 } else { 0.5 }
    };
    let style =
        ChartStyle { palette: &PALETTE, locale: Locale::British, width, size: Pt(8.5), measure: &measure };
    let drawing = draw(chart, &style);
    let mut boxes: Vec<(Rect, String)> = Vec::new();
    for mark in &drawing.marks {
        if let Mark::Text { at, text, size, strong, anchor, .. } = mark {
            let wide = measure(text, *size, *strong);
            let left = match anchor {
                Anchor::Start => at.x,
                Anchor::Middle => at.x - wide / 2.0,
                Anchor::End => at.x - wide,
            };
            assert!(left >= Pt(-3.0) && left + wide <= width + Pt(3.0), "`{text}` leaves the drawing");
            assert!(at.y <= drawing.size.height + Pt(0.1), "`{text}` hangs below the drawing");
            let area = Rect::new(left, at.y, wide, *size * 0.8);
            for (other, words) in &boxes {
                assert!(!area.meets(*other), "`{text}` meets `{words}`");
            }
            boxes.push((area, text.clone()));
        }
    }
    drawing
}

fn curve(name: &str, late: f64) -> Curve {
    let points: Vec<(f64, f64)> =
        (0..=20_u32).map(|at| (90.0 + late + f64::from(at) * 5.0, f64::from(at) / 20.0)).collect();
    let mark = |at: usize, name: &str| (points[at].0, points[at].1, name.to_owned());
    Curve { name: name.into(), marks: vec![mark(10, "28 Jul 2027"), mark(16, "26 Aug 2027")], points }
}

#[test]
fn dates_on_two_curves_close_together_stand_on_either_side() {
    for late in [0.0, 1.0, 8.0, 30.0] {
        for limit in [95.0, 140.0, 158.0, 220.0] {
            let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep"];
            let ticks = (0..9_u32).zip(months).map(|(at, name)| (f64::from(at) * 21.0, name.to_owned()));
            let chart = Chart::SCurve(SCurve {
                curves: vec![curve("With delivery management", 0.0), curve("Without", late)],
                ticks: ticks.collect(),
                limit: Some((limit, "Deadline 31 Aug 2027".into())),
                unit: "Finish".into(),
            });
            drawn(&chart, 470.0);
        }
    }
}

#[test]
fn the_words_of_a_range_follow_its_end() {
    let row = |label: &str, high: f64, kind| Range {
        label: label.into(),
        values: [high / 4.0, high / 2.0, high],
        words: "1,120,000".into(),
        more: "560,000 to 2,240,000".into(),
        kind,
    };
    let rows = vec![
        row("Finding and paying another supplier", 800_000.0, RowKind::Body),
        row("Your own effort", 150_000.0, RowKind::Body),
        row("Twelve months of the benefit of every objective, lost for good", 2_240_000.0, RowKind::Body),
        row("In all", 3_190_000.0, RowKind::Total),
        row("Each week late", 60_000.0, RowKind::Group),
    ];
    let ranges = Ranges { rows, unit: "EUR".into(), bar: "low to high".into(), mark: "likely".into() };
    for width in [470.0, 300.0] {
        drawn(&Chart::Ranges(ranges.clone()), width);
    }
}

#[test]
fn whiskers_push_the_words_and_never_cross_them() {
    let chance = |value, range| ProbabilityBar { value, range, words: "71%".into() };
    let pair = |label: &str, whole, one, other| BarPair { label: label.into(), chances: [one, other], whole };
    let chances = Chances {
        upper: "With delivery management".into(),
        lower: "Without".into(),
        rows: vec![
            pair("All together", true, chance(0.71, Some((0.63, 1.0))), chance(0.6, Some((0.51, 0.68)))),
            pair("On time", false, chance(0.84, None), chance(0.82, None)),
            pair("Within budget", false, chance(1.0, None), chance(1.0, None)),
            pair("Accepted", false, chance(0.0, None), chance(f64::NAN, None)),
        ],
        whisker: "plausible range".into(),
    };
    drawn(&Chart::Chances(chances), 470.0);
}

#[test]
fn a_frontier_names_its_points_clear_of_each_other_and_of_the_line() {
    let named = |cost: f64, chance, name: &str| NamedPoint {
        cost,
        chance,
        name: name.into(),
        cost_words: format!("EUR {cost}"),
        chance_words: format!("{chance}"),
    };
    let frontier = |points: Vec<(f64, f64)>, named| {
        Chart::Frontier(Frontier { points, named, cost: "EUR".into(), chance: "Chance".into() })
    };
    let all = [
        named(60_000.0, 0.71, "offered"),
        named(58_000.0, 0.705, "leanest"),
        named(0.0, 0.6, "mandatory part only"),
    ];
    for points in [vec![(0.0, 0.6)], vec![(0.0, 0.6), (20_000.0, 0.68), (58_000.0, 0.705), (60_000.0, 0.71)]]
    {
        for count in 0..=3 {
            drawn(&frontier(points.clone(), all[..count].to_vec()), 470.0);
        }
    }
    // All at one place, and nothing at all.
    drawn(&frontier(Vec::new(), vec![named(5.0, 0.5, "offered"), named(5.0, 0.5, "leanest")]), 470.0);
    drawn(&frontier(Vec::new(), Vec::new()), 470.0);
}

#[test]
fn a_waterfall_names_every_bar_and_stays_inside_whatever_the_signs() {
    let step = |label: &str, value: f64, kind| WaterfallStep {
        label: label.into(),
        value,
        words: format!("{value:.2}"),
        kind,
    };
    let steps = [
        step(
            "A phase whose name is longer than any column of labels would ever be",
            812_345.5,
            RowKind::Body,
        ),
        step("A credit above everything before it", -1_900_000.0, RowKind::Body),
        step("List price", -1_087_654.5, RowKind::Subtotal),
        step("More", 2_000_000.0, RowKind::Body),
        step("Nothing", 0.0, RowKind::Body),
        step("Net total", 912_345.5, RowKind::Total),
    ];
    for width in [470.0, 300.0] {
        for count in 0..=steps.len() {
            let steps = steps[..count].to_vec();
            drawn(&Chart::Waterfall(Waterfall { steps, unit: "EUR".into() }), width);
        }
    }
}

#[test]
fn a_negative_step_is_hatched_and_a_bar_begins_where_the_one_before_ended() {
    let step = |value: f64, kind| WaterfallStep { label: "x".into(), value, words: value.to_string(), kind };
    let steps = vec![step(100.0, RowKind::Body), step(-40.0, RowKind::Body), step(60.0, RowKind::Total)];
    let drawing = drawn(&Chart::Waterfall(Waterfall { steps, unit: String::new() }), 470.0);
    let sides = |points: &[Point]| {
        let x = || points.iter().map(|point| point.x.0);
        (x().fold(f64::MAX, f64::min), x().fold(f64::MIN, f64::max))
    };
    // The outline of each part and the body of the sum, from top to bottom.
    let bars: Vec<(f64, f64)> = (drawing.marks.iter())
        .filter_map(|mark| match mark {
            Mark::Stroke { points, .. } if points.len() == 5 => Some(sides(points)),
            Mark::Fill { points, colour } if *colour == PALETTE.primary => Some(sides(points)),
            _ => None,
        })
        .collect();
    let close = |a: f64, b: f64| (a - b).abs() < 1e-6;
    let [rise, fell, sum] = [bars[0], bars[1], bars[2]];
    assert!(close(rise.1, fell.1), "it falls from where the first ended");
    assert!(close(fell.0, sum.1) && close(rise.0, sum.0), "and ends where the sum does");
    let slanted = drawing.marks.iter().filter(|mark| match mark {
        Mark::Stroke { points, .. } => {
            points.len() == 2
                && (points[0].x - points[1].x).abs() > Pt(0.1)
                && (points[0].y - points[1].y).abs() > Pt(0.1)
        }
        _ => false,
    });
    assert!(slanted.count() > 5);
}

#[test]
fn payments_close_together_are_named_without_meeting() {
    use jiff::civil::date;
    let day = |n: u32| date(2027, 1, 4).saturating_add(jiff::ToSpan::days(i64::from(n)));
    for every in [1, 6, 40] {
        let share = |n: u32| f64::from(n) / 12.0;
        let paid = (1..=12_u32).map(|n| (day(n * every - 1), share(n), format!("{:.0}%", 100.0 * share(n))));
        let chart = Chart::Payments(Payments {
            days: (day(0), day(12 * every)),
            paid: paid.collect(),
            done: (0..=12_u32).map(|n| (day(n * every), share(n))).collect(),
            paid_name: "Paid, of the price".into(),
            done_name: "Work done, of the planned effort".into(),
        });
        for width in [470.0, 300.0] {
            drawn(&chart, width);
        }
    }
}

#[test]
fn a_matrix_grows_with_the_contents_of_its_cells() {
    let heat = |count: u32| {
        let ids = |from: u32| (from..from + count).map(|n| format!("R{n}")).collect::<Vec<_>>();
        let rows = ["high", "medium", "low"].map(|name| (name.to_owned(), vec![ids(1), Vec::new(), ids(40)]));
        Chart::Heat(Heat {
            weights: ["light", "a middling one with a long name", "heavy"].map(str::to_owned).into(),
            rows: rows.into(),
            column_title: "Weight if it happens".into(),
            row_title: "Chance".into(),
        })
    };
    let heights: Vec<Pt> = [0, 3, 30].map(|count| drawn(&heat(count), 470.0).size.height).into();
    assert!(heights[0] <= heights[1] && heights[1] < heights[2], "{heights:?}");
}
