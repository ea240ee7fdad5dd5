//! Risks by their chance and their weight: the darker a cell, the more it matters. The place says the same as
//! the ground, so that nothing rests on colour.

use crate::tree::Heat;

use super::{Anchor, Drawing, Look, Mark, shade, shortened};

/// Space above and below the words of a cell.
const ABOVE: f64 = 3.0;
/// The names of the rows take at most this share of the width.
const LABELS: f64 = 0.28;

/// The names of the columns, then the rows.
pub(super) fn draw(heat: &Heat, look: &Look<'_>) -> Drawing {
    let palette = look.palette;
    let names = heat.rows.iter().map(|(name, _)| look.wide(name, false));
    let labels = names.chain([look.wide(&heat.row_title, true)]).fold(0.0, f64::max) + 12.0;
    let labels = labels.min(look.width * LABELS);
    let columns = u32::try_from(heat.weights.len().max(1)).unwrap_or(u32::MAX);
    let wide = (look.width - labels) / f64::from(columns);
    let lead = look.size * 1.35;
    let left = |column: usize| labels + wide * f64::from(u32::try_from(column).unwrap_or(u32::MAX));

    let mut marks = vec![look.words((labels, lead / 2.0), heat.column_title.clone(), true, Anchor::Start)];
    let mut y = lead;
    marks.push(look.words((0.0, y + lead / 2.0), heat.row_title.clone(), true, Anchor::Start));
    for (at, name) in heat.weights.iter().enumerate() {
        let name = shortened(name, wide - 6.0, &|text| look.wide(text, false));
        marks.push(look.quiet((left(at) + wide / 2.0, y + lead / 2.0), name, Anchor::Middle));
    }
    y += lead + 2.0;
    let most = heat.rows.len() + heat.weights.len();
    for (at, (name, cells)) in heat.rows.iter().enumerate() {
        let lines: Vec<Vec<String>> = cells.iter().map(|ids| broken(ids, wide - 10.0, look)).collect();
        let count = lines.iter().map(Vec::len).max().unwrap_or(1).max(1);
        let height = f64::from(u32::try_from(count).unwrap_or(u32::MAX)) * lead + 2.0 * ABOVE;
        let label = shortened(name, labels - 8.0, &|text| look.wide(text, false));
        marks.push(look.words((0.0, y + height / 2.0), label, false, Anchor::Start));
        for column in 0..heat.weights.len() {
            // From the lightest and least likely, 0, to the heaviest and most likely, 1.
            let rank = u32::try_from(heat.rows.len() - 1 - at + column).unwrap_or(u32::MAX);
            let all = u32::try_from(most.saturating_sub(2).max(1)).unwrap_or(u32::MAX);
            let ground = shade(palette, 0.06 + 0.44 * f64::from(rank) / f64::from(all));
            marks.push(Mark::rectangle(left(column), y, wide, height, ground));
            marks.push(Mark::outline(left(column), y, wide, height, 0.6, palette.muted));
            let mut line = y + ABOVE + lead / 2.0;
            for words in lines.get(column).into_iter().flatten() {
                let place = (left(column) + wide / 2.0, line);
                marks.push(look.words(place, words.clone(), true, Anchor::Middle));
                line += lead;
            }
        }
        y += height;
    }
    Drawing { width: look.width, height: y + 1.0, marks }
}

/// Ids in as many lines as they need.
fn broken(ids: &[String], width: f64, look: &Look<'_>) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for id in ids {
        let id = shortened(id, width, &|text| look.wide(text, true));
        match lines.last_mut() {
            Some(line) if look.wide(&format!("{line}  {id}"), true) <= width => {
                line.push_str("  ");
                line.push_str(&id);
            }
            _ => lines.push(id),
        }
    }
    lines
}
