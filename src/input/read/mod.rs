//! A small reader that walks a TOML table by key: it says what is wrong with each value, where, and
//! goes on, so that one run tells everything.
//!
//! A key is read with [`Table::need`], [`Table::may`] or [`Table::or`] and a reader: a function from
//! an [`Item`] to a value, or to `None` once it has said what is wrong. What is needed and not
//! readable is stood in for ([`Placeholder`]): the finding already stops the build, and the reading goes
//! on as if the value were there. Keys nobody asked for are findings too.

mod inside;
mod items;
mod number;
mod text;

pub(super) use inside::inside;
pub(super) use items::{
    Names, Word, all_of, country, currency, date, duplicate, each_of, flag, language, list, one_of, retired,
    unique_ids, word,
};
pub(super) use number::{
    Bounds, Cash, above, any, at_least, days, decimal, number, percent, three_point, whole, within,
};
pub(super) use text::{id, is_id, line, long, name, one_line, prose, string};

use std::cell::{Cell, RefCell};

use toml::de::{DeTable, DeValue};

use bidwright_base::diag::{Code, Diagnostic, Diags, Severity};
use bidwright_base::source::{FileId, Place, Placed};
use bidwright_base::words;

/// Takes findings from readers, which only hold it shared.
#[derive(Default)]
pub(super) struct FindingSink {
    found: RefCell<Vec<Diagnostic>>,
    errors: Cell<usize>,
    muted: Cell<bool>,
}

impl FindingSink {
    /// Takes a finding in.
    pub(super) fn push(&self, finding: Diagnostic) {
        if self.muted.get() {
            return;
        }
        if finding.severity == Severity::Error {
            self.errors.set(self.errors.get() + 1);
        }
        self.found.borrow_mut().push(finding);
    }

    /// Takes a finding in, even about a table that was left out.
    pub(super) fn push_even_if_muted(&self, finding: Diagnostic) {
        let muted = self.muted.replace(false);
        self.push(finding);
        self.muted.set(muted);
    }

    /// How many errors so far: checks across values run only where the values themselves were read
    /// without one, so that no finding follows from another.
    pub(super) fn errors(&self) -> usize {
        self.errors.get()
    }

    /// Hands everything over.
    pub(super) fn give(self, diags: &mut Diags) {
        for finding in self.found.into_inner() {
            diags.push(finding);
        }
    }

    fn quietly<T>(&self, read: impl FnOnce() -> T) -> T {
        let before = self.muted.replace(true);
        let value = read();
        self.muted.set(before);
        value
    }
}

/// A table and the keys asked for so far.
pub(super) struct Table<'a> {
    /// As findings call it: "`[deal]`", "risk `R1`".
    pub(super) name: String,
    /// Its heading, for what is missing in it.
    pub(super) place: Place,
    /// Whether it is the whole file.
    top: bool,
    keys: Option<&'a DeTable<'a>>,
    asked: RefCell<Vec<&'static str>>,
    file: FileId,
    sink: &'a FindingSink,
}

/// A value under its key.
pub(super) struct Item<'a> {
    /// Its key.
    pub(super) key: &'a str,
    /// What the key belongs to, as findings call it.
    pub(super) of: &'a str,
    /// What was written.
    pub(super) value: &'a DeValue<'a>,
    /// Where.
    pub(super) place: Place,
    /// Its file.
    pub(super) file: FileId,
    /// Takes what is wrong.
    pub(super) sink: &'a FindingSink,
}

impl Item<'_> {
    /// Says what is wrong with it, and that there is no value.
    pub(super) fn refuse<T>(&self, finding: Diagnostic) -> Option<T> {
        self.sink.push(finding.at(self.place));
        None
    }

    /// "`cost` of purchase `P1`".
    pub(super) fn name(&self) -> String {
        format!("`{}` of {}", self.key, self.of)
    }

    /// Says which type was expected.
    pub(super) fn wrong_type<T>(&self, expected: &str) -> Option<T> {
        let hint = match (self.value, expected) {
            (DeValue::String(_), "true or false") => "write it without quotes",
            (DeValue::String(_), "a date") => "write dates without quotes: `2027-01-31`",
            (DeValue::Table(_), "rows") => "write each row with two brackets: `[[...]]`",
            (DeValue::Array(_), "a table") => "write it with one pair of brackets: `[...]`",
            _ => "",
        };
        let message = format!("{} is {}; expected {expected}", self.name(), kind(self.value));
        self.refuse(Diagnostic::error(Code::WrongType, message).hint(hint))
    }
}

/// What a value is, in plain words.
fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date or time",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

/// A value kept with its place or without, as the field that takes it wants it.
pub(super) trait Keep<T> {
    /// Keeps it.
    fn keep(value: T, place: Place) -> Self;
}

impl<T> Keep<T> for T {
    fn keep(value: T, _: Place) -> T {
        value
    }
}

impl<T> Keep<T> for Placed<T> {
    fn keep(value: T, place: Place) -> Placed<T> {
        Placed::new(value, place)
    }
}

/// What stands in for a needed value that could not be read.
pub(super) trait Placeholder {
    /// Any value.
    fn placeholder(place: Place) -> Self;
}

impl<'a> Table<'a> {
    /// The whole of a file.
    pub(super) fn root(file: FileId, keys: &'a DeTable<'a>, sink: &'a FindingSink) -> Table<'a> {
        Table {
            name: "the file".to_owned(),
            place: Place::new(file, 0..0),
            top: true,
            keys: Some(keys),
            asked: RefCell::default(),
            file,
            sink,
        }
    }

    /// Takes findings about it.
    pub(super) fn sink(&self) -> &'a FindingSink {
        self.sink
    }

    /// Says what is wrong with the table as a whole.
    pub(super) fn record(&self, finding: Diagnostic) {
        self.sink.push(finding.at(self.place));
    }

    /// The value of a key, if it is there.
    fn item<'t>(&'t self, key: &'static str) -> Option<Item<'t>> {
        self.asked.borrow_mut().push(key);
        let value = self.keys?.get(key)?;
        Some(Item {
            key,
            of: &self.name,
            value: value.get_ref(),
            place: Place::new(self.file, value.span()),
            file: self.file,
            sink: self.sink,
        })
    }

    /// Where a key's value stands, or the table without one.
    pub(super) fn place_of(&self, key: &str) -> Place {
        let value = self.keys.and_then(|keys| keys.get(key));
        value.map_or(self.place, |value| Place::new(self.file, value.span()))
    }

    /// Whether a key was written. Does not count as asking for it.
    pub(super) fn has(&self, key: &str) -> bool {
        self.keys.is_some_and(|keys| keys.contains_key(key))
    }

    /// A key that must be there.
    pub(super) fn need<T: Placeholder, K: Keep<T>>(
        &self,
        key: &'static str,
        read: impl Fn(&Item<'_>) -> Option<T>,
    ) -> K {
        match self.item(key) {
            Some(item) => {
                let value = read(&item).unwrap_or_else(|| T::placeholder(item.place));
                K::keep(value, item.place)
            }
            None => {
                self.missing(key);
                K::keep(T::placeholder(self.place), self.place)
            }
        }
    }

    /// Says that a key is missing.
    pub(super) fn missing(&self, key: &str) {
        self.record(Diagnostic::error(Code::MissingKey, format!("{} has no `{key}`", self.name)));
    }

    /// A key that may be left out.
    pub(super) fn may<T, K: Keep<T>>(
        &self,
        key: &'static str,
        read: impl Fn(&Item<'_>) -> Option<T>,
    ) -> Option<K> {
        let item = self.item(key)?;
        read(&item).map(|value| K::keep(value, item.place))
    }

    /// A key with a default.
    pub(super) fn or<T, K: Keep<T>>(
        &self,
        key: &'static str,
        default: impl Into<T>,
        read: impl Fn(&Item<'_>) -> Option<T>,
    ) -> K {
        self.may(key, read).unwrap_or_else(|| K::keep(default.into(), self.place))
    }

    /// A table below this one, whether it was written or not.
    pub(super) fn table<T>(&self, key: &'static str, read: impl Fn(&Table<'_>) -> T) -> T {
        self.may_table(key, &read)
            .unwrap_or_else(|| self.sink.quietly(|| read(&self.below(key, None, self.place))))
    }

    /// A table that must be there.
    pub(super) fn need_table<T>(&self, key: &'static str, read: impl Fn(&Table<'_>) -> T) -> T {
        if !self.has(key) {
            let message = format!("there is no `[{key}]`");
            self.record(Diagnostic::error(Code::MissingTable, message));
        }
        self.table(key, read)
    }

    /// A table below this one, if it was written.
    pub(super) fn may_table<T>(&self, key: &'static str, read: impl Fn(&Table<'_>) -> T) -> Option<T> {
        let item = self.item(key)?;
        match item.value {
            DeValue::Table(keys) => {
                let table = self.below(key, Some(keys), item.place);
                let value = read(&table);
                table.finish();
                Some(value)
            }
            _ => item.wrong_type("a table"),
        }
    }

    /// The rows `[[key]]`, each read in turn. A row that cannot be read is stood in for, so that rows
    /// keep their numbers.
    pub(super) fn rows<T>(&self, key: &'static str, mut read: impl FnMut(&Table<'_>, usize) -> T) -> Vec<T> {
        let Some(item) = self.item(key) else {
            return Vec::new();
        };
        let DeValue::Array(rows) = item.value else {
            item.wrong_type::<()>("rows");
            return Vec::new();
        };
        let mut found = Vec::with_capacity(rows.len());
        for (at, row) in rows.iter().enumerate() {
            let place = Place::new(self.file, row.span());
            let DeValue::Table(keys) = row.get_ref() else {
                let item = Item { value: row.get_ref(), place, ..item };
                item.wrong_type::<()>("a table");
                let empty = self.below(key, None, place);
                found.push(self.sink.quietly(|| read(&empty, at)));
                continue;
            };
            let mut table = self.below(key, Some(keys), place);
            table.name = match keys.get("id").and_then(|id| id.get_ref().as_str()) {
                Some(id) if id.len() <= 64 => format!("{key} `{}`", id.escape_debug()),
                _ if self.top => format!("{key} {}", at + 1),
                _ => format!("entry {} of `{key}` of {}", at + 1, self.name),
            };
            found.push(read(&table, at));
            table.finish();
        }
        found
    }

    /// The entries of a table whose keys are names, such as `effort`, in the order written.
    pub(super) fn entries<T>(
        &self,
        key: &'static str,
        read: impl Fn(&Placed<String>, &Item<'_>) -> T,
    ) -> Vec<T> {
        let Some(item) = self.item(key) else {
            return Vec::new();
        };
        let DeValue::Table(keys) = item.value else {
            item.wrong_type::<()>("a table");
            return Vec::new();
        };
        let mut entries: Vec<_> = keys.iter().collect();
        entries.sort_by_key(|(name, _)| name.span().start);
        let of = item.name();
        entries
            .into_iter()
            .map(|(name, value)| {
                let place = Place::new(self.file, name.span());
                let entry = Item {
                    key: name.get_ref(),
                    of: &of,
                    value: value.get_ref(),
                    place: Place::new(self.file, value.span()),
                    file: self.file,
                    sink: self.sink,
                };
                read(&Placed::new(name.get_ref().to_string(), place), &entry)
            })
            .collect()
    }

    fn below<'t>(&self, key: &str, keys: Option<&'t DeTable<'t>>, place: Place) -> Table<'t>
    where
        'a: 't,
    {
        Table {
            name: if self.top { format!("`[{key}]`") } else { format!("`{key}` of {}", self.name) },
            place,
            top: false,
            keys,
            asked: RefCell::default(),
            file: self.file,
            sink: self.sink,
        }
    }

    /// Says which keys nobody asked for, up to a hundred of them.
    pub(super) fn finish(&self) {
        let asked = self.asked.borrow();
        let keys = self.keys.into_iter().flat_map(|keys| keys.iter().map(|(key, _)| key));
        let unknown = keys.filter(|key| !asked.iter().any(|asked| asked == key.get_ref()));
        for key in unknown.take(100) {
            let shown: String = key.get_ref().escape_debug().take(80).collect();
            let message = format!("{} has no key `{shown}`", self.name);
            self.sink.push(
                Diagnostic::error(Code::UnknownKey, message)
                    .at(Place::new(self.file, key.span()))
                    .hint(words::did_you_mean(&shown, asked.iter())),
            );
        }
    }
}
