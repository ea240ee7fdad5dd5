//! Headings: numbered, announced to the contents and the bookmarks, never at the foot of a page.

use bidwright_base::geometry::Pt;
use bidwright_document::tree::Inline;

use super::{
    collect::{Collector, Entry},
    frame::Frame,
    pages::{Bookmark, Role},
    scale::{BODY, CHAPTER, SECTION},
    text::{self, Span},
    unbreakable::{self, Start, Unbreakable},
};

/// A first-level heading needs this share of the page to be left.
const CHAPTER_ROOM: f64 = 0.24;
impl Collector<'_> {
    pub(super) fn heading(
        &mut self,
        level: u8,
        id: &str,
        content: &[Inline],
        frame: Frame,
    ) -> Vec<Unbreakable> {
        let number = self.document.labels.get(id).cloned().unwrap_or_default();
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
        let indent = label.as_ref().map_or(Pt::ZERO, |_| {
            self.shaper.width(&number, span.style, frame.scale.size) + frame.scale.size * 0.55
        });
        let words = self.read(content, span);
        let mut units = self.lines(words, frame.indented(indent));
        unbreakable::keep_together(&mut units);
        let title = text::plain(content);
        let id = if id.is_empty() { format!("heading:{}", self.outline.len() + 1) } else { id.to_owned() };
        if let Some(first) = units.first_mut() {
            first.items.splice(0..0, label.into_iter().flat_map(|label| label.items));
            first.places.push(id.clone());
            if level == 1 {
                first.start = Start::Room(CHAPTER_ROOM);
            }
            self.announce(level, number, title, id);
        }
        units
    }

    fn announce(&mut self, level: u8, number: String, title: String, id: String) {
        if level <= 3 {
            let numbered = [number.as_str(), title.as_str()].join(" ");
            self.outline.push(Bookmark { level, title: numbered.trim_start().to_owned(), id: id.clone() });
        }
        if level <= 2 {
            self.entries.push(Entry { level, number, title, id });
        }
    }
}
