//! No words of a chart meet each other or leave the drawing.

use super::*;
use crate::document::{Chance, Chances, Curve, Frontier, NamedPoint, Pair, Range, Ranges, RowKind, SCurve};

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
    let measure = |text: &str, size: f64, strong: bool| {
        let letters = u32::try_from(text.chars().count()).expect("a short text");
        f64::from(letters) * size * if strong { 0.54 } else { 0.5 }
    };
    let look = Look { palette: &PALETTE, language: "en-GB", width, size: 8.5, measure: &measure };
    let drawing = draw(chart, &look);
    let mut boxes: Vec<(f64, f64, f64, String)> = Vec::new();
    for mark in &drawing.marks {
        if let Mark::Text { x, y, text, size, strong, anchor, .. } = mark {
            let wide = measure(text, *size, *strong);
            let left = match anchor {
                Anchor::Start => *x,
                Anchor::Middle => x - wide / 2.0,
                Anchor::End => x - wide,
            };
            assert!(left >= -3.0 && left + wide <= width + 3.0, "`{text}` leaves the drawing");
            assert!(*y <= drawing.height + 0.1, "`{text}` hangs below the drawing");
            for (other, right, line, words) in &boxes {
                let meet = left < *right && *other < left + wide && (y - line).abs() < size * 0.8;
                assert!(!meet, "`{text}` meets `{words}`");
            }
            boxes.push((left, left + wide, *y, text.clone()));
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
    let ranges = Ranges { rows, unit: "EUR".into(), names: ["low to high".into(), "likely".into()] };
    for width in [470.0, 300.0] {
        drawn(&Chart::Ranges(ranges.clone()), width);
    }
}

#[test]
fn whiskers_push_the_words_and_never_cross_them() {
    let chance = |value, range| Chance { value, range, words: "71%".into() };
    let pair = |label: &str, whole, one, other| Pair { label: label.into(), chances: [one, other], whole };
    let chances = Chances {
        ways: ["With delivery management".into(), "Without".into()],
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
        words: [format!("EUR {cost}"), format!("{chance}")],
    };
    let frontier = |points: Vec<(f64, f64)>, named| {
        Chart::Frontier(Frontier { points, named, cost: "EUR".into(), chance: "Chance".into() })
    };
    let all = vec![
        named(60_000.0, 0.71, "offered"),
        named(58_000.0, 0.705, "leanest"),
        named(0.0, 0.6, "mandatory part only"),
    ];
    for points in [vec![(0.0, 0.6)], vec![(0.0, 0.6), (20_000.0, 0.68), (58_000.0, 0.705), (60_000.0, 0.71)]] {
        for count in 0..=3 {
            drawn(&frontier(points.clone(), all[..count].to_vec()), 470.0);
        }
    }
    // All at one place, and nothing at all.
    drawn(&frontier(Vec::new(), vec![named(5.0, 0.5, "offered"), named(5.0, 0.5, "leanest")]), 470.0);
    drawn(&frontier(Vec::new(), Vec::new()), 470.0);
}
