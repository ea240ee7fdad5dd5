//! `pricing/taxes/*.toml`.

use crate::read::{Table, Word, id, line, list, long, percent, within, word};
use bidwright_base::diag::{Code, Diagnostic};
use bidwright_base::quantity::Percent;
use bidwright_base::source::FileId;
use bidwright_model::book::{Tax, TaxRate, TaxTable};

/// What a tax can apply to: labour and the categories of purchases.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Kind(&'static str);

impl Word for Kind {
    const WORDS: &'static [(&'static str, Kind)] = &[
        ("labour", Kind("labour")),
        ("licence", Kind("licence")),
        ("travel", Kind("travel")),
        ("subcontract", Kind("subcontract")),
        ("other", Kind("other")),
    ];
}

/// No tax.
pub(super) fn none() -> TaxTable {
    TaxTable {
        id: String::new(),
        taxes: vec![Tax {
            category: String::new(),
            rates: vec![TaxRate { percent: Percent::ZERO, place: None, label: String::new() }],
            note: String::new(),
            applies_to: Vec::new(),
        }],
    }
}

pub(super) fn tax(t: &Table<'_>, _: FileId) -> TaxTable {
    let before = t.sink().errors();
    let id = t.need("id", id);
    let _: Option<String> = t.may("name", line);
    let taxes = t.rows("tax", |row, _| Tax {
        category: row.or("category", "S", line),
        rates: rates(row),
        note: row.or("note", "", long),
        applies_to: kinds(row),
    });
    let table = TaxTable { id, taxes };
    if t.sink().errors() == before {
        check(t, &table);
    }
    table
}

/// The one tax of a category, or those under `[[tax.rate]]`, which are levied on the same amount.
fn rates(row: &Table<'_>) -> Vec<TaxRate> {
    let several = row.rows("rate", |rate, _| one_rate(rate));
    if several.is_empty() {
        return vec![one_rate(row)];
    }
    if let Some(key) = ["percent", "label"].into_iter().find(|key| row.has(key)) {
        let _: Option<String> = row.may("label", line);
        let _: Option<Percent> = row.may("percent", percent(within(0, 100)));
        row.record(
            Diagnostic::error(Code::TaxNotClear, format!("`{key}` stands beside `[[tax.rate]]`"))
                .hint("each tax on the amount is a `[[tax.rate]]` with its own `percent` and `label`"),
        );
    }
    several
}

fn one_rate(row: &Table<'_>) -> TaxRate {
    TaxRate {
        percent: row.need("percent", percent(within(0, 100))),
        place: Some(row.place_of("percent")),
        label: row.or("label", "", line),
    }
}

fn kinds(row: &Table<'_>) -> Vec<String> {
    let kinds: Vec<Kind> = row.or("applies_to", [], list(word));
    kinds.into_iter().map(|Kind(kind)| kind.to_owned()).collect()
}

/// Every kind has one tax.
fn check(t: &Table<'_>, table: &TaxTable) {
    let mut wrong = Vec::new();
    for (kind, _) in Kind::WORDS {
        let named = |tax: &&Tax| tax.applies_to.iter().any(|to| to == kind);
        if table.taxes.iter().filter(named).count() > 1 {
            wrong.push(format!("two taxes apply to `{kind}`"));
        } else if table.index_of(kind).is_none() {
            wrong.push(format!("no tax applies to `{kind}`"));
        }
    }
    if table.taxes.iter().filter(|tax| tax.applies_to.is_empty()).count() > 1 {
        wrong.push("two taxes take the rest".to_owned());
    }
    if let Some(first) = wrong.into_iter().next() {
        t.record(
            Diagnostic::error(Code::TaxNotClear, first)
                .hint("each kind is named once in `applies_to`; one entry without it takes the rest"),
        );
    }
}
