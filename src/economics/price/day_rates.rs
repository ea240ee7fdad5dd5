//! What a day of each role is billed at, for the models that bill days, in words.

use super::quote::Quote;
use bidwright_base::money::Money;
use bidwright_base::quantity::Days;
use bidwright_model::book::Book;

/// What a day of a role is billed at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayRate {
    /// "Developer", or "Developer, 2027" where the rate changes in the course of the work.
    pub title: String,
    /// The labour category, or "SFIA 5".
    pub level: Option<String>,
    /// Planned days.
    pub days: Days,
    /// A day before discount, net.
    pub list: Money,
    /// A day as billed, net.
    pub rate: Money,
    /// Days × the billed rate.
    pub amount: Money,
}

/// The rates of an offer, by title; none where no days are billed.
#[must_use]
pub fn day_rates(book: &Book, quote: &Quote) -> Vec<DayRate> {
    let mut rates: Vec<_> = quote.rates.iter().collect();
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
                days: rate.days,
                list: rate.list_rate,
                rate: rate.rate,
                amount: rate.net,
            }
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
