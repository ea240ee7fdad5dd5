//! The published context: every field a rule may name, what it is, and whether it may be missing.
//!
//! Names are those of the JSON that `price`, `forecast` and `value` print. The tree is fixed: a figure
//! that does not exist is null at its end, and every group above it is there.

mod published;

pub(crate) use published::CONTEXT;

/// A field of the context.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Field {
    /// Its name inside its group.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Whether it may be null.
    pub nullable: bool,
    /// What it is, in a few words.
    pub about: &'static str,
}

/// What a field holds.
///
/// ```
/// use bidwright_model::rules::{Kind, Unit};
///
/// assert_eq!(Kind::Number(Unit::Percent).word(), "percent");
/// assert_eq!(Kind::Texts.word(), "list of texts");
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Kind {
    /// A number.
    Number(Unit),
    /// A text.
    Text,
    /// Yes or no.
    Flag,
    /// A list of texts.
    Texts,
    /// A list of rows with these fields.
    Rows(&'static [Field]),
    /// Further fields.
    Group(&'static [Field]),
}

/// What a number counts; it decides how the number is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Of the deal's currency, net of tax unless its name says otherwise.
    Amount,
    /// 4 is 4 %.
    Percent,
    /// Days.
    Days,
    /// 0 to 1.
    Chance,
    /// A whole number of things.
    Count,
}

impl Kind {
    /// In a word, for people.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Kind::Number(Unit::Amount) => "amount",
            Kind::Number(Unit::Percent) => "percent",
            Kind::Number(Unit::Days) => "days",
            Kind::Number(Unit::Chance) => "chance, 0 to 1",
            Kind::Number(Unit::Count) => "count",
            Kind::Text => "text",
            Kind::Flag => "true or false",
            Kind::Texts => "list of texts",
            Kind::Rows(_) => "list of rows",
            Kind::Group(_) => "group",
        }
    }
}

/// The field at a path, such as `quote.margin_percent`.
///
/// ```
/// use bidwright_model::rules::find;
///
/// let margin = find("quote.margin_percent").expect("a field");
/// assert!(margin.nullable);
/// assert_eq!(margin.kind.word(), "percent");
/// assert!(find("quote.colour").is_none());
/// ```
#[must_use]
pub fn find(path: &str) -> Option<&'static Field> {
    let mut inside = CONTEXT;
    let mut found = None;
    for name in path.split('.') {
        let field = inside.iter().find(|field| field.name == name)?;
        inside = match field.kind {
            Kind::Group(fields) => fields,
            _ => &[],
        };
        found = Some(field);
    }
    found
}

/// Every field that is no group, by path, in the order of the context.
///
/// ```
/// use bidwright_model::rules::leaves;
///
/// assert_eq!(leaves()[0].0, "deal.number");
/// assert!(leaves().iter().any(|(path, _)| path == "forecast.with.success.joint"));
/// ```
#[must_use]
pub fn leaves() -> Vec<(String, &'static Field)> {
    fn walk(prefix: &str, fields: &'static [Field], into: &mut Vec<(String, &'static Field)>) {
        for field in fields {
            let path =
                if prefix.is_empty() { field.name.to_owned() } else { format!("{prefix}.{}", field.name) };
            match field.kind {
                Kind::Group(inside) => walk(&path, inside, into),
                _ => into.push((path, field)),
            }
        }
    }
    let mut found = Vec::new();
    walk("", CONTEXT, &mut found);
    found
}

const fn field(name: &'static str, kind: Kind, about: &'static str) -> Field {
    Field { name, kind, nullable: false, about }
}

const fn amount(name: &'static str, about: &'static str) -> Field {
    field(name, Kind::Number(Unit::Amount), about)
}

const fn percent(name: &'static str, about: &'static str) -> Field {
    field(name, Kind::Number(Unit::Percent), about)
}

const fn days(name: &'static str, about: &'static str) -> Field {
    field(name, Kind::Number(Unit::Days), about)
}

const fn chance(name: &'static str, about: &'static str) -> Field {
    field(name, Kind::Number(Unit::Chance), about)
}

const fn count(name: &'static str, about: &'static str) -> Field {
    field(name, Kind::Number(Unit::Count), about)
}

const fn text(name: &'static str, about: &'static str) -> Field {
    field(name, Kind::Text, about)
}

const fn texts(name: &'static str, about: &'static str) -> Field {
    field(name, Kind::Texts, about)
}

const fn group(name: &'static str, inside: &'static [Field]) -> Field {
    field(name, Kind::Group(inside), "")
}

impl Field {
    const fn or_null(mut self) -> Field {
        self.nullable = true;
        self
    }
}
