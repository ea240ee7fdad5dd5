//! Figures, dates and set words in the language of a document.
//!
//! Figures keep together: a no-break space stands between a number and its unit, and inside a date
//! between day and month.

#[cfg(test)]
mod catalogue;
mod messages;
pub mod rounding;

pub use messages::Message;

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::money::{Currency, Money};
use crate::quantity::Percent;
use messages::Language;

/// Holds words of one figure together.
///
/// ```
/// use bidwright_base::locale::{Locale, NBSP};
/// use rust_decimal::Decimal;
///
/// // A line never breaks between the number and its unit.
/// assert_eq!(Locale::British.days(Decimal::TEN), format!("10{NBSP}days"));
/// ```
pub const NBSP: char = '\u{a0}';

/// How a language writes figures and dates. Any language without rules here is set like British
/// English.
///
/// ```
/// use bidwright_base::locale::Locale;
/// use bidwright_base::money::Currency;
/// use rust_decimal::Decimal;
///
/// let eur = Currency::from_code("EUR").expect("a currency of ISO 4217");
/// let price = eur.round(Decimal::new(1_234_565, 3));
/// assert_eq!(Locale::of("en-GB").money(eur, price), "EUR\u{a0}1,234.57");
/// assert_eq!(Locale::of("de-AT").money(eur, price), "EUR\u{a0}1.234,57");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Locale {
    /// 1,234.56 and 23 November 2026.
    British,
    /// 1,234.56 and November 23, 2026.
    American,
    /// 12,34,567.00 and 23 November 2026: lakhs and crores.
    Indian,
    /// 1.234,56 and 23. November 2026.
    German,
    /// 1’234.56 and 23. November 2026.
    Swiss,
}

impl Locale {
    /// Of a BCP 47 tag, as in `de-AT`.
    pub fn of(tag: &str) -> Locale {
        let tag = tag.to_ascii_lowercase();
        // English and Hindi of India, and the other languages of the country.
        let of_india = tag == "hi" || tag.split('-').skip(1).any(|part| part == "in");
        match tag.as_str() {
            _ if of_india => Locale::Indian,
            "en-us" => Locale::American,
            "de-ch" | "de-li" => Locale::Swiss,
            _ if tag == "de" || tag.starts_with("de-") => Locale::German,
            _ => Locale::British,
        }
    }

    /// The language whose words it takes.
    fn language(self) -> Language {
        match self {
            Locale::British | Locale::American | Locale::Indian => Language::English,
            Locale::German | Locale::Swiss => Language::German,
        }
    }

    /// Quotation marks: double before and after, then single.
    #[must_use]
    pub fn quotes(self) -> [char; 4] {
        match self {
            Locale::German => ['„', '“', '‚', '‘'],
            Locale::Swiss => ['«', '»', '‹', '›'],
            Locale::British | Locale::American | Locale::Indian => ['“', '”', '‘', '’'],
        }
    }

    /// Whether every noun has a capital.
    #[must_use]
    pub fn capitalises_nouns(self) -> bool {
        self.language() == Language::German
    }

    /// Whether a stop follows the day of a date, as in "3. August".
    #[must_use]
    pub fn stops_after_day(self) -> bool {
        self.language() == Language::German
    }

    /// Whether the parts of an abbreviation stand apart, as in "z. B.".
    #[must_use]
    pub fn spaces_abbreviations(self) -> bool {
        self.language() == Language::German
    }

    /// The sign between thousands, and the decimal point.
    fn separators(self) -> (char, char) {
        match self {
            Locale::British | Locale::American | Locale::Indian => (',', '.'),
            Locale::German => ('.', ','),
            Locale::Swiss => ('\u{2019}', '.'),
        }
    }

    /// Whether a sign between groups stands before so many digits: in front of each three, or in India in front
    /// of three and then of each two.
    fn groups_before(self, digits: usize) -> bool {
        match self {
            Locale::Indian => digits == 3 || digits > 3 && !digits.is_multiple_of(2),
            _ => digits.is_multiple_of(3),
        }
    }

    /// The decimal point: a comma in German.
    #[must_use]
    pub fn decimal_point(self) -> char {
        self.separators().1
    }

    /// `1,234.5`, with the decimals the value has.
    ///
    /// ```
    /// use bidwright_base::locale::Locale;
    /// use rust_decimal::Decimal;
    ///
    /// let days = Decimal::new(12_345, 1);
    /// assert_eq!(Locale::British.number(days), "1,234.5");
    /// assert_eq!(Locale::German.number(days), "1.234,5");
    /// assert_eq!(Locale::Swiss.number(days), "1’234.5");
    /// assert_eq!(Locale::of("hi-IN").number(Decimal::from(1_234_567)), "12,34,567");
    /// ```
    pub fn number(self, value: Decimal) -> String {
        let sign = if value.is_sign_negative() && !value.is_zero() { "\u{2212}" } else { "" };
        format!("{sign}{}", self.grouped(&value.abs().to_string()))
    }

    /// `1,234.5` from the digits `1234.5`, which have no sign.
    pub fn grouped(self, digits: &str) -> String {
        let (thousands, point) = self.separators();
        let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
        let mut out = String::with_capacity(digits.len() + digits.len() / 3);
        for (at, digit) in whole.chars().enumerate() {
            if at > 0 && self.groups_before(whole.len() - at) {
                out.push(thousands);
            }
            out.push(digit);
        }
        if !decimals.is_empty() {
            out.push(point);
            out.push_str(decimals);
        }
        out
    }

    /// `1,234`.
    pub fn whole(self, value: u64) -> String {
        self.number(value.into())
    }

    /// `1,234.50`: for columns that name the currency once.
    pub fn amount(self, value: Money) -> String {
        self.number(value.amount())
    }

    /// `EUR 1,234.50`. The code, for a symbol may stand for several currencies.
    pub fn money(self, currency: Currency, value: Money) -> String {
        format!("{}{NBSP}{}", currency.code(), self.amount(value))
    }

    /// `EUR 1,234`: a figure somebody stated, without the cents nobody stated.
    ///
    /// ```
    /// use bidwright_base::locale::Locale;
    /// use bidwright_base::money::Currency;
    ///
    /// let eur = Currency::from_code("EUR").expect("a currency of ISO 4217");
    /// let budget = eur.from_minor_units(50_000_000);
    /// assert_eq!(Locale::British.round_money(eur, budget), "EUR\u{a0}500,000");
    /// assert_eq!(Locale::British.money(eur, budget), "EUR\u{a0}500,000.00");
    /// ```
    pub fn round_money(self, currency: Currency, value: Money) -> String {
        let amount = value.amount();
        if amount.fract().is_zero() {
            return format!("{}{NBSP}{}", currency.code(), self.number(amount.trunc()));
        }
        self.money(currency, value)
    }

    /// `4%`; German sets the sign apart.
    ///
    /// ```
    /// use bidwright_base::locale::Locale;
    /// use bidwright_base::quantity::Percent;
    /// use rust_decimal::Decimal;
    ///
    /// let discount = Percent(Decimal::from(4));
    /// assert_eq!(Locale::British.percent(discount), "4%");
    /// assert_eq!(Locale::German.percent(discount), "4\u{a0}%");
    /// ```
    pub fn percent(self, value: Percent) -> String {
        self.percent_sign(&self.number(value.0.normalize()))
    }

    /// `4.0%`: a number that is set already, with its sign.
    pub fn percent_sign(self, number: &str) -> String {
        match self.language() {
            Language::English => format!("{number}%"),
            Language::German => format!("{number}{NBSP}%"),
        }
    }

    /// `23 November 2026`.
    ///
    /// ```
    /// use bidwright_base::locale::Locale;
    ///
    /// let due = jiff::civil::date(2026, 11, 23);
    /// assert_eq!(Locale::British.date(due), "23\u{a0}November\u{a0}2026");
    /// assert_eq!(Locale::American.date(due), "November\u{a0}23, 2026");
    /// assert_eq!(Locale::German.short_date(due), "23.11.2026");
    /// ```
    pub fn date(self, day: Date) -> String {
        let month = self.month(day);
        match self {
            Locale::British | Locale::Indian => format!("{}{NBSP}{month}{NBSP}{}", day.day(), day.year()),
            Locale::American => format!("{month}{NBSP}{}, {}", day.day(), day.year()),
            Locale::German | Locale::Swiss => format!("{}.{NBSP}{month}{NBSP}{}", day.day(), day.year()),
        }
    }

    /// `23 Nov 2026`: for columns.
    pub fn short_date(self, day: Date) -> String {
        let month = self.month(day);
        let short = month.get(..3).unwrap_or(&month);
        match self {
            Locale::British | Locale::Indian => format!("{}{NBSP}{short}{NBSP}{}", day.day(), day.year()),
            Locale::American => format!("{short}{NBSP}{},{NBSP}{}", day.day(), day.year()),
            Locale::German | Locale::Swiss => {
                format!("{:02}.{:02}.{}", day.day(), day.month(), day.year())
            }
        }
    }

    /// "A", "A and B", "A, B and C".
    ///
    /// ```
    /// use bidwright_base::locale::Locale;
    ///
    /// let roles = ["architect", "developer", "tester"];
    /// assert_eq!(Locale::British.list(&roles), "architect, developer and tester");
    /// assert_eq!(Locale::German.list(&roles[1..]), "developer und tester");
    /// ```
    pub fn list<S: AsRef<str>>(self, items: &[S]) -> String {
        match items {
            [] => String::new(),
            [one] => one.as_ref().to_owned(),
            [first @ .., last] => {
                let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
                self.text(Message::ListEnd { first: &first.join(", "), last: last.as_ref() })
            }
        }
    }

    /// `Jul`, and `Jan 2027` where a year begins.
    pub fn short_month(self, day: Date) -> String {
        let month = self.month(day);
        let short: String = month.chars().take(3).collect();
        if day.month() == 1 { format!("{short}{NBSP}{}", day.year()) } else { short }
    }

    /// "14.5 days".
    pub fn days(self, value: Decimal) -> String {
        self.text(Message::Days { count: value })
    }

    /// `November`.
    fn month(self, day: Date) -> String {
        const MONTHS: [Message<'_>; 12] = [
            Message::MonthJanuary,
            Message::MonthFebruary,
            Message::MonthMarch,
            Message::MonthApril,
            Message::MonthMay,
            Message::MonthJune,
            Message::MonthJuly,
            Message::MonthAugust,
            Message::MonthSeptember,
            Message::MonthOctober,
            Message::MonthNovember,
            Message::MonthDecember,
        ];
        self.text(MONTHS[usize::from(day.month().unsigned_abs()) - 1])
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn thousands_and_decimals_follow_the_language() {
        let value = decimal("1234567.50");
        assert_eq!(Locale::of("en-GB").number(value), "1,234,567.50");
        assert_eq!(Locale::of("en-US").number(value), "1,234,567.50");
        assert_eq!(Locale::of("de-AT").number(value), "1.234.567,50");
        assert_eq!(Locale::of("de-CH").number(value), "1’234’567.50");
        assert_eq!(Locale::of("en-IN").number(value), "12,34,567.50");
        assert_eq!(Locale::of("hi").number(decimal("123456789")), "12,34,56,789");
        assert_eq!(Locale::Indian.number(decimal("99999")), "99,999");
        assert_eq!(Locale::British.number(decimal("999")), "999");
        assert_eq!(Locale::British.number(decimal("-1000")), "−1,000");
        assert_eq!(Locale::British.number(decimal("-0.00")), "0.00");
    }

    #[test]
    fn money_is_code_first_and_holds_together() {
        let eur = Currency::from_code("EUR").unwrap();
        let price = eur.round(decimal("812345"));
        assert_eq!(Locale::British.money(eur, price), "EUR\u{a0}812,345.00");
        assert_eq!(Locale::German.money(eur, -price), "EUR\u{a0}−812.345,00");
    }

    #[test]
    fn dates_follow_the_language() {
        let day = date(2026, 11, 3);
        assert_eq!(Locale::British.date(day), "3\u{a0}November\u{a0}2026");
        assert_eq!(Locale::American.date(day), "November\u{a0}3, 2026");
        assert_eq!(Locale::German.date(day), "3.\u{a0}November\u{a0}2026");
        assert_eq!(Locale::British.short_date(day), "3\u{a0}Nov\u{a0}2026");
        assert_eq!(Locale::German.short_date(date(2026, 3, 3)), "03.03.2026");
    }

    #[test]
    fn percent_and_days_follow_the_language() {
        assert_eq!(Locale::British.percent(Percent(decimal("4.50"))), "4.5%");
        assert_eq!(Locale::German.percent(Percent(decimal("4.50"))), "4,5\u{a0}%");
        assert_eq!(Locale::British.days(decimal("1.00")), "1\u{a0}day");
        assert_eq!(Locale::British.days(decimal("14.50")), "14.5\u{a0}days");
        assert_eq!(Locale::German.days(decimal("1")), "1\u{a0}Tag");
    }
}
