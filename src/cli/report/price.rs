//! The price of a deal: the build-up as a table a pricing reviewer would sign.

use std::fmt::Write as _;

use rust_decimal::Decimal;

use super::table::TerminalTable;
use bidwright_base::money::Money;
use bidwright_base::quantity::{Days, grouped};
use bidwright_economics::offer::Offer;
use bidwright_economics::price::{Label, Quote, day_rates, presented};
use bidwright_model::deal::{Due, Expenses};
use bidwright_service::{Consequence, Counterfactual, direct_cost, effort};

/// Everything, cost and margin included.
#[must_use]
pub fn internal(offer: &Offer, without: Option<&Quote>) -> String {
    let quote = without.unwrap_or(&offer.quote);
    let mut text = heading(
        offer,
        if without.is_some() { "price build-up without the delivery office" } else { "price build-up" },
    );
    let _infallible = writeln!(text, "{}", build_up(quote));

    let mut steps = TerminalTable::new(&["figure", "how it follows", quote.currency.code()], 2);
    for step in quote.steps.iter().filter(|step| step.row) {
        steps.row(&[step.label.to_owned(), step.rule.clone(), money(step.amount)]);
    }
    let _infallible = writeln!(text, "{steps}");
    text.push_str(&shares(offer, quote));
    if let Some(without) = without {
        text.push_str(&comparison(&Counterfactual::of(offer, without)));
    }
    text.push_str(&rates(offer, quote));
    text.push_str(&payments(offer, quote));
    if without.is_none() {
        text.push_str(&options(offer, quote, true));
    }
    text.push_str(&at_cost(offer, quote));
    text
}

/// Every line, with the rates it was made from where they were used.
fn build_up(quote: &Quote) -> TerminalTable {
    let by_rate = quote.is_by_rate();
    let mut head = vec!["line", "what", "days", "cost a day"];
    head.extend(by_rate.then_some("rate a day"));
    head.extend(["direct", "cost", "price"]);
    let mut table = TerminalTable::new(&head, 2);
    let row = |what: [String; 4], bill: String, sums: [String; 3]| -> Vec<String> {
        what.into_iter().chain(by_rate.then_some(bill)).chain(sums).collect()
    };
    // As written where it is finer than the currency: the line was made from that.
    let rate = |of: Option<Decimal>| {
        of.map_or(String::new(), |rate| {
            let mut rate = rate.normalize();
            rate.rescale(rate.scale().max(quote.currency.decimals()));
            grouped(rate)
        })
    };
    for line in &quote.lines {
        table.row(&row(
            [line.id.clone(), line.name.clone(), days(line.days), rate(line.rate.map(|rate| rate.cost))],
            rate(line.rate.map(|rate| rate.bill)),
            [money(line.direct), money(line.cost), money(line.price)],
        ));
    }
    table.rule();
    table.row(&row(
        [String::new(), "total".into(), days(Some(effort(quote))), String::new()],
        String::new(),
        [money(direct_cost(quote)), money(quote.totals.cost), money(quote.totals.price)],
    ));
    table
}

/// Two decimals, so that decimal points align.
fn days(days: Option<Days>) -> String {
    days.map_or(String::new(), |days| {
        let mut planned = days.0.round_dp(2);
        planned.rescale(2);
        grouped(planned)
    })
}

/// An amount as people read it. The table is ours, so it is in English whatever the deal's language.
fn money(amount: Money) -> String {
    format!("{amount:#}")
}

/// The customer's view: no cost, no margin.
pub(crate) fn customer(offer: &Offer, quote: &Quote) -> String {
    let mut text = heading(offer, "price");
    let mut table = TerminalTable::new(&["item", quote.currency.code()], 1);
    for row in presented(&offer.deal, quote, offer.deal.commercial.presentation) {
        table.row(&[label(offer, &row.label), money(row.price)]);
    }
    table.rule();
    if let Some(discount) = &offer.deal.commercial.discount {
        table.row(&["List price".to_owned(), money(quote.totals.price)]);
        table.row(&[
            format!("Discount {} %: {}", discount.percent.value, discount.reason.value),
            money(-quote.totals.discount),
        ]);
    }
    table.row(&["Net price".to_owned(), money(quote.totals.net)]);
    for tax in &quote.taxes {
        table.row(&[format!("{} {} % on {}", tax.label, tax.percent, money(tax.net)), money(tax.tax)]);
    }
    table.row(&["Total".to_owned(), money(quote.totals.gross)]);
    let _infallible = writeln!(text, "{table}");
    text.push_str(&rates(offer, quote));
    text.push_str(&payments(offer, quote));
    text.push_str(&options(offer, quote, false));
    text.push_str(&at_cost(offer, quote));
    text
}

fn heading(offer: &Offer, what: &str) -> String {
    let head = &offer.deal.head;
    format!(
        "{}  {}\n{what}, {}, {}, offer of {}, for {}\n\n",
        head.reference(),
        head.title.value,
        head.model.word(),
        head.currency.code(),
        head.date.value,
        offer.deal.customer.name.value
    )
}

/// Margin and the delivery office's share.
fn shares(offer: &Offer, quote: &Quote) -> String {
    let totals = &quote.totals;
    let percent = |value: Option<bidwright_base::quantity::Percent>| {
        value.map_or("none".to_owned(), |p| format!("{:.3}", p.0))
    };
    let (low, high) = offer.book.pmo.lean_band;
    let mut table = TerminalTable::new(&["share", "how it follows", "%"], 2);
    table.row(&[
        "Margin".into(),
        "net less base, of net; contingency counted as spent".into(),
        percent(totals.margin_percent()),
    ]);
    table.row(&[
        "Margin, contingency unspent".into(),
        "net less cost, of net".into(),
        percent(totals.margin_percent_if_contingency_unspent()),
    ]);
    let rule = format!("{} of {}; lean band {low} to {high} %", money(totals.pmo_price), money(totals.price));
    table.row(&["Delivery office in price".into(), rule, percent(totals.pmo_share_percent())]);
    format!("{table}\n")
}

/// The counterfactual beside the offer.
fn comparison(counterfactual: &Counterfactual) -> String {
    let Counterfactual { office, cost, contingency, net, consequence } = counterfactual;
    let mut table = TerminalTable::new(&["figure", "with", "without", "difference"], 1);
    let figures =
        [("Delivery office", office), ("Cost", cost), ("Contingency", contingency), ("Net price", net)];
    for (name, pair) in figures {
        let amounts = [pair.with, pair.without, pair.difference()].map(money);
        table.row(&[vec![name.to_owned()], amounts.to_vec()].concat());
    }
    let remark = match consequence {
        Consequence::Dearer => {
            "Without the delivery office the offer is dearer: what it saves in delivery management it needs in contingency."
        }
        Consequence::RisksInContingency => {
            "Without the delivery office the risks are untreated; contingency carries them."
        }
        Consequence::RisksUncovered => {
            "Without the delivery office the risks are untreated, and this commercial model has no contingency for them."
        }
    };
    format!("{table}\n{remark}\n\n")
}

/// What is billed by the day.
fn rates(offer: &Offer, quote: &Quote) -> String {
    if quote.rates.is_empty() {
        return String::new();
    }
    let mut table =
        TerminalTable::new(&["billed by the day", "days", "list rate", "billed rate", "amount"], 1);
    for rate in day_rates(&offer.book, quote) {
        let days = days(Some(rate.days));
        table.row(&[rate.title, days, money(rate.list), money(rate.rate), money(rate.amount)]);
    }
    format!("{table}\n")
}

fn payments(offer: &Offer, quote: &Quote) -> String {
    let deal = &offer.deal;
    let mut text = String::new();
    if let Some(fee) = quote.retainer_fee {
        let _infallible = writeln!(text, "monthly fee {}", money(fee));
    }
    if let Some(cap) = &quote.cap {
        let p80 =
            cap.p80_uncapped.map_or(String::new(), |p80| format!("; P80 without the ceiling {}", money(p80)));
        let _infallible = writeln!(text, "ceiling {}{p80}", money(cap.amount));
    }
    if quote.payments.is_empty() {
        let _infallible = writeln!(text, "payments monthly in arrears\n");
        return text;
    }
    let mut table = TerminalTable::new(&["payment", "due", "net", "tax", "gross"], 2);
    for line in &quote.payments {
        let payment = &deal.payments[line.payment];
        let due = match line.due {
            Due::Signature => "on signature".to_owned(),
            Due::On(day) => day.to_string(),
            Due::Deliverable(at) => format!("on acceptance of {}", deal.deliverables[at].id.value),
            Due::Phase(at) => format!("at the end of {}", offer.book.methodology.phases[at].name),
        };
        table.row(&[payment.name.clone(), due, money(line.amount), money(line.tax), money(line.gross())]);
    }
    let _infallible = writeln!(text, "{table}");
    text
}

/// With our own figures of each, if `internal`.
fn options(offer: &Offer, quote: &Quote, internal: bool) -> String {
    if quote.options.is_empty() {
        return String::new();
    }
    let ours = |text: &'static str| internal.then_some(text);
    let mut head = vec!["option", "what", "adds"];
    head.extend(ours("standard error").into_iter().chain(ours("delivery office in it")));
    head.extend(["net with it", "finish with it"]);
    let mut table = TerminalTable::new(&head, 2);
    for option in &quote.options {
        let row = &offer.deal.options[option.option];
        let mut cells = vec![row.id.value.clone(), row.name.clone(), money(option.net)];
        if internal {
            cells.push(option.net_standard_error.map_or(String::new(), money));
            cells.push(money(option.pmo_price));
        }
        cells.extend([money(option.total_with), option.finish.to_string()]);
        table.row(&cells);
    }
    format!("{table}\n")
}

/// Travel outside the price, with its ceiling if there is one.
fn at_cost(offer: &Offer, quote: &Quote) -> String {
    if quote.at_cost.is_empty() {
        return String::new();
    }
    let mut table = TerminalTable::new(&["outside the price, at cost", "what", "estimate, net"], 2);
    for travel in &quote.at_cost {
        let purchase = &offer.deal.purchases[travel.purchase];
        table.row(&[purchase.id.value.clone(), purchase.name.clone(), money(travel.amount)]);
    }
    match offer.deal.commercial.expenses {
        Expenses::Capped(cap) => format!("{table}\nat most {}\n\n", money(cap.value)),
        _ => format!("{table}\n"),
    }
}

/// What a row of the customer's price is called.
fn label(offer: &Offer, label: &Label) -> String {
    match label {
        Label::Phase(at) => offer.book.methodology.phases[*at].name.clone(),
        Label::Role(id) => offer.book.cards[0].role(id).map_or(id.clone(), |role| role.title.clone()),
        Label::Deliverable(at) => offer.deal.deliverables[*at].name.clone(),
        Label::OtherWork => "Other work".into(),
        Label::DeliveryManagement => "Delivery management and assurance".into(),
        Label::Purchase(at) => offer.deal.purchases[*at].name.clone(),
    }
}
