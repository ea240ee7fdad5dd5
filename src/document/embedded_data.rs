//! What an issued PDF carries beside its pages: its price and its deal as data for the customer's own
//! programs, and a manifest of its parts.
//!
//! What is no field here cannot be carried: there is none for a cost, a margin, a floor, a contingency or
//! a probability. The same types are written into a file and read back from it, so both sides mean the
//! same. Key names are a contract; a figure that does not exist is null, never absent.

mod deal;
mod figure;
mod manifest;
mod quote;

pub use deal::*;
pub use figure::{Amount, Number};
pub use manifest::Manifest;
pub use quote::*;

use serde::Serialize;
use serde::de::DeserializeOwned;

/// The price as data: [`Quote`].
pub const QUOTE: &str = "quote.json";
/// The deal as data: [`Deal`].
pub const DEAL: &str = "deal.json";
/// The digests of the file's parts: [`Manifest`].
pub const MANIFEST: &str = "manifest.json";

/// Their media type.
pub const JSON: &str = "application/json";

/// Data embedded in a file.
pub trait Embedded: Serialize + DeserializeOwned {
    /// Its first entry, such as `bidwright.quote/1`.
    const SCHEMA: &'static str;

    /// What its first entry says.
    fn schema(&self) -> &str;
}

/// As JSON, indented: the same value gives the same bytes.
#[must_use]
pub fn write<T: Embedded>(value: &T) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(value).expect("no map with other keys than strings");
    bytes.push(b'\n');
    bytes
}

/// Back from JSON.
///
/// # Errors
///
/// Why it is not what it should be, in words.
pub fn read<T: Embedded>(bytes: &[u8]) -> Result<T, String> {
    let value: T = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
    if value.schema() == T::SCHEMA {
        Ok(value)
    } else {
        Err(format!("its schema is `{}`, not `{}`", value.schema(), T::SCHEMA))
    }
}
