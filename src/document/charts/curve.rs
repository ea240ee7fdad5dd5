//! The S-curve: how likely it is to be done by when, or for how much.
//!
//! The two ways differ in thickness, dash and mark, so that a grey print carries the same information. What is named on the
//! first curve is named to its upper left, what is named on the other to its lower right, where no curve runs.

use crate::tree::{Curve, SCurve};
use bidwright_base::geometry::{Point, Pt, Rect};
use bidwright_model::theme::Colour;

use super::{
    Anchor, ChartStyle, Drawing, Mark, axis,
    legend::{self, Sample},
    mix,
};

/// Height of the plot.
const HEIGHT: Pt = Pt(100.0);
/// Chances with a line; those of one in two and four in five are read most.
const LINES: [(f64, bool); 5] = [(0.0, false), (0.2, false), (0.5, true), (0.8, true), (1.0, false)];

/// The plot with its scales, then the legend.
pub(super) fn draw(curve: &SCurve, style: &ChartStyle<'_>) -> Drawing {
    let plot = Plot::new(curve, style);
    let mut drawing = Drawing::of_width(style.width);
    plot.grid(curve, &mut drawing.marks);
    plot.limit(curve, &mut drawing.marks);
    for (at, one) in curve.curves.iter().enumerate().rev() {
        drawing.marks.push(plot.line(one, at));
    }
    for (at, one) in curve.curves.iter().enumerate().rev() {
        plot.names(one, at, curve.limit.as_ref().map(|(value, _)| plot.x(*value)), &mut drawing.marks);
    }
    drawing.size.height = plot.bottom + style.size * 1.7;
    if !curve.unit.is_empty() {
        let place = Point::new(plot.right, drawing.size.height + style.size * 0.4);
        drawing.marks.push(style.muted_label(place, curve.unit.clone(), Anchor::End));
        drawing.size.height += style.size * 1.4;
    }
    if curve.curves.len() > 1 {
        let sample = |at: usize| -> Sample<'_> {
            Box::new(move |x, y| vec![stroke(vec![Point::new(x, y), Point::new(x + Pt(17.0), y)], at, style)])
        };
        let entries = curve.curves.iter().enumerate().map(|(at, one)| (sample(at), one.name.clone()));
        drawing.stack(legend::draw(entries.collect(), plot.left, style), Pt(2.0));
    }
    drawing
}

struct Plot<'a> {
    style: &'a ChartStyle<'a>,
    left: Pt,
    right: Pt,
    top: Pt,
    bottom: Pt,
    /// The values at the left and at the right.
    from: f64,
    to: f64,
}

impl<'a> Plot<'a> {
    fn new(curve: &SCurve, style: &'a ChartStyle<'a>) -> Plot<'a> {
        let points = || curve.curves.iter().flat_map(|one| &one.points).map(|(value, _)| *value);
        let limit = curve.limit.as_ref().map(|(value, _)| *value);
        let values = || points().chain(limit);
        let (low, high) = (values().fold(f64::MAX, f64::min), values().fold(f64::MIN, f64::max));
        let (low, high) = if low < high { (low, high) } else { (low.min(0.0), low.min(0.0) + 1.0) };
        let left = style.text_width(&axis::percent(1.0, style.locale), false) + Pt(8.0);
        let top = if curve.limit.is_some() { style.size * 1.6 } else { Pt(4.0) };
        let breath = 0.02 * (high - low);
        Plot {
            style,
            left,
            right: style.width - Pt(2.0),
            top,
            bottom: top + HEIGHT,
            from: low - breath,
            to: high + breath,
        }
    }

    fn x(&self, value: f64) -> Pt {
        let share = ((value - self.from) / (self.to - self.from)).clamp(0.0, 1.0);
        self.left + share * (self.right - self.left)
    }

    fn y(&self, chance: f64) -> Pt {
        self.bottom - chance.clamp(0.0, 1.0) * (self.bottom - self.top)
    }

    /// Lines of chance with their figures, and as many names of the scale as have room.
    fn grid(&self, curve: &SCurve, marks: &mut Vec<Mark>) {
        let (style, palette) = (self.style, self.style.palette);
        let faint = mix(palette.rule, palette.paper, 0.35);
        let ends = |value: &f64| self.from <= *value && *value <= self.to;
        let mut free = self.left - Pt(12.0);
        for (value, name) in curve.ticks.iter().filter(|(value, _)| ends(value)) {
            let x = self.x(*value);
            marks.push(Mark::vertical(x, self.top, self.bottom + Pt(3.0), Pt(0.4), faint));
            let half = style.text_width(name, false) / 2.0;
            if x - half >= free && x + half <= self.right + Pt(2.0) {
                let place = Point::new(x, self.bottom + style.size * 1.05);
                marks.push(style.muted_label(place, name.clone(), Anchor::Middle));
                free = x + half + Pt(7.0);
            }
        }
        for (chance, read) in LINES {
            let y = self.y(chance);
            let colour = if read { palette.muted } else { palette.rule };
            marks.push(Mark::Stroke {
                points: vec![Point::new(self.left, y), Point::new(self.right, y)],
                width: Pt(0.4),
                colour,
                dash: read.then_some((Pt(1.5), Pt(2.0))),
            });
            let place = Point::new(self.left - Pt(6.0), y);
            marks.push(style.muted_label(place, axis::percent(chance, style.locale), Anchor::End));
        }
        marks.push(Mark::horizontal(self.bottom, self.left, self.right, Pt(0.8), palette.muted));
    }

    fn limit(&self, curve: &SCurve, marks: &mut Vec<Mark>) {
        let Some((value, name)) = &curve.limit else {
            return;
        };
        let (style, x) = (self.style, self.x(*value));
        let colour = style.palette.caution;
        marks.push(Mark::vertical(x, Pt::ZERO, self.bottom, Pt(1.0), colour));
        let room = x + style.text_width(name, true) + Pt(4.0) <= style.width;
        let (at, anchor) = if room { (x + Pt(4.0), Anchor::Start) } else { (x - Pt(4.0), Anchor::End) };
        marks.push(Mark::Text {
            at: Point::new(at, style.size * 0.95),
            text: name.clone(),
            size: style.size,
            strong: true,
            colour,
            anchor,
        });
    }

    fn line(&self, one: &Curve, at: usize) -> Mark {
        let points = one.points.iter().map(|(value, chance)| Point::new(self.x(*value), self.y(*chance)));
        stroke(points.collect(), at, self.style)
    }

    /// Dots on the curve, named beside it; a name the limit would cross is moved clear of it.
    fn names(&self, one: &Curve, at: usize, limit: Option<Pt>, marks: &mut Vec<Mark>) {
        let (style, palette) = (self.style, self.style.palette);
        for (value, chance, name) in &one.marks {
            let (x, y) = (self.x(*value), self.y(*chance));
            marks.extend(dot(at, Point::new(x, y), colour(at, style), palette.paper));
            let wide = style.text_width(name, at == 0);
            let upper = at == 0 && x - Pt(7.0) - wide >= self.left;
            let (left, middle) = if upper {
                (x - Pt(7.0) - wide, y - style.size * 0.75)
            } else {
                ((x + Pt(7.0)).min(self.right - wide - Pt(2.0)), y + style.size * 0.85)
            };
            let crossed = limit.filter(|limit| left - Pt(4.0) < *limit && *limit < left + wide + Pt(4.0));
            let left = match crossed {
                Some(limit) if upper => (limit - Pt(5.0) - wide).max(self.left),
                Some(limit) if limit + Pt(5.0) + wide <= self.right => limit + Pt(5.0),
                _ => left,
            };
            // Paper behind the words keeps the grid out of them.
            let top = middle - style.size * 0.6;
            marks.push(Mark::rectangle(
                Rect::new(left - Pt(1.5), top, wide + Pt(3.0), style.size * 1.15),
                palette.paper,
            ));
            marks.push(match at {
                0 => style.label(Point::new(left, middle), name.clone(), true, Anchor::Start),
                _ => style.muted_label(Point::new(left, middle), name.clone(), Anchor::Start),
            });
        }
    }
}

/// A mark with a rim in the page colour: a dot, as an octagon, on the first curve and a diamond on the other.
fn dot(at: usize, middle: Point, colour: Colour, paper: Colour) -> [Mark; 2] {
    if at > 0 {
        return [Mark::diamond(middle, Pt(4.6), paper), Mark::diamond(middle, Pt(3.4), colour)];
    }
    let octagon = |radius: Pt, colour| {
        let (far, near) = (radius, radius * 0.414);
        let corners = [
            (far, near),
            (near, far),
            (-near, far),
            (-far, near),
            (-far, -near),
            (-near, -far),
            (near, -far),
            (far, -near),
        ];
        Mark::Fill { points: corners.map(|(dx, dy)| middle + Point::new(dx, dy)).into(), colour }
    };
    [octagon(Pt(3.8), paper), octagon(Pt(2.8), colour)]
}

fn colour(at: usize, style: &ChartStyle<'_>) -> Colour {
    if at == 0 { style.palette.primary } else { style.palette.muted }
}

fn stroke(points: Vec<Point>, at: usize, style: &ChartStyle<'_>) -> Mark {
    let (width, dash) = if at == 0 { (Pt(1.9), None) } else { (Pt(1.3), Some((Pt(4.0), Pt(2.4)))) };
    Mark::Stroke { points, width, colour: colour(at, style), dash }
}
