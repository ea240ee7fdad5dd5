//! What a deal may ask to see beside its forecast: the figures without the fat tail, and classic PERT.

use rust_decimal::Decimal;

use super::Page;
use crate::report::figure::{beside, error, probability, rounded};
use crate::report::table::TerminalTable;
use bidwright_base::simulated::Simulated;
use bidwright_economics::forecast::Sample;
use bidwright_model::deal::FatTail;

impl Page<'_> {
    /// Under the heading: that the tail is on, and what it is.
    pub(super) fn tail_is_on(&self) -> String {
        let Some(FatTail { weight, least_ratio, exit_ratio, alpha, time_exponent }) =
            self.offer.deal.estimate.tail
        else {
            return String::new();
        };
        let number = |value: Decimal| self.locale.number(value.normalize());
        format!(
            "The fat tail is on: {} % of deliveries take a multiple R of their planned effort, Pareto from {} with α {},\n\
             capped at the exit, {} times the plan, and R^{} of the time; no activity is credited with removing it.\n\n",
            number(weight.0),
            number(least_ratio),
            number(alpha),
            number(exit_ratio),
            number(time_exponent),
        )
    }

    /// The figures that matter most, as if there were no tail.
    pub(super) fn without_tail(&self) -> String {
        let Some(bare) = &self.scenario_pair.without_tail else {
            return String::new();
        };
        let currency = self.offer.quote.currency.code();
        let mut table =
            TerminalTable::new(&["without the fat tail", "with the office", "±", "without", "±"], 1);
        let mut row = |name: String, pair: [Simulated; 2], finest: Decimal| {
            let cells = pair.map(|p| [beside(self.locale, p, finest), error(self.locale, p.se)]);
            table.row(&[vec![name], cells.concat()].concat());
        };
        let cost = |take: fn(&Sample) -> Simulated| bare.each_ref().map(|s| take(&s.outcome.cost));
        row(format!("mean cost, {currency}"), cost(Sample::mean), Decimal::ONE);
        row("P50 of cost".into(), cost(|sample| sample.quantile(0.5)), Decimal::ONE);
        row("P80 of cost".into(), cost(|sample| sample.quantile(0.8)), Decimal::ONE);
        if !self.is_retainer() {
            let finish = bare.each_ref().map(|s| s.outcome.finish.quantile(0.8));
            row("P80 of finish, working days".into(), finish, Decimal::new(1, 1));
        }
        let joint = bare.each_ref().map(|scenario| scenario.success.joint);
        let cells = joint.map(|p| [probability(self.locale, p), error(self.locale, 100.0 * p.se)]);
        table.row(&[vec!["success, all in the same delivery".to_owned()], cells.concat()].concat());
        format!("\n{table}")
    }

    /// Classic PERT beside the simulation, which it must not be taken for.
    pub(super) fn classic(&self) -> String {
        let Some(classic) = &self.scenario_pair.classic else {
            return String::new();
        };
        let finish = &self.scenario_pair.with.outcome.finish;
        let mut table = TerminalTable::new(&["finish, working days", "classic PERT", "simulated", "±"], 1);
        let days = |value: f64| self.locale.number(rounded(value, Decimal::new(1, 1)));
        let rows = [
            ("mean", classic.mean, finish.mean()),
            ("standard deviation", classic.sd, finish.sd()),
            ("P80", classic.p80, finish.quantile(0.8)),
        ];
        for (name, stated, found) in rows {
            let simulated = beside(self.locale, found, Decimal::new(1, 1));
            table.row(&[name.to_owned(), days(stated), simulated, error(self.locale, found.se)]);
        }
        if let (Some(stated), Some(found)) = (classic.on_time, self.scenario_pair.with.success.on_time) {
            let stated = probability(self.locale, Simulated { value: stated, se: 0.0 });
            let error = error(self.locale, 100.0 * found.se);
            table.row(&["on time".to_owned(), stated, probability(self.locale, found), error]);
        }
        format!(
            "{table}\nClassic PERT takes one path for the network, (high − low)/6 for the deviation, and no risk.\n\n"
        )
    }
}
