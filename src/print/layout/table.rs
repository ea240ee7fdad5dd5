//! Tables: columns measured from what they hold, rows that stay whole, a head on every page.

use bidwright_document::tree::{Align, Block, Inline, Row, RowKind, Table, Tone};

use super::{
    Cramped,
    blocks::{hold, hold_if_possible},
    collect::{Collector, Frame},
    lines::Flush,
    pages::Role,
    paragraph::Paragraph,
    scale::{SMALL, Scale},
    shape::Figures,
    slab::Slab,
    text::{self, Span, Words},
    widths::{self, Wish},
};

/// Space at both sides of a cell.
const SIDE: f64 = 5.5;
/// A table no taller than this share of a page is not divided.
const WHOLE_TABLE: f64 = 0.26;

/// A row before the widths of the columns are known.
pub(super) struct Draft<'a, 's> {
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
    /// Space left after it, so that decimal points stand under each other.
    pub(super) after: f64,
}

impl Draft<'_, '_> {
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
    pub(super) fn table(&mut self, table: &Table, frame: Frame) -> Vec<Slab> {
        let element = self.tree.add(Role::Table, frame.parent);
        let mut slabs = self.caption(&table.id, &table.caption, frame.in_element(element));
        let mut head = table.head.iter().any(|cell| !cell.is_empty()).then(|| {
            let head = self.tree.add(Role::TableHead, element);
            self.draft_head(table, frame.in_element(head))
        });
        let body = self.tree.add(Role::TableBody, element);
        let mut drafts: Vec<Draft<'_, 's>> =
            table.rows.iter().map(|row| self.draft(table, row, frame.in_element(body))).collect();
        self.align_decimals(table, &mut drafts);
        let mut wishes = self.wishes(table, head.iter().chain(&drafts));
        leave_room_to_write(table, &mut wishes, frame.width);
        let factor = widths::shrunk(&wishes, frame.width, SMALL.size + 2.0 * SIDE + 0.1);
        if factor < 1.0 {
            self.cramped.push(Cramped::new(table, factor));
            head = head.map(|draft| draft.resized(factor));
            drafts = drafts.into_iter().map(|draft| draft.resized(factor)).collect();
            wishes.iter_mut().for_each(|wish| *wish = wish.resized(factor));
        }
        let side = SIDE * factor;
        let naturals: Vec<Vec<f64>> = drafts.iter().filter_map(|draft| self.naturals(draft, side)).collect();
        let columns = widths::shortest(&wishes, &naturals, frame.width);

        let mut heads = head.map_or_else(Vec::new, |draft| self.rows(draft, &columns, side, frame));
        hold(&mut heads);
        let mut running = self.running_head(table, &heads, side, frame);
        let kinds: Vec<RowKind> = table.rows.iter().map(|row| row.kind).collect();
        let mut rows = Vec::new();
        for (at, draft) in drafts.into_iter().enumerate() {
            let mut parts = self.rows(draft, &columns, side, frame);
            if let Some(last) = parts.last_mut() {
                let firm = kept_with_next(&kinds, at);
                last.keep = firm || better_with_next(&kinds, at);
                last.loose = last.keep && !firm;
            }
            for part in &mut parts {
                part.header = running.above(&table.rows[at], self);
            }
            rows.append(&mut parts);
        }
        let height: f64 = rows.iter().map(|row: &Slab| row.height).sum();
        if height < self.area.height * WHOLE_TABLE {
            let last = rows.len().saturating_sub(1);
            hold_if_possible(&mut rows[..last]);
        }
        slabs.append(&mut heads);
        slabs.append(&mut rows);
        if let Some(first) = slabs.first_mut().filter(|_| !table.id.is_empty()) {
            first.places.push(table.id.clone());
        }
        slabs
    }

    /// The words above a table or a figure, after its number.
    pub(super) fn caption(&mut self, id: &str, caption: &[Inline], frame: Frame) -> Vec<Slab> {
        if caption.is_empty() {
            return Vec::new();
        }
        let frame = Frame { strong: true, colour: self.palette().ink, ..frame.display() };
        let span = frame.span(self.tree.add(Role::Caption, frame.parent));
        let mut words = Words::default();
        if let Some(label) = self.document.labels.get(id) {
            words.push(&format!("{label}\u{2002}"), Span { colour: self.palette().accent, ..span });
        }
        let words = self.read_after(words, caption, span);
        let mut slabs = self.lines(words, frame);
        hold(&mut slabs);
        if let Some(last) = slabs.last_mut() {
            last.height += 3.0;
        }
        slabs
    }

    fn draft_head(&mut self, table: &Table, frame: Frame) -> Draft<'static, 's> {
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
            cells.push(Cell { frame, content: self.text_content(content, frame), after: 0.0 });
        }
        Draft { kind: None, cells, tones: &[] }
    }

    fn draft<'a>(&mut self, table: &Table, row: &'a Row, frame: Frame) -> Draft<'a, 's> {
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
            cells.push(Cell { frame, content, after: 0.0 });
        }
        Draft { kind: Some(row.kind), cells, tones: &row.tones }
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

    fn wishes<'d>(&self, table: &Table, drafts: impl Iterator<Item = &'d Draft<'d, 's>>) -> Vec<Wish>
    where
        's: 'd,
    {
        let mut wishes: Vec<Wish> = table
            .columns
            .iter()
            .map(|column| Wish { least: 0.0, most: 0.0, grows: column.align != Align::End })
            .collect();
        for draft in drafts.filter(|draft| draft.kind != Some(RowKind::Group)) {
            for (cell, wish) in draft.cells.iter().zip(&mut wishes) {
                let (least, most) = match &cell.content {
                    Content::Text(paragraph) => (paragraph.widest_word(), paragraph.natural()),
                    Content::Blocks(blocks) => self.extent(blocks, cell.frame),
                };
                let (least, most) = (least + cell.after, most + cell.after);
                // Figures are never broken; their heading may be.
                let figures = draft.kind.is_some() && !wish.grows && most < 160.0;
                let least = if figures { most } else { least };
                // A breath more, so that rounding breaks no line that fits.
                wish.least = wish.least.max(least + 2.0 * SIDE + 0.1);
                wish.most = wish.most.max(most + 2.0 * SIDE + 0.1);
            }
        }
        wishes
    }

    /// Width of each cell on one line, its sides included; groups have no columns.
    fn naturals(&self, draft: &Draft<'_, 's>, side: f64) -> Option<Vec<f64>> {
        let cell = |cell: &Cell<'_, 's>| {
            let natural = match &cell.content {
                Content::Text(paragraph) => paragraph.natural(),
                // Its blocks stand one below the other.
                Content::Blocks(blocks) => {
                    blocks.iter().map(|block| self.extent(std::slice::from_ref(block), cell.frame).1).sum()
                }
            };
            natural + cell.after + 2.0 * side
        };
        let group = draft.kind == Some(RowKind::Group);
        (!group).then(|| draft.cells.iter().map(cell).collect())
    }

    /// Width of the widest word and of the widest paragraph of a cell with several blocks.
    fn extent(&self, blocks: &[Block], frame: Frame) -> (f64, f64) {
        let style = frame.span(0).style;
        let width = |text: &str| self.shaper.width(text, style, frame.scale.size);
        let mut extent = (0.0_f64, 0.0_f64);
        for block in blocks {
            let (least, most) = match block {
                Block::Paragraph(content) | Block::Heading { content, .. } => {
                    let text = text::plain(content);
                    let words = text.split_ascii_whitespace().map(width);
                    (words.fold(0.0, f64::max), width(&text))
                }
                Block::List { items, .. } => {
                    let inner = items.iter().map(|item| self.extent(&item.blocks, frame));
                    let (least, most) = inner.fold((0.0_f64, 0.0_f64), |a, b| (a.0.max(b.0), a.1.max(b.1)));
                    let indent = frame.scale.size * 1.6;
                    (least + indent, most + indent)
                }
                _ => (60.0, 200.0),
            };
            extent = (extent.0.max(least), extent.1.max(most));
        }
        extent
    }
}

/// A form is filled in by hand: columns that are mostly empty get most of the width.
fn leave_room_to_write(table: &Table, wishes: &mut [Wish], width: f64) {
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
        wishes[at].most = wishes[at].most.max(width * share);
        wishes[at].least = wishes[at].least.max(width * share);
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

/// The first row stays with the head because the head keeps it; here: a group's name with its first row and
/// a sum with the row above it.
fn kept_with_next(kinds: &[RowKind], at: usize) -> bool {
    kinds[at] == RowKind::Group || kinds.get(at + 1).is_some_and(sums)
}

/// Neither the first row nor the last two stand alone, and what follows a sum is read with it.
fn better_with_next(kinds: &[RowKind], at: usize) -> bool {
    let summed = at + 1 < kinds.len() && kinds[..=at].iter().any(sums);
    let long = kinds.len() > 5;
    // A group's name is no row of its own.
    let first = usize::from(kinds[0] == RowKind::Group);
    summed || at + 2 == kinds.len() || (long && (at == first || at + 3 == kinds.len()))
}

fn sums(kind: &RowKind) -> bool {
    matches!(kind, RowKind::Subtotal | RowKind::Total)
}
