//! Simulated figures for people: no finer than their simulation error allows (MODEL 14.6).

use rust_decimal::Decimal;

use bidwright_base::locale::Locale;
use bidwright_base::locale::rounding::{exact, unit, unit_beside};
use bidwright_base::simulated::Simulated;

pub(super) use bidwright_base::locale::rounding::rounded;

/// A figure as its error allows.
pub(super) fn figure(locale: Locale, simulated: Simulated, finest: Decimal) -> String {
    locale.number(rounded(simulated.value, unit(simulated.se, finest)))
}

/// A figure with its error printed beside it: never rounded more coarsely than that.
pub(super) fn beside(locale: Locale, simulated: Simulated, finest: Decimal) -> String {
    locale.number(rounded(simulated.value, unit_beside(simulated.se, finest)))
}

/// A standard error, to two digits that count.
pub(super) fn error(locale: Locale, se: f64) -> String {
    let value = exact(se);
    let mut step = Decimal::new(1, 6);
    while step * Decimal::ONE_HUNDRED <= value {
        step *= Decimal::TEN;
    }
    if value.is_zero() { "0".into() } else { locale.number(rounded(se, step.normalize()).normalize()) }
}

/// A probability in percent; above 99 and below 1 the simulation supports no more digits.
pub(super) fn probability(locale: Locale, p: Simulated) -> String {
    if p.value > 0.99 {
        return "over 99 %".into();
    }
    if p.value < 0.01 {
        return "under 1 %".into();
    }
    format!("{} %", points(locale, p))
}

/// A difference of probabilities, or one of them, in points.
pub(super) fn points(locale: Locale, p: Simulated) -> String {
    let hundred = Simulated { value: 100.0 * p.value, se: 100.0 * p.se };
    beside(locale, hundred, Decimal::new(1, 1))
}

/// What lies between two probabilities as they are printed; `None` where one of them is not printed as a number.
pub(super) fn points_between(locale: Locale, one: Simulated, other: Simulated) -> Option<String> {
    let printed = |p: Simulated| {
        let inside = (0.01..=0.99).contains(&p.value);
        inside.then(|| rounded(100.0 * p.value, unit_beside(100.0 * p.se, Decimal::new(1, 1))))
    };
    Some(locale.number(printed(one)? - printed(other)?))
}

/// In lines a terminal holds.
pub(super) fn wrapped(sentence: &str) -> String {
    let mut lines = vec![String::new()];
    for word in sentence.split(' ') {
        let last = lines.last_mut().expect("there is one");
        if last.is_empty() {
            last.push_str(word);
        } else if last.chars().count() + 1 + word.chars().count() <= 100 {
            last.push(' ');
            last.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_no_finer_than_their_error() {
        let locale = Locale::of("en-GB");
        let money = |value, se| figure(locale, Simulated { value, se }, Decimal::ONE);
        assert_eq!(money(516_234.0, 454.98), "516,000");
        assert_eq!(money(516_234.0, 0.0), "516,234");
        assert_eq!(money(516_234.0, 2.4), "516,235");
        assert_eq!(money(-27.5, 0.0), "\u{2212}28");
        assert_eq!(figure(locale, Simulated { value: 131.26, se: 0.04 }, Decimal::new(1, 1)), "131.3");
        let with_error = |value, se| beside(locale, Simulated { value, se }, Decimal::ONE);
        assert_eq!([with_error(5_916.31, 0.62), with_error(516_234.0, 454.98)], ["5,916.3", "516,200"]);
        assert_eq!(with_error(516_234.0, 0.0), "516,234");
        assert_eq!(error(locale, 454.98), "450");
        assert_eq!(error(locale, 0.041_6), "0.042");
        assert_eq!(error(locale, 0.0), "0");
    }

    #[test]
    fn no_probability_is_printed_as_certain() {
        let locale = Locale::of("en-GB");
        let p = |value| probability(locale, Simulated { value, se: 0.001_4 });
        assert_eq!(
            [p(0.7012), p(0.995), p(0.002), p(1.0)],
            ["70.1 %", "over 99 %", "under 1 %", "over 99 %"]
        );
    }
}
