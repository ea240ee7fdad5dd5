//! Tables for the terminal.

use comfy_table::{Cell, CellAlignment, Table, presets};

/// A table whose columns after the first `text` ones are figures.
pub(super) struct TerminalTable {
    table: Table,
    text: usize,
}

impl TerminalTable {
    /// With a head; columns from `text` on are set to the right.
    pub(super) fn new(head: &[&str], text: usize) -> TerminalTable {
        let mut table = TerminalTable { table: Table::new(), text };
        table.table.load_style(presets::NOTHING);
        let cells = table.cells(head);
        table.table.set_header(cells);
        table.rule();
        table
    }

    /// A row.
    pub(super) fn row<S: AsRef<str>>(&mut self, row: &[S]) {
        let cells = self.cells(row);
        self.table.add_row(cells);
    }

    /// A thin line.
    pub(super) fn rule(&mut self) {
        let width = self.table.column_max_content_widths().len();
        self.table.add_row(vec![""; width]);
    }

    fn cells<S: AsRef<str>>(&self, row: &[S]) -> Vec<Cell> {
        let align = |at| {
            if at < self.text { CellAlignment::Left } else { CellAlignment::Right }
        };
        row.iter().enumerate().map(|(at, text)| Cell::new(text.as_ref()).set_alignment(align(at))).collect()
    }
}

impl std::fmt::Display for TerminalTable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for line in self.table.trim_fmt().lines() {
            writeln!(f, "{}", line.trim_end())?;
        }
        Ok(())
    }
}
