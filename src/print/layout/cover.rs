//! The front page in one of three styles. What they share is here: the logo, the title, the facts.

mod band;
mod plain;
mod split;

use bidwright_base::geometry::{Point, Pt, Rect};
use bidwright_document::charts::mix;
use bidwright_document::image::Image;
use bidwright_document::tree::Cover;
use bidwright_model::theme::{Colour, CoverStyle, Palette};

use super::{
    collect::Collector,
    frame::Frame,
    pages::{Item, Page, Placed, Role},
    paragraph::Paragraph,
    scale::{BODY, CHAPTER, COVER, SECTION, SMALL},
    text::StyledText,
    unbreakable::{self, Unbreakable},
};

/// From the top of the page to the logo.
const HEAD: Pt = Pt(56.0);
/// Height of the logo.
const LOGO: Pt = Pt(40.0);
/// Contrast that small letters need.
const LEGIBLE: f64 = 4.5;

/// Colours of the title block, from its first line to its last.
struct Inks {
    kicker: Colour,
    title: Colour,
    subtitle: Colour,
}

impl Collector<'_> {
    pub(super) fn cover(&mut self, cover: &Cover, element: usize) -> Page {
        let frame = self.page_frame().in_element(element).display();
        let mut items: Vec<Placed> = self.page_background(self.area.page).into_iter().collect();
        items.append(&mut match self.theme.cover {
            CoverStyle::Band => self.band_cover(cover, frame),
            CoverStyle::Split => self.split_cover(cover, frame),
            CoverStyle::Plain => self.plain_cover(cover, frame),
        });
        Page { size: self.theme.page, label: String::new(), items }
    }

    /// How far down a cover goes.
    fn cover_foot(&self) -> Pt {
        self.theme.page.height - self.theme.margins[2].max(HEAD)
    }

    /// The logo, or the name of the firm for want of one.
    fn logo(&mut self, svg: Option<&String>, colour: Colour, frame: Frame) -> Vec<Placed> {
        let firm = &self.theme.firm;
        let Some((svg, ratio)) = svg.and_then(|svg| Some((svg, ratio(svg)?))) else {
            let name = Frame { scale: SECTION, colour, strong: true, ..frame };
            let lines = self.plain(firm, name);
            let mut unit = Unbreakable::default();
            unit.add(unbreakable::stack(lines, &self.backgrounds).items, Point::new(Pt::ZERO, HEAD));
            return unit.items;
        };
        let height = LOGO.min(frame.width / ratio);
        let element = self.tree.add_with_alt(Role::Figure, frame.parent, firm);
        vec![Placed {
            element: Some(element),
            item: Item::Svg { svg: svg.clone(), area: Rect::new(frame.x, HEAD, height * ratio, height) },
        }]
    }

    /// The title block, its title smaller if it would outgrow its room or break within a word.
    fn cover_title(&mut self, cover: &Cover, room: Pt, inks: &Inks, frame: Frame) -> Unbreakable {
        let style = super::shape::Style { strong: true, ..frame.span(0).style };
        let wide = |text: &str| self.shaper.width(text, style, COVER.size);
        // A line is filled to four fifths or so.
        let lines = wide(&cover.title) / (frame.width * 0.8);
        let widest = cover.title.split_whitespace().map(wide).fold(Pt::ZERO, Pt::max);
        let large = lines.ceil() * COVER.lead + Pt(60.0) <= room && widest <= frame.width;
        let scale = if large { COVER } else { CHAPTER };
        let mut units = Vec::new();
        for (text, scale, colour, strong, gap) in [
            (&cover.kicker, SECTION, inks.kicker, true, Pt::ZERO),
            (&cover.title, scale, inks.title, true, Pt(10.0)),
            (&cover.subtitle, SECTION, inks.subtitle, false, Pt(14.0)),
        ] {
            // The kicker, and nothing else of the title block, is above the rest.
            let line = Frame { scale, colour, strong, heads: gap == Pt::ZERO, ..frame };
            let mut lines = if text.is_empty() { Vec::new() } else { self.balanced(text, line) };
            if let Some(first) = lines.first_mut() {
                first.gap = gap;
            }
            units.append(&mut lines);
        }
        unbreakable::stack(units, &self.backgrounds)
    }

    /// A short text with lines about as long as each other, and no word left alone on the last.
    fn balanced(&mut self, text: &str, frame: Frame) -> Vec<Unbreakable> {
        let span = frame.span(0);
        let lines = |text: &str, width: Pt| {
            let words = StyledText::plain(text, span);
            Paragraph::new(words, frame.scale.size, self.shaper, None).lines(width, frame.flush).len()
        };
        let fewest = lines(text, frame.width);
        if fewest < 2 {
            return self.plain(text, frame);
        }
        let bound = last_two_bound(text);
        let wide = |word: &str| self.shaper.width(word, span.style, frame.scale.size);
        let widest = bound.split(' ').map(wide).fold(Pt::ZERO, Pt::max);
        let text = if widest <= frame.width { bound.as_str() } else { text };
        let widths = (10..20_u8).map(|part| frame.width * f64::from(part) / 20.0);
        let width = widths.into_iter().find(|width| *width >= widest && lines(text, *width) <= fewest);
        self.plain(text, Frame { width: width.unwrap_or(frame.width), ..frame })
    }

    /// Labels over values, at most `most` side by side.
    fn facts(
        &mut self,
        cover: &Cover,
        most: usize,
        label: Colour,
        value: Colour,
        frame: Frame,
    ) -> Unbreakable {
        let rows = cover.facts.len().div_ceil(most).max(1);
        let abreast = cover.facts.len().div_ceil(rows).max(1);
        let share = u16::try_from(abreast).map_or(frame.width, |n| frame.width / f64::from(n));
        let mut units = Vec::new();
        for facts in cover.facts.chunks(abreast) {
            let mut row = Unbreakable::default();
            let mut x = frame.x;
            for (name, value_text) in facts {
                let column = Frame { x, width: share - Pt(12.0), ..frame };
                let small = Frame { scale: SMALL, colour: label, ..column };
                let mut lines = self.plain(name, small);
                let large = Frame { scale: BODY, strong: true, colour: value, ..column };
                lines.append(&mut self.balanced(value_text, large));
                let cell = unbreakable::stack(lines, &self.backgrounds);
                row.height = row.height.max(cell.height);
                row.add(cell.items, Point::new(Pt::ZERO, Pt::ZERO));
                x += share;
            }
            row.gap = Pt(14.0);
            units.push(row);
        }
        unbreakable::stack(units, &self.backgrounds)
    }
}

/// Quiet letters on the primary colour, as far as they can still be read.
fn pale(palette: &Palette) -> Colour {
    let pale = mix(palette.paper, palette.primary, 0.25);
    if pale.contrast(palette.primary) < LEGIBLE { palette.paper } else { pale }
}

/// A text of four words or more whose last two are not parted.
fn last_two_bound(text: &str) -> String {
    match text.rsplit_once(' ') {
        Some((start, last)) if start.split_whitespace().count() >= 3 => format!("{start}\u{a0}{last}"),
        _ => text.to_owned(),
    }
}

/// Width over height of an SVG drawing, as it is printed.
fn ratio(svg: &str) -> Option<f64> {
    // One that cannot be printed has its finding before pages are set.
    let size = Image::read(svg.as_bytes()).ok()?.size();
    Some(size.width / size.height)
}

#[cfg(test)]
mod tests {
    use super::{last_two_bound, ratio};

    #[test]
    fn the_last_word_of_a_long_title_is_not_left_alone() {
        assert_eq!(last_two_bound("A desk in four countries"), "A desk in four\u{a0}countries");
        assert_eq!(last_two_bound("Order-to-cash modernisation"), "Order-to-cash modernisation");
    }

    #[test]
    fn the_shape_of_a_logo_comes_from_its_view_box_or_its_size() {
        let svg = |attributes: &str| format!("<svg xmlns=\"http://www.w3.org/2000/svg\" {attributes}/>");
        assert_eq!(ratio(&svg("viewBox=\"0 0 160 40\"")), Some(4.0));
        assert_eq!(ratio(&svg("width=\"30px\" height=\"20px\"")), Some(1.5));
        assert_eq!(ratio(&svg("")), None);
    }
}
