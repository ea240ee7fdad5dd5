//! A quote: lines, totals, taxes, payments and options, and the step by step record of how they came about.

use rust_decimal::Decimal;

use crate::plan::Plan;
use crate::price::{BilledRate, UnitRate};
use bidwright_base::derivation::Derivation;
use bidwright_base::money::{Currency, Money};
use bidwright_base::quantity::{Days, Percent};
use bidwright_model::book::{ActivityIdx, TaxIdx};
use bidwright_model::deal::{Due, OptionIdx, PackageIdx, PaymentIdx, PurchaseIdx, RoleIdx};

/// What the simulation contributes to a price, as money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Simulated {
    /// What brings cost to the deal's confidence; `None` where a plain percentage is stated, or the
    /// model carries no contingency.
    pub reserve: Option<Reserve>,
    /// Σ probability × supplier's share × mean cost over the risks of the scope, at least 0.
    pub expected_risk_cost: Money,
    /// P80 of the time-and-materials sum without the ceiling, for a capped deal.
    pub p80_uncapped: Option<Money>,
}

/// q(max(0, Q − C_plan)) at a confidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reserve {
    /// The reserve.
    pub amount: Money,
    /// Its standard error.
    pub error: Money,
    /// Q and C_plan; `None` where the reserve is one that was settled before.
    pub between: Option<[Money; 2]>,
}

/// A priced scope.
#[derive(Debug, Clone)]
pub struct Quote {
    /// Of every amount.
    pub currency: Currency,
    /// In the order work, delivery office, central office, purchases, each in file order.
    pub lines: Vec<Line>,
    /// The chain's results.
    pub totals: Totals,
    /// Tax by category, in the order of the tax file; categories without a line are left out.
    pub taxes: Vec<TaxLine>,
    /// Payments, summing to net.
    pub payments: Vec<PaymentLine>,
    /// Options, in file order.
    pub options: Vec<OptionPrice>,
    /// Travel outside the price.
    pub at_cost: Vec<AtCost>,
    /// The ceiling of a capped deal.
    pub cap: Option<Cap>,
    /// The monthly fee of a retainer, after discount.
    pub retainer_fee: Option<Money>,
    /// The monthly fee before discount; `None` where there is no discount.
    pub retainer_list_fee: Option<Money>,
    /// What is billed, by role and rate; none where no days are billed.
    pub rates: Vec<BilledRate>,
    /// How the totals came about, in order.
    pub steps: Vec<Step>,
}

impl Quote {
    /// Whether days are sold at bill rates; else the price comes from cost.
    #[must_use]
    pub fn is_by_rate(&self) -> bool {
        self.lines.iter().any(|line| !line.list.is_zero() && line.days.is_some())
    }
}

/// A line of the price.
#[derive(Debug, Clone)]
pub struct Line {
    /// `W1/developer`, `outcome-kickoff/delivery-manager`, `pmo`, `pmo/minimum`, `office`, `P1`.
    pub id: String,
    /// For people.
    pub name: String,
    /// What it is a line of.
    pub kind: LineKind,
    /// Effort; `None` for the central office and purchases.
    pub days: Option<Days>,
    /// Cost and bill rate of a day; `None` for the central office and purchases.
    pub rate: Option<UnitRate>,
    /// Line 1: days × unit cost, or the purchase's cost.
    pub direct: Money,
    /// With its share of burden and overhead; sums to the total cost.
    pub cost: Money,
    /// Before contingency: days × bill rate, or the purchase's price; zero where the price comes from cost.
    pub list: Money,
    /// Its part of the price before discount.
    pub price: Money,
    /// Its part of the discount, which tax is not paid on.
    pub discount: Money,
}

/// What a line is a line of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineKind {
    /// A role on a package; `None`: hours of a retainer without packages.
    Labour(Option<(PackageIdx, RoleIdx)>),
    /// The delivery office: an activity of the methodology, or its days in one.
    Pmo(Option<ActivityIdx>),
    /// The central office.
    Office,
    /// A purchase.
    Purchase(PurchaseIdx),
}

impl LineKind {
    /// As in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            LineKind::Labour(_) => "labour",
            LineKind::Pmo(_) => "pmo",
            LineKind::Office => "office",
            LineKind::Purchase(_) => "purchase",
        }
    }

    /// Whether it belongs to the delivery office's price.
    #[must_use]
    pub fn is_pmo(self) -> bool {
        matches!(self, LineKind::Pmo(_) | LineKind::Office)
    }
}

/// The results of the chain (MODEL 7).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totals {
    /// Σ days × unit cost, the delivery office included.
    pub direct_labour: Money,
    /// On direct labour.
    pub burden: Money,
    /// On labour and burden, the central office included.
    pub overhead: Money,
    /// The central office.
    pub office: Money,
    /// Cost of what is bought.
    pub purchases: Money,
    /// Direct labour, burden, overhead, purchases.
    pub cost: Money,
    /// Funded once.
    pub contingency: Money,
    /// Of the simulated contingency; `None` if it is a plain percentage or there is none.
    pub contingency_standard_error: Option<Money>,
    /// Of which, in contingency.
    pub expected_risk_cost: Money,
    /// Cost and contingency.
    pub base: Money,
    /// Before discount.
    pub price: Money,
    /// Off the price.
    pub discount: Money,
    /// Price less discount, before tax.
    pub net: Money,
    /// Σ over categories.
    pub tax: Money,
    /// Net and tax.
    pub gross: Money,
    /// Cost of the delivery office: its lines and the central office.
    pub pmo_cost: Money,
    /// Their part of the price.
    pub pmo_price: Money,
}

impl Totals {
    /// 100·(net − base)/net to three decimals, contingency counted as spent; `None` if net is 0.
    #[must_use]
    pub fn margin_percent(&self) -> Option<Percent> {
        share(self.net - self.base, self.net)
    }

    /// 100·(net − cost)/net to three decimals; `None` if net is 0.
    #[must_use]
    pub fn margin_percent_if_contingency_unspent(&self) -> Option<Percent> {
        share(self.net - self.cost, self.net)
    }

    /// The delivery office's part of the price, to three decimals; `None` if the price is 0.
    #[must_use]
    pub fn pmo_share_percent(&self) -> Option<Percent> {
        share(self.pmo_price, self.price)
    }
}

/// A part as a percentage of a whole, three decimals half-up.
fn share(part: Money, whole: Money) -> Option<Percent> {
    let ratio = (Decimal::ONE_HUNDRED * part.amount()).checked_div(whole.amount())?;
    Some(Percent(ratio.round_dp_with_strategy(3, rust_decimal::RoundingStrategy::MidpointAwayFromZero)))
}

/// A tax on one category.
#[derive(Debug, Clone)]
pub struct TaxLine {
    /// The row of the tax file.
    pub tax_row: TaxIdx,
    /// Which of the taxes of that row; those after the first are on the same amount.
    pub rate: usize,
    /// Such as `S`.
    pub category: String,
    /// Such as `MVA`.
    pub label: String,
    /// Of net.
    pub percent: Percent,
    /// Of the category's lines, after discount.
    pub net: Money,
    /// Rounded once.
    pub tax: Money,
}

/// A payment.
#[derive(Debug, Clone)]
pub struct PaymentLine {
    /// Which of the deal's payments it is.
    pub payment: PaymentIdx,
    /// Net.
    pub amount: Money,
    /// Its part of the tax.
    pub tax: Money,
    /// Where several taxes are on one amount: its part of each tax of the quote, which sum to `tax`.
    pub taxes: Vec<Money>,
    /// When it falls due.
    pub due: Due,
}

impl PaymentLine {
    /// Net and its part of the tax.
    #[must_use]
    pub fn gross(&self) -> Money {
        self.amount + self.tax
    }
}

/// An option, priced by rerunning the chain with it (MODEL 7.3).
#[derive(Debug, Clone)]
pub struct OptionPrice {
    /// Which of the deal's options it is.
    pub option: OptionIdx,
    /// What it adds to net.
    pub net: Money,
    /// Net with it.
    pub total_with: Money,
    /// Of which delivery management.
    pub pmo_price: Money,
    /// Of `net`, from the simulated contingency; `None` if nothing is simulated.
    pub net_standard_error: Option<Money>,
    /// The finish with it.
    pub finish: jiff::civil::Date,
    /// The offer with it, priced; `None` where only the figures above are known.
    pub with: Option<Box<(Plan, Quote)>>,
}

/// Travel outside the price.
#[derive(Debug, Clone)]
pub struct AtCost {
    /// Which of the deal's purchases it is.
    pub purchase: PurchaseIdx,
    /// Estimated, net.
    pub amount: Money,
    /// Its tax category.
    pub category: String,
}

/// The ceiling of a capped deal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cap {
    /// Not to exceed, net.
    pub amount: Money,
    /// P80 of what would be billed without it.
    pub p80_uncapped: Option<Money>,
}

/// One step of the build-up: a figure, its rule in words, and what it is made of.
#[derive(Debug, Clone)]
pub struct Step {
    /// The figure's key among the totals, as in JSON.
    pub key: &'static str,
    /// What it is called.
    pub label: &'static str,
    /// How it follows, in words.
    pub rule: String,
    /// The same as a derivation that can be recomputed. Figures are named `totals.KEY`, `lines.ID.KEY`, `tax.CATEGORY`.
    pub from: Derivation,
    /// Whether it is a row of the build-up; else an intermediate figure of one.
    pub row: bool,
    /// The result.
    pub amount: Money,
}
