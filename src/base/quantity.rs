//! Quantities with their units: effort in days, percentages, and working time as exact rationals.

mod people;

pub use people::People;

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Mul, Sub};

use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive, Zero};
use rust_decimal::{Decimal, RoundingStrategy};

/// The exact rational of a decimal.
#[must_use]
pub(crate) fn rational(value: Decimal) -> BigRational {
    BigRational::new(value.mantissa().into(), 10_i128.pow(value.scale()).into())
}

/// A number for people to read, its digits in groups of three: 1,234,567.50.
///
/// ```
/// use bidwright_base::quantity::grouped;
/// use rust_decimal::Decimal;
///
/// assert_eq!(grouped(Decimal::new(123_456_750, 2)), "1,234,567.50");
/// assert_eq!(grouped(Decimal::from(-1_200)), "\u{2212}1,200"); // the minus sign, no hyphen
/// ```
#[must_use]
pub fn grouped(value: Decimal) -> String {
    let text = value.abs().to_string();
    let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
    let mut out = String::from(if value.is_sign_negative() && !value.is_zero() { "\u{2212}" } else { "" });
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if decimals.is_empty() { out } else { out + "." + decimals }
}

/// Effort: days of work by people, exact.
///
/// ```
/// use bidwright_base::quantity::Days;
/// use rust_decimal::Decimal;
///
/// let build = Days(Decimal::new(125, 1)); // 12.5 days
/// let test = Days::planned(build.0 / Decimal::from(3)); // a third of it, to 0.01 day
/// assert_eq!(test.to_string(), "4.17");
/// assert_eq!(format!("{:?}", build + test), "16.67 d");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Days(pub Decimal);

impl Days {
    /// No effort.
    pub const ZERO: Days = Days(Decimal::ZERO);

    /// Rounds half-up to 0.01 day, as planned effort is, once (MODEL 6).
    #[must_use]
    pub fn planned(days: Decimal) -> Days {
        Days(days.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero).normalize())
    }

    /// For the simulation, which is not exact.
    #[must_use]
    pub fn to_f64(self) -> f64 {
        self.0.to_f64().expect("a decimal has a nearest double")
    }

    /// Whether it is nothing.
    #[must_use]
    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }
}

impl fmt::Display for Days {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.normalize().fmt(f)
    }
}

impl fmt::Debug for Days {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self} d")
    }
}

impl serde::Serialize for Days {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_f64(self.to_f64())
    }
}

impl Add for Days {
    type Output = Days;
    fn add(self, other: Days) -> Days {
        Days(self.0 + other.0)
    }
}

impl AddAssign for Days {
    fn add_assign(&mut self, other: Days) {
        self.0 += other.0;
    }
}

impl Sub for Days {
    type Output = Days;
    fn sub(self, other: Days) -> Days {
        Days(self.0 - other.0)
    }
}

impl Mul<Decimal> for Days {
    type Output = Days;
    fn mul(self, by: Decimal) -> Days {
        Days(self.0 * by)
    }
}

impl Sum for Days {
    fn sum<I: Iterator<Item = Days>>(all: I) -> Days {
        all.fold(Days::ZERO, Add::add)
    }
}

/// A percentage as people write it: 4 is 4 %.
///
/// ```
/// use bidwright_base::quantity::Percent;
/// use rust_decimal::Decimal;
///
/// let discount = Percent(Decimal::from(4));
/// assert_eq!(discount.ratio(), Decimal::new(4, 2)); // 0.04
/// assert_eq!(format!("{discount:?}"), "4 %");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Percent(pub Decimal);

impl Percent {
    /// Nothing.
    pub const ZERO: Percent = Percent(Decimal::ZERO);

    /// As a ratio: 4 % is 0.04, exactly.
    #[must_use]
    pub fn ratio(self) -> Decimal {
        self.0 / Decimal::ONE_HUNDRED
    }

    /// For the simulation, which is not exact.
    #[must_use]
    pub fn ratio_f64(self) -> f64 {
        self.ratio().to_f64().expect("a decimal has a nearest double")
    }

    /// Whether it is nothing.
    #[must_use]
    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.normalize().fmt(f)
    }
}

impl fmt::Debug for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self} %")
    }
}

/// Working time from the start of the work, in working days, exact: effort divided by people.
///
/// ```
/// use bidwright_base::quantity::{Days, WorkTime};
/// use rust_decimal::Decimal;
///
/// // 10 days of effort by 3 people at once, days of 480 minutes.
/// let time = WorkTime::of(Days(Decimal::TEN), Decimal::from(3));
/// assert_eq!(time.minutes(480), 1_600);
/// assert_eq!(time.whole_days(), 3);
/// assert_eq!(&(&time + &time) + &time, WorkTime::days(Decimal::TEN));
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WorkTime(BigRational);

impl WorkTime {
    /// The start.
    #[must_use]
    pub fn zero() -> WorkTime {
        WorkTime(BigRational::zero())
    }

    /// A number of days.
    #[must_use]
    pub fn days(days: Decimal) -> WorkTime {
        WorkTime(rational(days))
    }

    /// How long `effort` takes `people` at once. `people` is above 0.
    #[must_use]
    pub fn of(effort: Days, people: Decimal) -> WorkTime {
        WorkTime(rational(effort.0) / rational(people))
    }

    /// Working minutes, rounded up with a guard of 10⁻⁶ minute: ceil(T·m − 10⁻⁶) (MODEL 5.3).
    #[must_use]
    pub fn minutes(&self, per_day: u32) -> u64 {
        let guard = BigRational::new(1.into(), 1_000_000.into());
        let minutes = &self.0 * BigRational::from_integer(per_day.into()) - guard;
        if minutes.is_positive() { minutes.ceil().to_integer().to_u64().unwrap_or(u64::MAX) } else { 0 }
    }

    /// Whole days passed.
    #[must_use]
    pub fn whole_days(&self) -> u64 {
        self.0.floor().to_integer().to_u64().unwrap_or(u64::MAX)
    }

    /// Nearest double.
    #[must_use]
    pub fn to_f64(&self) -> f64 {
        self.0.to_f64().expect("a rational has a nearest double")
    }

    /// As a decimal with 28 digits: exact enough for the hundredth of a day it is rounded to.
    #[must_use]
    pub fn to_decimal(&self) -> Decimal {
        let scale = BigRational::from_integer(10_i64.pow(12).into());
        let scaled = (&self.0 * scale).round().to_integer().to_i128().unwrap_or(i128::from(i64::MAX));
        Decimal::from_i128_with_scale(scaled, 12).normalize()
    }

    /// Whether no time at all.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        self.0.is_zero()
    }
}

impl fmt::Debug for WorkTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} d", self.0)
    }
}

impl<'a> Add<&'a WorkTime> for &'a WorkTime {
    type Output = WorkTime;
    fn add(self, other: &WorkTime) -> WorkTime {
        WorkTime(&self.0 + &other.0)
    }
}

impl<'a> Sub<&'a WorkTime> for &'a WorkTime {
    type Output = WorkTime;
    fn sub(self, other: &WorkTime) -> WorkTime {
        WorkTime(&self.0 - &other.0)
    }
}
