//! Every text a reader of a document meets: prose, cells, captions, alternative texts, charts, front page.

use crate::tree::walk::plain;
use crate::tree::{Block, Chart, Document, Inline};

/// Visits every text of a document, each paragraph whole.
pub(crate) fn of(document: &Document, visit: &mut impl FnMut(&str)) {
    let meta = &document.meta;
    for text in [&meta.title, &meta.kind, &meta.customer, &meta.author, &meta.reference, &meta.footer] {
        visit(text);
    }
    meta.watermark.iter().for_each(|text| visit(text));
    if let Some(cover) = &document.cover {
        for text in [&cover.kicker, &cover.title, &cover.subtitle] {
            visit(text);
        }
        for (label, value) in &cover.facts {
            visit(label);
            visit(value);
        }
    }
    each(&document.blocks, visit);
    document.notes.iter().for_each(|note| each(note, visit));
}

/// Visits every text of some blocks.
pub(super) fn each(blocks: &[Block], visit: &mut impl FnMut(&str)) {
    for block in blocks {
        match block {
            Block::Heading { content, .. } | Block::Paragraph(content) => inlines(content, visit),
            Block::List { items, .. } => items.iter().for_each(|item| each(&item.blocks, visit)),
            Block::Quote(inner) | Block::Fine(inner) => each(inner, visit),
            Block::Callout { title, blocks, .. } => {
                inlines(title, visit);
                each(blocks, visit);
            }
            Block::Code(text) => visit(text),
            Block::Definitions(rows) => {
                for (term, meaning) in rows {
                    inlines(term, visit);
                    each(meaning, visit);
                }
            }
            Block::Rule | Block::PageBreak | Block::Flow(_) => {}
            Block::KeyFigures(figures) => {
                for figure in figures {
                    for text in [&figure.label, &figure.value, &figure.remark] {
                        visit(text);
                    }
                }
            }
            Block::Signatures(parties) => {
                for party in parties {
                    visit(&party.party);
                    party
                        .lines
                        .iter()
                        .for_each(|(label, value)| [label, value].into_iter().for_each(|text| visit(text)));
                }
            }
            Block::Table(table) => {
                inlines(&table.caption, visit);
                table.head.iter().for_each(|head| inlines(head, visit));
                table.rows.iter().flat_map(|row| &row.cells).for_each(|cell| each(cell, visit));
            }
            Block::Figure(figure) => {
                inlines(&figure.caption, visit);
                visit(&figure.alt);
                chart(&figure.chart, visit);
            }
            Block::Image { alt, caption, .. } => {
                inlines(caption, visit);
                visit(alt);
            }
        }
    }
}

fn inlines(content: &[Inline], visit: &mut impl FnMut(&str)) {
    if !content.is_empty() {
        visit(&plain(content));
    }
}

/// The words in a chart; its axes are drawn from its data.
fn chart(chart: &Chart, visit: &mut impl FnMut(&str)) {
    match chart {
        Chart::Gantt(gantt) => {
            gantt.rows.iter().for_each(|row| visit(&row.label));
            gantt.lines.iter().for_each(|(_, label)| visit(label));
        }
        Chart::Waterfall(waterfall) => {
            for step in &waterfall.steps {
                visit(&step.label);
                visit(&step.words);
            }
        }
        Chart::Ranges(ranges) => {
            for row in &ranges.rows {
                for text in [&row.label, &row.words, &row.more] {
                    visit(text);
                }
            }
        }
        Chart::Chances(chances) => {
            [&chances.upper, &chances.lower].into_iter().for_each(|name| visit(name));
            for row in &chances.rows {
                visit(&row.label);
                row.chances.iter().for_each(|chance| visit(&chance.words));
            }
        }
        Chart::SCurve(curve) => {
            for one in &curve.curves {
                visit(&one.name);
                one.marks.iter().for_each(|(.., name)| visit(name));
            }
            curve.ticks.iter().chain(&curve.limit).for_each(|(_, name)| visit(name));
        }
        Chart::Frontier(frontier) => {
            for point in &frontier.named {
                visit(&point.name);
                [&point.cost_words, &point.chance_words].into_iter().for_each(|words| visit(words));
            }
        }
        Chart::Payments(payments) => {
            [&payments.paid_name, &payments.done_name].into_iter().for_each(|name| visit(name));
            payments.paid.iter().for_each(|(.., words)| visit(words));
        }
        Chart::Heat(heat) => {
            let titles = [&heat.column_title, &heat.row_title];
            titles.into_iter().chain(&heat.weights).for_each(|name| visit(name));
            for (name, cells) in &heat.rows {
                visit(name);
                cells.iter().flatten().for_each(|id| visit(id));
            }
        }
    }
}
