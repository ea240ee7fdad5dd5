//! A forecast: what the delivery may cost, when it may finish and how likely it is to
//! succeed, with the delivery office and without.

mod beside;
mod drivers;
mod sentences;

use std::fmt::Write as _;

use rust_decimal::Decimal;

use super::draw::{bar, columns, place};
use super::figure::{beside, error, figure, probability, wrapped};
use super::table::TerminalTable;
use bidwright_base::locale::Locale;
use bidwright_base::simulated::Simulated;
use bidwright_economics::forecast::{Drivers, Input, Sample, ScenarioPair, Uncertainty};
use bidwright_economics::offer::Offer;
use bidwright_model::deal::Model;
use bidwright_service::pipeline::ForecastReport;
use bidwright_service::{are_parts_dependent, missing_for_chance};

/// The report for people.
#[must_use]
pub fn text(offer: &Offer, forecast_report: &ForecastReport) -> String {
    let page = Page {
        offer,
        scenario_pair: &forecast_report.scenario_pair,
        drivers: &forecast_report.drivers,
        uncertainty: &forecast_report.uncertainty,
        locale: Locale::of(&offer.deal.head.language.value),
    };
    let mut text = page.heading();
    text.push_str(&page.tail_is_on());
    text.push_str(&page.cost());
    text.push_str(&page.finish());
    text.push_str(&page.classic());
    text.push_str(&page.success());
    text.push_str(&page.without_tail());
    text.push_str(&page.critical());
    text.push_str(&page.links());
    text.push_str(&page.swings());
    for sentence in page.sentences() {
        let _infallible = writeln!(text, "\n{}", wrapped(&sentence));
    }
    text
}

struct Page<'o> {
    offer: &'o Offer,
    scenario_pair: &'o ScenarioPair,
    drivers: &'o Drivers,
    uncertainty: &'o Uncertainty,
    locale: Locale,
}

/// Rows of a table of causes.
const TOP: usize = 10;
/// Characters of a name in one.
const NAME: usize = 44;
/// Width of the drawings.
const WIDTH: usize = 48;

/// A row's name, how its figure is taken, and which of the finish dates is beside it.
type Figure = (&'static str, fn(&Sample) -> Simulated, Option<usize>);

impl Page<'_> {
    fn heading(&self) -> String {
        let head = &self.offer.deal.head;
        format!(
            "{}  {}\nforecast, {}, {}, {} simulated deliveries, seed {}\n\n",
            head.reference(),
            head.title.value,
            head.model.word(),
            head.currency.code(),
            self.locale.whole(self.scenario_pair.runs.iterations.into()),
            self.scenario_pair.runs.seed,
        )
    }

    /// The same rows for cost and finish, both ways.
    fn rows(
        &self,
        table: &mut TerminalTable,
        finest: Decimal,
        of: fn(&bidwright_economics::forecast::Outcome) -> &Sample,
        dates: bool,
    ) {
        let ScenarioPair { with, without, .. } = self.scenario_pair;
        let figures: [Figure; 6] = [
            ("mean", Sample::mean, None),
            ("standard deviation", Sample::sd, None),
            ("P10", |sample| sample.quantile(0.1), None),
            ("P50", |sample| sample.quantile(0.5), Some(0)),
            ("P80", |sample| sample.quantile(0.8), Some(1)),
            ("P90", |sample| sample.quantile(0.9), Some(2)),
        ];
        for (name, take, date) in figures {
            let mut row = vec![name.to_owned()];
            for scenario in [with, without] {
                let found = take(of(&scenario.outcome));
                row.push(beside(self.locale, found, finest));
                row.push(error(self.locale, found.se));
                if dates {
                    row.push(date.map_or(String::new(), |at| scenario.dates[at].to_string()));
                }
            }
            table.row(&row);
        }
    }

    fn cost(&self) -> String {
        let title = format!("cost of delivery, {}", self.offer.quote.currency.code());
        let mut table = TerminalTable::new(&[&title, "with the office", "±", "without", "±"], 1);
        self.rows(&mut table, Decimal::ONE, |outcome| &outcome.cost, false);
        let money = |value: f64, se: f64| figure(self.locale, Simulated { value, se }, Decimal::ONE);
        format!("{table}{}\n", self.drawing(|outcome| &outcome.cost, &money, None))
    }

    fn finish(&self) -> String {
        let scenario_pair = self.scenario_pair;
        if self.offer.deal.head.model.value == Model::Retainer {
            return format!(
                "The term ends on {}, after {} working days; delays do not lengthen it and no deadline is tested.\n\n",
                scenario_pair.with.dates[0],
                self.locale.number(self.offer.plan.length.to_decimal().normalize()),
            );
        }
        let head = ["finish, working days", "with the office", "±", "date", "without", "±", "date"];
        let mut table = TerminalTable::new(&head, 1);
        self.rows(&mut table, Decimal::new(1, 1), |outcome| &outcome.finish, true);
        let days = |value: f64, se: f64| figure(self.locale, Simulated { value, se }, Decimal::new(1, 1));
        let deadline = scenario_pair.terms.targets.deadline.map(|deadline| (deadline, "deadline"));
        format!("{table}{}\n", self.drawing(|outcome| &outcome.finish, &days, deadline))
    }

    /// How the deliveries spread, both ways on one scale from P1 to P99.
    fn drawing(
        &self,
        of: fn(&bidwright_economics::forecast::Outcome) -> &Sample,
        number: &dyn Fn(f64, f64) -> String,
        mark: Option<(f64, &str)>,
    ) -> String {
        let ScenarioPair { with, without, .. } = self.scenario_pair;
        let samples = [of(&with.outcome), of(&without.outcome)];
        let [low, high] = [0.01, 0.99].map(|q| samples.map(|sample| sample.quantile(q)));
        let (low, high) = (
            if low[0].value <= low[1].value { low[0] } else { low[1] },
            if high[0].value >= high[1].value { high[0] } else { high[1] },
        );
        if high.value <= low.value {
            return String::new();
        }
        let axis = [number(low.value, low.se), number(high.value, high.se)];
        let drawn = samples.map(|sample| columns(sample.values(), low.value, high.value, WIDTH));
        let [with, without] = drawn.each_ref().map(|row| row.trim_end());
        let mut text = format!("\n with     {with}\n without  {without}\n");
        let gap = WIDTH.saturating_sub(axis[0].chars().count());
        let _infallible = writeln!(text, " P1–P99   {}{:>gap$}", axis[0], axis[1]);
        if let Some((value, name)) = mark
            && let Some(at) = place(value, low.value, high.value, WIDTH)
        {
            let _infallible = writeln!(text, "          {}▲ {name}", " ".repeat(at));
        }
        text
    }

    /// Why no chance is told; where nothing is uncertain and the plan misses what was stated, that it does.
    fn no_chance(&self, missing: &[&str]) -> String {
        let missing = bidwright_base::words::list(missing);
        let success = &self.scenario_pair.with.success;
        let is_missed = |part: Option<Simulated>| part.is_some_and(|part| part.value < 1.0);
        let stakes = self.offer.deal.stakes.as_ref();
        let deadline = stakes.and_then(|stakes| stakes.deadline).filter(|_| is_missed(success.on_time));
        let missed: Vec<String> = (deadline.map(|day| format!("the deadline of {}", day.value)).into_iter())
            .chain(is_missed(success.in_budget).then(|| "the budget".to_owned()))
            .collect();
        if missed.is_empty() {
            return format!(
                "No chance of success is told, for nothing that was stated can defeat it: {missing}.\n"
            );
        }
        format!(
            "No chance of success is told, for nothing uncertain was stated: {missing}. The plan itself misses {}.\n",
            bidwright_base::words::list(&missed)
        )
    }

    fn success(&self) -> String {
        if let Some(missing) = missing_for_chance(self.offer, self.scenario_pair) {
            return self.no_chance(&missing);
        }
        let ScenarioPair { with, without, repriced, terms, .. } = self.scenario_pair;
        let targets = terms.targets;
        let stakes = self.offer.deal.stakes.as_ref();
        let mut table = TerminalTable::new(&["success", "with the office", "±", "", "without", "±", ""], 1);
        let mut row = |name: String, with: Simulated, without: Option<Simulated>| {
            let cells = |p: Simulated| {
                [probability(self.locale, p), error(self.locale, 100.0 * p.se), bar(p.value, 16)]
            };
            let without = without.map_or([const { String::new() }; 3], cells);
            table.row(&[vec![name], cells(with).to_vec(), without.to_vec()].concat());
        };
        if let (Some(with), Some(without)) = (with.success.on_time, without.success.on_time) {
            let day = stakes.and_then(|stakes| stakes.deadline).map(|day| day.value.to_string());
            row(format!("on time, by {}", day.unwrap_or_default()), with, Some(without));
        }
        if let (Some(with), Some(without)) = (with.success.in_budget, without.success.in_budget) {
            row(
                format!("within the budget of {}", self.money(targets.budget.unwrap_or(0.0))),
                with,
                Some(without),
            );
        }
        row("accepted".into(), with.success.accepted, Some(without.success.accepted));
        row("all in the same delivery".into(), with.success.joint, Some(without.success.joint));
        if targets.budget.is_some() {
            row("the same, re-priced".into(), repriced.joint, None);
        }
        let mut text = format!("{table}\n");
        let missing: Vec<&str> = [("deadline", targets.deadline), ("budget", targets.budget)]
            .into_iter()
            .filter(|(_, target)| target.is_none())
            .map(|(name, _)| name)
            .collect();
        if !missing.is_empty() && !self.is_retainer() {
            let _infallible = writeln!(
                text,
                "No {} is stated, so none is tested.",
                bidwright_base::words::choice(&missing)
            );
        } else if targets.budget.is_none() {
            text.push_str("No budget is stated, so none is tested.\n");
        }
        if are_parts_dependent(self.scenario_pair) {
            let [one, other] = [&with.success, &without.success]
                .map(|all| probability(self.locale, Simulated { value: all.product(), se: 0.001 }));
            let _infallible = writeln!(
                text,
                "Multiplied, the parts would say {one} with and {other} without: they are not independent."
            );
        }
        text
    }

    /// What an input is called.
    fn name(&self, input: &Input) -> String {
        let deal = &self.offer.deal;
        let found = match input {
            Input::Common => return "what all estimates share".into(),
            Input::Work(id) => deal.work.iter().find(|row| row.id.value == *id).map(|row| row.name.clone()),
            Input::Risk(id) => deal.risks.iter().find(|row| row.id.value == *id).map(|row| row.name.clone()),
        };
        let name = found.expect("an input of the deal");
        match name.char_indices().nth(NAME) {
            Some((at, _)) => format!("{}…", name[..at].trim_end()),
            None => name,
        }
    }

    fn named(&self, input: &Input) -> String {
        format!("{} ({})", id(input), self.name(input))
    }

    fn is_retainer(&self) -> bool {
        self.offer.deal.head.model.value == Model::Retainer
    }

    fn money(&self, value: f64) -> String {
        figure(self.locale, Simulated { value, se: 0.0 }, Decimal::ONE)
    }
}

fn id(input: &Input) -> &str {
    match input {
        Input::Common => "",
        Input::Work(id) | Input::Risk(id) => id,
    }
}
