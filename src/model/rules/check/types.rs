//! What an expression of a condition gives.

use rust_decimal::Decimal;

use crate::rules::schema::{Field, Kind};

/// What an expression gives.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Type {
    Number,
    Text,
    Flag,
    Null,
    List(Box<Type>),
    Group(&'static [Field]),
    /// Of something that already has a fault, or of an empty list.
    Any,
}

impl Type {
    pub(super) fn word(&self) -> &'static str {
        match self {
            Type::Number => "a number",
            Type::Text => "a text",
            Type::Flag => "true or false",
            Type::Null => "null",
            Type::List(_) => "a list",
            Type::Group(_) => "a group of fields",
            Type::Any => "anything",
        }
    }

    /// Whether the two can be one.
    pub(super) fn agrees(&self, other: &Type) -> bool {
        match (self, other) {
            (Type::Any, _) | (_, Type::Any) => true,
            (Type::List(one), Type::List(other)) => one.agrees(other),
            _ => self == other,
        }
    }

    /// Of two that agree, the one that says more.
    pub(super) fn or(self, other: Type) -> Type {
        match (self, other) {
            (Type::Any, other) => other,
            (Type::List(one), Type::List(other)) => Type::List(Box::new(one.or(*other))),
            (one, _) => one,
        }
    }
}

/// A type with what else is known of a value before there is one.
#[derive(Debug, Clone)]
pub(super) struct Typed {
    pub(super) ty: Type,
    /// The path it was read from, if that may be null.
    pub(super) nullable: Option<String>,
    /// The number itself, where no field has a part in it.
    pub(super) constant: Option<Decimal>,
}

impl From<Type> for Typed {
    fn from(ty: Type) -> Typed {
        Typed { ty, nullable: None, constant: None }
    }
}

impl From<Option<Decimal>> for Typed {
    fn from(constant: Option<Decimal>) -> Typed {
        Typed { ty: Type::Number, nullable: None, constant }
    }
}

/// The type of a field.
pub(super) fn type_of(kind: Kind) -> Type {
    match kind {
        Kind::Number(_) => Type::Number,
        Kind::Text => Type::Text,
        Kind::Flag => Type::Flag,
        Kind::Texts => Type::List(Box::new(Type::Text)),
        Kind::Rows(fields) => Type::List(Box::new(Type::Group(fields))),
        Kind::Group(fields) => Type::Group(fields),
    }
}
