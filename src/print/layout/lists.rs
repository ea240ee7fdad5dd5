//! Lists: bullets, numbers, boxes to tick, and terms with their meanings.

use bidwright_base::geometry::{Point, Pt};
use bidwright_document::tree::{Block, Inline, Item as ListItem};

use super::{
    collect::Collector,
    frame::Frame,
    lines::Flush,
    pages::{Item, Placed, Role},
    scale::BODY,
    shape::{Figures, Style},
    text::Span,
    unbreakable::Unbreakable,
};

impl Collector<'_> {
    pub(super) fn list(
        &mut self,
        start: Option<u64>,
        tight: bool,
        items: &[ListItem],
        frame: Frame,
    ) -> Vec<Unbreakable> {
        let list = self.tree.add(Role::List { ordered: start.is_some() }, frame.parent);
        let style = Style { figures: Figures::Tabular, ..Style::default() };
        let size = frame.scale.size;
        let numbers: Vec<String> = (0_u64..)
            .zip(items)
            .map(|(index, _)| {
                start.map_or_else(|| bullet(frame.depth), |first| format!("{}.", first + index))
            })
            .collect();
        let widest = numbers.iter().map(|number| self.shaper.width(number, style, size));
        let indent = (widest.fold(Pt::ZERO, Pt::max) + size * 0.5).max(size * 1.5);
        let mut units: Vec<Unbreakable> = Vec::new();
        for (at, (item, number)) in items.iter().zip(numbers).enumerate() {
            let element = self.tree.add(Role::ListItem, list);
            let label = match item.task {
                Some(done) => self.task_box(done, element, frame),
                None => {
                    let label = self.tree.add(Role::Label, element);
                    let span = Span::plain(style, self.palette().accent, label);
                    let flush = if start.is_some() { Flush::End } else { Flush::Start };
                    let column = Frame { width: indent - size * 0.5, flush, ..frame };
                    self.label(&number, span, column).items
                }
            };
            let body = self.tree.add(Role::ListBody, element);
            let inner = Frame { depth: frame.depth + 1, ..frame.indented(indent).in_element(body) };
            let mut next = self.blocks(&item.blocks, inner);
            // Where lists are nested so deep that the label has no room beside the text, it is set above.
            if next.is_empty() || inner.x + Pt(0.1) < frame.x + indent {
                let mut above = Unbreakable::space(frame.scale.lead);
                if !next.is_empty() {
                    above.keep();
                }
                next.insert(0, above);
            }
            next[0].items.splice(0..0, label);
            // The last item is not left alone on the next page.
            if at + 2 == items.len() {
                next.last_mut().into_iter().for_each(Unbreakable::keep);
            }
            let before = at.checked_sub(1).and_then(|at| items[at].blocks.last());
            let apart = match before {
                // An image does not weigh on the item below it.
                Some(Block::Image { .. }) => 9.0,
                _ if tight => 1.5,
                _ => 4.5,
            };
            next[0].gap = Pt(apart * frame.scale.lead / BODY.lead);
            units.append(&mut next);
        }
        units
    }

    /// A box to tick, drawn, for not every font has one.
    fn task_box(&mut self, done: bool, parent: usize, frame: Frame) -> Vec<Placed> {
        let words = if done { &self.phrases.done } else { &self.phrases.open };
        let label = self.tree.add_with_alt(Role::Label, parent, words);
        let palette = self.palette();
        let side = frame.scale.size * 0.72;
        let (left, bottom) = (frame.x + Pt(0.5), frame.scale.baseline(self.cap_share));
        let corner = |x: f64, y: f64| Point::new(left + side * x, bottom - side * y);
        let stroke = |points, width, colour| Placed {
            element: Some(label),
            item: Item::Stroke { points, width, colour, dash: None },
        };
        let frame_of_box = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0)];
        let mut items = vec![stroke(frame_of_box.map(|(x, y)| corner(x, y)).into(), Pt(0.7), palette.muted)];
        if done {
            let tick = vec![corner(0.2, 0.5), corner(0.42, 0.26), corner(0.84, 0.8)];
            items.push(stroke(tick, Pt(1.1), palette.accent));
        }
        items
    }

    pub(super) fn definitions(
        &mut self,
        entries: &[(Vec<Inline>, Vec<Block>)],
        frame: Frame,
    ) -> Vec<Unbreakable> {
        let list = self.tree.add(Role::List { ordered: false }, frame.parent);
        let column = (frame.width * 0.27).min(Pt(130.0));
        let gutter = frame.scale.size;
        let mut units = Vec::new();
        for (term, meaning) in entries {
            let item = self.tree.add(Role::ListItem, list);
            let beside = Frame { width: column - gutter, strong: true, ..frame.in_element(item).display() };
            let mut left = self.paragraph(term, Role::Label, beside);
            let body = self.tree.add(Role::ListBody, item);
            let mut right = self.blocks(meaning, frame.indented(column).in_element(body));
            // Lines are set side by side as far as both go; the rest follows below.
            for (at, line) in left.iter_mut().enumerate() {
                match right.get_mut(at) {
                    Some(partner) => {
                        partner.items.splice(0..0, line.items.drain(..));
                        partner.notes.append(&mut line.notes);
                        if line.is_kept() {
                            partner.keep();
                        }
                    }
                    None => right.push(std::mem::take(line)),
                }
            }
            if let Some(first) = right.first_mut() {
                first.gap = frame.scale.lead * 0.4;
            }
            units.append(&mut right);
        }
        units
    }
}

/// The sign before an item of an unordered list.
fn bullet(depth: usize) -> String {
    if depth.is_multiple_of(2) { "•" } else { "–" }.to_owned()
}
