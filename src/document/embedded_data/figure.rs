//! Figures as JSON has them: amounts as strings with the currency's decimals, other numbers as numbers.

use rust_decimal::Decimal;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use bidwright_base::money::Money;
use bidwright_base::quantity::{Days, Percent};

/// An amount: `"1234.50"`. What is read back may be anybody's, so it is bounded, and sums of as many as fit
/// into a file stay in range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Amount(pub Decimal);

impl From<Money> for Amount {
    fn from(money: Money) -> Amount {
        Amount(money.amount())
    }
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Amount, D::Error> {
        let text = String::deserialize(from)?;
        bounded(&text).map(Amount).ok_or_else(|| D::Error::custom(format!("`{text}` is no amount")))
    }
}

/// A percentage or a number of days: `7.5`, in shortest form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Number(pub Decimal);

impl From<Percent> for Number {
    fn from(percent: Percent) -> Number {
        Number(percent.0)
    }
}

impl From<Days> for Number {
    fn from(days: Days) -> Number {
        Number(days.0)
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        use rust_decimal::prelude::ToPrimitive;
        match self.0.normalize().to_i64().filter(|whole| Decimal::from(*whole) == self.0) {
            Some(whole) => to.serialize_i64(whole),
            None => to.serialize_f64(self.0.to_f64().unwrap_or_default()),
        }
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Number, D::Error> {
        // The shortest text of a double is the decimal it was written from.
        let text = f64::deserialize(from)?.to_string();
        bounded(&text).map(Number).ok_or_else(|| D::Error::custom(format!("`{text}` is out of range")))
    }
}

/// A plain decimal of at most twenty digits before the point.
fn bounded(text: &str) -> Option<Decimal> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let plain = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let sound = plain(whole) && plain(part) && whole.len() <= 20 && whole.len() + part.len() <= 28;
    text.parse().ok().filter(|_| sound)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_plain_decimals_and_keep_their_decimals() {
        for text in ["0.00", "-12.50", "1234567", "99999999999999999999.00"] {
            assert_eq!(bounded(text).map(|amount| amount.to_string()).as_deref(), Some(text));
        }
        for text in
            ["", "-", "1,000.00", "1e9", "+1", " 1", "1.", ".5", "NaN", "999999999999999999999", "1_000"]
        {
            assert_eq!(bounded(text), None, "{text}");
        }
    }
}
