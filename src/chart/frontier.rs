//! What a higher chance costs: one point for each set that no other beats, and the sets worth a name.

use crate::document::Frontier;

use super::{
    Anchor, Drawing, Look, Mark,
    axis::{figure, percent, positive, round_step},
};

/// Height of the plot.
const HEIGHT: f64 = 130.0;

/// The plot with its scales.
pub(super) fn draw(frontier: &Frontier, look: &Look<'_>) -> Drawing {
    let palette = look.palette;
    let named = frontier.named.iter().map(|(cost, chance, _)| (*cost, *chance));
    let all: Vec<(f64, f64)> = frontier.points.iter().copied().chain(named).collect();
    let dearest = all.iter().map(|(cost, _)| positive(*cost)).fold(0.0, f64::max);
    let step = round_step(dearest / 5.0);
    let divisions = (dearest / step).ceil().max(1.0);
    // Tenths below and above: chances differ by a few points, and a scale from zero would hide it.
    let bounds = all.iter().fold((1.0_f64, 0.0_f64), |(low, high), (_, p)| (low.min(*p), high.max(*p)));
    let low = (bounds.0.min(bounds.1) * 10.0 - 0.2).floor().max(0.0) / 10.0;
    let high = (bounds.1 * 10.0 + 0.2).ceil().min(10.0) / 10.0;
    let left = look.wide(&percent(1.0, look.language), false) + 8.0;
    let (top, right) = (look.size * 1.6, look.width - 24.0);
    let bottom = top + HEIGHT;
    let x = |cost: f64| left + positive(cost) / (divisions * step) * (right - left);
    let y = |chance: f64| bottom - (chance - low) / (high - low).max(0.1) * HEIGHT;

    let mut marks = vec![look.quiet((0.0, look.size * 0.5), frontier.chance.clone(), Anchor::Start)];
    let mut tenth = (low * 10.0).round();
    while tenth <= high * 10.0 + 0.5 {
        let at = y(tenth / 10.0);
        marks.push(Mark::line((left, at), (right, at), 0.4, palette.rule));
        marks.push(look.quiet((left - 6.0, at), percent(tenth / 10.0, look.language), Anchor::End));
        tenth += 1.0;
    }
    let mut at = 0.0;
    while at <= divisions {
        let place = x(at * step);
        marks.push(Mark::line((place, bottom), (place, bottom + 3.0), 0.4, palette.rule));
        let text = figure(at * step, step, look.language);
        marks.push(look.quiet((place, bottom + look.size * 1.1), text, Anchor::Middle));
        at += 1.0;
    }
    marks.push(Mark::line((left, bottom), (right, bottom), 0.8, palette.muted));
    let line: Vec<(f64, f64)> = frontier.points.iter().map(|(cost, p)| (x(*cost), y(*p))).collect();
    if line.len() > 1 {
        marks.push(Mark::Stroke { points: line.clone(), width: 1.0, colour: palette.muted, dash: None });
    }
    marks.extend(line.iter().map(|(x, y)| Mark::diamond(*x, *y, 2.6, palette.muted)));
    for (cost, chance, name) in &frontier.named {
        let (at, up) = (x(*cost), y(*chance));
        marks.push(Mark::diamond(at, up, 5.0, palette.primary));
        let room = at + 8.0 + look.wide(name, true) <= look.width;
        let (at, anchor) = if room { (at + 8.0, Anchor::Start) } else { (at - 8.0, Anchor::End) };
        marks.push(look.words((at, up + look.size), name.clone(), true, anchor));
    }
    let height = bottom + look.size * 3.0;
    marks.push(look.quiet((right, height - look.size * 0.7), frontier.cost.clone(), Anchor::End));
    Drawing { width: look.width, height, marks }
}
