//! Fills the view of a customer template from an offer.
//!
//! What is not written here cannot leak: no cost, margin, floor or contingency is ever read.

mod evidence;
mod method;
mod price;
mod rates;
mod scope;
mod value;

pub use method::certificate;
pub(super) use scope::Level;

use rust_decimal::Decimal;

use super::clauses;
use super::view::{
    ClauseView, CustomerView, Firm, OfferView, People, Person, SimulationView, StakesView, View,
};
use bidwright_base::locale::{Locale, Message, person};
use bidwright_economics::offer::Offer;
use bidwright_model::deal::{Duty, Model, Reading, Side};

/// The view of an offer, in the deal's language.
#[must_use]
pub fn view(offer: &Offer) -> View {
    let seen = Seen { offer, locale: Locale::of(&offer.deal.head.language) };
    let deal = &offer.deal;
    View {
        firm: Firm { name: offer.theme.firm.clone(), legal: offer.theme.legal.clone() },
        offer: seen.offer(),
        customer: seen.customer(),
        objectives: seen.objectives(),
        deliverables: seen.deliverables(),
        phases: seen.phases(),
        options: seen.options(),
        risks: seen.risks(),
        assumptions: seen.assumptions(),
        exclusions: deal.exclusions.iter().map(|text| text.value.clone()).collect(),
        dependencies: seen.dependencies(),
        people: People { customer: seen.people(Side::Customer), supplier: seen.people(Side::Supplier) },
        method: seen.method(),
        price: seen.price(),
        payments: seen.payments(),
        stakes: seen.stakes(),
        terms: clauses::terms(deal, &offer.book)
            .into_iter()
            .map(|(name, value)| (name, seen.locale.number(value.normalize())))
            .collect(),
        clauses: clauses::standing(deal, &offer.book)
            .into_iter()
            .map(|clause| ClauseView { id: clause.id.clone(), title: clause.title.clone() })
            .collect(),
        simulation: seen.simulation(),
        exposure: seen.exposure(),
        success: seen.success(),
        office: seen.office(),
        evidence: seen.evidence(),
    }
}

/// An offer and the language it is seen in.
#[derive(Clone, Copy)]
pub(super) struct Seen<'a> {
    pub(super) offer: &'a Offer,
    pub(super) locale: Locale,
}

impl Seen<'_> {
    fn offer(self) -> OfferView {
        let Seen { offer, locale } = self;
        let head = &offer.deal.head;
        OfferView {
            reference: head.reference(),
            number: head.number.value.clone(),
            revision: head.revision.value,
            reason: head.reason.as_ref().map(|reason| reason.value.clone()),
            title: head.title.value.clone(),
            date: locale.date(head.date.value),
            valid_for: locale.days(head.valid_days.into()),
            valid_until: locale.date(head.valid_until()),
            start: locale.date(offer.plan.start),
            finish: locale.date(offer.plan.finish),
            duration: self.duration(),
            model: head.model.word().to_owned(),
            model_name: self.model_name(),
            currency: head.currency.code().to_owned(),
            owner: head.owner.as_ref().map(|owner| owner.value.clone()),
            calendar: offer.book.calendar.name.clone(),
            hours_per_day: locale.number(self.hours_per_day()),
        }
    }

    pub(super) fn hours_per_day(self) -> Decimal {
        (Decimal::from(self.offer.plan.minutes_per_day) / Decimal::from(60)).normalize()
    }

    fn model_name(self) -> String {
        self.locale.text(match self.offer.deal.head.model.value {
            Model::FixedPrice => Message::ModelFixedPrice,
            Model::TimeAndMaterials => Message::ModelTimeAndMaterials,
            Model::Capped => Message::ModelCapped,
            Model::Retainer => Message::ModelRetainer,
        })
    }

    /// Weeks from the first day to the last, the last one begun counted whole; months of a retainer.
    fn duration(self) -> String {
        let Seen { offer, locale } = self;
        if let Some(retainer) = &offer.deal.commercial.retainer {
            return self.months(retainer.term_months.value);
        }
        let days = (offer.plan.finish - offer.plan.start).get_days() + 1;
        if days < 14 {
            return locale.days(days.into());
        }
        locale.text(Message::Weeks { count: ((days + 6) / 7).into() })
    }

    pub(super) fn months(self, months: u32) -> String {
        self.locale.text(Message::Months { count: months.into() })
    }

    fn customer(self) -> CustomerView {
        let customer = &self.offer.deal.customer;
        CustomerView {
            name: customer.name.value.clone(),
            country: customer.country.as_ref().map(|country| country.value.clone()),
            contact: customer.contact.as_deref().map(person),
            role: customer.role.clone(),
            address: customer.address.clone(),
            pmo: customer.pmo.word().to_owned(),
            has_context: customer.context.as_ref().is_some_and(|text| !text.trim().is_empty()),
        }
    }

    fn people(self, side: Side) -> Vec<Person> {
        let of_side = self.offer.deal.stakeholders.iter().filter(|s| s.side == side);
        of_side
            .map(|stakeholder| Person {
                name: person(&stakeholder.name),
                title: stakeholder.title.clone(),
                duty: stakeholder.duty.word().to_owned(),
                duty_name: duty_name(self.locale, stakeholder.duty),
            })
            .collect()
    }

    fn stakes(self) -> Option<StakesView> {
        let locale = self.locale;
        let stakes = self.offer.deal.stakes.as_ref()?;
        let damages = stakes.damages.as_ref();
        Some(StakesView {
            deadline: stakes.deadline.map(|day| locale.date(day.value)),
            liability_cap_percent: stakes.liability_cap.map(|cap| locale.percent(cap.value)),
            damages_percent_per_week: damages.map(|d| locale.percent(d.percent_per_week)),
            damages_cap_percent: damages.map(|d| locale.percent(d.cap_percent.value)),
            damages_grace_days: damages.map(|d| locale.days(d.grace_days)),
        })
    }

    fn simulation(self) -> SimulationView {
        let Seen { offer, locale } = self;
        let estimate = &offer.deal.estimate;
        let finish = offer.forecast_summary.finish;
        SimulationView {
            iterations: locale.whole(offer.forecast_summary.iterations.into()),
            // A name, not a quantity: as one types it.
            seed: offer.forecast_summary.seed.to_string(),
            reading: match estimate.reading {
                Reading::P10P90 => "p10-p90".to_owned(),
                Reading::MinMax => "min-max".to_owned(),
            },
            correlation: locale.number(estimate.correlation.normalize()),
            stream_correlation: locale.number(estimate.stream_correlation.normalize()),
            finish_p50: finish.map(|(p50, _)| locale.date(p50)),
            finish_p80: finish.map(|(_, p80)| locale.date(p80)),
            version: concat!("bidwright ", env!("CARGO_PKG_VERSION")).to_owned(),
        }
    }
}

/// "Project manager".
pub(super) fn duty_name(locale: Locale, duty: Duty) -> String {
    locale.text(match duty {
        Duty::Sponsor => Message::DutySponsor,
        Duty::ProjectManager => Message::DutyProjectManager,
        Duty::Acceptor => Message::DutyAcceptor,
        Duty::Signatory => Message::DutySignatory,
        Duty::Escalation => Message::DutyEscalation,
        Duty::Member => Message::DutyMember,
    })
}
