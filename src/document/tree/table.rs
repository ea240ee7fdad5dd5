//! Tables: columns, rows, and how their cells stand out.

use super::{Block, Inline};

/// Rows and columns.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Name for links; may be empty.
    pub id: String,
    /// Says what the table shows; empty: none.
    pub caption: Vec<Inline>,
    /// One per column.
    pub columns: Vec<Column>,
    /// Repeated on every page the table runs over; may be empty.
    pub head: Vec<Vec<Inline>>,
    /// The rows.
    pub rows: Vec<Row>,
}

/// How a column is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// How its text is aligned.
    pub align: Align,
}

/// How text is aligned in its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// At the start of the line.
    Start,
    /// In the middle.
    Centre,
    /// At the end: figures, set with tabular digits.
    End,
}

/// A row.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// What part it plays.
    pub kind: RowKind,
    /// One cell a column; a [`RowKind::Group`] row has one, over the whole width.
    pub cells: Vec<Vec<Block>>,
    /// The grounds of its cells; those that are missing have none.
    pub tones: Vec<Tone>,
}

/// How strongly the ground of a cell stands out. The words of the cell carry the same information.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Tone {
    /// Paper.
    #[default]
    None,
    /// Hardly.
    Pale,
    /// Clearly.
    Mid,
    /// Most.
    Strong,
}

/// What part a row plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    /// An entry.
    Body,
    /// Names the rows that follow; kept with the first of them.
    Group,
    /// Sums some rows; kept with the row above.
    Subtotal,
    /// Sums the table; set apart, kept with the row above.
    Total,
}
