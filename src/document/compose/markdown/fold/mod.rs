//! Folds Markdown into blocks: CommonMark with tables, footnotes, strike-through, task lists,
//! definition lists, alerts, heading attributes and smart punctuation. Raw HTML is shown as text.

mod containers;
mod inlines;

use std::collections::HashMap;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, OffsetIter, Options, Parser, Tag};

use crate::compose::template::escape::unescape;
use crate::tree::{Block, Inline};
use bidwright_base::locale::Locale;
use containers::callout;
use inlines::{is_inline, trim_start};

/// Containers deeper than this are opened up: text is kept, its nesting is not. Whoever reads a
/// document may then walk it by recursion.
const DEEPEST: usize = 24;

fn options() -> Options {
    verbatim() | Options::ENABLE_SMART_PUNCTUATION
}

/// Without quotes and dashes set by the parser.
fn verbatim() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
}

/// Footnotes of a document while it is put together, in the order in which they were met.
#[derive(Debug, Default)]
pub(crate) struct Notes(pub(crate) Vec<Option<Vec<Block>>>);

impl Notes {
    fn open(&mut self) -> usize {
        self.0.push(None);
        self.0.len() - 1
    }
}

/// What becomes of fenced blocks.
pub(crate) trait Fences {
    /// The blocks in place of a fence with this info string and body, under a heading of `level`;
    /// `None` leaves it as code.
    fn fence(&mut self, info: &str, body: &str, level: u8, notes: &mut Notes) -> Option<Vec<Block>>;
}

/// Leaves every fence as code: for text that is not a template's.
pub(crate) struct AsWritten;

impl Fences for AsWritten {
    fn fence(&mut self, _: &str, _: &str, _: u8, _: &mut Notes) -> Option<Vec<Block>> {
        None
    }
}

/// Folds a text. Headings have their explicit id or an empty one, links to `#id` are not yet looked up,
/// and notes count as they were met: all three are settled once the document is whole.
pub(crate) fn fold(markdown: &str, locale: Locale, fences: &mut dyn Fences, notes: &mut Notes) -> Vec<Block> {
    fold_with(options(), markdown, locale, fences, notes)
}

/// Folds a text of somebody else: every fence is code, and no character is set as another.
pub(crate) fn fold_verbatim(markdown: &str, locale: Locale, notes: &mut Notes) -> Vec<Block> {
    fold_with(verbatim(), markdown, locale, &mut AsWritten, notes)
}

fn fold_with(
    options: Options,
    markdown: &str,
    locale: Locale,
    fences: &mut dyn Fences,
    notes: &mut Notes,
) -> Vec<Block> {
    let mut folder = Folder {
        events: Parser::new_ext(markdown, options).into_offset_iter(),
        locale,
        fences,
        notes,
        labels: HashMap::new(),
        depth: 0,
        opened_up: 0,
        task: None,
        spaced: false,
        level: 0,
    };
    folder.blocks()
}

/// Folds a line into its inlines.
pub(crate) fn fold_line(markdown: &str, locale: Locale) -> Vec<Inline> {
    let mut blocks = fold(markdown, locale, &mut AsWritten, &mut Notes::default());
    match blocks.as_mut_slice() {
        [Block::Paragraph(content)] => std::mem::take(content),
        _ => vec![Inline::Text(unescape(markdown).into_owned())],
    }
}

struct Folder<'a, 'f> {
    events: OffsetIter<'a>,
    locale: Locale,
    fences: &'f mut dyn Fences,
    notes: &'f mut Notes,
    labels: HashMap<String, usize>,
    depth: usize,
    /// Containers opened up and not yet ended.
    opened_up: usize,
    /// The box of the item being read.
    task: Option<bool>,
    /// Whether the item being read has paragraphs of its own.
    spaced: bool,
    /// Of the last heading.
    level: u8,
}

impl Folder<'_, '_> {
    /// Blocks up to the end of the container.
    fn blocks(&mut self) -> Vec<Block> {
        self.depth += 1;
        let mut out = Vec::new();
        // The text of a tight item is in no paragraph.
        let mut loose = Vec::new();
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::End(_) if self.opened_up > 0 => self.opened_up -= 1,
                Event::End(_) => break,
                Event::Start(tag) if !is_inline(&tag) => {
                    flush(&mut loose, &mut out);
                    self.block(tag, &mut out);
                }
                Event::Rule => {
                    flush(&mut loose, &mut out);
                    out.push(Block::Rule);
                }
                Event::TaskListMarker(ticked) => self.task = Some(ticked),
                Event::Start(Tag::Image { dest_url, title, .. }) => {
                    self.image(&dest_url, &title, &mut loose, &mut out);
                }
                event => self.inline(event, &range, &mut loose),
            }
        }
        flush(&mut loose, &mut out);
        self.depth -= 1;
        out
    }

    /// The block that a tag starts, to its end.
    fn block(&mut self, tag: Tag<'_>, out: &mut Vec<Block>) {
        let nests = matches!(
            tag,
            Tag::BlockQuote(_)
                | Tag::List(_)
                | Tag::Item
                | Tag::FootnoteDefinition(_)
                | Tag::DefinitionList
                | Tag::DefinitionListTitle
                | Tag::DefinitionListDefinition
        );
        if nests && self.depth >= DEEPEST {
            self.opened_up += 1;
            return;
        }
        match tag {
            Tag::Paragraph => {
                self.spaced = true;
                self.paragraph(out);
            }
            Tag::Heading { level, id, classes, .. } => {
                self.level = number(level);
                let numbered = !classes.iter().any(|class| &**class == "unnumbered");
                let content = self.inlines();
                out.push(Block::Heading {
                    level: number(level),
                    id: id.map_or_else(String::new, |id| unescape(&id).into_owned()),
                    numbered,
                    content,
                });
            }
            Tag::BlockQuote(None) => {
                let blocks = self.blocks();
                out.push(Block::Quote(blocks));
            }
            Tag::BlockQuote(Some(kind)) => {
                let blocks = self.blocks();
                out.push(callout(kind, blocks, self.locale));
            }
            Tag::CodeBlock(kind) => self.code(&kind, out),
            Tag::HtmlBlock => {
                let html = self.text();
                out.push(Block::Paragraph(vec![Inline::Text(html.trim().to_owned())]));
            }
            Tag::List(start) => out.push(self.list(start)),
            Tag::FootnoteDefinition(label) => {
                let note = self.note(&label);
                let blocks = self.blocks();
                self.notes.0[note] = Some(blocks);
            }
            Tag::DefinitionList => out.push(self.definitions()),
            Tag::Table(alignments) => out.push(self.table(&alignments)),
            // What occurs only inside one of the above, or is not switched on.
            _ => out.extend(self.blocks()),
        }
    }

    fn code(&mut self, kind: &CodeBlockKind<'_>, out: &mut Vec<Block>) {
        let body = self.text();
        if let CodeBlockKind::Fenced(info) = kind
            && let Some(blocks) = self.fences.fence(info.trim(), &body, self.level, self.notes)
        {
            out.extend(blocks);
            return;
        }
        out.push(Block::Code(unescape(body.trim_end_matches('\n')).into_owned()));
    }

    /// Text up to the end of what holds it, values still escaped.
    fn text(&mut self) -> String {
        let mut out = String::new();
        for (event, _) in self.events.by_ref() {
            match event {
                Event::End(_) => break,
                Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => out.push_str(&text),
                _ => {}
            }
        }
        out
    }

    /// Index of the note with this label.
    fn note(&mut self, label: &str) -> usize {
        if let Some(&at) = self.labels.get(label) {
            return at;
        }
        let at = self.notes.open();
        self.labels.insert(label.to_owned(), at);
        at
    }
}

fn number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

fn flush(loose: &mut Vec<Inline>, out: &mut Vec<Block>) {
    if matches!(out.last(), Some(Block::Image { .. })) {
        trim_start(loose);
    }
    let blank = |inline: &Inline| matches!(inline, Inline::Text(text) if text.chars().all(|c| c == ' '));
    if loose.iter().all(blank) {
        loose.clear();
    } else {
        out.push(Block::Paragraph(std::mem::take(loose)));
    }
}

#[cfg(test)]
mod tests;
