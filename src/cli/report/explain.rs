//! The derivation of a figure, down to file and line.

use std::fmt::Write as _;

use rust_decimal::Decimal;

use bidwright_base::derivation::{Source, Use, Value};
use bidwright_base::money::Currency;
use bidwright_base::quantity::grouped;
use bidwright_base::source::Sources;
use bidwright_economics::offer::Offer;
use bidwright_review::explain::{ExplainedFigures, chain_of};
use bidwright_service::explain::{Inputs, Node, What, Written, written};

/// Every key with its value, those of an option's own chain and the like as one row each.
pub(crate) fn list(offer: &Offer, figures: &ExplainedFigures) -> String {
    let currency = offer.quote.currency;
    let mut text = String::new();
    let mut chains: Vec<&str> = Vec::new();
    let widest = figures.keys().filter(|key| chain_of(key).is_none()).map(|key| key.chars().count()).max();
    let widest = widest.unwrap_or(0);
    for key in figures.keys() {
        match chain_of(key) {
            Some(of) if chains.contains(&of) => {}
            Some(of) => chains.push(of),
            None => {
                if let Some(figure) = figures.get(key) {
                    let shown = amount(&figure.value, currency);
                    let _infallible = writeln!(text, "{key:<widest$}  {shown:>18}  {}", figure.label);
                }
            }
        }
    }
    for of in chains {
        let _infallible = writeln!(text, "{of}...  and every figure of plan and price of that offer");
    }
    text
}

/// The tree of a figure.
#[must_use]
pub fn text(offer: &Offer, sources: &Sources, node: &Node<'_>) -> String {
    let mut out = String::new();
    let printer = Printer { currency: offer.quote.currency, sources };
    printer.node(node, "", "", &mut out);
    out
}

struct Printer<'o> {
    currency: Currency,
    sources: &'o Sources,
}

impl Printer<'_> {
    fn node(&self, node: &Node<'_>, before: &str, below: &str, out: &mut String) {
        let _infallible = writeln!(out, "{before}{}", self.line(node));
        for (at, input) in node.inputs.iter().enumerate() {
            let (branch, trunk) =
                if at + 1 == node.inputs.len() { ("└─ ", "   ") } else { ("├─ ", "│  ") };
            self.node(input, &format!("{below}{branch}"), &format!("{below}{trunk}"), out);
        }
    }

    fn line(&self, node: &Node<'_>) -> String {
        let sign = node.usage.map_or("", sign);
        match &node.what {
            What::Figure { key, figure, inputs } => {
                let value = amount(&figure.value, self.currency);
                let rest = match inputs {
                    Inputs::Here => format!("{}: {}", figure.label, figure.rule),
                    Inputs::Above => "listed above".to_owned(),
                    Inputs::Deeper => format!("{}: {} ...", figure.label, figure.rule),
                };
                format!("{sign}{key}  {value}  {rest}")
            }
            What::Many { count, first, last } => format!("{sign}{count} figures, {first} to {last}"),
            What::Leaf(source) => format!("{}{}", sign, self.leaf(source)),
        }
    }

    fn leaf(&self, source: &Source) -> String {
        match source {
            Source::Figure(key) => format!("{key}  none"),
            Source::Written { label, value, place } => {
                let value = amount(value, self.currency);
                match written(self.sources, *place) {
                    Written::There { at, text } => format!("{value}  {label}  {at}  `{text}`"),
                    Written::Default { at } => format!("{value}  {label}, by default: not given in {at}"),
                }
            }
            Source::Assumed { label, value } => format!("{}  {label}", amount(value, self.currency)),
            Source::Simulated { deliveries, seed, error } => {
                let error = match error {
                    Value::None => String::new(),
                    error => format!(", ± {} standard error", amount(error, self.currency)),
                };
                format!("simulated: {} deliveries, seed {seed}{error}", grouped(Decimal::from(*deliveries)))
            }
        }
    }
}

/// What an input does, before it.
fn sign(usage: Use) -> &'static str {
    match usage {
        Use::Plus => "+ ",
        Use::Minus => "− ",
        Use::Times => "× ",
        Use::TimesOnePlus => "× 1 + ",
        Use::TimesOneMinus => "× 1 − ",
        Use::Over => "÷ ",
        Use::OverOneMinus => "÷ 1 − ",
        Use::AtMost => "at most ",
        Use::AtLeast => "at least ",
        Use::From => "from ",
    }
}

/// A value as people read it.
fn amount(value: &Value, currency: Currency) -> String {
    let code = currency.code();
    let hundredths = |number: f64| {
        Decimal::from_f64_retain(number).map_or_else(|| "none".to_owned(), |exact| grouped(rounded(exact)))
    };
    match value {
        Value::Money(money) => format!("{money:#} {code}"),
        Value::Rate(rate) => {
            let mut rate = rate.round_dp(4).normalize();
            rate.rescale(rate.scale().max(currency.decimals()));
            format!("{} {code}", grouped(rate))
        }
        Value::Days(days) if days.0 == Decimal::ONE => "1 day".into(),
        Value::Days(days) => format!("{} days", grouped(days.0.round_dp(4).normalize())),
        Value::Percent(percent) => format!("{percent} %"),
        Value::Number(number) => grouped(number.normalize()),
        Value::Chance(chance) => format!("{} %", hundredths(chance * 100.0)),
        Value::Real(number) => hundredths(*number),
        Value::Date(date) => date.to_string(),
        Value::Text(text) => text.clone(),
        Value::None => "none".into(),
    }
}

fn rounded(number: Decimal) -> Decimal {
    let mut number = number.round_dp(2);
    number.rescale(2);
    number
}
