//! Amounts from low to high on a common scale from zero, with a mark at the likely one.

use crate::tree::{Range, Ranges, RowKind};

use super::{
    Anchor, Drawing, Look, Mark,
    axis::{figure, positive, round_step},
    legend::{self, Sample},
    mix, shortened,
};

/// Height of a row, of the bar in it and of its mark.
const ROW: f64 = 19.0;
const BAR: f64 = 8.0;
const MARK: f64 = 12.5;
/// Share of paper in a bar; a total has less, so that a grey print tells them apart.
const PALE: f64 = 0.75;
/// Space above a row that stands apart.
const APART: f64 = 7.0;
/// The label column takes at most this share of the width.
const LABELS: f64 = 0.36;
/// About so many lines divide the scale.
const DIVISIONS: f64 = 4.0;

/// The rows, the scale, the legend.
pub(super) fn draw(ranges: &Ranges, look: &Look<'_>) -> Drawing {
    let plot = Plot::new(ranges, look);
    let heights: f64 = ranges.rows.iter().map(height).sum();
    let mut drawing = Drawing { width: look.width, height: heights, marks: Vec::new() };
    for (x, _) in plot.lines() {
        drawing.marks.push(Mark::line((x, 0.0), (x, heights), 0.4, look.palette.rule));
    }
    let mut y = 0.0;
    for row in &ranges.rows {
        y += height(row);
        plot.row(row, y - ROW / 2.0, &mut drawing.marks);
    }
    let axis = Mark::line((plot.labels, 0.0), (plot.labels, heights), 0.8, look.palette.muted);
    drawing.marks.push(axis);
    drawing.stack(plot.scale(&ranges.unit), 0.0);
    drawing.stack(plot.key(ranges), 2.0);
    drawing
}

fn height(row: &Range) -> f64 {
    if row.kind == RowKind::Group { ROW + APART } else { ROW }
}

struct Plot<'a> {
    look: &'a Look<'a>,
    /// Width of the label column.
    labels: f64,
    step: f64,
    divisions: f64,
    /// Points a unit.
    unit: f64,
}

impl<'a> Plot<'a> {
    fn new(ranges: &Ranges, look: &'a Look<'a>) -> Plot<'a> {
        let strong = |row: &Range| row.kind == RowKind::Total;
        let names = ranges.rows.iter().map(|row| look.wide(&row.label, strong(row)));
        let labels = (names.fold(0.0, f64::max) + 10.0).min(look.width * LABELS);
        let longest = ranges.rows.iter().map(|row| positive(row.values[2])).fold(0.0, f64::max);
        let step = round_step(longest / DIVISIONS);
        let divisions = (longest / step).ceil().max(1.0);
        // Words stand at the end of their own bar: the scale is as wide as the worst row allows.
        let room = look.width - labels - 2.0;
        let fits = |row: &Range| {
            let share = positive(row.values[2]) / (divisions * step);
            (room - ends(row, look)) / share.max(0.001)
        };
        let width = ranges.rows.iter().map(fits).fold(room, f64::min).max(look.width * 0.2);
        Plot { look, labels, step, divisions, unit: width / (divisions * step) }
    }

    /// The lines of the scale: place and value.
    fn lines(&self) -> Vec<(f64, f64)> {
        let mut lines = Vec::new();
        let mut at = 0.0;
        while at <= self.divisions {
            let value = at * self.step;
            lines.push((self.labels + value * self.unit, value));
            at += 1.0;
        }
        lines
    }

    fn row(&self, row: &Range, middle: f64, marks: &mut Vec<Mark>) {
        let (look, palette) = (self.look, self.look.palette);
        let total = row.kind == RowKind::Total;
        if total {
            let y = middle - ROW / 2.0;
            marks.push(Mark::line((0.0, y), (look.width, y), 0.6, palette.muted));
        }
        let label = shortened(&row.label, self.labels - 8.0, &|text| look.wide(text, total));
        marks.push(look.words((self.labels - 7.0, middle), label, total, Anchor::End));
        let [low, likely, high] = row.values.map(|value| self.labels + positive(value) * self.unit);
        let pale = mix(palette.primary, palette.paper, if total { 0.45 } else { PALE });
        // A range that is too short to see is drawn a little longer.
        let wide = (high - low).max(1.5);
        marks.push(Mark::rectangle(low, middle - BAR / 2.0, wide, BAR, pale));
        marks.push(Mark::outline(low, middle - BAR / 2.0, wide, BAR, 0.5, palette.primary));
        marks.push(self.mark(likely, middle));
        let (x, wide) = (low + wide + 7.0, look.wide(&row.words, true));
        let ground = (x - 2.0, ends(row, look) - 5.0);
        let height = look.size * 1.2;
        marks.push(Mark::rectangle(ground.0, middle - height / 2.0, ground.1, height, palette.paper));
        marks.push(look.words((x, middle), row.words.clone(), true, Anchor::Start));
        if !row.more.is_empty() {
            marks.push(look.quiet((x + wide + 5.0, middle), row.more.clone(), Anchor::Start));
        }
    }

    fn mark(&self, x: f64, middle: f64) -> Mark {
        Mark::rectangle(x - 1.2, middle - MARK / 2.0, 2.4, MARK, self.look.palette.primary)
    }

    fn scale(&self, unit: &str) -> Drawing {
        let look = self.look;
        let mut drawing = Drawing { width: look.width, height: look.size * 1.6, marks: Vec::new() };
        let mut free = 0.0;
        for (x, value) in self.lines() {
            drawing.marks.push(Mark::line((x, 0.0), (x, 3.0), 0.4, look.palette.rule));
            let text = figure(value, self.step, look.language);
            let half = look.wide(&text, false) / 2.0;
            if x - half >= free && x + half <= look.width {
                free = x + half + 6.0;
                drawing.marks.push(look.quiet((x, look.size * 1.05), text, Anchor::Middle));
            }
        }
        let wide = look.wide(unit, false);
        if !unit.is_empty() && free + wide <= look.width {
            // Beside the last figure of the scale.
            drawing.marks.push(look.quiet((free, look.size * 1.05), unit.to_owned(), Anchor::Start));
        }
        drawing
    }

    fn key(&self, ranges: &Ranges) -> Drawing {
        let palette = self.look.palette;
        let pale = mix(palette.primary, palette.paper, PALE);
        let bar: Sample<'_> = Box::new(move |x, y| {
            vec![
                Mark::rectangle(x, y - 4.0, 16.0, 8.0, pale),
                Mark::outline(x, y - 4.0, 16.0, 8.0, 0.5, palette.primary),
            ]
        });
        let mark: Sample<'_> = Box::new(move |x, y| vec![self.mark(x + 10.0, y)]);
        let entries = vec![(bar, ranges.bar.clone()), (mark, ranges.mark.clone())];
        legend::draw(entries, self.labels, self.look)
    }
}

/// Width of the words at the end of a row.
fn ends(row: &Range, look: &Look<'_>) -> f64 {
    let more = if row.more.is_empty() { 0.0 } else { look.wide(&row.more, false) + 5.0 };
    look.wide(&row.words, true) + more + 11.0
}
