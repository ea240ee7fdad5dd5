//! `bidwright.explain/1` and `bidwright.figures/1`: the same tree and the same list for programs.

use serde_json::{Value as Json, json};

use super::super::json;
use super::tree::{Node, Told, What};
use super::written::{Written, written};
use bidwright_base::derivation::{Rounding, Source, Use, Value};
use bidwright_base::quantity::Days;
use bidwright_base::source::{Place, Sources};
use bidwright_economics::offer::Offer;
use bidwright_review::explain::Trace;

/// Every key with its label and value.
pub(super) fn list(offer: &Offer, trace: &Trace) -> String {
    let figures: Vec<Json> = (trace.keys())
        .filter_map(|key| {
            let figure = trace.get(key)?;
            Some(json!({ "key": key, "label": figure.label, "value": value(&figure.value), "unit": unit(&figure.value) }))
        })
        .collect();
    json::document(
        "figures",
        &json!({ "number": offer.deal.head.number.value, "currency": offer.quote.currency.code(), "figures": figures }),
    )
}

/// The tree of a figure.
pub(super) fn tree(offer: &Offer, sources: &Sources, root: &Node<'_>) -> String {
    json::document(
        "explain",
        &json!({
            "number": offer.deal.head.number.value,
            "revision": offer.deal.head.revision.value,
            "currency": offer.quote.currency.code(),
            "figure": node(sources, root),
        }),
    )
}

fn node(sources: &Sources, of: &Node<'_>) -> Json {
    let usage = of.usage.map_or(Json::Null, |usage| json!(word(usage)));
    match &of.what {
        What::Figure { key, figure, told } => json!({
            "kind": "figure", "use": usage, "key": key, "label": figure.label,
            "value": value(&figure.value), "unit": unit(&figure.value), "rule": figure.rule,
            "rounding": rounding(figure.from.rounding),
            "told": match told { Told::Here => "here", Told::Above => "above", Told::Deeper => "deeper" },
            "inputs": of.inputs.iter().map(|input| node(sources, input)).collect::<Vec<Json>>(),
        }),
        What::Many { count, first, last } => {
            json!({ "kind": "many", "use": usage, "count": count, "first": first, "last": last })
        }
        What::Leaf(source) => leaf(sources, source, usage),
    }
}

fn leaf(sources: &Sources, source: &Source, usage: Json) -> Json {
    match source {
        Source::Figure(key) => json!({ "kind": "none", "use": usage, "key": key }),
        Source::Written { label, value: found, place } => {
            let text = match written(sources, *place) {
                Written::There { text, .. } => Some(text),
                Written::Default { .. } => None,
            };
            let (file, line, column) = at(sources, *place);
            json!({
                "kind": "written", "use": usage, "label": label, "value": value(found), "unit": unit(found),
                "file": file, "line": line, "column": column, "text": text,
            })
        }
        Source::Assumed { label, value: found } => {
            json!({ "kind": "assumed", "use": usage, "label": label, "value": value(found), "unit": unit(found) })
        }
        Source::Simulated { deliveries, seed, error } => json!({
            "kind": "simulated", "use": usage, "deliveries": deliveries, "seed": seed,
            "standard_error": value(error),
        }),
    }
}

fn at(sources: &Sources, place: Place) -> (String, usize, usize) {
    let (line, column) = sources.line_column(place);
    (sources[place.file].name.clone(), line, column)
}

/// Money as a string, everything else as a number where it is one.
fn value(of: &Value) -> Json {
    match of {
        Value::Money(money) => json!(money),
        Value::Rate(rate) => json!(rate.normalize().to_string()),
        Value::Days(days) => json!(days),
        Value::Percent(percent) => json!(Days(percent.0)),
        Value::Number(number) => json!(Days(*number)),
        Value::Chance(number) | Value::Real(number) => json!(number),
        Value::Date(date) => json!(date.to_string()),
        Value::Text(text) => json!(text),
        Value::None => Json::Null,
    }
}

fn unit(of: &Value) -> &'static str {
    match of {
        Value::Money(_) | Value::Rate(_) => "money",
        Value::Days(_) => "days",
        Value::Percent(_) => "percent",
        Value::Number(_) | Value::Real(_) => "number",
        Value::Chance(_) => "probability",
        Value::Date(_) => "date",
        Value::Text(_) => "text",
        Value::None => "none",
    }
}

fn word(usage: Use) -> &'static str {
    match usage {
        Use::Plus => "plus",
        Use::Minus => "minus",
        Use::Times => "times",
        Use::Grown => "times-one-plus",
        Use::Kept => "times-one-minus",
        Use::Over => "over",
        Use::OverKept => "over-one-minus",
        Use::AtMost => "at-most",
        Use::AtLeast => "at-least",
        Use::From => "from",
    }
}

fn rounding(of: Rounding) -> Json {
    match of {
        Rounding::Exact => json!({ "how": "exact" }),
        Rounding::Nearest(decimals) => json!({ "how": "half-up", "decimals": decimals }),
        Rounding::Share(decimals) => json!({ "how": "largest-remainder", "decimals": decimals }),
        Rounding::Up => json!({ "how": "up", "decimals": 0 }),
    }
}
