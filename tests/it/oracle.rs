//! Cases with known answers, read from `tests/oracles`.

use std::str::FromStr;

use rust_decimal::Decimal;
use serde_json::Value;

/// The cases of a topic.
pub(crate) fn cases(topic: &str) -> Vec<Value> {
    let path = format!("{}/tests/oracles/{topic}.json", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).expect(&path);
    let file: Value = serde_json::from_str(&text).expect(&path);
    file["cases"].as_array().expect("cases").clone()
}

/// The cases of a topic whose id starts with `prefix`; there must be some.
pub(crate) fn cases_named(topic: &str, prefix: &str) -> Vec<Value> {
    let found: Vec<Value> = cases(topic).into_iter().filter(|case| id(case).starts_with(prefix)).collect();
    assert!(!found.is_empty(), "no case of {topic} starts with {prefix}");
    found
}

/// A case's id.
pub(crate) fn id(case: &Value) -> &str {
    case["id"].as_str().expect("an id")
}

/// A decimal written as a string or a number.
pub(crate) fn decimal(value: &Value) -> Decimal {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    Decimal::from_str(&text).unwrap_or_else(|_| panic!("`{text}` is a decimal"))
}

/// A list of decimals.
pub(crate) fn decimals(value: &Value) -> Vec<Decimal> {
    value.as_array().expect("a list").iter().map(decimal).collect()
}
