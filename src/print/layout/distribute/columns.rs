//! Two columns: filled one after the other, ended at one height, their lines on one grid.

use std::collections::VecDeque;

use super::{Filling, chains, height_of_notes, loosened};
use crate::layout::slab;
use crate::layout::slab::Slab;

/// Between the columns.
pub(in crate::layout) const GUTTER: f64 = 20.0;
/// With room for fewer lines than these, columns begin on the next page.
const FEWEST_LINES: f64 = 9.0;
/// Rounding is not an overfull column.
const HAIR: f64 = 0.01;

impl Filling<'_> {
    /// Sets slabs in two columns, over as many pages as it takes, under a heading from margin to margin.
    pub(super) fn columns(&mut self, heading: Vec<Slab>, slabs: Vec<Slab>, notes: &mut [Vec<Slab>]) {
        let lead = commonest_height(&slabs);
        let mut rest: VecDeque<Vec<Slab>> = chains(slabs).into();
        if !heading.is_empty() {
            let needed = slab::height(&heading) + heading[0].gap + FEWEST_LINES * lead;
            let started = matches!(heading[0].start, slab::Start::Page);
            if !self.slabs.is_empty() && (started || self.room() < needed) {
                self.turn(notes);
            }
            heading.into_iter().for_each(|slab| self.place(slab, notes));
        }
        while let Some(first) = rest.front() {
            let fresh = self.slabs.is_empty();
            let top = if fresh { 0.0 } else { self.y + first[0].gap };
            if !fresh && self.room() < FEWEST_LINES * lead {
                self.turn(notes);
                continue;
            }
            let counts = self.fill(&rest, top, lead, notes);
            match counts {
                [0, _] if !fresh => self.turn(notes),
                [0, _] => {
                    // Taller than a column: divided where it may be, else where it must.
                    let tall = rest.pop_front().unwrap_or_default();
                    let mut parts = loosened(tall);
                    if parts.len() == 1 {
                        parts = parts
                            .remove(0)
                            .into_iter()
                            .map(|slab| vec![Slab { keep: false, ..slab }])
                            .collect();
                    }
                    if let [single] = parts.as_mut_slice()
                        && single.len() == 1
                    {
                        single.drain(..).for_each(|slab| self.place(slab, notes));
                        continue;
                    }
                    parts.into_iter().rev().for_each(|part| rest.push_front(part));
                }
                [one, other] => {
                    let on_page: Vec<Vec<Slab>> = rest.drain(..one + other).collect();
                    let split = if rest.is_empty() { even_split(&on_page, lead) } else { one };
                    self.set(on_page, split, top, lead, notes);
                    if !rest.is_empty() {
                        self.turn(notes);
                    }
                }
            }
        }
    }

    /// Height left on this page.
    fn room(&self) -> f64 {
        self.area.height - self.y - self.reserve(0.0, false)
    }

    /// How many chains go into the first column of this page and how many into the second.
    fn fill(&self, rest: &VecDeque<Vec<Slab>>, top: f64, lead: f64, notes: &[Vec<Slab>]) -> [usize; 2] {
        let mut counts = [0, 0];
        let mut noted = 0.0;
        let mut tallest = 0.0_f64;
        let mut all = rest.iter().peekable();
        for count in &mut counts {
            let mut column = Column::new(lead);
            while let Some(chain) = all.peek() {
                let more = height_of_notes(chain, notes);
                let room = self.area.height - top - self.reserve(noted + more, false);
                let mut fuller = column.clone();
                chain.iter().for_each(|slab| _ = fuller.add(slab));
                if fuller.height.max(tallest) > room + HAIR {
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
    fn set(&mut self, chains: Vec<Vec<Slab>>, split: usize, top: f64, lead: f64, notes: &mut [Vec<Slab>]) {
        let over = (self.area.width - GUTTER) / 2.0 + GUTTER;
        let mut column = Column::new(lead);
        for (at, chain) in chains.into_iter().enumerate() {
            if at == split {
                self.y = self.y.max(top + column.height);
                column = Column::new(lead);
            }
            for mut slab in chain {
                let y = top + column.add(&slab);
                slab.right = if at < split { 0.0 } else { over };
                self.call(&slab, notes);
                self.slabs.push((y, slab));
            }
        }
        self.y = self.y.max(top + column.height);
    }
}

/// Where slabs of a column stand: lines of the common height on a grid of that height, all else between.
#[derive(Debug, Clone)]
struct Column {
    lead: f64,
    height: f64,
    empty: bool,
}

impl Column {
    fn new(lead: f64) -> Column {
        Column { lead, height: 0.0, empty: true }
    }

    /// Takes a slab in, and says how far from the top it stands.
    fn add(&mut self, slab: &Slab) -> f64 {
        let mut y = if self.empty { 0.0 } else { self.height + slab.gap };
        if (slab.height - self.lead).abs() < HAIR {
            let below = ((self.height - HAIR) / self.lead).ceil();
            y = (y / self.lead).round().max(below) * self.lead;
        }
        self.empty = false;
        self.height = y + slab.height;
        y
    }
}

/// The number of chains in the first column at which both columns are lowest; of equals the larger.
fn even_split(chains: &[Vec<Slab>], lead: f64) -> usize {
    let height = |chains: &[Vec<Slab>]| {
        let mut column = Column::new(lead);
        chains.iter().flatten().for_each(|slab| _ = column.add(slab));
        column.height
    };
    let tallest = |split: usize| height(&chains[..split]).max(height(&chains[split..]));
    let splits = (0..=chains.len()).map(|split| (split, tallest(split)));
    let best = splits.reduce(|best, next| if next.1 <= best.1 + HAIR { next } else { best });
    best.map_or(0, |(split, _)| split)
}

/// Most slabs are lines of text: the height that most have.
fn commonest_height(slabs: &[Slab]) -> f64 {
    let mut heights: Vec<f64> = slabs.iter().map(|slab| slab.height).filter(|height| *height > 1.0).collect();
    heights.sort_by(f64::total_cmp);
    let runs = heights.chunk_by(|a, b| (a - b).abs() < HAIR);
    runs.max_by_key(|run| run.len()).map_or(1.0, |run| run[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slab(height: f64, gap: f64) -> Slab {
        Slab { gap, ..Slab::space(height) }
    }

    #[test]
    fn lines_stand_on_the_grid_after_whatever_stood_between() {
        let mut column = Column::new(10.0);
        let tops: Vec<f64> =
            [slab(10.0, 0.0), slab(10.0, 3.0), slab(17.0, 12.0), slab(10.0, 4.0), slab(10.0, 0.0)]
                .iter()
                .map(|slab| column.add(slab))
                .collect();
        assert_eq!(tops, [0.0, 10.0, 32.0, 50.0, 60.0]);
    }

    #[test]
    fn the_last_columns_end_at_one_height_as_near_as_can_be() {
        let chains: Vec<Vec<Slab>> = (0..7).map(|_| vec![slab(10.0, 0.0)]).collect();
        assert_eq!(even_split(&chains, 10.0), 4);
        assert_eq!(even_split(&chains[..6], 10.0), 3);
        assert_eq!(even_split(&[], 10.0), 0);
    }
}
