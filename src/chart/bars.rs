//! Horizontal bars on a common scale from zero, stacked if there are several series.

use crate::{document::Bars, theme::Colour};

use super::{
    Anchor, Drawing, Look, Mark,
    legend::{self, Sample},
    mix, shortened,
};

/// Height of a row and of the bar in it.
const ROW: f64 = 20.0;
const BAR: f64 = 11.0;
/// The label column takes at most this share of the width.
const LABELS: f64 = 0.38;
/// About so many lines divide the scale.
const DIVISIONS: f64 = 5.0;

/// Draws legend, bars and scale.
pub(super) fn draw(bars: &Bars, look: &Look<'_>) -> Drawing {
    let palette = look.palette;
    let size = look.size;
    let label_width = |row: &(String, Vec<f64>, String)| (look.measure)(&row.0, size, false);
    let end_width = |row: &(String, Vec<f64>, String)| (look.measure)(&row.2, size, true);
    let widest = bars.rows.iter().map(label_width).fold(0.0, f64::max);
    let labels = (widest + 10.0).min(look.width * LABELS);
    let ends = bars.rows.iter().map(end_width).fold(0.0, f64::max) + 8.0;
    let plot = (look.width - labels - ends).max(look.width * 0.2);
    let longest = bars.rows.iter().map(|row| total(&row.1)).fold(0.0, f64::max);
    let step = round_step(longest / DIVISIONS);
    let divisions = (longest / step).ceil().max(1.0);
    let point = plot / (divisions * step);

    let mut drawing = key(bars, labels, look);
    let top = drawing.height;
    let height: f64 = bars.rows.iter().map(|_| ROW).sum();
    let bottom = top + height + 3.0;
    let mut marks = Vec::new();
    let mut at = 0.0;
    while at <= divisions {
        let x = labels + at * step * point;
        marks.push(Mark::line((x, top), (x, bottom), 0.4, palette.rule));
        marks.push(Mark::Text {
            x,
            y: bottom + size * 1.15,
            text: figure(at * step, step, look.language),
            size,
            strong: false,
            colour: palette.muted,
            anchor: Anchor::Middle,
        });
        at += 1.0;
    }
    let mut y = top + 1.5;
    for (label, values, end) in &bars.rows {
        let middle = y + ROW / 2.0;
        let text = |x, text, strong, colour, anchor| Mark::Text {
            x,
            y: middle + size * 0.33,
            text,
            size,
            strong,
            colour,
            anchor,
        };
        let short = shortened(label, labels - 8.0, &|text| (look.measure)(text, size, false));
        marks.push(text(labels - 7.0, short, false, palette.ink, Anchor::End));
        let mut x = labels;
        for (index, value) in values.iter().enumerate() {
            let width = positive(*value) * point;
            if width > 0.0 {
                marks.push(Mark::rectangle(
                    x,
                    middle - BAR / 2.0,
                    width,
                    BAR,
                    colour(index, look),
                ));
                if index > 0 {
                    let (from, to) = ((x, middle - BAR / 2.0), (x, middle + BAR / 2.0));
                    marks.push(Mark::line(from, to, 0.8, palette.paper));
                }
            }
            x += width;
        }
        marks.push(text(x + 5.0, end.clone(), true, palette.ink, Anchor::Start));
        y += ROW;
    }
    marks.push(Mark::line((labels, top), (labels, bottom), 0.8, palette.muted));
    drawing.marks.extend(marks);
    drawing.height = bottom + size * 1.5;
    if !bars.unit.is_empty() {
        drawing.marks.push(Mark::Text {
            x: labels + plot,
            y: drawing.height + size,
            text: bars.unit.clone(),
            size,
            strong: false,
            colour: palette.muted,
            anchor: Anchor::End,
        });
        drawing.height += size * 1.4;
    }
    drawing
}

/// The legend, if there is more than one series.
fn key(bars: &Bars, labels: f64, look: &Look<'_>) -> Drawing {
    if bars.series.len() < 2 {
        return Drawing {
            width: look.width,
            ..Drawing::default()
        };
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

/// No bar runs backwards, and none is endless.
fn positive(value: f64) -> f64 {
    if value.is_finite() { value.max(0.0) } else { 0.0 }
}

fn total(values: &[f64]) -> f64 {
    values.iter().copied().map(positive).sum()
}

/// The next of 1, 2, 5, 10, 20, ... that is not smaller.
fn round_step(step: f64) -> f64 {
    if step <= 0.0 {
        return 1.0;
    }
    let mut power = 1.0;
    while power > step {
        power /= 10.0;
    }
    while power * 10.0 <= step {
        power *= 10.0;
    }
    let fits = |factor: &f64| power * factor >= step * 0.999_999;
    power
        * [1.0, 2.0, 5.0]
            .into_iter()
            .find(|factor| fits(factor))
            .unwrap_or(10.0)
}

/// A number of the scale, thousands apart.
fn figure(value: f64, step: f64, language: &str) -> String {
    let decimals = if step >= 1.0 {
        0
    } else if step >= 0.1 {
        1
    } else {
        2
    };
    let (thousands, point) = if language.starts_with("de") {
        ('.', ',')
    } else {
        (',', '.')
    };
    let plain = format!("{value:.decimals$}");
    let (whole, rest) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut text = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            text.push(thousands);
        }
        text.push(digit);
    }
    if !rest.is_empty() {
        text.push(point);
        text.push_str(rest);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_are_divided_at_round_numbers() {
        let close = |a: f64, b: f64| (a - b).abs() < 1e-9;
        assert!(close(round_step(3.2), 5.0));
        assert!(close(round_step(11_000.0), 20_000.0));
        assert!(close(round_step(0.17), 0.2));
        assert!(close(round_step(0.0), 1.0));
    }

    #[test]
    fn figures_are_grouped_as_the_language_does() {
        assert_eq!(figure(1_250_000.0, 250_000.0, "en-GB"), "1,250,000");
        assert_eq!(figure(1500.0, 500.0, "de-DE"), "1.500");
        assert_eq!(figure(0.5, 0.5, "de"), "0,5");
    }
}
