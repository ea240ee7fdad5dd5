//! Numbers and what refers to them: headings count within headings, figures and tables through the whole
//! document, and a link without words of its own is given the name of what it leads to.

use std::collections::BTreeMap;

use super::walk::{in_order, inline_lists, plain};
use super::{Block, Document, Inline, Target};
use bidwright_base::locale::{Locale, Message};

/// Headings deeper than this have no number: "2.1.3.4" is no help to readers.
const DEEPEST: usize = 3;

impl Document {
    /// Gives headings (if `headings` are numbered at all), figures and tables with a caption their
    /// [`Document::labels`], and references their words. A second call changes nothing. Returns the ids of what is
    /// referred to and has no name, such as a table without a caption: there the text has a hole.
    pub fn number(&mut self, headings: bool) -> Vec<String> {
        let mut named = Named {
            locale: Locale::of(&self.meta.language),
            numbers: Numbers::new(headings),
            labels: BTreeMap::new(),
            names: BTreeMap::new(),
            nameless: Vec::new(),
        };
        in_order(&self.blocks, &mut |block| named.block(block));
        for blocks in std::iter::once(&mut self.blocks).chain(&mut self.notes) {
            inline_lists(blocks, &mut |content| content.iter_mut().for_each(|inline| named.refer(inline)));
        }
        self.labels = named.labels;
        named.nameless
    }
}

struct Named {
    locale: Locale,
    numbers: Numbers,
    labels: BTreeMap<String, String>,
    /// The words of a reference, by id.
    names: BTreeMap<String, String>,
    /// Referred to, but without a name.
    nameless: Vec<String>,
}

impl Named {
    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { level, id, numbered, content } => {
                let number = self.numbers.heading(*level, *numbered);
                let (title, index) = (plain(content), number.as_str());
                let title = title.trim();
                let name = if number.is_empty() {
                    let [before, after, ..] = self.locale.quotes();
                    let quoted = format!("{before}{title}{after}");
                    self.locale.text(Message::LabelSectionUnnumbered { quoted: &quoted })
                } else {
                    self.locale.text(Message::LabelSection { index, title })
                };
                self.label(id, number, name);
            }
            Block::Figure(figure) if !figure.caption.is_empty() => {
                let name = self.next_figure();
                self.label(&figure.id, name.clone(), name);
            }
            Block::Image { id, caption, .. } if !caption.is_empty() => {
                let name = self.next_figure();
                self.label(id, name.clone(), name);
            }
            Block::Table(table) if !table.caption.is_empty() => {
                self.numbers.tables += 1;
                let index = &self.numbers.tables.to_string();
                let name = self.locale.text(Message::LabelTable { index });
                self.label(&table.id, name.clone(), name);
            }
            _ => {}
        }
    }

    /// "Figure 3".
    fn next_figure(&mut self) -> String {
        self.numbers.figures += 1;
        self.locale.text(Message::LabelFigure { index: &self.numbers.figures.to_string() })
    }

    fn label(&mut self, id: &str, label: String, name: String) {
        if id.is_empty() {
            return;
        }
        if !label.is_empty() {
            self.labels.insert(id.to_owned(), label);
        }
        self.names.insert(id.to_owned(), name);
    }

    fn refer(&mut self, inline: &mut Inline) {
        if let Inline::Link { to: Target::Id(id), content } = inline
            && plain(content).trim().is_empty()
        {
            match self.names.get(id) {
                Some(name) => *content = vec![Inline::Text(name.clone())],
                None => self.nameless.push(id.clone()),
            }
        }
    }
}

/// How far counting has come.
struct Numbers {
    headings: bool,
    /// Of headings, by level.
    levels: [u32; 6],
    /// Whether the chapter being read has a number.
    in_numbered: bool,
    figures: u32,
    tables: u32,
}

impl Numbers {
    fn new(headings: bool) -> Numbers {
        Numbers { headings, levels: [0; 6], in_numbered: true, figures: 0, tables: 0 }
    }

    /// "2.1", or nothing.
    fn heading(&mut self, level: u8, numbered: bool) -> String {
        let depth = usize::from(level.clamp(1, 6));
        let numbered = numbered && self.headings && depth <= DEEPEST;
        if depth == 1 {
            self.in_numbered = numbered;
        }
        // Sections of a chapter without a number, such as an appendix, have none either.
        if !(numbered && self.in_numbered) {
            return String::new();
        }
        self.levels[depth - 1] += 1;
        self.levels[depth..].fill(0);
        let numbers = self.levels[..depth].iter().map(u32::to_string);
        numbers.collect::<Vec<_>>().join(".")
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Chart, Figure, Meta, SCurve};
    use std::collections::BTreeSet;

    use super::*;

    fn document(language: &str, blocks: Vec<Block>) -> Document {
        let meta = Meta {
            title: String::new(),
            kind: String::new(),
            customer: String::new(),
            author: String::new(),
            reference: String::new(),
            date: jiff::civil::date(2026, 11, 2),
            language: language.to_owned(),
            footer: String::new(),
            watermark: None,
        };
        Document {
            meta,
            cover: None,
            contents: false,
            blocks,
            notes: Vec::new(),
            labels: BTreeMap::new(),
            names: BTreeSet::new(),
        }
    }

    fn heading(level: u8, id: &str, numbered: bool) -> Block {
        Block::Heading {
            level,
            id: id.to_owned(),
            numbered,
            content: vec![Inline::Text(format!("The {id}"))],
        }
    }

    fn figure(id: &str) -> Block {
        let chart =
            Chart::SCurve(SCurve { curves: Vec::new(), ticks: Vec::new(), limit: None, unit: String::new() });
        let caption = vec![Inline::Text("A finding".to_owned())];
        Block::Figure(Figure { id: id.to_owned(), caption, alt: String::new(), chart })
    }

    fn reference(id: &str) -> Block {
        Block::Paragraph(vec![Inline::Link { to: Target::Id(id.to_owned()), content: Vec::new() }])
    }

    fn paragraphs(document: &Document) -> Vec<String> {
        let paragraph = |block: &Block| match block {
            Block::Paragraph(content) => Some(plain(content)),
            _ => None,
        };
        document.blocks.iter().filter_map(paragraph).collect()
    }

    #[test]
    fn headings_count_within_their_chapter_and_an_appendix_has_no_number() {
        let blocks = vec![
            heading(1, "a", true),
            heading(2, "b", true),
            heading(2, "c", true),
            heading(1, "d", true),
            heading(2, "e", true),
            heading(1, "appendix", false),
            heading(2, "f", true),
        ];
        let mut document = document("en-GB", blocks);
        document.number(true);
        let labels: Vec<_> = document.labels.iter().map(|(id, label)| format!("{id} {label}")).collect();
        assert_eq!(labels, ["a 1", "b 1.1", "c 1.2", "d 2", "e 2.1"]);
        document.number(false);
        assert!(document.labels.is_empty());
    }

    #[test]
    fn a_reference_prints_the_name_of_its_target_everywhere() {
        let blocks = || {
            vec![
                reference("two"),
                Block::Quote(vec![figure("one")]),
                figure("two"),
                heading(1, "part", true),
                reference("part"),
            ]
        };
        let mut english = document("en-GB", blocks());
        english.number(true);
        assert_eq!(paragraphs(&english), ["Figure\u{a0}2", "section\u{a0}1 (The part)"]);
        let mut german = document("de-DE", blocks());
        german.number(false);
        assert_eq!(paragraphs(&german), ["Abbildung\u{a0}2", "Abschnitt „The part“"]);
    }

    #[test]
    fn a_reference_to_a_target_without_a_name_is_reported() {
        let mut document = document("en-GB", vec![figure("one"), reference("one"), reference("bare")]);
        assert_eq!(document.number(true), ["bare"]);
    }

    #[test]
    fn words_of_its_own_stay_and_numbering_twice_is_numbering_once() {
        let own =
            Inline::Link { to: Target::Id("part".to_owned()), content: vec![Inline::Text("see".to_owned())] };
        let mut once = document("en-GB", vec![heading(1, "part", true), Block::Paragraph(vec![own])]);
        once.number(true);
        assert_eq!(paragraphs(&once), ["see"]);
        let mut twice = once.clone();
        twice.number(true);
        assert_eq!(once, twice);
    }
}
