//! The message of a rule that fires: a sentence with figures of the context in it.

use std::ops::Range;

use rust_decimal::{Decimal, RoundingStrategy};

use super::schema::{CONTEXT, Field, Kind, Unit, find, leaves};
use super::{Context, Datum, Fault, FaultKind};
use bidwright_base::quantity::grouped;
use bidwright_base::words;

/// A sentence, checked: each `{{ }}` in it names a field and at most one filter that goes with it.
///
/// ```
/// use bidwright_model::rules::{Context, FaultKind, MessageTemplate};
/// use rust_decimal::Decimal;
///
/// let say = MessageTemplate::parse("discount of {{ quote.discount_percent }} %").expect("a template");
/// let context = Context::neutral().with("quote.discount_percent", Decimal::new(125, 1));
/// assert_eq!(say.render(&context), "discount of 12.5 %");
/// let faults = MessageTemplate::parse("discount of {{ quote").expect_err("open braces");
/// assert_eq!(faults[0].kind, FaultKind::Message);
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MessageTemplate {
    source: String,
    pieces: Vec<Piece>,
}

#[derive(Debug, Clone, PartialEq)]
enum Piece {
    Text(String),
    Figure(String, &'static Field, Option<Filter>),
}

/// How a figure is written, if not in the form of its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Filter {
    /// How many there are in a list.
    Length,
    /// "a, b and c".
    List,
    /// A chance as a percentage.
    Percent,
    /// To three digits that count.
    Rounded,
}

const FILTERS: [(&str, Filter); 4] = [
    ("length", Filter::Length),
    ("list", Filter::List),
    ("percent", Filter::Percent),
    ("rounded", Filter::Rounded),
];

impl MessageTemplate {
    /// Reads a sentence, or returns everything that is wrong with it.
    ///
    /// # Errors
    /// Braces that do not close, unknown fields and filters, each with its place.
    pub fn parse(source: &str) -> Result<MessageTemplate, Vec<Fault>> {
        let mut pieces = Vec::new();
        let mut faults = Vec::new();
        let mut at = 0;
        while let Some(open) = source[at..].find("{{").map(|found| at + found) {
            pieces.push(Piece::Text(source[at..open].to_owned()));
            let Some(close) = source[open..].find("}}").map(|found| open + found) else {
                let fault = Fault::new(FaultKind::Message, open..open + 2, "the braces do not close");
                faults.push(fault.hint("write `{{ quote.discount_percent }}`"));
                return Err(faults);
            };
            match figure(source, open + 2..close) {
                Ok(piece) => pieces.push(piece),
                Err(fault) => faults.push(fault),
            }
            at = close + 2;
        }
        pieces.push(Piece::Text(source[at..].to_owned()));
        if faults.is_empty() {
            Ok(MessageTemplate { source: source.to_owned(), pieces })
        } else {
            Err(faults)
        }
    }

    /// As written.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The fields it names, in the order of the sentence.
    pub fn fields(&self) -> impl Iterator<Item = &str> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Text(_) => None,
            Piece::Figure(path, ..) => Some(path.as_str()),
        })
    }

    /// The sentence, with the figures of a context.
    #[must_use]
    pub fn render(&self, context: &Context) -> String {
        let pieces = self.pieces.iter().map(|piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::Figure(path, field, filter) => match context.get(path) {
                Some(datum) => written(datum, field.kind, *filter),
                None => String::new(),
            },
        });
        pieces.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// One pair of braces.
fn figure(source: &str, inside: Range<usize>) -> Result<Piece, Fault> {
    let text = &source[inside.clone()];
    let (path, filter) = match text.split_once('|') {
        Some((path, filter)) => (path.trim(), Some(filter.trim())),
        None => (text.trim(), None),
    };
    let place = |part: &str| {
        let start = source[inside.clone()].find(part).map_or(inside.start, |at| inside.start + at);
        start..start + part.len()
    };
    let Some(field) = find(path) else {
        let hint = words::did_you_mean(path, leaves().into_iter().map(|(path, _)| path));
        let fault = Fault::new(FaultKind::Field, place(path), format!("the review context has no `{path}`"));
        return Err(fault.hint(if hint.is_empty() { near_end(path) } else { hint }));
    };
    if let Kind::Group(inside) = field.kind {
        let names = inside.iter().map(|field| format!("`{path}.{}`", field.name)).take(3).collect::<Vec<_>>();
        let fault = Fault::new(
            FaultKind::Message,
            place(path),
            format!("`{path}` is a group of fields, not a figure"),
        );
        return Err(fault.hint(format!("name one of them, such as {}", words::choice(&names))));
    }
    let Some(filter) = filter else {
        return Ok(Piece::Figure(path.to_owned(), field, None));
    };
    let known = FILTERS.iter().find(|(name, _)| *name == filter).map(|(_, filter)| *filter);
    match known {
        Some(known) if goes_with(known, field.kind) => Ok(Piece::Figure(path.to_owned(), field, Some(known))),
        Some(_) => {
            let message = format!("`{filter}` does not go with `{path}`, which is {}", field.kind.word());
            Err(Fault::new(FaultKind::Message, place(filter), message))
        }
        None => {
            let fault =
                Fault::new(FaultKind::Message, place(filter), format!("there is no filter `{filter}`"));
            Err(fault.hint(words::did_you_mean(filter, FILTERS.iter().map(|(name, _)| name))))
        }
    }
}

/// Of a path with the wrong group in front, the right one; of another, where to look.
fn near_end(path: &str) -> String {
    let last = path.rsplit('.').next().unwrap_or(path);
    let same =
        leaves().into_iter().map(|(path, _)| path).find(|known| known.rsplit('.').next() == Some(last));
    match same {
        Some(known) => format!("did you mean `{known}`?"),
        None => {
            let groups = CONTEXT.iter().map(|field| field.name);
            let near = words::did_you_mean(path.split('.').next().unwrap_or(path), groups);
            if near.is_empty() {
                "`bidwright review --context DEAL` prints every field".to_owned()
            } else {
                near
            }
        }
    }
}

fn goes_with(filter: Filter, kind: Kind) -> bool {
    match filter {
        Filter::Length => matches!(kind, Kind::Texts | Kind::Rows(_) | Kind::Text),
        Filter::List => matches!(kind, Kind::Texts),
        Filter::Percent => matches!(kind, Kind::Number(Unit::Chance)),
        Filter::Rounded => matches!(kind, Kind::Number(_)),
    }
}

fn written(datum: &Datum, kind: Kind, filter: Option<Filter>) -> String {
    match (datum, filter) {
        (Datum::Null, _) => "none".to_owned(),
        (Datum::Texts(texts), Some(Filter::Length)) => texts.len().to_string(),
        (Datum::Rows(rows), _) => rows.len().to_string(),
        (Datum::Text(text), Some(Filter::Length)) => text.chars().count().to_string(),
        (Datum::Texts(texts), _) if texts.is_empty() => "none".to_owned(),
        (Datum::Texts(texts), _) => words::list(texts),
        (Datum::Text(text), _) => text.clone(),
        (Datum::Flag(flag), _) => if *flag { "yes" } else { "no" }.to_owned(),
        (Datum::Number(value), filter) => number(*value, kind, filter),
    }
}

impl Datum {
    /// As people read it, by the kind of its field.
    #[must_use]
    pub fn shown(&self, kind: Kind) -> String {
        written(self, kind, None)
    }
}

/// Amounts from a thousand on are written without cents: no decision depends on them.
fn number(exact: Decimal, kind: Kind, filter: Option<Filter>) -> String {
    let round = |value: Decimal, places: u32| {
        grouped(value.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero).normalize())
    };
    match (filter, kind) {
        (Some(Filter::Percent), _) => format!("{} %", round(exact * Decimal::ONE_HUNDRED, 1)),
        (Some(Filter::Rounded), _) => {
            let three = exact.round_sf_with_strategy(3, RoundingStrategy::MidpointAwayFromZero);
            grouped(three.unwrap_or(exact).normalize())
        }
        (_, Kind::Number(Unit::Amount)) if exact.abs() >= Decimal::ONE_THOUSAND => round(exact, 0),
        _ => round(exact, 3),
    }
}
