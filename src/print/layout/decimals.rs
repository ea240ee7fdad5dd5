//! Decimal alignment: each figure of a column is moved left by what it has less after its point.

use bidwright_base::geometry::Pt;
use std::collections::BTreeSet;

use bidwright_document::tree::{Align, Block, Table};

use super::{
    collect::Collector,
    table::{Content, RowDraft},
    text,
};

impl<'s> Collector<'s> {
    /// Leaves space after the figures of each column that is flush with its end.
    pub(super) fn align_decimals(&self, table: &Table, drafts: &mut [RowDraft<'_, 's>]) {
        let point = self.phrases.locale.decimal_point();
        for (at, column) in table.columns.iter().enumerate() {
            if column.align == Align::End {
                self.align_column(table, drafts, at, point);
            }
        }
    }

    fn align_column(&self, table: &Table, drafts: &mut [RowDraft<'_, 's>], at: usize, point: char) {
        let mut widths = Vec::with_capacity(drafts.len());
        let (mut units, mut decimals) = (BTreeSet::new(), BTreeSet::new());
        for (row, draft) in table.rows.iter().zip(drafts.iter()) {
            let cell = draft.cells.get(at).filter(|cell| matches!(cell.content, Content::Text(_)));
            let cell_text = match row.cells.get(at).map(Vec::as_slice) {
                Some([Block::Paragraph(content)]) => text::plain(content),
                _ => String::new(),
            };
            let width = cell.zip(tail(&cell_text, point)).map(|(cell, tail)| {
                let unit = tail.trim_start_matches(|c: char| c == point || c.is_ascii_digit());
                units.insert(unit.to_owned());
                decimals.insert(tail.len() - unit.len());
                let style = cell.frame.span(0).style;
                self.shaper.width(tail, style, cell.frame.scale.size)
            });
            widths.push(width);
        }
        // Figures that end alike are aligned as they are, and those of different kinds, such as
        // amounts and percentages, need not be compared.
        if units.len() != 1 || decimals.len() < 2 {
            return;
        }
        let widest = widths.iter().flatten().copied().fold(Pt::ZERO, Pt::max);
        for (draft, width) in drafts.iter_mut().zip(widths) {
            if let (Some(cell), Some(width)) = (draft.cells.get_mut(at), width) {
                cell.after = widest - width;
            }
        }
    }
}

/// What follows the whole part of a figure: its decimals and its unit. `None` for what is no single figure.
fn tail(cell_text: &str, point: char) -> Option<&str> {
    let first = cell_text.find(|c: char| c.is_ascii_digit())?;
    let grouping = |c: char| matches!(c, ',' | '.' | '’' | '\'' | '\u{a0}' | '\u{202f}');
    let figure = &cell_text[first..];
    let mut end = 0;
    for (at, c) in figure.char_indices() {
        if c.is_ascii_digit() {
            end = at + 1;
        } else if c == point || !grouping(c) {
            break;
        }
    }
    let tail = &figure[end..];
    let decimals =
        tail.strip_prefix(point).map_or(tail, |rest| rest.trim_start_matches(|c: char| c.is_ascii_digit()));
    // A second figure, as in a range, has a point of its own.
    (!decimals.contains(|c: char| c.is_ascii_digit())).then_some(tail)
}

#[cfg(test)]
mod tests {
    use super::tail;

    #[test]
    fn a_tail_is_decimals_and_unit() {
        for (cell_text, expected) in [
            ("1,234.50", Some(".50")),
            ("−3.5 %", Some(".5 %")),
            ("12", Some("")),
            ("12 %", Some(" %")),
            ("under 1%", Some("%")),
            ("none", None),
            ("1.5 to 2.5", None),
        ] {
            assert_eq!(tail(cell_text, '.'), expected, "{cell_text}");
        }
        assert_eq!(tail("1.234,50", ','), Some(",50"));
        assert_eq!(tail("1’234.50", '.'), Some(".50"));
    }
}
