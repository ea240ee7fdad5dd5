//! Charts.

use bidwright_base::geometry::{Point, Pt};
use bidwright_base::locale::Locale;
use bidwright_document::charts;
use bidwright_document::charts::{Anchor, ChartStyle, Drawing, Mark};
use bidwright_document::tree::{Block, Document, Figure, walk};
use bidwright_model::theme::Theme;

use super::{
    collect::Collector,
    fonts::FontBook,
    frame::Frame,
    items,
    lines::Flush,
    pages::{Item, Placed, Role},
    paragraph::Paragraph,
    scale::{SMALL, Scale},
    shape::{Shaper, Style},
    text::{Span, StyledText},
    unbreakable::{Floating, Keep, Unbreakable},
};

/// A chart taller than this share of a page, which leaves room for its caption, is divided between its
/// strips; one that fits is kept whole, for a plan is read across.
const WHOLE_CHART: f64 = 0.92;

impl Collector<'_> {
    pub(super) fn figure(&mut self, figure: &Figure, frame: Frame) -> Vec<Unbreakable> {
        let element = self.tree.add_with_alt(Role::Figure, frame.parent, &figure.alt);
        let mut units = self.caption(&figure.id, &figure.caption, frame.in_element(element));
        let shaper = self.shaper;
        let style = ChartStyle {
            palette: self.palette(),
            locale: self.phrases.locale,
            width: frame.width,
            size: SMALL.size,
            measure: &|text, size, strong| shaper.width(text, chart_style(strong), size),
        };
        let strips = charts::strips(&figure.chart, &style);
        let height: Pt = strips.iter().map(|strip| strip.drawing.size.height).sum();
        let whole = height < self.area.height * WHOLE_CHART;
        let header = strips
            .first()
            .filter(|strip| strip.repeats)
            .map(|strip| std::rc::Rc::new(drawn(&strip.drawing, frame, element, shaper)));
        let last = strips.len().saturating_sub(1);
        for (at, strip) in strips.iter().enumerate() {
            let mut unit = drawn(&strip.drawing, frame, element, shaper);
            unit.keep_with_next = match (at < last, strip.keep, whole) {
                (true, true, _) => Keep::Required,
                (true, false, true) => Keep::Preferred,
                _ => Keep::No,
            };
            unit.header = header.clone().filter(|_| at > 0);
            units.push(unit);
        }
        if let Some(first) = units.first_mut() {
            first.floating = Floating::InPlace;
            first.places.extend((!figure.id.is_empty()).then(|| figure.id.clone()));
        }
        units
    }
}

/// A chart by itself, as it is printed.
#[derive(Debug, Clone, PartialEq)]
pub struct DrawnChart {
    /// Its id in the document; may be empty.
    pub id: String,
    /// What is drawn, as wide as the text.
    pub drawing: Drawing,
    /// What it shows, for those who do not see it.
    pub alt: String,
}

/// Every chart of a document, in reading order, each in one piece.
#[must_use]
pub fn charts(document: &Document, theme: &Theme, fonts: &FontBook) -> Vec<DrawnChart> {
    let shaper = Shaper::new(fonts, theme.heads);
    let [_, right, _, left] = theme.margins;
    let style = ChartStyle {
        palette: &theme.palette,
        locale: Locale::of(&document.meta.language),
        width: theme.page.width - left - right,
        size: SMALL.size,
        measure: &|text, size, strong| shaper.width(text, chart_style(strong), size),
    };
    let mut drawn = Vec::new();
    walk::in_order(&document.blocks, &mut |block| {
        if let Block::Figure(figure) = block {
            let drawing = charts::draw(&figure.chart, &style);
            drawn.push(DrawnChart { id: figure.id.clone(), drawing, alt: figure.alt.clone() });
        }
    });
    drawn
}

fn chart_style(strong: bool) -> Style {
    Style { strong, figures: super::shape::Figures::Tabular, ..Style::default() }
}

fn drawn<'s>(drawing: &Drawing, frame: Frame, element: usize, shaper: &'s Shaper<'s>) -> Unbreakable {
    let mut unit = Unbreakable::space(drawing.size.height);
    let items = drawing.marks.iter().flat_map(|mark| placed(mark, element, shaper));
    unit.add(items, Point::new(frame.x, Pt::ZERO));
    unit
}

fn placed<'s>(mark: &Mark, element: usize, shaper: &'s Shaper<'s>) -> Vec<Placed> {
    let of_figure = |item| vec![Placed { element: Some(element), item }];
    match mark {
        Mark::Fill { points, colour } => of_figure(Item::Fill { points: points.clone(), colour: *colour }),
        Mark::Stroke { points, width, colour, dash } => {
            of_figure(Item::Stroke { points: points.clone(), width: *width, colour: *colour, dash: *dash })
        }
        Mark::Text { at, text, size, strong, colour, anchor } => {
            let words = StyledText::plain(text, Span::plain(chart_style(*strong), *colour, element));
            let scale = Scale { size: *size, lead: *size };
            let items = one_line(words, scale, shaper);
            let width = shaper.width(text, chart_style(*strong), *size);
            let left = match anchor {
                Anchor::Start => at.x,
                Anchor::Middle => at.x - width / 2.0,
                Anchor::End => at.x - width,
            };
            items.into_iter().map(|item| items::shifted(item, Point::new(left, at.y))).collect()
        }
    }
}

/// Words on one line however long, placed from its start and baseline.
pub(super) fn one_line<'s>(words: StyledText, scale: Scale, shaper: &'s Shaper<'s>) -> Vec<Placed> {
    let paragraph = Paragraph::new(words, scale.size, shaper, None);
    let lines = paragraph.lines(Pt::MAX, Flush::Start);
    lines.into_iter().flat_map(|line| line.items).collect()
}
