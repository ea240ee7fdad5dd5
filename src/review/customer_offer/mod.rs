//! An offer as far as its customer may know it: what customers' documents and attachments are made of.
//!
//! A [`CustomerOffer`] is made from an [`Offer`] and does not lead back to it. Its parts are plain values, or
//! references to parts of the deal and the library that hold nothing of ours. What is absent is absent on
//! purpose:
//!
//! | of the offer | what is here instead |
//! |---|---|
//! | cost, burden, overhead, contingency, margin ([`Quote`](bidwright_economics::price::Quote)) | [`Price`]: the rows of the price table and the sums the customer pays |
//! | cost of a day ([`RateCard`](bidwright_model::book::RateCard)) | titles of roles, and what a billed day is billed at |
//! | cost and markup of a purchase | its name, its sort and its row in the price |
//! | probability and cost of a risk | [`Risk`]: a likelihood in a word, the likely delay |
//! | floor, rules, approvers ([`Policy`](bidwright_model::book::Policy)) | nothing |
//! | confidence of the contingency ([`Estimate`](bidwright_model::deal::Estimate)) | [`Simulation`]: how ranges are read and what was simulated |
//! | how many bid, our exposure, our result, the margin of the next deal | nothing |
//! | figures of earlier revisions | [`Revision`]: price, finish, and the changes that show in customers' documents |
//!
//! No cost is among its fields, and none of a part can be reached through it:
//!
//! ```
//! # use bidwright_review::customer_offer::CustomerOffer;
//! fn net(offer: &CustomerOffer<'_>) -> bidwright_base::money::Money {
//!     offer.price.net
//! }
//! ```
//!
//! ```compile_fail,E0609
//! # use bidwright_review::customer_offer::CustomerOffer;
//! fn cost(offer: &CustomerOffer<'_>) -> bidwright_base::money::Money {
//!     offer.price.cost
//! }
//! ```
//!
//! ```compile_fail,E0609
//! # use bidwright_review::customer_offer::CustomerOffer;
//! fn margin(offer: &CustomerOffer<'_>) -> Option<bidwright_base::quantity::Percent> {
//!     offer.quote.totals.margin_percent()
//! }
//! ```
//!
//! ```compile_fail,E0609
//! # use bidwright_review::customer_offer::CustomerOffer;
//! fn floor(offer: &CustomerOffer<'_>) -> bidwright_base::quantity::Percent {
//!     offer.book.policy.margin_floor
//! }
//! ```
//!
//! ```compile_fail,E0308
//! # use bidwright_economics::offer::Offer;
//! # use bidwright_review::customer_offer::CustomerOffer;
//! fn back<'a>(offer: &CustomerOffer<'a>) -> &'a Offer {
//!     offer
//! }
//! ```

mod delivery;
mod price;
mod revisions;
mod risks;
#[cfg(test)]
mod tests;
mod value;

pub use delivery::{Activity, Deliverable, Effect, Method, Package, Phase, Planned, Role, Schedule};
pub use price::{Choice, Expense, Item, Payment, Price, Purchase, Row, Tax};
pub use revisions::Revision;
pub use risks::Risk;
pub use value::{Exposure, Loss, LossLine, OfficeValue, Scenario, Scenarios, Stakes, Value};

use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_decimal::Decimal;

use bidwright_base::source::Placed;
use bidwright_economics::forecast::{self, ForecastSummary};
use bidwright_economics::offer::Offer;
use bidwright_model::book::{Citation, Clause, PhaseIdx};
use bidwright_model::deal::{
    Assumption, Clauses, Contract, Customer, Deal, DeliverableIdx, Dependency, FatTail, Head, Model,
    Objective, Reading, Stakeholder,
};
use bidwright_model::theme::Theme;

/// What a customer may know of an offer.
#[derive(Debug, Clone)]
pub struct CustomerOffer<'a> {
    /// How its documents look and who makes the offer.
    pub theme: &'a Theme,
    /// Number, title, dates, currency, language and model.
    pub head: &'a Head,
    /// Who the offer is for.
    pub customer: &'a Customer,
    /// People on both sides.
    pub stakeholders: &'a [Stakeholder],
    /// What the customer wants to reach.
    pub objectives: &'a [Objective],
    /// Every deliverable of the deal, in file order.
    pub deliverables: Vec<Deliverable<'a>>,
    /// Every work package of the deal, in file order.
    pub packages: Vec<Package<'a>>,
    /// Every phase of the methodology, in its order.
    pub phases: Vec<Phase<'a>>,
    /// When work starts and ends, by which calendar.
    pub schedule: Schedule<'a>,
    /// How the delivery is managed.
    pub method: Method<'a>,
    /// What can go wrong, in file order.
    pub risks: Vec<Risk<'a>>,
    /// What is assumed.
    pub assumptions: &'a [Assumption],
    /// What is not part of it.
    pub exclusions: &'a [Placed<String>],
    /// What somebody must do for the plan to hold.
    pub dependencies: &'a [Dependency],
    /// What the customer pays, when and for what.
    pub price: Price<'a>,
    /// What the contract agrees about failure, and what success is measured against.
    pub stakes: Option<Stakes<'a>>,
    /// What the contract is made under.
    pub contract: &'a Contract,
    /// The contract library.
    pub clauses: &'a BTreeMap<String, Clause>,
    /// Which of its clauses the deal takes, and the values in them.
    pub clauses_chosen: &'a Clauses,
    /// How the figures were made.
    pub simulation: Simulation<'a>,
    /// Chance of success, what failure costs the customer and what delivery management adds; `None` until the
    /// offer has its value analysis, or without `[stakes]`.
    pub value: Option<Value<'a>>,
    /// Works that may be cited before this customer.
    pub evidence: Vec<&'a Citation>,
    /// Every revision up to this one, oldest first.
    pub revisions: Vec<Revision>,
}

/// How the figures were made, and the assumptions they stand on.
#[derive(Debug, Clone)]
pub struct Simulation<'a> {
    /// Runs, finish dates, and what would be billed where work is billed.
    pub forecast: &'a ForecastSummary,
    /// What low and high mean.
    pub reading: Reading,
    /// Common correlation of all estimates.
    pub correlation: Decimal,
    /// Further correlation within a stream.
    pub stream_correlation: Decimal,
    /// The fat tail, if it is on.
    pub tail: Option<FatTail>,
    /// What each further activity on the same failure still does, as a share.
    pub overlap_decay: Decimal,
    /// What the customer's own project organisation does already, as a share.
    pub overlap: f64,
}

impl<'a> CustomerOffer<'a> {
    /// The day by which we commit to finish (T10): the deadline if there is one, else the day that four in five
    /// simulated deliveries meet, never before the plan's; `None` for a retainer, which lasts its term.
    #[must_use]
    pub fn committed_finish(&self) -> Option<Date> {
        if self.head.model.value == Model::Retainer {
            return None;
        }
        let deadline = self.stakes.as_ref().and_then(|stakes| stakes.deadline);
        let likely = self.simulation.forecast.finish.map(|(_, p80)| p80.max(self.schedule.finish));
        deadline.or(likely)
    }

    /// Of an offer.
    #[must_use]
    pub fn of(offer: &'a Offer) -> CustomerOffer<'a> {
        CustomerOffer::with_texts_of(offer, &offer.deal)
    }

    /// Of an offer, with the texts of another deal that has the same rows and figures: documents mark in it whose
    /// words are whose.
    #[must_use]
    pub fn with_texts_of(offer: &'a Offer, deal: &'a Deal) -> CustomerOffer<'a> {
        let Offer { book, theme, plan, quote, forecast_summary, .. } = offer;
        let deliverables = delivery::deliverables(deal, plan);
        let schedule = delivery::schedule(book, plan);
        let phases = delivery::phases(book, plan);
        let method = delivery::method(offer);
        CustomerOffer {
            theme,
            head: &deal.head,
            customer: &deal.customer,
            stakeholders: &deal.stakeholders,
            objectives: &deal.objectives,
            packages: delivery::packages(deal, plan),
            risks: risks::risks(deal, book, plan),
            assumptions: &deal.assumptions,
            exclusions: &deal.exclusions,
            dependencies: &deal.dependencies,
            price: price::price(deal, book, plan, quote, &deliverables, &phases),
            stakes: deal.stakes.as_ref().map(value::stakes),
            contract: &deal.contract,
            clauses: &book.clauses,
            clauses_chosen: &deal.clauses,
            simulation: simulation(offer, forecast_summary),
            value: value::value(offer),
            evidence: evidence(offer),
            revisions: revisions::revisions(offer),
            deliverables,
            phases,
            schedule,
            method,
        }
    }

    /// Deliverables of the offer: all but those that only optional packages make.
    pub fn delivered(&self) -> impl Iterator<Item = &Deliverable<'a>> {
        self.deliverables.iter().filter(|deliverable| deliverable.in_scope)
    }

    /// Phases that hold planned work, with their first and last day.
    pub fn planned_phases(&self) -> impl Iterator<Item = (PhaseIdx, &Phase<'a>, [Date; 2])> {
        let phases = self.phases.iter().enumerate();
        phases.filter_map(|(at, phase)| Some((PhaseIdx::new(at), phase, phase.days?)))
    }

    /// Planned packages of a phase, by start and then file order.
    #[must_use]
    pub fn planned_in(&self, phase: PhaseIdx) -> Vec<(&Package<'a>, &Planned)> {
        let mut packages: Vec<_> = (self.packages.iter())
            .filter(|package| package.phase == phase)
            .filter_map(|package| Some((package, package.planned.as_ref()?)))
            .collect();
        // A stable sort: packages that start on one day stay in file order.
        packages.sort_by_key(|(_, planned)| planned.start);
        packages
    }

    /// A deliverable of the deal.
    #[must_use]
    pub fn deliverable(&self, at: DeliverableIdx) -> &Deliverable<'a> {
        &self.deliverables[at.get()]
    }

    /// A phase of the methodology.
    #[must_use]
    pub fn phase(&self, at: PhaseIdx) -> &Phase<'a> {
        &self.phases[at.get()]
    }

    /// What a role is called: "Developer".
    #[must_use]
    pub fn role_title<'s>(&'s self, id: &'s str) -> &'s str {
        self.method.roles.iter().find(|role| role.id == id).map_or(id, |role| role.title)
    }
}

fn simulation<'a>(offer: &'a Offer, forecast_summary: &'a ForecastSummary) -> Simulation<'a> {
    let Deal { estimate, .. } = &offer.deal;
    Simulation {
        forecast: forecast_summary,
        reading: estimate.reading,
        correlation: estimate.correlation.value,
        stream_correlation: estimate.stream_correlation.value,
        tail: estimate.tail,
        overlap_decay: offer.book.pmo.overlap_decay.value,
        overlap: forecast::overlap(&offer.deal, &offer.book),
    }
}

/// What is not for customers, or speaks about one of the parties, is not among them.
fn evidence(offer: &Offer) -> Vec<&Citation> {
    let between = [offer.deal.customer.name.value.as_str(), &offer.theme.firm, &offer.theme.legal];
    offer.book.evidence.iter().filter(|citation| citation.may_be_shown(&between)).collect()
}
