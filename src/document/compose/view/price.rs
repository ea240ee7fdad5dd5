//! The price as a template can print it.

use serde::Serialize;

use super::{DeliverableView, PackageView};

/// What it costs the customer. Amounts carry the currency.
#[derive(Debug, Clone, Serialize)]
pub struct PriceView {
    /// Before discount.
    pub list: String,
    /// Off the list price.
    pub discount: Option<DiscountView>,
    /// Before tax.
    pub net: String,
    /// Tax by category.
    pub taxes: Vec<TaxView>,
    /// All tax.
    pub tax: String,
    /// Tax included.
    pub gross: String,
    /// `in-rates`, `in-deliverables`, `included-block`.
    pub presentation: String,
    /// The ceiling, net.
    pub cap: Option<String>,
    /// 75 % of the ceiling.
    pub cap_notice: Option<String>,
    /// A retainer's fee a month.
    pub monthly_fee: Option<String>,
    /// Names of what is bought for the customer inside the price.
    pub purchases: Vec<String>,
    /// What a retainer costs beside its monthly fees, such as purchases; `None` if nothing.
    pub one_off: Option<String>,
    /// What an hour beyond a retainer's costs: the fee over the hours it buys.
    pub extra_hour: Option<String>,
    /// A retainer's hours a month: "320 hours".
    pub hours_per_month: Option<String>,
    /// A retainer's term: "12 months".
    pub term: Option<String>,
    /// "30 days".
    pub payment_terms: String,
    /// `included`, `at-cost`, `capped`.
    pub expenses: String,
    /// The cap on expenses.
    pub expenses_cap: Option<String>,
    /// Travel outside the price.
    pub at_cost: Vec<AtCostView>,
    /// Rates a day by role, for the models that bill them.
    pub rates: Vec<RateView>,
    /// What the customer would be billed in simulated deliveries, for those models.
    pub range: Option<RangeView>,
}

/// A discount.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct DiscountView {
    pub percent: String,
    pub amount: String,
    pub reason: String,
}

/// Tax of one category.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct TaxView {
    pub label: String,
    pub percent: String,
    pub net: String,
    pub amount: String,
    pub note: String,
}

/// Travel outside the price.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct AtCostView {
    pub name: String,
    pub amount: String,
}

/// The rate of a role.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct RateView {
    pub role: String,
    pub level: Option<String>,
    pub list: String,
    pub rate: String,
    pub days: String,
    pub amount: String,
}

/// What simulated deliveries came to.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct RangeView {
    pub p10: String,
    pub p50: String,
    pub p80: String,
    pub p90: String,
}

/// A payment.
#[derive(Debug, Clone, Serialize)]
pub struct PaymentView {
    /// What it is called.
    pub name: String,
    /// "on signature", "on acceptance of D1, Tariff service", "at the end of Build", a date.
    pub due: String,
    /// By the plan: the date, where one is known.
    pub date: Option<String>,
    /// Net.
    pub amount: String,
    /// Its part of the tax.
    pub tax: String,
    /// Both.
    pub gross: String,
    /// Of net: "20 %"; empty where it was not stated as a percentage.
    pub percent: String,
}

/// An option beside the offer.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct OptionView {
    pub id: String,
    pub name: String,
    pub pitch: Option<String>,
    /// Names of its packages.
    pub work: Vec<String>,
    /// Ids of every option taken with it, in one text; empty if none.
    pub needs: String,
    /// Its packages, by the plan with it.
    pub packages: Vec<PackageView>,
    /// The deliverables they make, due by that plan.
    pub deliverables: Vec<DeliverableView>,
    /// What is bought for it inside the price, before discount.
    pub purchases: Vec<AtCostView>,
    /// Of a capped offer: `extends`, `outside`.
    pub ceiling: Option<String>,
    /// The ceiling with it, if it extends it and is taken alone.
    pub ceiling_with: Option<String>,
    /// What it adds to the net price.
    pub net: String,
    /// Of which delivery management.
    pub delivery_management: String,
    /// Net price with it.
    pub total_with: String,
    /// Net price without it.
    pub total_without: String,
    /// The finish with it.
    pub finish: String,
}
