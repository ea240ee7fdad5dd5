//! How we deliver: the activities that are planned and paid for, and no other.

use rust_decimal::Decimal;

use super::LocalizedOffer;
use crate::compose::view::{ActivityView, MethodView};
use bidwright_base::locale::Message;
use bidwright_base::quantity::Days;
use bidwright_model::book::Cadence;
use bidwright_review::customer_offer::Activity;

/// The words after "about": whole days from ten on, half days below.
fn about(days: Decimal) -> Decimal {
    if days >= Decimal::TEN { days.round() } else { (days * Decimal::TWO).ceil() / Decimal::TWO }
}

impl LocalizedOffer<'_> {
    pub(super) fn method(self) -> MethodView {
        let method = &self.offer.method;
        let customer: Days = method.activities.iter().filter_map(Activity::customer_days).sum();
        MethodView {
            name: method.name.to_owned(),
            promise: method.promise.to_owned(),
            activities: method.activities.iter().map(|activity| self.activity(activity)).collect(),
            customer_days: (!customer.is_zero()).then(|| self.locale.days(about(customer.0))),
            certificate: (method.certified)
                .map(|activities| self.locale.text(Message::Certificate { count: activities.into() })),
            counted: method.counted,
        }
    }

    fn activity(self, activity: &Activity<'_>) -> ActivityView {
        let days = activity.customer_days().filter(|days| !days.is_zero());
        ActivityView {
            name: activity.name.to_owned(),
            when: self.when(activity),
            count: self.locale.text(Message::Times { count: activity.count.into() }),
            deliverable: activity.deliverable.to_owned(),
            customer_value: activity.customer_value.to_owned(),
            prevents: activity.prevents.iter().map(|failure| (*failure).to_owned()).collect(),
            customer_time: days.map(|days| self.locale.days(days.0)),
            cadence: activity.cadence.word().to_owned(),
            phase: activity.phase.map(|phase| self.phase_name(phase).to_owned()),
        }
    }

    /// "once, in Discover", "every two weeks".
    fn when(self, activity: &Activity<'_>) -> String {
        let often = self.locale.text(match activity.cadence {
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
