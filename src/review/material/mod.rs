//! The material fields: what can change price, scope, risk, terms or a promise. An approval is good for
//! their hash, so a change to any of them, and nothing else, requires a new approval.
//!
//! [`MATERIAL`] is the list. What only informs (title, context, pitches, sources, the names of risks, early
//! signs, the presentation of the price) is not on it: a typing error there may be corrected. A promise is
//! its words: a corrected typing error cannot be told from another promise, so it counts too; only blank space in
//! them does not count. Facts are kept by the ids of their rows and sorted, so neither the format of a
//! file, nor the order of its keys, nor that of rows with ids matters.

mod deal;
mod list;
mod offered;

pub use list::{MATERIAL, Material, Touch, listed};

use std::collections::BTreeMap;
use std::fmt::{Display, Write as _};

use rust_decimal::Decimal;

use bidwright_base::digest::sha256;
use bidwright_economics::offer::Offer;
use bidwright_model::deal::ThreePoint;
use bidwright_model::revision::{HeadlineFigures, Revision};

/// Every material field of an offer with its value, sorted by name: `work[W1].effort[developer].low`.
#[must_use]
pub fn facts(offer: &Offer) -> BTreeMap<String, String> {
    let mut facts = Facts::default();
    facts.deal(&offer.deal, &offer.book.methodology);
    facts.offered(offer);
    facts.0
}

/// An offer as a revision: its material fields, what its rows are called, and what it came to.
#[must_use]
pub fn revision(offer: &Offer) -> Revision {
    let Offer { deal, plan, quote, forecast_summary, .. } = offer;
    let facts = facts(offer);
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    for (fact, value) in &facts {
        let row = [".name", ".statement", ".text"].iter().find_map(|end| fact.strip_suffix(end));
        let row = row.or_else(|| fact.starts_with("exclusion[").then_some(fact));
        if let Some(row) = row {
            names.insert(row.to_owned(), value.clone());
        }
    }
    names.extend(deal.risks.iter().map(|risk| (format!("risk[{}]", risk.id.value), risk.name.clone())));
    let phases = offer.book.methodology.phases.iter();
    names.extend(phases.map(|phase| (format!("phase[{}]", phase.id), phase.name.clone())));
    let success = offer.value_analysis.as_ref().map(|one| &one.scenario_pair.with.success);
    let success = success.filter(|success| success.is_carried()).map(|success| success.joint);
    Revision {
        number: deal.head.number.value.clone(),
        revision: deal.head.revision.value,
        date: deal.head.date.value,
        reason: deal.head.reason.as_ref().map(|reason| reason.value.clone()),
        currency: quote.currency,
        issued: None,
        facts,
        names,
        headline: HeadlineFigures {
            net: quote.totals.net,
            margin: quote.totals.margin_percent(),
            finish: plan.finish,
            finish_p80: forecast_summary.finish.map(|(_, p80)| p80),
            success: success.map(|joint| (joint.value, joint.se)),
        },
    }
}

/// SHA-256 over [`facts`], in hexadecimal.
#[must_use]
pub fn hash(offer: &Offer) -> String {
    hash_of(&facts(offer))
}

/// SHA-256 over the facts of each group, in hexadecimal: the digests that differ show what a change touches.
#[must_use]
pub(crate) fn groups(offer: &Offer) -> BTreeMap<Touch, String> {
    let mut groups: BTreeMap<Touch, BTreeMap<String, String>> =
        Touch::ALL.into_iter().map(|touch| (touch, BTreeMap::new())).collect();
    for (name, value) in facts(offer) {
        // Every fact is on the list; one that were not would count everywhere.
        match listed(&name) {
            Some(material) => {
                groups.entry(material.touches).or_default().insert(name, value);
            }
            None => groups.values_mut().for_each(|group| {
                group.insert(name.clone(), value.clone());
            }),
        }
    }
    groups.into_iter().map(|(touch, facts)| (touch, hash_of(&facts))).collect()
}

/// SHA-256 over some facts, in hexadecimal.
#[must_use]
fn hash_of(facts: &BTreeMap<String, String>) -> String {
    let mut text = "bidwright.material/1\n".to_owned();
    for (name, value) in facts {
        // Lengths first, so that no name and value can be taken for others.
        let _infallible = writeln!(text, "{}:{name}={}:{value}", name.len(), value.len());
    }
    sha256(text.as_bytes())
}

/// Facts, as they are gathered.
#[derive(Default)]
struct Facts(BTreeMap<String, String>);

impl Facts {
    fn put(&mut self, name: impl Into<String>, value: impl Display) {
        self.0.insert(name.into(), value.to_string());
    }

    /// A number as it counts: 4.0 is 4.
    fn number(&mut self, name: impl Into<String>, value: Decimal) {
        self.put(name, value.normalize());
    }

    fn maybe(&mut self, name: impl Into<String>, value: Option<impl Display>) {
        if let Some(value) = value {
            self.put(name, value);
        }
    }

    /// Words of a promise; blank space does not count.
    fn words(&mut self, name: impl Into<String>, text: &str) {
        self.put(name, text.split_whitespace().collect::<Vec<_>>().join(" "));
    }

    fn three(&mut self, name: &str, of: &ThreePoint) {
        for (end, value) in [("low", of.low), ("likely", of.likely), ("high", of.high)] {
            self.number(format!("{name}.{end}"), value);
        }
    }

    fn maybe_three(&mut self, name: &str, of: Option<&ThreePoint>) {
        if let Some(of) = of {
            self.three(name, of);
        }
    }

    /// Texts whose order does not matter.
    fn set(&mut self, name: impl Into<String>, texts: impl IntoIterator<Item = impl Into<String>>) {
        let mut texts: Vec<String> = texts.into_iter().map(Into::into).collect();
        texts.sort();
        self.put(name, texts.join(","));
    }
}
