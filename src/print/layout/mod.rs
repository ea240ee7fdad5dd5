//! Layout: a [`bidwright_document::tree::Document`], a [`bidwright_model::theme::Theme`] and its fonts become [`Pages`].
//!
//! In small steps: *collect* turns blocks into units, *break* ends lines, *distribute* fills pages,
//! *place* puts everything at its place on the page.

pub mod fonts;
pub mod pages;

mod blocks;
mod boxes;
mod breaks;
mod charts;
mod clusters;
mod collect;
mod contents;
mod cover;
mod decimals;
mod distribute;
mod fallback;
mod frame;
mod furniture;
mod gaps;
mod glyph_clusters;
mod hang;
mod headings;
mod hyphens;
mod image;
mod items;
mod lines;
mod lists;
mod missing;
mod paragraph;
mod pieces;
mod rows;
mod running;
mod runs;
mod scale;
mod shape;
mod sizing;
mod structure;
mod style;
mod table;
mod text;
mod unbreakable;
mod widths;

use std::collections::BTreeMap;

pub use charts::{DrawnChart, charts};
pub use fonts::{BadFont, Face, FontBook};
pub use missing::Missing;
pub use pages::Pages;

use bidwright_document::tree::{Block, Document, Table};
use bidwright_model::theme::Theme;

use self::{
    collect::Collector,
    distribute::{Area, FilledPage, Part, distribute},
    pages::{Destination, Page, Role},
    shape::Shaper,
    structure::ROOT,
};

/// A laid out document, and what its fonts could not show.
#[derive(Debug, Clone, PartialEq)]
pub struct LaidOut {
    /// Everything at its place.
    pub pages: Pages,
    /// Characters that no font of the brand has. A document with any must not be sent.
    pub missing: Vec<Missing>,
    /// Tables with more columns than the page has room for, set smaller than the others.
    pub shrunk_tables: Vec<ShrunkTable>,
}

/// A table set smaller, because its columns would not fit the page otherwise.
#[derive(Debug, Clone, PartialEq)]
pub struct ShrunkTable {
    /// Words to find it by: its first head or cell that is not empty.
    pub words: String,
    /// How many columns it has.
    pub columns: usize,
    /// Share of the size that tables have.
    pub size: f64,
}

impl ShrunkTable {
    fn new(table: &Table, size: f64) -> ShrunkTable {
        let mut cells = table.rows.iter().flat_map(|row| &row.cells).flatten();
        let first = cells.find_map(|block| match block {
            Block::Paragraph(content) => Some(text::plain(content)),
            _ => None,
        });
        let words = table.head.iter().map(|cell| text::plain(cell)).find(|words| !words.is_empty());
        ShrunkTable { words: words.or(first).unwrap_or_default(), columns: table.columns.len(), size }
    }
}

/// Lays out a document.
#[must_use]
pub fn layout(document: &Document, theme: &Theme, fonts: &FontBook) -> LaidOut {
    let shaper = Shaper::new(fonts, theme.heads).with_names(&document.names);
    let (pages, shrunk_tables) = place(document, theme, &shaper);
    let missing = missing::found(shaper.missing(), &pages);
    LaidOut { pages, missing, shrunk_tables }
}

fn place<'s>(document: &'s Document, theme: &'s Theme, shaper: &'s Shaper<'s>) -> (Pages, Vec<ShrunkTable>) {
    let mut collector = Collector::new(document, theme, shaper);
    let areas = collector.areas();
    let mut pages = Vec::new();
    if let Some(cover) = &document.cover {
        let element = collector.tree.add(Role::Section, ROOT);
        pages.push(collector.cover(cover, element));
    }
    // The contents come before the text in reading order, but after it in time.
    let contents = document.contents.then(|| collector.tree.add(Role::Contents, ROOT));
    let parts = collector.document();
    let mut notes = std::mem::take(&mut collector.notes);
    let body = distribute(parts, &mut notes, &collector.backgrounds, areas);
    let front = match contents {
        Some(element) => contents_pages(&mut collector, element, &body, pages.len(), areas),
        None => Vec::new(),
    };

    let count = pages.len() + front.len() + body.len();
    let under = areas.map(|area| (area, collector.under(area.page)));
    let mut places = BTreeMap::new();
    for filled in front.into_iter().chain(body) {
        let number = pages.len() + 1;
        let (area, under) = &under[usize::from(filled.size != areas[0].page)];
        collector.area = *area;
        let page = finish(&collector, filled, number, count, under, &mut places);
        pages.push(page);
    }
    let elements = collector.tree.into_elements();
    (Pages { pages, outline: collector.outline, places, elements }, collector.shrunk_tables)
}

/// The contents are set twice: blank to learn how many pages they take, then with their numbers.
fn contents_pages(
    collector: &mut Collector<'_>,
    element: usize,
    body: &[FilledPage],
    before: usize,
    areas: [Area; 2],
) -> Vec<FilledPage> {
    let part = |units| vec![Part { units, ..Part::default() }];
    let tree = collector.tree.clone();
    let blank = collector.contents(element, &BTreeMap::new());
    let length = distribute(part(blank), &mut [], &collector.backgrounds, areas).len();
    collector.tree = tree;
    let mut numbers = BTreeMap::new();
    for (at, filled) in body.iter().enumerate() {
        for (id, _) in &filled.places {
            numbers.insert(id.clone(), before + length + at + 1);
        }
    }
    let units = collector.contents(element, &numbers);
    distribute(part(units), &mut [], &collector.backgrounds, areas)
}

/// A filled page is finished: paper and watermark beneath, running head and foot added, ids noted.
fn finish(
    collector: &Collector<'_>,
    filled: FilledPage,
    number: usize,
    count: usize,
    under: &[pages::Placed],
    places: &mut BTreeMap<String, Destination>,
) -> Page {
    let mut page = Page { size: filled.size, label: number.to_string(), items: under.to_vec() };
    page.items.extend(filled.items);
    collector.furnish(&mut page, number, count);
    for (id, y) in filled.places {
        let page = number - 1;
        places.entry(id).or_insert(Destination { page, y });
    }
    page
}
