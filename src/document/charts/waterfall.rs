//! From the parts of an amount to what they come to: each bar begins where the one before it ended.
//!
//! Sums are full, parts are pale with an outline, and what is taken off is hatched and carries its sign, so that
//! a grey print carries the same information.

use crate::tree::{RowKind, Waterfall, WaterfallStep};
use bidwright_base::geometry::{Point, Pt, Rect, Size};
use bidwright_base::locale::Message;

use super::{
    Anchor, ChartStyle, Drawing, Mark, Strip,
    axis::{figure, round_step},
    hatched,
    legend::{self, Sample},
    mix, shortened,
};

/// Height of a row and of the bar in it.
const ROW: Pt = Pt(16.0);
const BAR: Pt = Pt(9.0);
/// Between the end of a bar and its words.
const GAP: Pt = Pt(5.0);
/// The label column takes at most this share of the width.
const LABELS: f64 = 0.38;
/// Strips of more rows are divided, so that a page can be filled.
const LONGEST_STRIP: usize = 12;
/// About how many lines divide the scale.
const DIVISIONS: f64 = 5.0;

/// The rows, the scale, the legend.
pub(super) fn strips(waterfall: &Waterfall, style: &ChartStyle<'_>) -> Vec<Strip> {
    let bars = placed(&waterfall.steps);
    let plot = Plot::new(&bars, style);
    let strip = |drawing| Strip { drawing, keep: false, repeats: false };
    let parts = bars.chunks(LONGEST_STRIP).enumerate();
    let mut strips: Vec<Strip> =
        parts.map(|(at, rows)| strip(plot.rows(rows, at * LONGEST_STRIP, bars.len()))).collect();
    if let Some(last) = strips.last_mut() {
        last.keep = true;
    }
    let mut foot = plot.scale(&waterfall.unit);
    foot.stack(plot.key(&bars), Pt(2.0));
    strips.push(strip(foot));
    strips
}

/// A row with the values between which its bar lies, and the words after it.
struct Bar<'a> {
    step: &'a WaterfallStep,
    from: f64,
    to: f64,
}

impl Bar<'_> {
    fn is_sum(&self) -> bool {
        matches!(self.step.kind, RowKind::Subtotal | RowKind::Total)
    }

    fn falls(&self) -> bool {
        !self.is_sum() && self.to < self.from
    }
}

/// Each part starts where the one before ended; a sum starts at zero.
fn placed<'a>(steps: &'a [WaterfallStep]) -> Vec<Bar<'a>> {
    let mut running = 0.0;
    let bar = |step: &'a WaterfallStep| {
        let value = finite(step.value);
        let (from, to) = match step.kind {
            RowKind::Subtotal | RowKind::Total => (0.0, value),
            _ => (running, running + value),
        };
        running = to;
        Bar { step, from, to }
    };
    steps.iter().map(bar).collect()
}

fn finite(value: f64) -> f64 {
    if value.is_finite() { value } else { 0.0 }
}

/// The common scale.
struct Plot<'a> {
    style: &'a ChartStyle<'a>,
    labels: Pt,
    /// The value at the left.
    low: f64,
    step: f64,
    divisions: f64,
    /// Length of one unit.
    unit: Pt,
}

impl<'a> Plot<'a> {
    fn new(bars: &[Bar<'_>], style: &'a ChartStyle<'a>) -> Plot<'a> {
        let names = bars.iter().map(|bar| style.text_width(&bar.step.label, bar.is_sum()));
        let labels = (names.fold(Pt::ZERO, Pt::max) + Pt(10.0)).min(style.width * LABELS);
        let ends = || bars.iter().flat_map(|bar| [bar.from, bar.to]);
        let (low, high) = (ends().fold(0.0, f64::min), ends().fold(0.0, f64::max));
        let step = round_step((high - low) / DIVISIONS);
        let low = (low / step).floor() * step;
        let divisions = ((high - low) / step).ceil().max(1.0);
        // Words are placed at the end of their own bar: the scale is as wide as the worst row allows.
        let room = style.width - labels - Pt(2.0);
        let fits = |bar: &Bar<'_>| {
            let share = (bar.from.max(bar.to) - low) / (divisions * step);
            (room - style.text_width(&bar.step.words, true) - GAP - Pt(2.0)) / share.max(0.001)
        };
        let width = bars.iter().map(fits).fold(room, Pt::min).max(style.width * 0.2);
        Plot { style, labels, low, step, divisions, unit: width / (divisions * step) }
    }

    fn x(&self, value: f64) -> Pt {
        self.labels + (value - self.low) * self.unit
    }

    /// The lines of the scale: place and value.
    fn lines(&self) -> Vec<(Pt, f64)> {
        let mut lines = Vec::new();
        let mut at = 0.0;
        while at <= self.divisions {
            let value = self.low + at * self.step;
            lines.push((self.x(value), value));
            at += 1.0;
        }
        lines
    }

    /// Some of the rows, the first of them at a place in the whole.
    fn rows(&self, bars: &[Bar<'_>], first: usize, count: usize) -> Drawing {
        let palette = self.style.palette;
        let height: Pt = bars.iter().map(|_| ROW).sum();
        let mut marks: Vec<Mark> = Vec::new();
        for (x, _) in self.lines() {
            marks.push(Mark::vertical(x, Pt::ZERO, height, Pt(0.4), palette.rule));
        }
        let mut top = Pt::ZERO;
        for (at, bar) in bars.iter().enumerate() {
            let middle = top + ROW / 2.0;
            // A hairline leads from each end to the next start; it is kept clear of both bars' words.
            let x = self.x(bar.to);
            if first + at + 1 < count {
                marks.push(Mark::vertical(x, middle + BAR / 2.0, top + ROW, Pt(0.6), palette.muted));
            }
            if first + at > 0 {
                let x = self.x(if bar.is_sum() { bar.to } else { bar.from });
                marks.push(Mark::vertical(x, top, middle - BAR / 2.0, Pt(0.6), palette.muted));
            }
            self.row(bar, middle, &mut marks);
            top += ROW;
        }
        let zero = self.x(0.0);
        marks.push(Mark::vertical(zero, Pt::ZERO, height, Pt(0.8), palette.muted));
        Drawing { size: Size::new(self.style.width, height), marks }
    }

    fn row(&self, bar: &Bar<'_>, middle: Pt, marks: &mut Vec<Mark>) {
        let style = self.style;
        let sum = bar.is_sum();
        let label = shortened(&bar.step.label, self.labels - Pt(8.0), &|text| style.text_width(text, sum));
        marks.push(style.label(Point::new(self.labels - Pt(7.0), middle), label, sum, Anchor::End));
        let (left, right) = (self.x(bar.from.min(bar.to)), self.x(bar.from.max(bar.to)));
        // A bar that is too short to see is drawn a little longer.
        let wide = (right - left).max(Pt(1.5));
        marks.extend(self.sample(sum, bar.falls(), left, wide, middle));
        // Paper behind the words keeps the scale out of them.
        let (words, height) = (style.text_width(&bar.step.words, true), style.size * 1.2);
        let x = left + wide + GAP;
        marks.push(Mark::rectangle(
            Rect::new(x - Pt(2.0), middle - height / 2.0, words + Pt(4.0), height),
            style.palette.paper,
        ));
        marks.push(style.label(Point::new(x, middle), bar.step.words.clone(), true, Anchor::Start));
    }

    fn sample(&self, sum: bool, falls: bool, x: Pt, wide: Pt, middle: Pt) -> Vec<Mark> {
        let palette = self.style.palette;
        let (top, primary) = (middle - BAR / 2.0, palette.primary);
        let outline = Mark::outline(Rect::new(x, top, wide, BAR), Pt(0.6), primary);
        if sum {
            vec![Mark::rectangle(Rect::new(x, top, wide, BAR), primary)]
        } else if falls {
            let mut marks = vec![Mark::rectangle(Rect::new(x, top, wide, BAR), palette.paper)];
            marks.extend(hatched(Rect::new(x, top, wide, BAR), Pt(3.2), Pt(0.7), primary));
            marks.push(outline);
            marks
        } else {
            vec![Mark::rectangle(Rect::new(x, top, wide, BAR), mix(primary, palette.paper, 0.7)), outline]
        }
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
        if !unit.is_empty() && free + style.text_width(unit, false) <= style.width {
            // Beside the last figure of the scale.
            drawing.marks.push(style.muted_label(
                Point::new(free, style.size * 1.05),
                unit.to_owned(),
                Anchor::Start,
            ));
        }
        drawing
    }

    /// The kinds that occur; rows that only add up need no key.
    fn key(&self, bars: &[Bar<'_>]) -> Drawing {
        if !bars.iter().any(Bar::falls) {
            return Drawing::of_width(self.style.width);
        }
        let locale = self.style.locale;
        let names = [Message::WaterfallKeyPart, Message::WaterfallKeyTakenOff, Message::WaterfallKeySum];
        let kinds = [(false, false), (false, true), (true, false)].into_iter().zip(names);
        let entries = kinds.map(|((sum, falls), name)| {
            let sample: Sample<'_> = Box::new(move |x, y| self.sample(sum, falls, x, Pt(16.0), y));
            (sample, locale.text(name))
        });
        legend::draw(entries.collect(), self.labels, self.style)
    }
}
