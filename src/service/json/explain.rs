//! `bidwright.explain/1`, the derivation of a figure as a tree, and `bidwright.figures/1`, all figures there are.

use serde::Serialize;

use super::Published;
use crate::explain::{Inputs, Node, What, Written, written};
use bidwright_base::derivation;
use bidwright_base::derivation::{Rounding, Use};
use bidwright_base::money::Money;
use bidwright_base::quantity::Days;
use bidwright_base::source::{Place, Sources};
use bidwright_economics::offer::Offer;
use bidwright_review::explain::ExplainedFigures;

/// Every figure of a deal that can be explained.
///
/// ```
/// use bidwright_service::{explain, json};
///
/// # let store = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/workspace.rs"));
/// let explained = explain(&store, "deal.toml", Some("totals.net")).result.expect("a deal without errors");
/// let published = serde_json::to_value(json::Figures::of(&explained.offer, &explained.figures))?;
/// let figures = published["figures"].as_array().expect("a list");
/// assert!(figures.iter().any(|figure| figure["key"] == "totals.net" && figure["unit"] == "money"));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, Serialize)]
pub struct Figures<'o> {
    number: &'o str,
    currency: &'static str,
    figures: Vec<Figure<'o>>,
}

impl Published for Figures<'_> {
    const KIND: &'static str = "figures";
}

#[derive(Debug, Clone, Serialize)]
struct Figure<'o> {
    key: &'o str,
    label: &'o str,
    value: Value,
    unit: &'static str,
}

impl<'o> Figures<'o> {
    /// Of an offer and its figures.
    #[must_use]
    pub fn of(offer: &'o Offer, figures: &'o ExplainedFigures) -> Figures<'o> {
        let figures = figures.keys().filter_map(|key| Some((key, figures.get(key)?)));
        let figures = figures.map(|(key, figure)| Figure {
            key,
            label: &figure.label,
            value: Value::of(&figure.value),
            unit: unit(&figure.value),
        });
        Figures {
            number: &offer.deal.head.number.value,
            currency: offer.quote.currency.code(),
            figures: figures.collect(),
        }
    }
}

/// Where a figure comes from.
///
/// ```
/// use bidwright_service::explain::{explain, tree};
/// use bidwright_service::json;
///
/// # let store = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/workspace.rs"));
/// let answer = explain(&store, "deal.toml", Some("totals.net"));
/// let explained = answer.result.expect("a deal without errors");
/// let net = tree(&explained.figures, "totals.net", 1).expect("a figure of every price");
/// let explanation = json::Explanation::of(&explained.offer, &answer.findings.sources, &net);
/// assert_eq!(serde_json::to_value(explanation)?["figure"]["key"], "totals.net");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, Serialize)]
pub struct Explanation<'o> {
    number: &'o str,
    revision: u32,
    currency: &'static str,
    figure: Step<'o>,
}

impl Published for Explanation<'_> {
    const KIND: &'static str = "explain";
}

impl<'o> Explanation<'o> {
    /// Of the figure at the root of a tree.
    #[must_use]
    pub fn of(offer: &'o Offer, sources: &'o Sources, root: &Node<'o>) -> Explanation<'o> {
        Explanation {
            number: &offer.deal.head.number.value,
            revision: offer.deal.head.revision.value,
            currency: offer.quote.currency.code(),
            figure: Step::of(sources, root),
        }
    }
}

/// A node of the tree; `use` is what it does to the figure above it.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Step<'o> {
    Figure {
        #[serde(rename = "use")]
        usage: Option<&'static str>,
        key: &'o str,
        label: &'o str,
        value: Value,
        unit: &'static str,
        rule: &'o str,
        rounding: Rounded,
        /// Where its inputs are: `here`, `above` where it came first, or `deeper` than asked for.
        told: &'static str,
        inputs: Vec<Step<'o>>,
    },
    Many {
        #[serde(rename = "use")]
        usage: Option<&'static str>,
        count: usize,
        first: &'o str,
        last: &'o str,
    },
    None {
        #[serde(rename = "use")]
        usage: Option<&'static str>,
        key: &'o str,
    },
    Written {
        #[serde(rename = "use")]
        usage: Option<&'static str>,
        label: &'o str,
        value: Value,
        unit: &'static str,
        file: &'o str,
        line: usize,
        column: usize,
        /// Null where a default applies.
        text: Option<String>,
    },
    Assumed {
        #[serde(rename = "use")]
        usage: Option<&'static str>,
        label: &'o str,
        value: Value,
        unit: &'static str,
    },
    Simulated {
        #[serde(rename = "use")]
        usage: Option<&'static str>,
        deliveries: u32,
        seed: u64,
        standard_error: Value,
    },
}

impl<'o> Step<'o> {
    fn of(sources: &'o Sources, node: &Node<'o>) -> Step<'o> {
        let usage = node.usage.map(word);
        match node.what {
            What::Figure { key, figure, inputs } => Step::Figure {
                usage,
                key,
                label: &figure.label,
                value: Value::of(&figure.value),
                unit: unit(&figure.value),
                rule: &figure.rule,
                rounding: Rounded::of(figure.from.rounding),
                told: match inputs {
                    Inputs::Here => "here",
                    Inputs::Above => "above",
                    Inputs::Deeper => "deeper",
                },
                inputs: node.inputs.iter().map(|input| Step::of(sources, input)).collect(),
            },
            What::Many { count, first, last } => Step::Many { usage, count, first, last },
            What::Leaf(source) => Step::leaf(sources, source, usage),
        }
    }

    fn leaf(sources: &'o Sources, source: &'o derivation::Source, usage: Option<&'static str>) -> Step<'o> {
        match source {
            derivation::Source::Figure(key) => Step::None { usage, key },
            derivation::Source::Written { label, value, place } => {
                let (line, column) = sources.line_column(*place);
                Step::Written {
                    usage,
                    label,
                    value: Value::of(value),
                    unit: unit(value),
                    file: &sources[place.file].name,
                    line,
                    column,
                    text: text(sources, *place),
                }
            }
            derivation::Source::Assumed { label, value } => {
                Step::Assumed { usage, label, value: Value::of(value), unit: unit(value) }
            }
            derivation::Source::Simulated { deliveries, seed, error } => Step::Simulated {
                usage,
                deliveries: *deliveries,
                seed: *seed,
                standard_error: Value::of(error),
            },
        }
    }
}

fn text(sources: &Sources, place: Place) -> Option<String> {
    match written(sources, place) {
        Written::There { text, .. } => Some(text),
        Written::Default { .. } => None,
    }
}

/// Money as a string, everything else as a number where it is one.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
enum Value {
    Money(Money),
    Exact(Days),
    Number(f64),
    Text(String),
    None,
}

impl Value {
    fn of(value: &derivation::Value) -> Value {
        use derivation::Value as Of;
        match value {
            Of::Money(money) => Value::Money(*money),
            Of::Rate(rate) => Value::Text(rate.normalize().to_string()),
            Of::Days(days) => Value::Exact(*days),
            Of::Percent(percent) => Value::Exact(Days(percent.0)),
            Of::Number(number) => Value::Exact(Days(*number)),
            Of::Chance(number) | Of::Real(number) => Value::Number(*number),
            Of::Date(date) => Value::Text(date.to_string()),
            Of::Text(text) => Value::Text(text.clone()),
            Of::None => Value::None,
        }
    }
}

fn unit(of: &derivation::Value) -> &'static str {
    use derivation::Value as Of;
    match of {
        Of::Money(_) | Of::Rate(_) => "money",
        Of::Days(_) => "days",
        Of::Percent(_) => "percent",
        Of::Number(_) | Of::Real(_) => "number",
        Of::Chance(_) => "probability",
        Of::Date(_) => "date",
        Of::Text(_) => "text",
        Of::None => "none",
    }
}

fn word(usage: Use) -> &'static str {
    match usage {
        Use::Plus => "plus",
        Use::Minus => "minus",
        Use::Times => "times",
        Use::TimesOnePlus => "times-one-plus",
        Use::TimesOneMinus => "times-one-minus",
        Use::Over => "over",
        Use::OverOneMinus => "over-one-minus",
        Use::AtMost => "at-most",
        Use::AtLeast => "at-least",
        Use::From => "from",
    }
}

#[derive(Debug, Clone, Serialize)]
struct Rounded {
    how: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    decimals: Option<u32>,
}

impl Rounded {
    fn of(rounding: Rounding) -> Rounded {
        let (how, decimals) = match rounding {
            Rounding::Exact => ("exact", None),
            Rounding::Nearest(decimals) => ("half-up", Some(decimals)),
            Rounding::Share(decimals) => ("largest-remainder", Some(decimals)),
            Rounding::Up => ("up", Some(0)),
        };
        Rounded { how, decimals }
    }
}
