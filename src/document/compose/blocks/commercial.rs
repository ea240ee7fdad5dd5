//! The price, the payments, options, rates and taxes.

use super::Scene;
use crate::compose::table_builder::{Cell, Options, TableBuilder, maybe, text};
use crate::tree::{Block, Inline, RowKind};
use bidwright_base::locale::{Message, NBSP};
use bidwright_base::money::Money;
use bidwright_economics::price::{Label, presented};
use bidwright_model::deal::Model;

impl Scene<'_> {
    /// What a row of the price stands for.
    pub(in crate::compose) fn price_label(&self, label: &Label) -> String {
        let offer = self.seen.offer;
        match label {
            Label::Phase(phase) => self.seen.phase_name(*phase).to_owned(),
            Label::Role(role) => match offer.book.cards[0].role(role) {
                Some(row) => row.title.clone(),
                None => role.clone(),
            },
            Label::Deliverable(at) => {
                let deliverable = &offer.deal.deliverables[*at];
                format!("{}{NBSP}{}", deliverable.id.value, deliverable.name)
            }
            Label::OtherWork => self.text(Message::PriceOtherWork),
            Label::DeliveryManagement => self.text(Message::PriceDeliveryManagement),
            Label::Purchase(at) => offer.deal.purchases[*at].name.clone(),
        }
    }

    /// "Net total", or what stands in its place where work is billed as it is done.
    pub(super) fn net_label(&self) -> String {
        match self.seen.offer.deal.head.model.value {
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
    let Scene { seen, view, .. } = scene;
    let (deal, quote) = (&seen.offer.deal, &seen.offer.quote);
    let totals = &quote.totals;
    let mut table = TableBuilder::new([
        scene.text(Message::PriceItem),
        scene.text(Message::PriceEffort),
        scene.in_currency(Message::PriceAmount),
    ])
    .figures([1, 2]);

    let rows = presented(deal, quote, deal.commercial.presentation);
    // Decimal points stand under each other.
    let efforts = rows.iter().filter_map(|row| row.days);
    let scale = efforts.map(|days| days.0.normalize().scale()).max();
    for row in rows {
        let days = row.days.map_or_else(Cell::new, |days| {
            let mut days = days.0;
            days.rescale(scale.unwrap_or_default());
            text(seen.locale.number(days))
        });
        table.row([text(scene.price_label(&row.label)), days, scene.amount(row.price)]);
    }
    let mut sum = |kind: RowKind, label: String, amount: Money| {
        table.add(kind, [text(label), Cell::new(), scene.amount(amount)]);
    };
    if let Some(discount) = &view.price.discount {
        sum(RowKind::Subtotal, scene.text(Message::ListPrice), totals.price);
        let (percent, reason) = (&discount.percent, &discount.reason);
        sum(RowKind::Body, scene.text(Message::PriceDiscount { percent, reason }), -totals.discount);
    }
    let taxed = !view.price.taxes.is_empty();
    sum(if taxed { RowKind::Subtotal } else { RowKind::Total }, scene.net_label(), totals.net);
    if taxed {
        for (line, words) in quote.taxes.iter().zip(&view.price.taxes) {
            let tax = format!("{} {}", words.label, words.percent).trim().to_owned();
            // Several rates: each says of what.
            let label = match quote.taxes.len() {
                1 => tax,
                _ => scene.text(Message::PriceTaxOn { tax: &tax, net: &seen.locale.amount(line.net) }),
            };
            sum(RowKind::Body, label, line.tax);
        }
        sum(RowKind::Total, scene.text(Message::TotalWithTax), totals.gross);
    }
    if let Some(fee) = quote.retainer_fee {
        sum(RowKind::Body, scene.text(Message::PriceMonthlyFee), fee);
    }
    if let Some(cap) = quote.cap {
        sum(RowKind::Body, scene.text(Message::PriceCeiling), cap.amount);
    }
    table.finish(options, "price-table")
}

/// Every payment with its trigger, and their sum.
pub(super) fn payment_plan(scene: &Scene<'_>, options: &Options) -> Vec<Block> {
    let Scene { seen, view, .. } = scene;
    let quote = &seen.offer.quote;
    let taxed = !quote.totals.tax.is_zero();
    let with_tax = |amount: Money| if taxed { scene.amount(amount) } else { Cell::new() };
    let mut table = TableBuilder::new([
        scene.text(Message::PaymentsPayment),
        scene.text(Message::PaymentsDue),
        scene.text(Message::PaymentsByPlan),
        scene.text(Message::PaymentsShare),
        scene.in_currency(Message::PaymentsNet),
        scene.in_currency(Message::PaymentsTax),
        scene.in_currency(Message::PaymentsToPay),
    ])
    .figures([3, 4, 5, 6]);
    for (line, words) in quote.payments.iter().zip(&view.payments) {
        let by_plan = match line.due {
            // The trigger is the date.
            bidwright_model::deal::Due::On(_) => Cell::new(),
            _ => seen.due_date(line).map_or_else(Cell::new, |day| scene.day(day)),
        };
        table.row([
            text(&words.name),
            text(&words.due),
            by_plan,
            text(&words.percent),
            scene.amount(line.amount),
            with_tax(line.tax),
            with_tax(line.amount + line.tax),
        ]);
    }
    let net: Money = quote.payments.iter().map(|line| line.amount).sum();
    let tax: Money = quote.payments.iter().map(|line| line.tax).sum();
    table.add(
        RowKind::Total,
        [
            text(scene.text(Message::PaymentsTotal)),
            Cell::new(),
            Cell::new(),
            Cell::new(),
            scene.amount(net),
            with_tax(tax),
            with_tax(net + tax),
        ],
    );
    table.finish(options, "payment-plan")
}

/// Options with totals with and without.
pub(super) fn options_table(scene: &Scene<'_>, options: &Options) -> Vec<Block> {
    let quote = &scene.seen.offer.quote;
    let mut table = TableBuilder::new([
        scene.text(Message::OptionsOption),
        scene.in_currency(Message::OptionsAdds),
        scene.in_currency(Message::OptionsWithout),
        scene.in_currency(Message::OptionsWith),
        scene.text(Message::OptionsFinish),
    ])
    .figures([1, 2, 3]);
    for option in &quote.options {
        let row = &scene.seen.offer.deal.options[option.option];
        table.row([
            text(format!("{}{NBSP}{}", row.id.value, row.name)),
            scene.amount(option.net),
            scene.amount(quote.totals.net),
            scene.amount(option.total_with),
            scene.day(option.finish),
        ]);
    }
    table.finish(options, "options-table")
}

/// What a day of each role is billed at.
pub(super) fn rates(scene: &Scene<'_>, options: &Options) -> Vec<Block> {
    let mut table = TableBuilder::new([
        scene.text(Message::RatesRole),
        scene.text(Message::RatesLevel),
        scene.in_currency(Message::RatesDay),
    ])
    .figures([2]);
    for rate in scene.seen.rates() {
        table.row([text(&rate.title), maybe(rate.level.as_ref()), scene.amount(rate.rate)]);
    }
    table.finish(options, "rates")
}

/// What the tax file says under the total: reverse charge, exemption.
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
