//! Writes a document as Markdown that folds back into the same text: for golden files and for readers
//! who want plain text. Tables are pipe tables; what Markdown has no syntax for is described in words.

mod escape;
#[cfg(test)]
mod tests;

use std::fmt::Write;

use super::chart_table;
use crate::tree::walk::{block_lists, plain};
use crate::tree::{Align, Block, Callout, Document, Flow, Inline, Item, RowKind, Table, Target};
use bidwright_base::locale::Locale;
pub(super) use escape::text;

/// The document as Markdown: cover, text, notes.
#[must_use]
pub fn markdown(document: &Document) -> String {
    let mut out = String::new();
    if let Some(word) = &document.meta.watermark {
        paragraph(&mut out, &format!("**{}**", text(word)));
    }
    if let Some(cover) = &document.cover {
        paragraph(&mut out, &text(&cover.kicker));
        paragraph(&mut out, &format!("# {}", text(&cover.title)));
        if !cover.subtitle.is_empty() {
            paragraph(&mut out, &text(&cover.subtitle));
        }
        let facts: Vec<String> =
            cover.facts.iter().map(|(label, value)| format!("- {}: {}", text(label), text(value))).collect();
        paragraph(&mut out, &facts.join("\n"));
    }
    let locale = Locale::of(&document.meta.language);
    out.push_str(&written(&labelled(document), locale));
    for (at, note) in document.notes.iter().enumerate() {
        let label = format!("[^{}]: ", at + 1);
        out.push('\n');
        out.push_str(&indented(&written(note, locale), &label, "    "));
    }
    out
}

/// The blocks with the number of each heading, figure and table among its words.
fn labelled(document: &Document) -> Vec<Block> {
    let mut blocks = document.blocks.clone();
    block_lists(&mut blocks, &mut |list| {
        for block in list {
            let (id, content, after) = match block {
                Block::Heading { id, content, .. } => (id, content, " "),
                Block::Figure(figure) => (&mut figure.id, &mut figure.caption, ": "),
                Block::Table(table) => (&mut table.id, &mut table.caption, ": "),
                _ => continue,
            };
            if let Some(label) = document.labels.get(id) {
                content.insert(0, Inline::Text(format!("{label}{after}")));
            }
        }
    });
    blocks
}

fn paragraph(out: &mut String, words: &str) {
    if !words.is_empty() {
        out.push_str(words);
        out.push_str("\n\n");
    }
}

/// Blocks with an empty line between two, the heads of charts in English.
#[cfg(test)]
pub(crate) fn blocks(all: &[Block]) -> String {
    written(all, Locale::British)
}

/// Blocks with an empty line between two.
fn written(all: &[Block], locale: Locale) -> String {
    let all: Vec<String> = all.iter().map(|one| block(one, locale)).filter(|text| !text.is_empty()).collect();
    all.join("\n")
}

/// One block, with its last line ended.
fn block(block: &Block, locale: Locale) -> String {
    let mut out = match block {
        Block::Heading { level, id, content, .. } => {
            format!("{} {} {{#{id}}}", "#".repeat((*level).into()), inlines(content))
        }
        Block::Paragraph(content) => inlines(content),
        Block::List { start, tight, items } => return list(*start, *tight, items, locale),
        Block::Fine(inner) => return written(inner, locale),
        Block::Quote(inner) => return indented(&written(inner, locale), "> ", "> "),
        Block::Callout { kind, title, blocks: inner } => {
            let kind = match kind {
                Callout::Note => "NOTE",
                Callout::Important => "IMPORTANT",
                Callout::Caution => "CAUTION",
            };
            let inner = format!("[!{kind}]\n**{}**\n\n{}", inlines(title), written(inner, locale));
            return indented(&inner, "> ", "> ");
        }
        Block::Code(code) => {
            let fence = fence(code);
            format!("{fence}\n{code}\n{fence}")
        }
        Block::Definitions(rows) => {
            let row = |(term, meaning): &(Vec<Inline>, Vec<Block>)| {
                format!("{}\n\n{}", inlines(term), indented(&written(meaning, locale), ": ", "  "))
            };
            return rows.iter().map(row).collect::<Vec<_>>().join("\n");
        }
        Block::Rule => "* * *".to_owned(),
        Block::PageBreak => return "```page-break\n```\n".to_owned(),
        Block::Flow(flow) => {
            let name = match flow {
                Flow::Plain => "one-column",
                Flow::TwoColumns => "two-columns",
                Flow::Landscape => "landscape",
            };
            return format!("```{name}\n```\n");
        }
        Block::KeyFigures(figures) => {
            let figure = |f: &crate::tree::KeyFigure| {
                let remark =
                    if f.remark.is_empty() { String::new() } else { format!(" ({})", text(&f.remark)) };
                format!("- {}: **{}**{remark}", text(&f.label), text(&f.value))
            };
            figures.iter().map(figure).collect::<Vec<_>>().join("\n")
        }
        Block::Signatures(parties) => {
            let party = |party: &crate::tree::SignatureBlock| {
                let mut out = format!("**{}**\n", text(&party.party));
                for (label, value) in &party.lines {
                    let value =
                        if value.is_empty() { "\\_\\_\\_\\_\\_\\_\\_\\_".to_owned() } else { text(value) };
                    let _ = write!(out, "\n- {}: {value}", text(label));
                }
                out
            };
            parties.iter().map(party).collect::<Vec<_>>().join("\n\n")
        }
        Block::Table(table) => pipe_table(table, locale),
        Block::Figure(figure) => {
            format!("**{}**\n\n{}", inlines(&figure.caption), chart_table::table(&figure.chart, locale))
        }
        Block::Image { source, alt, caption, .. } => {
            let title = match plain(caption) {
                caption if caption.is_empty() => String::new(),
                caption => format!(" \"{}\"", text(&caption)),
            };
            format!("![{}](<{source}>{title})", text(alt))
        }
    };
    out.push('\n');
    out
}

fn list(start: Option<u64>, tight: bool, items: &[Item], locale: Locale) -> String {
    let mut out = Vec::new();
    for (at, item) in (0u64..).zip(items) {
        let mut mark = match start {
            Some(first) => format!("{}. ", first + at),
            None => "- ".to_owned(),
        };
        let indent = " ".repeat(mark.len());
        match item.task {
            Some(true) => mark.push_str("[x] "),
            Some(false) => mark.push_str("[ ] "),
            None => {}
        }
        // In a tight list, what belongs to an item follows without an empty line.
        let inner = if tight {
            item.blocks.iter().map(|one| block(one, locale)).collect()
        } else {
            written(&item.blocks, locale)
        };
        out.push(indented(&inner, &mark, &indent));
    }
    out.join(if tight { "" } else { "\n" })
}

/// Lines after `first`, the following ones after `rest`; empty lines stay empty.
fn indented(lines: &str, first: &str, rest: &str) -> String {
    if lines.is_empty() {
        return format!("{}\n", first.trim_end());
    }
    let mut out = String::new();
    for (at, line) in lines.lines().enumerate() {
        let lead = if at == 0 { first } else { rest };
        out.push_str(format!("{lead}{line}").trim_end());
        out.push('\n');
    }
    out
}

/// A fence longer than any in the code.
fn fence(code: &str) -> String {
    let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    "`".repeat((longest + 1).max(3))
}

fn pipe_table(table: &Table, locale: Locale) -> String {
    let mut out = String::new();
    if !table.caption.is_empty() {
        let _ = write!(out, "**{}**\n\n", inlines(&table.caption));
    }
    let heads: Vec<String> = if table.head.is_empty() {
        vec![String::new(); table.columns.len()]
    } else {
        table.head.iter().map(|head| cell(&inlines(head))).collect()
    };
    let _ = writeln!(out, "| {} |", heads.join(" | "));
    let rules = table.columns.iter().map(|column| match column.align {
        Align::Start => "---",
        Align::Centre => ":-:",
        Align::End => "--:",
    });
    let _ = write!(out, "| {} |", rules.collect::<Vec<_>>().join(" | "));
    for row in &table.rows {
        let mut cells: Vec<String> = row.cells.iter().map(|inner| cell(&written(inner, locale))).collect();
        cells.resize(table.columns.len(), String::new());
        if row.kind != RowKind::Body {
            for words in cells.iter_mut().filter(|words| !words.is_empty()) {
                *words = format!("**{words}**");
            }
        }
        let _ = write!(out, "\n| {} |", cells.join(" | "));
    }
    out
}

/// One line, for a cell of a pipe table.
fn cell(words: &str) -> String {
    let lines = words.lines().map(|line| line.trim_end_matches('\\').trim());
    let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
    lines.join(" ")
}

fn inlines(content: &[Inline]) -> String {
    let mut out = String::new();
    for inline in content {
        match inline {
            // After something else, the text is not at the start of a line.
            Inline::Text(words) if !out.is_empty() && !out.ends_with('\n') => {
                out.push_str(&text(&format!("x{words}"))[1..]);
            }
            Inline::Text(words) => out.push_str(&text(words)),
            Inline::Emphasis(inner) => marked(&mut out, "*", inner),
            Inline::Strong(inner) => marked(&mut out, "**", inner),
            Inline::Struck(inner) => marked(&mut out, "~~", inner),
            Inline::Code(code) => {
                let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or(0);
                let ticks = "`".repeat(longest + 1);
                let pad = if code.starts_with('`') || code.ends_with('`') { " " } else { "" };
                let _ = write!(out, "{ticks}{pad}{}{pad}{ticks}", code.replace('|', "\\|"));
            }
            Inline::Link { to, content } => {
                let to = match to {
                    Target::Uri(uri) => uri.clone(),
                    Target::Id(id) => format!("#{id}"),
                };
                let _ = write!(out, "[{}](<{}>)", inlines(content), to.replace(['<', '>', '\n'], ""));
            }
            Inline::Foreign { language, content } => {
                let _ = write!(out, "[{}](<lang:{language}>)", inlines(content));
            }
            Inline::Note(at) => {
                let _ = write!(out, "[^{}]", at + 1);
            }
            Inline::Break => out.push_str("\\\n"),
        }
    }
    out
}

/// Marks around words; an empty pair would be read as a rule.
fn marked(out: &mut String, mark: &str, inner: &[Inline]) {
    if !plain(inner).is_empty() {
        let _ = write!(out, "{mark}{}{mark}", inlines(inner));
    }
}
