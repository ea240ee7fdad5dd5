//! The price, the payments, options, rates and taxes.

use rust_decimal::Decimal;

use super::Scene;
use crate::compose::table_builder::{Cell, Options, TableBuilder, maybe, text};
use crate::tree::{Block, Inline, RowKind};
use bidwright_base::locale::{Message, NBSP};
use bidwright_base::money::Money;
use bidwright_base::quantity::Percent;
use bidwright_model::deal::{Due, Model, Share};
use bidwright_review::customer_offer::Item;

impl Scene<'_> {
    /// What a row of the price shows.
    pub(in crate::compose) fn price_label(&self, item: Item<'_>) -> String {
        match item {
            Item::Phase(name) | Item::Role(name) | Item::Purchase(name) => name.to_owned(),
            Item::Deliverable(deliverable) => format!("{}{NBSP}{}", deliverable.id.value, deliverable.name),
            Item::OtherWork => self.text(Message::PriceOtherWork),
            Item::DeliveryManagement => self.text(Message::PriceDeliveryManagement),
        }
    }

    /// "Net total", or its counterpart where work is billed as it is done.
    pub(super) fn net_label(&self) -> String {
        match self.offer.head.model.value {
            Model::FixedPrice => self.text(Message::PriceNetTotal),
            Model::TimeAndMaterials | Model::Capped => self.text(Message::PriceNetTotalEstimated),
            Model::Retainer => {
                let term = self.view.price.term.as_deref().unwrap_or_default();
                self.text(Message::PriceNetTotalForTerm { term })
            }
        }
    }
}

/// The customer's price, from its rows to what is paid in the end.
pub(super) fn price_table(scene: &Scene<'_>, options: &Options) -> Vec<Block> {
    let (price, view) = (&scene.offer.price, &scene.view.price);
    let mut table = TableBuilder::new([
        scene.text(Message::PriceItem),
        scene.text(Message::PriceEffort),
        scene.in_currency(Message::PriceAmount),
    ])
    .figures([1, 2]);

    // Decimal points are aligned.
    let efforts = price.rows.iter().filter_map(|row| row.days);
    let scale = efforts.map(|days| days.0.normalize().scale()).max();
    for row in &price.rows {
        let days = row.days.map_or_else(Cell::new, |days| {
            let mut days = days.0;
            days.rescale(scale.unwrap_or_default());
            text(scene.locale.number(days))
        });
        table.row([text(scene.price_label(row.item)), days, scene.amount(row.price)]);
    }
    let mut sum = |kind: RowKind, label: String, amount: Money| {
        table.add(kind, [text(label), Cell::new(), scene.amount(amount)]);
    };
    if let Some(discount) = &view.discount {
        sum(RowKind::Subtotal, scene.text(Message::ListPrice), price.list);
        let (percent, reason) = (&discount.percent, &discount.reason);
        sum(RowKind::Body, scene.text(Message::PriceDiscount { percent, reason }), -price.discount_amount);
    }
    let taxed = !view.taxes.is_empty();
    sum(if taxed { RowKind::Subtotal } else { RowKind::Total }, scene.net_label(), price.net);
    if taxed {
        for (tax, words) in price.taxes.iter().zip(&view.taxes) {
            let name = format!("{} {}", words.label, words.percent).trim().to_owned();
            // Several amounts are taxed: each tax names its own.
            let label = match price.taxes.iter().filter(|tax| tax.line.rate == 0).count() {
                1 => name,
                _ => scene.text(Message::PriceTaxOn { tax: &name, net: &scene.locale.amount(tax.line.net) }),
            };
            sum(RowKind::Body, label, tax.line.tax);
        }
        sum(RowKind::Total, scene.text(Message::TotalWithTax), price.gross);
    }
    if let Some(fee) = price.retainer_fee {
        sum(RowKind::Body, scene.text(Message::PriceMonthlyFee), fee);
    }
    if let Some(cap) = price.cap {
        sum(RowKind::Body, scene.text(Message::PriceCeiling), cap);
    }
    table.finish(options, "price-table")
}

/// Every payment with its trigger, and their sum.
pub(super) fn payment_plan(scene: &Scene<'_>, options: &Options) -> Vec<Block> {
    let price = &scene.offer.price;
    let taxed = !price.tax.is_zero();
    let with_tax = |amount: Money| if taxed { scene.amount(amount) } else { Cell::new() };
    let mut columns = vec![
        scene.text(Message::PaymentsPayment),
        scene.text(Message::PaymentsDue),
        scene.text(Message::PaymentsByPlan),
        scene.text(Message::PaymentsShare),
        scene.in_currency(Message::PaymentsNet),
    ];
    // Where several taxes are on one amount, each has its column, as on the invoice.
    let each: Vec<usize> = if taxed && price.taxes.iter().any(|tax| tax.line.rate > 0) {
        (0..price.taxes.len()).filter(|at| !price.taxes[*at].line.tax.is_zero()).collect()
    } else {
        Vec::new()
    };
    if each.is_empty() {
        columns.push(scene.in_currency(Message::PaymentsTax));
    }
    columns.extend(each.iter().map(|at| price.taxes[*at].line.label.clone()));
    columns.push(scene.in_currency(Message::PaymentsToPay));
    let figures: Vec<usize> = (3..columns.len()).collect();
    let mut table = TableBuilder::new(columns).figures(figures);
    let taxes = |tax: Money, parts: &[Money]| -> Vec<Cell> {
        match each.as_slice() {
            [] => vec![with_tax(tax)],
            each => {
                each.iter().map(|at| parts.get(*at).map_or_else(Cell::new, |part| with_tax(*part))).collect()
            }
        }
    };
    for (payment, words) in price.payments.iter().zip(&scene.view.payments) {
        let line = payment.line;
        let by_plan = match line.due {
            // The trigger is the date.
            Due::On(_) => Cell::new(),
            _ => payment.day.map_or_else(Cell::new, |day| scene.day(day)),
        };
        let mut cells = vec![
            text(&words.name),
            text(&words.due),
            by_plan,
            text(&words.percent),
            scene.amount(line.amount),
        ];
        cells.extend(taxes(line.tax, &line.taxes));
        cells.push(with_tax(line.amount + line.tax));
        table.row(cells);
    }
    let net: Money = price.payments.iter().map(|payment| payment.line.amount).sum();
    let tax: Money = price.payments.iter().map(|payment| payment.line.tax).sum();
    // Shares in percent with one for the rest are 100 in all; amounts alone need not be, as they are printed.
    let mut stated = price.payments.iter().map(|payment| payment.terms.share);
    let whole =
        stated.clone().any(|share| share == Share::Rest) || stated.all(|s| matches!(s, Share::Percent(_)));
    let share = if whole { text(scene.locale.percent(Percent(Decimal::ONE_HUNDRED))) } else { Cell::new() };
    let mut cells = vec![text(scene.text(Message::PaymentsTotal)), Cell::new(), Cell::new(), share];
    cells.push(scene.amount(net));
    let parts: Vec<Money> = price.taxes.iter().map(|tax| tax.line.tax).collect();
    cells.extend(taxes(tax, &parts));
    cells.push(with_tax(net + tax));
    table.add(RowKind::Total, cells);
    table.finish(options, "payment-plan")
}

/// Options with totals with and without.
pub(super) fn options_table(scene: &Scene<'_>, options: &Options) -> Vec<Block> {
    let price = &scene.offer.price;
    let mut table = TableBuilder::new([
        scene.text(Message::OptionsOption),
        scene.in_currency(Message::OptionsAdds),
        scene.in_currency(Message::OptionsWithout),
        scene.in_currency(Message::OptionsWith),
        scene.text(Message::OptionsFinish),
    ])
    .figures([1, 2, 3]);
    for option in &price.options {
        table.row([
            text(match option.needs.as_slice() {
                [] => format!("{}{NBSP}{}", option.id, option.name),
                needs => {
                    let with = scene.text(Message::OptionsNeeds { ids: &needs.join(", ") });
                    format!("{}{NBSP}{} ({with})", option.id, option.name)
                }
            }),
            scene.amount(option.net),
            scene.amount(option.total_with - option.net),
            scene.amount(option.total_with),
            scene.day(option.finish),
        ]);
    }
    table.finish(options, "options-table")
}

/// What a day of each role is billed at.
pub(super) fn rates(scene: &Scene<'_>, options: &Options) -> Vec<Block> {
    let price = &scene.offer.price;
    let off = price.discount.map(|discount| scene.locale.percent(discount.percent.value));
    let mut table = TableBuilder::new([
        scene.text(Message::RatesRole),
        scene.text(Message::RatesLevel),
        scene.in_currency(Message::RatesList),
        scene.text(Message::RatesDiscount),
        scene.in_currency(Message::RatesDay),
        scene.text(Message::PriceEffort),
        scene.in_currency(Message::RatesAmount),
    ])
    .figures([2, 3, 4, 5, 6]);
    let scale = price.rates.iter().map(|rate| rate.days.0.normalize().scale()).max();
    for rate in &price.rates {
        let mut days = rate.days.0;
        days.rescale(scale.unwrap_or_default());
        let list = if off.is_some() { scene.amount(rate.list) } else { Cell::new() };
        table.row([
            text(&rate.title),
            maybe(rate.level.as_ref()),
            list,
            maybe(off.as_ref()),
            scene.amount(rate.rate),
            text(scene.locale.number(days)),
            scene.amount(rate.amount),
        ]);
    }
    table.finish(options, "rates")
}

/// The tax file's notes under the total: reverse charge, exemption.
pub(super) fn tax_notes(scene: &Scene<'_>, _: &Options) -> Vec<Block> {
    let mut notes: Vec<&str> = Vec::new();
    for tax in &scene.view.price.taxes {
        let note = tax.note.trim();
        if !note.is_empty() && !notes.contains(&note) {
            notes.push(note);
        }
    }
    notes.iter().map(|note| Block::Paragraph(vec![Inline::Text((*note).to_owned())])).collect()
}
