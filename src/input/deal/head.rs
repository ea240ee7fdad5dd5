//! `[deal]` and `[estimate]`.

use rust_decimal::Decimal;

use crate::project::Project;
use crate::read::{
    Cash, Item, Table, above, currency, date, flag, id, language, line, long, name, number, percent, retired,
    whole, within, word,
};
use crate::shared::LibraryChoice;
use bidwright_base::diag::{Code, Diagnostic};
use bidwright_base::quantity::Percent;
use bidwright_base::source::Placed;
use bidwright_model::deal::{
    Basis, ContingencyRule, Estimate, FatTail, Head, ITERATIONS, LARGEST_SEED, Model, Reading,
};

/// The head, and what the rest of the file depends on.
pub(super) struct Read {
    pub(super) head: Head,
    pub(super) choice: LibraryChoice,
    /// How amounts are read: without a currency nothing is rounded.
    pub(super) cash: Cash,
    /// The commercial model, if it is known.
    pub(super) model: Option<Model>,
}

pub(super) fn read(root: &Table<'_>, project: &Project) -> Read {
    root.need_table("deal", |t| {
        let before = t.sink().errors();
        let head = head(t);
        let choice = choice(t);
        let sound = t.sink().errors() == before && root.has("deal");
        if sound {
            check(t, &head, project);
        }
        note_defaults(t, &choice);
        let cash = Cash(sound.then_some(head.currency.value));
        let model = sound.then_some(head.model.value);
        Read { head, choice, cash, model }
    })
}

/// A number by which files are called, and none that another file has.
fn deal_number(item: &Item<'_>) -> Option<String> {
    let number = id(item)?;
    if !number.eq_ignore_ascii_case("keys") {
        return Some(number);
    }
    let message =
        format!("no deal can have the number `{number}`: `approvals/keys.log` is the log of the keys file");
    item.refuse(Diagnostic::error(Code::BadId, message).hint("give it another number"))
}

fn head(t: &Table<'_>) -> Head {
    Head {
        number: t.need("number", deal_number),
        revision: t.or("revision", 1_u32, whole::<u32>(1, 9_999)),
        reason: t.may("reason", long),
        previous: t.may("previous", line),
        title: t.need("title", name),
        date: t.need("date", date),
        valid_days: t.or("valid_days", 30_u32, whole(1, 3_650)),
        start: t.need("start", date),
        currency: t.need("currency", currency),
        language: t.or("language", "en-GB", language),
        model: t.need("model", word::<Model>),
        owner: t.may("owner", line),
    }
}

fn choice(t: &Table<'_>) -> LibraryChoice {
    LibraryChoice {
        rates: t.or("rates", "emea-2026", id),
        pmo: t.or("pmo", "activity-based", id),
        methodology: t.or("methodology", "lean-delivery", id),
        policy: t.or("policy", "standard", id),
        calendar: t.may("calendar", id),
        tax: t.may("tax", id),
        brand: t.or("brand", "default", id),
    }
}

/// `[estimate]`.
pub(super) fn estimate(t: &Table<'_>) -> Estimate {
    let before = t.sink().errors();
    let confidence = t.or("confidence", 80_u32, whole::<u32>(50, 99));
    let percent: Option<Placed<_>> = t.may("contingency_percent", percent(within(0, 100)));
    if t.has("confidence") && t.has("contingency_percent") {
        let message = "`confidence` and `contingency_percent` are two ways to the same figure";
        t.sink().push(
            Diagnostic::error(Code::ContingencyTwice, message)
                .at(t.place_of("contingency_percent"))
                .hint("keep one of them"),
        );
    }
    let estimate = Estimate {
        reading: t.or("range", Reading::P10P90, word),
        basis: t.or("basis", Basis::Mean, word),
        contingency: percent.map_or(ContingencyRule::Confidence(confidence), ContingencyRule::Percent),
        correlation: t.or("correlation", Decimal::new(2, 1), number(within(0, 1))),
        stream_correlation: t.or("stream_correlation", Decimal::new(1, 1), number(within(0, 1))),
        iterations: t.or(
            "iterations",
            100_000_u32,
            whole((*ITERATIONS.start()).into(), (*ITERATIONS.end()).into()),
        ),
        seed: t.or("seed", 1_u64, whole(0, LARGEST_SEED.cast_signed())),
        classic: t.or("classic", false, flag),
        tail: t.may_table("tail", tail).flatten(),
    };
    let sum = estimate.correlation.value + estimate.stream_correlation.value;
    if sum > Decimal::ONE && t.sink().errors() == before {
        let message = format!("`correlation` and `stream_correlation` add up to {sum}; at most 1");
        let place = t.place_of("correlation");
        t.sink().push(Diagnostic::error(Code::CorrelationSum, message).at(place));
    }
    estimate
}

/// `tail`. Its mean is fragile without the point at which somebody walks away, so there is no default
/// for that one (lint 13).
fn tail(t: &Table<'_>) -> Option<FatTail> {
    let before = t.sink().errors();
    if !t.has("exit_ratio") {
        let message = "a fat tail needs an `exit_ratio`: without it the mean has no end";
        t.record(
            Diagnostic::error(Code::TailWithoutExit, message)
                .hint("the ratio of cost to plan at which the contract would be left, or liability ends"),
        );
    }
    let ratio = || number(above(0).at_most(100));
    let exit: Option<Placed<Decimal>> = t.may("exit_ratio", ratio());
    let least_ratio = t.or("least_ratio", Decimal::new(15, 1), ratio());
    if let Some(exit) = exit
        && exit.value <= least_ratio
        && t.sink().errors() == before
    {
        let message =
            format!("`exit_ratio` is {}; it must be above `least_ratio`, {least_ratio}", exit.value);
        t.sink().push(Diagnostic::error(Code::OutOfRange, message).at(exit.place));
    }
    Some(FatTail {
        weight: t.or("weight_percent", Percent(Decimal::TEN), percent(within(0, 100))),
        least_ratio,
        alpha: t.or("alpha", Decimal::new(14, 1), ratio()),
        time_exponent: t.or("time_exponent", Decimal::new(5, 1), number(within(0, 1))),
        exit_ratio: exit?.value,
    })
}

fn check(t: &Table<'_>, head: &Head, project: &Project) {
    let push = |finding| t.sink().push(finding);
    let revision = head.revision.value;
    if let Some(twin) = project.revisions.iter().find(|other| other.revision == revision) {
        let message = format!(
            "`{}` is revision {revision} of `{}` too",
            project.sources[twin.file].name, head.number.value,
        );
        push(Diagnostic::error(Code::DuplicateNumber, message).at(head.number.place).hint(
            "a number is never reused: take the next one, or raise `revision`; a copy to try something out \
                     is read with `--as-if`",
        ));
    }
    match &head.reason {
        None if revision > 1 => push(
            Diagnostic::error(Code::MissingReason, format!("revision {revision} has no `reason`"))
                .at(head.revision.place)
                .hint("say in a sentence what changed and why"),
        ),
        Some(reason) if revision == 1 => push(
            Diagnostic::note(Code::ReasonIgnored, "the first revision needs no `reason`").at(reason.place),
        ),
        _ => {}
    }
    let before = project.revisions.iter().any(|other| other.revision + 1 == revision);
    if revision > 1 && !before && head.previous.is_none() {
        let message = format!("revision {} is not in the workspace", revision - 1);
        push(
            Diagnostic::note(Code::NoPreviousRevision, message)
                .at(head.revision.place)
                .hint("name its file in `previous`, and the review lists what changed"),
        );
    }
    let (date, start) = (head.date.value, head.start);
    if let Some(finding) = retired(head.currency.value, date) {
        push(finding.at(head.currency.place));
    }
    if *start < date {
        let message = format!("work starts on {}, before the offer's date {date}", *start);
        push(Diagnostic::warning(Code::StartBeforeDate, message).at(start.place));
    }
    if start.year() - date.year() > 5 {
        let message = format!("work starts on {}, years after the offer's date {date}", *start);
        push(Diagnostic::warning(Code::StartFarOff, message).at(start.place));
    }
}

fn note_defaults(t: &Table<'_>, choice: &LibraryChoice) {
    if choice.calendar.is_none() && !t.has("calendar") {
        let message = "without a `calendar` every Monday to Friday is a working day";
        t.record(Diagnostic::note(Code::NoCalendar, message).hint("name one, such as `calendar = \"NO\"`"));
    }
    if choice.tax.is_none() && !t.has("tax") {
        let message = "without a `tax` table the tax is 0 %";
        t.record(Diagnostic::note(Code::NoTax, message).hint("name one, such as `tax = \"NO-standard\"`"));
    }
}
