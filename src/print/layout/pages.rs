//! Pages: everything at a fixed place, as plain data. Exports read it; tests print and check it.
//!
//! Places are from the top left corner of the page, y downwards.

use std::collections::BTreeMap;

use bidwright_base::geometry::{Point, Pt, Rect, Size};
use bidwright_model::theme::Colour;

/// A laid out document.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Pages {
    /// In order.
    pub pages: Vec<Page>,
    /// Headings for the reader's bookmarks.
    pub outline: Vec<Bookmark>,
    /// The place of each id.
    pub places: BTreeMap<String, Destination>,
    /// The logical structure: what is a heading, a list, a cell. Element 0 is the document.
    pub elements: Vec<Element>,
}

/// A page.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Page {
    /// How wide and high it is.
    pub size: Size,
    /// The number printed on it, as in "3"; empty on the cover.
    pub label: String,
    /// In painting order.
    pub items: Vec<Placed>,
}

/// An item and the element it belongs to.
#[derive(Debug, Clone, PartialEq)]
pub struct Placed {
    /// `None` for what is not content: running heads, repeated table headers, backgrounds.
    pub element: Option<usize>,
    /// What is drawn.
    pub item: Item,
}

/// What is drawn.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// Shaped text on one baseline, one font, one size, one colour.
    Text(Run),
    /// A filled outline.
    Fill {
        /// Corners.
        points: Vec<Point>,
        /// Its colour.
        colour: Colour,
    },
    /// A line through points.
    Stroke {
        /// Through these.
        points: Vec<Point>,
        /// How thick.
        width: Pt,
        /// Its colour.
        colour: Colour,
        /// On and off lengths; round caps if `on` is 0.
        dash: Option<(Pt, Pt)>,
    },
    /// An SVG drawing, scaled into the box.
    Svg {
        /// Its text.
        svg: String,
        /// Its place.
        area: Rect,
    },
    /// A PNG or JPEG file, scaled into the box.
    Image {
        /// The file's bytes.
        data: std::sync::Arc<[u8]>,
        /// Its place.
        area: Rect,
    },
    /// A place to click.
    Link {
        /// Its place.
        area: Rect,
        /// Where it leads.
        to: bidwright_document::tree::Target,
        /// Its words, for those who do not see it.
        words: String,
    },
}

/// Shaped text.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// Left end of the baseline.
    pub start: Point,
    /// Index into the faces of [`super::FontBook`].
    pub face: usize,
    /// Size of the type.
    pub size: Pt,
    /// Its colour.
    pub colour: Colour,
    /// In visual order, left to right.
    pub glyphs: Vec<Glyph>,
    /// The text, in reading order; glyphs point into it.
    pub text: String,
}

/// A glyph.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glyph {
    /// Number in the font.
    pub id: u16,
    /// From the run's start to this glyph's origin, with kerning, justification and offsets.
    pub dx: Pt,
    /// Upwards from the baseline.
    pub dy: Pt,
    /// Advance of the pen.
    pub advance: Pt,
    /// The bytes of `Run::text` it is drawn for; empty for the second and later glyphs of a cluster.
    pub text: (u32, u32),
}

/// A heading in the outline.
#[derive(Debug, Clone, PartialEq)]
pub struct Bookmark {
    /// 1 is outermost.
    pub level: u8,
    /// With its number.
    pub title: String,
    /// Its id among [`Pages::places`].
    pub id: String,
}

/// A place to jump to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Destination {
    /// Index of the page.
    pub page: usize,
    /// From its top.
    pub y: Pt,
}

/// A node of the logical structure.
#[derive(Debug, Clone, PartialEq)]
pub struct Element {
    /// What it is.
    pub role: Role,
    /// Index of its parent; the document's is itself.
    pub parent: usize,
    /// In reading order; content is found by [`Placed::element`].
    pub children: Vec<usize>,
    /// Text in place of the image.
    pub alt: Option<String>,
    /// The language of what it holds, where it is not the document's.
    pub language: Option<String>,
}

/// What a piece of content is, in the terms of tagged PDF.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of ISO 32000, table 333 and following")]
pub enum Role {
    Document,
    Section,
    Contents,
    ContentsItem,
    Reference,
    Heading(u8),
    Paragraph,
    List { ordered: bool },
    ListItem,
    Label,
    ListBody,
    Quote,
    Code,
    Table,
    TableHead,
    TableBody,
    Row,
    HeaderCell { of_row: bool },
    Cell { columns: u16 },
    Caption,
    Figure,
    Note,
    Link,
    Span,
    Division,
}
