//! Cost and bill rate of a day, from the rate card, the years and the exchange rate; and the day they hold for.

use super::Chain;
use bidwright_base::derivation::{Derivation, Input, Use, Value};
use bidwright_economics::price::{Line, LineKind};
use bidwright_model::book::PriceBasis;

impl Chain<'_> {
    /// The rates a line was made from.
    pub(super) fn line_rates(&mut self, line: &Line, key: &str) {
        let (Some(rate), Some(role)) = (line.rate, self.role(line)) else { return };
        let book = self.offer.book;
        let card = &book.cards[rate.card];
        let Some(row) = card.role(role) else { return };
        // Which day it is matters where cards follow each other or rise.
        let dated = book.cards.len() > 1 || !card.escalation.is_zero();
        let fx = if rate.converted { book.exchange.from(card.currency) } else { None };
        let made = |label: &str,
                    written: bidwright_base::source::Placed<rust_decimal::Decimal>,
                    decimals: u32| {
            let mut from = vec![Input::written(Use::Plus, label, Value::Rate(written.value), written.place)];
            for _ in 0..rate.years {
                from.push(Input::percent(Use::TimesOnePlus, "escalation on 1 January", card.escalation));
            }
            if let Some(fx) = fx {
                let label = format!("exchange rate of {} on {}", card.currency.code(), fx.date);
                from.push(Input::written(Use::Times, label, Value::Number(fx.rate.value), fx.rate.place));
            }
            let rounded = rate.years > 0 || fx.is_some();
            if dated {
                from.push(Input::figure(Use::From, format!("{key}.rate_day")));
            }
            if rounded { Derivation::nearest(decimals, from) } else { Derivation::exact(from) }
        };
        let words = match (rate.years > 0, fx.is_some()) {
            (false, false) => "as on the rate card".to_owned(),
            (true, false) => {
                format!(
                    "the rate card, risen {}",
                    bidwright_base::words::count(rate.years as usize, "time", "times")
                )
            }
            (false, true) => "the rate card, converted".to_owned(),
            (true, true) => format!(
                "the rate card, risen {} and converted",
                bidwright_base::words::count(rate.years as usize, "time", "times")
            ),
        };
        let decimals = self.decimals();
        let label = format!("{}, cost of a day", row.title);
        let cost = made("cost_per_day", row.cost_per_day, decimals);
        self.put(&format!("{key}.cost_per_day"), &label, Value::Rate(rate.cost), words.clone(), cost);
        let label = format!("{}, bill rate of a day", row.title);
        let (rule, bill) = match (card.basis, row.rate_per_day) {
            (PriceBasis::RateCard, Some(written)) => (words, made("rate_per_day", written, decimals)),
            _ => {
                let mut from = vec![Input::figure(Use::Plus, format!("{key}.cost_per_day"))];
                from.extend(Self::unless_zero(Use::TimesOnePlus, "burden", card.burden));
                from.extend(Self::unless_zero(Use::TimesOnePlus, "overhead", card.overhead));
                from.extend(Self::unless_zero(Use::OverOneMinus, "target margin", card.target_margin));
                let rule = "cost of a day with burden and overhead, over 1 − target margin";
                (rule.to_owned(), Derivation::nearest(decimals, from))
            }
        };
        self.put(&format!("{key}.rate_per_day"), &label, Value::Rate(rate.bill), rule, bill);
        if dated {
            self.rate_day(line, key, rate.day);
        }
    }

    fn rate_day(&mut self, line: &Line, key: &str, day: jiff::civil::Date) {
        let mut from = vec![Input::figure(Use::From, "plan.start")];
        let rule = match line.kind {
            LineKind::Labour(Some((package, _))) => {
                let id = &self.offer.deal.work[package].id.value;
                from.push(Input::figure(Use::From, format!("plan.{id}.early_start_days")));
                from.extend(self.calendar());
                "the working day that holds the early start"
            }
            _ => "the first working day",
        };
        self.put(
            &format!("{key}.rate_day"),
            "Day of its rates",
            Value::Date(day),
            rule,
            Derivation::exact(from),
        );
    }

    /// Whose days a line holds.
    fn role(&self, line: &Line) -> Option<&str> {
        match line.kind {
            LineKind::Labour(Some((package, effort))) => {
                Some(&self.offer.deal.work[package].effort[effort].role.value)
            }
            LineKind::Labour(None) => {
                self.offer.deal.commercial.retainer.as_ref()?.role.as_ref().map(|role| role.value.as_str())
            }
            LineKind::Pmo(Some(activity)) => {
                let activity = &self.offer.book.methodology.activities[activity];
                let role = line.id.strip_prefix(activity.id.value.as_str())?.strip_prefix('/')?;
                activity.effort.iter().map(|(id, _)| id.value.as_str()).find(|id| *id == role)
            }
            LineKind::Pmo(None) => Some(&self.offer.book.pmo.role.value),
            LineKind::Office | LineKind::Purchase(_) => None,
        }
    }

    /// The calendar days are counted by.
    pub(super) fn calendar(&self) -> Option<Input> {
        let calendar = &self.offer.book.calendar;
        Some(match calendar.place {
            Some(place) => Input::written(Use::From, "calendar", Value::Text(calendar.id.clone()), place),
            None => {
                let plain = Value::Text("Monday to Friday, no holidays".into());
                Input::assumed(Use::From, "calendar, for the deal names none", plain)
            }
        })
    }
}
