//! What an outright failure would cost each party (MODEL 10.2).

use rust_decimal::Decimal;

use super::{ExplainedFigures, Figure};
use bidwright_base::derivation::{Derivation, Input, Rounding, Source as From, Use, Value};
use bidwright_base::money::Money;
use bidwright_base::quantity::Percent;
use bidwright_economics::offer::Offer;
use bidwright_economics::value::{Exposure, Line, Party, Source, exposure};
use bidwright_model::deal::ThreePoint;

const COLUMNS: [&str; 3] = ["low", "likely", "high"];

/// Records the exposure of both parties, line by line and column by column.
pub(super) fn record(offer: &Offer, figures: &mut ExplainedFigures) {
    let pmo_value =
        offer.value_analysis.as_ref().and_then(|value_analysis| value_analysis.value.pmo_value.as_ref());
    let Some(exposure) = pmo_value
        .map(|pmo_value| pmo_value.exposure.clone())
        .or_else(|| exposure(&offer.deal, offer.quote.totals.net))
    else {
        return;
    };
    let mut recorder = Recorder { offer, figures };
    recorder.party("customer", &exposure.customer);
    recorder.party("supplier", &exposure.supplier);
    recorder.terms(&exposure);
}

struct Recorder<'o> {
    offer: &'o Offer,
    figures: &'o mut ExplainedFigures,
}

impl Recorder<'_> {
    fn put(&mut self, key: String, label: &str, value: Value, rule: &str, from: Derivation) {
        self.figures.put(key, Figure { label: label.to_owned(), value, rule: rule.to_owned(), from });
    }

    fn decimals(&self) -> u32 {
        self.offer.quote.currency.decimals()
    }

    fn party(&mut self, who: &str, party: &Party) {
        for (column, sum) in [party.low, party.likely, party.high].into_iter().enumerate() {
            let name = COLUMNS[column];
            let keys = party.lines.iter().map(|line| format!("exposure.{who}.{}.{name}", line.what.word()));
            let from = Derivation::exact(Input::sum(keys));
            let label = format!("Outright failure, {who}, {name}");
            self.put(format!("exposure.{who}.{name}"), &label, Value::Money(sum), "line by line", from);
        }
        if let Some(expected) = party.expected {
            let money =
                |amount| self.offer.quote.currency.round_f64(amount).map_or(Value::None, Value::Money);
            let (value, error) = (money(expected.value), money(expected.se));
            let estimate = &self.offer.deal.estimate;
            let source = From::Simulated { deliveries: estimate.iterations, seed: estimate.seed, error };
            let from = Derivation::exact(vec![Input { usage: Use::From, source }]);
            let label = format!("Outright failure, {who}, expected");
            let rule = "mean over the deliveries that fail outright, without the delivery office";
            self.put(format!("exposure.{who}.expected"), &label, value, rule, from);
        }
        for line in &party.lines {
            for (column, amount) in line.amounts.into_iter().enumerate() {
                self.line(who, line, column, amount);
            }
        }
    }

    fn line(&mut self, who: &str, line: &Line, column: usize, amount: Money) {
        let Some(stakes) = &self.offer.deal.stakes else { return };
        let name = COLUMNS[column];
        let at = |points: &ThreePoint| [points.low, points.likely, points.high][column];
        let percent = |points: &ThreePoint| {
            let percent = Value::Percent(Percent(at(points)));
            vec![
                Input::figure(Use::Plus, "totals.net"),
                Input::written(
                    Use::Times,
                    format!("percent of the net price, {name}"),
                    percent,
                    points.place,
                ),
            ]
        };
        let stated = |points: Option<ThreePoint>| {
            let points = points.iter();
            points.map(|p| Input::written(Use::Plus, name, Value::Rate(at(p)), p.place)).collect()
        };
        let (label, inputs): (&str, Vec<Input>) = match &line.what {
            Source::Reprocurement { percent: points } => {
                ("Finding and paying another supplier", percent(points))
            }
            Source::Rework { percent: points } => ("Doing the work again", percent(points)),
            Source::Internal => ("The customer's own effort", stated(stakes.internal_cost)),
            Source::FollowOn => ("The next deal's margin", stated(stakes.follow_on_margin)),
            Source::Benefit { months, objectives, .. } => {
                let stated = objectives.iter().map(|at| &self.offer.deal.objectives[*at]);
                let mut from: Vec<Input> = stated
                    .filter_map(|objective| {
                        let benefit = objective.benefit_per_year.as_ref()?;
                        let label = format!("benefit a year of {}", objective.id.value);
                        Some(Input::written(Use::Plus, label, Value::Rate(benefit.value), benefit.place))
                    })
                    .collect();
                let label = format!("months of benefit lost, {name}");
                from.push(Input::written(Use::Times, label, Value::Number(at(months)), months.place));
                from.push(Input::assumed(Use::Over, "months of a year", Value::Number(Decimal::from(12))));
                ("Benefit lost", from)
            }
        };
        let key = format!("exposure.{who}.{}.{name}", line.what.word());
        let rule = "at an outright failure, as stated";
        let from = Derivation { rounding: Rounding::Nearest(self.decimals()), inputs };
        self.put(key, label, Value::Money(amount), rule, from);
    }

    /// Each week late, our liability at most, and damages for delay.
    fn terms(&mut self, exposure: &Exposure) {
        let offer = self.offer;
        let Some(stakes) = &offer.deal.stakes else { return };
        let decimals = self.decimals();
        if let (Some(amounts), Some(week)) = (exposure.week_late, stakes.delay_cost_per_week) {
            let written = [week.low, week.likely, week.high];
            for ((name, amount), written) in COLUMNS.iter().zip(amounts).zip(written) {
                let from = vec![Input::written(Use::Plus, *name, Value::Rate(written), week.place)];
                let from = Derivation::nearest(decimals, from);
                let key = format!("exposure.each_week_late.{name}");
                self.put(key, "Each week late", Value::Money(amount), "as stated", from);
            }
        }
        if let (Some(amount), Some(cap)) = (exposure.liability, stakes.liability_cap) {
            let from = vec![
                Input::figure(Use::Plus, "totals.net"),
                Input::percent(Use::Times, "liability cap", cap),
            ];
            let from = Derivation::nearest(decimals, from);
            let rule = "percentage of the net price";
            self.put(
                "exposure.liability_cap".into(),
                "Our liability at most",
                Value::Money(amount),
                rule,
                from,
            );
        }
        if let (Some(amount), Some(damages)) = (exposure.transfer, &stakes.damages) {
            let mut from = vec![
                Input::figure(Use::Plus, "totals.net"),
                Input::percent(Use::Times, "cap of the damages", damages.cap_percent),
            ];
            if exposure.liability.is_some() {
                from.push(Input::figure(Use::AtMost, "exposure.liability_cap"));
            }
            let from = Derivation::nearest(decimals, from);
            let rule = "damages for delay at their cap, within the cap on liability";
            self.put("exposure.transfer".into(), "Damages for delay", Value::Money(amount), rule, from);
        }
    }
}
