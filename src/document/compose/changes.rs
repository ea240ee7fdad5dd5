//! Changes between revisions, in words of a document's language.

use jiff::civil::Date;
use rust_decimal::Decimal;

use bidwright_base::locale::{Locale, Message};
use bidwright_base::money::Currency;
use bidwright_base::quantity::Percent;
use bidwright_model::revision::Revision;
use bidwright_review::changes::{Change, Edit, ValueKind};

/// What changed, before and after. What came or went as a whole says so in one of the two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// "discount", "acceptance of D1 “Tariff service”".
    pub what: String,
    /// "4%"; empty where there was nothing.
    pub before: String,
    /// "6%"; empty where there is nothing.
    pub after: String,
}

/// A change in words.
#[must_use]
pub fn told(locale: Locale, currency: Currency, change: &Change) -> Told {
    let what = locale.text(change.name());
    let value = |raw: &str| value(locale, currency, change.kind, raw);
    let (before, after) = match &change.edit {
        Edit::Added(raw) if raw.is_empty() => (String::new(), locale.text(Message::ChangeAdded)),
        Edit::Removed(raw) if raw.is_empty() => (locale.text(Message::ChangeRemoved), String::new()),
        Edit::Changed(..) if change.kind == ValueKind::Hidden => {
            (String::new(), locale.text(Message::ChangeChanged))
        }
        Edit::Added(raw) => (String::new(), value(raw)),
        Edit::Removed(raw) => (value(raw), String::new()),
        Edit::Changed(before, after) => (value(before), value(after)),
    };
    Told { what, before, after }
}

/// A change as a sentence for a list: "discount: 4% → 6%". Long texts are named, not repeated.
#[must_use]
pub fn in_short(locale: Locale, currency: Currency, change: &Change) -> String {
    let told = told(locale, currency, change);
    match (&change.edit, change.kind) {
        (Edit::Added(raw), _) if raw.is_empty() => format!("{}: {}", told.what, told.after),
        (Edit::Removed(raw), _) if raw.is_empty() => format!("{}: {}", told.what, told.before),
        (_, ValueKind::Long | ValueKind::Hidden) => {
            format!("{}: {}", told.what, locale.text(Message::ChangeChanged))
        }
        (Edit::Added(_), _) => format!("{}: {}", told.what, told.after),
        (Edit::Removed(_), _) => {
            locale.text(Message::ChangeNoLonger { what: &told.what, before: &told.before })
        }
        (Edit::Changed(..), _) => format!("{}: {} → {}", told.what, told.before, told.after),
    }
}

/// Long texts without what is the same at their beginning and end, but for a few words around.
#[must_use]
pub fn differing(before: &str, after: &str) -> (String, String) {
    if before.chars().count().max(after.chars().count()) <= LONG || before.is_empty() || after.is_empty() {
        return (before.to_owned(), after.to_owned());
    }
    let [one, other] = [before, after].map(|text| text.split_whitespace().collect::<Vec<_>>());
    let same = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let least = one.len().min(other.len()) - same;
    let same_end = one.iter().rev().zip(other.iter().rev()).take(least).take_while(|(a, b)| a == b).count();
    let cut = |words: &[&str]| {
        let start = same.saturating_sub(AROUND);
        let end = words.len() - same_end.saturating_sub(AROUND);
        let [before, after] = [start > 0, end < words.len()].map(|cut| if cut { "…" } else { "" });
        format!("{before}{}{after}", words[start..end].join(" "))
    };
    (cut(&one), cut(&other))
}

/// Texts up to this many characters are told whole.
const LONG: usize = 80;
/// Words told on either side of what differs.
const AROUND: usize = 3;

/// The value of a field, as people read it.
fn value(locale: Locale, currency: Currency, kind: ValueKind, raw: &str) -> String {
    // The ends of a range share their unit.
    let each = |tell: &dyn Fn(Decimal) -> String| -> String {
        let numbers: Option<Vec<Decimal>> = raw.split(' ').map(|part| part.parse().ok()).collect();
        match numbers.as_deref() {
            Some([init @ .., last]) => {
                let ends = init.iter().map(|number| locale.number(number.normalize()));
                ends.chain([tell(*last)]).collect::<Vec<_>>().join(" / ")
            }
            _ => raw.to_owned(),
        }
    };
    match kind {
        ValueKind::Amount => each(&|number| locale.round_money(currency, currency.round(number))),
        ValueKind::Number => each(&|number| locale.number(number.normalize())),
        ValueKind::Days => each(&|number| locale.days(number)),
        ValueKind::Percent => each(&|number| locale.percent(Percent(number))),
        ValueKind::Ratio => each(&|number| locale.percent(Percent(number * Decimal::ONE_HUNDRED))),
        ValueKind::Date => raw.parse::<Date>().map_or(raw.to_owned(), |day| locale.short_date(day)),
        ValueKind::YesNo => match raw {
            "true" => locale.text(Message::ChangeYes),
            _ => locale.text(Message::ChangeNo),
        },
        ValueKind::Rows if raw.is_empty() => locale.text(Message::None),
        ValueKind::Rows => raw.replace(',', ", "),
        ValueKind::Choice => raw.replace('-', " "),
        ValueKind::Short | ValueKind::Long | ValueKind::Hidden => raw.to_owned(),
    }
}

/// What the changes together did to a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effect {
    /// "Net price".
    pub figure: String,
    /// In the old revision.
    pub before: String,
    /// In the new one.
    pub after: String,
    /// The difference; empty where there is no such thing.
    pub change: String,
}

/// What became of price and date, and for our own people of margin and chance of success.
#[must_use]
pub fn effects(locale: Locale, old: &Revision, new: &Revision, ours: bool) -> Vec<Effect> {
    let none = || locale.text(Message::None);
    let mut all = Vec::new();
    let mut row = |figure: String, before: String, after: String, change: String| {
        all.push(Effect { figure, before, after, change });
    };
    let [was, is] = [old.told, new.told];
    let net = |of: &Revision| locale.money(of.currency, of.told.net);
    let change = if old.currency == new.currency {
        signed(is.net.amount() - was.net.amount(), |n| locale.number(n))
    } else {
        locale.text(Message::EffectOtherCurrency)
    };
    row(locale.text(Message::NetPrice), net(old), net(new), change);
    let points = |number: Decimal| locale.text(Message::Points { count: number });
    if ours {
        let margin = |of: Option<Percent>| of.map_or_else(none, |margin| locale.percent(margin));
        let change = was.margin.zip(is.margin).map(|(was, is)| signed(is.0 - was.0, points));
        row(
            locale.text(Message::MarginAtPlan),
            margin(was.margin),
            margin(is.margin),
            change.unwrap_or_default(),
        );
    }
    let days = |was: Date, is: Date| {
        signed(Decimal::from((is - was).get_days()), |count| locale.text(Message::CalendarDays { count }))
    };
    let date = |day: Date| locale.short_date(day);
    row(locale.text(Message::FinishByPlan), date(was.finish), date(is.finish), days(was.finish, is.finish));
    // A forecast is no term of a contract.
    if let Some((was, is)) = was.finish_p80.zip(is.finish_p80).filter(|_| ours) {
        row(locale.text(Message::EffectFinishLate), date(was), date(is), days(was, is));
    }
    if ours {
        let chance = |of: Option<(f64, f64)>| {
            of.map_or_else(none, |(value, se)| {
                locale.chance(bidwright_base::simulated::Simulated { value, se })
            })
        };
        let change = was.success.zip(is.success).and_then(|((was, a), (is, b))| {
            // As of two runs apart. Runs of one seed share draws, so their difference is surer than this.
            let error = Decimal::try_from(196.0 * (a * a + b * b).sqrt()).ok()?.round_dp(1);
            let difference = Decimal::try_from(100.0 * (is - was)).ok()?.round_dp(1);
            Some(format!("{} ± {}", signed(difference, points), locale.number(error)))
        });
        row(
            locale.text(Message::ChanceOfSuccess),
            chance(was.success),
            chance(is.success),
            change.unwrap_or_default(),
        );
    }
    all
}

/// A difference with its sign; "none" where there is none.
fn signed(number: Decimal, tell: impl Fn(Decimal) -> String) -> String {
    let sign = if number.is_sign_positive() && !number.is_zero() { "+" } else { "" };
    format!("{sign}{}", tell(number))
}

#[cfg(test)]
mod tests {
    use super::differing;

    #[test]
    fn of_long_texts_what_differs_is_told() {
        let text = |end: &str| {
            format!("{} all of them by {end} at the latest as agreed before", "every invoice ".repeat(8))
        };
        let (before, after) = differing(&text("May"), &text("the end of June"));
        assert_eq!(before, "…of them by May at the latest…");
        assert_eq!(after, "…of them by the end of June at the latest…");
        assert_eq!(differing("19 days", "6 days"), ("19 days".into(), "6 days".into()));
        let (before, after) = differing(&text("May"), &format!("{} and more", text("May")));
        assert_eq!((before.as_str(), after.as_str()), ("…as agreed before", "…as agreed before and more"));
    }
}
