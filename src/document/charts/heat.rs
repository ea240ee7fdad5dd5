//! Risks by their chance and their weight: the darker a cell, the more it matters. The position carries the same information as
//! the ground, so that nothing rests on colour.

use crate::tree::Heat;
use bidwright_base::geometry::{Point, Pt, Rect, Size};

use super::{Anchor, ChartStyle, Drawing, Mark, shade, shortened};

/// Space above and below the words of a cell.
const ABOVE: Pt = Pt(3.0);
/// The names of the rows take at most this share of the width.
const LABELS: f64 = 0.28;

/// The names of the columns, then the rows.
pub(super) fn draw(heat: &Heat, style: &ChartStyle<'_>) -> Drawing {
    let palette = style.palette;
    let names = heat.rows.iter().map(|(name, _)| style.text_width(name, false));
    let labels = names.chain([style.text_width(&heat.row_title, true)]).fold(Pt::ZERO, Pt::max) + Pt(12.0);
    let labels = labels.min(style.width * LABELS);
    let columns = u32::try_from(heat.weights.len().max(1)).unwrap_or(u32::MAX);
    let wide = (style.width - labels) / f64::from(columns);
    let lead = style.size * 1.35;
    let left = |column: usize| labels + wide * f64::from(u32::try_from(column).unwrap_or(u32::MAX));

    let mut marks =
        vec![style.label(Point::new(labels, lead / 2.0), heat.column_title.clone(), true, Anchor::Start)];
    let mut y = lead;
    marks.push(style.label(
        Point::new(Pt::ZERO, y + lead / 2.0),
        heat.row_title.clone(),
        true,
        Anchor::Start,
    ));
    for (at, name) in heat.weights.iter().enumerate() {
        let name = shortened(name, wide - Pt(6.0), &|text| style.text_width(text, false));
        marks.push(style.muted_label(
            Point::new(left(at) + wide / 2.0, y + lead / 2.0),
            name,
            Anchor::Middle,
        ));
    }
    y += lead + Pt(2.0);
    let most = heat.rows.len() + heat.weights.len();
    for (at, (name, cells)) in heat.rows.iter().enumerate() {
        let lines: Vec<Vec<String>> = cells.iter().map(|ids| broken(ids, wide - Pt(10.0), style)).collect();
        let count = lines.iter().map(Vec::len).max().unwrap_or(1).max(1);
        let height = f64::from(u32::try_from(count).unwrap_or(u32::MAX)) * lead + 2.0 * ABOVE;
        let label = shortened(name, labels - Pt(8.0), &|text| style.text_width(text, false));
        marks.push(style.label(Point::new(Pt::ZERO, y + height / 2.0), label, false, Anchor::Start));
        for column in 0..heat.weights.len() {
            // From the lightest and least likely, 0, to the heaviest and most likely, 1.
            let rank = u32::try_from(heat.rows.len() - 1 - at + column).unwrap_or(u32::MAX);
            let all = u32::try_from(most.saturating_sub(2).max(1)).unwrap_or(u32::MAX);
            let ground = shade(palette, 0.06 + 0.44 * f64::from(rank) / f64::from(all));
            marks.push(Mark::rectangle(Rect::new(left(column), y, wide, height), ground));
            marks.push(Mark::outline(Rect::new(left(column), y, wide, height), Pt(0.6), palette.muted));
            let mut line = y + ABOVE + lead / 2.0;
            for words in lines.get(column).into_iter().flatten() {
                let place = Point::new(left(column) + wide / 2.0, line);
                marks.push(style.label(place, words.clone(), true, Anchor::Middle));
                line += lead;
            }
        }
        y += height;
    }
    Drawing { size: Size::new(style.width, y + Pt(1.0)), marks }
}

/// Ids in as many lines as they need.
fn broken(ids: &[String], width: Pt, style: &ChartStyle<'_>) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for id in ids {
        let id = shortened(id, width, &|text| style.text_width(text, true));
        match lines.last_mut() {
            Some(line) if style.text_width(&format!("{line}  {id}"), true) <= width => {
                line.push_str("  ");
                line.push_str(&id);
            }
            _ => lines.push(id),
        }
    }
    lines
}
