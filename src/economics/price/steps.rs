//! The record of the build-up: each figure with its rule in words, and with what it is made of, so that
//! it can be followed down to what was written.

mod cost;
mod sold;

use super::chain::Chain;
use super::quote::{Line, Simulated, Step, TaxLine, Totals};
use super::tax::tax_keys;
use crate::plan::Planned;
use bidwright_base::derivation::{Derivation, Input, Use};
use bidwright_base::money::Money;
use bidwright_base::quantity::Percent;

/// The record of a chain, in order.
pub(super) fn record(offer: Planned<'_>, chain: &Chain, simulated: &Simulated) -> Vec<Step> {
    let mut steps = Steps::default();
    cost::record(&mut steps, offer, chain, simulated);
    sold::record(&mut steps, offer, chain);
    tax(&mut steps, &chain.totals, &chain.taxes);
    steps.0
}

/// Rows 12 and 13.
fn tax(steps: &mut Steps, totals: &Totals, taxes: &[TaxLine]) {
    let rates: Vec<String> =
        taxes.iter().map(|tax| format!("{} on {:#}", percent(tax.percent), tax.net)).collect();
    let rule =
        if taxes.is_empty() { "nothing is taxed".to_owned() } else { bidwright_base::words::list(&rates) };
    steps.row("tax", "Tax", rule, Derivation::exact(Input::sum(tax_keys(taxes))), totals.tax);
    let from = Derivation::exact(Input::sum(["totals.net", "totals.tax"]));
    steps.row("gross", "Gross", "net and tax".into(), from, totals.gross);
}

/// Steps taken so far.
#[derive(Default)]
struct Steps(Vec<Step>);

impl Steps {
    /// A row of the build-up.
    fn row(&mut self, key: &'static str, label: &'static str, rule: String, from: Derivation, amount: Money) {
        self.0.push(Step { key, label, rule, from, row: true, amount });
    }

    /// An intermediate figure of a row.
    fn intermediate(
        &mut self,
        key: &'static str,
        label: &'static str,
        rule: String,
        from: Derivation,
        amount: Money,
    ) {
        self.0.push(Step { key, label, rule, from, row: false, amount });
    }
}

/// A column of some lines, added up.
fn lines_of(lines: &[Line], column: &str, of: impl Fn(&Line) -> bool) -> Vec<Input> {
    let keyed = lines.iter().zip(line_keys(lines)).filter(|(line, _)| of(line));
    Input::sum(keyed.map(|(_, key)| format!("{key}.{column}")))
}

/// The figure keys of lines: `lines.W1/developer`; where an activity is called like a package, `lines.ID.2`.
#[must_use]
pub fn line_keys(lines: &[Line]) -> Vec<String> {
    let names = bidwright_base::words::distinct(lines.iter().map(|line| &line.id));
    names.into_iter().map(|name| format!("lines.{name}")).collect()
}

/// "4 %".
fn percent(value: Percent) -> String {
    format!("{value} %")
}

/// A total, added.
fn plus(key: &str) -> Input {
    Input::figure(Use::Plus, format!("totals.{key}"))
}
