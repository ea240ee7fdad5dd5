//! The text inside a block: emphasis, links, quotation marks, and the images between words.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::{DEEPEST, Folder, flush};
use crate::compose::own_words::plain;
use crate::compose::template::escape::unescape;
use crate::tree::walk;
use crate::tree::{Block, Inline, Target};
use bidwright_base::locale::Locale;

impl Folder<'_, '_> {
    /// A paragraph; images in it become blocks of their own.
    pub(super) fn paragraph(&mut self, out: &mut Vec<Block>) {
        let mut content = Vec::new();
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::End(_) => break,
                Event::TaskListMarker(ticked) => self.task = Some(ticked),
                Event::Start(Tag::Image { dest_url, title, .. }) => {
                    self.image(&dest_url, &title, &mut content, out);
                }
                event => self.inline(event, &range, &mut content),
            }
        }
        flush(&mut content, out);
    }

    /// An image, after the words before it. Its title is its caption: words, and no Markdown.
    pub(super) fn image(
        &mut self,
        source: &str,
        title: &str,
        before: &mut Vec<Inline>,
        out: &mut Vec<Block>,
    ) {
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
    pub(super) fn inlines(&mut self) -> Vec<Inline> {
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

    pub(super) fn inline(&mut self, event: Event<'_>, range: &Range<usize>, out: &mut Vec<Inline>) {
        match event {
            Event::Text(text) => {
                let quote = (range.len() == 1).then(|| self.quote(&text)).flatten();
                match quote {
                    Some(quote) => push_text(out, quote.encode_utf8(&mut [0; 4])),
                    None => push_text(out, &unescape(&text)),
                }
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
                        // Where a link leads is nobody's words.
                        out.push(link(&plain(&unescape(&dest_url)), mail, content));
                    }
                    // An image where only text is possible: its alternative text.
                    _ => out.extend(content),
                }
            }
            _ => {}
        }
    }

    /// The parser sets English quotation marks; other languages have their own. A single closing mark is left:
    /// it may be an apostrophe.
    fn quote(&self, text: &str) -> Option<char> {
        let [opening, closing, single, _] = self.locale.quotes();
        match text {
            "“" => Some(opening),
            "”" => Some(closing),
            "‘" if self.locale != Locale::Swiss => Some(single),
            _ => None,
        }
    }
}

pub(super) fn is_inline(tag: &Tag<'_>) -> bool {
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

/// Takes away the blank before an image.
fn trim_end(content: &mut [Inline]) {
    if let Some(Inline::Text(text)) = content.last_mut() {
        text.truncate(text.trim_end_matches(' ').len());
    }
}

/// Takes away the blank after an image.
pub(super) fn trim_start(content: &mut [Inline]) {
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

/// A link; `lang:de` leads nowhere and names the language of its words.
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
