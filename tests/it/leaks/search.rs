//! Reads every number out of an output, however it is set, and looks for figures of ours among them.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::internal::Secret;

/// The numbers of a text, and those that stand before a percent sign.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    all: BTreeSet<Decimal>,
    percent: BTreeSet<Decimal>,
}

impl Numbers {
    /// Every number of a text: 1,234.56, 1.234,56, 1 234,56, 1’234.56 and 1234.56.
    pub(super) fn of(text: &str) -> Numbers {
        let mut numbers = Numbers::default();
        let chars: Vec<char> = text.chars().collect();
        for joiners in [".,'\u{2019}", ".,'\u{2019} \u{a0}\u{202f}\u{2009}"] {
            let mut at = 0;
            while at < chars.len() {
                if !chars[at].is_ascii_digit() {
                    at += 1;
                    continue;
                }
                let start = at;
                while at < chars.len()
                    && (chars[at].is_ascii_digit()
                        || joiners.contains(chars[at]) && chars.get(at + 1).is_some_and(char::is_ascii_digit))
                {
                    at += 1;
                }
                let word: String = chars[start..at].iter().filter(|c| !c.is_whitespace()).collect();
                let sign = chars[at..].iter().find(|c| !c.is_whitespace());
                for value in readings(&word) {
                    numbers.all.insert(value);
                    if sign == Some(&'%') {
                        numbers.percent.insert(value);
                    }
                }
            }
        }
        numbers
    }

    /// Figures of ours that are told.
    pub(super) fn secrets_in<'s>(&self, secrets: &'s [Secret]) -> Vec<&'s Secret> {
        secrets.iter().filter(|secret| self.tells(secret)).collect()
    }

    fn tells(&self, secret: &Secret) -> bool {
        let value = secret.value.abs();
        let rounded = |digits: u32| {
            value
                .round_dp_with_strategy(digits, rust_decimal::RoundingStrategy::MidpointAwayFromZero)
                .normalize()
        };
        if secret.percent {
            // A whole percentage may be anybody's, and so may 4.5 days.
            return [3, 2, 1].into_iter().any(|digits| {
                let set = if digits == 1 { &self.percent } else { &self.all };
                rounded(digits).scale() == digits && set.contains(&rounded(digits))
            });
        }
        // Money to the cent; large sums to the unit as well, unless that is a round one.
        let whole = value >= Decimal::from(10_000) && !(rounded(0) % Decimal::ONE_HUNDRED).is_zero();
        self.all.contains(&value.normalize()) || whole && self.all.contains(&rounded(0))
    }

    /// Whether a number is there.
    pub(super) fn has(&self, value: Decimal) -> bool {
        self.all.contains(&value.normalize())
    }
}

/// What digits and separators may mean.
fn readings(word: &str) -> impl Iterator<Item = Decimal> {
    let word: String = word.chars().filter(|c| !matches!(c, '\'' | '\u{2019}')).collect();
    let english = word.replace(',', "");
    let german = word.replace('.', "").replace(',', ".");
    [english, german]
        .into_iter()
        .filter_map(|text| text.parse::<Decimal>().ok())
        .map(|value| value.normalize())
}

/// Ways in which a figure of ours would be set, for a search among raw bytes. Short ones and those with plain
/// spaces are left to the search among numbers: coordinates could be one.
pub(super) fn settings(secret: &Secret) -> Vec<String> {
    let plain = format!("{:.2}", secret.value.abs());
    let (whole, cents) = plain.split_once('.').unwrap_or((&plain, "00"));
    let grouped = |separator: &str| -> String {
        let mut out = String::new();
        for (at, digit) in whole.chars().enumerate() {
            if at > 0 && (whole.len() - at).is_multiple_of(3) {
                out += separator;
            }
            out.push(digit);
        }
        out
    };
    let mut ways =
        vec![format!("{whole}.{cents}"), format!("{whole},{cents}"), format!("{},{cents}", grouped("."))];
    ways.extend([",", "'", "\u{2019}", "\u{a0}"].map(|separator| format!("{}.{cents}", grouped(separator))));
    ways.extend(["\u{a0}", "\u{202f}"].map(|separator| format!("{},{cents}", grouped(separator))));
    ways.retain(|way| way.chars().count() >= 8);
    ways
}
