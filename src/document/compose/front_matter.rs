//! The front matter of a template becomes the title, cover and running foot of its document.

use std::collections::{BTreeMap, BTreeSet};

use super::proofread::figures::Known;
use super::push;
use super::template::Engine;
use super::template::front::{self, Front};
use super::view::View;
use crate::tree::{Block, Cover, Document, Meta};
use bidwright_base::diag::Diags;
use bidwright_base::source::FileId;
use bidwright_review::customer_offer::CustomerOffer;

/// The lines of the front matter, printed.
pub(super) struct Lines {
    title: String,
    kind: String,
    subtitle: String,
    footer: String,
    facts: Vec<(String, String)>,
}

/// Prints each line of the front matter; `None` if one cannot be printed.
pub(super) fn print_lines(
    front: &Front,
    text: &str,
    file: FileId,
    engine: &Engine,
    known: &mut Known,
    diags: &mut Diags,
) -> Option<Lines> {
    let mut line = |value: &toml::Spanned<String>| {
        let place = front::place(file, text, value);
        let line = engine.line(value.get_ref(), place).map_err(|faults| push(faults, diags)).ok()?;
        known.printed(&line);
        Some(line.text)
    };
    // All lines first, so that the faults of all are reported.
    let title = line(&front.title);
    let kind = line(&front.kind);
    let subtitle = front.subtitle.as_ref().map(&mut line);
    let footer = front.footer.as_ref().map(&mut line);
    let facts: Vec<_> = front.facts.iter().map(|fact| line(&fact.label).zip(line(&fact.value))).collect();
    let facts: Option<Vec<_>> = facts.into_iter().collect();
    Some(Lines {
        title: title?,
        kind: kind?,
        subtitle: subtitle.map_or(Some(String::new()), |line| line)?,
        footer: footer.map_or(Some(String::new()), |line| line)?,
        facts: facts?.into_iter().filter(|(_, value)| !value.is_empty()).collect(),
    })
}

/// A document with this front matter and these blocks.
pub(super) fn document(
    offer: &CustomerOffer<'_>,
    view: &View,
    front: &Front,
    lines: Lines,
    blocks: Vec<Block>,
    notes: Vec<Vec<Block>>,
) -> Document {
    let cover = front.cover.then(|| Cover {
        kicker: lines.kind.clone(),
        title: lines.title.clone(),
        subtitle: lines.subtitle,
        facts: lines.facts,
    });
    Document {
        meta: Meta {
            title: lines.title,
            kind: lines.kind,
            customer: view.customer.name.clone(),
            author: view.firm.name.clone(),
            reference: view.offer.reference.clone(),
            date: offer.head.date.value,
            language: offer.head.language.value.clone(),
            footer: lines.footer,
            watermark: None,
        },
        cover,
        contents: front.contents,
        blocks,
        notes,
        labels: BTreeMap::new(),
        names: names(offer),
    }
}

/// The words of the names of both parties and their people.
fn names(offer: &CustomerOffer<'_>) -> BTreeSet<String> {
    let people = offer.stakeholders.iter().map(|one| &one.name.value).chain(&offer.customer.contact);
    let firms = [&offer.customer.name.value, &offer.theme.firm, &offer.theme.legal];
    let words = people.chain(firms).flat_map(|name| name.split(|c: char| !c.is_alphabetic()));
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}
