//! Units: the document in order, in pieces that no page break divides.

use std::rc::Rc;

use bidwright_base::geometry::{Point, Pt, Rect};
use bidwright_model::theme::Colour;

use super::{
    items::{artifact, rectangle, shifted},
    pages::{Item, Placed},
};

/// A unit that is not divided between pages: a line, a row, a chart.
#[derive(Debug, Clone, Default)]
pub(super) struct Unbreakable {
    pub(super) height: Pt,
    /// Space above, dropped at the top of a page.
    pub(super) gap: Pt,
    /// Placed from the left edge of the page and from the unit's top.
    pub(super) items: Vec<Placed>,
    /// How far it is moved to the right: into the second column.
    pub(super) right: Pt,
    pub(super) keep_with_next: Keep,
    pub(super) start: Start,
    pub(super) floating: Floating,
    /// Footnotes referred to in it.
    pub(super) notes: Vec<usize>,
    /// Backgrounds under it, outermost first.
    pub(super) backgrounds: Vec<usize>,
    /// Repeated above it if it begins a page.
    pub(super) header: Option<Rc<Unbreakable>>,
    /// Ids that lead to its top.
    pub(super) places: Vec<String>,
}

/// Whether a unit may end a page, or stays with the next unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Keep {
    /// It may end a page.
    #[default]
    No,
    /// It stays with the next, unless that would leave a page nearly empty or is impossible.
    Preferred,
    /// It stays with the next.
    Required,
}

/// Whether a unit begins a figure, and whether that figure may move away from its place in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Floating {
    /// It begins no figure.
    #[default]
    NoFigure,
    /// The figure stays where it is in the text.
    InPlace,
    /// The figure may float to the top of the next page, with text after it before it.
    Allowed,
}

/// Where a unit may begin.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) enum Start {
    /// Where the one before it ends.
    #[default]
    Anywhere,
    /// On a new page.
    Page,
    /// On a new page, unless this share of the page is left.
    Room(f64),
}

/// A coloured background under neighbouring units.
#[derive(Debug, Clone, Copy)]
pub(super) struct Background {
    pub(super) x: Pt,
    pub(super) width: Pt,
    pub(super) fill: Option<Colour>,
    /// A bar along its left side: width and colour.
    pub(super) bar: Option<(Pt, Colour)>,
}

impl Unbreakable {
    /// Empty space.
    pub(super) fn space(height: Pt) -> Unbreakable {
        Unbreakable { height, ..Unbreakable::default() }
    }

    /// Adds items whose places are relative to `at`.
    pub(super) fn add(&mut self, items: impl IntoIterator<Item = Placed>, at: Point) {
        self.items.extend(items.into_iter().map(|placed| shifted(placed, at)));
    }

    /// Whether it stays with the next, be that required or only preferred.
    pub(super) fn is_kept(&self) -> bool {
        self.keep_with_next != Keep::No
    }

    /// Keeps it with the next. What is preferred already stays so.
    pub(super) fn keep(&mut self) {
        if !self.is_kept() {
            self.keep_with_next = Keep::Required;
        }
    }

    /// The same without meaning: for the repeated head of a table.
    pub(super) fn as_artifact(&self) -> Unbreakable {
        let visible = self.items.iter().filter(|placed| !matches!(placed.item, Item::Link { .. }));
        Unbreakable {
            height: self.height,
            items: visible.map(|placed| artifact(placed.item.clone())).collect(),
            ..Unbreakable::default()
        }
    }
}

/// Keeps units with what follows them.
pub(super) fn keep_together(units: &mut [Unbreakable]) {
    for unit in units {
        unit.keep_with_next = Keep::Required;
    }
}

/// Keeps units with what follows them where that is possible.
pub(super) fn prefer_together(units: &mut [Unbreakable]) {
    for unit in units.iter_mut().filter(|unit| !unit.is_kept()) {
        unit.keep_with_next = Keep::Preferred;
    }
}

/// Height of units one below the other, the first gap left out.
pub(super) fn height(units: &[Unbreakable]) -> Pt {
    let gaps: Pt = units.iter().skip(1).map(|unit| unit.gap).sum();
    gaps + units.iter().map(|unit| unit.height).sum::<Pt>()
}

/// Puts units one below the other into a single one.
pub(super) fn stack(units: Vec<Unbreakable>, backgrounds: &[Background]) -> Unbreakable {
    let gap = units.first().map_or(Pt::ZERO, |unit| unit.gap);
    let mut whole = Unbreakable { gap, ..Unbreakable::default() };
    let mut placed = Vec::with_capacity(units.len());
    for mut unit in units {
        if !placed.is_empty() {
            whole.height += unit.gap;
        }
        whole.notes.append(&mut unit.notes);
        whole.places.append(&mut unit.places);
        let top = whole.height;
        whole.height += unit.height;
        placed.push((top, unit));
    }
    whole.items = paint(placed, backgrounds);
    whole
}

/// The items of units at their heights, over the backgrounds they share.
pub(super) fn paint(units: Vec<(Pt, Unbreakable)>, backgrounds: &[Background]) -> Vec<Placed> {
    let mut items = background_items(&units, backgrounds);
    items.reserve(units.iter().map(|(_, unit)| unit.items.len()).sum());
    for (y, unit) in units {
        let at = Point::new(unit.right, y);
        items.extend(unit.items.into_iter().map(|placed| shifted(placed, at)));
    }
    items
}

fn background_items(units: &[(Pt, Unbreakable)], backgrounds: &[Background]) -> Vec<Placed> {
    struct Span {
        background: usize,
        right: Pt,
        top: Pt,
        bottom: Pt,
    }
    let mut spans: Vec<Span> = Vec::new();
    for (y, unit) in units {
        for &background in &unit.backgrounds {
            let bottom = *y + unit.height;
            let same = |span: &&mut Span| {
                span.background == background && (span.right - unit.right).abs() < Pt(0.01)
            };
            match spans.iter_mut().rev().find(same) {
                Some(span) => span.bottom = bottom,
                None => spans.push(Span { background, right: unit.right, top: *y, bottom }),
            }
        }
    }
    spans.sort_by_key(|span| span.background);
    let mut items = Vec::new();
    for Span { background, right, top, bottom } in spans {
        let background = &backgrounds[background];
        let x = background.x + right;
        if let Some(colour) = background.fill {
            items.push(artifact(rectangle(Rect::new(x, top, background.width, bottom - top), colour)));
        }
        if let Some((width, colour)) = background.bar {
            items.push(artifact(rectangle(Rect::new(x, top, width, bottom - top), colour)));
        }
    }
    items
}
