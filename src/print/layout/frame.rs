//! The frame that blocks are set in: a column, and how its text is set.

use bidwright_base::geometry::Pt;
use bidwright_model::theme::Colour;

use super::{
    distribute::GUTTER,
    lines::Flush,
    scale::Scale,
    shape::{Figures, Style},
    text::Span,
};

/// The column that blocks are set in, and how.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    pub(super) x: Pt,
    pub(super) width: Pt,
    /// Element that what is set belongs to.
    pub(super) parent: usize,
    pub(super) scale: Scale,
    pub(super) flush: Flush,
    pub(super) colour: Colour,
    pub(super) strong: bool,
    pub(super) figures: Figures,
    /// Whether letters are those of the brand's small heads.
    pub(super) heads: bool,
    /// Whether words may be divided: in prose and cells, not in titles.
    pub(super) hyphenate: bool,
    /// How many lists it is nested in.
    pub(super) depth: usize,
}

impl Frame {
    /// The frame without a strip at its left.
    pub(super) fn indented(self, by: Pt) -> Frame {
        // However deep lists are nested, a column for a word is left.
        let by = by.min((self.width - Pt(48.0)).max(Pt::ZERO));
        Frame { x: self.x + by, width: self.width - by, ..self }
    }

    /// The frame without strips at both sides.
    pub(super) fn inset(self, by: Pt) -> Frame {
        let inner = self.indented(by);
        Frame { width: inner.width - by.min(inner.width / 4.0), ..inner }
    }

    /// The first of two columns. Its lines are too short to be spread without holes.
    pub(super) fn column(self) -> Frame {
        Frame { width: (self.width - GUTTER) / 2.0, flush: Flush::Start, ..self }
    }

    pub(super) fn in_element(self, parent: usize) -> Frame {
        Frame { parent, ..self }
    }

    /// For titles and labels: not spread, not divided.
    pub(super) fn display(self) -> Frame {
        Frame { flush: Flush::Start, hyphenate: false, ..self }
    }

    /// Plain text of an element in this frame.
    pub(super) fn span(self, element: usize) -> Span {
        let (strong, figures, heads) = (self.strong, self.figures, self.heads);
        let style = Style { strong, figures, heads, ..Style::default() };
        Span::plain(style, self.colour, element)
    }
}
