//! What can go wrong, and what it would cost.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::{ObjectiveIdx, PackageIdx, ThreePoint};
use crate::book::{FailureIdx, Idx};
use bidwright_base::money::Money;
use bidwright_base::quantity::Percent;
use bidwright_base::source::Placed;

/// A risk of the deal.
pub type RiskIdx = Idx<Risk>;

/// `[[risk]]`.
///
/// ```
/// # use bidwright_base::source::{Place, Placed, Source, Sources, Layer};
/// # let (name, path) = ("deal.toml".to_owned(), "deal.toml".to_owned());
/// # let text = Source { name, path, text: "".into(), layer: Layer::Workspace };
/// # let file = Sources::default().add(text);
/// # let place = Place::new(file, 0..0);
/// use bidwright_model::deal::{Bearer, Likelihood, Risk, ThreePoint};
/// use rust_decimal::Decimal;
///
/// // In euros: what it saves is negative.
/// let [low, likely, high] = [-9_000, -6_000, -2_000].map(Decimal::from);
/// let reuse = Risk {
///     id: Placed::new("R1".to_owned(), place),
///     name: "An earlier interface can be used again".to_owned(),
///     failure: None,
///     probability: Placed::new(Decimal::new(20, 2), place),
///     cost: Some(ThreePoint { low, likely, high, place }),
///     delay_days: None,
///     on: None,
///     bearer: Bearer::Supplier,
///     threatens: Vec::new(),
///     response: None,
///     early_sign: None,
/// };
/// assert!(reuse.is_opportunity());
/// assert_eq!(reuse.likelihood(), Likelihood::Medium);
/// ```
#[derive(Debug, Clone)]
pub struct Risk {
    /// Its id.
    pub id: Placed<String>,
    /// What would happen.
    pub name: String,
    /// The failure mode it belongs to; `None`: nothing treats it.
    pub failure: Option<FailureIdx>,
    /// Without our governance, given whatever the customer already does; 0 to 1.
    pub probability: Placed<Decimal>,
    /// If it happens, in the deal's currency; negative for an opportunity.
    pub cost: Option<ThreePoint>,
    /// If it happens, in working days.
    pub delay_days: Option<ThreePoint>,
    /// The package the delay lands on; `None`: on the finish.
    pub on: Option<Placed<PackageIdx>>,
    /// Who pays.
    pub bearer: Bearer,
    /// Objectives it threatens.
    pub threatens: Vec<ObjectiveIdx>,
    /// What we do about it.
    pub response: Option<String>,
    /// How we will see it coming.
    pub early_sign: Option<String>,
}

impl Risk {
    /// The stated probability in percent.
    #[must_use]
    pub fn chance(&self) -> Percent {
        Percent(self.probability.value * Decimal::ONE_HUNDRED)
    }

    /// Whether it may happen, in one delivery of ten or less: held at its P90 it has not happened.
    #[must_use]
    pub fn is_rare(&self) -> bool {
        self.probability.value > Decimal::ZERO && self.probability.value <= Decimal::new(1, 1)
    }

    /// How likely it is, in a word.
    #[must_use]
    pub fn likelihood(&self) -> Likelihood {
        Likelihood::of(self.probability.value)
    }

    /// Whether it is an opportunity: its likely cost is negative.
    #[must_use]
    pub fn is_opportunity(&self) -> bool {
        self.cost.is_some_and(|cost| cost.likely < Decimal::ZERO)
    }
}

/// How likely a risk is: a word, for a percentage would claim to know more.
///
/// ```
/// use bidwright_model::deal::Likelihood;
/// use rust_decimal::Decimal;
///
/// assert_eq!(Likelihood::of(Decimal::new(14, 2)), Likelihood::Low);
/// assert_eq!(Likelihood::of(Decimal::new(40, 2)), Likelihood::High);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Likelihood {
    /// Under 15 %.
    Low,
    /// Under 40 %.
    Medium,
    /// 40 % or more.
    High,
}

impl Likelihood {
    /// Of a probability, 0 to 1.
    #[must_use]
    pub fn of(probability: Decimal) -> Likelihood {
        if probability < Decimal::new(15, 2) {
            Likelihood::Low
        } else if probability < Decimal::new(40, 2) {
            Likelihood::Medium
        } else {
            Likelihood::High
        }
    }
}

/// Who bears a risk's cost.
///
/// ```
/// use bidwright_model::deal::Bearer;
/// use rust_decimal::Decimal;
///
/// assert_eq!(Bearer::Shared.supplier_share(), Decimal::new(5, 1));
/// assert_eq!(Bearer::Customer.word(), "customer");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bearer {
    /// We do.
    Supplier,
    /// The customer does.
    Customer,
    /// Half each.
    Shared,
}

impl Bearer {
    /// As written in a deal.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Bearer::Supplier => "supplier",
            Bearer::Customer => "customer",
            Bearer::Shared => "shared",
        }
    }

    /// The supplier's share of the cost (MODEL 6).
    #[must_use]
    pub fn supplier_share(self) -> Decimal {
        match self {
            Bearer::Supplier => Decimal::ONE,
            Bearer::Customer => Decimal::ZERO,
            Bearer::Shared => Decimal::new(5, 1),
        }
    }
}

/// `[stakes]`: what failure costs. All money is net of tax.
///
/// ```
/// # let deal = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/deal.rs"));
/// use rust_decimal::Decimal;
///
/// let stakes = deal.stakes.expect("`[stakes]`");
/// assert_eq!(stakes.budget.map(|budget| budget.to_string()), Some("90000.00".to_owned()));
/// // Damages of 0.5 % a week reach their cap of 5 % in ten weeks.
/// let damages = stakes.damages.expect("damages");
/// assert_eq!(damages.cap_percent.ratio() / damages.percent_per_week.ratio(), Decimal::TEN);
/// ```
#[derive(Debug, Clone)]
pub struct Stakes {
    /// When the customer must have it.
    pub deadline: Option<Placed<Date>>,
    /// What the customer can spend.
    pub budget: Option<Placed<Money>>,
    /// Of each week late.
    pub delay_cost_per_week: Option<ThreePoint>,
    /// Months of benefit lost if the delivery fails outright.
    pub benefit_lost_months: Option<ThreePoint>,
    /// The customer's own effort wasted.
    pub internal_cost: Option<ThreePoint>,
    /// Of finding another supplier, in percent of price.
    pub reprocurement_percent: Option<ThreePoint>,
    /// Of doing it again, in percent of price, the supplier's.
    pub rework_percent: Option<ThreePoint>,
    /// The supplier's next deal, lost.
    pub follow_on_margin: Option<ThreePoint>,
    /// In percent of price; `None`: no cap.
    pub liability_cap: Option<Placed<Percent>>,
    /// Prices the customer's own effort, a day.
    pub customer_day_cost: Option<Placed<Money>>,
    /// Liquidated damages for delay.
    pub damages: Option<Damages>,
    /// Who said so, when.
    pub source: Option<String>,
}

/// Liquidated damages.
#[derive(Debug, Clone)]
pub struct Damages {
    /// Of price, a week late.
    pub percent_per_week: Percent,
    /// Of price, at most.
    pub cap_percent: Placed<Percent>,
    /// Working days late that cost nothing.
    pub grace_days: Decimal,
}
