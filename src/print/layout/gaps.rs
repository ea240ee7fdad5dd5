//! What stands between blocks: how much space, and what is not parted by a page.

use bidwright_document::tree::Block;

use super::{
    scale::{BODY, Scale},
    text,
};

/// Words that lead to a table or a list stand on its page, and so does the small print under one.
pub(super) fn belongs(before: Option<&Block>, block: &Block) -> bool {
    match (before, block) {
        (Some(Block::Paragraph(_)), Block::Table(_)) | (Some(Block::Table(_)), Block::Fine(_)) => true,
        (Some(Block::Paragraph(words)), Block::List { .. }) => text::plain(words).trim_end().ends_with(':'),
        _ => false,
    }
}

/// Space between two blocks.
pub(super) fn gap(before: Option<&Block>, block: &Block, scale: Scale, nested: bool) -> f64 {
    let Some(before) = before else {
        return 0.0;
    };
    let share = scale.lead / BODY.lead;
    let above = match block {
        Block::Heading { level: 1, .. } => 30.0,
        Block::Heading { level: 2, .. } if matches!(before, Block::Fine(_)) => 13.0,
        Block::Heading { level: 2, .. } => 19.0,
        Block::Heading { .. } => 13.0,
        block if stands_apart(block) => 12.0,
        Block::Fine(_) if matches!(before, Block::Table(_)) => return 5.0,
        Block::List { tight: true, .. } if nested => 1.5,
        _ => 6.5,
    };
    let below = match before {
        // A heading belongs to what follows it.
        Block::Heading { level: 1, .. } => return 9.0 * share,
        Block::Heading { level: 2, .. } if matches!(block, Block::Fine(_)) => return 3.0,
        Block::Heading { level: 2, .. } => return 4.5 * share,
        Block::Heading { .. } => return 2.5 * share,
        block if stands_apart(block) => 13.0,
        _ => 0.0_f64,
    };
    below.max(above) * share
}

fn stands_apart(block: &Block) -> bool {
    !matches!(
        block,
        Block::Heading { .. }
            | Block::Paragraph(_)
            | Block::List { .. }
            | Block::Definitions(_)
            | Block::Fine(_)
    )
}
