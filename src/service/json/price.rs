//! `bidwright.price/1`: the price build-up.

use serde::Serialize;

use super::{Published, percent};
use bidwright_base::money::Money;
use bidwright_base::quantity::Days;
use bidwright_economics::offer::Offer;
use bidwright_economics::price::{Cap, Quote, Totals};
use bidwright_model::deal::{CeilingEffect, Deal, Due};

/// The price of a deal.
///
/// ```
/// # let store = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/workspace.rs"));
/// # let offer = bidwright_service::plan(&store, "deal.toml").result.expect("a deal without errors");
/// use bidwright_service::json;
///
/// let published = serde_json::to_value(json::Price::of(&offer, &offer.quote))?;
/// // Money is a string with the decimals of its currency.
/// assert_eq!(published["totals"]["net"], offer.quote.totals.net.to_string());
/// assert_eq!(published["cap"], serde_json::Value::Null); // never left out
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, Serialize)]
pub struct Price<'o> {
    number: &'o str,
    revision: u32,
    currency: &'static str,
    lines: Vec<Line<'o>>,
    totals: Sums,
    tax_by_category: Vec<Tax<'o>>,
    payments: Vec<Payment<'o>>,
    options: Vec<OptionPrice<'o>>,
    /// Travel outside the price.
    at_cost: Vec<AtCost<'o>>,
    cap: Option<Ceiling>,
    /// What is billed by the day, by role; empty where no days are billed.
    rates: Vec<Rate<'o>>,
    /// A month of a retainer, after discount.
    monthly_fee: Option<Money>,
}

impl Published for Price<'_> {
    const KIND: &'static str = "price";
}

/// Costs sum to the cost of the totals, prices to their price: there is no line of contingency or discount.
#[derive(Debug, Clone, Serialize)]
struct Line<'o> {
    id: &'o str,
    name: &'o str,
    kind: &'static str,
    /// Null for the central office and purchases.
    effort_days: Option<Days>,
    cost: Money,
    price: Money,
}

#[derive(Debug, Clone, Serialize)]
struct Sums {
    direct_labour: Money,
    burden: Money,
    overhead: Money,
    office: Money,
    purchases: Money,
    cost: Money,
    contingency: Money,
    contingency_standard_error: Option<Money>,
    expected_risk_cost: Money,
    base: Money,
    price: Money,
    discount: Money,
    net: Money,
    tax: Money,
    gross: Money,
    margin_percent: Option<f64>,
    margin_percent_if_contingency_unspent: Option<f64>,
    pmo_cost: Money,
    pmo_price: Money,
    pmo_share_percent: Option<f64>,
}

#[derive(Debug, Clone, Serialize)]
struct Tax<'o> {
    category: &'o str,
    label: &'o str,
    percent: Option<f64>,
    net: Money,
    tax: Money,
}

#[derive(Debug, Clone, Serialize)]
struct Payment<'o> {
    name: &'o str,
    amount: Money,
    tax: Money,
    /// Where several taxes are on one amount: its part of each row of `tax_by_category`.
    #[serde(skip_serializing_if = "<[Money]>::is_empty")]
    taxes: &'o [Money],
    /// As written in the deal.
    due: &'o str,
    due_kind: &'static str,
}

/// Net of tax.
#[derive(Debug, Clone, Serialize)]
struct OptionPrice<'o> {
    id: &'o str,
    /// Every option that is taken with it, in file order.
    needs: Vec<&'o str>,
    /// Of a capped deal: `extends`, `outside`.
    ceiling: Option<&'static str>,
    net: Money,
    total_with: Money,
    pmo_price: Money,
    net_standard_error: Option<Money>,
}

#[derive(Debug, Clone, Serialize)]
struct AtCost<'o> {
    id: &'o str,
    name: &'o str,
    amount: Money,
    category: &'o str,
}

/// A role at a rate: days × rate is the amount.
#[derive(Debug, Clone, Serialize)]
struct Rate<'o> {
    role: &'o str,
    effort_days: Days,
    list_rate: Money,
    rate: Money,
    amount: Money,
}

#[derive(Debug, Clone, Serialize)]
struct Ceiling {
    amount: Money,
    p80_uncapped: Option<Money>,
}

impl<'o> Price<'o> {
    /// Of an offer, by its own quote or by another of the same deal.
    #[must_use]
    pub fn of(offer: &'o Offer, quote: &'o Quote) -> Price<'o> {
        let deal = &offer.deal;
        Price {
            number: &deal.head.number.value,
            revision: deal.head.revision.value,
            currency: quote.currency.code(),
            lines: lines(quote),
            totals: Sums::of(&quote.totals),
            tax_by_category: taxes(quote),
            payments: payments(deal, quote),
            options: options(deal, quote),
            at_cost: at_cost(deal, quote),
            cap: quote.cap.map(|Cap { amount, p80_uncapped }| Ceiling { amount, p80_uncapped }),
            rates: rates(quote),
            monthly_fee: quote.retainer_fee,
        }
    }
}

fn rates(quote: &Quote) -> Vec<Rate<'_>> {
    (quote.rates.iter())
        .map(|rate| Rate {
            role: &rate.role,
            effort_days: rate.days,
            list_rate: rate.list_rate,
            rate: rate.rate,
            amount: rate.net,
        })
        .collect()
}

fn lines(quote: &Quote) -> Vec<Line<'_>> {
    (quote.lines.iter())
        .map(|line| Line {
            id: &line.id,
            name: &line.name,
            kind: line.kind.word(),
            effort_days: line.days,
            cost: line.cost,
            price: line.price,
        })
        .collect()
}

impl Sums {
    fn of(totals: &Totals) -> Sums {
        Sums {
            direct_labour: totals.direct_labour,
            burden: totals.burden,
            overhead: totals.overhead,
            office: totals.office,
            purchases: totals.purchases,
            cost: totals.cost,
            contingency: totals.contingency,
            contingency_standard_error: totals.contingency_standard_error,
            expected_risk_cost: totals.expected_risk_cost,
            base: totals.base,
            price: totals.price,
            discount: totals.discount,
            net: totals.net,
            tax: totals.tax,
            gross: totals.gross,
            margin_percent: percent(totals.margin_percent()),
            margin_percent_if_contingency_unspent: percent(totals.margin_percent_if_contingency_unspent()),
            pmo_cost: totals.pmo_cost,
            pmo_price: totals.pmo_price,
            pmo_share_percent: percent(totals.pmo_share_percent()),
        }
    }
}

fn taxes(quote: &Quote) -> Vec<Tax<'_>> {
    (quote.taxes.iter())
        .map(|tax| Tax {
            category: &tax.category,
            label: &tax.label,
            percent: percent(Some(tax.percent)),
            net: tax.net,
            tax: tax.tax,
        })
        .collect()
}

fn payments<'o>(deal: &'o Deal, quote: &'o Quote) -> Vec<Payment<'o>> {
    (quote.payments.iter())
        .map(|line| {
            let payment = &deal.payments[line.payment];
            Payment {
                name: &payment.name,
                amount: line.amount,
                tax: line.tax,
                taxes: &line.taxes,
                due: &payment.due_text,
                due_kind: match line.due {
                    Due::Signature => "signature",
                    Due::On(_) => "date",
                    Due::Deliverable(_) => "deliverable",
                    Due::Phase(_) => "phase",
                },
            }
        })
        .collect()
}

fn options<'o>(deal: &'o Deal, quote: &Quote) -> Vec<OptionPrice<'o>> {
    (quote.options.iter())
        .map(|option| OptionPrice {
            id: &deal.options[option.option].id.value,
            needs: deal
                .needed(option.option)
                .into_iter()
                .map(|at| deal.options[at].id.value.as_str())
                .collect(),
            ceiling: deal.ceiling_effect(option.option).map(CeilingEffect::word),
            net: option.net,
            total_with: option.total_with,
            pmo_price: option.pmo_price,
            net_standard_error: option.net_standard_error,
        })
        .collect()
}

fn at_cost<'o>(deal: &'o Deal, quote: &'o Quote) -> Vec<AtCost<'o>> {
    (quote.at_cost.iter())
        .map(|travel| {
            let purchase = &deal.purchases[travel.purchase];
            AtCost {
                id: &purchase.id.value,
                name: &purchase.name,
                amount: travel.amount,
                category: &travel.category,
            }
        })
        .collect()
}
