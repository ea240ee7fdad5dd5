//! `pricing/rates/*.toml`.

use rust_decimal::Decimal;

use crate::library;
use crate::library::RATES;
use crate::project::Project;
use crate::read::{
    FindingSink, Item, Table, Word, at_least, currency, date, decimal, id, line, percent, unique_ids, whole,
    within, word,
};
use crate::shared::toml_file;
use bidwright_base::diag::{Code, Diagnostic};
use bidwright_base::quantity::Percent;
use bidwright_base::source::Placed;
use bidwright_model::book::{PriceBasis, RateCard, RoleRate};

impl Word for PriceBasis {
    const WORDS: &'static [(&'static str, PriceBasis)] =
        &[("rate-card", PriceBasis::RateCard), ("cost-plus", PriceBasis::CostPlus)];
}

/// The cards of an id by period; no two of them are in force on one day.
pub(super) fn cards(project: &Project, id: &Placed<String>, sink: &FindingSink) -> Vec<RateCard> {
    let before = sink.errors();
    let mut cards: Vec<RateCard> = library::need(project, &RATES, id, sink)
        .into_iter()
        .filter_map(|file| toml_file(project, &RATES, file, sink, |t, _| card(t)))
        .collect();
    cards.sort_by_key(|card| card.effective_from);
    if sink.errors() == before {
        for pair in cards.windows(2) {
            let (first, second) = (&pair[0], &pair[1]);
            if first.effective_to.is_none_or(|last| last >= second.effective_from) {
                let message =
                    format!("the card `{}` is in force on {} too", first.name, second.effective_from,);
                sink.push(
                    Diagnostic::error(Code::CardOverlap, message)
                        .at(second.place)
                        .hint("cards of one id follow each other: set `effective_to` of the first"),
                );
            }
        }
    }
    cards
}

fn card(t: &Table<'_>) -> RateCard {
    unique_ids(t, "role");
    let before = t.sink().errors();
    let basis = t.need("basis", word);
    let card = RateCard {
        id: t.need("id", id),
        name: t.or("name", "", line),
        currency: t.need("currency", currency),
        effective_from: t.need("effective_from", date),
        effective_to: t.may("effective_to", date),
        minutes_per_day: t.or("hours_per_day", 480_u32, minutes),
        burden: t.or("burden_percent", Percent::ZERO, percent(within(0, 1_000))),
        overhead: t.or("overhead_percent", Percent::ZERO, percent(within(0, 1_000))),
        basis,
        target_margin: t.or("target_margin_percent", Percent::ZERO, percent(at_least(0).below(100))),
        escalation: t.or("escalation_percent", Percent::ZERO, percent(within(-50, 100))),
        roles: t.rows("role", |row, _| role(row, basis)),
        place: t.place_of("id"),
    };
    // Reserved: priced by nothing yet, but read.
    t.may_table("premiums", |t| {
        for key in ["weekend", "night", "holiday"] {
            let _: Option<Percent> = t.may(key, percent(within(0, 1_000)));
        }
    });
    if t.sink().errors() == before {
        check(t, &card);
    }
    card
}

fn check(t: &Table<'_>, card: &RateCard) {
    if let Some(last) = card.effective_to.filter(|last| *last < card.effective_from) {
        let message = format!("the card ends on {last}, before it starts on {}", card.effective_from);
        let finding = Diagnostic::error(Code::PeriodBackwards, message);
        t.sink().push(finding.at(t.place_of("effective_to")));
    }
    if card.roles.is_empty() {
        let message = "the rate card has no `[[role]]`";
        t.record(Diagnostic::error(Code::NoRoles, message));
    }
}

fn role(t: &Table<'_>, basis: PriceBasis) -> RoleRate {
    let rate = t.may("rate_per_day", rate);
    if rate.is_none() && basis == PriceBasis::RateCard && !t.has("rate_per_day") {
        t.missing("rate_per_day");
    }
    RoleRate {
        id: t.need("id", id),
        title: t.or("title", "", line),
        sfia: t.may("sfia", whole(1, 7)),
        labour_category: t.may("labour_category", line),
        cost_per_day: t.need("cost_per_day", self::rate),
        rate_per_day: rate,
    }
}

/// A unit rate, kept as written.
fn rate(item: &Item<'_>) -> Option<Decimal> {
    within(0, 1_000_000_000).check(item, decimal(item)?)
}

/// Hours a day, in minutes: a whole number of them.
fn minutes(item: &Item<'_>) -> Option<u32> {
    let hours = within(1, 24).check(item, decimal(item)?)?;
    let minutes = hours * Decimal::from(60);
    if !minutes.fract().is_zero() {
        let message = format!("{} is {hours}, which is no whole number of minutes", item.name());
        return item
            .refuse(Diagnostic::error(Code::HoursNotInMinutes, message).hint("7.5 hours are 450 minutes"));
    }
    u32::try_from(minutes).ok()
}
