//! Two columns: filled one after the other, ended at one height, their lines on one grid.

use std::collections::VecDeque;

use super::{Notes, builder::PageBuilder, chains, height_of_notes, without_preferences};
use crate::layout::unbreakable;
use crate::layout::unbreakable::{Keep, Unbreakable};
use bidwright_base::geometry::Pt;

/// Between the columns.
pub(in crate::layout) const GUTTER: Pt = Pt(20.0);
/// With room for fewer lines than these, columns begin on the next page.
const FEWEST_LINES: f64 = 9.0;
/// Rounding is not an overfull column.
const TOLERANCE: Pt = Pt(0.01);

impl PageBuilder<'_> {
    /// Sets units in two columns, over as many pages as it takes, under a heading from margin to margin.
    pub(super) fn columns(&mut self, heading: Vec<Unbreakable>, units: Vec<Unbreakable>, notes: &mut Notes) {
        let lead = commonest_height(&units);
        let mut rest: VecDeque<Vec<Unbreakable>> = chains(units).into();
        if !heading.is_empty() {
            let needed = unbreakable::height(&heading) + heading[0].gap + FEWEST_LINES * lead;
            let started = matches!(heading[0].start, unbreakable::Start::Page);
            if !self.units.is_empty() && (started || self.room() < needed) {
                self.next_page(notes);
            }
            heading.into_iter().for_each(|unit| self.place(unit, notes));
        }
        while let Some(first) = rest.front() {
            let fresh = self.units.is_empty();
            let top = if fresh { Pt::ZERO } else { self.y + first[0].gap };
            if !fresh && self.room() < FEWEST_LINES * lead {
                self.next_page(notes);
                continue;
            }
            let counts = self.fill(&rest, top, lead, notes);
            match counts {
                [0, _] if !fresh => self.next_page(notes),
                [0, _] => {
                    // Taller than a column: divided where it may be, else where it must.
                    let tall = rest.pop_front().unwrap_or_default();
                    let mut parts = without_preferences(tall);
                    if parts.len() == 1 {
                        let free = |unit| vec![Unbreakable { keep_with_next: Keep::No, ..unit }];
                        parts = parts.remove(0).into_iter().map(free).collect();
                    }
                    if let [single] = parts.as_mut_slice()
                        && single.len() == 1
                    {
                        single.drain(..).for_each(|unit| self.place(unit, notes));
                        continue;
                    }
                    parts.into_iter().rev().for_each(|part| rest.push_front(part));
                }
                [one, other] => {
                    let on_page: Vec<Vec<Unbreakable>> = rest.drain(..one + other).collect();
                    let split = if rest.is_empty() { even_split(&on_page, lead) } else { one };
                    self.set(on_page, split, top, lead, notes);
                    if !rest.is_empty() {
                        self.next_page(notes);
                    }
                }
            }
        }
    }

    /// Height left on this page.
    fn room(&self) -> Pt {
        self.area.height - self.y - self.reserve(Pt::ZERO, false)
    }

    /// How many chains go into the first column of this page and how many into the second.
    fn fill(&self, rest: &VecDeque<Vec<Unbreakable>>, top: Pt, lead: Pt, notes: &Notes) -> [usize; 2] {
        let mut counts = [0, 0];
        let mut noted = Pt::ZERO;
        let mut tallest = Pt::ZERO;
        let mut all = rest.iter().peekable();
        for count in &mut counts {
            let mut column = Column::new(lead);
            while let Some(chain) = all.peek() {
                let more = height_of_notes(chain, notes);
                let room = self.area.height - top - self.reserve(noted + more, false);
                let mut fuller = column.clone();
                chain.iter().for_each(|unit| _ = fuller.add(unit));
                if fuller.height.max(tallest) > room + TOLERANCE {
                    break;
                }
                column = fuller;
                noted += more;
                *count += 1;
                all.next();
            }
            tallest = tallest.max(column.height);
        }
        counts
    }

    /// Puts chains into two columns, the second beginning with that number.
    fn set(&mut self, chains: Vec<Vec<Unbreakable>>, split: usize, top: Pt, lead: Pt, notes: &mut Notes) {
        let over = (self.area.width - GUTTER) / 2.0 + GUTTER;
        let mut column = Column::new(lead);
        for (at, chain) in chains.into_iter().enumerate() {
            if at == split {
                self.y = self.y.max(top + column.height);
                column = Column::new(lead);
            }
            for mut unit in chain {
                let y = top + column.add(&unit);
                unit.right = if at < split { Pt::ZERO } else { over };
                self.call_notes(&unit, notes);
                self.units.push((y, unit));
            }
        }
        self.y = self.y.max(top + column.height);
    }
}

/// The heights of the units of a column: lines of the common height on a grid of that height, all else between.
#[derive(Debug, Clone)]
struct Column {
    lead: Pt,
    height: Pt,
    empty: bool,
}

impl Column {
    fn new(lead: Pt) -> Column {
        Column { lead, height: Pt::ZERO, empty: true }
    }

    /// Takes a unit in, and returns its distance from the top.
    fn add(&mut self, unit: &Unbreakable) -> Pt {
        let mut y = if self.empty { Pt::ZERO } else { self.height + unit.gap };
        if (unit.height - self.lead).abs() < TOLERANCE {
            let below = ((self.height - TOLERANCE) / self.lead).ceil();
            y = (y / self.lead).round().max(below) * self.lead;
        }
        self.empty = false;
        self.height = y + unit.height;
        y
    }
}

/// The number of chains in the first column at which both columns are lowest; of equals the larger.
fn even_split(chains: &[Vec<Unbreakable>], lead: Pt) -> usize {
    let height = |chains: &[Vec<Unbreakable>]| {
        let mut column = Column::new(lead);
        chains.iter().flatten().for_each(|unit| _ = column.add(unit));
        column.height
    };
    let tallest = |split: usize| height(&chains[..split]).max(height(&chains[split..]));
    let splits = (0..=chains.len()).map(|split| (split, tallest(split)));
    let best = splits.reduce(|best, next| if next.1 <= best.1 + TOLERANCE { next } else { best });
    best.map_or(0, |(split, _)| split)
}

/// Most units are lines of text: the height that most have.
fn commonest_height(units: &[Unbreakable]) -> Pt {
    let mut heights: Vec<Pt> =
        units.iter().map(|unit| unit.height).filter(|height| *height > Pt(1.0)).collect();
    heights.sort_by(Pt::total_cmp);
    let runs = heights.chunk_by(|a, b| (*a - *b).abs() < TOLERANCE);
    runs.max_by_key(|run| run.len()).map_or(Pt(1.0), |run| run[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(height: f64, gap: f64) -> Unbreakable {
        Unbreakable { gap: Pt(gap), ..Unbreakable::space(Pt(height)) }
    }

    #[test]
    fn lines_stand_on_the_grid_after_whatever_stood_between() {
        let mut column = Column::new(Pt(10.0));
        let tops: Vec<Pt> =
            [unit(10.0, 0.0), unit(10.0, 3.0), unit(17.0, 12.0), unit(10.0, 4.0), unit(10.0, 0.0)]
                .iter()
                .map(|unit| column.add(unit))
                .collect();
        assert_eq!(tops, [0.0, 10.0, 32.0, 50.0, 60.0].map(Pt));
    }

    #[test]
    fn the_last_columns_end_at_one_height_as_near_as_can_be() {
        let chains: Vec<Vec<Unbreakable>> = (0..7).map(|_| vec![unit(10.0, 0.0)]).collect();
        assert_eq!(even_split(&chains, Pt(10.0)), 4);
        assert_eq!(even_split(&chains[..6], Pt(10.0)), 3);
        assert_eq!(even_split(&[], Pt(10.0)), 0);
    }
}
