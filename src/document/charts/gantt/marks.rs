//! Bars and marks of a plan: each kind has a shape of its own.

use bidwright_base::geometry::{Point, Pt, Rect};
use bidwright_model::theme::Colour;

use super::Plan;
use crate::charts::{Mark, mix};
use crate::tree::GanttKind;

impl Plan<'_> {
    /// A bar from `x`, by its kind.
    pub(super) fn bar(&self, kind: GanttKind, x: Pt, width: Pt, middle: Pt) -> Vec<Mark> {
        let palette = self.style.palette;
        match kind {
            GanttKind::Phase => {
                let (top, tip) = (middle - Pt(2.2), Pt(3.0).min(width / 2.0));
                let (right, bottom, foot) = (x + width, middle + Pt(0.6), middle + Pt(3.8));
                vec![Mark::Fill {
                    points: [
                        (x, top),
                        (right, top),
                        (right, foot),
                        (right - tip, bottom),
                        (x + tip, bottom),
                        (x, foot),
                    ]
                    .map(|(x, y)| Point::new(x, y))
                    .into(),
                    colour: palette.primary,
                }]
            }
            GanttKind::Critical => {
                vec![Mark::rectangle(Rect::new(x, middle - Pt(4.0), width, Pt(8.0)), palette.accent)]
            }
            GanttKind::Work => {
                let pale = mix(palette.primary, palette.paper, 0.68);
                vec![
                    Mark::rectangle(Rect::new(x, middle - Pt(3.4), width, Pt(6.8)), pale),
                    Mark::outline(Rect::new(x, middle - Pt(3.4), width, Pt(6.8)), Pt(0.5), palette.primary),
                ]
            }
            GanttKind::Governance | GanttKind::Gate => {
                vec![Mark::rectangle(Rect::new(x, middle - Pt(0.6), width, Pt(1.2)), palette.muted)]
            }
        }
    }

    /// A diamond at `x`, by its kind.
    pub(super) fn mark(&self, kind: GanttKind, x: Pt, middle: Pt) -> Mark {
        let palette = self.style.palette;
        let colour = match kind {
            GanttKind::Gate | GanttKind::Phase => palette.primary,
            GanttKind::Governance => palette.muted,
            GanttKind::Work | GanttKind::Critical => palette.ink,
        };
        Mark::diamond(Point::new(x, middle), reach(kind), colour)
    }
}

/// A small triangle that hangs from a line.
pub(super) fn notch(x: Pt, y: Pt, colour: Colour) -> Mark {
    let corners = [(x - Pt(1.8), y), (x + Pt(1.8), y), (x, y + Pt(3.2))];
    Mark::Fill { points: corners.map(|(x, y)| Point::new(x, y)).into(), colour }
}

/// From the middle of a mark to its tips.
pub(super) fn reach(kind: GanttKind) -> Pt {
    match kind {
        GanttKind::Gate | GanttKind::Phase => Pt(4.6),
        GanttKind::Governance => Pt(2.3),
        GanttKind::Work | GanttKind::Critical => Pt(3.2),
    }
}
