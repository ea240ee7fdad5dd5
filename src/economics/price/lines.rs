//! The lines of a price before anything is spread over them.

use rust_decimal::Decimal;

use super::quote::{AtCost, Line, LineKind};
use super::{outside_price, unit_rate};
use crate::plan::{Office, Planned, Scope, taken};
use bidwright_base::money::Currency;
use bidwright_base::quantity::Days;
use bidwright_model::book::{Book, Rows};
use bidwright_model::deal::{Deal, Model, PurchaseIdx};

/// Labour, delivery office and purchases in order, each with its direct cost and list price. The
/// central office is added by the chain, which knows its amount.
pub(super) fn drafts(offer: Planned<'_>) -> Vec<Line> {
    let Planned { deal, plan, .. } = offer;
    let pmo = pmo_lines(offer);
    let mut lines = labour_lines(offer);
    if deal.head.model.value == Model::Retainer && deal.work.is_empty() {
        lines.push(hours_sold(offer, &pmo));
    }
    lines.extend(pmo);
    lines.extend(purchase_lines(deal, plan.scope));
    lines
}

fn labour_lines(Planned { deal, book, plan }: Planned<'_>) -> Vec<Line> {
    let currency = deal.head.currency.value;
    let mut lines = Vec::new();
    for planned in &plan.packages {
        let package = &deal.work[planned.package];
        // The rate of a line is that of the working day that holds its early start.
        let day = book.calendar.after(plan.start, planned.time.early_start.whole_days());
        for effort in &planned.effort {
            let role = &package.effort[effort.row].role.value;
            lines.push(work_line(
                currency,
                format!("{}/{role}", package.id.value),
                format!("{}, {}", package.name, title(book, role)),
                LineKind::Labour(Some((planned.package, effort.row))),
                effort.days,
                unit_rate(book, currency, role, day),
            ));
        }
    }
    lines
}

fn pmo_lines(Planned { deal, book, plan }: Planned<'_>) -> Vec<Line> {
    let currency = deal.head.currency.value;
    let line = |id: String, name: String, kind, role: &str, days| {
        work_line(currency, id, name, kind, days, unit_rate(book, currency, role, plan.start))
    };
    let own_role = &book.pmo.role.value;
    match &plan.governance.office {
        Office::None => Vec::new(),
        // A pool of no days is no line: it would carry contingency where only purchases are sold.
        Office::Pool(days) if days.is_zero() => Vec::new(),
        Office::Pool(days) => {
            vec![line(
                "pmo".into(),
                format!("Delivery office, {}", title(book, own_role)),
                LineKind::Pmo(None),
                own_role,
                *days,
            )]
        }
        Office::Activities { top_up } => {
            let mut lines = Vec::new();
            for counted in plan.governance.activities.iter().filter(|a| a.count > 0) {
                let activity = &book.methodology.activities[counted.activity];
                for (role, each) in &activity.effort {
                    lines.push(line(
                        format!("{}/{}", activity.id.value, role.value),
                        format!("{}, {}", activity.name, title(book, role)),
                        LineKind::Pmo(Some(counted.activity)),
                        role,
                        each.value * Decimal::from(counted.count),
                    ));
                }
            }
            if !top_up.is_zero() {
                let name = format!("Delivery office up to its minimum, {}", title(book, own_role));
                lines.push(line("pmo/minimum".into(), name, LineKind::Pmo(None), own_role, *top_up));
            }
            lines
        }
    }
}

/// A retainer without packages sells hours of one role; the delivery office's are among them.
fn hours_sold(Planned { deal, book, plan }: Planned<'_>, pmo: &[Line]) -> Line {
    let role =
        deal.commercial.retainer.as_ref().and_then(|r| r.role.as_ref()).expect("checked: it names a role");
    let pmo: Days = pmo.iter().filter_map(|line| line.days).sum();
    let days = Days((plan.effort - pmo).0.max(Decimal::ZERO));
    let currency = deal.head.currency.value;
    work_line(
        currency,
        format!("retainer/{}", role.value),
        format!("Hours of the retainer, {}", title(book, role)),
        LineKind::Labour(None),
        days,
        unit_rate(book, currency, role, plan.start),
    )
}

fn purchase_lines(deal: &Deal, scope: Scope) -> impl Iterator<Item = Line> + '_ {
    in_price(deal, scope).map(|at| {
        let purchase = &deal.purchases[at];
        let list = purchase.price(deal.head.currency.value);
        Line {
            id: purchase.id.value.clone(),
            name: purchase.name.clone(),
            kind: LineKind::Purchase(at),
            days: None,
            rate: None,
            direct: purchase.cost.value,
            cost: purchase.cost.value,
            list,
            price: list,
            discount: deal.head.currency.value.zero(),
        }
    })
}

/// Travel outside the price, as an estimate.
pub(super) fn at_cost(deal: &Deal, book: &Book, scope: Scope) -> Vec<AtCost> {
    in_scope(deal, scope)
        .filter(|&at| outside_price(deal, deal.purchases[at].category))
        .map(|at| {
            let purchase = &deal.purchases[at];
            let tax =
                book.tax.index_of(purchase.category.word()).map(|row| book.tax.taxes[row].category.clone());
            AtCost { purchase: at, amount: purchase.cost.value, category: tax.unwrap_or_default() }
        })
        .collect()
}

/// Purchases of a scope that its price holds.
pub(crate) fn in_price(deal: &Deal, scope: Scope) -> impl Iterator<Item = PurchaseIdx> + '_ {
    in_scope(deal, scope).filter(move |&at| !outside_price(deal, deal.purchases[at].category))
}

/// Purchases of the base, and of the option if there is one.
fn in_scope(deal: &Deal, scope: Scope) -> impl Iterator<Item = PurchaseIdx> + '_ {
    deal.purchases.indices().filter(move |&at| {
        let option = deal.purchases[at].option;
        option.is_none_or(|option| taken(deal, scope).any(|one| one == option))
    })
}

fn work_line(
    currency: Currency,
    id: String,
    name: String,
    kind: LineKind,
    days: Days,
    rate: super::UnitRate,
) -> Line {
    let direct = currency.round(days.0 * rate.cost);
    let list = currency.round(days.0 * rate.bill);
    Line {
        id,
        name,
        kind,
        days: Some(days),
        rate: Some(rate),
        direct,
        cost: direct,
        list,
        price: currency.zero(),
        discount: currency.zero(),
    }
}

fn title<'a>(book: &'a Book, role: &'a str) -> &'a str {
    book.cards[0].role(role).map_or(role, |row| &row.title)
}
