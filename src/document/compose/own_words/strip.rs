//! Marks in a document: put around what is read as somebody's own, and taken out of the whole at the end.

use super::{own, plain};
use crate::tree::walk;
use crate::tree::{Block, Chart, Document, Inline, Target};

/// Marks every text of some blocks.
pub(crate) fn mark_blocks(blocks: &mut Vec<Block>) {
    each(blocks, &mut |text| *text = own(text));
}

/// Takes every mark out of a document.
pub(crate) fn strip(document: &mut Document) {
    let mut strip = |text: &mut String| {
        if let std::borrow::Cow::Owned(alone) = plain(text) {
            *text = alone;
        }
    };
    let meta = &mut document.meta;
    [
        &mut meta.title,
        &mut meta.kind,
        &mut meta.customer,
        &mut meta.author,
        &mut meta.reference,
        &mut meta.footer,
    ]
    .into_iter()
    .for_each(&mut strip);
    if let Some(cover) = &mut document.cover {
        [&mut cover.kicker, &mut cover.title, &mut cover.subtitle].into_iter().for_each(&mut strip);
        for (label, value) in &mut cover.facts {
            strip(label);
            strip(value);
        }
    }
    each(&mut document.blocks, &mut strip);
    document.notes.iter_mut().for_each(|note| each(note, &mut strip));
}

/// Visits every text of some blocks.
fn each(blocks: &mut Vec<Block>, visit: &mut impl FnMut(&mut String)) {
    walk::inline_lists(blocks, &mut |content| {
        for inline in content {
            match inline {
                Inline::Text(text) | Inline::Code(text) => visit(text),
                // Where a link leads is no text to be read.
                Inline::Link { to: Target::Uri(to) | Target::Id(to), .. } => *to = plain(to).into_owned(),
                Inline::Emphasis(_) | Inline::Strong(_) | Inline::Struck(_) => {}
                Inline::Foreign { .. } | Inline::Note(_) | Inline::Break => {}
            }
        }
    });
    walk::block_lists(blocks, &mut |list| list.iter_mut().for_each(|block| beside(block, visit)));
}

/// Visits the texts of a block that are no inlines.
fn beside(block: &mut Block, visit: &mut impl FnMut(&mut String)) {
    match block {
        Block::Heading { id, .. } => visit(id),
        Block::Code(text) => visit(text),
        Block::KeyFigures(figures) => {
            for one in figures {
                [&mut one.label, &mut one.value, &mut one.remark].into_iter().for_each(&mut *visit);
            }
        }
        Block::Signatures(parties) => {
            for party in parties {
                visit(&mut party.party);
                for (label, value) in &mut party.lines {
                    visit(label);
                    visit(value);
                }
            }
        }
        Block::Table(table) => visit(&mut table.id),
        Block::Figure(figure) => {
            visit(&mut figure.id);
            visit(&mut figure.alt);
            chart(&mut figure.chart, visit);
        }
        Block::Image { id, source, alt, .. } => [id, source, alt].into_iter().for_each(visit),
        Block::Paragraph(_)
        | Block::List { .. }
        | Block::Quote(_)
        | Block::Fine(_)
        | Block::Callout { .. }
        | Block::Definitions(_)
        | Block::Rule
        | Block::PageBreak
        | Block::Flow(_) => {}
    }
}

fn chart(chart: &mut Chart, visit: &mut impl FnMut(&mut String)) {
    match chart {
        Chart::Gantt(gantt) => {
            gantt.rows.iter_mut().for_each(|row| visit(&mut row.label));
            gantt.lines.iter_mut().for_each(|(_, label)| visit(label));
        }
        Chart::Waterfall(waterfall) => {
            for step in &mut waterfall.steps {
                [&mut step.label, &mut step.words].into_iter().for_each(&mut *visit);
            }
            visit(&mut waterfall.unit);
        }
        Chart::Ranges(ranges) => {
            for row in &mut ranges.rows {
                [&mut row.label, &mut row.words, &mut row.more].into_iter().for_each(&mut *visit);
            }
            [&mut ranges.unit, &mut ranges.bar, &mut ranges.mark].into_iter().for_each(visit);
        }
        Chart::Chances(chances) => {
            for row in &mut chances.rows {
                visit(&mut row.label);
                row.chances.iter_mut().for_each(|chance| visit(&mut chance.words));
            }
            [&mut chances.upper, &mut chances.lower, &mut chances.whisker].into_iter().for_each(visit);
        }
        Chart::SCurve(curve) => {
            for one in &mut curve.curves {
                visit(&mut one.name);
                one.marks.iter_mut().for_each(|(.., name)| visit(name));
            }
            curve.ticks.iter_mut().chain(&mut curve.limit).for_each(|(_, name)| visit(name));
            visit(&mut curve.unit);
        }
        Chart::Frontier(frontier) => {
            for point in &mut frontier.named {
                [&mut point.name, &mut point.cost_words, &mut point.chance_words]
                    .into_iter()
                    .for_each(&mut *visit);
            }
            [&mut frontier.cost, &mut frontier.chance].into_iter().for_each(visit);
        }
        Chart::Payments(payments) => {
            payments.paid.iter_mut().for_each(|(.., words)| visit(words));
            [&mut payments.paid_name, &mut payments.done_name].into_iter().for_each(visit);
        }
        Chart::Heat(heat) => {
            let titles = [&mut heat.column_title, &mut heat.row_title];
            titles.into_iter().chain(&mut heat.weights).for_each(&mut *visit);
            for (name, cells) in &mut heat.rows {
                visit(name);
                cells.iter_mut().flatten().for_each(&mut *visit);
            }
        }
    }
}
