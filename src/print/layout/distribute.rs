//! Distribute: slabs fill pages, chains of them staying together, with their footnotes at the foot.

mod columns;

use std::{collections::VecDeque, rc::Rc};

use bidwright_document::tree::Flow;
use bidwright_model::theme::Colour;

use super::{
    pages::Placed,
    slab::{self, Ground, Slab, Start, artifact},
};

pub(super) use columns::GUTTER;

/// Space between text and footnotes; the short rule stands in it.
const NOTES_GAP: f64 = 16.0;
/// Footnotes never push text off more than this share of a page; what is over goes on.
const NOTES_SHARE: f64 = 0.5;
/// With less of the page left than this share of it, a figure that does not fit ends the page.
const FLOAT_ROOM: f64 = 0.1;
/// Space under a figure at the top of a page, beside that above the text.
const UNDER_FLOAT: f64 = 6.5;
/// A page less full than this share of it is not left for the sake of a wish.
pub(super) const THIN: f64 = 0.2;

/// The part of the page that text fills.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Area {
    /// Width and height of the page.
    pub(super) page: (f64, f64),
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) width: f64,
    pub(super) height: f64,
    /// Colour of the rule above footnotes.
    pub(super) rule: Colour,
}

/// A stretch of the document that is set in one way.
#[derive(Debug, Default)]
pub(super) struct Part {
    pub(super) flow: Flow,
    pub(super) slabs: Vec<Slab>,
}

/// A filled page, its items placed from the page's corner.
#[derive(Debug)]
pub(super) struct Sheet {
    pub(super) page: (f64, f64),
    pub(super) items: Vec<Placed>,
    /// Ids and how far from the top of the page they stand.
    pub(super) places: Vec<(String, f64)>,
}

/// Fills as many pages as it takes. The areas are those of an upright page and of one on its side.
pub(super) fn distribute(
    parts: Vec<Part>,
    notes: &mut [Vec<Slab>],
    grounds: &[Ground],
    areas: [Area; 2],
) -> Vec<Sheet> {
    let area = areas[0];
    let mut filling = Filling {
        area,
        grounds,
        sheets: Vec::new(),
        slabs: Vec::new(),
        y: 0.0,
        floats: VecDeque::new(),
        notes: VecDeque::new(),
    };
    // A heading at the end of a part belongs to what follows.
    let mut held: Vec<Slab> = Vec::new();
    let parts: Vec<Part> = parts.into_iter().filter(|part| !part.slabs.is_empty()).collect();
    let count = parts.len();
    for (at, part) in parts.into_iter().enumerate() {
        filling.on(areas[usize::from(part.flow == Flow::Landscape)], notes);
        if part.flow == Flow::TwoColumns {
            filling.land_all(notes);
            filling.columns(std::mem::take(&mut held), part.slabs, notes);
            continue;
        }
        let mut slabs = std::mem::take(&mut held);
        slabs.extend(part.slabs);
        if at + 1 < count {
            let last = slabs.iter().rposition(|slab| !slab.keep).map_or(0, |at| at + 1);
            held = slabs.split_off(last);
        }
        for chain in chains(slabs) {
            filling.chain(chain, notes);
        }
    }
    for chain in chains(held) {
        filling.chain(chain, notes);
    }
    filling.land_all(notes);
    filling.finish()
}

/// Slabs that stay together, each run of them ending with the first that may end a page.
fn chains(slabs: Vec<Slab>) -> Vec<Vec<Slab>> {
    let mut chains = Vec::new();
    let mut chain = Vec::new();
    for slab in slabs {
        let ends = !slab.keep;
        chain.push(slab);
        if ends {
            chains.push(std::mem::take(&mut chain));
        }
    }
    if !chain.is_empty() {
        chains.push(chain);
    }
    chains
}

/// A chain without its wishes: only what must stay together does.
fn loosened(chain: Vec<Slab>) -> Vec<Vec<Slab>> {
    let free = chain.into_iter().map(|slab| Slab { keep: slab.keep && !slab.loose, loose: false, ..slab });
    chains(free.collect())
}

struct Filling<'g> {
    area: Area,
    grounds: &'g [Ground],
    sheets: Vec<Sheet>,
    /// What stands on this page, and at what height.
    slabs: Vec<(f64, Slab)>,
    y: f64,
    /// Figures that wait for the next page, in order.
    floats: VecDeque<Vec<Slab>>,
    /// Footnotes of this page, and what earlier pages had no room for.
    notes: VecDeque<Slab>,
}

impl Filling<'_> {
    /// Goes on with pages of this kind; what is left of others is finished first.
    fn on(&mut self, area: Area, notes: &mut [Vec<Slab>]) {
        if self.area == area {
            return;
        }
        self.land_all(notes);
        while !self.slabs.is_empty() || !self.notes.is_empty() {
            self.close();
        }
        self.area = area;
    }

    fn chain(&mut self, chain: Vec<Slab>, notes: &mut [Vec<Slab>]) {
        let height = slab::height(&chain);
        let gap = chain.first().map_or(0.0, |slab| slab.gap);
        let notes_height = height_of_notes(&chain, notes);
        let header = chain.first().and_then(|slab| slab.header.clone());
        let head = header.as_ref().map_or(0.0, |header| header.height);
        let start = chain.first().map_or(Start::Anywhere, |slab| slab.start);
        let wishes = chain.iter().any(|slab| slab.loose);
        // A chain longer than a page would be torn anyway, so it need not begin on a new one.
        let whole = head + height + self.reserve(notes_height, true) <= self.area.height;
        let float = chain.first().is_some_and(|slab| slab.float);
        // A figure does not stand in another chapter, nor after one that was told later.
        if start != Start::Anywhere || !float && chain.iter().any(|slab| slab.figure) {
            self.land_all(notes);
        }
        if !self.slabs.is_empty() {
            let used = self.y + gap + height + self.reserve(notes_height, false);
            let left = self.area.height - self.y;
            let needed = match start {
                Start::Anywhere => false,
                Start::Page => true,
                Start::Room(share) => left < share * self.area.height,
            };
            let over = used > self.area.height;
            if !needed && over && whole && wishes && self.y < THIN * self.area.height {
                return self.each(loosened(chain), notes);
            }
            let waits = over && left > FLOAT_ROOM * self.area.height || !self.floats.is_empty();
            if float && !needed && whole && waits {
                return self.floats.push_back(chain);
            }
            if needed || (whole && over) {
                self.turn(notes);
                if !self.slabs.is_empty()
                    && self.y + gap + head + height + self.reserve(notes_height, false) > self.area.height
                {
                    self.turn(notes);
                }
                self.head(header.as_ref());
            }
        }
        if whole {
            for slab in chain {
                self.place(slab, notes);
            }
        } else if wishes {
            self.each(loosened(chain), notes);
        } else {
            self.torn(chain, notes);
        }
    }

    fn each(&mut self, chains: Vec<Vec<Slab>>, notes: &mut [Vec<Slab>]) {
        for mut chain in chains {
            // Where it begins is settled.
            chain.first_mut().into_iter().for_each(|slab| slab.start = Start::Anywhere);
            self.chain(chain, notes);
        }
    }

    /// Places a chain that no page can hold, breaking it where pages end.
    fn torn(&mut self, chain: Vec<Slab>, notes: &mut [Vec<Slab>]) {
        for slab in chain {
            let full =
                |here: &Self| here.y + slab.gap + slab.height + here.reserve(0.0, false) > here.area.height;
            let mut turned = false;
            while full(self) && !self.slabs.is_empty() {
                self.turn(notes);
                turned = true;
            }
            if turned {
                self.head(slab.header.as_ref());
            }
            self.place(slab, notes);
        }
    }

    fn place(&mut self, slab: Slab, notes: &mut [Vec<Slab>]) {
        if !self.slabs.is_empty() {
            self.y += slab.gap;
        }
        self.call(&slab, notes);
        let height = slab.height;
        self.slabs.push((self.y, slab));
        self.y += height;
    }

    /// Puts the notes a slab refers to among those of this page.
    fn call(&mut self, slab: &Slab, notes: &mut [Vec<Slab>]) {
        let mut called: VecDeque<usize> = slab.notes.iter().copied().collect();
        while let Some(note) = called.pop_front() {
            // Taken, so that a note referred to twice is printed once.
            let lines = notes.get_mut(note).map(std::mem::take).unwrap_or_default();
            called.extend(lines.iter().flat_map(|line| &line.notes));
            self.notes.extend(lines);
        }
    }

    /// Height to leave for the notes there are and those to come.
    fn reserve(&self, more: f64, on_new_page: bool) -> f64 {
        let here = if on_new_page { 0.0 } else { stacked(&self.notes) };
        let notes = here + more;
        if notes > 0.0 { (notes + NOTES_GAP).min(self.area.height * NOTES_SHARE) } else { 0.0 }
    }

    /// Ends the page and begins the next, with the figures that waited for it at its top.
    fn turn(&mut self, notes: &mut [Vec<Slab>]) {
        self.close();
        while let Some(figure) = self.floats.pop_front() {
            let room = self.area.height - self.y - self.reserve(height_of_notes(&figure, notes), false);
            if !self.slabs.is_empty() && figure[0].gap + slab::height(&figure) > room {
                self.floats.push_front(figure);
                break;
            }
            figure.into_iter().for_each(|slab| self.place(slab, notes));
            self.y += UNDER_FLOAT;
        }
    }

    /// Lets no figure wait any longer.
    fn land_all(&mut self, notes: &mut [Vec<Slab>]) {
        while !self.floats.is_empty() {
            self.turn(notes);
        }
    }

    /// What is repeated where a table goes on.
    fn head(&mut self, header: Option<&Rc<Slab>>) {
        if let Some(header) = header {
            let header = header.as_artifact();
            let y = self.y;
            self.y += header.height;
            self.slabs.push((y, header));
        }
    }

    fn close(&mut self) {
        let mut sheet = Sheet { page: self.area.page, items: Vec::new(), places: Vec::new() };
        let mut slabs = std::mem::take(&mut self.slabs);
        let notes = self.fitting_notes();
        if !notes.is_empty() {
            let mut y = self.area.height - notes.iter().map(|slab| slab.gap + slab.height).sum::<f64>();
            let rule = slab::line(self.area.left, y - 5.0, 72.0, 0.5, self.area.rule);
            let mut short_rule = Slab::default();
            short_rule.items.push(artifact(rule));
            slabs.push((0.0, short_rule));
            for note in notes {
                y += note.gap;
                let height = note.height;
                slabs.push((y, note));
                y += height;
            }
        }
        let top = self.area.top;
        for (y, slab) in &mut slabs {
            *y += top;
            sheet.places.extend(slab.places.drain(..).map(|id| (id, *y)));
        }
        sheet.items = slab::paint(slabs, self.grounds);
        self.sheets.push(sheet);
        self.y = 0.0;
    }

    /// The footnotes there is room for under the text; at least one if the page is otherwise empty.
    fn fitting_notes(&mut self) -> Vec<Slab> {
        let room = self.area.height - self.y - NOTES_GAP;
        let mut height = 0.0;
        let mut fitting = Vec::new();
        while let Some(note) = self.notes.front() {
            height += note.gap + note.height;
            if height > room + 0.01 && !(fitting.is_empty() && self.y <= 0.0) {
                break;
            }
            fitting.extend(self.notes.pop_front());
        }
        fitting
    }

    fn finish(mut self) -> Vec<Sheet> {
        while !self.slabs.is_empty() || !self.notes.is_empty() || self.sheets.is_empty() {
            self.close();
        }
        self.sheets
    }
}

/// Height of the notes that slabs refer to and that are not yet set.
fn height_of_notes(slabs: &[Slab], notes: &[Vec<Slab>]) -> f64 {
    let called = slabs.iter().flat_map(|slab| &slab.notes);
    called.filter_map(|note| notes.get(*note)).flatten().map(|slab| slab.gap + slab.height).sum()
}

fn stacked(notes: &VecDeque<Slab>) -> f64 {
    notes.iter().map(|slab| slab.gap + slab.height).sum()
}
