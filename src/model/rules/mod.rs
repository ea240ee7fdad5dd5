//! The language of a review policy: conditions in a subset of CEL over a published context, and message
//! templates. `docs/rules.md` is its page.
//!
//! A [`Condition`] is the `when` of a rule: literals, fields of the [context](leaves), `+ - * / %`,
//! comparisons, `&& || !`, `? :`, `in`, lists, `size`, `exists`, `exists_one`, `all`, `filter`, `contains`,
//! `startsWith`, `endsWith`. Every number is a decimal, so `10` and `10.0` are the same. It is checked
//! when its policy is read: an unknown name, a number compared with a text, a figure that may be missing
//! (null) and is not asked for first, or a rule that would take too long is a finding, never a surprise in a
//! review.
//!
//! A [`MessageTemplate`] is the `say` of a rule, shown when it fires: text with `{{ field }}` or `{{ field | filter }}`;
//! the filters are `length`, `list`, `percent` and `rounded`.
//!
//! This module knows neither deals nor prices: it fixes the names ([`leaves`]) and reads a rule; the
//! review fills a [`Context`] from an offer. `bidwright review --context DEAL` prints every field with
//! its value in a deal.

mod ast;
mod check;
mod condition;
mod context;
mod cost;
mod evaluate;
mod lexer;
mod message;
mod parser;
mod schema;
#[cfg(test)]
mod tests;

pub use condition::Condition;
pub use context::{Context, Datum};
pub use evaluate::EvaluationError;
pub use message::MessageTemplate;
pub use schema::{Field, Kind, Unit, find, leaves};

use std::ops::Range;

/// What is wrong with a rule, at a stretch of bytes of its text.
///
/// ```
/// use bidwright_model::rules::{Condition, FaultKind};
///
/// let rule = "deal.model == 5";
/// let faults = Condition::parse(rule).expect_err("a text is no number");
/// assert_eq!(faults[0].kind, FaultKind::Type);
/// assert_eq!(&rule[faults[0].span.clone()], "==");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What sort of thing.
    pub kind: FaultKind,
    /// In words.
    pub message: String,
    /// What to do; may be empty.
    pub hint: String,
    /// Where in the rule's text.
    pub span: Range<usize>,
}

/// What can be wrong with a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaultKind {
    /// It cannot be read.
    Syntax,
    /// It names a field the context does not have.
    Field,
    /// It mixes what does not go together, or is neither true nor false.
    Type,
    /// It counts on a figure that may be missing.
    Null,
    /// It could take more steps than a rule may.
    Cost,
    /// Its message has braces that cannot be filled.
    Message,
}

impl Fault {
    fn new(kind: FaultKind, span: Range<usize>, message: impl Into<String>) -> Fault {
        Fault { kind, message: message.into(), hint: String::new(), span }
    }

    fn hint(mut self, hint: impl Into<String>) -> Fault {
        self.hint = hint.into();
        self
    }
}
