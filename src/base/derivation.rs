//! How a figure follows from others, as plain data: what goes into it, in which way, and where
//! it was written.
//!
//! A figure is made from left to right: the first input is taken, each further one is added, taken off,
//! multiplied by, ... and the result is rounded once. So the figure can be recomputed, and a test does so.

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::money::Money;
use crate::quantity::{Days, Percent};
use crate::source::{Place, Placed};

/// A figure of any kind.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// An amount, rounded to the minor unit.
    Money(Money),
    /// An amount as it was written or before it is rounded, such as the cost of a day.
    Rate(Decimal),
    /// Effort.
    Days(Days),
    /// A percentage: 4 is 4 %.
    Percent(Percent),
    /// A count or a factor.
    Number(Decimal),
    /// A simulated probability, 0 to 1.
    Chance(f64),
    /// A figure that is no decimal, such as a simulated number of days.
    Real(f64),
    /// A day.
    Date(Date),
    /// Low, likely and high, or a word.
    Text(String),
    /// There is none.
    None,
}

/// What an input does to what comes before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// Is added; the first one is where it starts.
    Plus,
    /// Is taken off.
    Minus,
    /// Multiplies; a percentage as its ratio.
    Times,
    /// Multiplies by 1 + x.
    TimesOnePlus,
    /// Multiplies by 1 − x.
    TimesOneMinus,
    /// Divides.
    Over,
    /// Divides by 1 − x.
    OverOneMinus,
    /// Is the most there can be.
    AtMost,
    /// Is the least there can be.
    AtLeast,
    /// Is what the figure is read, counted or simulated from, by a rule that is no sum.
    From,
}

/// How a figure is rounded once all its inputs are in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rounding {
    /// Not at all.
    Exact,
    /// Half-up to so many decimals; money to its minor unit.
    Nearest(u32),
    /// Down or up to so many decimals, so that the parts sum to the whole (MODEL 7.1).
    Share(u32),
    /// Up to a whole number.
    Up,
}

/// How a figure follows.
///
/// ```
/// use bidwright_base::derivation::{Derivation, Input, Rounding, Use, Value};
/// use rust_decimal::Decimal;
///
/// // 12 days by EUR 1,150 a day, to the cent.
/// let rate = Value::Rate(Decimal::from(1_150));
/// let fee = Derivation::nearest(2, vec![
///     Input::figure(Use::Plus, "effort.build"),
///     Input::assumed(Use::Times, "rate a day", rate),
/// ]);
/// assert_eq!((fee.rounding, fee.inputs.len()), (Rounding::Nearest(2), 2));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Derivation {
    /// How it is rounded.
    pub rounding: Rounding,
    /// What goes into it, in order.
    pub inputs: Vec<Input>,
}

impl Derivation {
    /// A sum, a difference, anything that needs no rounding.
    #[must_use]
    pub fn exact(inputs: Vec<Input>) -> Derivation {
        Derivation { rounding: Rounding::Exact, inputs }
    }

    /// Rounded half-up.
    #[must_use]
    pub fn nearest(decimals: u32, inputs: Vec<Input>) -> Derivation {
        Derivation { rounding: Rounding::Nearest(decimals), inputs }
    }

    /// Rounded so that the parts sum to the whole.
    #[must_use]
    pub fn share(decimals: u32, inputs: Vec<Input>) -> Derivation {
        Derivation { rounding: Rounding::Share(decimals), inputs }
    }
}

/// What goes into a figure, and how.
///
/// ```
/// # use bidwright_base::source::{Layer, Source as Text, Sources};
/// # let (name, text) = ("deal.toml", "percent = 5\n".into());
/// # let text = Text { name: name.into(), path: name.into(), text, layer: Layer::Workspace };
/// # let file = Sources::default().add(text);
/// use bidwright_base::derivation::{Input, Source, Use, Value};
/// use bidwright_base::quantity::Percent;
/// use bidwright_base::source::{Place, Placed};
///
/// // A discount as the deal file has it: the price less 5 %.
/// let percent = Placed::new(Percent(5.into()), Place::new(file, 10..11));
/// let discount = Input::percent(Use::TimesOneMinus, "discount", percent);
/// assert_eq!(discount.usage, Use::TimesOneMinus);
/// let place = percent.place;
/// let value = Value::Percent(Percent(5.into()));
/// assert_eq!(discount.source, Source::Written { label: "discount".into(), value, place });
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Input {
    /// What it does.
    pub usage: Use,
    /// What it is.
    pub source: Source,
}

/// What an input is.
#[derive(Debug, Clone, PartialEq)]
pub enum Source {
    /// Another figure, by its key.
    Figure(String),
    /// What was written in a file.
    Written {
        /// What it is called.
        label: String,
        /// As read.
        value: Value,
        /// Where.
        place: Place,
    },
    /// A figure that is written nowhere: a default of ours, or a constant of the calendar.
    Assumed {
        /// What it is, and where that is documented.
        label: String,
        /// What it comes to.
        value: Value,
    },
    /// Simulated projects.
    Simulated {
        /// How many.
        deliveries: u32,
        /// Of the generator.
        seed: u64,
        /// The standard error of the figure that rests on them.
        error: Value,
    },
}

impl Input {
    /// Another figure.
    #[must_use]
    pub fn figure(usage: Use, key: impl Into<String>) -> Input {
        Input { usage, source: Source::Figure(key.into()) }
    }

    /// Figures that are added up.
    ///
    /// ```
    /// use bidwright_base::derivation::{Derivation, Input, Use};
    ///
    /// let net = Derivation::exact(Input::sum(["fees", "expenses"]));
    /// assert_eq!(net.inputs[1], Input::figure(Use::Plus, "expenses"));
    /// ```
    #[must_use]
    pub fn sum<S: Into<String>>(keys: impl IntoIterator<Item = S>) -> Vec<Input> {
        keys.into_iter().map(|key| Input::figure(Use::Plus, key)).collect()
    }

    /// What was written in a file.
    #[must_use]
    pub fn written(usage: Use, label: impl Into<String>, value: Value, place: Place) -> Input {
        Input { usage, source: Source::Written { label: label.into(), value, place } }
    }

    /// A percentage written in a file.
    #[must_use]
    pub fn percent(usage: Use, label: &str, percent: Placed<Percent>) -> Input {
        Input::written(usage, label, Value::Percent(percent.value), percent.place)
    }

    /// What is written nowhere.
    #[must_use]
    pub fn assumed(usage: Use, label: impl Into<String>, value: Value) -> Input {
        Input { usage, source: Source::Assumed { label: label.into(), value } }
    }
}
