//! Collect: blocks become slabs, inlines become lines, and the structure tree grows beside them.

use bidwright_document::tree::{Block, Document, Flow, Inline};
use bidwright_model::theme::{Colour, Palette, Theme};

use super::{
    Cramped,
    distribute::{Area, GUTTER, Part},
    fonts, gaps, hyphens,
    lines::Flush,
    pages::{Bookmark, Role},
    paragraph::Paragraph,
    scale::{BODY, Phrases, SMALL, Scale},
    shape::{Figures, Shaper, Style},
    slab::{Ground, Slab, Start},
    structure::{ROOT, Tree},
    text::{Reader, Span, Words},
};

/// What collecting has gathered so far.
pub(super) struct Collector<'s> {
    pub(super) theme: &'s Theme,
    pub(super) document: &'s Document,
    pub(super) shaper: &'s Shaper<'s>,
    pub(super) phrases: Phrases,
    pub(super) tree: Tree,
    pub(super) grounds: Vec<Ground>,
    /// The footnotes set so far, by index.
    pub(super) notes: Vec<Vec<Slab>>,
    pub(super) outline: Vec<Bookmark>,
    pub(super) entries: Vec<Entry>,
    pub(super) language: Option<hypher::Lang>,
    pub(super) cap_share: f64,
    /// Where text stands on the pages being filled.
    pub(super) area: Area,
    /// Tables set smaller than others.
    pub(super) cramped: Vec<Cramped>,
}

/// A line of the table of contents.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) level: u8,
    pub(super) number: String,
    pub(super) title: String,
    pub(super) id: String,
}

/// The column that blocks are set in, and how.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    pub(super) x: f64,
    pub(super) width: f64,
    /// Element that what is set belongs to.
    pub(super) parent: usize,
    pub(super) scale: Scale,
    pub(super) flush: Flush,
    pub(super) colour: Colour,
    pub(super) strong: bool,
    pub(super) figures: Figures,
    /// Whether letters are those of the brand's small heads.
    pub(super) heads: bool,
    /// Whether words may be divided: in prose and cells, not in titles.
    pub(super) hyphenate: bool,
    /// How many lists it stands in.
    pub(super) depth: usize,
}

impl Frame {
    /// The frame without a strip at its left.
    pub(super) fn indented(self, by: f64) -> Frame {
        // However deep lists are nested, a column for a word is left.
        let by = by.min((self.width - 48.0).max(0.0));
        Frame { x: self.x + by, width: self.width - by, ..self }
    }

    /// The frame without strips at both sides.
    pub(super) fn inset(self, by: f64) -> Frame {
        let inner = self.indented(by);
        Frame { width: inner.width - by.min(inner.width / 4.0), ..inner }
    }

    /// The first of two columns. Its lines are too short to be spread without holes.
    pub(super) fn column(self) -> Frame {
        Frame { width: (self.width - GUTTER) / 2.0, flush: Flush::Start, ..self }
    }

    pub(super) fn in_element(self, parent: usize) -> Frame {
        Frame { parent, ..self }
    }

    /// For titles and labels: not spread, not divided.
    pub(super) fn display(self) -> Frame {
        Frame { flush: Flush::Start, hyphenate: false, ..self }
    }

    /// Plain text of an element in this frame.
    pub(super) fn span(self, element: usize) -> Span {
        let (strong, figures, heads) = (self.strong, self.figures, self.heads);
        let style = Style { strong, figures, heads, ..Style::default() };
        Span::plain(style, self.colour, element)
    }
}

impl<'s> Collector<'s> {
    pub(super) fn new(document: &'s Document, theme: &'s Theme, shaper: &'s Shaper<'s>) -> Collector<'s> {
        Collector {
            theme,
            document,
            shaper,
            phrases: Phrases::of(&document.meta.language),
            tree: Tree::new(),
            grounds: Vec::new(),
            notes: vec![Vec::new(); document.notes.len()],
            outline: Vec::new(),
            entries: Vec::new(),
            language: hyphens::language(&document.meta.language),
            cap_share: shaper.book.face(fonts::REGULAR).cap_share(),
            area: areas(theme)[0],
            cramped: Vec::new(),
        }
    }

    pub(super) fn palette(&self) -> &'s Palette {
        &self.theme.palette
    }

    /// Where text stands on an upright page, and on one on its side.
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
                parts.push(Part { flow: *flow, slabs: Vec::new() });
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
            let Some(Part { flow, slabs }) = parts.last_mut() else { break };
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
                // It has a number to be found by.
                first.float = matches!(block, Block::Figure(_) | Block::Image { .. });
                if let Some(last) = slabs.last_mut().filter(|_| gaps::belongs(before, block)) {
                    last.keep = true;
                }
            }
            if matches!(block, Block::Heading { level: 1, .. }) {
                chapter = slabs.len();
            }
            // Nobody signs on a page that does not say what is signed.
            if matches!(block, Block::Signatures(_)) {
                let signed: &mut [Slab] = &mut slabs[chapter..];
                if super::slab::height(signed) < self.area.height * 0.6 {
                    super::blocks::hold(signed);
                }
            }
            new_page |= matches!(block, Block::PageBreak);
            before = Some(block);
            slabs.append(&mut next);
        }
        self.area = self.areas()[0];
        parts
    }

    /// Blocks inside a block.
    pub(super) fn blocks(&mut self, blocks: &[Block], frame: Frame) -> Vec<Slab> {
        let mut slabs = Vec::new();
        let mut before = None;
        for block in blocks {
            let mut next = self.block(block, frame);
            if let Some(first) = next.first_mut() {
                first.gap = gaps::gap(before, block, frame.scale, frame.depth > 0);
            }
            before = Some(block);
            slabs.append(&mut next);
        }
        slabs
    }

    fn block(&mut self, block: &Block, frame: Frame) -> Vec<Slab> {
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
            Block::Image { id, alt, caption, picture: Some(picture), .. } => {
                self.picture(id, picture, alt, caption, frame)
            }
            Block::Image { id, source, alt, caption, picture: None } => {
                self.picture_in_words(id, if alt.is_empty() { source } else { alt }, caption, frame)
            }
        }
    }

    /// Inlines as an element of their own.
    pub(super) fn paragraph(&mut self, content: &[Inline], role: Role, frame: Frame) -> Vec<Slab> {
        let element = self.tree.add(role, frame.parent);
        let words = self.read(content, frame.span(element));
        self.lines(words, frame)
    }

    pub(super) fn read(&mut self, content: &[Inline], span: Span) -> Words {
        self.read_after(Words::default(), content, span)
    }

    /// The same after words that stand already.
    pub(super) fn read_after(&mut self, mut words: Words, content: &[Inline], span: Span) -> Words {
        let accent = self.palette().primary;
        let (tree, shaper) = (&mut self.tree, self.shaper);
        Reader { tree, shaper, accent }.add(&mut words, content, span);
        words.trim();
        words
    }

    pub(super) fn lines(&mut self, words: Words, frame: Frame) -> Vec<Slab> {
        let language = self.language.filter(|_| frame.hyphenate);
        let paragraph = Paragraph::new(words, frame.scale.size, self.shaper, language);
        self.broken(&paragraph, frame)
    }

    /// The lines of a paragraph, held together so that none is left alone on a page.
    pub(super) fn broken(&mut self, paragraph: &Paragraph<'_>, frame: Frame) -> Vec<Slab> {
        let baseline = frame.scale.baseline(self.cap_share);
        let lines = paragraph.lines(frame.width, frame.flush);
        let last = lines.len().saturating_sub(1);
        let mut slabs = Vec::with_capacity(lines.len());
        for (index, line) in lines.into_iter().enumerate() {
            let mut slab = Slab {
                height: frame.scale.lead,
                // No word is divided over a page either.
                keep: index < last && (index == 0 || index + 2 > last || line.divided),
                ..Slab::default()
            };
            slab.add(line.items, frame.x, baseline);
            self.set_notes(&line.notes, frame);
            slab.notes = line.notes;
            slabs.push(slab);
        }
        slabs
    }

    /// One short line of layout's own, such as a list's number. A space at its end is kept: where label
    /// and text are one element, it keeps their words apart.
    pub(super) fn label(&mut self, text: &str, span: Span, frame: Frame) -> Slab {
        let mut words = Words::default();
        words.push(text, span);
        let paragraph = Paragraph::new(words, frame.scale.size, self.shaper, None);
        let baseline = frame.scale.baseline(self.cap_share);
        let mut slab = Slab::space(frame.scale.lead);
        for line in paragraph.lines(frame.width, frame.flush) {
            slab.add(line.items, frame.x, baseline);
        }
        slab
    }

    /// Sets the footnotes referred to for the first time.
    fn set_notes(&mut self, notes: &[usize], frame: Frame) {
        for index in notes {
            let unset = self.notes.get(*index).is_some_and(Vec::is_empty);
            if let (true, Some(blocks)) = (unset, self.document.notes.get(*index)) {
                // Something must stand there meanwhile, for a note may refer to itself.
                self.notes[*index] = vec![Slab::default()];
                self.notes[*index] = self.note(*index, blocks, frame.parent);
            }
        }
    }

    fn note(&mut self, index: usize, blocks: &[Block], parent: usize) -> Vec<Slab> {
        let element = self.tree.add(Role::Note, parent);
        let label = self.tree.add(Role::Label, element);
        let frame = Frame { scale: SMALL, ..self.page_frame().in_element(element) };
        let number = super::text::superior(self.shaper, frame.span(label));
        let label = self.label(&(index + 1).to_string(), number, frame);
        let mut slabs = self.blocks(blocks, frame.indented(10.0));
        if slabs.is_empty() {
            slabs.push(Slab::space(SMALL.lead));
        }
        let first = &mut slabs[0];
        first.gap = 2.0;
        first.items.splice(0..0, label.items);
        first.places.push(super::text::note_id(index));
        slabs
    }
}

fn areas(theme: &Theme) -> [Area; 2] {
    let [top, right, bottom, left] = theme.margins.map(|margin| margin.0);
    let (width, height) = (theme.page.0.0, theme.page.1.0);
    [(width, height), (height, width)].map(|page| Area {
        page,
        left,
        top,
        width: page.0 - left - right,
        height: page.1 - top - bottom,
        rule: theme.palette.muted,
    })
}
