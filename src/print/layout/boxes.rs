//! Key figures and signatures: blocks that stand side by side.

use bidwright_document::tree::{KeyFigure, SignatureBlock};

use super::{
    collect::{Collector, Frame},
    pages::{Item, Placed, Role},
    scale::{BODY, CHAPTER, SECTION, SMALL, Scale},
    slab::{self, Ground, Slab},
    text::Words,
};

/// More figures than these make another band.
const FIGURES_ABREAST: usize = 4;
/// Room for a signature above its line.
const SIGNING_HEIGHT: f64 = 30.0;

impl Collector<'_> {
    pub(super) fn key_figures(&mut self, figures: &[KeyFigure], frame: Frame) -> Vec<Slab> {
        let group = self.tree.add(Role::Division, frame.parent);
        let bands = figures.len().div_ceil(FIGURES_ABREAST).max(1);
        // Bands of equal length look planned.
        let abreast = figures.len().div_ceil(bands).max(1);
        let mut slabs: Vec<Slab> = Vec::new();
        for band in figures.chunks(abreast) {
            let mut slab = self.band(band, abreast, frame.in_element(group));
            slab.gap = 6.0;
            slab.keep = true;
            slabs.push(slab);
        }
        if let Some(last) = slabs.last_mut() {
            last.keep = false;
        }
        slabs
    }

    fn band(&mut self, figures: &[KeyFigure], abreast: usize, frame: Frame) -> Slab {
        let palette = self.palette();
        let ground =
            self.ground(Ground { x: frame.x, width: frame.width, fill: Some(palette.tint), bar: None });
        let share = u16::try_from(abreast).map_or(frame.width, |n| frame.width / f64::from(n));
        let padding = 11.0;
        // All figures of a band have one size: the largest at which every one of them fits.
        let column = share - 2.0 * padding;
        let style = frame.span(0).style;
        let strong = super::shape::Style { strong: true, ..style };
        let fits = |scale: &Scale| {
            let widths = figures.iter().map(|figure| self.shaper.width(&figure.value, strong, scale.size));
            widths.fold(0.0, f64::max) <= column
        };
        let large = [CHAPTER, SECTION].into_iter().find(fits).unwrap_or(BODY);
        let mut band = Slab::default();
        let mut rules = Vec::new();
        let mut x = frame.x;
        for figure in figures {
            let element = self.tree.add(Role::Division, frame.parent);
            let cell = Frame { x: x + padding, width: column, ..frame.in_element(element).display() };
            let mut column = Vec::new();
            for (text, scale, colour, strong) in [
                (&figure.label, SMALL, palette.muted, false),
                (&figure.value, large, palette.primary, true),
                (&figure.remark, SMALL, palette.ink, false),
            ] {
                if !text.is_empty() {
                    let line = Frame { scale, colour, strong, ..cell };
                    column.append(&mut self.plain(text, line));
                }
            }
            let column = slab::stack(column, &self.grounds);
            band.height = band.height.max(column.height);
            band.add(column.items, 0.0, padding - 2.0);
            if x > frame.x + 1.0 {
                rules.push(x);
            }
            x += share;
        }
        band.height += 2.0 * padding - 4.0;
        let divide = |x: f64| Item::Stroke {
            points: vec![(x, 9.0), (x, band.height - 9.0)],
            width: 0.6,
            colour: palette.rule,
            dash: None,
        };
        let rules: Vec<Placed> = rules.into_iter().map(|x| slab::artifact(divide(x))).collect();
        band.items.splice(0..0, rules);
        band.grounds.push(ground);
        band
    }

    /// A string as a paragraph.
    pub(super) fn plain(&mut self, text: &str, frame: Frame) -> Vec<Slab> {
        let element = self.tree.add(Role::Paragraph, frame.parent);
        self.lines(Words::plain(text, frame.span(element)), frame)
    }

    pub(super) fn signatures(&mut self, parties: &[SignatureBlock], frame: Frame) -> Vec<Slab> {
        let gutter = 28.0;
        let column = (frame.width - gutter) / 2.0;
        let mut slabs = Vec::new();
        for pair in parties.chunks(2) {
            let mut sides = Vec::new();
            let mut x = frame.x;
            for party in pair {
                let element = self.tree.add(Role::Division, frame.parent);
                let cell = Frame { x, width: column, ..frame.in_element(element).display() };
                sides.push(self.signature(party, cell));
                x += column + gutter;
            }
            slabs.append(&mut beside(sides));
        }
        // The whole of it goes on one page: nobody signs the back of a promise.
        let last = slabs.len().saturating_sub(1);
        super::blocks::hold(&mut slabs[..last]);
        slabs
    }

    fn signature(&mut self, party: &SignatureBlock, frame: Frame) -> Vec<Slab> {
        let palette = self.palette();
        let name = Frame { strong: true, colour: palette.primary, ..frame };
        let mut rows = vec![slab::stack(self.plain(&party.party, name), &self.grounds)];
        let style = frame.span(0).style;
        let widths = party.lines.iter().map(|(label, _)| self.shaper.width(label, style, SMALL.size));
        let column = widths.fold(0.0, f64::max).min(frame.width * 0.4) + 8.0;
        for (label, filled) in &party.lines {
            let element = self.tree.add(Role::Paragraph, frame.parent);
            let height = if filled.is_empty() { SIGNING_HEIGHT } else { 22.0 };
            let mut row = Slab::space(height);
            let small = Frame { scale: SMALL, colour: palette.muted, ..frame };
            let mut words = Words::default();
            words.push(&format!("{label} "), small.span(element));
            let label = slab::stack(self.lines(words, Frame { width: column, ..small }), &self.grounds);
            let text = frame.indented(column);
            let words = Words::plain(filled, text.span(element));
            let filled = slab::stack(self.lines(words, text), &self.grounds);
            row.height = row.height.max(filled.height + 6.0).max(label.height + 6.0);
            let bottom = row.height - 3.0;
            row.add(label.items, 0.0, bottom - label.height);
            row.add(filled.items, 0.0, bottom - filled.height + 0.8);
            let rule = slab::line(text.x, bottom, text.width, 0.6, palette.muted);
            row.items.push(slab::artifact(rule));
            rows.push(row);
        }
        rows
    }
}

/// Columns of rows become rows: the n-th of each side by side.
fn beside(sides: Vec<Vec<Slab>>) -> Vec<Slab> {
    let mut rows: Vec<Slab> = Vec::new();
    for side in sides {
        for (at, slab) in side.into_iter().enumerate() {
            if at == rows.len() {
                rows.push(Slab::default());
            }
            let row = &mut rows[at];
            // What is written stands at the foot of its row.
            let height = row.height.max(slab.height);
            let down = height - row.height;
            let before = std::mem::take(&mut row.items);
            row.add(before, 0.0, down);
            row.add(slab.items, 0.0, height - slab.height);
            row.height = height;
        }
    }
    rows
}
