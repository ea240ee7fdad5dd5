//! Cost, contingency and price: the rows of MODEL 7, in their order.

use rust_decimal::Decimal;

use super::quote::{Line, LineKind, Reserve, Simulated, Step, Totals};
use super::steps::{self, Steps, lines_of, percent};
use crate::plan::{Office, Plan};
use bidwright_base::derivation::{Derivation, Input, Source, Use, Value};
use bidwright_base::money::{Currency, Money, split};
use bidwright_base::quantity::{Days, Percent, grouped};
use bidwright_base::source::Placed;
use bidwright_model::book::{Book, PriceBasis};
use bidwright_model::deal::{ContingencyRule, Deal, Model};

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
    let mut steps = Steps::default();
    let decimals = currency.decimals();
    let plus = |key: &str| Input::figure(Use::Plus, format!("totals.{key}"));

    let sum = |lines: &[Line], of: fn(&LineKind) -> bool| -> Money {
        currency.sum(lines.iter().filter(|line| of(&line.kind)).map(|line| line.direct))
    };
    let mut totals = Totals {
        direct_labour: sum(&lines, |k| !matches!(k, LineKind::Purchase(_))),
        office: currency.zero(),
        ..Totals::default()
    };
    let labour_count = lines.iter().filter(|l| l.days.is_some()).count();
    steps.row(
        "direct_labour",
        "Direct labour",
        format!("{}, days × cost per day", bidwright_base::words::count(labour_count, "line", "lines")),
        Derivation::exact(lines_of(&lines, "direct", |line| line.days.is_some())),
        totals.direct_labour,
    );

    totals.burden = currency.round(totals.direct_labour.amount() * burden_rate);
    steps.row(
        "burden",
        "Burden",
        format!("{} of direct labour", percent(card.burden.value)),
        Derivation::nearest(
            decimals,
            vec![plus("direct_labour"), Input::percent(Use::Times, "burden", card.burden)],
        ),
        totals.burden,
    );

    let overhead = currency.round((totals.direct_labour + totals.burden).amount() * overhead_rate);
    if plan.governance.office != Office::None && !book.pmo.office.is_zero() {
        let loaded = sum(&lines, |k| matches!(k, LineKind::Labour(_))).amount()
            * (Decimal::ONE + burden_rate)
            * (Decimal::ONE + overhead_rate);
        totals.office = currency.round(book.pmo.office.ratio() * loaded);
        insert_office(&mut lines, currency, totals.office);
        let mut from = lines_of(&lines, "direct", |line| matches!(line.kind, LineKind::Labour(_)));
        from.extend([
            Input::percent(Use::Grown, "burden", card.burden),
            Input::percent(Use::Grown, "overhead", card.overhead),
            Input::percent(Use::Times, "central office", book.pmo.office),
        ]);
        steps.row(
            "office",
            "Central office",
            format!("{} of the loaded cost of delivery labour", percent(book.pmo.office.value)),
            Derivation::nearest(decimals, from),
            totals.office,
        );
    }
    totals.overhead = overhead + totals.office;
    let mut from =
        vec![plus("direct_labour"), plus("burden"), Input::percent(Use::Times, "overhead", card.overhead)];
    // The office is rounded already, so adding it before the rounding or after it is the same.
    from.extend((!totals.office.is_zero()).then(|| plus("office")));
    steps.row(
        "overhead",
        "Overhead",
        match totals.office.is_zero() {
            true => format!("{} of labour and burden", percent(card.overhead.value)),
            false => format!("{} of labour and burden, and the central office", percent(card.overhead.value)),
        },
        Derivation::nearest(decimals, from),
        totals.overhead,
    );

    totals.purchases = sum(&lines, |k| matches!(k, LineKind::Purchase(_)));
    let bought = lines_of(&lines, "direct", |line| matches!(line.kind, LineKind::Purchase(_)));
    let rule = "what we buy, at cost".into();
    steps.row("purchases", "Purchases", rule, Derivation::exact(bought), totals.purchases);
    totals.cost = totals.direct_labour + totals.burden + totals.overhead + totals.purchases;
    steps.row(
        "cost",
        "Cost",
        "labour, burden, overhead and purchases".into(),
        Derivation::exact(["direct_labour", "burden", "overhead", "purchases"].map(plus).into()),
        totals.cost,
    );

    let (rule, from) = contingency(deal, simulated, &mut totals, currency);
    steps.row("contingency", "Contingency", rule, from, totals.contingency);
    if !totals.expected_risk_cost.is_zero() {
        let rule = "of which the risks of the register cost on average".into();
        let from = vec![
            Input::figure(Use::Plus, "risks.expected_cost"),
            Input { usage: Use::AtMost, ..plus("contingency") },
        ];
        steps.row(
            "expected_risk_cost",
            "  Expected risks",
            rule,
            Derivation::exact(from),
            totals.expected_risk_cost,
        );
    }
    totals.base = totals.cost + totals.contingency;
    let from = Derivation::exact(["cost", "contingency"].map(plus).into());
    steps.row("base", "Base", "cost and contingency".into(), from, totals.base);

    spread_cost(&mut lines, currency, totals.burden + overhead);
    let retainer_fee = set_prices(deal, book, plan, &mut lines, &totals);

    totals.price = currency.sum(lines.iter().map(|line| line.price));
    let pmo = || lines.iter().filter(|line| line.kind.is_pmo());
    totals.pmo_cost = currency.sum(pmo().map(|line| line.cost));
    totals.pmo_price = currency.sum(pmo().map(|line| line.price));
    steps::list_price(&mut steps, deal, book, plan, retainer_fee, &lines, &totals);

    let discount = deal.commercial.discount.as_ref().map_or(Percent::ZERO, |d| d.percent.value);
    totals.discount = currency.round(totals.price.amount() * discount.ratio());
    if let Some(discount) = &deal.commercial.discount {
        let rule =
            format!("{} of the list price: {}", percent(discount.percent.value), discount.reason.value);
        let from = vec![plus("price"), Input::percent(Use::Times, "discount", discount.percent)];
        steps.row("discount", "Discount", rule, Derivation::nearest(decimals, from), totals.discount);
    }
    totals.net = totals.price - totals.discount;
    let rule = if totals.discount.is_zero() { "list price" } else { "list price less discount" };
    let mut from = vec![plus("price")];
    from.extend((!totals.discount.is_zero()).then(|| Input { usage: Use::Minus, ..plus("discount") }));
    steps.row("net", "Net price", rule.into(), Derivation::exact(from), totals.net);
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
            discount: zero,
        },
    );
}

/// Row 7. Contingency exists for a fixed price only.
fn contingency(
    deal: &Deal,
    simulated: &Simulated,
    totals: &mut Totals,
    currency: Currency,
) -> (String, Derivation) {
    totals.contingency = currency.zero();
    totals.expected_risk_cost = currency.zero();
    if deal.head.model.value != Model::FixedPrice {
        let model = Value::Text(deal.head.model.value.word().into());
        let from = Input::written(Use::From, "commercial model", model, deal.head.model.place);
        return (
            "none: the customer carries the range of this commercial model".into(),
            Derivation::exact(vec![from]),
        );
    }
    let (rule, from) = match (deal.estimate.contingency, simulated.reserve) {
        (ContingencyRule::Percent(of), _) => {
            totals.contingency = currency.round(totals.cost.amount() * of.ratio());
            let from =
                vec![Input::figure(Use::Plus, "totals.cost"), Input::percent(Use::Times, "contingency", of)];
            (format!("{} of cost", percent(of.value)), Derivation::nearest(currency.decimals(), from))
        }
        (ContingencyRule::Confidence(at), Some(Reserve { amount, error, between })) => {
            totals.contingency = amount;
            totals.contingency_standard_error = Some(error);
            let rule = format!(
                "brings cost to P{} in {} simulated deliveries, standard error {error:#}",
                at.value,
                grouped(deal.estimate.iterations.into())
            );
            (rule, Derivation::exact(reserved(deal, at, error, between)))
        }
        (ContingencyRule::Confidence(_), None) => {
            unreachable!("the pipeline simulates what the deal asks for")
        }
    };
    totals.expected_risk_cost = totals.contingency.min(simulated.expected_risk_cost);
    (rule, from)
}

/// What a simulated contingency is read from. The difference of the two amounts is rounded once, so it may
/// be a cent beside the difference of the two as they are told.
fn reserved(deal: &Deal, at: Placed<u32>, error: Money, between: Option<[Money; 2]>) -> Vec<Input> {
    let mut inputs = vec![
        Input::written(Use::From, "confidence", Value::Number(at.value.into()), at.place),
        Input {
            usage: Use::From,
            source: Source::Simulated {
                deliveries: deal.estimate.iterations,
                seed: deal.estimate.seed,
                error: Value::Money(error),
            },
        },
    ];
    if let Some([reached, planned]) = between {
        let label = format!("P{} of the cost of delivery, simulated", at.value);
        inputs.push(Input::assumed(Use::From, label, Value::Money(reached)));
        inputs.push(Input::assumed(Use::From, "less the cost at plan, without risks", Value::Money(planned)));
    }
    inputs
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
