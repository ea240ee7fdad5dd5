//! The review: a policy's rules evaluated on an offer, their messages, who must approve, and the hash of the
//! material fields that an approval is good for.
//!
//! [`context`] fills the published context from an offer with its value analysis; [`review`]
//! evaluates every rule on it. What may be changed without a new approval is defined in [`material`].

#![warn(unused_crate_dependencies)]

pub mod approvals;
pub mod explain;
pub mod funding_check;
pub mod changes;
mod context;
pub mod customer_offer;
mod figures;
pub mod material;
mod touches;
mod vague;

pub use context::context;
pub use figures::{Figures, Margins, Threat, figures, margins};
pub(crate) use touches::touched;
pub use touches::touches;
use vague::vague_words;

use bidwright_model::book::{Policy, Rule, Verdict};
use bidwright_model::rules::{Context, Datum};

/// The answer to an offer.
#[derive(Debug, Clone, PartialEq)]
pub struct Review {
    /// What may be done with it.
    pub ruling: Ruling,
    /// Rules that fired, worst first, then in the order of the policy.
    pub fired: Vec<Fired>,
    /// SHA-256 of the material fields, in hexadecimal.
    pub hash: String,
}

/// What may be done with an offer, from best to worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ruling {
    /// It may go out.
    Clear,
    /// It must be approved first.
    Approve,
    /// It does not go out.
    Block,
}

impl Ruling {
    /// As in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Ruling::Clear => "clear",
            Ruling::Approve => "approve",
            Ruling::Block => "block",
        }
    }
}

/// A rule that fired.
#[derive(Debug, Clone, PartialEq)]
pub struct Fired {
    /// Its id.
    pub rule: String,
    /// Its verdict.
    pub verdict: Verdict,
    /// The role it requires, if it does.
    pub approver: Option<String>,
    /// Its message.
    pub message: String,
    /// The fields it read, with their values.
    pub figures: Vec<(String, Datum)>,
}

impl Review {
    /// Who must approve, each once, in the order of the rules that fired.
    #[must_use]
    pub fn approvers(&self) -> Vec<&str> {
        let mut all: Vec<&str> = Vec::new();
        for fired in self.fired.iter().filter(|fired| fired.verdict == Verdict::Approve) {
            let name = fired.approver.as_deref().unwrap_or_default();
            if !all.contains(&name) {
                all.push(name);
            }
        }
        all
    }
}

/// Evaluates every rule of a policy.
#[must_use]
pub fn review(policy: &Policy, context: &Context, hash: String) -> Review {
    let mut fired: Vec<Fired> = policy.rules.iter().filter_map(|rule| evaluate(rule, context)).collect();
    fired.sort_by_key(|fired| std::cmp::Reverse(fired.verdict));
    let ruling = match fired.first().map(|fired| fired.verdict) {
        None | Some(Verdict::Note) => Ruling::Clear,
        Some(Verdict::Approve) => Ruling::Approve,
        Some(Verdict::Block) => Ruling::Block,
    };
    Review { ruling, fired, hash }
}

fn evaluate(rule: &Rule, context: &Context) -> Option<Fired> {
    let (verdict, approver, message) = match rule.when.holds(context) {
        Ok(false) => return None,
        Ok(true) => {
            (rule.verdict, rule.approver.as_ref().map(|one| one.value.clone()), rule.message.render(context))
        }
        // Checked when the policy was read. A rule that cannot be evaluated blocks.
        Err(problem) => (Verdict::Block, None, format!("The rule cannot be evaluated: {problem}")),
    };
    let figure = |path: &str| context.get(path).map(|datum| (path.to_owned(), datum.clone()));
    Some(Fired {
        rule: rule.id.clone(),
        verdict,
        approver,
        message,
        figures: rule.when.fields().filter_map(figure).collect(),
    })
}
