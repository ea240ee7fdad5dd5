//! Pages: everything at a fixed place, as plain data. Exports read it; tests print and check it.
//!
//! Coordinates are points from the top left corner of the page, y downwards.

use std::collections::BTreeMap;

use bidwright_model::theme::Colour;

/// A laid out document.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Pages {
    /// In order.
    pub pages: Vec<Page>,
    /// Headings for the reader's bookmarks.
    pub outline: Vec<Bookmark>,
    /// Where each id stands.
    pub places: BTreeMap<String, Destination>,
    /// The logical structure: what is a heading, a list, a cell. Element 0 is the document.
    pub elements: Vec<Element>,
}

/// A page.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Page {
    /// Width and height.
    pub size: (f64, f64),
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
        points: Vec<(f64, f64)>,
        /// Its colour.
        colour: Colour,
    },
    /// A line through points.
    Stroke {
        /// Through these.
        points: Vec<(f64, f64)>,
        /// How thick.
        width: f64,
        /// Its colour.
        colour: Colour,
        /// On and off lengths; round caps if `on` is 0.
        dash: Option<(f64, f64)>,
    },
    /// An SVG drawing, scaled into the box.
    Svg {
        /// Its text.
        svg: String,
        /// Left, top, width, height.
        area: (f64, f64, f64, f64),
    },
    /// A PNG or JPEG file, scaled into the box.
    Image {
        /// The file's bytes.
        data: std::sync::Arc<[u8]>,
        /// Left, top, width, height.
        area: (f64, f64, f64, f64),
    },
    /// A place to click.
    Link {
        /// Left, top, width, height.
        area: (f64, f64, f64, f64),
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
    pub x: f64,
    /// The baseline.
    pub y: f64,
    /// Index into the faces of [`super::FontBook`].
    pub face: usize,
    /// Size in points.
    pub size: f64,
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
    /// From the run's start to this glyph's origin, in points (kerning, justification and offsets included).
    pub dx: f64,
    /// Upwards from the baseline, in points.
    pub dy: f64,
    /// Advance of the pen in points.
    pub advance: f64,
    /// The bytes of `Run::text` it stands for; empty for the second and later glyphs of a cluster.
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
    pub y: f64,
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
    /// Text in place of the picture.
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
