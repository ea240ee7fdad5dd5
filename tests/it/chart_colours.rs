//! Charts and shaded tables can be read: by WCAG 2.2 contrast, in a grey print, and by the colour-blind.
//!
//! Every rule is asked of drawn marks, in both shipped brands: what is text, what stands under it, which shapes
//! stand side by side. Nothing here knows which colour a chart ought to use.

use bidwright_base::diag::Diags;
use bidwright_base::geometry::{Point, Pt};
use bidwright_document::charts::{Mark, mix, shade};
use bidwright_document::tree::{
    Align, Block, Chart, Column, Document, Figure, Frontier, Gantt, GanttKind, GanttRow, Heat, Inline, Meta,
    NamedPoint, Row, RowKind, Table, Tone, Waterfall, WaterfallStep,
};
use bidwright_input::Project;
use bidwright_model::theme::{Colour, Palette, Theme};
use bidwright_print::layout;
use bidwright_print::layout::pages::Item;
use bidwright_print::layout::{DrawnChart, FontBook};
use bidwright_service::pipeline;
use jiff::civil::date;

use crate::charts::{SAMPLES, cases, figures};

mod eyes;

use eyes::{lightness, nearest};

/// WCAG 2.2, 1.4.3 for text and 1.4.11 for what must be seen to understand.
const TEXT: f64 = 4.5;
const MARK: f64 = 3.0;
/// How far two fills or lines that only colour tells apart must stand from each other, as CIE 1976 colour difference
/// with all vision and with each kind of colour blindness, and as difference of lightness L* in grey. A difference of
/// 2.3 is just noticed (Mahy, Van Eycken and Oosterlinck 1994); a print in poor light wants several times that.
const APART: f64 = 20.0;

fn theme(brand: &str) -> Theme {
    let deal = SAMPLES[2].replace("\"default\"", &format!("\"{brand}\""));
    let offer = pipeline::offer(&Project::from_text(&bidwright::library(), deal), &mut Diags::default())
        .expect("an offer");
    assert_eq!(offer.theme.id, brand);
    offer.theme
}

const BRANDS: [&str; 2] = ["default", "copperbeech"];

/// Every chart of every sample in every brand, and some with all that a kind can draw; and whether it is a matrix.
fn each(mut visit: impl FnMut(&str, &Palette, &DrawnChart, bool)) {
    let full = document(full().into_iter().map(|chart| figure("full", chart)).collect());
    for brand in BRANDS {
        let theme = theme(brand);
        let fonts = FontBook::load(&theme.fonts).expect("whole fonts");
        let samples = cases().iter().flat_map(|(.., documents)| documents);
        for document in samples.chain([&full]) {
            let heats = figures(document).into_iter().map(|one| matches!(one.chart, Chart::Heat(_)));
            for (drawn, heat) in layout::charts(document, &theme, &fonts).iter().zip(heats) {
                visit(brand, &theme.palette, drawn, heat);
            }
        }
    }
}

fn figure(id: &str, chart: Chart) -> Block {
    let caption = vec![Inline::Text("All there is".to_owned())];
    Block::Figure(Figure { id: id.to_owned(), caption, alt: String::new(), chart })
}

fn full() -> Vec<Chart> {
    let day = |month, day| date(2027, month, day);
    let row = |kind, bars, marks| GanttRow { label: format!("{kind:?}"), kind, bars, marks };
    let rows = vec![
        row(GanttKind::Phase, vec![(day(1, 4), day(6, 30))], vec![day(6, 30)]),
        row(GanttKind::Work, vec![(day(1, 4), day(3, 1))], Vec::new()),
        row(GanttKind::Work, Vec::new(), vec![day(2, 1)]),
        row(GanttKind::Critical, vec![(day(3, 2), day(5, 1))], Vec::new()),
        row(GanttKind::Critical, Vec::new(), vec![day(4, 1)]),
        row(GanttKind::Governance, vec![(day(3, 2), day(5, 1))], vec![day(2, 1), day(5, 3)]),
        row(GanttKind::Gate, Vec::new(), vec![day(5, 1)]),
    ];
    let fall = |label: &str, value: f64, kind| WaterfallStep {
        label: label.into(),
        value,
        words: value.to_string(),
        kind,
    };
    let point = |cost: f64, chance: f64, name: &str| NamedPoint {
        cost,
        chance,
        name: name.into(),
        cost_words: cost.to_string(),
        chance_words: chance.to_string(),
    };
    let cells = |n: usize| vec![vec![format!("R{n}")]; 4];
    vec![
        Chart::Gantt(Gantt {
            start: day(1, 4),
            end: day(7, 30),
            rows,
            lines: vec![(day(7, 1), "Deadline".into())],
            off: vec![(day(3, 25), day(3, 29)), (day(5, 6), day(5, 6))],
        }),
        Chart::Waterfall(Waterfall {
            steps: vec![
                fall("Part", 100.0, RowKind::Body),
                fall("Credit", -130.0, RowKind::Body),
                fall("Below zero", -30.0, RowKind::Subtotal),
                fall("More", 80.0, RowKind::Body),
                fall("All", 50.0, RowKind::Total),
            ],
            unit: "EUR".into(),
        }),
        Chart::Frontier(Frontier {
            points: vec![(0.0, 0.6), (20_000.0, 0.68), (60_000.0, 0.71)],
            named: vec![point(60_000.0, 0.71, "offered"), point(20_000.0, 0.68, "leanest")],
            cost: "EUR".into(),
            chance: "Chance".into(),
        }),
        Chart::Heat(Heat {
            weights: ["light", "middling", "heavy", "worse"].map(str::to_owned).into(),
            rows: vec![("high".into(), cells(1)), ("medium".into(), cells(2)), ("low".into(), cells(3))],
            column_title: "Weight".into(),
            row_title: "Chance".into(),
        }),
    ]
}

fn inside(place: Point, points: &[Point]) -> bool {
    let (x, y) = (place.x.0, place.y.0);
    let mut within = false;
    let mut last = points[points.len() - 1];
    for &next in points {
        let ((px, py), (lx, ly)) = ((next.x.0, next.y.0), (last.x.0, last.y.0));
        let between = (py > y) != (ly > y);
        if between && x < (lx - px) * (y - py) / (ly - py) + px {
            within = !within;
        }
        last = next;
    }
    within
}

/// The colour under a place, as painted before a mark.
fn ground(marks: &[Mark], at: Point, paper: Colour) -> Colour {
    let fill = |mark: &Mark| match mark {
        Mark::Fill { points, colour } if inside(at, points) => Some(*colour),
        _ => None,
    };
    marks.iter().rev().find_map(fill).unwrap_or(paper)
}

#[test]
fn every_word_of_a_chart_stands_off_what_is_under_it() {
    let mut words = 0;
    each(|brand, palette, drawn, _| {
        let marks = &drawn.drawing.marks;
        for (at, mark) in marks.iter().enumerate() {
            let Mark::Text { at: place, text, size, colour, anchor, .. } = mark else { continue };
            let letters = f64::from(u32::try_from(text.chars().count()).expect("a short text"));
            let (wide, middle) = (0.44 * letters * *size, place.y - *size * 0.33);
            let left = match anchor {
                bidwright_document::charts::Anchor::Start => place.x,
                bidwright_document::charts::Anchor::Middle => place.x - wide / 2.0,
                bidwright_document::charts::Anchor::End => place.x - wide,
            };
            for share in [0.05, 0.3, 0.5, 0.7, 0.95] {
                let under = ground(&marks[..at], Point::new(left + share * wide, middle), palette.paper);
                let ratio = colour.contrast(under);
                assert!(ratio >= TEXT, "{brand} {}: {text:?} on {under:?} has {ratio:.2}:1", drawn.id);
            }
            words += 1;
        }
    });
    assert!(words > 500, "{words}");
}

/// Lines of a scale and bands behind a plan: nothing is understood by them alone.
fn furniture(colour: Colour, palette: &Palette) -> bool {
    let pale = |share| mix(palette.rule, palette.paper, share);
    [palette.paper, palette.rule, pale(0.35), pale(0.45)].contains(&colour)
}

fn bounds(points: &[Point]) -> [f64; 4] {
    let fold = |start: f64, pick: fn(&Point) -> f64, by: fn(f64, f64) -> f64| {
        points.iter().map(pick).fold(start, by)
    };
    [
        fold(f64::MAX, |p| p.x.0, f64::min),
        fold(f64::MAX, |p| p.y.0, f64::min),
        fold(f64::MIN, |p| p.x.0, f64::max),
        fold(f64::MIN, |p| p.y.0, f64::max),
    ]
}

fn same(one: [f64; 4], other: [f64; 4]) -> bool {
    one.iter().zip(other).all(|(a, b)| (a - b).abs() < 0.6)
}

/// Colour of the line around a fill, if there is one.
fn outline(marks: &[Mark], points: &[Point]) -> Option<Colour> {
    marks.iter().find_map(|mark| match mark {
        Mark::Stroke { points: line, colour, .. } if line.len() > 3 && same(bounds(line), bounds(points)) => {
            Some(*colour)
        }
        _ => None,
    })
}

/// How many slanting lines lie over a fill.
fn hatches(marks: &[Mark], points: &[Point]) -> usize {
    let [left, top, right, bottom] = bounds(points);
    let slants = |mark: &&Mark| match mark {
        Mark::Stroke { points, .. } if points.len() == 2 => {
            let [from, to] = [points[0], points[1]];
            (from.x - to.x).abs() > Pt(0.1)
                && (from.y - to.y).abs() > Pt(0.1)
                && [from, to].iter().all(|p| {
                    let (x, y) = (p.x.0, p.y.0);
                    left - 0.1 <= x && x <= right + 0.1 && top - 0.1 <= y && y <= bottom + 0.1
                })
        }
        _ => false,
    };
    marks.iter().filter(slants).count()
}

#[test]
fn every_shape_of_a_chart_stands_off_its_ground_by_its_colour_or_its_outline() {
    let mut shapes = 0;
    each(|brand, palette, drawn, _| {
        let marks = &drawn.drawing.marks;
        for (at, mark) in marks.iter().enumerate() {
            match mark {
                Mark::Fill { points, colour } if !furniture(*colour, palette) => {
                    let edge = outline(marks, points).unwrap_or(*colour);
                    let [left, top, right, bottom] = bounds(points);
                    let middle = Point::new(Pt(f64::midpoint(left, right)), Pt(f64::midpoint(top, bottom)));
                    // Over another shape it must stand off that one; one of the same colour is part of it.
                    let under = match ground(&marks[..at], middle, palette.paper) {
                        under if under == *colour || furniture(under, palette) => palette.paper,
                        under => under,
                    };
                    let ratio = edge.contrast(under).max(colour.contrast(under));
                    assert!(ratio >= MARK, "{brand} {}: a shape has {ratio:.2}:1", drawn.id);
                    shapes += 1;
                }
                Mark::Stroke { points, width, colour, .. } if !furniture(*colour, palette) => {
                    // A rim of paper under a line parts it from whatever the line crosses.
                    let rim = marks[..at].iter().any(|under| match under {
                        Mark::Stroke { points: rim, width: wide, colour, .. } => {
                            rim == points && wide > width && *colour == palette.paper
                        }
                        _ => false,
                    });
                    let crossed = match points.as_slice() {
                        [from, to] if !rim => {
                            let middle = Point::new((from.x + to.x) / 2.0, (from.y + to.y) / 2.0);
                            let short = (from.x - to.x).abs() + (from.y - to.y).abs() < Pt(20.0);
                            if short { ground(&marks[..at], middle, palette.paper) } else { palette.paper }
                        }
                        _ => palette.paper,
                    };
                    let ratio = colour.contrast(crossed);
                    assert!(ratio >= MARK, "{brand} {}: a line at {points:?} has {ratio:.2}:1", drawn.id);
                    shapes += 1;
                }
                _ => {}
            }
        }
    });
    assert!(shapes > 1000, "{shapes}");
}

/// What a fill looks like apart from its colour: corners, height, outline, hatch.
fn form(marks: &[Mark], points: &[Point]) -> (usize, i32, bool, bool) {
    let [_, top, _, bottom] = bounds(points);
    #[expect(clippy::cast_possible_truncation, reason = "heights of bars")]
    let height = ((bottom - top) * 2.0).round() as i32;
    (points.len(), height, outline(marks, points).is_some(), hatches(marks, points) > 0)
}

#[test]
fn what_means_different_things_differs_in_grey_and_to_every_eye_or_in_form() {
    let mut pairs = 0;
    each(|brand, palette, drawn, heat| {
        // In a matrix of risks the place tells, and the ground only repeats it.
        if heat {
            return;
        }
        let marks = &drawn.drawing.marks;
        let mut fills: Vec<(Colour, (usize, i32, bool, bool))> = Vec::new();
        let mut lines: Vec<(Colour, bool)> = Vec::new();
        for mark in marks {
            match mark {
                Mark::Fill { points, colour }
                    if !furniture(*colour, palette) || outline(marks, points).is_some() =>
                {
                    let one = (*colour, form(marks, points));
                    if !fills.contains(&one) {
                        fills.push(one);
                    }
                }
                // Thinner ones are outlines, hairlines and axes.
                Mark::Stroke { width, colour, dash, .. }
                    if *width >= Pt(1.0)
                        && *colour != palette.paper
                        && !lines.contains(&(*colour, dash.is_some())) =>
                {
                    lines.push((*colour, dash.is_some()));
                }
                _ => {}
            }
        }
        for (at, one) in fills.iter().enumerate() {
            for other in fills[at + 1..].iter().filter(|other| other.0 != one.0) {
                let (eye, apart) = nearest(one.0, other.0);
                let formed = one.1 != other.1;
                assert!(
                    apart >= APART || formed,
                    "{brand} {}: {one:?} and {other:?} are {apart:.1} apart in {eye}",
                    drawn.id
                );
                pairs += 1;
            }
        }
        for (at, one) in lines.iter().enumerate() {
            for other in lines[at + 1..].iter().filter(|other| other.0 != one.0) {
                // A line from top to bottom with its name on it is a limit, and is read by the name.
                let named = one.0 == palette.caution || other.0 == palette.caution;
                let (eye, apart) = nearest(one.0, other.0);
                assert!(
                    apart >= APART || one.1 != other.1 || named,
                    "{brand} {}: lines {apart:.1} apart in {eye}",
                    drawn.id
                );
                pairs += 1;
            }
        }
    });
    assert!(pairs > 50, "{pairs}");
}

#[test]
fn critical_work_is_told_by_more_than_its_colour() {
    for brand in BRANDS {
        let theme = theme(brand);
        let fonts = FontBook::load(&theme.fonts).expect("whole fonts");
        let of = |kind| {
            let row = GanttRow {
                label: String::new(),
                kind,
                bars: vec![(date(2027, 2, 1), date(2027, 5, 1))],
                marks: Vec::new(),
            };
            let gantt = Gantt {
                start: date(2027, 1, 1),
                end: date(2027, 6, 1),
                rows: vec![row],
                lines: Vec::new(),
                off: Vec::new(),
            };
            let document = document(vec![figure("plan", Chart::Gantt(gantt))]);
            let drawn = layout::charts(&document, &theme, &fonts).remove(0).drawing.marks;
            let fill = drawn.iter().find_map(|mark| match mark {
                Mark::Fill { points, colour } if !furniture(*colour, &theme.palette) => {
                    Some((*colour, form(&drawn, points)))
                }
                _ => None,
            });
            fill.expect("a bar")
        };
        let (work, critical) = (of(GanttKind::Work), of(GanttKind::Critical));
        assert_ne!(work.1, critical.1, "{brand}: they have one form");
        assert!((lightness(work.0) - lightness(critical.0)).abs() >= APART, "{brand}: one grey");
    }
}

#[test]
fn the_grounds_of_risks_and_of_cells_darken_step_by_step_and_their_words_stay_readable() {
    for brand in BRANDS {
        let theme = theme(brand);
        let fonts = FontBook::load(&theme.fonts).expect("whole fonts");
        let palette = theme.palette;
        let grounds: Vec<Colour> =
            (0..=5_u32).map(|step| shade(&palette, 0.06 + 0.088 * f64::from(step))).collect();
        assert!(grounds.iter().all(|ground| palette.ink.contrast(*ground) >= TEXT), "{brand}");
        assert!(
            grounds.is_sorted_by(|a, b| lightness(*a) - lightness(*b) > 2.3),
            "{brand}: steps nobody sees"
        );

        let cell = |words: &str| vec![Block::Paragraph(vec![Inline::Text(words.to_owned())])];
        let tones = vec![Tone::None, Tone::Pale, Tone::Mid, Tone::Strong];
        let row = Row { kind: RowKind::Body, cells: ["a", "b", "c", "d"].map(cell).into(), tones };
        let table = Table {
            id: String::new(),
            caption: Vec::new(),
            columns: vec![Column { align: Align::Start }; 4],
            head: Vec::new(),
            rows: vec![row],
        };
        let laid = layout::layout(&document(vec![Block::Table(table)]), &theme, &fonts);
        let fills: Vec<Colour> = (laid.pages.pages.iter().flat_map(|page| &page.items))
            .filter_map(|placed| match &placed.item {
                Item::Fill { colour, .. } => Some(*colour),
                _ => None,
            })
            .filter(|colour| *colour != palette.paper)
            .collect();
        assert_eq!(fills.len(), 3, "{brand}: one ground a tone");
        for ground in &fills {
            assert!(palette.ink.contrast(*ground) >= TEXT, "{brand}: {ground:?}");
        }
        let steps: Vec<f64> = std::iter::once(palette.paper).chain(fills).map(lightness).collect();
        assert!(steps.is_sorted_by(|a, b| a - b >= 4.6), "{brand}: {steps:?}");
    }
}

#[test]
fn a_ground_gives_way_where_its_words_would_not_be_read() {
    let mut palette = theme("default").palette;
    palette.ink = Colour([118, 118, 118]);
    let ground = shade(&palette, 0.5);
    assert!(palette.ink.contrast(ground) >= TEXT, "{ground:?}");
    assert_ne!(ground, mix(palette.paper, palette.primary, 0.5));
}

fn document(blocks: Vec<Block>) -> Document {
    let text = || "T".to_owned();
    Document {
        meta: Meta {
            title: text(),
            kind: text(),
            customer: text(),
            author: text(),
            reference: text(),
            date: date(2026, 11, 23),
            language: "en-GB".to_owned(),
            footer: text(),
            watermark: None,
        },
        cover: None,
        contents: false,
        blocks,
        notes: Vec::new(),
        labels: std::collections::BTreeMap::new(),
        names: std::collections::BTreeSet::new(),
    }
}
