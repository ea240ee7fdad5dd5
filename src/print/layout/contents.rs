//! The table of contents: numbers, titles, dots, pages, and a link on each line.

use std::collections::BTreeMap;

use bidwright_document::tree::Target;

use super::{
    collect::{Collector, Entry, Frame},
    lines::Flush,
    pages::{Item, Placed, Role},
    scale::{BODY, CHAPTER},
    shape::{Figures, Style},
    slab::{self, Slab},
    text::{Span, Words},
};

/// From dot to dot.
const DOTS: f64 = 4.0;
/// Columns of the numbers: of chapters, and of sections beneath them.
const NUMBER: f64 = 22.0;
const SECTION_NUMBER: f64 = 28.0;
/// Lines that fit on one page; a longer list names chapters only.
const LONGEST: usize = 44;
/// Room for the page number.
const PAGE: f64 = 28.0;

impl Collector<'_> {
    /// The contents as slabs; `pages` says what page each id is on. An id without a page still takes
    /// its place, so that the length of the contents can be found before the pages are.
    pub(super) fn contents(&mut self, element: usize, pages: &BTreeMap<String, usize>) -> Vec<Slab> {
        let frame = self.page_frame().in_element(element);
        let heading =
            Frame { scale: CHAPTER, colour: self.palette().primary, strong: true, ..frame.display() };
        let title = self.phrases.contents.clone();
        let caption = self.tree.add(Role::Caption, element);
        let mut slabs = self.lines(Words::plain(&title, heading.span(caption)), heading);
        let mut entries = self.entries.clone();
        if entries.len() > LONGEST {
            entries.retain(|entry| entry.level == 1);
        }
        for (at, entry) in entries.iter().enumerate() {
            let page = pages.get(&entry.id).map(ToString::to_string).unwrap_or_default();
            let mut slab = self.entry(entry, &page, frame);
            slab.gap = match (at, entry.level) {
                (0, _) => 14.0,
                (_, 1) => 7.0,
                _ => 0.0,
            };
            // A chapter is not the last line of a page if its sections follow.
            slab.keep = entry.level == 1 && entries.get(at + 1).is_some_and(|next| next.level > 1);
            slabs.push(slab);
        }
        slabs
    }

    fn entry(&mut self, entry: &Entry, page: &str, frame: Frame) -> Slab {
        let item = self.tree.add(Role::ContentsItem, frame.parent);
        let reference = self.tree.add(Role::Reference, item);
        let element = self.tree.add(Role::Link, reference);
        let palette = self.palette();
        let chapter = entry.level == 1;
        let numbered = self.entries.iter().any(|entry| !entry.number.is_empty());
        let line = Frame { scale: BODY, strong: chapter, figures: Figures::Tabular, ..frame.display() };
        let indent = if chapter || !numbered { 0.0 } else { NUMBER };
        let column = match (numbered, chapter) {
            (false, _) => (f64::from(entry.level) - 1.0) * 14.0,
            (true, true) => NUMBER,
            (true, false) => SECTION_NUMBER,
        };
        let number = Span { colour: palette.accent, ..line.span(element) };
        let label = self.label(&format!("{} ", entry.number), number, line.indented(indent));
        let text = Frame { width: frame.width - PAGE - 24.0, ..line };
        let mut spaced = Words::default();
        spaced.push(&format!("{} ", entry.title), line.span(element));
        let mut slab = slab::stack(self.lines(spaced, text.indented(indent + column)), &self.grounds);
        let height = slab.height.max(BODY.lead);
        slab.height = height;
        let end = text_end(&slab.items).unwrap_or(frame.x + indent + column);
        slab.items.splice(0..0, label.items);
        let flush_end = Frame { flush: Flush::End, ..line };
        let number = self.label(page, line.span(element), flush_end);
        slab.add(number.items, 0.0, height - BODY.lead);
        let style = Style { strong: chapter, figures: Figures::Tabular, ..Style::default() };
        let right = frame.x + frame.width - self.shaper.width(page, style, BODY.size) - 5.0;
        let y = height - BODY.lead + BODY.baseline(self.cap_share) - 1.0;
        slab.items.extend(self.dots(frame, end + 5.0, right, y));
        slab.items.push(Placed {
            element: Some(element),
            item: Item::Link {
                area: (frame.x, 0.0, frame.width, height),
                to: Target::Id(entry.id.clone()),
                words: entry.title.clone(),
            },
        });
        slab
    }

    /// Dots on a grid counted from the right margin, so that they stand under each other.
    fn dots(&self, frame: Frame, from: f64, to: f64, y: f64) -> Option<Placed> {
        let margin = frame.x + frame.width;
        let first = margin - ((margin - to) / DOTS).ceil() * DOTS;
        (first > from + DOTS).then(|| {
            slab::artifact(Item::Stroke {
                points: vec![(first, y), (from, y)],
                width: 0.8,
                colour: self.palette().muted,
                dash: Some((0.0, DOTS)),
            })
        })
    }
}

/// Where the last line of text ends.
fn text_end(items: &[Placed]) -> Option<f64> {
    items.iter().rev().find_map(|placed| match &placed.item {
        Item::Text(run) => Some(run.x + run.glyphs.iter().map(|glyph| glyph.advance).sum::<f64>()),
        _ => None,
    })
}
