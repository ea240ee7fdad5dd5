//! Findings that need a plan: days without a rate card, dependencies after the
//! finish, people in two places at once, ranges that were cut.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::allocation::over_allocation;
use super::{Office, Planned, promises};
use bidwright_base::diag::{Code, Diagnostic, Diags};
use bidwright_model::book::{PmoKind, RateCard};
use bidwright_model::deal::Model;

/// Pushes every finding about a plan. Errors mean it cannot be priced.
pub fn findings(offer: Planned<'_>, diags: &mut Diags) {
    if uncovered_day(offer, diags) {
        return;
    }
    disagreeing_cards(offer, diags);
    beyond_term(offer, diags);
    late_dependencies(offer, diags);
    over_allocation(offer, diags);
    cut_ranges(offer, diags);
    calendar_end(offer, diags);
    promises::check(offer, diags);
    share_of_a_long_deal(offer, diags);
}

/// The build-up has one row for burden, overhead and margin, so the cards of one plan must agree.
fn disagreeing_cards(Planned { book, plan, .. }: Planned<'_>, diags: &mut Diags) {
    let in_force = |card: &&RateCard| {
        card.effective_from <= plan.finish && card.effective_to.is_none_or(|last| plan.start <= last)
    };
    let mut cards = book.cards.iter().filter(in_force);
    let Some(first) = cards.next() else { return };
    for card in cards {
        let differing = [
            ("basis", card.basis != first.basis),
            ("burden_percent", card.burden.value != first.burden.value),
            ("overhead_percent", card.overhead.value != first.overhead.value),
            ("target_margin_percent", card.target_margin.value != first.target_margin.value),
            ("hours_per_day", card.minutes_per_day != first.minutes_per_day),
        ];
        if let Some((key, _)) = differing.iter().find(|(_, differs)| *differs) {
            diags.push(
                Diagnostic::error(
                    Code::CardsDisagree,
                    format!("the cards `{}` of this plan differ in `{key}`", card.id),
                )
                .at(card.place)
                .hint(format!(
                    "work from {} to {} is priced by both; give them the same `{key}`",
                    plan.start, plan.finish
                )),
            );
        }
    }
}

/// Work of a retainer that its term does not hold.
fn beyond_term(Planned { deal, plan, .. }: Planned<'_>, diags: &mut Diags) {
    if deal.head.model.value != Model::Retainer {
        return;
    }
    if let Some(late) = plan
        .packages
        .iter()
        .filter(|p| p.finish > plan.finish)
        .max_by(|a, b| a.time.early_finish.cmp(&b.time.early_finish))
    {
        let row = &deal.work[late.package];
        let days = late.time.early_finish.whole_days();
        diags.push(
            Diagnostic::warning(
                Code::BeyondTerm,
                format!(
                    "`{}` ends after {days} working days, the term has {}",
                    row.id.value,
                    plan.length.whole_days()
                ),
            )
            .at(row.id.place)
            .hint("a month of the term counts 21 working days; shorten the work or lengthen the term"),
        );
    }
}

/// Work is priced by the card in force, so each day needs one. Returns whether one is missing.
fn uncovered_day(Planned { deal, book, plan }: Planned<'_>, diags: &mut Diags) -> bool {
    let mut day = plan.start;
    while let Some(card) = book.cards.iter().find(|card| card.covers(day)) {
        match card.effective_to {
            Some(last) if last < plan.finish => day = last.tomorrow().unwrap_or(Date::MAX),
            _ => return false,
        }
    }
    let card = &book.cards[0];
    diags.push(
        Diagnostic::error(Code::RateGap, format!("no rate card `{}` is in force on {day}", card.id))
            .at(deal.head.start.place)
            .hint(format!(
                "the work runs from {} to {}; add a card with the same id for the days from {day}",
                plan.start, plan.finish
            )),
    );
    true
}

fn late_dependencies(Planned { deal, plan, .. }: Planned<'_>, diags: &mut Diags) {
    for by in deal.dependencies.iter().filter_map(|d| d.by.as_ref()) {
        if by.value > plan.finish {
            diags.push(
                Diagnostic::warning(
                    Code::DependencyAfterFinish,
                    format!("needed by {}, but the plan finishes on {}", by.value, plan.finish),
                )
                .at(by.place)
                .hint("name the day on which the work first waits for it"),
            );
        }
    }
}

fn cut_ranges(Planned { deal, plan, .. }: Planned<'_>, diags: &mut Diags) {
    for planned in &plan.packages {
        for effort in &planned.effort {
            let row = &deal.work[planned.package].effort[effort.row];
            if let Some(attained) = effort.low_attained {
                diags.push(
                    Diagnostic::note(
                        Code::RangeFloor,
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
fn calendar_end(Planned { deal, book, plan }: Planned<'_>, diags: &mut Diags) {
    if let Some(last) = book.calendar.last_year()
        && plan.finish.year() > last
    {
        diags.push(
            Diagnostic::warning(
                Code::HolidaysEnd,
                format!(
                    "calendar `{}` has holidays up to {last}; the plan finishes on {}",
                    book.calendar.id, plan.finish
                ),
            )
            .at(deal.head.start.place)
            .hint("add the later holidays to the calendar, or the finish is too early"),
        );
    }
}

/// Working days of a delivery that counts as long, two months, and the part of a person that is the least
/// to accompany one: our assumptions.
const LONG: i64 = 42;
const A_QUARTER: Decimal = Decimal::from_parts(25, 0, 0, false, 2);

/// Lint 7: a share of the effort ignores the length of a thin delivery.
fn share_of_a_long_deal(Planned { deal, book, plan }: Planned<'_>, diags: &mut Diags) {
    let (Office::Pool(paid), PmoKind::PercentOfEffort(percent)) = (&plan.governance.office, &book.pmo.kind)
    else {
        return;
    };
    let length = plan.length.to_decimal();
    let quarter = length * A_QUARTER;
    // A share of nothing is not too small a share: another party runs the delivery.
    if percent.is_zero() || length <= Decimal::from(LONG) || quarter <= paid.0 {
        return;
    }
    let shown = |days: Decimal| days.round_dp(1).normalize();
    let message = format!(
        "{} % of effort pays for {} days of delivery office over {} working days; a quarter of a person would be {}",
        percent.value,
        shown(paid.0),
        shown(length),
        shown(quarter),
    );
    diags.push(
        Diagnostic::warning(Code::PercentOnLongDeal, message)
            .at(deal.head.start.place)
            .hint("a share ignores duration: take a `staffed` or an `activity-based` delivery office"),
    );
}
