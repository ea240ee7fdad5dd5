//! Documents made by hand, set line by line: enough layout to test an export without one.

mod everything;

use std::path::Path;

use harfrust::{Buffer, Font, ShapeOptions, ShaperFont, shape};

use bidwright_base::geometry::{Point, Pt, Rect, Size};
use bidwright_document::tree::Meta;
use bidwright_model::theme::Colour;
use bidwright_print::layout::Pages;
use bidwright_print::layout::pages::{Bookmark, Destination, Element, Glyph, Item, Page, Placed, Role, Run};
use bidwright_print::pdf::FaceData;
pub(crate) use everything::png;

pub(crate) const INK: Colour = Colour([29, 37, 45]);
pub(crate) const BLUE: Colour = Colour([18, 82, 147]);
pub(crate) const PALE: Colour = Colour([232, 238, 244]);

/// Pages being made.
pub(crate) struct Sample {
    pub(crate) pages: Pages,
    fonts: Vec<(Vec<u8>, Font)>,
}

pub(crate) fn at(x: f64, y: f64) -> Point {
    Point::new(Pt(x), Pt(y))
}

pub(crate) fn area(x: f64, y: f64, width: f64, height: f64) -> Rect {
    Rect::new(Pt(x), Pt(y), Pt(width), Pt(height))
}

/// A line of these points.
pub(crate) fn through<const N: usize>(points: [(f64, f64); N]) -> Vec<Point> {
    points.map(|(x, y)| at(x, y)).into()
}

pub(crate) fn meta() -> Meta {
    Meta {
        title: "Order-to-cash <modernisation> & more".to_owned(),
        kind: "Proposal".to_owned(),
        customer: "Nordvik Logistics AS, Tromsø".to_owned(),
        author: "Meridian Advisory".to_owned(),
        reference: "Q-2026-0047-R1".to_owned(),
        date: jiff::civil::date(2026, 10, 14),
        language: "en-GB".to_owned(),
        footer: "Commercial in confidence".to_owned(),
        watermark: None,
    }
}

impl Sample {
    pub(crate) fn new() -> Sample {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/fonts/source-sans-3");
        let fonts = ["Regular", "It", "Semibold"].map(|style| {
            let data = std::fs::read(folder.join(format!("SourceSans3-{style}.ttf")))
                .expect("a font of the library");
            let font = Font::new(data.clone(), 0).expect("a readable font");
            (data, font)
        });
        let mut sample = Sample { pages: Pages::default(), fonts: fonts.into() };
        sample.pages.elements.push(Element {
            role: Role::Document,
            parent: 0,
            children: Vec::new(),
            alt: None,
            language: None,
        });
        sample
    }

    pub(crate) fn faces(&self) -> Vec<FaceData<'_>> {
        self.fonts.iter().map(|(data, _)| FaceData { data, index: 0 }).collect()
    }

    pub(crate) fn page(&mut self, label: &str) {
        self.pages.pages.push(Page {
            size: Size::new(Pt(595.28), Pt(841.89)),
            label: label.to_owned(),
            items: Vec::new(),
        });
    }

    pub(crate) fn element(&mut self, role: Role, parent: usize) -> usize {
        let index = self.pages.elements.len();
        self.pages.elements.push(Element { role, parent, children: Vec::new(), alt: None, language: None });
        self.pages.elements[parent].children.push(index);
        index
    }

    pub(crate) fn put(&mut self, element: impl Into<Option<usize>>, item: Item) {
        let page = self.pages.pages.last_mut().expect("a page");
        page.items.push(Placed { element: element.into(), item });
    }

    /// One line; its width.
    pub(crate) fn line(
        &mut self,
        element: impl Into<Option<usize>>,
        (x, y): (f64, f64),
        (face, size, colour): (usize, f64, Colour),
        text: &str,
    ) -> f64 {
        let glyphs = self.shape(face, size, text);
        let width = glyphs.iter().map(|g| g.advance.0).sum();
        self.put(
            element,
            Item::Text(Run { start: at(x, y), face, size: Pt(size), colour, glyphs, text: text.to_owned() }),
        );
        width
    }

    pub(crate) fn shape(&self, face: usize, size: f64, text: &str) -> Vec<Glyph> {
        let font = &self.fonts[face].1;
        let mut buffer = Buffer::new();
        for (at, c) in text.char_indices() {
            // A soft hyphen at the end of a line is drawn as a hyphen.
            buffer.push(if c == '\u{AD}' { '-' } else { c } as u32, at as u32);
        }
        buffer.guess_segment_properties();
        shape(&ShaperFont::new(font), &mut buffer, ShapeOptions::new()).expect("shaped");
        let em = size / f64::from(font.units_per_em());
        let (infos, positions) = (buffer.glyph_infos(), buffer.glyph_positions());
        let (mut x, mut last) = (0.0, None);
        let mut glyphs = Vec::new();
        for (at, (info, position)) in infos.iter().zip(positions).enumerate() {
            let later = infos[at..].iter().map(|i| i.cluster).find(|cluster| *cluster > info.cluster);
            let end = later.unwrap_or(text.len() as u32);
            let text = if last == Some(info.cluster) { (end, end) } else { (info.cluster, end) };
            last = Some(info.cluster);
            glyphs.push(Glyph {
                id: info.glyph_id as u16,
                dx: Pt(x + f64::from(position.x_offset) * em),
                dy: Pt(f64::from(position.y_offset) * em),
                advance: Pt(f64::from(position.x_advance) * em),
                text,
            });
            x += f64::from(position.x_advance) * em;
        }
        glyphs
    }

    /// A paragraph broken where it gets too long; the baseline after it.
    pub(crate) fn paragraph(&mut self, element: usize, (x, y): (f64, f64), width: f64, text: &str) -> f64 {
        const BODY: (usize, f64, Colour) = (0, 10.0, INK);
        let (mut y, mut line) = (y, String::new());
        for word in text.split(' ') {
            let longer = format!("{line}{word} ");
            let long: f64 = self.shape(BODY.0, BODY.1, &longer).iter().map(|g| g.advance.0).sum();
            if long > width && !line.is_empty() {
                self.line(element, (x, y), BODY, &line);
                y += 14.0;
                line = format!("{word} ");
            } else {
                line = longer;
            }
        }
        self.line(element, (x, y), BODY, line.trim_end());
        y + 14.0
    }

    pub(crate) fn heading(&mut self, parent: usize, level: u8, y: f64, id: &str, title: &str) {
        let element = self.element(Role::Heading(level), parent);
        self.line(element, (72.0, y), (2, 20.0 - 3.0 * f64::from(level), BLUE), title);
        self.pages.outline.push(Bookmark { level, title: title.to_owned(), id: id.to_owned() });
        let page = self.pages.pages.len() - 1;
        self.pages.places.insert(id.to_owned(), Destination { page, y: Pt(y - 14.0) });
    }
}
