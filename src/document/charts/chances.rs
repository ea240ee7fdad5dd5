//! Chances in two ways: pairs of bars from 0 to 100 %, with whiskers where a chance is itself uncertain.

use crate::tree::{Chance, Chances, Pair};

use super::{
    Anchor, Drawing, Look, Mark, axis,
    legend::{self, Sample},
    mix, shortened,
};

/// Height of a row and of each of its two bars.
const ROW: f64 = 27.0;
const BAR: f64 = 9.0;
/// Half of the height of a whisker's ends.
const CAP: f64 = 2.6;
/// The label column takes at most this share of the width.
const LABELS: f64 = 0.34;

/// The rows, the scale, the legend.
pub(super) fn draw(chances: &Chances, look: &Look<'_>) -> Drawing {
    let plot = Plot::new(chances, look);
    let height: f64 = chances.rows.iter().map(|_| ROW).sum();
    let mut drawing = Drawing { width: look.width, height, marks: Vec::new() };
    for share in [0.0, 0.25, 0.5, 0.75, 1.0] {
        let x = plot.x(share);
        drawing.marks.push(Mark::line((x, 0.0), (x, height + 3.0), 0.4, look.palette.rule));
        let words = axis::percent(share, look.language);
        drawing.marks.push(look.quiet((x, height + look.size * 1.05), words, Anchor::Middle));
    }
    let mut top = 0.0;
    for (at, row) in chances.rows.iter().enumerate() {
        plot.row(row, top, &mut drawing.marks);
        let next = chances.rows.get(at + 1);
        top += ROW;
        if next.is_some_and(|next| next.whole != row.whole) {
            drawing.marks.push(Mark::line((0.0, top), (look.width, top), 0.5, look.palette.muted));
        }
    }
    drawing.marks.push(Mark::line((plot.labels, 0.0), (plot.labels, height), 0.8, look.palette.muted));
    drawing.height += look.size * 1.7;
    drawing.stack(plot.key(chances), 2.0);
    drawing
}

struct Plot<'a> {
    look: &'a Look<'a>,
    labels: f64,
    width: f64,
}

impl<'a> Plot<'a> {
    fn new(chances: &Chances, look: &'a Look<'a>) -> Plot<'a> {
        let names = chances.rows.iter().map(|row| look.wide(&row.label, row.whole));
        let labels = (names.fold(0.0, f64::max) + 10.0).min(look.width * LABELS);
        let words = chances.rows.iter().flat_map(|row| &row.chances);
        let ends = words.map(|chance| look.wide(&chance.words, true)).fold(0.0, f64::max);
        let scale = look.wide(&axis::percent(1.0, look.language), false) / 2.0;
        let width = look.width - labels - (ends + 8.0).max(scale);
        Plot { look, labels, width: width.max(look.width * 0.2) }
    }

    fn x(&self, share: f64) -> f64 {
        let share = if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.0 };
        self.labels + share * self.width
    }

    fn row(&self, row: &Pair, top: f64, marks: &mut Vec<Mark>) {
        let look = self.look;
        let label = shortened(&row.label, self.labels - 8.0, &|text| look.wide(text, row.whole));
        marks.push(look.words((self.labels - 7.0, top + ROW / 2.0), label, row.whole, Anchor::End));
        for (at, chance) in row.chances.iter().enumerate() {
            let middle = top + ROW / 2.0 + if at == 0 { -0.5 } else { 0.5 } * (BAR + 1.2);
            self.bar(chance, at, middle, marks);
        }
    }

    fn bar(&self, chance: &Chance, at: usize, middle: f64, marks: &mut Vec<Mark>) {
        let (look, palette) = (self.look, self.look.palette);
        let end = self.x(chance.value);
        marks.extend(self.sample(at, self.labels, end - self.labels, middle));
        let mut free = end;
        if let Some((low, high)) = chance.range {
            let (low, high) = (self.x(low), self.x(high));
            // A rim of paper lets it be seen on the dark bar too.
            marks.extend(whisker(low, high, middle, 2.4, palette.paper));
            marks.extend(whisker(low, high, middle, 0.9, palette.ink));
            free = free.max(high);
        }
        let wide = look.wide(&chance.words, at == 0);
        marks.push(Mark::rectangle(free + 3.5, middle - BAR / 2.0, wide + 3.0, BAR, palette.paper));
        marks.push(match at {
            0 => look.words((free + 5.0, middle), chance.words.clone(), true, Anchor::Start),
            _ => look.quiet((free + 5.0, middle), chance.words.clone(), Anchor::Start),
        });
    }

    /// Dark and full, or pale with an outline.
    fn sample(&self, at: usize, x: f64, wide: f64, middle: f64) -> Vec<Mark> {
        let palette = self.look.palette;
        let top = middle - BAR / 2.0;
        match at {
            0 => vec![Mark::rectangle(x, top, wide, BAR, palette.primary)],
            _ => vec![
                Mark::rectangle(x, top, wide, BAR, mix(palette.primary, palette.paper, 0.75)),
                Mark::outline(x, top, wide, BAR, 0.5, palette.primary),
            ],
        }
    }

    fn key(&self, chances: &Chances) -> Drawing {
        let bar = |at: usize| -> Sample<'_> { Box::new(move |x, y| self.sample(at, x, 16.0, y)) };
        let mut entries = vec![(bar(0), chances.upper.clone()), (bar(1), chances.lower.clone())];
        if !chances.whisker.is_empty() {
            let ink = self.look.palette.ink;
            let sample: Sample<'_> = Box::new(move |x, y| whisker(x, x + 16.0, y, 0.9, ink).into());
            entries.push((sample, chances.whisker.clone()));
        }
        legend::draw(entries, self.labels, self.look)
    }
}

/// A line with an end at both sides.
fn whisker(low: f64, high: f64, y: f64, width: f64, colour: bidwright_model::theme::Colour) -> [Mark; 3] {
    let cap = |x| Mark::line((x, y - CAP), (x, y + CAP), width, colour);
    [Mark::line((low, y), (high, y), width, colour), cap(low), cap(high)]
}
