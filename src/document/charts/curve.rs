//! The S-curve: how likely it is to be done by when, or for how much.
//!
//! The two ways differ in thickness, dash and mark, so that a grey print says the same. What is named on the
//! first curve is named to its upper left, what is named on the other to its lower right, where no curve runs.

use crate::tree::{Curve, SCurve};
use bidwright_model::theme::Colour;

use super::{
    Anchor, Drawing, Look, Mark, axis,
    legend::{self, Sample},
    mix,
};

/// Height of the plot.
const HEIGHT: f64 = 100.0;
/// Chances with a line; those of one in two and four in five are read most.
const LINES: [(f64, bool); 5] = [(0.0, false), (0.2, false), (0.5, true), (0.8, true), (1.0, false)];

/// The plot with its scales, then the legend.
pub(super) fn draw(curve: &SCurve, look: &Look<'_>) -> Drawing {
    let plot = Plot::new(curve, look);
    let mut drawing = Drawing { width: look.width, ..Drawing::default() };
    plot.grid(curve, &mut drawing.marks);
    plot.limit(curve, &mut drawing.marks);
    for (at, one) in curve.curves.iter().enumerate().rev() {
        drawing.marks.push(plot.line(one, at));
    }
    for (at, one) in curve.curves.iter().enumerate().rev() {
        plot.names(one, at, curve.limit.as_ref().map(|(value, _)| plot.x(*value)), &mut drawing.marks);
    }
    drawing.height = plot.bottom + look.size * 1.7;
    if !curve.unit.is_empty() {
        let place = (plot.right, drawing.height + look.size * 0.4);
        drawing.marks.push(look.quiet(place, curve.unit.clone(), Anchor::End));
        drawing.height += look.size * 1.4;
    }
    if curve.curves.len() > 1 {
        let sample = |at: usize| -> Sample<'_> {
            Box::new(move |x, y| vec![stroke(vec![(x, y), (x + 17.0, y)], at, look)])
        };
        let entries = curve.curves.iter().enumerate().map(|(at, one)| (sample(at), one.name.clone()));
        drawing.stack(legend::draw(entries.collect(), plot.left, look), 2.0);
    }
    drawing
}

struct Plot<'a> {
    look: &'a Look<'a>,
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
    /// The values at the left and at the right.
    from: f64,
    to: f64,
}

impl<'a> Plot<'a> {
    fn new(curve: &SCurve, look: &'a Look<'a>) -> Plot<'a> {
        let points = || curve.curves.iter().flat_map(|one| &one.points).map(|(value, _)| *value);
        let limit = curve.limit.as_ref().map(|(value, _)| *value);
        let values = || points().chain(limit);
        let (low, high) = (values().fold(f64::MAX, f64::min), values().fold(f64::MIN, f64::max));
        let (low, high) = if low < high { (low, high) } else { (low.min(0.0), low.min(0.0) + 1.0) };
        let left = look.wide(&axis::percent(1.0, look.language), false) + 8.0;
        let top = if curve.limit.is_some() { look.size * 1.6 } else { 4.0 };
        let breath = 0.02 * (high - low);
        Plot {
            look,
            left,
            right: look.width - 2.0,
            top,
            bottom: top + HEIGHT,
            from: low - breath,
            to: high + breath,
        }
    }

    fn x(&self, value: f64) -> f64 {
        let share = ((value - self.from) / (self.to - self.from)).clamp(0.0, 1.0);
        self.left + share * (self.right - self.left)
    }

    fn y(&self, chance: f64) -> f64 {
        self.bottom - chance.clamp(0.0, 1.0) * (self.bottom - self.top)
    }

    /// Lines of chance with their figures, and as many names of the scale as have room.
    fn grid(&self, curve: &SCurve, marks: &mut Vec<Mark>) {
        let (look, palette) = (self.look, self.look.palette);
        let faint = mix(palette.rule, palette.paper, 0.35);
        let ends = |value: &f64| self.from <= *value && *value <= self.to;
        let mut free = self.left - 12.0;
        for (value, name) in curve.ticks.iter().filter(|(value, _)| ends(value)) {
            let x = self.x(*value);
            marks.push(Mark::line((x, self.top), (x, self.bottom + 3.0), 0.4, faint));
            let half = look.wide(name, false) / 2.0;
            if x - half >= free && x + half <= self.right + 2.0 {
                let place = (x, self.bottom + look.size * 1.05);
                marks.push(look.quiet(place, name.clone(), Anchor::Middle));
                free = x + half + 7.0;
            }
        }
        for (chance, read) in LINES {
            let y = self.y(chance);
            let colour = if read { palette.muted } else { palette.rule };
            marks.push(Mark::Stroke {
                points: vec![(self.left, y), (self.right, y)],
                width: 0.4,
                colour,
                dash: read.then_some((1.5, 2.0)),
            });
            let place = (self.left - 6.0, y);
            marks.push(look.quiet(place, axis::percent(chance, look.language), Anchor::End));
        }
        marks.push(Mark::line((self.left, self.bottom), (self.right, self.bottom), 0.8, palette.muted));
    }

    fn limit(&self, curve: &SCurve, marks: &mut Vec<Mark>) {
        let Some((value, name)) = &curve.limit else {
            return;
        };
        let (look, x) = (self.look, self.x(*value));
        let colour = look.palette.caution;
        marks.push(Mark::line((x, 0.0), (x, self.bottom), 1.0, colour));
        let room = x + look.wide(name, true) + 4.0 <= look.width;
        let (at, anchor) = if room { (x + 4.0, Anchor::Start) } else { (x - 4.0, Anchor::End) };
        marks.push(Mark::Text {
            x: at,
            y: look.size * 0.95,
            text: name.clone(),
            size: look.size,
            strong: true,
            colour,
            anchor,
        });
    }

    fn line(&self, one: &Curve, at: usize) -> Mark {
        let points = one.points.iter().map(|(value, chance)| (self.x(*value), self.y(*chance)));
        stroke(points.collect(), at, self.look)
    }

    /// Dots on the curve, named beside it; a name the limit would cross stands clear of it.
    fn names(&self, one: &Curve, at: usize, limit: Option<f64>, marks: &mut Vec<Mark>) {
        let (look, palette) = (self.look, self.look.palette);
        for (value, chance, name) in &one.marks {
            let (x, y) = (self.x(*value), self.y(*chance));
            marks.extend(dot(at, (x, y), colour(at, look), palette.paper));
            let wide = look.wide(name, at == 0);
            let upper = at == 0 && x - 7.0 - wide >= self.left;
            let (left, middle) = match upper {
                true => (x - 7.0 - wide, y - look.size * 0.75),
                false => ((x + 7.0).min(self.right - wide - 2.0), y + look.size * 0.85),
            };
            let crossed = limit.filter(|limit| left - 4.0 < *limit && *limit < left + wide + 4.0);
            let left = match crossed {
                Some(limit) if upper => (limit - 5.0 - wide).max(self.left),
                Some(limit) if limit + 5.0 + wide <= self.right => limit + 5.0,
                _ => left,
            };
            // Paper behind the words keeps the grid out of them.
            let ground = (look.size * 1.15, middle - look.size * 0.6);
            marks.push(Mark::rectangle(left - 1.5, ground.1, wide + 3.0, ground.0, palette.paper));
            marks.push(match at {
                0 => look.words((left, middle), name.clone(), true, Anchor::Start),
                _ => look.quiet((left, middle), name.clone(), Anchor::Start),
            });
        }
    }
}

/// A mark with a rim of paper: a dot, as an octagon, on the first curve and a diamond on the other.
fn dot(at: usize, (x, y): (f64, f64), colour: Colour, paper: Colour) -> [Mark; 2] {
    if at > 0 {
        return [Mark::diamond(x, y, 4.6, paper), Mark::diamond(x, y, 3.4, colour)];
    }
    let octagon = |radius: f64, colour| {
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
        Mark::Fill { points: corners.map(|(dx, dy)| (x + dx, y + dy)).into(), colour }
    };
    [octagon(3.8, paper), octagon(2.8, colour)]
}

fn colour(at: usize, look: &Look<'_>) -> Colour {
    if at == 0 { look.palette.primary } else { look.palette.muted }
}

fn stroke(points: Vec<(f64, f64)>, at: usize, look: &Look<'_>) -> Mark {
    let (width, dash) = if at == 0 { (1.9, None) } else { (1.3, Some((4.0, 2.4))) };
    Mark::Stroke { points, width, colour: colour(at, look), dash }
}
