//! Tables: columns measured from what they hold, rows that stay whole, a head on every page.

use bidwright_base::geometry::Pt;
use bidwright_document::tree::{Align, Block, Inline, Row, RowKind, Table, Tone};

use super::{
    ShrunkTable,
    collect::Collector,
    frame::Frame,
    lines::Flush,
    pages::Role,
    paragraph::Paragraph,
    scale::{SMALL, Scale},
    shape::Figures,
    sizing::leave_room_to_write,
    text::{Span, StyledText},
    unbreakable::{self, Keep, Unbreakable},
    widths,
};

/// Space at both sides of a cell.
pub(super) const SIDE: Pt = Pt(5.5);
/// A table no taller than this share of a page is not divided.
const WHOLE_TABLE: f64 = 0.26;

/// A row before the widths of the columns are known.
pub(super) struct RowDraft<'a, 's> {
    /// `None` for the head.
    pub(super) kind: Option<RowKind>,
    pub(super) cells: Vec<Cell<'a, 's>>,
    /// Grounds of its cells.
    pub(super) tones: &'a [Tone],
}

/// A cell before its width is known.
pub(super) struct Cell<'a, 's> {
    pub(super) frame: Frame,
    pub(super) content: Content<'a, 's>,
    /// Space left after it, so that decimal points align.
    pub(super) after: Pt,
}

impl RowDraft<'_, '_> {
    /// The same in smaller letters.
    fn resized(mut self, factor: f64) -> Self {
        let cell = |Cell { frame, content, after }| {
            let scale = Scale { size: frame.scale.size * factor, lead: frame.scale.lead * factor };
            let content = match content {
                Content::Text(paragraph) => Content::Text(paragraph.resized(factor)),
                blocks => blocks,
            };
            Cell { frame: Frame { scale, ..frame }, content, after: after * factor }
        };
        self.cells = self.cells.into_iter().map(cell).collect();
        self
    }
}

/// What a cell holds.
pub(super) enum Content<'a, 's> {
    /// One paragraph: nearly always.
    Text(Paragraph<'s>),
    Blocks(&'a [Block]),
}

impl<'s> Collector<'s> {
    pub(super) fn table(&mut self, table: &Table, frame: Frame) -> Vec<Unbreakable> {
        let element = self.tree.add(Role::Table, frame.parent);
        let mut units = self.caption(&table.id, &table.caption, frame.in_element(element));
        let mut head = table.head.iter().any(|cell| !cell.is_empty()).then(|| {
            let head = self.tree.add(Role::TableHead, element);
            self.draft_head(table, frame.in_element(head))
        });
        let body = self.tree.add(Role::TableBody, element);
        let mut drafts: Vec<RowDraft<'_, 's>> =
            table.rows.iter().map(|row| self.draft(table, row, frame.in_element(body))).collect();
        self.align_decimals(table, &mut drafts);
        let mut sizings = self.column_sizings(table, head.iter().chain(&drafts));
        leave_room_to_write(table, &mut sizings, frame.width);
        let factor = widths::shrunk(&sizings, frame.width, SMALL.size + 2.0 * SIDE + Pt(0.1));
        if factor < 1.0 {
            self.shrunk_tables.push(ShrunkTable::new(table, factor));
            head = head.map(|draft| draft.resized(factor));
            drafts = drafts.into_iter().map(|draft| draft.resized(factor)).collect();
            sizings.iter_mut().for_each(|sizing| *sizing = sizing.resized(factor));
        }
        let side = SIDE * factor;
        let naturals: Vec<Vec<Pt>> = drafts.iter().filter_map(|draft| self.naturals(draft, side)).collect();
        let columns = widths::shortest(&sizings, &naturals, frame.width);

        let mut heads = head.map_or_else(Vec::new, |draft| self.rows(draft, &columns, side, frame));
        unbreakable::keep_together(&mut heads);
        let mut running = self.running_head(table, &heads, side, frame);
        let kinds: Vec<RowKind> = table.rows.iter().map(|row| row.kind).collect();
        let mut rows = Vec::new();
        for (at, draft) in drafts.into_iter().enumerate() {
            let mut parts = self.rows(draft, &columns, side, frame);
            if let Some(last) = parts.last_mut() {
                last.keep_with_next = keep_with_next(&kinds, at);
            }
            for part in &mut parts {
                part.header = running.above(&table.rows[at], self);
            }
            rows.append(&mut parts);
        }
        let height: Pt = rows.iter().map(|row: &Unbreakable| row.height).sum();
        if height < self.area.height * WHOLE_TABLE {
            let last = rows.len().saturating_sub(1);
            unbreakable::prefer_together(&mut rows[..last]);
        }
        units.append(&mut heads);
        units.append(&mut rows);
        if let Some(first) = units.first_mut().filter(|_| !table.id.is_empty()) {
            first.places.push(table.id.clone());
        }
        units
    }

    /// The words above a table or a figure, after its number.
    pub(super) fn caption(&mut self, id: &str, caption: &[Inline], frame: Frame) -> Vec<Unbreakable> {
        if caption.is_empty() {
            return Vec::new();
        }
        let frame = Frame { strong: true, colour: self.palette().ink, ..frame.display() };
        let span = frame.span(self.tree.add(Role::Caption, frame.parent));
        let mut words = StyledText::default();
        if let Some(label) = self.document.labels.get(id) {
            words.push(&format!("{label}\u{2002}"), Span { colour: self.palette().accent, ..span });
        }
        let words = self.read_after(words, caption, span);
        let mut units = self.lines(words, frame);
        unbreakable::keep_together(&mut units);
        if let Some(last) = units.last_mut() {
            last.height += Pt(3.0);
        }
        units
    }

    fn draft_head(&mut self, table: &Table, frame: Frame) -> RowDraft<'static, 's> {
        let row = self.tree.add(Role::Row, frame.parent);
        let mut cells = Vec::new();
        for (at, column) in table.columns.iter().enumerate() {
            let cell = self.tree.add(Role::HeaderCell { of_row: false }, row);
            let frame = Frame {
                strong: true,
                heads: true,
                colour: self.palette().paper,
                ..cell_frame(column.align, frame.in_element(cell))
            };
            let content = table.head.get(at).map_or(&[][..], Vec::as_slice);
            cells.push(Cell { frame, content: self.text_content(content, frame), after: Pt::ZERO });
        }
        RowDraft { kind: None, cells, tones: &[] }
    }

    fn draft<'a>(&mut self, table: &Table, row: &'a Row, frame: Frame) -> RowDraft<'a, 's> {
        let element = self.tree.add(Role::Row, frame.parent);
        let group = row.kind == RowKind::Group;
        let columns = if group { 1 } else { table.columns.len() };
        let mut cells = Vec::new();
        for at in 0..columns {
            let span = if group { table.columns.len() } else { 1 };
            let cell =
                self.tree.add(Role::Cell { columns: u16::try_from(span).unwrap_or(u16::MAX) }, element);
            let align = if group { Align::Start } else { table.columns[at].align };
            let mut frame = cell_frame(align, frame.in_element(cell));
            frame.hyphenate = self.divides_in_cells();
            frame.strong |= row.kind != RowKind::Body;
            if group {
                frame.colour = self.palette().primary;
            }
            let content = match row.cells.get(at).map(Vec::as_slice) {
                None | Some([]) => self.text_content(&[], frame),
                Some([Block::Paragraph(content)]) => self.text_content(content, frame),
                Some(blocks) => Content::Blocks(blocks),
            };
            cells.push(Cell { frame, content, after: Pt::ZERO });
        }
        RowDraft { kind: Some(row.kind), cells, tones: &row.tones }
    }

    fn text_content<'a>(&mut self, content: &[Inline], frame: Frame) -> Content<'a, 's> {
        let words = self.read(content, frame.span(frame.parent));
        let language = self.language.filter(|_| self.divides_in_cells());
        Content::Text(Paragraph::new(words, frame.scale.size, self.shaper, language))
    }

    /// English words are short: divided, they make a narrow column worse. German compounds need it.
    fn divides_in_cells(&self) -> bool {
        matches!(self.language, Some(hypher::Lang::German))
    }
}

fn cell_frame(align: Align, frame: Frame) -> Frame {
    Frame {
        scale: SMALL,
        flush: match align {
            Align::Start => Flush::Start,
            Align::Centre => Flush::Centre,
            Align::End => Flush::End,
        },
        figures: match align {
            Align::End => Figures::Tabular,
            _ => Figures::Proportional,
        },
        ..frame
    }
}

/// Whether a row stays with the next. The first row stays with the head because the head is kept; here: a group's
/// name with its first row, and a sum with the row above it.
fn keep_with_next(kinds: &[RowKind], at: usize) -> Keep {
    if kinds[at] == RowKind::Group || kinds.get(at + 1).is_some_and(sums) {
        return Keep::Required;
    }
    // What follows a sum is read with it.
    let summed = at + 1 < kinds.len() && kinds[..=at].iter().any(sums);
    // Neither the first row of a long table nor its last two are alone on a page. A group's name is no row of its own.
    let first = usize::from(kinds[0] == RowKind::Group);
    let long = kinds.len() > 5;
    if summed || at + 2 == kinds.len() || (long && (at == first || at + 3 == kinds.len())) {
        Keep::Preferred
    } else {
        Keep::No
    }
}

fn sums(kind: &RowKind) -> bool {
    matches!(kind, RowKind::Subtotal | RowKind::Total)
}
