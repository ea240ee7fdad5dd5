//! Fills the published context from an offer.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::changes;
use super::material;
use super::{figures, vague_words};
use bidwright_base::money::{Currency, Money};
use bidwright_base::quantity::Percent;
use bidwright_base::simulated::Simulated;
use bidwright_economics::forecast::{Sample, Scenario, ScenarioPair, Success};
use bidwright_economics::offer::{Offer, ValueAnalysis};
use bidwright_economics::value::{Party, PmoValue, Value};
use bidwright_model::book::{Activity, ActivityIdx, Rows};
use bidwright_model::deal::{
    ContingencyRule, Deal, DeliverableIdx, Duty, IfWrong, Model, ObjectiveIdx, PackageIdx, Side,
};
use bidwright_model::rules::{Context, Datum};

/// The context of an offer; `findings` are the codes of what was found in it.
#[must_use]
pub fn context(offer: &Offer, value_analysis: &ValueAnalysis, findings: &BTreeSet<&str>) -> Context {
    let mut filler = Filler { offer, currency: offer.quote.currency, context: Context::neutral() };
    filler.deal();
    filler.quote();
    filler.offer();
    filler.people_and_scope();
    filler.forecast(&value_analysis.scenario_pair);
    filler.value(&value_analysis.value);
    filler.previous();
    filler.set("findings", findings.iter().map(|code| (*code).to_owned()).collect::<Vec<_>>());
    filler.context
}

struct Filler<'o> {
    offer: &'o Offer,
    currency: Currency,
    context: Context,
}

impl Filler<'_> {
    fn set(&mut self, path: &str, value: impl Into<Datum>) {
        self.context.set(path, value);
    }

    /// A simulated amount as JSON has it: in whole minor units.
    fn money(&self, amount: f64) -> Decimal {
        self.currency.round_f64(amount).map_or(Decimal::ZERO, number)
    }

    fn deal(&mut self) {
        let offer = self.offer;
        let (head, book) = (&offer.deal.head, &offer.book);
        self.set("deal.number", head.number.value.as_str());
        self.set("deal.revision", Decimal::from(head.revision.value));
        self.set("deal.model", head.model.word());
        self.set("deal.currency", head.currency.code());
        self.set("deal.valid_days", Decimal::from(head.valid_days));
        let days = |from: jiff::civil::Date, to: jiff::civil::Date| Decimal::from((to - from).get_days());
        self.set("deal.days_to_start", days(head.date.value, head.start.value));
        let since = days(book.cards[offer.plan.card].effective_from, head.date.value);
        self.set("deal.days_since_rates", since.max(Decimal::ZERO));
        let ends: Option<Vec<_>> = book.cards.iter().map(|card| card.effective_to).collect();
        let last = ends.and_then(|ends| ends.into_iter().max());
        self.set("deal.rates_days_left", last.map(|last| days(head.valid_until(), last)));
        let customer = &offer.deal.customer;
        self.set("customer.country", customer.country.as_ref().map(|country| country.value.clone()));
        self.set("customer.pmo", customer.pmo.word());
        self.set("policy.margin_floor_percent", percent(book.policy.margin_floor));
        let (confidence, plain) = match offer.deal.estimate.contingency {
            ContingencyRule::Confidence(at) => (Some(Decimal::from(at.value)), None),
            ContingencyRule::Percent(of) => (None, Some(percent(of.value))),
        };
        self.set("estimate.confidence", confidence);
        self.set("estimate.contingency_percent", plain);
    }

    fn quote(&mut self) {
        let totals = self.offer.quote.totals;
        for (name, amount) in [
            ("direct_labour", totals.direct_labour),
            ("burden", totals.burden),
            ("overhead", totals.overhead),
            ("office", totals.office),
            ("purchases", totals.purchases),
            ("cost", totals.cost),
            ("contingency", totals.contingency),
            ("expected_risk_cost", totals.expected_risk_cost),
            ("base", totals.base),
            ("price", totals.price),
            ("discount", totals.discount),
            ("net", totals.net),
            ("tax", totals.tax),
            ("gross", totals.gross),
            ("pmo_cost", totals.pmo_cost),
            ("pmo_price", totals.pmo_price),
        ] {
            self.set(&format!("quote.{name}"), number(amount));
        }
        self.set("quote.contingency_standard_error", totals.contingency_standard_error.map(number));
        self.set("quote.margin_percent", totals.margin_percent().map(percent));
        let unspent = totals.margin_percent_if_contingency_unspent();
        self.set("quote.margin_percent_if_contingency_unspent", unspent.map(percent));
        self.set("quote.pmo_share_percent", totals.pmo_share_percent().map(percent));
        let commercial = &self.offer.deal.commercial;
        let discount =
            commercial.discount.as_ref().map_or(Decimal::ZERO, |discount| percent(discount.percent.value));
        let terms = Decimal::from(commercial.payment_terms_days);
        self.set("quote.discount_percent", discount);
        self.set("quote.payment_terms_days", terms);
        let figures = figures(&self.offer.deal, &self.offer.book, &self.offer.quote);
        self.set("quote.walk_away_net", figures.walk_away.map(number));
        self.set("quote.discount_room_percent", figures.room.map(percent));
    }

    fn offer(&mut self) {
        let Offer { deal, book, .. } = self.offer;
        let (low, high) = book.pmo.lean_band;
        self.set("offer.lean_band_low_percent", percent(low));
        self.set("offer.lean_band_high_percent", percent(high));
        let left_out = ids(&book.methodology.activities, &deal.governance.dropped);
        self.set("offer.left_out", left_out);
        self.set("offer.office_reason", deal.governance.reason.as_ref().map(|reason| reason.value.clone()));
        let at_risk = deal.assumptions.iter().filter(|one| one.if_wrong == IfWrong::AtOurRisk);
        let at_risk: Vec<String> = at_risk.map(|one| one.id.value.clone()).collect();
        self.set("offer.assumptions_at_our_risk", at_risk);
        let undated = deal.dependencies.iter().filter(|one| one.owner == Side::Customer && one.by.is_none());
        self.set("offer.dependencies_without_date", Decimal::from(undated.count()));
        let cap = deal.stakes.as_ref().and_then(|stakes| stakes.liability_cap);
        self.set("offer.liability_cap_percent", cap.map(|cap| percent(cap.value)));
        let foreign: BTreeSet<&str> = book.exchange.0.iter().map(|fx| fx.from.code()).collect();
        self.set("offer.foreign_currencies", owned(foreign));
        let age = book.exchange.0.iter().map(|fx| (deal.head.date.value - fx.date).get_days()).max();
        self.set("offer.exchange_rate_days", age.map(Decimal::from));
    }

    fn previous(&mut self) {
        let Some(before) = self.offer.earlier.last() else { return };
        let differ = changes::codes(before, &material::revision(self.offer));
        self.set("changes", owned(differ));
        self.set("previous.revision", Decimal::from(before.revision));
        if before.currency == self.currency {
            self.set("previous.net", number(before.headline.net));
        }
        self.set("previous.margin_percent", before.headline.margin.map(percent));
        let fact = |name: &str| before.facts.get(name).and_then(|value| value.parse::<Decimal>().ok());
        self.set("previous.discount_percent", fact("commercial.discount").unwrap_or_default());
        self.set("previous.payment_terms_days", fact("commercial.payment_terms_days"));
        self.set("previous.finish", before.headline.finish.to_string());
        self.set("previous.success", before.headline.success.map(|(chance, _)| simulated(chance)));
    }

    fn people_and_scope(&mut self) {
        let deal = &self.offer.deal;
        let unmeasurable = deal
            .deliverables
            .iter()
            .filter(|one| one.acceptance.as_ref().is_none_or(|text| !vague_words(&text.value).is_empty()));
        self.set(
            "offer.deliverables_unmeasurable",
            unmeasurable.map(|one| one.id.value.clone()).collect::<Vec<_>>(),
        );
        let served = |at: ObjectiveIdx| deal.deliverables.iter().any(|one| one.serves.contains(&at));
        let idle = deal.objectives.indexed().filter(|(at, _)| !served(*at));
        self.set(
            "offer.objectives_undelivered",
            idle.map(|(_, one)| one.id.value.clone()).collect::<Vec<_>>(),
        );
        self.set("offer.deliverables_unpriced", unpriced(deal));
        let unsold = deal
            .work
            .iter()
            .filter(|work| !work.optional && !work.effort.is_empty() && work.deliverable.is_none());
        self.set("offer.work_unsold", unsold.map(|work| work.id.value.clone()).collect::<Vec<_>>());
        self.set("offer.roles_unnamed", owned(unnamed(self.offer)));
    }

    fn forecast(&mut self, scenario_pair: &ScenarioPair) {
        self.scenario("forecast.with", &scenario_pair.with);
        self.scenario("forecast.without", &scenario_pair.without);
        self.success("forecast.success_repriced", &scenario_pair.repriced);
    }

    fn scenario(&mut self, path: &str, scenario: &Scenario) {
        let (cost, finish) = (&scenario.outcome.cost, &scenario.outcome.finish);
        for (name, value) in spread(cost) {
            let value = self.money(value);
            self.set(&format!("{path}.cost.{name}"), value);
        }
        for (name, value) in spread(finish) {
            self.set(&format!("{path}.finish_days.{name}"), simulated(value));
        }
        for (name, date) in ["p50", "p80", "p90"].into_iter().zip(scenario.dates) {
            self.set(&format!("{path}.finish_date.{name}"), date.to_string());
        }
        self.success(&format!("{path}.success"), &scenario.success);
        let base = self.offer.quote.totals.base.amount().to_f64().expect("a decimal has a nearest double");
        self.set(&format!("{path}.within_base"), simulated(cost.at_most(base).value));
    }

    fn success(&mut self, path: &str, success: &Success) {
        // No chance is told that nothing carries.
        let told = |p: Option<f64>| p.filter(|_| success.is_carried()).map(simulated);
        self.set(&format!("{path}.joint"), told(Some(success.joint.value)));
        self.set(&format!("{path}.on_time"), told(success.on_time.map(|p| p.value)));
        self.set(&format!("{path}.in_budget"), told(success.in_budget.map(|p| p.value)));
        self.set(&format!("{path}.accepted"), told(Some(success.accepted.value)));
        self.set(&format!("{path}.standard_error"), told(Some(success.joint.se)));
        self.set(&format!("{path}.conditions"), owned(success.conditions()));
    }

    fn value(&mut self, value: &Value) {
        self.set("value.pmo_cost", number(value.office.whole));
        self.set("value.pmo_cost_increment", number(value.office.increment));
        let Some(pmo_value) = &value.pmo_value else { return };
        self.set("value.verdict", pmo_value.verdict.word());
        self.party("value.exposure.customer", &pmo_value.exposure.customer);
        self.party("value.exposure.supplier", &pmo_value.exposure.supplier);
        for (path, amount) in [
            ("value.loss_reduction", pmo_value.customer.reduction.value),
            ("value.net_value", pmo_value.customer.value.value),
            ("value.net_value_standard_error", pmo_value.customer.value.se),
        ] {
            let amount = self.money(amount);
            self.set(path, amount);
        }
        self.set(
            "value.break_even_avoided_percent",
            pmo_value.break_even_points.filter(|points| points.is_finite()).map(simulated),
        );
        let failure = pmo_value.same_budget.failure_cost.map(|cost| self.money(cost));
        self.set("value.break_even_failure_cost", failure);
        self.sets_of_activities(pmo_value);
    }

    fn party(&mut self, path: &str, party: &Party) {
        for (name, amount) in [("low", party.low), ("likely", party.likely), ("high", party.high)] {
            self.set(&format!("{path}.{name}"), number(amount));
        }
        let expected = party.expected.map(|Simulated { value, .. }| self.money(value));
        self.set(&format!("{path}.expected"), expected);
    }

    fn sets_of_activities(&mut self, pmo_value: &PmoValue) {
        let Offer { deal, book, .. } = self.offer;
        let activities = &book.methodology.activities;
        let row = |point: &bidwright_economics::value::lean::Point| {
            let net = point.net_value.map_or(point.net_value_surrogate, |net| net.value);
            BTreeMap::from([
                ("activities", Datum::Texts(ids(activities, &point.activities))),
                ("cost", Datum::Number(self.money(point.cost))),
                ("success", point.success.map(|p| simulated(p.value)).into()),
                ("success_surrogate", Datum::Number(simulated(point.success_surrogate))),
                ("net_value", Datum::Number(self.money(net))),
            ])
        };
        let rows: Vec<_> = pmo_value.lean.frontier.iter().map(row).collect();
        let kept = &pmo_value.lean.leanest.activities;
        let missed: Vec<ActivityIdx> =
            deal.governance.dropped.iter().copied().filter(|at| kept.contains(at)).collect();
        self.set("value.frontier", Datum::Rows(rows));
        self.set("offer.left_out_recommended", ids(activities, &missed));
    }
}

/// Deliverables no priced package makes, nor one of an option.
fn unpriced(deal: &Deal) -> Vec<String> {
    // The hours of a retainer without packages make whatever it delivers.
    if deal.head.model.value == Model::Retainer && deal.work.is_empty() {
        return Vec::new();
    }
    let optional = |work: PackageIdx| deal.options.iter().any(|option| option.work.contains(&work));
    let made = |at: DeliverableIdx| {
        deal.work.indexed().any(|(index, work)| {
            work.deliverable == Some(at) && !work.effort.is_empty() && (!work.optional || optional(index))
        })
    };
    let bare = deal.deliverables.indexed().filter(|(at, _)| !made(*at));
    bare.map(|(_, one)| one.id.value.clone()).collect()
}

/// Duties without a person: those the activities of the offer count on, and who accepts and signs for the
/// customer.
fn unnamed(offer: &Offer) -> BTreeSet<&'static str> {
    let Offer { deal, book, plan, .. } = offer;
    let mut wanted = BTreeSet::from([Duty::Acceptor, Duty::Signatory]);
    for counted in &plan.governance.activities {
        let raci = &book.methodology.activities[counted.activity].raci;
        for name in
            [&raci.responsible, &raci.accountable, &raci.consulted, &raci.informed].into_iter().flatten()
        {
            // A duty may bear the name of a role, such as `project-manager`.
            let role = book.cards.iter().any(|card| card.role(name).is_some());
            wanted.extend(Duty::ALL.into_iter().filter(|duty| duty.word() == name && !role));
        }
    }
    let held = |duty: Duty| {
        let side = |side: Side| match duty {
            Duty::Acceptor | Duty::Signatory => side == Side::Customer,
            _ => true,
        };
        deal.stakeholders.iter().any(|person| person.duty == duty && side(person.side))
    };
    wanted.into_iter().filter(|duty| !held(*duty)).map(Duty::word).collect()
}

fn ids(activities: &[Activity], of: &[ActivityIdx]) -> Vec<String> {
    of.iter().map(|at| activities[*at].id.value.clone()).collect()
}

fn owned<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    texts.into_iter().map(str::to_owned).collect()
}

fn spread(sample: &Sample) -> [(&'static str, f64); 6] {
    let at = |q: f64| sample.quantile(q).value;
    [
        ("mean", sample.mean().value),
        ("sd", sample.sd().value),
        ("p10", at(0.1)),
        ("p50", at(0.5)),
        ("p80", at(0.8)),
        ("p90", at(0.9)),
    ]
}

fn number(money: Money) -> Decimal {
    money.amount()
}

fn percent(percent: Percent) -> Decimal {
    percent.0
}

/// A simulated figure as a decimal: the shortest that reads back as the same double. So 7 of 10 deliveries
/// are exactly the 0.7 written in a rule, and what is printed is what is compared.
fn simulated(figure: f64) -> Decimal {
    figure.to_string().parse().expect("a simulated figure is a number in range")
}
