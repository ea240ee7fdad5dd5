//! `bidwright forecast DEAL`: what the delivery may cost, when it may finish and how likely it is to
//! succeed, with the delivery office and without.

mod beside;

use std::fmt::Write as _;
use std::path::Path;

use rust_decimal::Decimal;

use super::draw::{bar, columns, place, span};
use super::figure::{error, figure, points, probability, rounded, wrapped};
use super::table::Sheet;
use super::{Common, Exit, Format, findings, history, json, load, print};
use crate::compose::Locale;
use crate::deal::{Model, Reading};
use crate::forecast::{
    Correlation, Drivers, Input, Prospects, Runs, Sample, Simulated, Span, Success, Uncertainty,
};
use crate::offer::Offer;
use crate::pipeline::{self, Prognosis};

/// How much to simulate, where the command line says so.
#[derive(Debug, Clone, Copy, clap::Args)]
pub(super) struct Extent {
    /// Deliveries to simulate; default: the deal's. Never changes the price.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1_000..=10_000_000))]
    iterations: Option<u32>,
    /// Seed of the random numbers; default: the deal's. Never changes the price.
    #[arg(long, value_name = "S", value_parser = clap::value_parser!(u64).range(..=9_223_372_036_854_775_807))]
    seed: Option<u64>,
}

pub(super) fn run(deal: &Path, extent: Extent, common: &Common) -> Exit {
    let (project, mut diags) = load(deal, common.workspace.as_deref());
    let found = pipeline::offer(&project, &mut diags).map(|offer| {
        let own = Runs::of(&offer.deal);
        let runs = Runs {
            iterations: extent.iterations.unwrap_or(own.iterations),
            seed: extent.seed.unwrap_or(own.seed),
        };
        let prognosis = pipeline::prognosis(&offer, runs);
        (offer, prognosis)
    });
    match (&found, common.format) {
        (Some((offer, prognosis)), Format::Json) => print(&json::forecast(offer, prognosis)),
        (Some((offer, prognosis)), Format::Text) => print(&report(offer, prognosis)),
        (None, Format::Json) => {
            print(&json::document(
                "findings",
                &serde_json::json!({ "findings": json::findings(&project.sources, &diags) }),
            ));
        }
        (None, Format::Text) => {}
    }
    if common.format == Format::Text {
        findings::report(&project.sources, &diags);
    }
    if diags.has_errors() { Exit::Findings } else { Exit::Done }
}

/// The report for people.
pub(super) fn report(offer: &Offer, prognosis: &Prognosis) -> String {
    let page = Page {
        offer,
        prospects: &prognosis.prospects,
        drivers: &prognosis.drivers,
        uncertainty: &prognosis.uncertainty,
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
    prospects: &'o Prospects,
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

/// A row's name, how its figure is taken, and which of the finish dates stands beside it.
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
            self.locale.whole(self.prospects.runs.iterations.into()),
            self.prospects.runs.seed,
        )
    }

    /// The same rows for cost and finish, both ways.
    fn rows(
        &self,
        sheet: &mut Sheet,
        finest: Decimal,
        of: fn(&crate::forecast::Outcome) -> &Sample,
        dates: bool,
    ) {
        let Prospects { with, without, .. } = self.prospects;
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
                row.push(figure(self.locale, found, finest));
                row.push(error(self.locale, found.se));
                if dates {
                    row.push(date.map_or(String::new(), |at| scenario.dates[at].to_string()));
                }
            }
            sheet.row(&row);
        }
    }

    fn cost(&self) -> String {
        let title = format!("cost of delivery, {}", self.offer.quote.currency.code());
        let mut sheet = Sheet::new(&[&title, "with the office", "±", "without", "±"], 1);
        self.rows(&mut sheet, Decimal::ONE, |outcome| &outcome.cost, false);
        let money = |value: f64, se: f64| figure(self.locale, Simulated { value, se }, Decimal::ONE);
        format!("{sheet}{}\n", self.drawing(|outcome| &outcome.cost, &money, None))
    }

    fn finish(&self) -> String {
        let prospects = self.prospects;
        if self.offer.deal.head.model.value == Model::Retainer {
            return format!(
                "The term ends on {}, after {} working days; delays do not lengthen it and no deadline is tested.\n\n",
                prospects.with.dates[0],
                self.locale.number(self.offer.plan.length.to_decimal().normalize()),
            );
        }
        let head = ["finish, working days", "with the office", "±", "date", "without", "±", "date"];
        let mut sheet = Sheet::new(&head, 1);
        self.rows(&mut sheet, Decimal::new(1, 1), |outcome| &outcome.finish, true);
        let days = |value: f64, se: f64| figure(self.locale, Simulated { value, se }, Decimal::new(1, 1));
        let deadline = prospects.terms.targets.deadline.map(|deadline| (deadline, "deadline"));
        format!("{sheet}{}\n", self.drawing(|outcome| &outcome.finish, &days, deadline))
    }

    /// How the deliveries spread, both ways on one scale from P1 to P99.
    fn drawing(
        &self,
        of: fn(&crate::forecast::Outcome) -> &Sample,
        number: &dyn Fn(f64, f64) -> String,
        mark: Option<(f64, &str)>,
    ) -> String {
        let Prospects { with, without, .. } = self.prospects;
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

    fn success(&self) -> String {
        let Prospects { with, without, repriced, terms, .. } = self.prospects;
        let targets = terms.targets;
        let stakes = self.offer.deal.stakes.as_ref();
        let mut sheet = Sheet::new(&["success", "with the office", "±", "", "without", "±", ""], 1);
        let mut row = |name: String, with: Simulated, without: Option<Simulated>| {
            let cells = |p: Simulated| {
                [probability(self.locale, p), error(self.locale, 100.0 * p.se), bar(p.value, 16)]
            };
            let without = without.map_or([const { String::new() }; 3], cells);
            sheet.row(&[vec![name], cells(with).to_vec(), without.to_vec()].concat());
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
        let mut text = format!("{sheet}\n");
        let missing: Vec<&str> = [("deadline", targets.deadline), ("budget", targets.budget)]
            .into_iter()
            .filter(|(_, target)| target.is_none())
            .map(|(name, _)| name)
            .collect();
        if !missing.is_empty() && !self.is_retainer() {
            let _infallible =
                writeln!(text, "No {} is stated, so none is tested.", crate::words::choice(&missing));
        } else if targets.budget.is_none() {
            text.push_str("No budget is stated, so none is tested.\n");
        }
        let naive = [&with.success, &without.success].map(Success::product);
        if [with, without].iter().zip(naive).any(|(s, p)| (s.success.joint.value - p).abs() > 0.005) {
            let [one, other] = naive.map(|value| probability(self.locale, Simulated { value, se: 0.001 }));
            let _infallible = writeln!(
                text,
                "Multiplied, the parts would say {one} with and {other} without: they are not independent."
            );
        }
        text
    }

    /// What may honestly be said (MODEL 16).
    fn sentences(&self) -> Vec<String> {
        let Prospects { with, without, terms, .. } = self.prospects;
        let deal = &self.offer.deal;
        let conditions = conditions(&with.success);
        let mut said = vec![format!(
            "In {} simulated deliveries, {} met {conditions} (simulation error ±{} points, 95 %).",
            self.locale.whole(self.prospects.runs.iterations.into()),
            probability(self.locale, with.success.joint),
            error(self.locale, 196.0 * with.success.joint.se),
        )];
        let gain = with.success.above(&without.success);
        let record = self.offer.book.history.as_ref();
        said.push(format!(
            "Without the delivery office: {}. The difference of {} points (±{}, 95 %, paired) follows from the effects the \
             methodology states{}; it is no guarantee, and no controlled study exists.",
            probability(self.locale, without.success.joint),
            points(self.locale, gain),
            error(self.locale, 196.0 * gain.se),
            record.map_or_else(String::new, |history| {
                format!(", not from the {} of our own deliveries cited next", history.deliveries())
            }),
        ));
        said.extend(record.map(|history| history::beside(history, self.offer.plan.effort, self.locale)));
        said.push(self.inputs());
        let most: Vec<String> =
            self.drivers.swings.iter().take(3).map(|swing| self.named(&swing.input)).collect();
        if !most.is_empty() {
            said.push(format!(
                "Assumptions that matter most: {}. If one is wrong, say so before signature.",
                crate::words::list(&most)
            ));
        }
        if let Some(budget) = terms.targets.budget {
            said.extend(self.budget(budget, gain));
            said.push(format!(
                "Re-priced means that the budget grows by {}, what the office costs the customer beyond the mandatory \
                 activities, their own hours included. All other figures are at the same budget.",
                self.money(terms.increment())
            ));
        }
        let reading = match deal.estimate.reading {
            Reading::P10P90 => "P10 and P90",
            Reading::MinMax => "least and most",
        };
        said.push(format!(
            "Ranges are read as {reading}; correlation {}, {} more within a stream; bidwright {}. ± is one standard \
             error of the simulation and says nothing about the inputs. A forecast is not a term of the contract.",
            deal.estimate.correlation.value,
            deal.estimate.stream_correlation.value,
            env!("CARGO_PKG_VERSION"),
        ));
        said
    }

    /// What the budget does to success.
    fn budget(&self, budget: f64, gain: Simulated) -> Option<String> {
        let Prospects { with, without, repriced, .. } = self.prospects;
        let (one, other) = (with.success.in_budget?, without.success.in_budget?);
        let net = self.offer.quote.totals.net;
        let above = self.offer.deal.stakes.as_ref().and_then(|s| s.budget).is_some_and(|b| net > b.value);
        if above {
            return Some(format!(
                "The offer itself, at {} net, is above the customer's budget of {}: no way of delivering it mends that.",
                self.locale.number(net.amount()),
                self.money(budget)
            ));
        }
        // A difference within its error is none; the larger of the two errors stands for the paired one.
        let falls = other.value - one.value > 2.0 * one.se.max(other.se);
        let regained = repriced.joint.value - with.success.joint.value;
        (falls && (gain.value < 0.0 || regained > 0.005)).then(|| {
            let what = if gain.value < 0.0 {
                "It is the budget that lowers success here"
            } else {
                "The budget takes back part of the gain"
            };
            format!(
                "{what}: the office spends headroom in the budget, it does not make the delivery less likely to \
                 succeed. With the budget re-priced it would be {}.",
                probability(self.locale, repriced.joint)
            )
        })
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

    fn critical(&self) -> String {
        let mut critical: Vec<&(String, Simulated)> =
            self.prospects.critical.iter().filter(|(_, often)| often.value >= 0.01).collect();
        if critical.is_empty() {
            return String::new();
        }
        critical.sort_by(|a, b| b.1.value.total_cmp(&a.1.value));
        let two = |value: f64| self.locale.number(rounded(value, Decimal::new(1, 2)));
        let mut sheet = Sheet::new(&["critical", "what", "in", "±", "", "cruciality", "significance"], 2);
        for (id, often) in critical.into_iter().take(TOP) {
            let index = self.drivers.indices.iter().find(|index| index.id == *id);
            sheet.row(&[
                id.clone(),
                self.name(&Input::Work(id.clone())),
                probability(self.locale, *often),
                error(self.locale, 100.0 * often.se),
                bar(often.value, 16),
                index.and_then(|index| index.cruciality).map_or_else(String::new, |c| two(c.rho)),
                index.map_or_else(String::new, |index| two(index.spread * often.value)),
            ]);
        }
        format!(
            "\n{sheet}\n{}\n",
            wrapped(
                "Cruciality is the rank correlation of a package's duration with the finish; significance is how often it is \
                 critical, times its spread over that of the finish."
            )
        )
    }

    fn links(&self) -> String {
        if self.drivers.links.is_empty() {
            return String::new();
        }
        let number = |value: f64| self.locale.number(rounded(value, Decimal::new(1, 2)));
        let cells = |link: Option<Correlation>| match link {
            Some(c) => [number(c.rho), format!("{} to {}", number(c.low), number(c.high))],
            None => [const { String::new() }; 2],
        };
        let head = ["rank correlation with", "what", "cost", "95 %", "finish", "95 %"];
        let mut sheet = Sheet::new(&head, 2);
        for link in self.drivers.links.iter().take(TOP) {
            let named = vec![id(&link.input).to_owned(), self.name(&link.input)];
            sheet.row(&[named, cells(link.cost).to_vec(), cells(link.finish).to_vec()].concat());
        }
        format!("\n{sheet}")
    }

    fn swings(&self) -> String {
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
        head.extend(["success, %", "0 … 100 %"]);
        let judged = self.drivers.swings.iter().any(|swing| swing.low.net_value.is_some());
        if judged {
            head.push("net value of the office");
        }
        let mut sheet = Sheet::new(&head, 2);
        for swing in self.drivers.swings.iter().take(TOP) {
            let (low, high) = (&swing.low, &swing.high);
            let mut row = vec![id(&swing.input).to_owned(), self.name(&swing.input)];
            row.push(pair(money(low.cost), money(high.cost)));
            row.push(pair(money(low.cost_p80), money(high.cost_p80)));
            if !self.is_retainer() {
                row.push(pair(days(low.finish), days(high.finish)));
                row.push(pair(days(low.finish_p80), days(high.finish_p80)));
            }
            row.push(pair(percent(low.success), percent(high.success)));
            row.push(span(low.success, high.success, 24));
            if judged {
                let thousands = |value: f64| self.locale.number(rounded(value, Decimal::from(5000)));
                let cell = low
                    .net_value
                    .zip(high.net_value)
                    .map(|(one, other)| pair(thousands(one), thousands(other)));
                row.push(cell.unwrap_or_default());
            }
            sheet.row(&row);
        }
        let mut said = format!(
            "Each input alone at its P10 and P90, all others random, over {} deliveries.",
            self.locale.whole(self.drivers.iterations as u64)
        );
        let rare: Vec<&str> = (self.offer.deal.risks.iter())
            .filter(|risk| {
                risk.probability.value > Decimal::ZERO && risk.probability.value <= Decimal::new(1, 1)
            })
            .map(|risk| risk.id.value.as_str())
            .collect();
        if !rare.is_empty() {
            let _infallible = write!(
                said,
                " At their P90 risks of one in ten or less have not occurred, so what {} would do is not in these rows.",
                crate::words::list(&rare)
            );
        }
        format!("\n{sheet}\n{}\n", wrapped(&said))
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
    format!("{}{together}", crate::words::list(&names))
}
