//! Rows 2 to 8: cost, contingency and base.

use super::{Steps, lines_of, percent, plus};
use crate::plan::Planned;
use crate::price::chain::Chain;
use crate::price::quote::{Line, LineKind, Reserve, Simulated, Totals};
use bidwright_base::derivation::{Derivation, Input, Source, Use, Value};
use bidwright_base::money::Money;
use bidwright_base::quantity::grouped;
use bidwright_base::source::Placed;
use bidwright_model::deal::{ContingencyRule, Deal, Model};

pub(super) fn record(steps: &mut Steps, offer: Planned<'_>, chain: &Chain, simulated: &Simulated) {
    labour(steps, offer, &chain.lines, &chain.totals);
    overhead(steps, offer, &chain.lines, &chain.totals);
    cost(steps, &chain.lines, &chain.totals);
    contingency(steps, offer.deal, &chain.totals, simulated);
}

fn labour(steps: &mut Steps, offer: Planned<'_>, lines: &[Line], totals: &Totals) {
    let worked = |line: &Line| line.days.is_some();
    let count = lines.iter().filter(|line| worked(line)).count();
    let rule = format!("{}, days × cost per day", bidwright_base::words::count(count, "line", "lines"));
    let from = Derivation::exact(lines_of(lines, "direct", worked));
    steps.row("direct_labour", "Direct labour", rule, from, totals.direct_labour);

    let burden = offer.card().burden;
    let rule = format!("{} of direct labour", percent(burden.value));
    let from = vec![plus("direct_labour"), Input::percent(Use::Times, "burden", burden)];
    let from = Derivation::nearest(offer.deal.head.currency.value.decimals(), from);
    steps.row("burden", "Burden", rule, from, totals.burden);
}

fn overhead(steps: &mut Steps, offer: Planned<'_>, lines: &[Line], totals: &Totals) {
    let card = offer.card();
    let decimals = offer.deal.head.currency.value.decimals();
    if lines.iter().any(|line| line.kind == LineKind::Office) {
        let office = offer.book.pmo.office;
        let rule = format!("{} of the loaded cost of delivery labour", percent(office.value));
        let mut from = lines_of(lines, "direct", |line| matches!(line.kind, LineKind::Labour(_)));
        from.extend([
            Input::percent(Use::TimesOnePlus, "burden", card.burden),
            Input::percent(Use::TimesOnePlus, "overhead", card.overhead),
            Input::percent(Use::Times, "central office", office),
        ]);
        steps.row("office", "Central office", rule, Derivation::nearest(decimals, from), totals.office);
    }
    let mut rule = format!("{} of labour and burden", percent(card.overhead.value));
    let mut from =
        vec![plus("direct_labour"), plus("burden"), Input::percent(Use::Times, "overhead", card.overhead)];
    if !totals.office.is_zero() {
        rule.push_str(", and the central office");
        // The office is rounded already, so adding it before the rounding or after it is the same.
        from.push(plus("office"));
    }
    steps.row("overhead", "Overhead", rule, Derivation::nearest(decimals, from), totals.overhead);
}

fn cost(steps: &mut Steps, lines: &[Line], totals: &Totals) {
    let bought = lines_of(lines, "direct", |line| matches!(line.kind, LineKind::Purchase(_)));
    let rule = "what we buy, at cost".into();
    steps.row("purchases", "Purchases", rule, Derivation::exact(bought), totals.purchases);
    let rule = "labour, burden, overhead and purchases".into();
    let from = Derivation::exact(["direct_labour", "burden", "overhead", "purchases"].map(plus).into());
    steps.row("cost", "Cost", rule, from, totals.cost);
}

fn contingency(steps: &mut Steps, deal: &Deal, totals: &Totals, simulated: &Simulated) {
    let (rule, from) = contingency_rule(deal, simulated);
    steps.row("contingency", "Contingency", rule, from, totals.contingency);
    if !totals.expected_risk_cost.is_zero() {
        let rule = "of which the risks of the register cost on average".into();
        let most = Input { usage: Use::AtMost, ..plus("contingency") };
        let from = Derivation::exact(vec![Input::figure(Use::Plus, "risks.expected_cost"), most]);
        steps.row("expected_risk_cost", "  Expected risks", rule, from, totals.expected_risk_cost);
    }
    let from = Derivation::exact(["cost", "contingency"].map(plus).into());
    steps.row("base", "Base", "cost and contingency".into(), from, totals.base);
}

fn contingency_rule(deal: &Deal, simulated: &Simulated) -> (String, Derivation) {
    if deal.head.model.value != Model::FixedPrice {
        let model = Value::Text(deal.head.model.value.word().into());
        let from = Input::written(Use::From, "commercial model", model, deal.head.model.place);
        let rule = "none: the customer carries the range of this commercial model";
        return (rule.into(), Derivation::exact(vec![from]));
    }
    match (deal.estimate.contingency, simulated.reserve) {
        (ContingencyRule::Percent(of), _) => {
            let from = vec![plus("cost"), Input::percent(Use::Times, "contingency", of)];
            let from = Derivation::nearest(deal.head.currency.value.decimals(), from);
            (format!("{} of cost", percent(of.value)), from)
        }
        (ContingencyRule::Confidence(at), Some(Reserve { error, between, .. })) => {
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
    }
}

/// What a simulated contingency is read from. The difference of the two amounts is rounded once, so it may
/// differ by a cent from the difference of the two as they are shown.
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
