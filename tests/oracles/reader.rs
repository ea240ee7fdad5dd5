//! Reads `tests/oracles/*.json` and holds results against them by their tolerance class.
//!
//! Simulated figures may be 4.5 standard errors off: of all such comparisons together, fewer than one run in a
//! hundred would fail by chance (`tests/it/oracle.rs`). Read by the tests of each storey whose formulas the cases are of.

use std::path::Path;
use std::str::FromStr;

use rust_decimal::Decimal;
use serde_json::Value;

/// One case of an oracle file.
pub(crate) struct Case {
    pub(crate) id: String,
    pub(crate) inputs: Value,
    pub(crate) expected: Value,
    tolerance: Value,
}

/// All cases of `tests/oracles/<topic>.json`.
pub(crate) fn cases(topic: &str) -> Vec<Case> {
    let above = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    let path =
        above.map(|above| above.join(format!("tests/oracles/{topic}.json"))).find(|path| path.is_file());
    let path = path.unwrap_or_else(|| panic!("tests/oracles/{topic}.json is there"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let file: Value = serde_json::from_str(&text).expect("JSON");
    let list = file["cases"].as_array().expect("a list of cases");
    list.iter()
        .map(|case| Case {
            id: case["id"].as_str().expect("an id").to_owned(),
            inputs: case["inputs"].clone(),
            expected: case["expected"].clone(),
            tolerance: case["tolerance"].clone(),
        })
        .collect()
}

/// The one case with this id.
pub(crate) fn case(topic: &str, id: &str) -> Case {
    cases(topic).into_iter().find(|case| case.id == id).unwrap_or_else(|| panic!("{topic} has a case {id}"))
}

impl Case {
    /// An input number.
    pub(crate) fn input(&self, key: &str) -> f64 {
        number(&self.inputs[key], &self.id, key)
    }

    /// An expected number.
    pub(crate) fn expect(&self, key: &str) -> f64 {
        number(&self.expected[key], &self.id, key)
    }

    /// Holds a formula's result against the case.
    pub(crate) fn holds(&self, key: &str, found: f64) {
        let expected = self.expect(key);
        let value = self.tolerance["value"].as_f64().expect("a tolerance");
        let allowed = match self.tolerance["class"].as_str() {
            Some("rel") => value * expected.abs(),
            _ => value,
        };
        let error = (found - expected).abs();
        assert!(error <= allowed, "{} {key}: {found} instead of {expected}", self.id);
    }

    /// Holds a simulated result against the case: 4.5 standard errors, ours and the reference's.
    pub(crate) fn simulated(&self, key: &str, (found, se): (f64, f64)) {
        let expected = self.expect(key);
        let rule = match &self.tolerance["fields"][key] {
            Value::Null => &self.tolerance["simulated"],
            rule => rule,
        };
        let reference = rule["se_ref"].as_f64().unwrap_or(0.0);
        let allowed = 4.5 * (se * se + reference * reference).sqrt();
        let error = (found - expected).abs();
        assert!(error <= allowed, "{} {key}: {found} ± {se} instead of {expected}", self.id);
        assert!(se < 0.02 * expected.abs().max(0.5), "{} {key}: no test at ± {se}", self.id);
    }
}

fn number(value: &Value, id: &str, key: &str) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("{id} has a number {key}"))
}

/// The cases of a topic whose id starts with `prefix`; there must be some.
pub(crate) fn cases_named(topic: &str, prefix: &str) -> Vec<Case> {
    let found: Vec<Case> = cases(topic).into_iter().filter(|case| case.id.starts_with(prefix)).collect();
    assert!(!found.is_empty(), "no case of {topic} starts with {prefix}");
    found
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
