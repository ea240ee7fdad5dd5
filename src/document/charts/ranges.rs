//! Amounts from low to high on a common scale from zero, with a mark at the likely one.

use crate::tree::{Range, Ranges, RowKind};
use bidwright_base::geometry::{Point, Pt, Rect, Size};

use super::{
    Anchor, ChartStyle, Drawing, Mark,
    axis::{figure, positive, round_step},
    legend::{self, Sample},
    mix, shortened,
};

/// Height of a row, of the bar in it and of its mark.
const ROW: Pt = Pt(19.0);
const BAR: Pt = Pt(8.0);
const MARK: Pt = Pt(12.5);
/// Share of the page colour in a bar; a total has less, so that they differ in a grey print.
const PALE: f64 = 0.75;
/// Space above a row that is set apart.
const APART: Pt = Pt(7.0);
/// The label column takes at most this share of the width.
const LABELS: f64 = 0.36;
/// About how many lines divide the scale.
const DIVISIONS: f64 = 4.0;

/// The rows, the scale, the legend.
pub(super) fn draw(ranges: &Ranges, style: &ChartStyle<'_>) -> Drawing {
    let plot = Plot::new(ranges, style);
    let heights: Pt = ranges.rows.iter().map(height).sum();
    let mut drawing = Drawing { size: Size::new(style.width, heights), marks: Vec::new() };
    for (x, _) in plot.lines() {
        drawing.marks.push(Mark::vertical(x, Pt::ZERO, heights, Pt(0.4), style.palette.rule));
    }
    let mut y = Pt::ZERO;
    for row in &ranges.rows {
        y += height(row);
        plot.row(row, y - ROW / 2.0, &mut drawing.marks);
    }
    let axis = Mark::vertical(plot.labels, Pt::ZERO, heights, Pt(0.8), style.palette.muted);
    drawing.marks.push(axis);
    drawing.stack(plot.scale(&ranges.unit), Pt::ZERO);
    drawing.stack(plot.key(ranges), Pt(2.0));
    drawing
}

fn height(row: &Range) -> Pt {
    if row.kind == RowKind::Group { ROW + APART } else { ROW }
}

struct Plot<'a> {
    style: &'a ChartStyle<'a>,
    /// Width of the label column.
    labels: Pt,
    step: f64,
    divisions: f64,
    /// Length of one unit.
    unit: Pt,
}

impl<'a> Plot<'a> {
    fn new(ranges: &Ranges, style: &'a ChartStyle<'a>) -> Plot<'a> {
        let strong = |row: &Range| row.kind == RowKind::Total;
        let names = ranges.rows.iter().map(|row| style.text_width(&row.label, strong(row)));
        let labels = (names.fold(Pt::ZERO, Pt::max) + Pt(10.0)).min(style.width * LABELS);
        let longest = ranges.rows.iter().map(|row| positive(row.values[2])).fold(0.0, f64::max);
        let step = round_step(longest / DIVISIONS);
        let divisions = (longest / step).ceil().max(1.0);
        // Words are placed at the end of their own bar: the scale is as wide as the worst row allows.
        let room = style.width - labels - Pt(2.0);
        let fits = |row: &Range| {
            let share = positive(row.values[2]) / (divisions * step);
            (room - ends(row, style)) / share.max(0.001)
        };
        let width = ranges.rows.iter().map(fits).fold(room, Pt::min).max(style.width * 0.2);
        Plot { style, labels, step, divisions, unit: width / (divisions * step) }
    }

    /// The lines of the scale: place and value.
    fn lines(&self) -> Vec<(Pt, f64)> {
        let mut lines = Vec::new();
        let mut at = 0.0;
        while at <= self.divisions {
            let value = at * self.step;
            lines.push((self.labels + value * self.unit, value));
            at += 1.0;
        }
        lines
    }

    fn row(&self, row: &Range, middle: Pt, marks: &mut Vec<Mark>) {
        let (style, palette) = (self.style, self.style.palette);
        let total = row.kind == RowKind::Total;
        if total {
            let y = middle - ROW / 2.0;
            marks.push(Mark::horizontal(y, Pt::ZERO, style.width, Pt(0.6), palette.muted));
        }
        let label = shortened(&row.label, self.labels - Pt(8.0), &|text| style.text_width(text, total));
        marks.push(style.label(Point::new(self.labels - Pt(7.0), middle), label, total, Anchor::End));
        let [low, likely, high] = row.values.map(|value| self.labels + positive(value) * self.unit);
        let pale = mix(palette.primary, palette.paper, if total { 0.45 } else { PALE });
        // A range that is too short to see is drawn a little longer.
        let wide = (high - low).max(Pt(1.5));
        marks.push(Mark::rectangle(Rect::new(low, middle - BAR / 2.0, wide, BAR), pale));
        marks.push(Mark::outline(Rect::new(low, middle - BAR / 2.0, wide, BAR), Pt(0.5), palette.primary));
        marks.push(self.mark(likely, middle));
        let (x, wide) = (low + wide + Pt(7.0), style.text_width(&row.words, true));
        let height = style.size * 1.2;
        let ground = Rect::new(x - Pt(2.0), middle - height / 2.0, ends(row, style) - Pt(5.0), height);
        marks.push(Mark::rectangle(ground, palette.paper));
        marks.push(style.label(Point::new(x, middle), row.words.clone(), true, Anchor::Start));
        if !row.more.is_empty() {
            marks.push(style.muted_label(
                Point::new(x + wide + Pt(5.0), middle),
                row.more.clone(),
                Anchor::Start,
            ));
        }
    }

    fn mark(&self, x: Pt, middle: Pt) -> Mark {
        Mark::rectangle(
            Rect::new(x - Pt(1.2), middle - MARK / 2.0, Pt(2.4), MARK),
            self.style.palette.primary,
        )
    }

    fn scale(&self, unit: &str) -> Drawing {
        let style = self.style;
        let mut drawing = Drawing { size: Size::new(style.width, style.size * 1.6), marks: Vec::new() };
        let mut free = Pt::ZERO;
        for (x, value) in self.lines() {
            drawing.marks.push(Mark::vertical(x, Pt::ZERO, Pt(3.0), Pt(0.4), style.palette.rule));
            let text = figure(value, self.step, style.locale);
            let half = style.text_width(&text, false) / 2.0;
            if x - half >= free && x + half <= style.width {
                free = x + half + Pt(6.0);
                drawing.marks.push(style.muted_label(Point::new(x, style.size * 1.05), text, Anchor::Middle));
            }
        }
        let wide = style.text_width(unit, false);
        if !unit.is_empty() && free + wide <= style.width {
            // Beside the last figure of the scale.
            drawing.marks.push(style.muted_label(
                Point::new(free, style.size * 1.05),
                unit.to_owned(),
                Anchor::Start,
            ));
        }
        drawing
    }

    fn key(&self, ranges: &Ranges) -> Drawing {
        let palette = self.style.palette;
        let pale = mix(palette.primary, palette.paper, PALE);
        let bar: Sample<'_> = Box::new(move |x, y| {
            vec![
                Mark::rectangle(Rect::new(x, y - Pt(4.0), Pt(16.0), Pt(8.0)), pale),
                Mark::outline(Rect::new(x, y - Pt(4.0), Pt(16.0), Pt(8.0)), Pt(0.5), palette.primary),
            ]
        });
        let mark: Sample<'_> = Box::new(move |x, y| vec![self.mark(x + Pt(10.0), y)]);
        let entries = vec![(bar, ranges.bar.clone()), (mark, ranges.mark.clone())];
        legend::draw(entries, self.labels, self.style)
    }
}

/// Width of the words at the end of a row.
fn ends(row: &Range, style: &ChartStyle<'_>) -> Pt {
    let more = if row.more.is_empty() { Pt::ZERO } else { style.text_width(&row.more, false) + Pt(5.0) };
    style.text_width(&row.words, true) + more + Pt(11.0)
}
