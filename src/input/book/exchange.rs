//! `pricing/currencies.toml`: exchange rates into the deal's currency.

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::parse;
use crate::project::Project;
use crate::read::{FindingSink, Item, Table, any, currency, date, decimal, retired};
use crate::shared::check_format;
use bidwright_base::diag::{Code, Diagnostic};
use bidwright_base::money::Currency;
use bidwright_base::source::Placed;
use bidwright_model::book::{Exchange, FxRate, RateCard};
use bidwright_model::deal::Head;

struct Row {
    from: Currency,
    to: Currency,
    date: Date,
    rate: Placed<Decimal>,
}

/// The latest rate on or before the offer's date for each card currency that is not the deal's.
pub(super) fn exchange(project: &Project, head: &Head, cards: &[RateCard], sink: &FindingSink) -> Exchange {
    let mut wanted: Vec<&RateCard> = Vec::new();
    for card in cards.iter().filter(|card| card.currency != head.currency.value) {
        if wanted.iter().all(|other| other.currency != card.currency) {
            wanted.push(card);
        }
    }
    // A deal or a card that could not be read asks for nothing.
    if wanted.is_empty() || sink.errors() > 0 {
        return Exchange::default();
    }
    let rows = rows(project, sink);
    if sink.errors() > 0 {
        return Exchange::default();
    }
    Exchange(wanted.into_iter().filter_map(|card| find(card, head, &rows, sink)).collect())
}

fn find(card: &RateCard, head: &Head, rows: &[Row], sink: &FindingSink) -> Option<FxRate> {
    let (from, to, day) = (card.currency, head.currency.value, *head.date);
    if let Some(finding) = retired(from, day) {
        sink.push(finding.at(card.place));
    }
    let pair = |row: &&Row| (row.from, row.to) == (from, to) || (row.from, row.to) == (to, from);
    let latest = rows.iter().filter(pair).filter(|row| row.date <= day).max_by_key(|row| {
        // A rate in the direction asked for comes before one that must be turned around.
        (row.date, row.from == from)
    });
    let (from_code, to_code) = (from.code(), to.code());
    let Some(row) = latest else {
        let message = format!(
            "the rates are in {from_code}, the deal is in {to_code}, and no exchange rate is known on {day}",
        );
        sink.push(
            Diagnostic::error(Code::NoExchangeRate, message)
                .at(head.currency.place)
                .hint("add a `[[rate]]` to `pricing/currencies.toml`"),
        );
        return None;
    };
    if row.date.saturating_add(jiff::Span::new().years(1)) < day {
        let message =
            format!("the exchange rate from {from_code} to {to_code} is of {}, older than a year", row.date,);
        sink.push(Diagnostic::warning(Code::ExchangeRateOld, message).at(head.currency.place));
    }
    let rate = if row.from == from { row.rate.value } else { Decimal::ONE / row.rate.value };
    Some(FxRate { from, date: row.date, rate: Placed::new(rate, row.rate.place) })
}

fn rows(project: &Project, sink: &FindingSink) -> Vec<Row> {
    let Some(file) = project.find("pricing/currencies.toml") else {
        return Vec::new();
    };
    let Some(table) = parse::toml(file, &project.sources[file].text, sink) else {
        return Vec::new();
    };
    let root = Table::root(file, &table, sink);
    check_format(&root);
    let rows = root.rows("rate", |t, _| Row {
        from: t.need("from", currency),
        to: t.need("to", currency),
        date: t.need("date", date),
        rate: t.need("rate", rate),
    });
    root.finish();
    rows
}

/// Above 0, and neither so large nor so small that amounts lose their digits.
fn rate(item: &Item<'_>) -> Option<Decimal> {
    let rate = any().at_most(1_000_000).check(item, decimal(item)?)?;
    if rate < Decimal::new(1, 6) {
        let message = format!("{} is {rate}; it must be at least 0.000001", item.name());
        return item.refuse(Diagnostic::error(Code::OutOfRange, message));
    }
    Some(rate)
}
