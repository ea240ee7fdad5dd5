//! The scale of time: days to points, and the lines and names of weeks, months and years.

use bidwright_base::locale::{Locale, Message};
use jiff::{ToSpan, Unit, civil::Date};

use bidwright_base::geometry::Pt;

/// Days laid out from left to right.
#[derive(Debug, Clone, Copy)]
pub(super) struct TimeScale {
    start: Date,
    end: Date,
    left: Pt,
    /// Width of a day.
    day: Pt,
}

/// A stretch of the scale with its name.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Tick {
    pub(super) x: Pt,
    pub(super) width: Pt,
    pub(super) name: String,
    pub(super) year: i16,
}

/// How finely the scale is divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Week,
    Month,
    Quarter,
    Year,
}

impl TimeScale {
    pub(super) fn new(start: Date, end: Date, left: Pt, width: Pt) -> TimeScale {
        let end = end.max(start);
        TimeScale { start, end, left, day: width / (days(start, end) + 1.0) }
    }

    /// The left edge of a day; days outside are put at the edge.
    pub(super) fn x(&self, date: Date) -> Pt {
        let last = days(self.start, self.end) + 1.0;
        self.left + days(self.start, date).clamp(0.0, last) * self.day
    }

    /// The right edge of a day.
    pub(super) fn right(&self, date: Date) -> Pt {
        self.x(date.saturating_add(1.day()))
    }

    /// The middle of a day.
    pub(super) fn middle(&self, date: Date) -> Pt {
        (self.x(date) + self.right(date)) / 2.0
    }

    /// Whether a day is on the scale.
    pub(super) fn shows(&self, date: Date) -> bool {
        self.start <= date && date <= self.end
    }

    /// The steps for the two lines of the scale: names above, finer ones below.
    pub(super) fn steps(&self) -> (Step, Step) {
        let width = |days: f64| days * self.day;
        if width(7.0) >= Pt(17.0) {
            (Step::Month, Step::Week)
        } else if width(30.0) >= Pt(17.0) {
            (Step::Year, Step::Month)
        } else {
            (Step::Year, Step::Quarter)
        }
    }

    /// The stretches of a step, cut off at both ends of the scale.
    pub(super) fn ticks(&self, step: Step, locale: Locale) -> Vec<Tick> {
        let mut ticks = Vec::new();
        let mut from = self.start;
        while from <= self.end {
            let next = step.after(from);
            let x = self.x(from);
            ticks.push(Tick { x, width: self.x(next) - x, name: step.name(from, locale), year: from.year() });
            if next <= from {
                break;
            }
            from = next;
        }
        ticks
    }
}

impl Step {
    /// The first day of the next stretch.
    fn after(self, date: Date) -> Date {
        match self {
            Step::Week => {
                let past_monday = i64::from(date.weekday().to_monday_zero_offset());
                date.saturating_add((7 - past_monday).days())
            }
            Step::Month => date.first_of_month().saturating_add(1.month()),
            Step::Quarter => {
                let past = i64::from((date.month() - 1) % 3);
                date.first_of_month().saturating_add((3 - past).months())
            }
            Step::Year => date.first_of_year().saturating_add(1.year()),
        }
    }

    fn name(self, date: Date, locale: Locale) -> String {
        match self {
            Step::Week => date.day().to_string(),
            Step::Month => month(date, locale),
            Step::Quarter => format!("Q{}", (date.month() - 1) / 3 + 1),
            Step::Year => date.year().to_string(),
        }
    }
}

fn month(date: Date, locale: Locale) -> String {
    const NAMES: [Message<'_>; 12] = [
        Message::AxisJanuary,
        Message::AxisFebruary,
        Message::AxisMarch,
        Message::AxisApril,
        Message::AxisMay,
        Message::AxisJune,
        Message::AxisJuly,
        Message::AxisAugust,
        Message::AxisSeptember,
        Message::AxisOctober,
        Message::AxisNovember,
        Message::AxisDecember,
    ];
    let index = usize::try_from(date.month() - 1).expect("months count from one");
    locale.text(NAMES[index])
}

/// Days from one date to another; negative if it is earlier.
fn days(from: Date, to: Date) -> f64 {
    let span = from.until((Unit::Day, to)).expect("whole days lie between any two dates");
    f64::from(span.get_days())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_bar_of_one_day_is_as_wide_as_a_day() {
        let scale = TimeScale::new(date(2026, 1, 1), date(2026, 1, 10), Pt(100.0), Pt(50.0));
        assert!((scale.x(date(2026, 1, 1)) - Pt(100.0)).abs() < Pt(1e-9));
        assert!((scale.right(date(2026, 1, 1)) - Pt(105.0)).abs() < Pt(1e-9));
        assert!((scale.right(date(2026, 1, 10)) - Pt(150.0)).abs() < Pt(1e-9));
    }

    #[test]
    fn months_are_cut_off_at_the_ends() {
        let scale = TimeScale::new(date(2026, 1, 20), date(2026, 3, 5), Pt::ZERO, Pt(45.0));
        let names: Vec<String> =
            scale.ticks(Step::Month, Locale::British).into_iter().map(|tick| tick.name).collect();
        assert_eq!(names, ["Jan", "Feb", "Mar"]);
    }
}
