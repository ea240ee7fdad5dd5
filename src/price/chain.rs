//! Cost, contingency and price: the rows of MODEL 7, in their order.

use rust_decimal::Decimal;

use super::quote::{Line, LineKind, Simulated, Step, TaxLine, Totals};
use crate::book::{Book, PriceBasis};
use crate::deal::{ContingencyRule, Deal, Model};
use crate::money::{Currency, Money, split};
use crate::plan::{Office, Plan};
use crate::quantity::{Days, Percent, grouped};

/// Lines with their costs and prices, totals up to net, and how they came about.
pub(super) struct Chain {
    pub(super) lines: Vec<Line>,
    pub(super) totals: Totals,
    pub(super) retainer_fee: Option<Money>,
    pub(super) steps: Vec<Step>,
}

/// Runs rows 2 to 11 over the drafted lines.
pub(super) fn build_up(
    deal: &Deal,
    book: &Book,
    plan: &Plan,
    mut lines: Vec<Line>,
    simulated: &Simulated,
) -> Chain {
    let currency = deal.head.currency.value;
    // Findings hold that the cards of one plan agree in their percentages and basis.
    let card = &book.cards[plan.card];
    let (burden_rate, overhead_rate) = (card.burden.ratio(), card.overhead.ratio());
    let mut steps = Steps(Vec::new());

    let sum = |lines: &[Line], of: fn(&LineKind) -> bool| -> Money {
        currency.sum(lines.iter().filter(|line| of(&line.kind)).map(|line| line.direct))
    };
    let mut totals = Totals {
        direct_labour: sum(&lines, |k| !matches!(k, LineKind::Purchase(_))),
        office: currency.zero(),
        ..Totals::default()
    };
    let labour_count = lines.iter().filter(|l| l.days.is_some()).count();
    steps.add(
        "direct_labour",
        "Direct labour",
        format!("{}, days × cost per day", crate::words::count(labour_count, "line", "lines")),
        &[],
        totals.direct_labour,
    );

    totals.burden = currency.round(totals.direct_labour.amount() * burden_rate);
    steps.add(
        "burden",
        "Burden",
        format!("{} of direct labour", percent(card.burden.value)),
        &["direct_labour"],
        totals.burden,
    );

    let overhead = currency.round((totals.direct_labour + totals.burden).amount() * overhead_rate);
    if plan.governance.office != Office::None && !book.pmo.office.is_zero() {
        let loaded = sum(&lines, |k| matches!(k, LineKind::Labour(_))).amount()
            * (Decimal::ONE + burden_rate)
            * (Decimal::ONE + overhead_rate);
        totals.office = currency.round(book.pmo.office.ratio() * loaded);
        insert_office(&mut lines, currency, totals.office);
        steps.add(
            "office",
            "Central office",
            format!("{} of the loaded cost of delivery labour", percent(book.pmo.office.value)),
            &["direct_labour"],
            totals.office,
        );
    }
    totals.overhead = overhead + totals.office;
    steps.add(
        "overhead",
        "Overhead",
        match totals.office.is_zero() {
            true => format!("{} of labour and burden", percent(card.overhead.value)),
            false => format!("{} of labour and burden, and the central office", percent(card.overhead.value)),
        },
        &["direct_labour", "burden", "office"],
        totals.overhead,
    );

    totals.purchases = sum(&lines, |k| matches!(k, LineKind::Purchase(_)));
    steps.add("purchases", "Purchases", "what we buy, at cost".into(), &[], totals.purchases);
    totals.cost = totals.direct_labour + totals.burden + totals.overhead + totals.purchases;
    steps.add(
        "cost",
        "Cost",
        "labour, burden, overhead and purchases".into(),
        &["direct_labour", "burden", "overhead", "purchases"],
        totals.cost,
    );

    let rule = contingency(deal, simulated, &mut totals, currency);
    steps.add("contingency", "Contingency", rule, &["cost"], totals.contingency);
    if !totals.expected_risk_cost.is_zero() {
        let rule = "of which the risks of the register cost on average".into();
        steps.add(
            "expected_risk_cost",
            "  Expected risks",
            rule,
            &["contingency"],
            totals.expected_risk_cost,
        );
    }
    totals.base = totals.cost + totals.contingency;
    steps.add("base", "Base", "cost and contingency".into(), &["cost", "contingency"], totals.base);

    spread_cost(&mut lines, currency, totals.burden + overhead);
    let retainer_fee = set_prices(deal, book, plan, &mut lines, &totals);

    totals.price = currency.sum(lines.iter().map(|line| line.price));
    let pmo = || lines.iter().filter(|line| line.kind.is_pmo());
    totals.pmo_cost = currency.sum(pmo().map(|line| line.cost));
    totals.pmo_price = currency.sum(pmo().map(|line| line.price));
    steps.add(
        "price",
        "List price",
        price_rule(deal, book, plan, retainer_fee, &lines),
        &["base"],
        totals.price,
    );

    let discount = deal.commercial.discount.as_ref().map_or(Percent::ZERO, |d| d.percent.value);
    totals.discount = currency.round(totals.price.amount() * discount.ratio());
    if let Some(discount) = &deal.commercial.discount {
        let rule =
            format!("{} of the list price: {}", percent(discount.percent.value), discount.reason.value);
        steps.add("discount", "Discount", rule, &["price"], totals.discount);
    }
    totals.net = totals.price - totals.discount;
    let rule = if totals.discount.is_zero() { "list price" } else { "list price less discount" };
    steps.add("net", "Net price", rule.into(), &["price", "discount"], totals.net);
    Chain { lines, totals, retainer_fee, steps: steps.0 }
}

/// The central office stands after the delivery office and before purchases; its price comes later.
fn insert_office(lines: &mut Vec<Line>, currency: Currency, office: Money) {
    let at = lines.iter().position(|line| matches!(line.kind, LineKind::Purchase(_))).unwrap_or(lines.len());
    let name = "Central project management office".to_owned();
    let zero = currency.zero();
    lines.insert(
        at,
        Line {
            id: "office".into(),
            name,
            kind: LineKind::Office,
            days: None,
            rate: None,
            direct: zero,
            cost: office,
            list: zero,
            price: zero,
        },
    );
}

/// Row 7. Contingency exists for a fixed price only.
fn contingency(deal: &Deal, simulated: &Simulated, totals: &mut Totals, currency: Currency) -> String {
    totals.contingency = currency.zero();
    totals.expected_risk_cost = currency.zero();
    if deal.head.model.value != Model::FixedPrice {
        return "none: the customer carries the range of this commercial model".into();
    }
    let rule = match (deal.estimate.contingency, simulated.reserve) {
        (ContingencyRule::Percent(of), _) => {
            totals.contingency = currency.round(totals.cost.amount() * of.ratio());
            format!("{} of cost", percent(of.value))
        }
        (ContingencyRule::Confidence(at), Some((reserve, error))) => {
            totals.contingency = reserve;
            totals.contingency_standard_error = Some(error);
            format!(
                "brings cost to P{} in {} simulated deliveries, standard error {error:#}",
                at.value,
                grouped(deal.estimate.iterations.into())
            )
        }
        (ContingencyRule::Confidence(_), None) => {
            unreachable!("the pipeline simulates what the deal asks for")
        }
    };
    totals.expected_risk_cost = totals.contingency.min(simulated.expected_risk_cost);
    rule
}

/// Burden and overhead without the office over labour and delivery office, by direct cost (MODEL 7.2).
fn spread_cost(lines: &mut [Line], currency: Currency, extra: Money) {
    let mut worked: Vec<&mut Line> = lines.iter_mut().filter(|line| line.days.is_some()).collect();
    let weights: Vec<Decimal> = worked.iter().map(|line| line.direct.amount()).collect();
    for (line, share) in worked.iter_mut().zip(split(currency, extra, &weights)) {
        line.cost = line.direct + share;
    }
}

/// Rows 9 and 9': what each line is sold for. Returns the fee of a retainer.
fn set_prices(deal: &Deal, book: &Book, plan: &Plan, lines: &mut [Line], totals: &Totals) -> Option<Money> {
    let currency = deal.head.currency.value;
    let card = &book.cards[plan.card];
    let keep = Decimal::ONE - card.target_margin.ratio();
    let from_cost = card.basis == PriceBasis::CostPlus && deal.head.model.value == Model::FixedPrice;

    if from_cost {
        for line in lines.iter_mut().filter(|line| line.days.is_some()) {
            line.list = currency.zero();
        }
        let part = currency.round((totals.base - totals.purchases).amount() / keep);
        add_share(
            lines,
            currency,
            part,
            |line| !matches!(line.kind, LineKind::Purchase(_)),
            |line| line.cost,
        );
        return None;
    }
    for line in lines.iter_mut().filter(|line| line.days.is_some()) {
        line.price = line.list;
    }
    if deal.head.model.value == Model::Retainer {
        return Some(retainer(deal, plan, lines));
    }
    let part = currency.round(totals.contingency.amount() / keep);
    add_share(lines, currency, part, |line| line.days.is_some(), |line| line.list);
    None
}

/// Adds `part` to the lines that carry it, by weight; to purchases by price where no such line is.
fn add_share(
    lines: &mut [Line],
    currency: Currency,
    part: Money,
    carries: fn(&Line) -> bool,
    weight: fn(&Line) -> Money,
) {
    let any = lines.iter().any(carries);
    let mut carriers: Vec<&mut Line> = lines.iter_mut().filter(|line| !any || carries(line)).collect();
    let weights: Vec<Decimal> =
        carriers.iter().map(|line| if any { weight(line) } else { line.price }.amount()).collect();
    for (line, share) in carriers.iter_mut().zip(split(currency, part, &weights)) {
        line.price += share;
    }
}

/// Months × fee over the worked lines by list price; the fee is rounded once (MODEL 8).
fn retainer(deal: &Deal, plan: &Plan, lines: &mut [Line]) -> Money {
    let currency = deal.head.currency.value;
    let terms = deal.commercial.retainer.as_ref().expect("checked: a retainer has its keys");
    let mut worked: Vec<&mut Line> = lines.iter_mut().filter(|line| line.days.is_some()).collect();
    let list: Money = worked.iter().map(|line| line.list).sum();
    let days: Days = worked.iter().filter_map(|line| line.days).sum();
    let hours = days.0 * Decimal::from(plan.minutes_per_day) / Decimal::from(60);
    let fee = (terms.hours_per_month.value * list.amount()).checked_div(hours).unwrap_or_default();
    let fee = currency.round(fee);
    let whole = currency.round(fee.amount() * Decimal::from(terms.term_months.value));
    let weights: Vec<Decimal> = worked.iter().map(|line| line.list.amount()).collect();
    for (line, share) in worked.iter_mut().zip(split(currency, whole, &weights)) {
        line.price = share;
    }
    fee
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
            format!("{} at {fee:#}{bought}", crate::words::count(months as usize, "month", "months"))
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
pub(super) fn with_tax_steps(mut steps: Vec<Step>, totals: &Totals, taxes: &[TaxLine]) -> Vec<Step> {
    let none = if taxes.is_empty() { Some("nothing is taxed".to_owned()) } else { None };
    let rates: Vec<String> =
        taxes.iter().map(|tax| format!("{} on {:#}", percent(tax.percent), tax.net)).collect();
    steps.push(Step {
        key: "tax",
        label: "Tax",
        rule: none.unwrap_or_else(|| crate::words::list(&rates)),
        inputs: &["net"],
        amount: totals.tax,
    });
    steps.push(Step {
        key: "gross",
        label: "Gross",
        rule: "net and tax".into(),
        inputs: &["net", "tax"],
        amount: totals.gross,
    });
    steps
}

fn percent(value: Percent) -> String {
    format!("{value} %")
}

struct Steps(Vec<Step>);

impl Steps {
    fn add(
        &mut self,
        key: &'static str,
        label: &'static str,
        rule: String,
        inputs: &'static [&'static str],
        amount: Money,
    ) {
        self.0.push(Step { key, label, rule, inputs, amount });
    }
}
