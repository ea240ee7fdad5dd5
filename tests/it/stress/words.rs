//! Which words of a document its pages lack.

use std::collections::BTreeMap;

use bidwright_document::tree::{Block, Document, Inline, Table};
use bidwright_print::layout::pages::{Item, Pages, Role};

/// What is lost: of the text and of each note, the first word that is not found in its turn.
pub(super) fn lost(document: &Document, pages: &Pages) -> Vec<String> {
    let printed = printed(pages);
    let mut texts = vec![&document.blocks];
    texts.extend(&document.notes);
    let missed = texts.into_iter().filter_map(|blocks| {
        let mut expected = String::new();
        collect_words(blocks, &mut expected);
        first_lost(&expected, &printed)
    });
    missed.map(|(word, before)| format!("lost {word:?} after {before:?}")).collect()
}

/// The first word that does not follow the one before it, and that one. Labels that layout adds lie between.
fn first_lost(expected: &str, printed: &str) -> Option<(String, String)> {
    // From right to left, pieces of a line are in another order than they are read: only letters are counted.
    let mixed = expected.chars().any(|c| matches!(c, '\u{590}'..='\u{8ff}'));
    let mut words = printed.split_whitespace();
    let mut before = "";
    if mixed {
        let count = |text: &str| {
            let mut count = BTreeMap::new();
            text.split_whitespace().flat_map(str::chars).for_each(|c| *count.entry(c).or_insert(0) += 1);
            count
        };
        let there: BTreeMap<char, i32> = count(printed);
        let lost =
            count(expected).into_iter().find(|(c, times)| there.get(c).is_none_or(|more| more < times));
        return lost.map(|(c, _)| (c.to_string(), String::new()));
    }
    for word in expected.split_whitespace() {
        if !words.any(|printed| printed == word) {
            return Some((word.to_owned(), before.to_owned()));
        }
        before = word;
    }
    None
}

/// The words of the pages in reading order: block by block, and in each as it was printed.
fn printed(pages: &Pages) -> String {
    let inline = |role| matches!(role, Role::Link | Role::Reference | Role::Span);
    let mut texts = vec![String::new(); pages.elements.len()];
    for placed in pages.pages.iter().flat_map(|page| &page.items) {
        if let (Some(mut element), Item::Text(run)) = (placed.element, &placed.item) {
            while inline(pages.elements[element].role) {
                element = pages.elements[element].parent;
            }
            texts[element].push_str(&run.text);
        }
    }
    let mut all = String::new();
    let mut open = vec![0];
    while let Some(element) = open.pop() {
        all.push_str(&texts[element]);
        all.push(' ');
        open.extend(pages.elements[element].children.iter().rev());
    }
    bare(&all)
}

/// Without invisible characters: soft hyphens, controls, marks of direction, joiners.
fn bare(text: &str) -> String {
    let unseen = |c: char| {
        matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}')
            || (c.is_control() && !c.is_whitespace())
    };
    text.chars().filter(|c| !unseen(*c)).collect()
}

fn collect_words(blocks: &[Block], out: &mut String) {
    for block in blocks {
        match block {
            Block::Heading { content, .. } | Block::Paragraph(content) => line(content, out),
            Block::List { items, .. } => items.iter().for_each(|item| collect_words(&item.blocks, out)),
            Block::Fine(blocks) | Block::Quote(blocks) => collect_words(blocks, out),
            Block::Callout { title, blocks, .. } => {
                line(title, out);
                collect_words(blocks, out);
            }
            Block::Code(text) => word(text, out),
            Block::Definitions(entries) => {
                for (term, meaning) in entries {
                    line(term, out);
                    collect_words(meaning, out);
                }
            }
            Block::Table(table) => tell_table(table, out),
            Block::Image { source, alt, caption, .. } => {
                line(caption, out);
                word(if alt.is_empty() { source } else { alt }, out);
            }
            Block::Figure(figure) => line(&figure.caption, out),
            Block::Rule | Block::PageBreak | Block::Flow(_) | Block::KeyFigures(_) | Block::Signatures(_) => {
            }
        }
    }
}

fn tell_table(table: &Table, out: &mut String) {
    line(&table.caption, out);
    table.head.iter().for_each(|cell| line(cell, out));
    table.rows.iter().flat_map(|row| &row.cells).for_each(|cell| collect_words(cell, out));
}

fn line(content: &[Inline], out: &mut String) {
    let mut text = String::new();
    inlines(content, &mut text);
    word(&text, out);
}

fn word(text: &str, out: &mut String) {
    out.push_str(&bare(text));
    out.push('\n');
}

fn inlines(content: &[Inline], out: &mut String) {
    for inline in content {
        match inline {
            Inline::Text(text) | Inline::Code(text) => out.push_str(text),
            Inline::Emphasis(inner)
            | Inline::Strong(inner)
            | Inline::Struck(inner)
            | Inline::Link { content: inner, .. }
            | Inline::Foreign { content: inner, .. } => inlines(inner, out),
            // Its number is at the word.
            Inline::Note(at) => {
                out.truncate(out.trim_end_matches(' ').len());
                out.push_str(&(at + 1).to_string());
            }
            Inline::Break => out.push(' '),
        }
    }
}
