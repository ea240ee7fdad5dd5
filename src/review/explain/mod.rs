//! Where every figure of an offer comes from: each with its rule, its inputs, and in the end the place in a
//! file where what it rests on was written.
//!
//! The figures are those of the plan, the quote and the value analysis themselves. What a figure is made of comes
//! from the step that made it, or is recorded here, so that recomputing it gives the same figure; a test
//! recomputes each.

mod exposure;
mod forecast;
mod lines;
mod money;
mod office;
mod price;
mod rates;
mod risks;
mod schedule;
mod sold;
mod value;

use std::collections::BTreeMap;

use bidwright_base::derivation::{Derivation, Source, Value};
use bidwright_economics::forecast::terms::at_same_contingency;
use bidwright_economics::offer::Offer;
use bidwright_economics::plan;
use bidwright_economics::plan::Scope;
use bidwright_economics::price::Priced;

/// A figure and where it comes from.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// What it is called.
    pub label: String,
    /// What it comes to.
    pub value: Value,
    /// How it follows, in words.
    pub rule: String,
    /// The same as a derivation that can be recomputed.
    pub from: Derivation,
}

/// Every figure of an offer that can be explained, by its key.
#[derive(Debug, Clone, Default)]
pub struct ExplainedFigures {
    figures: BTreeMap<String, Figure>,
    order: Vec<String>,
}

impl ExplainedFigures {
    /// Of an offer: its plan and its price; what was simulated and the value of the delivery office, where the
    /// offer has its value analysis.
    #[must_use]
    pub fn of(offer: &Offer) -> ExplainedFigures {
        let Offer { deal, book, quote, .. } = offer;
        let mut figures = ExplainedFigures::default();
        Chain { offer: offer.priced(), prefix: "", figures: &mut figures }.record();
        for option in &quote.options {
            let id = &deal.options[option.option].id.value;
            price::option(deal, option, &mut figures);
            if let Some((plan, quote)) = option.with.as_deref() {
                let prefix = format!("options.{id}{WITH}");
                Chain { offer: Priced { deal, book, plan, quote }, prefix: &prefix, figures: &mut figures }
                    .record();
            }
        }
        exposure::record(offer, &mut figures);
        if let Some(value_analysis) = &offer.value_analysis {
            forecast::record(offer, &value_analysis.scenario_pair, &mut figures);
            value::record(offer, value_analysis, &mut figures);
            let bare = plan::plan(deal, book, Scope::WITHOUT_PMO);
            let bare = offer.planned().with_plan(&bare);
            let priced = at_same_contingency(bare, quote);
            value::settled_contingency(&priced, &mut figures);
            let bare = Priced { deal, book, plan: bare.plan, quote: &priced };
            Chain { offer: bare, prefix: value::MANDATORY, figures: &mut figures }.record();
        }
        figures
    }

    /// A figure.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Figure> {
        self.figures.get(key)
    }

    /// Every key, in the order of the offer.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.order.iter().map(String::as_str)
    }

    /// Adds a figure; the first of a name is kept.
    fn put(&mut self, key: String, figure: Figure) {
        if !self.figures.contains_key(&key) {
            self.order.push(key.clone());
            self.figures.insert(key, figure);
        }
    }
}

/// Whether the figure of a key exists only where the deal states what a failure would cost.
#[must_use]
pub fn needs_stakes(key: &str) -> bool {
    ["value.", "exposure."].iter().any(|start| key.starts_with(start))
}

/// The chain of plan and price of its own that a key belongs to: `options.OPT1.with.` of
/// `options.OPT1.with.totals.net`, or that of the mandatory activities; `None`: the offer's.
#[must_use]
pub fn chain_of(key: &str) -> Option<&str> {
    if let Some(at) = key.find(WITH).filter(|_| key.starts_with("options.")) {
        return key.get(..at + WITH.len());
    }
    key.starts_with(value::MANDATORY).then_some(value::MANDATORY)
}

/// Of the keys of an option's own chain, what follows its id.
const WITH: &str = ".with.";

/// One run of plan and price: the offer's, that of an option, or that of the mandatory activities.
struct Chain<'o> {
    offer: Priced<'o>,
    /// What the keys of its figures start with.
    prefix: &'o str,
    figures: &'o mut ExplainedFigures,
}

impl Chain<'_> {
    fn record(mut self) {
        self.totals();
        self.lines();
        self.billed();
        self.money();
        self.office();
        self.plan();
        self.risks();
    }

    /// Adds a figure under the prefix, as are the figures it is made of.
    fn put(&mut self, key: &str, label: &str, value: Value, rule: impl Into<String>, from: Derivation) {
        let mut from = from;
        if !self.prefix.is_empty() {
            for input in &mut from.inputs {
                if let Source::Figure(key) = &mut input.source {
                    key.insert_str(0, self.prefix);
                }
            }
        }
        let figure = Figure { label: label.to_owned(), value, rule: rule.into(), from };
        self.figures.put(format!("{}{key}", self.prefix), figure);
    }

    fn decimals(&self) -> u32 {
        self.offer.quote.currency.decimals()
    }
}
