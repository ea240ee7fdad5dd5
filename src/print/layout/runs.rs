//! Glyphs of a line become runs, each with one stretch of the text.

use bidwright_base::geometry::{Point, Pt};

use super::{
    pages::{Glyph, Run},
    text::Span,
};

/// Adjacent glyphs of one face may be apart in the text, where words of another face run from right
/// to left between them. Each returned stretch is one piece of the text.
pub(super) fn read_as_one(glyphs: &[(usize, Glyph)]) -> Vec<&[(usize, Glyph)]> {
    let from = glyphs.iter().map(|(_, glyph)| glyph.text.0).min().unwrap_or(0);
    let to = glyphs.iter().map(|(_, glyph)| glyph.text.1).max().unwrap_or(0);
    let covered: u32 = glyphs.iter().map(|(_, glyph)| glyph.text.1 - glyph.text.0).sum();
    if covered == to - from {
        return vec![glyphs];
    }
    let mut stretches = Vec::new();
    let mut start = 0;
    let mut before = glyphs[0].1.text;
    for (at, (_, glyph)) in
        glyphs.iter().enumerate().skip(1).filter(|(_, (_, glyph))| glyph.text.0 < glyph.text.1)
    {
        if glyph.text.0 != before.1 && glyph.text.1 != before.0 {
            stretches.push(&glyphs[start..at]);
            start = at;
        }
        before = glyph.text;
    }
    stretches.push(&glyphs[start..]);
    stretches
}

/// A run of these glyphs, with the part of the text they are drawn for.
pub(super) fn run(glyphs: &[(usize, Glyph)], text: &str, size: Pt, baseline: Pt, span: &Span) -> Run {
    let from = glyphs.iter().map(|(_, glyph)| glyph.text.0).min().unwrap_or(0);
    let to = glyphs.iter().map(|(_, glyph)| glyph.text.1).max().unwrap_or(0);
    let x = glyphs[0].1.dx;
    let glyphs_of_run = glyphs.iter().map(|(_, glyph)| Glyph {
        dx: glyph.dx - x,
        text: (glyph.text.0 - from, glyph.text.1 - from),
        ..*glyph
    });
    Run {
        start: Point::new(x, baseline),
        face: glyphs[0].0,
        size,
        colour: span.colour,
        glyphs: glyphs_of_run.collect(),
        text: text[index(from)..index(to)].to_owned(),
    }
}

pub(super) fn byte(at: usize) -> u32 {
    u32::try_from(at).expect("a line is shorter than 4 GB")
}

fn index(at: u32) -> usize {
    usize::try_from(at).expect("an index into a text that is in memory")
}
