//! What a higher chance costs: one point for each set that no other beats, and the sets worth a name.
//!
//! What is offered is a full diamond, other named sets are open ones, the rest are small.

use crate::tree::Frontier;

use super::{
    Anchor, Drawing, Look, Mark,
    axis::{figure, percent, positive, round_step},
};

/// Height of the plot.
const HEIGHT: f64 = 84.0;
/// From the middle of a named point to its tips, and of another.
const NAMED: f64 = 5.0;
const OTHER: f64 = 2.6;

/// Left, top, right, bottom.
type Area = [f64; 4];

/// The plot with its scales.
pub(super) fn draw(frontier: &Frontier, look: &Look<'_>) -> Drawing {
    let palette = look.palette;
    let named = frontier.named.iter().map(|point| (point.cost, point.chance));
    let all: Vec<(f64, f64)> = frontier.points.iter().copied().chain(named).collect();
    let dearest = all.iter().map(|(cost, _)| positive(*cost)).fold(0.0, f64::max);
    let step = round_step(dearest / 5.0);
    let divisions = (dearest / step).ceil().max(1.0);
    // Tenths below and above: chances differ by a few points, and a scale from zero would hide it.
    let bounds = all.iter().fold((1.0_f64, 0.0_f64), |(low, high), (_, p)| (low.min(*p), high.max(*p)));
    let low = (bounds.0.min(bounds.1) * 10.0 - 0.2).floor().max(0.0) / 10.0;
    let high = (bounds.1 * 10.0 + 0.2).ceil().min(10.0) / 10.0;
    let left = look.wide(&percent(1.0, look.language), false) + 8.0;
    let (top, right) = (look.size * 1.7, look.width - 24.0);
    let bottom = top + HEIGHT;
    let x = |cost: f64| left + positive(cost) / (divisions * step) * (right - left);
    let y = |chance: f64| bottom - (chance - low).max(0.0) / (high - low).max(0.1) * HEIGHT;

    let mut marks = vec![look.quiet((0.0, look.size * 0.5), frontier.chance.clone(), Anchor::Start)];
    let mut tenth = (low * 10.0).round();
    while tenth <= high * 10.0 + 0.5 {
        let at = y(tenth / 10.0);
        marks.push(Mark::line((left, at), (right, at), 0.4, palette.rule));
        marks.push(look.quiet((left - 6.0, at), percent(tenth / 10.0, look.language), Anchor::End));
        tenth += 1.0;
    }
    let mut at = 0.0;
    let mut free = 0.0;
    while at <= divisions {
        let place = x(at * step);
        marks.push(Mark::line((place, bottom), (place, bottom + 3.0), 0.4, palette.rule));
        let text = figure(at * step, step, look.language);
        let half = look.wide(&text, false) / 2.0;
        if place - half >= free && place + half <= look.width {
            marks.push(look.quiet((place, bottom + look.size * 1.1), text, Anchor::Middle));
            free = place + half + 6.0;
        }
        at += 1.0;
    }
    marks.push(Mark::line((left, bottom), (right, bottom), 0.8, palette.muted));
    let line: Vec<(f64, f64)> = frontier.points.iter().map(|(cost, p)| (x(*cost), y(*p))).collect();
    if line.len() > 1 {
        marks.push(Mark::Stroke { points: line.clone(), width: 1.0, colour: palette.muted, dash: None });
    }
    let places: Vec<(f64, f64)> = frontier.named.iter().map(|one| (x(one.cost), y(one.chance))).collect();
    // A named point has its own mark.
    let apart = |a: &(f64, f64), b: &(f64, f64)| (a.0 - b.0).abs() + (a.1 - b.1).abs() > 0.1;
    let others = line.iter().filter(|point| places.iter().all(|named| apart(point, named)));
    marks.extend(others.map(|(x, y)| Mark::diamond(*x, *y, OTHER, palette.muted)));

    // Names keep off every point and off each other.
    let around = |(x, y): &(f64, f64), radius: f64| [x - radius, y - radius, x + radius, y + radius];
    let mut taken: Vec<Area> = line.iter().map(|point| around(point, OTHER)).collect();
    taken.extend(places.iter().map(|point| around(point, NAMED)));
    for (at, (point, (x, y))) in frontier.named.iter().zip(&places).enumerate().rev() {
        marks.push(Mark::diamond(*x, *y, NAMED, palette.primary));
        if at > 0 {
            marks.push(Mark::diamond(*x, *y, NAMED - 1.8, palette.paper));
        }
        let wide = look.wide(&point.name, true);
        let area = name_place((*x, *y), wide, look.size, &taken, [left, 0.0, look.width, bottom]);
        let middle = f64::midpoint(area[1], area[3]);
        let ground = (area[2] - area[0], area[3] - area[1]);
        marks.push(Mark::rectangle(area[0], area[1], ground.0, ground.1, palette.paper));
        marks.push(look.words((area[0] + 1.5, middle), point.name.clone(), true, Anchor::Start));
        taken.push(area);
    }
    let height = bottom + look.size * 3.0;
    marks.push(look.quiet((right, height - look.size * 0.7), frontier.cost.clone(), Anchor::End));
    Drawing { width: look.width, height, marks }
}

/// The first place beside a point where a name meets nothing that is taken and stays inside.
fn name_place((x, y): (f64, f64), wide: f64, size: f64, taken: &[Area], inside: Area) -> Area {
    let (wide, high) = (wide + 3.0, size * 1.1);
    let at = |left: f64, top: f64| [left, top, left + wide, top + high];
    let mut tries = Vec::new();
    // Lower right and upper left first: the line rises from the left.
    for far in [0.0, 1.0, 2.2, 3.4] {
        let off = far * size;
        tries.extend([
            at(x + NAMED + 3.0, y + off),
            at(x - NAMED - 3.0 - wide, y - high - off),
            at(x - NAMED - 3.0 - wide, y - high / 2.0 + off),
            at(x + NAMED + 3.0, y - high / 2.0 - off),
            at(x - wide / 2.0, y + NAMED + 3.0 + off),
        ]);
    }
    let stays = |area: &Area| {
        area[0] >= inside[0] && area[1] >= inside[1] && area[2] <= inside[2] && area[3] <= inside[3]
    };
    let meets = |one: &Area, other: &Area| {
        one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3]
    };
    let good = |area: &&Area| stays(area) && !taken.iter().any(|other| meets(area, other));
    let clear = tries.iter().find(good).or_else(|| tries.iter().find(|area| stays(area)));
    *clear.unwrap_or(&at((inside[2] - wide).max(inside[0]), (y + size).min(inside[3] - high)))
}
