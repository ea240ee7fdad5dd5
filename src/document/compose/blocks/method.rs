//! The supplier's assumptions on which this offer's figures rest, each with its value (MODEL 17).

use rust_decimal::Decimal;

use super::Scene;
use crate::compose::table_builder::{Options, text};
use crate::tree::Block;
use bidwright_base::locale::Message;
use bidwright_base::quantity::Percent;
use bidwright_model::book::Evidence;
use bidwright_model::deal::{Bearer, CustomerPmo};
use bidwright_review::customer_offer::Value;

/// What is assumed, at which value, and what would replace it. Only what this offer uses.
pub(super) fn assumptions_of_ours(scene: &Scene<'_>, options: &Options) -> Vec<Block> {
    let Some(value) = &scene.offer.value else {
        return Vec::new();
    };
    let basis = Basis { scene, value };
    let mut table = scene.table([Message::OursAssumption, Message::ColumnValue, Message::OursInstead]);
    for assumption in ASSUMPTIONS {
        if let Some(value) = (assumption.value)(&basis) {
            let instead = (assumption.instead)(&basis);
            table.row([text(scene.text(assumption.what)), text(value), text(instead)]);
        }
    }
    table.finish(options, "assumptions-of-ours")
}

/// What the values are read from.
struct Basis<'a> {
    scene: &'a Scene<'a>,
    value: &'a Value<'a>,
}

/// A row of the table.
struct Assumption {
    what: Message<'static>,
    /// Its value in an offer; `None` where the offer does not use it.
    value: fn(&Basis<'_>) -> Option<String>,
    /// What would replace it.
    instead: fn(&Basis<'_>) -> String,
}

const ASSUMPTIONS: &[Assumption] = &[
    Assumption {
        what: Message::OursCorrelation,
        value: |of| Some(of.correlation()),
        instead: |of| of.text(Message::OursCorrelationInstead),
    },
    Assumption {
        what: Message::OursGrades,
        value: |of| Some(of.grades()),
        instead: |of| of.text(Message::OursGradesInstead),
    },
    Assumption {
        what: Message::OursOverlapDecay,
        value: |of| Some(of.number(of.scene.offer.simulation.overlap_decay)),
        instead: |of| of.text(Message::OursOverlapDecayInstead),
    },
    Assumption {
        what: Message::OursCustomerPmo,
        value: |of| of.overlap(),
        instead: |of| of.text(Message::OursCustomerPmoInstead),
    },
    Assumption {
        what: Message::OursSeverity,
        value: |of| Some(of.text(Message::OursSeverityValue)),
        instead: |of| of.text(Message::OursSeverityInstead),
    },
    Assumption {
        what: Message::OursSharedRisk,
        value: |of| {
            let shared = of.scene.offer.risks.iter().any(|risk| risk.bearer == Bearer::Shared);
            shared.then(|| of.text(Message::OursSharedRiskValue))
        },
        instead: |of| of.text(Message::OursSharedRiskInstead),
    },
    Assumption {
        what: Message::OursRecovery,
        value: |of| of.value.exposure.damages.map(|_| of.text(Message::OursRecoveryValue)),
        instead: |of| of.text(Message::OursRecoveryInstead),
    },
    Assumption {
        what: Message::OursDay,
        value: |of| {
            let stakes = of.scene.offer.stakes?;
            (!stakes.day_is_priced).then(|| of.text(Message::OursDayValue))
        },
        instead: |of| of.text(Message::OursDayInstead),
    },
    Assumption {
        what: Message::OursTail,
        value: |of| of.tail(),
        instead: |of| of.text(Message::OursTailInstead),
    },
    Assumption {
        what: Message::OursUncertainty,
        value: |of| {
            let (low, high) = (&of.number(Decimal::new(1, 1)), &of.number(Decimal::new(4, 1)));
            Some(of.text(Message::OursUncertaintyValue { low, high }))
        },
        instead: |of| of.more_draws(),
    },
    Assumption {
        what: Message::OursSceptic,
        value: |of| {
            let office = of.scene.view.office.as_ref().filter(|office| office.record.is_none())?;
            Some(of.text(Message::OursScepticValue { range: &office.odds_expected }))
        },
        instead: |of| of.text(Message::OursScepticInstead),
    },
    Assumption {
        what: Message::OursCalendar,
        value: |of| Some(of.text(Message::OursCalendarValue)),
        instead: |of| of.text(Message::OursCalendarInstead),
    },
];

impl Basis<'_> {
    fn text(&self, message: Message<'_>) -> String {
        self.scene.text(message)
    }

    fn number(&self, value: Decimal) -> String {
        self.scene.locale.number(value.normalize())
    }

    fn correlation(&self) -> String {
        let simulation = &self.scene.offer.simulation;
        let (all, stream) = (simulation.correlation, simulation.stream_correlation);
        format!("{}; {}", self.number(all), self.number(stream))
    }

    fn grades(&self) -> String {
        let grades = [Evidence::A, Evidence::B, Evidence::C, Evidence::None].map(|grade| {
            let name = match grade {
                Evidence::None => self.text(Message::GradeNone),
                known => known.word().to_owned(),
            };
            format!("{name} {}", self.number(grade.weight()))
        });
        grades.join(", ")
    }

    fn overlap(&self) -> Option<String> {
        let offer = self.scene.offer;
        if offer.customer.pmo == CustomerPmo::None {
            return None;
        }
        let share = Decimal::from_f64_retain(offer.simulation.overlap).unwrap_or_default().round_dp(4);
        Some(self.scene.locale.percent(Percent((share * Decimal::ONE_HUNDRED).normalize())))
    }

    fn tail(&self) -> Option<String> {
        let tail = self.scene.offer.simulation.tail?;
        let share = &self.scene.locale.percent(Percent(tail.weight.0.normalize()));
        let (least, exit) = (&self.number(tail.least_ratio), &self.number(tail.exit_ratio));
        Some(self.text(Message::OursTailValue { share, least, exit }))
    }

    fn more_draws(&self) -> String {
        let (locale, uncertainty) = (self.scene.locale, self.value.scenarios.uncertainty);
        let draws = &locale.whole(uncertainty.draws.into());
        let iterations = &locale.whole(uncertainty.iterations.into());
        self.text(Message::OursUncertaintyInstead { draws, iterations })
    }
}
