//! What the risks of the scope cost us on average: the part of contingency that is theirs.

use rust_decimal::Decimal;

use super::Chain;
use bidwright_base::derivation::{Derivation, Input, Rounding, Use, Value};
use bidwright_base::source::Placed;
use bidwright_economics::forecast::{ExpectedCost, expected_costs};
use bidwright_model::deal::{Bearer, CustomerPmo, Risk};

impl Chain<'_> {
    /// Σ probability × what is left of the impact × mean cost × our share.
    pub(super) fn risks(&mut self) {
        let costs = expected_costs(self.offer.planned());
        let keys: Vec<String> = costs
            .iter()
            .map(|one| format!("risks.{}.expected_cost", self.offer.deal.risks[one.risk].id.value))
            .collect();
        let sum = costs.iter().map(ExpectedCost::cost).sum::<f64>().max(0.0);
        let value = self.offer.quote.currency.round_f64(sum).map_or(Value::None, Value::Money);
        let mut from = Input::sum(keys);
        from.push(Input::assumed(Use::AtLeast, "never below", Value::Number(Decimal::ZERO)));
        let from = Derivation { rounding: Rounding::Nearest(self.decimals()), inputs: from };
        self.put(
            "risks.expected_cost",
            "Risks, on average",
            value,
            "our part of every risk of the scope",
            from,
        );
        for one in &costs {
            self.risk(one);
        }
    }

    fn risk(&mut self, one: &ExpectedCost) {
        let risk = &self.offer.deal.risks[one.risk];
        let id = &risk.id.value;
        let key = |name: &str| format!("risks.{id}.{name}");
        let mut from = vec![
            Input::figure(Use::Plus, key("probability")),
            Input::figure(Use::Times, key("impact")),
            Input::figure(Use::Times, key("mean_cost")),
        ];
        if risk.bearer != Bearer::Supplier {
            let label = format!(
                "our share of a risk borne by: {} (½ is our assumption, docs/model.md 17)",
                risk.bearer.word()
            );
            from.push(Input::assumed(Use::Times, label, Value::Number(risk.bearer.supplier_share())));
        }
        let rule = "probability × what is left of the impact × mean cost";
        self.put(&key("expected_cost"), &risk.name, Value::Real(one.cost()), rule, Derivation::exact(from));

        let stated = Value::Number(risk.probability.value);
        let mut from = vec![Input::written(Use::From, "probability", stated, risk.probability.place)];
        from.extend(self.treatments(risk));
        let rule = "as stated, less what the delivery office takes off it (docs/model.md 9)";
        let value = Value::Chance(one.probability);
        self.put(&key("probability"), &risk.name, value, rule, Derivation::exact(from));
        let rule = "what the delivery office leaves of its impact (docs/model.md 9)";
        let from = Derivation::exact(self.treatments(risk));
        self.put(&key("impact"), &risk.name, Value::Real(one.impact), rule, from);

        let from = risk.cost.iter().map(|cost| {
            let shown = [cost.low, cost.likely, cost.high].map(|amount| amount.normalize().to_string());
            Input::written(Use::From, "cost", Value::Text(shown.join(", ")), cost.place)
        });
        let from = Derivation::exact(from.collect());
        let rule = "mean of its cost, if it happens";
        self.put(&key("mean_cost"), &risk.name, Value::Real(one.mean), rule, from);
    }

    /// The activities that treat a risk, as their methodology states it.
    fn treatments(&self, risk: &Risk) -> Vec<Input> {
        let mut from = Vec::new();
        let mut known = false;
        for counted in &self.offer.plan.governance.activities {
            let activity = &self.offer.book.methodology.activities[counted.activity];
            for treats in activity.treats.iter().filter(|treats| Some(treats.failure) == risk.failure) {
                let effect = format!(
                    "{} off its probability, {} off its impact, evidence {}",
                    treats.probability.normalize(),
                    treats.impact.normalize(),
                    treats.evidence.word()
                );
                let name = if activity.mandatory {
                    format!(
                        "{} (mandatory: the risk as stated has it in place; others rank behind it)",
                        activity.name
                    )
                } else {
                    known = true;
                    activity.name.clone()
                };
                from.push(Input::written(Use::From, name, Value::Text(effect), treats.place));
            }
        }
        if known {
            let pmo = &self.offer.book.pmo;
            let (at, own) = match self.offer.deal.customer.pmo {
                CustomerPmo::None => (0, "none"),
                CustomerPmo::Coordinator => (1, "coordinator"),
                CustomerPmo::Mature => (2, "mature"),
            };
            let number = |of: Placed<Decimal>| Value::Number(of.value);
            let label =
                format!("customer_pmo: what their own office ({own}) does already (docs/model.md 17)");
            from.push(Input::written(Use::From, label, number(pmo.overlap[at]), pmo.overlap[at].place));
            let label = "overlap_decay: each further activity does less (docs/model.md 17)";
            from.push(Input::written(Use::From, label, number(pmo.overlap_decay), pmo.overlap_decay.place));
        } else {
            let label = if from.is_empty() {
                "nothing in the office treats it"
            } else {
                "nothing beyond the mandatory activities treats it"
            };
            from.push(Input::assumed(Use::From, label, Value::Number(Decimal::ONE)));
        }
        from
    }
}
