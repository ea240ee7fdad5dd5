//! What is paid beside what is done, over time: payments rise in steps, work along a line.
//!
//! The two differ in form, thickness and dash, so that a grey print carries the same information.

use crate::tree::Payments;
use bidwright_base::geometry::{Point, Pt, Rect};

use super::{
    Anchor, ChartStyle, Drawing, Mark, axis,
    legend::{self, Sample},
    mix,
    time::{Step, TimeScale},
};

/// Height of the plot.
const HEIGHT: Pt = Pt(92.0);
/// Shares with a line.
const LINES: [f64; 5] = [0.0, 0.25, 0.5, 0.75, 1.0];

/// The plot with its scales, then the legend.
pub(super) fn draw(payments: &Payments, style: &ChartStyle<'_>) -> Drawing {
    let plot = Plot::new(payments, style);
    let mut drawing = Drawing::of_width(style.width);
    plot.grid(&mut drawing.marks);
    let done = payments.done.iter().map(|(day, share)| Point::new(plot.scale.right(*day), plot.y(*share)));
    drawing
        .marks
        .push(work(std::iter::once(Point::new(plot.left, plot.bottom)).chain(done).collect(), style));
    drawing.marks.push(paid(plot.stairs(payments), style));
    plot.names(payments, &mut drawing.marks);
    drawing.size.height = plot.bottom + style.size * 1.7;
    let samples: [Sample<'_>; 2] = [
        Box::new(|x, y| {
            let (low, high) = (y + Pt(3.0), y - Pt(3.0));
            let stairs = [(x, low), (x + Pt(8.0), low), (x + Pt(8.0), high), (x + Pt(17.0), high)];
            vec![paid(stairs.map(|(x, y)| Point::new(x, y)).into(), style)]
        }),
        Box::new(|x, y| {
            vec![work(vec![Point::new(x, y + Pt(3.0)), Point::new(x + Pt(17.0), y - Pt(3.0))], style)]
        }),
    ];
    let entries = samples.into_iter().zip([payments.paid_name.clone(), payments.done_name.clone()]).collect();
    drawing.stack(legend::draw(entries, plot.left, style), Pt(2.0));
    drawing
}

fn paid(points: Vec<Point>, style: &ChartStyle<'_>) -> Mark {
    Mark::Stroke { points, width: Pt(1.9), colour: style.palette.primary, dash: None }
}

fn work(points: Vec<Point>, style: &ChartStyle<'_>) -> Mark {
    Mark::Stroke { points, width: Pt(1.3), colour: style.palette.muted, dash: Some((Pt(4.0), Pt(2.4))) }
}

struct Plot<'a> {
    style: &'a ChartStyle<'a>,
    scale: TimeScale,
    left: Pt,
    right: Pt,
    top: Pt,
    bottom: Pt,
}

impl<'a> Plot<'a> {
    fn new(payments: &Payments, style: &'a ChartStyle<'a>) -> Plot<'a> {
        let left = style.text_width(&axis::percent(1.0, style.locale), false) + Pt(8.0);
        let (top, right) = (style.size * 1.3, style.width - Pt(2.0));
        let scale = TimeScale::new(payments.days.0, payments.days.1, left, right - left);
        Plot { style, scale, left, right, top, bottom: top + HEIGHT }
    }

    fn y(&self, share: f64) -> Pt {
        let share = if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.0 };
        self.bottom - share * HEIGHT
    }

    /// Lines of shares with their figures, and the months.
    fn grid(&self, marks: &mut Vec<Mark>) {
        let (style, palette) = (self.style, self.style.palette);
        let faint = mix(palette.rule, palette.paper, 0.35);
        let step = match self.scale.steps() {
            (Step::Month, _) | (_, Step::Month) => Step::Month,
            (_, finer) => finer,
        };
        let mut year = None;
        let mut free = self.left;
        for tick in self.scale.ticks(step, style.locale) {
            marks.push(Mark::vertical(tick.x, self.top, self.bottom + Pt(3.0), Pt(0.4), faint));
            let dated = (year != Some(tick.year)).then(|| format!("{} {}", tick.name, tick.year));
            let names = dated.into_iter().chain([tick.name]);
            let x = tick.x + Pt(3.0);
            let fits = |name: &String| x >= free && x + style.text_width(name, false) <= self.right;
            if let Some(name) = { names }.find(fits) {
                free = x + style.text_width(&name, false) + Pt(5.0);
                year = Some(tick.year);
                marks.push(style.muted_label(
                    Point::new(x, self.bottom + style.size * 1.05),
                    name,
                    Anchor::Start,
                ));
            }
        }
        for share in LINES {
            let y = self.y(share);
            marks.push(Mark::horizontal(y, self.left, self.right, Pt(0.4), palette.rule));
            let figure = axis::percent(share, style.locale);
            marks.push(style.muted_label(Point::new(self.left - Pt(6.0), y), figure, Anchor::End));
        }
        marks.push(Mark::horizontal(self.bottom, self.left, self.right, Pt(0.8), palette.muted));
    }

    /// From nothing paid, up at each payment, on to the right edge.
    fn stairs(&self, payments: &Payments) -> Vec<Point> {
        let mut points = vec![Point::new(self.left, self.bottom)];
        let mut y = self.bottom;
        for (day, share, _) in &payments.paid {
            let x = self.scale.right(*day).min(self.right);
            points.push(Point::new(x, y));
            y = self.y(*share);
            points.push(Point::new(x, y));
        }
        points.push(Point::new(self.right, y));
        points
    }

    /// What is paid by then, to the upper left of each step; what would meet another is left to the table.
    fn names(&self, payments: &Payments, marks: &mut Vec<Mark>) {
        let style = self.style;
        let mut taken: Vec<Rect> = Vec::new();
        for (day, share, words) in payments.paid.iter().rev() {
            let (x, y) = (self.scale.right(*day), self.y(*share));
            let wide = style.text_width(words, true);
            let left = if x - wide - Pt(4.0) >= self.left { x - wide - Pt(4.0) } else { x + Pt(4.0) };
            let middle = y - style.size * 0.62;
            let top = middle - style.size * 0.55;
            let area = Rect::new(left - Pt(1.5), top, wide + Pt(3.0), style.size * 1.05);
            if taken.iter().any(|other| area.meets(*other)) {
                continue;
            }
            // Paper behind the words keeps the lines out of them.
            marks.push(Mark::rectangle(area, style.palette.paper));
            marks.push(style.label(Point::new(left, middle), words.clone(), true, Anchor::Start));
            taken.push(area);
        }
    }
}
