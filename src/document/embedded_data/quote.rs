//! The price as the customer sees it, as data.

use serde::{Deserialize, Serialize};

use super::{Amount, Embedded, Number};

/// What the customer is asked to pay, when and for what. Dates are as in `2026-11-23`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// `bidwright.quote/1`.
    pub schema: String,
    /// The document it is carried by: `proposal`, `sow`, ...
    pub document: String,
    /// `Q-2026-0047`.
    pub number: String,
    /// 1, 2, ...
    pub revision: u32,
    /// `Q-2026-0047-R1`.
    pub reference: String,
    /// What the deal is called.
    pub title: String,
    /// Of the offer.
    pub date: String,
    /// The last day it can be accepted.
    pub valid_until: String,
    /// When work starts.
    pub start: String,
    /// When it ends by the plan.
    pub planned_finish: String,
    /// Three letters.
    pub currency: String,
    /// Decimals of the currency's minor unit.
    pub minor_units: u32,
    /// BCP 47: how the pages write figures.
    pub language: String,
    /// The customer's name.
    pub customer: String,
    /// The supplier's name.
    pub supplier: String,
    /// `fixed-price`, `time-and-materials`, `capped`, `retainer`.
    pub model: String,
    /// `in-rates`, `in-deliverables`, `included-block`: by what the lines are.
    pub presentation: String,
    /// The rows of the price table; they sum to `list`.
    pub lines: Vec<Line>,
    /// Before discount.
    pub list: Amount,
    /// Off the list price.
    pub discount: Option<Discount>,
    /// Before tax.
    pub net: Amount,
    /// By category, where there is tax to speak of.
    pub taxes: Vec<Tax>,
    /// All of it.
    pub tax: Amount,
    /// Net and tax.
    pub gross: Amount,
    /// They sum to net; empty: monthly in arrears.
    pub payments: Vec<Payment>,
    /// Days to pay an invoice.
    pub payment_terms_days: u32,
    /// Beside the offer.
    pub options: Vec<Choice>,
    /// Not to be exceeded, net.
    pub cap: Option<Amount>,
    /// Of a retainer.
    pub retainer: Option<Retainer>,
    /// What a day of each role is billed at, where days are billed.
    pub rates: Vec<Rate>,
    /// Hours of a working day.
    pub hours_per_day: Number,
    /// Travel and the like.
    pub expenses: Expenses,
}

impl Embedded for Quote {
    const SCHEMA: &'static str = "bidwright.quote/1";

    fn schema(&self) -> &str {
        &self.schema
    }
}

/// A row of the price table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Line {
    pub item: String,
    /// Where the presentation shows effort.
    pub days: Option<Number>,
    pub amount: Amount,
}

/// A discount.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Discount {
    pub percent: Number,
    pub amount: Amount,
    pub reason: String,
}

/// A tax on one category.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tax {
    /// Such as `S`.
    pub category: String,
    /// Such as `MVA`.
    pub label: String,
    /// Of net.
    pub percent: Number,
    /// Of the category.
    pub net: Amount,
    /// What it comes to.
    pub tax: Amount,
    /// Whether it is a further tax on the same amount as the row before, as QST is beside GST.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub same_net: bool,
}

/// A payment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payment {
    /// What it is called.
    pub name: String,
    /// `signature`, a date, or the id of a deliverable or phase.
    pub due: String,
    /// `signature`, `date`, `deliverable`, `phase`.
    pub due_kind: String,
    /// Net.
    pub amount: Amount,
    /// Its part of the tax.
    pub tax: Amount,
    /// Where several taxes are on one amount: its part of each row of `taxes`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub taxes: Vec<Amount>,
}

/// An option beside the offer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Every option that is taken with it.
    #[serde(default)]
    pub needs: Vec<String>,
    /// Of a capped offer, what it does to the ceiling: `extends`, `outside`.
    #[serde(default)]
    pub ceiling: Option<String>,
    /// What it adds to net.
    pub net: Amount,
    /// Net with it, and with what it needs.
    pub total_with: Amount,
    /// The planned finish with it.
    pub planned_finish: String,
}

/// The terms of a retainer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Retainer {
    /// A month, net, as billed.
    pub fee: Amount,
    /// A month before discount; `None` where there is none.
    #[serde(default)]
    pub list_fee: Option<Amount>,
    /// The term.
    pub months: u32,
    /// Hours sold a month.
    pub hours_per_month: Number,
}

/// What a day of a role is billed at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Rate {
    pub role: String,
    pub level: Option<String>,
    /// Before discount; `None` in files of before rates were discounted.
    #[serde(default)]
    pub list: Option<Amount>,
    /// As billed.
    pub rate: Amount,
    /// Estimated days at this rate.
    #[serde(default)]
    pub days: Option<Number>,
    /// Days × rate.
    #[serde(default)]
    pub amount: Option<Amount>,
}

/// Travel and the like.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expenses {
    /// `included`, `at-cost`, `capped`.
    pub kind: String,
    /// At most, net.
    pub cap: Option<Amount>,
    /// What is expected, net, outside the price.
    pub at_cost: Vec<AtCost>,
}

/// An expense outside the price.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct AtCost {
    pub name: String,
    pub amount: Amount,
}
