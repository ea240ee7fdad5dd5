//! The price, the payments, options, rates and taxes.

use super::Scene;
use crate::compose::sheet::{Cell, Options, Sheet, maybe, text};
use crate::tree::{Block, Inline, RowKind};
use bidwright_base::locale::NBSP;
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
            Label::OtherWork => self.say("Other work", "Weitere Arbeiten").to_owned(),
            Label::DeliveryManagement => self
                .say("Delivery management and assurance", "Projektsteuerung und Qualitätssicherung")
                .to_owned(),
            Label::Purchase(at) => offer.deal.purchases[*at].name.clone(),
        }
    }

    /// "Net total", or what stands in its place where work is billed as it is done.
    pub(super) fn net_label(&self) -> String {
        match self.seen.offer.deal.head.model.value {
            Model::FixedPrice => self.say("Net total", "Nettosumme").to_owned(),
            Model::TimeAndMaterials | Model::Capped => {
                self.say("Estimated net total", "Geschätzte Nettosumme").to_owned()
            }
            Model::Retainer => {
                let term = self.view.price.term.as_deref().unwrap_or_default();
                format!("{}, {term}", self.say("Net total", "Nettosumme"))
            }
        }
    }
}

/// The customer's price, from its rows to what is paid in the end.
pub(super) fn price_table(scene: &Scene<'_>, options: &Options) -> Vec<Block> {
    let Scene { seen, view, .. } = scene;
    let (deal, quote) = (&seen.offer.deal, &seen.offer.quote);
    let totals = &quote.totals;
    let say = |english, german| scene.say(english, german).to_owned();
    let days = say("Effort (days)", "Aufwand (Tage)");
    let mut sheet =
        Sheet::new([&say("Item", "Leistung"), &days, &scene.in_currency(&say("Amount", "Betrag"))])
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
        sheet.row([text(scene.price_label(&row.label)), days, scene.amount(row.price)]);
    }
    let mut sum = |kind: RowKind, label: String, amount: Money| {
        sheet.add(kind, [text(label), Cell::new(), scene.amount(amount)]);
    };
    if let Some(discount) = &view.price.discount {
        sum(RowKind::Subtotal, say("List price", "Listenpreis"), totals.price);
        let word = say("Discount of", "Nachlass von");
        sum(RowKind::Body, format!("{word} {}, {}", discount.percent, discount.reason), -totals.discount);
    }
    let taxed = !view.price.taxes.is_empty();
    sum(if taxed { RowKind::Subtotal } else { RowKind::Total }, scene.net_label(), totals.net);
    if taxed {
        for (line, words) in quote.taxes.iter().zip(&view.price.taxes) {
            // Several rates: each says of what.
            let of = match quote.taxes.len() {
                1 => String::new(),
                _ => format!(" {} {}", scene.say("on", "auf"), seen.locale.amount(line.net)),
            };
            let label = format!("{} {}{of}", words.label, words.percent);
            sum(RowKind::Body, label.trim().to_owned(), line.tax);
        }
        sum(RowKind::Total, say("Total including tax", "Gesamtsumme einschließlich Steuer"), totals.gross);
    }
    if let Some(fee) = quote.retainer_fee {
        sum(RowKind::Body, say("Monthly fee, net", "Monatspauschale, netto"), fee);
    }
    if let Some(cap) = quote.cap {
        sum(
            RowKind::Body,
            say("Ceiling, not to be exceeded, net", "Obergrenze, netto, nicht zu überschreiten"),
            cap.amount,
        );
    }
    sheet.finish(options, "price-table")
}

/// Every payment with its trigger, and their sum.
pub(super) fn payment_plan(scene: &Scene<'_>, options: &Options) -> Vec<Block> {
    let Scene { seen, view, .. } = scene;
    let quote = &seen.offer.quote;
    let say = |english, german| scene.say(english, german);
    let taxed = !quote.totals.tax.is_zero();
    let with_tax = |amount: Money| if taxed { scene.amount(amount) } else { Cell::new() };
    let mut sheet = Sheet::new([
        say("Payment", "Zahlung"),
        say("Due", "Fällig"),
        say("By plan", "Nach Plan"),
        say("Share", "Anteil"),
        &scene.in_currency(say("Net", "Netto")),
        &scene.in_currency(say("Tax", "Steuer")),
        &scene.in_currency(say("To pay", "Zu zahlen")),
    ])
    .figures([3, 4, 5, 6]);
    for (line, words) in quote.payments.iter().zip(&view.payments) {
        let by_plan = match line.due {
            // The trigger is the date.
            bidwright_model::deal::Due::On(_) => Cell::new(),
            _ => seen.due_date(line).map_or_else(Cell::new, |day| scene.day(day)),
        };
        sheet.row([
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
    sheet.add(
        RowKind::Total,
        [
            text(say("Total", "Summe")),
            Cell::new(),
            Cell::new(),
            Cell::new(),
            scene.amount(net),
            with_tax(tax),
            with_tax(net + tax),
        ],
    );
    sheet.finish(options, "payment-plan")
}

/// Options with totals with and without.
pub(super) fn options_table(scene: &Scene<'_>, options: &Options) -> Vec<Block> {
    let quote = &scene.seen.offer.quote;
    let say = |english, german| scene.say(english, german);
    let mut sheet = Sheet::new([
        say("Option", "Option"),
        &scene.in_currency(say("Adds, net", "Zusätzlich, netto")),
        &scene.in_currency(say("Total without", "Summe ohne")),
        &scene.in_currency(say("Total with", "Summe mit")),
        say("Finish with", "Ende mit"),
    ])
    .figures([1, 2, 3]);
    for option in &quote.options {
        let row = &scene.seen.offer.deal.options[option.option];
        sheet.row([
            text(format!("{}{NBSP}{}", row.id.value, row.name)),
            scene.amount(option.net),
            scene.amount(quote.totals.net),
            scene.amount(option.total_with),
            scene.day(option.finish),
        ]);
    }
    sheet.finish(options, "options-table")
}

/// What a day of each role is billed at.
pub(super) fn rates(scene: &Scene<'_>, options: &Options) -> Vec<Block> {
    let say = |english, german| scene.say(english, german);
    let mut sheet = Sheet::new([
        say("Role", "Rolle"),
        say("Level", "Stufe"),
        &scene.in_currency(say("Rate a day", "Tagessatz")),
    ])
    .figures([2]);
    for rate in scene.seen.rates() {
        sheet.row([text(&rate.title), maybe(rate.level.as_ref()), scene.amount(rate.rate)]);
    }
    sheet.finish(options, "rates")
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
