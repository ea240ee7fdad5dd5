//! `bidwright.value/1`: all for the customer at the same budget, unless a key says otherwise.

use serde_json::{Value as Json, json};

use super::document;
use crate::value::exposure::{formula, sources_of};
use bidwright_base::money::Currency;
use bidwright_base::simulated::Simulated;
use bidwright_economics::offer::{Appraisal, Offer};
use bidwright_economics::value::lean::{Point, Proof};
use bidwright_economics::value::{BreakEven, Entry, Lever, Net, Outturn, Party, Turning, Worth};

/// The value of an appraised offer. Without `[stakes]` every figure that needs them is null.
pub(crate) fn value(offer: &Offer, appraisal: &Appraisal, turning: &[Turning]) -> String {
    let office = &appraisal.value.office;
    let maker = Maker { offer, currency: offer.quote.currency };
    let worth = appraisal.value.worth.as_ref();
    let of = |take: &dyn Fn(&Worth) -> Json| worth.map_or(Json::Null, take);
    let body = json!({
        "number": offer.deal.head.number.value,
        "revision": offer.deal.head.revision.value,
        "currency": maker.currency.code(),
        "iterations": appraisal.prospects.runs.iterations,
        "seed": appraisal.prospects.runs.seed,
        "verdict": of(&|worth| json!(worth.verdict.word())),
        "exposure": of(&|worth| maker.exposure(worth)),
        "pmo_cost": office.whole,
        "pmo_cost_increment": office.increment,
        "customer_hours": office.own_hours,
        "loss_reduction": of(&|worth| maker.money(worth.customer.reduction.value)),
        "net_value": of(&|worth| maker.money(worth.customer.value.value)),
        "net_value_standard_error": of(&|worth| maker.money(worth.customer.value.se)),
        "break_even_avoided_percent": of(&|worth| json!(worth.break_even_points)),
        "break_even_failure_cost": of(&|worth| maker.maybe(worth.same_budget.failure_cost)),
        "same_budget": of(&|worth| maker.break_even(&worth.same_budget)),
        "repriced": of(&|worth| maker.break_even(&worth.repriced)),
        "parties": of(&|worth| json!({
            "customer": maker.net(&worth.customer), "supplier": maker.net(&worth.supplier),
        })),
        "cross_check": of(&|worth| {
            let check = &worth.check;
            let [low, high] = check.prior.range();
            json!({
                "implied_odds_ratio": check.implied, "needed_odds_ratio": check.needed,
                "prior_p5": low, "prior_p95": high, "prior_harm": check.prior.below(1.0),
                "prior_pays": check.pays, "outside": check.is_outside(),
            })
        }),
        "results": of(&|worth| json!({
            "with": maker.outturn(&worth.results.with), "without": maker.outturn(&worth.results.without),
            "break_even_win_ratio": worth.results.wins().map(|wins| wins.ratio),
        })),
        "ledger": of(&|worth| worth.ledger.iter().map(|entry| maker.entry(entry)).collect()),
        "frontier": of(&|worth| worth.lean.frontier.iter().map(|point| maker.point(point)).collect()),
        "offered": of(&|worth| maker.point(&worth.lean.offered)),
        "leanest": of(&|worth| maker.point(&worth.lean.leanest)),
        "ties": of(&|worth| worth.lean.ties.iter().map(|point| maker.point(point)).collect()),
        "search": of(&|worth| match worth.lean.proof {
            Proof::Exhausted(sets) => json!({ "proven": true, "sets": sets, "nodes": null, "gap": null }),
            Proof::Bounded(nodes) => json!({ "proven": true, "sets": null, "nodes": nodes, "gap": null }),
            Proof::Gap(gap) => json!({ "proven": false, "sets": null, "nodes": null, "gap": maker.money(gap) }),
        }),
        "turning": turning.iter().map(|one| maker.turning(one)).collect::<Vec<Json>>(),
    });
    document("value", &body)
}

struct Maker<'o> {
    offer: &'o Offer,
    currency: Currency,
}

impl Maker<'_> {
    fn money(&self, amount: f64) -> Json {
        json!(self.currency.round_f64(amount).expect("a simulated amount is a number in range"))
    }

    fn maybe(&self, amount: Option<f64>) -> Json {
        amount.map_or(Json::Null, |amount| self.money(amount))
    }

    fn simulated(&self, of: Simulated) -> Json {
        json!({ "value": self.money(of.value), "standard_error": self.money(of.se) })
    }

    fn exposure(&self, worth: &Worth) -> Json {
        let sheet = &worth.exposure;
        let three = |[low, likely, high]: [bidwright_base::money::Money; 3]| json!({ "low": low, "likely": likely, "high": high });
        json!({
            "customer": self.party(&sheet.customer),
            "supplier": self.party(&sheet.supplier),
            "each_week_late": sheet.week_late.map_or(Json::Null, three),
            "transfer": sheet.transfer,
            "liability_cap": sheet.liability,
            "source": self.offer.deal.stakes.as_ref().and_then(|stakes| stakes.source.as_ref()),
        })
    }

    fn party(&self, party: &Party) -> Json {
        let lines: Vec<Json> = (party.lines.iter())
            .map(|line| {
                let [low, likely, high] = line.amounts;
                json!({
                    "what": line.what.word(), "low": low, "likely": likely, "high": high,
                    "formula": formula(self.offer, line), "sources": sources_of(self.offer, &line.what),
                })
            })
            .collect();
        json!({
            "low": party.low, "likely": party.likely, "high": party.high,
            "expected": party.expected.map_or(Json::Null, |mean| self.money(mean.value)),
            "expected_standard_error": party.expected.map_or(Json::Null, |mean| self.money(mean.se)),
            "lines": lines,
        })
    }

    fn net(&self, net: &Net) -> Json {
        json!({
            "failure_cost_without": self.simulated(net.failure_without),
            "failure_cost_with": self.simulated(net.failure_with),
            "failure_probability_without": net.fails[0].value,
            "failure_probability_with": net.fails[1].value,
            "failure_cost_p90_without": self.money(net.bad[0].value),
            "failure_cost_p90_with": self.money(net.bad[1].value),
            "loss_reduction": self.simulated(net.reduction),
            "pmo_cost_increment": self.money(net.cost),
            "net_value": self.simulated(net.value),
            "most_pmo_may_cost": self.money(net.most()),
        })
    }

    fn break_even(&self, of: &BreakEven) -> Json {
        json!({
            "success_without": of.without, "success_with": of.with, "gain": of.gain.value,
            "gain_standard_error": of.gain.se,
            "mean_failure_cost": self.maybe(of.failure), "break_even_failure_cost": self.maybe(of.failure_cost),
            "required_success": of.required, "required_odds_ratio": of.odds,
        })
    }

    fn outturn(&self, of: &Outturn) -> Json {
        json!({
            "mean": self.simulated(of.mean), "loss_probability": of.loss.value,
            "below_floor_probability": of.below_floor.value, "worst_tenth_mean": self.money(of.worst_tenth),
        })
    }

    fn entry(&self, entry: &Entry) -> Json {
        let methodology = &self.offer.book.methodology;
        let activity = &methodology.activities[entry.activity];
        let treats: Vec<Json> = (entry.treats.iter())
            .map(|t| {
                json!({
                    "failure": methodology.failures[t.failure].id, "evidence": t.evidence.word(),
                    "probability_used": t.used, "impact_used": t.used_impact,
                })
            })
            .collect();
        json!({
            "activity": activity.id.value, "mandatory": entry.mandatory, "count": entry.count,
            "effort_days": entry.effort, "customer_days": entry.customer_effort,
            "deliverable": activity.deliverable, "price": entry.price, "cost": entry.cost,
            "customer_hours": entry.own_hours, "treats": treats, "exposure_addressed": entry.addressed,
            "loss_reduction_alone": self.money(entry.alone), "loss_reduction_last": self.money(entry.last),
        })
    }

    fn point(&self, point: &Point) -> Json {
        let activities = &self.offer.book.methodology.activities;
        let ids: Vec<&str> = point.activities.iter().map(|at| activities[*at].id.value.as_str()).collect();
        json!({
            "activities": ids, "cost": self.money(point.cost),
            "success": point.success.map(|p| p.value),
            "success_standard_error": point.success.map(|p| p.se),
            "success_surrogate": point.success_surrogate,
            "net_value": self.money(point.net_value.map_or(point.net_value_surrogate, |net| net.value)),
            "net_value_standard_error": point.net_value.map_or(Json::Null, |net| self.money(net.se)),
            "net_value_surrogate": self.money(point.net_value_surrogate),
        })
    }

    fn turning(&self, one: &Turning) -> Json {
        let (lever, money) = match &one.lever {
            Lever::OfficeCost => ("office_cost", true),
            Lever::Effects => ("effects", false),
            Lever::FailureCost => ("failure_cost", false),
            Lever::WeekLate => ("delay_cost_per_week", true),
            Lever::BenefitMonths => ("benefit_lost_months", false),
            Lever::InternalCost => ("internal_cost", true),
            Lever::Reprocurement => ("reprocurement_percent", false),
            Lever::Probability(_) => ("probability", false),
        };
        let number = |value: f64| if money { self.money(value) } else { json!(value) };
        let risk = match one.lever {
            Lever::Probability(risk) => json!(self.offer.deal.risks[risk].id.value),
            _ => Json::Null,
        };
        json!({
            "input": lever, "risk": risk, "stated": number(one.stated),
            "turns_at": one.at.map_or(Json::Null, number),
        })
    }
}
