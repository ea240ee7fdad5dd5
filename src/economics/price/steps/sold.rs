//! Rows 9 to 11: the list price, what it is made of, discount and net price.

use rust_decimal::Decimal;

use super::{Steps, lines_of, percent, plus};
use crate::plan::{Plan, Planned};
use crate::price::billing::rate_keys;
use crate::price::chain::{Chain, MonthlyFee};
use crate::price::quote::{Line, LineKind, Totals};
use bidwright_base::derivation::{Derivation, Input, Use, Value};
use bidwright_base::money::Money;
use bidwright_model::book::PriceBasis;
use bidwright_model::deal::{Deal, Model};

pub(super) fn record(steps: &mut Steps, offer: Planned<'_>, chain: &Chain) {
    let Chain { lines, totals, retainer: fee, .. } = chain;
    let mut from = work(steps, offer, chain);
    from.extend(lines_of(lines, "list", |line| matches!(line.kind, LineKind::Purchase(_))));
    let rule = price_rule(offer, fee.map(|fee| fee.list), lines);
    steps.row("price", "List price", rule, Derivation::exact(from), totals.price);
    office(steps, lines, totals);
    net(steps, offer.deal, chain);
}

/// Rows 9 and 9': what the price of work is made of. Returns what of it the list price adds up.
fn work(steps: &mut Steps, offer: Planned<'_>, chain: &Chain) -> Vec<Input> {
    let Planned { deal, plan, .. } = offer;
    let Chain { lines, totals, retainer: fee, rates, .. } = chain;
    let currency = deal.head.currency.value;
    let card = offer.card();
    let worked = |line: &Line| line.days.is_some();
    let bought = |line: &Line| matches!(line.kind, LineKind::Purchase(_));
    let over = |mut inputs: Vec<Input>| {
        if !card.target_margin.is_zero() {
            inputs.push(Input::percent(Use::OverOneMinus, "target margin", card.target_margin));
        }
        Derivation::nearest(currency.decimals(), inputs)
    };
    let margin = percent(card.target_margin.value);
    let purchases = currency.sum(lines.iter().filter(|line| bought(line)).map(|line| line.list));
    let work = totals.price - purchases;

    if card.basis == PriceBasis::CostPlus && deal.head.model.value == Model::FixedPrice {
        let cost = Derivation::exact(vec![plus("cost"), Input::figure(Use::Minus, "totals.purchases")]);
        let rule = "cost without purchases: what the price of work is spread by";
        steps.intermediate("work_cost", "Cost of work", rule.into(), cost, totals.cost - totals.purchases);
        let rule = format!("base without purchases over 1 − {margin} target margin");
        let sold = over(vec![plus("base"), Input::figure(Use::Minus, "totals.purchases")]);
        steps.intermediate("work_price", "Price of work", rule, sold, work);
        return vec![plus("work_price")];
    }
    let listed = currency.sum(lines.iter().filter(|line| worked(line)).map(|line| line.list));
    let at_rates = Derivation::exact(lines_of(lines, "list", worked));
    steps.intermediate("listed", "Work at bill rates", "days × bill rate".into(), at_rates, listed);
    if let Some(fee) = fee {
        retained(steps, deal, plan, *fee, work);
        return vec![plus("work_price")];
    }
    let mut from = vec![plus("listed")];
    if !rates.is_empty() && work != listed {
        let rule =
            "days × list rate of each role, less the work at bill rates: rates are printed to the minor unit";
        let mut rounding = Input::sum(rate_keys(rates).iter().map(|key| format!("{key}.list")));
        rounding.push(Input { usage: Use::Minus, ..plus("listed") });
        let rounding = Derivation::exact(rounding);
        steps.intermediate("rate_rounding", "Rounding of rates", rule.into(), rounding, work - listed);
        from.push(plus("rate_rounding"));
    }
    if !totals.contingency.is_zero() {
        let rule = format!("contingency over 1 − {margin} target margin");
        let sold = over(vec![plus("contingency")]);
        steps.intermediate("contingency_price", "Price of contingency", rule, sold, work - listed);
        from.push(plus("contingency_price"));
    }
    from
}

/// The delivery office's part of cost and price.
fn office(steps: &mut Steps, lines: &[Line], totals: &Totals) {
    let office = |line: &Line| line.kind.is_pmo();
    let rule = "lines of the delivery office and the central office";
    let cost = Derivation::exact(lines_of(lines, "cost", office));
    steps.intermediate("pmo_cost", "Cost of the delivery office", rule.into(), cost, totals.pmo_cost);
    let price = Derivation::exact(lines_of(lines, "price", office));
    steps.intermediate("pmo_price", "Price of the delivery office", rule.into(), price, totals.pmo_price);
}

/// Rows 10 and 11.
fn net(steps: &mut Steps, deal: &Deal, chain: &Chain) {
    let totals = &chain.totals;
    if let Some(discount) = &deal.commercial.discount {
        let (off, reason) = (percent(discount.percent.value), &discount.reason.value);
        let mut rule = format!("{off} of the list price: {reason}");
        let from = vec![plus("price"), Input::percent(Use::Times, "discount", discount.percent)];
        let mut from = Derivation::nearest(deal.head.currency.value.decimals(), from);
        if deal.head.model.value != Model::FixedPrice {
            rule = format!("{off} off what is billed, rounded: {reason}");
            from = of_billed(steps, deal, chain);
        }
        steps.row("discount", "Discount", rule, from, totals.discount);
    }
    let mut rule = "list price";
    let mut from = vec![plus("price")];
    if !totals.discount.is_zero() {
        rule = "list price less discount";
        from.push(Input { usage: Use::Minus, ..plus("discount") });
    }
    steps.row("net", "Net price", rule.into(), Derivation::exact(from), totals.net);
}

/// The discount of rates and fees, and of purchases.
fn of_billed(steps: &mut Steps, deal: &Deal, chain: &Chain) -> Derivation {
    let currency = deal.head.currency.value;
    let Chain { lines, rates, retainer, .. } = chain;
    let worked = currency.sum(lines.iter().filter(|line| line.days.is_some()).map(|line| line.discount));
    let (rule, from) = match (retainer, &deal.commercial.retainer) {
        (Some(_), Some(terms)) => {
            let months = Value::Number(terms.term_months.value.into());
            let fees = vec![
                plus("monthly_fee_list"),
                Input { usage: Use::Minus, ..plus("monthly_fee") },
                Input::written(Use::Times, "months of the term", months, terms.term_months.place),
            ];
            (
                "what the monthly fee was lowered by, each month",
                Derivation::nearest(currency.decimals(), fees),
            )
        }
        _ => {
            let keys = rate_keys(rates);
            let mut from = Input::sum(keys.iter().map(|key| format!("{key}.list")));
            let net = keys.iter().map(|key| Input::figure(Use::Minus, format!("{key}.net")));
            from.extend(net);
            ("days × list rate less days × billed rate, of each role", Derivation::exact(from))
        }
    };
    steps.intermediate("work_discount", "Discount of work", rule.into(), from, worked);
    let mut from = vec![plus("work_discount")];
    from.extend(lines_of(lines, "discount", |line| matches!(line.kind, LineKind::Purchase(_))));
    Derivation::exact(from)
}

/// A retainer: the fee of a month, rounded once, and the fees of the term.
fn retained(steps: &mut Steps, deal: &Deal, plan: &Plan, fee: MonthlyFee, work: Money) {
    let terms = deal.commercial.retainer.as_ref().expect("checked: a retainer has its keys");
    let hours = terms.hours_per_month;
    let per_day = Decimal::from(plan.minutes_per_day) / Decimal::from(60);
    let from = vec![
        Input::figure(Use::Plus, "totals.listed"),
        Input::written(Use::Times, "hours a month", Value::Number(hours.value), hours.place),
        Input::figure(Use::Over, "totals.effort_days"),
        Input::assumed(Use::Over, "hours a day, on the rate card", Value::Number(per_day.normalize())),
    ];
    let decimals = deal.head.currency.value.decimals();
    let rule = "hours a month at the mean bill rate of an hour".into();
    let mut list = "monthly_fee";
    let from = Derivation::nearest(decimals, from);
    if let Some(discount) = &deal.commercial.discount {
        list = "monthly_fee_list";
        steps.intermediate(list, "Monthly fee before discount", rule, from, fee.list);
        let from = vec![plus(list), Input::percent(Use::TimesOneMinus, "discount", discount.percent)];
        let from = Derivation::nearest(decimals, from);
        let rule = "the fee less discount, as billed".into();
        steps.intermediate("monthly_fee", "Monthly fee", rule, from, fee.billed);
    } else {
        steps.intermediate(list, "Monthly fee", rule, from, fee.list);
    }
    let months = Value::Number(terms.term_months.value.into());
    let from =
        vec![plus(list), Input::written(Use::Times, "months of the term", months, terms.term_months.place)];
    let rule = "a fee each month of the term".into();
    steps.intermediate("work_price", "Price of work", rule, Derivation::nearest(decimals, from), work);
}

/// The list price in words, with the sums it is made of.
fn price_rule(offer: Planned<'_>, fee: Option<Money>, lines: &[Line]) -> String {
    let deal = offer.deal;
    let currency = deal.head.currency.value;
    let bought = |line: &&Line| matches!(line.kind, LineKind::Purchase(_));
    let purchases = currency.sum(lines.iter().filter(bought).map(|line| line.price));
    let listed = currency.sum(lines.iter().filter(|line| line.days.is_some()).map(|line| line.list));
    let worked = currency.sum(lines.iter().filter(|line| !bought(line)).map(|line| line.price));
    let bought = if purchases.is_zero() { String::new() } else { format!(", purchases {purchases:#}") };
    let margin = format!("over 1 − {} target margin", percent(offer.card().target_margin.value));
    match (deal.head.model.value, offer.card().basis, fee) {
        (_, _, Some(fee)) => {
            let months = deal.commercial.retainer.as_ref().map_or(0, |r| r.term_months.value);
            format!("{} at {fee:#}{bought}", bidwright_base::words::count(months as usize, "month", "months"))
        }
        (Model::FixedPrice, PriceBasis::CostPlus, _) => {
            format!("base without purchases {margin} {worked:#}{bought}")
        }
        (Model::FixedPrice, PriceBasis::RateCard, _) if worked != listed => {
            format!("days × bill rate {listed:#}, contingency {margin} {:#}{bought}", worked - listed)
        }
        _ => format!("days × bill rate {listed:#}{bought}"),
    }
}
