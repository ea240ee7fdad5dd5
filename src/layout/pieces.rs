//! Text is cut into pieces, each shaped once, and every place a line may end is noted.

use std::ops::Range;

use unicode_bidi::{BidiInfo, Level};
use unicode_linebreak::{BreakOpportunity, linebreaks};

use super::{
    breaks::{Chance, Kind},
    hyphens,
    paragraph::{Cut, Piece},
    shape::{Shaped, Shaper},
    text::Words,
};

/// The pieces of a text, the chances, and where the line after each chance begins.
pub(super) fn cut<'s>(
    words: &Words,
    size: f64,
    shaper: &'s Shaper<'s>,
    language: Option<hypher::Lang>,
) -> (Vec<Piece>, Vec<Chance>, Vec<Cut>) {
    let mut building = Builder::new(words, size, shaper, language);
    let mut start = 0;
    for (end, opportunity) in linebreaks(&words.text) {
        building.unit(start..end, opportunity == BreakOpportunity::Mandatory);
        start = end;
    }
    (building.pieces, building.chances, building.cuts)
}

/// Walks through the text.
struct Builder<'w, 's> {
    words: &'w Words,
    size: f64,
    shaper: &'s Shaper<'s>,
    language: Option<hypher::Lang>,
    /// A level a byte, if anything runs from right to left.
    levels: Option<Vec<Level>>,
    pieces: Vec<Piece>,
    chances: Vec<Chance>,
    cuts: Vec<Cut>,
    /// Where the pen is, and how much of that is space.
    x: f64,
    space: f64,
}

impl<'w, 's> Builder<'w, 's> {
    fn new(
        words: &'w Words,
        size: f64,
        shaper: &'s Shaper<'s>,
        language: Option<hypher::Lang>,
    ) -> Builder<'w, 's> {
        // A document in English or German runs from left to right, whatever name begins a paragraph.
        let levels = (words.text.chars().any(runs_left))
            .then(|| BidiInfo::new(&words.text, Some(Level::ltr())).levels);
        let start = Chance { at: 0.0, hyphen: 0.0, next: 0.0, space: 0.0, next_space: 0.0, kind: Kind::Word };
        Builder {
            words,
            size,
            shaper,
            language,
            levels,
            pieces: Vec::with_capacity(words.text.len() / 3),
            chances: vec![start],
            cuts: vec![Cut { piece: 0, byte: 0 }],
            x: 0.0,
            space: 0.0,
        }
    }

    /// What lies between two break opportunities: a word and the space after it.
    fn unit(&mut self, range: Range<usize>, mandatory: bool) {
        let text = &self.words.text[range.clone()];
        let end = range.start + text.trim_end_matches([' ', '\n']).len();
        let mut start = range.start;
        while start < end {
            let piece_end = self.piece_end(start, end);
            self.piece(start..piece_end, false);
            start = piece_end;
        }
        let (at, before) = (self.x, self.space);
        let soft = self.words.text[..end].ends_with('\u{ad}') && end == range.end;
        let spaces = range.end - end - usize::from(text.ends_with('\n'));
        if spaces > 0 {
            self.piece(end..end + spaces, true);
        }
        let last = range.end == self.words.text.len();
        self.chances.push(Chance {
            at,
            hyphen: if soft { self.hyphen_width(end - 1) } else { 0.0 },
            next: self.x,
            space: before,
            next_space: self.space,
            kind: match (mandatory && !last, soft) {
                (true, _) => Kind::Forced,
                (false, true) => Kind::Syllable,
                (false, false) => Kind::Word,
            },
        });
        self.cuts.push(Cut { piece: self.pieces.len(), byte: range.end });
    }

    /// A piece ends where its span or its direction does.
    fn piece_end(&self, start: usize, end: usize) -> usize {
        let span = self.words.span_at(start);
        let next = self.words.spans[span + 1..].first();
        let mut stop = next.map_or(end, |next| next.start.min(end));
        if let Some(levels) = &self.levels {
            let turn = (start..stop).find(|byte| levels[*byte] != levels[start]);
            stop = turn.unwrap_or(stop);
        }
        stop
    }

    fn piece(&mut self, range: Range<usize>, is_space: bool) {
        let span = self.words.span_at(range.start);
        let looks = &self.words.spans[span];
        let level = self.levels.as_ref().map_or(0, |levels| levels[range.start].number());
        let text = &self.words.text[range.clone()];
        let shaped = self.shaper.shape(text, looks.style, level % 2 == 1);
        let scale = self.size * looks.scale;
        let width = shaped.width * scale;
        if !is_space && level == 0 && !looks.style.mono {
            self.syllables(range.clone(), &shaped, scale);
        }
        self.pieces.push(Piece { text: range, span, level, shaped, width, is_space });
        self.x += width;
        if is_space {
            self.space += width;
        }
    }

    fn syllables(&mut self, range: Range<usize>, shaped: &Shaped, scale: f64) {
        let Some(language) = self.language else {
            return;
        };
        let text = &self.words.text[range.clone()];
        // From left to right both chances and glyphs are in order, so one walk is enough for a word of any length.
        let mut glyphs = shaped.glyphs.iter().peekable();
        let mut before = 0.0;
        for offset in hyphens::chances(text, language) {
            while let Some(glyph) = glyphs.next_if(|glyph| glyph.text.0 < offset) {
                before += glyph.advance;
            }
            let at = self.x + before * scale;
            let byte = range.start + offset;
            self.chances.push(Chance {
                at,
                hyphen: self.hyphen_width(byte),
                next: at,
                space: self.space,
                next_space: self.space,
                kind: Kind::Syllable,
            });
            self.cuts.push(Cut { piece: self.pieces.len(), byte });
        }
    }

    fn hyphen_width(&self, byte: usize) -> f64 {
        let looks = &self.words.spans[self.words.span_at(byte)];
        self.shaper.shape("-", looks.style, false).width * self.size * looks.scale
    }
}

fn runs_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{200f}' | '\u{202b}' | '\u{2067}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}
