//! `[contract]`, and what its dates, sums and clauses have to agree in as far as the deal file alone shows it.

use std::collections::BTreeMap;

use crate::read::{FindingSink, Table, date, prose};
use crate::shared::SelectedLibrary;
use bidwright_base::diag::{Code, Diagnostic};
use bidwright_base::words;
use bidwright_model::book::Clause;
use bidwright_model::deal::{Contract, Deal, Master, Model};

/// `[contract]`.
pub(super) fn contract(t: &Table<'_>) -> Contract {
    let master =
        t.may_table("master", |t| Master { title: t.need("title", prose), date: t.need("date", date) });
    Contract { master }
}

/// Whether the contract can be signed, means something and is about this deal.
pub(super) fn check(deal: &Deal, library: &SelectedLibrary, sink: &FindingSink) {
    signing(deal, sink);
    damages(deal, sink);
    warranty(deal, &library.clauses, sink);
    foreign_clauses(deal, &library.clauses, sink);
}

/// An offer that may be signed after its work has started.
fn signing(deal: &Deal, sink: &FindingSink) {
    let head = &deal.head;
    let (last, start) = (head.valid_until(), head.start.value);
    // A start before the date of the offer has a finding of its own.
    if last <= start || start < head.date.value {
        return;
    }
    let most = (start - head.date.value).get_days();
    let message = format!("the offer can be signed until {last}, and its work starts on {start} before");
    let later = format!("start the day after {last}");
    // An offer of the day its work starts is good for no day before it.
    let hint = if most > 0 { format!("let `valid_days` be {most} at most, or {later}") } else { later };
    sink.push(Diagnostic::warning(Code::SignAfterStart, message).at(head.start.place).hint(hint));
}

/// Damages that the limit of liability cuts off.
fn damages(deal: &Deal, sink: &FindingSink) {
    let Some(stakes) = &deal.stakes else { return };
    let (Some(damages), Some(cap)) = (&stakes.damages, &stakes.liability_cap) else { return };
    let most = damages.cap_percent;
    if most.value > cap.value {
        let message =
            format!("delay damages go up to {} % of the price, and all liability ends at {} %", *most, **cap);
        sink.push(
            Diagnostic::warning(Code::LdOverCap, message)
                .at(most.place)
                .hint("let `cap_percent` of the damages be no more than `liability_cap_percent`"),
        );
    }
}

/// Days of warranty that standard terms have to give at least in Germany.
const A_YEAR: u32 = 365;

fn warranty(deal: &Deal, clauses: &BTreeMap<String, Clause>, sink: &FindingSink) {
    let german = deal.customer.country.as_ref().is_some_and(|country| country.eq_ignore_ascii_case("DE"));
    let Some(days) = deal.clauses.set.get("warranty_days").filter(|_| german) else { return };
    if clauses.contains_key("warranty") && **days < A_YEAR.into() {
        let message = format!("{} days of warranty are under a year, for a customer in Germany", **days);
        sink.push(
            Diagnostic::warning(Code::WarrantyShort, message).at(days.place).hint(
                "standard terms may not go below a year there: set 365, or have counsel agree it singly",
            ),
        );
    }
}

/// Clauses that the deal takes and that are about another one: of another model, or on what it does not agree.
fn foreign_clauses(deal: &Deal, clauses: &BTreeMap<String, Clause>, sink: &FindingSink) {
    let model = deal.head.model.value;
    for taken in &deal.clauses.include {
        let Some(clause) = clauses.get(&**taken) else { continue };
        let unmet = clause.when.iter().find(|group| {
            let mut facts = group.split('|').map(|word| holds(deal, word.trim()));
            // A word on the customer or on a rule of the library may be overruled by who takes the clause.
            facts.all(|fact| fact == Some(false))
        });
        let Some(unmet) = unmet else { continue };
        let message = if MODELS.iter().any(|(word, _)| unmet.split('|').any(|one| one.trim() == *word)) {
            let models: Vec<&str> = unmet.split('|').map(str::trim).collect();
            format!(
                "clause `{}` is for {} deals; this one is {}",
                clause.id,
                words::list(&models),
                model.word()
            )
        } else {
            format!("clause `{}` is about `{unmet}`, which this deal does not have", clause.id)
        };
        sink.push(
            Diagnostic::error(Code::ClauseDoesNotFit, message)
                .at(taken.place)
                .hint("take it out of `include`: a clause that fits is taken by itself"),
        );
    }
}

const MODELS: [(&str, Model); 4] = [
    ("fixed-price", Model::FixedPrice),
    ("time-and-materials", Model::TimeAndMaterials),
    ("capped", Model::Capped),
    ("retainer", Model::Retainer),
];

/// Whether a word about the deal holds; `None` for a word about anything else.
fn holds(deal: &Deal, word: &str) -> Option<bool> {
    if let Some((_, model)) = MODELS.iter().find(|(known, _)| *known == word) {
        return Some(deal.head.model.value == *model);
    }
    let stakes = deal.stakes.as_ref();
    match word {
        "stakes" => Some(stakes.is_some()),
        "deadline" => Some(stakes.is_some_and(|stakes| stakes.deadline.is_some())),
        "damages" => Some(stakes.is_some_and(|stakes| stakes.damages.is_some())),
        "liability-cap" => Some(stakes.is_some_and(|stakes| stakes.liability_cap.is_some())),
        "discount" => Some(deal.commercial.discount.is_some()),
        "has-options" => Some(!deal.options.is_empty()),
        "has-payments" => Some(!deal.payments.is_empty()),
        _ => None,
    }
}
