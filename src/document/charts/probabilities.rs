//! Probabilities in two ways: pairs of bars from 0 to 100 %, with whiskers where a chance is itself uncertain.

use crate::tree::{BarPair, Chances, ProbabilityBar};
use bidwright_base::geometry::{Point, Pt, Rect, Size};

use super::{
    Anchor, ChartStyle, Drawing, Mark, axis,
    legend::{self, Sample},
    mix, shortened,
};

/// Height of a row and of each of its two bars.
const ROW: Pt = Pt(27.0);
const BAR: Pt = Pt(9.0);
/// Half of the height of a whisker's ends.
const CAP: Pt = Pt(2.6);
/// The label column takes at most this share of the width.
const LABELS: f64 = 0.34;

/// The rows, the scale, the legend.
pub(super) fn draw(chances: &Chances, style: &ChartStyle<'_>) -> Drawing {
    let plot = Plot::new(chances, style);
    let height: Pt = chances.rows.iter().map(|_| ROW).sum();
    let mut drawing = Drawing { size: Size::new(style.width, height), marks: Vec::new() };
    for share in [0.0, 0.25, 0.5, 0.75, 1.0] {
        let x = plot.x(share);
        drawing.marks.push(Mark::vertical(x, Pt::ZERO, height + Pt(3.0), Pt(0.4), style.palette.rule));
        let words = axis::percent(share, style.locale);
        drawing.marks.push(style.muted_label(
            Point::new(x, height + style.size * 1.05),
            words,
            Anchor::Middle,
        ));
    }
    let mut top = Pt::ZERO;
    for (at, row) in chances.rows.iter().enumerate() {
        plot.row(row, top, &mut drawing.marks);
        let next = chances.rows.get(at + 1);
        top += ROW;
        if next.is_some_and(|next| next.whole != row.whole) {
            drawing.marks.push(Mark::horizontal(top, Pt::ZERO, style.width, Pt(0.5), style.palette.muted));
        }
    }
    drawing.marks.push(Mark::vertical(plot.labels, Pt::ZERO, height, Pt(0.8), style.palette.muted));
    drawing.size.height += style.size * 1.7;
    drawing.stack(plot.key(chances), Pt(2.0));
    drawing
}

struct Plot<'a> {
    style: &'a ChartStyle<'a>,
    labels: Pt,
    width: Pt,
}

impl<'a> Plot<'a> {
    fn new(chances: &Chances, style: &'a ChartStyle<'a>) -> Plot<'a> {
        let names = chances.rows.iter().map(|row| style.text_width(&row.label, row.whole));
        let labels = (names.fold(Pt::ZERO, Pt::max) + Pt(10.0)).min(style.width * LABELS);
        let words = chances.rows.iter().flat_map(|row| &row.chances);
        let ends = words.map(|chance| style.text_width(&chance.words, true)).fold(Pt::ZERO, Pt::max);
        let scale = style.text_width(&axis::percent(1.0, style.locale), false) / 2.0;
        let width = style.width - labels - (ends + Pt(8.0)).max(scale);
        Plot { style, labels, width: width.max(style.width * 0.2) }
    }

    fn x(&self, share: f64) -> Pt {
        let share = if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.0 };
        self.labels + share * self.width
    }

    fn row(&self, row: &BarPair, top: Pt, marks: &mut Vec<Mark>) {
        let style = self.style;
        let label = shortened(&row.label, self.labels - Pt(8.0), &|text| style.text_width(text, row.whole));
        marks.push(style.label(
            Point::new(self.labels - Pt(7.0), top + ROW / 2.0),
            label,
            row.whole,
            Anchor::End,
        ));
        for (at, chance) in row.chances.iter().enumerate() {
            let middle = top + ROW / 2.0 + if at == 0 { -0.5 } else { 0.5 } * (BAR + Pt(1.2));
            self.bar(chance, at, middle, marks);
        }
    }

    fn bar(&self, chance: &ProbabilityBar, at: usize, middle: Pt, marks: &mut Vec<Mark>) {
        let (style, palette) = (self.style, self.style.palette);
        let end = self.x(chance.value);
        marks.extend(self.sample(at, self.labels, end - self.labels, middle));
        let mut free = end;
        if let Some((low, high)) = chance.range {
            let (low, high) = (self.x(low), self.x(high));
            // A rim in the page colour keeps it visible on the dark bar too.
            marks.extend(whisker(low, high, middle, Pt(2.4), palette.paper));
            marks.extend(whisker(low, high, middle, Pt(0.9), palette.ink));
            free = free.max(high);
        }
        let wide = style.text_width(&chance.words, at == 0);
        marks.push(Mark::rectangle(
            Rect::new(free + Pt(3.5), middle - BAR / 2.0, wide + Pt(3.0), BAR),
            palette.paper,
        ));
        marks.push(match at {
            0 => style.label(Point::new(free + Pt(5.0), middle), chance.words.clone(), true, Anchor::Start),
            _ => style.muted_label(Point::new(free + Pt(5.0), middle), chance.words.clone(), Anchor::Start),
        });
    }

    /// Dark and full, or pale with an outline.
    fn sample(&self, at: usize, x: Pt, wide: Pt, middle: Pt) -> Vec<Mark> {
        let palette = self.style.palette;
        let top = middle - BAR / 2.0;
        match at {
            0 => vec![Mark::rectangle(Rect::new(x, top, wide, BAR), palette.primary)],
            _ => vec![
                Mark::rectangle(Rect::new(x, top, wide, BAR), mix(palette.primary, palette.paper, 0.75)),
                Mark::outline(Rect::new(x, top, wide, BAR), Pt(0.5), palette.primary),
            ],
        }
    }

    fn key(&self, chances: &Chances) -> Drawing {
        let bar = |at: usize| -> Sample<'_> { Box::new(move |x, y| self.sample(at, x, Pt(16.0), y)) };
        let mut entries = vec![(bar(0), chances.upper.clone()), (bar(1), chances.lower.clone())];
        if !chances.whisker.is_empty() {
            let ink = self.style.palette.ink;
            let sample: Sample<'_> = Box::new(move |x, y| whisker(x, x + Pt(16.0), y, Pt(0.9), ink).into());
            entries.push((sample, chances.whisker.clone()));
        }
        legend::draw(entries, self.labels, self.style)
    }
}

/// A line with an end at both sides.
fn whisker(low: Pt, high: Pt, y: Pt, width: Pt, colour: bidwright_model::theme::Colour) -> [Mark; 3] {
    let cap = |x| Mark::vertical(x, y - CAP, y + CAP, width, colour);
    [Mark::horizontal(y, low, high, width, colour), cap(low), cap(high)]
}
