//! The simulated figures: cost, finish and the chance of success, with the delivery office and without.

use super::{ExplainedFigures, Figure};
use bidwright_base::derivation::{Derivation, Input, Source, Use, Value};
use bidwright_base::simulated::Simulated;
use bidwright_economics::forecast::{Sample, Scenario, ScenarioPair, Success};
use bidwright_economics::offer::Offer;

/// Records both scenarios.
pub(super) fn record(offer: &Offer, scenario_pair: &ScenarioPair, figures: &mut ExplainedFigures) {
    let mut recorder = Recorder { offer, scenario_pair, figures };
    recorder.scenario("with", &scenario_pair.with);
    recorder.scenario("without", &scenario_pair.without);
    recorder.success(
        "forecast.success_repriced",
        "with, the budget grown by its cost",
        &scenario_pair.repriced,
    );
}

struct Recorder<'o> {
    offer: &'o Offer,
    scenario_pair: &'o ScenarioPair,
    figures: &'o mut ExplainedFigures,
}

impl Recorder<'_> {
    fn put(&mut self, key: String, label: String, value: Value, rule: &str, inputs: Vec<Input>) {
        let from = Derivation::exact(inputs);
        self.figures.put(key, Figure { label, value, rule: rule.to_owned(), from });
    }

    /// The deliveries a figure rests on.
    fn simulated(&self, error: Value) -> Input {
        let runs = self.scenario_pair.runs;
        let source = Source::Simulated { deliveries: runs.iterations, seed: runs.seed, error };
        Input { usage: Use::From, source }
    }

    fn money(&self, amount: f64) -> Value {
        self.offer.quote.currency.round_f64(amount).map_or(Value::None, Value::Money)
    }

    fn scenario(&mut self, name: &str, scenario: &Scenario) {
        let office = match name {
            "with" => "with the delivery office",
            _ => "with the mandatory activities only",
        };
        let at = format!("forecast.{name}");
        self.success(&format!("{at}.success"), office, &scenario.success);
        let money = |recorder: &Recorder<'_>, amount| recorder.money(amount);
        self.spread(&format!("{at}.cost"), &format!("Our cost, {office}"), &scenario.outcome.cost, &money);
        let days = |_: &Recorder<'_>, days| Value::Real(days);
        let finish = &scenario.outcome.finish;
        self.spread(
            &format!("{at}.finish_days"),
            &format!("Finish in working days, {office}"),
            finish,
            &days,
        );
        for (quantile, date) in ["p50", "p80", "p90"].into_iter().zip(scenario.dates) {
            let mut from = vec![
                Input::figure(Use::From, format!("{at}.finish_days.{quantile}")),
                Input::figure(Use::From, "plan.start"),
            ];
            from.extend(self.calendar());
            let label = format!("Finish, {office}, {}", quantile.to_uppercase());
            let rule = "the working day on which so many days are full";
            self.put(format!("{at}.finish_date.{quantile}"), label, Value::Date(date), rule, from);
        }
    }

    fn calendar(&self) -> Option<Input> {
        let calendar = &self.offer.book.calendar;
        let place = calendar.place?;
        Some(Input::written(Use::From, "calendar", Value::Text(calendar.id.clone()), place))
    }

    fn spread(
        &mut self,
        key: &str,
        label: &str,
        sample: &Sample,
        value: &dyn Fn(&Recorder<'_>, f64) -> Value,
    ) {
        let quantile = |q| sample.quantile(q);
        let figures: [(&str, &str, Simulated); 6] = [
            ("mean", "mean over the simulated deliveries", sample.mean()),
            ("sd", "standard deviation over the simulated deliveries", sample.sd()),
            ("p10", "one delivery in ten stays below", quantile(0.1)),
            ("p50", "one delivery in two stays below", quantile(0.5)),
            ("p80", "four deliveries in five stay below", quantile(0.8)),
            ("p90", "nine deliveries in ten stay below", quantile(0.9)),
        ];
        for (name, rule, figure) in figures {
            let from = vec![self.simulated(value(self, figure.se))];
            let found = value(self, figure.value);
            self.put(format!("{key}.{name}"), format!("{label}, {name}"), found, rule, from);
        }
    }

    fn success(&mut self, key: &str, office: &str, success: &Success) {
        let stakes = self.offer.deal.stakes.as_ref();
        let parts =
            success.conditions().into_iter().map(|part| Input::figure(Use::From, format!("{key}.{part}")));
        let mut from = vec![self.simulated(Value::Chance(success.joint.se))];
        from.extend(parts);
        let rule = "share of the deliveries that meet every condition at once; no product of the parts";
        let told = |p: f64| if success.is_carried() { Value::Chance(p) } else { Value::None };
        let joint = told(success.joint.value);
        self.put(format!("{key}.joint"), format!("Chance of success, {office}"), joint, rule, from);

        let deadline = stakes.and_then(|stakes| stakes.deadline);
        let deadline = deadline.map(|d| Input::written(Use::From, "deadline", Value::Date(d.value), d.place));
        let budget = stakes.and_then(|stakes| stakes.budget);
        let budget = budget.map(|b| Input::written(Use::From, "budget", Value::Money(b.value), b.place));
        let parts = [
            ("on_time", "On time", "share that finish by the deadline", success.on_time, deadline),
            (
                "in_budget",
                "In budget",
                "share whose cost to the customer is within the budget",
                success.in_budget,
                budget,
            ),
            (
                "accepted",
                "Accepted",
                "share in which no risk defeats an objective of a must-have",
                Some(success.accepted),
                None,
            ),
        ];
        for (name, label, rule, chance, target) in parts {
            let Some(chance) = chance else { continue };
            let mut from = vec![self.simulated(Value::Chance(chance.se))];
            from.extend(target);
            let value = told(chance.value);
            self.put(format!("{key}.{name}"), format!("{label}, {office}"), value, rule, from);
        }
    }
}
