//! Paper, thin rules and letters: nothing that a printer could get wrong.

use bidwright_document::charts::mix;
use bidwright_document::tree::Cover;

use super::{HEAD, Inks, LOGO};
use crate::layout::collect::{Collector, Frame};
use crate::layout::pages::Placed;
use crate::layout::slab;
use crate::layout::slab::Slab;

/// More facts than these make another row.
const FACTS_ABREAST: usize = 4;
/// Of the page, how far down the title begins.
const TITLE: f64 = 0.33;
/// Length and thickness of the accent rule over the title.
const RULE: (f64, f64) = (54.0, 3.0);
/// From the rule over the facts to the facts.
const FACTS_HEAD: f64 = 14.0;

impl Collector<'_> {
    pub(super) fn plain_cover(&mut self, cover: &Cover, frame: Frame) -> Vec<Placed> {
        let palette = self.palette();
        let (width, height) = (self.theme.page.0.0, self.theme.page.1.0);
        let mut page = Slab::default();
        let faint = mix(palette.paper, palette.rule, 0.5);
        page.items.extend(self.watermark(0.0, width, height, faint));
        page.items.extend(self.logo(self.theme.logo_dark.as_ref(), palette.primary, frame));
        let under = slab::line(frame.x, HEAD + LOGO + 16.0, frame.width, 0.5, palette.rule);
        page.items.push(slab::artifact(under));

        let facts = self.facts(cover, FACTS_ABREAST, palette.muted, palette.ink, frame);
        let from = self.cover_foot() - facts.height;
        let top = height * TITLE;
        let inks = Inks { kicker: palette.accent, title: palette.primary, subtitle: palette.ink };
        let narrow = Frame { width: frame.width * 0.9, ..frame };
        let title = self.cover_title(cover, from - FACTS_HEAD - 24.0 - top, &inks, narrow);
        let over = slab::rectangle(frame.x, top - 18.0, RULE.0, RULE.1, palette.accent);
        page.items.push(slab::artifact(over));
        page.add(title.items, 0.0, top);

        let line = slab::line(frame.x, from - FACTS_HEAD, frame.width, 1.2, palette.primary);
        page.items.push(slab::artifact(line));
        page.add(facts.items, 0.0, from);
        page.items
    }
}
