//! Charts as drawings: shapes and text at fixed places, used by PDF and SVG alike.

mod axis;
mod chances;
mod curve;
mod dates;
mod frontier;
mod gantt;
mod heat;
mod legend;
mod payments;
mod ranges;
#[cfg(test)]
mod tests;
mod time;
mod waterfall;

use crate::tree::Chart;
use bidwright_model::theme::{Colour, Palette};

/// A drawing, in points, origin at its top left, y downwards.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Drawing {
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
    /// In painting order.
    pub marks: Vec<Mark>,
}

/// A mark on the drawing.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    /// A filled outline; curves are flattened by whoever draws.
    Fill {
        /// Corners.
        points: Vec<(f64, f64)>,
        /// Its colour.
        colour: Colour,
    },
    /// A line through points.
    Stroke {
        /// Through these.
        points: Vec<(f64, f64)>,
        /// How thick.
        width: f64,
        /// Its colour.
        colour: Colour,
        /// On and off lengths.
        dash: Option<(f64, f64)>,
    },
    /// One line of text, baseline at `y`.
    Text {
        /// Where it is anchored.
        x: f64,
        /// Baseline.
        y: f64,
        /// The words.
        text: String,
        /// Size in points.
        size: f64,
        /// Semibold instead of regular.
        strong: bool,
        /// Its colour.
        colour: Colour,
        /// What of it stands at `x`.
        anchor: Anchor,
    },
}

/// What of a text stands at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// Its start.
    Start,
    /// Its middle.
    Middle,
    /// Its end.
    End,
}

/// Width of a text in points, at a size, semibold or not: charts ask, layout knows.
pub type Measure<'a> = dyn Fn(&str, f64, bool) -> f64 + 'a;

/// How a chart is to look, and how its words are measured.
pub struct Look<'a> {
    /// The brand's colours.
    pub palette: &'a Palette,
    /// BCP 47: names of months, words of the legend.
    pub language: &'a str,
    /// Width of the whole drawing.
    pub width: f64,
    /// Size of its type.
    pub size: f64,
    /// Width of a text.
    pub measure: &'a Measure<'a>,
}

/// A part of a chart from side to side, for charts that run over several pages.
#[derive(Debug, Clone, PartialEq)]
pub struct Strip {
    /// What is drawn.
    pub drawing: Drawing,
    /// Whether it stays with the next strip.
    pub keep: bool,
    /// Whether it is drawn again where the chart goes on: the scale.
    pub repeats: bool,
}

/// Draws a chart as one.
#[must_use]
pub fn draw(chart: &Chart, look: &Look<'_>) -> Drawing {
    let mut whole = Drawing { width: look.width, ..Drawing::default() };
    for strip in strips(chart, look) {
        let down = whole.height;
        whole.marks.extend(strip.drawing.marks.into_iter().map(|mark| mark.lowered(down)));
        whole.height += strip.drawing.height;
    }
    whole
}

/// Draws a chart in strips that stand one below the other without a gap.
#[must_use]
pub fn strips(chart: &Chart, look: &Look<'_>) -> Vec<Strip> {
    match chart {
        Chart::Gantt(gantt) => gantt::strips(gantt, look),
        Chart::Waterfall(waterfall) => waterfall::strips(waterfall, look),
        Chart::SCurve(curve) => one(curve::draw(curve, look)),
        Chart::Ranges(ranges) => one(ranges::draw(ranges, look)),
        Chart::Chances(chances) => one(chances::draw(chances, look)),
        Chart::Frontier(frontier) => one(frontier::draw(frontier, look)),
        Chart::Payments(payments) => one(payments::draw(payments, look)),
        Chart::Heat(heat) => one(heat::draw(heat, look)),
    }
}

/// A chart that is never divided.
fn one(drawing: Drawing) -> Vec<Strip> {
    vec![Strip { drawing, keep: false, repeats: false }]
}

/// A colour between two: a share of the second mixed into the first.
#[must_use]
pub fn mix(a: Colour, b: Colour, share: f64) -> Colour {
    let part = |at: usize| {
        let value = f64::from(a.0[at]) * (1.0 - share) + f64::from(b.0[at]) * share;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between 0 and 255 by the clamp"
        )]
        let byte = value.round().clamp(0.0, 255.0) as u8;
        byte
    };
    Colour([part(0), part(1), part(2)])
}

/// What WCAG 2.2, level AA, wants between text and its ground.
const TEXT_CONTRAST: f64 = 4.5;

/// A ground in the primary colour, a share of it in the paper: paler than asked for where words in ink would not
/// be read on it.
#[must_use]
pub fn shade(palette: &Palette, share: f64) -> Colour {
    let mut share = share;
    loop {
        let ground = mix(palette.paper, palette.primary, share);
        if share <= 0.0 || palette.ink.contrast(ground) >= TEXT_CONTRAST {
            return ground;
        }
        share = (share - 0.02).max(0.0);
    }
}

/// Slanting lines over a rectangle, cut at its edges: left, top, width, height.
fn hatched((x, y, width, height): (f64, f64, f64, f64), gap: f64, thick: f64, colour: Colour) -> Vec<Mark> {
    let mut marks = Vec::new();
    // Each line rises to the right at 45 degrees; `foot` is where it would meet the bottom edge.
    let mut foot = gap - height;
    while foot < width {
        let (from, to) = (foot.max(0.0), (foot + height).min(width));
        if to > from {
            let rise = |along: f64| y + height - (along - foot);
            marks.push(Mark::line((x + from, rise(from)), (x + to, rise(to)), thick, colour));
        }
        foot += gap;
    }
    marks
}

/// The text, or as much of it as fits with an ellipsis.
#[must_use]
pub fn shortened(text: &str, width: f64, measure: &dyn Fn(&str) -> f64) -> String {
    if measure(text) <= width {
        return text.to_owned();
    }
    let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let short = |end: usize| format!("{}…", text[..end].trim_end_matches([' ', ',', '·', '–']));
    let fitting = ends.partition_point(|end| measure(&short(*end)) <= width);
    let end = ends[fitting.saturating_sub(1)];
    // A word cut after two letters says nothing: the end of the word before is better, if it is near.
    let word = text[..end].rfind(' ').filter(|word| *word * 3 > end * 2);
    short(word.unwrap_or(end))
}

/// Marks as charts make them.
impl Mark {
    fn lowered(mut self, by: f64) -> Mark {
        match &mut self {
            Mark::Fill { points, .. } | Mark::Stroke { points, .. } => {
                for (_, y) in points {
                    *y += by;
                }
            }
            Mark::Text { y, .. } => *y += by,
        }
        self
    }

    fn rectangle(x: f64, y: f64, width: f64, height: f64, colour: Colour) -> Mark {
        Mark::Fill { points: vec![(x, y), (x + width, y), (x + width, y + height), (x, y + height)], colour }
    }

    fn outline(x: f64, y: f64, width: f64, height: f64, thick: f64, colour: Colour) -> Mark {
        let (right, bottom) = (x + width, y + height);
        Mark::Stroke {
            points: vec![(x, y), (right, y), (right, bottom), (x, bottom), (x, y)],
            width: thick,
            colour,
            dash: None,
        }
    }

    fn diamond(x: f64, y: f64, radius: f64, colour: Colour) -> Mark {
        Mark::Fill {
            points: vec![(x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y)],
            colour,
        }
    }

    fn line(from: (f64, f64), to: (f64, f64), width: f64, colour: Colour) -> Mark {
        Mark::Stroke { points: vec![from, to], width, colour, dash: None }
    }
}

impl Drawing {
    /// Puts another drawing under this one, after a gap.
    fn stack(&mut self, below: Drawing, gap: f64) {
        if below.height > 0.0 {
            let down = self.height + gap;
            self.marks.extend(below.marks.into_iter().map(|mark| mark.lowered(down)));
            self.height = down + below.height;
        }
    }
}

impl Look<'_> {
    /// Width of a text at the chart's size.
    fn wide(&self, text: &str, strong: bool) -> f64 {
        (self.measure)(text, self.size, strong)
    }

    /// A line of text in the chart's size whose middle stands at `middle`.
    fn words(&self, (x, middle): (f64, f64), text: String, strong: bool, anchor: Anchor) -> Mark {
        let colour = self.palette.ink;
        Mark::Text { x, y: middle + self.size * 0.33, text, size: self.size, strong, colour, anchor }
    }

    /// The same, less loud.
    fn quiet(&self, place: (f64, f64), text: String, anchor: Anchor) -> Mark {
        match self.words(place, text, false, anchor) {
            Mark::Text { x, y, text, size, strong, anchor, .. } => {
                Mark::Text { x, y, text, size, strong, anchor, colour: self.palette.muted }
            }
            other => other,
        }
    }
}
