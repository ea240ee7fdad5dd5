//! Blocks that hold others: lists, definitions, tables, alerts.

use pulldown_cmark::{Alignment, BlockQuoteKind, Event, Tag};

use super::Folder;
use crate::tree::{Align, Block, Callout, Column, Inline, Item, Row, RowKind, Table};
use bidwright_base::locale::{Locale, Message};

impl Folder<'_, '_> {
    pub(super) fn list(&mut self, start: Option<u64>) -> Block {
        let outer = std::mem::take(&mut self.spaced);
        let mut items = Vec::new();
        let mut tight = true;
        while let Some((Event::Start(_), _)) = self.events.next() {
            self.spaced = false;
            let outer = self.task.take();
            let blocks = self.blocks();
            let task = std::mem::replace(&mut self.task, outer);
            tight &= !self.spaced;
            items.push(Item { task, blocks });
        }
        self.spaced = outer;
        Block::List { start, tight, items }
    }

    pub(super) fn definitions(&mut self) -> Block {
        let mut rows: Vec<(Vec<Inline>, Vec<Block>)> = Vec::new();
        while let Some((Event::Start(tag), _)) = self.events.next() {
            match (tag, rows.last_mut()) {
                (Tag::DefinitionListDefinition, Some((_, meaning))) => {
                    let mut more = self.blocks();
                    meaning.append(&mut more);
                }
                _ => {
                    let term = self.inlines();
                    rows.push((term, Vec::new()));
                }
            }
        }
        Block::Definitions(rows)
    }

    pub(super) fn table(&mut self, alignments: &[Alignment]) -> Block {
        let columns = alignments.iter().map(|align| Column {
            align: match align {
                Alignment::None | Alignment::Left => Align::Start,
                Alignment::Center => Align::Centre,
                Alignment::Right => Align::End,
            },
        });
        let mut table = Table {
            id: String::new(),
            caption: Vec::new(),
            columns: columns.collect(),
            head: Vec::new(),
            rows: Vec::new(),
        };
        while let Some((Event::Start(tag), _)) = self.events.next() {
            let mut cells = Vec::new();
            while let Some((Event::Start(_), _)) = self.events.next() {
                cells.push(self.inlines());
            }
            if matches!(tag, Tag::TableHead) {
                if !cells.iter().all(Vec::is_empty) {
                    table.head = cells;
                }
                continue;
            }
            let cell = |content: Vec<Inline>| {
                if content.is_empty() { Vec::new() } else { vec![Block::Paragraph(content)] }
            };
            let cells = cells.into_iter().map(cell).collect();
            table.rows.push(Row { kind: RowKind::Body, cells, tones: Vec::new() });
        }
        Block::Table(table)
    }
}

/// An alert; its own first line in bold is its title, else the name of its kind.
pub(super) fn callout(kind: BlockQuoteKind, mut blocks: Vec<Block>, locale: Locale) -> Block {
    let (kind, word) = match kind {
        BlockQuoteKind::Note => (Callout::Note, locale.text(Message::CalloutNote)),
        BlockQuoteKind::Tip => (Callout::Note, locale.text(Message::CalloutTip)),
        BlockQuoteKind::Important => (Callout::Important, locale.text(Message::CalloutImportant)),
        BlockQuoteKind::Warning => (Callout::Caution, locale.text(Message::CalloutWarning)),
        BlockQuoteKind::Caution => (Callout::Caution, locale.text(Message::CalloutCaution)),
    };
    let own = match blocks.first_mut() {
        Some(Block::Paragraph(content)) => match content.as_mut_slice() {
            [Inline::Strong(title)] => Some(std::mem::take(title)),
            _ => None,
        },
        _ => None,
    };
    if own.is_some() {
        blocks.remove(0);
    }
    Block::Callout { kind, title: own.unwrap_or_else(|| vec![Inline::Text(word)]), blocks }
}
