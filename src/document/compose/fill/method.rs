//! How we deliver: the activities that are planned and paid for, and no other.

use rust_decimal::Decimal;

use super::Seen;
use crate::compose::view::{ActivityView, MethodView};
use bidwright_base::locale::{Locale, Message};
use bidwright_base::quantity::Days;
use bidwright_economics::plan::Office;
use bidwright_model::book::{Activity, Cadence};
use bidwright_review::funding_check;
use bidwright_review::funding_check::Certificate;

/// What stands after "about": whole days from ten on, half days below.
fn about(days: Decimal) -> Decimal {
    if days >= Decimal::TEN { days.round() } else { (days * Decimal::TWO).ceil() / Decimal::TWO }
}

/// What a certificate says to a customer: "All 12 delivery-management activities told in this proposal are included in the price; ...".
#[must_use]
pub fn certificate(held: Certificate, locale: Locale) -> String {
    locale.text(Message::Certificate { count: held.activities.into() })
}

impl<'a> Seen<'a> {
    /// Activities that take place, with their counts.
    pub(in crate::compose) fn planned_activities(self) -> impl Iterator<Item = (&'a Activity, u64)> {
        funding_check::promised(&self.offer.book, &self.offer.plan)
    }

    pub(super) fn method(self) -> MethodView {
        let methodology = &self.offer.book.methodology;
        let customer: Days = self
            .planned_activities()
            .filter_map(|(activity, count)| Some(activity.customer_effort?.value * Decimal::from(count)))
            .sum();
        MethodView {
            name: methodology.name.clone(),
            promise: methodology.promise.clone(),
            activities: self.planned_activities().map(|(a, count)| self.activity(a, count)).collect(),
            customer_days: (!customer.is_zero()).then(|| self.locale.days(about(customer.0))),
            certificate: funding_check::certificate(self.offer).map(|held| certificate(held, self.locale)),
            counted: matches!(self.offer.plan.governance.office, Office::Activities { .. }),
        }
    }

    fn activity(self, activity: &Activity, count: u64) -> ActivityView {
        let failures = &self.offer.book.methodology.failures;
        ActivityView {
            name: activity.name.clone(),
            when: self.when(activity),
            count: self.locale.text(Message::Times { count: count.into() }),
            deliverable: activity.deliverable.clone(),
            customer_value: activity.customer_value.clone(),
            prevents: activity.treats.iter().map(|t| failures[t.failure].name.clone()).collect(),
            customer_time: activity
                .customer_effort
                .filter(|each| !each.is_zero())
                .map(|each| self.locale.days((each.value * Decimal::from(count)).0)),
            cadence: activity.cadence.word().to_owned(),
            phase: activity.phase.map(|phase| self.phase_name(phase).to_owned()),
        }
    }

    /// "once, in Discover", "every two weeks".
    fn when(self, activity: &Activity) -> String {
        let often = self.locale.text(match activity.cadence.value {
            Cadence::Once => Message::CadenceOnce,
            Cadence::PerPhase => Message::CadencePerPhase,
            Cadence::Weekly => Message::CadenceWeekly,
            Cadence::Fortnightly => Message::CadenceFortnightly,
            Cadence::Monthly => Message::CadenceMonthly,
            Cadence::PerDeliverable => Message::CadencePerDeliverable,
            Cadence::PerPayment => Message::CadencePerPayment,
        });
        match activity.phase {
            Some(phase) => {
                self.locale.text(Message::CadenceInPhase { often: &often, phase: self.phase_name(phase) })
            }
            None => often,
        }
    }
}
