//! Typed blocks: a fence such as ```` ```price-table ```` becomes a table, a chart or a list made from
//! the offer itself. No figure of it travels through text.

mod charts;
mod commercial;
mod delivery;
mod exposure;
mod front;
mod heat;
mod method;
mod payments;
mod scope;
mod success;

pub(super) use heat::HeatRisk;
pub(super) use scope::tone;

use super::fill::LocalizedOffer;
use super::markdown::fold::{self, Notes};
use super::own_words::mark_blocks;
use super::table_builder::{Cell, Options, TableBuilder, text};
use super::view::View;
use crate::tree::{Block, Flow};
use bidwright_base::locale::{Locale, Message};
use bidwright_review::customer_offer::CustomerOffer;

/// What a block is made from: the offer as its customer may know it. No cost can be reached from here.
pub(super) struct Scene<'a> {
    /// The offer.
    pub(super) offer: &'a CustomerOffer<'a>,
    /// The language of its documents.
    pub(super) locale: Locale,
    /// The offer as words.
    pub(super) view: &'a View,
}

/// The blocks that the templates of a document can name.
pub(super) trait BlockSet {
    /// Makes the blocks of this name; `None`: there are none.
    fn make(&self, name: &str, options: &Options) -> Option<Vec<Block>>;

    /// All names, for hints.
    fn names(&self) -> Vec<&'static str>;
}

/// The blocks of customers' documents.
impl BlockSet for Scene<'_> {
    fn make(&self, name: &str, options: &Options) -> Option<Vec<Block>> {
        let (_, make) = BLOCKS.iter().find(|(known, _)| *known == name)?;
        Some(make(self, options))
    }

    fn names(&self) -> Vec<&'static str> {
        names().collect()
    }
}

/// Makes the blocks of a fence; nothing if there is nothing to show.
type Make = fn(&Scene<'_>, &Options) -> Vec<Block>;

/// Every block made from the offer alone, by name.
const BLOCKS: &[(&str, Make)] = &[
    ("activities", delivery::activities),
    ("assumptions", scope::assumptions),
    ("assumptions-of-ours", method::assumptions_of_ours),
    ("deliverables", scope::deliverables),
    ("dependencies", scope::dependencies),
    ("exclusions", scope::exclusions),
    ("exposure-chart", exposure::chart),
    ("exposure-sheet", exposure::exposure_table),
    ("gantt", charts::gantt),
    ("key-activities", delivery::key_activities),
    ("key-figures", front::key_figures),
    ("landscape", |_, _| vec![Block::Flow(Flow::Landscape)]),
    ("objectives", scope::objectives),
    ("one-column", |_, _| vec![Block::Flow(Flow::Plain)]),
    ("options-table", commercial::options_table),
    ("page-break", |_, _| vec![Block::PageBreak]),
    ("payment-curve", payments::curve),
    ("payment-plan", commercial::payment_plan),
    ("pm-ledger", delivery::pm_ledger),
    ("portrait", |_, _| vec![Block::Flow(Flow::Plain)]),
    ("price-chart", charts::price_chart),
    ("price-table", commercial::price_table),
    ("raci", delivery::raci),
    ("rates", commercial::rates),
    ("revision-history", front::revision_history),
    ("risk-heat", heat::risk_heat),
    ("risk-table", scope::risk_table),
    ("s-curve", success::curve),
    ("scope", scope::scope),
    ("signatures", front::signatures),
    ("success-chart", success::chart),
    ("success-note", success::note),
    ("tax-notes", commercial::tax_notes),
    ("team", delivery::team),
    ("two-columns", |_, _| vec![Block::Flow(Flow::TwoColumns)]),
];

/// Blocks made with the help of templates.
pub(super) const CLAUSES: &str = "clauses";
/// How a template asks for the clauses.
pub(super) const CLAUSES_FENCE: &str = "```clauses";
/// The customer's own words.
pub(super) const CUSTOMER_CONTEXT: &str = "customer-context";

/// Names of all blocks of customers' documents, for hints.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    BLOCKS.iter().map(|(name, _)| *name).chain([CLAUSES, CUSTOMER_CONTEXT])
}

/// The customer's context under a heading of `level`: their Markdown with its headings below ours, its
/// fences as code, and nothing it could reach into the document with.
pub(super) fn customer_context(scene: &Scene<'_>, level: u8, notes: &mut Notes) -> Vec<Block> {
    let Some(context) = &scene.offer.customer.context else {
        return Vec::new();
    };
    let before = notes.0.len();
    let mut blocks = fold::fold_verbatim(context, scene.locale, notes);
    // Their footnotes too: the text of one is as much theirs.
    let footnotes = notes.0[before..].iter_mut().flatten();
    for text in std::iter::once(&mut blocks).chain(footnotes) {
        crate::tree::walk::block_lists(text, &mut |list| {
            list.iter_mut().for_each(|block| isolate(block, level))
        });
        mark_blocks(text);
    }
    blocks
}

/// A block of the customer's, without what would reach into the document.
fn isolate(block: &mut Block, below: u8) {
    match block {
        Block::Heading { level, id, numbered, .. } => {
            *level = level.saturating_add(below).min(6);
            *numbered = false;
            id.clear();
        }
        // An image would be looked for among our files.
        Block::Image { alt, .. } => {
            *block = Block::Paragraph(vec![crate::tree::Inline::Text(std::mem::take(alt))]);
        }
        _ => {}
    }
}

impl Scene<'_> {
    /// The offer in its language.
    pub(super) fn localized(&self) -> LocalizedOffer<'_> {
        LocalizedOffer { offer: self.offer, locale: self.locale }
    }

    /// A message in the document's language.
    pub(super) fn text(&self, message: Message<'_>) -> String {
        self.locale.text(message)
    }

    /// A table with these columns.
    pub(super) fn table<const N: usize>(&self, columns: [Message<'_>; N]) -> TableBuilder {
        TableBuilder::new(columns.map(|head| self.text(head)))
    }

    /// A date in a column.
    fn day(&self, day: jiff::civil::Date) -> Cell {
        text(self.locale.short_date(day))
    }

    /// An amount in a column whose head names the currency.
    fn amount(&self, amount: bidwright_base::money::Money) -> Cell {
        text(self.locale.amount(amount))
    }

    /// "Amount (EUR)".
    pub(super) fn in_currency(&self, words: Message<'_>) -> String {
        let currency = self.offer.price.currency.code();
        self.text(Message::InCurrency { words: &self.text(words), currency })
    }
}
