//! What a day of each role is billed at, for the models that bill days.

use super::present::{Label, presented};
use super::quote::{Line, LineKind, Quote};
use bidwright_base::money::Money;
use bidwright_model::book::Book;
use bidwright_model::deal::{Deal, Model, Presentation};

/// The rate of a role as the customer is told it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayRate {
    /// "Developer", or "Developer, 2027" where the rate changes in the course of the work.
    pub title: String,
    /// The labour category, or "SFIA 5".
    pub level: Option<String>,
    /// A day, net.
    pub rate: Money,
}

/// The rates of an offer, by title; none where no days are billed.
#[must_use]
pub fn day_rates(deal: &Deal, book: &Book, quote: &Quote) -> Vec<DayRate> {
    if !matches!(deal.head.model.value, Model::TimeAndMaterials | Model::Capped) {
        return Vec::new();
    }
    let mut rates = match deal.commercial.presentation {
        Presentation::InRates => with_office(deal, quote),
        Presentation::InDeliverables | Presentation::IncludedBlock => of_card(deal, book, quote),
    };
    rates.sort_by_key(|rate| (title(book, &rate.role), rate.year));
    let several = |role: &str| rates.iter().filter(|other| other.role == role).count() > 1;
    rates
        .iter()
        .map(|rate| {
            let title = title(book, &rate.role);
            DayRate {
                title: match rate.year {
                    Some(year) if several(&rate.role) => format!("{title}, {year}"),
                    _ => title,
                },
                level: level(book, &rate.role),
                rate: rate.rate,
            }
        })
        .collect()
}

/// A rate before it has its words.
struct Rate {
    /// The role's id.
    role: String,
    rate: Money,
    /// The year it holds in; `None`: it is the same throughout.
    year: Option<i16>,
}

/// As the card has them on the days of the work.
fn of_card(deal: &Deal, book: &Book, quote: &Quote) -> Vec<Rate> {
    let mut rates: Vec<Rate> = Vec::new();
    for line in &quote.lines {
        let (Some(unit), Some(role)) = (line.rate, role_of(deal, book, line)) else {
            continue;
        };
        let rate = quote.currency.round(unit.bill);
        if !rates.iter().any(|known| known.role == role && known.rate == rate) {
            rates.push(Rate { role: role.to_owned(), rate, year: Some(unit.day.year()) });
        }
    }
    rates
}

/// With the delivery office in the rates, a day costs what its row of the price comes to.
fn with_office(deal: &Deal, quote: &Quote) -> Vec<Rate> {
    let rows = presented(deal, quote, Presentation::InRates);
    rows.into_iter()
        .filter_map(|row| {
            let (Label::Role(role), Some(days)) = (row.label, row.days) else {
                return None;
            };
            let rate = row.price.amount().checked_div(days.0)?;
            Some(Rate { role, rate: quote.currency.round(rate), year: None })
        })
        .collect()
}

fn title(book: &Book, role: &str) -> String {
    book.cards[0].role(role).map_or_else(|| role.to_owned(), |row| row.title.clone())
}

fn level(book: &Book, role: &str) -> Option<String> {
    let row = book.cards[0].role(role)?;
    row.labour_category.clone().or_else(|| Some(format!("SFIA {}", row.sfia?)))
}

/// The role whose days a line is.
fn role_of<'a>(deal: &'a Deal, book: &'a Book, line: &Line) -> Option<&'a str> {
    match line.kind {
        LineKind::Labour(Some((package, effort))) => Some(&deal.work[package].effort[effort].role.value),
        LineKind::Labour(None) => {
            let role = deal.commercial.retainer.as_ref()?.role.as_ref()?;
            Some(&role.value)
        }
        LineKind::Pmo(Some(activity)) => {
            let activity = &book.methodology.activities[activity];
            let role = line.id.rsplit('/').next()?;
            activity.effort.iter().map(|(role, _)| role.value.as_str()).find(|known| *known == role)
        }
        LineKind::Pmo(None) => Some(&book.pmo.role.value),
        LineKind::Office | LineKind::Purchase(_) => None,
    }
}
