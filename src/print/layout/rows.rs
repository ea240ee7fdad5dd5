//! Rows of a table: cells side by side over their background and rules, divided only if taller than a page.

use bidwright_base::geometry::{Point, Pt, Rect};
use bidwright_document::charts;
use bidwright_document::tree::{RowKind, Tone};

use super::{
    collect::Collector,
    frame::Frame,
    items,
    pages::Placed,
    scale::SMALL,
    table::{Content, RowDraft},
    unbreakable::{self, Unbreakable},
};

/// Space above and below what a cell holds.
const ABOVE: Pt = Pt(3.0);
/// A row taller than this share of a page is divided.
const TALLEST: f64 = 0.8;

impl<'s> Collector<'s> {
    /// A row at its widths: one unit, or several if it is taller than a page.
    pub(super) fn rows(
        &mut self,
        draft: RowDraft<'_, 's>,
        columns: &[Pt],
        side: Pt,
        frame: Frame,
    ) -> Vec<Unbreakable> {
        let mut x = frame.x;
        let mut cells = Vec::new();
        let mut backgrounds = Vec::new();
        for (at, cell) in draft.cells.into_iter().enumerate() {
            let width = match draft.kind {
                Some(RowKind::Group) => frame.width,
                _ => columns[at],
            };
            if let Some(share) = draft.tones.get(at).copied().and_then(share) {
                backgrounds.push((x, width, share));
            }
            let inner =
                Frame { x: x + side, width: (width - 2.0 * side - cell.after).max(Pt(0.5)), ..cell.frame };
            cells.push(match cell.content {
                Content::Text(paragraph) => self.broken(&paragraph, inner),
                Content::Blocks(blocks) => self.blocks(blocks, inner),
            });
            x += width;
        }
        let tallest = cells.iter().map(|cell| unbreakable::height(cell)).fold(SMALL.lead, Pt::max);
        let parts = if tallest > self.area.height * TALLEST {
            divide(cells, self.area.height * TALLEST * 0.5)
        } else {
            vec![cells]
        };
        let last = parts.len() - 1;
        let rows = parts.into_iter().enumerate();
        rows.map(|(at, cells)| {
            let mut row = self.row(draft.kind, cells, frame, at == 0, at == last);
            let under = backgrounds.iter().map(|(x, width, share)| {
                let colour = charts::shade(self.palette(), *share);
                items::artifact(items::rectangle(Rect::new(*x, Pt::ZERO, *width, row.height), colour))
            });
            row.items.splice(0..0, under);
            row
        })
        .collect()
    }

    /// Cells whose lines are set, side by side.
    pub(super) fn row(
        &self,
        kind: Option<RowKind>,
        cells: Vec<Vec<Unbreakable>>,
        frame: Frame,
        begins: bool,
        ends: bool,
    ) -> Unbreakable {
        let cells: Vec<Unbreakable> =
            cells.into_iter().map(|cell| unbreakable::stack(cell, &self.backgrounds)).collect();
        let content = cells.iter().map(|cell| cell.height).fold(SMALL.lead, Pt::max);
        let above = if kind == Some(RowKind::Group) { ABOVE + Pt(3.0) } else { ABOVE };
        let mut row = Unbreakable::space(content + above + ABOVE);
        row.items = self.decorate(kind, row.height, frame, begins, ends);
        for cell in cells {
            // Heads of several lines align on their last line, cells on their first.
            let down = if kind.is_none() { content - cell.height } else { Pt::ZERO };
            row.add(cell.items, Point::new(Pt::ZERO, above + down));
            row.notes.extend(cell.notes);
            row.places.extend(cell.places);
        }
        row
    }

    /// Background and rules of a row.
    fn decorate(
        &self,
        kind: Option<RowKind>,
        height: Pt,
        frame: Frame,
        begins: bool,
        ends: bool,
    ) -> Vec<Placed> {
        let palette = self.palette();
        let background = |colour| items::rectangle(Rect::new(frame.x, Pt::ZERO, frame.width, height), colour);
        let rule = |y, width, colour| items::line(Point::new(frame.x, y), frame.width, width, colour);
        let mut items = Vec::new();
        match kind {
            None => items.push(background(palette.primary)),
            Some(RowKind::Subtotal | RowKind::Total) => items.push(background(palette.tint)),
            Some(RowKind::Body | RowKind::Group) => {}
        }
        match kind {
            Some(RowKind::Subtotal) if begins => items.push(rule(Pt::ZERO, Pt(0.6), palette.primary)),
            Some(RowKind::Total) if begins => items.push(rule(Pt::ZERO, Pt(1.2), palette.primary)),
            _ => {}
        }
        match kind {
            Some(RowKind::Group) if ends => items.push(rule(height, Pt(0.8), palette.primary)),
            Some(RowKind::Total) if ends => items.push(rule(height, Pt(1.2), palette.primary)),
            Some(_) if ends => items.push(rule(height, Pt(0.4), palette.rule)),
            _ => {}
        }
        items.into_iter().map(items::artifact).collect()
    }
}

/// How much of the primary colour the background of a cell has.
fn share(tone: Tone) -> Option<f64> {
    match tone {
        Tone::None => None,
        Tone::Pale => Some(0.07),
        Tone::Mid => Some(0.20),
        Tone::Strong => Some(0.36),
    }
}

/// Cuts the lines of cells into parts no taller than a limit.
fn divide(cells: Vec<Vec<Unbreakable>>, limit: Pt) -> Vec<Vec<Vec<Unbreakable>>> {
    let count = cells.len();
    let mut parts: Vec<Vec<Vec<Unbreakable>>> = Vec::new();
    for (column, cell) in cells.into_iter().enumerate() {
        let (mut part, mut height) = (0, Pt::ZERO);
        for unit in cell {
            let needed = unit.gap + unit.height;
            if height > Pt::ZERO && height + needed > limit {
                part += 1;
                height = Pt::ZERO;
            }
            height += needed;
            while parts.len() <= part {
                parts.push((0..count).map(|_| Vec::new()).collect());
            }
            parts[part][column].push(unit);
        }
    }
    parts
}
