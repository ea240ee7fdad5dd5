//! A revision of an offer as it was told: its material fields, and the figures people remember.
//!
//! What is compared when revisions are, and what is kept of one when it is issued.

use std::collections::BTreeMap;

use jiff::civil::Date;

use bidwright_base::money::{Currency, Money};
use bidwright_base::quantity::Percent;

/// One revision.
///
/// ```
/// use bidwright_base::money::Currency;
/// use bidwright_model::revision::{HeadlineFigures, Revision};
/// use jiff::civil::date;
/// use rust_decimal::Decimal;
///
/// let euro = Currency::from_code("EUR").expect("a currency");
/// let revision = Revision {
///     number: "Q-2026-0047".to_owned(),
///     revision: 2,
///     date: date(2026, 9, 1),
///     reason: Some("scope".to_owned()),
///     currency: euro,
///     issued: None,
///     facts: [].into(),
///     names: [].into(),
///     headline: HeadlineFigures {
///         net: euro.round(Decimal::from(480_000)),
///         margin: None,
///         finish: date(2027, 6, 30),
///         finish_p80: None,
///         success: None,
///     },
/// };
/// assert_eq!(revision.reference(), "Q-2026-0047-R2");
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Revision {
    /// `Q-2026-0047`.
    pub number: String,
    /// 1, 2, ...
    pub revision: u32,
    /// Of the offer.
    pub date: Date,
    /// Why there is a revision after the first.
    pub reason: Option<String>,
    /// Of every amount.
    pub currency: Currency,
    /// The day it was issued; `None`: it was not, and is what its deal file says today.
    pub issued: Option<Date>,
    /// Every material field with its value, by name.
    pub facts: BTreeMap<String, String>,
    /// What rows are called, by row: `work[W1]`.
    pub names: BTreeMap<String, String>,
    /// What it came to.
    pub headline: HeadlineFigures,
}

/// The figures of a revision that a change is measured by.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HeadlineFigures {
    /// Net price.
    pub net: Money,
    /// Margin at plan; `None`: the price is 0.
    pub margin: Option<Percent>,
    /// Finish by plan.
    pub finish: Date,
    /// Four of five simulated deliveries finish by then; `None`: the term of a retainer.
    pub finish_p80: Option<Date>,
    /// Chance of success, 0 to 1, and its standard error; `None`: it was not analysed.
    pub success: Option<(f64, f64)>,
}

impl Revision {
    /// `Q-2026-0047-R1`.
    #[must_use]
    pub fn reference(&self) -> String {
        format!("{}-R{}", self.number, self.revision)
    }
}
