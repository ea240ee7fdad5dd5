//! The table of contents: numbers, titles, dots, pages, and a link on each line.

use bidwright_base::geometry::{Point, Pt, Rect};
use std::collections::BTreeMap;

use bidwright_document::tree::Target;

use super::{
    collect::{Collector, Entry},
    frame::Frame,
    items,
    lines::Flush,
    pages::{Item, Placed, Role},
    scale::{BODY, CHAPTER},
    shape::{Figures, Style},
    text::{Span, StyledText},
    unbreakable::{self, Unbreakable},
};

/// From dot to dot.
const DOTS: Pt = Pt(4.0);
/// Columns of the numbers: of chapters, and of sections beneath them.
const NUMBER: Pt = Pt(22.0);
const SECTION_NUMBER: Pt = Pt(28.0);
/// Lines that fit on one page; a longer list names chapters only.
const LONGEST: usize = 44;
/// Room for the page number.
const PAGE: Pt = Pt(28.0);

impl Collector<'_> {
    /// The contents as units; `pages` says what page each id is on. An id without a page still takes
    /// its place, so that the length of the contents can be found before the pages are.
    pub(super) fn contents(&mut self, element: usize, pages: &BTreeMap<String, usize>) -> Vec<Unbreakable> {
        let frame = self.page_frame().in_element(element);
        let heading =
            Frame { scale: CHAPTER, colour: self.palette().primary, strong: true, ..frame.display() };
        let title = self.phrases.contents.clone();
        let caption = self.tree.add(Role::Caption, element);
        let mut units = self.lines(StyledText::plain(&title, heading.span(caption)), heading);
        let mut entries = self.entries.clone();
        if entries.len() > LONGEST {
            entries.retain(|entry| entry.level == 1);
        }
        for (at, entry) in entries.iter().enumerate() {
            let page = pages.get(&entry.id).map(ToString::to_string).unwrap_or_default();
            let mut unit = self.entry(entry, &page, frame);
            unit.gap = match (at, entry.level) {
                (0, _) => Pt(14.0),
                (_, 1) => Pt(7.0),
                _ => Pt::ZERO,
            };
            // A chapter is not the last line of a page if its sections follow.
            if entry.level == 1 && entries.get(at + 1).is_some_and(|next| next.level > 1) {
                unit.keep();
            }
            units.push(unit);
        }
        units
    }

    fn entry(&mut self, entry: &Entry, page: &str, frame: Frame) -> Unbreakable {
        let item = self.tree.add(Role::ContentsItem, frame.parent);
        let reference = self.tree.add(Role::Reference, item);
        let element = self.tree.add(Role::Link, reference);
        let palette = self.palette();
        let chapter = entry.level == 1;
        let numbered = self.entries.iter().any(|entry| !entry.number.is_empty());
        let line = Frame { scale: BODY, strong: chapter, figures: Figures::Tabular, ..frame.display() };
        let indent = if chapter || !numbered { Pt::ZERO } else { NUMBER };
        let column = match (numbered, chapter) {
            (false, _) => (f64::from(entry.level) - 1.0) * Pt(14.0),
            (true, true) => NUMBER,
            (true, false) => SECTION_NUMBER,
        };
        let number = Span { colour: palette.accent, ..line.span(element) };
        let label = self.label(&format!("{} ", entry.number), number, line.indented(indent));
        let text = Frame { width: frame.width - PAGE - Pt(24.0), ..line };
        let mut spaced = StyledText::default();
        spaced.push(&format!("{} ", entry.title), line.span(element));
        let mut unit =
            unbreakable::stack(self.lines(spaced, text.indented(indent + column)), &self.backgrounds);
        let height = unit.height.max(BODY.lead);
        unit.height = height;
        let end = text_end(&unit.items).unwrap_or(frame.x + indent + column);
        unit.items.splice(0..0, label.items);
        let flush_end = Frame { flush: Flush::End, ..line };
        let number = self.label(page, line.span(element), flush_end);
        unit.add(number.items, Point::new(Pt::ZERO, height - BODY.lead));
        let style = Style { strong: chapter, figures: Figures::Tabular, ..Style::default() };
        let right = frame.x + frame.width - self.shaper.width(page, style, BODY.size) - Pt(5.0);
        let y = height - BODY.lead + BODY.baseline(self.cap_share) - Pt(1.0);
        unit.items.extend(self.dots(frame, end + Pt(5.0), right, y));
        unit.items.push(Placed {
            element: Some(element),
            item: Item::Link {
                area: Rect::new(frame.x, Pt::ZERO, frame.width, height),
                to: Target::Id(entry.id.clone()),
                words: entry.title.clone(),
            },
        });
        unit
    }

    /// Dots on a grid counted from the right margin, so that they align vertically.
    fn dots(&self, frame: Frame, from: Pt, to: Pt, y: Pt) -> Option<Placed> {
        let margin = frame.x + frame.width;
        let first = margin - ((margin - to) / DOTS).ceil() * DOTS;
        (first > from + DOTS).then(|| {
            items::artifact(Item::Stroke {
                points: vec![Point::new(first, y), Point::new(from, y)],
                width: Pt(0.8),
                colour: self.palette().muted,
                dash: Some((Pt::ZERO, DOTS)),
            })
        })
    }
}

/// Where the last line of text ends.
fn text_end(items: &[Placed]) -> Option<Pt> {
    items.iter().rev().find_map(|placed| match &placed.item {
        Item::Text(run) => Some(run.start.x + run.glyphs.iter().map(|glyph| glyph.advance).sum::<Pt>()),
        _ => None,
    })
}
