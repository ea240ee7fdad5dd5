//! `bidwright value DEAL`: what failure would cost, what the delivery office costs and saves, and which
//! set of its activities earns its keep.

use std::fmt::Write as _;
use std::path::Path;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::draw::bar;
use super::figure::{error, figure, points, probability, rounded, wrapped};
use super::table::Sheet;
use super::{Common, Exit, Format, findings, json, load, print};
use crate::compose::Locale;
use crate::deal::ThreePoint;
use crate::estimate::winners_curse;
use crate::forecast::Simulated;
use crate::money::Money;
use crate::offer::{Appraisal, Offer};
use crate::pipeline;
use crate::plan::Office;
use crate::value::lean::{Lean, Point, Proof};
use crate::value::{BreakEven, Lever, Line, Net, Outturn, Party, Source, Turning, Verdict, Worth};

/// What of the value is asked for.
#[derive(Debug, Clone, Copy, clap::Args)]
pub(super) struct Wish {
    /// Governance may take at most so many of our days, the mandatory activities included.
    #[arg(long, value_name = "DAYS")]
    effort_cap: Option<Decimal>,
    /// Print the `[governance]` table of the leanest set, to put in the deal, and nothing else.
    #[arg(long, conflicts_with = "format")]
    apply_leanest: bool,
}

pub(super) fn run(deal: &Path, wish: Wish, common: &Common) -> Exit {
    let (project, mut diags) = load(deal, common.workspace.as_deref());
    let offer = pipeline::offer(&project, &mut diags);
    let found = offer.map(|offer| {
        let appraisal = pipeline::appraise(&offer, wish.effort_cap);
        crate::value::findings(&offer.deal, &offer.book, &appraisal.value, &mut diags);
        (offer, appraisal)
    });
    match &found {
        Some((offer, appraisal)) if wish.apply_leanest => {
            // Without stakes there is no leanest set, and the finding says why.
            if let Some(worth) = &appraisal.value.worth {
                print(&governance_table(offer, &worth.lean));
            }
        }
        Some((offer, appraisal)) => {
            let turning = match appraisal.value.worth {
                Some(_) => pipeline::turning(offer, appraisal),
                None => Vec::new(),
            };
            match common.format {
                Format::Json => print(&json::value(offer, appraisal, &turning)),
                Format::Text => print(&report(offer, appraisal, &turning)),
            }
        }
        None if common.format == Format::Json => {
            print(&json::document(
                "findings",
                &serde_json::json!({ "findings": json::findings(&project.sources, &diags) }),
            ));
        }
        None => {}
    }
    if common.format == Format::Text {
        findings::report(&project.sources, &diags);
    }
    if diags.has_errors() { Exit::Findings } else { Exit::Done }
}

/// The report for people.
pub(super) fn report(offer: &Offer, appraisal: &Appraisal, turning: &[Turning]) -> String {
    let head = &offer.deal.head;
    let page = Page { offer, appraisal, locale: Locale::of(&head.language.value) };
    let mut text = format!(
        "{}  {}\nvalue of the delivery office, {}, net of tax, {} simulated deliveries, seed {}\n",
        head.reference(),
        head.title.value,
        head.currency.code(),
        page.locale.whole(appraisal.prospects.runs.iterations.into()),
        appraisal.prospects.runs.seed,
    );
    match &appraisal.value.worth {
        Some(worth) => {
            page.say(&mut text, &page.answer(worth));
            text.push_str(&page.exposure(worth));
            text.push_str(&page.parties(worth));
            text.push_str(&page.break_even(worth));
            text.push_str(&page.results(worth));
            text.push_str(&page.ledger(worth));
            text.push_str(&page.frontier(&worth.lean));
            text.push_str(&page.turning(turning));
            page.say(&mut text, &page.small_print());
        }
        None => {
            let office = &appraisal.value.office;
            let said = format!(
                "The delivery office costs the customer {}, their own hours included. What it saves cannot be said: \
                 the deal has no `[stakes]`, so nobody has said what a failed delivery would cost.",
                page.locale.amount(office.whole)
            );
            page.say(&mut text, &[said]);
        }
    }
    text
}

/// The `[governance]` table that offers the leanest set.
pub(super) fn governance_table(offer: &Offer, lean: &Lean) -> String {
    let activities = &offer.book.methodology.activities;
    let out: Vec<String> = (activities.iter().enumerate())
        .filter(|(at, _)| !lean.leanest.activities.contains(at))
        .map(|(_, activity)| format!("\"{}\"", activity.id.value))
        .collect();
    let note = match offer.plan.governance.office {
        // Only an office that counts activities is cheaper without some.
        Office::Pool(_) => {
            "# this office is priced as a whole: choose one that counts activities to see the saving\n"
        }
        _ => "",
    };
    format!("[governance]\n{note}drop = [{}]\n", out.join(", "))
}

struct Page<'o> {
    offer: &'o Offer,
    appraisal: &'o Appraisal,
    locale: Locale,
}

impl Page<'_> {
    fn say(&self, text: &mut String, sentences: &[String]) {
        for sentence in sentences {
            let _infallible = writeln!(text, "\n{}", wrapped(sentence));
        }
    }

    /// The answer, in words.
    fn answer(&self, worth: &Worth) -> Vec<String> {
        let net = worth.customer.value;
        let (amount, error) = (self.money(Simulated { value: net.value.abs(), ..net }), self.error(net.se));
        let cost = self.locale.amount(self.appraisal.value.office.increment);
        let mut said = match worth.verdict {
            Verdict::Worth | Verdict::Lighter if net.value > 0.0 => vec![format!(
                "The delivery office pays for itself: it costs the customer {cost} beyond the mandatory activities and saves \
                 {amount} more than that on average (± {error})."
            )],
            Verdict::OnlyLighter | Verdict::NotWorth => vec![format!(
                "For this deal the delivery office costs more than it saves at the failure cost you gave us: it costs {cost} \
                 beyond the mandatory activities, {amount} more than it saves on average (± {error})."
            )],
            _ => vec![format!(
                "Whether the delivery office pays for itself cannot be told: it costs {cost} beyond the mandatory activities, \
                 and what it saves is within two standard errors of that ({} ± {error} net).",
                self.money(net)
            )],
        };
        match worth.verdict {
            Verdict::Lighter | Verdict::OnlyLighter => said.push(self.lighter(&worth.lean)),
            Verdict::NotWorth => said.push(
                "No lighter set pays either. Keep the mandatory activities alone, or find out what a failure really costs."
                    .to_owned(),
            ),
            Verdict::Worth | Verdict::Undecided => {}
        }
        if let Some(counted) = self.counted(worth) {
            said.push(counted);
        }
        let (one, other) =
            (&self.appraisal.prospects.with.success, &self.appraisal.prospects.without.success);
        let budget = one.in_budget.zip(other.in_budget);
        if let Some((with, without)) = budget
            && without.value - with.value > (2.0 * without.se.max(with.se)).max(0.005)
        {
            said.push(format!(
                "The office spends headroom in the budget ({} of deliveries stay within it, {} without); it does not make the \
                 delivery less likely to succeed.",
                probability(self.locale, with),
                probability(self.locale, without)
            ));
        }
        said
    }

    /// Of an office that is priced as a whole: what the same activities would cost one by one.
    fn counted(&self, worth: &Worth) -> Option<String> {
        let Office::Pool(_) = self.offer.plan.governance.office else { return None };
        let offered = &worth.lean.offered;
        let net = offered.net_value?;
        Some(format!(
            "This office, `{}`, is priced as a whole. Counted by activity, as every set below is, the same activities would \
             cost the customer {} and be worth {} (± {}).",
            self.offer.book.pmo.id,
            self.whole(offered.cost),
            self.money(net),
            self.error(net.se),
        ))
    }

    /// What to recommend instead.
    fn lighter(&self, lean: &Lean) -> String {
        let out: Vec<&str> = (lean.offered.activities.iter())
            .filter(|at| !lean.leanest.activities.contains(at))
            .map(|at| self.activity(*at))
            .collect();
        let more: Vec<&str> = (lean.leanest.activities.iter())
            .filter(|at| !lean.offered.activities.contains(at))
            .map(|at| self.activity(*at))
            .collect();
        let out = match out.is_empty() {
            true => String::new(),
            false => format!(" without {}", crate::words::list(&out)),
        };
        let more = match more.is_empty() {
            true => String::new(),
            false => format!(" with {}", crate::words::list(&more)),
        };
        format!(
            "We recommend the lighter set{out}{more}: it costs {} beyond the mandatory activities and is worth {} more \
             (± {}). `--apply-leanest` prints the table for the deal.",
            self.whole(lean.leanest.cost),
            self.money(lean.saved),
            self.error(lean.saved.se),
        )
    }

    fn exposure(&self, worth: &Worth) -> String {
        let sheet = &worth.exposure;
        let mut text = String::new();
        for (party, name) in [(&sheet.customer, "the customer"), (&sheet.supplier, "us")] {
            let head = [
                format!("a failed delivery costs {name}"),
                "worked out as".into(),
                "low".into(),
                "likely".into(),
                "high".into(),
            ];
            let head: Vec<&str> = head.iter().map(String::as_str).collect();
            let mut table = Sheet::new(&head, 2);
            for line in &party.lines {
                let amounts = line.amounts.map(|amount| self.locale.amount(amount));
                table.row(
                    &[vec![title(&line.what).to_owned(), self.formula(line)], amounts.to_vec()].concat(),
                );
            }
            let sums = [party.low, party.likely, party.high].map(|amount| self.locale.amount(amount));
            table.row(
                &[vec!["in all, at an outright failure".to_owned(), String::new()], sums.to_vec()].concat(),
            );
            let _infallible = write!(text, "\n{table}{}", self.expected(party));
        }
        if let Some([low, likely, high]) = sheet.week_late {
            let [low, likely, high] = [low, likely, high].map(|amount| self.locale.amount(amount));
            let _infallible = writeln!(
                text,
                "\nEach week late costs the customer {low} to {high}, likely {likely}; no part of the sums above."
            );
        }
        if let Some(transfer) = sheet.transfer {
            let _infallible = writeln!(
                text,
                "Delay damages move at most {} from us to the customer; in neither sum.",
                self.locale.amount(transfer)
            );
        }
        let liability = match sheet.liability {
            Some(cap) => format!("Our liability ends at {}.", self.locale.amount(cap)),
            None => "Our liability has no cap.".to_owned(),
        };
        let source = self.offer.deal.stakes.as_ref().and_then(|stakes| stakes.source.as_deref());
        let said = format!(
            "{liability} A cap does not hold for deceit or wilful default. Source: {}",
            source.unwrap_or("none stated.")
        );
        let _infallible = writeln!(text, "{}", wrapped(&said));
        text
    }

    fn expected(&self, party: &Party) -> String {
        match party.expected {
            Some(mean) => format!(
                " expected when it fails without the office: {} ± {}\n",
                self.money(mean),
                self.error(mean.se)
            ),
            None => " expected when it fails: too few failures to say\n".to_owned(),
        }
    }

    fn formula(&self, line: &Line) -> String {
        let net = self.locale.amount(self.offer.quote.totals.net);
        let range = |points: &ThreePoint| {
            let [low, likely, high] =
                [points.low, points.likely, points.high].map(|point| self.locale.number(point.normalize()));
            if points.is_constant() { likely } else { format!("{low} / {likely} / {high}") }
        };
        match &line.what {
            Source::Reprocurement { percent } | Source::Rework { percent } => {
                format!("{} % of the net price of {net}", range(percent))
            }
            Source::Internal | Source::FollowOn => "as stated".to_owned(),
            Source::Benefit { months, per_year, objectives } => {
                let ids: Vec<&str> =
                    objectives.iter().map(|at| self.offer.deal.objectives[*at].id.value.as_str()).collect();
                format!(
                    "{} months of {} a year ({})",
                    range(months),
                    self.locale.number(per_year.normalize()),
                    crate::words::list(&ids)
                )
            }
        }
    }

    fn parties(&self, worth: &Worth) -> String {
        let mut table = Sheet::new(&["on average, a delivery", "for the customer", "±", "for us", "±"], 1);
        let both = [&worth.customer, &worth.supplier];
        let mut row = |name: &str, of: &dyn Fn(&Net) -> Simulated| {
            let cells = both.map(|party| [self.money(of(party)), self.error(of(party).se)]);
            table.row(&[vec![name.to_owned()], cells.concat()].concat());
        };
        row("failure costs without the office", &|net| net.failure_without);
        row("failure costs with it", &|net| net.failure_with);
        row("the office saves, all in all", &|net| net.reduction);
        row("the office costs", &|net| Simulated { value: net.cost, se: 0.0 });
        row("net value", &|net| net.value);
        row("the most it may cost", &|net| Simulated { value: net.most(), se: net.value.se });
        let mut text = format!("\n{table}");
        let [before, after] = worth.customer.fails.map(|p| probability(self.locale, p));
        let [bad, better] = worth.customer.bad.map(|p| self.money(p));
        let said = format!(
            "Some cost of failure falls on the customer in {before} of deliveries without the office and {after} with it; \
             one in ten costs them more than {bad} without and {better} with it."
        );
        let _infallible = writeln!(text, "\n{}", wrapped(&said));
        if worth.supplier.cost < 0.0 {
            text.push_str(
                "A negative cost to us means that the price of the office covers more than its cost.\n",
            );
        }
        text
    }

    fn break_even(&self, worth: &Worth) -> String {
        let mut table = Sheet::new(
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
            let without = self.appraisal.prospects.without.success.joint;
            table.row(&[
                name.to_owned(),
                probability(self.locale, with),
                probability(self.locale, without),
                points(self.locale, be.gain),
                error(self.locale, 100.0 * be.gain.se),
                be.failure_cost.map_or_else(none, |cost| self.rough(cost)),
                be.required
                    .map_or_else(none, |p| probability(self.locale, Simulated { value: p, se: 0.001 })),
            ]);
        };
        let prospects = &self.appraisal.prospects;
        row("same budget", &worth.same_budget, prospects.with.success.joint);
        if prospects.terms.targets.budget.is_some() {
            row("re-priced", &worth.repriced, prospects.repriced.joint);
        }
        let mut text = format!("\n{table}");
        let mut said = vec![match worth.break_even_points {
            Some(points) if points > 100.0 => {
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
        if worth.same_budget.failure_cost.is_none() {
            said.push("Success does not clearly rise at the same budget, so no failure cost makes the office pay by success alone.".into());
        }
        said.push(
            "The net value is the same in both framings: what failure costs does not depend on the budget, success does."
                .to_owned(),
        );
        said.push(self.check(worth));
        for sentence in said {
            let _infallible = writeln!(text, "\n{}", wrapped(&sentence));
        }
        text
    }

    /// The sceptical view beside what the effects imply.
    fn check(&self, worth: &Worth) -> String {
        let two = |value: f64| self.locale.number(rounded(value, Decimal::new(1, 2)));
        let check = &worth.check;
        let [low, high] = check.prior.range();
        let percent = |p: f64| format!("{} %", rounded(100.0 * p, Decimal::ONE));
        let implied = match check.implied {
            Some(or) => format!(
                "The stated effects multiply the odds of success by {}{}",
                two(or),
                if check.is_outside() { ", outside of" } else { ", inside" }
            ),
            None => "What the stated effects do to the odds of success cannot be told; beside it stands"
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

    fn results(&self, worth: &Worth) -> String {
        let mut table = Sheet::new(&["our own result", "with the office", "±", "without", "±"], 1);
        let both = [&worth.results.with, &worth.results.without];
        let mut row = |name: &str, cells: [[String; 2]; 2]| {
            table.row(&[vec![name.to_owned()], cells.concat()].concat());
        };
        let figures =
            |of: fn(&Outturn) -> Simulated| both.map(|one| [self.money(of(one)), self.error(of(one).se)]);
        let shares = |of: fn(&Outturn) -> Simulated| {
            both.map(|one| [probability(self.locale, of(one)), error(self.locale, 100.0 * of(one).se)])
        };
        row("mean", figures(|one| one.mean));
        row("the worst tenth, on average", both.map(|one| [self.rough(one.worst_tenth), String::new()]));
        row("a loss", shares(|one| one.loss));
        row("a margin below the floor", shares(|one| one.below_floor));
        let mut text = format!("\n{table}");
        if let Some(wins) = worth.results.wins() {
            let lose = wins.to_lose();
            let said = if lose <= 0.0 {
                format!(
                    "At its price the offer with the office earns us less: it is right only if it wins {} times as often.",
                    self.locale.number(rounded(wins.ratio, Decimal::new(1, 2)))
                )
            } else {
                format!(
                    "The dearer offer is right unless it costs more than 1 win in {}. No win curve is assumed.",
                    self.locale.number(rounded(1.0 / lose, Decimal::ONE))
                )
            };
            let _infallible = writeln!(text, "\n{}", wrapped(&said));
        }
        if let Some(said) = self.winners_curse() {
            let _infallible = writeln!(text, "\n{}", wrapped(&said));
        }
        text
    }

    /// What being the lowest of several bids costs on average, where their number is known (MODEL 8).
    fn winners_curse(&self) -> Option<String> {
        let bidders = self.offer.deal.commercial.bidders?.value;
        let cost = &self.appraisal.prospects.with.outcome.cost;
        let (mean, sd) = (cost.mean().value, cost.sd().value);
        let off = winners_curse(sd / mean, bidders) * mean;
        Some(format!(
            "Winner's curse: the lowest of {bidders} such estimates is {} too low on average; the contingency is {}.",
            self.rough(off),
            self.whole_money(self.offer.quote.totals.contingency)
        ))
    }

    fn ledger(&self, worth: &Worth) -> String {
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
        let mut table = Sheet::new(&head, 3);
        let methodology = &self.offer.book.methodology;
        for entry in &worth.ledger {
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

    fn frontier(&self, lean: &Lean) -> String {
        let head = [
            "lean frontier",
            "activities beyond the mandatory",
            "costs",
            "success",
            "surrogate",
            "net value",
            "±",
        ];
        let mut table = Sheet::new(&head, 2);
        let mut told: Vec<&Point> = lean.frontier.iter().filter(|point| point.success.is_some()).collect();
        for extra in [&lean.leanest, &lean.offered] {
            if !told.iter().any(|point| point.activities == extra.activities) {
                told.push(extra);
            }
        }
        told.sort_by(|a, b| a.cost.total_cmp(&b.cost));
        for point in told {
            let mark = match (
                point.activities == lean.leanest.activities,
                point.activities == lean.offered.activities,
            ) {
                (true, true) => "offered, leanest",
                (true, false) => "leanest",
                (false, true) => "offered",
                (false, false) => "",
            };
            let success = point.success.unwrap_or(Simulated { value: 0.0, se: 0.0 });
            let net = point.net_value;
            table.row(&[
                mark.to_owned(),
                self.set(point),
                self.whole(point.cost),
                probability(self.locale, success),
                probability(self.locale, Simulated { value: point.success_surrogate, se: 0.001 }),
                net.map_or_else(String::new, |net| self.money(net)),
                net.map_or_else(String::new, |net| self.error(net.se)),
            ]);
        }
        let mut said = vec![match lean.proof {
            Proof::Exhausted(sets) => {
                format!("All {} admissible sets were looked at.", self.locale.whole(sets))
            }
            Proof::Bounded(nodes) => {
                format!("Proven: bounds rule out every other set ({} looked at).", self.locale.whole(nodes))
            }
            Proof::Gap(gap) => format!(
                "Stopped early: no set is better than the best found by more than {}.",
                self.rough(gap)
            ),
        }];
        let hidden = lean.frontier.iter().filter(|point| point.success.is_none()).count();
        if hidden > 0 {
            said.push(format!(
                "{} of the frontier were not simulated and are left out here; `--format json` has them.",
                crate::words::count(hidden, "point", "points")
            ));
        }
        match lean.ties.len() {
            0 => {}
            ties => said.push(format!(
                "{} with the leanest within two standard errors of their difference; of these it costs least.",
                match ties {
                    1 => "One other set ties".to_owned(),
                    many => format!("{many} other sets tie"),
                }
            )),
        }
        format!("\n{table}\n{}\n", wrapped(&said.join(" ")))
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

    fn turning(&self, turning: &[Turning]) -> String {
        if turning.is_empty() {
            return String::new();
        }
        let mut table = Sheet::new(&["the answer turns if", "stated", "turns at", "away"], 1);
        for one in turning {
            let (name, number): (String, Box<dyn Fn(f64) -> String>) = match &one.lever {
                Lever::OfficeCost => ("the office costs the customer".into(), Box::new(|x| self.rough(x))),
                Lever::Effects => ("every effect, times".into(), Box::new(|x| self.two(x))),
                Lever::FailureCost => ("every cost of failure, times".into(), Box::new(|x| self.two(x))),
                Lever::WeekLate => ("a week late costs, likely".into(), Box::new(|x| self.rough(x))),
                Lever::BenefitMonths => ("months of benefit lost, likely".into(), Box::new(|x| self.two(x))),
                Lever::InternalCost => ("internal cost, likely".into(), Box::new(|x| self.rough(x))),
                Lever::Reprocurement => {
                    ("reprocurement, % of price, likely".into(), Box::new(|x| self.two(x)))
                }
                Lever::Probability(risk) => {
                    let risk = &self.offer.deal.risks[*risk];
                    (
                        format!("probability of {} ({})", risk.id.value, shortened(&risk.name)),
                        Box::new(|x| self.two(x)),
                    )
                }
            };
            let at = one.at.map_or_else(|| "nowhere".to_owned(), &number);
            let away = if one.at.is_some() { bar(one.distance().min(1.0), 10) } else { String::new() };
            table.row(&[name, number(one.stated), at, away]);
        }
        format!("\n{table}")
    }

    fn small_print(&self) -> Vec<String> {
        let deal = &self.offer.deal;
        vec![format!(
            "Scenario without: the mandatory activities only. Same random numbers in both; ± is one standard error of the \
             simulation and says nothing about the inputs. Effects are stated by the methodology, weighed by their grade of \
             evidence (A 1, B 0.7, C 0.4, none 0.25) and lessened by the customer's own office ({}); no controlled study \
             shows that a delivery office raises success. Correlation {}, {} more within a stream. A forecast is not a term \
             of the contract.",
            deal.customer.pmo.word(),
            deal.estimate.correlation.value,
            deal.estimate.stream_correlation.value
        )]
    }

    fn activity(&self, at: usize) -> &str {
        &self.offer.book.methodology.activities[at].name
    }

    fn money(&self, simulated: Simulated) -> String {
        figure(self.locale, simulated, Decimal::ONE)
    }

    fn error(&self, se: f64) -> String {
        error(self.locale, se)
    }

    /// A figure that is no finer than three digits.
    fn rough(&self, value: f64) -> String {
        figure(self.locale, Simulated { value, se: value.abs() / 2000.0 }, Decimal::ONE)
    }

    fn two(&self, value: f64) -> String {
        self.locale.number(rounded(value, Decimal::new(1, 2)))
    }

    fn whole(&self, value: f64) -> String {
        figure(self.locale, Simulated { value, se: 0.0 }, Decimal::ONE)
    }

    fn whole_money(&self, money: Money) -> String {
        self.whole(money.amount().to_f64().unwrap_or_default())
    }
}

fn title(source: &Source) -> &'static str {
    match source {
        Source::Reprocurement { .. } => "another supplier",
        Source::Internal => "own effort wasted",
        Source::Benefit { .. } => "benefit lost",
        Source::Rework { .. } => "doing it again",
        Source::FollowOn => "the next deal, lost",
    }
}

/// Enough of a text to know it by.
fn shortened(text: &str) -> String {
    const MOST: usize = 34;
    match text.char_indices().nth(MOST) {
        Some((at, _)) => format!("{}…", text[..at].trim_end()),
        None => text.to_owned(),
    }
}
