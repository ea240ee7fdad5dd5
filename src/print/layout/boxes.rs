//! Key figures and signatures: blocks set side by side.

use bidwright_base::geometry::{Point, Pt};
use bidwright_document::tree::{KeyFigure, SignatureBlock};

use super::{
    collect::Collector,
    frame::Frame,
    items,
    pages::{Item, Placed, Role},
    scale::{BODY, CHAPTER, SECTION, SMALL, Scale},
    text::StyledText,
    unbreakable::{self, Background, Unbreakable},
};

/// More figures than these make another band.
const FIGURES_ABREAST: usize = 4;
/// Room for a signature above its line.
const SIGNING_HEIGHT: Pt = Pt(30.0);

impl Collector<'_> {
    pub(super) fn key_figures(&mut self, figures: &[KeyFigure], frame: Frame) -> Vec<Unbreakable> {
        let group = self.tree.add(Role::Division, frame.parent);
        let bands = figures.len().div_ceil(FIGURES_ABREAST).max(1);
        // Bands of equal length look planned.
        let abreast = figures.len().div_ceil(bands).max(1);
        let mut units: Vec<Unbreakable> = Vec::new();
        for band in figures.chunks(abreast) {
            let mut unit = self.band(band, abreast, frame.in_element(group));
            unit.gap = Pt(6.0);
            units.push(unit);
        }
        let last = units.len().saturating_sub(1);
        unbreakable::keep_together(&mut units[..last]);
        units
    }

    fn band(&mut self, figures: &[KeyFigure], abreast: usize, frame: Frame) -> Unbreakable {
        let palette = self.palette();
        let background = self.background(Background {
            x: frame.x,
            width: frame.width,
            fill: Some(palette.tint),
            bar: None,
        });
        let share = u16::try_from(abreast).map_or(frame.width, |n| frame.width / f64::from(n));
        let padding = Pt(11.0);
        // All figures of a band have one size: the largest at which every one of them fits.
        let column = share - 2.0 * padding;
        let style = frame.span(0).style;
        let strong = super::shape::Style { strong: true, ..style };
        let fits = |scale: &Scale| {
            let widths = figures.iter().map(|figure| self.shaper.width(&figure.value, strong, scale.size));
            widths.fold(Pt::ZERO, Pt::max) <= column
        };
        let large = [CHAPTER, SECTION].into_iter().find(fits).unwrap_or(BODY);
        let mut band = Unbreakable::default();
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
            let column = unbreakable::stack(column, &self.backgrounds);
            band.height = band.height.max(column.height);
            band.add(column.items, Point::new(Pt::ZERO, padding - Pt(2.0)));
            if x > frame.x + Pt(1.0) {
                rules.push(x);
            }
            x += share;
        }
        band.height += 2.0 * padding - Pt(4.0);
        let divide = |x: Pt| Item::Stroke {
            points: vec![Point::new(x, Pt(9.0)), Point::new(x, band.height - Pt(9.0))],
            width: Pt(0.6),
            colour: palette.rule,
            dash: None,
        };
        let rules: Vec<Placed> = rules.into_iter().map(|x| items::artifact(divide(x))).collect();
        band.items.splice(0..0, rules);
        band.backgrounds.push(background);
        band
    }

    /// A string as a paragraph.
    pub(super) fn plain(&mut self, text: &str, frame: Frame) -> Vec<Unbreakable> {
        let element = self.tree.add(Role::Paragraph, frame.parent);
        self.lines(StyledText::plain(text, frame.span(element)), frame)
    }

    pub(super) fn signatures(&mut self, parties: &[SignatureBlock], frame: Frame) -> Vec<Unbreakable> {
        let gutter = Pt(28.0);
        let column = (frame.width - gutter) / 2.0;
        let mut units = Vec::new();
        for pair in parties.chunks(2) {
            let mut sides = Vec::new();
            let mut x = frame.x;
            for party in pair {
                let element = self.tree.add(Role::Division, frame.parent);
                let cell = Frame { x, width: column, ..frame.in_element(element).display() };
                sides.push(self.signature(party, cell));
                x += column + gutter;
            }
            // A signature is never apart from the party and the name it is given for.
            units.push(unbreakable::stack(beside(sides), &self.backgrounds));
        }
        let last = units.len().saturating_sub(1);
        // A few are on one page; of many, as many as it holds.
        if unbreakable::height(&units) < self.area.height * 0.6 {
            unbreakable::keep_together(&mut units[..last]);
        }
        units
    }

    fn signature(&mut self, party: &SignatureBlock, frame: Frame) -> Vec<Unbreakable> {
        let palette = self.palette();
        let name = Frame { strong: true, colour: palette.primary, ..frame };
        let mut rows = vec![unbreakable::stack(self.plain(&party.party, name), &self.backgrounds)];
        let style = frame.span(0).style;
        let widths = party.lines.iter().map(|(label, _)| self.shaper.width(label, style, SMALL.size));
        let column = widths.fold(Pt::ZERO, Pt::max).min(frame.width * 0.4) + Pt(8.0);
        for (label, filled) in &party.lines {
            let element = self.tree.add(Role::Paragraph, frame.parent);
            let height = if filled.is_empty() { SIGNING_HEIGHT } else { Pt(22.0) };
            let mut row = Unbreakable::space(height);
            let small = Frame { scale: SMALL, colour: palette.muted, ..frame };
            let mut words = StyledText::default();
            words.push(&format!("{label} "), small.span(element));
            let label =
                unbreakable::stack(self.lines(words, Frame { width: column, ..small }), &self.backgrounds);
            let text = frame.indented(column);
            let words = StyledText::plain(filled, text.span(element));
            let filled = unbreakable::stack(self.lines(words, text), &self.backgrounds);
            row.height = row.height.max(filled.height + Pt(6.0)).max(label.height + Pt(6.0));
            let bottom = row.height - Pt(3.0);
            row.add(label.items, Point::new(Pt::ZERO, bottom - label.height));
            row.add(filled.items, Point::new(Pt::ZERO, bottom - filled.height + Pt(0.8)));
            let rule = items::line(Point::new(text.x, bottom), text.width, Pt(0.6), palette.muted);
            row.items.push(items::artifact(rule));
            rows.push(row);
        }
        rows
    }
}

/// Columns of rows become rows: the n-th of each side by side.
fn beside(sides: Vec<Vec<Unbreakable>>) -> Vec<Unbreakable> {
    let mut rows: Vec<Unbreakable> = Vec::new();
    for side in sides {
        for (at, unit) in side.into_iter().enumerate() {
            if at == rows.len() {
                rows.push(Unbreakable::default());
            }
            let row = &mut rows[at];
            // Text is set at the foot of its row.
            let height = row.height.max(unit.height);
            let down = height - row.height;
            let before = std::mem::take(&mut row.items);
            row.add(before, Point::new(Pt::ZERO, down));
            row.add(unit.items, Point::new(Pt::ZERO, height - unit.height));
            row.height = height;
        }
    }
    rows
}
