//! What the delivery office costs and brings the customer (MODEL 10.3).

use super::{ExplainedFigures, Figure};
use bidwright_base::derivation::{Derivation, Input, Rounding, Source, Use, Value};
use bidwright_base::simulated::Simulated;
use bidwright_economics::forecast::terms;
use bidwright_economics::offer::{Offer, ValueAnalysis};
use bidwright_economics::price::{LineKind, Quote, line_keys};
use bidwright_economics::value::PmoValue;

/// What the keys of the chain with the mandatory activities only start with; contingency is the offer's.
pub(super) const MANDATORY: &str = "mandatory.";

/// The contingency of that chain is that of the offer, not simulated.
pub(super) fn settled_contingency(priced: &Quote, figures: &mut ExplainedFigures) {
    let from = Derivation::exact(Input::sum(["totals.contingency"]));
    let figure = Figure {
        label: "Contingency".into(),
        value: Value::Money(priced.totals.contingency),
        rule: "that of the offer, so that only the delivery office differs".into(),
        from,
    };
    figures.put(format!("{MANDATORY}totals.contingency"), figure);
}

/// Records what the office costs, and what it brings where the stakes are known.
pub(super) fn record(offer: &Offer, value_analysis: &ValueAnalysis, figures: &mut ExplainedFigures) {
    let mut recorder = Recorder { offer, value_analysis, figures };
    recorder.office();
    if let Some(pmo_value) = &value_analysis.value.pmo_value {
        recorder.pmo_value(pmo_value);
    }
}

struct Recorder<'o> {
    offer: &'o Offer,
    value_analysis: &'o ValueAnalysis,
    figures: &'o mut ExplainedFigures,
}

impl Recorder<'_> {
    fn put(&mut self, key: &str, label: &str, value: Value, rule: &str, from: Derivation) {
        let figure = Figure { label: label.to_owned(), value, rule: rule.to_owned(), from };
        self.figures.put(format!("value.{key}"), figure);
    }

    fn nearest(&self, inputs: Vec<Input>) -> Derivation {
        Derivation { rounding: Rounding::Nearest(self.offer.quote.currency.decimals()), inputs }
    }

    fn money(&self, amount: f64) -> Value {
        self.offer.quote.currency.round_f64(amount).map_or(Value::None, Value::Money)
    }

    fn simulated(&self, error: Value) -> Input {
        let runs = self.value_analysis.scenario_pair.runs;
        let source = Source::Simulated { deliveries: runs.iterations, seed: runs.seed, error };
        Input { usage: Use::From, source }
    }

    fn office(&mut self) {
        let Offer { deal, book, plan, quote, .. } = self.offer;
        let office = self.value_analysis.value.office;
        let discount = deal.commercial.discount.as_ref();
        let kept =
            || discount.map(|discount| Input::percent(Use::TimesOneMinus, "discount", discount.percent));

        let mut whole = vec![Input::figure(Use::Plus, "totals.pmo_price")];
        whole.extend(kept());
        whole.push(Input::figure(Use::Plus, "value.all_customer_hours"));
        let whole = self.nearest(whole);
        let rule = "its part of the price after discount, and the customer's own hours in it";
        self.put(
            "pmo_cost",
            "The whole delivery office, to the customer",
            Value::Money(office.whole),
            rule,
            whole,
        );

        let mut increment = vec![
            Input::figure(Use::Plus, "totals.pmo_price"),
            Input::figure(Use::Minus, format!("{MANDATORY}totals.pmo_price")),
        ];
        increment.extend(kept());
        increment.push(Input::figure(Use::Plus, "value.added_customer_hours"));
        let increment = self.nearest(increment);
        let rule = "what the offered activities add to the mandatory ones: price after discount, and hours";
        let value = Value::Money(office.increment);
        self.put("pmo_cost_increment", "What the office adds to the customer's cost", value, rule, increment);

        let added = self.nearest(Input::sum(["value.added_customer_hours"]));
        let value = Value::Money(office.own_hours);
        self.put("customer_hours", "The customer's own hours in it", value, "to the minor unit", added);
        // An office priced as a whole is no part of scenario 0, nor are the customer's hours in it.
        let pooled = matches!(plan.governance.office, bidwright_economics::plan::Office::Pool(_));
        for (key, label, all) in [
            ("added_customer_hours", "The customer's own hours in what is added", pooled),
            ("all_customer_hours", "The customer's own hours in all activities", true),
        ] {
            let counted = plan.governance.activities.iter();
            let activities = counted.map(|counted| &book.methodology.activities[counted.activity]);
            let counted_in = activities.filter(|a| a.customer_effort.is_some() && (all || !a.mandatory));
            let mut from = Input::sum(
                counted_in.map(|activity| format!("activities.{}.customer_days", activity.id.value)),
            );
            from.push(Input::figure(Use::Times, "value.customer_day_cost"));
            let value = Value::Rate(terms::own_hours(self.offer.planned(), quote, all));
            self.put(key, label, value, "the customer's days × what one costs", Derivation::exact(from));
        }
        self.day_cost();
    }

    fn day_cost(&mut self) {
        let Offer { deal, quote, .. } = self.offer;
        let value = Value::Rate(terms::customer_day_cost(deal, quote));
        let stated = deal.stakes.as_ref().and_then(|stakes| stakes.customer_day_cost);
        let (rule, from) = match stated {
            Some(cost) => {
                let written =
                    Input::written(Use::Plus, "customer_day_cost", Value::Money(cost.value), cost.place);
                ("as stated", vec![written])
            }
            None => {
                let lines = quote.lines.iter().zip(line_keys(&quote.lines));
                let work = lines.filter(|(line, _)| matches!(line.kind, LineKind::Labour(_)));
                let from = work.map(|(_, key)| Input::figure(Use::From, format!("{key}.cost_per_day")));
                (
                    "mean cost of our delivery days with burden and overhead: our assumption (docs/model.md 17)",
                    from.collect(),
                )
            }
        };
        self.put("customer_day_cost", "A day of the customer's own", value, rule, Derivation::exact(from));
    }

    fn pmo_value(&mut self, pmo_value: &PmoValue) {
        let net = &pmo_value.customer;
        let money =
            |recorder: &Recorder<'_>, of: Simulated| (recorder.money(of.value), recorder.money(of.se));
        let from = Derivation::exact(vec![
            Input::figure(Use::Plus, "value.loss_reduction"),
            Input::figure(Use::Minus, "value.pmo_cost_increment"),
        ]);
        let (value, error) = money(self, net.value);
        let rule = "losses avoided, less what the office adds to the customer's cost";
        self.put("net_value", "Net value to the customer", value, rule, from);
        let from = Derivation::exact(vec![self.simulated(Value::None)]);
        let rule = "paired: the same random numbers with the office and without";
        self.put("net_value_standard_error", "Its standard error", error, rule, from);

        let (value, error) = money(self, net.reduction);
        let mut from = Input::sum(["value.failure_cost_without"]);
        from.push(Input::figure(Use::Minus, "value.failure_cost_with"));
        from.push(Input::figure(Use::Plus, "value.other_loss_reduction"));
        from.push(self.simulated(error));
        let rule = "mean loss without the office, less that with it, the office itself left out";
        self.put("loss_reduction", "Losses avoided", value, rule, Derivation::exact(from));
        for (key, label, of) in [
            ("failure_cost_without", "Mean cost of failure without the office", net.failure_without),
            ("failure_cost_with", "Mean cost of failure with the office", net.failure_with),
        ] {
            let (value, error) = money(self, of);
            let from = vec![self.simulated(error), Input::figure(Use::From, "exposure.customer.likely")];
            let rule =
                "mean over all deliveries of delay, reprocurement, own effort and benefit lost, less damages";
            self.put(key, label, value, rule, Derivation::exact(from));
        }
        let other = net.reduction.value - (net.failure_without.value - net.failure_with.value);
        let from = Derivation::exact(vec![self.simulated(Value::None)]);
        let rule = "what is paid and the risks the customer bears, without the office less with it";
        self.put("other_loss_reduction", "Other losses avoided", self.money(other), rule, from);

        let points = pmo_value.break_even_points.map_or(Value::None, Value::Real);
        let from = Derivation::exact(vec![
            Input::figure(Use::Plus, "value.pmo_cost_increment"),
            Input::figure(Use::Over, "exposure.customer.likely"),
            Input::assumed(Use::Times, "in percentage points", Value::Number(100.into())),
        ]);
        let rule = "points of failure probability the office must remove to pay for itself";
        self.put("break_even_avoided_percent", "Break-even, points of probability", points, rule, from);

        let even = &pmo_value.same_budget;
        let value = even.failure_cost.map_or(Value::None, |cost| self.money(cost));
        let from = self.nearest(vec![
            Input::figure(Use::Plus, "value.pmo_cost_increment"),
            Input::figure(Use::Minus, "value.other_loss_reduction"),
            Input::figure(Use::Over, "value.success_gain"),
        ]);
        let rule = match even.failure_cost {
            Some(_) => "the cost of failure at which the office pays for itself",
            None => "there is none: the chance of success does not clearly rise",
        };
        self.put("break_even_failure_cost", "Break-even, cost of failure", value, rule, from);
        let from = Derivation::exact(vec![
            Input::figure(Use::Plus, "forecast.with.success.joint"),
            Input::figure(Use::Minus, "forecast.without.success.joint"),
            self.simulated(Value::Chance(even.gain.se)),
        ]);
        let rule = "chance of success with the office, less that without";
        self.put("success_gain", "Rise of the chance of success", Value::Chance(even.gain.value), rule, from);
    }
}
