//! What every page carries: running head, running foot, watermark. None of it is content.

use bidwright_base::geometry::{Point, Pt, Rect, Size};
use bidwright_document::charts::mix;
use bidwright_model::theme::Colour;

use super::{
    charts::one_line,
    collect::Collector,
    items,
    pages::{Item, Page, Placed},
    scale::SMALL,
    shape::{Figures, Style},
    text::{Span, StyledText},
};

/// From the running head's rule to the text, and from the text to the running foot; in a narrow margin these
/// shares of it, so that both stay off the edge of the page.
const HEAD_DISTANCE: (Pt, f64) = (Pt(22.0), 0.3);
const FOOT_DISTANCE: (Pt, f64) = (Pt(34.0), 0.5);

impl Collector<'_> {
    /// Adds the running head and foot to a page.
    pub(super) fn furnish(&self, page: &mut Page, number: usize, count: usize) {
        let meta = &self.document.meta;
        let frame = self.page_frame();
        let left = [meta.customer.as_str(), meta.title.as_str()];
        let [top, _, bottom, _] = self.theme.margins;
        let within = |(distance, share): (Pt, f64), margin: Pt| distance.min(margin * share);
        let head = top - within(HEAD_DISTANCE, top);
        self.across(page, &dotted(&left), &meta.reference, head - Pt(6.0));
        let rule = items::line(Point::new(frame.x, head), frame.width, Pt(0.5), self.palette().rule);
        page.items.push(items::artifact(rule));
        let foot = page.size.height - bottom + within(FOOT_DISTANCE, bottom);
        let left = [self.theme.legal.as_str(), meta.footer.as_str()];
        self.across(page, &dotted(&left), &self.phrases.page_of(number, count), foot);
    }

    /// A small line with words at both margins; the left ones give way.
    fn across(&self, page: &mut Page, left: &str, right: &str, y: Pt) {
        let frame = self.page_frame();
        let style = Style { figures: Figures::Tabular, heads: true, ..Style::default() };
        let measure = |text: &str| self.shaper.width(text, style, SMALL.size);
        let room = frame.width - measure(right) - Pt(18.0);
        let left = bidwright_document::charts::shortened(left, room, &measure);
        let end = frame.x + frame.width - measure(right);
        for (text, x) in [(left.as_str(), frame.x), (right, end)] {
            let words = StyledText::plain(text, Span::plain(style, self.palette().muted, 0));
            for placed in one_line(words, SMALL, self.shaper) {
                let placed = items::shifted(placed, Point::new(x, y));
                page.items.push(items::artifact(placed.item));
            }
        }
    }

    /// What lies beneath the text of a page of this size: its background and the watermark.
    pub(super) fn under(&self, size: Size) -> Vec<Placed> {
        let palette = self.palette();
        let pale = mix(palette.paper, palette.rule, 0.5);
        let mut under: Vec<Placed> = self.page_background(size).into_iter().collect();
        under.append(&mut self.watermark(Rect::at_origin(size), pale));
        under
    }

    /// The page colour, where it is not white.
    pub(super) fn page_background(&self, size: Size) -> Option<Placed> {
        let colour = self.palette().paper;
        (colour != Colour::WHITE).then(|| items::artifact(items::rectangle(Rect::at_origin(size), colour)))
    }

    /// Large pale letters from the lower left to the upper right, as outlines: they are no text, and
    /// no reader should find the word on every page. They fill an area that begins at the top of the page.
    pub(super) fn watermark(&self, area: Rect, colour: Colour) -> Vec<Placed> {
        let Rect { x: left, width, height, .. } = area;
        let Some(word) = &self.document.meta.watermark else {
            return Vec::new();
        };
        let style = Style { strong: true, ..Style::default() };
        let natural = self.shaper.width(word, style, Pt(1.0)).0.max(0.1);
        let diagonal = Pt((width.0 * width.0 + height.0 * height.0).sqrt());
        let size = (diagonal * 0.62 / natural).min(Pt(170.0));
        let (cos, sin) = (width / diagonal, height / diagonal);
        let words = StyledText::plain(word, Span::plain(style, colour, 0));
        let mut letters = Vec::new();
        for placed in one_line(words, super::scale::Scale { size, lead: size }, self.shaper) {
            let Item::Text(run) = placed.item else {
                continue;
            };
            let face = self.shaper.book.face(run.face);
            let scale = size / f64::from(face.units_per_em);
            for glyph in &run.glyphs {
                let x = run.start.x + glyph.dx - natural * size / 2.0;
                let y = -face.cap_share() * size / 2.0;
                let turn = |(gx, gy): (f64, f64)| {
                    let (along, up) = (x + gx * scale, y + gy * scale);
                    let x = left + width / 2.0 + along * cos - up * sin;
                    Point::new(x, height / 2.0 - along * sin - up * cos)
                };
                let rings = face.rings(glyph.id);
                let rings = rings.into_iter().map(|ring| ring.into_iter().map(turn).collect());
                letters.extend(joined(rings.collect(), colour));
            }
        }
        letters
    }
}

/// Rings of one letter as one outline: each hole is reached over a bridge of no width.
fn joined(rings: Vec<Vec<Point>>, colour: Colour) -> Option<Placed> {
    let start = *rings.first()?.first()?;
    let mut points = Vec::new();
    for ring in rings.into_iter().filter(|ring| !ring.is_empty()) {
        let first = ring[0];
        points.extend(ring);
        points.extend([first, start]);
    }
    Some(items::artifact(Item::Fill { points, colour }))
}

/// What is not empty, with dots between.
fn dotted(parts: &[&str]) -> String {
    let parts: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
    parts.join("  ·  ")
}
