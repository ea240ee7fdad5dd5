//! Horizontal bars on a common scale from zero, stacked if there are several series.

use crate::{document::Bars, theme::Colour};

use super::{
    Anchor, Drawing, Look, Mark, Strip,
    axis::{figure, positive, round_step},
    legend::{self, Sample},
    mix, shortened,
};

/// Height of a row and of the bar in it.
const ROW: f64 = 20.0;
const BAR: f64 = 11.0;
/// The label column takes at most this share of the width.
const LABELS: f64 = 0.38;
/// Strips of more rows are divided, so that a page can be filled.
const LONGEST_STRIP: usize = 12;
/// About so many lines divide the scale.
const DIVISIONS: f64 = 5.0;

/// The legend, the rows, the scale.
pub(super) fn strips(bars: &Bars, look: &Look<'_>) -> Vec<Strip> {
    let plot = Plot::new(bars, look);
    let strip = |drawing, keep| Strip { drawing, keep, repeats: false };
    let mut strips = vec![strip(key(bars, plot.labels, look), true)];
    strips.extend(bars.rows.chunks(LONGEST_STRIP).map(|rows| strip(plot.rows(rows), false)));
    if let Some(last) = strips.last_mut() {
        last.keep = true;
    }
    strips.push(strip(plot.axis(&bars.unit), false));
    strips
}

/// The common scale.
struct Plot<'a> {
    look: &'a Look<'a>,
    /// Width of the label column.
    labels: f64,
    width: f64,
    /// What lies between two lines of the scale.
    step: f64,
    divisions: f64,
    /// Points a unit.
    unit: f64,
}

impl<'a> Plot<'a> {
    fn new(bars: &Bars, look: &'a Look<'a>) -> Plot<'a> {
        let size = look.size;
        let widest = bars.rows.iter().map(|row| (look.measure)(&row.0, size, false)).fold(0.0, f64::max);
        let labels = (widest + 10.0).min(look.width * LABELS);
        let ends = bars.rows.iter().map(|row| (look.measure)(&row.2, size, true)).fold(0.0, f64::max);
        let width = (look.width - labels - ends - 8.0).max(look.width * 0.2);
        let longest = bars.rows.iter().map(|row| total(&row.1)).fold(0.0, f64::max);
        let step = round_step(longest / DIVISIONS);
        let divisions = (longest / step).ceil().max(1.0);
        Plot { look, labels, width, step, divisions, unit: width / (divisions * step) }
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

    fn rows(&self, rows: &[(String, Vec<f64>, String)]) -> Drawing {
        let palette = self.look.palette;
        let height: f64 = rows.iter().map(|_| ROW).sum();
        let grid = self.lines().into_iter();
        let mut marks: Vec<Mark> =
            grid.map(|(x, _)| Mark::line((x, 0.0), (x, height), 0.4, palette.rule)).collect();
        let mut y = 0.0;
        for row in rows {
            self.row(row, y + ROW / 2.0, &mut marks);
            y += ROW;
        }
        marks.push(Mark::line((self.labels, 0.0), (self.labels, height), 0.8, palette.muted));
        Drawing { width: self.look.width, height, marks }
    }

    fn row(&self, (label, values, end): &(String, Vec<f64>, String), middle: f64, marks: &mut Vec<Mark>) {
        let look = self.look;
        let palette = look.palette;
        let text = |x, text, strong, anchor| Mark::Text {
            x,
            y: middle + look.size * 0.33,
            text,
            size: look.size,
            strong,
            colour: palette.ink,
            anchor,
        };
        let short = shortened(label, self.labels - 8.0, &|text| (look.measure)(text, look.size, false));
        marks.push(text(self.labels - 7.0, short, false, Anchor::End));
        let (top, bottom) = (middle - BAR / 2.0, middle + BAR / 2.0);
        let mut x = self.labels;
        for (index, value) in values.iter().enumerate() {
            let width = positive(*value) * self.unit;
            if width > 0.0 {
                marks.push(Mark::rectangle(x, top, width, BAR, colour(index, look)));
                if index > 0 {
                    marks.push(Mark::line((x, top), (x, bottom), 0.8, palette.paper));
                }
            }
            x += width;
        }
        // Paper behind the words keeps the grid out of them.
        let width = (look.measure)(end, look.size, true);
        let height = look.size * 1.2;
        marks.push(Mark::rectangle(x + 3.0, middle - height / 2.0, width + 4.0, height, palette.paper));
        marks.push(text(x + 5.0, end.clone(), true, Anchor::Start));
    }

    fn axis(&self, unit: &str) -> Drawing {
        let look = self.look;
        let size = look.size;
        let text = |x, y, text, anchor| Mark::Text {
            x,
            y,
            text,
            size,
            strong: false,
            colour: look.palette.muted,
            anchor,
        };
        let mut height = size * 1.6;
        let mut marks = Vec::new();
        for (x, value) in self.lines() {
            marks.push(Mark::line((x, 0.0), (x, 3.0), 0.4, look.palette.rule));
            let figure = figure(value, self.step, look.language);
            marks.push(text(x, size * 1.25, figure, Anchor::Middle));
        }
        if !unit.is_empty() {
            marks.push(text(self.labels + self.width, height + size, unit.to_owned(), Anchor::End));
            height += size * 1.4;
        }
        Drawing { width: look.width, height, marks }
    }
}

/// The legend, if there is more than one series.
fn key(bars: &Bars, labels: f64, look: &Look<'_>) -> Drawing {
    if bars.series.len() < 2 {
        return Drawing { width: look.width, ..Drawing::default() };
    }
    let entry = |(index, name): (usize, &String)| {
        let colour = colour(index, look);
        let sample: Sample<'_> = Box::new(move |x, y| vec![Mark::rectangle(x, y - 4.0, 16.0, 8.0, colour)]);
        (sample, name.clone())
    };
    let entries = bars.series.iter().enumerate().map(entry).collect();
    let mut drawing = legend::draw(entries, labels, look);
    drawing.height += 4.0;
    drawing
}

/// Dark, middling, light and in between, so that neighbours differ in grey too.
fn colour(index: usize, look: &Look<'_>) -> Colour {
    let palette = look.palette;
    match index % 5 {
        0 => palette.primary,
        1 => mix(palette.accent, palette.paper, 0.25),
        2 => mix(palette.primary, palette.paper, 0.75),
        3 => palette.muted,
        _ => mix(palette.accent, palette.paper, 0.7),
    }
}

fn total(values: &[f64]) -> f64 {
    values.iter().copied().map(positive).sum()
}
