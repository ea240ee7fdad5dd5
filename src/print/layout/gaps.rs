//! Between blocks: how much space, and which are kept on one page.

use bidwright_base::geometry::Pt;
use bidwright_document::tree::Block;

use super::{
    scale::{BODY, Scale},
    text,
};

/// Words that lead to a table or a list are kept on its page, and so is the small print under one.
pub(super) fn belongs(before: Option<&Block>, block: &Block) -> bool {
    match (before, block) {
        (Some(Block::Paragraph(_)), Block::Table(_)) | (Some(Block::Table(_)), Block::Fine(_)) => true,
        (Some(Block::Paragraph(words)), Block::List { .. }) => text::plain(words).trim_end().ends_with(':'),
        _ => false,
    }
}

/// Space between two blocks.
pub(super) fn gap(before: Option<&Block>, block: &Block, scale: Scale, nested: bool) -> Pt {
    let Some(before) = before else {
        return Pt::ZERO;
    };
    let share = scale.lead / BODY.lead;
    let above = match block {
        Block::Heading { level: 1, .. } => Pt(30.0),
        Block::Heading { level: 2, .. } if matches!(before, Block::Fine(_)) => Pt(13.0),
        Block::Heading { level: 2, .. } => Pt(19.0),
        Block::Heading { .. } => Pt(13.0),
        block if is_set_apart(block) => Pt(12.0),
        Block::Fine(_) if matches!(before, Block::Table(_)) => return Pt(5.0),
        Block::List { tight: true, .. } if nested => Pt(1.5),
        _ => Pt(6.5),
    };
    let below = match before {
        // A heading belongs to what follows it.
        Block::Heading { level: 1, .. } => return Pt(9.0) * share,
        Block::Heading { level: 2, .. } if matches!(block, Block::Fine(_)) => return Pt(3.0),
        Block::Heading { level: 2, .. } => return Pt(4.5) * share,
        Block::Heading { .. } => return Pt(2.5) * share,
        block if is_set_apart(block) => Pt(13.0),
        _ => Pt::ZERO,
    };
    below.max(above) * share
}

fn is_set_apart(block: &Block) -> bool {
    !matches!(
        block,
        Block::Heading { .. }
            | Block::Paragraph(_)
            | Block::List { .. }
            | Block::Definitions(_)
            | Block::Fine(_)
    )
}
