//! The legend: a sample and a word, side by side, in as many lines as it takes.

use super::{Anchor, Drawing, Look, Mark};

/// Draws a sample at a place: left, middle of the line.
pub(super) type Sample<'a> = Box<dyn Fn(f64, f64) -> Vec<Mark> + 'a>;

/// Width kept for the sample, and between entries.
const SAMPLE: f64 = 22.0;
const BETWEEN: f64 = 18.0;

/// Draws the entries from a left margin, or from the edge if they fit on one line only there.
pub(super) fn draw(entries: Vec<(Sample<'_>, String)>, left: f64, look: &Look<'_>) -> Drawing {
    let lead = look.size * 1.5;
    let mut drawing = Drawing { width: look.width, ..Drawing::default() };
    let width = |name: &str| SAMPLE + (look.measure)(name, look.size, false);
    let all: f64 = entries.iter().map(|(_, name)| width(name) + BETWEEN).sum();
    let left = if left + all - BETWEEN <= look.width { left } else { 0.0 };
    let (mut x, mut y) = (left, 0.0);
    for (sample, name) in entries {
        let width = width(&name);
        if x > left && x + width > look.width {
            x = left;
            y += lead;
        }
        drawing.marks.extend(sample(x, y + lead / 2.0));
        drawing.marks.push(Mark::Text {
            x: x + SAMPLE,
            y: y + lead / 2.0 + look.size * 0.33,
            text: name,
            size: look.size,
            strong: false,
            colour: look.palette.ink,
            anchor: Anchor::Start,
        });
        x += width + BETWEEN;
        drawing.height = y + lead;
    }
    drawing
}
