//! What changed between two revisions: material fields only, in business terms, with before and after.
//!
//! A field that is worked out (a price, a date of the plan) follows from others; it is marked as derived and kept apart from
//! what was edited. A row that was added or removed is one change, and so are the ends of a range.

mod price_moves;
mod words;

pub use price_moves::{PriceMove, price_moves};
use words::wording;
pub use words::{Audience, Name, ValueKind};

use std::collections::{BTreeMap, BTreeSet};

use super::material::{self, Touch};
use bidwright_base::locale::Message;
use bidwright_model::revision::Revision;

/// A material change.
#[derive(Debug, Clone)]
pub struct Change {
    /// The field or row, as in `work[W1].effort[developer]`.
    pub field: String,
    /// How it was changed.
    pub edit: Edit,
    /// What it touches.
    pub touches: BTreeSet<Touch>,
    /// Whether it is worked out from other fields and not edited itself.
    pub derived: bool,
    /// Who may see it.
    pub audience: Audience,
    /// How values are read.
    pub kind: ValueKind,
    /// What it is called, given the row it belongs to.
    pub name: Name,
    /// The row it belongs to, as people call it: "W1 “Tariff inventory”, developer"; empty where there is none.
    pub row: String,
}

impl Change {
    /// What the field or row is called.
    #[must_use]
    pub fn name(&self) -> Message<'_> {
        (self.name)(&self.row)
    }
}

/// A change of a field or row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// It was not there before.
    Added(String),
    /// It is no longer there.
    Removed(String),
    /// Before and after.
    Changed(String, String),
}

/// What all of some changes touch, each group once.
#[must_use]
pub fn touched(changes: &[Change]) -> BTreeSet<Touch> {
    changes.iter().flat_map(|change| change.touches.iter().copied()).collect()
}

/// Names of the material fields that differ, without the ids of rows: what rules may ask for.
#[must_use]
pub(crate) fn codes(old: &Revision, new: &Revision) -> BTreeSet<&'static str> {
    let names = old.facts.keys().chain(new.facts.keys());
    let differ = names.filter(|name| old.facts.get(*name) != new.facts.get(*name));
    differ.filter_map(|name| material::listed(name)).map(|field| field.name).collect()
}

/// Every material change from one revision to another, in the order of the list of material fields.
#[must_use]
pub fn changes(old: &Revision, new: &Revision) -> Vec<Change> {
    let (before, after) = (ranges(&old.facts), ranges(&new.facts));
    let (rows_before, rows_after) = (rows(&before), rows(&after));
    let mut found: BTreeMap<(usize, String), Change> = BTreeMap::new();
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    for field in names {
        let (was, is) = (before.get(field), after.get(field));
        if was == is {
            continue;
        }
        let Some(listed) = listed(field) else { continue };
        let row = row(field);
        let whole = row.filter(|row| !rows_before.contains(row) || !rows_after.contains(row));
        let change = match whole {
            Some(row) => whole_row(row, rows_after.contains(row), old, new),
            None => one_field(field, was, is, [old, new]),
        };
        let Some(change) = change else { continue };
        let place = words::WORDS.iter().position(|one| one.field == without_ids(field)).unwrap_or_default();
        // All fields of an added or removed row are listed where its first one would be.
        let first = found.keys().find(|(_, key)| *key == change.field).cloned();
        let entry = found.entry(first.unwrap_or((place, change.field.clone()))).or_insert(change);
        entry.touches.insert(listed);
    }
    found.into_values().collect()
}

/// What a change of a field touches.
fn listed(field: &str) -> Option<Touch> {
    let end = |end: &str| material::listed(&format!("{field}{end}"));
    material::listed(field).or_else(|| end(".low")).map(|field| field.touches)
}

fn one_field(
    field: &str,
    was: Option<&String>,
    is: Option<&String>,
    [old, new]: [&Revision; 2],
) -> Option<Change> {
    let wording = wording(&without_ids(field))?;
    let edit = match (was.cloned(), is.cloned()) {
        (Some(was), Some(is)) => Edit::Changed(was, is),
        (Some(was), None) => Edit::Removed(was),
        (None, is) => Edit::Added(is?),
    };
    Some(Change {
        field: field.to_owned(),
        edit,
        touches: BTreeSet::new(),
        derived: is_derived(field),
        audience: wording.audience,
        kind: wording.kind,
        name: wording.name,
        row: row_label(field, new).or_else(|| row_label(field, old)).unwrap_or_default(),
    })
}

fn whole_row(row: &str, came: bool, old: &Revision, new: &Revision) -> Option<Change> {
    let table = row.split('[').next().unwrap_or_default();
    let (_, name, audience) = words::ROWS.iter().find(|(name, ..)| *name == table)?;
    let called = row_label(row, if came { new } else { old })?;
    Some(Change {
        field: row.to_owned(),
        edit: if came { Edit::Added(String::new()) } else { Edit::Removed(String::new()) },
        touches: BTreeSet::new(),
        derived: is_derived(row),
        audience: *audience,
        kind: ValueKind::Hidden,
        name: *name,
        row: called,
    })
}

/// Whether a field is worked out from others.
fn is_derived(field: &str) -> bool {
    ["quote.", "line[", "plan."].iter().any(|start| field.starts_with(start))
        || field.starts_with("option[") && field.ends_with(".net")
        || field.starts_with("activity[") && field.ends_with("].count")
}

/// Purchases without ids of their own are numbered by their order: whether the same ones are in another.
#[must_use]
pub fn purchases_reordered(old: &Revision, new: &Revision) -> bool {
    let names = |of: &Revision| -> Vec<String> {
        let all =
            of.facts.iter().filter(|(name, _)| name.starts_with("purchase[P") && name.ends_with("].name"));
        all.map(|(_, name)| name.clone()).collect()
    };
    let (before, after) = (names(old), names(new));
    let sorted = |names: &[String]| {
        let mut names = names.to_vec();
        names.sort();
        names
    };
    before != after && sorted(&before) == sorted(&after)
}

/// Facts with the three ends of a range as one.
fn ranges(facts: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let mut merged = BTreeMap::new();
    for (name, value) in facts {
        let whole = words::whole_range(name);
        if whole == name {
            merged.insert(name.clone(), value.clone());
            continue;
        }
        let ends = [".low", ".likely", ".high"].map(|end| facts.get(&format!("{whole}{end}")));
        let mut ends: Vec<&str> = ends.into_iter().flatten().map(String::as_str).collect();
        if ends.windows(2).all(|pair| pair[0] == pair[1]) {
            ends.truncate(1);
        }
        merged.insert(whole.to_owned(), ends.join(" "));
    }
    merged
}

/// The rows that facts belong to.
fn rows(facts: &BTreeMap<String, String>) -> BTreeSet<&str> {
    facts.keys().filter_map(|name| row(name)).collect()
}

/// `work[W1]` of `work[W1].effort[developer]`.
fn row(field: &str) -> Option<&str> {
    if field.starts_with("clauses.") {
        return None;
    }
    field.find(']').map(|end| &field[..=end])
}

/// `work[].effort[]` of `work[W1].effort[developer]`.
fn without_ids(field: &str) -> String {
    let mut name = String::new();
    let mut inside = false;
    for c in field.chars() {
        inside = (inside || c == '[') && c != ']';
        if !inside || c == '[' {
            name.push(c);
        }
    }
    name
}

/// What the row of a field is called, as "W1 Tariff inventory, developer"; `None`: it has no row.
fn row_label(field: &str, revision: &Revision) -> Option<String> {
    let mut ids = field.split('[').skip(1).filter_map(|part| part.split(']').next());
    let first = ids.next()?;
    let table = field.split('[').next().unwrap_or_default();
    let row = format!("{table}[{first}]");
    let name = revision.names.get(&row);
    let called = match (table, name) {
        // Their ids are made up, or not shown anywhere.
        ("exclusion" | "dependency" | "activity" | "phase", Some(name)) => format!("“{name}”"),
        (_, Some(name)) => format!("{first} “{name}”"),
        (_, None) => first.to_owned(),
    };
    Some(ids.fold(called, |called, id| format!("{called}, {id}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::material::MATERIAL;
    use bidwright_base::locale::Locale;

    #[test]
    fn every_material_field_has_words_and_no_other_has() {
        let fields: BTreeSet<&str> = MATERIAL
            .iter()
            .flat_map(|group| group.iter())
            .map(|field| words::whole_range(field.name))
            .collect();
        let worded: BTreeSet<&str> = words::WORDS.iter().map(|one| one.field).collect();
        assert_eq!(fields, worded);
        assert_eq!(worded.len(), words::WORDS.len());
    }

    #[test]
    fn words_of_a_row_name_it() {
        for one in words::WORDS {
            let rows = one.field.matches("[]").count();
            for locale in [Locale::British, Locale::German] {
                let text = locale.text((one.name)("W1"));
                assert_eq!(text.matches("W1").count(), rows.min(1), "{}", one.field);
            }
        }
    }

    #[test]
    fn no_field_of_cost_effort_or_risk_is_told_to_a_customer() {
        let fields = MATERIAL.iter().flat_map(|group| group.iter());
        let ours: Vec<&str> = fields
            .map(|field| field.name)
            .filter(|name| {
                let word = |word: &str| name.contains(word);
                let tells = word("cost") || word("effort[]") || word("probability") || word("markup");
                tells || word("margin") || word("contingency") || word("line[]") || word("estimate.")
            })
            .collect();
        assert!(ours.len() > 25, "{ours:?}");
        for name in ours {
            let wording = words::wording(name).expect("worded");
            assert_eq!(wording.audience, Audience::Internal, "{name}");
        }
    }
}
