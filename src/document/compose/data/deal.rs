//! The deal as the documents state it: field by field, so that nothing else is published.

use jiff::civil::Date;

use crate::compose::clauses;
use crate::compose::fill::{LocalizedOffer, view};
use crate::compose::view::View;
use crate::embedded_data::{
    Activity, Assumption, Customer, Deal, Deliverable, Dependency, Embedded, Number, Objective, Package,
    Phase, Risk, Stakeholder, Stakes,
};
use bidwright_base::locale::NBSP;
use bidwright_review::customer_offer::{self, CustomerOffer};

/// The deal of an offer, as far as its customer may know it.
#[must_use]
pub fn deal(offer: &CustomerOffer<'_>) -> Deal {
    let localized = LocalizedOffer::of(offer);
    let view = view(offer);
    let customer = offer.customer;
    Deal {
        schema: Deal::SCHEMA.to_owned(),
        reference: view.offer.reference.clone(),
        title: view.offer.title.clone(),
        customer: Customer {
            name: view.customer.name.clone(),
            country: view.customer.country.clone(),
            contact: customer.contact.clone(),
            role: view.customer.role.clone(),
            address: view.customer.address.clone(),
            context: customer.context.as_ref().map(|text| text.value.clone()),
        },
        objectives: localized.embedded_objectives(),
        deliverables: localized.embedded_deliverables(&view),
        phases: localized.embedded_phases(),
        work: localized.embedded_work(),
        assumptions: (view.assumptions.iter())
            .map(|one| Assumption {
                id: one.id.clone(),
                text: one.text.clone(),
                owner: one.owner.clone(),
                if_wrong: one.if_wrong.clone(),
            })
            .collect(),
        exclusions: view.exclusions.clone(),
        dependencies: (view.dependencies.iter().zip(offer.dependencies))
            .map(|(one, row)| Dependency {
                text: one.text.clone(),
                owner: one.owner.clone(),
                by: row.by.map(|day| iso(day.value)),
            })
            .collect(),
        risks: risks(&view),
        methodology: view.method.name.clone(),
        activities: localized.embedded_activities(),
        stakeholders: stakeholders(&view),
        stakes: localized.embedded_stakes(),
        clauses: view.clauses.iter().map(|clause| clause.id.clone()).collect(),
        terms: (clauses::terms(offer).into_iter())
            .map(|(name, value)| (name, Number(value.normalize())))
            .collect(),
    }
}

fn iso(day: Date) -> String {
    day.to_string()
}

impl LocalizedOffer<'_> {
    fn embedded_objectives(self) -> Vec<Objective> {
        let currency = self.offer.price.currency;
        let row = |one: &bidwright_model::deal::Objective| Objective {
            id: one.id.value.clone(),
            statement: one.statement.clone(),
            measure: one.measure.clone(),
            baseline: one.baseline.clone(),
            target: one.target.clone(),
            benefit_per_year: one.benefit_per_year.map(|benefit| currency.round(benefit.value).into()),
        };
        self.offer.objectives.iter().map(row).collect()
    }

    fn embedded_deliverables(self, view: &View) -> Vec<Deliverable> {
        let rows = view.deliverables.iter().zip(self.offer.delivered());
        rows.map(|(one, row)| Deliverable {
            id: one.id.clone(),
            name: one.name.clone(),
            acceptance: one.acceptance.clone(),
            serves: one.serves.clone(),
            due: row.due.map(iso),
        })
        .collect()
    }

    fn embedded_phases(self) -> Vec<Phase> {
        let phases = self.offer.planned_phases();
        phases
            .map(|(_, phase, [first, last])| Phase {
                name: phase.row.name.clone(),
                gate: phase.row.gate.clone(),
                start: iso(first),
                finish: iso(last),
            })
            .collect()
    }

    /// In the order of the table of the scope.
    fn embedded_work(self) -> Vec<Package> {
        let offer = self.offer;
        let phases = offer.planned_phases();
        phases
            .flat_map(|(at, ..)| offer.planned_in(at))
            .map(|(package, planned)| Package {
                id: package.id.to_owned(),
                name: package.name.to_owned(),
                phase: self.phase_name(package.phase).to_owned(),
                deliverable: package.deliverable.map(|at| offer.deliverable(at).row.id.value.clone()),
                start: iso(planned.start),
                finish: iso(planned.finish),
            })
            .collect()
    }

    fn embedded_activities(self) -> Vec<Activity> {
        let row = |activity: &customer_offer::Activity<'_>| Activity {
            name: activity.name.to_owned(),
            cadence: activity.cadence.word().to_owned(),
            phase: activity.phase.map(|phase| self.phase_name(phase).to_owned()),
            count: activity.count,
            deliverable: activity.deliverable.to_owned(),
            customer_value: activity.customer_value.to_owned(),
            customer_days: activity.customer_days().filter(|days| !days.is_zero()).map(Into::into),
        };
        self.offer.method.activities.iter().map(row).collect()
    }

    /// The contract's terms; the cost of a failure is left out.
    fn embedded_stakes(self) -> Option<Stakes> {
        let stakes = self.offer.stakes?;
        let damages = stakes.damages;
        Some(Stakes {
            deadline: stakes.deadline.map(iso),
            liability_cap_percent: stakes.liability_cap.map(Into::into),
            damages_percent_per_week: damages.map(|damages| damages.percent_per_week.into()),
            damages_cap_percent: damages.map(|damages| damages.cap_percent.value.into()),
            damages_grace_days: damages.map(|damages| Number(damages.grace_days)),
        })
    }
}

fn risks(view: &View) -> Vec<Risk> {
    let rows = view.risks.iter();
    rows.map(|one| Risk {
        id: one.id.clone(),
        name: one.name.clone(),
        likelihood: one.likelihood.clone(),
        opportunity: one.opportunity,
        response: one.response.clone(),
        early_sign: one.early_sign.clone(),
        bearer: one.bearer.clone(),
        threatens: one.threatens.clone(),
        treated_by: one.treated_by.clone(),
    })
    .collect()
}

fn stakeholders(view: &View) -> Vec<Stakeholder> {
    let sides = [("customer", &view.people.customer), ("supplier", &view.people.supplier)];
    let people = sides.into_iter().flat_map(|(side, people)| people.iter().map(move |one| (side, one)));
    people
        .map(|(side, one)| Stakeholder {
            name: one.name.replace(NBSP, " "),
            title: one.title.clone(),
            side: side.to_owned(),
            duty: one.duty.clone(),
        })
        .collect()
}
