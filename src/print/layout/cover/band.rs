//! A background in the primary colour over two thirds of the page: the logo and the title on it, the facts under it.

use bidwright_base::geometry::{Point, Pt, Rect, Size};
use bidwright_document::charts::mix;
use bidwright_document::tree::Cover;

use super::{HEAD, Inks, LOGO, pale};
use crate::layout::collect::Collector;
use crate::layout::frame::Frame;
use crate::layout::items;
use crate::layout::pages::{Item, Placed};
use crate::layout::unbreakable::Unbreakable;

/// Of the page, how much is background.
const GROUND: f64 = 0.68;
/// Thickness of the accent rule under the background.
const RULE: Pt = Pt(5.0);
/// More facts than these make another row.
const FACTS_ABREAST: usize = 4;
/// Space under the title block.
const TITLE_FOOT: Pt = Pt(62.0);

impl Collector<'_> {
    pub(super) fn band_cover(&mut self, cover: &Cover, frame: Frame) -> Vec<Placed> {
        let palette = self.palette();
        let (width, height) = (self.theme.page.width, self.theme.page.height);
        let background = height * GROUND;
        let mut page = Unbreakable::default();
        let area = Rect::at_origin(Size::new(width, background));
        let band = items::rectangle(area, palette.primary);
        let rule = items::rectangle(Rect::new(Pt::ZERO, background, width, RULE), palette.accent);
        page.items.extend([band, rule].map(items::artifact));
        page.items.extend(self.arcs(width));
        let faint = mix(palette.primary, palette.paper, 0.12);
        page.items.extend(self.watermark(area, faint));
        page.items.extend(self.logo(self.theme.logo.as_ref(), palette.paper, frame));
        // The title is on the lower third of the background and grows upwards.
        let room = background - TITLE_FOOT - HEAD - LOGO - Pt(24.0);
        let inks = Inks { kicker: pale(palette), title: palette.paper, subtitle: palette.paper };
        let narrow = Frame { width: frame.width * 0.9, ..frame };
        let title = self.cover_title(cover, room, &inks, narrow);
        let top = background - TITLE_FOOT - title.height;
        page.add(title.items, Point::new(Pt::ZERO, top));
        let facts = self.facts(cover, FACTS_ABREAST, palette.muted, frame.colour, frame);
        let top = (self.cover_foot() - facts.height).max(background + RULE + Pt(24.0));
        page.add(facts.items, Point::new(Pt::ZERO, top));
        page.items
    }

    /// Quarter circles round the upper right corner, hardly lighter than the background.
    fn arcs(&self, width: Pt) -> Vec<Placed> {
        let palette = self.palette();
        let colour = mix(palette.primary, palette.paper, 0.13);
        let arc = |ring: u8| {
            let radius = Pt(70.0) + Pt(44.0) * f64::from(ring);
            let point = |step: u8| {
                let (sin, cos) = bidwright_base::math::sin_cos(f64::from(step) * std::f64::consts::PI / 96.0);
                Point::new(width - radius * cos, radius * sin)
            };
            items::artifact(Item::Stroke {
                points: (0..=48).map(point).collect(),
                width: Pt(0.9),
                colour,
                dash: None,
            })
        };
        (0..7).map(arc).collect()
    }
}
