//! Distribute: units fill pages, chains of them staying together, with their footnotes at the foot.

mod builder;
mod columns;

use bidwright_base::geometry::{Pt, Size};
use bidwright_document::tree::Flow;
use bidwright_model::theme::Colour;

use super::{
    pages::Placed,
    unbreakable::{Background, Keep, Unbreakable},
};
use builder::PageBuilder;

pub(super) use columns::GUTTER;

/// The part of the page that text fills.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Area {
    pub(super) page: Size,
    pub(super) left: Pt,
    pub(super) top: Pt,
    pub(super) width: Pt,
    pub(super) height: Pt,
    /// Colour of the rule above footnotes.
    pub(super) rule: Colour,
}

/// A stretch of the document that is set in one way.
#[derive(Debug, Default)]
pub(super) struct Part {
    pub(super) flow: Flow,
    pub(super) units: Vec<Unbreakable>,
}

/// A filled page, its items placed from the page's corner.
#[derive(Debug)]
pub(super) struct FilledPage {
    pub(super) size: Size,
    pub(super) items: Vec<Placed>,
    /// Ids, with their distance from the top of the page.
    pub(super) places: Vec<(String, Pt)>,
}

/// The footnotes of a document, by index; those already on a page are taken out.
pub(super) type Notes = [Vec<Unbreakable>];

/// Fills as many pages as it takes. The areas are those of an upright page and of one on its side.
pub(super) fn distribute(
    parts: Vec<Part>,
    notes: &mut Notes,
    backgrounds: &[Background],
    areas: [Area; 2],
) -> Vec<FilledPage> {
    let mut builder = PageBuilder::new(areas[0], backgrounds);
    // A heading at the end of a part belongs to what follows.
    let mut held: Vec<Unbreakable> = Vec::new();
    let parts: Vec<Part> = parts.into_iter().filter(|part| !part.units.is_empty()).collect();
    let count = parts.len();
    for (at, part) in parts.into_iter().enumerate() {
        builder.continue_on(areas[usize::from(part.flow == Flow::Landscape)], notes);
        if part.flow == Flow::TwoColumns {
            builder.place_floats(notes);
            builder.columns(std::mem::take(&mut held), part.units, notes);
            continue;
        }
        let mut units = std::mem::take(&mut held);
        units.extend(part.units);
        if at + 1 < count {
            let last = units.iter().rposition(|unit| !unit.is_kept()).map_or(0, |at| at + 1);
            held = units.split_off(last);
        }
        for chain in chains(units) {
            builder.chain(chain, notes);
        }
    }
    for chain in chains(held) {
        builder.chain(chain, notes);
    }
    builder.place_floats(notes);
    builder.finish()
}

/// Units that stay together: each chain ends with the first unit that may end a page.
fn chains(units: Vec<Unbreakable>) -> Vec<Vec<Unbreakable>> {
    let mut chains = Vec::new();
    let mut chain = Vec::new();
    for unit in units {
        let ends = !unit.is_kept();
        chain.push(unit);
        if ends {
            chains.push(std::mem::take(&mut chain));
        }
    }
    if !chain.is_empty() {
        chains.push(chain);
    }
    chains
}

/// A chain without its preferences: only what must stay together does.
fn without_preferences(mut chain: Vec<Unbreakable>) -> Vec<Vec<Unbreakable>> {
    for unit in chain.iter_mut().filter(|unit| unit.keep_with_next == Keep::Preferred) {
        unit.keep_with_next = Keep::No;
    }
    chains(chain)
}

/// Height of the notes that units refer to and that are not yet on a page.
fn height_of_notes(units: &[Unbreakable], notes: &Notes) -> Pt {
    let called = units.iter().flat_map(|unit| &unit.notes);
    called.filter_map(|note| notes.get(*note)).flatten().map(|unit| unit.gap + unit.height).sum()
}
