//! `pricing/pmo/*.toml`.

use rust_decimal::Decimal;
use toml::de::DeValue;

use crate::read::{Item, Table, Word, above, days, id, line, list, number, percent, within, word};
use bidwright_base::diag::{Code, Diagnostic};
use bidwright_base::quantity::{Days, Percent};
use bidwright_base::source::{FileId, Placed};
use bidwright_model::book::{Pmo, PmoKind};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    PercentOfEffort,
    Tiered,
    Staffed,
    ActivityBased,
}

impl Word for Kind {
    const WORDS: &'static [(&'static str, Kind)] = &[
        ("percent-of-effort", Kind::PercentOfEffort),
        ("tiered", Kind::Tiered),
        ("staffed", Kind::Staffed),
        ("activity-based", Kind::ActivityBased),
    ];
}

pub(super) fn pmo(t: &Table<'_>, _: FileId) -> Pmo {
    Pmo {
        id: t.need("id", id),
        name: t.or("name", "", line),
        kind: kind(t),
        role: t.need("role", id),
        office: t.or("office_percent", Percent::ZERO, percent(within(0, 1_000))),
        minimum: t.or("minimum_days", Days::ZERO, days),
        lean_band: t.or("lean_band_percent", (percents(6), percents(15)), band),
        overlap: t
            .may_table("customer_pmo", overlap)
            .unwrap_or_else(|| default_overlap().map(|part| Placed::new(part, t.place))),
        overlap_decay: t.or("overlap_decay", Decimal::new(6, 1), number(above(0).at_most(1))),
        p_min: t.or("p_min", Decimal::ZERO, number(within(0, 1))),
        place: t.place_of("id"),
    }
}

/// `kind` and the keys of the kind. The keys of another kind are read, and change nothing.
fn kind(t: &Table<'_>) -> PmoKind {
    let kind = t.need("kind", word);
    let share: Option<Placed<Percent>> = t.may("percent", percent(within(0, 1_000)));
    let tiers = t.rows("tiers", |row, _| tier(row));
    let staffed = t.may_table("staffed", staffed);
    for (key, of) in [("percent", Kind::PercentOfEffort), ("tiers", Kind::Tiered), ("staffed", Kind::Staffed)]
    {
        if kind == of && !t.has(key) {
            t.missing(key);
        } else if kind != of && t.has(key) {
            let message = format!("`{key}` changes nothing in a delivery office of this kind");
            let finding = Diagnostic::note(Code::KeyWithoutEffect, message);
            t.sink().push(finding.at(t.place_of(key)));
        }
    }
    match kind {
        Kind::PercentOfEffort => PmoKind::PercentOfEffort(
            share.unwrap_or_else(|| Placed::new(Percent::ZERO, t.place_of("percent"))),
        ),
        Kind::Tiered => {
            check_tiers(t, &tiers);
            PmoKind::Tiered(tiers)
        }
        Kind::Staffed => staffed.unwrap_or(PmoKind::ActivityBased),
        Kind::ActivityBased => PmoKind::ActivityBased,
    }
}

fn tier(t: &Table<'_>) -> (Option<Placed<Days>>, Placed<Percent>) {
    (t.may("up_to_days", days), t.need("percent", percent(within(0, 1_000))))
}

/// Ascending, the last open.
fn check_tiers(t: &Table<'_>, tiers: &[(Option<Placed<Days>>, Placed<Percent>)]) {
    let bounds: Vec<Option<Days>> = tiers.iter().map(|(days, _)| days.map(|days| days.value)).collect();
    let Some((last, closed)) = bounds.split_last() else {
        if t.has("tiers") && t.sink().errors() == 0 {
            let finding = Diagnostic::error(Code::TiersOrder, "`tiers` is empty");
            t.sink().push(finding.at(t.place_of("tiers")));
        }
        return;
    };
    let ascending = closed.windows(2).all(|pair| pair[0] < pair[1]);
    if last.is_some() || closed.iter().any(Option::is_none) || !ascending {
        let message = "tiers must rise in `up_to_days`, and the last one must have none";
        let finding = Diagnostic::error(Code::TiersOrder, message).at(t.place_of("tiers"));
        t.sink().push(finding.hint("`{ up_to_days = 300, percent = 15 }, { percent = 7 }`"));
    }
}

fn staffed(t: &Table<'_>) -> PmoKind {
    PmoKind::Staffed {
        setup: t.or("setup_days", Days::ZERO, days),
        fte: t.need("fte", number(within(0, 1_000))),
        closeout: t.or("closeout_days", Days::ZERO, days),
    }
}

fn percents(whole: i64) -> Percent {
    Percent(whole.into())
}

/// Two percentages, from and to.
fn band(item: &Item<'_>) -> Option<(Percent, Percent)> {
    let DeValue::Array(_) = item.value else {
        return item.wrong_type("a list");
    };
    let both: Vec<Percent> = list(percent(within(0, 100)))(item)?;
    match both.as_slice() {
        [from, to] if from <= to => Some((*from, *to)),
        _ => {
            let message = format!("{} must be two percentages, from and to", item.name());
            item.refuse(Diagnostic::error(Code::BandOrder, message).hint("`[6, 15]`"))
        }
    }
}

fn overlap(t: &Table<'_>) -> [Placed<Decimal>; 3] {
    let [none, coordinator, mature] = default_overlap();
    [
        t.or("none", none, number(within(0, 1))),
        t.or("coordinator", coordinator, number(within(0, 1))),
        t.or("mature", mature, number(within(0, 1))),
    ]
}

/// Our assumption (MODEL 17).
fn default_overlap() -> [Decimal; 3] {
    [Decimal::ZERO, Decimal::new(15, 2), Decimal::new(4, 1)]
}
