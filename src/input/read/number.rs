//! Numbers, read exactly as written: decimals, never floats.

use std::fmt;

use rust_decimal::Decimal;
use toml::de::DeValue;

use super::{Item, Placeholder};
use bidwright_base::diag::{Code, Diagnostic};
use bidwright_base::money::{Currency, Money};
use bidwright_base::quantity::{Days, Percent, grouped};
use bidwright_base::source::Place;
use bidwright_model::deal::ThreePoint;

/// A decimal: a TOML number, or a text of digits with at most one dot. No exponent, hex, octal, binary,
/// infinity or NaN; at most 28 digits.
pub(crate) fn decimal(item: &Item<'_>) -> Option<Decimal> {
    let refuse = |code, what: String, hint: String| {
        item.refuse(Diagnostic::error(code, format!("{} {what}", item.name())).hint(hint))
    };
    let text = match item.value {
        DeValue::Integer(number) if number.radix() != 10 => {
            let plain = i128::from_str_radix(number.as_str(), number.radix())
                .map_or_else(|_| String::new(), |n| format!("write `{n}`"));
            return refuse(Code::NumberRadix, "is not written in tens".to_owned(), plain);
        }
        DeValue::Integer(number) => number.as_str().to_owned(),
        DeValue::Float(number) => {
            let text = number.as_str();
            if text.contains(['n', 'i']) {
                let hint = "leave the key out if there is no figure".to_owned();
                return refuse(Code::NumberNotFinite, format!("is `{text}`"), hint);
            }
            if text.contains(['e', 'E']) {
                return refuse(Code::NumberExponent, "has an exponent".to_owned(), in_full(text));
            }
            text.to_owned()
        }
        DeValue::String(text) => match plain(text) {
            Some(digits) => digits,
            None => {
                let shown: String = text.escape_debug().take(40).collect();
                let hint = if text.contains(',') {
                    format!("write `{}`: no comma, and a dot before decimals", text.replace(',', ""))
                } else {
                    "digits, and one dot before decimals".to_owned()
                };
                return refuse(Code::NumberInText, format!("is \"{shown}\", not a number"), hint);
            }
        },
        _ => return item.wrong_type("a number"),
    };
    let digits = text.trim_start_matches(['+', '-', '0']);
    let digits = digits.chars().filter(char::is_ascii_digit).count();
    let decimals = text.split_once('.').map_or(0, |(_, after)| after.len());
    if digits.max(decimals) > 28 {
        return refuse(
            Code::NumberTooLong,
            format!("has {} digits; at most 28 can be kept exactly", digits.max(decimals)),
            String::new(),
        );
    }
    let Ok(number) = Decimal::from_str_exact(text.trim_start_matches('+')) else {
        return item.wrong_type("a number");
    };
    // There is no minus zero in money.
    Some(if number.is_zero() { number.abs() } else { number })
}

/// A number in a text without its `_`, if it is nothing but a sign, digits and one dot.
fn plain(text: &str) -> Option<String> {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (whole, decimals) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    let digits = |part: &str| {
        let ends = part.starts_with('_') || part.ends_with('_') || part.contains("__");
        !part.is_empty() && !ends && part.chars().all(|c| c.is_ascii_digit() || c == '_')
    };
    (digits(whole) && digits(decimals)).then(|| text.replace('_', ""))
}

/// How to write a number without its exponent.
fn in_full(text: &str) -> String {
    match Decimal::from_scientific(text.trim_start_matches('+')) {
        Ok(number) => format!("write `{}`", number.normalize()),
        Err(_) => "write the number in full".to_owned(),
    }
}

/// What a number may be.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Bounds {
    low: Option<(i64, bool)>,
    high: Option<(i64, bool)>,
}

/// `low` or more.
pub(crate) fn at_least(low: i64) -> Bounds {
    Bounds { low: Some((low, true)), high: None }
}

/// More than `low`.
pub(crate) fn above(low: i64) -> Bounds {
    Bounds { low: Some((low, false)), high: None }
}

/// Both ends included.
pub(crate) fn within(low: i64, high: i64) -> Bounds {
    at_least(low).at_most(high)
}

/// Any sign.
pub(crate) fn any() -> Bounds {
    Bounds::default()
}

impl Bounds {
    /// `high` or less.
    pub(crate) fn at_most(self, high: i64) -> Bounds {
        Bounds { high: Some((high, true)), ..self }
    }

    /// Less than `high`.
    pub(crate) fn below(self, high: i64) -> Bounds {
        Bounds { high: Some((high, false)), ..self }
    }

    /// Also bounded by `size` either way, so that no sum of figures can overflow.
    fn sized(self, size: i64) -> Bounds {
        Bounds { low: self.low.or(Some((-size, true))), high: self.high.or(Some((size, true))) }
    }

    fn hold(self, number: Decimal) -> bool {
        let low = self
            .low
            .is_none_or(|(low, with)| number > Decimal::from(low) || with && number == Decimal::from(low));
        let high = self
            .high
            .is_none_or(|(high, with)| number < Decimal::from(high) || with && number == Decimal::from(high));
        low && high
    }

    /// The number, or a finding.
    pub(crate) fn check(self, item: &Item<'_>, number: Decimal) -> Option<Decimal> {
        if self.hold(number) {
            return Some(number);
        }
        let message = format!("{} is {number}; it must be {self}", item.name());
        item.refuse(Diagnostic::error(Code::OutOfRange, message))
    }
}

impl fmt::Display for Bounds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.low, self.high) {
            (Some((low, true)), Some((high, true))) => {
                write!(f, "from {} to {}", grouped(low.into()), grouped(high.into()))
            }
            (low, high) => {
                if let Some((low, with)) = low {
                    write!(f, "{} {}", if with { "at least" } else { "above" }, grouped(low.into()))?;
                }
                if let Some((high, with)) = high {
                    f.write_str(if low.is_some() { " and " } else { "" })?;
                    write!(f, "{} {}", if with { "at most" } else { "below" }, grouped(high.into()))?;
                }
                Ok(())
            }
        }
    }
}

/// More days than any plan has.
const MOST_DAYS: i64 = 1_000_000;
/// More money than any deal costs, in any currency.
const MOST_MONEY: i64 = 1_000_000_000_000_000;
/// More than any percentage means.
const MOST_PERCENT: i64 = 1_000_000;

/// A number within bounds.
pub(crate) fn number(bounds: Bounds) -> impl Fn(&Item<'_>) -> Option<Decimal> {
    move |item| bounds.sized(MOST_DAYS).check(item, decimal(item)?)
}

/// A percentage within bounds.
pub(crate) fn percent(bounds: Bounds) -> impl Fn(&Item<'_>) -> Option<Percent> {
    move |item| bounds.sized(MOST_PERCENT).check(item, decimal(item)?).map(Percent)
}

/// Days of work, not negative.
pub(crate) fn days(item: &Item<'_>) -> Option<Days> {
    within(0, MOST_DAYS).check(item, decimal(item)?).map(Days)
}

/// A whole number, both ends included.
pub(crate) fn whole<T: TryFrom<i64>>(low: i64, high: i64) -> impl Fn(&Item<'_>) -> Option<T> {
    move |item| {
        let number = decimal(item)?;
        if !number.fract().is_zero() {
            let message = format!("{} is {number}; it must be a whole number", item.name());
            return item.refuse(Diagnostic::error(Code::NotWhole, message));
        }
        let number = within(low, high).check(item, number)?;
        i64::try_from(number).ok().and_then(|n| T::try_from(n).ok())
    }
}

/// `[low, likely, high]`, or one number for all three; each within bounds.
pub(crate) fn three_point(bounds: Bounds) -> impl Fn(&Item<'_>) -> Option<ThreePoint> {
    move |item| three(item, |item| bounds.sized(MOST_DAYS).check(item, decimal(item)?))
}

fn three(item: &Item<'_>, read: impl Fn(&Item<'_>) -> Option<Decimal>) -> Option<ThreePoint> {
    let DeValue::Array(list) = item.value else {
        let one = read(item)?;
        return Some(ThreePoint { low: one, likely: one, high: one, place: item.place });
    };
    let each: Vec<Option<Decimal>> = list
        .iter()
        .map(|value| {
            let place = Place::new(item.file, value.span());
            read(&Item { value: value.get_ref(), place, ..*item })
        })
        .collect();
    let [low, likely, high] = each.as_slice() else {
        let message = format!("{} has {} numbers; expected three, or one", item.name(), each.len());
        return item
            .refuse(Diagnostic::error(Code::ThreePointCount, message).hint("write `[low, likely, high]`"));
    };
    let (low, likely, high) = ((*low)?, (*likely)?, (*high)?);
    if low > likely || likely > high {
        let message = format!("{} is [{low}, {likely}, {high}]; it must not fall", item.name());
        return item
            .refuse(Diagnostic::error(Code::ThreePointOrder, message).hint("write `[low, likely, high]`"));
    }
    Some(ThreePoint { low, likely, high, place: item.place })
}

/// Reads amounts of money: in the deal's currency, if it is known.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cash(pub(crate) Option<Currency>);

impl Cash {
    /// An amount, rounded half-up to the minor unit with a note.
    pub(crate) fn money(self, bounds: Bounds) -> impl Fn(&Item<'_>) -> Option<Money> {
        move |item| {
            let amount = self.read(item, bounds)?;
            Some(self.0.map_or_else(Money::default, |currency| currency.round(amount)))
        }
    }

    /// The same as a plain decimal.
    pub(crate) fn amount(self, bounds: Bounds) -> impl Fn(&Item<'_>) -> Option<Decimal> {
        move |item| self.read(item, bounds)
    }

    /// A range of amounts.
    pub(crate) fn range(self, bounds: Bounds) -> impl Fn(&Item<'_>) -> Option<ThreePoint> {
        move |item| three(item, |item| self.read(item, bounds))
    }

    fn read(self, item: &Item<'_>, bounds: Bounds) -> Option<Decimal> {
        let written = bounds.sized(MOST_MONEY).check(item, decimal(item)?)?;
        let Some(currency) = self.0 else {
            return Some(written);
        };
        let amount = currency.round(written).amount();
        if amount != written {
            let unit = currency.code();
            let message = format!("{} is {written}, taken as {amount} {unit}", item.name());
            item.sink.push(
                Diagnostic::note(Code::AmountRounded, message)
                    .at(item.place)
                    .hint(format!("{unit} has {} decimals", currency.decimals())),
            );
        }
        Some(amount)
    }
}

impl Placeholder for Decimal {
    fn placeholder(_: Place) -> Decimal {
        Decimal::ONE
    }
}

impl Placeholder for Money {
    fn placeholder(_: Place) -> Money {
        Money::default()
    }
}

impl Placeholder for Percent {
    fn placeholder(_: Place) -> Percent {
        Percent::ZERO
    }
}

impl Placeholder for Days {
    fn placeholder(_: Place) -> Days {
        Days::ZERO
    }
}

impl Placeholder for u32 {
    fn placeholder(_: Place) -> u32 {
        1
    }
}

impl Placeholder for ThreePoint {
    fn placeholder(place: Place) -> ThreePoint {
        let one = Decimal::ONE;
        ThreePoint { low: one, likely: one, high: one, place }
    }
}
