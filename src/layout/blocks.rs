//! Headings, lists, quotes, boxes, code: the plainer blocks.

use crate::document::{Block, Callout, Inline, Item as ListItem};

use super::{
    collect::{Collector, Entry, Frame},
    lines::Flush,
    pages::{Bookmark, Item, Placed, Role},
    scale::{BODY, CHAPTER, SECTION, SMALL},
    shape::{Figures, Style},
    slab::{self, Ground, Slab, Start},
    text::{self, Span, Words},
};

/// A first-level heading may stand on a page of which this share is left.
const CHAPTER_ROOM: f64 = 0.4;
/// Boxes up to this height are not divided.
const WHOLE_BOX: f64 = 190.0;

impl Collector<'_> {
    pub(super) fn heading(
        &mut self,
        level: u8,
        id: &str,
        numbered: bool,
        content: &[Inline],
        frame: Frame,
    ) -> Vec<Slab> {
        let number = self.number(level, numbered);
        let palette = self.palette();
        let element = self.tree.add(Role::Heading(level.clamp(1, 6)), frame.parent);
        let frame = Frame {
            scale: match level {
                1 => CHAPTER,
                2 => SECTION,
                _ => BODY,
            },
            colour: palette.primary,
            strong: true,
            ..frame.display()
        };
        let span = frame.span(element);
        let label = (!number.is_empty()).then(|| {
            let colour = palette.accent;
            self.label(&format!("{number} "), Span { colour, ..span }, frame)
        });
        // The title hangs beside its number.
        let indent = label.as_ref().map_or(0.0, |_| {
            self.shaper.width(&number, span.style, frame.scale.size) + frame.scale.size * 0.55
        });
        let words = self.read(content, span);
        let mut slabs = self.lines(words, frame.indented(indent));
        for slab in &mut slabs {
            slab.keep = true;
        }
        let title = text::plain(content);
        let id = if id.is_empty() {
            format!("heading:{}", self.outline.len() + 1)
        } else {
            id.to_owned()
        };
        if let Some(first) = slabs.first_mut() {
            first
                .items
                .splice(0..0, label.into_iter().flat_map(|label| label.items));
            first.places.push(id.clone());
            if level == 1 {
                first.start = Start::Room(CHAPTER_ROOM);
            }
            self.announce(level, number, title, id);
        }
        slabs
    }

    /// "2.1", or nothing.
    fn number(&mut self, level: u8, numbered: bool) -> String {
        let depth = usize::from(level.clamp(1, 6));
        if !(numbered && self.theme.numbered && depth <= 3) {
            return String::new();
        }
        self.numbers[depth - 1] += 1;
        self.numbers[depth..].fill(0);
        let numbers = self.numbers[..depth].iter().map(u32::to_string);
        numbers.collect::<Vec<_>>().join(".")
    }

    fn announce(&mut self, level: u8, number: String, title: String, id: String) {
        if level <= 3 {
            let numbered = [number.as_str(), title.as_str()].join(" ");
            self.outline.push(Bookmark {
                level,
                title: numbered.trim_start().to_owned(),
                id: id.clone(),
            });
        }
        if level <= 2 {
            self.entries.push(Entry {
                level,
                number,
                title,
                id,
            });
        }
    }

    pub(super) fn list(
        &mut self,
        start: Option<u64>,
        tight: bool,
        items: &[ListItem],
        frame: Frame,
    ) -> Vec<Slab> {
        let list = self.tree.add(
            Role::List {
                ordered: start.is_some(),
            },
            frame.parent,
        );
        let style = Style {
            figures: Figures::Tabular,
            ..Style::default()
        };
        let size = frame.scale.size;
        let numbers: Vec<String> = (0_u64..)
            .zip(items)
            .map(|(index, _)| {
                start.map_or_else(|| bullet(frame.depth), |first| format!("{}.", first + index))
            })
            .collect();
        let widest = numbers
            .iter()
            .map(|number| self.shaper.width(number, style, size));
        let indent = (widest.fold(0.0, f64::max) + size * 0.5).max(size * 1.5);
        let mut slabs: Vec<Slab> = Vec::new();
        for (item, number) in items.iter().zip(numbers) {
            let element = self.tree.add(Role::ListItem, list);
            let label = match item.task {
                Some(done) => self.task_box(done, element, frame),
                None => {
                    let label = self.tree.add(Role::Label, element);
                    let span = Span::plain(style, self.palette().accent, label);
                    let flush = if start.is_some() { Flush::End } else { Flush::Start };
                    let column = Frame {
                        width: indent - size * 0.5,
                        flush,
                        ..frame
                    };
                    self.label(&number, span, column).items
                }
            };
            let body = self.tree.add(Role::ListBody, element);
            let inner = Frame {
                depth: frame.depth + 1,
                ..frame.indented(indent).in_element(body)
            };
            let mut next = self.blocks(&item.blocks, inner);
            if next.is_empty() {
                next.push(Slab::space(frame.scale.lead));
            }
            next[0].items.splice(0..0, label);
            next[0].gap = if tight { 1.5 } else { 4.5 } * frame.scale.lead / BODY.lead;
            slabs.append(&mut next);
        }
        slabs
    }

    /// A box to tick, drawn, for not every font has one.
    fn task_box(&mut self, done: bool, parent: usize, frame: Frame) -> Vec<Placed> {
        let words = if done {
            self.phrases.done
        } else {
            self.phrases.open
        };
        let label = self.tree.add_with_alt(Role::Label, parent, words);
        let palette = self.palette();
        let side = frame.scale.size * 0.72;
        let (left, bottom) = (frame.x + 0.5, frame.scale.baseline(self.cap_share));
        let at = |x: f64, y: f64| (left + side * x, bottom - side * y);
        let stroke = |points, width, colour| Placed {
            element: Some(label),
            item: Item::Stroke {
                points,
                width,
                colour,
                dash: None,
            },
        };
        let frame_of_box = vec![
            at(0.0, 0.0),
            at(1.0, 0.0),
            at(1.0, 1.0),
            at(0.0, 1.0),
            at(0.0, 0.0),
        ];
        let mut items = vec![stroke(frame_of_box, 0.7, palette.muted)];
        if done {
            let tick = vec![at(0.2, 0.5), at(0.42, 0.26), at(0.84, 0.8)];
            items.push(stroke(tick, 1.1, palette.accent));
        }
        items
    }

    pub(super) fn quote(&mut self, blocks: &[Block], frame: Frame) -> Vec<Slab> {
        let element = self.tree.add(Role::Quote, frame.parent);
        let ground = self.ground(Ground {
            x: frame.x,
            width: frame.width,
            fill: None,
            bar: Some((2.0, self.palette().rule)),
        });
        let inner = Frame {
            colour: self.palette().muted,
            ..frame.indented(14.0).in_element(element)
        };
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
            let heading = Frame {
                colour,
                strong: true,
                ..inner.display()
            };
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
        let style = Style {
            mono: true,
            ..Style::default()
        };
        let inner = Frame {
            scale: SMALL,
            ..frame.inset(10.0).display()
        };
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

    pub(super) fn definitions(&mut self, entries: &[(Vec<Inline>, Vec<Block>)], frame: Frame) -> Vec<Slab> {
        let list = self.tree.add(Role::List { ordered: false }, frame.parent);
        let column = (frame.width * 0.27).min(130.0);
        let gutter = frame.scale.size;
        let mut slabs = Vec::new();
        for (term, meaning) in entries {
            let item = self.tree.add(Role::ListItem, list);
            let beside = Frame {
                width: column - gutter,
                strong: true,
                ..frame.in_element(item).display()
            };
            let mut left = self.paragraph(term, Role::Label, beside);
            let body = self.tree.add(Role::ListBody, item);
            let mut right = self.blocks(meaning, frame.indented(column).in_element(body));
            // Line stands beside line as far as both go; what is left over follows below.
            for (at, line) in left.iter_mut().enumerate() {
                match right.get_mut(at) {
                    Some(partner) => {
                        partner.items.splice(0..0, line.items.drain(..));
                        partner.notes.append(&mut line.notes);
                        partner.keep |= line.keep;
                    }
                    None => right.push(std::mem::take(line)),
                }
            }
            if let Some(first) = right.first_mut() {
                first.gap = frame.scale.lead * 0.4;
            }
            slabs.append(&mut right);
        }
        slabs
    }

    pub(super) fn rule(&mut self, frame: Frame) -> Vec<Slab> {
        let mut slab = Slab::space(0.6);
        let colour = self.palette().rule;
        slab.items
            .push(slab::artifact(slab::line(frame.x, 0.3, frame.width, 0.6, colour)));
        vec![slab]
    }

    pub(super) fn ground(&mut self, ground: Ground) -> usize {
        self.grounds.push(ground);
        self.grounds.len() - 1
    }
}

/// The sign before an item of an unordered list.
fn bullet(depth: usize) -> String {
    if depth.is_multiple_of(2) { "•" } else { "–" }.to_owned()
}

/// Keeps slabs with what follows them.
pub(super) fn hold(slabs: &mut [Slab]) {
    for slab in slabs {
        slab.keep = true;
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
        hold(&mut slabs);
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
