//! From text to rows of cells, each with its place.

use toml::de::DeValue;

use super::cells::cells;
use crate::read::{FindingSink, Item, Keep, is_id};
use bidwright_base::diag::{Code, Diagnostic};
use bidwright_base::source::{FileId, Place, Placed};
use bidwright_base::words;

/// Every column a history has, in the order we write them.
pub(super) const COLUMNS: [&str; 13] = [
    "id",
    "type",
    "size_days",
    "client",
    "contract",
    "pmo",
    "estimated_effort",
    "actual_effort",
    "estimated_duration",
    "actual_duration",
    "accepted",
    "outcome",
    "p80_forecast",
];

/// Columns many firms have nothing for: without them less is told.
const OPTIONAL: [&str; 3] = ["estimated_duration", "actual_duration", "p80_forecast"];

/// A table with a row of names above it.
pub(super) struct CsvTable {
    file: FileId,
    /// The row of names.
    pub(super) heading: Place,
    names: Vec<Placed<String>>,
    rows: Vec<Row>,
}

/// What one row holds.
struct Row {
    /// From 1, as an editor counts.
    line: usize,
    place: Place,
    cells: Vec<Placed<String>>,
}

/// Reads the rows and checks the names of the columns. `None` if nothing else can be said.
pub(super) fn read(file: FileId, text: &str, sink: &FindingSink) -> Option<CsvTable> {
    let mut rows = rows(file, text, sink).into_iter();
    let Some(head) = rows.next() else {
        let message = "the file is empty";
        let hint = format!("the first row names the columns: {}", COLUMNS.join(","));
        sink.push(Diagnostic::error(Code::EmptyHistory, message).at(Place::new(file, 0..0)).hint(hint));
        return None;
    };
    if let [only] = head.cells.as_slice()
        && let Some(separator) = [';', '\t', '|'].into_iter().find(|c| only.contains(*c))
    {
        let name = if separator == '\t' { "tabs".to_owned() } else { format!("`{separator}`") };
        let message = format!("the columns are separated by {name}; expected commas");
        sink.push(
            Diagnostic::error(Code::WrongSeparator, message)
                .at(only.place)
                .hint("save it as CSV with commas, and with a dot before decimals"),
        );
        return None;
    }
    check_names(&head, sink);
    Some(CsvTable { file, heading: head.place, names: head.cells, rows: rows.collect() })
}

/// Every row that has anything in it. An open quote takes all that follows, so it ends the reading.
fn rows(file: FileId, text: &str, sink: &FindingSink) -> Vec<Row> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut found = Vec::new();
    let mut record = csv::StringRecord::new();
    // The line counts on from the last row, so that many rows are one walk through the text.
    let (mut line, mut counted) = (1, 0);
    while reader.read_record(&mut record).expect("text in memory can be read, and any text is CSV") {
        let from = record.position().map_or(0, csv::Position::byte);
        let from = usize::try_from(from).expect("a file of 8 MiB");
        let spans = match cells(text, from) {
            Ok(spans) => spans,
            Err(quote) => {
                let message = "this quote is never closed";
                let hint = "a quote inside a quoted cell is written twice: \"\"";
                sink.push(Diagnostic::error(Code::OpenQuote, message).at(Place::new(file, quote)).hint(hint));
                break;
            }
        };
        let (first, last) = (spans[0].start, spans[spans.len() - 1].end);
        line += text[counted..first].matches('\n').count();
        counted = first;
        // Programs that fill a table to the end leave rows of commas; there is nothing in them.
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let cells = record.iter().zip(spans);
        found.push(Row {
            line,
            place: Place::new(file, first..last),
            cells: cells
                .map(|(cell, span)| Placed::new(cell.trim().to_owned(), Place::new(file, span)))
                .collect(),
        });
    }
    found
}

/// Says which columns are missing, unknown or there twice.
fn check_names(head: &Row, sink: &FindingSink) {
    let missing = |name: &&&str| head.cells.iter().all(|cell| cell.value != ***name);
    let mut missing: Vec<&str> = COLUMNS.iter().filter(missing).copied().collect();
    for (at, cell) in head.cells.iter().enumerate() {
        let shown: String = cell.escape_debug().take(80).collect();
        if !COLUMNS.contains(&cell.value.as_str()) {
            let hint = match words::did_you_mean(&shown, &missing) {
                hint if hint.starts_with("did") => hint,
                _ => "leave the column out".to_owned(),
            };
            // The name somebody meant is not missed as well.
            missing.retain(|name| !hint.contains(&format!("`{name}`")));
            let message = format!("a history has no column `{shown}`");
            sink.push(Diagnostic::error(Code::UnknownColumn, message).at(cell.place).hint(hint));
        } else if head.cells[..at].iter().any(|before| before.value == cell.value) {
            let message = format!("the column `{shown}` is there twice");
            sink.push(Diagnostic::error(Code::DuplicateColumn, message).at(cell.place));
        }
    }
    for name in missing.into_iter().filter(|name| !OPTIONAL.contains(name)) {
        let message = format!("there is no column `{name}`");
        sink.push(Diagnostic::error(Code::MissingColumn, message).at(head.place));
    }
}

impl CsvTable {
    /// Where a column is named.
    pub(super) fn column(&self, name: &str) -> Place {
        self.names.iter().find(|cell| cell.value == name).map_or(self.heading, |cell| cell.place)
    }

    /// The rows with as many cells as there are columns; the others are findings.
    pub(super) fn rows<'s>(&'s self, sink: &'s FindingSink) -> impl Iterator<Item = Cells<'s>> {
        self.rows.iter().filter_map(move |row| {
            let (cells, columns) = (row.cells.len(), self.names.len());
            if cells != columns {
                let message = format!("line {} has {cells} cells, but there are {columns} columns", row.line);
                let hint = "a comma inside a cell needs quotes around it: \"Oslo, Bergen\"";
                sink.push(Diagnostic::error(Code::RaggedRow, message).at(row.place).hint(hint));
                return None;
            }
            let id = self.cell(row, "id").map(|cell| cell.value.as_str()).filter(|id| is_id(id));
            let name = id.map_or_else(|| format!("line {}", row.line), |id| format!("deal `{id}`"));
            Some(Cells { table: self, row, name, sink })
        })
    }

    fn cell<'s>(&self, row: &'s Row, column: &str) -> Option<&'s Placed<String>> {
        let at = self.names.iter().position(|name| name.value == column)?;
        row.cells.get(at)
    }
}

/// One row, read by column.
pub(super) struct Cells<'s> {
    table: &'s CsvTable,
    row: &'s Row,
    /// As findings call it: "deal `D-7`", "line 8".
    pub(super) name: String,
    pub(super) sink: &'s FindingSink,
}

impl<'s> Cells<'s> {
    /// A cell with something in it. A column that is missing is said once, in the heading.
    pub(super) fn filled(&self, column: &str) -> Option<&'s Placed<String>> {
        self.table.cell(self.row, column).filter(|cell| !cell.is_empty())
    }

    /// Whether the column is there and the cell is empty.
    pub(super) fn is_empty(&self, column: &str) -> bool {
        self.table.cell(self.row, column).is_some_and(|cell| cell.is_empty())
    }

    /// A cell that must have something in it.
    pub(super) fn need<T, K: Keep<T>>(
        &self,
        column: &'static str,
        read: impl Fn(&Item<'_>) -> Option<T>,
    ) -> Option<K> {
        if self.is_empty(column) {
            let place = self.table.cell(self.row, column).map_or(self.row.place, |cell| cell.place);
            let message = format!("{} has no `{column}`", self.name);
            self.sink.push(Diagnostic::error(Code::EmptyCell, message).at(place));
        }
        self.may(column, read)
    }

    /// A cell that may be empty, read as a quoted value of a TOML file would be: one rule for numbers,
    /// words and ids, wherever they are written.
    pub(super) fn may<T, K: Keep<T>>(
        &self,
        column: &'static str,
        read: impl Fn(&Item<'_>) -> Option<T>,
    ) -> Option<K> {
        let cell = self.filled(column)?;
        let item = Item {
            key: column,
            of: &self.name,
            value: &DeValue::String(cell.value.as_str().into()),
            place: cell.place,
            file: self.table.file,
            sink: self.sink,
        };
        read(&item).map(|value| K::keep(value, cell.place))
    }
}
