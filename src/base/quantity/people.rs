//! People at work at once, as exact rationals.

use std::ops::{AddAssign, SubAssign};

use num_rational::BigRational;
use num_traits::Zero;
use rust_decimal::Decimal;

use super::{Days, WorkTime, rational};

/// How many people are at work at once, exact: effort over the working time it is done in.
///
/// ```
/// use bidwright_base::quantity::{Days, People, WorkTime};
/// use rust_decimal::Decimal;
///
/// // A test of one day inside a package of three: a third of a person.
/// let tester = People::doing(Days(Decimal::ONE), &WorkTime::days(Decimal::from(3)));
/// let mut three = People::none();
/// (0..3).for_each(|_| three += &tester);
/// assert_eq!(three, People::of(Decimal::ONE));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct People(BigRational);

impl People {
    /// No people.
    #[must_use]
    pub fn none() -> People {
        People(BigRational::zero())
    }

    /// So many.
    #[must_use]
    pub fn of(number: Decimal) -> People {
        People(rational(number))
    }

    /// Who do `effort` in a time, which is above zero.
    #[must_use]
    pub fn doing(effort: Days, time: &WorkTime) -> People {
        People(rational(effort.0) / &time.0)
    }

    /// To the hundredth, for people to read.
    #[must_use]
    pub fn rounded(&self) -> Decimal {
        WorkTime(self.0.clone()).to_decimal().round_dp(2).normalize()
    }
}

impl AddAssign<&People> for People {
    fn add_assign(&mut self, other: &People) {
        self.0 += &other.0;
    }
}

impl SubAssign<&People> for People {
    fn sub_assign(&mut self, other: &People) {
        self.0 -= &other.0;
    }
}
