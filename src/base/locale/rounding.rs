//! Simulated figures as their error allows (MODEL 14.6), and no finer than customers may be told: whole
//! percent for probabilities, three digits for money.

use rust_decimal::{Decimal, RoundingStrategy};

use super::{Locale, Message, NBSP};
use crate::money::Currency;
use crate::quantity::Percent;
use crate::simulated::{Simulated, Span};

/// The least of ..., 0.1, 0.5, 1, 5, 10, ... that is at least `finest` and twice the error.
///
/// ```
/// use bidwright_base::locale::rounding::{rounded, unit};
/// use rust_decimal::Decimal;
///
/// let thousand = unit(300.0, Decimal::ONE); // an error of EUR 300
/// assert_eq!(thousand, Decimal::ONE_THOUSAND);
/// assert_eq!(rounded(41_700.0, thousand), Decimal::from(42_000)); // EUR
/// ```
#[must_use]
pub fn unit(se: f64, finest: Decimal) -> Decimal {
    let wanted = exact(2.0 * se).max(finest);
    let mut power = Decimal::new(1, 12);
    loop {
        for unit in [power, power * Decimal::from(5)] {
            if unit >= wanted {
                return unit.normalize();
            }
        }
        power *= Decimal::TEN;
    }
}

/// The unit of a figure that is printed with its error beside it: the power of ten of the error's first digit, so
/// that the figure is not rounded more coarsely than its error says; `finest` where there is no error.
///
/// ```
/// use bidwright_base::locale::rounding::{rounded, unit_beside};
/// use rust_decimal::Decimal;
///
/// // 5,916.3 ± 0.62, and 516,200 ± 450
/// assert_eq!(rounded(5_916.31, unit_beside(0.62, Decimal::ONE)).to_string(), "5916.3");
/// assert_eq!(rounded(516_234.0, unit_beside(454.98, Decimal::ONE)).to_string(), "516200");
/// ```
#[must_use]
pub fn unit_beside(se: f64, finest: Decimal) -> Decimal {
    let error = exact(se);
    // An error below a millionth is printed as one, and nobody reads further.
    let mut power = Decimal::new(1, 6);
    if error < power {
        return finest;
    }
    while power * Decimal::TEN <= error {
        power *= Decimal::TEN;
    }
    power.normalize()
}

/// To a whole number of units, half away from zero, with the decimals of the unit.
///
/// ```
/// use bidwright_base::locale::rounding::rounded;
/// use rust_decimal::Decimal;
///
/// assert_eq!(rounded(2_500.0, Decimal::ONE_THOUSAND), Decimal::from(3_000)); // EUR
/// assert_eq!(rounded(71.0, Decimal::new(1, 1)).to_string(), "71.0"); // the unit says how many decimals
/// ```
#[must_use]
pub fn rounded(value: f64, unit: Decimal) -> Decimal {
    let units = (exact(value) / unit).round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
    let mut rounded = units * unit;
    rounded.rescale(unit.scale());
    rounded
}

/// The exact value of a double; figures of a deal are in range.
///
/// ```
/// use bidwright_base::locale::rounding::exact;
/// use rust_decimal::Decimal;
///
/// assert_eq!(exact(0.25), Decimal::new(25, 2));
/// assert_ne!(exact(0.1), Decimal::new(1, 1)); // a double is near 0.1, not there
/// ```
#[must_use]
pub fn exact(value: f64) -> Decimal {
    Decimal::from_f64_retain(value).expect("a simulated figure is a number in range")
}

/// The power of ten of which a value holds fewer than `digits`; at least one.
fn step(value: f64, digits: Decimal) -> Decimal {
    let mut step = Decimal::ONE;
    while exact(value).abs() >= step * digits {
        step *= Decimal::TEN;
    }
    step
}

impl Locale {
    /// "71%"; above 99 and below 1 the simulation supports no more digits.
    ///
    /// ```
    /// use bidwright_base::locale::Locale;
    /// use bidwright_base::simulated::Simulated;
    ///
    /// let on_time = Simulated::share(7_123, 10_000);
    /// assert_eq!(Locale::British.chance(on_time), "71%");
    /// assert_eq!(Locale::German.chance(on_time), "71\u{a0}%");
    /// ```
    #[must_use]
    pub fn chance(self, p: Simulated) -> String {
        let one = self.percent(Percent(Decimal::ONE));
        let most = self.percent(Percent(Decimal::from(99)));
        if p.value > 0.99 {
            return self.text(Message::ChanceOver { most: &most });
        }
        if p.value < 0.01 {
            return self.text(Message::ChanceUnder { least: &one });
        }
        self.percent(Percent(rounded(100.0 * p.value, unit(100.0 * p.se, Decimal::ONE))))
    }

    /// "63 to 77%", "94 to over 99%"; where both ends are beyond what is told, "over 99%".
    #[must_use]
    pub fn chances(self, span: Span) -> String {
        let chance = |value: f64| self.chance(Simulated { value, se: 0.0 });
        if span.low > 0.99 || span.high < 0.01 {
            return chance(span.low);
        }
        let low = if span.low < 0.01 {
            chance(span.low)
        } else {
            self.number(rounded(100.0 * span.low, Decimal::ONE))
        };
        self.text(Message::FromTo { low: &low, high: &chance(span.high) })
    }

    /// "10": percentage points, whole.
    #[must_use]
    pub fn points(self, p: Simulated) -> String {
        self.number(rounded(100.0 * p.value, unit(100.0 * p.se, Decimal::ONE)))
    }

    /// "9": between two chances as they are printed, 70% and 61%, so that a reader who subtracts finds the same.
    /// `None` where one of them is printed as "over 99%" or "under 1%".
    #[must_use]
    pub fn points_between(self, one: Simulated, other: Simulated) -> Option<String> {
        let printed = |p: Simulated| {
            let inside = (0.01..=0.99).contains(&p.value);
            inside.then(|| rounded(100.0 * p.value, unit(100.0 * p.se, Decimal::ONE)))
        };
        Some(self.number((printed(one)? - printed(other)?).abs()))
    }

    /// "0.3": 95 % of the error of a probability, in points.
    #[must_use]
    pub fn error_points(self, se: f64) -> String {
        let tenth = Decimal::new(1, 1);
        self.number(rounded(196.0 * se, tenth).max(tenth))
    }

    /// "1 point": 95 % of the error of a probability that is printed in whole percent, rounded up, so that the chance is
    /// not rounded more coarsely than the error beside it.
    #[must_use]
    pub fn whole_error_points(self, se: f64) -> String {
        let points = exact(196.0 * se).ceil().max(Decimal::ONE);
        self.text(Message::Points { count: points })
    }

    /// `EUR 1,380,000`: three digits that count, or fewer where the error asks for it.
    ///
    /// ```
    /// use bidwright_base::locale::Locale;
    /// use bidwright_base::money::Currency;
    /// use bidwright_base::simulated::Simulated;
    ///
    /// let eur = Currency::from_code("EUR").expect("a currency of ISO 4217");
    /// let cost = Simulated { value: 1_383_400.0, se: 1_200.0 }; // EUR
    /// assert_eq!(Locale::British.about(eur, cost), "EUR\u{a0}1,380,000");
    /// ```
    #[must_use]
    pub fn about(self, currency: Currency, amount: Simulated) -> String {
        let finest = step(amount.value, Decimal::ONE_THOUSAND);
        let number = self.number(rounded(amount.value, unit(amount.se, finest)));
        format!("{}{NBSP}{number}", currency.code())
    }

    /// `EUR 3,600`: 95 % of the error of simulated money, to two digits.
    #[must_use]
    pub fn error_about(self, currency: Currency, se: f64) -> String {
        let value = 1.96 * se;
        let number = self.number(rounded(value, step(value, Decimal::ONE_HUNDRED)));
        format!("{}{NBSP}{number}", currency.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SURE: f64 = 0.0;

    #[test]
    fn a_customer_reads_whole_percent() {
        let chance = |value, se| Locale::British.chance(Simulated { value, se });
        assert_eq!(chance(0.7049, 0.001_4), "70%");
        assert_eq!(chance(0.7049, 0.01), "70%");
        assert_eq!([chance(0.991, SURE), chance(0.009, SURE)], ["over 99%", "under 1%"]);
        assert_eq!(Locale::German.chance(Simulated { value: 0.995, se: SURE }), "über 99\u{a0}%");
        let range = |low: f64, high: f64| Locale::British.chances(Span { low, high });
        assert_eq!(range(0.626, 0.774), "63 to 77%");
        assert_eq!(range(0.94, 1.0), "94 to over 99%");
        assert_eq!(range(0.0, 0.05), "under 1% to 5%");
        assert_eq!(range(0.998, 1.0), "over 99%");
    }

    #[test]
    fn a_difference_is_that_of_what_is_printed() {
        let sure = |value| Simulated { value, se: 0.001_4 };
        let between = |one, other| Locale::British.points_between(sure(one), sure(other));
        // 70.5 and 60.5 print as 71% and 61%; 70.4 and 60.6 as 70% and 61%, nine points apart.
        assert_eq!(between(0.704, 0.606).as_deref(), Some("9"));
        assert_eq!(between(0.606, 0.704).as_deref(), Some("9"));
        assert_eq!(between(0.995, 0.606), None);
    }

    #[test]
    fn simulated_money_has_three_digits() {
        let eur = Currency::from_code("EUR").unwrap();
        let about = |value, se| Locale::British.about(eur, Simulated { value, se });
        assert_eq!(about(1_383_860.85, SURE), "EUR\u{a0}1,380,000");
        assert_eq!(about(80_088.84, SURE), "EUR\u{a0}80,100");
        assert_eq!(about(120_456.0, 1_800.0), "EUR\u{a0}120,000");
        assert_eq!(about(999.4, SURE), "EUR\u{a0}999");
        assert_eq!(about(0.0, SURE), "EUR\u{a0}0");
        assert_eq!(about(-70_123.0, SURE), "EUR\u{a0}\u{2212}70,100");
    }

    #[test]
    fn an_error_is_never_nothing() {
        assert_eq!(Locale::British.error_points(0.001_44), "0.3");
        assert_eq!(Locale::British.error_points(0.000_01), "0.1");
        assert_eq!(Locale::British.whole_error_points(0.001_44), "1\u{a0}point");
        assert_eq!(Locale::German.whole_error_points(0.011), "3\u{a0}Punkte");
        let eur = Currency::from_code("EUR").unwrap();
        assert_eq!(Locale::British.error_about(eur, 1_831.6), "EUR\u{a0}3,600");
    }
}
