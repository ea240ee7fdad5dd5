//! What only the plan can tell about a deal: days without a rate card, dependencies after the
//! finish, people in two places at once, ranges that were cut.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::Plan;
use crate::book::Book;
use crate::deal::Deal;
use crate::diag::{Diagnostic, Diags};

/// Pushes every finding about a plan. Errors mean it cannot be priced.
pub fn findings(deal: &Deal, book: &Book, plan: &Plan, diags: &mut Diags) {
    uncovered_day(deal, book, plan, diags);
    late_dependencies(deal, plan, diags);
    over_allocation(deal, book, plan, diags);
    cut_ranges(deal, plan, diags);
    calendar_end(deal, book, plan, diags);
}

/// Work is priced by the card in force, so each day needs one.
fn uncovered_day(deal: &Deal, book: &Book, plan: &Plan, diags: &mut Diags) {
    let mut day = plan.start;
    while let Some(card) = book.cards.iter().find(|card| card.covers(day)) {
        match card.effective_to {
            Some(last) if last < plan.finish => day = last.tomorrow().unwrap_or(Date::MAX),
            _ => return,
        }
    }
    let card = &book.cards[0];
    diags.push(
        Diagnostic::error(
            "rate-gap",
            format!("no rate card `{}` is in force on {day}", card.id),
        )
        .at(deal.head.start.place)
        .hint(format!(
            "the work runs from {} to {}; add a card with the same id for the days from {day}",
            plan.start, plan.finish
        )),
    );
}

fn late_dependencies(deal: &Deal, plan: &Plan, diags: &mut Diags) {
    for by in deal.dependencies.iter().filter_map(|d| d.by.as_ref()) {
        if by.value > plan.finish {
            diags.push(
                Diagnostic::warning(
                    "dependency-after-finish",
                    format!("needed by {}, but the plan finishes on {}", by.value, plan.finish),
                )
                .at(by.place)
                .hint("name the day on which the work first waits for it"),
            );
        }
    }
}

/// CPM ignores people being in two places (MODEL 5.5): warn where packages of one role overlap and
/// together need more people than the largest team of that role.
fn over_allocation(deal: &Deal, book: &Book, plan: &Plan, diags: &mut Diags) {
    let mut by_role: BTreeMap<&str, Vec<(Date, Date, Decimal, usize)>> = BTreeMap::new();
    for planned in plan.packages.iter().filter(|p| !p.time.duration.is_zero()) {
        for effort in &planned.effort {
            let row = &deal.work[planned.package].effort[effort.row];
            let entry = (planned.start, planned.finish, row.team, planned.package);
            by_role.entry(&row.role.value).or_default().push(entry);
        }
    }
    for (role, uses) in by_role {
        let largest = uses.iter().map(|u| u.2).max().unwrap_or_default();
        let needed_on = |day: Date| -> Decimal {
            uses.iter()
                .filter(|u| u.0 <= day && day <= u.1)
                .map(|u| u.2)
                .sum()
        };
        let peak = uses
            .iter()
            .map(|u| (needed_on(u.0), std::cmp::Reverse(u.0), u.3))
            .max();
        let Some((peak, std::cmp::Reverse(day), package)) = peak else {
            continue;
        };
        if peak > largest && peak > Decimal::ONE {
            let title = book.cards[0].role(role).map_or(role, |r| &r.title);
            diags.push(
                Diagnostic::warning(
                    "over-allocated",
                    format!("the plan needs {} people as {title} on {day}, no package more than {}", peak.normalize(), largest.normalize()),
                )
                .at(deal.work[package].id.place)
                .hint("the network does not know that people are in one place at a time; add `after`, or make sure you have them"),
            );
        }
    }
}

fn cut_ranges(deal: &Deal, plan: &Plan, diags: &mut Diags) {
    for planned in &plan.packages {
        for effort in &planned.effort {
            let row = &deal.work[planned.package].effort[effort.row];
            if let Some(attained) = effort.low_attained {
                diags.push(
                    Diagnostic::note(
                        "range-floor",
                        format!(
                            "this range would reach below zero days; it starts at 0 and its P10 is {attained:.2} instead of {}",
                            row.days.low.normalize()
                        ),
                    )
                    .at(row.days.place),
                );
            }
        }
    }
}

/// After the calendar's last year every public holiday counts as a working day.
fn calendar_end(deal: &Deal, book: &Book, plan: &Plan, diags: &mut Diags) {
    if let Some(last) = book.calendar.last_year()
        && plan.finish.year() > last
    {
        diags.push(
            Diagnostic::warning(
                "holidays-end",
                format!(
                    "calendar `{}` knows holidays up to {last}; the plan finishes on {}",
                    book.calendar.id, plan.finish
                ),
            )
            .at(deal.head.start.place)
            .hint("add the later holidays to the calendar, or the finish is too early"),
        );
    }
}
