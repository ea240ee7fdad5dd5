//! Paper, thin rules and letters: nothing that a printer could get wrong.

use bidwright_base::geometry::{Point, Pt, Rect, Size};
use bidwright_document::charts::mix;
use bidwright_document::tree::Cover;

use super::{HEAD, Inks, LOGO};
use crate::layout::collect::Collector;
use crate::layout::frame::Frame;
use crate::layout::items;
use crate::layout::pages::Placed;
use crate::layout::unbreakable::Unbreakable;

/// More facts than these make another row.
const FACTS_ABREAST: usize = 4;
/// Of the page, how far down the title begins.
const TITLE: f64 = 0.33;
/// Length and thickness of the accent rule over the title.
const RULE: Size = Size::new(Pt(54.0), Pt(3.0));
/// From the rule over the facts to the facts.
const FACTS_HEAD: Pt = Pt(14.0);

impl Collector<'_> {
    pub(super) fn plain_cover(&mut self, cover: &Cover, frame: Frame) -> Vec<Placed> {
        let palette = self.palette();
        let height = self.theme.page.height;
        let mut page = Unbreakable::default();
        let faint = mix(palette.paper, palette.rule, 0.5);
        page.items.extend(self.watermark(Rect::at_origin(self.theme.page), faint));
        page.items.extend(self.logo(self.theme.logo_dark.as_ref(), palette.primary, frame));
        let under =
            items::line(Point::new(frame.x, HEAD + LOGO + Pt(16.0)), frame.width, Pt(0.5), palette.rule);
        page.items.push(items::artifact(under));

        let facts = self.facts(cover, FACTS_ABREAST, palette.muted, palette.ink, frame);
        let from = self.cover_foot() - facts.height;
        let top = height * TITLE;
        let inks = Inks { kicker: palette.accent, title: palette.primary, subtitle: palette.ink };
        let narrow = Frame { width: frame.width * 0.9, ..frame };
        let title = self.cover_title(cover, from - FACTS_HEAD - Pt(24.0) - top, &inks, narrow);
        let over =
            items::rectangle(Rect::new(frame.x, top - Pt(18.0), RULE.width, RULE.height), palette.accent);
        page.items.push(items::artifact(over));
        page.add(title.items, Point::new(Pt::ZERO, top));

        let line = items::line(Point::new(frame.x, from - FACTS_HEAD), frame.width, Pt(1.2), palette.primary);
        page.items.push(items::artifact(line));
        page.add(facts.items, Point::new(Pt::ZERO, from));
        page.items
    }
}
