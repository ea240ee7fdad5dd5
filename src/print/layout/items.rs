//! Items drawn by layout itself: rules, backgrounds, and how any item is moved.

use bidwright_base::geometry::{Point, Pt, Rect};
use bidwright_model::theme::Colour;

use super::pages::{Item, Placed};

/// An item without meaning for those who do not see it.
pub(super) fn artifact(item: Item) -> Placed {
    Placed { element: None, item }
}

/// A filled rectangle.
pub(super) fn rectangle(area: Rect, colour: Colour) -> Item {
    Item::Fill { points: area.corners().to_vec(), colour }
}

/// A horizontal line.
pub(super) fn line(start: Point, length: Pt, width: Pt, colour: Colour) -> Item {
    let end = Point::new(start.x + length, start.y);
    Item::Stroke { points: vec![start, end], width, colour, dash: None }
}

/// An item moved.
pub(super) fn shifted(mut placed: Placed, by: Point) -> Placed {
    match &mut placed.item {
        Item::Text(run) => run.start += by,
        Item::Fill { points, .. } | Item::Stroke { points, .. } => {
            for point in points {
                *point += by;
            }
        }
        Item::Svg { area, .. } | Item::Image { area, .. } | Item::Link { area, .. } => {
            *area = area.shifted(by);
        }
    }
    placed
}
