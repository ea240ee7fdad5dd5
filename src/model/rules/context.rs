//! The context of one offer: a value for every field.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::schema::{Field, Kind, find, leaves};

/// The value of a field.
///
/// ```
/// use bidwright_model::rules::{Datum, Kind, Unit};
/// use rust_decimal::Decimal;
///
/// let net = Datum::from(Decimal::new(123_456_00, 2));
/// assert_eq!(net, Datum::Number(Decimal::from(123_456)));
/// assert_eq!(Datum::from(None::<Decimal>).shown(Kind::Number(Unit::Amount)), "none");
/// assert_eq!(Datum::from(true).shown(Kind::Flag), "yes");
/// ```
#[derive(Debug, Clone, PartialEq)]
pub enum Datum {
    /// There is no such figure.
    Null,
    /// A number, exact.
    Number(Decimal),
    /// A text.
    Text(String),
    /// Yes or no.
    Flag(bool),
    /// A list of texts.
    Texts(Vec<String>),
    /// Rows, each with a value for every field of its kind, by name.
    Rows(Vec<BTreeMap<&'static str, Datum>>),
}

/// A value for every field of the [context](super::leaves), by path such as `quote.margin_percent`.
///
/// ```
/// use bidwright_model::rules::{Context, Datum};
///
/// let context = Context::neutral().with("deal.model", "capped");
/// assert_eq!(context.get("deal.model"), Some(&Datum::Text("capped".to_owned())));
/// // A margin may be missing; a field that does not exist is none at all.
/// assert_eq!(context.get("quote.margin_percent"), Some(&Datum::Null));
/// assert_eq!(context.get("deal.colour"), None);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Context(BTreeMap<String, Datum>);

impl Context {
    /// Every number 0, every text and list empty, every figure that may be missing missing.
    #[must_use]
    pub fn neutral() -> Context {
        let blank = |field: &Field| if field.nullable { Datum::Null } else { zero(field.kind) };
        Context(leaves().into_iter().map(|(path, field)| (path, blank(field))).collect())
    }

    /// Sets a field. The path is one of ours and the value of its kind, or the program is wrong.
    pub fn set(&mut self, path: &str, value: impl Into<Datum>) {
        let value = value.into();
        let field = find(path).unwrap_or_else(|| panic!("`{path}` is no field of the context"));
        assert!(fits(&value, field), "`{path}` cannot be {value:?}");
        self.0.insert(path.to_owned(), value);
    }

    /// [`Context::set`], for contexts made by hand.
    #[must_use]
    pub fn with(mut self, path: &str, value: impl Into<Datum>) -> Context {
        self.set(path, value);
        self
    }

    /// The value of a field.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&Datum> {
        self.0.get(path)
    }
}

fn zero(kind: Kind) -> Datum {
    match kind {
        Kind::Number(_) => Datum::Number(Decimal::ZERO),
        Kind::Text => Datum::Text(String::new()),
        Kind::Flag => Datum::Flag(false),
        Kind::Texts => Datum::Texts(Vec::new()),
        Kind::Rows(_) | Kind::Group(_) => Datum::Rows(Vec::new()),
    }
}

fn fits(value: &Datum, field: &Field) -> bool {
    match (value, field.kind) {
        (Datum::Null, _) => field.nullable,
        (Datum::Rows(rows), Kind::Rows(fields)) => rows.iter().all(|row| {
            row.len() == fields.len()
                && fields.iter().all(|field| row.get(field.name).is_some_and(|value| fits(value, field)))
        }),
        (Datum::Number(_), Kind::Number(_))
        | (Datum::Text(_), Kind::Text)
        | (Datum::Flag(_), Kind::Flag)
        | (Datum::Texts(_), Kind::Texts) => true,
        _ => false,
    }
}

impl From<Decimal> for Datum {
    fn from(number: Decimal) -> Datum {
        Datum::Number(number)
    }
}

impl From<&str> for Datum {
    fn from(text: &str) -> Datum {
        Datum::Text(text.to_owned())
    }
}

impl From<String> for Datum {
    fn from(text: String) -> Datum {
        Datum::Text(text)
    }
}

impl From<bool> for Datum {
    fn from(flag: bool) -> Datum {
        Datum::Flag(flag)
    }
}

impl From<Vec<String>> for Datum {
    fn from(texts: Vec<String>) -> Datum {
        Datum::Texts(texts)
    }
}

impl<T: Into<Datum>> From<Option<T>> for Datum {
    fn from(value: Option<T>) -> Datum {
        value.map_or(Datum::Null, Into::into)
    }
}
