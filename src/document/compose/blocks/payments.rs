//! What the customer pays beside what we have done, over time: how far a payment is ever ahead of the work.

use jiff::ToSpan;
use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::Scene;
use crate::compose::table_builder::Options;
use crate::tree::walk::plain;
use crate::tree::{Block, Chart, Figure, Inline, Payments};
use bidwright_base::locale::Message;
use bidwright_base::quantity::Percent;
use bidwright_model::deal::Due;

/// Between two points of the line of work, in days: close enough for a smooth curve.
const EVERY: i64 = 7;

/// Payments as a stepped line, work as planned beside it. Nothing where some payment has no day in the plan.
pub(super) fn curve(scene: &Scene<'_>, options: &Options) -> Vec<Block> {
    let schedule = &scene.offer.schedule;
    let Some(paid) = paid(scene) else {
        return Vec::new();
    };
    let last = paid.iter().map(|(day, _)| *day).chain([schedule.finish]).max().unwrap_or(schedule.finish);
    let Some(work) = Work::of(scene) else {
        return Vec::new();
    };
    let mut days: Vec<Date> = paid.iter().map(|(day, _)| *day).filter(|day| *day >= schedule.start).collect();
    let mut day = schedule.start;
    while day < last {
        days.push(day);
        day = day.saturating_add(EVERY.days());
    }
    days.push(last);
    days.sort_unstable();
    days.dedup();
    let done: Vec<(Date, f64)> = days.into_iter().map(|day| (day, work.done(day))).collect();

    // Rounded up, so that the stated figure is never below the true one.
    let ahead = paid.iter().map(|(day, share)| share - work.done(*day)).fold(0.0, f64::max);
    let ahead = (100.0 * ahead - 1e-6).ceil().to_u32().unwrap_or_default();
    let caption = options.caption.clone().unwrap_or_else(|| vec![Inline::Text(finding(scene, ahead))]);
    let percent = |share: f64| {
        let whole = Decimal::from((100.0 * share).round().to_u32().unwrap_or_default());
        scene.locale.percent(Percent(whole))
    };
    let described = paid.iter().map(|(day, share)| {
        let on = if *day < schedule.start {
            scene.text(Message::OnSignature)
        } else {
            scene.locale.short_date(*day)
        };
        let (paid, done) = (&percent(*share), &percent(work.done(*day)));
        scene.text(Message::PaymentsCurvePoint { on: &on, paid, done })
    });
    let alt = format!("{}. {}.", plain(&caption), described.collect::<Vec<_>>().join("; "));
    let paid = paid.iter().map(|(day, share)| (*day, *share, percent(*share))).collect();
    vec![Block::Figure(Figure {
        id: options.id("payment-curve"),
        alt,
        caption,
        chart: Chart::Payments(Payments {
            days: (schedule.start, last),
            paid,
            done,
            paid_name: scene.text(Message::PaymentsCurvePaid),
            done_name: scene.text(Message::PaymentsCurveDone),
        }),
    })]
}

/// True of every deal: how far payments are ahead at most.
fn finding(scene: &Scene<'_>, ahead: u32) -> String {
    let share = scene.locale.percent(Percent(ahead.into()));
    match ahead {
        0 => scene.text(Message::PaymentsNeverAhead),
        _ => scene.text(Message::PaymentsAhead { share: &share }),
    }
}

/// Days, and what is paid by then as a share of the price; what is due on signature comes before the first day.
fn paid(scene: &Scene<'_>) -> Option<Vec<(Date, f64)>> {
    let price = &scene.offer.price;
    let net = price.net.amount().to_f64().filter(|net| *net > 0.0)?;
    let mut due = Vec::new();
    for payment in &price.payments {
        let day = match payment.line.due {
            Due::Signature => scene.offer.schedule.start.yesterday().ok()?,
            _ => payment.day?,
        };
        due.push((day, payment.line.amount));
    }
    due.sort_by_key(|(day, _)| *day);
    let mut sum = price.currency.zero();
    let mut paid: Vec<(Date, f64)> = Vec::new();
    for (day, amount) in due {
        sum += amount;
        let share = sum.amount().to_f64()? / net;
        match paid.last_mut() {
            Some((last, so_far)) if *last == day => *so_far = share,
            _ => paid.push((day, share)),
        }
    }
    (!paid.is_empty()).then_some(paid)
}

/// Effort by package, each spread evenly over its working days.
struct Work<'a> {
    scene: &'a Scene<'a>,
    /// First and last day, working days between them, effort.
    packages: Vec<(Date, Date, f64, f64)>,
    all: f64,
}

impl<'a> Work<'a> {
    /// `None` where no effort is planned.
    fn of(scene: &'a Scene<'a>) -> Option<Work<'a>> {
        let calendar = scene.offer.schedule.calendar;
        let mut packages = Vec::new();
        for planned in scene.offer.packages.iter().filter_map(|package| package.planned) {
            let effort = planned.effort.0.to_f64().filter(|effort| *effort > 0.0);
            let Some(effort) = effort else {
                continue;
            };
            let days = calendar.working_days(planned.start, planned.finish).max(1) as f64;
            packages.push((planned.start, planned.finish, days, effort));
        }
        let all = packages.iter().map(|(.., effort)| effort).sum::<f64>();
        (all > 0.0).then_some(Work { scene, packages, all })
    }

    /// What is done at the end of a day, 0 to 1.
    fn done(&self, day: Date) -> f64 {
        let calendar = self.scene.offer.schedule.calendar;
        let of = |(start, finish, days, effort): &(Date, Date, f64, f64)| match day {
            _ if day >= *finish => *effort,
            _ if day < *start => 0.0,
            _ => effort * (calendar.working_days(*start, day) as f64 / days).min(1.0),
        };
        (self.packages.iter().map(of).sum::<f64>() / self.all).clamp(0.0, 1.0)
    }
}
