//! A column in the primary colour from top to bottom with the logo and the facts; the title on the page colour beside it.

use bidwright_base::geometry::{Point, Pt, Rect};
use bidwright_document::charts::mix;
use bidwright_document::tree::Cover;

use super::{HEAD, Inks, LOGO, pale};
use crate::layout::collect::Collector;
use crate::layout::frame::Frame;
use crate::layout::items;
use crate::layout::pages::Placed;
use crate::layout::unbreakable::Unbreakable;

/// Of the page, how much is column.
const COLUMN: f64 = 0.36;
/// Width of the accent rule beside the column.
const RULE: Pt = Pt(4.0);
/// From the sides of the column to its content, and from the rule to the title.
const INSET: Pt = Pt(36.0);
/// Of the page, how far down the title begins.
const TITLE: f64 = 0.36;
/// Bars of the ornament: where they begin and end, as shares of the column; an abstract Gantt chart.
const BARS: [(f64, f64); 7] =
    [(0.0, 0.34), (0.14, 0.46), (0.30, 0.58), (0.30, 0.78), (0.52, 0.86), (0.66, 1.0), (0.84, 1.0)];
/// From bar to bar.
const STEP: Pt = Pt(15.0);

impl Collector<'_> {
    pub(super) fn split_cover(&mut self, cover: &Cover, frame: Frame) -> Vec<Placed> {
        let palette = self.palette();
        let (width, height) = (self.theme.page.width, self.theme.page.height);
        let column = width * COLUMN;
        let mut page = Unbreakable::default();
        let background = items::rectangle(Rect::new(Pt::ZERO, Pt::ZERO, column, height), palette.primary);
        let rule = items::rectangle(Rect::new(column, Pt::ZERO, RULE, height), palette.accent);
        page.items.extend([background, rule].map(items::artifact));
        let beside = column + RULE;
        let faint = mix(palette.paper, palette.rule, 0.5);
        page.items.extend(self.watermark(Rect::new(beside, Pt::ZERO, width - beside, height), faint));

        let inner = Frame { x: INSET, width: column - INSET - INSET / 2.0, ..frame };
        page.items.extend(self.logo(self.theme.logo.as_ref(), palette.paper, inner));

        let x = beside + INSET;
        let right = Frame { x, width: frame.x + frame.width - x, ..frame };
        let top = height * TITLE;
        let inks = Inks { kicker: palette.accent, title: palette.primary, subtitle: palette.ink };
        let title = self.cover_title(cover, self.cover_foot() - top, &inks, right);
        // A title too long for what is below begins higher up.
        page.add(title.items, Point::new(Pt::ZERO, top.min(self.cover_foot() - title.height).max(HEAD)));

        let facts = self.facts(cover, 1, pale(palette), palette.paper, inner);
        let from = (self.cover_foot() - facts.height).max(HEAD + LOGO + Pt(24.0));
        if from > top + STEP * 9.0 {
            page.items.extend(self.bars(column, top));
        }
        page.add(facts.items, Point::new(Pt::ZERO, from));
        page.items
    }

    /// Staggered bars, hardly lighter than the column.
    fn bars(&self, column: Pt, top: Pt) -> Vec<Placed> {
        let palette = self.palette();
        let colour = mix(palette.primary, palette.paper, 0.14);
        let place = |(row, (from, to)): (u8, &(f64, f64))| {
            let (x, y) = (INSET + (column - INSET) * *from, top + STEP * f64::from(row));
            items::artifact(items::rectangle(
                Rect::new(x, y, (column - INSET) * (to - from), Pt(5.0)),
                colour,
            ))
        };
        (0..).zip(&BARS).map(place).collect()
    }
}
