//! The payment plan: parts of net that sum to it, to the cent (MODEL 7.4).

use rust_decimal::Decimal;

use super::quote::{PaymentLine, TaxLine};
use bidwright_base::money::{Money, split};
use bidwright_model::book::Rows;
use bidwright_model::deal::{Deal, Share};

/// Splits net and tax over the deal's payments. Where they cannot add up, the parts are those stated
/// and [`super::findings`] reports what is missing.
pub(super) fn schedule(deal: &Deal, net: Money, tax: Money, taxes: &[TaxLine]) -> Vec<PaymentLine> {
    let currency = deal.head.currency.value;
    let amounts = amounts(deal, net);
    let weights: Vec<Decimal> = amounts.iter().map(|amount| amount.amount()).collect();
    let parts = |of: Money| split(currency, of, &weights);
    let whole = parts(tax);
    // An invoice shows each tax by itself, so each is split by itself.
    let by_tax: Vec<Vec<Money>> = if taxes.iter().any(|tax| tax.rate > 0) {
        taxes.iter().map(|tax| parts(tax.tax)).collect()
    } else {
        Vec::new()
    };
    let rows = deal.payments.indexed().zip(amounts).zip(whole);
    rows.map(|(((payment, row), amount), whole)| {
        let taxes: Vec<Money> = by_tax.iter().map(|parts| parts[payment.get()]).collect();
        let tax = if taxes.is_empty() { whole } else { currency.sum(taxes.iter().copied()) };
        PaymentLine { payment, amount, tax, taxes, due: row.due.value }
    })
    .collect()
}

fn amounts(deal: &Deal, net: Money) -> Vec<Money> {
    let currency = deal.head.currency.value;
    let of_net = |share: &Share| match share {
        Share::Percent(percent) => currency.round(net.amount() * percent.ratio()),
        Share::Amount(amount) => amount.value,
        Share::Rest => currency.zero(),
    };
    let mut amounts: Vec<Money> = deal.payments.iter().map(|row| of_net(&row.share)).collect();
    let sum: Money = amounts.iter().copied().sum();

    if let Some(rest) = deal.payments.iter().position(|row| row.share == Share::Rest) {
        amounts[rest] = net - sum;
        return amounts;
    }
    // Percentages share what the amounts leave, provided all of them meet net within a unit a row.
    let by_percent: Vec<usize> =
        (0..amounts.len()).filter(|&at| matches!(deal.payments[at].share, Share::Percent(_))).collect();
    let gap = currency.minor_units((net - sum).abs());
    if !by_percent.is_empty() && gap <= amounts.len() as i128 {
        let fixed: Money = deal
            .payments
            .iter()
            .filter(|row| matches!(row.share, Share::Amount(_)))
            .map(|row| of_net(&row.share))
            .sum();
        let weights: Vec<Decimal> = by_percent.iter().map(|&at| weight(&deal.payments[at].share)).collect();
        for (at, part) in by_percent.into_iter().zip(split(currency, net - fixed, &weights)) {
            amounts[at] = part;
        }
    }
    amounts
}

fn weight(share: &Share) -> Decimal {
    match share {
        Share::Percent(percent) => percent.value.0,
        _ => Decimal::ZERO,
    }
}
