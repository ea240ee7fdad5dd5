//! One deal of the past.

use rust_decimal::Decimal;

use super::table::Cells;
use crate::read::{Item, Word, days, id, name, word};
use bidwright_base::diag::{Code, Diagnostic};
use bidwright_base::quantity::Days;
use bidwright_base::source::Placed;
use bidwright_model::deal::Model;
use bidwright_model::record::{End, Past, Work};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Won,
    Lost,
    Cancelled,
}

impl Word for Outcome {
    const WORDS: &'static [(&'static str, Outcome)] =
        &[("won", Outcome::Won), ("lost", Outcome::Lost), ("cancelled", Outcome::Cancelled)];
}

#[derive(Clone, Copy)]
struct Yes(bool);

impl Word for Yes {
    const WORDS: &'static [(&'static str, Yes)] = &[("yes", Yes(true)), ("no", Yes(false))];
}

/// What only a delivery has.
const ACTUALS: [&str; 3] = ["actual_effort", "actual_duration", "accepted"];

/// What every finished delivery has.
const NEEDED: [&str; 2] = ["actual_effort", "accepted"];

/// Reads a row. `None` if anything in it is wrong; all of that is said.
pub(super) fn deal(row: &Cells<'_>) -> Option<Past> {
    let id: Option<Placed<String>> = row.need("id", id);
    let kind = row.need("type", name);
    let size = row.need("size_days", some_days);
    let client = row.need("client", name);
    let contract = row.need("contract", word::<Model>);
    let office: Option<Placed<Yes>> = row.need("pmo", word::<Yes>);
    let effort = row.need("estimated_effort", some_days);
    let duration = row.may("estimated_duration", some_days);
    let p80 = row.may("p80_forecast", some_days);
    let actual_effort = row.may("actual_effort", some_days);
    let actual_duration = row.may("actual_duration", some_days);
    let accepted: Option<Yes> = row.may("accepted", word);
    let outcome: Option<Placed<Outcome>> = row.need("outcome", word::<Outcome>);
    let end = match outcome?.value {
        Outcome::Won => {
            finished(row, outcome?);
            End::Finished {
                actual: Work { effort: actual_effort?, duration: actual_duration },
                accepted: accepted?.0,
            }
        }
        Outcome::Lost => {
            not_delivered(row);
            End::Lost
        }
        Outcome::Cancelled => {
            if accepted.is_some_and(|yes| yes.0) {
                let message = format!("{} is cancelled and accepted", row.name);
                let hint = "a cancelled delivery is a failure; one that was accepted is `won`";
                let place = row.filled("accepted")?.place;
                row.sink.push(Diagnostic::error(Code::CancelledAccepted, message).at(place).hint(hint));
            }
            End::Cancelled
        }
    };
    let estimate = Work { effort: effort?, duration };
    Some(Past {
        id: id?,
        kind: kind?,
        size: size?,
        client: client?,
        contract: contract?,
        office: office?.map(|yes| yes.0),
        estimate,
        p80,
        end,
    })
}

/// Days of work, of which there were some: a ratio is taken of them.
fn some_days(item: &Item<'_>) -> Option<Days> {
    let days = days(item)?;
    if days.0 < Decimal::new(1, 2) {
        let message = format!("{} is {days}; it must be at least 0.01", item.name());
        return item.refuse(Diagnostic::error(Code::OutOfRange, message));
    }
    Some(days)
}

/// A won deal counts once it has ended.
fn finished(row: &Cells<'_>, outcome: Placed<Outcome>) {
    let empty: Vec<String> =
        NEEDED.iter().filter(|name| row.is_empty(name)).map(|name| format!("`{name}`")).collect();
    if !empty.is_empty() {
        let message = format!("{} is won, but has no {}", row.name, bidwright_base::words::choice(&empty));
        row.sink.push(
            Diagnostic::error(Code::UnfinishedDelivery, message)
                .at(outcome.place)
                .hint("a history holds finished deliveries: leave it out while it is running"),
        );
    }
}

/// A lost deal has no actuals.
fn not_delivered(row: &Cells<'_>) {
    let filled: Vec<_> = ACTUALS.iter().filter_map(|name| Some((name, row.filled(name)?.place))).collect();
    if let Some((_, place)) = filled.first() {
        let names: Vec<String> = filled.iter().map(|(name, _)| format!("`{name}`")).collect();
        let message = format!("{} is lost, but has {}", row.name, bidwright_base::words::list(&names));
        row.sink.push(
            Diagnostic::error(Code::LostWithActuals, message)
                .at(*place)
                .hint("a lost deal was never delivered; one that was stopped is `cancelled`"),
        );
    }
}
