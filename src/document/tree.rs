//! A document as blocks and inlines: what layout and every export read. No Markdown is left in it,
//! and no figure has travelled through text.

mod charts;
mod numbering;
mod table;
pub mod walk;

use std::collections::{BTreeMap, BTreeSet};

pub use charts::*;
pub use table::{Align, Column, Row, RowKind, Table, Tone};

use std::sync::Arc;

use jiff::civil::Date;

use crate::image::Image;

/// A whole document.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// What it is and for whom.
    pub meta: Meta,
    /// The front page; `None` starts with the first block.
    pub cover: Option<Cover>,
    /// Whether a table of contents follows the cover.
    pub contents: bool,
    /// The text.
    pub blocks: Vec<Block>,
    /// Footnotes, in the order of their first reference; [`Inline::Note`] holds the index.
    pub notes: Vec<Vec<Block>>,
    /// What headings, figures and tables are called, by id, as in "2.1" and "Figure 3": see
    /// [`Document::number`].
    pub labels: BTreeMap<String, String>,
    /// The words of the names of people and firms, which are never divided.
    pub names: BTreeSet<String>,
}

/// A document's metadata: title bar, running heads, PDF information.
#[derive(Debug, Clone, PartialEq)]
pub struct Meta {
    /// Title of the document.
    pub title: String,
    /// "Proposal", "Statement of work", ...
    pub kind: String,
    /// For whom.
    pub customer: String,
    /// By whom: the firm of the brand.
    pub author: String,
    /// Number and revision, as in `Q-2026-0047-R1`.
    pub reference: String,
    /// The offer's date; the PDF is dated by it, for nothing reads the clock.
    pub date: Date,
    /// BCP 47, as in `en-GB`: hyphenation and the PDF's language.
    pub language: String,
    /// Left in the running footer, such as "Commercial in confidence".
    pub footer: String,
    /// Printed large and pale over each page, as in "DRAFT".
    pub watermark: Option<String>,
}

/// The front page.
#[derive(Debug, Clone, PartialEq)]
pub struct Cover {
    /// Small line above the title: the kind of document.
    pub kicker: String,
    /// The title.
    pub title: String,
    /// Under the title, as in "Prepared for Nordvik Logistics AS".
    pub subtitle: String,
    /// Label and value, set at the foot: reference, date, validity, contact.
    pub facts: Vec<(String, String)>,
}

/// A piece of the document from margin to margin.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A heading; numbered if the brand numbers headings and `numbered` is set.
    Heading {
        /// 1 to 6.
        level: u8,
        /// Name for links; unique in the document.
        id: String,
        /// Whether it takes a number.
        numbered: bool,
        /// Its words.
        content: Vec<Inline>,
    },
    /// Running text.
    Paragraph(Vec<Inline>),
    /// A list; `start` numbers it.
    List {
        /// First number of an ordered list.
        start: Option<u64>,
        /// Whether items are set close together.
        tight: bool,
        /// The items.
        items: Vec<Item>,
    },
    /// A quotation, set in.
    Quote(Vec<Block>),
    /// Set small, such as the terms of a contract.
    Fine(Vec<Block>),
    /// A box with a label that stands out from the text.
    Callout {
        /// What sort of box.
        kind: Callout,
        /// Its label or title.
        title: Vec<Inline>,
        /// What it holds.
        blocks: Vec<Block>,
    },
    /// Text set as written, in the fixed-width face.
    Code(String),
    /// Terms and what they mean.
    Definitions(Vec<(Vec<Inline>, Vec<Block>)>),
    /// A horizontal rule.
    Rule,
    /// What follows starts on a new page.
    PageBreak,
    /// What follows is set in this way, up to the next of these.
    Flow(Flow),
    /// Two or more figures in large type side by side: label, value, remark.
    KeyFigures(Vec<KeyFigure>),
    /// Lines to sign on, side by side: one block of (label, filled-in text) rows per party.
    Signatures(Vec<SignatureBlock>),
    /// A table.
    Table(Table),
    /// A chart, drawn by `chart` in the document's own type.
    Figure(Figure),
    /// An image among the project's files.
    Image {
        /// Name for links; may be empty.
        id: String,
        /// Path below `templates/` of the workspace or library.
        source: String,
        /// What it shows, for those who do not see it.
        alt: String,
        /// Says the finding; may be empty.
        caption: Vec<Inline>,
        /// The file; `None` in a text that may not show ours: then its alternative text is printed instead.
        image: Option<Arc<Image>>,
    },
}

/// How text fills its pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Flow {
    /// One column, the page upright.
    #[default]
    Plain,
    /// Two columns of equal width, for small print.
    TwoColumns,
    /// One column, the page on its side, for wide tables.
    Landscape,
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// A box to tick, ticked or not.
    pub task: Option<bool>,
    /// Its value.
    pub blocks: Vec<Block>,
}

/// Sorts of boxes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Callout {
    /// Worth knowing.
    Note,
    /// What the reader should take away.
    Important,
    /// What could go wrong.
    Caution,
}

/// One large figure.
#[derive(Debug, Clone, PartialEq)]
pub struct KeyFigure {
    /// Small line above.
    pub label: String,
    /// The figure, large.
    pub value: String,
    /// Small line below; may be empty.
    pub remark: String,
}

/// Where one party signs.
#[derive(Debug, Clone, PartialEq)]
pub struct SignatureBlock {
    /// "For Nordvik Logistics AS".
    pub party: String,
    /// Label and what is already known (empty: a line to write on): name, title, date, signature.
    pub lines: Vec<(String, String)>,
}

/// Text with its shape.
#[derive(Debug, Clone, PartialEq)]
pub enum Inline {
    /// Plain text; white space is folded, U+00A0 holds.
    Text(String),
    /// Italic.
    Emphasis(Vec<Inline>),
    /// Semibold.
    Strong(Vec<Inline>),
    /// Struck through.
    Struck(Vec<Inline>),
    /// Fixed-width, as written.
    Code(String),
    /// A link. One into the document without words is a reference, and is given the name of what it
    /// leads to.
    Link {
        /// Where to.
        to: Target,
        /// Its words.
        content: Vec<Inline>,
    },
    /// Words in another language than the document's: divided and read aloud by its rules.
    Foreign {
        /// BCP 47, as in `de`.
        language: String,
        /// The words.
        content: Vec<Inline>,
    },
    /// Reference to a footnote, by index into [`Document::notes`].
    Note(usize),
    /// A forced line break.
    Break,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Target {
    /// Outside.
    Uri(String),
    /// A heading, table or figure of this document, by id.
    Id(String),
}

/// A chart with its words.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Name for links; may be empty.
    pub id: String,
    /// Says the finding.
    pub caption: Vec<Inline>,
    /// What it shows, for those who do not see it.
    pub alt: String,
    /// The data.
    pub chart: Chart,
}
