//! The value of the delivery office in a deal: what failure would cost each party, what the office
//! takes off it, its break-evens, and which lighter set suffices (MODEL 8 to 13).
//!
//! Everything is net of tax and over the same random numbers as the forecast. Simulated figures carry
//! their standard error. The answer may be that the office does not pay here.

mod case;
mod exposure;
mod failure;
mod findings;
mod ledger;
pub mod lean;
mod net;
mod prior;
mod result;
mod turning;
#[cfg(test)]
mod tests;
mod pmo_value;

pub use exposure::{Exposure, Line, Party, Source, exposure};
pub use findings::findings;
pub use ledger::{Entry, Treats};
pub use net::{BreakEven, Losses, Net, break_even, net};
pub use pmo_value::{net_value_fn, value};
pub use prior::{CrossCheck, Prior};
pub use result::{Outturn, Results, WinBound, Wins};
pub use turning::{Lever, TurningPoint, turning_points};

use bidwright_base::money::Money;

/// What the delivery office costs and brings.
#[derive(Debug, Clone)]
pub struct Value {
    /// What it costs.
    pub office: OfficeCost,
    /// What it brings; `None` without `[stakes]`, where the cost of failure is not stated.
    pub pmo_value: Option<PmoValue>,
}

/// What the delivery office costs the customer and us, after discount, net of tax.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OfficeCost {
    /// The whole office: its part of the net price and all of the customer's own hours in it.
    pub whole: Money,
    /// c(S), the customer's: what the offered set adds to the mandatory activities.
    pub increment: Money,
    /// Of `increment`, the customer's own hours.
    pub own_hours: Money,
    /// c(S), the supplier's: cost of what is added less what the customer pays for it.
    pub supplier: Money,
}

/// What the delivery office brings.
#[derive(Debug, Clone)]
pub struct PmoValue {
    /// What failure costs, by party.
    pub exposure: Exposure,
    /// The customer's net value.
    pub customer: Net,
    /// The supplier's.
    pub supplier: Net,
    /// What must be true for the office to pay, with the budget as it is.
    pub same_budget: BreakEven,
    /// The same with the budget grown by what the office costs the customer.
    pub repriced: BreakEven,
    /// 100·c(S)/K_likely: points of failure probability the office must remove; `None` if K_likely is 0.
    pub break_even_points: Option<f64>,
    /// What the effects imply, beside a sceptical view of project management.
    pub check: CrossCheck,
    /// Our own result with the office and without.
    pub results: Results,
    /// Every activity with what it costs and treats.
    pub ledger: Vec<Entry>,
    /// Which activities are worth their cost.
    pub lean: lean::Lean,
    /// The answer.
    pub verdict: Verdict,
}

impl PmoValue {
    /// Whether the office as it is offered pays for itself.
    #[must_use]
    pub fn payback(&self) -> Payback {
        match self.verdict {
            Verdict::WorthIt | Verdict::Lighter if self.customer.value.value > 0.0 => Payback::Pays,
            Verdict::OnlyLighter | Verdict::NotWorthIt => Payback::CostsMore,
            _ => Payback::Undecided,
        }
    }

    /// Whether the office costs more than the likely outright failure, so that it cannot pay by averting one.
    #[must_use]
    pub fn costs_more_than_failure(&self) -> bool {
        self.break_even_points.is_some_and(|points| points > 100.0)
    }

    /// Whether the price of the office covers more than its cost to us.
    #[must_use]
    pub fn price_covers_office(&self) -> bool {
        self.supplier.cost < 0.0
    }
}

/// Whether the office as it is offered pays for itself, to the customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Payback {
    /// It saves more than it costs.
    Pays,
    /// It costs more than it saves.
    CostsMore,
    /// What it saves is within two standard errors of what it costs.
    Undecided,
}

/// The answer, from the customer's side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// The office brings more than it costs, and no lighter set brings clearly more.
    WorthIt,
    /// It brings more than it costs, and a lighter set brings clearly more still.
    Lighter,
    /// It costs more than it brings; a lighter set does not.
    OnlyLighter,
    /// Neither it nor a lighter set brings more than the mandatory activities.
    NotWorthIt,
    /// Its net value is within two standard errors of nothing.
    Undecided,
}

impl Verdict {
    /// As in JSON and in templates.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Verdict::WorthIt => "worth",
            Verdict::Lighter => "lighter",
            Verdict::OnlyLighter => "only-lighter",
            Verdict::NotWorthIt => "not-worth",
            Verdict::Undecided => "undecided",
        }
    }
}
