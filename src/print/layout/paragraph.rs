//! A paragraph ready to be broken: its words shaped and measured, and every place a line may end.

use std::{ops::Range, rc::Rc};

use super::{
    breaks::{self, Chance, Kind},
    lines::{Flush, Line},
    pieces,
    shape::{Shaped, Shaper},
    text::Words,
};

/// A paragraph at one size, before its width is known.
pub(super) struct Paragraph<'s> {
    pub(super) words: Words,
    pub(super) size: f64,
    pub(super) shaper: &'s Shaper<'s>,
    pub(super) pieces: Vec<Piece>,
    chances: Vec<Chance>,
    /// Where the line after each chance begins.
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
    /// In points.
    pub(super) width: f64,
    pub(super) is_space: bool,
}

/// The piece and byte a line begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cut {
    pub(super) piece: usize,
    pub(super) byte: usize,
}

impl<'s> Paragraph<'s> {
    /// Shapes the words and finds the chances.
    pub(super) fn new(
        words: Words,
        size: f64,
        shaper: &'s Shaper<'s>,
        language: Option<hypher::Lang>,
    ) -> Paragraph<'s> {
        let (pieces, chances, cuts) = pieces::cut(&words, size, shaper, language);
        Paragraph { words, size, shaper, pieces, chances, cuts }
    }

    /// The same set smaller or larger: all widths grow with the size.
    pub(super) fn resized(mut self, factor: f64) -> Paragraph<'s> {
        self.size *= factor;
        for piece in &mut self.pieces {
            piece.width *= factor;
        }
        for Chance { at, hyphen, over_end, over_start, next, space, next_space, .. } in &mut self.chances {
            for width in [at, hyphen, over_end, over_start, next, space, next_space] {
                *width *= factor;
            }
        }
        self
    }

    /// Width if it stood on as few lines as its forced breaks allow.
    pub(super) fn natural(&self) -> f64 {
        let mut widest = 0.0_f64;
        let mut from = 0.0;
        for (at, chance) in self.chances.iter().enumerate() {
            if chance.kind == Kind::Forced || at + 1 == self.chances.len() {
                widest = widest.max(chance.at - from);
                from = chance.next;
            }
        }
        widest
    }

    /// Width of the widest word.
    pub(super) fn widest_word(&self) -> f64 {
        self.units().map(|(_, width)| width).fold(0.0, f64::max)
    }

    /// What lies between two ends of words: the later chance and the width.
    fn units(&self) -> impl Iterator<Item = (usize, f64)> {
        let mut from = 0.0;
        let chances = self.chances.iter().enumerate().skip(1);
        chances.filter(|(_, chance)| whole_word(chance)).map(move |(index, chance)| {
            let width = chance.at + chance.hyphen - from;
            from = chance.next;
            (index, width)
        })
    }

    /// Breaks the paragraph into lines.
    pub(super) fn lines(&self, width: f64, flush: Flush) -> Vec<Line> {
        if self.pieces.is_empty() {
            return Vec::new();
        }
        let measure = breaks::Measure { width, justify: flush == Flush::Both };
        if self.units().all(|(_, unit)| unit <= width) {
            return self.set(&self.chances, &self.cuts, measure, flush);
        }
        let (chances, cuts) = self.with_emergencies(width);
        self.set(&chances, &cuts, measure, flush)
    }

    fn set(&self, chances: &[Chance], cuts: &[Cut], measure: breaks::Measure, flush: Flush) -> Vec<Line> {
        let taken = breaks::best(chances, measure);
        let lines = taken.windows(2).map(|pair| {
            let (from, to) = (pair[0], pair[1]);
            let ends = to + 1 == chances.len() || chances[to].kind == Kind::Forced;
            let hyphenated = chances[to].kind == Kind::Syllable && !ends;
            let over = match flush {
                Flush::Both => (chances[from].over_start, chances[to].over_end),
                _ => (0.0, 0.0),
            };
            self.line(cuts[from]..cuts[to], hyphenated, ends, (measure.width, over), flush)
        });
        lines.collect()
    }

    /// The chances, and one after every character of a word that is longer than the line.
    fn with_emergencies(&self, width: f64) -> (Vec<Chance>, Vec<Cut>) {
        let mut all: Vec<(Chance, Cut)> = Vec::new();
        let mut done = 0;
        for (unit, unit_width) in self.units() {
            let known = done + 1..=unit;
            if unit_width > width {
                let from = self.cuts[done];
                let to = self.cuts[unit];
                all.extend(self.emergencies(from..to, self.chances[done]));
            }
            all.extend(known.map(|index| (self.chances[index], self.cuts[index])));
            done = unit;
        }
        all.push((self.chances[0], self.cuts[0]));
        all.sort_by_key(|(_, cut)| *cut);
        // Of two chances at one place, the one that knows more of it comes first.
        all.dedup_by(|later, earlier| {
            let same = later.1 == earlier.1;
            if same && earlier.0.kind == Kind::Emergency {
                earlier.0 = later.0;
            }
            same
        });
        all.into_iter().unzip()
    }

    fn emergencies(&self, cuts: Range<Cut>, before: Chance) -> Vec<(Chance, Cut)> {
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
                    let chance = Chance {
                        at,
                        next: at,
                        space,
                        next_space: space,
                        kind: Kind::Emergency,
                        ..Chance::START
                    };
                    found.push((chance, Cut { piece: index, byte }));
                }
            }
            x += piece.width;
        }
        found
    }
}

fn whole_word(chance: &Chance) -> bool {
    matches!(chance.kind, Kind::Word | Kind::Forced)
}
