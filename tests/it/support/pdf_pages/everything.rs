//! A document with every kind of item and role.

use super::{BLUE, INK, PALE, Sample, area, through};
use bidwright_base::geometry::Pt;
use bidwright_document::tree::Target;
use bidwright_model::theme::Colour;
use bidwright_print::layout::pages::{Item, Role};

const LOGO: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40"><defs><linearGradient id="g"><stop offset="0" stop-color="#1fa187"/><stop offset="1" stop-color="#fde725"/></linearGradient></defs><rect width="40" height="40" rx="8" fill="url(#g)"/><path d="M50 30 L60 10 L70 30 Z" fill="#fff" fill-opacity="0.6"/><circle cx="95" cy="20" r="12" fill="none" stroke="#fff" stroke-width="4"/></svg>"##;

impl Sample {
    pub(crate) fn everything() -> Sample {
        let mut s = Sample::new();
        s.cover();
        s.contents();
        s.text();
        s.table();
        s.image();
        s
    }

    fn cover(&mut self) {
        self.page("");
        let points = through([(0.0, 0.0), (595.28, 0.0), (595.28, 500.0), (0.0, 500.0)]);
        self.put(None, Item::Fill { points, colour: BLUE });
        let section = self.element(Role::Section, 0);
        let logo = self.element(Role::Figure, section);
        self.pages.elements[logo].alt = Some("Meridian Advisory".to_owned());
        self.put(logo, Item::Svg { svg: LOGO.to_owned(), area: area(72.0, 80.0, 180.0, 60.0) });
        let title = self.element(Role::Paragraph, section);
        self.line(title, (72.0, 300.0), (2, 32.0, Colour::WHITE), "Office difficulties, finally fixed");
    }

    fn contents(&mut self) {
        self.page("2");
        self.line(None, (72.0, 40.0), (0, 8.0, INK), "Meridian Advisory");
        let contents = self.element(Role::Contents, 0);
        let caption = self.element(Role::Caption, contents);
        self.line(caption, (72.0, 90.0), (2, 17.0, BLUE), "Contents");
        for (at, (id, title, page)) in
            [("why", "1 Why", "3"), ("what", "1.1 What", "3"), ("cost", "2 Cost", "4")]
                .into_iter()
                .enumerate()
        {
            let y = 120.0 + 16.0 * at as f64;
            let item = self.element(Role::ContentsItem, contents);
            let reference = self.element(Role::Reference, item);
            let link = self.element(Role::Link, reference);
            let width = self.line(link, (72.0, y), (0, 10.0, INK), &format!("{title} "));
            let points = through([(76.0 + width, y - 1.0), (490.0, y - 1.0)]);
            self.put(
                None,
                Item::Stroke { points, width: Pt(0.8), colour: BLUE, dash: Some((Pt(0.0), Pt(4.0))) },
            );
            self.line(link, (500.0, y), (0, 10.0, INK), page);
            let (to, words) = (Target::Id(id.to_owned()), format!("{title}, page {page}"));
            self.put(link, Item::Link { area: area(72.0, y - 10.0, 440.0, 14.0), to, words });
        }
    }

    fn text(&mut self) {
        self.page("3");
        self.line(None, (72.0, 40.0), (0, 8.0, INK), "Meridian Advisory");
        self.heading(0, 1, 90.0, "why", "1 Why");
        let p = self.element(Role::Paragraph, 0);
        let y = self.paragraph(p, (72.0, 115.0), 450.0, "Sufficient affluent offices: AVATAR, To, Łódź, Αθήνα, Київ, 12\u{A0}000\u{202F}€. The cost of waiting is shown, and it is not small. Every figure below has a source, and every promise has an owner with a date, a well-known rule.");
        let p = self.element(Role::Paragraph, 0);
        self.line(p, (72.0, y + 6.0), (0, 10.0, INK), "A word at the end of a line may be hyphen\u{AD}");
        let x = 72.0 + self.line(p, (72.0, y + 20.0), (0, 10.0, INK), "ated. See ");
        let link = self.element(Role::Link, p);
        let width = self.line(link, (x, y + 20.0), (0, 10.0, BLUE), "our site");
        let (to, words) = (Target::Uri("https://example.com/ø?a=b c".to_owned()), "our site".to_owned());
        self.put(link, Item::Link { area: area(x, y + 11.0, width, 13.0), to, words });
        let mark = self.element(Role::Reference, p);
        self.line(mark, (x + width, y + 17.0), (0, 6.0, INK), "1");
        let note = self.element(Role::Note, p);
        self.line(p, (x + width + 4.0, y + 20.0), (0, 10.0, INK), " for more, e\u{301}tude x\u{301}.");
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
                points: through([(72.0, 122.0), (372.0, 122.0), (372.0, 136.0), (72.0, 136.0)]),
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
                points: through([(72.0, 166.0), (372.0, 166.0)]),
                width: Pt(0.5),
                colour: INK,
                dash: None,
            },
        );
    }

    fn image(&mut self) {
        let figure = self.element(Role::Figure, 0);
        self.pages.elements[figure].alt = Some("Two bars: 70 with, 30 without; ø".to_owned());
        for (y, width) in [(220.0, 210.0), (240.0, 90.0)] {
            let points =
                through([(130.0, y), (130.0 + width, y), (130.0 + width, y + 14.0), (130.0, y + 14.0)]);
            self.put(figure, Item::Fill { points, colour: BLUE });
        }
        self.put(
            figure,
            Item::Stroke {
                points: through([(130.0, 210.0), (130.0, 264.0), (400.0, 264.0)]),
                width: Pt(0.75),
                colour: INK,
                dash: Some((Pt(3.0), Pt(2.0))),
            },
        );
        self.put(
            figure,
            Item::Fill {
                points: through([(360.0, 220.0), (380.0, 240.0), (360.0, 260.0), (340.0, 240.0)]),
                colour: PALE,
            },
        );
        self.line(figure, (76.0, 230.0), (0, 9.0, INK), "With");
        let figure = self.element(Role::Figure, 0);
        self.pages.elements[figure].alt = Some("A screen".to_owned());
        self.put(figure, Item::Image { data: png(true).into(), area: area(72.0, 300.0, 96.0, 64.0) });
        self.put(figure, Item::Image { data: png(false).into(), area: area(180.0, 300.0, 96.0, 64.0) });
        self.put(figure, Item::Image { data: png(false).into(), area: area(290.0, 300.0, 48.0, 32.0) });
        self.put(figure, Item::Svg { svg: LOGO.to_owned(), area: area(360.0, 300.0, 90.0, 30.0) });
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
    encoder.set_color(if clear { png::ColorType::Rgba } else { png::ColorType::Rgb });
    let mut writer = encoder.write_header().expect("written to memory");
    writer.write_image_data(&pixels).expect("written to memory");
    writer.finish().expect("written to memory");
    data
}
