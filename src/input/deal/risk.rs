//! `[[risk]]`, `[[assumption]]`, `[[exclusion]]`, `[[dependency]]` and `[stakes]`.

use rust_decimal::Decimal;
use toml::de::DeValue;

use super::Known;
use crate::read::{
    Cash, FindingSink, Item, Names, Placeholder, Table, all_of, any, at_least, date, id, long, name, number,
    one_of, percent, prose, three_point, within, word,
};
use crate::shared::SelectedLibrary;
use bidwright_base::diag::{Code, Diagnostic};
use bidwright_base::quantity::Percent;
use bidwright_base::source::{Place, Placed};
use bidwright_model::book::{Failure, FailureIdx};
use bidwright_model::deal::{
    Assumption, Bearer, Damages, Deal, Dependency, IfWrong, Risk, Side, Stakes, ThreePoint,
};

/// `[[risk]]`.
pub(super) fn risk(t: &Table<'_>, known: &Known, cash: Cash) -> Risk {
    let before = t.sink().errors();
    let risk = Risk {
        id: t.need("id", id),
        name: t.need("name", name),
        failure: t.need("failure", failure(&known.failures)),
        probability: t.need("probability", number(within(0, 1))),
        cost: t.may("cost", cash.range(any())),
        delay_days: t.may("delay_days", three_point(any())),
        on: t.may("on", one_of(&known.work)),
        bearer: t.or("bearer", Bearer::Supplier, word),
        threatens: t.or("threatens", [], all_of(&known.objectives)),
        response: t.may("response", long),
        early_sign: t.may("early_sign", long),
    };
    if t.sink().errors() == before {
        if risk.threatens.is_empty() && !is_opportunity(&risk) {
            let message = format!("{} threatens no objective: it can never fail acceptance", t.name);
            t.record(
                Diagnostic::warning(Code::ThreatensNothing, message)
                    .hint("name the objectives it threatens: `threatens = [\"O1\"]`"),
            );
        }
        if risk.cost.is_none() && risk.delay_days.is_none() {
            let message = format!("{} has neither `cost` nor `delay_days`", t.name);
            t.record(Diagnostic::warning(Code::RiskWithoutImpact, message));
        }
    }
    risk
}

/// Whether it can only bring something: there is nothing to threaten then.
fn is_opportunity(risk: &Risk) -> bool {
    let mut impacts = risk.cost.iter().chain(&risk.delay_days).peekable();
    impacts.peek().is_some() && impacts.all(|impact| impact.high <= Decimal::ZERO)
}

/// A failure mode of the methodology, or `none`.
fn failure(failures: &Names<Failure>) -> impl Fn(&Item<'_>) -> Option<Option<FailureIdx>> {
    move |item| match item.value {
        DeValue::String(id) if id == "none" => Some(None),
        _ => one_of(failures)(item).map(Some),
    }
}

impl Placeholder for Option<FailureIdx> {
    fn placeholder(_: Place) -> Option<FailureIdx> {
        None
    }
}

/// `[[assumption]]`.
pub(super) fn assumption(t: &Table<'_>) -> Assumption {
    Assumption {
        id: t.need("id", id),
        text: t.need("text", prose),
        owner: t.or("owner", Side::Customer, word),
        if_wrong: t.or("if_wrong", IfWrong::ChangeRequest, word),
        place: t.place,
    }
}

/// `[[exclusion]]`.
pub(super) fn exclusion(t: &Table<'_>) -> Placed<String> {
    t.need("text", prose)
}

/// `[[dependency]]`.
pub(super) fn dependency(t: &Table<'_>) -> Dependency {
    Dependency {
        text: t.need("text", prose),
        owner: t.or("owner", Side::Customer, word),
        by: t.may("by", date),
    }
}

/// `[stakes]`.
pub(super) fn stakes(t: &Table<'_>, cash: Cash) -> Stakes {
    let stakes = Stakes {
        deadline: t.may("deadline", date),
        budget: t.may("budget", cash.money(at_least(0))),
        delay_cost_per_week: t.may("delay_cost_per_week", cash.range(at_least(0))),
        benefit_lost_months: t.may("benefit_lost_months", three_point(within(0, 1_200))),
        internal_cost: t.may("internal_cost", cash.range(at_least(0))),
        reprocurement_percent: t.may("reprocurement_percent", percents()),
        rework_percent: t.may("rework_percent", percents()),
        follow_on_margin: t.may("follow_on_margin", cash.range(at_least(0))),
        liability_cap: t.may("liability_cap_percent", percent(at_least(0))),
        customer_day_cost: t.may("customer_day_cost", cash.money(at_least(0))),
        damages: t.may_table("damages", damages),
        source: t.may("source", long),
    };
    if stakes.source.is_none() && !t.has("source") {
        let message = "the stakes have no `source`: who stated them is not named";
        t.record(Diagnostic::warning(Code::StakesWithoutSource, message).hint("who said it, and when"));
    }
    if stakes.liability_cap.is_none() && !t.has("liability_cap_percent") {
        let message = "without `liability_cap_percent` our liability has no limit";
        t.record(Diagnostic::note(Code::NoLiabilityCap, message));
    }
    if stakes.damages.is_some() && !t.has("deadline") {
        let message = "damages for delay need a `deadline`";
        let finding = Diagnostic::error(Code::DamagesWithoutDeadline, message);
        t.sink().push(finding.at(t.place_of("damages")));
    }
    stakes
}

fn percents() -> impl Fn(&Item<'_>) -> Option<ThreePoint> {
    three_point(within(0, 1_000))
}

/// `damages`.
fn damages(t: &Table<'_>) -> Damages {
    Damages {
        percent_per_week: t.need("percent_per_week", percent(within(0, 100))),
        cap_percent: t.or("cap_percent", Percent(Decimal::ONE_HUNDRED), percent(within(0, 100))),
        grace_days: t.or("grace_days", Decimal::ZERO, number(at_least(0))),
    }
}

/// What must hold between risks, stakes and the rest.
pub(super) fn check(deal: &Deal, library: &SelectedLibrary, sink: &FindingSink) {
    let start = deal.head.start;
    let (last_year, calendar) = match &library.calendar {
        Some(calendar) => (calendar.last_year(), calendar.id.as_str()),
        None => (None, ""),
    };
    // A date that stands in for an unreadable one is the first there is: nothing comes before it.
    let deadline = deal.stakes.as_ref().and_then(|stakes| stakes.deadline);
    if let Some(deadline) = deadline.filter(|deadline| **deadline < *start) {
        let message = format!("the deadline {} is before the start {}", *deadline, *start);
        sink.push(Diagnostic::error(Code::DeadlineBeforeStart, message).at(deadline.place));
    }
    let latest = deadline.unwrap_or(start);
    if let Some(year) = last_year.filter(|year| latest.year() > *year) {
        let message = format!("calendar `{calendar}` has holidays until {year} only");
        sink.push(
            Diagnostic::warning(Code::CalendarEndsEarly, message)
                .at(latest.place)
                .hint("later days off are not known: add them to the calendar"),
        );
    }
    let counts_benefit = deal.stakes.as_ref().and_then(|stakes| stakes.benefit_lost_months);
    if let Some(months) = counts_benefit
        && deal.objectives.iter().all(|objective| objective.benefit_per_year.is_none())
    {
        let message = "months of benefit are lost, but no objective has a `benefit_per_year`";
        sink.push(Diagnostic::warning(Code::LostBenefitOfNothing, message).at(months.place));
    }
    for by in deal.dependencies.iter().filter_map(|dependency| dependency.by) {
        if *by < *deal.head.date {
            let message = format!("something is due on {}, before the offer's date", *by);
            sink.push(Diagnostic::warning(Code::DependencyInThePast, message).at(by.place));
        }
    }
}
