//! A paragraph ready to be broken: its words shaped and measured, and every place a line may end.

use bidwright_base::geometry::Pt;
use std::{ops::Range, rc::Rc};

use super::{
    breaks::{self, Breakpoint, Kind},
    lines::{Flush, Line, Protrusion},
    pieces,
    shape::{Shaped, Shaper},
    text::StyledText,
};

/// A paragraph at one size, before its width is known.
pub(super) struct Paragraph<'s> {
    pub(super) words: StyledText,
    pub(super) size: Pt,
    pub(super) shaper: &'s Shaper<'s>,
    pub(super) pieces: Vec<Piece>,
    breakpoints: Vec<Breakpoint>,
    /// Where the line after each breakpoint begins.
    cuts: Vec<Cut>,
}

/// A word, a part of one, or the space after it: one span, one direction.
#[derive(Clone)]
pub(super) struct Piece {
    /// Bytes of the paragraph's text.
    pub(super) text: Range<usize>,
    pub(super) span: usize,
    /// Odd: from right to left.
    pub(super) level: u8,
    pub(super) shaped: Rc<Shaped>,
    pub(super) width: Pt,
    pub(super) is_space: bool,
}

/// The piece and byte a line begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cut {
    pub(super) piece: usize,
    pub(super) byte: usize,
}

impl<'s> Paragraph<'s> {
    /// Shapes the words and finds the breakpoints.
    pub(super) fn new(
        words: StyledText,
        size: Pt,
        shaper: &'s Shaper<'s>,
        language: Option<hypher::Lang>,
    ) -> Paragraph<'s> {
        let (pieces, breakpoints, cuts) = pieces::cut(&words, size, shaper, language);
        Paragraph { words, size, shaper, pieces, breakpoints, cuts }
    }

    /// The same set smaller or larger: all widths grow with the size.
    pub(super) fn resized(mut self, factor: f64) -> Paragraph<'s> {
        self.size *= factor;
        for piece in &mut self.pieces {
            piece.width *= factor;
        }
        for Breakpoint { at, hyphen, protrusion_end, protrusion_start, next, space, next_space, .. } in
            &mut self.breakpoints
        {
            for width in [at, hyphen, protrusion_end, protrusion_start, next, space, next_space] {
                *width *= factor;
            }
        }
        self
    }

    /// Width if it stood on as few lines as its forced breaks allow.
    pub(super) fn natural(&self) -> Pt {
        let mut widest = Pt::ZERO;
        let mut from = Pt::ZERO;
        for (at, breakpoint) in self.breakpoints.iter().enumerate() {
            if breakpoint.kind == Kind::Forced || at + 1 == self.breakpoints.len() {
                widest = widest.max(breakpoint.at - from);
                from = breakpoint.next;
            }
        }
        widest
    }

    /// Width of the widest word.
    pub(super) fn widest_word(&self) -> Pt {
        self.units().map(|(_, width)| width).fold(Pt::ZERO, Pt::max)
    }

    /// What lies between two ends of words: the later breakpoint and the width.
    fn units(&self) -> impl Iterator<Item = (usize, Pt)> {
        let mut from = Pt::ZERO;
        let breakpoints = self.breakpoints.iter().enumerate().skip(1);
        breakpoints.filter(|(_, breakpoint)| whole_word(breakpoint)).map(move |(index, breakpoint)| {
            let width = breakpoint.at + breakpoint.hyphen - from;
            from = breakpoint.next;
            (index, width)
        })
    }

    /// Breaks the paragraph into lines.
    pub(super) fn lines(&self, width: Pt, flush: Flush) -> Vec<Line> {
        if self.pieces.is_empty() {
            return Vec::new();
        }
        let measure = breaks::Measure { width, justify: flush == Flush::Both };
        if self.units().all(|(_, unit)| unit <= width) {
            return self.set(&self.breakpoints, &self.cuts, measure, flush);
        }
        let (breakpoints, cuts) = self.with_emergency_breakpoints(width);
        self.set(&breakpoints, &cuts, measure, flush)
    }

    fn set(
        &self,
        breakpoints: &[Breakpoint],
        cuts: &[Cut],
        measure: breaks::Measure,
        flush: Flush,
    ) -> Vec<Line> {
        let taken = breaks::best(breakpoints, measure);
        let lines = taken.windows(2).map(|pair| {
            let (from, to) = (pair[0], pair[1]);
            let ends = to + 1 == breakpoints.len() || breakpoints[to].kind == Kind::Forced;
            let hyphenated = breakpoints[to].kind == Kind::Hyphen && !ends;
            let protrusion = match flush {
                Flush::Both => Protrusion {
                    start: breakpoints[from].protrusion_start,
                    end: breakpoints[to].protrusion_end,
                },
                _ => Protrusion::default(),
            };
            self.line(cuts[from]..cuts[to], hyphenated, ends, measure.width, protrusion, flush)
        });
        lines.collect()
    }

    /// The breakpoints, and one after every character of a word that is longer than the line.
    fn with_emergency_breakpoints(&self, width: Pt) -> (Vec<Breakpoint>, Vec<Cut>) {
        let mut all: Vec<(Breakpoint, Cut)> = Vec::new();
        let mut done = 0;
        for (unit, unit_width) in self.units() {
            let known = done + 1..=unit;
            if unit_width > width {
                let from = self.cuts[done];
                let to = self.cuts[unit];
                all.extend(self.emergency_breakpoints(from..to, self.breakpoints[done]));
            }
            all.extend(known.map(|index| (self.breakpoints[index], self.cuts[index])));
            done = unit;
        }
        all.push((self.breakpoints[0], self.cuts[0]));
        all.sort_by_key(|(_, cut)| *cut);
        // Of two breakpoints at one place, the one that knows more of it comes first.
        all.dedup_by(|later, earlier| {
            let same = later.1 == earlier.1;
            if same && earlier.0.kind == Kind::Emergency {
                earlier.0 = later.0;
            }
            same
        });
        all.into_iter().unzip()
    }

    fn emergency_breakpoints(&self, cuts: Range<Cut>, before: Breakpoint) -> Vec<(Breakpoint, Cut)> {
        let mut found = Vec::new();
        let (mut x, mut space) = (before.next, before.next_space);
        let pieces = self.pieces.iter().enumerate().skip(cuts.start.piece);
        for (index, piece) in pieces.take_while(|(_, piece)| piece.text.start < cuts.end.byte) {
            if piece.is_space {
                x += piece.width;
                space += piece.width;
                continue;
            }
            let scale = self.size * self.words.spans[piece.span].scale;
            for (glyph, before_glyph) in piece.shaped.in_reading_order() {
                let byte = piece.text.start + glyph.text.0;
                if glyph.text.0 > 0 && glyph.text.1 > glyph.text.0 {
                    let at = x + before_glyph * scale;
                    let breakpoint = Breakpoint {
                        at,
                        next: at,
                        space,
                        next_space: space,
                        kind: Kind::Emergency,
                        ..Breakpoint::START
                    };
                    found.push((breakpoint, Cut { piece: index, byte }));
                }
            }
            x += piece.width;
        }
        found
    }
}

fn whole_word(breakpoint: &Breakpoint) -> bool {
    matches!(breakpoint.kind, Kind::Word | Kind::Forced)
}
