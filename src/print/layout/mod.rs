//! Layout: a [`bidwright_document::tree::Document`], a [`bidwright_model::theme::Theme`] and its fonts become [`Pages`].
//!
//! In small steps: *collect* turns blocks into slabs, *break* ends lines, *distribute* fills pages,
//! *place* puts everything where it stands.

pub mod balance;
pub mod fonts;
pub mod geometry;
pub mod pages;

mod blocks;
mod boxes;
mod breaks;
mod clusters;
mod collect;
mod contents;
mod cover;
mod decimals;
mod distribute;
mod dump;
mod figure;
mod furniture;
mod gaps;
mod hang;
mod headings;
mod hyphens;
mod lines;
mod lists;
mod missing;
mod paragraph;
mod picture;
mod pieces;
mod rows;
mod running;
mod scale;
mod shape;
mod slab;
mod structure;
mod style;
mod table;
mod text;
mod widths;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

pub use figure::{Drawn, charts};
pub use fonts::{BadFont, Face, FontBook};
pub use missing::Missing;
pub use pages::Pages;

use bidwright_document::tree::{Block, Document, Table};
use bidwright_model::theme::Theme;

use self::{
    collect::Collector,
    distribute::{Area, Part, Sheet, distribute},
    pages::{Destination, Page, Role},
    shape::Shaper,
    structure::ROOT,
};

/// A laid out document, and what its fonts could not show.
#[derive(Debug, Clone, PartialEq)]
pub struct Laid {
    /// Everything at its place.
    pub pages: Pages,
    /// What no font of the brand has. A document with any is not fit to be sent.
    pub missing: Vec<Missing>,
    /// Tables with more columns than the page has room for, set smaller than the others.
    pub cramped: Vec<Cramped>,
}

/// A table set smaller, for else its columns would not fit the page.
#[derive(Debug, Clone, PartialEq)]
pub struct Cramped {
    /// Words it can be found by: its first head or cell that is not empty.
    pub words: String,
    /// How many columns it has.
    pub columns: usize,
    /// Share of the size that tables have.
    pub size: f64,
}

impl Cramped {
    fn new(table: &Table, size: f64) -> Cramped {
        let mut cells = table.rows.iter().flat_map(|row| &row.cells).flatten();
        let first = cells.find_map(|block| match block {
            Block::Paragraph(content) => Some(text::plain(content)),
            _ => None,
        });
        let words = table.head.iter().map(|cell| text::plain(cell)).find(|words| !words.is_empty());
        Cramped { words: words.or(first).unwrap_or_default(), columns: table.columns.len(), size }
    }
}

/// Lays out a document.
#[must_use]
pub fn layout(document: &Document, theme: &Theme, fonts: &FontBook) -> Laid {
    let shaper = Shaper::new(fonts, theme.heads);
    let (pages, cramped) = place(document, theme, &shaper);
    let missing = missing::found(shaper.missing(), &pages);
    Laid { pages, missing, cramped }
}

fn place<'s>(document: &'s Document, theme: &'s Theme, shaper: &'s Shaper<'s>) -> (Pages, Vec<Cramped>) {
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
    let body = distribute(parts, &mut notes, &collector.grounds, areas);
    let front = match contents {
        Some(element) => contents_sheets(&mut collector, element, &body, pages.len(), areas),
        None => Vec::new(),
    };

    let count = pages.len() + front.len() + body.len();
    let under = areas.map(|area| (area, collector.under(area.page)));
    let mut places = BTreeMap::new();
    for sheet in front.into_iter().chain(body) {
        let number = pages.len() + 1;
        let (area, under) = &under[usize::from(sheet.page != areas[0].page)];
        collector.area = *area;
        let page = finish(&collector, sheet, number, count, under, &mut places);
        pages.push(page);
    }
    let elements = collector.tree.into_elements();
    (Pages { pages, outline: collector.outline, places, elements }, collector.cramped)
}

/// The contents are set twice: blank to learn how many pages they take, then with their numbers.
fn contents_sheets(
    collector: &mut Collector<'_>,
    element: usize,
    body: &[Sheet],
    before: usize,
    areas: [Area; 2],
) -> Vec<Sheet> {
    let part = |slabs| vec![Part { slabs, ..Part::default() }];
    let tree = collector.tree.clone();
    let blank = collector.contents(element, &BTreeMap::new());
    let length = distribute(part(blank), &mut [], &collector.grounds, areas).len();
    collector.tree = tree;
    let mut numbers = BTreeMap::new();
    for (at, sheet) in body.iter().enumerate() {
        for (id, _) in &sheet.places {
            numbers.insert(id.clone(), before + length + at + 1);
        }
    }
    let slabs = collector.contents(element, &numbers);
    distribute(part(slabs), &mut [], &collector.grounds, areas)
}

/// A sheet becomes a page: paper and watermark beneath, running head and foot added, ids noted.
fn finish(
    collector: &Collector<'_>,
    sheet: Sheet,
    number: usize,
    count: usize,
    under: &[pages::Placed],
    places: &mut BTreeMap<String, Destination>,
) -> Page {
    let mut page = Page { size: sheet.page, label: number.to_string(), items: under.to_vec() };
    page.items.extend(sheet.items);
    collector.furnish(&mut page, number, count);
    for (id, y) in sheet.places {
        let page = number - 1;
        places.entry(id).or_insert(Destination { page, y });
    }
    page
}
