//! `[commercial]`, `[governance]` and `[clauses]`.

use std::collections::BTreeMap;

use super::Known;
use crate::read::{
    Cash, FindingSink, Names, Table, Word, above, any, at_least, each_of, id, list, long, number, percent,
    whole, word,
};
use bidwright_base::diag::{Code, Diagnostic};
use bidwright_base::money::Money;
use bidwright_base::quantity::Percent;
use bidwright_base::source::Placed;
use bidwright_base::words;
use bidwright_model::book::{ActivityIdx, Clause, Methodology, Rows};
use bidwright_model::deal::{
    Clauses, Commercial, Discount, Expenses, Governance, Model, Presentation, Retainer,
};

/// `expenses` without its cap.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Travel {
    Included,
    AtCost,
    Capped,
}

impl Word for Travel {
    const WORDS: &'static [(&'static str, Travel)] =
        &[("included", Travel::Included), ("at-cost", Travel::AtCost), ("capped", Travel::Capped)];
}

/// `[commercial]`.
pub(super) fn commercial(t: &Table<'_>, cash: Cash, model: Option<Model>, known: &Known) -> Commercial {
    Commercial {
        discount: t.may_table("discount", discount).flatten(),
        payment_terms_days: t.or("payment_terms_days", 30_u32, whole(0, 3_650)),
        cap: cap(t, cash, model),
        retainer: retainer(t, model, known),
        expenses: expenses(t, cash),
        presentation: t.or("presentation", Presentation::IncludedBlock, word),
        bidders: t.may("bidders", whole::<u32>(2, 1_000)),
    }
}

fn discount(t: &Table<'_>) -> Option<Discount> {
    let before = t.sink().errors();
    let percent: Placed<Percent> = t.need("percent", percent(at_least(0).below(100)));
    let reason = t.may("reason", long);
    if percent.is_zero() {
        return None;
    }
    if reason.is_none() && t.sink().errors() == before {
        let message = format!("a discount of {} % has no `reason`", *percent);
        t.sink().push(
            Diagnostic::error(Code::DiscountWithoutReason, message)
                .at(percent.place)
                .hint("say what the customer gives for it"),
        );
    }
    Some(Discount { percent, reason: reason? })
}

fn cap(t: &Table<'_>, cash: Cash, model: Option<Model>) -> Option<Placed<Money>> {
    let cap = t.may("cap", cash.money(above(0)));
    match model {
        Some(Model::Capped) if !t.has("cap") => {
            let message = "a capped deal needs a `cap` in `[commercial]`";
            report_missing(t, Diagnostic::error(Code::CappedWithoutCap, message));
        }
        Some(model) if model != Model::Capped => idle(t, "cap", "only a capped deal has a cap"),
        _ => {}
    }
    cap
}

fn retainer(t: &Table<'_>, model: Option<Model>, known: &Known) -> Option<Retainer> {
    let term: Option<Placed<u32>> = t.may("term_months", whole::<u32>(1, 240));
    let hours = t.may("hours_per_month", number(above(0).at_most(100_000)));
    let role = t.may("role", |item| {
        let id = id(item)?;
        known.roles.find(item.sink, &id, item.place);
        Some(id)
    });
    if model.is_some_and(|model| model != Model::Retainer) {
        for key in ["term_months", "hours_per_month", "role"] {
            idle(t, key, "only a retainer sells hours");
        }
        return None;
    }
    model?;
    let left_out: Vec<String> = ["term_months", "hours_per_month"]
        .into_iter()
        .filter(|key| !t.has(key))
        .map(|key| format!("`{key}`"))
        .collect();
    if !left_out.is_empty() {
        let message = format!("a retainer needs {} in `[commercial]`", words::list(&left_out));
        report_missing(t, Diagnostic::error(Code::RetainerWithoutTerms, message));
    }
    if known.work.ids().next().is_none() && !t.has("role") {
        let message = "a retainer without work packages needs the `role` whose hours it sells";
        report_missing(t, Diagnostic::error(Code::RetainerWithoutRole, message));
    }
    Some(Retainer { term_months: term?, hours_per_month: hours?, role })
}

fn expenses(t: &Table<'_>, cash: Cash) -> Expenses {
    let travel = t.or("expenses", Travel::Included, word);
    let cap = t.may("expenses_cap", cash.money(at_least(0)));
    match (travel, cap) {
        (Travel::Capped, Some(cap)) => return Expenses::Capped(cap),
        (Travel::Capped, None) if !t.has("expenses_cap") => {
            let message = "capped expenses need an `expenses_cap`";
            let finding = Diagnostic::error(Code::ExpensesWithoutCap, message);
            t.sink().push(finding.at(t.place_of("expenses")));
        }
        (Travel::Capped, None) => {}
        _ => idle(t, "expenses_cap", "only `expenses = \"capped\"` has a cap"),
    }
    match travel {
        Travel::Included => Expenses::Included,
        Travel::AtCost | Travel::Capped => Expenses::AtCost,
    }
}

/// A finding about a table that may be missing altogether.
fn report_missing(t: &Table<'_>, finding: Diagnostic) {
    t.sink().push_even_if_muted(finding.at(t.place));
}

/// A note that a key changes nothing.
fn idle(t: &Table<'_>, key: &str, why: &str) {
    if t.has(key) {
        let message = format!("`{key}` changes nothing here: {why}");
        t.sink().push(Diagnostic::note(Code::KeyWithoutEffect, message).at(t.place_of(key)));
    }
}

/// `[governance]`: what is left out, and why what is offered is offered.
pub(super) fn governance(t: &Table<'_>, known: &Known, methodology: Option<&Methodology>) -> Governance {
    let reason = t.may("reason", long);
    let include: Option<Vec<Placed<ActivityIdx>>> = t.may("include", each_of(&known.activities));
    let drop: Option<Vec<Placed<ActivityIdx>>> = t.may("drop", each_of(&known.activities));
    if t.has("include") && t.has("drop") {
        let message = "`include` and `drop` are two ways to say the same";
        let finding = Diagnostic::error(Code::IncludeAndDrop, message).at(t.place_of("drop"));
        t.sink().push(finding.hint("keep one of them"));
        return Governance { dropped: Vec::new(), reason };
    }
    let Some(methodology) = methodology else {
        return Governance { dropped: Vec::new(), reason };
    };
    let activities = &methodology.activities;
    let named =
        |list: &[Placed<ActivityIdx>], at: ActivityIdx| list.iter().find(|n| n.value == at).map(|n| n.place);
    let kept = |at: ActivityIdx| match (&include, &drop) {
        (Some(include), _) => named(include, at).is_some(),
        (None, Some(drop)) => named(drop, at).is_none(),
        (None, None) => true,
    };
    let place = |at: ActivityIdx| {
        let there = drop.as_ref().and_then(|drop| named(drop, at));
        there.unwrap_or_else(|| t.place_of("include"))
    };
    let dropped: Vec<ActivityIdx> = activities.indices().filter(|at| !kept(*at)).collect();
    for at in dropped.iter().copied() {
        let id = &*activities[at].id;
        let needed_by = activities.indices().find(|by| kept(*by) && activities[*by].needs.contains(&at));
        if activities[at].mandatory {
            let message = format!("`{id}` is mandatory and cannot be left out");
            t.sink().push(Diagnostic::error(Code::DropMandatory, message).at(place(at)));
        } else if let Some(by) = needed_by {
            let by = &*activities[by].id;
            let message = format!("`{id}` cannot be left out: `{by}` needs it");
            let finding = Diagnostic::error(Code::DropNeeded, message).at(place(at));
            t.sink().push(finding.hint(format!("leave `{by}` out too, or keep `{id}`")));
        }
    }
    Governance { dropped, reason }
}

/// Kept activities that exclude each other.
pub(super) fn check_excludes(dropped: &[ActivityIdx], methodology: &Methodology, sink: &FindingSink) {
    let activities = &methodology.activities;
    let kept = |at: &ActivityIdx| !dropped.contains(at);
    for at in activities.indices().filter(kept) {
        for other in activities[at].excludes.iter().copied().filter(kept) {
            // A pair that excludes each other both ways is reported once.
            if other < at && activities[other].excludes.contains(&at) {
                continue;
            }
            let (one, two) = (&*activities[at].id, &*activities[other].id);
            let message = format!("`{one}` and `{two}` exclude each other, and both are kept");
            sink.push(
                Diagnostic::warning(Code::ExcludedPair, message)
                    .at(activities[at].id.place)
                    .hint(format!("leave one out: `[governance] drop = [\"{two}\"]`")),
            );
        }
    }
}

/// `[clauses]`.
pub(super) fn clauses(t: &Table<'_>, library: &BTreeMap<String, Clause>) -> Clauses {
    let ids = (!library.is_empty()).then(|| library.keys().map(String::as_str));
    let names: Names<Clause> = Names::of("clause", Code::UnknownClause, ids);
    let known = |item: &crate::read::Item<'_>| {
        let id = id(item)?;
        names.find(item.sink, &id, item.place);
        Some(id)
    };
    let mut clauses = Clauses {
        include: t.or("include", [], list(known)),
        exclude: t.or("exclude", [], list(known)),
        set: BTreeMap::new(),
    };
    for out in &clauses.exclude {
        if clauses.include.iter().any(|taken| **taken == **out) {
            let message = format!("clause `{}` is taken and dropped", **out);
            t.sink().push(Diagnostic::error(Code::ClauseBothWays, message).at(out.place));
        } else if library.get(&**out).is_some_and(|clause| clause.required) {
            let message = format!("clause `{}` is required and cannot be dropped", **out);
            t.sink().push(Diagnostic::error(Code::ClauseRequired, message).at(out.place));
        }
    }
    let values: Vec<&str> =
        library.values().flat_map(|clause| clause.values.keys()).map(String::as_str).collect();
    let set = t.entries("set", |name, item| {
        if !library.is_empty() && !values.contains(&name.as_str()) {
            let shown: String = name.escape_debug().take(80).collect();
            let message = format!("no clause has a value `{shown}`");
            item.sink.push(
                Diagnostic::error(Code::UnknownClauseValue, message)
                    .at(name.place)
                    .hint(words::did_you_mean(&shown, &values)),
            );
        }
        let value = number(any())(item)?;
        Some((name.value.clone(), Placed::new(value, item.place)))
    });
    clauses.set = set.into_iter().flatten().collect();
    clauses
}
