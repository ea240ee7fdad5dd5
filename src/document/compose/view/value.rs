//! What a failed delivery costs the customer, how likely success is, and what delivery management adds to
//! it: as strings, already rounded. Nothing of ours is here: no exposure, result or price of our own.

use serde::Serialize;

/// What an outright failure would do to the customer.
#[derive(Debug, Clone, Serialize)]
pub struct ExposureView {
    /// What it is made of; empty where nothing is stated.
    pub lines: Vec<ExposureLine>,
    /// Sums of the lines.
    pub low: String,
    /// Most likely.
    pub likely: String,
    /// At worst.
    pub high: String,
    /// What each week after the deadline brings; no part of the sums.
    pub week_late: Option<Three>,
    /// Delay damages from us, at most, within the cap on liability.
    pub damages: Option<String>,
    /// The cap on our liability; `None`: there is none.
    pub liability: Option<String>,
    /// The mean over simulated outright failures; `None` where there are too few.
    pub expected: Option<String>,
    /// The source and its date.
    pub source: Option<String>,
}

/// A line of it.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct ExposureLine {
    pub label: String,
    /// How it is worked out, in words.
    pub formula: String,
    pub low: String,
    pub likely: String,
    pub high: String,
}

/// Low, likely and high.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Three {
    pub low: String,
    pub likely: String,
    pub high: String,
}

/// The chance of success and how far it can be trusted.
#[derive(Debug, Clone, Serialize)]
pub struct SuccessView {
    /// "100,000": deliveries simulated.
    pub runs: String,
    /// "the date, the budget and acceptance together".
    pub conditions: String,
    /// All conditions in one delivery: "70%".
    pub joint: String,
    /// Its simulation error in points, 95 %: "0.3".
    pub error: String,
    /// What it may be if the inputs are not as stated, P5 to P95: "63 to 77%".
    pub range: String,
    /// On time alone; `None` without a deadline.
    pub on_time: Option<String>,
    /// Within budget alone; `None` without a budget.
    pub in_budget: Option<String>,
    /// Accepted alone.
    pub accepted: String,
    /// All conditions, with the mandatory activities only.
    pub without: String,
    /// What that may be: "51 to 68%".
    pub without_range: String,
    /// The difference in points, without a sign: "10".
    pub gain: String,
    /// What it may be: "5 to 16".
    pub gain_range: String,
    /// `up`, `down` or `same`: a difference within its error is none.
    pub change: String,
    /// With a budget grown by what delivery management adds; `None` without a budget.
    pub repriced: Option<String>,
    /// Whether it is the budget that takes from the chance: delivery management spends headroom.
    pub spends_headroom: bool,
    /// Whether the offer itself is above the budget.
    pub above_budget: bool,
    /// Deliveries in the outer loop: "200 draws", "5,000".
    pub draws: String,
    /// Deliveries of each draw.
    pub draw_runs: String,
}

/// The value delivery management adds over its price, and the conditions for it to pay.
#[derive(Debug, Clone, Serialize)]
pub struct OfficeView {
    /// What the activities that are not mandatory come to: their part of the price and the customer's
    /// own hours.
    pub adds: String,
    /// Of which price.
    pub price: String,
    /// Of which the customer's own hours; `None` if there are none.
    pub own_hours: Option<String>,
    /// Whether `adds` is more than nothing.
    pub any: bool,
    /// Points of failure probability it must avoid to pay: "5.8"; `None` where no failure is priced.
    pub points: Option<String>,
    /// The same as "one delivery in ...".
    pub one_in: Option<String>,
    /// Whether not even certain success would pay for it.
    pub cannot_pay: bool,
    /// What a failure must come to for it to pay; `None` where success does not clearly rise.
    pub pays_from: Option<String>,
    /// The chance of success at which it pays.
    pub pays_at: Option<String>,
    /// What it takes off the expected loss.
    pub saves: String,
    /// What is left of that after what it adds, without a sign.
    pub net: String,
    /// 95 % of its simulation error.
    pub net_error: String,
    /// `worth`, `lighter`, `only-lighter`, `not-worth`, `undecided`.
    pub verdict: String,
    /// Names of the activities a lighter set would leave out: "A, B and C"; empty if none.
    pub leave_out: String,
    /// Names of those it would take up.
    pub take_up: String,
    /// What the lighter set adds.
    pub lighter_adds: String,
    /// "1.55": what the stated effects make of the odds; `None` where a chance is 0 or 1.
    pub odds: Option<String>,
    /// What the odds must become for it to pay.
    pub odds_needed: Option<String>,
    /// The 90 % of the view it is held against: "0.79 to 2.49".
    pub odds_expected: String,
    /// How many deliveries of our own that view was made from; `None`: it is our assumption.
    pub record: Option<String>,
}
