//! How wide the columns of a table need to be, measured from what their cells hold.

use bidwright_base::geometry::Pt;
use bidwright_document::tree::{Align, Block, Row, RowKind, Table};

use super::{
    collect::Collector,
    frame::Frame,
    table::{Cell, Content, RowDraft, SIDE},
    text,
    widths::ColumnSizing,
};

impl<'s> Collector<'s> {
    /// The least and the natural width of each column.
    pub(super) fn column_sizings<'d>(
        &self,
        table: &Table,
        drafts: impl Iterator<Item = &'d RowDraft<'d, 's>>,
    ) -> Vec<ColumnSizing>
    where
        's: 'd,
    {
        let mut sizings: Vec<ColumnSizing> = table
            .columns
            .iter()
            .map(|column| ColumnSizing {
                min_content: Pt::ZERO,
                max_content: Pt::ZERO,
                flexible: column.align != Align::End,
            })
            .collect();
        for draft in drafts.filter(|draft| draft.kind != Some(RowKind::Group)) {
            for (cell, sizing) in draft.cells.iter().zip(&mut sizings) {
                let (least, most) = match &cell.content {
                    Content::Text(paragraph) => (paragraph.widest_word(), paragraph.natural()),
                    Content::Blocks(blocks) => self.content_extent(blocks, cell.frame),
                };
                let (least, most) = (least + cell.after, most + cell.after);
                // Figures are never broken; their heading may be.
                let figures = draft.kind.is_some() && !sizing.flexible && most < Pt(160.0);
                let least = if figures { most } else { least };
                // A hair more, so that rounding breaks no line that fits.
                sizing.min_content = sizing.min_content.max(least + 2.0 * SIDE + Pt(0.1));
                sizing.max_content = sizing.max_content.max(most + 2.0 * SIDE + Pt(0.1));
            }
        }
        sizings
    }

    /// Width of each cell on one line, its sides included; groups have no columns.
    pub(super) fn naturals(&self, draft: &RowDraft<'_, 's>, side: Pt) -> Option<Vec<Pt>> {
        let cell = |cell: &Cell<'_, 's>| {
            let natural = match &cell.content {
                Content::Text(paragraph) => paragraph.natural(),
                // Its blocks follow one below the other.
                Content::Blocks(blocks) => blocks
                    .iter()
                    .map(|block| self.content_extent(std::slice::from_ref(block), cell.frame).1)
                    .sum(),
            };
            natural + cell.after + 2.0 * side
        };
        let group = draft.kind == Some(RowKind::Group);
        (!group).then(|| draft.cells.iter().map(cell).collect())
    }

    /// Width of the widest word and of the widest paragraph of a cell with several blocks.
    fn content_extent(&self, blocks: &[Block], frame: Frame) -> (Pt, Pt) {
        let style = frame.span(0).style;
        let width = |text: &str| self.shaper.width(text, style, frame.scale.size);
        let mut extent = (Pt::ZERO, Pt::ZERO);
        for block in blocks {
            let (least, most) = match block {
                Block::Paragraph(content) | Block::Heading { content, .. } => {
                    let text = text::plain(content);
                    let words = text.split_ascii_whitespace().map(width);
                    (words.fold(Pt::ZERO, Pt::max), width(&text))
                }
                Block::List { items, .. } => {
                    let inner = items.iter().map(|item| self.content_extent(&item.blocks, frame));
                    let (least, most) = inner.fold((Pt::ZERO, Pt::ZERO), |a, b| (a.0.max(b.0), a.1.max(b.1)));
                    let indent = frame.scale.size * 1.6;
                    (least + indent, most + indent)
                }
                _ => (Pt(60.0), Pt(200.0)),
            };
            extent = (extent.0.max(least), extent.1.max(most));
        }
        extent
    }
}

/// Columns that are mostly empty are a form to fill in: they get most of the width.
pub(super) fn leave_room_to_write(table: &Table, sizings: &mut [ColumnSizing], width: Pt) {
    let empty = |at: usize| {
        let blank = |row: &&Row| row.cells.get(at).is_none_or(Vec::is_empty);
        table.rows.len() > 2 && 2 * table.rows.iter().filter(blank).count() > table.rows.len()
    };
    let empty: Vec<usize> = (0..table.columns.len()).filter(|at| empty(*at)).collect();
    if table.columns.len() > 3 || empty.is_empty() {
        return;
    }
    let share = if empty.len() == 1 { 0.56 } else { 0.76 / 2.0 };
    for at in empty {
        sizings[at].max_content = sizings[at].max_content.max(width * share);
        sizings[at].min_content = sizings[at].min_content.max(width * share);
    }
}
