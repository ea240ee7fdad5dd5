//! What a higher chance costs: one point for each set on the Pareto front, and the named sets.
//!
//! What is offered is a full diamond, other named sets are open ones, the rest are small.

use crate::tree::Frontier;
use bidwright_base::geometry::{Point, Pt, Rect, Size};

use super::{
    Anchor, ChartStyle, Drawing, Mark,
    axis::{figure, percent, positive, round_step},
};

/// Height of the plot.
const HEIGHT: Pt = Pt(84.0);
/// From the middle of a named point to its tips, and of another.
const NAMED: Pt = Pt(5.0);
const OTHER: Pt = Pt(2.6);

/// The plot with its scales.
pub(super) fn draw(frontier: &Frontier, style: &ChartStyle<'_>) -> Drawing {
    let plot = Plot::new(frontier, style);
    let over = Point::new(Pt::ZERO, style.size * 0.5);
    let mut marks = vec![style.muted_label(over, frontier.chance.clone(), Anchor::Start)];
    plot.chances(&mut marks);
    plot.costs(&mut marks);
    plot.points(frontier, &mut marks);
    let height = plot.bottom + style.size * 3.0;
    let under = Point::new(plot.right, height - style.size * 0.7);
    marks.push(style.muted_label(under, frontier.cost.clone(), Anchor::End));
    Drawing { size: Size::new(style.width, height), marks }
}

struct Plot<'a> {
    style: &'a ChartStyle<'a>,
    left: Pt,
    right: Pt,
    bottom: Pt,
    /// Cost between two lines of its scale, and how many such steps there are.
    step: f64,
    divisions: f64,
    /// The lowest and highest chance shown, in whole tenths.
    low: f64,
    high: f64,
}

impl<'a> Plot<'a> {
    fn new(frontier: &Frontier, style: &'a ChartStyle<'a>) -> Plot<'a> {
        let named = frontier.named.iter().map(|point| (point.cost, point.chance));
        let all: Vec<(f64, f64)> = frontier.points.iter().copied().chain(named).collect();
        let dearest = all.iter().map(|(cost, _)| positive(*cost)).fold(0.0, f64::max);
        let step = round_step(dearest / 5.0);
        // Tenths below and above: chances differ by a few points, and a scale from zero would hide it.
        let bounds = all.iter().fold((1.0_f64, 0.0_f64), |(low, high), (_, p)| (low.min(*p), high.max(*p)));
        Plot {
            style,
            left: style.text_width(&percent(1.0, style.locale), false) + Pt(8.0),
            right: style.width - Pt(24.0),
            bottom: style.size * 1.7 + HEIGHT,
            step,
            divisions: (dearest / step).ceil().max(1.0),
            low: (bounds.0.min(bounds.1) * 10.0 - 0.2).floor().max(0.0) / 10.0,
            high: (bounds.1 * 10.0 + 0.2).ceil().min(10.0) / 10.0,
        }
    }

    fn x(&self, cost: f64) -> Pt {
        self.left + positive(cost) / (self.divisions * self.step) * (self.right - self.left)
    }

    fn y(&self, chance: f64) -> Pt {
        self.bottom - (chance - self.low).max(0.0) / (self.high - self.low).max(0.1) * HEIGHT
    }

    fn at(&self, cost: f64, chance: f64) -> Point {
        Point::new(self.x(cost), self.y(chance))
    }

    /// A line for each tenth of chance, with its figure.
    fn chances(&self, marks: &mut Vec<Mark>) {
        let style = self.style;
        let mut tenth = (self.low * 10.0).round();
        while tenth <= self.high * 10.0 + 0.5 {
            let y = self.y(tenth / 10.0);
            marks.push(Mark::horizontal(y, self.left, self.right, Pt(0.4), style.palette.rule));
            let place = Point::new(self.left - Pt(6.0), y);
            marks.push(style.muted_label(place, percent(tenth / 10.0, style.locale), Anchor::End));
            tenth += 1.0;
        }
    }

    /// The scale of cost, with as many figures as have room.
    fn costs(&self, marks: &mut Vec<Mark>) {
        let style = self.style;
        let mut at = 0.0;
        let mut free = Pt::ZERO;
        while at <= self.divisions {
            let x = self.x(at * self.step);
            marks.push(Mark::vertical(x, self.bottom, self.bottom + Pt(3.0), Pt(0.4), style.palette.rule));
            let text = figure(at * self.step, self.step, style.locale);
            let half = style.text_width(&text, false) / 2.0;
            if x - half >= free && x + half <= style.width {
                let place = Point::new(x, self.bottom + style.size * 1.1);
                marks.push(style.muted_label(place, text, Anchor::Middle));
                free = x + half + Pt(6.0);
            }
            at += 1.0;
        }
        marks.push(Mark::horizontal(self.bottom, self.left, self.right, Pt(0.8), style.palette.muted));
    }

    /// The line through all points, their marks, and the names of those that have one.
    fn points(&self, frontier: &Frontier, marks: &mut Vec<Mark>) {
        let (style, palette) = (self.style, self.style.palette);
        let line: Vec<Point> = frontier.points.iter().map(|(cost, p)| self.at(*cost, *p)).collect();
        if line.len() > 1 {
            let points = line.clone();
            marks.push(Mark::Stroke { points, width: Pt(1.0), colour: palette.muted, dash: None });
        }
        let places: Vec<Point> = frontier.named.iter().map(|one| self.at(one.cost, one.chance)).collect();
        // A named point has its own mark.
        let apart = |a: &Point, b: &Point| (a.x - b.x).abs() + (a.y - b.y).abs() > Pt(0.1);
        let others = line.iter().filter(|point| places.iter().all(|named| apart(point, named)));
        marks.extend(others.map(|point| Mark::diamond(*point, OTHER, palette.muted)));

        // Names keep off every point and off each other.
        let around = |point: &Point, radius: Pt| {
            Rect::new(point.x - radius, point.y - radius, 2.0 * radius, 2.0 * radius)
        };
        let mut taken: Vec<Rect> = line.iter().map(|point| around(point, OTHER)).collect();
        taken.extend(places.iter().map(|point| around(point, NAMED)));
        let inside = Rect::new(self.left, Pt::ZERO, style.width - self.left, self.bottom);
        for (at, (named, point)) in frontier.named.iter().zip(&places).enumerate().rev() {
            marks.push(Mark::diamond(*point, NAMED, palette.primary));
            if at > 0 {
                marks.push(Mark::diamond(*point, NAMED - Pt(1.8), palette.paper));
            }
            let name = Size::new(style.text_width(&named.name, true) + Pt(3.0), style.size * 1.1);
            let area = name_place(*point, name, style.size, &taken, inside);
            marks.push(Mark::rectangle(area, palette.paper));
            let middle = Point::new(area.x + Pt(1.5), (area.y + area.bottom()) / 2.0);
            marks.push(style.label(middle, named.name.clone(), true, Anchor::Start));
            taken.push(area);
        }
    }
}

/// The first place beside a point where a name meets nothing that is taken and stays inside.
fn name_place(point: Point, name: Size, size: Pt, taken: &[Rect], inside: Rect) -> Rect {
    let Point { x, y } = point;
    let Size { width, height } = name;
    let at = |left: Pt, top: Pt| Rect::new(left, top, width, height);
    let mut tries = Vec::new();
    // Lower right and upper left first: the line rises from the left.
    for far in [0.0, 1.0, 2.2, 3.4] {
        let off = far * size;
        tries.extend([
            at(x + NAMED + Pt(3.0), y + off),
            at(x - NAMED - Pt(3.0) - width, y - height - off),
            at(x - NAMED - Pt(3.0) - width, y - height / 2.0 + off),
            at(x + NAMED + Pt(3.0), y - height / 2.0 - off),
            at(x - width / 2.0, y + NAMED + Pt(3.0) + off),
        ]);
    }
    let clear = |area: &&Rect| area.is_within(inside) && !taken.iter().any(|other| area.meets(*other));
    let found = tries.iter().find(clear).or_else(|| tries.iter().find(|area| area.is_within(inside)));
    let last = at((inside.right() - width).max(inside.x), (y + size).min(inside.bottom() - height));
    *found.unwrap_or(&last)
}
