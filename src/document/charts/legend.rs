//! The legend: a sample and a word, side by side, in as many lines as it takes.

use bidwright_base::geometry::{Point, Pt};

use super::{Anchor, ChartStyle, Drawing, Mark};

/// Draws a sample at a place: left, middle of the line.
pub(super) type Sample<'a> = Box<dyn Fn(Pt, Pt) -> Vec<Mark> + 'a>;

/// Width kept for the sample, and between entries.
const SAMPLE: Pt = Pt(22.0);
const BETWEEN: Pt = Pt(18.0);

/// Draws the entries from a left margin, or from the edge if they fit on one line only there.
pub(super) fn draw(entries: Vec<(Sample<'_>, String)>, left: Pt, style: &ChartStyle<'_>) -> Drawing {
    let lead = style.size * 1.5;
    let mut drawing = Drawing::of_width(style.width);
    let width = |name: &str| SAMPLE + style.text_width(name, false);
    let all: Pt = entries.iter().map(|(_, name)| width(name) + BETWEEN).sum();
    let left = if left + all - BETWEEN <= style.width { left } else { Pt::ZERO };
    let (mut x, mut y) = (left, Pt::ZERO);
    for (sample, name) in entries {
        let width = width(&name);
        if x > left && x + width > style.width {
            x = left;
            y += lead;
        }
        drawing.marks.extend(sample(x, y + lead / 2.0));
        let middle = Point::new(x + SAMPLE, y + lead / 2.0);
        drawing.marks.push(style.label(middle, name, false, Anchor::Start));
        x += width + BETWEEN;
        drawing.size.height = y + lead;
    }
    drawing
}
