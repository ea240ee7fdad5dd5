//! Fills the view of a customer template from an offer.
//!
//! What is not written here cannot leak, and a [`CustomerOffer`] has no cost, margin, floor or contingency to read.

mod evidence;
mod method;
mod price;
mod scope;
mod value;

pub(super) use scope::likelihood_word;

use jiff::civil::Weekday;
use rust_decimal::Decimal;

use super::clauses;
use super::view::{
    ClauseView, ContractView, CustomerView, Firm, MasterView, OfferView, People, Person, SimulationView,
    StakesView, View,
};
use bidwright_base::locale::{Locale, Message};
use bidwright_model::deal::{Duty, Model, Reading, Side};
use bidwright_review::customer_offer::CustomerOffer;

/// The view of an offer, in the deal's language.
#[must_use]
pub fn view(offer: &CustomerOffer<'_>) -> View {
    let localized = LocalizedOffer::of(offer);
    View {
        firm: Firm { name: offer.theme.firm.clone(), legal: offer.theme.legal.clone() },
        offer: localized.offer(),
        customer: localized.customer(),
        objectives: localized.objectives(),
        deliverables: localized.deliverables(),
        phases: localized.phases(),
        options: localized.options(),
        risks: localized.risks(),
        assumptions: localized.assumptions(),
        exclusions: offer.exclusions.iter().map(|text| text.value.clone()).collect(),
        dependencies: localized.dependencies(),
        people: People {
            customer: localized.people(Side::Customer),
            supplier: localized.people(Side::Supplier),
        },
        method: localized.method(),
        price: localized.price(),
        payments: localized.payments(),
        stakes: localized.stakes(),
        contract: ContractView {
            master: offer.contract.master.as_ref().map(|master| MasterView {
                title: master.title.value.clone(),
                date: localized.locale.date(master.date.value),
            }),
        },
        terms: clauses::terms(offer)
            .into_iter()
            .map(|(name, value)| (name, localized.locale.number(value.normalize())))
            .collect(),
        clauses: clauses::selected(offer)
            .into_iter()
            .map(|clause| ClauseView { id: clause.id.clone(), title: clause.title.clone() })
            .collect(),
        simulation: localized.simulation(),
        exposure: localized.exposure(),
        success: localized.success(),
        chance_not_told: offer.value.as_ref().is_some_and(|value| !value.scenarios.with.success.is_carried()),
        office: localized.office(),
        evidence: localized.evidence(),
    }
}

/// An offer and the language of its documents.
#[derive(Clone, Copy)]
pub(super) struct LocalizedOffer<'a> {
    pub(super) offer: &'a CustomerOffer<'a>,
    pub(super) locale: Locale,
}

impl<'a> LocalizedOffer<'a> {
    /// In the language of the deal.
    pub(super) fn of(offer: &'a CustomerOffer<'a>) -> LocalizedOffer<'a> {
        LocalizedOffer { offer, locale: Locale::of(&offer.head.language) }
    }

    fn offer(self) -> OfferView {
        let LocalizedOffer { offer, locale } = self;
        let head = offer.head;
        OfferView {
            reference: head.reference(),
            number: head.number.value.clone(),
            revision: head.revision.value,
            reason: head.reason.as_ref().map(|reason| reason.value.clone()),
            title: head.title.value.clone(),
            date: locale.date(head.date.value),
            valid_for: locale.days(head.valid_days.into()),
            valid_until: locale.date(head.valid_until()),
            start: locale.date(offer.schedule.start),
            finish: locale.date(offer.schedule.finish),
            committed: offer.committed_finish().map(|day| locale.date(day)),
            duration: self.duration(),
            model: head.model.word().to_owned(),
            model_name: self.model_name(),
            currency: head.currency.code().to_owned(),
            owner: head.owner.as_ref().map(|owner| owner.value.clone()),
            calendar: offer.schedule.calendar.name.clone(),
            working_week: self.working_week(),
            hours_per_day: locale.number(self.hours_per_day()),
        }
    }

    pub(super) fn hours_per_day(self) -> Decimal {
        (Decimal::from(self.offer.schedule.minutes_per_day) / Decimal::from(60)).normalize()
    }

    /// The days that are worked, as a span where they follow each other.
    fn working_week(self) -> String {
        let off = &self.offer.schedule.calendar.weekend;
        let days: Vec<Weekday> = Weekday::Monday.cycle_forward().take(7).collect();
        let first = (0..7).find(|&at| !off.contains(&days[at]) && off.contains(&days[(at + 6) % 7]));
        let worked: Vec<Weekday> = (0..7)
            .map(|step| days[(first.unwrap_or_default() + step) % 7])
            .filter(|day| !off.contains(day))
            .collect();
        let name = |day: Weekday| self.locale.text(weekday(day));
        let in_a_row = worked.windows(2).all(|pair| pair[0].next() == pair[1]);
        match worked.as_slice() {
            [first, _, .., last] if in_a_row => {
                let (first, last) = (name(*first), name(*last));
                self.locale.text(Message::WorkingWeek { first: &first, last: &last })
            }
            days => days.iter().map(|day| name(*day)).collect::<Vec<_>>().join(", "),
        }
    }

    fn model_name(self) -> String {
        self.locale.text(match self.offer.head.model.value {
            Model::FixedPrice => Message::ModelFixedPrice,
            Model::TimeAndMaterials => Message::ModelTimeAndMaterials,
            Model::Capped => Message::ModelCapped,
            Model::Retainer => Message::ModelRetainer,
        })
    }

    /// Weeks from the first day to the last, to the nearest; months of a retainer.
    fn duration(self) -> String {
        let LocalizedOffer { offer, locale } = self;
        if let Some(retainer) = offer.price.retainer {
            return self.months(retainer.term_months.value);
        }
        let days = (offer.schedule.finish - offer.schedule.start).get_days() + 1;
        if days < 14 {
            return locale.days(days.into());
        }
        locale.text(Message::Weeks { count: ((days + 3) / 7).into() })
    }

    pub(super) fn months(self, months: u32) -> String {
        self.locale.text(Message::Months { count: months.into() })
    }

    fn customer(self) -> CustomerView {
        let customer = self.offer.customer;
        CustomerView {
            name: customer.name.value.clone(),
            country: customer.country.as_ref().map(|country| country.value.clone()),
            contact: customer.contact.clone(),
            role: customer.role.clone(),
            address: customer.address.clone(),
            pmo: customer.pmo.word().to_owned(),
            has_context: customer.context.as_ref().is_some_and(|text| !text.trim().is_empty()),
        }
    }

    fn people(self, side: Side) -> Vec<Person> {
        let of_side = self.offer.stakeholders.iter().filter(|s| s.side == side);
        of_side
            .map(|stakeholder| Person {
                name: stakeholder.name.value.clone(),
                title: stakeholder.title.clone(),
                duty: stakeholder.duty.word().to_owned(),
                duty_name: duty_name(self.locale, stakeholder.duty),
            })
            .collect()
    }

    fn stakes(self) -> Option<StakesView> {
        let locale = self.locale;
        let stakes = self.offer.stakes?;
        let damages = stakes.damages;
        Some(StakesView {
            deadline: stakes.deadline.map(|day| locale.date(day)),
            liability_cap_percent: stakes.liability_cap.map(|cap| locale.percent(cap)),
            damages_percent_per_week: damages.map(|d| locale.percent(d.percent_per_week)),
            damages_cap_percent: damages.map(|d| locale.percent(d.cap_percent.value)),
            damages_grace_days: damages.map(|d| locale.days(d.grace_days)),
        })
    }

    fn simulation(self) -> SimulationView {
        let LocalizedOffer { offer, locale } = self;
        let simulation = &offer.simulation;
        let forecast = simulation.forecast;
        SimulationView {
            iterations: locale.whole(forecast.iterations.into()),
            // A name, not a quantity: as one types it.
            seed: forecast.seed.to_string(),
            reading: match simulation.reading {
                Reading::P10P90 => "p10-p90".to_owned(),
                Reading::MinMax => "min-max".to_owned(),
            },
            correlation: locale.number(simulation.correlation.normalize()),
            stream_correlation: locale.number(simulation.stream_correlation.normalize()),
            finish_p50: forecast.finish.map(|(p50, _)| locale.date(p50)),
            finish_p80: forecast.finish.map(|(_, p80)| locale.date(p80)),
            version: concat!("bidwright ", env!("CARGO_PKG_VERSION")).to_owned(),
        }
    }
}

fn weekday(day: Weekday) -> Message<'static> {
    match day {
        Weekday::Monday => Message::Monday,
        Weekday::Tuesday => Message::Tuesday,
        Weekday::Wednesday => Message::Wednesday,
        Weekday::Thursday => Message::Thursday,
        Weekday::Friday => Message::Friday,
        Weekday::Saturday => Message::Saturday,
        Weekday::Sunday => Message::Sunday,
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
