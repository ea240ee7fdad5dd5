//! The record of the build-up: each figure with its rule in words, and with what it is made of, so that
//! anybody can follow it down to what was written.

use rust_decimal::Decimal;

use super::quote::{Line, LineKind, Step, TaxLine, Totals};
use super::tax::tax_keys;
use crate::plan::Plan;
use bidwright_base::derivation::{Derivation, Input, Use, Value};
use bidwright_base::money::Money;
use bidwright_base::quantity::Percent;
use bidwright_model::book::{Book, PriceBasis};
use bidwright_model::deal::{Deal, Model};

/// The record, in order.
#[derive(Default)]
pub(super) struct Steps(pub(super) Vec<Step>);

impl Steps {
    /// A row of the build-up.
    pub(super) fn row(
        &mut self,
        key: &'static str,
        label: &'static str,
        rule: String,
        from: Derivation,
        amount: Money,
    ) {
        self.0.push(Step { key, label, rule, from, row: true, amount });
    }

    /// A figure behind a row.
    fn behind(
        &mut self,
        key: &'static str,
        label: &'static str,
        rule: String,
        from: Derivation,
        amount: Money,
    ) {
        self.0.push(Step { key, label, rule, from, row: false, amount });
    }
}

/// A column of some lines, added up.
pub(super) fn lines_of(lines: &[Line], column: &str, of: impl Fn(&Line) -> bool) -> Vec<Input> {
    let keyed = lines.iter().zip(line_keys(lines)).filter(|(line, _)| of(line));
    Input::sum(keyed.map(|(_, key)| format!("{key}.{column}")))
}

/// The figure keys of lines: `lines.W1/developer`; where an activity is called like a package, `lines.ID.2`.
#[must_use]
pub fn line_keys(lines: &[Line]) -> Vec<String> {
    let names = bidwright_base::words::distinct(lines.iter().map(|line| &line.id));
    names.into_iter().map(|name| format!("lines.{name}")).collect()
}

/// "4 %".
pub(super) fn percent(value: Percent) -> String {
    format!("{value} %")
}

/// Rows 9 and 9': the list price, what it is made of, and the delivery office's part of cost and price.
pub(super) fn list_price(
    steps: &mut Steps,
    deal: &Deal,
    book: &Book,
    plan: &Plan,
    fee: Option<Money>,
    lines: &[Line],
    totals: &Totals,
) {
    let currency = deal.head.currency.value;
    let card = &book.cards[plan.card];
    let worked = |line: &Line| line.days.is_some();
    let bought = |line: &Line| matches!(line.kind, LineKind::Purchase(_));
    let plus = |key: &str| Input::figure(Use::Plus, format!("totals.{key}"));
    let over = |inputs: Vec<Input>| {
        let mut inputs = inputs;
        if !card.target_margin.is_zero() {
            inputs.push(Input::percent(Use::OverKept, "target margin", card.target_margin));
        }
        Derivation::nearest(currency.decimals(), inputs)
    };
    let listed = currency.sum(lines.iter().filter(|line| worked(line)).map(|line| line.list));
    let purchases = currency.sum(lines.iter().filter(|line| bought(line)).map(|line| line.list));
    let work = totals.price - purchases;
    let from_cost = card.basis == PriceBasis::CostPlus && deal.head.model.value == Model::FixedPrice;

    let mut from = Vec::new();
    if from_cost {
        let cost = Derivation::exact(vec![plus("cost"), Input::figure(Use::Minus, "totals.purchases")]);
        let rule = "cost without purchases: what the price of work is spread by";
        steps.behind("work_cost", "Cost of work", rule.into(), cost, totals.cost - totals.purchases);
        let rule =
            format!("base without purchases over 1 − {} target margin", percent(card.target_margin.value));
        let sold = over(vec![plus("base"), Input::figure(Use::Minus, "totals.purchases")]);
        steps.behind("work_price", "Price of work", rule, sold, work);
        from.push(plus("work_price"));
    } else {
        let rates = Derivation::exact(lines_of(lines, "list", worked));
        steps.behind("listed", "Work at bill rates", "days × bill rate".into(), rates, listed);
        match fee {
            Some(fee) => {
                retained(steps, deal, plan, fee, work);
                from.push(plus("work_price"));
            }
            None => {
                from.push(plus("listed"));
                if !totals.contingency.is_zero() {
                    let rule =
                        format!("contingency over 1 − {} target margin", percent(card.target_margin.value));
                    let sold = over(vec![plus("contingency")]);
                    steps.behind("contingency_price", "Price of contingency", rule, sold, work - listed);
                    from.push(plus("contingency_price"));
                }
            }
        }
    }
    from.extend(lines_of(lines, "list", bought));
    let rule = price_rule(deal, book, plan, fee, lines);
    steps.row("price", "List price", rule, Derivation::exact(from), totals.price);

    let office = |line: &Line| line.kind.is_pmo();
    let rule = "lines of the delivery office and the central office";
    let cost = Derivation::exact(lines_of(lines, "cost", office));
    steps.behind("pmo_cost", "Cost of the delivery office", rule.into(), cost, totals.pmo_cost);
    let price = Derivation::exact(lines_of(lines, "price", office));
    steps.behind("pmo_price", "Price of the delivery office", rule.into(), price, totals.pmo_price);
}

/// A retainer: the fee of a month, rounded once, and the fees of the term.
fn retained(steps: &mut Steps, deal: &Deal, plan: &Plan, fee: Money, work: Money) {
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
    steps.behind("monthly_fee", "Monthly fee", rule, Derivation::nearest(decimals, from), fee);
    let months = Value::Number(terms.term_months.value.into());
    let from = vec![
        Input::figure(Use::Plus, "totals.monthly_fee"),
        Input::written(Use::Times, "months of the term", months, terms.term_months.place),
    ];
    let rule = "a fee each month of the term".into();
    steps.behind("work_price", "Price of work", rule, Derivation::nearest(decimals, from), work);
}

/// The list price in words, with the sums it is made of.
fn price_rule(deal: &Deal, book: &Book, plan: &Plan, fee: Option<Money>, lines: &[Line]) -> String {
    let currency = deal.head.currency.value;
    let bought = |line: &&Line| matches!(line.kind, LineKind::Purchase(_));
    let purchases = currency.sum(lines.iter().filter(bought).map(|line| line.price));
    let listed = currency.sum(lines.iter().filter(|line| line.days.is_some()).map(|line| line.list));
    let worked = currency.sum(lines.iter().filter(|line| !bought(line)).map(|line| line.price));
    let bought = if purchases.is_zero() { String::new() } else { format!(", purchases {purchases:#}") };
    let margin = format!("over 1 − {} target margin", percent(book.cards[plan.card].target_margin.value));
    match (deal.head.model.value, book.cards[plan.card].basis, fee) {
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

/// The record, completed by tax and gross.
pub(super) fn with_tax(steps: Vec<Step>, totals: &Totals, taxes: &[TaxLine]) -> Vec<Step> {
    let none = if taxes.is_empty() { Some("nothing is taxed".to_owned()) } else { None };
    let rates: Vec<String> =
        taxes.iter().map(|tax| format!("{} on {:#}", percent(tax.percent), tax.net)).collect();
    let mut steps = Steps(steps);
    let rule = none.unwrap_or_else(|| bidwright_base::words::list(&rates));
    steps.row("tax", "Tax", rule, Derivation::exact(Input::sum(tax_keys(taxes))), totals.tax);
    let from = Derivation::exact(Input::sum(["totals.net", "totals.tax"]));
    steps.row("gross", "Gross", "net and tax".into(), from, totals.gross);
    steps.0
}
