//! Documents made by hand, set line by line: enough layout to test an export without one.

use std::path::Path;

use harfrust::{Buffer, Font, ShapeOptions, ShaperFont, shape};

use crate::document::{Meta, Target};
use crate::export::pdf::FaceData;
use crate::layout::Pages;
use crate::layout::pages::{Bookmark, Destination, Element, Glyph, Item, Page, Placed, Role, Run};
use crate::theme::Colour;

pub(crate) const INK: Colour = Colour([29, 37, 45]);
pub(crate) const BLUE: Colour = Colour([18, 82, 147]);
pub(crate) const PALE: Colour = Colour([232, 238, 244]);

const LOGO: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40"><defs><linearGradient id="g"><stop offset="0" stop-color="#1fa187"/><stop offset="1" stop-color="#fde725"/></linearGradient></defs><rect width="40" height="40" rx="8" fill="url(#g)"/><path d="M50 30 L60 10 L70 30 Z" fill="#fff" fill-opacity="0.6"/><circle cx="95" cy="20" r="12" fill="none" stroke="#fff" stroke-width="4"/></svg>"##;

/// Pages being made.
pub(crate) struct Sample {
    pub(crate) pages: Pages,
    fonts: Vec<(Vec<u8>, Font)>,
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
        let mut sample = Sample {
            pages: Pages::default(),
            fonts: fonts.into(),
        };
        sample.pages.elements.push(Element {
            role: Role::Document,
            parent: 0,
            children: Vec::new(),
            alt: None,
        });
        sample
    }

    pub(crate) fn faces(&self) -> Vec<FaceData<'_>> {
        self.fonts
            .iter()
            .map(|(data, _)| FaceData { data, index: 0 })
            .collect()
    }

    pub(crate) fn page(&mut self, label: &str) {
        self.pages.pages.push(Page {
            size: (595.28, 841.89),
            label: label.to_owned(),
            items: Vec::new(),
        });
    }

    pub(crate) fn element(&mut self, role: Role, parent: usize) -> usize {
        let index = self.pages.elements.len();
        self.pages.elements.push(Element {
            role,
            parent,
            children: Vec::new(),
            alt: None,
        });
        self.pages.elements[parent].children.push(index);
        index
    }

    pub(crate) fn put(&mut self, element: impl Into<Option<usize>>, item: Item) {
        let page = self.pages.pages.last_mut().expect("a page");
        page.items.push(Placed {
            element: element.into(),
            item,
        });
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
        let width = glyphs.iter().map(|g| g.advance).sum();
        self.put(
            element,
            Item::Text(Run {
                x,
                y,
                face,
                size,
                colour,
                glyphs,
                text: text.to_owned(),
            }),
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
            let later = infos[at..]
                .iter()
                .map(|i| i.cluster)
                .find(|cluster| *cluster > info.cluster);
            let end = later.unwrap_or(text.len() as u32);
            let text = if last == Some(info.cluster) {
                (end, end)
            } else {
                (info.cluster, end)
            };
            last = Some(info.cluster);
            glyphs.push(Glyph {
                id: info.glyph_id as u16,
                dx: x + f64::from(position.x_offset) * em,
                dy: f64::from(position.y_offset) * em,
                advance: f64::from(position.x_advance) * em,
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
            let long: f64 = self
                .shape(BODY.0, BODY.1, &longer)
                .iter()
                .map(|g| g.advance)
                .sum();
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
        self.line(
            element,
            (72.0, y),
            (2, 20.0 - 3.0 * f64::from(level), BLUE),
            title,
        );
        self.pages.outline.push(Bookmark {
            level,
            title: title.to_owned(),
            id: id.to_owned(),
        });
        let page = self.pages.pages.len() - 1;
        self.pages
            .places
            .insert(id.to_owned(), Destination { page, y: y - 14.0 });
    }

    pub(crate) fn everything() -> Sample {
        let mut s = Sample::new();
        s.cover();
        s.contents();
        s.text();
        s.table();
        s.picture();
        s
    }

    fn cover(&mut self) {
        self.page("");
        let points = vec![(0.0, 0.0), (595.28, 0.0), (595.28, 500.0), (0.0, 500.0)];
        self.put(None, Item::Fill { points, colour: BLUE });
        let section = self.element(Role::Section, 0);
        let logo = self.element(Role::Figure, section);
        self.pages.elements[logo].alt = Some("Meridian Advisory".to_owned());
        self.put(
            logo,
            Item::Svg {
                svg: LOGO.to_owned(),
                area: (72.0, 80.0, 180.0, 60.0),
            },
        );
        let title = self.element(Role::Paragraph, section);
        self.line(
            title,
            (72.0, 300.0),
            (2, 32.0, Colour::WHITE),
            "Office difficulties, finally fixed",
        );
    }

    fn contents(&mut self) {
        self.page("2");
        self.line(None, (72.0, 40.0), (0, 8.0, INK), "Meridian Advisory");
        let contents = self.element(Role::Contents, 0);
        let caption = self.element(Role::Caption, contents);
        self.line(caption, (72.0, 90.0), (2, 17.0, BLUE), "Contents");
        for (at, (id, title, page)) in [
            ("why", "1 Why", "3"),
            ("what", "1.1 What", "3"),
            ("cost", "2 Cost", "4"),
        ]
        .into_iter()
        .enumerate()
        {
            let y = 120.0 + 16.0 * at as f64;
            let item = self.element(Role::ContentsItem, contents);
            let reference = self.element(Role::Reference, item);
            let link = self.element(Role::Link, reference);
            let width = self.line(link, (72.0, y), (0, 10.0, INK), &format!("{title} "));
            let points = vec![(76.0 + width, y - 1.0), (490.0, y - 1.0)];
            self.put(
                None,
                Item::Stroke {
                    points,
                    width: 0.8,
                    colour: BLUE,
                    dash: Some((0.0, 4.0)),
                },
            );
            self.line(link, (500.0, y), (0, 10.0, INK), page);
            let (to, words) = (Target::Id(id.to_owned()), format!("{title}, page {page}"));
            self.put(
                link,
                Item::Link {
                    area: (72.0, y - 10.0, 440.0, 14.0),
                    to,
                    words,
                },
            );
        }
    }

    fn text(&mut self) {
        self.page("3");
        self.line(None, (72.0, 40.0), (0, 8.0, INK), "Meridian Advisory");
        self.heading(0, 1, 90.0, "why", "1 Why");
        let p = self.element(Role::Paragraph, 0);
        let y = self.paragraph(p, (72.0, 115.0), 450.0, "Sufficient affluent offices: AVATAR, To, Łódź, Αθήνα, Київ, 12\u{A0}000\u{202F}€. The cost of waiting is shown, and it is not small. Every figure below has a source, and every promise has an owner with a date, a well-known rule.");
        let p = self.element(Role::Paragraph, 0);
        self.line(
            p,
            (72.0, y + 6.0),
            (0, 10.0, INK),
            "A word at the end of a line may be hyphen\u{AD}",
        );
        let x = 72.0 + self.line(p, (72.0, y + 20.0), (0, 10.0, INK), "ated. See ");
        let link = self.element(Role::Link, p);
        let width = self.line(link, (x, y + 20.0), (0, 10.0, BLUE), "our site");
        let (to, words) = (
            Target::Uri("https://example.com/ø?a=b c".to_owned()),
            "our site".to_owned(),
        );
        self.put(
            link,
            Item::Link {
                area: (x, y + 11.0, width, 13.0),
                to,
                words,
            },
        );
        let mark = self.element(Role::Reference, p);
        self.line(mark, (x + width, y + 17.0), (0, 6.0, INK), "1");
        let note = self.element(Role::Note, p);
        self.line(
            p,
            (x + width + 4.0, y + 20.0),
            (0, 10.0, INK),
            " for more, e\u{301}tude x\u{301}.",
        );
        self.heading(0, 2, y + 60.0, "what", "1.1 What");
        let list = self.element(Role::List { ordered: false }, 0);
        for (at, words) in ["first", "second"].into_iter().enumerate() {
            let y = y + 85.0 + 14.0 * at as f64;
            let item = self.element(Role::ListItem, list);
            let label = self.element(Role::Label, item);
            self.line(label, (72.0, y), (0, 10.0, INK), "• ");
            let body = self.element(Role::ListBody, item);
            self.line(body, (84.0, y), (1, 10.0, INK), words);
        }
        let quote = self.element(Role::Quote, 0);
        let p = self.element(Role::Paragraph, quote);
        self.line(p, (90.0, y + 125.0), (1, 10.0, INK), "Quoted, and ");
        let span = self.element(Role::Span, p);
        self.line(span, (150.0, y + 125.0), (2, 10.0, INK), "strong");
        self.line(note, (72.0, 780.0), (0, 8.0, INK), "1 A note at the foot.");
        self.line(None, (480.0, 810.0), (0, 8.0, INK), "Page 3 of 4");
    }

    fn table(&mut self) {
        self.page("4");
        self.heading(0, 1, 90.0, "cost", "2 Cost");
        let table = self.element(Role::Table, 0);
        let caption = self.element(Role::Caption, table);
        self.line(caption, (72.0, 115.0), (1, 9.0, INK), "What it costs");
        let head = self.element(Role::TableHead, table);
        let row = self.element(Role::Row, head);
        self.put(
            None,
            Item::Fill {
                points: vec![(72.0, 122.0), (372.0, 122.0), (372.0, 136.0), (72.0, 136.0)],
                colour: PALE,
            },
        );
        for (x, words) in [(76.0, "Item"), (300.0, "EUR")] {
            let cell = self.element(Role::HeaderCell { of_row: false }, row);
            self.line(cell, (x, 132.0), (2, 9.0, INK), words);
        }
        let body = self.element(Role::TableBody, table);
        let row = self.element(Role::Row, body);
        let cell = self.element(Role::Cell { columns: 2 }, row);
        self.line(cell, (76.0, 146.0), (2, 9.0, INK), "Delivery");
        let row = self.element(Role::Row, body);
        let cell = self.element(Role::HeaderCell { of_row: true }, row);
        self.line(cell, (76.0, 160.0), (0, 9.0, INK), "Governance");
        let cell = self.element(Role::Cell { columns: 1 }, row);
        self.line(cell, (300.0, 160.0), (0, 9.0, INK), "12\u{A0}000");
        self.put(
            None,
            Item::Stroke {
                points: vec![(72.0, 166.0), (372.0, 166.0)],
                width: 0.5,
                colour: INK,
                dash: None,
            },
        );
    }

    fn picture(&mut self) {
        let figure = self.element(Role::Figure, 0);
        self.pages.elements[figure].alt = Some("Two bars: 70 with, 30 without; ø".to_owned());
        for (y, width) in [(220.0, 210.0), (240.0, 90.0)] {
            let points = vec![
                (130.0, y),
                (130.0 + width, y),
                (130.0 + width, y + 14.0),
                (130.0, y + 14.0),
            ];
            self.put(figure, Item::Fill { points, colour: BLUE });
        }
        self.put(
            figure,
            Item::Stroke {
                points: vec![(130.0, 210.0), (130.0, 264.0), (400.0, 264.0)],
                width: 0.75,
                colour: INK,
                dash: Some((3.0, 2.0)),
            },
        );
        self.put(
            figure,
            Item::Fill {
                points: vec![(360.0, 220.0), (380.0, 240.0), (360.0, 260.0), (340.0, 240.0)],
                colour: PALE,
            },
        );
        self.line(figure, (76.0, 230.0), (0, 9.0, INK), "With");
        let figure = self.element(Role::Figure, 0);
        self.pages.elements[figure].alt = Some("A screen".to_owned());
        self.put(
            figure,
            Item::Image {
                data: png(true),
                area: (72.0, 300.0, 96.0, 64.0),
            },
        );
        self.put(
            figure,
            Item::Image {
                data: png(false),
                area: (180.0, 300.0, 96.0, 64.0),
            },
        );
        self.put(
            figure,
            Item::Image {
                data: png(false),
                area: (290.0, 300.0, 48.0, 32.0),
            },
        );
        self.put(
            figure,
            Item::Svg {
                svg: LOGO.to_owned(),
                area: (360.0, 300.0, 90.0, 30.0),
            },
        );
    }
}

/// A small picture, half transparent if asked.
pub(crate) fn png(clear: bool) -> Vec<u8> {
    let (width, height) = (48, 32);
    let pixels: Vec<u8> = (0..width * height)
        .flat_map(|at: u32| {
            let (x, y) = ((at % width) as u8, (at / width) as u8);
            let alpha = clear.then_some(if x < y { 255 } else { 96 });
            [x * 5, y * 7, 128].into_iter().chain(alpha)
        })
        .collect();
    let mut data = Vec::new();
    let mut encoder = png::Encoder::new(&mut data, width, height);
    encoder.set_color(if clear {
        png::ColorType::Rgba
    } else {
        png::ColorType::Rgb
    });
    let mut writer = encoder.write_header().expect("written to memory");
    writer.write_image_data(&pixels).expect("written to memory");
    writer.finish().expect("written to memory");
    data
}
