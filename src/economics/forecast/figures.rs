//! The simulated figures a price and a document need, as money and dates.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::model::double;
use super::outcome::{Forecast, Outcome};
use super::sample::Sample;
use super::scopes::bills_work;
use super::treatment::treated;
use crate::plan::Planned;
use crate::price::{Reserve, Simulated};
use bidwright_base::money::Money;
use bidwright_model::book::Rows;
use bidwright_model::deal::{ContingencyRule, Deal, Model, PackageIdx, RiskIdx};
use bidwright_model::distributions::Shape;

/// Simulated figures of an offer, in the terms of its documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForecastSummary {
    /// Simulated deliveries.
    pub iterations: u32,
    /// The generator's seed.
    pub seed: u64,
    /// The finish in one of two deliveries, and in four of five; `None` for a retainer.
    pub finish: Option<(Date, Date)>,
    /// P10, P50, P80 and P90 of what the customer would be billed, after discount, for the models
    /// that bill work done; without the ceiling of a capped one.
    pub billed: Option<[Money; 4]>,
}

/// The figures of one case for the price of its plan.
#[must_use]
pub fn simulated(offer: Planned<'_>, case: &Outcome) -> Simulated {
    let deal = offer.deal;
    let money = |amount: f64| {
        deal.head.currency.value.round_f64(amount).expect("a simulated amount is a number in range")
    };
    let reserve = match deal.estimate.contingency {
        ContingencyRule::Confidence(at) if deal.head.model.value == Model::FixedPrice => {
            let confidence = f64::from(at.value) / 100.0;
            let reserve = case.reserve(confidence);
            let between = [case.cost.quantile(confidence).value, case.planned.cost];
            Some(Reserve {
                amount: money(reserve.value),
                error: money(reserve.se),
                between: Some(between.map(money)),
            })
        }
        _ => None,
    };
    Simulated {
        reserve,
        expected_risk_cost: money(expected_costs(offer).iter().map(ExpectedCost::cost).sum::<f64>().max(0.0)),
        p80_uncapped: (deal.head.model.value == Model::Capped)
            .then(|| billed(deal, case).map_or(money(0.0), |b| b[2])),
    }
}

/// What a risk of the scope costs us on average, and what that is made of (MODEL 7, 9).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ExpectedCost {
    /// Which of the deal's risks it is.
    pub risk: RiskIdx,
    /// p_k: its probability under the office of the plan.
    pub probability: f64,
    /// m_k: what is left of its impact.
    pub impact: f64,
    /// The mean of its cost, if it happens untreated.
    pub mean: f64,
    /// What of it is ours.
    pub share: f64,
}

impl ExpectedCost {
    /// p_k·m_k·mean·share.
    #[must_use]
    pub fn cost(&self) -> f64 {
        self.probability * self.impact * self.mean * self.share
    }
}

/// The risks of the scope, each with what it costs us on average.
#[must_use]
pub fn expected_costs(offer: Planned<'_>) -> Vec<ExpectedCost> {
    let Planned { deal, plan, .. } = offer;
    let in_scope = |on: PackageIdx| plan.packages.iter().any(|p| p.package == on);
    let risks = deal.risks.indexed();
    risks
        .filter(|(_, risk)| risk.on.is_none_or(|on| in_scope(on.value)))
        .map(|(at, risk)| {
            let treated = treated(offer, risk);
            let cost = risk.cost.as_ref();
            let shape = cost.map(|cost| crate::plan::shape(cost, deal.estimate.reading).0);
            ExpectedCost {
                risk: at,
                probability: treated.probability,
                impact: treated.impact,
                mean: shape.unwrap_or(Shape::Constant(0.0)).mean(),
                share: double(risk.bearer.supplier_share()),
            }
        })
        .collect()
}

/// P10, P50, P80, P90 of what the customer would be billed.
fn billed(deal: &Deal, case: &Outcome) -> Option<[Money; 4]> {
    if !bills_work(deal) {
        return None;
    }
    let sample = Sample::new(case.billed.clone());
    let at =
        |q: f64| deal.head.currency.value.round_f64(sample.quantile(q).value).expect("a number in range");
    Some([at(0.1), at(0.5), at(0.8), at(0.9)])
}

/// The figures of one case for the documents of its plan.
#[must_use]
pub fn forecast_summary(offer: Planned<'_>, case: &Outcome) -> ForecastSummary {
    let deal = offer.deal;
    let date = |q: f64| finish_date(offer, case.finish.quantile(q).value);
    ForecastSummary {
        iterations: deal.estimate.iterations,
        seed: deal.estimate.seed,
        finish: (deal.head.model.value != Model::Retainer).then(|| (date(0.5), date(0.8))),
        billed: billed(deal, case),
    }
}

/// The date of a finish after so many working days (MODEL 5.3); a retainer's is its last day of term.
pub(super) fn finish_date(Planned { deal, book, plan }: Planned<'_>, days: f64) -> Date {
    if deal.head.model.value == Model::Retainer {
        return plan.finish;
    }
    let days = Decimal::from_f64_retain(days).expect("a number of days in range");
    let minutes = bidwright_base::quantity::WorkTime::days(days).minutes(plan.minutes_per_day);
    book.calendar.finish(plan.start, minutes, plan.minutes_per_day)
}

impl Forecast {
    /// Standard error of the difference of the reserves of two cases at a confidence, paired: the two
    /// quantiles move together as far as the iterations below them are the same.
    #[must_use]
    pub fn reserve_difference_se(&self, one: usize, other: usize, confidence: f64) -> f64 {
        let (a, b) = (&self.cases[one], &self.cases[other]);
        let (qa, qb) = (a.cost.quantile(confidence), b.cost.quantile(confidence));
        let both =
            a.cost.values().iter().zip(b.cost.values()).filter(|(x, y)| **x <= qa.value && **y <= qb.value);
        let joint = both.count() as f64 / a.cost.values().len() as f64;
        let correlation = (joint - confidence * confidence) / (confidence * (1.0 - confidence));
        (qa.se * qa.se + qb.se * qb.se - 2.0 * correlation * qa.se * qb.se).max(0.0).sqrt()
    }
}
