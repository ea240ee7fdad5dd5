//! The delivery office: how often each activity takes place, and the days of an office that is paid for as
//! a share or by staffing.

use super::Chain;
use bidwright_base::derivation::{Derivation, Input, Rounding, Use, Value};
use bidwright_base::quantity::Days;
use bidwright_economics::plan::{deliverables_in_scope, every_days};
use bidwright_model::book::{Activity, Cadence, PmoKind};

impl Chain<'_> {
    /// Times of each activity, the customer's days in it, and bands of a tiered office.
    pub(super) fn office(&mut self) {
        for counted in &self.offer.plan.governance.activities {
            let activity = &self.offer.book.methodology.activities[counted.activity];
            let id = &activity.id.value;
            let (rule, from) = self.times(activity);
            let count = Value::Number(counted.count.into());
            self.put(
                &format!("activities.{id}.count"),
                &format!("{}, times", activity.name),
                count,
                rule,
                from,
            );
            if let Some(each) = activity.customer_effort {
                let days = Value::Days(each.value * rust_decimal::Decimal::from(counted.count));
                let from = vec![
                    Input::written(
                        Use::Plus,
                        "customer's days each time",
                        Value::Days(each.value),
                        each.place,
                    ),
                    Input::figure(Use::Times, format!("activities.{id}.count")),
                ];
                let label = format!("{}, customer's days", activity.name);
                let rule = "days each time × times";
                self.put(
                    &format!("activities.{id}.customer_days"),
                    &label,
                    days,
                    rule,
                    Derivation::exact(from),
                );
            }
        }
        self.bands();
    }

    /// How often an activity takes place (MODEL 6).
    fn times(&self, activity: &Activity) -> (String, Derivation) {
        let word = activity.cadence.value.word();
        let cadence = Input::written(Use::From, "cadence", Value::Text(word.into()), activity.cadence.place);
        if let Some(days) = every_days(self.offer.deal, activity.cadence.value) {
            let label = "working days between two: our assumption (docs/model.md 17)";
            let from = vec![
                Input::figure(Use::Plus, "plan.length_days"),
                Input::assumed(Use::Over, label, Value::Number(days.into())),
                cadence,
            ];
            let rule = format!("once for every {days} working days of the plan, the last ones included");
            return (rule, Derivation { rounding: Rounding::Up, inputs: from });
        }
        let one =
            |label: String, id: &str, place| Input::written(Use::From, label, Value::Text(id.into()), place);
        let mut from = vec![cadence];
        let rule = match activity.cadence.value {
            Cadence::PerPhase => {
                for span in &self.offer.plan.phases {
                    let name = &self.offer.book.methodology.phases[span.phase].name;
                    let inside = self.offer.plan.packages.iter().map(|p| &self.offer.deal.work[p.package]);
                    if let Some(package) = inside.into_iter().find(|package| package.phase == span.phase) {
                        let label = format!("{name} holds priced work");
                        from.push(one(label, &package.id.value, package.id.place));
                    }
                }
                "in each phase that holds priced work"
            }
            Cadence::PerDeliverable => {
                for at in deliverables_in_scope(self.offer.deal, &self.offer.plan.packages) {
                    let deliverable = &self.offer.deal.deliverables[at];
                    from.push(one(deliverable.name.clone(), &deliverable.id.value, deliverable.id.place));
                }
                "for each deliverable in scope"
            }
            Cadence::PerPayment => {
                for payment in &self.offer.deal.payments {
                    from.push(one(payment.name.clone(), &payment.due_text, payment.due.place));
                }
                "for each payment"
            }
            _ => "once",
        };
        (rule.to_owned(), Derivation::exact(from))
    }

    /// Days of an office that is a share of the effort or staffed, before its minimum.
    pub(super) fn pooled(&self) -> Vec<Input> {
        match &self.offer.book.pmo.kind {
            PmoKind::PercentOfEffort(percent) => vec![
                Input::figure(Use::Plus, "plan.effort_days"),
                Input::percent(Use::Times, "share of effort", *percent),
            ],
            PmoKind::Tiered(tiers) => {
                Input::sum((1..=tiers.len()).map(|band| format!("plan.office_band_{band}")))
            }
            PmoKind::Staffed { setup, fte, closeout } => vec![
                Input::figure(Use::Plus, "plan.length_days"),
                Input::written(Use::Times, "people of the office", Value::Number(fte.value), fte.place),
                Input::written(Use::Plus, "setup", Value::Days(setup.value), setup.place),
                Input::written(Use::Plus, "closeout", Value::Days(closeout.value), closeout.place),
            ],
            PmoKind::ActivityBased => Vec::new(),
        }
    }

    /// Marginal bands of a tiered office: a percentage of the effort inside each.
    fn bands(&mut self) {
        let PmoKind::Tiered(tiers) = &self.offer.book.pmo.kind else { return };
        let effort = self.offer.plan.effort;
        let mut below = None;
        for (band, (up_to, percent)) in (1..).zip(tiers) {
            let mut from = vec![Input::figure(Use::Plus, "plan.effort_days")];
            let mut inside = effort;
            if let Some(top) = up_to {
                inside = inside.min(top.value);
                from.push(Input::written(Use::AtMost, "top of the band", Value::Days(top.value), top.place));
            }
            if let Some(under) = below {
                let under: bidwright_base::source::Placed<Days> = under;
                inside = (inside - under.value).max(Days::ZERO);
                from.push(Input::written(Use::Minus, "bands below", Value::Days(under.value), under.place));
                from.push(Input::assumed(Use::AtLeast, "never below", Value::Days(Days::ZERO)));
            }
            from.push(Input::percent(Use::Times, "share of the band", *percent));
            let days = Value::Days(inside * percent.ratio());
            let rule = "effort inside the band × its percentage";
            self.put(
                &format!("plan.office_band_{band}"),
                "Days of a band",
                days,
                rule,
                Derivation::exact(from),
            );
            below = up_to.or(below);
        }
    }
}
