//! Money: exact decimals, rounded in one place.
//!
//! A [`Money`] is an amount already rounded to its currency's minor unit, so sums of amounts need no
//! rounding and get none. The only way from a computed decimal to money is [`Currency::round`], the
//! `q` of MODEL 7. A deal has one currency; amounts of two never meet.

mod retired;

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub};

use rust_decimal::{Decimal, RoundingStrategy};

/// An ISO 4217 currency that has a minor unit (so not XAU or XXX).
///
/// ```
/// use bidwright_base::money::Currency;
///
/// let decimals = |code| Currency::from_code(code).map(Currency::decimals);
/// assert_eq!([decimals("JPY"), decimals("EUR"), decimals("BHD")], [Some(0), Some(2), Some(3)]);
/// assert_eq!(decimals("XAU"), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Currency {
    iso: iso_currency::Currency,
    decimals: u32,
}

impl Currency {
    /// Looks a code such as `EUR` up; `None` if unknown or without a minor unit.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Currency> {
        let iso = iso_currency::Currency::from_code(code)?;
        // `exponent` is the number of decimals; precious metals, bond units and tests have none.
        let decimals = u32::from(iso.exponent()?);
        Some(Currency { iso, decimals })
    }

    /// The three letters.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.iso.code()
    }

    /// Decimals of the minor unit: JPY 0, EUR 2, BHD 3.
    #[must_use]
    pub fn decimals(self) -> u32 {
        self.decimals
    }

    /// Rounds half-up (midpoint away from zero) to the minor unit: `q(·)` of MODEL 7.
    ///
    /// ```
    /// use bidwright_base::money::Currency;
    /// use rust_decimal::Decimal;
    ///
    /// let rounded = |code| Currency::from_code(code).map(|c| c.round(Decimal::new(1_234_565, 3)).to_string());
    /// assert_eq!(rounded("EUR"), Some("1234.57".to_owned()));
    /// assert_eq!(rounded("JPY"), Some("1235".to_owned()));
    /// ```
    #[must_use]
    pub fn round(self, amount: Decimal) -> Money {
        let mut rounded =
            amount.round_dp_with_strategy(self.decimals, RoundingStrategy::MidpointAwayFromZero);
        rounded.rescale(self.decimals);
        Money(rounded)
    }

    /// From a simulated figure: the exact binary value first, then `q`, so 2.675 (which is a little
    /// less in binary) gives 2.67. `None` if it is not finite or too large.
    ///
    /// ```
    /// use bidwright_base::money::Currency;
    ///
    /// let eur = Currency::from_code("EUR").expect("a currency of ISO 4217");
    /// assert_eq!(eur.round_f64(2.675).map(|amount| amount.to_string()), Some("2.67".to_owned()));
    /// assert_eq!(eur.round_f64(f64::NAN), None);
    /// ```
    #[must_use]
    pub fn round_f64(self, amount: f64) -> Option<Money> {
        // 28 digits hold any f64 near a midpoint apart from it: doubles are spaced 1e-16 relative.
        Decimal::from_f64_retain(amount).map(|exact| self.round(exact))
    }

    /// Nothing, with the currency's decimals.
    #[must_use]
    pub fn zero(self) -> Money {
        Money(Decimal::new(0, self.decimals))
    }

    /// The sum of amounts, with the currency's decimals even where there are none.
    #[must_use]
    pub fn sum(self, amounts: impl IntoIterator<Item = Money>) -> Money {
        amounts.into_iter().fold(self.zero(), Add::add)
    }

    /// Whole minor units: 12.34 EUR is 1234.
    #[must_use]
    pub fn minor_units(self, amount: Money) -> i128 {
        let mut shifted = amount.0;
        shifted.rescale(self.decimals);
        shifted.mantissa()
    }

    /// The amount of so many minor units.
    #[must_use]
    pub fn from_minor_units(self, units: i128) -> Money {
        Money(Decimal::from_i128_with_scale(units, self.decimals))
    }
}

/// An amount in the deal's currency, rounded to its minor unit. Prints as a plain number with the
/// currency's decimals, as JSON wants it, and with `{:#}` in groups of three, as people want it in a
/// terminal; documents format it by language.
///
/// ```
/// use bidwright_base::money::Currency;
/// use rust_decimal::Decimal;
///
/// let eur = Currency::from_code("EUR").expect("a currency of ISO 4217");
/// let rate = eur.round(Decimal::from(1_150)); // EUR a day
/// let expenses = eur.round(Decimal::new(8_450, 2)); // EUR
/// assert_eq!((rate + expenses).to_string(), "1234.50");
/// assert_eq!(format!("{:#}", rate + expenses), "1,234.50");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Money(Decimal);

impl Money {
    /// The number itself.
    #[must_use]
    pub fn amount(self) -> Decimal {
        self.0
    }

    /// Without its sign.
    #[must_use]
    pub fn abs(self) -> Money {
        Money(self.0.abs())
    }

    /// Whether it is nothing.
    #[must_use]
    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if f.alternate() { f.pad(&crate::quantity::grouped(self.0)) } else { self.0.fmt(f) }
    }
}

impl fmt::Debug for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl serde::Serialize for Money {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl Add for Money {
    type Output = Money;
    fn add(self, other: Money) -> Money {
        Money(self.0 + other.0)
    }
}

impl AddAssign for Money {
    fn add_assign(&mut self, other: Money) {
        self.0 += other.0;
    }
}

impl Sub for Money {
    type Output = Money;
    fn sub(self, other: Money) -> Money {
        Money(self.0 - other.0)
    }
}

impl Neg for Money {
    type Output = Money;
    fn neg(self) -> Money {
        Money(-self.0)
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Money>>(amounts: I) -> Money {
        amounts.fold(Money::default(), Add::add)
    }
}

/// Splits `total` in proportion to `weights` so that the parts sum to it, to the cent (MODEL 7.1).
///
/// Works on the absolute value in minor units: each share is floored and the spare units go to the
/// largest fractions, ties to the later item; then the sign returns. Weights must not be negative;
/// if all are 0 the shares are equal. No weights, no parts.
///
/// ```
/// use bidwright_base::money::{Currency, split};
/// use rust_decimal::Decimal;
///
/// let eur = Currency::from_code("EUR").expect("a currency of ISO 4217");
/// let price = eur.round(Decimal::from(100)); // EUR, in three equal payments
/// let payments = split(eur, price, &[Decimal::ONE; 3]);
/// assert_eq!(payments.iter().map(|p| p.to_string()).collect::<Vec<_>>(), ["33.33", "33.33", "33.34"]);
/// assert_eq!(eur.sum(payments), price);
/// ```
#[must_use]
pub fn split(currency: Currency, total: Money, weights: &[Decimal]) -> Vec<Money> {
    use num_rational::BigRational;
    use num_traits::ToPrimitive;

    if weights.is_empty() {
        return Vec::new();
    }
    // Weights may be negative (a credit), so they can cancel; then, too, the shares are equal.
    let equal = weights.iter().sum::<Decimal>().is_zero();
    let exact: Vec<BigRational> = weights
        .iter()
        .map(|w| if equal { BigRational::from_integer(1.into()) } else { crate::quantity::rational(*w) })
        .collect();
    let sum: BigRational = exact.iter().sum();
    let units = currency.minor_units(total);
    let whole = BigRational::from_integer(units.abs().into());

    let shares: Vec<BigRational> = exact.iter().map(|w| &whole * w / &sum).collect();
    let mut parts: Vec<i128> = shares
        .iter()
        .map(|s| s.floor().to_integer().to_i128().expect("a part is at most the total"))
        .collect();
    let spare = units.abs() - parts.iter().sum::<i128>();

    let mut by_fraction: Vec<usize> = (0..parts.len()).collect();
    by_fraction.sort_by(|a, b| shares[*b].fract().cmp(&shares[*a].fract()).then(b.cmp(a)));
    for at in by_fraction.into_iter().take(usize::try_from(spare).expect("fewer spare units than parts")) {
        parts[at] += 1;
    }
    parts.into_iter().map(|part| currency.from_minor_units(part * units.signum())).collect()
}
