//! What is published for programs: each document a struct whose fields are its keys, in their order. The view is
//! always the internal one, with cost and margin.
//!
//! Money is a string with the decimals of its currency; days, probabilities and percentages are numbers; a figure
//! that does not exist is null, never left out.

mod calibration;
mod codes;
mod diff;
mod explain;
mod findings;
mod forecast;
mod plan;
mod price;
mod review;
mod value;
mod verify;

pub use calibration::Calibration;
pub use codes::Codes;
pub use diff::Diff;
pub use explain::{Explanation, Figures};
pub use findings::{Finding, Findings};
pub use forecast::Forecast;
pub use plan::Plan;
pub use price::Price;
pub use review::{Review, ReviewOf, Reviews, Unreadable};
pub use value::Value;
pub use verify::Verification;

use rust_decimal::prelude::ToPrimitive;
use serde::Serialize;

use bidwright_base::money::{Currency, Money};
use bidwright_base::quantity::Percent;

/// A document of its own, which programs know by its schema.
///
/// ```
/// use bidwright_service::json::{Price, Published};
///
/// assert_eq!(format!("bidwright.{}/{}", Price::KIND, Price::VERSION), "bidwright.price/1");
/// ```
pub trait Published: Serialize {
    /// What it is, such as `price`.
    const KIND: &'static str;
    /// Raised where a key goes or changes its meaning; a new key needs none.
    const VERSION: u32 = 1;
}

/// A published document as text, indented, its schema first: `bidwright.price/1`.
///
/// ```
/// use bidwright_service::json::{Findings, document};
///
/// let text = document(&Findings { findings: Vec::new() });
/// assert_eq!(text, "{\n  \"schema\": \"bidwright.findings/1\",\n  \"findings\": []\n}");
/// ```
#[must_use]
pub fn document<T: Published>(body: &T) -> String {
    #[derive(Serialize)]
    struct Root<'b, T> {
        schema: String,
        #[serde(flatten)]
        body: &'b T,
    }
    let schema = format!("bidwright.{}/{}", T::KIND, T::VERSION);
    serde_json::to_string_pretty(&Root { schema, body }).expect("no map with other keys than strings")
}

/// A percentage as a number in shortest form.
fn percent(percent: Option<Percent>) -> Option<f64> {
    percent.and_then(|percent| percent.0.to_f64())
}

/// A simulated amount, rounded as its currency is.
fn money(currency: Currency, amount: f64) -> Money {
    currency.round_f64(amount).expect("a simulated amount is a number in range")
}
