//! The page being filled: its content, the figures that wait for the next, its footnotes.

use std::{collections::VecDeque, rc::Rc};

use bidwright_base::geometry::{Point, Pt};

use super::{Area, FilledPage, Notes, height_of_notes, without_preferences};
use crate::layout::items::{artifact, line};
use crate::layout::unbreakable;
use crate::layout::unbreakable::{Background, Floating, Keep, Start, Unbreakable};

/// Space between text and footnotes; the short rule is in it.
const NOTES_GAP: Pt = Pt(16.0);
/// Footnotes never push text off more than this share of a page; the rest goes to the next page.
const NOTES_SHARE: f64 = 0.5;
/// With less of the page left than this share of it, a figure that does not fit ends the page.
const FLOAT_ROOM: f64 = 0.1;
/// Space under a figure at the top of a page, beside that above the text.
const UNDER_FLOAT: Pt = Pt(6.5);
/// A page less full than this share of it is not left for the sake of a preference.
const THIN: f64 = 0.2;

/// Fills pages one after the other.
pub(super) struct PageBuilder<'b> {
    pub(super) area: Area,
    backgrounds: &'b [Background],
    filled: Vec<FilledPage>,
    /// The content of this page, each with its height.
    pub(super) units: Vec<(Pt, Unbreakable)>,
    pub(super) y: Pt,
    /// Figures that wait for the next page, in order.
    floats: VecDeque<Vec<Unbreakable>>,
    /// Footnotes of this page, and what earlier pages had no room for.
    notes: VecDeque<Unbreakable>,
}

impl<'b> PageBuilder<'b> {
    pub(super) fn new(area: Area, backgrounds: &'b [Background]) -> PageBuilder<'b> {
        PageBuilder {
            area,
            backgrounds,
            filled: Vec::new(),
            units: Vec::new(),
            y: Pt::ZERO,
            floats: VecDeque::new(),
            notes: VecDeque::new(),
        }
    }

    /// Continues with pages of this kind; what is left of others is finished first.
    pub(super) fn continue_on(&mut self, area: Area, notes: &mut Notes) {
        if self.area == area {
            return;
        }
        self.place_floats(notes);
        while !self.units.is_empty() || !self.notes.is_empty() {
            self.close();
        }
        self.area = area;
    }

    /// Places a chain on this page or the next, or lets its figure wait.
    pub(super) fn chain(&mut self, chain: Vec<Unbreakable>, notes: &mut Notes) {
        let Some(first) = chain.first() else { return };
        let (gap, start, header) = (first.gap, first.start, first.header.clone());
        let floating = first.floating == Floating::Allowed;
        let height = unbreakable::height(&chain);
        let notes_height = height_of_notes(&chain, notes);
        let head = header.as_ref().map_or(Pt::ZERO, |header| header.height);
        let has_preferences = chain.iter().any(|unit| unit.keep_with_next == Keep::Preferred);
        // A chain longer than a page would be torn anyway, so it need not begin on a new one.
        let whole = head + height + self.reserve(notes_height, true) <= self.area.height;
        // A figure does not move to another chapter, nor behind a later figure.
        let holds_figure = chain.iter().any(|unit| unit.floating != Floating::NoFigure);
        if start != Start::Anywhere || !floating && holds_figure {
            self.place_floats(notes);
        }
        if !self.units.is_empty() {
            let used = self.y + gap + height + self.reserve(notes_height, false);
            let left = self.area.height - self.y;
            let needed = match start {
                Start::Anywhere => false,
                Start::Page => true,
                Start::Room(share) => left < share * self.area.height,
            };
            let over = used > self.area.height;
            if !needed && over && whole && has_preferences && self.y < THIN * self.area.height {
                return self.chains(without_preferences(chain), notes);
            }
            let waits = over && left > FLOAT_ROOM * self.area.height || !self.floats.is_empty();
            if floating && !needed && whole && waits {
                return self.floats.push_back(chain);
            }
            if needed || (whole && over) {
                self.next_page(notes);
                let used = self.y + gap + head + height + self.reserve(notes_height, false);
                if !self.units.is_empty() && used > self.area.height {
                    self.next_page(notes);
                }
                self.repeat_header(header.as_ref());
            }
        }
        if whole {
            for unit in chain {
                self.place(unit, notes);
            }
        } else if has_preferences {
            self.chains(without_preferences(chain), notes);
        } else {
            self.split(chain, notes);
        }
    }

    /// Places the chains that are left of a longer one. Where that begins is settled.
    fn chains(&mut self, chains: Vec<Vec<Unbreakable>>, notes: &mut Notes) {
        for mut chain in chains {
            chain.first_mut().into_iter().for_each(|unit| unit.start = Start::Anywhere);
            self.chain(chain, notes);
        }
    }

    /// Places a chain that no page can hold, breaking it where pages end.
    fn split(&mut self, chain: Vec<Unbreakable>, notes: &mut Notes) {
        for unit in chain {
            let full = |here: &Self| {
                here.y + unit.gap + unit.height + here.reserve(Pt::ZERO, false) > here.area.height
            };
            let mut turned = false;
            while full(self) && !self.units.is_empty() {
                self.next_page(notes);
                turned = true;
            }
            if turned {
                self.repeat_header(unit.header.as_ref());
            }
            self.place(unit, notes);
        }
    }

    pub(super) fn place(&mut self, unit: Unbreakable, notes: &mut Notes) {
        if !self.units.is_empty() {
            self.y += unit.gap;
        }
        self.call_notes(&unit, notes);
        let height = unit.height;
        self.units.push((self.y, unit));
        self.y += height;
    }

    /// Puts the notes a unit refers to among those of this page.
    pub(super) fn call_notes(&mut self, unit: &Unbreakable, notes: &mut Notes) {
        let mut called: VecDeque<usize> = unit.notes.iter().copied().collect();
        while let Some(note) = called.pop_front() {
            // Taken, so that a note referred to twice is printed once.
            let lines = notes.get_mut(note).map(std::mem::take).unwrap_or_default();
            called.extend(lines.iter().flat_map(|line| &line.notes));
            self.notes.extend(lines);
        }
    }

    /// Height to leave for the notes there are and those to come.
    pub(super) fn reserve(&self, more: Pt, on_new_page: bool) -> Pt {
        let here = if on_new_page { Pt::ZERO } else { stacked(&self.notes) };
        let notes = here + more;
        if notes > Pt::ZERO { (notes + NOTES_GAP).min(self.area.height * NOTES_SHARE) } else { Pt::ZERO }
    }

    /// Ends the page and begins the next, with the figures that waited for it at its top.
    pub(super) fn next_page(&mut self, notes: &mut Notes) {
        self.close();
        while let Some(figure) = self.floats.pop_front() {
            let room = self.area.height - self.y - self.reserve(height_of_notes(&figure, notes), false);
            if !self.units.is_empty() && figure[0].gap + unbreakable::height(&figure) > room {
                self.floats.push_front(figure);
                break;
            }
            figure.into_iter().for_each(|unit| self.place(unit, notes));
            self.y += UNDER_FLOAT;
        }
    }

    /// Places every figure that waits.
    pub(super) fn place_floats(&mut self, notes: &mut Notes) {
        while !self.floats.is_empty() {
            self.next_page(notes);
        }
    }

    /// Places what is repeated where a table is continued.
    fn repeat_header(&mut self, header: Option<&Rc<Unbreakable>>) {
        if let Some(header) = header {
            let header = header.as_artifact();
            let y = self.y;
            self.y += header.height;
            self.units.push((y, header));
        }
    }

    fn close(&mut self) {
        let mut units = std::mem::take(&mut self.units);
        let notes = self.fitting_notes();
        if !notes.is_empty() {
            let mut y = self.area.height - notes.iter().map(|unit| unit.gap + unit.height).sum::<Pt>();
            let rule = line(Point::new(self.area.left, y - Pt(5.0)), Pt(72.0), Pt(0.5), self.area.rule);
            let mut short_rule = Unbreakable::default();
            short_rule.items.push(artifact(rule));
            units.push((Pt::ZERO, short_rule));
            for note in notes {
                y += note.gap;
                let height = note.height;
                units.push((y, note));
                y += height;
            }
        }
        let mut places = Vec::new();
        for (y, unit) in &mut units {
            *y += self.area.top;
            places.extend(unit.places.drain(..).map(|id| (id, *y)));
        }
        let items = unbreakable::paint(units, self.backgrounds);
        self.filled.push(FilledPage { size: self.area.page, items, places });
        self.y = Pt::ZERO;
    }

    /// The footnotes there is room for under the text; at least one if the page is otherwise empty.
    fn fitting_notes(&mut self) -> Vec<Unbreakable> {
        let room = self.area.height - self.y - NOTES_GAP;
        let mut height = Pt::ZERO;
        let mut fitting = Vec::new();
        while let Some(note) = self.notes.front() {
            height += note.gap + note.height;
            if height > room + Pt(0.01) && !(fitting.is_empty() && self.y <= Pt::ZERO) {
                break;
            }
            fitting.extend(self.notes.pop_front());
        }
        fitting
    }

    pub(super) fn finish(mut self) -> Vec<FilledPage> {
        while !self.units.is_empty() || !self.notes.is_empty() || self.filled.is_empty() {
            self.close();
        }
        self.filled
    }
}

fn stacked(notes: &VecDeque<Unbreakable>) -> Pt {
    notes.iter().map(|unit| unit.gap + unit.height).sum()
}
