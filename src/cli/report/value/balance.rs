//! Costs and savings of the office, break-even, and our own result.

use std::fmt::Write as _;

use rust_decimal::Decimal;

use super::Page;
use crate::report::figure::{error, points, probability, rounded, wrapped};
use crate::report::table::TerminalTable;
use bidwright_base::simulated::Simulated;
use bidwright_economics::value::{BreakEven, Net, Outturn, PmoValue, WinBound};
use bidwright_service::value::winners_curse;

impl Page<'_> {
    pub(super) fn parties(&self, pmo_value: &PmoValue) -> String {
        let mut table =
            TerminalTable::new(&["on average, a delivery", "for the customer", "±", "for us", "±"], 1);
        let both = [&pmo_value.customer, &pmo_value.supplier];
        let mut row = |name: &str, of: &dyn Fn(&Net) -> Simulated| {
            let cells = both.map(|party| [self.money(of(party)), self.error(of(party).se)]);
            table.row(&[vec![name.to_owned()], cells.concat()].concat());
        };
        row("failure costs without the office", &|net| net.failure_without);
        row("failure costs with it", &|net| net.failure_with);
        row("the office saves, all in all", &|net| net.reduction);
        row("the office costs", &|net| Simulated { value: net.cost, se: 0.0 });
        row("net value", &|net| net.value);
        row("the most it may cost", &|net| Simulated { value: net.max_cost(), se: net.value.se });
        let mut text = format!("\n{table}");
        let [before, after] = pmo_value.customer.failure_probability.map(|p| probability(self.locale, p));
        let [bad, better] = pmo_value.customer.failure_p90.map(|p| self.money(p));
        let remark = format!(
            "Some cost of failure falls on the customer in {before} of deliveries without the office and {after} with it; \
             one in ten costs them more than {bad} without and {better} with it."
        );
        let _infallible = writeln!(text, "\n{}", wrapped(&remark));
        if pmo_value.price_covers_office() {
            text.push_str(
                "A negative cost to us means that the price of the office covers more than its cost.\n",
            );
        }
        text
    }

    pub(super) fn break_even(&self, pmo_value: &PmoValue) -> String {
        let mut table = TerminalTable::new(
            &[
                "break-even",
                "success",
                "without",
                "gain, points",
                "±",
                "pays at a failure cost of",
                "or at a success of",
            ],
            1,
        );
        let mut row = |name: &str, be: &BreakEven, with: Simulated| {
            let none = || "—".to_owned();
            let without = &self.value_analysis.scenario_pair.without.success;
            let told = |words: String| if without.is_carried() { words } else { none() };
            table.row(&[
                name.to_owned(),
                told(probability(self.locale, with)),
                told(probability(self.locale, without.joint)),
                told(points(self.locale, be.gain)),
                told(error(self.locale, 100.0 * be.gain.se)),
                be.failure_cost.map_or_else(none, |cost| self.rough(cost)),
                be.required
                    .map_or_else(none, |p| probability(self.locale, Simulated { value: p, se: 0.001 })),
            ]);
        };
        let scenario_pair = &self.value_analysis.scenario_pair;
        row("same budget", &pmo_value.same_budget, scenario_pair.with.success.joint);
        if scenario_pair.terms.targets.budget.is_some() {
            row("re-priced", &pmo_value.repriced, scenario_pair.repriced.joint);
        }
        let mut text = format!("\n{table}");
        let mut remarks = vec![match pmo_value.break_even_points {
            Some(_) if pmo_value.costs_more_than_failure() => {
                "The office cannot pay for itself at this failure cost alone: it costs more than an outright failure."
                    .to_owned()
            }
            Some(points) => format!(
                "At the likely cost of an outright failure the office pays for itself if it takes {} percentage points off \
                 the probability of one; this needs no claim about effects.",
                self.locale.number(rounded(points, Decimal::new(1, 1)))
            ),
            None => "Without a likely cost of failure there is no break-even.".to_owned(),
        }];
        if pmo_value.same_budget.failure_cost.is_none() {
            remarks.push("Success does not clearly rise at the same budget, so no failure cost makes the office pay by success alone.".into());
        }
        remarks.push(
            "The net value is the same in both framings: what failure costs does not depend on the budget, success does."
                .to_owned(),
        );
        remarks.push(self.check(pmo_value));
        for sentence in remarks {
            let _infallible = writeln!(text, "\n{}", wrapped(&sentence));
        }
        text
    }

    /// The sceptical view beside what the effects imply.
    fn check(&self, pmo_value: &PmoValue) -> String {
        let two = |value: f64| self.locale.number(rounded(value, Decimal::new(1, 2)));
        let check = &pmo_value.check;
        let [low, high] = check.prior.range();
        let percent = |p: f64| format!("{} %", rounded(100.0 * p, Decimal::ONE));
        let implied = match check.implied {
            Some(or) => format!(
                "The stated effects multiply the odds of success by {}{}",
                two(or),
                if check.is_outside() { ", outside of" } else { ", inside" }
            ),
            None => "What the stated effects do to the odds of success cannot be estimated; for comparison,"
                .to_owned(),
        };
        let needed = match (check.needed, check.pays) {
            (Some(or), Some(pays)) => {
                format!(" To pay, the office needs {}; that view alone gives it {}.", two(or), percent(pays))
            }
            _ => String::new(),
        };
        let (view, origin) = match &self.offer.book.history {
            Some(history) => (
                "what our own record lets one believe",
                format!(
                    "It rests on {} and on a sceptical assumption, of which the record moved {}",
                    history.citation(),
                    percent(history.weight_on_data())
                ),
            ),
            None => ("a sceptical view of project management", "The view is our assumption".to_owned()),
        };
        format!(
            "{implied} the 90 % of {view}: {} to {}, with {} for harm. {origin}; it drives nothing and is printed to be \
             compared.{needed}",
            two(low),
            two(high),
            percent(check.prior.below(1.0))
        )
    }

    pub(super) fn results(&self, pmo_value: &PmoValue) -> String {
        let mut table = TerminalTable::new(&["our own result", "with the office", "±", "without", "±"], 1);
        let both = [&pmo_value.results.with, &pmo_value.results.without];
        let mut row = |name: &str, [(with, its_error), (without, other_error)]: [(String, String); 2]| {
            table.row(&[name.to_owned(), with, its_error, without, other_error]);
        };
        let figures =
            |of: fn(&Outturn) -> Simulated| both.map(|one| (self.money(of(one)), self.error(of(one).se)));
        let shares = |of: fn(&Outturn) -> Simulated| {
            both.map(|one| (probability(self.locale, of(one)), error(self.locale, 100.0 * of(one).se)))
        };
        row("mean", figures(|one| one.mean));
        row("the worst tenth, on average", both.map(|one| (self.rough(one.worst_tenth), String::new())));
        row("a loss", shares(|one| one.loss));
        row("a margin below the floor", shares(|one| one.below_floor));
        let mut text = format!("\n{table}");
        if let Some(wins) = pmo_value.results.wins() {
            let remark = match wins.bound() {
                WinBound::TimesAsOften(ratio) => format!(
                    "At its price the offer with the office earns us less: it is right only if it wins {} times as often.",
                    self.locale.number(rounded(ratio, Decimal::new(1, 2)))
                ),
                WinBound::MayLoseOneIn(wins) => format!(
                    "The dearer offer is right unless it costs more than 1 win in {}. No win curve is assumed.",
                    self.locale.number(rounded(wins, Decimal::ONE))
                ),
            };
            let _infallible = writeln!(text, "\n{}", wrapped(&remark));
        }
        if let Some(remark) = self.winners_curse() {
            let _infallible = writeln!(text, "\n{}", wrapped(&remark));
        }
        text
    }

    /// What being the lowest of several bids costs on average, where their number is known (MODEL 8).
    fn winners_curse(&self) -> Option<String> {
        let bidders = self.offer.deal.commercial.bidders?.value;
        let off = winners_curse(self.offer, self.value_analysis)?;
        Some(format!(
            "Winner's curse: the lowest of {bidders} such estimates is {} too low on average; the contingency is {}.",
            self.rough(off),
            self.whole_money(self.offer.quote.totals.contingency)
        ))
    }
}
