//! Words, references, dates, lists and codes.

use std::collections::BTreeMap;

use jiff::civil::Date;
use toml::de::DeValue;

use super::{FindingSink, Item, Keep, Placeholder, Table, text};
use bidwright_base::diag::{Code, Diagnostic};
use bidwright_base::money::Currency;
use bidwright_base::source::{Place, Placed};
use bidwright_base::words;
use bidwright_model::book::Idx;

/// A choice written as one of a few words.
pub(crate) trait Word: Copy + 'static {
    /// Each word and what it means.
    const WORDS: &'static [(&'static str, Self)];
}

impl<T: Word> Placeholder for T {
    fn placeholder(_: Place) -> T {
        T::WORDS[0].1
    }
}

/// One of the words of a choice.
pub(crate) fn word<T: Word>(item: &Item<'_>) -> Option<T> {
    let DeValue::String(text) = item.value else {
        return item.wrong_type("a text");
    };
    let known = T::WORDS.iter().find(|(word, _)| word == text);
    if let Some((_, meaning)) = known {
        return Some(*meaning);
    }
    let shown: String = text.escape_debug().take(80).collect();
    let message = format!("{} cannot be `{shown}`", item.name());
    let words = T::WORDS.iter().map(|(word, _)| word);
    item.refuse(Diagnostic::error(Code::UnknownWord, message).hint(words::did_you_mean(&shown, words)))
}

/// `true` or `false`.
pub(crate) fn flag(item: &Item<'_>) -> Option<bool> {
    match item.value {
        DeValue::Boolean(flag) => Some(*flag),
        _ => item.wrong_type("true or false"),
    }
}

/// A day, of the years a deal can touch.
pub(crate) fn date(item: &Item<'_>) -> Option<Date> {
    let DeValue::Datetime(written) = item.value else {
        return item.wrong_type("a date");
    };
    let (Some(day), None) = (written.date, written.time) else {
        let message = format!("{} is `{written}`; expected a day without a time", item.name());
        return item.refuse(Diagnostic::error(Code::NotADay, message));
    };
    if !(1970..=2199).contains(&day.year) {
        let message = format!("{} is in the year {}", item.name(), day.year);
        return item.refuse(Diagnostic::error(Code::DateOutOfRange, message).hint("years from 1970 to 2199"));
    }
    let (year, month, day) = (day.year.cast_signed(), day.month.cast_signed(), day.day.cast_signed());
    Date::new(year, month, day).ok()
}

/// A list of anything that can be read. What cannot is left out, and said.
pub(crate) fn list<T, K: Keep<T>>(
    read: impl Fn(&Item<'_>) -> Option<T>,
) -> impl Fn(&Item<'_>) -> Option<Vec<K>> {
    move |item| {
        let DeValue::Array(list) = item.value else {
            return item.wrong_type("a list");
        };
        let each = list.iter().filter_map(|value| {
            let place = Place::new(item.file, value.span());
            let item = Item { value: value.get_ref(), place, ..*item };
            read(&item).map(|value| K::keep(value, place))
        });
        Some(each.collect())
    }
}

/// The ids of a table's rows, for what refers to them.
pub(crate) struct Names<T> {
    what: &'static str,
    /// Of the finding on an id that is not there; without it, nothing refers to the rows.
    code: Option<Code>,
    at: BTreeMap<String, Idx<T>>,
    /// Without it no reference is doubted: the table itself could not be read.
    known: bool,
}

impl<T> Names<T> {
    /// The ids of the rows `[[what]]`. An id used twice is an error.
    pub(crate) fn of_rows(root: &Table<'_>, what: &'static str, code: impl Into<Option<Code>>) -> Names<T> {
        let mut at = BTreeMap::new();
        let rows = root.keys.and_then(|keys| keys.get(what)).map(|rows| rows.get_ref());
        let rows = match rows {
            Some(DeValue::Array(rows)) => rows.iter().collect(),
            _ => Vec::new(),
        };
        for (index, row) in rows.into_iter().enumerate() {
            let id = row.get_ref().as_table().and_then(|row| row.get("id"));
            let Some((id, place)) = id.and_then(|id| Some((id.get_ref().as_str()?, id.span()))) else {
                continue;
            };
            if text::is_id(id) && at.insert(id.to_owned(), Idx::new(index)).is_some() {
                root.sink.push(duplicate(what, id, Place::new(root.file, place)));
            }
        }
        Names { what, code: code.into(), at, known: true }
    }

    /// The ids of rows already read.
    pub(crate) fn of<'n>(
        what: &'static str,
        code: Code,
        ids: Option<impl IntoIterator<Item = &'n str>>,
    ) -> Names<T> {
        let known = ids.is_some();
        let ids = ids.into_iter().flatten().map(str::to_owned);
        let at = ids.enumerate().map(|(at, id)| (id, Idx::new(at))).collect();
        Names { what, code: Some(code), at, known }
    }

    /// The index of an id.
    pub(crate) fn get(&self, id: &str) -> Option<Idx<T>> {
        self.at.get(id).copied()
    }

    /// Whether the table could be read, so that an id not in it is wrong.
    pub(crate) fn known(&self) -> bool {
        self.known
    }

    /// Every id.
    pub(crate) fn ids(&self) -> impl Iterator<Item = &str> {
        self.at.keys().map(String::as_str)
    }

    /// The index of an id; a finding if there is none.
    pub(crate) fn find(&self, sink: &FindingSink, id: &str, place: Place) -> Option<Idx<T>> {
        let found = self.get(id);
        if found.is_none()
            && self.known
            && let Some(code) = self.code
        {
            let shown: String = id.escape_debug().take(80).collect();
            let message = format!("there is no {} `{shown}`", self.what);
            sink.push(
                Diagnostic::error(code, message).at(place).hint(words::did_you_mean(&shown, self.at.keys())),
            );
        }
        found
    }
}

/// The finding on an id used twice.
pub(crate) fn duplicate(what: &str, id: &str, place: Place) -> Diagnostic {
    let message = format!("{what} `{id}` is there twice");
    Diagnostic::error(Code::DuplicateId, message).at(place)
}

/// The finding on every id of the rows `[[what]]` that is used twice, where nothing refers to them.
pub(crate) fn unique_ids(root: &Table<'_>, what: &'static str) {
    Names::<()>::of_rows(root, what, None);
}

/// A reference to a row, as its index.
pub(crate) fn one_of<T>(names: &Names<T>) -> impl Fn(&Item<'_>) -> Option<Idx<T>> {
    move |item| match item.value {
        DeValue::String(id) => names.find(item.sink, id, item.place),
        _ => item.wrong_type("a text"),
    }
}

/// References to rows; one named twice is an error, and counts once.
pub(crate) fn each_of<T>(names: &Names<T>) -> impl Fn(&Item<'_>) -> Option<Vec<Placed<Idx<T>>>> {
    move |item| {
        let mut found: Vec<Placed<Idx<T>>> = list(one_of(names))(item)?;
        let mut seen = std::collections::BTreeSet::new();
        found.retain(|at| {
            let first = seen.insert(at.value);
            if !first {
                let message = format!("{} names a {} twice", item.name(), names.what);
                item.sink.push(Diagnostic::error(Code::NamedTwice, message).at(at.place));
            }
            first
        });
        Some(found)
    }
}

/// The same without places.
pub(crate) fn all_of<T>(names: &Names<T>) -> impl Fn(&Item<'_>) -> Option<Vec<Idx<T>>> {
    let read = each_of(names);
    move |item| Some(read(item)?.into_iter().map(|at| at.value).collect())
}

/// An ISO 4217 code.
pub(crate) fn currency(item: &Item<'_>) -> Option<Currency> {
    let code = text::string(item)?;
    if let Some(currency) = Currency::from_code(&code) {
        return Some(currency);
    }
    let upper = code.to_uppercase();
    if let Some(successor) = Currency::successor_of(&upper) {
        let message = format!("{} is `{upper}`, which is no currency any more", item.name());
        let hint = format!("it was replaced by `{successor}`");
        return item.refuse(Diagnostic::error(Code::RetiredCurrency, message).hint(hint));
    }
    let shown: String = code.escape_debug().take(20).collect();
    let message = format!("{} is `{shown}`, which is no currency with a minor unit", item.name());
    let hint = if Currency::from_code(&upper).is_some() {
        format!("did you mean `{upper}`?")
    } else {
        "three capital letters of ISO 4217, such as `EUR`".to_owned()
    };
    item.refuse(Diagnostic::error(Code::UnknownCurrency, message).hint(hint))
}

/// What is to be said on a day of a currency that was replaced; nothing of one in use.
pub(crate) fn retired(currency: Currency, on: Date) -> Option<Diagnostic> {
    let (last, successor) = currency.retired()?;
    let code = currency.code();
    if on > last {
        let message = format!("`{code}` is no legal tender on {on}: it ended on {last}");
        return Some(
            Diagnostic::error(Code::RetiredCurrency, message)
                .hint(format!("it was replaced by `{successor}`")),
        );
    }
    let message = format!("`{code}` is legal tender until {last} only");
    let hint = format!("what is paid later is paid in `{successor}`: price in that");
    Some(Diagnostic::warning(Code::RetiredCurrency, message).hint(hint))
}

/// A language tag of BCP 47, as far as its form goes.
pub(crate) fn language(item: &Item<'_>) -> Option<String> {
    let tag = text::string(item)?;
    let mut parts = tag.split('-');
    let first = parts.next().unwrap_or_default();
    let good = (2..=3).contains(&first.len())
        && first.chars().all(|c| c.is_ascii_alphabetic())
        && parts.all(|p| (1..=8).contains(&p.len()) && p.chars().all(|c| c.is_ascii_alphanumeric()));
    if good && tag.len() <= 35 {
        return Some(tag);
    }
    let shown: String = tag.escape_debug().take(40).collect();
    let message = format!("{} is `{shown}`, which is no language tag", item.name());
    item.refuse(
        Diagnostic::error(Code::BadLanguage, message).hint("a tag of BCP 47, such as `en-GB` or `de-DE`"),
    )
}

/// Two capital letters of ISO 3166, as far as their form goes.
pub(crate) fn country(item: &Item<'_>) -> Option<String> {
    let code = text::string(item)?;
    if code.len() == 2 && code.chars().all(|c| c.is_ascii_uppercase()) {
        return Some(code);
    }
    let shown: String = code.escape_debug().take(40).collect();
    let message = format!("{} is `{shown}`, which is no country code", item.name());
    item.refuse(
        Diagnostic::error(Code::BadCountry, message)
            .hint("two capital letters of ISO 3166, such as `NO` or `GB`"),
    )
}

impl Placeholder for Date {
    fn placeholder(_: Place) -> Date {
        Date::constant(1970, 1, 1)
    }
}

impl Placeholder for Currency {
    fn placeholder(_: Place) -> Currency {
        Currency::from_code("EUR").expect("a currency with cents")
    }
}

// A reference that leads nowhere points at the first row: it is never followed.
impl<T> Placeholder for Idx<T> {
    fn placeholder(_: Place) -> Idx<T> {
        Idx::new(0)
    }
}

impl<T> Placeholder for Vec<T> {
    fn placeholder(_: Place) -> Vec<T> {
        Vec::new()
    }
}
