//! Which clauses of the contract library are part of a statement of work, and the values in them.
//!
//! A required clause always is. An optional one is if the deal includes it, or if all words of its `when`
//! hold; a clause without `when` words has to be included. What the deal excludes is left out. `a|b` holds if one of them does; `not-x` holds if `x` does not.
//!
//! | word | holds when |
//! |---|---|
//! | `fixed-price`, `time-and-materials`, `capped`, `retainer` | the deal's `model` |
//! | `no`, `de`, `gb`, ... | the customer's country, two letters |
//! | `eu`, `eea` | the customer's country is a member |
//! | `has-purchases`, `has-licences`, `has-subcontractors`, `has-travel` | there are purchases at all, or of the sort |
//! | `has-options`, `has-deliverables`, `has-risks`, `has-assumptions`, `has-exclusions`, `has-dependencies`, `has-payments`, `has-objectives` | the deal has such rows |
//! | `has-tax` | some tax is above zero |
//! | `discount` | there is one |
//! | `stakes` | the deal has `[stakes]` |
//! | `deadline` | the stakes name one |
//! | `damages` | the stakes agree liquidated damages |
//! | `liability-cap` | the stakes cap liability |
//! | `expenses-included`, `expenses-at-cost`, `expenses-capped` | the deal's `expenses` |
//! | `customer-pmo-none`, `customer-pmo-coordinator`, `customer-pmo-mature` | the customer's own PMO |
//! | `revision` | it is a revision after the first |
//!
//! Words are compared without regard to case; `no-x` is another way to write `not-x`.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use bidwright_base::diag::{Code, Diagnostic, Diags};
use bidwright_base::source::Place;
use bidwright_base::words;
use bidwright_model::book::Clause;
use bidwright_model::deal::{Expenses, PurchaseCategory};
use bidwright_review::customer_offer::CustomerOffer;

/// The clauses of this statement of work, in their order.
pub(super) fn selected<'a>(offer: &CustomerOffer<'a>) -> Vec<&'a Clause> {
    let facts = facts(offer);
    let named =
        |list: &[bidwright_base::source::Placed<String>], id: &str| list.iter().any(|name| name.value == id);
    let chosen = offer.clauses_chosen;
    let mut selected: Vec<&Clause> = offer
        .clauses
        .values()
        .filter(|clause| {
            let asked = named(&chosen.include, &clause.id);
            let taken = !clause.when.is_empty() && clause.when.iter().all(|word| holds(word, &facts));
            clause.required || ((asked || taken) && !named(&chosen.exclude, &clause.id))
        })
        .collect();
    selected.sort_by_key(|clause| (clause.order, &clause.id));
    selected
}

/// The values of all clauses: as the library has them, unless the deal sets them.
pub(super) fn terms(offer: &CustomerOffer<'_>) -> BTreeMap<String, Decimal> {
    let mut terms = BTreeMap::new();
    let mut clauses: Vec<&Clause> = offer.clauses.values().collect();
    clauses.sort_by_key(|clause| (clause.order, &clause.id));
    for (name, value) in clauses.iter().flat_map(|clause| &clause.values) {
        terms.entry(name.clone()).or_insert(*value);
    }
    for (name, value) in &offer.clauses_chosen.set {
        terms.insert(name.clone(), value.value);
    }
    terms
}

/// Pushes unknown `when` words: a clause that requires one is never selected.
pub(super) fn unknown_words(offer: &CustomerOffer<'_>, diags: &mut Diags) {
    let facts = facts(offer);
    for clause in offer.clauses.values() {
        for word in clause.when.iter().flat_map(|word| word.split('|')) {
            let word = positive(word).0;
            // Two letters are a country, ours or not.
            if !facts.contains_key(word.as_str()) && word.len() != 2 {
                diags.push(
                    Diagnostic::error(
                        Code::UnknownWhen,
                        format!("clause `{}` waits for `{word}`, which never holds", clause.id),
                    )
                    .at(Place::new(clause.file, 0..0))
                    .hint(words::did_you_mean(&word, facts.keys())),
                );
            }
        }
    }
}

fn holds(word: &str, facts: &BTreeMap<String, bool>) -> bool {
    word.split('|').any(|word| {
        // `no` alone is Norway.
        let (word, wanted) = positive(word);
        facts.get(&word).copied().unwrap_or_default() == wanted
    })
}

/// A word without its denial, and whether it shall hold.
fn positive(word: &str) -> (String, bool) {
    let word = word.trim().to_ascii_lowercase();
    match word.strip_prefix("not-").or_else(|| word.strip_prefix("no-")) {
        Some(denied) => (denied.to_owned(), false),
        None => (word, true),
    }
}

/// Every word there is, and whether it holds.
fn facts(offer: &CustomerOffer<'_>) -> BTreeMap<String, bool> {
    let mut facts = BTreeMap::new();
    let mut fact = |word: &str, holds: bool| {
        facts.insert(word.to_owned(), holds);
    };
    let model = offer.head.model.word();
    for word in ["fixed-price", "time-and-materials", "capped", "retainer"] {
        fact(word, word == model);
    }
    let country = offer.customer.country.as_ref().map(|c| c.value.to_ascii_lowercase());
    let country = country.as_deref().unwrap_or_default();
    let eu = EU.contains(&country);
    fact("eu", eu);
    fact("eea", eu || ["is", "li", "no"].contains(&country));
    if !country.is_empty() {
        fact(country, true);
    }

    let bought = |category| offer.price.purchases.iter().any(|p| p.category == category);
    fact("has-purchases", !offer.price.purchases.is_empty());
    fact("has-licences", bought(PurchaseCategory::Licence));
    fact("has-subcontractors", bought(PurchaseCategory::Subcontract));
    fact("has-travel", bought(PurchaseCategory::Travel));
    fact("has-options", !offer.price.options.is_empty());
    fact("has-objectives", !offer.objectives.is_empty());
    fact("has-deliverables", !offer.deliverables.is_empty());
    fact("has-risks", !offer.risks.is_empty());
    fact("has-assumptions", !offer.assumptions.is_empty());
    fact("has-exclusions", !offer.exclusions.is_empty());
    fact("has-dependencies", !offer.dependencies.is_empty());
    fact("has-payments", !offer.price.payments.is_empty());
    fact("has-tax", offer.price.taxed);
    fact("discount", offer.price.discount.is_some());
    fact("revision", offer.head.revision.value > 1);

    let stakes = offer.stakes;
    fact("stakes", stakes.is_some());
    fact("deadline", stakes.is_some_and(|s| s.deadline.is_some()));
    fact("damages", stakes.is_some_and(|s| s.damages.is_some()));
    fact("liability-cap", stakes.is_some_and(|s| s.liability_cap.is_some()));

    let expenses = offer.price.expenses;
    fact("expenses-included", expenses == Expenses::Included);
    fact("expenses-at-cost", expenses == Expenses::AtCost);
    fact("expenses-capped", matches!(expenses, Expenses::Capped(_)));
    let pmo = offer.customer.pmo.word();
    for word in ["none", "coordinator", "mature"] {
        fact(&format!("customer-pmo-{word}"), word == pmo);
    }
    facts
}

/// Members of the European Union.
const EU: [&str; 27] = [
    "at", "be", "bg", "cy", "cz", "de", "dk", "ee", "es", "fi", "fr", "gr", "hr", "hu", "ie", "it", "lt",
    "lu", "lv", "mt", "nl", "pl", "pt", "ro", "se", "si", "sk",
];
