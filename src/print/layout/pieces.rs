//! Text is cut into pieces, each shaped once, and every place a line may end is noted.

use bidwright_base::geometry::Pt;
use std::ops::Range;

use unicode_bidi::{BidiInfo, Level};
use unicode_linebreak::{BreakOpportunity, linebreaks};

use super::{
    breaks::{Breakpoint, Kind},
    hang, hyphens,
    paragraph::{Cut, Piece},
    shape::{Shaped, Shaper},
    text::{StyledText, SyllableLanguage},
};

/// The pieces of a text, the breakpoints, and where the line after each breakpoint begins.
pub(super) fn cut<'s>(
    words: &StyledText,
    size: Pt,
    shaper: &'s Shaper<'s>,
    language: Option<hypher::Lang>,
) -> (Vec<Piece>, Vec<Breakpoint>, Vec<Cut>) {
    let mut building = Builder::new(words, size, shaper, language);
    let mut start = 0;
    for (end, opportunity) in linebreaks(&words.text) {
        if opportunity == BreakOpportunity::Allowed && held(&words.text, end) {
            continue;
        }
        building.unit(start..end, opportunity == BreakOpportunity::Mandatory);
        start = end;
    }
    (building.pieces, building.breakpoints, building.cuts)
}

/// Walks through the text.
struct Builder<'w, 's> {
    words: &'w StyledText,
    size: Pt,
    shaper: &'s Shaper<'s>,
    language: Option<hypher::Lang>,
    /// A level a byte, if anything runs from right to left.
    levels: Option<Vec<Level>>,
    pieces: Vec<Piece>,
    breakpoints: Vec<Breakpoint>,
    cuts: Vec<Cut>,
    /// Where the pen is, and how much of that is space.
    x: Pt,
    space: Pt,
}

impl<'w, 's> Builder<'w, 's> {
    fn new(
        words: &'w StyledText,
        size: Pt,
        shaper: &'s Shaper<'s>,
        language: Option<hypher::Lang>,
    ) -> Builder<'w, 's> {
        // A document in English or German runs from left to right, whatever name begins a paragraph.
        let levels = (words.text.chars().any(runs_left))
            .then(|| BidiInfo::new(&words.text, Some(Level::ltr())).levels);
        Builder {
            words,
            size,
            shaper,
            language,
            levels,
            pieces: Vec::with_capacity(words.text.len() / 3),
            breakpoints: vec![Breakpoint::START],
            cuts: vec![Cut { piece: 0, byte: 0 }],
            x: Pt::ZERO,
            space: Pt::ZERO,
        }
    }

    /// What lies between two break opportunities: a word, or several that are held together, and the space after.
    fn unit(&mut self, range: Range<usize>, mandatory: bool) {
        let text = &self.words.text[range.clone()];
        let end = range.start + text.trim_end_matches([' ', '\n']).len();
        let (before, first) = (self.breakpoints.len() - 1, self.pieces.len());
        let mut start = range.start;
        while start < end {
            let piece_end = self.piece_end(start, end);
            self.piece(start..piece_end, self.words.text[start..].starts_with(SPACES));
            start = piece_end;
        }
        self.breakpoints[before].protrusion_start = self.protrusion_start(first);
        let (at, before) = (self.x, self.space);
        let soft = self.words.text[..end].ends_with('\u{ad}') && end == range.end;
        let spaces = range.end - end - usize::from(text.ends_with('\n'));
        if spaces > 0 {
            self.piece(end..end + spaces, true);
        }
        let last = range.end == self.words.text.len();
        self.breakpoints.push(Breakpoint {
            at,
            hyphen: if soft { self.hyphen_width(end - '\u{ad}'.len_utf8()) } else { Pt::ZERO },
            protrusion_end: self
                .protrusion_end(end.max(1) - 1, self.words.text[range.start..end].chars().next_back()),
            protrusion_start: Pt::ZERO,
            next: self.x,
            space: before,
            next_space: self.space,
            kind: match (mandatory && !last, soft) {
                (true, _) => Kind::Forced,
                (false, true) => Kind::Hyphen,
                (false, false) => Kind::Word,
            },
        });
        self.cuts.push(Cut { piece: self.pieces.len(), byte: range.end });
    }

    /// A piece ends where its span or its direction does, and words and spaces are pieces of their own.
    fn piece_end(&self, start: usize, end: usize) -> usize {
        let span = self.words.span_at(start);
        let next = self.words.spans[span + 1..].first();
        let mut stop = next.map_or(end, |next| next.start.min(end));
        // The space between words that are held together is as wide as the others of its line.
        let text = &self.words.text[start..stop];
        let space = text.starts_with(SPACES);
        if let Some(turn) = text.find(|c| SPACES.contains(&c) != space) {
            stop = start + turn;
        }
        if let Some(levels) = &self.levels {
            let turn = (start..stop).find(|byte| levels[*byte] != levels[start]);
            stop = turn.unwrap_or(stop);
        }
        stop
    }

    fn piece(&mut self, range: Range<usize>, is_space: bool) {
        let span = self.words.span_at(range.start);
        let set_in = &self.words.spans[span];
        let level = self.levels.as_ref().map_or(0, |levels| levels[range.start].number());
        let text = &self.words.text[range.clone()];
        let shaped = self.shaper.shape(text, set_in.style, level % 2 == 1);
        let scale = self.size * set_in.scale;
        let width = shaped.width * scale;
        if !is_space && level == 0 && !set_in.style.mono {
            self.syllables(range.clone(), &shaped, scale);
        }
        self.pieces.push(Piece { text: range, span, level, shaped, width, is_space });
        self.x += width;
        if is_space {
            self.space += width;
        }
    }

    fn syllables(&mut self, range: Range<usize>, shaped: &Shaped, scale: Pt) {
        // Where the frame divides no word, no passage in it is divided.
        let language = match self.words.spans[self.words.span_at(range.start)].syllables {
            SyllableLanguage::Passage(own) => own.filter(|_| self.language.is_some()),
            SyllableLanguage::Document => self.language,
        };
        let Some(language) = language else {
            return;
        };
        let text = &self.words.text[range.clone()];
        if self.shaper.is_name(text) {
            return;
        }
        // From left to right both breakpoints and glyphs are in order, so one walk is enough for a word of any length.
        let mut glyphs = shaped.glyphs.iter().peekable();
        let mut before = 0.0;
        for offset in hyphens::offsets(text, language) {
            while let Some(glyph) = glyphs.next_if(|glyph| glyph.text.0 < offset) {
                before += glyph.advance;
            }
            let at = self.x + before * scale;
            let byte = range.start + offset;
            self.breakpoints.push(Breakpoint {
                at,
                hyphen: self.hyphen_width(byte),
                protrusion_end: self.protrusion_end(byte, Some('-')),
                protrusion_start: Pt::ZERO,
                next: at,
                space: self.space,
                next_space: self.space,
                kind: Kind::Hyphen,
            });
            self.cuts.push(Cut { piece: self.pieces.len(), byte });
        }
    }

    /// How far a line that starts with a piece hangs over the margin. The letter after it may have drawn it in.
    fn protrusion_start(&self, piece: usize) -> Pt {
        let Some(piece) = self.pieces.get(piece).filter(|piece| !piece.is_space) else {
            return Pt::ZERO;
        };
        let share = self.words.text[piece.text.clone()].chars().next().map_or(0.0, hang::start);
        let set_in = &self.words.spans[piece.span];
        match piece.shaped.glyphs.first() {
            Some(mark) if self.levels.is_none() => share * mark.advance * self.size * set_in.scale,
            _ => Pt::ZERO,
        }
    }

    /// How far a mark at the end of a line hangs over the margin, in the looks of the text at a byte. A text in both
    /// directions keeps to its margins.
    fn protrusion_end(&self, byte: usize, mark: Option<char>) -> Pt {
        let Some((mark, share)) = mark.map(|mark| (mark, hang::end(mark))).filter(|(_, share)| *share > 0.0)
        else {
            return Pt::ZERO;
        };
        let set_in = &self.words.spans[self.words.span_at(byte)];
        if self.levels.is_some() || set_in.rise > 0.0 {
            return Pt::ZERO;
        }
        let mark = if mark == '\u{ad}' { '-' } else { mark };
        share
            * self.shaper.shape(mark.encode_utf8(&mut [0; 4]), set_in.style, false).width
            * self.size
            * set_in.scale
    }

    fn hyphen_width(&self, byte: usize) -> Pt {
        let set_in = &self.words.spans[self.words.span_at(byte)];
        self.shaper.shape("-", set_in.style, false).width * self.size * set_in.scale
    }
}

/// What parts words on a line: the second is held by both.
const SPACES: [char; 2] = [' ', '\u{a0}'];

/// A longer word with digits and hyphens, such as an address in the web, is broken where it can be.
const LONGEST_NAME: usize = 24;

/// Whether a line does not end here, though the rules of Unicode let it: before a dash between spaces, which
/// belongs to the word before it, in a range of figures, and in a name such as `Q-2026-0047-R1`.
fn held(text: &str, at: usize) -> bool {
    let (before, after) = text.split_at(at);
    if before.ends_with(' ') {
        if is_one(before.trim_end_matches(' '), after) {
            return true;
        }
        let rest = after.trim_start_matches(['–', '—']);
        return rest.len() < after.len() && (rest.is_empty() || rest.starts_with(SPACES));
    }
    let digit = |c: char| c.is_ascii_digit();
    if let Some(before) = before.strip_suffix('–') {
        return before.ends_with(|c: char| digit(c) || c == '%') && after.starts_with(digit);
    }
    if !before.ends_with(['-', '\u{2010}']) {
        return false;
    }
    let blank = |c: char| c.is_whitespace() || c == '\u{a0}';
    let start = before.rfind(blank).map_or(0, |blank| blank + 1);
    let name_before = before.get(start..).unwrap_or_default();
    let name_after = &after[..after.find(blank).unwrap_or(after.len())];
    let long = name_before.len() + name_after.len() > LONGEST_NAME;
    !long && (name_before.contains(digit) || name_after.contains(digit))
}

/// Whether a space stands within an amount or within a name: "10 000", "EUR 5", "J. Marsh". People's own words are
/// set as they were typed, so no other sign says so.
fn is_one(before: &str, after: &str) -> bool {
    let word = &before
        [before.rfind(SPACES).map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8))..];
    let word = word.trim_start_matches(['(', '“', '"', '‘', '\'']);
    let digits = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    let group = after.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
    let grouped = word.len() <= 3 && digits(word) && group.len() == 3;
    let currency = word.len() == 3 && word.chars().all(|c| c.is_ascii_uppercase()) && !group.is_empty();
    let mut letters = word.chars();
    let initial = letters.next().is_some_and(char::is_uppercase)
        && letters.as_str() == "."
        && after.starts_with(char::is_uppercase);
    grouped || currency || initial
}

fn runs_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{200f}' | '\u{202b}' | '\u{2067}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

#[cfg(test)]
mod tests {
    use super::held;

    /// The text with a bar where a line may end.
    fn ends(text: &str) -> String {
        let mut out = String::new();
        let mut from = 0;
        for (at, _) in unicode_linebreak::linebreaks(text).filter(|(at, _)| !held(text, *at)) {
            out.push_str(text[from..at].trim_end());
            out.push('|');
            from = at;
        }
        out
    }

    #[test]
    fn a_dash_never_begins_a_line() {
        assert_eq!(ends("one – two — three"), "one –|two —|three|");
    }

    #[test]
    fn an_amount_and_a_name_with_an_initial_are_whole() {
        assert_eq!(
            ends("send 10 000 bills to J. Marsh for EUR 5 each"),
            "send|10 000|bills|to|J. Marsh|for|EUR 5|each|"
        );
        assert_eq!(ends("in 2027 300 of them"), "in|2027|300|of|them|");
    }

    #[test]
    fn a_range_of_figures_and_a_name_with_figures_are_whole() {
        assert_eq!(ends("10–16 pages"), "10–16|pages|");
        assert_eq!(ends("Q-2026-0047-R1 for a 24-month term"), "Q-2026-0047-R1|for|a|24-month|term|");
        assert_eq!(ends("order-to-cash"), "order-|to-|cash|");
        assert_eq!(ends("www.example.com/2026-a-long-report"), "www.example.com/2026-|a-|long-|report|");
    }
}
