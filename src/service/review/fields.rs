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
    /// Its name, such as `work[W1].effort[developer]`.
    pub name: String,
    /// What it touches.
    pub touches: Option<Touch>,
    /// Its value in the deal.
    pub value: String,
}

/// Every material field of a deal, by name.
#[must_use]
pub fn material_fields(reviewed: &Reviewed) -> Vec<MaterialField> {
    let of = |(name, value): (String, String)| MaterialField {
        touches: listed(&name).map(|material| material.touches),
        name,
        value,
    };
    facts(&reviewed.offer).into_iter().map(of).collect()
}
