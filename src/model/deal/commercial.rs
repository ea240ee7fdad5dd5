//! How it is sold: discount, terms, payments, governance chosen, clauses.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::DeliverableIdx;
use crate::book::{ActivityIdx, Idx, PhaseIdx};
use bidwright_base::money::Money;
use bidwright_base::quantity::Percent;
use bidwright_base::source::Placed;

/// `[commercial]`.
///
/// ```
/// # let deal = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/deal.rs"));
/// use bidwright_base::quantity::Percent;
/// use bidwright_model::deal::Expenses;
///
/// let commercial = &deal.commercial;
/// let discount = commercial.discount.as_ref().expect("a discount");
/// assert_eq!(discount.percent.value, Percent(5.into()));
/// assert_eq!(discount.reason.value, "Framework agreement");
/// // Travel is paid beside the price, up to a limit.
/// assert!(matches!(commercial.expenses, Expenses::Capped(most) if most.to_string() == "2000.00"));
/// ```
#[derive(Debug, Clone)]
pub struct Commercial {
    /// Off the list price, with its reason.
    pub discount: Option<Discount>,
    /// Days to pay an invoice.
    pub payment_terms_days: u32,
    /// Not to exceed, net; for a capped deal.
    pub cap: Option<Placed<Money>>,
    /// For a retainer.
    pub retainer: Option<Retainer>,
    /// How travel is paid.
    pub expenses: Expenses,
    /// How the delivery office shows in customer documents.
    pub presentation: Presentation,
    /// How many bid for the deal, ourselves included; never shown to the customer.
    pub bidders: Option<Placed<u32>>,
}

/// `discount`.
#[derive(Debug, Clone)]
pub struct Discount {
    /// Off everything; 0 to under 100.
    pub percent: Placed<Percent>,
    /// Why.
    pub reason: Placed<String>,
}

/// The keys of a retainer.
#[derive(Debug, Clone)]
pub struct Retainer {
    /// How long.
    pub term_months: Placed<u32>,
    /// Hours sold a month.
    pub hours_per_month: Placed<Decimal>,
    /// Whose hours, for a retainer without work packages.
    pub role: Option<Placed<String>>,
}

/// How travel is paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expenses {
    /// In the price.
    Included,
    /// Outside the price, at cost.
    AtCost,
    /// Outside the price, at cost up to this.
    Capped(Placed<Money>),
}

/// How the delivery office shows in customer documents.
///
/// ```
/// use bidwright_model::deal::Presentation;
///
/// assert_eq!(Presentation::InRates.word(), "in-rates");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presentation {
    /// Spread over the other labour lines.
    InRates,
    /// Spread over the deliverables.
    InDeliverables,
    /// One block of the price.
    IncludedBlock,
}

impl Presentation {
    /// As written in a deal.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Presentation::InRates => "in-rates",
            Presentation::InDeliverables => "in-deliverables",
            Presentation::IncludedBlock => "included-block",
        }
    }
}

/// `[governance]`: activities of the methodology left out; everything else is kept.
#[derive(Debug, Clone, Default)]
pub struct Governance {
    /// In the methodology's order.
    pub dropped: Vec<ActivityIdx>,
    /// Why the office is offered as it is, although it costs the customer more than it saves; for reviewers.
    pub reason: Option<Placed<String>>,
}

/// A payment of the deal.
pub type PaymentIdx = Idx<Payment>;

/// `[[payment]]`.
///
/// ```
/// # let deal = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/deal.rs"));
/// use bidwright_model::deal::{Due, Share};
///
/// // Thirty percent when the contract is signed, the rest on acceptance.
/// let [first, second] = &deal.payments[..] else { panic!("two payments") };
/// assert!(matches!(first.share, Share::Percent(percent) if percent.to_string() == "30"));
/// assert_eq!((first.due.value, second.share), (Due::Signature, Share::Rest));
/// assert_eq!(second.due_text, "D1");
/// ```
#[derive(Debug, Clone)]
pub struct Payment {
    /// What it is called.
    pub name: String,
    /// How much.
    pub share: Share,
    /// When.
    pub due: Placed<Due>,
    /// `due` as written.
    pub due_text: String,
}

/// How much of the net price a payment is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Share {
    /// Of net.
    Percent(Placed<Percent>),
    /// This much.
    Amount(Placed<Money>),
    /// What the others leave.
    Rest,
}

/// When a payment falls due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// When the contract is signed.
    Signature,
    /// On a day.
    On(Date),
    /// When a deliverable is accepted.
    Deliverable(DeliverableIdx),
    /// When a phase ends.
    Phase(PhaseIdx),
}

/// `[contract]`: what the statement of work is made under.
#[derive(Debug, Clone, Default)]
pub struct Contract {
    /// The agreement it is made under; `None`: it is a contract of its own.
    pub master: Option<Master>,
}

/// `[contract] master`.
#[derive(Debug, Clone)]
pub struct Master {
    /// What it is called.
    pub title: Placed<String>,
    /// Its date.
    pub date: Placed<Date>,
}

/// `[clauses]`: the contract library's clauses, by id.
#[derive(Debug, Clone, Default)]
pub struct Clauses {
    /// Optional clauses taken.
    pub include: Vec<Placed<String>>,
    /// Optional clauses dropped.
    pub exclude: Vec<Placed<String>>,
    /// Values set, such as `acceptance_days`.
    pub set: BTreeMap<String, Placed<Decimal>>,
}
