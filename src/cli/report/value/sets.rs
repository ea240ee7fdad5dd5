//! Activity by activity: the ledger, the frontier of sets, and where the answer would turn.

use rust_decimal::Decimal;

use super::{Page, shortened};
use crate::report::draw::bar;
use crate::report::figure::{probability, rounded, wrapped};
use crate::report::table::TerminalTable;
use bidwright_base::simulated::Simulated;
use bidwright_economics::value::lean::{Lean, Point, Proof};
use bidwright_economics::value::{Lever, PmoValue, TurningPoint};

impl Page<'_> {
    pub(super) fn ledger(&self, pmo_value: &PmoValue) -> String {
        let head = [
            "activity",
            "treats (off probability, evidence)",
            "leaves",
            "days",
            "price",
            "their hours",
            "of exposure",
            "saves alone",
            "as the last",
        ];
        let mut table = TerminalTable::new(&head, 3);
        let methodology = &self.offer.book.methodology;
        for entry in &pmo_value.ledger {
            let activity = &methodology.activities[entry.activity];
            let treats: Vec<String> = (entry.treats.iter())
                .map(|t| {
                    let used = rounded(100.0 * t.used, Decimal::ONE);
                    format!("{} ({used} %, {})", methodology.failures[t.failure].id, t.evidence.word())
                })
                .collect();
            let claims = |value: f64| if entry.mandatory { "—".to_owned() } else { self.rough(value) };
            table.row(&[
                activity.id.value.clone(),
                treats.join("; "),
                shortened(&activity.deliverable),
                self.locale.number(entry.effort.0.normalize()),
                entry.price.map_or_else(|| "in one".to_owned(), |price| self.whole_money(price)),
                self.whole_money(entry.own_hours),
                format!("{} %", rounded(100.0 * entry.addressed, Decimal::ONE)),
                claims(entry.alone),
                claims(entry.last),
            ]);
        }
        format!(
            "\n{table}\n{}\n",
            wrapped(
                "Of exposure: the part of the expected loss that comes from risks the activity treats; several activities \
                 address the same part. What mandatory activities do belongs to both sides, so no saving is claimed for them."
            )
        )
    }

    pub(super) fn frontier(&self, lean: &Lean) -> String {
        let head = [
            "lean frontier",
            "activities beyond the mandatory",
            "costs",
            "success",
            "surrogate",
            "net value",
            "±",
        ];
        let mut table = TerminalTable::new(&head, 2);
        for point in lean.simulated() {
            let mark = match (
                point.activities == lean.leanest.activities,
                point.activities == lean.offered.activities,
            ) {
                (true, true) => "offered, leanest",
                (true, false) => "leanest",
                (false, true) => "offered",
                (false, false) => "",
            };
            let chance =
                |p: Option<Simulated>| p.map_or_else(|| "—".to_owned(), |p| probability(self.locale, p));
            let net = point.net_value;
            table.row(&[
                mark.to_owned(),
                self.set(point),
                self.whole(point.cost),
                chance(point.success),
                chance(point.surrogate().map(|value| Simulated { value, se: 0.001 })),
                net.map_or_else(String::new, |net| self.money(net)),
                net.map_or_else(String::new, |net| self.error(net.se)),
            ]);
        }
        let mut remarks = vec![match lean.proof {
            Proof::Exhausted(sets) => {
                format!("All {} admissible sets were evaluated.", self.locale.whole(sets))
            }
            Proof::Bounded(nodes) => {
                format!("Proven: bounds rule out every other set ({} evaluated).", self.locale.whole(nodes))
            }
            Proof::Gap(gap) => format!(
                "Stopped early: no set is better than the best found by more than {}.",
                self.rough(gap)
            ),
        }];
        let hidden = lean.unsimulated();
        if hidden > 0 {
            remarks.push(format!(
                "{} of the frontier were not simulated and are left out here; `--format json` has them.",
                bidwright_base::words::count(hidden, "point", "points")
            ));
        }
        match lean.ties.len() {
            0 => {}
            ties => remarks.push(format!(
                "{} with the leanest within two standard errors of their difference; of these it costs least.",
                match ties {
                    1 => "One other set ties".to_owned(),
                    many => format!("{many} other sets tie"),
                }
            )),
        }
        format!("\n{table}\n{}\n", wrapped(&remarks.join(" ")))
    }

    /// The activities of a set beyond the mandatory ones.
    fn set(&self, point: &Point) -> String {
        let activities = &self.offer.book.methodology.activities;
        let ids: Vec<&str> = (point.activities.iter())
            .map(|at| &activities[*at])
            .filter(|activity| !activity.mandatory)
            .map(|activity| activity.id.value.as_str())
            .collect();
        if ids.is_empty() { "none".to_owned() } else { ids.join(" ") }
    }

    pub(super) fn turning(&self, turning: &[TurningPoint]) -> String {
        if turning.is_empty() {
            return String::new();
        }
        let mut table = TerminalTable::new(&["the answer turns if", "stated", "turns at", "away"], 1);
        for one in turning {
            let name = match &one.lever {
                Lever::OfficeCost => "the office costs the customer".into(),
                Lever::Effects => "every effect, times".into(),
                Lever::FailureCost => "every cost of failure, times".into(),
                Lever::WeekLate => "a week late costs, likely".into(),
                Lever::BenefitMonths => "months of benefit lost, likely".into(),
                Lever::InternalCost => "internal cost, likely".into(),
                Lever::Reprocurement => "reprocurement, % of price, likely".into(),
                Lever::Probability(risk) => {
                    let risk = &self.offer.deal.risks[*risk];
                    format!("probability of {} ({})", risk.id.value, shortened(&risk.name))
                }
            };
            let number = |x| if one.lever.is_money() { self.rough(x) } else { self.two(x) };
            let at = one.at.map_or_else(|| "nowhere".to_owned(), number);
            let away = if one.at.is_some() { bar(one.distance().min(1.0), 10) } else { String::new() };
            table.row(&[name, number(one.stated), at, away]);
        }
        format!("\n{table}")
    }
}
