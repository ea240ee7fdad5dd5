//! What failure costs the customer, what delivery management adds and how likely success is. Of what is
//! ours nothing is read but the cap on liability and the damages, which the contract states too.

use rust_decimal::Decimal;

use super::Seen;
use crate::compose::view::{ExposureLine, ExposureView, OfficeView, SuccessView, Three};
use bidwright_base::locale::rounding::{exact, rounded};
use bidwright_base::locale::{Locale, Message, NBSP};
use bidwright_base::money::Money;
use bidwright_base::quantity::Percent;
use bidwright_base::simulated::Simulated;
use bidwright_economics::forecast::Success;
use bidwright_economics::offer::ValueAnalysis;
use bidwright_economics::value::{Line, PmoValue, Source};
use bidwright_model::book::ActivityIdx;

impl<'a> Seen<'a> {
    /// What was simulated and weighed; nothing without `[stakes]`, for nobody has said what failure costs.
    pub(in crate::compose) fn pmo_value(self) -> Option<(&'a ValueAnalysis, &'a PmoValue)> {
        let value_analysis = self.offer.value_analysis.as_ref()?;
        Some((value_analysis, value_analysis.value.pmo_value.as_ref()?))
    }

    /// "EUR 213,861": an amount worked out from estimates, without the cents nobody knows.
    pub(in crate::compose) fn plain_amount(self, amount: Money) -> String {
        self.locale.number(amount.amount().round())
    }

    pub(in crate::compose) fn plain_money(self, amount: Money) -> String {
        format!("{}\u{a0}{}", self.offer.quote.currency.code(), self.plain_amount(amount))
    }

    pub(in crate::compose) fn about(self, amount: Simulated) -> String {
        self.locale.about(self.offer.quote.currency, amount)
    }

    pub(super) fn exposure(self) -> Option<ExposureView> {
        let sheet = &self.pmo_value()?.1.exposure;
        let three = |[low, likely, high]: [Money; 3]| Three {
            low: self.plain_money(low),
            likely: self.plain_money(likely),
            high: self.plain_money(high),
        };
        let line = |line: &Line| {
            let Three { low, likely, high } = three(line.amounts);
            let (label, formula) = (self.exposure_label(&line.what), self.formula(&line.what));
            ExposureLine { label, formula, low, likely, high }
        };
        let party = &sheet.customer;
        let Three { low, likely, high } = three([party.low, party.likely, party.high]);
        Some(ExposureView {
            lines: party.lines.iter().map(line).collect(),
            low,
            likely,
            high,
            week_late: sheet.week_late.map(three),
            damages: sheet.transfer.filter(|most| !most.is_zero()).map(|most| self.plain_money(most)),
            liability: sheet.liability.map(|cap| self.plain_money(cap)),
            expected: party.expected.map(|mean| self.about(mean)),
            source: self.offer.deal.stakes.as_ref()?.source.clone(),
        })
    }

    /// What a line of the customer's sheet is about.
    pub(in crate::compose) fn exposure_label(self, what: &Source) -> String {
        self.locale.text(match what {
            Source::Reprocurement { .. } => Message::ExposureReprocurement,
            Source::Internal => Message::ExposureInternal,
            Source::Benefit { .. } => Message::ExposureBenefit,
            Source::Rework { .. } => Message::ExposureRework,
            Source::FollowOn => return String::new(),
        })
    }

    /// How a line is worked out: "12, 25 or 52% of the net price".
    pub(in crate::compose) fn formula(self, what: &Source) -> String {
        let locale = self.locale;
        let points = |points: &bidwright_model::deal::ThreePoint, last: fn(Locale, Decimal) -> String| {
            if points.is_constant() {
                return last(locale, points.likely);
            }
            let [low, likely] = &[points.low, points.likely].map(|point| locale.number(point.normalize()));
            locale.text(Message::ThreePoints { low, likely, high: &last(locale, points.high) })
        };
        match what {
            Source::Reprocurement { percent: of } | Source::Rework { percent: of } => {
                let share = &points(of, |locale, point| locale.percent(Percent(point)));
                locale.text(Message::ExposureHowShare { share })
            }
            Source::Internal | Source::FollowOn => locale.text(Message::ExposureHowStated),
            Source::Benefit { months: of, per_year, .. } => {
                let (amount, code) = (locale.number(per_year.round()), self.offer.quote.currency.code());
                let months = &points(of, |locale, point| locale.text(Message::Months { count: point }));
                locale.text(Message::ExposureHowBenefit { months, amount: &format!("{code}{NBSP}{amount}") })
            }
        }
    }

    pub(super) fn success(self) -> Option<SuccessView> {
        let (value_analysis, _) = self.pmo_value()?;
        let (locale, uncertainty) = (self.locale, &value_analysis.uncertainty);
        let [with, without] = [&value_analysis.scenario_pair.with, &value_analysis.scenario_pair.without]
            .map(|one| &one.success);
        let gain = with.above(without);
        let size = Simulated { value: gain.value.abs(), ..gain };
        let whole = |value: f64| locale.number(rounded(100.0 * value, Decimal::ONE));
        let span = uncertainty.gain;
        let budget = self.offer.deal.stakes.as_ref().and_then(|stakes| stakes.budget);
        Some(SuccessView {
            runs: locale.whole(value_analysis.scenario_pair.runs.iterations.into()),
            conditions: self.conditions(with),
            joint: locale.chance(with.joint),
            error: locale.error_points(with.joint.se),
            range: locale.chances(uncertainty.with),
            on_time: with.on_time.map(|p| locale.chance(p)),
            in_budget: with.in_budget.map(|p| locale.chance(p)),
            accepted: locale.chance(with.accepted),
            without: locale.chance(without.joint),
            without_range: locale.chances(uncertainty.without),
            gain: locale.points(size),
            gain_range: locale.text(Message::FromTo { low: &whole(span.low), high: &whole(span.high) }),
            change: match gain.value {
                value if value.abs() < (2.0 * gain.se).max(0.005) => "same".to_owned(),
                value if value > 0.0 => "up".to_owned(),
                _ => "down".to_owned(),
            },
            repriced: budget.map(|_| locale.chance(value_analysis.scenario_pair.repriced.joint)),
            spends_headroom: spends_headroom(with, without),
            above_budget: budget.is_some_and(|budget| self.offer.quote.totals.net > budget.value),
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
        let (value_analysis, pmo_value) = self.pmo_value()?;
        let locale = self.locale;
        let (net, lean) = (pmo_value.customer.value, &pmo_value.lean);
        let (cost, own) = (value_analysis.value.office.increment, value_analysis.value.office.own_hours);
        let sure = |value: f64| self.about(Simulated { value, se: 0.0 });
        let name = |at: &ActivityIdx| self.offer.book.methodology.activities[*at].name.clone();
        let only_in = |one: &[ActivityIdx], other: &[ActivityIdx]| -> String {
            let names: Vec<String> = one.iter().filter(|at| !other.contains(at)).map(name).collect();
            locale.list(&names)
        };
        let points = pmo_value.break_even_points;
        let two = |value: f64| locale.number(rounded(value, Decimal::new(1, 2)));
        let [low, high] = pmo_value.check.prior.range().map(two);
        Some(OfficeView {
            adds: self.exactly(cost),
            price: self.exactly(cost - own),
            own_hours: (!own.is_zero()).then(|| self.exactly(own)),
            any: cost.amount() > Decimal::ZERO,
            points: points.map(|points| locale.number(rounded(points, Decimal::new(1, 1)))),
            one_in: points
                .filter(|points| *points > 0.0)
                .map(|points| locale.number(exact(100.0 / points).floor())),
            cannot_pay: points.is_some_and(|points| points > 100.0),
            pays_from: pmo_value.same_budget.failure_cost.filter(|k| *k > 0.0).map(sure),
            pays_at: pmo_value.same_budget.required.map(|value| locale.chance(Simulated { value, se: 0.0 })),
            saves: self.about(pmo_value.customer.reduction),
            net: self.about(Simulated { value: net.value.abs(), ..net }),
            net_error: locale.error_about(self.offer.quote.currency, net.se),
            verdict: pmo_value.verdict.word().to_owned(),
            leave_out: only_in(&lean.offered.activities, &lean.leanest.activities),
            take_up: only_in(&lean.leanest.activities, &lean.offered.activities),
            lighter_adds: sure(lean.leanest.cost),
            odds: pmo_value.check.implied.map(two),
            odds_needed: pmo_value.check.needed.map(two),
            odds_expected: locale.text(Message::FromTo { low: &low, high: &high }),
            record: self.offer.book.history.as_ref().map(|history| {
                let arms = [history.with, history.without];
                let count: u32 = arms.iter().map(|arm| arm.accepted + arm.refused + arm.cancelled).sum();
                locale.whole(count.into())
            }),
        })
    }

    /// An amount of the contract in three digits: in prose nobody reads cents.
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
