//! Working days: weekends and public holidays of a place.

use std::collections::BTreeMap;

use jiff::civil::{Date, Weekday};

use bidwright_base::source::Place;

/// `pricing/calendars/*.toml`.
///
/// ```
/// use bidwright_model::book::Calendar;
/// use jiff::civil::{Weekday, date};
///
/// let calendar = Calendar {
///     id: "no".to_owned(),
///     name: "Norway".to_owned(),
///     weekend: vec![Weekday::Saturday, Weekday::Sunday],
///     holidays: [(date(2027, 5, 17), "Constitution Day".to_owned())].into(),
///     place: None,
/// };
/// // Friday 14 May; Monday is a holiday, so the next working day is Tuesday.
/// let friday = date(2027, 5, 14);
/// assert_eq!(calendar.after(friday, 1), date(2027, 5, 18));
/// assert_eq!(calendar.working_day_from(date(2027, 5, 15)), date(2027, 5, 18));
/// // Two days of work of 450 minutes each; and both ends count.
/// assert_eq!(calendar.finish(friday, 900, 450), date(2027, 5, 18));
/// assert_eq!(calendar.working_days(friday, date(2027, 5, 18)), 2);
/// assert_eq!(calendar.last_year(), Some(2027));
/// ```
#[derive(Debug, Clone)]
pub struct Calendar {
    /// Its id; empty for plain Monday to Friday.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Days off each week; never all seven.
    pub weekend: Vec<Weekday>,
    /// Days off by date.
    pub holidays: BTreeMap<Date, String>,
    /// The file's `id` line; `None` for plain Monday to Friday.
    pub place: Option<Place>,
}

impl Calendar {
    /// Whether people work on a day.
    #[must_use]
    pub(crate) fn works(&self, day: Date) -> bool {
        !self.weekend.contains(&day.weekday()) && !self.holidays.contains_key(&day)
    }

    /// The day itself, or the next one on which people work.
    #[must_use]
    pub fn working_day_from(&self, day: Date) -> Date {
        let mut day = day;
        // The last day of time (9999-12-31) stands in for any later one.
        while !self.works(day) && day < Date::MAX {
            day = day.tomorrow().unwrap_or(Date::MAX);
        }
        day
    }

    /// The working day `passed` working days after the first one from `start`: 0 is the start itself.
    #[must_use]
    pub fn after(&self, start: Date, passed: u64) -> Date {
        let mut day = self.working_day_from(start);
        for _ in 0..passed {
            if day == Date::MAX {
                break;
            }
            day = self.working_day_from(day.tomorrow().unwrap_or(Date::MAX));
        }
        day
    }

    /// The day on which so many working minutes from `start` are full (MODEL 5.3); none: the start.
    #[must_use]
    pub fn finish(&self, start: Date, minutes: u64, minutes_per_day: u32) -> Date {
        self.after(start, minutes.div_ceil(u64::from(minutes_per_day)).saturating_sub(1))
    }

    /// Working days from `start` to `end`, both included.
    #[must_use]
    pub fn working_days(&self, start: Date, end: Date) -> u64 {
        let mut days = 0;
        let mut day = start;
        while day <= end {
            days += u64::from(self.works(day));
            let Ok(next) = day.tomorrow() else { break };
            day = next;
        }
        days
    }

    /// The last year whose holidays are known; `None` if the calendar has none at all.
    #[must_use]
    pub fn last_year(&self) -> Option<i16> {
        self.holidays.keys().next_back().map(|day| day.year())
    }
}
