//! Charts as drawings: shapes and text at fixed places, used by PDF and SVG alike.

mod axis;
mod probabilities;
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
use bidwright_base::geometry::{Point, Pt, Rect, Size};
use bidwright_base::locale::Locale;
use bidwright_model::theme::{Colour, Palette};

/// A drawing, its origin at its top left, y downwards.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Drawing {
    /// How wide and high it is.
    pub size: Size,
    /// In painting order.
    pub marks: Vec<Mark>,
}

/// A mark on the drawing.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    /// A filled outline; curves are flattened before.
    Fill {
        /// Corners.
        points: Vec<Point>,
        /// Its colour.
        colour: Colour,
    },
    /// A line through points.
    Stroke {
        /// Through these.
        points: Vec<Point>,
        /// How thick.
        width: Pt,
        /// Its colour.
        colour: Colour,
        /// On and off lengths.
        dash: Option<(Pt, Pt)>,
    },
    /// One line of text.
    Text {
        /// Where it is anchored, on its baseline.
        at: Point,
        /// Its value.
        text: String,
        /// Size of the type.
        size: Pt,
        /// Semibold instead of regular.
        strong: bool,
        /// Its colour.
        colour: Colour,
        /// Which part of it is at `at`.
        anchor: Anchor,
    },
}

/// Which part of a text is at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// Its start.
    Start,
    /// Its middle.
    Middle,
    /// Its end.
    End,
}

/// Width of a text at a size, semibold or not: charts ask, layout knows.
pub type Measure<'a> = dyn Fn(&str, Pt, bool) -> Pt + 'a;

/// How a chart is to look, and how its words are measured.
pub struct ChartStyle<'a> {
    /// The brand's colours.
    pub palette: &'a Palette,
    /// How figures, names of months and words of the legend are written.
    pub locale: Locale,
    /// Width of the whole drawing.
    pub width: Pt,
    /// Size of its type.
    pub size: Pt,
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
    /// Whether it is repeated on further pages: the scale.
    pub repeats: bool,
}

/// Draws a chart as one.
#[must_use]
pub fn draw(chart: &Chart, style: &ChartStyle<'_>) -> Drawing {
    let mut whole = Drawing::of_width(style.width);
    for strip in strips(chart, style) {
        let down = whole.size.height;
        whole.marks.extend(strip.drawing.marks.into_iter().map(|mark| mark.moved_down(down)));
        whole.size.height += strip.drawing.size.height;
    }
    whole
}

/// Draws a chart in strips, one below the other without a gap.
#[must_use]
pub fn strips(chart: &Chart, style: &ChartStyle<'_>) -> Vec<Strip> {
    match chart {
        Chart::Gantt(gantt) => gantt::strips(gantt, style),
        Chart::Waterfall(waterfall) => waterfall::strips(waterfall, style),
        Chart::SCurve(curve) => one(curve::draw(curve, style)),
        Chart::Ranges(ranges) => one(ranges::draw(ranges, style)),
        Chart::Chances(chances) => one(probabilities::draw(chances, style)),
        Chart::Frontier(frontier) => one(frontier::draw(frontier, style)),
        Chart::Payments(payments) => one(payments::draw(payments, style)),
        Chart::Heat(heat) => one(heat::draw(heat, style)),
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

/// A ground in the primary colour, a share of it in the page colour: paler than asked for where words in ink would not
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

/// Slanting lines over a rectangle, cut at its edges.
fn hatched(area: Rect, gap: Pt, thick: Pt, colour: Colour) -> Vec<Mark> {
    let mut marks = Vec::new();
    // Each line rises to the right at 45 degrees; `foot` is where it would meet the bottom edge.
    let mut foot = gap - area.height;
    while foot < area.width {
        let (from, to) = (foot.max(Pt::ZERO), (foot + area.height).min(area.width));
        if to > from {
            let point = |along: Pt| Point::new(area.x + along, area.y + area.height - (along - foot));
            let points = vec![point(from), point(to)];
            marks.push(Mark::Stroke { points, width: thick, colour, dash: None });
        }
        foot += gap;
    }
    marks
}

/// The text, or as much of it as fits with an ellipsis.
#[must_use]
pub fn shortened(text: &str, width: Pt, measure: &dyn Fn(&str) -> Pt) -> String {
    if measure(text) <= width {
        return text.to_owned();
    }
    let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let short = |end: usize| format!("{}…", text[..end].trim_end_matches([' ', ',', '·', '–']));
    let fitting = ends.partition_point(|end| measure(&short(*end)) <= width);
    let end = ends[fitting.saturating_sub(1)];
    // A word cut after two letters is unreadable: the end of the word before is better, if it is near.
    let word = text[..end].rfind(' ').filter(|word| *word * 3 > end * 2);
    short(word.unwrap_or(end))
}

impl Mark {
    fn moved_down(mut self, by: Pt) -> Mark {
        match &mut self {
            Mark::Fill { points, .. } | Mark::Stroke { points, .. } => {
                for point in points {
                    point.y += by;
                }
            }
            Mark::Text { at, .. } => at.y += by,
        }
        self
    }

    fn rectangle(area: Rect, colour: Colour) -> Mark {
        Mark::Fill { points: area.corners().to_vec(), colour }
    }

    fn outline(area: Rect, width: Pt, colour: Colour) -> Mark {
        let corners = area.corners();
        let points = corners.into_iter().chain([corners[0]]).collect();
        Mark::Stroke { points, width, colour, dash: None }
    }

    fn diamond(middle: Point, radius: Pt, colour: Colour) -> Mark {
        let tips = [(Pt::ZERO, -radius), (radius, Pt::ZERO), (Pt::ZERO, radius), (-radius, Pt::ZERO)];
        Mark::Fill { points: tips.map(|(x, y)| middle + Point::new(x, y)).to_vec(), colour }
    }

    fn horizontal(y: Pt, from: Pt, to: Pt, width: Pt, colour: Colour) -> Mark {
        let points = vec![Point::new(from, y), Point::new(to, y)];
        Mark::Stroke { points, width, colour, dash: None }
    }

    fn vertical(x: Pt, from: Pt, to: Pt, width: Pt, colour: Colour) -> Mark {
        let points = vec![Point::new(x, from), Point::new(x, to)];
        Mark::Stroke { points, width, colour, dash: None }
    }
}

impl Drawing {
    fn of_width(width: Pt) -> Drawing {
        Drawing { size: Size::new(width, Pt::ZERO), marks: Vec::new() }
    }

    /// Puts another drawing under this one, after a gap.
    fn stack(&mut self, below: Drawing, gap: Pt) {
        if below.size.height > Pt::ZERO {
            let down = self.size.height + gap;
            self.marks.extend(below.marks.into_iter().map(|mark| mark.moved_down(down)));
            self.size.height = down + below.size.height;
        }
    }
}

impl ChartStyle<'_> {
    /// Width of a text at the chart's size.
    fn text_width(&self, text: &str, strong: bool) -> Pt {
        (self.measure)(text, self.size, strong)
    }

    /// A line of text in the chart's size whose small letters have their middle at `middle.y`.
    fn label(&self, middle: Point, text: String, strong: bool, anchor: Anchor) -> Mark {
        let at = Point::new(middle.x, middle.y + self.size * 0.33);
        Mark::Text { at, text, size: self.size, strong, colour: self.palette.ink, anchor }
    }

    /// The same in the muted colour.
    fn muted_label(&self, middle: Point, text: String, anchor: Anchor) -> Mark {
        let at = Point::new(middle.x, middle.y + self.size * 0.33);
        let colour = self.palette.muted;
        Mark::Text { at, text, size: self.size, strong: false, colour, anchor }
    }
}
