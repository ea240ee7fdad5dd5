//! What moves a forecast: critical packages, rank correlations, and the tornado.

use std::fmt::Write as _;

use rust_decimal::Decimal;

use super::{Page, TOP, id};
use crate::report::draw::{bar, span};
use crate::report::figure::{error, probability, rounded, wrapped};
use crate::report::table::TerminalTable;
use bidwright_base::locale::Locale;
use bidwright_base::simulated::Simulated;
use bidwright_economics::forecast::{Correlation, Input};

/// How often a package is critical. That there is no way around it is no chance, so it has a word of its own.
fn how_often(locale: Locale, often: Simulated) -> String {
    if often.value >= 1.0 { "always".to_owned() } else { probability(locale, often) }
}

impl Page<'_> {
    pub(super) fn critical(&self) -> String {
        let critical = self.scenario_pair.often_critical();
        if critical.is_empty() {
            return String::new();
        }
        let two = |value: f64| self.locale.number(rounded(value, Decimal::new(1, 2)));
        let mut table =
            TerminalTable::new(&["critical", "what", "in", "±", "", "cruciality", "significance"], 2);
        for (id, often) in critical.into_iter().take(TOP) {
            let index = self.drivers.index(id);
            table.row(&[
                id.to_owned(),
                self.name(&Input::Work(id.to_owned())),
                how_often(self.locale, often),
                error(self.locale, 100.0 * often.se),
                bar(often.value, 16),
                index.and_then(|index| index.cruciality).map_or_else(String::new, |c| two(c.rho)),
                index.map_or_else(String::new, |index| two(index.significance(often.value))),
            ]);
        }
        format!(
            "\n{table}\n{}\n",
            wrapped(
                "Cruciality is the rank correlation of a package's duration with the finish; significance is how often it is \
                 critical, times its spread over that of the finish."
            )
        )
    }

    pub(super) fn links(&self) -> String {
        if self.drivers.links.is_empty() {
            return String::new();
        }
        let number = |value: f64| self.locale.number(rounded(value, Decimal::new(1, 2)));
        let cells = |link: Option<Correlation>| match link {
            Some(c) => [number(c.rho), format!("{} to {}", number(c.low), number(c.high))],
            None => [const { String::new() }; 2],
        };
        let head = ["rank correlation with", "what", "cost", "95 %", "finish", "95 %"];
        let mut table = TerminalTable::new(&head, 2);
        for link in self.drivers.links.iter().take(TOP) {
            let named = vec![id(&link.input).to_owned(), self.name(&link.input)];
            table.row(&[named, cells(link.cost).to_vec(), cells(link.finish).to_vec()].concat());
        }
        format!("\n{table}")
    }

    pub(super) fn swings(&self) -> String {
        if self.drivers.swings.is_empty() {
            return String::new();
        }
        // Both ends are over the same random numbers, so their difference is far surer than either.
        let money = |value: f64| self.locale.number(rounded(value, Decimal::from(500)));
        let days = |value: f64| self.locale.number(rounded(value, Decimal::new(5, 1)));
        let percent = |value: f64| rounded(100.0 * value, Decimal::ONE).to_string();
        let pair = |low: String, high: String| format!("{low} – {high}");
        let mut head = vec!["held at P10 – P90", "what", "mean cost", "P80 of cost"];
        if !self.is_retainer() {
            head.extend(["mean finish", "P80 of finish"]);
        }
        let carried = self.scenario_pair.with.success.is_carried();
        if carried {
            head.extend(["success, %", "0 … 100 %"]);
        }
        let judged = self.drivers.have_net_value();
        if judged {
            head.push("net value of the office");
        }
        let mut table = TerminalTable::new(&head, 2);
        for swing in self.drivers.swings.iter().take(TOP) {
            let (low, high) = (&swing.low, &swing.high);
            let mut row = vec![id(&swing.input).to_owned(), self.name(&swing.input)];
            row.push(pair(money(low.cost), money(high.cost)));
            row.push(pair(money(low.cost_p80), money(high.cost_p80)));
            if !self.is_retainer() {
                row.push(pair(days(low.finish), days(high.finish)));
                row.push(pair(days(low.finish_p80), days(high.finish_p80)));
            }
            if carried {
                row.push(pair(percent(low.success), percent(high.success)));
                row.push(span(low.success, high.success, 24));
            }
            if judged {
                let thousands = |value: f64| self.locale.number(rounded(value, Decimal::from(5000)));
                let cell = low
                    .net_value
                    .zip(high.net_value)
                    .map(|(one, other)| pair(thousands(one), thousands(other)));
                row.push(cell.unwrap_or_default());
            }
            table.row(&row);
        }
        let mut remark = format!(
            "Each input alone at its P10 and P90, all others random, over {} deliveries.",
            self.locale.whole(self.drivers.iterations as u64)
        );
        let rare: Vec<&str> = (self.offer.deal.risks.iter())
            .filter(|risk| risk.is_rare())
            .map(|risk| risk.id.value.as_str())
            .collect();
        if !rare.is_empty() {
            let _infallible = write!(
                remark,
                " At their P90 risks of one in ten or less have not occurred, so what {} would do is not in these rows.",
                bidwright_base::words::list(&rare)
            );
        }
        format!("\n{table}\n{}\n", wrapped(&remark))
    }
}
