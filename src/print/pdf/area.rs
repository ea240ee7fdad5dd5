//! Areas: what items cover on a page.

use super::fonts::Fonts;
use crate::layout::pages::Item;
use bidwright_base::geometry::{Pt, Rect};

/// The area around two; `None` covers nothing.
pub(super) fn around(a: Option<Rect>, b: Rect) -> Rect {
    let Some(a) = a else { return b };
    let (x, y) = (a.x.min(b.x), a.y.min(b.y));
    let (right, bottom) = (a.right().max(b.right()), a.bottom().max(b.bottom()));
    Rect::new(x, y, right - x, bottom - y)
}

/// What an item covers.
pub(super) fn extent(item: &Item, fonts: &Fonts<'_>) -> Option<Rect> {
    match item {
        Item::Text(run) => {
            let (ascent, descent) = fonts.height(run.face);
            let width = run.glyphs.iter().map(|g| g.dx + g.advance).fold(Pt::ZERO, Pt::max);
            let top = run.start.y - ascent * run.size;
            Some(Rect::new(run.start.x, top, width, (ascent - descent) * run.size))
        }
        Item::Fill { points, .. } | Item::Stroke { points, .. } => points
            .iter()
            .map(|point| Rect::new(point.x, point.y, Pt::ZERO, Pt::ZERO))
            .fold(None, |area, point| Some(around(area, point))),
        Item::Svg { area, .. } | Item::Image { area, .. } | Item::Link { area, .. } => Some(*area),
    }
}
