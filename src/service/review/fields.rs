//! What a rule may name and what reopens approvals, with its value in a deal.

use crate::pipeline::Reviewed;
use bidwright_model::rules::{Datum, Field, leaves};
use bidwright_review::material::{Touch, facts, listed};
use bidwright_review::touches;

/// A field that a rule of a policy may name.
#[derive(Debug, Clone)]
pub struct ContextField<'r> {
    /// Its path, such as `quote.discount_percent`.
    pub path: String,
    /// What it is.
    pub field: &'static Field,
    /// Its value in the deal.
    pub value: Option<&'r Datum>,
    /// The groups of material fields that an approval of a rule naming it depends on.
    pub touches: &'static [Touch],
}

/// Every field a rule may name, in the order of the schema.
///
/// ```
/// use bidwright_model::rules::Datum;
/// use bidwright_service::{ReviewRequest, context_fields, review};
///
/// # let store = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/workspace.rs"));
/// let request = ReviewRequest { deal: "deal.toml", day: None };
/// let judged = review(&store, &request).result.expect("a deal without errors");
/// let fields = context_fields(&judged.reviewed);
/// let discount = fields.iter().find(|one| one.path == "quote.discount_percent").expect("a field");
/// assert_eq!(discount.value, Some(&Datum::Number(5.into())));
/// assert!(!discount.touches.is_empty(), "an approval of a discount depends on the price");
/// ```
#[must_use]
pub fn context_fields(reviewed: &Reviewed) -> Vec<ContextField<'_>> {
    let of = |(path, field): (String, &'static Field)| ContextField {
        value: reviewed.context.get(&path),
        touches: touches(&path),
        field,
        path,
    };
    leaves().into_iter().map(of).collect()
}

/// A material field: when it changes, approvals reopen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MaterialField {
    /// Its name, such as `work[W1].effort[developer].high`.
    pub name: String,
    /// What it touches.
    pub touches: Option<Touch>,
    /// Its value in the deal.
    pub value: String,
}

/// Every material field of a deal, by name.
///
/// ```
/// use bidwright_review::material::Touch;
/// use bidwright_service::{ReviewRequest, material_fields, review};
///
/// # let store = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/workspace.rs"));
/// let request = ReviewRequest { deal: "deal.toml", day: None };
/// let judged = review(&store, &request).result.expect("a deal without errors");
/// let fields = material_fields(&judged.reviewed);
/// let high = fields.iter().find(|one| one.name == "work[W1].effort[developer].high").expect("a field");
/// assert_eq!((high.value.as_str(), high.touches), ("42", Some(Touch::Scope)));
/// ```
#[must_use]
pub fn material_fields(reviewed: &Reviewed) -> Vec<MaterialField> {
    let of = |(name, value): (String, String)| MaterialField {
        touches: listed(&name).map(|material| material.touches),
        name,
        value,
    };
    facts(&reviewed.offer).into_iter().map(of).collect()
}
