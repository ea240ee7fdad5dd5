//! Folds Markdown into blocks: CommonMark with tables, footnotes, strike-through, task lists,
//! definition lists, alerts, heading attributes and smart punctuation. Raw HTML is shown as text.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{
    Alignment, BlockQuoteKind, CodeBlockKind, Event, HeadingLevel, OffsetIter, Options, Parser, Tag,
};

use crate::compose::template::escape::unescape;
use crate::tree::walk;
use crate::tree::{Align, Block, Callout, Column, Inline, Item, Row, RowKind, Table, Target};
use bidwright_base::locale::{Locale, Message};

/// Containers deeper than this are opened up: text is kept, its nesting is not. Whoever reads a
/// document may then walk it by recursion.
const DEEPEST: usize = 24;

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION
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
    let mut folder = Folder {
        events: Parser::new_ext(markdown, options()).into_offset_iter(),
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

/// Folds a line into what stands in it.
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
        // The text of a tight item stands in no paragraph.
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
                    self.picture(&dest_url, &title, &mut loose, &mut out);
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
            // What only stands inside one of the above, or is not switched on.
            _ => out.extend(self.blocks()),
        }
    }

    /// A paragraph; pictures in it stand by themselves.
    fn paragraph(&mut self, out: &mut Vec<Block>) {
        let mut content = Vec::new();
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::End(_) => break,
                Event::TaskListMarker(ticked) => self.task = Some(ticked),
                Event::Start(Tag::Image { dest_url, title, .. }) => {
                    self.picture(&dest_url, &title, &mut content, out);
                }
                event => self.inline(event, &range, &mut content),
            }
        }
        flush(&mut content, out);
    }

    /// A picture, after the words before it. Its title is its caption: words, and no Markdown.
    fn picture(&mut self, source: &str, title: &str, before: &mut Vec<Inline>, out: &mut Vec<Block>) {
        trim_end(before);
        flush(before, out);
        let title: Vec<&str> = title.split_whitespace().collect();
        let caption = unescape(&title.join(" ")).into_owned();
        out.push(Block::Image {
            id: String::new(),
            source: unescape(source).into_owned(),
            alt: walk::plain(&self.inlines()).trim().to_owned(),
            caption: if caption.is_empty() { Vec::new() } else { vec![Inline::Text(caption)] },
            image: None,
        });
    }

    /// Inlines up to the end of what holds them.
    fn inlines(&mut self) -> Vec<Inline> {
        let mut out = Vec::new();
        let opened_up = std::mem::take(&mut self.opened_up);
        self.depth += 1;
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::End(_) if self.opened_up > 0 => self.opened_up -= 1,
                Event::End(_) => break,
                event => self.inline(event, &range, &mut out),
            }
        }
        self.depth -= 1;
        self.opened_up = opened_up;
        out
    }

    fn inline(&mut self, event: Event<'_>, range: &Range<usize>, out: &mut Vec<Inline>) {
        match event {
            Event::Text(text) => {
                let quote = (range.len() == 1).then(|| self.quote(&text)).flatten();
                push_text(out, quote.unwrap_or(&unescape(&text)));
            }
            Event::Code(text) => out.push(Inline::Code(unescape(&text).into_owned())),
            Event::Html(text) | Event::InlineHtml(text) => push_text(out, &unescape(&text)),
            Event::SoftBreak => push_text(out, " "),
            Event::HardBreak => out.push(Inline::Break),
            Event::FootnoteReference(label) => {
                let note = self.note(&label);
                out.push(Inline::Note(note));
            }
            Event::Start(_) if self.depth >= 2 * DEEPEST => self.opened_up += 1,
            Event::Start(tag) => {
                let content = self.inlines();
                match tag {
                    Tag::Emphasis => out.push(Inline::Emphasis(content)),
                    Tag::Strong => out.push(Inline::Strong(content)),
                    Tag::Strikethrough => out.push(Inline::Struck(content)),
                    Tag::Link { dest_url, link_type, .. } => {
                        let mail = matches!(link_type, pulldown_cmark::LinkType::Email);
                        out.push(link(&unescape(&dest_url), mail, content));
                    }
                    // A picture where no picture can stand: what it shows.
                    _ => out.extend(content),
                }
            }
            _ => {}
        }
    }

    /// The parser sets English quotation marks; a German text has its own.
    fn quote(&self, text: &str) -> Option<&'static str> {
        let german = self.locale == Locale::German;
        match text {
            "“" if german => Some("„"),
            "”" if german => Some("“"),
            "‘" if german => Some("‚"),
            "“" if self.locale == Locale::Swiss => Some("«"),
            "”" if self.locale == Locale::Swiss => Some("»"),
            _ => None,
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

    fn list(&mut self, start: Option<u64>) -> Block {
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

    fn definitions(&mut self) -> Block {
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

    fn table(&mut self, alignments: &[Alignment]) -> Block {
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

fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. }
    )
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

/// Takes away the blank before a picture.
fn trim_end(content: &mut [Inline]) {
    if let Some(Inline::Text(text)) = content.last_mut() {
        text.truncate(text.trim_end_matches(' ').len());
    }
}

/// Takes away the blank after a picture.
fn trim_start(content: &mut [Inline]) {
    if let Some(Inline::Text(text)) = content.first_mut() {
        *text = text.trim_start_matches(' ').to_owned();
    }
}

fn push_text(out: &mut Vec<Inline>, more: &str) {
    match out.last_mut() {
        Some(Inline::Text(text)) => text.push_str(more),
        _ => out.push(Inline::Text(more.to_owned())),
    }
}

/// A link; `lang:de` leads nowhere and says what language its words are in.
fn link(destination: &str, mail: bool, content: Vec<Inline>) -> Inline {
    if let Some(language) = destination.strip_prefix("lang:").filter(|tag| is_language(tag)) {
        return Inline::Foreign { language: language.to_owned(), content };
    }
    let to = match destination.strip_prefix('#') {
        Some(id) => Target::Id(id.to_owned()),
        None if mail => Target::Uri(format!("mailto:{destination}")),
        None => Target::Uri(destination.to_owned()),
    };
    Inline::Link { to, content }
}

/// Whether a text has the form of a BCP 47 tag.
fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let main = parts.next().unwrap_or_default();
    (2..=3).contains(&main.len())
        && main.bytes().all(|byte| byte.is_ascii_alphabetic())
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}

/// An alert; its own first line in bold is its title, else the name of its kind.
fn callout(kind: BlockQuoteKind, mut blocks: Vec<Block>, locale: Locale) -> Block {
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

#[cfg(test)]
mod tests;
