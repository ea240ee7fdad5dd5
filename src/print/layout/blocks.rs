//! Quotes, boxes, code, rules: blocks on a background of their own.

use bidwright_base::geometry::{Point, Pt};
use bidwright_document::tree::{Block, Callout, Inline};

use super::{
    collect::Collector,
    frame::Frame,
    items,
    pages::Role,
    scale::SMALL,
    shape::Style,
    text::{Span, StyledText},
    unbreakable::{self, Background, Unbreakable},
};

/// Boxes up to this height are not divided.
const WHOLE_BOX: Pt = Pt(190.0);

impl Collector<'_> {
    pub(super) fn quote(&mut self, blocks: &[Block], frame: Frame) -> Vec<Unbreakable> {
        let element = self.tree.add(Role::Quote, frame.parent);
        let background = self.background(Background {
            x: frame.x,
            width: frame.width,
            fill: None,
            bar: Some((Pt(2.0), self.palette().rule)),
        });
        let inner = Frame { colour: self.palette().muted, ..frame.indented(Pt(14.0)).in_element(element) };
        let mut units = self.blocks(blocks, inner);
        put_on_background(&mut units, background);
        units
    }

    pub(super) fn callout(
        &mut self,
        kind: Callout,
        title: &[Inline],
        blocks: &[Block],
        frame: Frame,
    ) -> Vec<Unbreakable> {
        let palette = self.palette();
        let colour = match kind {
            Callout::Note => palette.primary,
            Callout::Important => palette.accent,
            Callout::Caution => palette.caution,
        };
        let element = self.tree.add(Role::Division, frame.parent);
        let background = self.background(Background {
            x: frame.x,
            width: frame.width,
            fill: Some(palette.tint),
            bar: Some((Pt(3.0), colour)),
        });
        let inner = frame.inset(Pt(14.0)).in_element(element);
        let mut units = Vec::new();
        if !title.is_empty() {
            let heading = Frame { colour, strong: true, ..inner.display() };
            units = self.paragraph(title, Role::Paragraph, heading);
            unbreakable::keep_together(&mut units);
        }
        let mut body = self.blocks(blocks, inner);
        if let Some(first) = body.first_mut() {
            first.gap = if units.is_empty() { Pt::ZERO } else { Pt(1.5) };
        }
        units.append(&mut body);
        padded(units, Pt(9.0), background)
    }

    pub(super) fn code(&mut self, code: &str, frame: Frame) -> Vec<Unbreakable> {
        let element = self.tree.add(Role::Code, frame.parent);
        let background = self.background(Background {
            x: frame.x,
            width: frame.width,
            fill: Some(self.palette().tint),
            bar: None,
        });
        let style = Style { mono: true, ..Style::default() };
        let inner = Frame { scale: SMALL, ..frame.inset(Pt(10.0)).display() };
        let mut units = Vec::new();
        for row in code.lines() {
            let mut words = StyledText::default();
            let row = row.replace('\t', "    ");
            // The space at the end keeps the words of two rows apart when they are copied.
            let row = format!("{} ", row.trim_end());
            words.push_verbatim(&row, Span::plain(style, frame.colour, element));
            units.append(&mut self.lines(words, inner));
        }
        padded(units, Pt(7.0), background)
    }

    pub(super) fn rule(&mut self, frame: Frame) -> Vec<Unbreakable> {
        let mut unit = Unbreakable::space(Pt(0.6));
        let colour = self.palette().rule;
        unit.items.push(items::artifact(items::line(
            Point::new(frame.x, Pt(0.3)),
            frame.width,
            Pt(0.6),
            colour,
        )));
        vec![unit]
    }

    pub(super) fn background(&mut self, background: Background) -> usize {
        self.backgrounds.push(background);
        self.backgrounds.len() - 1
    }
}

fn put_on_background(units: &mut [Unbreakable], background: usize) {
    for unit in units {
        unit.backgrounds.insert(0, background);
    }
}

/// Units on a background with space above and below; a small box is not divided.
pub(super) fn padded(mut units: Vec<Unbreakable>, padding: Pt, background: usize) -> Vec<Unbreakable> {
    if unbreakable::height(&units) < WHOLE_BOX {
        unbreakable::prefer_together(&mut units);
    }
    if let Some(last) = units.last_mut() {
        last.keep();
    }
    let mut boxed = vec![Unbreakable::space(padding)];
    boxed[0].keep();
    boxed.append(&mut units);
    boxed.push(Unbreakable::space(padding));
    put_on_background(&mut boxed, background);
    boxed
}
