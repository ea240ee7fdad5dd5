//! A line of a paragraph: pieces put in visual order, spread to the width, made into runs.

use bidwright_base::geometry::{Point, Pt, Rect};
use std::{ops::Range, rc::Rc};

use super::{
    pages::{Glyph, Item, Placed},
    paragraph::{Cut, Paragraph, Piece},
    runs::{byte, read_as_one, run},
    shape::Shaped,
    text::Span,
};

/// A line, its items placed from the left of the column and from the baseline.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    pub(super) items: Vec<Placed>,
    /// Footnotes referred to in it.
    pub(super) notes: Vec<usize>,
    /// Whether its last word is divided.
    pub(super) divided: bool,
}

/// How far a line hangs over its margins.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Protrusion {
    pub(super) start: Pt,
    pub(super) end: Pt,
}

/// Which margins lines are flush with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flush {
    Start,
    Centre,
    End,
    /// Justified.
    Both,
}

/// A piece on its line.
struct Atom<'p> {
    /// Place in reading order.
    order: usize,
    text: &'p str,
    /// A hyphen the text does not have was drawn after it.
    hyphenated: bool,
    span: usize,
    level: u8,
    shaped: Rc<Shaped>,
    width: Pt,
    is_space: bool,
    /// Space between letters that is left out after the last one.
    trail: Pt,
}

/// Place in reading order: of an atom, and within its text.
type Order = (usize, u32);

/// A space of justified text is at most so much wider than it is by nature; a line that would need more is left
/// ragged, for holes are worse.
const LOOSEST: f64 = 1.5;

impl Paragraph<'_> {
    /// A line of a width.
    pub(super) fn line(
        &self,
        cuts: Range<Cut>,
        hyphenated: bool,
        ends: bool,
        width: Pt,
        protrusion: Protrusion,
        flush: Flush,
    ) -> Line {
        let mut atoms = self.atoms(cuts, hyphenated);
        // The space at the end is there for those who copy the text, but takes no width.
        if let Some(last) = atoms.last_mut().filter(|last| last.is_space) {
            last.level = 0;
            last.width = Pt::ZERO;
        }
        // Nothing follows the last letter that it should be spaced from.
        if let Some(last) = atoms.iter_mut().rfind(|atom| !atom.is_space) {
            last.trail = last.shaped.trail * self.size * self.words.spans[last.span].scale;
            last.width -= last.trail;
        }
        let natural: Pt = atoms.iter().map(|atom| atom.width).sum();
        let spaces: Pt = atoms.iter().filter(|atom| atom.is_space).map(|atom| atom.width).sum();
        let slack = width + protrusion.start + protrusion.end - natural;
        let loose = slack > spaces * LOOSEST;
        let spread = flush == Flush::Both && spaces > Pt::ZERO && (!ends || slack < Pt::ZERO) && !loose;
        if spread {
            let factor = 1.0 + slack / spaces;
            for atom in atoms.iter_mut().filter(|atom| atom.is_space) {
                atom.width *= factor;
            }
        }
        let left = match flush {
            Flush::Start => Pt::ZERO,
            Flush::Both => -protrusion.start,
            Flush::Centre => slack.max(Pt::ZERO) / 2.0,
            Flush::End => slack.max(Pt::ZERO),
        };
        reorder(&mut atoms);
        let mut items = Vec::with_capacity(atoms.len());
        let mut line = Line { divided: hyphenated, ..Line::default() };
        let mut x = left;
        for group in atoms.chunk_by(|a, b| a.span == b.span) {
            x = self.group(group, x, &mut items, &mut line.notes);
        }
        // Visual order from left to right may differ from reading order.
        items.sort_by_key(|(order, _)| *order);
        line.items = items.into_iter().map(|(_, placed)| placed).collect();
        line
    }

    fn atoms(&self, cuts: Range<Cut>, hyphenated: bool) -> Vec<Atom<'_>> {
        let mut atoms = Vec::with_capacity(cuts.end.piece + 1 - cuts.start.piece);
        for index in cuts.start.piece..=cuts.end.piece {
            let Some(piece) = self.pieces.get(index) else {
                break;
            };
            let from = piece.text.start.max(cuts.start.byte);
            let to = piece.text.end.min(cuts.end.byte);
            if from < to {
                atoms.push(self.atom(piece, from..to, atoms.len()));
            }
        }
        if let Some(last) = atoms.last_mut().filter(|_| hyphenated) {
            self.hyphenate(last);
        }
        atoms
    }

    fn atom(&self, piece: &Piece, range: Range<usize>, order: usize) -> Atom<'_> {
        let text = &self.words.text[range.clone()];
        let shaped = if range == piece.text {
            Rc::clone(&piece.shaped)
        } else {
            let style = self.words.spans[piece.span].style;
            self.shaper.shape(text, style, piece.level % 2 == 1)
        };
        let width = shaped.width * self.size * self.words.spans[piece.span].scale;
        Atom {
            order,
            text,
            hyphenated: false,
            span: piece.span,
            level: piece.level,
            shaped,
            width,
            is_space: piece.is_space,
            trail: Pt::ZERO,
        }
    }

    /// Shapes the last part of a line again with its hyphen, so that the two are kerned.
    fn hyphenate(&self, atom: &mut Atom<'_>) {
        let span = &self.words.spans[atom.span];
        atom.text = atom.text.trim_end_matches('\u{ad}');
        let with_hyphen = format!("{}-", atom.text);
        atom.shaped = self.shaper.shape(&with_hyphen, span.style, false);
        atom.width = atom.shaped.width * self.size * span.scale;
        atom.hyphenated = true;
    }

    /// Sets neighbouring atoms of one span and returns where the pen ends.
    fn group(
        &self,
        atoms: &[Atom<'_>],
        left: Pt,
        items: &mut Vec<(Order, Placed)>,
        notes: &mut Vec<usize>,
    ) -> Pt {
        let span = &self.words.spans[atoms[0].span];
        let size = self.size * span.scale;
        let (text, offsets) = reading_order(atoms);
        let mut pen = left;
        let mut glyphs: Vec<(usize, Glyph)> = Vec::new();
        for (atom, offset) in atoms.iter().zip(offsets) {
            // A space has one glyph as wide as the line makes it.
            let natural = atom.shaped.width * size;
            let stretch = atom.width - natural;
            let last = atom.shaped.glyphs.len().saturating_sub(1);
            let mut x = pen;
            for (index, glyph) in atom.shaped.glyphs.iter().enumerate() {
                let mut advance = glyph.advance * size + if atom.is_space { stretch } else { Pt::ZERO };
                if index == last {
                    advance -= atom.trail;
                }
                let (from, mut to) = (offset + glyph.text.0, offset + glyph.text.1);
                if atom.hyphenated && glyph.text.1 > atom.text.len() {
                    // The hyphen's one byte became the two of a soft hyphen.
                    to += 1;
                }
                glyphs.push((
                    glyph.face,
                    Glyph {
                        id: glyph.id,
                        dx: x + glyph.dx * size,
                        dy: glyph.dy * size,
                        advance,
                        text: (byte(from), byte(to)),
                    },
                ));
                x += advance;
            }
            pen += atom.width;
        }
        let baseline = -span.rise * self.size;
        let first = atoms.iter().map(|atom| atom.order).min().unwrap_or(0);
        for stretch in glyphs.chunk_by(|a, b| a.0 == b.0).flat_map(read_as_one) {
            let from = stretch.iter().map(|(_, glyph)| glyph.text.0).min().unwrap_or(0);
            let item = Item::Text(run(stretch, &text, size, baseline, span));
            items.push(((first, from), Placed { element: Some(span.element), item }));
        }
        for item in self.decorations(span, left..pen) {
            items.push(((first, u32::MAX), Placed { element: Some(span.element), item }));
        }
        notes.extend(span.note);
        pen
    }

    /// What comes with the words of a span: the place to click, the line through them.
    fn decorations(&self, span: &Span, x: Range<Pt>) -> Vec<Item> {
        let mut items = Vec::new();
        if span.struck {
            let y = -self.size * span.scale * 0.26;
            items.push(Item::Stroke {
                points: vec![Point::new(x.start, y), Point::new(x.end, y)],
                width: self.size * 0.06,
                colour: span.colour,
                dash: None,
            });
        }
        if let Some(link) = span.link {
            let link = &self.words.links[link];
            items.push(Item::Link {
                area: Rect::new(x.start, -self.size * 0.8, x.end - x.start, self.size * 1.1),
                to: link.to.clone(),
                words: link.words.clone(),
            });
        }
        items
    }
}

/// From reading order to the order on the page: rule L2 of the bidirectional algorithm.
fn reorder(atoms: &mut [Atom<'_>]) {
    let highest = atoms.iter().map(|atom| atom.level).max().unwrap_or(0);
    for level in (1..=highest).rev() {
        for stretch in atoms.chunk_by_mut(|a, b| (a.level >= level) == (b.level >= level)) {
            if stretch[0].level >= level {
                stretch.reverse();
            }
        }
    }
}

/// The text of the atoms as it is read, and where each atom's part begins.
fn reading_order(atoms: &[Atom<'_>]) -> (String, Vec<usize>) {
    let mut order: Vec<usize> = (0..atoms.len()).collect();
    order.sort_by_key(|index| atoms[*index].order);
    let mut text = String::with_capacity(atoms.iter().map(|atom| atom.text.len()).sum::<usize>() + 2);
    let mut offsets = vec![0; atoms.len()];
    for index in order {
        offsets[index] = text.len();
        text.push_str(atoms[index].text);
        if atoms[index].hyphenated {
            text.push('\u{ad}');
        }
    }
    (text, offsets)
}
