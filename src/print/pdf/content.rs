//! What is drawn: the operations of each page, and which element each piece belongs to.
//!
//! Content is marked with its element, or as an artifact. A text object is closed before a mark begins or
//! ends, so the two never overlap.

use std::collections::BTreeMap;

use printpdf::{
    Color, DictItem, Line, LineCapStyle, LineDashPattern, LinePoint, Op, PaintMode, Point, Polygon,
    PolygonRing, Pt, Rect, Rgb, WindingOrder, XObjectTransform,
};

use super::area::{around, extent};
use super::draft::{int, length, pt, rounded};
use super::fonts::Fonts;
use super::images::PageImages;
use super::tags;
use super::text::Text;
use crate::layout::Pages;
use crate::layout::pages::{Element, Item, Page};
use bidwright_base::geometry;
use bidwright_document::tree::Target;
use bidwright_model::theme::Colour;

/// All pages as operations.
pub(super) struct Drawn<'a> {
    /// By page.
    pub(super) ops: Vec<Vec<Op>>,
    /// What the operations belong to.
    pub(super) content: Content,
    /// Places to click, in painting order.
    pub(super) links: Vec<Link<'a>>,
}

/// What the marked pieces of the pages belong to.
#[derive(Default)]
pub(super) struct Content {
    /// By page: the element of each piece. The index of a piece is its number in the page's operations.
    pub(super) pieces: Vec<Vec<usize>>,
    /// The place of each figure: its first page, and the area there.
    pub(super) figures: BTreeMap<usize, (usize, geometry::Rect)>,
}

impl Content {
    /// Extends the area of a figure by what is drawn of it on its first page.
    fn cover(&mut self, figure: usize, page: usize, extent: Option<geometry::Rect>) {
        let known = self.figures.get(&figure).copied();
        if known.is_none_or(|(first, _)| first == page)
            && let Some(extent) = extent
        {
            self.figures.insert(figure, (page, around(known.map(|(_, area)| area), extent)));
        }
    }
}

/// A place to click.
pub(super) struct Link<'a> {
    pub(super) page: usize,
    pub(super) area: geometry::Rect,
    pub(super) to: &'a Target,
    pub(super) words: &'a str,
    pub(super) element: Option<usize>,
    /// How many pieces of its page were drawn before it.
    pub(super) after: usize,
}

/// Draws all pages.
pub(super) fn draw<'a>(pages: &'a Pages, fonts: &Fonts<'_>, images: &PageImages<'_>) -> Drawn<'a> {
    let figures = tags::figures(&pages.elements);
    let mut drawn = Drawn { ops: Vec::new(), content: Content::default(), links: Vec::new() };
    for (index, page) in pages.pages.iter().enumerate() {
        let mut canvas = PageCanvas::new(page, &pages.elements, fonts, images);
        for placed in &page.items {
            if let Item::Link { area, to, words } = &placed.item {
                drawn.links.push(Link {
                    page: index,
                    area: *area,
                    to,
                    words,
                    element: placed.element,
                    after: canvas.pieces.len(),
                });
                continue;
            }
            canvas.mark(Some(placed.element));
            canvas.item(&placed.item);
            if let Some(figure) = placed.element.and_then(|element| figures[element]) {
                drawn.content.cover(figure, index, extent(&placed.item, fonts));
            }
        }
        canvas.mark(None);
        drawn.ops.push(canvas.ops);
        drawn.content.pieces.push(canvas.pieces);
    }
    drawn
}

/// A page being drawn, with the graphics state, so that nothing is set twice.
struct PageCanvas<'a> {
    height: geometry::Pt,
    elements: &'a [Element],
    fonts: &'a Fonts<'a>,
    images: &'a PageImages<'a>,
    ops: Vec<Op>,
    pieces: Vec<usize>,
    /// The open mark: an element, or an artifact.
    mark: Option<Option<usize>>,
    text: Text,
    fill: Option<Colour>,
    outline: Option<Colour>,
    thickness: Option<Pt>,
    dash: Option<(Pt, Pt)>,
}

impl<'a> PageCanvas<'a> {
    fn new(
        page: &Page,
        elements: &'a [Element],
        fonts: &'a Fonts<'a>,
        images: &'a PageImages<'a>,
    ) -> PageCanvas<'a> {
        PageCanvas {
            height: page.size.height,
            elements,
            fonts,
            images,
            ops: Vec::new(),
            pieces: Vec::new(),
            mark: None,
            text: Text::default(),
            fill: None,
            outline: None,
            thickness: None,
            dash: None,
        }
    }

    /// Ends the open mark and begins another, unless it is the same.
    fn mark(&mut self, wanted: Option<Option<usize>>) {
        // Poppler takes the end of a mark inside another for the end of both and loses what follows, so
        // nothing follows: another piece is begun.
        if self.mark == wanted && !self.text.nested {
            return;
        }
        self.text.close(&mut self.ops);
        if self.mark.is_some() {
            self.ops.push(Op::EndMarkedContent);
        }
        match wanted {
            Some(Some(element)) => {
                let number = DictItem::Int(int(self.pieces.len()));
                self.pieces.push(element);
                self.ops.push(Op::BeginMarkedContentWithProperties {
                    tag: tags::name(self.elements[element].role).to_owned(),
                    properties: DictItem::Dict { map: BTreeMap::from([("MCID".to_owned(), number)]) },
                });
            }
            Some(None) => self.ops.push(Op::BeginMarkedContent { tag: "Artifact".to_owned() }),
            None => {}
        }
        self.mark = wanted;
    }

    fn item(&mut self, item: &Item) {
        match item {
            Item::Text(run) => {
                self.fill_with(run.colour);
                self.text.show(&mut self.ops, run, self.height, self.fonts);
            }
            Item::Fill { points, colour } => {
                self.text.close(&mut self.ops);
                self.fill_with(*colour);
                self.fill(points);
            }
            Item::Stroke { points, width, colour, dash } => {
                self.text.close(&mut self.ops);
                self.stroke_with(*width, *colour, *dash);
                let points = self.points(points);
                self.ops.push(Op::DrawLine { line: Line { points, is_closed: false } });
            }
            Item::Svg { area, .. } | Item::Image { area, .. } => {
                self.text.close(&mut self.ops);
                let geometry::Rect { x, y, width, height } = *area;
                self.ops.push(Op::UseXobject {
                    id: self.images.id(item),
                    transform: XObjectTransform {
                        translate_x: Some(pt(x)),
                        translate_y: Some(pt(self.height - y - height)),
                        scale_x: Some(pt(width).0),
                        scale_y: Some(pt(height).0),
                        no_auto_scale: true,
                        ..XObjectTransform::default()
                    },
                });
            }
            Item::Link { .. } => {}
        }
    }

    fn fill(&mut self, points: &[geometry::Point]) {
        let points = self.points(points);
        if let Some((corner, opposite)) = rectangle(&points) {
            let (x, y) = (corner.x.0.min(opposite.x.0), corner.y.0.min(opposite.y.0));
            let (right, top) = (corner.x.0.max(opposite.x.0), corner.y.0.max(opposite.y.0));
            let (width, height) = (length(f64::from(right - x)), length(f64::from(top - y)));
            let mut rectangle = Rect::from_xywh(Pt(x), Pt(y), width, height);
            // Without a mode, printpdf clips to it instead of painting it.
            rectangle.mode = Some(PaintMode::Fill);
            self.ops.push(Op::DrawRectangle { rectangle });
        } else {
            self.ops.push(Op::DrawPolygon {
                polygon: Polygon {
                    rings: vec![PolygonRing { points }],
                    mode: PaintMode::Fill,
                    winding_order: WindingOrder::NonZero,
                },
            });
        }
    }

    fn points(&self, points: &[geometry::Point]) -> Vec<LinePoint> {
        let point = |point: &geometry::Point| Point { x: pt(point.x), y: pt(self.height - point.y) };
        points.iter().map(|p| LinePoint { p: point(p), bezier: false }).collect()
    }

    fn fill_with(&mut self, colour: Colour) {
        if self.fill.replace(colour) != Some(colour) {
            self.text.pause(&mut self.ops);
            self.ops.push(Op::SetFillColor { col: rgb(colour) });
        }
    }

    fn stroke_with(
        &mut self,
        width: geometry::Pt,
        colour: Colour,
        dash: Option<(geometry::Pt, geometry::Pt)>,
    ) {
        if self.outline.replace(colour) != Some(colour) {
            self.ops.push(Op::SetOutlineColor { col: rgb(colour) });
        }
        if self.thickness.replace(pt(width)) != Some(pt(width)) {
            self.ops.push(Op::SetOutlineThickness { pt: pt(width) });
        }
        let dash = dash.map(|(on, off)| (pt(on), pt(off)));
        let was = std::mem::replace(&mut self.dash, dash);
        if was != dash {
            let pattern = dash
                .map_or_else(LineDashPattern::solid, |(on, off)| LineDashPattern::new(0.0, &[on.0, off.0]));
            self.ops.push(Op::SetLineDashPattern { dash: pattern });
            // A dash of no length with round ends is a dot.
            let dots = |dash: Option<(Pt, Pt)>| dash.is_some_and(|(on, _)| on == Pt(0.0));
            if dots(was) != dots(dash) {
                let cap = if dots(dash) { LineCapStyle::Round } else { LineCapStyle::Butt };
                self.ops.push(Op::SetLineCapStyle { cap });
            }
        }
    }
}

/// Two opposite corners, if the outline is a rectangle along the axes.
fn rectangle(points: &[LinePoint]) -> Option<(Point, Point)> {
    let [a, b, c, d] = points else { return None };
    let (a, b, c, d) = (a.p, b.p, c.p, d.p);
    let flat_first = a.y == b.y && b.x == c.x && c.y == d.y && d.x == a.x;
    let steep_first = a.x == b.x && b.y == c.y && c.x == d.x && d.y == a.y;
    (flat_first || steep_first).then_some((a, c))
}

fn rgb(Colour(parts): Colour) -> Color {
    let [r, g, b] = parts.map(|part| rounded(f64::from(part) / 255.0, 1000.0));
    Color::Rgb(Rgb { r, g, b, icc_profile: None })
}
