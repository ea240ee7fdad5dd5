//! Collect: blocks become units, inlines become lines, and the structure tree grows beside them.

use bidwright_base::geometry::{Point, Pt};
use bidwright_document::tree::{Block, Document, Flow, Inline};
use bidwright_model::theme::{Palette, Theme};

use super::{
    ShrunkTable,
    distribute::{Area, Part},
    fonts,
    frame::Frame,
    gaps, hyphens,
    lines::Flush,
    pages::{Bookmark, Role},
    paragraph::Paragraph,
    scale::{BODY, Phrases, SMALL},
    shape::{Figures, Shaper},
    structure::{ROOT, Tree},
    text::{Reader, Span, StyledText},
    unbreakable::{self, Background, Floating, Keep, Start, Unbreakable},
};

/// What collecting has gathered so far.
pub(super) struct Collector<'s> {
    pub(super) theme: &'s Theme,
    pub(super) document: &'s Document,
    pub(super) shaper: &'s Shaper<'s>,
    pub(super) phrases: Phrases,
    pub(super) tree: Tree,
    pub(super) backgrounds: Vec<Background>,
    /// The footnotes set so far, by index.
    pub(super) notes: Vec<Vec<Unbreakable>>,
    pub(super) outline: Vec<Bookmark>,
    pub(super) entries: Vec<Entry>,
    pub(super) language: Option<hypher::Lang>,
    pub(super) cap_share: f64,
    /// The text area of the pages being filled.
    pub(super) area: Area,
    /// Tables set smaller than others.
    pub(super) shrunk_tables: Vec<ShrunkTable>,
}

/// A line of the table of contents.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) level: u8,
    pub(super) number: String,
    pub(super) title: String,
    pub(super) id: String,
}

impl<'s> Collector<'s> {
    pub(super) fn new(document: &'s Document, theme: &'s Theme, shaper: &'s Shaper<'s>) -> Collector<'s> {
        Collector {
            theme,
            document,
            shaper,
            phrases: Phrases::of(&document.meta.language),
            tree: Tree::new(),
            backgrounds: Vec::new(),
            notes: vec![Vec::new(); document.notes.len()],
            outline: Vec::new(),
            entries: Vec::new(),
            language: hyphens::language(&document.meta.language),
            cap_share: shaper.book.face(fonts::REGULAR).cap_share(),
            area: areas(theme)[0],
            shrunk_tables: Vec::new(),
        }
    }

    pub(super) fn palette(&self) -> &'s Palette {
        &self.theme.palette
    }

    /// The text area of a portrait page, and of a landscape one.
    pub(super) fn areas(&self) -> [Area; 2] {
        areas(self.theme)
    }

    /// The frame of running text from margin to margin.
    pub(super) fn page_frame(&self) -> Frame {
        Frame {
            x: self.area.left,
            width: self.area.width,
            parent: ROOT,
            scale: BODY,
            flush: Flush::Both,
            colour: self.theme.palette.ink,
            strong: false,
            figures: Figures::Proportional,
            heads: false,
            hyphenate: true,
            depth: 0,
        }
    }

    /// The whole text, a section an element, in parts that are set in different ways.
    pub(super) fn document(&mut self) -> Vec<Part> {
        let mut sections: Vec<(u8, usize)> = Vec::new();
        let mut parts = vec![Part::default()];
        let mut before: Option<&Block> = None;
        let mut new_page = false;
        let mut chapter = 0;
        for block in &self.document.blocks {
            if let Block::Flow(flow) = block {
                self.area = self.areas()[usize::from(*flow == Flow::Landscape)];
                parts.push(Part { flow: *flow, units: Vec::new() });
                chapter = 0;
                continue;
            }
            if let Block::Heading { level, .. } = block {
                while sections.last().is_some_and(|(open, _)| open >= level) {
                    sections.pop();
                }
                let parent = sections.last().map_or(ROOT, |(_, element)| *element);
                sections.push((*level, self.tree.add(Role::Section, parent)));
            }
            let Some(Part { flow, units }) = parts.last_mut() else { break };
            let parent = sections.last().map_or(ROOT, |(_, element)| *element);
            let frame = match flow {
                Flow::TwoColumns => self.page_frame().column(),
                Flow::Plain | Flow::Landscape => self.page_frame(),
            };
            let mut next = self.block(block, frame.in_element(parent));
            if let Some(first) = next.first_mut() {
                first.gap = gaps::gap(before, block, frame.scale, false);
                if std::mem::take(&mut new_page) {
                    first.start = Start::Page;
                }
                // Its number identifies it wherever it floats.
                if matches!(block, Block::Figure(_) | Block::Image { .. }) {
                    first.floating = Floating::Allowed;
                }
                if let Some(last) = units.last_mut().filter(|_| gaps::belongs(before, block)) {
                    last.keep();
                }
            }
            if matches!(block, Block::Heading { level: 1, .. }) {
                chapter = units.len();
            }
            // A signature is on the page of the text it is given for.
            if matches!(block, Block::Signatures(_)) {
                let signed: &mut [Unbreakable] = &mut units[chapter..];
                if unbreakable::height(signed) < self.area.height * 0.6 {
                    unbreakable::keep_together(signed);
                } else if let Some(last) = signed.last_mut() {
                    last.keep();
                }
            }
            new_page |= matches!(block, Block::PageBreak);
            before = Some(block);
            units.append(&mut next);
        }
        self.area = self.areas()[0];
        parts
    }

    /// Blocks inside a block.
    pub(super) fn blocks(&mut self, blocks: &[Block], frame: Frame) -> Vec<Unbreakable> {
        let mut units = Vec::new();
        let mut before = None;
        for block in blocks {
            let mut next = self.block(block, frame);
            if let Some(first) = next.first_mut() {
                first.gap = gaps::gap(before, block, frame.scale, frame.depth > 0);
            }
            before = Some(block);
            units.append(&mut next);
        }
        units
    }

    fn block(&mut self, block: &Block, frame: Frame) -> Vec<Unbreakable> {
        match block {
            Block::Heading { level, id, content, .. } => self.heading(*level, id, content, frame),
            Block::Paragraph(content) => self.paragraph(content, Role::Paragraph, frame),
            Block::List { start, tight, items } => self.list(*start, *tight, items, frame),
            Block::Fine(blocks) => self.blocks(blocks, Frame { scale: SMALL, ..frame }),
            Block::Quote(blocks) => self.quote(blocks, frame),
            Block::Callout { kind, title, blocks } => self.callout(*kind, title, blocks, frame),
            Block::Code(text) => self.code(text, frame),
            Block::Definitions(entries) => self.definitions(entries, frame),
            Block::Rule => self.rule(frame),
            Block::PageBreak | Block::Flow(_) => Vec::new(),
            Block::KeyFigures(figures) => self.key_figures(figures, frame),
            Block::Signatures(parties) => self.signatures(parties, frame),
            Block::Table(table) => self.table(table, frame),
            Block::Figure(figure) => self.figure(figure, frame),
            Block::Image { id, alt, caption, image: Some(image), .. } => {
                self.image(id, image, alt, caption, frame)
            }
            Block::Image { id, source, alt, caption, image: None } => {
                self.image_placeholder(id, if alt.is_empty() { source } else { alt }, caption, frame)
            }
        }
    }

    /// Inlines as an element of their own.
    pub(super) fn paragraph(&mut self, content: &[Inline], role: Role, frame: Frame) -> Vec<Unbreakable> {
        let element = self.tree.add(role, frame.parent);
        let words = self.read(content, frame.span(element));
        self.lines(words, frame)
    }

    pub(super) fn read(&mut self, content: &[Inline], span: Span) -> StyledText {
        self.read_after(StyledText::default(), content, span)
    }

    /// The same after words already read.
    pub(super) fn read_after(&mut self, mut words: StyledText, content: &[Inline], span: Span) -> StyledText {
        let accent = self.palette().primary;
        let (tree, shaper) = (&mut self.tree, self.shaper);
        Reader { tree, shaper, accent }.add(&mut words, content, span);
        words.trim();
        words
    }

    pub(super) fn lines(&mut self, words: StyledText, frame: Frame) -> Vec<Unbreakable> {
        let language = self.language.filter(|_| frame.hyphenate);
        let paragraph = Paragraph::new(words, frame.scale.size, self.shaper, language);
        self.broken(&paragraph, frame)
    }

    /// The lines of a paragraph, held together so that none is left alone on a page.
    pub(super) fn broken(&mut self, paragraph: &Paragraph<'_>, frame: Frame) -> Vec<Unbreakable> {
        let baseline = frame.scale.baseline(self.cap_share);
        let lines = paragraph.lines(frame.width, frame.flush);
        let last = lines.len().saturating_sub(1);
        let mut units = Vec::with_capacity(lines.len());
        for (index, line) in lines.into_iter().enumerate() {
            let kept = index < last && (index == 0 || index + 2 > last || line.divided);
            let mut unit = Unbreakable {
                height: frame.scale.lead,
                // No word is divided over a page either.
                keep_with_next: if kept { Keep::Required } else { Keep::No },
                ..Unbreakable::default()
            };
            unit.add(line.items, Point::new(frame.x, baseline));
            self.set_notes(&line.notes, frame);
            unit.notes = line.notes;
            units.push(unit);
        }
        units
    }

    /// One short line of layout's own, such as a list's number. A space at its end is kept: where label
    /// and text are one element, it keeps their words apart.
    pub(super) fn label(&mut self, text: &str, span: Span, frame: Frame) -> Unbreakable {
        let mut words = StyledText::default();
        words.push(text, span);
        let paragraph = Paragraph::new(words, frame.scale.size, self.shaper, None);
        let baseline = frame.scale.baseline(self.cap_share);
        let mut unit = Unbreakable::space(frame.scale.lead);
        for line in paragraph.lines(frame.width, frame.flush) {
            unit.add(line.items, Point::new(frame.x, baseline));
        }
        unit
    }

    /// Sets the footnotes referred to for the first time.
    fn set_notes(&mut self, notes: &[usize], frame: Frame) {
        for index in notes {
            let unset = self.notes.get(*index).is_some_and(Vec::is_empty);
            if let (true, Some(blocks)) = (unset, self.document.notes.get(*index)) {
                // A placeholder meanwhile, for a note may refer to itself.
                self.notes[*index] = vec![Unbreakable::default()];
                self.notes[*index] = self.note(*index, blocks, frame.parent);
            }
        }
    }

    fn note(&mut self, index: usize, blocks: &[Block], parent: usize) -> Vec<Unbreakable> {
        let element = self.tree.add(Role::Note, parent);
        let label = self.tree.add(Role::Label, element);
        let frame = Frame { scale: SMALL, ..self.page_frame().in_element(element) };
        let number = super::text::superior(self.shaper, frame.span(label));
        let label = self.label(&(index + 1).to_string(), number, frame);
        let mut units = self.blocks(blocks, frame.indented(Pt(10.0)));
        if units.is_empty() {
            units.push(Unbreakable::space(SMALL.lead));
        }
        let first = &mut units[0];
        first.gap = Pt(2.0);
        first.items.splice(0..0, label.items);
        first.places.push(super::text::note_id(index));
        units
    }
}

fn areas(theme: &Theme) -> [Area; 2] {
    let [top, right, bottom, left] = theme.margins;
    [theme.page, theme.page.turned()].map(|page| Area {
        page,
        left,
        top,
        width: page.width - left - right,
        height: page.height - top - bottom,
        rule: theme.palette.muted,
    })
}
