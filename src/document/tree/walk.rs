//! Walks over what a document holds.

use super::{Block, Inline};

/// Visits every list of blocks, outermost first, `blocks` itself included.
pub(crate) fn block_lists(blocks: &mut Vec<Block>, visit: &mut impl FnMut(&mut Vec<Block>)) {
    visit(blocks);
    for block in blocks {
        match block {
            Block::List { items, .. } => {
                for item in items {
                    block_lists(&mut item.blocks, visit);
                }
            }
            Block::Quote(inner) | Block::Fine(inner) | Block::Callout { blocks: inner, .. } => {
                block_lists(inner, visit);
            }
            Block::Definitions(rows) => {
                for (_, inner) in rows {
                    block_lists(inner, visit);
                }
            }
            Block::Table(table) => {
                for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
                    block_lists(cell, visit);
                }
            }
            _ => {}
        }
    }
}

/// Visits every block in reading order.
pub fn in_order(blocks: &[Block], visit: &mut impl FnMut(&Block)) {
    for block in blocks {
        visit(block);
        match block {
            Block::List { items, .. } => items.iter().for_each(|item| in_order(&item.blocks, visit)),
            Block::Quote(inner) | Block::Fine(inner) | Block::Callout { blocks: inner, .. } => {
                in_order(inner, visit)
            }
            Block::Definitions(rows) => rows.iter().for_each(|(_, inner)| in_order(inner, visit)),
            Block::Table(table) => {
                table.rows.iter().flat_map(|row| &row.cells).for_each(|cell| in_order(cell, visit));
            }
            _ => {}
        }
    }
}

/// Visits every list of inlines, in reading order, outermost first.
pub(crate) fn inline_lists(blocks: &mut Vec<Block>, visit: &mut impl FnMut(&mut Vec<Inline>)) {
    for block in blocks {
        match block {
            Block::Heading { content, .. } | Block::Paragraph(content) => inlines(content, visit),
            Block::List { items, .. } => {
                for item in items {
                    inline_lists(&mut item.blocks, visit);
                }
            }
            Block::Quote(inner) | Block::Fine(inner) => inline_lists(inner, visit),
            Block::Callout { title, blocks, .. } => {
                inlines(title, visit);
                inline_lists(blocks, visit);
            }
            Block::Definitions(rows) => {
                for (term, inner) in rows {
                    inlines(term, visit);
                    inline_lists(inner, visit);
                }
            }
            Block::Table(table) => {
                inlines(&mut table.caption, visit);
                for head in &mut table.head {
                    inlines(head, visit);
                }
                for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
                    inline_lists(cell, visit);
                }
            }
            Block::Figure(figure) => inlines(&mut figure.caption, visit),
            Block::Image { caption, .. } => inlines(caption, visit),
            Block::Code(_)
            | Block::Rule
            | Block::PageBreak
            | Block::Flow(_)
            | Block::KeyFigures(_)
            | Block::Signatures(_) => {}
        }
    }
}

fn inlines(content: &mut Vec<Inline>, visit: &mut impl FnMut(&mut Vec<Inline>)) {
    visit(content);
    for inline in content {
        match inline {
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Struck(inner) => inlines(inner, visit),
            Inline::Link { content, .. } | Inline::Foreign { content, .. } => inlines(content, visit),
            Inline::Text(_) | Inline::Code(_) | Inline::Note(_) | Inline::Break => {}
        }
    }
}

/// The words alone.
#[must_use]
pub fn plain(content: &[Inline]) -> String {
    let mut out = String::new();
    for inline in content {
        match inline {
            Inline::Text(text) | Inline::Code(text) => out.push_str(text),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Struck(inner) => {
                out.push_str(&plain(inner));
            }
            Inline::Link { content, .. } | Inline::Foreign { content, .. } => out.push_str(&plain(content)),
            Inline::Break => out.push(' '),
            Inline::Note(_) => {}
        }
    }
    out
}
