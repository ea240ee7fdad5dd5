//! Cost, contingency and price: the rows of MODEL 7, in their order. How each of them follows is recorded
//! by [`super::steps`].

use rust_decimal::Decimal;

use super::billing::{self, BilledRate};
use super::discount;
use super::quote::{Line, LineKind, Reserve, Simulated, TaxLine, Totals};
use super::tax;
use crate::plan::{Office, Plan, Planned};
use bidwright_base::money::{Currency, Money, split};
use bidwright_base::quantity::Days;
use bidwright_model::book::PriceBasis;
use bidwright_model::deal::{ContingencyRule, Deal, Model};

/// Lines with their costs and prices, and what they come to.
pub(super) struct Chain {
    pub(super) lines: Vec<Line>,
    pub(super) totals: Totals,
    pub(super) taxes: Vec<TaxLine>,
    pub(super) retainer: Option<MonthlyFee>,
    pub(super) rates: Vec<BilledRate>,
}

/// What a month of a retainer costs.
#[derive(Debug, Clone, Copy)]
pub(super) struct MonthlyFee {
    /// Before discount.
    pub(super) list: Money,
    /// As billed.
    pub(super) billed: Money,
}

/// Runs rows 2 to 12 over the drafted lines.
pub(super) fn build_up(offer: Planned<'_>, mut lines: Vec<Line>, simulated: &Simulated) -> Chain {
    let deal = offer.deal;
    let currency = deal.head.currency.value;
    let cost = Cost::of(offer, &lines);
    if let Some(office) = cost.office {
        insert_office(&mut lines, currency, office);
    }
    let contingency = Contingency::of(deal, cost.total(), simulated);
    spread_cost(&mut lines, currency, cost.burden + cost.overhead);
    let rates = billing::rates(offer, &lines);
    let retainer = set_prices(offer, &mut lines, &cost, contingency.amount, &rates);
    let discount = discount::spread(deal, &mut lines, &rates, retainer);
    let taxes = tax::by_category(deal, offer.book, &lines);
    let totals = totals(currency, &lines, &taxes, &cost, &contingency, discount);
    Chain { lines, totals, taxes, retainer, rates }
}

/// Rows 2 to 5: what delivery costs.
struct Cost {
    direct_labour: Money,
    burden: Money,
    /// On labour and burden, without the central office.
    overhead: Money,
    /// The central office; `None`: there is none.
    office: Option<Money>,
    purchases: Money,
}

impl Cost {
    /// Of the drafted lines, among which there is no central office.
    fn of(offer: Planned<'_>, lines: &[Line]) -> Cost {
        let Planned { deal, book, plan } = offer;
        let currency = deal.head.currency.value;
        let card = offer.card();
        let (burden_rate, overhead_rate) = (card.burden.ratio(), card.overhead.ratio());
        let sum = |of: fn(&LineKind) -> bool| -> Money {
            currency.sum(lines.iter().filter(|line| of(&line.kind)).map(|line| line.direct))
        };
        let direct_labour = sum(|kind| !matches!(kind, LineKind::Purchase(_)));
        let burden = currency.round(direct_labour.amount() * burden_rate);
        let overhead = currency.round((direct_labour + burden).amount() * overhead_rate);
        let has_office = plan.governance.office != Office::None && !book.pmo.office.is_zero();
        let office = has_office.then(|| {
            let loaded = sum(|kind| matches!(kind, LineKind::Labour(_))).amount()
                * (Decimal::ONE + burden_rate)
                * (Decimal::ONE + overhead_rate);
            currency.round(book.pmo.office.ratio() * loaded)
        });
        let purchases = sum(|kind| matches!(kind, LineKind::Purchase(_)));
        Cost { direct_labour, burden, overhead, office, purchases }
    }

    /// Overhead, the central office included.
    fn whole_overhead(&self) -> Money {
        self.office.map_or(self.overhead, |office| self.overhead + office)
    }

    fn total(&self) -> Money {
        self.direct_labour + self.burden + self.whole_overhead() + self.purchases
    }
}

/// Row 7. Contingency exists for a fixed price only.
struct Contingency {
    amount: Money,
    standard_error: Option<Money>,
    /// What of it the risks of the register cost on average.
    expected_risk_cost: Money,
}

impl Contingency {
    fn of(deal: &Deal, cost: Money, simulated: &Simulated) -> Contingency {
        let currency = deal.head.currency.value;
        if deal.head.model.value != Model::FixedPrice {
            return Contingency {
                amount: currency.zero(),
                standard_error: None,
                expected_risk_cost: currency.zero(),
            };
        }
        let (amount, standard_error) = match (deal.estimate.contingency, simulated.reserve) {
            (ContingencyRule::Percent(of), _) => (currency.round(cost.amount() * of.ratio()), None),
            (ContingencyRule::Confidence(_), Some(Reserve { amount, error, .. })) => (amount, Some(error)),
            (ContingencyRule::Confidence(_), None) => {
                unreachable!("the pipeline simulates what the deal asks for")
            }
        };
        let expected_risk_cost = amount.min(simulated.expected_risk_cost);
        Contingency { amount, standard_error, expected_risk_cost }
    }
}

fn totals(
    currency: Currency,
    lines: &[Line],
    taxes: &[TaxLine],
    cost: &Cost,
    contingency: &Contingency,
    discount: Money,
) -> Totals {
    let price = currency.sum(lines.iter().map(|line| line.price));
    let net = price - discount;
    let tax = currency.sum(taxes.iter().map(|line| line.tax));
    let pmo = || lines.iter().filter(|line| line.kind.is_pmo());
    Totals {
        direct_labour: cost.direct_labour,
        burden: cost.burden,
        overhead: cost.whole_overhead(),
        office: cost.office.unwrap_or(currency.zero()),
        purchases: cost.purchases,
        cost: cost.total(),
        contingency: contingency.amount,
        contingency_standard_error: contingency.standard_error,
        expected_risk_cost: contingency.expected_risk_cost,
        base: cost.total() + contingency.amount,
        price,
        discount,
        net,
        tax,
        gross: net + tax,
        pmo_cost: currency.sum(pmo().map(|line| line.cost)),
        pmo_price: currency.sum(pmo().map(|line| line.price)),
    }
}

/// The line of the central office, after the delivery office and before purchases; its price comes later.
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

/// Burden and overhead without the office over labour and delivery office, by direct cost (MODEL 7.2).
fn spread_cost(lines: &mut [Line], currency: Currency, extra: Money) {
    let mut worked: Vec<&mut Line> = lines.iter_mut().filter(|line| line.days.is_some()).collect();
    let weights: Vec<Decimal> = worked.iter().map(|line| line.direct.amount()).collect();
    for (line, share) in worked.iter_mut().zip(split(currency, extra, &weights)) {
        line.cost = line.direct + share;
    }
}

/// Rows 9 and 9': what each line is sold for. Returns the fee of a retainer.
fn set_prices(
    offer: Planned<'_>,
    lines: &mut [Line],
    cost: &Cost,
    contingency: Money,
    rates: &[BilledRate],
) -> Option<MonthlyFee> {
    let Planned { deal, plan, .. } = offer;
    let currency = deal.head.currency.value;
    let card = offer.card();
    let keep = Decimal::ONE - card.target_margin.ratio();

    if card.basis == PriceBasis::CostPlus && deal.head.model.value == Model::FixedPrice {
        for line in lines.iter_mut().filter(|line| line.days.is_some()) {
            line.list = currency.zero();
        }
        let work = (cost.total() + contingency - cost.purchases).amount();
        let carries = |line: &Line| !matches!(line.kind, LineKind::Purchase(_));
        add_share(lines, currency, currency.round(work / keep), carries, |line| line.cost);
        return None;
    }
    for line in lines.iter_mut().filter(|line| line.days.is_some()) {
        line.price = line.list;
    }
    if deal.head.model.value == Model::Retainer {
        return Some(retainer(deal, plan, lines));
    }
    let part = currency.round(contingency.amount() / keep);
    let part = if rates.is_empty() { part } else { rounding(currency, lines, rates) };
    add_share(lines, currency, part, |line| line.days.is_some(), |line| line.list);
    None
}

/// What work comes to at the printed rates, less what its lines come to: the rounding of the rates (MODEL 7.6).
pub(super) fn rounding(currency: Currency, lines: &[Line], rates: &[BilledRate]) -> Money {
    let listed = currency.sum(lines.iter().filter(|line| line.days.is_some()).map(|line| line.list));
    currency.sum(rates.iter().map(|rate| rate.list)) - listed
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
fn retainer(deal: &Deal, plan: &Plan, lines: &mut [Line]) -> MonthlyFee {
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
    let keep = Decimal::ONE - billing::percent(deal).ratio();
    MonthlyFee { list: fee, billed: currency.round(fee.amount() * keep) }
}
