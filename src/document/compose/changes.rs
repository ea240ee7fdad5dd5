//! Changes between revisions, in words of a document's language.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::own_words::own;
use bidwright_base::locale::{Locale, Message};
use bidwright_base::money::{Currency, Money};
use bidwright_base::quantity::Percent;
use bidwright_base::simulated::Simulated;
use bidwright_model::revision::Revision;
use bidwright_review::changes::{Change, Edit, ValueKind};
use bidwright_review::customer_offer;

/// What changed, before and after. For what was added or removed as a whole, one of the two is the word for that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeText {
    /// "discount", "acceptance of D1 “Tariff service”".
    pub what: String,
    /// "4%"; empty where there was nothing.
    pub before: String,
    /// "6%"; empty where there is nothing.
    pub after: String,
}

/// A change in words.
#[must_use]
pub fn describe(locale: Locale, currency: Currency, change: &Change) -> ChangeText {
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
    ChangeText { what, before, after }
}

/// A change as a sentence for a list: "discount: 4% → 6%". Long texts are named, not repeated.
#[must_use]
pub(crate) fn in_short(locale: Locale, currency: Currency, change: &Change) -> String {
    let mut wording = describe(locale, currency, change);
    if change.kind == ValueKind::Short {
        [&mut wording.before, &mut wording.after].into_iter().for_each(|text| *text = own(text));
    }
    match (&change.edit, change.kind) {
        (Edit::Added(raw), _) if raw.is_empty() => format!("{}: {}", wording.what, wording.after),
        (Edit::Removed(raw), _) if raw.is_empty() => format!("{}: {}", wording.what, wording.before),
        (_, ValueKind::Long | ValueKind::Hidden) => {
            format!("{}: {}", wording.what, locale.text(Message::ChangeChanged))
        }
        (Edit::Added(_), _) => format!("{}: {}", wording.what, wording.after),
        (Edit::Removed(_), _) => {
            locale.text(Message::ChangeNoLonger { what: &wording.what, before: &wording.before })
        }
        (Edit::Changed(..), _) => format!("{}: {} → {}", wording.what, wording.before, wording.after),
    }
}

/// Long texts without what is the same at their beginning and end, but for a few words around.
#[must_use]
pub(crate) fn differing(before: &str, after: &str) -> (String, String) {
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

/// Texts up to this many characters are repeated whole.
const LONG: usize = 80;
/// Words kept on either side of the difference.
const AROUND: usize = 3;

/// The value of a field, as people read it.
fn value(locale: Locale, currency: Currency, kind: ValueKind, raw: &str) -> String {
    // The ends of a range share their unit.
    let each = |write: &dyn Fn(Decimal) -> String| -> String {
        let numbers: Option<Vec<Decimal>> = raw.split(' ').map(|part| part.parse().ok()).collect();
        match numbers.as_deref() {
            Some([init @ .., last]) => {
                let ends = init.iter().map(|number| locale.number(number.normalize()));
                ends.chain([write(*last)]).collect::<Vec<_>>().join(" / ")
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

/// The effect on price and date, margin and chance of success: for the supplier's own people.
#[must_use]
pub fn effects(locale: Locale, old: &Revision, new: &Revision) -> Vec<Effect> {
    let [was, is] = [old.headline, new.headline];
    let mut all = vec![
        price(locale, (old.currency, was.net), (new.currency, is.net)),
        margin(locale, was.margin, is.margin),
        finish(locale, Message::FinishByPlan, was.finish, is.finish),
    ];
    if let Some((was, is)) = was.finish_p80.zip(is.finish_p80) {
        all.push(finish(locale, Message::EffectFinishLate, was, is));
    }
    all.push(success(locale, was.success, is.success));
    all
}

/// The effect on price and date, as a customer sees it: a forecast is no term of a contract.
#[must_use]
pub(crate) fn customer_effects(
    locale: Locale,
    old: &customer_offer::Revision,
    new: &customer_offer::Revision,
) -> [Effect; 2] {
    [
        price(locale, (old.currency, old.net), (new.currency, new.net)),
        finish(locale, Message::FinishByPlan, old.finish, new.finish),
    ]
}

fn price(locale: Locale, was: (Currency, Money), is: (Currency, Money)) -> Effect {
    let change = if was.0 == is.0 {
        signed(is.1.amount() - was.1.amount(), |n| locale.number(n))
    } else {
        locale.text(Message::EffectOtherCurrency)
    };
    let [before, after] = [was, is].map(|(currency, net)| locale.money(currency, net));
    Effect { figure: locale.text(Message::NetPrice), before, after, change }
}

fn margin(locale: Locale, was: Option<Percent>, is: Option<Percent>) -> Effect {
    let change = was.zip(is).map(|(was, is)| signed(is.0 - was.0, |count| points(locale, count)));
    let [before, after] =
        [was, is].map(|of| of.map_or_else(|| locale.text(Message::None), |margin| locale.percent(margin)));
    Effect { figure: locale.text(Message::MarginAtPlan), before, after, change: change.unwrap_or_default() }
}

fn finish(locale: Locale, called: Message<'_>, was: Date, is: Date) -> Effect {
    let days = Decimal::from((is - was).get_days());
    let change = signed(days, |count| locale.text(Message::CalendarDays { count }));
    let [before, after] = [was, is].map(|day| locale.short_date(day));
    Effect { figure: locale.text(called), before, after, change }
}

/// A chance of success and its standard error, before and after.
fn success(locale: Locale, was: Option<(f64, f64)>, is: Option<(f64, f64)>) -> Effect {
    let change = was.zip(is).and_then(|((was, a), (is, b))| {
        // As of two runs apart. Runs of one seed share draws, so their difference is surer than this.
        let error = Decimal::try_from(196.0 * (a * a + b * b).sqrt()).ok()?.round_dp(1);
        let difference = Decimal::try_from(100.0 * (is - was)).ok()?.round_dp(1);
        let difference = signed(difference, |count| points(locale, count));
        Some(format!("{difference} ± {}", locale.number(error)))
    });
    let chance = |of: Option<(f64, f64)>| match of {
        Some((value, se)) => locale.chance(Simulated { value, se }),
        None => locale.text(Message::None),
    };
    let [before, after] = [was, is].map(chance);
    Effect {
        figure: locale.text(Message::ChanceOfSuccess),
        before,
        after,
        change: change.unwrap_or_default(),
    }
}

fn points(locale: Locale, count: Decimal) -> String {
    locale.text(Message::Points { count })
}

/// A difference with its sign; "none" where there is none.
fn signed(number: Decimal, write: impl Fn(Decimal) -> String) -> String {
    let sign = if number.is_sign_positive() && !number.is_zero() { "+" } else { "" };
    format!("{sign}{}", write(number))
}

#[cfg(test)]
mod tests {
    use super::differing;

    #[test]
    fn of_long_texts_only_the_difference_is_kept() {
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
