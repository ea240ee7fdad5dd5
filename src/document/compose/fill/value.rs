//! What failure costs the customer, what delivery management adds and how likely success is.

use rust_decimal::Decimal;

use super::LocalizedOffer;
use crate::compose::view::{ExposureLine, ExposureView, OfficeView, SuccessView, Three};
use bidwright_base::locale::rounding::{exact, rounded};
use bidwright_base::locale::{Locale, Message, NBSP};
use bidwright_base::money::Money;
use bidwright_base::quantity::Percent;
use bidwright_base::simulated::Simulated;
use bidwright_economics::forecast::Success;
use bidwright_model::deal::ThreePoint;
use bidwright_review::customer_offer::{Loss, LossLine};

impl LocalizedOffer<'_> {
    /// "EUR 213,861": an amount worked out from estimates, without cents that would suggest precision.
    pub(in crate::compose) fn plain_amount(self, amount: Money) -> String {
        self.locale.number(amount.amount().round())
    }

    pub(in crate::compose) fn plain_money(self, amount: Money) -> String {
        format!("{}\u{a0}{}", self.offer.price.currency.code(), self.plain_amount(amount))
    }

    pub(in crate::compose) fn about(self, amount: Simulated) -> String {
        self.locale.about(self.offer.price.currency, amount)
    }

    pub(super) fn exposure(self) -> Option<ExposureView> {
        let exposure = &self.offer.value.as_ref()?.exposure;
        let three = |[low, likely, high]: [Money; 3]| Three {
            low: self.plain_money(low),
            likely: self.plain_money(likely),
            high: self.plain_money(high),
        };
        let line = |line: &LossLine<'_>| {
            let Three { low, likely, high } = three(line.amounts);
            let (label, formula) = (self.loss_label(line.loss), self.loss_formula(line.loss));
            ExposureLine { label, formula, low, likely, high }
        };
        let Three { low, likely, high } = three(exposure.sum);
        Some(ExposureView {
            lines: exposure.lines.iter().map(line).collect(),
            low,
            likely,
            high,
            week_late: exposure.week_late.map(three),
            damages: exposure.damages.filter(|most| !most.is_zero()).map(|most| self.plain_money(most)),
            liability: exposure.liability.map(|cap| self.plain_money(cap)),
            expected: exposure.expected.map(|mean| self.about(mean)),
            source: self.offer.stakes?.source.map(str::to_owned),
        })
    }

    /// The subject of a line of the customer's exposure table.
    pub(in crate::compose) fn loss_label(self, loss: Loss<'_>) -> String {
        self.locale.text(match loss {
            Loss::Reprocurement { .. } => Message::ExposureReprocurement,
            Loss::Internal => Message::ExposureInternal,
            Loss::Benefit { .. } => Message::ExposureBenefit,
        })
    }

    /// How a line is worked out: "12, 25 or 52% of the net price".
    pub(in crate::compose) fn loss_formula(self, loss: Loss<'_>) -> String {
        let locale = self.locale;
        let points = |points: &ThreePoint, last: fn(Locale, Decimal) -> String| {
            if points.is_constant() {
                return last(locale, points.likely);
            }
            let [low, likely] = &[points.low, points.likely].map(|point| locale.number(point.normalize()));
            locale.text(Message::ThreePoints { low, likely, high: &last(locale, points.high) })
        };
        match loss {
            Loss::Reprocurement { percent } => {
                let share = &points(percent, |locale, point| locale.percent(Percent(point)));
                locale.text(Message::ExposureHowShare { share })
            }
            Loss::Internal => locale.text(Message::ExposureHowStated),
            Loss::Benefit { months, per_year, .. } => {
                let (amount, code) = (locale.number(per_year.round()), self.offer.price.currency.code());
                let months = &points(months, |locale, point| locale.text(Message::Months { count: point }));
                locale.text(Message::ExposureHowBenefit { months, amount: &format!("{code}{NBSP}{amount}") })
            }
        }
    }

    pub(super) fn success(self) -> Option<SuccessView> {
        let scenarios = &self.offer.value.as_ref()?.scenarios;
        let (locale, uncertainty) = (self.locale, scenarios.uncertainty);
        let (with, without) = (scenarios.with.success, scenarios.without.success);
        if !with.is_carried() {
            return None;
        }
        let gain = with.above(without);
        let size = Simulated { value: gain.value.abs(), ..gain };
        let whole = |value: f64| locale.number(rounded(100.0 * value, Decimal::ONE));
        let span = uncertainty.gain;
        let budget = self.offer.stakes.and_then(|stakes| stakes.budget);
        Some(SuccessView {
            runs: locale.whole(scenarios.iterations.into()),
            conditions: self.conditions(with),
            joint: locale.chance(with.joint),
            error: locale.whole_error_points(with.joint.se),
            range: locale.chances(uncertainty.with),
            on_time: with.on_time.map(|p| locale.chance(p)),
            in_budget: with.in_budget.map(|p| locale.chance(p)),
            accepted: locale.chance(with.accepted),
            without: locale.chance(without.joint),
            without_range: locale.chances(uncertainty.without),
            gain: locale.points_between(with.joint, without.joint).unwrap_or_else(|| locale.points(size)),
            gain_range: locale.text(Message::FromTo { low: &whole(span.low), high: &whole(span.high) }),
            change: match gain.value {
                value if value.abs() < (2.0 * gain.se).max(0.005) => "same".to_owned(),
                value if value > 0.0 => "up".to_owned(),
                _ => "down".to_owned(),
            },
            repriced: budget.map(|_| locale.chance(scenarios.repriced)),
            spends_headroom: spends_headroom(with, without),
            above_budget: budget.is_some_and(|budget| self.offer.price.net > budget),
            draws: locale.whole(uncertainty.draws.into()),
            draw_runs: locale.whole(uncertainty.iterations.into()),
        })
    }

    /// "the date, the budget and acceptance together".
    pub(in crate::compose) fn conditions(self, success: &Success) -> String {
        let names = success.conditions().into_iter().map(|name| {
            self.locale.text(match name {
                "on_time" => Message::ConditionDate,
                "in_budget" => Message::ConditionBudget,
                _ => Message::ConditionAcceptance,
            })
        });
        let names: Vec<String> = names.collect();
        match names.as_slice() {
            [one] => one.clone(),
            all => self.locale.text(Message::ConditionTogether { conditions: &self.locale.list(all) }),
        }
    }

    pub(super) fn office(self) -> Option<OfficeView> {
        let office = &self.offer.value.as_ref()?.office;
        let (locale, net) = (self.locale, office.net);
        let sure = |value: f64| self.about(Simulated { value, se: 0.0 });
        let two = |value: f64| locale.number(rounded(value, Decimal::new(1, 2)));
        let [low, high] = &office.odds_expected.map(two);
        // The budget can take from the joint chance what the office saves in failures: then no threshold of that chance
        // says when it pays.
        let agrees = office.odds.zip(office.odds_needed).is_none_or(|(stated, needed)| stated >= needed);
        Some(OfficeView {
            adds: self.exactly(office.adds),
            price: self.exactly(office.adds - office.own_hours),
            own_hours: (!office.own_hours.is_zero()).then(|| self.exactly(office.own_hours)),
            any: office.adds.amount() > Decimal::ZERO,
            points: office.points.map(|points| locale.number(rounded(points, Decimal::new(1, 1)))),
            one_in: (office.points)
                .filter(|points| *points > 0.0)
                .map(|points| locale.number(exact(100.0 / points).floor())),
            cannot_pay: office.points.is_some_and(|points| points > 100.0),
            pays_from: office.pays_from.filter(|k| agrees && *k > 0.0).map(sure),
            pays_at: office
                .pays_at
                .filter(|_| agrees)
                .map(|value| locale.chance(Simulated { value, se: 0.0 })),
            saves: self.about(office.saves),
            net: self.about(Simulated { value: net.value.abs(), ..net }),
            net_error: locale.error_about(self.offer.price.currency, net.se),
            verdict: office.verdict.word().to_owned(),
            leave_out: locale.list(&office.leave_out),
            take_up: locale.list(&office.take_up),
            lighter_adds: sure(office.lighter_adds),
            odds: office.odds.map(two),
            odds_needed: office.odds_needed.filter(|_| agrees).map(two),
            odds_expected: locale.text(Message::FromTo { low, high }),
            record: office.record.map(|deliveries| locale.whole(deliveries.into())),
        })
    }

    /// An amount of the contract in three digits: cents do not help in prose.
    fn exactly(self, amount: Money) -> String {
        use rust_decimal::prelude::ToPrimitive;
        self.about(Simulated { value: amount.amount().to_f64().unwrap_or_default(), se: 0.0 })
    }
}

/// Whether fewer deliveries stay within the budget because delivery management is in the price.
fn spends_headroom(with: &Success, without: &Success) -> bool {
    let both = with.in_budget.zip(without.in_budget);
    both.is_some_and(|(with, without)| {
        without.value - with.value > (2.0 * with.se.max(without.se)).max(0.005)
    })
}
