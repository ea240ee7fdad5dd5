//! Findings that need the simulation: contingency that adds up percentiles, a path taken
//! for the network, a low bid among many (MODEL 15).

use super::classic::classic_of;
use super::model::double;
use super::outcome::Outcome;
use super::scopes::model;
use super::terms::targets;
use crate::plan::Planned;
use crate::price::{Priced, Quote};
use bidwright_base::diag::{Code, Diagnostic, Diags};
use bidwright_model::deal::{ContingencyRule, Model};
use bidwright_model::distributions::winners_curse;

/// Pushes every finding about an offer as simulated for its price; `case` is the offer's own.
pub fn findings(offer: Priced<'_>, case: &Outcome, diags: &mut Diags) {
    percentiles_added(offer, case, diags);
    merge_bias(offer.planned(), case, diags);
    low_bid(offer, case, diags);
}

/// How near a contingency must be to a sum of percentiles to be taken for one: our assumption.
const NEAR: f64 = 0.05;

/// Lint 2: a plain contingency that is what each item's own P80 would add, and more than the sum needs.
fn percentiles_added(offer: Priced<'_>, case: &Outcome, diags: &mut Diags) {
    let Priced { deal, book, plan, quote } = offer;
    let ContingencyRule::Percent(percent) = deal.estimate.contingency else { return };
    if deal.head.model.value != Model::FixedPrice {
        return;
    }
    let stated = double(quote.totals.contingency.amount());
    let added: f64 = (model(deal, book, &[plan]).packages.iter().flat_map(|package| &package.roles))
        .map(|role| (role.effort.quantile(0.8) - role.planned) * role.day_cost)
        .sum();
    let needed = case.reserve(0.8);
    if added > 0.0 && (stated - added).abs() <= NEAR * added && stated > needed.value + 2.0 * needed.se {
        let message = format!(
            "the contingency of {:#} {code} is about what the P80s of the items add up to, {} {code}; the P80 of their sum needs {} {code}",
            quote.totals.contingency,
            money(quote, added),
            money(quote, needed.value),
            code = quote.currency.code(),
        );
        diags.push(
            Diagnostic::warning(Code::ItemPercentilesAdded, message)
                .at(percent.place)
                .hint("not everything goes wrong at once: write `confidence = 80` instead"),
        );
    }
}

/// Lint 3: classic PERT where other paths run beside its own.
fn merge_bias(offer: Planned<'_>, case: &Outcome, diags: &mut Diags) {
    let Planned { deal, plan, .. } = offer;
    let deadline = targets(offer);
    let Some(classic) = classic_of(deal, plan, deadline.deadline).filter(|classic| classic.beside > 0) else {
        return;
    };
    let beside = bidwright_base::words::count(classic.beside, "package that is", "packages that are");
    let mut message = format!("classic PERT leaves out {beside} not on its path");
    if let Some(hoped) = classic.on_time {
        let simulated = case.finish.values().iter().filter(|finish| deadline.on_time(**finish)).count();
        let simulated = simulated as f64 / case.finish.values().len() as f64;
        message = format!(
            "{message}: it gives {} on time, the simulation, risks included, {}",
            chance(hoped),
            chance(simulated)
        );
    }
    diags.push(
        Diagnostic::warning(Code::MergeBias, message)
            .at(deal.estimate.classic.place)
            .hint("where paths meet, the last one counts: rely on the simulated figures"),
    );
}

/// Lint 10: several bid, the lowest wins, and the contingency does not hold what that costs on average.
fn low_bid(Priced { deal, quote, .. }: Priced<'_>, case: &Outcome, diags: &mut Diags) {
    let Some(bidders) = deal.commercial.bidders else { return };
    // The other models pay for what the work takes, or sell hours: there is no reserve to hold against it.
    if deal.head.model.value != Model::FixedPrice {
        return;
    }
    let mean = case.cost.mean().value;
    let relative = if mean > 0.0 { case.cost.sd().value / mean } else { 0.0 };
    let off = winners_curse(relative, bidders.value) * mean;
    if double(quote.totals.contingency.amount()) < off {
        let message = format!(
            "the lowest of {} such estimates is {} {code} too low on average; the contingency is {:#} {code}",
            bidders.value,
            money(quote, off),
            quote.totals.contingency,
            code = quote.currency.code(),
        );
        diags.push(
            Diagnostic::warning(Code::WinnersCurse, message)
                .at(bidders.place)
                .hint("raise `confidence`, narrow the ranges, or win on something else than the price"),
        );
    }
}

/// A simulated amount to three digits that count: it is no surer than that.
fn money(quote: &Quote, amount: f64) -> String {
    let amount = quote.currency.round_f64(amount).expect("a simulated amount is a number in range");
    let rounded = amount.amount().round_sf(3).unwrap_or(amount.amount());
    bidwright_base::quantity::grouped(rounded.normalize())
}

/// A chance in whole percent; beyond 99 and below 1 the simulation is no surer.
fn chance(p: f64) -> String {
    if p > 0.99 {
        "over 99 %".to_owned()
    } else if p < 0.01 {
        "under 1 %".to_owned()
    } else {
        format!("{:.0} %", 100.0 * p)
    }
}
