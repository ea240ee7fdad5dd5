//! Scales: round steps, and figures as the language writes them.

use bidwright_base::locale::Locale;

/// The length of a bar: finite and not negative.
pub(super) fn positive(value: f64) -> f64 {
    if value.is_finite() { value.max(0.0) } else { 0.0 }
}

/// The next of 1, 2, 5, 10, 20, ... that is not smaller.
pub(super) fn round_step(step: f64) -> f64 {
    if step <= 0.0 {
        return 1.0;
    }
    let mut power = 1.0;
    while power > step {
        power /= 10.0;
    }
    while power * 10.0 <= step {
        power *= 10.0;
    }
    let fits = |factor: &f64| power * factor >= step * 0.999_999;
    power * [1.0, 2.0, 5.0].into_iter().find(|factor| fits(factor)).unwrap_or(10.0)
}

/// A number of the scale, thousands apart.
pub(super) fn figure(value: f64, step: f64, locale: Locale) -> String {
    let decimals = if step >= 1.0 {
        0
    } else if step >= 0.1 {
        1
    } else {
        2
    };
    locale.grouped(&format!("{value:.decimals$}"))
}

/// A share of one in percent: "80%"; German sets the sign apart.
pub(super) fn percent(share: f64, locale: Locale) -> String {
    locale.percent_sign(&figure(100.0 * share, 1.0, locale))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_are_divided_at_round_numbers() {
        let close = |a: f64, b: f64| (a - b).abs() < 1e-9;
        assert!(close(round_step(3.2), 5.0));
        assert!(close(round_step(11_000.0), 20_000.0));
        assert!(close(round_step(0.17), 0.2));
        assert!(close(round_step(0.0), 1.0));
    }

    #[test]
    fn a_share_is_printed_in_percent() {
        assert_eq!(percent(0.8, Locale::British), "80%");
        assert_eq!(percent(1.0, Locale::German), "100\u{a0}%");
    }

    #[test]
    fn figures_are_grouped_as_the_language_does() {
        assert_eq!(figure(1_250_000.0, 250_000.0, Locale::British), "1,250,000");
        assert_eq!(figure(1500.0, 500.0, Locale::German), "1.500");
        assert_eq!(figure(1_250_000.0, 250_000.0, Locale::Swiss), "1’250’000");
        assert_eq!(figure(0.5, 0.5, Locale::Swiss), "0.5");
        assert_eq!(figure(0.5, 0.5, Locale::German), "0,5");
    }
}
