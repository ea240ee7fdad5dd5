//! Inlines become one string with styled spans: the raw material of a paragraph.

use bidwright_document::tree::{Inline, Target, walk};
use bidwright_model::theme::Colour;

use super::{
    hyphens,
    pages::Role,
    shape::{Figures, Shaper, Style},
    structure::Tree,
};

/// Fixed-width letters look larger than their neighbours, so they are set a little smaller.
const MONO_SCALE: f64 = 0.88;

/// The text of a paragraph and how each part of it looks.
#[derive(Debug, Default)]
pub(super) struct StyledText {
    pub(super) text: String,
    /// By start, without gaps.
    pub(super) spans: Vec<Span>,
    pub(super) links: Vec<LinkText>,
}

/// A link and its words.
#[derive(Debug)]
pub(super) struct LinkText {
    pub(super) to: Target,
    pub(super) words: String,
}

/// From its start to the next span, text looks like this.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Span {
    pub(super) start: usize,
    pub(super) style: Style,
    pub(super) colour: Colour,
    /// Share of the paragraph's size.
    pub(super) scale: f64,
    /// Share of the paragraph's size the baseline is raised.
    pub(super) rise: f64,
    pub(super) struck: bool,
    pub(super) element: usize,
    /// Index into [`StyledText::links`].
    pub(super) link: Option<usize>,
    /// A footnote referred to here.
    pub(super) note: Option<usize>,
    pub(super) syllables: SyllableLanguage,
}

/// Whose syllables words are divided by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SyllableLanguage {
    /// The document's.
    Document,
    /// Those of a passage in another language; `None` where we have no patterns for it.
    Passage(Option<hypher::Lang>),
}

impl Span {
    /// Plain text of an element.
    pub(super) fn plain(style: Style, colour: Colour, element: usize) -> Span {
        Span {
            start: 0,
            style,
            colour,
            scale: 1.0,
            rise: 0.0,
            struck: false,
            element,
            link: None,
            note: None,
            syllables: SyllableLanguage::Document,
        }
    }
}

impl StyledText {
    /// Text in one style.
    pub(super) fn plain(text: &str, span: Span) -> StyledText {
        let mut words = StyledText::default();
        words.push(text, span);
        words.trim();
        words
    }

    /// The span a byte belongs to.
    pub(super) fn span_at(&self, byte: usize) -> usize {
        self.spans.partition_point(|span| span.start <= byte).saturating_sub(1)
    }

    /// Adds text. Its line breaks and the space at its start are folded into one space; several spaces between words
    /// are somebody's own and stay.
    pub(super) fn push(&mut self, text: &str, span: Span) {
        self.open(span);
        let mut rest = text;
        let mut first = true;
        while let Some(c) = rest.chars().next() {
            let blank = &rest[..rest.len() - rest.trim_ascii_start().len()];
            if blank.is_empty() {
                if !c.is_control() {
                    self.text.push(c);
                }
                rest = &rest[c.len_utf8()..];
            } else {
                let fresh = self.text.is_empty() || self.text.ends_with([' ', '\n']);
                let as_typed = !first && !fresh && blank.bytes().all(|byte| byte == b' ');
                match (as_typed, fresh) {
                    (true, _) => self.text.push_str(blank),
                    (false, false) => self.text.push(' '),
                    (false, true) => {}
                }
                rest = &rest[blank.len()..];
            }
            first = false;
        }
    }

    /// Adds text with its spaces as they are.
    pub(super) fn push_verbatim(&mut self, text: &str, span: Span) {
        self.open(span);
        let visible = text.chars().map(|c| if c.is_ascii_whitespace() { ' ' } else { c });
        self.text.extend(visible.filter(|c| !c.is_control()));
    }

    fn open(&mut self, span: Span) {
        let start = self.text.len();
        match self.spans.last_mut() {
            Some(last) if last.start == start => *last = Span { start, ..span },
            Some(last) if Span { start: last.start, ..span } == *last => {}
            _ => self.spans.push(Span { start, ..span }),
        }
    }

    fn break_line(&mut self) {
        let end = self.text.trim_end_matches(' ').len();
        self.cut(end);
        // The space is invisible, but keeps the words of the two lines apart when they are copied.
        self.text.push_str(" \n");
    }

    /// Takes white space off the end.
    pub(super) fn trim(&mut self) {
        let end = self.text.trim_end_matches([' ', '\n']).len();
        self.cut(end);
    }

    fn cut(&mut self, end: usize) {
        self.text.truncate(end);
        for span in self.spans.iter_mut().rev().take_while(|span| span.start > end) {
            span.start = end;
        }
    }
}

/// Reads inlines into words, making elements for links as it goes.
pub(super) struct Reader<'t, 's> {
    pub(super) tree: &'t mut Tree,
    pub(super) shaper: &'s Shaper<'s>,
    /// Colour of links.
    pub(super) accent: Colour,
}

impl Reader<'_, '_> {
    /// Adds to words that have begun.
    pub(super) fn add(&mut self, words: &mut StyledText, inlines: &[Inline], span: Span) {
        for inline in inlines {
            self.inline(words, inline, span);
        }
    }

    fn inline(&mut self, words: &mut StyledText, inline: &Inline, span: Span) {
        let style = span.style;
        match inline {
            Inline::Text(text) => words.push(text, span),
            Inline::Emphasis(content) => {
                // Emphasis within emphasis is upright.
                let style = Style { italic: !style.italic, ..style };
                self.add(words, content, Span { style, ..span });
            }
            Inline::Strong(content) => {
                let style = Style { strong: true, ..style };
                self.add(words, content, Span { style, ..span });
            }
            Inline::Struck(content) => self.add(words, content, Span { struck: true, ..span }),
            Inline::Code(text) => {
                let style = Style { mono: true, ..style };
                let scale = span.scale * MONO_SCALE;
                words.push_verbatim(text, Span { style, scale, ..span });
            }
            Inline::Link { to, content } => self.link(words, to, content, span),
            Inline::Foreign { language, content } => {
                let element = self.tree.add_in_language(Role::Span, span.element, language);
                let syllables = SyllableLanguage::Passage(hyphens::language(language));
                self.add(words, content, Span { element, syllables, ..span });
            }
            Inline::Note(index) => self.note(words, *index, span),
            Inline::Break => words.break_line(),
        }
    }

    fn link(&mut self, words: &mut StyledText, to: &Target, content: &[Inline], span: Span) {
        let element = self.tree.add(Role::Link, span.element);
        let link = words.links.len();
        words.links.push(LinkText { to: to.clone(), words: plain(content) });
        let span = Span { colour: self.accent, element, link: Some(link), ..span };
        self.add(words, content, span);
    }

    fn note(&mut self, words: &mut StyledText, index: usize, span: Span) {
        let reference = self.tree.add(Role::Reference, span.element);
        let element = self.tree.add(Role::Link, reference);
        let number = (index + 1).to_string();
        let link = words.links.len();
        words.links.push(LinkText { to: Target::Id(note_id(index)), words: number.clone() });
        // A space before the number would let it go to the next line alone.
        let end = words.text.trim_end_matches(' ').len();
        words.cut(end);
        let span = Span { element, link: Some(link), note: Some(index), ..span };
        words.push(&number, superior(self.shaper, span));
    }
}

/// Raised: the face's own small digits, or else its digits made small.
pub(super) fn superior(shaper: &Shaper, span: Span) -> Span {
    if shaper.has_superiors(span.style) {
        let style = Style { figures: Figures::Superior, ..span.style };
        return Span { style, ..span };
    }
    Span { scale: span.scale * 0.62, rise: 0.34, ..span }
}

/// Name of a footnote among the places.
pub(super) fn note_id(index: usize) -> String {
    format!("note:{}", index + 1)
}

/// The words without their looks, for bookmarks and alternative texts.
pub(super) fn plain(inlines: &[Inline]) -> String {
    walk::plain(inlines).split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}
