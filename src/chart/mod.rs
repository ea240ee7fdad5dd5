//! Charts as drawings: shapes and text at fixed places, used by PDF and SVG alike.

use crate::theme::Colour;

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
