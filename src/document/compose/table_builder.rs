//! Tables as they are put together: rows of text under columns, without the columns that are empty.

use crate::tree::{Align, Block, Column, Inline, Row, RowKind, Table, Tone};
use bidwright_base::locale::Locale;

/// A table in the making.
pub(super) struct TableBuilder {
    columns: Vec<(String, Align)>,
    rows: Vec<Row>,
}

/// One cell.
pub(super) type Cell = Vec<Block>;

/// A cell of plain text.
pub(super) fn text(words: impl Into<String>) -> Cell {
    let words = words.into();
    if words.is_empty() {
        return Vec::new();
    }
    vec![Block::Paragraph(vec![Inline::Text(words)])]
}

/// A cell of text that may be missing.
pub(super) fn maybe(words: Option<&String>) -> Cell {
    words.map_or_else(Vec::new, text)
}

impl TableBuilder {
    /// A table with these columns, text at the start of the line.
    pub(super) fn new(columns: impl Into<Vec<String>>) -> TableBuilder {
        let columns = columns.into().into_iter().map(|head| (head, Align::Start)).collect();
        TableBuilder { columns, rows: Vec::new() }
    }

    /// Sets columns of figures, by index.
    pub(super) fn figures(mut self, columns: impl IntoIterator<Item = usize>) -> TableBuilder {
        for at in columns {
            self.columns[at].1 = Align::End;
        }
        self
    }

    /// Adds an entry.
    pub(super) fn row(&mut self, cells: impl Into<Vec<Cell>>) {
        self.add(RowKind::Body, cells);
    }

    /// Adds a row that plays a part.
    pub(super) fn add(&mut self, kind: RowKind, cells: impl Into<Vec<Cell>>) {
        let cells = cells.into();
        debug_assert!(kind == RowKind::Group || cells.len() == self.columns.len());
        self.rows.push(Row { kind, cells, tones: Vec::new() });
    }

    /// Gives the cells of the last row their grounds.
    pub(super) fn tones(&mut self, tones: impl Into<Vec<Tone>>) {
        if let Some(row) = self.rows.last_mut() {
            row.tones = tones.into();
        }
    }

    /// Names the rows that follow.
    pub(super) fn group(&mut self, words: impl Into<String>) {
        self.add(RowKind::Group, [text(words)]);
    }

    /// The table, or nothing if it has no entry. A column that no entry fills is left out.
    pub(super) fn finish(self, options: &Options, name: &str) -> Vec<Block> {
        let body = || self.rows.iter().filter(|row| row.kind == RowKind::Body);
        if body().next().is_none() {
            return Vec::new();
        }
        let filled: Vec<bool> =
            (0..self.columns.len()).map(|at| body().any(|row| !row.cells[at].is_empty())).collect();
        let keep = |kind: RowKind, cells: Vec<Cell>| -> Vec<Cell> {
            if kind == RowKind::Group {
                return cells;
            }
            cells.into_iter().zip(&filled).filter(|(_, filled)| **filled).map(|(cell, _)| cell).collect()
        };
        let grounds = |tones: Vec<Tone>| -> Vec<Tone> {
            tones.into_iter().zip(&filled).filter(|(_, filled)| **filled).map(|(tone, _)| tone).collect()
        };
        let columns: Vec<_> = self.columns.iter().zip(&filled).filter(|(_, f)| **f).map(|(c, _)| c).collect();
        let head = |words: &str| -> Vec<Inline> {
            let mut out = Vec::new();
            for (at, line) in words.split('\n').enumerate() {
                if at > 0 {
                    out.push(Inline::Break);
                }
                out.push(Inline::Text(line.to_owned()));
            }
            out
        };
        let columns_of = columns.iter().map(|(_, align)| Column { align: *align }).collect();
        let heads = columns.iter().map(|(words, _)| head(words)).collect();
        vec![Block::Table(Table {
            id: options.id(name),
            caption: options.caption.clone().unwrap_or_default(),
            columns: columns_of,
            head: heads,
            rows: self
                .rows
                .into_iter()
                .map(|row| Row {
                    kind: row.kind,
                    cells: keep(row.kind, row.cells),
                    tones: grounds(row.tones),
                })
                .collect(),
        })]
    }
}

/// What the body of a fence asks for: `key = "value"` lines.
#[derive(Debug, Clone, Default)]
pub(super) struct Options {
    /// Above or under the block.
    pub(super) caption: Option<Vec<Inline>>,
    /// For links to it; by default the block's name.
    pub(super) id: Option<String>,
}

impl Options {
    /// The keys there are.
    pub(super) const KEYS: [&'static str; 2] = ["caption", "id"];

    /// Reads the body of a fence. The key that is none of ours, if there is one, comes back.
    pub(super) fn read(body: &str, locale: Locale) -> Result<Options, String> {
        let mut options = Options::default();
        for line in body.lines().map(str::trim) {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let (key, value) = line.split_once('=').ok_or(line)?;
            let value = value.trim();
            let value = value.strip_prefix('"').and_then(|v| v.strip_suffix('"')).unwrap_or(value);
            match key.trim() {
                // The value of a caption is Markdown, so that what a template prints into it is plain.
                "caption" => options.caption = Some(super::markdown::fold::fold_line(value, locale)),
                "id" => options.id = Some(super::template::escape::unescape(value).into_owned()),
                other => return Err(other.to_owned()),
            }
        }
        Ok(options)
    }

    /// The id asked for, or the block's name.
    pub(super) fn id(&self, name: &str) -> String {
        self.id.clone().unwrap_or_else(|| name.to_owned())
    }
}
