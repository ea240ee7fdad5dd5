//! Quotes, boxes, code, rules: blocks on a ground of their own.

use bidwright_document::tree::{Block, Callout, Inline};

use super::{
    collect::{Collector, Frame},
    pages::Role,
    scale::SMALL,
    shape::Style,
    slab::{self, Ground, Slab},
    text::{Span, Words},
};

/// Boxes up to this height are not divided.
const WHOLE_BOX: f64 = 190.0;

impl Collector<'_> {
    pub(super) fn quote(&mut self, blocks: &[Block], frame: Frame) -> Vec<Slab> {
        let element = self.tree.add(Role::Quote, frame.parent);
        let ground = self.ground(Ground {
            x: frame.x,
            width: frame.width,
            fill: None,
            bar: Some((2.0, self.palette().rule)),
        });
        let inner = Frame { colour: self.palette().muted, ..frame.indented(14.0).in_element(element) };
        let mut slabs = self.blocks(blocks, inner);
        stand_on(&mut slabs, ground);
        slabs
    }

    pub(super) fn callout(
        &mut self,
        kind: Callout,
        title: &[Inline],
        blocks: &[Block],
        frame: Frame,
    ) -> Vec<Slab> {
        let palette = self.palette();
        let colour = match kind {
            Callout::Note => palette.primary,
            Callout::Important => palette.accent,
            Callout::Caution => palette.caution,
        };
        let element = self.tree.add(Role::Division, frame.parent);
        let ground = self.ground(Ground {
            x: frame.x,
            width: frame.width,
            fill: Some(palette.tint),
            bar: Some((3.0, colour)),
        });
        let inner = frame.inset(14.0).in_element(element);
        let mut slabs = Vec::new();
        if !title.is_empty() {
            let heading = Frame { colour, strong: true, ..inner.display() };
            slabs = self.paragraph(title, Role::Paragraph, heading);
            hold(&mut slabs);
        }
        let mut body = self.blocks(blocks, inner);
        if let Some(first) = body.first_mut() {
            first.gap = if slabs.is_empty() { 0.0 } else { 1.5 };
        }
        slabs.append(&mut body);
        padded(slabs, 9.0, ground)
    }

    pub(super) fn code(&mut self, code: &str, frame: Frame) -> Vec<Slab> {
        let element = self.tree.add(Role::Code, frame.parent);
        let ground = self.ground(Ground {
            x: frame.x,
            width: frame.width,
            fill: Some(self.palette().tint),
            bar: None,
        });
        let style = Style { mono: true, ..Style::default() };
        let inner = Frame { scale: SMALL, ..frame.inset(10.0).display() };
        let mut slabs = Vec::new();
        for row in code.lines() {
            let mut words = Words::default();
            let row = row.replace('\t', "    ");
            // The space at the end keeps the words of two rows apart when they are copied.
            let row = format!("{} ", row.trim_end());
            words.push_verbatim(&row, Span::plain(style, frame.colour, element));
            slabs.append(&mut self.lines(words, inner));
        }
        padded(slabs, 7.0, ground)
    }

    pub(super) fn rule(&mut self, frame: Frame) -> Vec<Slab> {
        let mut slab = Slab::space(0.6);
        let colour = self.palette().rule;
        slab.items.push(slab::artifact(slab::line(frame.x, 0.3, frame.width, 0.6, colour)));
        vec![slab]
    }

    pub(super) fn ground(&mut self, ground: Ground) -> usize {
        self.grounds.push(ground);
        self.grounds.len() - 1
    }
}

/// Keeps slabs with what follows them.
pub(super) fn hold(slabs: &mut [Slab]) {
    for slab in slabs {
        slab.keep = true;
        slab.loose = false;
    }
}

/// Keeps slabs with what follows them if that can be.
pub(super) fn hold_if_possible(slabs: &mut [Slab]) {
    for slab in slabs.iter_mut().filter(|slab| !slab.keep) {
        slab.keep = true;
        slab.loose = true;
    }
}

fn stand_on(slabs: &mut [Slab], ground: usize) {
    for slab in slabs {
        slab.grounds.insert(0, ground);
    }
}

/// Slabs on a ground with space above and below; a small box is not divided.
pub(super) fn padded(mut slabs: Vec<Slab>, padding: f64, ground: usize) -> Vec<Slab> {
    if slab::height(&slabs) < WHOLE_BOX {
        hold_if_possible(&mut slabs);
    }
    if let Some(last) = slabs.last_mut() {
        last.keep = true;
    }
    let mut boxed = vec![Slab::space(padding)];
    boxed[0].keep = true;
    boxed.append(&mut slabs);
    boxed.push(Slab::space(padding));
    stand_on(&mut boxed, ground);
    boxed
}
