//! Totals as the build-up recorded them, their shares in percent, and what an option adds.

use super::{Chain, ExplainedFigures, Figure};
use bidwright_base::derivation::{Derivation, Input, Source, Use, Value};
use bidwright_base::quantity::{Days, Percent};
use bidwright_economics::price::OptionPrice;
use bidwright_model::deal::Deal;

impl Chain<'_> {
    /// The steps of the build-up; totals without a step are nothing here.
    pub(super) fn totals(&mut self) {
        // The net price first: it is looked up most.
        let quote = self.offer.quote;
        let totals = &quote.totals;
        for step in &quote.steps {
            let key = format!("totals.{}", step.key);
            self.put(
                &key,
                step.label.trim(),
                Value::Money(step.amount),
                step.rule.clone(),
                step.from.clone(),
            );
        }
        for (key, label, amount) in [
            ("office", "Central office", totals.office),
            ("expected_risk_cost", "Expected risks", totals.expected_risk_cost),
            ("discount", "Discount", totals.discount),
        ] {
            let none = Derivation::exact(Vec::new());
            self.put(&format!("totals.{key}"), label, Value::Money(amount), "none in this offer", none);
        }
        let share = |part: &[&str], minus: &[&str], whole: &str| {
            let figure = |usage, key: &&str| Input::figure(usage, format!("totals.{key}"));
            let mut inputs: Vec<Input> = part.iter().map(|key| figure(Use::Plus, key)).collect();
            inputs.extend(minus.iter().map(|key| figure(Use::Minus, key)));
            inputs.push(figure(Use::Over, &whole));
            Derivation::nearest(3, inputs)
        };
        let percent = |value: Option<Percent>| value.map_or(Value::None, Value::Percent);
        self.put(
            "totals.margin_percent",
            "Margin",
            percent(totals.margin_percent()),
            "net less base, of net; contingency counted as spent",
            share(&["net"], &["base"], "net"),
        );
        self.put(
            "totals.margin_percent_if_contingency_unspent",
            "Margin, contingency unspent",
            percent(totals.margin_percent_if_contingency_unspent()),
            "net less cost, of net",
            share(&["net"], &["cost"], "net"),
        );
        self.put(
            "totals.pmo_share_percent",
            "Delivery office in price",
            percent(totals.pmo_share_percent()),
            "price of the delivery office, of the list price",
            share(&["pmo_price"], &[], "price"),
        );
        let worked = quote.lines.iter().zip(bidwright_economics::price::line_keys(&quote.lines));
        let worked = worked.filter_map(|(line, key)| line.days.map(|days| (days, key)));
        let (days, keys): (Vec<Days>, Vec<String>) = worked.unzip();
        self.put(
            "totals.effort_days",
            "Effort",
            Value::Days(days.into_iter().sum()),
            "days of every line",
            Derivation::exact(Input::sum(keys.into_iter().map(|key| format!("{key}.effort_days")))),
        );
    }
}

/// What an option adds: the chain rerun with it (MODEL 7.3).
pub(super) fn option(deal: &Deal, option: &OptionPrice, figures: &mut ExplainedFigures) {
    let row = &deal.options[option.option];
    let id = &row.id.value;
    let written = || Input::written(Use::From, "option", Value::Text(id.clone()), row.id.place);
    let needed = |key: &'static str| {
        let ids = deal.needed(option.option).into_iter().map(|at| &deal.options[at].id.value);
        ids.map(move |id| Input::figure(Use::Minus, format!("options.{id}.{key}")))
    };
    let mut put = |key: &str, label: String, value: Value, rule: &str, inputs: Vec<Input>| {
        let rule = rule.to_owned();
        let figure = Figure { label, value, rule, from: Derivation::exact(inputs) };
        figures.put(format!("options.{id}.{key}"), figure);
    };
    put(
        "net",
        format!("What `{}` adds to the net price", row.name),
        Value::Money(option.net),
        if row.needs.is_empty() {
            "net with it, less net without"
        } else {
            "net with it, less net without and what it needs"
        },
        [
            Input::figure(Use::Plus, format!("options.{id}.total_with")),
            Input::figure(Use::Minus, "totals.net"),
        ]
        .into_iter()
        .chain(needed("net"))
        .collect(),
    );
    let mut inputs = vec![Input::figure(Use::Plus, format!("options.{id}.with.totals.net")), written()];
    if option.with.is_none() {
        inputs.remove(0);
    }
    put(
        "total_with",
        format!("Net price with `{}`", row.name),
        Value::Money(option.total_with),
        "the whole price again with its packages and purchases, on the same random numbers",
        inputs,
    );
    let mut inputs = vec![Input::figure(Use::Minus, "totals.pmo_price"), written()];
    if option.with.is_some() {
        inputs.insert(0, Input::figure(Use::Plus, format!("options.{id}.with.totals.pmo_price")));
    }
    inputs.extend(needed("pmo_price"));
    put(
        "pmo_price",
        format!("Delivery office in `{}`", row.name),
        Value::Money(option.pmo_price),
        "price of the delivery office with it, less that without",
        inputs,
    );
    if let Some(error) = option.net_standard_error {
        let simulated = Source::Simulated {
            deliveries: deal.estimate.iterations,
            seed: deal.estimate.seed,
            error: Value::None,
        };
        put(
            "net_standard_error",
            format!("Standard error of what `{}` adds", row.name),
            Value::Money(error),
            "of its part of the simulated contingency, paired with the offer without it",
            vec![Input { usage: Use::From, source: simulated }],
        );
    }
}
