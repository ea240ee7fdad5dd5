//! A ground in the primary colour over two thirds of the page: the logo and the title on it, the facts under it.

use bidwright_document::charts::mix;
use bidwright_document::tree::Cover;

use super::{HEAD, Inks, LOGO, pale};
use crate::layout::collect::{Collector, Frame};
use crate::layout::pages::{Item, Placed};
use crate::layout::slab;
use crate::layout::slab::Slab;

/// Of the page, how much is ground.
const GROUND: f64 = 0.68;
/// Thickness of the accent rule under the ground.
const RULE: f64 = 5.0;
/// More facts than these make another row.
const FACTS_ABREAST: usize = 4;
/// Space under the title block.
const TITLE_FOOT: f64 = 62.0;

impl Collector<'_> {
    pub(super) fn band_cover(&mut self, cover: &Cover, frame: Frame) -> Vec<Placed> {
        let palette = self.palette();
        let (width, height) = (self.theme.page.0.0, self.theme.page.1.0);
        let ground = height * GROUND;
        let mut page = Slab::default();
        let band = slab::rectangle(0.0, 0.0, width, ground, palette.primary);
        let rule = slab::rectangle(0.0, ground, width, RULE, palette.accent);
        page.items.extend([band, rule].map(slab::artifact));
        page.items.extend(self.arcs(width));
        let faint = mix(palette.primary, palette.paper, 0.12);
        page.items.extend(self.watermark(0.0, width, ground, faint));
        page.items.extend(self.logo(self.theme.logo.as_ref(), palette.paper, frame));
        // The title stands on the lower third of the ground and grows upwards.
        let room = ground - TITLE_FOOT - HEAD - LOGO - 24.0;
        let inks = Inks { kicker: pale(palette), title: palette.paper, subtitle: palette.paper };
        let narrow = Frame { width: frame.width * 0.9, ..frame };
        let title = self.cover_title(cover, room, &inks, narrow);
        let top = ground - TITLE_FOOT - title.height;
        page.add(title.items, 0.0, top);
        let facts = self.facts(cover, FACTS_ABREAST, palette.muted, frame.colour, frame);
        page.add(facts.items, 0.0, (self.cover_foot() - facts.height).max(ground + RULE + 24.0));
        page.items
    }

    /// Quarter circles round the upper right corner, hardly lighter than the ground.
    fn arcs(&self, width: f64) -> Vec<Placed> {
        let palette = self.palette();
        let colour = mix(palette.primary, palette.paper, 0.13);
        let arc = |ring: u8| {
            let radius = 70.0 + 44.0 * f64::from(ring);
            let point = |step: u8| {
                let (sin, cos) = bidwright_base::math::sin_cos(f64::from(step) * std::f64::consts::PI / 96.0);
                (width - radius * cos, radius * sin)
            };
            slab::artifact(Item::Stroke {
                points: (0..=48).map(point).collect(),
                width: 0.9,
                colour,
                dash: None,
            })
        };
        (0..7).map(arc).collect()
    }
}
