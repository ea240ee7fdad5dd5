//! What is paid beside what is done, over time: payments rise in steps, work along a line.
//!
//! The two differ in form, thickness and dash, so that a grey print says the same.

use crate::tree::Payments;

use super::{
    Anchor, Drawing, Look, Mark, axis,
    legend::{self, Sample},
    mix,
    time::{Step, TimeScale},
};

/// Height of the plot.
const HEIGHT: f64 = 92.0;
/// Shares with a line.
const LINES: [f64; 5] = [0.0, 0.25, 0.5, 0.75, 1.0];

/// The plot with its scales, then the legend.
pub(super) fn draw(payments: &Payments, look: &Look<'_>) -> Drawing {
    let plot = Plot::new(payments, look);
    let mut drawing = Drawing { width: look.width, ..Drawing::default() };
    plot.grid(&mut drawing.marks);
    let done = payments.done.iter().map(|(day, share)| (plot.scale.right(*day), plot.y(*share)));
    drawing.marks.push(work(std::iter::once((plot.left, plot.bottom)).chain(done).collect(), look));
    drawing.marks.push(paid(plot.stairs(payments), look));
    plot.names(payments, &mut drawing.marks);
    drawing.height = plot.bottom + look.size * 1.7;
    let stairs: Sample<'_> = Box::new(|x, y| {
        vec![paid(vec![(x, y + 3.0), (x + 8.0, y + 3.0), (x + 8.0, y - 3.0), (x + 17.0, y - 3.0)], look)]
    });
    let line: Sample<'_> = Box::new(|x, y| vec![work(vec![(x, y + 3.0), (x + 17.0, y - 3.0)], look)]);
    let entries = vec![(stairs, payments.paid_name.clone()), (line, payments.done_name.clone())];
    drawing.stack(legend::draw(entries, plot.left, look), 2.0);
    drawing
}

fn paid(points: Vec<(f64, f64)>, look: &Look<'_>) -> Mark {
    Mark::Stroke { points, width: 1.9, colour: look.palette.primary, dash: None }
}

fn work(points: Vec<(f64, f64)>, look: &Look<'_>) -> Mark {
    Mark::Stroke { points, width: 1.3, colour: look.palette.muted, dash: Some((4.0, 2.4)) }
}

struct Plot<'a> {
    look: &'a Look<'a>,
    scale: TimeScale,
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

impl<'a> Plot<'a> {
    fn new(payments: &Payments, look: &'a Look<'a>) -> Plot<'a> {
        let left = look.wide(&axis::percent(1.0, look.language), false) + 8.0;
        let (top, right) = (look.size * 1.3, look.width - 2.0);
        let scale = TimeScale::new(payments.days.0, payments.days.1, left, right - left);
        Plot { look, scale, left, right, top, bottom: top + HEIGHT }
    }

    fn y(&self, share: f64) -> f64 {
        let share = if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.0 };
        self.bottom - share * HEIGHT
    }

    /// Lines of shares with their figures, and the months.
    fn grid(&self, marks: &mut Vec<Mark>) {
        let (look, palette) = (self.look, self.look.palette);
        let faint = mix(palette.rule, palette.paper, 0.35);
        let step = match self.scale.steps() {
            (Step::Month, _) | (_, Step::Month) => Step::Month,
            (_, finer) => finer,
        };
        let mut year = None;
        let mut free = self.left;
        for tick in self.scale.ticks(step, look.language) {
            marks.push(Mark::line((tick.x, self.top), (tick.x, self.bottom + 3.0), 0.4, faint));
            let dated = (year != Some(tick.year)).then(|| format!("{} {}", tick.name, tick.year));
            let names = dated.into_iter().chain([tick.name]);
            let x = tick.x + 3.0;
            let fits = |name: &String| x >= free && x + look.wide(name, false) <= self.right;
            if let Some(name) = { names }.find(fits) {
                free = x + look.wide(&name, false) + 5.0;
                year = Some(tick.year);
                marks.push(look.quiet((x, self.bottom + look.size * 1.05), name, Anchor::Start));
            }
        }
        for share in LINES {
            let y = self.y(share);
            marks.push(Mark::line((self.left, y), (self.right, y), 0.4, palette.rule));
            let figure = axis::percent(share, look.language);
            marks.push(look.quiet((self.left - 6.0, y), figure, Anchor::End));
        }
        marks.push(Mark::line((self.left, self.bottom), (self.right, self.bottom), 0.8, palette.muted));
    }

    /// From nothing paid, up at each payment, on to the right edge.
    fn stairs(&self, payments: &Payments) -> Vec<(f64, f64)> {
        let mut points = vec![(self.left, self.bottom)];
        let mut y = self.bottom;
        for (day, share, _) in &payments.paid {
            let x = self.scale.right(*day).min(self.right);
            points.push((x, y));
            y = self.y(*share);
            points.push((x, y));
        }
        points.push((self.right, y));
        points
    }

    /// What is paid by then, to the upper left of each step; what would meet another is left to the table.
    fn names(&self, payments: &Payments, marks: &mut Vec<Mark>) {
        let look = self.look;
        let mut taken: Vec<[f64; 4]> = Vec::new();
        for (day, share, words) in payments.paid.iter().rev() {
            let (x, y) = (self.scale.right(*day), self.y(*share));
            let wide = look.wide(words, true);
            let left = if x - wide - 4.0 >= self.left { x - wide - 4.0 } else { x + 4.0 };
            let middle = y - look.size * 0.62;
            let area = [left - 1.5, middle - look.size * 0.55, left + wide + 1.5, middle + look.size * 0.5];
            let meets = |other: &[f64; 4]| {
                area[0] < other[2] && other[0] < area[2] && area[1] < other[3] && other[1] < area[3]
            };
            if taken.iter().any(meets) {
                continue;
            }
            // Paper behind the words keeps the lines out of them.
            let (width, height) = (area[2] - area[0], area[3] - area[1]);
            marks.push(Mark::rectangle(area[0], area[1], width, height, look.palette.paper));
            marks.push(look.words((left, middle), words.clone(), true, Anchor::Start));
            taken.push(area);
        }
    }
}
