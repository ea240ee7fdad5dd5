//! Slabs: the document in order, in pieces that no page break divides.

use std::rc::Rc;

use bidwright_model::theme::Colour;

use super::pages::{Item, Placed};

/// A piece that stands on one page: a line, a row, a chart.
#[derive(Debug, Clone, Default)]
pub(super) struct Slab {
    pub(super) height: f64,
    /// Space above, dropped at the top of a page.
    pub(super) gap: f64,
    /// Placed from the left edge of the page and from the slab's top.
    pub(super) items: Vec<Placed>,
    /// How far it is moved to the right: into the second column.
    pub(super) right: f64,
    /// Whether it may not end a page.
    pub(super) keep: bool,
    /// Whether that is a wish only, given up where it would leave a page all but empty or cannot be.
    pub(super) loose: bool,
    pub(super) start: Start,
    /// Whether it begins a figure.
    pub(super) figure: bool,
    /// Whether that figure may stand at the top of the next page while the text goes on.
    pub(super) float: bool,
    /// Footnotes referred to in it.
    pub(super) notes: Vec<usize>,
    /// Coloured grounds it stands on, outermost first.
    pub(super) grounds: Vec<usize>,
    /// Repeated above it if it begins a page.
    pub(super) header: Option<Rc<Slab>>,
    /// Ids that lead to its top.
    pub(super) places: Vec<String>,
}

/// Where a slab may begin.
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

/// A coloured ground under neighbouring slabs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ground {
    pub(super) x: f64,
    pub(super) width: f64,
    pub(super) fill: Option<Colour>,
    /// A bar along its left side: width and colour.
    pub(super) bar: Option<(f64, Colour)>,
}

impl Slab {
    /// Empty space.
    pub(super) fn space(height: f64) -> Slab {
        Slab { height, ..Slab::default() }
    }

    /// Adds items placed for themselves.
    pub(super) fn add(&mut self, items: impl IntoIterator<Item = Placed>, dx: f64, dy: f64) {
        self.items.extend(items.into_iter().map(|placed| shifted(placed, dx, dy)));
    }

    /// The same without meaning: for the repeated head of a table.
    pub(super) fn as_artifact(&self) -> Slab {
        let seen = self.items.iter().filter(|placed| !matches!(placed.item, Item::Link { .. }));
        Slab {
            height: self.height,
            items: seen.map(|placed| Placed { element: None, item: placed.item.clone() }).collect(),
            ..Slab::default()
        }
    }
}

/// Height of slabs one below the other, the first gap left out.
pub(super) fn height(slabs: &[Slab]) -> f64 {
    let gaps: f64 = slabs.iter().skip(1).map(|slab| slab.gap).sum();
    gaps + slabs.iter().map(|slab| slab.height).sum::<f64>()
}

/// Puts slabs one below the other into a single one.
pub(super) fn stack(slabs: Vec<Slab>, grounds: &[Ground]) -> Slab {
    let mut whole = Slab { gap: slabs.first().map_or(0.0, |slab| slab.gap), ..Slab::default() };
    let mut placed = Vec::with_capacity(slabs.len());
    for mut slab in slabs {
        if !placed.is_empty() {
            whole.height += slab.gap;
        }
        whole.notes.append(&mut slab.notes);
        whole.places.append(&mut slab.places);
        let top = whole.height;
        whole.height += slab.height;
        placed.push((top, slab));
    }
    whole.items = paint(placed, grounds);
    whole
}

/// The items of slabs at their heights, over the grounds they share.
pub(super) fn paint(slabs: Vec<(f64, Slab)>, grounds: &[Ground]) -> Vec<Placed> {
    let mut items = ground_items(&slabs, grounds);
    items.reserve(slabs.iter().map(|(_, slab)| slab.items.len()).sum());
    for (y, slab) in slabs {
        items.extend(slab.items.into_iter().map(|placed| shifted(placed, slab.right, y)));
    }
    items
}

fn ground_items(slabs: &[(f64, Slab)], grounds: &[Ground]) -> Vec<Placed> {
    struct Span {
        ground: usize,
        right: f64,
        top: f64,
        bottom: f64,
    }
    let mut spans: Vec<Span> = Vec::new();
    for (y, slab) in slabs {
        for &ground in &slab.grounds {
            let bottom = y + slab.height;
            let same = |span: &&mut Span| span.ground == ground && (span.right - slab.right).abs() < 0.01;
            match spans.iter_mut().rev().find(same) {
                Some(span) => span.bottom = bottom,
                None => spans.push(Span { ground, right: slab.right, top: *y, bottom }),
            }
        }
    }
    spans.sort_by_key(|span| span.ground);
    let mut items = Vec::new();
    for Span { ground, right, top, bottom } in spans {
        let ground = &grounds[ground];
        let x = ground.x + right;
        if let Some(colour) = ground.fill {
            items.push(artifact(rectangle(x, top, ground.width, bottom - top, colour)));
        }
        if let Some((width, colour)) = ground.bar {
            items.push(artifact(rectangle(x, top, width, bottom - top, colour)));
        }
    }
    items
}

/// An item that means nothing.
pub(super) fn artifact(item: Item) -> Placed {
    Placed { element: None, item }
}

/// A filled rectangle.
pub(super) fn rectangle(x: f64, y: f64, width: f64, height: f64, colour: Colour) -> Item {
    Item::Fill { points: vec![(x, y), (x + width, y), (x + width, y + height), (x, y + height)], colour }
}

/// A horizontal line.
pub(super) fn line(x: f64, y: f64, length: f64, width: f64, colour: Colour) -> Item {
    Item::Stroke { points: vec![(x, y), (x + length, y)], width, colour, dash: None }
}

/// An item moved.
pub(super) fn shifted(mut placed: Placed, dx: f64, dy: f64) -> Placed {
    match &mut placed.item {
        Item::Text(run) => {
            run.x += dx;
            run.y += dy;
        }
        Item::Fill { points, .. } | Item::Stroke { points, .. } => {
            for (x, y) in points {
                *x += dx;
                *y += dy;
            }
        }
        Item::Svg { area, .. } | Item::Image { area, .. } | Item::Link { area, .. } => {
            area.0 += dx;
            area.1 += dy;
        }
    }
    placed
}
