//! What no customer may see of an offer, figure by figure.

use bidwright_base::money::Money;
use bidwright_economics::offer::Offer;
use bidwright_economics::price::{LineKind, Quote};
use bidwright_model::book::PmoKind;
use rust_decimal::Decimal;

/// A figure of ours.
#[derive(Debug, Clone)]
pub(super) struct Secret {
    pub(super) name: String,
    pub(super) value: Decimal,
    /// A percentage; otherwise money.
    pub(super) percent: bool,
}

/// Every figure of ours in an offer that is not nothing.
pub(super) fn secrets(offer: &Offer) -> Vec<Secret> {
    let mut found = Vec::new();
    let mut money =
        |name: String, amount: Decimal| found.push(Secret { name, value: amount, percent: false });
    let mut quotes: Vec<(String, &Quote)> = vec![(String::new(), &offer.quote)];
    for option in &offer.quote.options {
        if let Some((_, with)) = option.with.as_deref() {
            quotes.push((format!("option {} ", option.option.get()), with));
        }
    }
    for (of, quote) in quotes {
        for line in &quote.lines {
            // What is bought and passed on as it was is the customer's to see.
            let passed_on = matches!(line.kind, LineKind::Purchase(_)) && line.direct == line.list;
            if !passed_on {
                money(format!("{of}cost of {}", line.id), line.cost.amount());
                money(format!("{of}direct cost of {}", line.id), line.direct.amount());
            }
        }
        let totals = &quote.totals;
        let sums: [(&str, Money); 9] = [
            ("cost", totals.cost),
            ("direct labour", totals.direct_labour),
            ("burden", totals.burden),
            ("overhead", totals.overhead),
            ("central office", totals.office),
            ("contingency", totals.contingency),
            ("expected risk cost", totals.expected_risk_cost),
            ("base", totals.base),
            ("cost of the delivery office", totals.pmo_cost),
        ];
        for (name, amount) in sums {
            money(format!("{of}{name}"), amount.amount());
        }
        money(format!("{of}margin"), (totals.net - totals.base).amount());
        money(format!("{of}margin on cost"), (totals.net - totals.cost).amount());
    }
    for card in &offer.book.cards {
        for role in &card.roles {
            money(format!("cost of a day of {}", role.id), role.cost_per_day.value);
        }
    }
    if let Some(walk_away) = walk_away(offer) {
        money("walk-away price".into(), walk_away);
    }
    if let Some(stakes) = &offer.deal.stakes
        && let Some(follow_on) = stakes.follow_on_margin
    {
        money("follow-on margin".into(), follow_on.likely);
    }
    if let Some(pmo_value) = offer.value_analysis.as_ref().and_then(|one| one.value.pmo_value.as_ref()) {
        let ours = &pmo_value.exposure.supplier;
        for (name, amount) in [("low", ours.low), ("likely", ours.likely), ("high", ours.high)] {
            money(format!("our exposure, {name}"), amount.amount());
        }
    }

    let mut percent = |name: String, value: Decimal| found.push(Secret { name, value, percent: true });
    let totals = &offer.quote.totals;
    for (name, share) in [
        ("margin", totals.margin_percent()),
        ("margin if contingency is unspent", totals.margin_percent_if_contingency_unspent()),
        ("margin floor", Some(offer.book.policy.margin_floor)),
    ] {
        percent(name.into(), share.map_or(Decimal::ZERO, |share| share.0));
    }
    for card in &offer.book.cards {
        percent("burden".into(), card.burden.0);
        percent("overhead".into(), card.overhead.0);
        percent("target margin".into(), card.target_margin.0);
    }
    percent("central office".into(), offer.book.pmo.office.0);
    if let PmoKind::PercentOfEffort(of) = &offer.book.pmo.kind {
        percent("percentage of the office".into(), of.0);
    }
    if let Some(walk_away) = walk_away(offer) {
        let room = (totals.price.amount() - walk_away) * Decimal::ONE_HUNDRED;
        let room = room.checked_div(totals.price.amount()).unwrap_or_default();
        percent("discount room".into(), room.round_dp(3));
    }
    found.retain(|secret| !secret.value.is_zero());
    found
}

/// The net price at which the margin is at the policy's floor.
fn walk_away(offer: &Offer) -> Option<Decimal> {
    let kept = Decimal::ONE - offer.book.policy.margin_floor.0 / Decimal::ONE_HUNDRED;
    let exact = offer.quote.totals.base.amount().checked_div(kept)?;
    Some(exact.round_dp_with_strategy(
        offer.quote.currency.decimals(),
        rust_decimal::RoundingStrategy::ToPositiveInfinity,
    ))
}
