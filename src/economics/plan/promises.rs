//! What a contract promises by dates that its own plan does not keep: tests that do not fit before they are due,
//! payments before what they are for, gates after the work they open, days of service without anyone.

use jiff::civil::Date;

use super::Planned;
use bidwright_base::diag::{Code, Diagnostic, Diags};
use bidwright_base::word_lists::{number, unit_of_time};
use bidwright_base::words;
use bidwright_model::book::{PhaseIdx, Rows};
use bidwright_model::deal::{Deliverable, DeliverableIdx, Due, Model};

/// Pushes a finding for each.
pub(super) fn check(offer: Planned<'_>, diags: &mut Diags) {
    for at in offer.deal.deliverables.indices() {
        late_tests(offer, at, diags);
    }
    early_payments(offer, diags);
    late_causes(offer, diags);
    open_gates(offer, diags);
    service_gap(offer, diags);
}

/// First and last day of the work on a deliverable in a plan.
fn span(Planned { deal, plan, .. }: Planned<'_>, of: DeliverableIdx) -> Option<[Date; 2]> {
    let of_it = || plan.packages.iter().filter(|one| deal.work[one.package].deliverable == Some(of));
    Some([of_it().map(|one| one.start).min()?, of_it().map(|one| one.finish).max()?])
}

/// What an acceptance test takes, in its own words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Test {
    /// So many ends of months.
    MonthEnds(u32),
    /// So many calendar days, at least.
    Days(u32),
}

/// Every time a test names: "two consecutive month-ends", "ten working days", "four weeks".
fn test_spans(text: &str) -> Vec<(Test, String)> {
    let lower = text.to_lowercase().replace("month-end", "monthend");
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let Some(count) = word.parse().ok().or_else(|| number(word)) else { continue };
        // One word may stand between: "two consecutive month-ends", "ten working days".
        for unit in words.iter().skip(at + 1).take(2) {
            let test = match unit_of_time(unit) {
                Some("month-end") => Test::MonthEnds(count),
                Some("month") => Test::Days(count.saturating_mul(28)),
                Some("week") => Test::Days(count.saturating_mul(7)),
                Some("day" | "working day") => Test::Days(count),
                _ => continue,
            };
            found.push((test, format!("{word} {}", unit.replace("monthend", "month-end"))));
            break;
        }
    }
    found
}

/// Ends of months from one day to another.
fn month_ends(from: Date, to: Date) -> u32 {
    let mut count = 0;
    let mut end = from.last_of_month();
    while end <= to {
        count += 1;
        let Ok(next) = end.tomorrow() else { break };
        end = next.last_of_month();
    }
    count
}

/// Tests that take longer than there is from the first work on the deliverable to the day it is due.
fn late_tests(offer: Planned<'_>, at: DeliverableIdx, diags: &mut Diags) {
    let row = &offer.deal.deliverables[at];
    let (Some(text), Some([first, due])) = (&row.acceptance, span(offer, at)) else { return };
    for (test, said) in test_spans(&text.value) {
        let there = match test {
            Test::MonthEnds(count) => {
                let there = month_ends(first, due);
                (there < count).then(|| format!("there {} {there}", if there == 1 { "is" } else { "are" }))
            }
            Test::Days(count) => {
                let days = (due - first).get_days() + 1;
                (i64::from(days) < i64::from(count)).then(|| format!("that is {days} days"))
            }
        };
        let Some(there) = there else { continue };
        let message = format!(
            "`{}` is due on {due} and tested over {said}; from its first work on {first} {there}",
            row.id.value
        );
        diags.push(Diagnostic::warning(Code::TestSpanLate, message).at(text.place).hint(
            "let the test fit the plan, or give the deliverable the work and the days that its test takes",
        ));
    }
}

/// A payment on a day, or at signature, that is called after a deliverable which is due only later.
fn early_payments(offer: Planned<'_>, diags: &mut Diags) {
    let deal = offer.deal;
    for payment in &deal.payments {
        let day = match payment.due.value {
            Due::On(day) => day,
            Due::Signature => deal.head.date.value,
            Due::Deliverable(_) | Due::Phase(_) => continue,
        };
        for at in deal.deliverables.indices() {
            let row = &deal.deliverables[at];
            let Some([_, due]) = span(offer, at).filter(|[_, due]| day < *due && names(&payment.name, row))
            else {
                continue;
            };
            let message = format!(
                "payment `{}` falls due on {day}, and `{}` is planned for {due}",
                payment.name, row.id.value
            );
            diags.push(
                Diagnostic::warning(Code::CauseAfterEffect, message)
                    .at(payment.due.place)
                    .hint(format!("`due = \"{}\"` makes it due on acceptance", row.id.value)),
            );
        }
    }
}

/// Whether a name speaks of a deliverable: by its id, or by all of its name.
fn names(name: &str, row: &Deliverable) -> bool {
    let id = row.id.value.to_lowercase();
    let words = words::split(name);
    words.contains(&id) || name.to_lowercase().contains(&row.name.to_lowercase())
}

/// What is needed for a package, by its id in the text, and comes after the package has begun.
fn late_causes(Planned { deal, plan, .. }: Planned<'_>, diags: &mut Diags) {
    for dependency in &deal.dependencies {
        let Some(by) = dependency.by else { continue };
        let words = words::split(&dependency.text.value);
        for planned in &plan.packages {
            let row = &deal.work[planned.package];
            if by.value > planned.start && words.contains(&row.id.value.to_lowercase()) {
                let message = format!(
                    "what `{}` needs comes by {}, and the plan begins it on {}",
                    row.id.value, by.value, planned.start
                );
                diags.push(
                    Diagnostic::warning(Code::CauseAfterEffect, message)
                        .at(by.place)
                        .hint("name the day before the work begins, or let the work begin later"),
                );
            }
        }
    }
}

/// Phases that begin before the gate of the one before them: a note, for the contract puts such work at our risk.
fn open_gates(Planned { deal, book, plan }: Planned<'_>, diags: &mut Diags) {
    if deal.head.model.value == Model::Retainer {
        return;
    }
    let early = plan.phases.windows(2).find(|pair| pair[1].start < pair[0].finish);
    let Some([gated, early]) = early else { return };
    let name = |phase: PhaseIdx| &book.methodology.phases[phase].name;
    let message = format!(
        "`{}` begins on {}, before the gate of `{}` on {}",
        name(early.phase),
        early.start,
        name(gated.phase),
        gated.finish
    );
    let first = plan.packages.iter().filter(|one| deal.work[one.package].phase == early.phase);
    let place = first.min_by_key(|one| one.start).map(|one| deal.work[one.package].id.place);
    diags.push(
        Diagnostic::note(Code::PhaseBeforeGate, message)
            .at(place.unwrap_or(deal.head.start.place))
            .hint("the contract puts work before a gate at our risk; let it wait for the gate with `after`, or count it to the phase before"),
    );
}

/// Working days of a retainer's term on which no package is planned, where its packages are the service.
fn service_gap(Planned { deal, book, plan }: Planned<'_>, diags: &mut Diags) {
    if deal.head.model.value != Model::Retainer || plan.packages.is_empty() {
        return;
    }
    let served = |day: Date| plan.packages.iter().any(|one| one.start <= day && day <= one.finish);
    let mut days = Vec::new();
    let mut day = plan.start;
    while day <= plan.finish {
        if book.calendar.working_day_from(day) == day {
            days.push(day);
        }
        let Ok(next) = day.tomorrow() else { break };
        day = next;
    }
    let gap: Vec<Date> = days.iter().copied().filter(|day| !served(*day)).collect();
    // Packages that fill less than three quarters are projects beside the hours sold.
    if gap.is_empty() || gap.len() * 4 > days.len() {
        return;
    }
    let told: Vec<String> = gap.iter().take(5).map(Date::to_string).collect();
    let more = gap.len() - told.len();
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let message = format!("no work is planned on {} of the term{more}", words::list(&told));
    let place = deal.commercial.retainer.as_ref().map(|retainer| retainer.term_months.place);
    diags.push(
        Diagnostic::warning(Code::ServiceGap, message)
            .at(place.unwrap_or(deal.head.start.place))
            .hint("the fee runs on every day of the term: plan the days, or end the term with the service"),
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_test_says_how_long_it_takes() {
        for (text, expected) in [
            ("Its totals agree with the ledger at two consecutive month-ends.", Some(Test::MonthEnds(2))),
            ("Two pilot offices run for ten working days.", Some(Test::Days(10))),
            ("No complaint in four weeks", Some(Test::Days(28))),
            ("In less than ten minutes, on their own phone", None),
            ("Sechs Wochen ohne Störung", Some(Test::Days(42))),
        ] {
            assert_eq!(test_spans(text).first().map(|(test, _)| *test), expected, "{text}");
        }
    }

    #[test]
    fn month_ends_are_counted_with_both_days() {
        assert_eq!(month_ends(date(2027, 4, 21), date(2027, 5, 14)), 1);
        assert_eq!(month_ends(date(2027, 4, 30), date(2027, 5, 31)), 2);
        assert_eq!(month_ends(date(2027, 6, 4), date(2027, 6, 29)), 0);
    }
}
