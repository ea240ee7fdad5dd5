//! Charts: their data, and a caption that describes them.

use bidwright_base::locale::Message;
use std::collections::BTreeSet;
use std::fmt::Write as _;

use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::Scene;
use crate::compose::table_builder::Options;
use crate::tree::walk::plain;
use crate::tree::{
    Block, Chart, Figure, Gantt, GanttKind, GanttRow, Inline, RowKind, Waterfall, WaterfallStep,
};
use bidwright_base::money::Money;
use bidwright_base::quantity::Percent;
use bidwright_model::book::{Cadence, Calendar, PhaseIdx, When};

/// The plan over time: phases with their packages and gates, the delivery office's meetings, the deadline.
pub(super) fn gantt(scene: &Scene<'_>, options: &Options) -> Vec<Block> {
    let offer = scene.offer;
    let schedule = &offer.schedule;
    if offer.packages.iter().all(|package| package.planned.is_none()) {
        return Vec::new();
    }
    let mut rows = Vec::new();
    for (at, phase, [first, last]) in offer.planned_phases() {
        rows.push(row(&phase.row.name, GanttKind::Phase, vec![(first, last)], vec![last]));
        for (package, planned) in offer.planned_in(at) {
            let kind = if planned.critical { GanttKind::Critical } else { GanttKind::Work };
            let (bars, marks) = if package.milestone {
                (Vec::new(), vec![planned.finish])
            } else {
                (vec![(planned.start, planned.finish)], Vec::new())
            };
            rows.push(row(package.name, kind, bars, marks));
        }
    }
    let packages = rows.len();
    for (at, activity) in offer.method.activities.iter().enumerate() {
        let marks: BTreeSet<Date> = scene.meetings(at).into_iter().collect();
        if !marks.is_empty() {
            rows.push(row(activity.name, GanttKind::Governance, Vec::new(), marks.into_iter().collect()));
        }
    }

    if rows.len() > packages {
        let name = scene.text(Message::DeliveryManagement);
        rows.insert(packages, row(&name, GanttKind::Phase, Vec::new(), Vec::new()));
    }

    let deadline = offer.stakes.and_then(|stakes| stakes.deadline);
    let line = deadline.map(|day| (day, scene.text(Message::Deadline)));
    let marks = rows.iter().flat_map(|row| row.marks.iter().chain(row.bars.iter().map(|(_, end)| end)));
    let end = marks.copied().chain(deadline).max().unwrap_or(schedule.finish);
    let caption = options.caption.clone().unwrap_or_else(|| vec![Inline::Text(scene.plan_finding(deadline))]);
    let phases = offer.planned_phases().map(|(_, phase, days)| {
        let [first, last] = days.map(|day| scene.locale.date(day));
        format!("{}: {first} – {last}", phase.row.name)
    });
    let mut alt = format!("{}. {}.", plain(&caption), phases.collect::<Vec<_>>().join("; "));
    let critical = rows.iter().filter(|row| row.kind == GanttKind::Critical);
    let critical: Vec<&str> = critical.map(|row| row.label.as_str()).collect();
    if !critical.is_empty() {
        let path = scene.text(Message::GanttCriticalPath { packages: &critical.join("; ") });
        let _infallible = write!(alt, " {path}");
    }
    let off = holidays(schedule.calendar, schedule.start, end);
    if !off.is_empty() {
        let day = |day| scene.locale.short_date(day);
        let days = off.iter().map(|(first, last)| {
            if first == last { day(*first) } else { format!("{} – {}", day(*first), day(*last)) }
        });
        let days = days.collect::<Vec<_>>().join("; ");
        let _infallible = write!(alt, " {}", scene.text(Message::GanttHolidays { days: &days }));
    }
    let lines = line.into_iter().collect();
    vec![Block::Figure(Figure {
        id: options.id("gantt"),
        alt,
        caption,
        chart: Chart::Gantt(Gantt { start: schedule.start, end, rows, lines, off }),
    })]
}

/// Public holidays that take a working day, first and last of each run: what lies between two of them is off
/// too. One that falls on a weekend takes nothing.
fn holidays(calendar: &Calendar, start: Date, end: Date) -> Vec<(Date, Date)> {
    let mut runs: Vec<(Date, Date)> = Vec::new();
    let taken = calendar.holidays.range(start..=end).map(|(day, _)| *day);
    for day in taken.filter(|day| !calendar.weekend.contains(&day.weekday())) {
        match runs.last_mut() {
            Some((_, last)) if calendar.working_days(*last, day) == 0 => *last = day,
            _ => runs.push((day, day)),
        }
    }
    runs
}

fn row(label: &str, kind: GanttKind, bars: Vec<(Date, Date)>, marks: Vec<Date>) -> GanttRow {
    GanttRow { label: label.to_owned(), kind, bars, marks }
}

impl Scene<'_> {
    /// The days on which the activity of this index takes place, as far as the plan has dates.
    fn meetings(&self, at: usize) -> Vec<Date> {
        let offer = self.offer;
        let (activity, schedule) = (&offer.method.activities[at], &offer.schedule);
        if let Some(every) = activity.cadence.every_days() {
            // The first at the end of the first period; the last, cut short by the finish, on its last working day.
            let day = |n: u64| schedule.calendar.after(schedule.start, n.saturating_sub(1));
            let last = day(schedule.calendar.working_days(schedule.start, schedule.finish));
            return (1..=activity.count).map(|n| day(n * u64::from(every)).min(last)).collect();
        }
        match activity.cadence {
            Cadence::PerPhase => offer.planned_phases().map(|(.., [_, last])| last).collect(),
            Cadence::PerDeliverable => offer.delivered().filter_map(|one| one.due).collect(),
            Cadence::PerPayment => offer.price.payments.iter().filter_map(|payment| payment.day).collect(),
            // Once, in its phase: the first of all opens the work, every other closes its phase, if nothing else is said.
            _ if at == 0 && activity.when.is_none() => vec![schedule.start],
            _ => vec![
                activity.phase.and_then(|phase| self.once(phase, activity.when)).unwrap_or(schedule.start),
            ],
        }
    }

    /// The day of a phase on which something takes place once.
    fn once(&self, phase: PhaseIdx, when: Option<When>) -> Option<Date> {
        let (offer, calendar) = (self.offer, self.offer.schedule.calendar);
        let [first, last] = offer.phase(phase).days?;
        Some(match when.unwrap_or(When::End) {
            When::Start => first,
            When::TwoThirds => calendar.after(first, calendar.working_days(first, last) * 2 / 3),
            When::BeforeLastWork => {
                let work = offer.planned_in(phase).into_iter().filter(|(package, _)| !package.milestone);
                work.max_by_key(|(_, planned)| (planned.finish, planned.start))
                    .map_or(last, |(_, planned)| planned.start)
            }
            When::End => last,
        })
    }

    fn plan_finding(&self, deadline: Option<Date>) -> String {
        let (start, finish) = (&self.view.offer.start, &self.view.offer.finish);
        let planned = self.offer.schedule.finish;
        let margin = deadline.filter(|day| *day > planned).map(|day| (day - planned).get_days());
        let Some(days) = margin else {
            return self.text(Message::GanttFinding { start, finish });
        };
        let margin = match days / 7 {
            0 | 1 => self.locale.days(days.into()),
            weeks => self.text(Message::Weeks { count: weeks.into() }),
        };
        self.text(Message::GanttFindingDeadline { start, finish, margin: &margin })
    }
}

/// From the rows of the price to what is paid: what the customer's price table shows, and no more.
pub(super) fn price_chart(scene: &Scene<'_>, options: &Options) -> Vec<Block> {
    let price = &scene.offer.price;
    let rows = &price.rows;
    if rows.len() < 2 {
        return Vec::new();
    }
    let locale = scene.locale;
    let step = |label: String, amount: Money, kind| WaterfallStep {
        label,
        value: amount.amount().to_f64().unwrap_or_default(),
        words: locale.amount(amount),
        kind,
    };
    let mut steps: Vec<WaterfallStep> =
        rows.iter().map(|row| step(scene.price_label(row.item), row.price, RowKind::Body)).collect();
    if let Some(discount) = &scene.view.price.discount {
        let list = scene.text(Message::ListPrice);
        steps.push(step(list, price.list, RowKind::Subtotal));
        let label = scene.text(Message::DiscountOf { percent: &discount.percent });
        steps.push(step(label, -price.discount_amount, RowKind::Body));
    }
    let taxed = !scene.view.price.taxes.is_empty();
    let net = if taxed { RowKind::Subtotal } else { RowKind::Total };
    steps.push(step(scene.net_label(), price.net, net));
    if taxed {
        for (tax, words) in price.taxes.iter().zip(&scene.view.price.taxes) {
            let label = format!("{} {}", words.label, words.percent);
            steps.push(step(label.trim().to_owned(), tax.line.tax, RowKind::Body));
        }
        let gross = scene.text(Message::TotalWithTax);
        steps.push(step(gross, price.gross, RowKind::Total));
    }

    let share = |amount: Decimal| {
        let share = (amount * Decimal::ONE_HUNDRED).checked_div(price.list.amount());
        locale.percent(Percent(share.unwrap_or_default().round()))
    };
    let largest = rows.iter().max_by_key(|row| row.price).expect("two rows or more");
    let (item, share) = (scene.price_label(largest.item), share(largest.price.amount()));
    let (item, share) = (item.as_str(), share.as_str());
    let finding = scene.text(match price.discount {
        Some(_) => Message::PriceFindingDiscounted { item, share },
        None => Message::PriceFinding { item, share },
    });
    let caption = options.caption.clone().unwrap_or_else(|| vec![Inline::Text(finding)]);
    vec![scene.waterfall(options.id("price-chart"), caption, steps)]
}

impl Scene<'_> {
    /// A waterfall in the currency of the price, described step by step in its alternative text.
    pub(in crate::compose) fn waterfall(
        &self,
        id: String,
        caption: Vec<Inline>,
        steps: Vec<WaterfallStep>,
    ) -> Block {
        let code = self.offer.price.currency.code();
        let described = steps.iter().map(|step| format!("{}: {code}\u{a0}{}", step.label, step.words));
        let alt = format!("{}. {}.", plain(&caption), described.collect::<Vec<_>>().join("; "));
        let chart = Chart::Waterfall(Waterfall { steps, unit: code.to_owned() });
        Block::Figure(Figure { id, alt, caption, chart })
    }
}
