//! The sentences under a forecast (MODEL 16).

use super::Page;
use crate::report::calibration;
use crate::report::figure::{error, points, points_between, probability, rounded};
use bidwright_base::simulated::Span;
use bidwright_economics::forecast::{ScenarioPair, Success, Uncertainty};
use bidwright_model::deal::Reading;
use bidwright_service::BudgetEffect;
use rust_decimal::Decimal;

impl Page<'_> {
    /// Each claim with its error and its source (MODEL 16).
    pub(super) fn sentences(&self) -> Vec<String> {
        let ScenarioPair { with, without, terms, .. } = self.scenario_pair;
        let deal = &self.offer.deal;
        let conditions = conditions(&with.success);
        let carried = with.success.is_carried();
        let mut sentences = Vec::new();
        let chance = format!(
            "In {} simulated deliveries, {} met {conditions} (simulation error ±{} points, 95 %).",
            self.locale.whole(self.scenario_pair.runs.iterations.into()),
            probability(self.locale, with.success.joint),
            error(self.locale, with.success.joint.half_width_points()),
        );
        let gain = with.success.above(&without.success);
        let record = self.offer.book.history.as_ref();
        let bare = format!(
            "Without the delivery office: {}. The difference of {} points (±{}, 95 %, paired) follows from the effects the \
             methodology states{}; it is no guarantee, and no controlled study exists.",
            probability(self.locale, without.success.joint),
            points_between(self.locale, with.success.joint, without.success.joint)
                .unwrap_or_else(|| points(self.locale, gain)),
            error(self.locale, gain.half_width_points()),
            record.map_or_else(String::new, |history| {
                format!(", not from the {} of our own deliveries cited next", history.deliveries())
            }),
        );
        if carried {
            sentences.extend([chance, bare]);
        }
        sentences.extend(
            record.map(|history| calibration::track_record(history, self.offer.plan.effort, self.locale)),
        );
        if carried {
            sentences.push(self.inputs());
        }
        let most: Vec<String> =
            self.drivers.swings.iter().take(3).map(|swing| self.named(&swing.input)).collect();
        if !most.is_empty() {
            sentences.push(format!(
                "Assumptions that matter most: {}. If one is wrong, say so before signature.",
                bidwright_base::words::list(&most)
            ));
        }
        if let Some(budget) = terms.targets.budget {
            let effect = BudgetEffect::of(self.offer, self.scenario_pair);
            // An offer above the budget is certain; what else a budget does is told in chances.
            let told = effect.filter(|effect| carried || *effect == BudgetEffect::OfferAbove);
            sentences.extend(told.map(|effect| self.budget(budget, effect)));
        }
        if terms.targets.budget.is_some() && carried {
            sentences.push(format!(
                "Re-priced means that the budget grows by {}, what the office costs the customer beyond the mandatory \
                 activities, their own hours included. All other figures are at the same budget.",
                self.money(terms.increment())
            ));
        }
        let reading = match deal.estimate.reading {
            Reading::P10P90 => "P10 and P90",
            Reading::MinMax => "least and most",
        };
        sentences.push(format!(
            "Ranges are read as {reading}; correlation {}, {} more within a stream; bidwright {}. ± is one standard \
             error of the simulation and says nothing about the inputs. A forecast is not a term of the contract.",
            deal.estimate.correlation.value,
            deal.estimate.stream_correlation.value,
            env!("CARGO_PKG_VERSION"),
        ));
        sentences
    }

    /// What the budget does to success.
    fn budget(&self, budget: f64, effect: BudgetEffect) -> String {
        let what = match effect {
            BudgetEffect::OfferAbove => {
                return format!(
                    "The offer itself, at {} net, is above the customer's budget of {}: no way of delivering it mends that.",
                    self.locale.number(self.offer.quote.totals.net.amount()),
                    self.money(budget)
                );
            }
            BudgetEffect::LowersSuccess => "It is the budget that lowers success here",
            BudgetEffect::LessensGain => "The budget takes back part of the gain",
        };
        format!(
            "{what}: the office spends headroom in the budget, it does not make the delivery less likely to \
             succeed. With the budget re-priced it would be {}.",
            probability(self.locale, self.scenario_pair.repriced.joint)
        )
    }

    /// How far the chance of success may be off because of what was stated.
    fn inputs(&self) -> String {
        let Uncertainty { draws, iterations, with, without, gain, helps } = *self.uncertainty;
        // Two hundred draws tell a percentile to about a point.
        let percent = |value: f64| rounded(100.0 * value, Decimal::ONE).to_string().replace('-', "\u{2212}");
        let span = |span: Span| format!("{} to {}", percent(span.low), percent(span.high));
        format!(
            "What was stated is itself uncertain. Over {draws} draws of effects, probabilities and correlation, of {} \
             deliveries each, success lies at {} % with the office and {} % without (P5 to P95), the difference at {} \
             points; the office raises success in {} % of the draws. Beside this the simulation error is small.",
            self.locale.whole(iterations.into()),
            span(with),
            span(without),
            span(gain),
            percent(helps),
        )
    }
}

/// "date, budget and acceptance together".
fn conditions(success: &Success) -> String {
    let names: Vec<&str> = success
        .conditions()
        .into_iter()
        .map(|name| match name {
            "on_time" => "the date",
            "in_budget" => "the budget",
            _ => "acceptance",
        })
        .collect();
    let together = if names.len() > 1 { " together" } else { "" };
    format!("{}{together}", bidwright_base::words::list(&names))
}
