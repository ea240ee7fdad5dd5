//! Where the price moved: the lines of a package, a purchase or an activity together.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use bidwright_model::revision::Revision;

/// What the lines of one row come to, before and after, in the currency of each revision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PriceMove {
    /// The row's id: a package, a purchase, an activity, `office` or `pmo`.
    pub id: String,
    /// What it is called; its id if it has no name.
    pub name: String,
    /// Price before; 0: it had none.
    pub before: Decimal,
    /// Price after; 0: it has none.
    pub after: Decimal,
    /// After less before; `None` between two currencies, which have no difference.
    pub change: Option<Decimal>,
}

/// Rows whose price differs, the largest difference first.
#[must_use]
pub fn price_moves(old: &Revision, new: &Revision) -> Vec<PriceMove> {
    let (before, after) = (prices(old), prices(new));
    let ids: BTreeSet<&str> = before.keys().chain(after.keys()).copied().collect();
    let price = |of: &BTreeMap<&str, Decimal>, id| of.get(id).copied().unwrap_or_default();
    let comparable = old.currency == new.currency;
    let all = ids.into_iter().map(|id| {
        let (before, after) = (price(&before, id), price(&after, id));
        PriceMove {
            id: id.to_owned(),
            name: name(id, [new, old]),
            before,
            after,
            change: comparable.then(|| after - before),
        }
    });
    let mut moves: Vec<PriceMove> = all.filter(|one| one.before != one.after).collect();
    moves.sort_by_key(|one| std::cmp::Reverse((one.after - one.before).abs()));
    moves
}

/// Prices of the lines by the row they belong to: `W1/developer` is W1's.
fn prices(of: &Revision) -> BTreeMap<&str, Decimal> {
    let mut prices = BTreeMap::new();
    for (fact, value) in &of.facts {
        let line = fact.strip_prefix("line[").and_then(|rest| rest.strip_suffix("].price"));
        if let Some((line, price)) = line.zip(value.parse::<Decimal>().ok()) {
            *prices.entry(line.split('/').next().unwrap_or(line)).or_default() += price;
        }
    }
    prices
}

fn name(id: &str, revisions: [&Revision; 2]) -> String {
    let tables = ["work", "purchase", "activity"];
    let named =
        |of: &Revision| tables.iter().find_map(|table| of.names.get(&format!("{table}[{id}]")).cloned());
    revisions.into_iter().find_map(named).unwrap_or_else(|| id.to_owned())
}
