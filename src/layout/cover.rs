//! The front page: a ground in the brand's colour, the logo, the title, the facts at the foot.

use crate::{chart::mix, document::Cover};

use super::{
    collect::{Collector, Frame},
    pages::{Item, Page, Placed, Role},
    scale::{BODY, CHAPTER, COVER, SECTION, SMALL},
    slab::{self, Slab},
};

/// Of the page, how much is ground.
const GROUND: f64 = 0.68;
/// Height of the logo.
const LOGO: f64 = 40.0;
/// Thickness of the accent rule under the ground.
const RULE: f64 = 5.0;
/// More facts than these make another row.
const FACTS_ABREAST: usize = 4;
/// Space under the title block.
const TITLE_FOOT: f64 = 62.0;

impl Collector<'_> {
    pub(super) fn cover(&mut self, cover: &Cover, element: usize) -> Page {
        let palette = self.palette();
        let (width, height) = (self.theme.page.0.0, self.theme.page.1.0);
        let ground = height * GROUND;
        let frame = self.page_frame().in_element(element).display();
        let mut page = Slab::default();
        let band = slab::rectangle(0.0, 0.0, width, ground, palette.primary);
        let rule = slab::rectangle(0.0, ground, width, RULE, palette.accent);
        page.items.extend([band, rule].map(slab::artifact));
        page.items.extend(self.arcs(width));
        let faint = mix(palette.primary, palette.paper, 0.12);
        page.items.extend(self.watermark(ground, faint));
        page.items.extend(self.logo(frame));
        // The title stands on the lower third of the ground and grows upwards.
        let room = ground - TITLE_FOOT - 56.0 - LOGO - 24.0;
        let title = self.cover_title(cover, room, frame);
        let top = ground - TITLE_FOOT - title.height;
        page.add(title.items, 0.0, top);
        let facts = self.facts(cover, frame);
        let foot = height - self.theme.margins[2].0.max(56.0);
        page.add(facts.items, 0.0, (foot - facts.height).max(ground + RULE + 24.0));
        Page { size: (width, height), label: String::new(), items: page.items }
    }

    fn logo(&mut self, frame: Frame) -> Option<Placed> {
        let svg = self.theme.logo.as_ref()?;
        let ratio = ratio(svg)?;
        let height = LOGO.min(frame.width / ratio);
        let firm = &self.theme.firm;
        let element = self.tree.add_with_alt(Role::Figure, frame.parent, firm);
        Some(Placed {
            element: Some(element),
            item: Item::Svg { svg: svg.clone(), area: (frame.x, 56.0, height * ratio, height) },
        })
    }

    /// Quarter circles round the upper right corner, hardly lighter than the ground.
    fn arcs(&self, width: f64) -> Vec<Placed> {
        let palette = self.palette();
        let colour = mix(palette.primary, palette.paper, 0.13);
        let arc = |ring: u8| {
            let radius = 70.0 + 44.0 * f64::from(ring);
            let point = |step: u8| {
                let (sin, cos) =
                    crate::estimate::math::sin_cos(f64::from(step) * std::f64::consts::PI / 96.0);
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

    /// The title block, its title smaller if it would grow into the logo.
    fn cover_title(&mut self, cover: &Cover, room: f64, frame: Frame) -> Slab {
        let palette = self.palette();
        let pale = mix(palette.paper, palette.primary, 0.25);
        let measure = frame.width * 0.9;
        let style = super::shape::Style { strong: true, ..frame.span(0).style };
        // A line is filled to four fifths or so.
        let lines = self.shaper.width(&cover.title, style, COVER.size) / (measure * 0.8);
        let scale = if lines.ceil() * COVER.lead + 60.0 > room { CHAPTER } else { COVER };
        let mut slabs = Vec::new();
        for (text, scale, colour, strong, gap) in [
            (&cover.kicker, SECTION, pale, true, 0.0),
            (&cover.title, scale, palette.paper, true, 10.0),
            (&cover.subtitle, SECTION, palette.paper, false, 14.0),
        ] {
            let line = Frame { scale, colour, strong, width: measure, ..frame };
            let mut lines = if text.is_empty() { Vec::new() } else { self.plain(text, line) };
            if let Some(first) = lines.first_mut() {
                first.gap = gap;
            }
            slabs.append(&mut lines);
        }
        slab::stack(slabs, &self.grounds)
    }

    fn facts(&mut self, cover: &Cover, frame: Frame) -> Slab {
        let palette = self.palette();
        let rows = cover.facts.len().div_ceil(FACTS_ABREAST).max(1);
        let abreast = cover.facts.len().div_ceil(rows).max(1);
        let share = u16::try_from(abreast).map_or(frame.width, |n| frame.width / f64::from(n));
        let mut slabs = Vec::new();
        for facts in cover.facts.chunks(abreast) {
            let mut row = Slab::default();
            let mut x = frame.x;
            for (label, value) in facts {
                let column = Frame { x, width: share - 12.0, ..frame };
                let small = Frame { scale: SMALL, colour: palette.muted, ..column };
                let mut lines = self.plain(label, small);
                let large = Frame { scale: BODY, strong: true, ..column };
                lines.append(&mut self.plain(value, large));
                let cell = slab::stack(lines, &self.grounds);
                row.height = row.height.max(cell.height);
                row.add(cell.items, 0.0, 0.0);
                x += share;
            }
            row.gap = 14.0;
            slabs.push(row);
        }
        slab::stack(slabs, &self.grounds)
    }
}

/// Width over height of an SVG drawing, from its view box or else its size.
fn ratio(svg: &str) -> Option<f64> {
    let tag = &svg[svg.find("<svg")?..];
    let tag = &tag[..tag.find('>')?];
    let attribute = |name: &str| {
        let from = tag.find(&format!(" {name}=\""))? + name.len() + 3;
        tag[from..].split('"').next()
    };
    let number = |text: &str| text.trim_end_matches(|c: char| c.is_alphabetic()).parse::<f64>().ok();
    let of_box = attribute("viewBox").and_then(|view| {
        let mut parts = view.split([' ', ',']).filter(|part| !part.is_empty()).skip(2);
        Some((number(parts.next()?)?, number(parts.next()?)?))
    });
    let size = of_box.or_else(|| Some((number(attribute("width")?)?, number(attribute("height")?)?)));
    size.filter(|(width, height)| *width > 0.0 && *height > 0.0).map(|(width, height)| width / height)
}

#[cfg(test)]
mod tests {
    use super::ratio;

    #[test]
    fn the_shape_of_a_logo_comes_from_its_view_box_or_its_size() {
        assert_eq!(ratio(r#"<svg width="1" viewBox="0 0 160 40"><g/></svg>"#), Some(4.0));
        assert_eq!(ratio(r#"<svg width="30px" height="20px">"#), Some(1.5));
        assert_eq!(ratio("<svg>"), None);
    }
}
