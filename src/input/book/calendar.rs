//! `pricing/calendars/*.toml`.

use std::collections::BTreeMap;

use jiff::civil::Weekday;

use crate::read::{Table, Word, date, id, line, list, word};
use bidwright_base::diag::{Code, Diagnostic};
use bidwright_base::source::{FileId, Placed};
use bidwright_model::book::Calendar;

impl Word for Weekday {
    const WORDS: &'static [(&'static str, Weekday)] = &[
        ("mon", Weekday::Monday),
        ("tue", Weekday::Tuesday),
        ("wed", Weekday::Wednesday),
        ("thu", Weekday::Thursday),
        ("fri", Weekday::Friday),
        ("sat", Weekday::Saturday),
        ("sun", Weekday::Sunday),
    ];
}

/// Monday to Friday, no holidays.
pub(super) fn plain() -> Calendar {
    Calendar {
        id: String::new(),
        name: String::new(),
        weekend: vec![Weekday::Saturday, Weekday::Sunday],
        holidays: BTreeMap::new(),
        place: None,
    }
}

pub(super) fn calendar(t: &Table<'_>, _: FileId) -> Calendar {
    let calendar = Calendar {
        id: t.need("id", id),
        name: t.or("name", "", line),
        weekend: t.or("weekend", plain().weekend, list(word)),
        holidays: holidays(t),
        place: Some(t.place_of("id")),
    };
    if Weekday::WORDS.iter().all(|(_, day)| calendar.weekend.contains(day)) {
        let message = "all seven days are weekend: no day is a working day";
        let finding = Diagnostic::error(Code::NoWorkingDay, message);
        t.sink().push(finding.at(t.place_of("weekend")));
    }
    calendar
}

/// By date. Two holidays may fall on one day, and then bear both names.
fn holidays(t: &Table<'_>) -> BTreeMap<jiff::civil::Date, String> {
    let rows = t.rows("holiday", |row, _| {
        let date: Placed<_> = row.need("date", date);
        let name: String = row.or("name", "", line);
        (date.value, name)
    });
    let mut holidays: BTreeMap<_, String> = BTreeMap::new();
    for (day, name) in rows {
        match holidays.get_mut(&day) {
            Some(known) if *known == name || name.is_empty() => {}
            Some(known) => *known = format!("{known}; {name}"),
            None => {
                holidays.insert(day, name);
            }
        }
    }
    holidays
}
